"""How far two people who rate the same results agree, in figures and in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

ENOUGH = 10  # results rated by two; fewer say nothing of their agreement
WORDS = (  # Landis and Koch 1977, Biometrics 33, 159–174, said plainly
    (0.81, "They agree almost always."),
    (0.61, "They agree well."),
    (0.41, "They agree about half of the way: talk through the results they differ on."),
    (0.21, "They agree little: write down first what counts as usable."),
    (-1.0, "They agree hardly more than by chance: agree on what counts as usable, then rate again."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Of how many results two people rated, on how many they said the same, and how much of that is not chance."""

    same: int
    of: int
    kappa: float | None  # None where both always said the one same thing
    sentence: str


def agreement(pairs: Sequence[tuple[int, int]]) -> Agreement | None:
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
    kappa = None if chance == 1 else (same / count - chance) / (1 - chance)
    return Agreement(same=same, of=count, kappa=kappa, sentence=_said(same, count, kappa))


def _said(same: int, count: int, kappa: float | None) -> str:
    opening = f"Two people gave the same mark to {same} of {count}."
    if count < ENOUGH:
        return f"{opening} Too few to say how well they agree."
    if kappa is None:
        return f"{opening} They never used another mark, so this says little."
    return f"{opening} {next(words for least, words in WORDS if kappa >= least)}"
