"""What is agreed before a pilot: who is tested on how many cases, and what ends it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wizard.decision.trial import MOST_LOOKS, StopRule
from wizard.decision.vocabulary import Stakes
from wizard.document.agreed import MISSED, agreed_words, harm_words
from wizard.pilot.raters import OWNER


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
    def most_cases(self) -> int:
        """Return how many of each count, where a test goes on."""
        return self.cases * MOST_LOOKS

    @property
    def harm(self) -> str:
        """Return what a harmful error is, in words; empty where nobody is asked."""
        return "" if self.stakes is Stakes.NUISANCE else harm_words(self.stakes)

    def asked_of(self, rater: int) -> str:
        """Return what a rater ticks of a grave fault.

        The first, who knows what is there, ticks whether that was missed.
        """
        return MISSED if self.rule.known_bad and rater == OWNER else self.harm

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(contender.name for contender in self.contenders)

    @property
    def name_of(self) -> Mapping[str, str]:
        return {contender.model: contender.name for contender in self.contenders}

    @property
    def reads_all(self) -> bool:
        """Return whether whoever reads besides, though nobody has to, reads every answer."""
        return not self.rule.second_reads

    @property
    def in_pairs(self) -> bool:
        return len(self.contenders) > 1

    @property
    def rules(self) -> Iterator[str]:
        """Return what is agreed, a sentence each: cases, who reads them, what ends it."""
        return agreed_words(self.rule, self.stakes, self.units, in_pairs=self.in_pairs)

    def find(self, text: str) -> Contender | None:
        """Return the contender that people call so; the only one where they name none."""
        name = " ".join(text.split()).casefold()
        if not name and not self.in_pairs:
            return self.contenders[0]
        return next(
            (one for one in self.contenders if name in {one.name.casefold(), one.model}), None
        )
