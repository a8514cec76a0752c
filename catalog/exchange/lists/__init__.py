"""Price lists of others, each read into the same neutral observations."""

from catalog.exchange.lists import genai_prices, litellm, models_dev
from catalog.exchange.lists.observation import Observation, Read, WrongListError

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

__all__ = ["CREDITS", "READERS", "Observation", "Read", "WrongListError"]
