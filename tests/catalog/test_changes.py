"""What changed in the market: each kind of change, and the page that shows them by month.

The changes come from hand-made rows.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from catalog.changes import Change, ChangeKind, all_changes, price_changes
from catalog.models import Release
from catalog.news import news
from catalog.schema import Catalog, Price
from catalog.vocabulary import PriceBasis, PriceUnit
from tests.agreement.oracle import made_of
from tests.support import page_of, publish_catalog, starter_catalog, statement, text_of

ON = date(2026, 11, 26)
READ_ANEW = date(2026, 11, 25)
IN, OUT, CACHED = PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK, PriceUnit.CACHED_INPUT_MTOK
TEMPLATE = next(
    row
    for row in starter_catalog().prices
    if row.offer == "gemini-4-argon@google" and row.unit is IN
)


def priced(
    unit: PriceUnit, usd: str, day: date, offer: str = "gemini-4-argon@google", **more: object
) -> Price:
    given = {"as_of": day, "valid_to": None, "basis": PriceBasis.DATED, **more}
    return replace(TEMPLATE, unit=unit, amount=Decimal(usd), valid_from=day, offer=offer, **given)  # type: ignore[arg-type]


def with_prices(prices: Sequence[Price]) -> Catalog:
    return replace(starter_catalog(), prices=tuple(prices))


def test_prices_that_move_on_one_day_are_one_change() -> None:
    before, after = date(2026, 9, 1), date(2026, 10, 1)
    kinds = {
        ("3", "15"): ChangeKind.COSTLIER,
        ("1", "5"): ChangeKind.CHEAPER,
        ("1", "15"): ChangeKind.REPRICED,
    }
    for (inward, outward), kind in kinds.items():
        now = [priced(IN, inward, after), priced(OUT, outward, after)]
        (change,) = price_changes(
            with_prices([priced(IN, "2", before), priced(OUT, "10", before), *now]), ON
        )
        assert (change.kind, change.day, change.model.slug) == (kind, after, "gemini-4-argon")
        assert change.prices_before == ("$2 in, $10 out a million tokens",)
        assert change.prices_after == (f"${inward} in, ${outward} out a million tokens",)


def test_a_change_rests_on_one_row_with_its_own_source_and_day() -> None:
    before, after, read = date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 20)
    prices = [priced(IN, "2", before), priced(OUT, "10", before), priced(IN, "3", after)]
    later = priced(OUT, "15", after, as_of=read, source="read-later")
    (moved,) = price_changes(catalog := with_prices([*prices, later]), ON)
    assert (moved.proof(catalog), moved.as_of) == (later, read)

    whose = starter_catalog().model["gemini-4-argon"]
    said = statement(whose.slug, facts=("released",), source=whose.source, as_of=READ_ANEW)
    catalog = replace(starter_catalog(), model_statements=(said,))
    lines = {line.subject: line for line in news(catalog, ON) if line.kind is ChangeKind.NEW}
    other = next(row for row in catalog.models if row.slug in lines and row is not whose)
    assert (lines[whose.slug].source, lines[whose.slug].as_of) == (said.source, READ_ANEW)
    assert (lines[other.slug].source, lines[other.slug].as_of) == (other.source, other.as_of)


def test_a_price_seen_again_or_of_cached_input_alone_is_no_change() -> None:
    first, later = date(2026, 9, 1), date(2026, 10, 1)
    rows = [
        priced(IN, "2", first),
        priced(IN, "2", later),
        priced(CACHED, "1", first),
        priced(CACHED, "2", later),
    ]

    assert list(price_changes(with_prices(rows), ON)) == []


def test_sellers_that_move_alike_share_a_change_and_others_do_not() -> None:
    first, later = date(2026, 9, 1), date(2026, 10, 1)
    usual = ("gemini-4-argon@google", "gemini-4-argon@google-vertex-ai")
    rows = [
        priced(IN, usd, day, offer) for offer in usual for usd, day in (("2", first), ("4", later))
    ]
    rows += [
        priced(IN, usd, day, "gemini-4-argon@openrouter")
        for usd, day in (("2", first), ("5", later))
    ]

    found = [change for change in all_changes(with_prices(rows), ON) if change.after]

    assert {tuple(offer.slug for offer in change.offers) for change in found} == {
        usual,
        ("gemini-4-argon@openrouter",),
    }


def test_what_nobody_had_read_of_by_the_day_is_not_told() -> None:
    first, later = date(2026, 9, 1), date(2026, 12, 1)
    rows = [
        priced(IN, "2", first),
        priced(IN, "4", later, as_of=date(2026, 10, 15), basis=PriceBasis.ANNOUNCED),
    ]
    catalog = with_prices(rows)

    counted = {
        on: len(list(price_changes(catalog, on)))
        for on in (date(2026, 10, 14), date(2026, 10, 15), later)
    }

    assert counted == {date(2026, 10, 14): 0, date(2026, 10, 15): 1, later: 1}


def test_models_that_come_and_go_are_told_with_what_follows() -> None:
    catalog = starter_catalog()
    old, new = catalog.model["gpt-5"], catalog.model["gpt-5-6-sol"]
    assert old.replaced_by == new.slug

    found = {(change.kind, change.model.slug): change for change in all_changes(catalog, ON)}

    at_maker = next(
        change
        for change in all_changes(catalog, ON)
        if change.kind is ChangeKind.GONE and change.offers[:1] == (catalog.offer["gpt-5@openai"],)
    )
    assert at_maker.day == date(2026, 12, 11)
    assert at_maker.title(catalog, ON) == f"{old.name} ends at OpenAI"
    assert at_maker.sentence(catalog, ON) == f"{new.name} follows it."
    assert found[ChangeKind.NEW, new.slug].day == new.released


def test_the_newest_stands_first_and_no_two_share_a_key() -> None:
    found = all_changes(starter_catalog(), ON)
    days = [change.day for change in found]

    assert days == sorted(days, reverse=True)
    assert len({change.key for change in found}) == len(found)
    assert {change.kind for change in found} == set(ChangeKind)


# ----------------------------------------------------------------------------------------- the page


def read(client: Client, query: str = "") -> str:
    return text_of(client, f"/changes/?as_of={ON}{query}")


def names(html: str, section: str) -> list[str]:
    part = html.partition(f'id="{section}"')[2].partition("</section>")[0]
    return [
        piece.partition("</a>")[0].rpartition(">")[2]
        for piece in part.split('<th scope="row">')[1:]
    ]


def expected(wanted: Sequence[Change]) -> list[str]:
    return [change.model.name for change in wanted]


def test_page_shows_what_is_announced_and_what_changed_lately(
    starter_release: Release, client: Client
) -> None:
    found = all_changes(starter_catalog(), ON)
    html = read(client)

    assert names(html, "ahead") == expected(
        [change for change in reversed(found) if change.day > ON]
    )
    lately = [change for change in found if ON - timedelta(days=92) < change.day <= ON]
    assert names(html, "past") == expected(lately)
    assert "<h3>November 2026 <span" in html
    assert "$2 in, $10 out a million tokens → <b>$4 in, $20 out a million tokens</b>" in html
    assert "At Google, Google Vertex AI and OpenRouter" in html


def test_page_is_narrowed_and_what_is_no_choice_is_said(
    starter_release: Release, client: Client
) -> None:
    past = [change for change in all_changes(starter_catalog(), ON) if change.day <= ON]
    now = [change for change in past if change.day.year == 2026]
    google = [
        each
        for each in now
        if "google" in {each.model.provider, *(offer.seller for offer in each.offers)}
    ]
    for query, found in {
        "&year=2025": [change for change in past if change.day.year == 2025],
        "&year=2026&kind=gone": [change for change in now if change.kind is ChangeKind.GONE],
        "&year=2026&makes=video": [
            change for change in now if "video" in made_of(change.model.slug)
        ],
        "&year=2026&provider=google": google,
    }.items():
        assert found
        assert names(read(client, query), "past") == expected(found), query
    for query in (
        "&year=1",
        "&year=9999",
        "&year=x",
        "&kind=free",
        "&provider=nobody",
        "&makes=noise",
    ):
        assert "We left it out." in read(client, query), query


@pytest.mark.django_db
def test_a_catalog_without_changes_says_so(client: Client) -> None:
    publish_catalog(
        replace(
            starter_catalog(), models=(), prices=(), offers=(), scores=(), tunings=(), app_plans=()
        )
    )

    assert "Nothing on file fits." in read(client)


def test_feeds_and_calendar_can_be_seen(starter_release: Release, client: Client) -> None:
    for address in ("/changes/", "/models/", "/models/gemini-4-argon/", "/providers/google/"):
        shown = page_of(client.get(address)).partition("<main")[2]
        for feed in (
            "/changes/feed/",
            "/changes/feed/?kind=gone",
            "/releases/feed/",
            "/calendar.ics",
        ):
            assert f'href="{feed}"' in shown, (address, feed)
