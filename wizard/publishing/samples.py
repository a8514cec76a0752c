"""Samples: every way in which the question of a job ends, to read how its phrases sound.

The figures are made up.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import structs

from catalog.formatting import lower_first
from catalog.schema import Catalog, JobPhrases
from catalog.vocabulary import MachineSize
from wizard.decision.answers import Answers, Job
from wizard.decision.assembling import METHOD
from wizard.decision.bill import Bought
from wizard.decision.costs import Priced
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.endings import (
    AsDear,
    AskBack,
    AskFirst,
    CostComparison,
    Ending,
    FromList,
    LeaveIt,
    NothingPasses,
    OverLimit,
    Project,
    Recommendation,
    SecondLook,
    Sparing,
    StartWith,
    Try,
    Use,
    UseWhatYouHave,
    WrongTool,
)
from wizard.decision.options import Option, Strength
from wizard.decision.safety import NOT_FOR_AI
from wizard.decision.situation import Work
from wizard.decision.tools import on_machine
from wizard.decision.trial import stop_rule
from wizard.decision.vocabulary import (
    Certainty,
    Condition,
    DecidesOn,
    OptionKind,
    Place,
    Review,
    SparingSeen,
    Stakes,
    Unknown,
    WhyTry,
)
from wizard.document.blocks import Document
from wizard.document.compose import document_of

ON = date(2026, 11, 30)
FIRST, SECOND, MODEL = "ChatGPT Business", "Claude Team", "Gemma 4 31B"
ON_A_CARD = on_machine(MODEL, MachineSize.CARD)
OWN_WORDS = "Answers to allergy questions"
RESULTS, MINUTES = 300.0, 12.0
HOURS = 19.0  # with AI


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Jobs that end in some way, as a plan would say it; it is written when it is first read."""

    title: str
    decided: tuple[tuple[Job, JobDecision], ...]
    catalog: Catalog

    @cached_property
    def document(self) -> Document:
        """The plan of these jobs."""
        jobs = tuple(job for job, _ in self.decided)
        answers = Answers(jobs=jobs, people=6, limit_usd=Decimal(50))
        decision = Decision(
            method=METHOD,
            on=ON,
            starts=ON,
            jobs=tuple(row for _, row in self.decided),
            bill=(Bought(tool=FIRST, jobs=tuple(job.key for job in jobs), fixed_usd=52.0),),
        )
        return document_of(decision, answers, self.catalog)


def samples(phrases: JobPhrases, catalog: Catalog) -> Iterator[Sample]:
    """Yield a plan for every ending of a job with these phrases, in the catalog or not."""
    spoken = _with_phrases(catalog, phrases)
    solution = catalog.solution_of.get(phrases.use_case or "")
    people_wrong = None if solution is None else solution.people_wrong
    finds = phrases.use_case is not None and bool(phrases.known_bad)
    for title, decided in decisions(job_of(phrases), finds=finds, people_wrong=people_wrong):
        yield Sample(title=title, decided=(decided,), catalog=spoken)


def decisions(
    job: Job, *, finds: bool = False, people_wrong: int | None = None
) -> Iterator[tuple[str, tuple[Job, JobDecision]]]:
    """Yield how the question of a job may end, each under its title.

    `finds` where something may be missed; people get so many of 100 wrong where one answer is
    right.
    """
    share = None if people_wrong is None else people_wrong / 100
    usual = Work(
        key=job.key,
        results=RESULTS,
        minutes_by_hand=MINUTES,
        people=6,
        limit_usd=50.0,
        finds=finds,
        people_wrong=share,
    )
    for ended in _endings(usual):
        work = ended.work
        stated = replace(job, stakes=work.stakes, review=work.review)
        decided = JobDecision(work=work, guessed=frozenset(), ending=ended.ending)
        yield ended.title, (stated, decided)


def _with_phrases(catalog: Catalog, phrases: JobPhrases) -> Catalog:
    if phrases in catalog.job_phrases:
        return catalog  # with its indexes
    key = (phrases.use_case, phrases.medium)
    others = (row for row in catalog.job_phrases if (row.use_case, row.medium) != key)
    return replace(catalog, job_phrases=(*others, phrases))


