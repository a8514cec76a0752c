"""The API's one way in: a program of the owner's adds results to a pilot, with a token that opens nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, override

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.security import HttpBearer
from pydantic import WithJsonSchema

from catalog.api.endpoints import REFUSALS, Problem
from catalog.api.params import known_only
from catalog.api.responses import json
from catalog.parsing import Problem as Wrong
from config import problems
from config.problems import ProblemError
from wizard.intake import cells
from wizard.intake.rows import Bad, Row, told_apart
from wizard.intake.tables import dollars
from wizard.models import Pilot
from wizard.pilot import holding, recording, tokens
from wizard.pilot.holding import OvertakenError
from wizard.pilot.recording import Brought, Sorted
from wizard.pilot.trials import VerdictState
from wizard.plans import links

router = Router(tags=["A pilot’s results"])
MOST_AT_ONCE = 500  # results in one call
LONGEST_TYPED = 60
LONGEST_ID = 80
HIGHEST = {"minutes": Decimal(100_000), "usd": Decimal(1_000_000)}
DIGITS = {"minutes": cells.MINUTE, "usd": cells.DOLLAR}

Figure = Annotated[
    Decimal | str | None,
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "maxLength": LONGEST_TYPED}, {"type": "null"}]}),
]


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


class TrialGiven(Schema):
    """One result. A figure may be a number, or text as people write it: 1.5, 90 s, € 0.04. Null is not measured."""

    number: int | None = Field(
        None, ge=1, le=cells.HIGHEST_TRIAL, description="Which trial it is; the next one where left out."
    )
    id: str = Field("", max_length=LONGEST_ID, description="Your own name for it. The same id is taken once.")
    model: str = Field("", max_length=cells.LONGEST_MODEL)
    what: str = Field("", max_length=cells.LONGEST_WHAT, description="What it was; readers of the plan do not see it.")
    accepted: bool | None = Field(None, description="Whether it could be used without a redo.")
    ratings: list[Annotated[int, Field(ge=0, le=2)]] = Field(
        default=[], max_length=2, description="Points of one rater or two, where the pilot asks for points."
    )
    minutes: Figure = Field(None, description="A person’s minutes, checks included.")
    usd: Figure = Field(None, description="The model’s fee.")
    remark: str = Field("", max_length=cells.LONGEST_REMARK)


class TrialsGiven(Schema):
    """Results to add."""

    trials: list[TrialGiven] = Field(min_length=1, max_length=MOST_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRow:
    """A result that was not taken: where it stands in what was sent, counted from 1, and why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the results of one model say of it now."""

    model: str
    state: VerdictState
    sentence: str
    to_go: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialsTaken:
    """What became of the results that were sent."""

    taken: int
    added_to: int
    on_file: int
    refused: tuple[RefusedRow, ...]
    state: VerdictState
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
        Pilot.objects.filter(plan__view_key=view_key, token_hash=tokens.hash_of_token(token), locked__isnull=False)
        .exclude(token_hash="")
        .select_related("plan")
        .order_by("pk")
        .first()
    )
    if found is None:
        raise no_token()
    links.note_opened(found.plan)
    read = [_row(place, each, found.quality) for place, each in enumerate(given.trials, start=1)]
    rows, again = told_apart([each for each in read if isinstance(each, Row)])
    bad = [*(each for each in read if isinstance(each, Bad)), *again]
    digest = recording.digest_of(msgspec.json.encode(given.dict()))
    named = all(row.number is not None or row.key for row in rows)
    brought = Brought(source="api", digest=digest, refused=len(bad), before=None if named else 0)
    try:
        pilot, sorted_ = recording.take(found.plan, rows, brought)
    except OvertakenError:  # the same rows without a name came before
        pilot, sorted_ = found, Sorted(known=rows)
    verdicts = holding.verdicts_of(pilot)
    answer = TrialsTaken(
        taken=len(sorted_.new),
        added_to=len(sorted_.filling),
        on_file=len(sorted_.known),
        refused=tuple(
            RefusedRow(row=each.place, reason=each.reason)
            for each in sorted((*bad, *sorted_.bad), key=lambda each: each.place)
        ),
        state=holding.state_of(verdicts.values()),
        verdicts=tuple(
            Standing(model=model, state=each.state, sentence=each.sentence, to_go=each.to_go)
            for model, each in verdicts.items()
        ),
    )
    response = json(msgspec.json.encode(answer))
    response.headers["Cache-Control"] = "no-store"
    return response


def _row(place: int, given: TrialGiven, quality: str) -> Row | Bad:
    """Read one result as the forms would."""
    figures: Mapping[str, Any] = {
        "minutes": _figure("minutes", given.minutes),
        "usd": _figure("usd", given.usd),
        "model": cells.words(given.model, "the model", cells.LONGEST_MODEL),
        "what": cells.words(given.what, "what it was", cells.LONGEST_WHAT),
        "remark": cells.words(given.remark, "the remark", cells.LONGEST_REMARK),
        "key": cells.words(given.id, "the id", LONGEST_ID),
    }
    wrong = next(((name, each.text) for name, each in figures.items() if isinstance(each, Wrong)), None)
    if wrong is not None:
        return Bad(place=place, said="", reason=f"{'id' if wrong[0] == 'key' else wrong[0]}: {wrong[1]}.")
    if given.ratings and quality != "rubric":
        return Bad(place=place, said="", reason="ratings: this pilot is judged by yes or no.")
    key = f"api:{figures['key']}" if figures["key"] else ""
    row = Row(
        place=place,
        number=given.number,
        accepted=given.accepted,
        ratings=tuple(given.ratings),
        **{**figures, "key": key},
    )
    return row if row.measured else Bad(place=place, said="", reason="It says nothing of how the trial went.")


def _figure(name: str, value: Decimal | str | None) -> Decimal | Wrong | None:
    if value is None:
        return None
    if isinstance(value, str):
        return cells.minutes(value) if name == "minutes" else cells.cost(value, dollars)
    if not 0 <= value <= HIGHEST[name]:
        return Wrong(f"it must be from 0 to {HIGHEST[name]:,}")
    return value.quantize(DIGITS[name], ROUND_HALF_UP)
