"""Acts: what is done in a job in own words, as its owner answered, and what follows from it."""

from dataclasses import dataclass, replace

import msgspec

from catalog.data_files import toml_of
from catalog.vocabulary import Medium
from catalog.words import stands_in
from wizard.decision.answers import Job
from wizard.decision.vocabulary import DecidesOn, GoesIn, JobAct

WORDS = frozenset({Medium.TEXT, Medium.DOCUMENT})
WITH_AN_ACT = WORDS | {Medium.DATA}  # all else is made


@dataclass(frozen=True, slots=True, kw_only=True)
class ActTraits:
    """What follows from an act; the table beside this module says what its fields hold."""

    by_program: DecidesOn | None = None
    retells: bool = False
    states: bool = False
    words: bool = False
    from_list: bool = False
    whole: bool = False
    chooses: bool = False
    looks: bool = False
    faults: tuple[str, ...] = ()
    written_down: tuple[str, ...] = ()
    also_written: tuple[str, ...] = ()


TRAITS = msgspec.convert(toml_of(__file__), dict[JobAct, ActTraits])
NO_TRAITS = ActTraits()


def usual_act(medium: Medium | None) -> JobAct:
    """Return what is done where nobody answered, by what comes out."""
    if medium not in {None, *WITH_AN_ACT}:
        return JobAct.MAKE
    return JobAct.COPY if medium is Medium.DATA else JobAct.WRITE


def as_meant(job: Job) -> Job:
    """Return a job with what comes out as it is meant.

    Whoever looks for something on photos says that pictures come out, and means what is on them.
    """
    is_made = job.medium is not None and job.medium not in WITH_AN_ACT
    looks = job.act is not None and TRAITS[job.act].looks
    return replace(job, medium=Medium.DATA) if is_made and looks and is_seen(job) else job


def stated_act(job: Job) -> JobAct:
    """Return what its owner calls what is done in a job, else what is usual.

    Whoever finds faults checks.
    """
    usual = usual_act(job.medium)
    if job.act is None or usual is JobAct.MAKE:
        return usual
    return JobAct.CHECK if stands_in(job.words, TRAITS[job.act].faults) else job.act


def act_of(job: Job) -> JobAct:
    """Return what is done in a job.

    Whoever finds what fits picks it from a list, and in words answers somebody; to find anything
    else in texts or on photos is to check them.
    """
    act = stated_act(job)
    if act is JobAct.FIND:
        act = JobAct.MATCH if DecidesOn.FIT in (job.decides_on or frozenset()) else JobAct.CHECK
    return JobAct.ANSWER if act is JobAct.MATCH and makes_words(job) else act


def traits_of(job: Job) -> ActTraits:
    """Return what follows from the act of a job in own words; nothing of a job on file."""
    return NO_TRAITS if job.use_case else TRAITS[act_of(job)]


def does(job: Job, *acts: JobAct) -> bool:
    """Return whether it is a job in own words in which one of these is done."""
    return not job.use_case and act_of(job) in acts


def makes_words(job: Job) -> bool:
    """Return whether a text comes out of a job in own words."""
    return job.medium is None or job.medium in WORDS


def is_seen(job: Job) -> bool:
    """Return whether a picture goes in."""
    return job.goes_in is not None and job.goes_in.is_picture


def writes_of_it_too(job: Job) -> bool:
    """Return whether a text is written besides, as by whoever sorts mail and drafts the answers."""
    return stands_in(job.words, traits_of(job).also_written)


def looks_for_faults(job: Job) -> bool:
    """Return whether something is looked for on photos of things, and not read from papers."""
    return job.goes_in is GoesIn.PHOTO and does(job, JobAct.CHECK)


def hears(job: Job) -> bool:
    """Return whether what is said is written down, and no more is asked for.

    Who asks to write it down calls that to write.
    """
    if not (_is_spoken(job) and makes_words(job)):
        return False
    is_written_down = stands_in(job.words, traits_of(job).written_down)
    return does(job, JobAct.COPY) or is_written_down


def is_recorded(job: Job) -> bool:
    """Return whether what is said lies there already, as what is dictated and done once does."""
    is_recorded_already = job.once and job.goes_in is GoesIn.DICTATION
    return is_recorded_already or job.goes_in is GoesIn.RECORDING


def is_from_speech(job: Job) -> bool:
    """Return whether something else is made from what is said.

    What writes it down writes nothing else.
    """
    return _is_spoken(job) and not hears(job)


def _is_spoken(job: Job) -> bool:
    is_speech = job.goes_in is not None and job.goes_in.is_speech
    return is_speech and not job.use_case and act_of(job) is not JobAct.MAKE


def picks_a_label(job: Job) -> bool:
    """Return whether each piece gets one of several on a list, such as a code."""
    return job.medium is Medium.DATA and does(job, JobAct.SORT)


def decides_sums(job: Job) -> bool:
    """Return whether a sum of money is decided by it."""
    return DecidesOn.SUM in (job.decides_on or frozenset())


def names_a_price(job: Job) -> bool:
    """Return whether somebody is answered what something will cost, and no list says it."""
    is_listed = DecidesOn.LIST in (job.decides_on or frozenset())
    is_answer = makes_words(job) and does(job, JobAct.ANSWER)
    return is_answer and decides_sums(job) and not is_listed
