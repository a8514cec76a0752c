"""Price lists of others are read into our units or left with a reason, found from three kinds of places, and never guessed."""

import io
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as some

from catalog.exchange import lists
from catalog.exchange.lists import (
    NEGATIVE,
    NO_ENTRY,
    NO_NUMBER,
    NO_UNIT,
    READERS,
    TIER,
    ZERO,
    WrongListError,
    as_number,
)
from catalog.registry import plain_number
from catalog.vocabulary import PriceUnit

LITELLM = {
    "sample_spec": {"input_cost_per_token": 0.0, "litellm_provider": "one of"},
    "sol": {
        "litellm_provider": "acme",
        "mode": "chat",
        "max_tokens": 8192,
        "input_cost_per_token": 2.5e-06,
        "output_cost_per_token": 9.499999999999999e-06,
        "cache_read_input_token_cost": 2.5e-07,
        "input_cost_per_token_batches": 1.25e-06,
        "input_cost_per_token_above_200k_tokens": 5e-06,
        "input_cost_per_audio_token": 3.2e-05,
        "search_context_cost_per_query": {"search_context_size_low": 0.03},
    },
    "acme/brush": {
        "litellm_provider": "acme",
        "mode": "image_generation",
        "output_cost_per_image": 0.04,
        "input_cost_per_pixel": 1.9e-08,
    },
    "acme/reel": {
        "litellm_provider": "acme",
        "mode": "video_generation",
        "output_cost_per_second": 0.1,
    },
    "acme/ear": {
        "litellm_provider": "acme",
        "mode": "audio_transcription",
        "input_cost_per_second": 0.0001,
    },
    "acme/voice": {
        "litellm_provider": "acme",
        "mode": "audio_speech",
        "input_cost_per_character": 1.5e-05,
    },
    "acme/odd": {
        "litellm_provider": "acme",
        "mode": "chat",
        "output_cost_per_second": 0.1,
        "output_cost_per_token": 0,
    },
    "acme/wrong": {
        "litellm_provider": "acme",
        "mode": "chat",
        "input_cost_per_token": -1,
        "output_cost_per_token": "x",
    },
    "acme/latest": {"alias_of": "sol"},
    "broken": [],
}
GENAI = [
    {
        "id": "acme",
        "models": [
            {
                "id": "sol",
                "prices": {
                    "input_mtok": 2.5,
                    "output_mtok": {"base": 10, "tiers": []},
                    "requests_kcount": 5,
                },
            },
            {
                "id": "luna",
                "prices": [
                    {"prices": {"input_mtok": 1}},
                    {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 2}},
                ],
            },
            {
                "id": "night",
                "prices": [
                    {"prices": {"input_mtok": 0.135, "output_mtok": 0.55}},
                    {
                        "constraint": {"start_time": "00:30:00Z", "end_time": "16:30:00Z"},
                        "prices": {"input_mtok": 0.27},
                    },
                    {"constraint": {"start_date": "2027-01-01"}, "prices": {"output_mtok": 1}},
                ],
            },
            {"id": "none", "prices": None},
        ],
    }
]


def observed_rows(name: str, data: Any) -> list[tuple[str, str, str, str]]:
    """Return model, field, and our unit with the price, or the reason."""
    return [
        (
            each.model,
            each.field,
            each.unit.value if each.unit and not each.reason else "",
            each.reason or f"{plain_number(each.usd):f}",
        )
        for each in READERS[name](json.loads(json.dumps(data), parse_float=Decimal))
    ]


