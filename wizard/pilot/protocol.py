"""What is agreed before a pilot: who is tested on how many cases, and what ends it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.formatting import format_count, lower_first
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Stakes

# What a rater is asked of an answer that is not good enough, by what a wrong one does.
HARM: Mapping[Stakes, str] = {
    Stakes.NUISANCE: "It is a nuisance",
    Stakes.MONEY: "It would cost money or a customer",
    Stakes.LAW: "It breaks a law or a contract",
    Stakes.HURT: "It could hurt somebody",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A model or app that is tested, by its name in the plan."""

    model: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """What was agreed before the first result."""

    contenders: tuple[Contender, ...]
    rule: StopRule  # how many cases of each, and what ends it
    stakes: Stakes = Stakes.MONEY  # what a wrong result does, which is asked of each case
    job: str = ""  # in words, as the next two: a plan that moves on takes nothing away from a pilot
    unit: str = "result"
    units: str = "results"

    @property
    def cases(self) -> int:
        """Return how many results of each are judged."""
        return self.rule.cases

    @property
    def harm(self) -> str:
        """Return what a harmful error is, in words; empty where nobody is asked."""
        return "" if self.stakes is Stakes.NUISANCE else HARM[self.stakes]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(contender.name for contender in self.contenders)

    @property
    def name_of(self) -> Mapping[str, str]:
        return {contender.model: contender.name for contender in self.contenders}

    @property
    def in_pairs(self) -> bool:
        return len(self.contenders) > 1

    def find(self, text: str) -> Contender | None:
        """Return the contender that people call so; the only one where they name none."""
        name = " ".join(text.split()).casefold()
        if not name and not self.in_pairs:
            return self.contenders[0]
        return next(
            (one for one in self.contenders if name in {one.name.casefold(), one.model}), None
        )


def rule_words(protocol: Protocol) -> tuple[str, ...]:
    """Return what is agreed, a sentence each: how many cases, who reads them, what ends it for a model."""
    rule = protocol.rule
    for_each = " for each, the same for both" if protocol.in_pairs else ""
    dropped = "one" if protocol.in_pairs else "it"
    rules = [
        f"{rule.cases} {protocol.units}{for_each}.",
        f"Drop {dropped} if more than {rule.most_redone} of {rule.cases} are not good enough.",
    ]
    if rule.second_reads:
        rules.append(_second_reader(rule))
    if rule.most_slipped == 0:
        rules.append(
            f"Drop {dropped} at the first harmful one that passed: {lower_first(protocol.harm)}."
        )
    elif rule.most_slipped is not None:
        most = format_count(rule.most_slipped, "harmful one", "harmful ones")
        rules.append(f"Drop {dropped} if more than {most} passed: {lower_first(protocol.harm)}.")
    if rule.most_wrong is not None:
        rules.append(
            f"Go on reading every one unless at most {rule.most_wrong} of {rule.cases} were wrong."
        )
    return tuple(rules)


def _second_reader(rule: StopRule) -> str:
    reader = "The same person reads" if rule.same_person else "A second person reads"
    later = " again a week later" if rule.same_person else " too"
    if rule.second_reads >= rule.cases:
        return f"{reader} every one{later}."
    return f"{reader} {rule.second_reads} of those that passed{later}."


def missing_terms(protocol: Protocol, stakes: Stakes, rule: StopRule) -> tuple[str, ...]:
    """Return what a test lacks to count for a plan that asks for these terms, a sentence each; nothing where it counts."""
    return tuple(_missing(protocol, stakes, rule))


def _missing(protocol: Protocol, stakes: Stakes, rule: StopRule) -> Iterator[str]:
    agreed = protocol.rule
    # Limits are shares: 6 of 40 is as strict as 3 of 20.
    if agreed.cases < rule.cases:
        more = rule.cases - agreed.cases
        yield f"{format_count(more, 'more case', 'more cases')} of each."
    if lacks_harm(protocol, stakes):
        yield f"Nobody was asked of each whether {lower_first(HARM[stakes])}."
    if agreed.second_reads / agreed.cases < rule.second_reads / rule.cases:
        yield _second_reader(rule)
    if agreed.most_redone / agreed.cases > rule.most_redone / rule.cases:
        yield f"At most {rule.most_redone} of {rule.cases} may be not good enough; more were allowed."
    if _allowed(agreed) > _allowed(rule):
        yield f"At most {rule.most_slipped} harmful ones of {rule.cases} may pass; more were allowed."


def lacks_harm(protocol: Protocol, stakes: Stakes) -> bool:
    """Return whether only something less grave was asked of each answer."""
    order = tuple(Stakes)
    return order.index(protocol.stakes) < order.index(stakes)


def _allowed(rule: StopRule) -> float:
    """Return which share of the cases may slip through; all where none of them ends it."""
    return 1.0 if rule.most_slipped is None else rule.most_slipped / rule.cases
