"""How people do one job without AI, where nothing is bought: further facts of its places."""

from dataclasses import dataclass
from math import ceil, floor

import msgspec

from catalog.data_files import toml_of
from catalog.vocabulary import LANGUAGE_MEDIA, Software
from catalog.words import stands_in
from wizard.decision.acts import TRAITS, act_of, hears, stated_act
from wizard.decision.answers import Job
from wizard.decision.costs import Priced
from wizard.decision.endings import LeaveIt, NothingPasses, OverLimit, WrongTool
from wizard.decision.guesses import MONTHS_A_YEAR
from wizard.decision.objects import object_of
from wizard.decision.own_words import act_in
from wizard.decision.ranking import next_after
from wizard.decision.vocabulary import (
    CONFIRMED,
    DecidesOn,
    GoesIn,
    JobAct,
    JobObject,
    Stakes,
)
from wizard.document.asking import AskingJob
from wizard.document.costed import WHAT_YOU_HAVE
from wizard.document.tried import MONTH_WEEKS

ON_PAPER = "on-paper"  # what is looked for on papers
USUAL = "usual"  # a trial in which minutes are counted
LEAST_TRIES, FEW_TRIES, MANY_TRIES = 5, 10, 30  # ours: of what needs no AI
FIRST_STEP_WEEKS = 2  # ours: to set it up, and for others to send what it takes
FIRST_ENOUGH_PART = 0.8  # ours: so many have to need nothing more
TRIED_BY_HAND = 10  # ours: results by hand that show whether a pattern spares time
LOOKED_THROUGH = 20  # ours: past ones that people look through
MOST_HOURS_LOOKED_THROUGH = 16  # ours: two days; what takes longer is tried on fewer
PAIRS = frozenset({JobObject.TWO_LISTS, JobObject.TWO_PICTURES, JobObject.TWO_TEXTS})
# Names of what says who else does it, with what is said to whoever works alone.
SAID_ALONE = {
    "check": "check-alone",
    "counted-on-photos": "counted-on-photos-alone",
    "drawn": "drawn-alone",
    "fit": "fit-alone",
    "from-a-sketch": "from-a-sketch-alone",
    "graver": "graver-alone",
    "inspected": "inspected-alone",
    "two-texts": "two-texts-alone",
    "origins": "worth-alone",
    "own-drawings": "own-drawings-alone",
    "pictures-compared": "pictures-compared-alone",
    "sales": "worth-alone",
    "sort": "sort-alone",
    "states": "states-alone",
    "sum": "sum-alone",
    "work-hours": "work-hours-alone",
    "worth": "worth-alone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What replaces AI where something is decided, in a job in own words: the table says when."""

    name: str
    decides_on: frozenset[DecidesOn]
    acts: frozenset[JobAct] = frozenset(JobAct)
    objects: frozenset[JobObject] = frozenset(JobObject)
    stakes: frozenset[Stakes] = frozenset()  # what a wrong one does; empty: anything

    def is_of(self, job: Job, what: DecidesOn) -> bool:
        """Return whether a job is one of those that it is for, where this is decided by it."""
        if what not in self.decides_on or object_of(job, what) not in self.objects:
            return False
        is_so_grave = not self.stakes or job.stakes in self.stakes
        is_done = not self.acts.isdisjoint({stated_act(job), act_of(job)})
        return is_so_grave and is_done


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplacedToo:
    """What replaces AI in the second thing that a job decides, beside what does the first."""

    name: str
    replaced: frozenset[str]  # names of what replaces AI in the first
    decides_on: DecidesOn


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSpan:
    """By which past spans of time a guess is tried, where the owner's words name them."""

    name: str
    tries: int
    words: tuple[str, ...]


_TABLE = toml_of(__file__)
REPLACED_TOO = msgspec.convert(_TABLE["too"], tuple[ReplacedToo, ...])
REPLACED = msgspec.convert(_TABLE["replaced"], tuple[Replaced, ...])
CASES_BY_HAND = msgspec.convert(_TABLE["of_cases"], dict[str, tuple[str, ...]])
SPANS = msgspec.convert(_TABLE["span"], tuple[PastSpan, ...])
UNNAMED_SPAN = "cases"
FEW_CASES = 12  # ours: of what is done so seldom that a year brings no thirty
HANDS_OF_CASE = {case: name for name, cases in CASES_BY_HAND.items() for case in cases}


def replaced_in(job: Job, what: DecidesOn) -> str:
    """Return the name of what replaces AI: by what is decided and, in own words, the job."""
    if job.use_case:
        return what
    return next((row.name for row in REPLACED if row.is_of(job, what)), what)


def replaced_too_in(job: Job, name: str) -> str:
    """Return the name of what replaces AI in the second thing that is decided; else empty."""
    decided = job.decides_on or frozenset()
    rows = (row for row in REPLACED_TOO if name in row.replaced and row.decides_on in decided)
    return next((row.name for row in rows), "")


@dataclass(frozen=True, kw_only=True)
class FollowedJob(AskingJob):
    """One job with what is tested after a no, or after a test that failed."""

    @property
    def after_a_no(self) -> Priced | None:
        """Return what is tested once the seller of what is named said no; else None."""
        return self._next_after(self.first, self.tested, self.challenger)

    @property
    def used_without_the_plan(self) -> Priced | None:
        """Return what whoever lacks the plan that is named uses; None: the same, or no AI."""
        if self.stands_in is not None and not self.edition:
            return self.stands_in
        if not self.option.is_supposed:
            return None
        limit = self.work.limit_usd
        return self.after_a_no if limit is not None and self.option.seats_usd > limit else None

    @property
    def next_tool(self) -> Priced | None:
        """Return what is tested once all that was tested failed; else None."""
        return self._next_after(
            self.first, self.tested, self.challenger, self.used_without_the_plan
        )

    def _next_after(self, *rows: Priced | None) -> Priced | None:
        named = [row.option for row in rows if row]
        ranking = self.decided.ranking
        return None if ranking is None or not named else next_after(ranking, *named)

    @property
    def tool_without_a_yes(self) -> Priced | None:
        """Return what is tested if its seller confirms nothing: what nobody has to confirm.

        A lawyer's no stands for any tool.
        """
        if not self.confirmed_first:
            return None
        other = self.alternative
        is_asked = other is None or not CONFIRMED.isdisjoint(other.option.conditions)
        return self.after_a_no if is_asked else other


@dataclass(frozen=True, kw_only=True)
class FirstTriedJob(FollowedJob):
    """One job with the cases on which what needs no AI is tried first."""

    @property
    def first_tries(self) -> float:
        """Return on how many that is tried: the most that about two weeks bring.

        Where a case takes several results, as a call does minutes, they are cases.
        """
        in_two_weeks = (n for n in (MANY_TRIES, FEW_TRIES) if self._tried_a_month >= 2 * n)
        return next(in_two_weeks, LEAST_TRIES)

    @property
    def _tried_a_month(self) -> float:
        return min(self.work.results, self.pieces)

    @property
    def collecting_weeks(self) -> float:
        """Return in how many weeks has come what its first step, and then its test, is tried on.

        What lies there already takes no time.
        """
        if self.work.once:
            return 0.0
        spoken = self.spoken_anew / self.work.results * MONTH_WEEKS
        if not self.begins_without_ai:
            return spoken
        tried = self.first_tries / self._tried_a_month * MONTH_WEEKS
        return max(spoken, tried, FIRST_STEP_WEEKS)

    @property
    def first_enough(self) -> int:
        """Return how many of them have to need nothing more."""
        return floor(FIRST_ENOUGH_PART * self.first_tries)

    @property
    def first_least(self) -> float:
        """Return for how many of them it has to be enough to be kept beside the work by hand.

        What spares a fifth is kept, as any other way of working by hand is.
        """
        return self.first_tries - self.first_enough

    @property
    def checks_for_faults(self) -> bool:
        """Return whether its first step is tried on known faults: one that it lets pass is one.

        Of what is only looked for nobody knows how often it is there.
        """
        is_search = stated_act(self.job) is JobAct.FIND and object_of(self.job) not in PAIRS
        act = act_in(self.job, self.case.use_case)
        return act in {JobAct.CHECK, JobAct.LISTS} and not is_search

    @property
    def first_faults(self) -> int:
        """Return on how many known faults it is tried."""
        return ceil(min(FEW_TRIES, self.first_tries / 2))


@dataclass(frozen=True, kw_only=True)
class ByHandJob(FirstTriedJob):
    """One job with what makes the work of people shorter or surer."""

    @property
    def is_done_by_hand(self) -> bool:
        """Return whether people go on with it, and nobody is asked about a tool."""
        if isinstance(self.ending, LeaveIt | OverLimit) or self.need_not_begin:
            return True
        return isinstance(self.ending, NothingPasses) and not self.has_somebody_for_it

    @property
    def stays_by_hand(self) -> bool:
        """Return whether it stays as it is at any limit, and no step without AI stands above."""
        if self.starts_without_ai or self.is_beyond_hands:
            return False
        is_left = isinstance(self.ending, LeaveIt) or self.need_not_begin
        return is_left or self._is_shut_out

    @property
    def _is_shut_out(self) -> bool:
        """Return whether nothing passes, and nobody is left to ask."""
        is_asked = self.asks_only or self.theirs is not None
        return isinstance(self.ending, NothingPasses) and not is_asked

    @property
    def ends_with_a_first_step(self) -> bool:
        """Return whether no tool follows what the firm's own program does without AI."""
        is_enough = isinstance(self.ending, NothingPasses) and self.works_without_ai
        return is_enough and self.starts_without_ai

    @property
    def tries_a_first_step(self) -> bool:
        """Return whether what needs no AI is tried first, until a test has counted."""
        is_counted_apart = self.fills_fields or self.result is not None
        return self.ends_with_a_first_step or (self.begins_without_ai and not is_counted_apart)

    @property
    def is_tried_by_hand(self) -> bool:
        """Return whether people try another way without AI, and decide whether to keep to it."""
        is_replaced = isinstance(self.ending, WrongTool) and not self.asks_only
        is_new = self.tries_a_first_step or self.fills_fields
        return is_replaced or is_new or self.stays_by_hand

    @property
    def is_largest(self) -> bool:
        """Return whether no other job takes people as many hours."""
        return all(job.work.hours_by_hand <= self.work.hours_by_hand for job in self.plan.jobs)

    @property
    def in_hand(self) -> Software | None:
        """Return the program of the firm's that may do it; None where none is known to."""
        rules = {note.rule: dict(note.parameters) for note in self.decided.notes}
        named = (rules[rule]["software"] for rule in WHAT_YOU_HAVE if rule in rules)
        return next((Software.read(str(software)) for software in named), None)

    @property
    def hands(self) -> str:
        """Return the name of what makes the work of people shorter: by what is done in it."""
        return self._known_of("hands", self._hands_by_act)

    @property
    def hands_trial(self) -> str:
        """Return the name of how that is tried, and from when on people keep to it."""
        return self._known_of("hands-tried", self._hands_by_act)

    @property
    def span(self) -> PastSpan:
        """Return by which past spans a guess is tried: as named, else cases of any length."""
        named = next((row for row in SPANS if stands_in(self.job.words, row.words)), None)
        is_seldom = self.work.results * MONTHS_A_YEAR < MANY_TRIES
        unnamed = FEW_CASES if is_seldom else MANY_TRIES
        return named or PastSpan(name=UNNAMED_SPAN, tries=unnamed, words=())

    @property
    def span_tries(self) -> int:
        return self.span.tries

    @property
    def has_few_spans(self) -> bool:
        """Return whether there are so few that each kind in them counts by itself."""
        return self.span.tries < LOOKED_THROUGH

    @property
    def first_span_tries(self) -> int:
        """Return how many of them show whether what really happened stood among the first."""
        return min(self.span.tries, FEW_TRIES)

    @property
    def spans(self) -> str:
        return self.say("past", self.span.name)

    @property
    def looked_through(self) -> int:
        """Return how many past ones people look through: fewer where one takes them long."""
        hours = LOOKED_THROUGH * self.work.minutes_by_hand / 60
        return FEW_TRIES if hours > MOST_HOURS_LOOKED_THROUGH else LOOKED_THROUGH

    @property
    def dictates(self) -> bool:
        """Return whether the rest may be dictated, as something is written anew each time."""
        return self._hands_by_act == JobAct.WRITE and self.work.medium in LANGUAGE_MEDIA

    @property
    def next_ones(self) -> float:
        """Return on how many it is tried: of what is done once no more than there are."""
        return min(TRIED_BY_HAND, self.work.results) if self.work.once else TRIED_BY_HAND

    @property
    def _hands_by_act(self) -> str:
        if self.case.row.live:
            return "live"
        if hears(self.job):
            return "heard"
        if self.case.row.use_case in HANDS_OF_CASE:
            return HANDS_OF_CASE[self.case.row.use_case]
        act = act_in(self.job, self.case.use_case)
        # Whatever is looked for on a picture is seen beside an example; a paper is read.
        if self.job.goes_in is GoesIn.PHOTO and TRAITS[act].looks:
            return JobAct.SORT
        looks_for = not self.job.use_case and stated_act(self.job) is JobAct.FIND
        if looks_for and self.job.goes_in is GoesIn.PAPER:
            return ON_PAPER
        act = JobAct.FIND if looks_for else act
        usual = JobAct.SORT if self.case.makes_fields else JobAct.WRITE
        return act if self.narrator.knows("hands", act) else usual

    def _known_of(self, section: str, name: str) -> str:
        """Return a name of a section: for who works alone, else for anybody, else the usual."""
        alone = SAID_ALONE.get(name, name) if self.work.people == 1 else name
        return next((one for one in (alone, name) if self.narrator.knows(section, one)), USUAL)