def test_litellm_is_read_in_our_units() -> None:
    assert observed_rows("litellm", LITELLM) == [
        ("sample_spec", "entry", "", NO_ENTRY),
        ("sol", "input_cost_per_token", "input_mtok", "2.5"),
        ("sol", "output_cost_per_token", "output_mtok", "9.5"),
        ("sol", "cache_read_input_token_cost", "cached_input_mtok", "0.25"),
        ("sol", "input_cost_per_token_batches", "", TIER),
        ("sol", "input_cost_per_token_above_200k_tokens", "", TIER),
        ("sol", "input_cost_per_audio_token", "", NO_UNIT),
        ("sol", "search_context_cost_per_query", "", NO_UNIT),
        ("acme/brush", "output_cost_per_image", "image", "0.04"),
        ("acme/brush", "input_cost_per_pixel", "", NO_UNIT),
        ("acme/reel", "output_cost_per_second", "video_second", "0.1"),
        ("acme/ear", "input_cost_per_second", "audio_minute", "0.006"),
        ("acme/voice", "input_cost_per_character", "mchar", "15"),
        ("acme/odd", "output_cost_per_second", "", NO_UNIT),
        ("acme/odd", "output_cost_per_token", "", ZERO),
        ("acme/wrong", "input_cost_per_token", "", NEGATIVE),
        ("acme/wrong", "output_cost_per_token", "", NO_NUMBER),
        ("acme/latest", "entry", "", "The entry has no price."),
        ("broken", "entry", "", NO_ENTRY),
    ]


HOURS = "A price for some hours of the day; ours holds all day."


def test_genai_prices_is_read_in_our_units_with_its_days() -> None:
    assert observed_rows("genai-prices", GENAI) == [
        ("sol", "input_mtok", "input_mtok", "2.5"),
        ("sol", "output_mtok", "output_mtok", "10"),
        ("sol", "output_mtok tiers", "", TIER),
        ("sol", "requests_kcount", "", NO_UNIT),
        ("luna", "input_mtok", "input_mtok", "1"),
        ("luna", "input_mtok", "input_mtok", "2"),
        *(
            ("night", field, "", HOURS)
            for field in ("input_mtok", "output_mtok", "input_mtok", "output_mtok")
        ),
        ("none", "entry", "", NO_ENTRY),
    ]
    assert [str(each.start) for each in READERS["genai-prices"](GENAI) if each.model == "luna"] == [
        "None",
        "2027-01-01",
    ]


nested = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=5),
    lambda inner: (
        some.lists(inner, max_size=3)
        | some.dictionaries(
            some.sampled_from(
                [
                    "id",
                    "models",
                    "prices",
                    "cost",
                    "input",
                    "input_mtok",
                    "constraint",
                    "base",
                    "mode",
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize("name", READERS)
@given(
    data=some.lists(nested, max_size=3)
    | some.dictionaries(some.text(max_size=3), nested, max_size=3)
)
@settings(max_examples=40)
def test_no_list_breaks_a_reader(name: str, data: Any) -> None:
    try:
        found = list(READERS[name](data))
    except WrongListError:
        return

    assert all(each.reason or (each.unit in PriceUnit and each.usd > 0) for each in found)


def test_number_of_a_list_is_a_number_or_none() -> None:
    assert list(map(as_number, (True, "NaN", float("inf"), [], 3, "2.5"))) == [
        *[None] * 4,
        Decimal(3),
        Decimal("2.5"),
    ]


def test_list_comes_from_a_file_with_its_numbers_as_written(tmp_path: Path) -> None:
    (tmp_path / "prices.json").write_text(json.dumps(LITELLM))

    assert lists.fetched(str(tmp_path / "prices.json")) == json.loads(
        json.dumps(LITELLM), parse_float=Decimal
    )


def test_file_that_is_no_json_or_no_list_is_refused() -> None:
    with pytest.raises(WrongListError, match=r"^The file is not JSON\.$"):
        lists.parsed(b"no list")
    for read in READERS.values():
        with pytest.raises(WrongListError):
            list(read("no list"))


def test_large_list_is_refused_before_it_is_read_whole() -> None:
    stream = io.BytesIO(b"x" * 30_000_000)

    with pytest.raises(WrongListError, match="larger than 20 MB"):
        lists.bounded(stream)

    assert stream.tell() == 20_000_001


def test_list_of_more_values_than_any_has_is_refused() -> None:
    with pytest.raises(WrongListError, match="more than 1,000,000 values"):
        lists.parsed(b"[" + b"1," * 1_000_000 + b"1]")
