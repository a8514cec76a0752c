"""The only write endpoint of the API: an owner's program adds results to a pilot, with a token for that pilot alone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal, override

import msgspec
from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema
from ninja.security import HttpBearer
from pydantic import WithJsonSchema, create_model

from catalog.api.endpoints import REFUSALS, Problem
from catalog.api.params import known_only
from catalog.api.responses import json
from config import problems
from config.problems import ProblemError
from wizard.models import Pilot
from wizard.pilot import context, store
from wizard.pilot.metrics import BY_SLUG, METRICS, MetricKind, PlanMoney, Value
from wizard.pilot.store import PilotOvertakenError, Sorted
from wizard.pilot.tables import HIGHEST_NUMBER, LONGEST_MODEL, Bad, SourceLine, read_lines
from wizard.pilot.verdict import ResultState, Verdict
from wizard.plans import links
from wizard.plans.drafts import hash_of

router = Router(tags=["A pilot’s results"])
MOST_AT_ONCE = 500  # results in one call
LONGEST_TYPED = 60
LONGEST_ID = 80
Amount = Annotated[
    Decimal | str | None,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "string", "maxLength": LONGEST_TYPED},
                {"type": "null"},
            ]
        }
    ),
]
TYPES: dict[MetricKind, Any] = {
    MetricKind.YES_NO: bool | None,
    MetricKind.CHOICE: Literal["yes", "no", "same"] | None,
    MetricKind.AMOUNT: Amount,
}


class Token(HttpBearer):
    """A pilot's own token, which its owner makes, renews and revokes on the page of the pilot."""

    @override
    def __call__(self, request: HttpRequest) -> Pilot:
        found: Pilot | None = super().__call__(request)
        return found or self.authenticate(request, "")

    @override
    def authenticate(self, request: HttpRequest, token: str) -> Pilot:
        match = request.resolver_match
        found = Pilot.objects.filter(
            plan__view_key=match and match.kwargs["view_key"], token_hash=hash_of(token)
        )
        pilot = found.select_related("plan", "version").order_by("pk").first()
        if pilot is None:  # this does not say whether there is such a plan
            raise ProblemError(
                problems.NO_TOKEN, "Send the pilot’s token: Authorization: Bearer pilot_…"
            )
        return pilot


class ResultFields(Schema):
    """One result. An amount may be a number, or text as people write it: 1.5, 90 s, € 0.04. Null is not measured."""

    number: int | None = Field(
        None,
        ge=1,
        le=HIGHEST_NUMBER,
        description="Its case, the same for both models, or the next.",
    )
    id: str = Field(
        "", max_length=LONGEST_ID, description="Your own name for it. The same id is taken once."
    )
    model: str = Field(
        "", max_length=LONGEST_MODEL, description="As the plan names it, or its slug."
    )


if TYPE_CHECKING:
    ResultGiven = ResultFields
else:  # with a field for each metric
    _fields = {
        metric.slug: (TYPES[metric.kind], Field(None, description=metric.column))
        for metric in METRICS
    }
    ResultGiven = create_model(
        "ResultGiven", __base__=ResultFields, __doc__=ResultFields.__doc__, **_fields
    )


class TrialsGiven(Schema):
    """Results to add."""

    trials: list[ResultGiven] = Field(min_length=1, max_length=MOST_AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialsTaken:
    """What became of the results that were sent: those refused by their place, from 1 on; the verdict on each model."""

    taken: int
    added_to: int
    on_file: int
    refused: tuple[Bad, ...]
    state: ResultState
    verdicts: dict[str, Verdict]


@router.post(
    "/plans/{view_key}/trials",
    auth=Token(),
    response={200: TrialsTaken, 401: Problem, 413: Problem, 415: Problem, 429: Problem, **REFUSALS},
    operation_id="addTrials",
    summary="Add results to a pilot",
)
def add_trials(request: HttpRequest, view_key: str, given: TrialsGiven) -> HttpResponse:  # noqa: ARG001  # read by the token
    """Add results to the locked pilot of a plan: its owner makes the token, sent as Authorization: Bearer.

    Good rows are taken, bad ones are named; the same call is taken once.
    """
    known_only(request, Schema())
    pilot: Pilot = request.auth  # type: ignore[attr-defined]  # ninja's
    links.note_opened(pilot.plan)
    money = PlanMoney(
        usd_per=context.money_of(pilot.version).usd_per
    )  # the document says US dollars
    lines = [
        SourceLine(place=place, cells=_cells(each))
        for place, each in enumerate(given.trials, start=1)
    ]
    read = read_lines(lines, money, nothing="It says nothing of how the result was.")
    digest = store.digest_of(msgspec.json.encode(given.dict()))
    named = all(row.number is not None or row.key for row in read.rows)
    try:
        sorted_ = store.take(pilot, read.rows, digest=digest, seen=None if named else 0)
    except PilotOvertakenError:  # the same rows without a name came before
        sorted_ = Sorted(known=read.rows)
    pilot.refresh_from_db()
    verdicts = store.verdicts_of(pilot)
    answer = TrialsTaken(
        taken=len(sorted_.new),
        added_to=len(sorted_.filling),
        on_file=len(sorted_.known),
        refused=tuple(sorted((*read.bad, *sorted_.bad), key=lambda each: each.place or 0)),
        state=ResultState.read(pilot.state),
        verdicts=verdicts,
    )
    response = json(msgspec.json.encode(answer))
    response.headers["Cache-Control"] = "no-store"
    return response


def _cells(given: ResultFields) -> dict[str, Value]:
    named = {
        "model": given.model,
        "key": f"api:{given.id}" if given.id else "",
        "number": str(given.number or ""),
    }
    return named | {slug: value for slug in BY_SLUG if (value := getattr(given, slug)) is not None}
