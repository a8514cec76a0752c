"""A plan as JSON, for programs and for starting a copy, and the JSON Schema that says what is in it."""

import codecs
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from config.json_input import NotJsonError, WrongShapeError, decode_json
from wizard.decision.decision import Decision, Reason
from wizard.exports.copies import Copy
from wizard.plans.overlay import VendorReply
from wizard.steps import journey
from wizard.steps.asking import Stored
from wizard.steps.journey import all_questions

FORMAT: Final = "pilotlight-plan"
EDITION: Final = 2  # of the format; goes up when a field changes its meaning
SCHEMA_NAME = "plan.schema.json"
SCHEMA_PATH = f"/p/{SCHEMA_NAME}"
ANSWERS = {name: value for name, value in journey.schema().items() if name != "$schema"}
# A plan that is brought; one of ours has a fifth of that.
BROUGHT = Limits(
    most={Expense.BYTES: MEGABYTE, Expense.VALUES: 100_000},
    remedy="Take plan.json as it was saved.",
)
MOST_ANSWERS = 200
NUL = b"\\u0000"  # which Postgres cannot store


type Address = Annotated[str, Meta(extra_json_schema={"format": "uri"})]
type Count = Annotated[int, Meta(ge=1)]


class PlanFile(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One version of a Pilotlight plan. Sent to the start page as “plan”, its answers start a copy."""

    schema: Address = msgspec.field(name="$schema")
    format: Literal["pilotlight-plan"]
    edition: Literal[2]
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
        Any, Meta(extra_json_schema=ANSWERS, description="Pairs of question and answer, as asked.")
    ]
    replies: Annotated[
        tuple[VendorReply, ...], Meta(description="What vendors replied, as far as it counted.")
    ]
    decision: Annotated[
        Decision, Meta(description="What was decided, for programs: money is in US dollars.")
    ]
    would_change: tuple[Reason, ...]
    document: Annotated[
        Any, Meta(extra_json_schema={"type": "object"}, description="The plan in words.")
    ]


def plan_json(copy: Copy) -> bytes:
    """Return the whole plan: its answers and the replies of vendors, what was decided on them, and the same in words."""
    document = PlanFile(
        schema=f"{copy.base}{SCHEMA_PATH}",
        format=FORMAT,
        edition=EDITION,
        title=copy.stated("title"),
        firm=copy.stated("firm"),
        permalink=copy.permalink,
        version=copy.version.number,
        address=copy.fixed,
        release=copy.version.release,
        release_digest=copy.version.release_digest,
        decided_on=copy.version.decided_on,
        answers=copy.version.answers,
        replies=copy.replies,
        decision=copy.basis.decision,
        would_change=copy.basis.changes,
        document=copy.document,
    )
    return msgspec.json.encode(document) + b"\n"


@cache
def schema() -> bytes:
    """Return the JSON Schema of the document, from the type it is written from; worked out once a process."""
    (found,), definitions = msgspec.json.schema_components(
        [PlanFile], ref_template="#/$defs/{name}"
    )
    document = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


class NotAPlanError(Exception):
    """Why a file cannot start a plan, as a sentence for whoever brought it."""


class BroughtPlan(msgspec.Struct):
    """What of a plan's JSON a copy is made from."""

    format: Literal["pilotlight-plan"]
    edition: int = 0
    answers: Annotated[list[tuple[str, Any]], Meta(max_length=MOST_ANSWERS)] = []


_DECODER = msgspec.json.Decoder(BroughtPlan)


def read(text: bytes) -> Stored:
    """Return the answers in a plan's JSON, which are the wizard's to judge. Raises `NotAPlanError`."""
    if not text.removeprefix(codecs.BOM_UTF8).strip():
        raise NotAPlanError(
            "There is nothing in it. Choose the file plan.json of a plan, or paste its text."
        )
    try:
        plan = decode_json(text, _DECODER, Budget(BROUGHT))
    except WrongFileError as wrong:
        raise NotAPlanError(str(wrong)) from wrong
    except WrongShapeError as wrong:
        sentence = "This is JSON, but not a plan of ours as it was saved. The file to bring is called plan.json."
        raise NotAPlanError(sentence) from wrong
    except NotJsonError as wrong:
        raise NotAPlanError(
            "This is not JSON, or nests too deep. Take plan.json as it was saved, without changes."
        ) from wrong
    if plan.edition != EDITION:
        raise NotAPlanError(
            "This plan was written by another edition of Pilotlight, which this one cannot read."
        )
    known = {question.key for _, _, question in all_questions()}
    taken = {name: value for name, value in plan.answers if name.partition(".")[0] in known}
    if not taken or NUL in text:
        raise NotAPlanError("None of its answers belongs to a question that we ask.")
    return taken
