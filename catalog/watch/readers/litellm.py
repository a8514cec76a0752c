"""LiteLLM's `model_prices_and_context_window.json`: one entry a model and seller.

Prices are US dollars per single token or piece.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from catalog.vocabulary import Medium, PriceUnit
from catalog.watch.statements import (
    HOURS,
    NO_UNIT,
    TIER,
    EndStatement,
    EntryStatement,
    InputStatement,
    LimitStatement,
    ListContent,
    Parts,
    Rule,
    Statement,
    WrongListError,
    as_count,
    as_day,
    left_out,
    observed,
    only_part,
    parsed,
    text,
)

SAMPLE = "sample_spec"
MILLION, ONE, MINUTE = Decimal(1_000_000), Decimal(1), Decimal(60)
_PRICE = re.compile(r"cost|pric")
_TIER = re.compile(
    r"_above_|_(batches|priority|flex|ultrafast|balanced|480p|720p|768p|1080p|[124]k)$|^(tiered|off_peak)_pricing$",
    re.IGNORECASE,
)
_ALWAYS: dict[str, Rule] = {
    "input_cost_per_token": (PriceUnit.INPUT_MTOK, MILLION),
    "output_cost_per_token": (PriceUnit.OUTPUT_MTOK, MILLION),
    "cache_read_input_token_cost": (PriceUnit.CACHED_INPUT_MTOK, MILLION),
    "output_cost_per_video_per_second": (PriceUnit.VIDEO_SECOND, ONE),
}
# What a field means depends on what the model does; where the list does not say, we do not guess.
_BY_MODE: dict[tuple[str, str], Rule] = {
    ("image_generation", "output_cost_per_image"): (PriceUnit.IMAGE, ONE),
    ("image_edit", "output_cost_per_image"): (PriceUnit.IMAGE, ONE),
    ("video_generation", "output_cost_per_second"): (PriceUnit.VIDEO_SECOND, ONE),
    ("audio_transcription", "input_cost_per_second"): (PriceUnit.AUDIO_MINUTE, MINUTE),
    ("audio_speech", "input_cost_per_character"): (PriceUnit.MCHAR, MILLION),
}
_LIMITS = {"max_input_tokens": "input_limit", "max_output_tokens": "output_limit"}
# What a flag says where it is true; where it is not, the list may only not know.
_READS = {
    "supports_vision": Medium.IMAGE,
    "supports_pdf_input": Medium.DOCUMENT,
    "supports_audio_input": Medium.SPEECH,
    "supports_video_input": Medium.VIDEO,
}
BY_THE_HOUR = "off_peak_pricing"


def read(parts: Parts) -> ListContent:
    """Return all that the file says. Raises `WrongListError`."""
    data = parsed(only_part(parts))
    if not isinstance(data, dict):
        raise WrongListError(
            "This is not LiteLLM’s price file: it starts with a list of names, an object."
        )
    return ListContent(
        statements=tuple(row for name, entry in data.items() for row in _of_entry(name, entry))
    )


def _of_entry(name: str, entry: Any) -> Iterator[Statement]:
    if name == SAMPLE or not isinstance(entry, dict):
        yield left_out(model=name)
        return
    seller = text(entry.get("litellm_provider"))
    yield EntryStatement(seller=seller, model=name, page=text(entry.get("source")))
    yield from _prices(seller, name, entry)
    for field, ours in _LIMITS.items():
        if tokens := as_count(entry.get(field)):
            yield LimitStatement(seller=seller, model=name, field=ours, tokens=tokens)
    reads = frozenset(medium for flag, medium in _READS.items() if entry.get(flag) is True)
    if reads:
        yield InputStatement(seller=seller, model=name, reads=reads)
    if day := as_day(entry.get("deprecation_date")):
        yield EndStatement(seller=seller, model=name, day=day)


def _prices(seller: str, name: str, entry: Mapping[str, Any]) -> Iterator[Statement]:
    fields = [field for field in entry if _PRICE.search(field)]
    if not fields:
        yield left_out("The entry has no price.", seller=seller, model=name)
    mode = text(entry.get("mode"))
    for field in fields:
        rule = _rule(field, mode)
        # What stands beside a price for some hours holds only for the rest of the day.
        if BY_THE_HOUR in entry and rule != TIER:
            rule = HOURS
        yield observed(seller, name, field, entry[field], rule)


def _rule(field: str, mode: str) -> Rule | str:
    if _TIER.search(field):
        return TIER
    return _ALWAYS.get(field) or _BY_MODE.get((mode, field)) or NO_UNIT
