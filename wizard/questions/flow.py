"""The way through the questions, worked out anew from what is stored.

A current page is never stored.

What a page sent is stored as it was sent, by page and field: {"amounts": {"job-ad-results": "about
300"}}. From that alone follow the pages to show, which of them are answered, and the answers that
the rules read. What can be typed can be stored, so there is no second format with a reader of its
own, and whoever comes back sees their own words. A value that no longer fits, such as a use case
that was deleted, is asked for anew with a sentence; meanwhile it counts as not answered.

Three things are not stored as they were sent. An amount of money is kept with its currency, since
the plan's may change. A figure of ours that was left standing is kept empty: it stays ours, is
marked so, and follows the catalog. What another field of its page hides is left out.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Protocol

from catalog.schema import Catalog
from catalog.vocabulary import Word
from wizard.decision.answers import Answers, Job
from wizard.decision.cases import Case, besides, case
from wizard.decision.decide import decide
from wizard.decision.decision import Decision
from wizard.decision.safety import DANGERS, UsedToDecide, refusal

type PageFields = Mapping[str, str | list[str]]  # what one page sent
type StoredPages = Mapping[str, PageFields]


class Step(Word):
    """The five steps, the backbone of questions, plan and articles."""

    GOAL = "goal", "Goal"
    MODEL = "model", "Model"
    PILOT = "pilot", "Pilot"
    TUNE = "tune", "Tune"
    SCALE = "scale", "Scale"

    @property
    def number(self) -> int:
        return self.order + 1


class UsualSource(Word):
    """Where a usual answer comes from."""

    JOB = "job", "usual for this job"
    OURS = "ours", "our guess"
    WORDS = "words", "as we read your words"


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualAnswer:
    """An answer that counts as long as the owner gives none, as it would be typed or ticked."""

    values: tuple[str, ...]
    source: UsualSource = UsualSource.OURS
    filled_in: bool = True  # whether it stands in the field; otherwise beside it

    @property
    def text(self) -> str:
        return self.values[0]


NO_USUAL = UsualAnswer(values=(), filled_in=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumed:
    """A question for which its usual answer stands."""

    page: str
    job: str  # key; empty where it is asked of the whole plan
    field: str  # of `Job` or `Answers`
    usual: UsualAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """One answer as its owner reads it again."""

    field: str  # of `Job` or `Answers`
    short: str  # the question in a word or two
    job: str  # its name, where there are several
    text: str
    note: str  # where it comes from, if it is the usual one
    id: str  # of its field on the page


@dataclass(frozen=True, kw_only=True)
class Situation:
    """What is known when a page is shown: the answers before it, the catalog, the day."""

    answers: Answers
    catalog: Catalog
    on: date

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """Each job in the figures that the rules would count with now, by key."""
        answers = self.answers
        return {job.key: case(job, answers, self.catalog, DANGERS) for job in answers.jobs}

    @cached_property
    def decision(self) -> Decision:
        return decide(self.answers, self.catalog, self.on)

    @property
    def several(self) -> bool:
        return len(self.answers.jobs) > 1

    @cached_property
    def open_jobs(self) -> tuple[Job, ...]:
        """The jobs that AI may do, as far as the owner said what somebody decides by them."""
        return tuple(job for job in self.answers.jobs if not self._is_refused(job))

    def _is_refused(self, job: Job) -> bool:
        if not job.decides_on:
            return False
        left = besides(self.cases[job.key])
        return refusal(job, UsedToDecide(on=job.decides_on), left) is not None


class Sending(Enum):
    """Where the values on a page come from."""

    STORED = "stored"  # from a draft
    SENT = "sent"  # by Continue
    UNSENT = "unsent"  # typed, and shown again as they are: what is wrong with them is not said yet


class FilledPage(Protocol):
    """The questions of a page with what was sent in them."""

    @property
    def is_answered(self) -> bool:
        """Whether all that it asks was sent, whatever it was."""

    @property
    def is_valid(self) -> bool:
        """Whether all that was sent can be taken."""

    def fill(self, answers: Answers) -> Answers:
        """Return the answers with those of this page that can be taken."""

    def assumed(self) -> Iterable[Assumed]:
        """Yield the questions for which their usual answer stands."""

    def rows(self) -> Iterable[AnswerRow]:
        """Yield what counts, in words."""


def always(_: Situation) -> bool:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page: a heading, a sentence that says why, and how its questions are put."""

    key: str
    step: Step
    title: str
    why: str
    ask: Callable[[Situation, PageFields], FilledPage]
    applies: Callable[[Situation], bool] = always
    on_plan: bool = False  # asked on the plan; a plan is made without it


