"""How far two people who rate the same results agree."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 10  # results rated by two; fewer say nothing of their agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of how many results two people rated, on how many they said the same, and how much of that is not chance."""

    same: int
    of: int
    kappa: float | None  # None where both always said the one same thing

    @property
    def sentence(self) -> str:
        """Return it in words."""
        opening = f"Two people said the same of {self.same} of {self.of} answers."
        if self.of < ENOUGH:
            return f"{opening} Too few to say how well they agree."
        chance = self.kappa is not None and self.kappa < 0.41  # noqa: PLR2004  # below “moderate”: Landis, Koch 1977
        return f"{opening} Talk through those on which they differ before you decide." if chance else opening


def agreement(pairs: Sequence[tuple[object, object]]) -> Agreement | None:
    """Return how far two raters agree, None without results that both rated.

    Cohen's kappa: (p − e) / (1 − e), with p the share of equal ratings and e the share that chance would bring
    (Cohen 1960, Educational and Psychological Measurement 20, 37–46).
    """
    if not pairs:
        return None
    count = len(pairs)
    same = sum(one == other for one, other in pairs)
    words = {rating for pair in pairs for rating in pair}
    chance = sum(sum(one == word for one, _ in pairs) * sum(other == word for _, other in pairs) for word in words) / (
        count * count
    )
    return Agreement(same=same, of=count, kappa=None if chance == 1 else (same / count - chance) / (1 - chance))
