"""Rows: what solves a job in an adviser's order, by the solutions on file.

A job in own words goes by what comes out.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from itertools import chain
from math import inf

import msgspec

from catalog.data_files import toml_of
from catalog.schema import Catalog, Solution, group_pairs
from catalog.vocabulary import AppKind, Medium, Software, SolutionKind
from catalog.words import stands_in
from wizard.decision.acts import (
    act_of,
    decides_sums,
    does,
    hears,
    is_seen,
    looks_for_faults,
    makes_words,
    stated_act,
)
from wizard.decision.answers import Answers, Job, is_worked_in, results_of
from wizard.decision.guesses import MONTHS_A_YEAR
from wizard.decision.objects import object_of
from wizard.decision.own_words import job_by_words
from wizard.decision.vocabulary import Country, GoesIn, JobAct, JobObject, Stakes

GENERAL_PART = 0.1  # of the rows on file: an assistant that so many name is a general one


@dataclass(frozen=True, slots=True, kw_only=True)
class RowTools:
    """What to look at for a job, in this order."""

    kinds: tuple[SolutionKind, ...]
    app_kinds: tuple[AppKind, ...] = ()
    assistants: frozenset[str] = frozenset()  # slugs of apps
    app_is_right: bool = False  # an app made for it is plainly the right kind
    kind_is_the_act: bool = False  # in own words, any app of its kinds does what is asked for
    general_up_to: float = inf  # results that a general tool gets one by one
    by_rights: bool = False  # the right to publish or sell what comes out decides
    takes_general: bool = True  # no more than that are made
    build_from: float = inf  # results a month; without end: never for a small firm

    @property
    def starts_without_ai(self) -> bool:
        """Return whether something without AI comes first."""
        return self.kinds[:1] == (SolutionKind.NONE,)

    @property
    def is_without_ai(self) -> bool:
        """Return whether nothing with AI is to be looked at."""
        return self.kinds == (SolutionKind.NONE,)

    @property
    def takes_any_assistant(self) -> bool:
        """Return whether an assistant that the row does not name may do it too."""
        return SolutionKind.ASSISTANT in self.kinds and not self.app_is_right

    def place_of(self, kind: AppKind) -> int:
        """Return the place of a kind of app among those that the row names, the last for others."""
        return self.app_kinds.index(kind) if kind in self.app_kinds else len(self.app_kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow(RowTools):
    """The same with what is on file of the job besides."""

    use_case: str = ""  # whose row it is; empty: it goes by what comes out alone
    filed_under: str = ""  # the use case that its apps are filed under
    is_own: bool = False  # the owner chose that use case
    channel: Software | None = None  # in what it takes place
    owned: tuple[Software, ...] = ()  # what a firm often has already that does it, or a part of it
    live: bool = False  # somebody waits for each answer
    read_as: str = ""  # the use case that it is where people send each answer
    # Of 100, against one true answer; None: there is no such answer.
    people_wrong: int | None = None
    # Of the minutes by hand, to review one; None: the usual part.
    reading_part: Decimal | None = None
    first: str = ""  # what comes before all of them and needs no AI

    @property
    def is_handed_over(self) -> bool:
        """Return whether others may do it for whoever has it.

        Nobody does for who waits for the answer himself.
        """
        return not self.live or bool(self.read_as)


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """What comes first where one of its acts is done, and needs no AI: the table says when."""

    says: str
    acts: frozenset[JobAct]  # as its owner calls them
    fields: bool | None = None  # fields come out; else words; None: either
    sums: bool | None = None  # a sum is decided by it
    most_minutes: Decimal | None = None
    least_results: int = 0
    objects: frozenset[JobObject] = frozenset(JobObject)  # what is worked on
    stakes: frozenset[Stakes] = frozenset()  # what a wrong one does; empty: anything
    words: tuple[str, ...] = ()
    monthly: bool = False  # what is done once lies there already
    goes_in: frozenset[GoesIn] = frozenset(GoesIn)
    media: frozenset[Medium] = frozenset(Medium)  # what comes out
    software: tuple[Software, ...] = ()  # the firm works in one of these
    without: tuple[Software, ...] = ()  # and in none of these
    countries: frozenset[Country] = frozenset()  # the firm is in one of these; empty: anywhere
    use_cases: tuple[str, ...] = ()  # it holds for these jobs on file too
    is_enough: bool = False  # no tool with AI gives what is asked for

    def put_before(self, row: JobRow) -> JobRow:
        """Return the row of a job that begins with it; as it is where no step is known."""
        if self is NO_STEP:
            return row
        if self.is_enough:
            return replace(row, first=self.says, kinds=(SolutionKind.NONE,), build_from=inf)
        return replace(row, first=self.says)


NOTHING_ANSWERED = Answers()
NO_STEP = FirstStep(says="", acts=frozenset())
_TABLE = toml_of(__file__)
FIRST = msgspec.convert(_TABLE["first"], tuple[FirstStep, ...])
FIRST_OF_CASE = group_pairs((case, step) for step in FIRST for case in step.use_cases)
FIRST_OF_ACT = group_pairs((act, step) for step in FIRST for act in step.acts)
ONE_BY_ONE_UP_TO = float(_TABLE["one_by_one_up_to"])
PART_READ_WHOLE = Decimal(str(_TABLE["part_read_whole"]))
BY_ACT = msgspec.convert(_TABLE["act"], dict[JobAct, JobRow])
LOOKED_AT_AGAIN = msgspec.convert(_TABLE["looked-at-again"], JobRow)
HEARD = msgspec.convert(_TABLE["heard"], JobRow)
COMPARED = frozenset({JobObject.COPIED_LIST, JobObject.TWO_TEXTS})  # all of it is read again
BY_MEDIUM = msgspec.convert(_TABLE["medium"], dict[Medium, JobRow])
BY_MEDIUM_WITH_PICTURE = msgspec.convert(_TABLE["with_picture"], dict[Medium, JobRow])
BY_MEDIUM_WITH_SPEECH = msgspec.convert(_TABLE["with_speech"], dict[Medium, JobRow])


def row_of(job: Job, catalog: Catalog, firm: Answers = NOTHING_ANSWERED) -> JobRow:
    """Return the row of a job, with its conditions held against what the owner answered."""
    row = _row_of(job, catalog, firm)
    months = MONTHS_A_YEAR if job.once else 1
    is_few = _put_in_by_one(job, results_of(job)) / months <= row.general_up_to
    does_harm = job.stakes not in {None, Stakes.NUISANCE}
    if is_few and not (row.by_rights and does_harm):
        return row
    kinds = tuple(kind for kind in row.kinds if kind is not SolutionKind.ASSISTANT)
    return replace(row, kinds=kinds or row.kinds, takes_general=is_few)


def _put_in_by_one(job: Job, results: float) -> float:
    """Return how many one person would put into a chat.

    Whoever words a text has it open anyway, and each words their own. What is copied or sorted, or
    lies there as pictures, is put in by one for all.
    """
    is_worded = does(job, JobAct.WRITE, JobAct.ANSWER) and makes_words(job) and not is_seen(job)
    return results / max(job.doers or 1, 1) if is_worded else results


def row_with_assistants(row: JobRow, job: Job, results: float) -> JobRow:
    """Return a row in which assistants compete with the app that is plainly right.

    So do those of a row whose results are too many for them, where somebody could still put each
    into a chat.
    """
    if row.app_is_right:
        return replace(row, app_is_right=False)
    may_be_pasted = bool(row.assistants) and _put_in_by_one(job, results) <= ONE_BY_ONE_UP_TO
    if row.takes_general or not may_be_pasted:
        return row
    return replace(row, kinds=(SolutionKind.ASSISTANT, *row.kinds), takes_general=True)


def row_when_read(row: JobRow, catalog: Catalog) -> JobRow:
    """Return the row of a job whose every answer people send: nobody waits for a tool then.

    The tools are those of the job that it then is; what comes first and what people err in stays.
    """
    other = _on_file(row.read_as, catalog, is_own=row.is_own)
    if other is None:
        return row
    return replace(
        other,
        use_case=row.use_case,
        owned=row.owned,
        people_wrong=row.people_wrong,
        reading_part=row.reading_part,
        first=row.first,
    )


def _row_of(job: Job, catalog: Catalog, firm: Answers) -> JobRow:
    """Return the row of the use case, else of the same work in words, else by what comes out."""
    chosen = _on_file(job.use_case or "", catalog, is_own=True)
    if chosen is not None:
        return _first_of(job, firm, chosen.use_case).put_before(chosen)
    by_words = _on_file(job_by_words(job, catalog), catalog, is_own=False)
    like = "" if by_words is None else by_words.use_case
    first = _first_of(job, firm, like)
    if by_words is not None:
        # Whoever asks to write down what is said asks for no more.
        row = replace(by_words, app_kinds=HEARD.app_kinds) if hears(job) else by_words
    elif hears(job):
        return HEARD
    else:
        row = _by_what_is_done(job)
    return first.put_before(row)


def _by_what_is_done(job: Job) -> JobRow:
    """Return the row of the act, else that of what comes out.

    What is sorted has one right place, also where words go with it.
    """
    is_sorted = does(job, JobAct.SORT) and makes_words(job)
    medium = Medium.DATA if is_sorted else job.medium or Medium.TEXT
    row = BY_ACT.get(act_of(job)) or _rows_by_what_goes_in(job).get(medium) or BY_MEDIUM[medium]
    is_compared = does(job, JobAct.CHECK) and object_of(job) in COMPARED
    if looks_for_faults(job) or is_compared:
        row = LOOKED_AT_AGAIN
    elif _is_read_whole(job):
        row = replace(row, reading_part=PART_READ_WHOLE)
    return replace(row, general_up_to=ONE_BY_ONE_UP_TO)


def _is_read_whole(job: Job) -> bool:
    """Return whether something is looked for in texts that must not be overlooked.

    Whoever is responsible reads all of them too: a tool shows where, and spares little reading.
    """
    is_severe = job.stakes is not None and job.stakes.severe
    return is_severe and stated_act(job) is JobAct.FIND and does(job, JobAct.CHECK)


def _rows_by_what_goes_in(job: Job) -> Mapping[Medium, JobRow]:
    """Return the rows that go by what comes out, where no plain text goes in."""
    if is_seen(job):
        return BY_MEDIUM_WITH_PICTURE
    is_speech = job.goes_in is not None and job.goes_in.is_speech
    return BY_MEDIUM_WITH_SPEECH if is_speech else {}


def _first_of(job: Job, firm: Answers, like: str) -> FirstStep:
    """Return what comes first and needs no AI, by the table; no step where nothing is known to.

    Own words may be like a job on file: what comes first of that is true of them, where their own
    act, and what goes in, say nothing.
    """
    steps = () if job.use_case else _steps_of_words(job)
    both = chain(steps, _steps_of_case(job, like))
    return next((step for step in both if _is_there(step, firm)), NO_STEP)


def _steps_of_case(job: Job, use_case: str) -> Iterator[FirstStep]:
    """Yield what may come first for a job on file."""
    return (step for step in FIRST_OF_CASE.get(use_case, ()) if _is_of_size(step, job))


def _steps_of_words(job: Job) -> Iterator[FirstStep]:
    """Yield what may come first for a job in own words."""
    steps = FIRST_OF_ACT.get(stated_act(job), ())
    return (step for step in steps if _is_of_words(step, job))


def _is_there(step: FirstStep, firm: Answers) -> bool:
    """Return whether the firm works in what a step takes, and is where it is done."""
    works_in = firm.works_in
    has_it = not step.software or any(is_worked_in(one, works_in) for one in step.software)
    is_here = not step.countries or firm.country in step.countries
    return has_it and is_here and not any(is_worked_in(one, works_in) for one in step.without)


def _is_of_size(step: FirstStep, job: Job) -> bool:
    """Return whether a result is short enough for it, and as grave as it takes."""
    is_short = step.most_minutes is None or (job.minutes_by_hand or inf) <= step.most_minutes
    return is_short and (not step.stakes or job.stakes in step.stakes)


def _is_of_words(step: FirstStep, job: Job) -> bool:
    """Return whether it holds for a job in own words, in which one of its acts is done."""
    if (job.results or 0) < step.least_results:
        return False
    is_named = not step.words or stands_in(job.words, step.words)
    is_of_object = object_of(job) in step.objects
    if not (is_of_object and is_named and _is_of_size(step, job)):
        return False
    if (step.monthly and job.once) or (job.goes_in or GoesIn.TEXT) not in step.goes_in:
        return False
    if (job.medium or Medium.TEXT) not in step.media:
        return False
    is_of_fields = step.fields in {None, not makes_words(job)}
    return is_of_fields and step.sums in {None, decides_sums(job)}


def general_assistants(catalog: Catalog) -> frozenset[str]:
    """Return the assistants that editors name for many jobs; any kind of job may go to them."""
    return catalog.once("method-general-assistants", lambda: _named_often(catalog))


def _named_often(catalog: Catalog) -> frozenset[str]:
    counts = Counter(slug for row in catalog.solutions for slug in row.assistants)
    least = GENERAL_PART * len(catalog.solutions)
    return frozenset(slug for slug, count in counts.items() if count >= least)


def _on_file(use_case: str, catalog: Catalog, *, is_own: bool) -> JobRow | None:
    """Return the row of a use case; None where no solution of it is on file."""
    rows = catalog.once(
        ("method-rows", is_own),
        lambda: {row.use_case: _row(row, is_own=is_own) for row in catalog.solutions},
    )
    return rows.get(use_case)


def _row(solution: Solution, *, is_own: bool) -> JobRow:
    """Return a solution on file as the row of a job: what both have is called alike.

    What is empty on file is as in any row.
    """
    on_file = {field.name: getattr(solution, field.name) for field in fields(solution)}
    stated = {name: value for name, value in on_file.items() if value is not None}
    return msgspec.convert({**stated, "filed_under": solution.use_case, "is_own": is_own}, JobRow)
