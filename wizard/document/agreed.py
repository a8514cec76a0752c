"""Agreed: what is said of a test before its first result, and what one lacks for a plan."""

from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Stakes
from wizard.document.blocks import Sentences
from wizard.document.sentences import Narrator

NARRATOR = Narrator()
MISSED = NARRATOR.say("agreed", "not-found")


def harm_words(stakes: Stakes) -> str:
    """Return what a rater is asked of a result that is not good enough."""
    return NARRATOR.say("harm", stakes)


def agreed_words(rule: StopRule, stakes: Stakes, units: str, *, in_pairs: bool) -> Sentences:
    """Yield how many cases there are, what ends the test for a tool, and who reads what."""
    say = NARRATOR.say
    dropped = say("agreed", "one" if in_pairs else "it")
    yield say("agreed", "cases-of-both" if in_pairs else "cases", n=rule.cases, units=units)
    if rule.known_bad:
        yield say("agreed", "known-bad", bad=rule.known_bad)
        missed = "missed" if rule.most_missed else "none-missed"
        yield say("agreed", missed, dropped=dropped, most=rule.most_missed, bad=rule.known_bad)
    yield say("agreed", "redone", dropped=dropped, most=rule.most_redone, n=rule.cases)
    if rule.second_reads:
        yield second_reader_words(rule)
        yield say("agreed", "slipped", dropped=dropped, harm=harm_words(stakes))
    if rule.most_wrong is not None:
        yield say("agreed", "unread", most=rule.most_wrong, n=rule.shown_from)


def second_reader_words(rule: StopRule) -> str:
    """Return who reads once more, and how many."""
    who = "same-person" if rule.same_person else "second-person"
    return NARRATOR.say("reads-again", who, reads=rule.second_reads)


def is_less_grave(agreed: Stakes, stakes: Stakes) -> bool:
    """Return whether only something less grave was asked of each result."""
    return agreed.order < stakes.order


def lacks_words(
    agreed: StopRule, agreed_stakes: Stakes, rule: StopRule, stakes: Stakes
) -> Sentences:
    """Yield what a test's terms lack beside a plan's.

    Limits are shares: 6 of 40 is as strict as 3 of 20.
    """
    if agreed.cases < rule.cases:
        yield NARRATOR.say("lacks", "cases", n=rule.cases - agreed.cases)
    if is_less_grave(agreed_stakes, stakes):
        yield NARRATOR.say("lacks", "harm", harm=harm_words(stakes))
    if agreed.second_reads / agreed.cases < rule.second_reads / rule.cases:
        yield second_reader_words(rule)
    if agreed.most_redone / agreed.cases > rule.most_redone / rule.cases:
        yield NARRATOR.say("lacks", "redone", most=rule.most_redone, n=rule.cases)
    if rule.known_bad and _missed_part(agreed) > _missed_part(rule):
        missed = "missed" if rule.most_missed else "none-missed"
        yield NARRATOR.say("lacks", missed, most=rule.most_missed, bad=rule.known_bad)


def _missed_part(rule: StopRule) -> float:
    """Return which share of the known bad cases may be missed; all where there are none."""
    return rule.most_missed / rule.known_bad if rule.known_bad else 1.0
