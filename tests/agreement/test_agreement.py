"""Pages, lists, filters, API, feeds, calendar and engine say the same on four days.

They agree on every model, offer and price.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from html import unescape
from io import StringIO
from itertools import cycle, product
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from icalendar import Calendar

from catalog.views.prices import history_of
from tests.agreement import oracle
from tests.agreement.oracle import Row
from tests.agreement.page_text import text_of
from tests.support import page_of, starter_catalog, take_published_desk

DAYS = (date(2024, 6, 1), date(2025, 6, 1), date(2026, 1, 15), date(2026, 11, 26))
TODAY = DAYS[-1]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]
MEDIA = ("text", "code", "data", "document", "image", "video", "speech", "music", "3d", "vector")
on_each_day = pytest.mark.parametrize("on", DAYS, ids=str)


def table(client: Client, address: str) -> list[Row]:
    """Return every row that the API finds."""
    joint = "&" if "?" in address else "?"
    response = client.get(f"/api/v1/{address}{joint}format=csv")
    assert response.status_code == 200, response.content
    return list(csv.DictReader(StringIO(response.content.decode())))


def api(client: Client, address: str) -> set[str]:
    return {row["id"] for row in table(client, address)}


def pages(client: Client, address: str) -> Iterator[str]:
    """Return the pages of the list of models, one after the other."""
    for number in range(1, 30):
        html = page_of(client.get(f"/models/?{address}&page={number}"))
        yield html
        if f"page={number + 1}" not in html:
            return


ROW = re.compile(r'<th scope="row"><a href="/models/([^/"]+)/[^"]*">.*?</tr>', re.DOTALL)


def listed(client: Client, address: str) -> dict[str, str]:
    """Return each model of a list with the text of its row."""
    return {
        found[1]: text_of(found[0])
        for html in pages(client, address)
        for found in ROW.finditer(html)
    }


# ------------------------------------------------------------------------------------------ on sale


@on_each_day
def test_everywhere_the_same_models_are_on_sale(client: Client, on: date) -> None:
    sold = oracle.on_sale(on)

    assert set(listed(client, f"as_of={on}")) == sold
    assert api(client, f"models?on_sale=yes&as_of={on}") == sold
    assert {
        row["id"] for row in table(client, f"models?as_of={on}") if row["on_sale"] == "true"
    } == sold
    offered = re.findall(
        r'<option value="([^"]+)">', page_of(client.get(f"/models/compare/?as_of={on}"))
    )
    assert {slug for slug in offered if slug in oracle.by_slug("models")} == sold
    assert f"That is out of {len(sold)}." in page_of(client.get(f"/modalities/text/?as_of={on}"))


@on_each_day
def test_the_feed_tells_the_newest_of_those_known(client: Client, on: date) -> None:
    feed = ET.fromstring(client.get(f"/changes/feed/?kind=new&as_of={on}").content)  # noqa: S314  # our own
    links = [link.get("href") or "" for link in feed.iter("{http://www.w3.org/2005/Atom}link")]
    slugs = [
        link.rstrip("/").rpartition("/")[2]
        for link in links
        if re.search(r"/models/[^/?]+/$", link)
    ]
    known = [
        (row["released"], row["slug"])
        for row in oracle.rows("models")
        if row["released"]
        and row["listed"] != "false"
        and min(row["released"], row["as_of"]) <= on.isoformat()
    ]
    newest = sorted(known, reverse=True)[:100]

    assert len(slugs) == len(newest)
    assert set(slugs) <= {slug for _, slug in known}
    assert {oracle.by_slug("models")[slug]["released"] for slug in slugs} == {
        released for released, _ in newest
    }


# ------------------------------------------------------------------------------------------ filters


FILTERS: dict[str, Callable[[], set[str]]] = {
    "tuning=yes": oracle.tunable,
    "eu_region=yes": oracle.runs_in_eu,
    "commercial_use=yes": oracle.may_serve_business,
    **{f"makes={medium}": partial(oracle.makes, medium) for medium in MEDIA},
    **{
        f"reads={medium}": partial(oracle.reads, medium)
        for medium in ("document", "image", "speech")
    },
    "q=anthropic": partial(oracle.named, "anthropic"),
    "q=GPT": partial(oracle.named, "gpt"),
}
# What is on sale on each day is compared above: each filter is tried today, and on one other day.
TRIED = [*product([TODAY], FILTERS), *zip(cycle(DAYS[:-1]), FILTERS, strict=False)]


@pytest.mark.parametrize(("on", "asked"), TRIED, ids=str)
def test_page_and_api_filter_alike(client: Client, on: date, asked: str) -> None:
    right = FILTERS[asked]() & oracle.on_sale(on)

    assert set(listed(client, f"{asked}&as_of={on}")) == right
    assert api(client, f"models?{asked}&on_sale=yes&as_of={on}") == right


def test_who_hears_or_draws_is_no_language_model(client: Client) -> None:
    """Transcribers and image models may print text, but write no code.

    Their pages offer no job of words.
    """
    for slug in (
        "whisper-large-v3-turbo",
        "scribe-v2",
        "deepgram-nova-3",
        "gemini-3-pro-image",
        "nano-banana-2-1",
    ):
        html = page_of(client.get(f"/models/{slug}/"))
        assert slug not in oracle.makes("code")
        assert "language model" not in text_of(
            html.partition('<p class="lead">')[2].partition("</p>")[0]
        )
        assert "/use-cases/code-generation/" not in html
    for medium in MEDIA:
        made = len(oracle.makes(medium) & oracle.on_sale(TODAY))
        html = page_of(client.get(f"/modalities/{medium}/?as_of={TODAY}"))
        if made:
            assert f'?makes={medium}&amp;as_of={TODAY}">{made} models</a>' in html
        else:
            assert "No model on sale today is known to make it" in html


def test_model_pages_and_compare_tell_who_can_be_tuned(client: Client) -> None:
    for slug in sorted(oracle.tunable() & oracle.on_sale(TODAY)):
        part = page_of(client.get(f"/models/{slug}/")).partition('id="tuning"')[2]
        assert (
            text_of(part.partition("</p>")[0])
            .rpartition("Fitting it to your firm ")[2]
            .startswith("It can be tuned")
        ), slug


# ------------------------------------------------------------------------------------------- prices


@on_each_day
def test_a_price_is_in_force_however_long_ago_it_was_read(client: Client, on: date) -> None:
    stated = {oracle.price_id(row): row for row in oracle.stated(on)}
    found = {row["id"]: row for row in table(client, f"prices?as_of={on}")}

    assert found.keys() == stated.keys()
    assert {key: Decimal(row["price"]) for key, row in found.items()} == {
        key: Decimal(row["amount"]) for key, row in stated.items()
    }
    every = table(client, f"prices?when=all&as_of={on}")
    assert {row["id"] for row in every if row["in_force"] == "true"} == stated.keys()
    assert {row["id"]: row["last_seen"] for row in every} == {
        oracle.price_id(row): oracle.last_seen(row).isoformat() for row in oracle.rows("prices")
    }


@pytest.mark.parametrize("on", [date(2025, 10, 1), TODAY, date(2027, 3, 1)], ids=str)
def test_a_price_was_seen_last_when_its_source_or_a_sighting_says_so(on: date) -> None:
    take_published_desk()  # what was seen again lies beside the release

    every = table(Client(), f"prices?when=all&as_of={on}")

    assert {row["id"]: row["last_seen"] for row in every} == {
        oracle.price_id(row): oracle.seen_by(row, on).isoformat() for row in oracle.rows("prices")
    }


def test_a_model_page_states_no_price_for_a_day_on_which_none_is_in_force(client: Client) -> None:
    """Each page whose model has prices on file but none for today says until when they held."""
    priced = {
        row["offer"].split("@")[0]
        for row in oracle.rows("prices")
        if row["offer"] and row["valid_from"] <= TODAY.isoformat()
    }
    stated = {row["offer"].split("@")[0] for row in oracle.stated(TODAY) if row["offer"]}

    for slug in sorted(priced - stated):
        html = page_of(client.get(f"/models/{slug}/?as_of={TODAY}"))
        part = html.partition('id="price"')[2].partition("<table")[0]
        assert "US dollars, on 26 Nov 2026" not in text_of(part), slug
        assert "No price is in force on 26 Nov 2026" in text_of(part), slug
    for slug in sorted(stated)[::12]:
        html = page_of(client.get(f"/models/{slug}/?as_of={TODAY}"))
        part = text_of(html.partition('id="price"')[2].partition("<table")[0])
        assert re.search(r"on 26 Nov 2026 ?; (last )?read \d", part), slug


@on_each_day
def test_the_list_shows_the_cheapest_seller(client: Client, on: date) -> None:
    shown = listed(client, f"makes=text&sort=price&as_of={on}")
    costs = [oracle.cheapest_text(slug, on) for slug in shown]
    known = [cost for cost in costs if cost is not None]

    assert known == sorted(known)
    assert costs[: len(known)] == known  # what nobody states comes last


def test_nothing_in_the_catalog_is_both_cheaper_and_better_than_a_flame(client: Client) -> None:
    html = page_of(client.get(f"/models/?as_of={TODAY}"))
    figures = html.partition("How to read the picture")[2].partition("</section>")[0]
    names = {row["name"]: row["slug"] for row in oracle.rows("models")}
    flames = {
        names[unescape(name).strip()]
        for name in re.findall(
            r'<th scope="row" class="plain">([^<]+?) <span class="tag tag-flame">', figures
        )
    }
    test = re.search(r'/benchmarks/[^"#]*#([\w-]+)"', figures)
    assert flames
    assert test
    best: dict[str, Decimal] = {}
    for row in oracle.rows("scores"):
        if row["benchmark"] == test[1] and row["voice"] == "measured":
            best[row["model"]] = max(Decimal(row["value"]), best.get(row["model"], Decimal(0)))
    sold = oracle.on_sale(TODAY)
    points = {
        slug: (cost, best[slug])
        for slug in sold & best.keys()
        if (cost := oracle.cheapest_text(slug, TODAY))
    }

    for flame in sorted(flames):
        cost, score = points[flame]
        beaten = [slug for slug, (usd, value) in points.items() if usd < cost and value > score]
        assert not beaten, (flame, beaten)


# ------------------------------------------------------------------------------ offers, ends, units


def test_the_offers_tell_where_they_run_and_whether_they_train(client: Client) -> None:
    offers = oracle.by_slug("offers")
    found = table(client, f"offers?as_of={TODAY}")

    assert {row["id"]: row["eu_region"] for row in found} == {
        slug: oracle.eu_region(row) for slug, row in offers.items()
    }
    assert {row["id"]: row["trains_on_inputs"] for row in found} == {
        slug: oracle.trains(row) for slug, row in offers.items()
    }
    words = {"yes": "Yes", "no": "No", "unknown": "Unknown"}
    for slug in ("gemini-4-argon", "claude-opus-5-5", "gpt-oss-120b"):
        html = page_of(client.get(f"/models/{slug}/?as_of={TODAY}"))
        for found_row in re.finditer(r'<tr id="offer-([^"]+)">(.*?)</tr>', html, re.DOTALL):
            cell = re.search(r'data-label="Region in the EU">(.*?)</td>', found_row[2], re.DOTALL)
            assert cell
            assert text_of(cell[1]).startswith(
                words[oracle.eu_region(offers[f"{slug}@{found_row[1]}"])]
            )


WORDS_OF_TRI = {"yes": "yes", "no": "no", "unknown": "not said"}


def is_sold(offer: Row, model: str) -> bool:
    is_ended = oracle.is_over(oracle.end_of_offer(offer["slug"], TODAY), TODAY)
    return offer["model"] == model and not is_ended


def in_the_eu(row: str) -> str:
    """Return what the row of a list says under “In the EU”."""
    cell = re.search(r'data-label="In the EU">(.*?)</td>', row, re.DOTALL)
    assert cell, row
    return text_of(cell[1])


def compared_cells(html: str, label: str) -> list[str]:
    """Return what a comparison says of each side under a label."""
    row = re.search(rf'class="plain">{label}.*?</tr>', html, re.DOTALL)
    assert row, label
    return [text_of(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", row[0], re.DOTALL)]


def test_list_and_comparison_tell_where_the_offer_runs_whose_price_they_show(
    client: Client,
) -> None:
    """Each region is that of the seller the comparison names; of others only under their name."""
    offers, sellers = oracle.by_slug("offers"), oracle.by_slug("providers")
    slug_of = {row["name"]: slug for slug, row in sellers.items()}
    html = page_of(client.get(f"/models/?makes=text&as_of={TODAY}"))
    rows = {found[1]: in_the_eu(found[0]) for found in ROW.finditer(html)}
    slugs = [*rows]
    kinds: set[str] = set()
    for start in range(0, len(slugs) - 3, 4):
        sides = slugs[start : start + 4]
        address = "&".join(f"m={slug}" for slug in sides)
        table_ = page_of(client.get(f"/models/compare/?{address}&as_of={TODAY}"))
        regions = compared_cells(table_, "Region in the EU")
        names = compared_cells(table_, "Sold by")
        for slug, seller, region in zip(sides, names, regions, strict=True):
            answer = oracle.eu_region(offers[f"{slug}@{slug_of[seller]}"])
            shown = WORDS_OF_TRI[answer]
            assert rows[slug].startswith(shown), (slug, seller)
            assert region.lower().startswith(answer), (slug, seller)
            hint = rows[slug].removeprefix(shown).strip()
            assert region.lower().endswith(hint.lower()), (slug, seller)
            if hint.startswith("but yes at "):
                other = offers[f"{slug}@{slug_of[hint.removeprefix('but yes at ')]}"]
                assert answer != "yes"
                assert oracle.eu_region(other) == "yes"
            elif answer != "yes":
                others = [row for row in offers.values() if is_sold(row, slug)]
                assert "yes" not in map(oracle.eu_region, others), slug
            kinds.add(hint.partition(" at ")[0] or answer)
    assert kinds >= {"but yes", "no", "unknown"}


def test_the_page_of_a_job_tells_where_the_offer_runs_whose_price_it_shows(
    client: Client,
) -> None:
    offers, sellers = oracle.by_slug("offers"), oracle.by_slug("providers")
    slug_of = {row["name"]: slug for slug, row in sellers.items()}
    lines = 0
    for job in ("support-email-reply", "code-generation"):
        html = page_of(client.get(f"/use-cases/{job}/?as_of={TODAY}"))
        part = html.partition('class="t t-stack solutions"')[2]
        for row in ROW.finditer(part):
            seller = re.search(r'<span class="sub">at (.*?)(;|</span>)', row[0])
            if seller is None:
                continue  # on one's own machine: nobody sells it
            offer = offers[f"{row[1]}@{slug_of[unescape(seller[1])]}"]
            assert in_the_eu(row[0]).startswith(WORDS_OF_TRI[oracle.eu_region(offer)]), row[1]
            lines += 1
    assert lines


@on_each_day
def test_calendar_and_feed_know_the_ends_that_were_known(client: Client, on: date) -> None:
    """Each end has its event under the maker's or the first seller's name.

    None is of kind “not before”.
    """
    events: list[Any] = Calendar.from_ical(client.get(f"/calendar.ics?as_of={on}").content).walk(
        "VEVENT"
    )
    shown = {
        (str(event["url"]).rstrip("/").rpartition("/")[2], event["dtstart"].dt)
        for event in events
        if "costs" not in str(event["summary"]) and "has new prices" not in str(event["summary"])
    }
    told = {(subject.split("@")[0], end) for subject, end in oracle.ends(on).items()}
    page = text_of(page_of(client.get(f"/changes/?kind=gone&as_of={on}")))

    assert shown == told
    for slug, end in told:
        if end > on:
            name = oracle.by_slug("models")[slug]["name"]
            assert f"{name} " in page, slug


def test_no_end_is_made_up_where_its_day_is_not_on_record(client: Client) -> None:
    lost = {
        row["model"] or row["offer"].split("@")[0]
        for row in oracle.rows("ends")
        if row["status"] == "ended" and not row["day"]
    }
    calendar, feed = (
        page_of(client.get(address)) for address in ("/calendar.ics", "/changes/feed/?kind=gone")
    )

    assert lost == {"gpt-3"}
    for slug in lost:
        page = text_of(page_of(client.get(f"/models/{slug}/?as_of={TODAY}")))
        assert "The day it ended is not on record." in page
        assert f"/models/{slug}/" not in calendar + feed
        found = client.get(f"/api/v1/models/{slug}?as_of={TODAY}").json()["item"]
        assert (found["sale"], found["on_sale"], found["ends_on"]) == ("ended", False, None)
        assert not any(offer["prices"] for offer in found["offers"])


def test_a_score_stands_beside_the_price_of_its_tier(client: Client) -> None:
    """GPT Image 2 was measured at medium quality, so the chart prices medium quality."""
    html = page_of(client.get(f"/models/?makes=image&as_of={TODAY}"))
    line = re.search(
        r'<th scope="row" class="plain">GPT Image 2\b(?! ?\.).*?</tr>', html, re.DOTALL
    )
    assert line
    medium = next(
        row
        for row in oracle.stated(TODAY)
        if row["offer"] == "gpt-image-2@openai" and row["tier"] == "medium"
    )

    assert text_of(line[0]).endswith(f"${Decimal(medium['amount']).normalize()}")


def test_compare_tells_what_an_announced_rise_makes_of_the_cheapest(client: Client) -> None:
    chosen = ("claude-opus-5-5", "gpt-5-6-sol", "gemini-4-argon")
    address = "&".join(f"m={slug}" for slug in chosen)
    html = page_of(
        client.get(f"/models/compare/?{address}&job=code-generation&results=1000&as_of={TODAY}")
    )
    lead = text_of(html.partition('<p class="lead">')[2].partition("</p>")[0])
    rise = next(
        row
        for row in oracle.rows("prices")
        if row["offer"].startswith("gemini-4-argon@") and row["valid_from"] > TODAY.isoformat()
    )

    assert rise["valid_from"] == "2026-12-01"
    assert "Gemini 4 Argon is the cheapest" in lead
    assert "Claude Opus 5.5 and GPT-5.6 Sol cost" in lead
    assert "From 1 December 2026 Gemini 4 Argon costs $240; then all cost the same." in lead


def test_the_api_invents_no_unit(client: Client) -> None:
    counted = {"image", "video", "speech", "music", "3d"}
    rows = client.get("/api/v1/use-cases?limit=200").json()["items"]

    for row in rows:
        medium = counted & {*row["outputs"], *row["inputs"]}
        assert (row["media_amount"] is not None) == bool(medium), row["id"]


@on_each_day
def test_no_price_is_drawn_past_its_last_day(on: date) -> None:
    catalog = starter_catalog()
    seen: defaultdict[str, date] = defaultdict(lambda: date.min)
    for row in oracle.rows("prices"):
        ends = date.fromisoformat(
            row["valid_to"] or max(row["valid_from"], oracle.last_seen(row).isoformat())
        )
        over = oracle.end_of_offer(row["offer"], on) if row["offer"] else None
        ends = max(ends, date.fromisoformat(over["day"])) if over and over["day"] else ends
        seen[row["offer"]] = max(seen[row["offer"]], ends)
    stated = {row["offer"] for row in oracle.stated(on)}

    for offer in catalog.offers:
        drawn = history_of(catalog, offer, on)
        stretches = [period for unit in drawn.units for period in unit] if drawn else []
        assert all(
            stretch.end >= stretch.price.valid_from
            for stretch in stretches
            if stretch.basis != "sure"
        ), offer.slug
        if (
            stretches
            and offer.slug not in stated
            and drawn
            and drawn.on >= max(row.price.valid_from for row in stretches)
        ):
            assert max(row.end for row in stretches) <= seen[offer.slug], offer.slug