@dataclass(frozen=True, kw_only=True)
class Stop:
    """A page on somebody's way: what was known before it, and what is stored for it."""

    page: Page
    situation: Situation
    fields: PageFields

    @cached_property
    def filled(self) -> FilledPage:
        return self.page.ask(self.situation, self.fields)

    @property
    def is_answered(self) -> bool:
        return bool(self.fields) and self.filled.is_answered

    @property
    def is_broken(self) -> bool:
        """Return whether something stored can no longer be taken."""
        return bool(self.fields) and not self.filled.is_valid

    @property
    def is_settled(self) -> bool:
        return self.is_answered and not self.is_broken

    def fill(self) -> Answers:
        """Return the answers before the page with those of the page."""
        answers = self.situation.answers
        return self.filled.fill(answers) if self.fields else answers


@dataclass(frozen=True, kw_only=True)
class Journey:
    """Somebody's whole way: the pages that apply, and the answers that count."""

    stops: tuple[Stop, ...]
    situation: Situation  # with all answers

    @property
    def answers(self) -> Answers:
        return self.situation.answers

    @property
    def before_plan(self) -> tuple[Stop, ...]:
        """The pages before the plan."""
        return tuple(stop for stop in self.stops if not stop.page.on_plan)

    @cached_property
    def next_open(self) -> Stop | None:
        """The first page before the plan that wants an answer; None at the end."""
        return next((stop for stop in self.before_plan if not stop.is_settled), None)

    @property
    def is_complete(self) -> bool:
        return self.next_open is None

    @cached_property
    def can_be_decided(self) -> bool:
        """Whether a plan can be made now, with usual answers for all that was not asked yet."""
        return bool(self.answers.jobs) and not any(stop.is_broken for stop in self.before_plan)

    def stop(self, step: str, page: str) -> Stop | None:
        """Return the page at this address, if it is on the way."""
        matches = (row for row in self.stops if (row.page.step, row.page.key) == (step, page))
        return next(matches, None)

    def number(self, stop: Stop) -> int:
        """Return the page's number before the plan, from 1. Raises `ValueError` on the plan."""
        return self.before_plan.index(stop) + 1

    def before(self, stop: Stop) -> Stop | None:
        """Return the page before; None at the first, and for one on the plan."""
        if stop.page.on_plan:
            return None
        place = self.before_plan.index(stop)
        return self.before_plan[place - 1] if place else None

    def assumed(self) -> Iterator[Assumed]:
        """Yield the questions before the plan with their usual answer, in the order of asking."""
        for stop in self.before_plan:
            yield from stop.filled.assumed()


def travel(stored: object, catalog: Catalog, on: date, pages: Sequence[Page]) -> Journey:
    """Replay what is stored, in the order of the pages.

    It may be anything: what is no answer is passed over.

    Nothing comes after the first page until it names a job.
    """
    return _replay(stored, Situation(answers=Answers(), catalog=catalog, on=on), [], pages)


def travel_on(journey: Journey, stop: Stop, stored: object, pages: Sequence[Page]) -> Journey:
    """Replay what is stored from one stop on; the pages before it stay as they were worked out."""
    before = [*journey.stops[: journey.stops.index(stop)]]
    return _replay(stored, stop.situation, before, pages[pages.index(stop.page) :])


def _replay(
    stored: object, situation: Situation, stops: list[Stop], pages: Sequence[Page]
) -> Journey:
    """Go through pages with what is known before them and the stops that lead there."""
    for page in pages:
        if stops and not situation.answers.jobs:
            break
        if not page.applies(situation):
            continue
        stop = Stop(page=page, situation=situation, fields=fields_of(stored, page.key))
        stops.append(stop)
        answers = stop.fill()
        if answers is not situation.answers:
            situation = replace(situation, answers=answers)
    return Journey(stops=tuple(stops), situation=situation)


def fields_of(stored: object, page: str) -> PageFields:
    """Return what a page sent, without what no page sends."""
    fields = stored.get(page) if isinstance(stored, Mapping) else None
    if not isinstance(fields, Mapping):
        return {}
    return {name: value for name, value in fields.items() if _is_sent(name) and _is_sent(value)}


def _is_sent(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, str)