def job_of(phrases: JobPhrases) -> Job:
    """Return the job that phrases speak of; for those of own words, one in own words."""
    if phrases.use_case is not None:
        return Job(key=phrases.use_case, use_case=phrases.use_case)
    return Job(key="own-1", words=OWN_WORDS, medium=phrases.medium)


# ------------------------------------------------------------------------------------- the endings


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedSample:
    """One way in which the question of a job ends."""

    kind: str
    of: str = ""  # what tells it from others of its kind
    work: Work
    ending: Ending

    @property
    def title(self) -> str:
        return f"{self.kind}: {lower_first(self.of)}" if self.of else self.kind


def _endings(usual: Work) -> Iterator[EndedSample]:
    yield from _used(usual)
    yield from _named(usual)
    yield from _unnamed(usual)
    yield from _refused(usual)


def _used(usual: Work) -> Iterator[EndedSample]:
    """Yield what is simply used: by a slip's harm, by who reads, once, on a machine, connected."""
    for stakes in Stakes:
        work = replace(usual, stakes=stakes)
        yield EndedSample(kind="Use", of=stakes.label, work=work, ending=Use(**_advised(work)))
        for review in (Review.SAMPLE, Review.NOBODY):
            read = replace(work, review=review)
            yield EndedSample(
                kind="Read before use", of=review.label, work=read, ending=Use(**_advised(read))
            )
    alone = replace(usual, people=1)
    yield EndedSample(
        kind="A firm of one person", work=alone, ending=Use(**_advised(alone, second=None))
    )
    once = replace(usual, once=True)
    yield EndedSample(kind="Done once", work=once, ending=Use(**_advised(once)))
    few = replace(usual, once=True, results=8.0, minutes_by_hand=600.0)
    yield EndedSample(kind="Too few for a test", work=few, ending=Use(**_advised(few)))
    free = structs.replace(FIRST_OPTION, seats_usd=0.0)
    yield EndedSample(kind="A free plan", work=usual, ending=Use(**_advised(usual, first=free)))
    own = replace(usual, place=Place.OWN_SERVERS)
    yield EndedSample(
        kind="On a machine of the firm", work=own, ending=Use(**_advised(own, first=MACHINE))
    )
    yield EndedSample(
        kind="On a rented machine", work=usual, ending=Use(**_advised(usual, first=MACHINE))
    )
    for place in (Place.ANYWHERE, Place.EU):
        placed = replace(usual, place=place)
        ending = Use(**_advised(placed, first=CONNECTED))
        yield EndedSample(kind="Connected", of=place.label, work=placed, ending=ending)


def _named(usual: Work) -> Iterator[EndedSample]:
    """Yield what is named with a reserve."""
    paid = structs.replace(FIRST_OPTION, paid=True, conditions=(Condition.SWITCH_TRAINING_OFF,))
    yield EndedSample(
        kind="Paid already", work=usual, ending=UseWhatYouHave(**_advised(usual, first=paid))
    )
    yield EndedSample(
        kind="Start with the cheaper",
        work=usual,
        ending=StartWith(**_advised(usual, first=CONNECTED)),
    )
    for why in WhyTry:
        ending = Try(**_advised(usual), why=why)
        yield EndedSample(kind="Try", of=why.label, work=usual, ending=ending)
    alone = Try(**_advised(usual, second=None), why=WhyTry.UNMEASURED)
    yield EndedSample(kind="Try, with nothing beside it", work=usual, ending=alone)
    for question in Unknown:
        asking = AskFirst(**_advised(usual), questions=(question,))
        yield EndedSample(kind="Ask first", of=question.label, work=usual, ending=asking)
    yield EndedSample(kind="As dear as by hand", work=usual, ending=AsDear(**_advised(usual)))
    yield EndedSample(kind="A second look", work=usual, ending=SecondLook(**_advised(usual)))
    wording = Use(**_advised(usual))
    yield EndedSample(
        kind="From a list", work=usual, ending=FromList(job=usual.key, wording=wording)
    )


