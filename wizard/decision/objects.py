"""Objects: what a job in own words is done on, by which it is tested, ended and done by hand.

Act, answers and what goes in and comes out say it, and words only where these cannot. Where nothing
says it, it is unknown, and what is said is true of any.
"""

from dataclasses import dataclass

import msgspec

from catalog.data_files import toml_of
from catalog.words import stands_in
from wizard.decision.acts import TRAITS, act_of, makes_words, stated_act
from wizard.decision.answers import Job
from wizard.decision.vocabulary import DecidesOn, GoesIn, JobAct, JobObject


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectRow:
    """What a job is done on, and by which answers that is told; the table says what they hold."""

    what: JobObject
    acts: frozenset[JobAct] = frozenset(JobAct)
    decides_on: frozenset[DecidesOn] = frozenset()
    goes_in: frozenset[GoesIn] = frozenset(GoesIn)
    fields: bool | None = None
    words: tuple[str, ...] = ()
    also: tuple[str, ...] = ()  # one word alone may mean something else
    worst: tuple[str, ...] = ()

    def is_of(self, job: Job, decided: frozenset[DecidesOn]) -> bool:
        """Return whether a job is done on it."""
        if self.acts.isdisjoint({stated_act(job), act_of(job)}):
            return False
        if self.decides_on and self.decides_on.isdisjoint(decided):
            return False
        is_there = (job.goes_in or GoesIn.TEXT) in self.goes_in
        is_made = self.fields in {None, not makes_words(job)}
        return is_there and is_made and self._is_named_in(job)

    def _is_named_in(self, job: Job) -> bool:
        rows = (self.words, self.also)
        is_named = all(not words or stands_in(job.words, words) for words in rows)
        return is_named or stands_in(job.worst, self.worst)


ROWS = msgspec.convert(toml_of(__file__)["row"], tuple[ObjectRow, ...])


def object_of(job: Job, what: DecidesOn | None = None) -> JobObject:
    """Return what a job in own words is done on, where this is decided by it besides its answers.

    A job on file says it in sentences of its own.
    """
    if job.use_case:
        return JobObject.UNKNOWN
    by_act = (what, TRAITS[act_of(job)].by_program)
    decided = (job.decides_on or frozenset()) | {row for row in by_act if row is not None}
    return next((row.what for row in ROWS if row.is_of(job, decided)), JobObject.UNKNOWN)


def is_of_rows(job: Job) -> bool:
    """Return whether rows are looked for in lists or exports, which a filter finds by rule."""
    return object_of(job) in {JobObject.RECORD, JobObject.LAST_DAY}
