"""Public lists are read into our words and units, or left with a reason.

What is no such list is refused, and never guessed.
"""

import io
import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings, strategies as some

from catalog.imports.runs import done
from catalog.registry import plain_number
from catalog.vocabulary import Currency, Medium, PriceUnit
from catalog.watch import fetching
from catalog.watch.readers import api_evangelist, arena
from catalog.watch.statements import (
    HOURS,
    NEGATIVE,
    NO_ENTRY,
    NO_NUMBER,
    NO_UNIT,
    TIER,
    ZERO,
    EndStatement,
    EntryStatement,
    FileWarning,
    InputStatement,
    LimitStatement,
    ListContent,
    Observation,
    PlanStatement,
    RateStatement,
    ScoreStatement,
    WrongListError,
    as_number,
    parsed,
)
from catalog.watch.watched_lists import LISTS
from tests.catalog.watch.samples import LISTS as SAMPLES, archive, recorded, tables

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


def said(name: str, data: Any) -> ListContent:
    """Return what a list says whose file holds something as JSON."""
    return LISTS[name].read({"list": json.dumps(data).encode()})


def observed_rows(name: str, data: Any) -> list[tuple[str, str, str, str]]:
    """Return model, field, and our unit with the price, or the reason."""
    return [
        (
            row.model,
            row.field,
            row.unit.value if row.unit and not row.reason else "",
            row.reason or f"{plain_number(row.usd):f}",
        )
        for row in said(name, data).of(Observation)
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
    rows = said("genai-prices", GENAI).of(Observation)
    assert [str(row.start) for row in rows if row.model == "luna"] == ["None", "2027-01-01"]


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


@pytest.mark.parametrize("name", LISTS)
@given(
    data=some.lists(nested, max_size=3)
    | some.dictionaries(some.text(max_size=3), nested, max_size=3)
)
@settings(max_examples=40)
def test_no_json_breaks_a_reader(name: str, data: Any) -> None:
    try:
        content = said(name, data)
    except WrongListError:
        return

    prices = content.of(Observation)
    assert all(row.reason or (row.unit in PriceUnit and row.usd > 0) for row in prices)


@pytest.mark.parametrize("name", LISTS)
@given(content=some.binary(max_size=60))
@settings(max_examples=30)
def test_no_bytes_break_a_reader(name: str, content: bytes) -> None:
    with pytest.raises(WrongListError):
        LISTS[name].read({"list.csv" if name == "arena" else "list": content})


def test_number_of_a_list_is_a_number_or_none() -> None:
    assert list(map(as_number, (True, "NaN", float("inf"), [], 3, "2.5"))) == [
        *[None] * 4,
        Decimal(3),
        Decimal("2.5"),
    ]


def test_json_keeps_its_numbers_as_written() -> None:
    assert parsed(b"[0.10, 2.5e-06]") == [Decimal("0.10"), Decimal("2.5e-06")]


def test_large_list_is_refused_before_it_is_read_whole() -> None:
    stream = io.BytesIO(b"x" * 30_000_000)

    with pytest.raises(WrongListError, match="larger than 20 MB"):
        fetching.bounded(stream)

    assert stream.tell() == 20_000_001


def test_list_of_more_values_than_any_has_is_refused() -> None:
    with pytest.raises(WrongListError, match="more than 1,000,000 values"):
        parsed(b"[" + b"1," * 1_000_000 + b"1]")


# --------------------------------------------------------------------------------- recorded samples


def sample(name: str) -> ListContent:
    return LISTS[name].read(recorded()[name])


def test_every_list_has_a_recorded_sample() -> None:
    assert recorded().keys() == LISTS.keys()


def test_litellm_says_limits_inputs_ends_and_models() -> None:
    content = sample("litellm")

    assert [row.model for row in content.of(EntryStatement)] == [
        "claude-haiku-4-5",
        "claude-sonnet-4-5",
        "deepseek/deepseek-v4-flash",
        "mistral/mistral-large-4",
        "mistral/labs-leanstral-1-5-1",
        "claude-haiku-5-5",
    ]
    assert content.of(EndStatement) == (
        EndStatement(seller="anthropic", model="claude-sonnet-4-5", day=date(2026, 11, 30)),
    )
    limits = {
        (row.model, row.field): row.tokens
        for row in content.of(LimitStatement)
        if row.seller == "anthropic"
    }
    assert limits["claude-haiku-4-5", "input_limit"] == 200_000
    assert limits["claude-haiku-4-5", "output_limit"] == 64_000
    inputs = {row.model: row.reads for row in content.of(InputStatement)}
    assert inputs["claude-haiku-4-5"] == {Medium.IMAGE, Medium.DOCUMENT}
    assert inputs["mistral/mistral-large-4"] == {Medium.IMAGE}


def test_genai_prices_says_prices_and_models() -> None:
    content = sample("genai-prices")

    assert len(content.of(EntryStatement)) == 49
    starts = {row.start for row in content.of(Observation)}
    assert {None, date(2026, 10, 29), date(2026, 11, 3)} <= starts


def test_arena_says_scores_to_a_tenth_and_names_its_day() -> None:
    content = sample("arena")

    assert content.day == date(2026, 11, 24)
    assert [
        (row.board, row.name, str(row.value), str(row.low), str(row.high), row.day)
        for row in content.of(ScoreStatement)
    ] == [
        ("arena-text", "claude-fable-5-1-max", "1502.6", "1496.7", "1508.5", date(2026, 10, 20)),
        ("arena-text", "step-5-preview", "1450.0", "1443.2", "1457.1", date(2026, 11, 24)),
    ]


def test_arena_is_read_page_by_page_to_the_last_row() -> None:
    addresses: list[str] = []
    full = json.dumps({"rows": [{"row": {"model_name": "sol"}}] * 100}).encode()

    def get(address: str) -> bytes:
        addresses.append(address)
        return full if "offset=0" in address and "overall" in address else b'{"rows": []}'

    files = dict(arena.fetch(get, "https://lists.example.org/filter"))

    assert addresses[0] == (
        "https://lists.example.org/filter?dataset=lmarena-ai%2Fleaderboard-dataset"
        "&config=text_style_control&split=latest&where=%22category%22%3D%27overall%27"
        "&offset=0&length=100"
    )
    assert "arena-text-1.json" in files
    assert "arena-text-2.json" not in files
    assert "arena-coding-1.json" not in files


def test_table_of_arena_says_the_same_as_its_pages() -> None:
    table = (
        b"board,model_name,rating,rating_lower,rating_upper,leaderboard_publish_date\n"
        b"arena-text,step-5-preview,1450.04,1443.2,1457.1,2026-11-24\n"
    )

    content = arena.read({"arena.csv": table})

    assert content.statements == sample("arena").statements[1:]


def test_epoch_says_shares_in_percent_and_the_newest_run_counts() -> None:
    content = sample("epoch")

    assert [
        (row.name, str(row.value), str(row.low), str(row.high), row.day)
        for row in content.of(ScoreStatement)
        if row.board == "epoch-gpqa-diamond"
    ] == [
        ("claude-3-5-sonnet-20241022", "55.3", "48.6", "61.9", date(2025, 1, 16)),
        ("claude-haiku-4-5-20251001_32K", "71.2", "65.5", "76.9", date(2025, 11, 2)),
    ]


def test_ecb_says_what_each_currency_costs_in_dollars() -> None:
    content = sample("ecb")

    assert content.day == date(2026, 10, 30)
    assert {row.currency: str(row.usd) for row in content.of(RateStatement)} == {
        Currency.EUR: "1.117",
        Currency.GBP: "1.340",
        Currency.CHF: "1.215",
        Currency.DKK: "0.1495",
        Currency.NOK: "0.1083",
        Currency.SEK: "0.1018",
    }


def test_file_of_plans_says_what_the_page_writes() -> None:
    rows = sample("api-evangelist-plans").of(PlanStatement)

    assert [(row.plan, row.price, row.amount, row.currency) for row in rows] == [
        ("Hobby", "Free", None, "USD"),
        ("Individual", "$20 / mo.", Decimal(20), "USD"),
        ("Teams", "$40 / user / mo.", Decimal(40), "USD"),
        ("Enterprise", "Custom", None, "USD"),
    ]
    assert {(row.app, row.day, row.page) for row in rows} == {
        ("cursor", date(2026, 10, 7), "https://cursor.com/pricing")
    }


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ((b"method: searched", b"method: derived"), "Its file no longer quotes the seller’s page."),
        ((b"provenance:", b"origin:"), "Its file no longer quotes the seller’s page."),
        ((b"published: true", b"published: false"), "Its file no longer quotes the seller’s page."),
        ((b"plans:", b"plans: &a [*a]\nmore:"), "Its file is no YAML that can be read."),
        ((b"plans:", b"\tplans:"), "Its file is no YAML that can be read."),
    ],
)
def test_file_of_plans_that_quotes_no_page_says_nothing(
    change: tuple[bytes, bytes], words: str
) -> None:
    whole = (SAMPLES / "cursor.yml").read_bytes()
    other = whole.replace(*change)

    content = api_evangelist.read({"cursor.yml": whole, "zapier.yml": other, "gone.yml": None})

    assert whole != other
    assert [(row.app, row.words) for row in content.of(FileWarning)] == [
        ("zapier", words),
        ("gone", "Its file is gone: the app may be, too."),
    ]
    assert {row.app for row in content.of(PlanStatement)} == {"cursor"}


