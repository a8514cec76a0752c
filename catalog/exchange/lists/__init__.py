"""Price lists of others, each read into the same neutral observations."""

from datetime import date

from catalog.exchange.lists import genai_prices, litellm, models_dev
from catalog.exchange.lists.observation import Observation, Read, WrongListError
from catalog.schema import Source
from catalog.vocabulary import Voice

READERS: dict[str, Read] = {
    "genai-prices": genai_prices.observations,
    "litellm": litellm.observations,
    "models.dev": models_dev.observations,
}
CREDITS = {
    "genai-prices": ("genai-prices, price list", "Pydantic", "https://github.com/pydantic/genai-prices"),
    "litellm": ("LiteLLM, price list", "LiteLLM", "https://github.com/BerriAI/litellm"),
    "models.dev": ("models.dev, price list", "models.dev", "https://models.dev"),
}

__all__ = ["READERS", "Observation", "Read", "WrongListError", "credited"]


def credited(slug: str, on: date) -> Source | None:
    """Return the source that new prices of a list name, for a desk that does not have it; None where it is no list."""
    for title, publisher, url in (words for name, words in CREDITS.items() if name.replace(".", "-") == slug):
        licence = f"MIT, {publisher}"
        return Source(
            slug=slug, title=title, publisher=publisher, url=url, retrieved=on, voice=Voice.REPEATS, licence=licence
        )
    return None
