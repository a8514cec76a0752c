"""How promptfoo names a model at a seller: its own provider ids where they are known, else a place to fill in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from catalog.schema import Catalog, Offer
from catalog.vocabulary import LANGUAGE_MEDIA, Medium
from wizard.decision.decision import Choice

BEDROCK = "amazon-bedrock"
OPENROUTER = "openrouter"
ENDPOINT = "https://models.example.com/v1/chat/completions"

# seller → how its model ids are told to promptfoo, and what our catalog writes in front of them
_CHAT: Mapping[str, tuple[str, str]] = {
    "openai": ("openai:chat:", ""),
    "anthropic": ("anthropic:messages:", ""),
    "google": ("google:", ""),
    OPENROUTER: ("openrouter:", ""),
    "google-vertex-ai": ("vertex:", "vertex_ai/"),
    BEDROCK: ("bedrock:", ""),
    "mistral-ai": ("mistral:", ""),
    "xai": ("xai:", ""),
    "deepseek": ("deepseek:", ""),
    "cohere": ("cohere:", ""),
    "groq": ("groq:", "groq/"),
    "cerebras": ("cerebras:", "cerebras/"),
    "together-ai": ("togetherai:", "together_ai/"),
    "fireworks-ai": ("fireworks:", "fireworks_ai/"),
    "novita-ai": ("novita:", "novita/"),
    "replicate": ("replicate:", "replicate/"),
    "cloudflare": ("cloudflare-ai:chat:", "cloudflare/"),
    "vercel": ("vercel:", "vercel_ai_gateway/"),
    "ibm-watsonx": ("watsonx:", "watsonx/"),
}
_PICTURES: Mapping[str, tuple[str, str]] = {
    "openai": ("openai:image:", ""),
    "fal-ai": ("fal:image:", "fal_ai/"),
    "replicate": ("replicate:image:", "replicate/"),
}
# maker → what OpenRouter writes in front of the maker's own id, and how the maker spells the rest
_MAKERS: Mapping[str, tuple[str, Callable[[str], str]]] = {
    "openai": ("openai/", str),
    "anthropic": ("anthropic/", lambda tail: tail.replace(".", "-")),
    "google": ("google/", str),
    "xai": ("x-ai/", str),
    "mistral-ai": ("mistralai/", str),
    "cohere": ("cohere/", str),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptfooProvider:
    """A model as promptfoo calls it; `known` is False where the owner has to fill in the address."""

    node: Mapping[str, Any]
    note: str
    known: bool


def provider_of(choice: Choice, medium: Medium, catalog: Catalog) -> PromptfooProvider:
    """Return how promptfoo reaches a model at the offer that the plan names."""
    name = catalog.model[choice.model].name
    offers = catalog.offers_of.get(choice.model, ())
    offer = next((row for row in offers if row.slug == choice.offer), None)
    seller = offer.seller if offer is not None else ""
    ways = _CHAT if medium in LANGUAGE_MEDIA else _PICTURES if medium is Medium.IMAGE else {}
    at = f"{name} at {catalog.provider[seller].name}." if seller else f"{name}. No seller is on file."
    if offer is not None and seller in ways:
        prefix, written = ways[seller]
        stated = offer.seller_model_id.removeprefix(written)
        if stated and not (
            seller == BEDROCK and "/" in stated
        ):  # an endpoint of Bedrock’s that promptfoo has no id for
            return _known(name, f"{prefix}{stated}", at)
        if not stated and (found := _own_id(seller, offers)):
            note = f"{at} The id follows the one that OpenRouter uses; check it with the seller."
            return _known(name, f"{prefix}{found}", note)
    return _open(choice.model, name, at, medium)


def _own_id(seller: str, offers: tuple[Offer, ...]) -> str:
    """Return the maker's own id of a model, from the id under which OpenRouter passes it on; empty where none is."""
    if seller not in _MAKERS:
        return ""
    start, spelled = _MAKERS[seller]
    ids = (row.seller_model_id for row in offers if row.seller == OPENROUTER)
    return next((spelled(each.removeprefix(start)) for each in ids if each.startswith(start)), "")


def _known(name: str, id_: str, note: str) -> PromptfooProvider:
    return PromptfooProvider(node={"id": id_, "label": name}, note=note, known=True)


def _open(model: str, name: str, at: str, medium: Medium) -> PromptfooProvider:
    """Return a provider with an address to fill in; for words it speaks the form that most sellers take."""
    note = f"{at} Fill in the address, the model’s id and how the answer is read; see promptfoo’s HTTP provider."
    if medium not in LANGUAGE_MEDIA:
        note += " The answer should be the address of the result."
    config: Mapping[str, Any] = {
        "url": ENDPOINT,
        "method": "POST",
        "headers": {"Content-Type": "application/json", "Authorization": "Bearer {{env.MODEL_API_KEY}}"},
        "body": {"model": model, "messages": [{"role": "user", "content": "{{prompt}}"}]},
        "transformResponse": "json.choices[0].message.content",
    }
    return PromptfooProvider(node={"id": "https", "label": name, "config": config}, note=note, known=False)
