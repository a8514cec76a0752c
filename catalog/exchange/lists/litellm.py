"""LiteLLM's `model_prices_and_context_window.json`: one entry a model and seller, dollars per single token or piece."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from catalog.exchange.lists.observation import (
    MILLION,
    NO_UNIT,
    TIER,
    Observation,
    Rule,
    WrongListError,
    left_out,
    observed,
    text,
)
from catalog.vocabulary import PriceUnit

SAMPLE = "sample_spec"
_ONE, _MINUTE = Decimal(1), Decimal(60)
_PRICE = re.compile(r"cost|pric")
_TIER = re.compile(
    r"_above_|_(batches|priority|flex|ultrafast|balanced|480p|720p|768p|1080p|[124]k)$|^(tiered|off_peak)_pricing$",
    re.IGNORECASE,
)
_ALWAYS: dict[str, Rule] = {
    "input_cost_per_token": (PriceUnit.INPUT_MTOK, MILLION),
    "output_cost_per_token": (PriceUnit.OUTPUT_MTOK, MILLION),
    "cache_read_input_token_cost": (PriceUnit.CACHED_INPUT_MTOK, MILLION),
    "output_cost_per_video_per_second": (PriceUnit.VIDEO_SECOND, _ONE),
}
# What a field means depends on what the model does; where the list does not say, we do not guess.
_BY_MODE: dict[tuple[str, str], Rule] = {
    ("image_generation", "output_cost_per_image"): (PriceUnit.IMAGE, _ONE),
    ("image_edit", "output_cost_per_image"): (PriceUnit.IMAGE, _ONE),
    ("video_generation", "output_cost_per_second"): (PriceUnit.VIDEO_SECOND, _ONE),
    ("audio_transcription", "input_cost_per_second"): (PriceUnit.AUDIO_MINUTE, _MINUTE),
    ("audio_speech", "input_cost_per_character"): (PriceUnit.MCHAR, MILLION),
}


def observations(data: Any) -> Iterator[Observation]:
    """Yield every price of the file, and why those are left that cannot be compared. Raises `WrongListError`."""
    if not isinstance(data, dict):
        raise WrongListError("This is not LiteLLM’s price file: it starts with a list of names, an object.")
    for name, entry in data.items():
        if name == SAMPLE or not isinstance(entry, dict):
            yield left_out(model=name)
            continue
        seller, mode = text(entry.get("litellm_provider")), text(entry.get("mode"))
        fields = [field for field in entry if _PRICE.search(field)]
        for field in fields:
            yield observed(seller, name, field, entry[field], _rule(field, mode))
        if not fields:
            yield left_out("The entry has no price.", seller=seller, model=name)


def _rule(field: str, mode: str) -> Rule | str:
    if _TIER.search(field):
        return TIER
    return _ALWAYS.get(field) or _BY_MODE.get((mode, field)) or NO_UNIT
