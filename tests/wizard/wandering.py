"""Answers of a firm by chance, as pages of questions send them."""

from collections.abc import Iterator
from random import Random
from typing import Any

from catalog.schema import Catalog
from wizard.decision.vocabulary import Builder, Country, Place, Review, Secret, Stakes

OWN_WORDS = ("My own letters", "Some words of mine", "Posts for the club")


ACTS = ("write", "answer", "find", "match", "check", "copy")


def wander(seed: int, catalog: Catalog) -> dict[str, Any]:
    """Return answers by chance: the same for the same seed and catalog."""
    chance = Random(seed)  # noqa: S311  # no secret
    slugs = chance.sample(sorted(catalog.use_case), chance.choice((1, 1, 2)))
    what: dict[str, Any] = {"jobs": slugs}
    keys = [*slugs]
    if chance.random() < 0.2:
        words = chance.choice(OWN_WORDS)
        what = {"own-1-words": words, "own-1-medium": "text", "own-1-act": chance.choice(ACTS)}
        keys = ["own-1"]
    return {"what": what, **dict(_pages(chance, keys))}


def _pages(chance: Random, keys: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "amounts", {f"{key}-results": str(chance.choice((20, 150, 900, 20_000))) for key in keys}
    yield (
        "by-hand",
        {f"{key}-minutes_by_hand": str(chance.choice((2, 15, 90))) for key in keys}
        | {"wage_usd": str(chance.choice((15, 40, 120))), "people": str(chance.choice((1, 6, 40)))},
    )
    yield (
        "mistakes",
        {f"{key}-stakes": chance.choice(list(Stakes)).value for key in keys}
        | {f"{key}-review": chance.choice(list(Review)).value for key in keys},
    )
    yield "decisions", {f"{key}-decides_on": ["nothing"] for key in keys}
    secrets = [["nothing"], *([secret.value] for secret in Secret)]
    yield (
        "material",
        {f"{key}-secrets": chance.choice(secrets) for key in keys}
        | {"place": chance.choice(list(Place)).value},
    )
    yield "language", {"languages": [chance.choice(("en", "de", "pl"))]}
    yield (
        "use",
        {
            "built_in": chance.choice(("by-hand", "built-in", "unsure")),
            "builder": chance.choice(list(Builder)).value,
        },
    )
    yield "limit", {"limit_usd": chance.choice(("", "", "60", "900"))}
    yield (
        "scale",
        {
            "title": f"Plan of {chance.choice(OWN_WORDS)}",
            "country": chance.choice(list(Country)).value,
        },
    )