# ----------------------------------------------------------------------------- what is no such list


def _tables(**changed: bytes | None) -> bytes:
    files = {**tables(), **changed}
    return archive(**{name: content for name, content in files.items() if content is not None})


ECB = (SAMPLES / "ecb.csv").read_bytes()
BOARDS = b"Model version,mean_score,Started at\n"


@pytest.mark.parametrize(
    ("name", "parts", "sentence"),
    [
        ("litellm", {"list": None}, "The list is not at its address any more."),
        ("litellm", {"list": b"<html>"}, "The file is not JSON."),
        ("litellm", {"list": b"[]"}, "This is not LiteLLM’s price file"),
        ("genai-prices", {"list": b"{}"}, "This is not the price file of genai-prices"),
        ("arena", {"arena-text-0.json": None}, "Arena has no board “arena-text” any more."),
        ("arena", {"arena-text-0.json": b"{}"}, "This is no page of Arena’s data set"),
        (
            "arena",
            {"arena.csv": b"board,model\n"},
            "The table of Arena has no column “leaderboard_publish_date”.",
        ),
        ("epoch", {"list": b"PK no archive"}, "The file is no archive that can be read."),
        ("epoch", {"list": _tables(gpqa_diamond=None)}, "no file “gpqa_diamond.csv” any more."),
        (
            "epoch",
            {"list": _tables(gpqa_diamond=b"model,score\n")},
            "The table of epoch-gpqa-diamond has no column “Model version”.",
        ),
        (
            "epoch",
            {"list": _tables(gpqa_diamond=BOARDS + b"x" * 20_000_001)},
            "The list is larger than 20 MB.",
        ),
        ("ecb", {"list": b"<html>"}, "The table of the ECB has no column “CURRENCY”."),
        ("ecb", {"list": ECB.replace(b"1.1172", b"0")}, "no number above 0 for one euro."),
        ("ecb", {"list": ECB.replace(b"USD", b"JPY")}, "The ECB names no rate of the US dollar."),
        (
            "ecb",
            {"list": ECB.replace(b"2026-10-30,1.1172", b"2026-10-29,1.1172")},
            "The rates of the ECB are not all of one day.",
        ),
        (
            "api-evangelist-plans",
            {"cursor.yml": b"plans: []"},
            "No file names a plan that was transcribed from its seller’s page.",
        ),
    ],
)
def test_what_is_no_such_list_is_refused(
    name: str, parts: Mapping[str, bytes | None], sentence: str
) -> None:
    with pytest.raises(WrongListError) as refused:
        LISTS[name].read(parts)

    assert sentence in str(refused.value)


