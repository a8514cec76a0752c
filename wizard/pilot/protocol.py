"""What is agreed before a pilot: who is tested on how many cases, and what ends it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog.formatting import lower_first
from wizard.pilot.metrics import Value, Values


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
    cases: int  # results of each model at which it is judged
    job: str = (
        ""  # in words, as all that follows: a plan that moves on takes nothing away from a pilot
    )
    unit: str = "result"
    units: str = "results"
    most_misses: int  # more results than so many that could not go out end it for a model
    harm: str = (
        ""  # what a harmful error is, in the words of the plan; empty where no harm was stated
    )
    ends_after_harmful: int | None = None
    second_look: int | None = (
        None  # results of a model that is used under a release, until it may be used without
    )
    usd_per_hour: Decimal | None = None

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
    values: Values

    def get(self, slug: str) -> Value | None:
        return self.values.get(slug)


def rule_words(protocol: Protocol) -> tuple[str, ...]:
    """Return what is agreed, a sentence each: how many cases, and what ends the pilot of a model."""
    for_each = " for each, the same for both" if protocol.in_pairs else ""
    dropped = "one" if protocol.in_pairs else "it"
    rules = [
        f"{protocol.cases} {protocol.units}{for_each}.",
        f"Drop {dropped} if more than {protocol.most_misses} of {protocol.cases} could not go out as they are.",
    ]
    if protocol.ends_after_harmful is not None:
        rules.append(
            f"Drop {dropped} at once if one {protocol.unit} is harmful: {lower_first(protocol.harm)}."
        )
    return tuple(rules)
