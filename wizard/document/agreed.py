"""Agreed: what is said of a test before its first result, and what one lacks to count for a plan."""

from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Stakes
from wizard.document.blocks import Sentences
from wizard.document.patterns import Narrator

NARRATOR = Narrator()


def harm_words(stakes: Stakes) -> str:
    """Return what a rater is asked of a result that is not good enough."""
    return NARRATOR.say("harm", stakes)


def agreed_words(rule: StopRule, stakes: Stakes, units: str, *, in_pairs: bool) -> Sentences:
    """Yield how many cases there are, what ends the test for a tool, and who reads what."""
    say, harm = NARRATOR.say, harm_words(stakes)
    dropped = say("agreed", "one" if in_pairs else "it")
    yield say("agreed", "cases-of-both" if in_pairs else "cases", n=rule.cases, units=units)
    yield say("agreed", "redone", dropped=dropped, most=rule.most_redone, n=rule.cases)
    if rule.second_reads:
        yield second_reader_words(rule)
    if rule.most_slipped is not None:
        name = "slipped" if rule.most_slipped else "first-slipped"
        yield say("agreed", name, dropped=dropped, most=rule.most_slipped, harm=harm)
    if rule.most_wrong is not None:
        yield say("agreed", "unread", most=rule.most_wrong, n=rule.cases)


def second_reader_words(rule: StopRule) -> str:
    """Return who reads once more, and how many."""
    who = "same-person-reads" if rule.same_person else "second-person-reads"
    name = "every" if rule.second_reads >= rule.cases else "some"
    return NARRATOR.say(who, name, reads=rule.second_reads)


def is_less_grave(agreed: Stakes, stakes: Stakes) -> bool:
    """Return whether only something less grave was asked of each result."""
    return agreed.order < stakes.order


def lacks_words(
    agreed: StopRule, agreed_stakes: Stakes, rule: StopRule, stakes: Stakes
) -> Sentences:
    """Yield what the terms of a test lack beside those of a plan. Limits are shares: 6 of 40 is as strict as 3 of 20."""
    if agreed.cases < rule.cases:
        yield NARRATOR.say("lacks", "cases", n=rule.cases - agreed.cases)
    if is_less_grave(agreed_stakes, stakes):
        yield NARRATOR.say("lacks", "harm", harm=harm_words(stakes))
    if agreed.second_reads / agreed.cases < rule.second_reads / rule.cases:
        yield second_reader_words(rule)
    if agreed.most_redone / agreed.cases > rule.most_redone / rule.cases:
        yield NARRATOR.say("lacks", "redone", most=rule.most_redone, n=rule.cases)
    if _allowed(agreed) > _allowed(rule):
        yield NARRATOR.say("lacks", "slipped", most=rule.most_slipped or 0, n=rule.cases)


def _allowed(rule: StopRule) -> float:
    """Return which share of the cases may slip through; all where none of them ends it."""
    return 1.0 if rule.most_slipped is None else rule.most_slipped / rule.cases
