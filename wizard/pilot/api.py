"""The API's one way in: a program of the owner's adds results to a pilot, with a token that opens nothing else."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, override

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.security import HttpBearer
from pydantic import WithJsonSchema, create_model

from catalog.api.endpoints import REFUSALS, Problem
from catalog.api.params import known_only
from catalog.api.responses import json
from catalog.parsing import Problem as Wrong, parse_text
from config import problems
from config.problems import ProblemError
from wizard.models import Pilot
from wizard.pilot import store
from wizard.pilot.metrics import METRICS, Kind, Metric, Value
from wizard.pilot.rows import (
    HIGHEST_NUMBER,
    LONGEST_MODEL,
    LONGEST_REMARK,
    LONGEST_WHAT,
    Bad,
    Row,
    without_repeats,
)
from wizard.pilot.store import Brought, OvertakenError, Sorted
from wizard.pilot.verdict import State
from wizard.plans import links

router = Router(tags=["A pilot’s results"])
MOST_AT_ONCE = 500  # results in one call
LONGEST_TYPED = 60
LONGEST_ID = 80
Amount = Annotated[
    Decimal | str | None,
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "maxLength": LONGEST_TYPED}, {"type": "null"}]}),
]
TYPES: dict[Kind, Any] = {
    Kind.YES_NO: bool | None,
    Kind.CHOICE: Literal["yes", "no", "same"] | None,
    Kind.AMOUNT: Amount,
}


class Token(HttpBearer):
    """A pilot's own token, which its owner makes, renews and revokes on the page of the pilot."""

    @override
    def __call__(self, request: HttpRequest) -> str:
        found: str | None = super().__call__(request)
        if not found:
            raise no_token()
        return found

    @override
    def authenticate(self, request: HttpRequest, token: str) -> str:
        """Return the token; whether it opens this plan the view asks."""
        return token


def no_token() -> ProblemError:
    """Return the problem that there is no token, or not the right one; it does not say whether there is such a plan."""
    return ProblemError(problems.NO_TOKEN, "Send the pilot’s token: Authorization: Bearer pilot_…")


class Given(Schema):
    """One result. An amount may be a number, or text as people write it: 1.5, 90 s, € 0.04. Null is not measured."""

    number: int | None = Field(
        None,
        ge=1,
        le=HIGHEST_NUMBER,
        description="Which case it is, the same for both models; the next where left out.",
    )
    id: str = Field("", max_length=LONGEST_ID, description="Your own name for it. The same id is taken once.")
    model: str = Field("", max_length=LONGEST_MODEL, description="As the plan names it, or its slug.")
    what: str = Field("", max_length=LONGEST_WHAT, description="What it was; readers of the plan do not see it.")
    remark: str = Field("", max_length=LONGEST_REMARK)


if TYPE_CHECKING:
    ResultGiven = Given
else:  # with a field for each metric
    _fields = {metric.slug: (TYPES[metric.kind], Field(None, description=metric.column)) for metric in METRICS}
    ResultGiven = create_model("ResultGiven", __base__=Given, __doc__=Given.__doc__, **_fields)


class TrialsGiven(Schema):
    """Results to add."""

    trials: list[ResultGiven] = Field(min_length=1, max_length=MOST_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A result that was not taken: where it stands in what was sent, counted from 1, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the results of one model say of it now."""

    model: str
    state: State
    sentence: str
    to_go: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialsTaken:
    """What became of the results that were sent."""

    taken: int
    added_to: int
    on_file: int
    refused: tuple[RefusedRow, ...]
    state: State
    verdicts: tuple[Standing, ...]


@router.post(
    "/plans/{view_key}/trials",
    auth=Token(),
    response={200: TrialsTaken, 401: Problem, 413: Problem, 415: Problem, 429: Problem, **REFUSALS},
    operation_id="addTrials",
    summary="Add results to a pilot",
)
def add_trials(request: HttpRequest, view_key: str, given: TrialsGiven) -> HttpResponse:
    """Add results to the locked pilot of a plan: its owner makes the token, sent as Authorization: Bearer.

    Good rows are taken, bad ones are named; the same call is taken once.
    """
    known_only(request, Schema())
    token: str = request.auth  # type: ignore[attr-defined]  # ninja's
    found = (
        Pilot.objects.filter(plan__view_key=view_key, token_hash=store.hash_of(token))
        .exclude(token_hash="")
        .select_related("plan")
        .order_by("pk")
        .first()
    )
    if found is None:
        raise no_token()
    links.note_opened(found.plan)
    read = [_row(place, each) for place, each in enumerate(given.trials, start=1)]
    rows, repeated = without_repeats([each for each in read if isinstance(each, Row)])
    bad = [*(each for each in read if isinstance(each, Bad)), *repeated]
    digest = store.digest_of(msgspec.json.encode(given.dict()))
    named = all(row.number is not None or row.key for row in rows)
    brought = Brought(source="api", digest=digest, refused=len(bad), before=None if named else 0)
    try:
        sorted_ = store.take(found, rows, brought)
    except OvertakenError:  # the same rows without a name came before
        sorted_ = Sorted(known=rows)
    verdicts = store.verdicts_of(found)
    answer = TrialsTaken(
        taken=len(sorted_.new),
        added_to=len(sorted_.filling),
        on_file=len(sorted_.known),
        refused=tuple(
            RefusedRow(row=each.place, reason=each.reason)
            for each in sorted((*bad, *sorted_.bad), key=lambda each: each.place)
        ),
        state=store.state_of(verdicts.values()),
        verdicts=tuple(
            Standing(model=model, state=each.state, sentence=each.sentence, to_go=each.to_go)
            for model, each in verdicts.items()
        ),
    )
    response = json(msgspec.json.encode(answer))
    response.headers["Cache-Control"] = "no-store"
    return response


def _row(place: int, given: Given) -> Row | Bad:
    """Read one result as the forms would."""
    texts: dict[str, Any] = {
        "model": parse_text(given.model, "the model", LONGEST_MODEL),
        "what": parse_text(given.what, "what it was", LONGEST_WHAT),
        "remark": parse_text(given.remark, "the remark", LONGEST_REMARK),
        "key": parse_text(given.id, "the id", LONGEST_ID),
    }
    figures: dict[str, Any] = {metric.slug: _value(metric, getattr(given, metric.slug)) for metric in METRICS}
    for name, each in (*texts.items(), *figures.items()):
        if isinstance(each, Wrong):
            return Bad(place=place, text="", reason=f"{'id' if name == 'key' else name}: {each.text}.")
    values = {slug: value for slug, value in figures.items() if value is not None}
    if not values:
        return Bad(place=place, text="", reason="It says nothing of how the result was.")
    texts["key"] = f"api:{texts['key']}" if texts["key"] else ""
    return Row(place=place, number=given.number, values=values, **texts)


def _value(metric: Metric, value: bool | Decimal | str | None) -> Value | Wrong | None:  # noqa: FBT001  # as JSON has it
    if isinstance(value, str):
        return metric.parse(value, "")
    if not isinstance(value, Decimal):
        return value
    if not 0 <= value <= metric.most:
        return Wrong(f"it must be from 0 to {metric.most:,}")
    return value.quantize(metric.last_digit, ROUND_HALF_UP)
