"""A plan as JSON, for programs and for starting a copy, and the JSON Schema that says what is in it."""

import codecs
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec

from config.json_input import NotJsonError, decode_json
from wizard.decision.decision import Decision, Reason
from wizard.exports.copies import Copy
from wizard.steps import journey
from wizard.steps.asking import Json, Stored
from wizard.steps.journey import all_questions

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


MOST_BYTES = 1_000_000
MOST_ANSWERS = 200
MOST_NESTED = 20  # lists within lists of an answer


@dataclass(frozen=True, slots=True)
class NotAPlan:
    """Why a file cannot start a plan, as a sentence for whoever brought it."""

    text: str


def read(text: bytes) -> Stored | NotAPlan:  # noqa: PLR0911  # each way to be wrong has its own sentence
    """Return the answers in a plan's JSON; what they mean is for the wizard to judge, which asks again where it must."""
    if not text.removeprefix(codecs.BOM_UTF8).strip():
        return NotAPlan("There is nothing in it. Choose the file plan.json of a plan, or paste its text.")
    if len(text) > MOST_BYTES:
        return NotAPlan("The file is too large. The JSON of a plan has less than one megabyte.")
    try:
        document: Any = decode_json(text)
    except NotJsonError:
        return NotAPlan("This is not JSON. Take plan.json as it was saved, without changes.")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return NotAPlan("This is JSON, but not a plan of ours. The file to bring is called plan.json.")
    if document.get("edition") != EDITION:
        return NotAPlan("This plan was written by another edition of Pilotlight, which this one cannot read.")
    answers = document.get("answers")
    if not isinstance(answers, list) or not answers:
        return NotAPlan("There are no answers in this plan.")
    if len(answers) > MOST_ANSWERS or not all(_is_pair(pair) for pair in answers):
        return NotAPlan("The answers in this plan are not in order. Take plan.json as it was saved, without changes.")
    known = {question.key for _, _, question in all_questions()}
    taken = {name: value for name, value in answers if name.partition(".")[0] in known}
    if not taken:
        return NotAPlan("None of its answers belongs to a question that we ask.")
    return taken


def _is_pair(pair: Any) -> bool:
    return (
        isinstance(pair, list) and len(pair) == len(("name", "value")) and isinstance(pair[0], str) and _is_sound(pair)
    )


def _is_sound(value: Json, depth: int = 0) -> bool:
    """Tell whether Postgres can store it: no NUL characters, and no deep nesting."""
    if depth > MOST_NESTED:
        return False
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, dict):
        return all(_is_sound(each, depth + 1) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return all(_is_sound(each, depth + 1) for each in value)
    return True
