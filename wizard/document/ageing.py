"""How old is what one job rests on: further facts of its places."""

from dataclasses import dataclass
from functools import cached_property

from catalog.ages import Age
from wizard.decision.ageing import OldPrices, board_age, oldest_price
from wizard.decision.vocabulary import Certainty
from wizard.document.by_hand import ByHandJob


@dataclass(frozen=True, kw_only=True)
class AgedJob(ByHandJob):
    """One job with the ages of its prices and boards."""

    @property
    def ages(self) -> OldPrices | None:
        """Return how many of what passes have an old price; None where few have."""
        return next((row for row in self.plan.ages.old if row.job == self.job.key), None)

    @property
    def price_age(self) -> Age | None:
        """Return the age of what is to be paid for what is named first; None where nothing is."""
        plan = self.plan
        return oldest_price(self.option, plan.decision.on, plan.catalog, plan.seen)

    @cached_property
    def is_thin(self) -> bool:
        """Return whether a price or board behind the name was read too long ago to prove much."""
        plan = self.plan
        board = board_age(self.decided, plan.decision.on, plan.catalog, plan.seen)
        return any(age is not None and age.is_thin for age in (self.price_age, board))

    @property
    def is_unsure(self) -> bool:
        """Return whether what was measured is too little or too old for more than a test.

        The test is of what is named.
        """
        advice = self.recommendation
        is_measured = advice is None or advice.certainty is not Certainty.THIN
        return not is_measured or self.is_thin

    @property
    def is_tried(self) -> bool:
        """Return whether a test has to show what is named, which is then not simply used."""
        is_used = self.ended in {"use", "start-with", "use-what-you-have"}
        return self.ended in {"try", "as-dear"} or (is_used and self.is_unsure)