def _unnamed(usual: Work) -> Iterator[EndedSample]:
    """Yield how it ends where nothing is bought."""
    key, comparison = usual.key, _comparison(usual, _priced(FIRST_OPTION))
    yield EndedSample(
        kind="From a list, without a tool", work=usual, ending=FromList(job=key, wording=None)
    )
    left = LeaveIt(job=key, comparison=comparison)
    yield EndedSample(kind="Leave it", work=usual, ending=left)
    over = OverLimit(job=key, comparison=comparison)
    yield EndedSample(kind="Over the limit", work=usual, ending=over)
    connected = Project(**_advised(usual, first=CONNECTED))
    yield EndedSample(kind="A project", work=usual, ending=connected)
    in_eu = replace(usual, place=Place.EU)
    stopped = NothingPasses(job=key, relaxed="place", passes=_priced(FIRST_OPTION))
    yield EndedSample(kind="Nothing passes", of=Place.EU.label, work=in_eu, ending=stopped)
    yield EndedSample(kind="Nothing passes", work=usual, ending=NothingPasses(job=key))


def _refused(usual: Work) -> Iterator[EndedSample]:
    """Yield what AI must not do."""
    key = usual.key
    for decides_on in (*NOT_FOR_AI, DecidesOn.SUM):
        for certain in (True, False):
            ending = WrongTool(job=key, decides_on=decides_on, certain=certain)
            kind = "The wrong tool" if certain else "Perhaps the wrong tool"
            yield EndedSample(kind=kind, of=decides_on.label, work=usual, ending=ending)
    yield EndedSample(kind="Everything at once", work=usual, ending=AskBack(job=key))


# ------------------------------------------------------------------------------------- the figures

FIRST_OPTION = Option(
    key=FIRST,
    kind=OptionKind.APP,
    tool=FIRST,
    maker="OpenAI",
    seats_usd=52.0,
    strength=Strength(log_odds=0.0),
)
SECOND_OPTION = structs.replace(
    FIRST_OPTION, key=SECOND, tool=SECOND, maker="Anthropic", seats_usd=87.0
)
CONNECTED = structs.replace(
    FIRST_OPTION,
    key=MODEL,
    kind=OptionKind.MODEL,
    tool=MODEL,
    maker="Google",
    seats_usd=0.0,
    result_usd=0.04,
    included=0.0,
    connecting_usd=2_500.0,
)
MACHINE = structs.replace(
    CONNECTED, kind=OptionKind.MACHINE, tool=ON_A_CARD, seats_usd=659.0, connecting_usd=300.0
)


def _advised(
    work: Work, first: Option = FIRST_OPTION, second: Option | None = SECOND_OPTION
) -> dict[str, Any]:
    """Return what every ending has that names something."""
    one, other = _priced(first), _priced(second) if second is not None else None
    sparing = () if other is None else (_sparing(one, other),)
    return {
        "job": work.key,
        "comparison": _comparison(work, one),
        "recommendation": Recommendation(
            first=one,
            second=other,
            certainty=Certainty.CLOSE,
            stop=stop_rule(work),
            passes=0.83,
            sparing=sparing,
        ),
    }


def _priced(option: Option) -> Priced:
    paid = 0.0 if option.paid else option.seats_usd + RESULTS * option.result_usd
    return Priced(
        option=option,
        paid_usd=paid,
        connecting_usd=option.connecting_usd / 12,
        hours=13.0,
        work_usd=325.0,
        wrong=0.2,
        corrections_usd=0.0,
        wrong_usd=90.0,
    )


def _comparison(work: Work, priced: Priced) -> CostComparison:
    """Return what is held against the work by hand.

    It has fewer hours once the test allows to read less.
    """
    every = CostComparison(
        option=priced,
        by_hand_usd=work.usd_by_hand,
        with_ai_usd=priced.bill_usd + HOURS * work.wage_usd,
        hours_by_hand=work.hours_by_hand,
        hours_with_ai=HOURS,
    )
    if stop_rule(work).most_wrong is None:
        return every
    return replace(every, hours_with_ai=8.0, while_read=every)


def _sparing(cheaper: Priced, other: Priced) -> Sparing:
    return Sparing(
        option=other,
        cheaper=cheaper,
        more_usd=35.0,
        results=18.0,
        visible=32.0,
        seen=SparingSeen.TOO_FEW,
    )
