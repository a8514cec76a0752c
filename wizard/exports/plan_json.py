"""A plan as JSON, for programs and for starting a copy, with its JSON Schema."""

import codecs
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from config.budget import MEGABYTE, Expense, Limits, WrongFileError
from config.json_input import NotJsonError, WrongShapeError, decode_json
from wizard.exports.copies import Copy
from wizard.plans.overlay import VendorReply
from wizard.plans.stored import core_of, plain
from wizard.questions.flow import StoredPages
from wizard.questions.page_order import PAGES

FORMAT: Final = "pilotlight-plan"
EDITION: Final = 3  # of the format; goes up when a field changes its meaning
SCHEMA_NAME = "plan.schema.json"
SCHEMA_PATH = f"/p/{SCHEMA_NAME}"
# What each page of questions sent: by page, then by field; texts, or lists of what was ticked.
ANSWERS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "additionalProperties": {
            "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
        },
    },
}
AN_OBJECT = {"type": "object"}
# A plan that is brought; one of ours has a fifth of that.
BROUGHT = Limits(
    most={Expense.BYTES: MEGABYTE, Expense.VALUES: 100_000},
    remedy="Take plan.json as it was saved.",
)
MOST_PAGES, MOST_FIELDS = 50, 500
NUL = b"\\u0000"  # which Postgres cannot store


type Address = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
type Count = Annotated[int, Meta(ge=1)]


class PlanFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One version of a Pilotlight plan.

    Sent to the start page as “plan”, its answers start a copy.
    """

    schema: Address = msgspec.field(name="$schema")
    format: Literal["pilotlight-plan"]
    edition: Literal[3]
    title: str
    firm: str
    permalink: Annotated[Address, Meta(description="Where the latest version is read.")]
    version: Count
    address: Annotated[Address, Meta(description="Where this version stays as it is.")]
    release: Annotated[
        Count, Meta(description="The number of the catalog’s release it was decided on.")
    ]
    release_digest: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
    decided_on: date
    answers: Annotated[
        Any, Meta(extra_json_schema=ANSWERS, description="What each page of questions sent.")
    ]
    inputs: Annotated[
        Any,
        Meta(
            extra_json_schema=AN_OBJECT,
            description=(
                "What it was decided on: the answers as the rules read them, and what tests had "
                "counted."
            ),
        ),
    ]
    replies: Annotated[
        tuple[VendorReply, ...], Meta(description="What vendors replied, as far as it counted.")
    ]
    decision: Annotated[
        Any,
        Meta(
            extra_json_schema=AN_OBJECT,
            description=(
                "How each job ends and why, rules with parameters, for programs: money is in US "
                "dollars."
            ),
        ),
    ]
    would_change: Annotated[
        Any, Meta(extra_json_schema=AN_OBJECT, description="What would change each name, by job.")
    ]
    document: Annotated[Any, Meta(extra_json_schema=AN_OBJECT, description="The plan in words.")]


def plan_json(copy: Copy) -> bytes:
    """Return the whole plan: its answers, vendors' replies, decisions, and all in words."""
    document = PlanFile(
        schema=f"{copy.base}{SCHEMA_PATH}",
        format=FORMAT,
        edition=EDITION,
        title=copy.decided.answers.title,
        firm=copy.decided.answers.firm,
        permalink=copy.permalink,
        version=copy.version.number,
        address=copy.fixed,
        release=copy.version.release,
        release_digest=copy.version.release_digest,
        decided_on=copy.version.decided_on,
        answers=copy.version.answers,
        inputs=plain(copy.decided.inputs),
        replies=copy.replies,
        decision=plain(core_of(copy.decided.decision)),
        would_change=plain(copy.decided.changes),
        document=copy.document,
    )
    return msgspec.json.encode(document) + b"\n"


@cache
def schema() -> bytes:
    """Return the JSON Schema of the document, from its type; worked out once a process."""
    (root,), definitions = msgspec.json.schema_components([PlanFile], ref_template="#/$defs/{name}")
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **root,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


class NotAPlanError(Exception):
    """Why a file cannot start a plan, as a sentence for whoever brought it."""


class BroughtPlan(msgspec.Struct):
    """What of a plan's JSON a copy is made from."""

    format: Literal["pilotlight-plan"]
    edition: int = 0
    answers: Annotated[dict[str, dict[str, str | list[str]]], Meta(max_length=MOST_PAGES)] = {}


_DECODER = msgspec.json.Decoder(BroughtPlan)


def read(text: bytes) -> StoredPages:
    """Return the answers in a plan's JSON. Raises `NotAPlanError`.

    The wizard has to judge them.
    """
    if not text.removeprefix(codecs.BOM_UTF8).strip():
        raise NotAPlanError(
            "There is nothing in it. Choose the file plan.json of a plan, or paste its text."
        )
    try:
        plan = decode_json(text, _DECODER, BROUGHT)
    except WrongFileError as wrong:
        raise NotAPlanError(str(wrong)) from wrong
    except WrongShapeError as wrong:
        sentence = (
            "This is JSON, but not a plan of ours as it was saved. The file to bring is called "
            "plan.json."
        )
        raise NotAPlanError(sentence) from wrong
    except NotJsonError as wrong:
        raise NotAPlanError(
            "This is not JSON, or nests too deep. Take plan.json as it was saved, without changes."
        ) from wrong
    if plan.edition != EDITION:
        raise NotAPlanError(
            "This plan was written by another edition of Pilotlight, which this one cannot read."
        )
    pages = {page.key for page in PAGES}
    taken = {key: fields for key, fields in plan.answers.items() if key in pages}
    is_too_much = sum(map(len, taken.values())) > MOST_FIELDS
    if not taken or is_too_much or NUL in text:
        raise NotAPlanError("None of its answers belongs to a question that we ask.")
    return taken
