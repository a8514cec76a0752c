"""Answers in; names, offers, states, risks and sentences out: all that the tests of the advice know of the rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from catalog.vocabulary import Material, Medium
from tests.support import starter_catalog
from wizard.decision.answers import Answers, Job as Wanted, Targets
from wizard.decision.decide import decide, rankings_of
from wizard.decision.decision import Part
from wizard.decision.ranking import Candidate, Ranking
from wizard.decision.vocabulary import (
    Check,
    Exactness,
    Joining,
    Outcome,
    Place,
    Preference,
    State,
)
from wizard.plans import examples
from wizard.plans.document import basis_of, build, with_pages
from wizard.plans.document.blocks import Document
from wizard.plans.render import markdown
from wizard.sensitivity.changes import what_would_change
from wizard.steps import journey

ON = date(2026, 11, 26)
ADVISED, TO_TRY, LEVEL, BEHIND, UNPROVEN, ASK_FIRST = (
    "advised",
    "to try",
    "level",
    "behind",
    "not measured",
    "ask first",
)
_RESULTS = {"sum": Exactness.CALCULATED, "forecast": Exactness.FORECAST, "ruling": Exactness.RULING}
_MATERIAL = {"public": Material.NONE, "personal": Material.PERSONAL, "confidential": Material.CONFIDENTIAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A model as the advice shows it."""

    model: str
    name: str
    state: str
    offer: str  # the offer to buy; empty on own servers
    month_usd: Decimal | None  # fees a month at a stated price
    measured: bool  # whether anybody has measured it for this job
    questions: tuple[str, ...]  # what would have to be asked first


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What the advice says of one job for one kind of model."""

    key: str
    use_case: str | None
    kind: str  # "language models"
    advised: Offered | None  # None where none fits
    to_try: tuple[Offered, ...]  # the second one, or those of a tie
    best: Offered | None
    cheapest: Offered | None
    shown: tuple[Offered, ...]
    dropped: Mapping[str, str]  # models that an answer rules out, with the rule

    @property
    def named(self) -> Iterator[Offered]:
        """Every model that the reader is sent to."""
        for row in (self.advised, *self.to_try, self.best, self.cheapest):
            if row is not None:
                yield row


@dataclass(frozen=True, kw_only=True)
class Advice:
    """Everything that the tests read of a plan; it is worded where somebody reads the words."""

    jobs: tuple[Job, ...]
    wrong_tool: bool
    risks: Mapping[str, str]  # by their name in the catalog; those of an answer by their title
    weakest: frozenset[str]  # what is called the weakest step
    worded: Callable[[], Document]

    @cached_property
    def document(self) -> Document:
        """The plan in words."""
        return self.worded()

    @property
    def headline(self) -> str:
        """What it says first."""
        return " ".join(self.document.head.headline).replace("\N{NO-BREAK SPACE}", " ")

    @property
    def lead(self) -> str:
        """What stands small below it."""
        return " ".join(answer.fine for answer in self.document.head.answers)

    @property
    def tasks(self) -> tuple[str, ...]:
        """What is to be done."""
        return tuple(_tasks(self.document))

    @property
    def sentences(self) -> str:
        """Every text of the plan, as one string."""
        return markdown.render(self.document).replace("\N{NO-BREAK SPACE}", " ")


def advise(answers: Mapping[str, Any], on: date = ON) -> Advice:
    """Return what the rules say. `answers` are plain: see `answers_of`."""
    return of(answers_of(answers), on)


def example(slug: str, on: date = ON) -> Advice:
    """Return what the rules say of an example plan."""
    found = examples.find(slug)
    if found is None:
        raise KeyError(slug)
    return of(journey.read(found.stored, starter_catalog(), on), on)


def answers_of(given: Mapping[str, Any]) -> Answers:
    """Return plain answers as the engine reads them; what is left out was left open.

    jobs: slugs of use cases, or pairs of the owner's own words and a medium · a_month: results, for each job ·
    place: anywhere, eu, own-servers · check: every, sample, nobody · budget: dollars a month, must: whether it is one ·
    material: public, personal, confidential · training: ruled-out, fine · result · together · minutes, hour: of today ·
    accepted: of 100 · weights: quality, cost, control, headroom · first: the job to pilot.
    """

    def number(name: str) -> Decimal | None:
        return None if given.get(name) is None else Decimal(given[name])

    material = given.get("material")
    if given.get("training") == "ruled-out" and material in {None, "public"}:
        material = "confidential"
    exactness = _RESULTS.get(given.get("result", ""))
    jobs = tuple(
        Wanted(
            key=job if isinstance(job, str) else f"own-{job[1]}",
            use_case=job if isinstance(job, str) else None,
            medium=None if isinstance(job, str) else _word(Medium, job[1]),
            name="" if isinstance(job, str) else job[0],
            per_month=number("a_month"),
            minutes_by_hand=number("minutes"),
            exactness=exactness,
            material=None if material is None else (_MATERIAL[material],),
        )
        for job in given["jobs"]
    )
    weights = given.get("weights", {})
    preference = Preference.BEST if weights.get("quality") == "must" else Preference.BALANCED
    return Answers(
        jobs=jobs,
        check=_word(Check, given.get("check")),
        place=_word(Place, given.get("place")),
        budget_usd=number("budget") if given.get("must") else None,
        preference=Preference.LOWEST_COST if weights.get("cost") == "must" else preference,
        wage_usd=number("hour"),
        targets=Targets(accepted_percent=number("accepted")),
        joining=Joining.TOGETHER if given.get("together") else None,
        pilot_job=given.get("first"),
    )


def _word(kind: Any, value: str | None) -> Any:
    return None if value is None else kind(value)


def of(answers: Answers, on: date) -> Advice:
    """Return what the tests read of the advice on answers."""
    catalog = starter_catalog()
    rankings = rankings_of(answers, catalog, on)
    decision = decide(answers, catalog, on, rankings)
    hand_offs = decision.scale.hand_offs

    def worded() -> Document:
        basis = basis_of(decision, what_would_change(rankings), answers, catalog)
        return with_pages(build(basis), basis)

    return Advice(
        jobs=tuple(_job(part, ranking) for part, ranking in zip(decision.parts, rankings, strict=True)),
        wrong_tool=decision.outcome is Outcome.WRONG_TOOL,
        risks={risk.risk: risk.advice for risk in decision.risks},
        weakest=frozenset(each.before for each in hand_offs[:1]),
        worded=worded,
    )


def _tasks(document: Document) -> Iterator[str]:
    for section in document.sections:
        for group in section.groups:
            for block in group.blocks:
                if block.kind == "checklist":
                    yield from (row.text for row in block.rows)  # type: ignore[union-attr]  # it is one


def _job(part: Part, ranking: Ranking) -> Job:
    ended = part.state in {State.WRONG_TOOL, State.LIST}
    shown = {} if ended else {each.row.model.slug: _offered(each, ranking) for each in reversed(ranking.table)}
    shown = dict(reversed(shown.items()))
    for each in () if ended else ranking.ask_first:
        shown.setdefault(each.row.model.slug, _offered(each, ranking))
    pick = ranking.pick if part.state is State.PICKED else None
    tried = [each for each in (ranking.challenger, *ranking.to_try) if each is not None and not ended]
    measured = [each for each in ranking.table if each.row.rating is not None]
    cheapest = min((each for each in ranking.table if each.cost), key=lambda each: each.fees, default=None)
    out = {at.model.slug: found.fails for at, found in ranking.selection.checked.items() if found.fails}
    passing = {each.row.model.slug for each in (*ranking.table, *ranking.to_try, *ranking.ask_first)}
    return Job(
        key=part.key,
        use_case=ranking.case.task.use_case.slug if ranking.case.task.use_case else None,
        kind=part.kind.label,
        advised=None if pick is None else replace(_offered(pick, ranking), state=ADVISED),
        to_try=tuple(replace(_offered(each, ranking), state=TO_TRY) for each in tried),
        best=_offered(ranking.best, ranking) if pick and measured and ranking.best else None,
        cheapest=_offered(cheapest, ranking) if pick and cheapest else None,
        shown=tuple(shown.values()),
        dropped={model: rule for model, rule in out.items() if model not in passing},
    )


def _offered(candidate: Candidate, ranking: Ranking) -> Offered:
    row = candidate.row
    level = {each.row.model.slug for each in ranking.level}
    state = LEVEL if row.model.slug in level else BEHIND if row.rating is not None else UNPROVEN
    return Offered(
        model=row.model.slug,
        name=row.model.name,
        state=ASK_FIRST if candidate.unknown else state,
        offer=row.offer.slug if row.offer is not None else "",
        month_usd=None if candidate.cost is None else Decimal(str(round(candidate.fees, 4))),
        measured=row.rating is not None,
        questions=tuple(f"{slug}?" for slug in candidate.unknown),
    )
