"""A plan as JSON, for programs and for starting a copy, and the JSON Schema that says what is in it."""

from functools import cache
from typing import Any

import msgspec

from wizard.decision.decision import Decision, Reason
from wizard.exports.copies import Copy
from wizard.steps import journey

FORMAT = "pilotlight-plan"
EDITION = 2  # of the format; goes up when a field changes its meaning
SCHEMA_NAME = "plan.schema.json"
SCHEMA_PATH = f"/p/{SCHEMA_NAME}"
_DEFINITIONS = "#/$defs/{name}"


def plan_json(copy: Copy) -> bytes:
    """Return the whole plan: its answers and the replies of vendors, what was decided on them, and the same in words."""
    document = {
        "$schema": f"{copy.base}{SCHEMA_PATH}",
        "format": FORMAT,
        "edition": EDITION,
        "title": copy.stated("title"),
        "firm": copy.stated("firm"),
        "permalink": copy.permalink,
        "version": copy.version.number,
        "address": copy.fixed,
        "release": copy.version.release,
        "release_digest": copy.version.release_digest,
        "decided_on": copy.version.decided_on,
        "answers": copy.version.answers,
        "replies": copy.replies,
        "decision": copy.basis.decision,
        "would_change": copy.basis.changes,
        "document": copy.document,
    }
    return msgspec.json.encode(document) + b"\n"


@cache
def schema() -> bytes:
    """Return the JSON Schema of the document; worked out once a process, from the types it is written from."""
    (decision, reason), definitions = msgspec.json.schema_components([Decision, Reason], ref_template=_DEFINITIONS)
    answers = {name: value for name, value in journey.schema().items() if name != "$schema"}
    text = {"type": "string"}
    digest = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
    count = {"type": "integer", "minimum": 1}
    day = {"type": "string", "format": "date"}
    address = {"type": "string", "format": "uri"}
    reply = {
        "number": count,
        "point": {**text, "description": "Kind, row and field of the catalog, parted by bars."},
        "value": text,
        "name": {**text, "description": "Who said so."},
        "on": day,
        "until": {**day, "description": "The last day on which it counts."},
    }
    document: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Pilotlight plan",
        "description": "One version of a plan. Sent to the start page as “plan”, its answers start a copy.",
        **_closed(
            {
                "$schema": address,
                "format": {"const": FORMAT},
                "edition": {"const": EDITION},
                "title": text,
                "firm": text,
                "permalink": {**address, "description": "Where the latest version is read."},
                "version": count,
                "address": {**address, "description": "Where this version stays as it is."},
                "release": {**count, "description": "The number of the catalog’s release it was decided on."},
                "release_digest": digest,
                "decided_on": day,
                "answers": {**answers, "description": "Pairs of question and answer, in the order of asking."},
                "replies": {
                    "description": "What vendors replied, as far as it was decided with.",
                    "type": "array",
                    "items": _closed(reply),
                },
                "decision": {**decision, "description": "What was decided, for programs: money is in US dollars."},
                "would_change": {"type": "array", "items": reason},
                "document": {
                    "type": "object",
                    "description": "The plan in words, money in the owner’s currency, with its evidence and sources.",
                },
            }
        ),
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}
