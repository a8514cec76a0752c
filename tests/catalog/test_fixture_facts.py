"""The rows of the starter catalog do not contradict each other.

They are read from the files, past all code of the catalog.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from math import comb

import pytest

from catalog.vocabulary import Language
from tests.agreement.oracle import by_slug, made_of, read_by, rows

type Rule = Callable[[], Iterator[object]]

NEEDS = {  # what must go into a model that stands on a board
    "arena-vision": "image",
    "arena-image-edit": "image",
    "arena-image-to-video": "image",
    "arena-video-edit": "video",
    "open-asr-wer": "speech",
    "open-asr-wer-multilingual": "speech",
}
GIVES = {  # what must come out of it
    "arena-text": "text",
    "arena-vision": "text",
    "arena-document": "text",
    "arena-search": "text",
    "arena-webdev": "text",
    "arena-text-to-image": "image",
    "arena-text-to-image-commercial-design": "image",
    "arena-image-edit": "image",
    "arena-text-to-video": "video",
    "arena-image-to-video": "video",
    "arena-video-edit": "video",
    "open-asr-wer": "text",
    "rteb-retrieval-mean": "vector",
}
MADE_OF = {  # what a model of this purpose puts out
    "general": "text",
    "code-completion": "text",
    "search": "text",
    "transcription": "text",
    "conversation": "speech",
    "embedding": "vector",
    "speech": "speech",
    "image": "image",
    "video": "video",
    "music": "music",
    "3d": "3d",
}
EDITS = {"arena-image-edit": "image", "arena-video-edit": "video"}


def words(cell: str) -> set[str]:
    return set(filter(None, cell.split(";")))


def score_needs_an_input_on_file() -> Iterator[object]:
    for row in rows("scores"):
        inputs = read_by(row["model"])
        if inputs and row["benchmark"] in NEEDS and NEEDS[row["benchmark"]] not in inputs:
            yield row["benchmark"], row["model"], inputs


def score_needs_an_output_on_file() -> Iterator[object]:
    for row in rows("scores"):
        outputs = made_of(row["model"])
        if outputs and row["benchmark"] in GIVES and GIVES[row["benchmark"]] not in outputs:
            yield row["benchmark"], row["model"], outputs


def board_holds_one_figure_a_setting() -> Iterator[object]:
    seen = Counter(
        (row["benchmark"], row["model"], row["effort"], row["voice"]) for row in rows("scores")
    )
    yield from (key for key, count in seen.items() if count > 1)


def purpose_fits_what_comes_out() -> Iterator[object]:
    for row in rows("models"):
        outputs = made_of(row["slug"])
        if outputs and not row["purposes"]:
            yield row["slug"], "no purpose"
        for purpose in words(row["purposes"]) & MADE_OF.keys():
            if MADE_OF[purpose] not in outputs:
                yield row["slug"], purpose, outputs


def closed_firm_publishes_no_weights() -> Iterator[object]:
    closed = {row["slug"] for row in rows("providers") if row["closed_weights"] == "true"}
    for row in rows("models"):
        if row["provider"] in closed and (
            "yes" in {row["open_weights"], row["self_hosting"]} or row["weights_gb"]
        ):
            yield row["slug"]


def weights_are_open_where_their_size_is_known() -> Iterator[object]:
    for row in rows("models"):
        if row["open_weights"] != "yes" and (row["weights_gb"] or row["self_hosting"] == "yes"):
            yield row["slug"]


def licence_with_a_limit_says_so() -> Iterator[object]:
    for row in rows("models"):
        limited = row["licence_not_in"] or row["licence_revenue_max_usd"]
        if limited and (not row["licence_condition"] or row["commercial_use"] == "yes"):
            yield row["slug"]


def eu_price_needs_the_region() -> Iterator[object]:
    regions = {row["slug"]: row["eu_region"] for row in rows("offers")}
    for offer in rows("offers"):
        if (offer["eu_price_factor"] or offer["eu_endpoint"]) and offer["eu_region"] != "yes":
            yield offer["slug"]
    for price in rows("prices"):
        if price["region"] == "eu" and regions.get(price["offer"]) != "yes":
            yield price["offer"], price["unit"]


def eu_price_is_near_the_list_price() -> Iterator[object]:
    listed = {
        (row["offer"], row["unit"]): Decimal(row["amount"])
        for row in rows("prices")
        if not row["region"]
    }
    for row in rows("prices"):
        if row["region"] == "eu":
            factor = Decimal(row["amount"]) / listed[row["offer"], row["unit"]]
            if not Decimal(1) <= factor <= Decimal("1.5"):
                yield row["offer"], row["unit"], factor


def price_lasts_longer_than_a_day() -> Iterator[object]:
    for row in rows("prices"):
        if row["valid_to"] and row["valid_from"] >= row["valid_to"]:
            yield row["offer"], row["unit"], row["valid_from"]


def price_starts_when_its_model_is_on_sale() -> Iterator[object]:
    models = by_slug("models")
    for row in rows("prices"):
        model = models.get(row["offer"].partition("@")[0])
        if model and row["valid_from"] < model["released"]:
            yield row["offer"], row["unit"], row["valid_from"]


def price_was_seen_by_somebody() -> Iterator[object]:
    for row in rows("prices"):
        if row["basis"] != "announced" and row["as_of"] < row["valid_from"]:
            yield row["offer"] or row["app_plan"], row["unit"], row["as_of"]


def sighting_names_a_row_and_is_later_than_it() -> Iterator[object]:
    """Each names a price by its parts, in a source on file, on a day within its validity.

    The day is after that of the price and before its end.
    """
    prices = {
        ":".join(filter(None, (row["offer"], row["unit"], row["region"], row["valid_from"]))): row
        for row in rows("prices")
    }
    for row in rows("sightings"):
        price = prices.get(row["row"], {"as_of": "9999", "valid_to": ""})
        is_of_a_price = row["kind"] == "prices" and row["source"] in by_slug("sources")
        is_later = row["day"] > price["as_of"]
        is_in_force = not price["valid_to"] or row["day"] <= price["valid_to"]
        if not (is_of_a_price and is_later and is_in_force):
            yield row["row"], row["day"]


def announced_rise_holds_at_every_seller() -> Iterator[object]:
    rises = [
        row
        for row in rows("prices")
        if row["basis"] == "announced" and "follows" not in row["note"].lower()
    ]
    for rise in rises:
        model, _, maker = rise["offer"].partition("@")
        before = {
            row["amount"]
            for row in rows("prices")
            if row["offer"] == rise["offer"] and row["unit"] == rise["unit"]
        }
        for row in rows("prices"):
            same = (
                row["offer"].partition("@")[0] == model
                and row["unit"] == rise["unit"]
                and not row["region"]
            )
            open_still = not row["valid_to"] or row["valid_to"] >= rise["valid_from"]
            if (
                same
                and open_still
                and row["amount"] in before - {rise["amount"]}
                and not row["offer"].endswith(f"@{maker}")
            ):
                yield row["offer"], row["unit"], row["amount"]


def end_comes_after_its_model() -> Iterator[object]:
    models = by_slug("models")
    for row in rows("ends"):
        released = models[row["model"] or row["offer"].partition("@")[0]]["released"]
        if row["day"] and released and row["day"] <= released:
            yield row["offer"] or row["model"], row["day"], released


def end_has_a_day_where_its_source_names_one() -> Iterator[object]:
    for row in rows("ends"):
        if row["status"] in {"announced", "not-before", "routed"} and not row["day"]:
            yield row["offer"], row["status"]
        if row["status"] == "ended" and row["day"] > row["as_of"]:
            yield row["offer"], row["day"], row["as_of"]


def last_price_of_an_offer_is_not_its_end() -> Iterator[object]:
    # An end is a fact of its own.
    ends = {(row["offer"], row["day"]) for row in rows("ends")}
    for row in rows("prices"):
        if row["valid_to"] and (row["offer"], row["valid_to"]) in ends:
            yield row["offer"], row["unit"], row["valid_to"]


def board_of_a_job_measures_its_part() -> Iterator[object]:
    tasks = {row["slug"]: row["task"] for row in rows("benchmarks")}
    media = {
        "image": {"images", "image-editing"},
        "video": {"film", "film-editing"},
        "speech": {"speech"},
    }
    for row in rows("use_cases"):
        for part, fitting in media.items():
            if row[f"board_{part}"] and (
                tasks[row[f"board_{part}"]] not in fitting or part not in words(row["outputs"])
            ):
                yield row["slug"], part
        if row["board_language"] and tasks[row["board_language"]] in set().union(*media.values()):
            yield row["slug"], "language"
        if row["board_language"] and not words(row["outputs"]) & {
            "text",
            "code",
            "data",
            "document",
        }:
            yield row["slug"], "language", row["outputs"]


def picture_that_is_edited_must_go_in() -> Iterator[object]:
    for row in rows("use_cases"):
        for part in ("image", "video"):
            medium = EDITS.get(row[f"board_{part}"])
            if medium and medium not in words(row["must_inputs"]):
                yield row["slug"], medium


def rate_holds_already() -> Iterator[object]:
    for row in rows("exchange_rates"):
        if date.fromisoformat(row["valid_from"]) > date.fromisoformat(row["as_of"]):
            yield row["currency"]


def size_class_holds_what_the_machine_has() -> Iterator[object]:
    largest = {
        "pc": 32,
        "card": 180,
        "server": 1440,
    }  # GB of memory that such a machine has at most
    for row in rows("machines"):
        if int(row["memory_gb"]) > largest.get(row["size"], 10**6):
            yield row["slug"]


def measured_score_rests_on_a_source_that_measured() -> Iterator[object]:
    yield from (
        row for row in rows("scores") if row["voice"] == "measured" and voice(row) != "measured"
    )


def no_price_rests_on_a_source_that_measured_it() -> Iterator[object]:
    # A price is set by its seller; everybody else copies it, except the boards that print it beside
    # their scores.
    for row in rows("prices"):
        if voice(row) == "measured" and not row["source"].startswith("artificial-analysis-"):
            yield row["source"]


def copies_of_price_lists_repeat_and_boards_measure() -> Iterator[object]:
    voices = {
        **dict.fromkeys(("litellm-1-110-2", "models-dev-history", "softonic-market"), "repeats"),
        **dict.fromkeys(
            ("arena-text-2026-10-05", "mteb-results", "vectara-hallucination-leaderboard"),
            "measured",
        ),
    }
    yield from (
        slug for slug, voice in voices.items() if by_slug("sources")[slug]["voice"] != voice
    )


def voice(row: Mapping[str, str]) -> str:
    """Return what the source of a row does with a fact."""
    return by_slug("sources")[row["source"]]["voice"]


def solution_names_kinds_of_which_there_is_an_app() -> Iterator[object]:
    kinds = {kind for row in rows("apps") for kind in (row["main_kind"], *words(row["more_kinds"]))}
    for row in rows("solutions"):
        if missing := words(row["app_kinds"]) - kinds:
            yield row["use_case"], missing


def every_job_has_a_solution() -> Iterator[object]:
    yield from {row["slug"] for row in rows("use_cases")} ^ {
        row["use_case"] for row in rows("solutions")
    }


def rival_price_stands_beside_one_that_counts() -> Iterator[object]:
    for row in rows("prices"):
        beside = [
            other
            for other in rows("prices")
            if row["standing"]
            and all(other[name] == row[name] for name in ("app_plan", "covers", "paid"))
            and not other["standing"]
        ]
        if row["standing"] and not (row["app_plan"] and beside):
            yield row["app_plan"], row["source"], "alone"
        if row["standing"] and voice(row) == "seller" and "seller" not in map(voice, beside):
            yield row["app_plan"], row["source"], "the seller’s own counts"


def draft_is_no_row_that_readers_have() -> Iterator[object]:
    yield from {row["slug"] for row in rows("drafts/app_plans")} & by_slug("app_plans").keys()
    yield from {row["slug"] for row in rows("drafts/sources")} & by_slug("sources").keys()


def plan_of_an_app_stands_once() -> Iterator[object]:
    names = Counter((row["app"], row["name"].casefold()) for row in rows("app_plans"))
    yield from (key for key, count in names.items() if count > 1)


def breaks_off(languages: set[str]) -> bool:
    """Tell whether a list ends so early in the alphabet that under 1 in 100 does by chance.

    Sellers sort their lists; what ends with Latvian was cut while it was copied.
    """
    names = sorted(Language, key=lambda language: language.label)
    last = max((names.index(Language.read(code)) + 1 for code in languages), default=0)
    return comb(last, len(languages)) < comb(len(names), len(languages)) / 100


def list_of_languages_is_whole() -> Iterator[object]:
    for row in rows("apps"):
        # Where a note says that the list goes on, the rules take what is missing for unknown.
        goes_on = re.search(r"more|others?\b|goes on|\d+\+? languages", row["languages_note"])
        if not goes_on and breaks_off(words(row["languages"])):
            yield row["slug"], row["languages"]


# Whatever here yields the rows that break it.
RULES: list[Rule] = [
    each
    for each in [*vars().values()]
    if getattr(each, "__annotations__", {}).get("return") == Iterator[object]
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_row_of_the_fixtures_breaks(rule: Rule) -> None:
    assert list(rule()) == []


UP_TO_LATVIAN = "bg;ca;zh;hr;cs;da;nl;en;et;fi;fr;de;el;hu;it;ja;ko;lv"  # a page that was cut there


@pytest.mark.parametrize("languages", [UP_TO_LATVIAN, "bg;ca;zh;hr;cs"])
def test_a_list_of_languages_that_breaks_off_is_noticed(languages: str) -> None:
    assert breaks_off(words(languages))


@pytest.mark.parametrize(
    "languages",
    [
        "",
        "de",
        "de;en",
        "da;nl;en;fi;sv",
        "zh;nl;en;fr;de;it;ja;ko;pt;ru;es",
        f"{UP_TO_LATVIAN};pl;sv",
    ],
)
def test_a_list_of_languages_that_may_be_whole_is_left_alone(languages: str) -> None:
    assert not breaks_off(words(languages))


def test_every_trade_has_jobs_enough_for_a_page() -> None:
    jobs = Counter(row["industry"] for row in rows("use_cases"))

    assert {row["slug"] for row in rows("industries")} == set(jobs)
    assert min(jobs.values()) >= 4
