"""What is agreed before a pilot: who is tested on how many cases, and what ends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog.formatting import lower_first
from wizard.decision.trial import StopRule
from wizard.decision.vocabulary import Stakes
from wizard.pilot.metrics import Value, Values

# What a rater is asked of a case, by what a wrong result does.
HARM: Mapping[Stakes, str] = {
    Stakes.NUISANCE: "Something in it is wrong",
    Stakes.MONEY: "It would cost money or a customer",
    Stakes.LAW: "It breaks a law or a contract",
    Stakes.HURT: "It could hurt somebody",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A model or app that is tested, by its name in the plan; `fee` is what the plan expects of one result, in US dollars."""

    model: str
    name: str
    fee: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """What was agreed before the first result."""

    contenders: tuple[Contender, ...]
    rule: StopRule  # how many cases of each, and what ends it
    stakes: Stakes = Stakes.MONEY  # what a wrong result does, which is asked of each case
    job: str = ""  # in words, as the next two: a plan that moves on takes nothing away from a pilot
    unit: str = "result"
    units: str = "results"
    usd_per_hour: Decimal | None = None

    @property
    def cases(self) -> int:
        """Return how many results of each are judged."""
        return self.rule.cases

    @property
    def harm(self) -> str:
        """Return what a harmful error is, in words."""
        return HARM[self.stakes]

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
        if not name and len(self.contenders) == 1:
            return self.contenders[0]
        return next(
            (one for one in self.contenders if name in {one.name.casefold(), one.model}), None
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of one model on one case; a metric that is not in `values` was not measured."""

    number: int
    model: str
    values: Values  # as the first reader said, or the second where there was no first
    second_read: bool = False  # a second person read it too
    slipped: bool = False  # the first let it pass, and it would have done damage

    def get(self, slug: str) -> Value | None:
        return self.values.get(slug)

    @property
    def is_rated(self) -> bool:
        """Return whether somebody said whether it could go out as it is."""
        return self.values.get("accepted") is not None

    @property
    def is_redone(self) -> bool:
        """Return whether it has to be done again."""
        return self.values.get("accepted") is False


def rule_words(protocol: Protocol) -> tuple[str, ...]:
    """Return what is agreed, a sentence each: how many cases, who reads them, what ends it for a model."""
    rule = protocol.rule
    for_each = " for each, the same for both" if protocol.in_pairs else ""
    dropped = "one" if protocol.in_pairs else "it"
    rules = [
        f"{rule.cases} {protocol.units}{for_each}.",
        f"Drop {dropped} if more than {rule.most_redone} of {rule.cases} could not go out as they are.",
    ]
    if rule.second_reads:
        reader = "The same person reads" if rule.same_person else "A second person reads"
        later = " again a week later" if rule.same_person else " too"
        count = "all" if rule.second_reads >= rule.cases else str(rule.second_reads)
        rules.append(f"{reader} {count} of those that passed{later}.")
    if rule.most_slipped == 0:
        rules.append(
            f"Drop {dropped} at the first that passed and is harmful: {lower_first(protocol.harm)}."
        )
    elif rule.most_slipped is not None:
        rules.append(
            f"Drop {dropped} if more than {rule.most_slipped} passed and are harmful: {lower_first(protocol.harm)}."
        )
    return tuple(rules)


def is_as_strict(protocol: Protocol, stakes: Stakes, rule: StopRule) -> bool:
    """Return whether what was agreed asked at least as much as a plan now does.

    The same harm or a graver one was looked for, as many were read twice, and no larger share of the
    cases was allowed to be done again or to slip through.
    """
    agreed = protocol.rule
    return (
        _gravity(protocol.stakes) >= _gravity(stakes)
        and agreed.second_reads / agreed.cases >= rule.second_reads / rule.cases
        and agreed.most_redone / agreed.cases <= rule.most_redone / rule.cases
        and _allowed(agreed) <= _allowed(rule)
    )


def _gravity(stakes: Stakes) -> int:
    return tuple(Stakes).index(stakes)


def _allowed(rule: StopRule) -> float:
    """Return which share of the cases may slip through; all where none of them ends it."""
    return 1.0 if rule.most_slipped is None else rule.most_slipped / rule.cases