# ----------------------------------------------------------------------------------- where they are


def test_list_comes_from_a_file_or_a_folder_of_files(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"a")
    (tmp_path / "b.yml").write_bytes(b"b")
    plans, prices = LISTS["api-evangelist-plans"], LISTS["litellm"]

    assert done(fetching.fetch_steps(plans, str(tmp_path))) == {"a.yml": b"a", "b.yml": b"b"}
    assert done(fetching.fetch_steps(prices, str(tmp_path / "a.yml"))) == {"a.yml": b"a"}
    with pytest.raises(WrongListError, match=r"^nowhere\.json cannot be read: "):
        done(fetching.fetch_steps(prices, str(tmp_path / "nowhere.json")))


def test_more_files_than_any_list_has_are_refused() -> None:
    plans = LISTS["api-evangelist-plans"]
    many = ((f"{number}.yml", b"") for number in range(1_000))

    with pytest.raises(WrongListError, match="has more than 400 files"):
        done(fetching.within_budget(many))

    assert len(api_evangelist.files()) == 113
    assert len(dict(plans.fetch(lambda address: address.encode(), "https://x"))) == 113


def test_address_that_is_not_public_or_not_encrypted_is_not_asked() -> None:
    get = fetching.getter()

    with pytest.raises(WrongListError, match="starts with https"):
        get("http://lists.example.org/list")
    with pytest.raises(WrongListError, match=r"^localhost does not answer: "):
        get("https://localhost/list")
