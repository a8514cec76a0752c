"""Fears: what is said of what could go wrong most gravely, by its kind, else by its sort."""

from catalog.vocabulary import Medium
from wizard.decision.fears import WRONG
from wizard.decision.own_words import share_a_word
from wizard.decision.rules import Rule
from wizard.decision.vocabulary import Stakes
from wizard.document.basis import JobBasis
from wizard.document.blocks import Sentences

# Something is missing or overlooked: a row that names such cases has an act against it, which is
# better than that against whatever is missing.
MISSES = frozenset({"left-out", "overlooked"})
WHATEVER = frozenset({"left-out", "unnoticed"})


def says_of_fear(job: JobBasis, section: str) -> Sentences:
    """Yield what a section says of the fear, by its kind, else by its sort; nothing where none."""
    fear = job.work.fear
    names = (name for name in (fear.kind, fear.sort) if job.narrator.knows(section, name))
    yield from (job.say(section, name) for name in list(names)[:1])


def before_ai(job: JobBasis) -> Sentences:
    """Yield what is settled first, with AI or without, where the owner's fear is grave.

    What comes first by the row of the job gives the facts already.
    """
    fear, notes = job.work.fear, job.decided.notes
    is_grave = fear.is_own and job.work.stakes is not Stakes.NUISANCE
    is_settled = fear.sort == WRONG and any(row.rule == Rule.FIRST_WITHOUT_AI for row in notes)
    if is_grave and not is_settled and not _knows_its_misses(job):
        yield from says_of_fear(job, "before-ai")


def in_test(job: JobBasis) -> Sentences:
    """Yield how long ones become cases of a test, and which are among them for what is feared."""
    if job.work.parts > 1 or job.work.is_long:
        yield job.say("test", "whole" if job.work.is_long else "cut")
    if job.stop.known_bad:
        is_more = job.work.finds and bool(job.job.worst)
        yield job.say("test", "known-bad-worst" if is_more else "known-bad")
    else:
        yield from _of_fear(job, "fear-test", usual="test")


def ends_test(job: JobBasis) -> Sentences:
    """Yield the fear at whose first sight a test ends; what is planted is counted as missed."""
    is_counted = job.work.fear.is_planted or not _fears_more(job)
    if not (job.stop.known_bad and is_counted):
        yield from _of_fear(job, "fear-stop", usual="stop")


def _of_fear(job: JobBasis, section: str, usual: str) -> Sentences:
    """Yield what a section says of a grave fear, else the usual of what an owner wrote."""
    is_grave = job.job.worst or job.work.stakes.severe
    says = tuple(says_of_fear(job, section)) if is_grave else ()
    yield from says
    if job.job.worst and not says:
        yield job.say(usual, "worst")


def _fears_more(job: JobBasis) -> bool:
    """Return whether the owner fears something else than what is counted as missed."""
    return bool(job.job.worst) and not share_a_word(job.job.worst, job.phrases.known_bad)


def quoted_fear(job: JobBasis) -> str:
    """Return what the owner fears most and the act against it; empty without either."""
    is_used = job.advised is not None or job.asks_only or job.is_for_people
    if not job.job.worst:
        return ""
    act = act_against(job, own=job.phrases.against if is_used else "")
    quoted = job.narrator.quote(job.job.worst)
    return job.say("risk", "worst", worst=quoted, against=act) if act else ""


def act_against(job: JobBasis, own: str) -> str:
    """Return the act against what is feared: of its kind, else the job's own.

    A row that names what can be missed knows the act against that; a text in own words has none but
    that of its stakes.
    """
    fear = job.work.fear
    is_better = bool(own) and _knows_its_misses(job) and fear.kind in WHATEVER
    if fear.kind and not is_better:
        return job.say("worst", fear.kind)
    is_usual = job.phrases == job.plan.catalog.phrases_for.get(Medium.TEXT)
    if own and is_usual and job.narrator.knows("worst", job.work.stakes):
        return job.say("worst", job.work.stakes)
    return own


def _knows_its_misses(job: JobBasis) -> bool:
    """Return whether the row of the job names the cases in which what is feared is missed."""
    return job.work.finds and job.work.fear.sort in MISSES


def harm_of(job: JobBasis) -> Stakes:
    """Return what a wrong one does: as answered; it hurts where what is feared does, as allergies.

    Who answered that it breaks a law is told of that alone.
    """
    stakes = job.work.stakes
    return Stakes.HURT if job.work.fear.hurts and stakes is not Stakes.LAW else stakes
