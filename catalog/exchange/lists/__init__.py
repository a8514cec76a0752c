"""Price lists of others, each read into the same neutral observations."""

from contextlib import suppress
from datetime import date
from typing import Any

from catalog.exchange.lists import genai_prices, litellm, models_dev
from catalog.exchange.lists.observation import Observation, Read, WrongListError, text
from catalog.schema import Source
from catalog.vocabulary import Voice

READERS: dict[str, Read] = {
    "genai-prices": genai_prices.observations,
    "litellm": litellm.observations,
    "models.dev": models_dev.observations,
}
# Where a list says from when its prices hold, or when they were looked at.
DAYS = ("start_date", "prices_checked", "last_updated")
_REPEATS = {"voice": Voice.REPEATS, "licence": "MIT"}
CREDITS: dict[str, dict[str, Any]] = {
    "genai-prices": {
        "title": "genai-prices, price list",
        "publisher": "Pydantic",
        "url": "https://github.com/pydantic/genai-prices",
        **_REPEATS,
    },
    "litellm": {
        "title": "LiteLLM, price list",
        "publisher": "LiteLLM",
        "url": "https://github.com/BerriAI/litellm",
        **_REPEATS,
    },
    "models-dev": {
        "title": "models.dev, price list",
        "publisher": "models.dev",
        "url": "https://models.dev",
        **_REPEATS,
    },
    "arena-{day}": {
        "title": "Arena, leaderboards of {day}",
        "publisher": "Arena",
        "url": "https://arena.ai/leaderboard",
        "voice": Voice.MEASURED,
        "licence": "CC BY 4.0",
    },
}

__all__ = ["READERS", "Observation", "Read", "WrongListError", "credited", "own_day"]


def own_day(data: Any, today: date) -> date | None:
    """Return the newest day that a list names of itself, no later than today; None where it names none."""
    days, parts = set[date](), [data]
    while parts:
        part = parts.pop()
        parts += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        for word in (part.get(name) for name in DAYS) if isinstance(part, dict) else ():
            with suppress(ValueError):
                days.add(date.fromisoformat(text(word)))
    return max((day for day in days if day <= today), default=None)


def credited(slug: str, on: date) -> Source | None:
    """Return the source that new rows of a list name, for a desk that does not have it; None where it is no list."""
    day = on.isoformat()
    for words in (words for name, words in CREDITS.items() if name.format(day=day) == slug):
        licence, title = f"{words['licence']}, {words['publisher']}", words["title"].format(day=day)
        return Source(slug=slug, retrieved=on, **words | {"licence": licence, "title": title})
    return None
