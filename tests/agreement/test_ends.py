"""Ends and prices on pages, in feeds and in the API are those of recorded sources.

Each is stated by its kind.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from icalendar import Calendar

from catalog.formatting import format_day, format_long_day
from tests.agreement import oracle, recorded
from tests.agreement.oracle import TOLD, Row, by_slug, rows
from tests.agreement.page_text import text_of
from tests.agreement.test_agreement import table
from tests.support import page_of

TODAY = date(2026, 11, 30)
# Which cell of a copy names the day.
DAYS = {
    "ends-litellm-1-110-2": ("deprecation_date",),
    "ends-bydtech-model-retire-0-1-1": ("retires_on",),
    "ends-depdesk-0-3-0": ("retires_on", "earliest_retirement"),
    "ends-llm-sunset-0-3-1": ("shutdown_date",),
}
# Copies of a page that name one version of a model, which ends apart from the others.
VERSIONS = {
    ("gpt-4o", "openai"): "gpt-4o-2024-05-13",
    ("deepseek-v4-pro", "fireworks-ai"): "fireworks_ai/accounts/fireworks/models/deepseek-v4-pro",
}
# Prices of makers that differ from the list, and why ours are right.
OTHER_PRICES = {
    "deepseek-v4-1-flash": "ours are those outside peak hours, as their notes say",
    "deepseek-v4-pro": "ours are those outside peak hours, as their notes say",
    "sonar": "the list has the price of the interface that ended on 27 September 2026",
}
rendered = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def copied() -> Iterator[tuple[str, Row, str]]:
    """Yield each day that a copy names: the copy, its entry and the day."""
    for name, cells in DAYS.items():
        for row in recorded.rows(name):
            version = row.get("id") or row["key"]
            if VERSIONS.get((row["model"], row["seller"])) != version:
                yield from ((name, row, row[cell]) for cell in cells if row[cell])


def on_file(row: Row) -> list[Row]:
    return [each for each in rows("ends") if each["offer"] == f"{row['model']}@{row['seller']}"]


def promised(on: date) -> dict[str, str]:
    """Return the offers of which only the earliest day is known on a day, with that day."""
    used = {row["offer"]: oracle.used_of(row["offer"], on) for row in rows("ends") if row["offer"]}
    return {
        offer: row["day"] for offer, row in used.items() if row and row["status"] == "not-before"
    }


def section(html: str, anchor: str) -> str:
    return html.partition(f'id="{anchor}"')[2].partition("</section>")[0]


# ----------------------------------------------------------------------------------------- the rows


def test_every_copy_has_its_day_and_licence() -> None:
    index = recorded.index()["ends"]

    assert index.keys() == DAYS.keys()
    assert all(copy["licence"] == "MIT" and copy["cut"] for copy in index.values())
    assert all(str(copy["day"]) <= TODAY.isoformat() for copy in index.values())


def test_every_day_that_a_copy_names_is_on_file() -> None:
    """Whoever reads a list again sees here which of its days the catalog lacks."""
    lacking = [
        (name, row["model"], row["seller"], day)
        for name, row, day in copied()
        if day not in {end["day"] for end in on_file(row)}
    ]

    assert len(list(copied())) > 400
    assert lacking == []


def test_the_earliest_day_of_a_maker_is_not_told_as_an_end() -> None:
    for row in recorded.rows("ends-depdesk-0-3-0"):
        if row["earliest_retirement"]:
            (end,) = (each for each in on_file(row) if each["day"] == row["earliest_retirement"])
            assert end["status"] == "not-before", row
    for row in recorded.rows("ends-bydtech-model-retire-0-1-1"):
        kinds = {each["status"] for each in on_file(row) if each["day"] == row["retires_on"]}
        if "earliest possible" in row["note"]:
            later = {each["as_of"] for each in on_file(row) if each["status"] in TOLD}
            assert "not-before" in kinds or max(later) > row["checked"], row
        elif row["status"] == "retired":
            assert kinds & TOLD, row


def test_days_that_a_list_gives_as_ends_against_the_page_it_copies_are_not_told_as_ends() -> None:
    """Of Claude at Vertex and at Foundry, and of Google's own models, the list drops “or later”."""
    dropped = {
        row["offer"]
        for row in rows("ends")
        if row["status"] == "not-before"
        for copy in recorded.rows("ends-litellm-1-110-2")
        if (row["offer"], row["day"])
        == (f"{copy['model']}@{copy['seller']}", copy["deprecation_date"])
    }

    assert {"claude-haiku-4-5@google-vertex-ai", "claude-haiku-4-5@microsoft-foundry"} <= dropped
    assert len(dropped) >= 18
    over = {offer for offer in dropped if oracle.is_over(oracle.end_of_offer(offer, TODAY), TODAY)}
    assert over == set()


def test_prices_of_makers_are_those_of_the_list() -> None:
    cells = {"input_cost_per_token": "input_mtok", "output_cost_per_token": "output_mtok"}
    day = recorded.index()["lists"]["litellm-1-110-2"]["day"]
    same, other = 0, set()
    for row in recorded.rows("litellm-1-110-2"):
        ours = oracle.list_prices(day).get(
            f"{row['model']}@{by_slug('models')[row['model']]['provider']}", {}
        )
        for cell, unit in cells.items():
            if row["own"] == "true" and row[cell] and unit in ours:
                if ours[unit] == Decimal(row[cell]) * 1_000_000:
                    same += 1
                else:
                    other.add(row["model"])

    assert same > 250
    assert other == OTHER_PRICES.keys()


# ----------------------------------------------------------------------------- pages, feeds and API


class TestRendered:
    """What is told of ends, beside the raw rows."""

    pytestmark = rendered

    def test_no_earliest_day_is_told_as_an_end(self, client: Client) -> None:
        """It stands on no page, and neither in calendar, feed nor API.

        Pages are the model's page, the table of offers and the changes.
        """
        early = promised(TODAY)
        assert len(early) > 30
        for slug in sorted({offer.partition("@")[0] for offer in early}):
            html = page_of(client.get(f"/models/{slug}/?as_of={TODAY}"))
            ends, terms = section(html, "ends"), section(html, "terms")
            for offer, day in early.items():
                if not offer.startswith(f"{slug}@"):
                    continue
                words = format_long_day(date.fromisoformat(day))
                line = terms.partition(f'id="offer-{offer.partition("@")[2]}"')[2]
                assert f"Not before {words}" in text_of(ends), offer
                assert "Ends on" not in line.partition("</tr>")[0], offer
                assert "Ended on" not in line.partition("</tr>")[0], offer
        told = {
            (subject.partition("@")[0], day.isoformat())
            for subject, day in oracle.ends(TODAY).items()
        }
        events: list[Any] = Calendar.from_ical(
            client.get(f"/calendar.ics?as_of={TODAY}").content
        ).walk("VEVENT")
        shown = {
            (str(event["url"]).rstrip("/").rpartition("/")[2], event["dtstart"].dt.isoformat())
            for event in events
            if "end" in str(event["summary"]) or "off sale" in str(event["summary"])
        }
        never = {(offer.partition("@")[0], day) for offer, day in early.items()} - told
        assert shown & never == set()
        feed = unescape(client.get(f"/changes/feed/?kind=gone&as_of={TODAY}").content.decode())
        for slug, day in never:
            name = by_slug("models")[slug]["name"]
            assert not re.search(
                rf"{re.escape(name)} [^<]*on {format_long_day(date.fromisoformat(day))}", feed
            ), slug

    def test_api_gives_every_statement_as_it_is_on_file(self, client: Client) -> None:
        given = table(client, "ends")

        assert {
            (row["offer"], row["model"], row["status"], row["day"], row["source"], row["as_of"])
            for row in given
        } == {
            (row["offer"], row["model"], row["status"], row["day"], row["source"], row["as_of"])
            for row in rows("ends")
        }

    def test_api_says_of_every_offer_and_model_how_it_stands(self, client: Client) -> None:
        for row in table(client, f"offers?as_of={TODAY}"):
            end = oracle.end_of_offer(row["id"], TODAY)
            used = oracle.used_of(row["id"], TODAY)
            early = used["day"] if used and used["status"] == "not-before" else ""
            assert row["ends_on"] == (end["day"] if end else ""), row["id"]
            assert row["not_before"] == early, row["id"]
            assert (row["sale"] == "ended") == oracle.is_over(end, TODAY), row["id"]
        on_sale = oracle.on_sale(TODAY)
        for row in table(client, f"models?as_of={TODAY}"):
            gone = oracle.is_gone(by_slug("models")[row["id"]], TODAY)
            assert (row["on_sale"] == "true") == (row["id"] in on_sale), row["id"]
            assert (row["sale"] == "ended") == gone, row["id"]

    def test_page_of_a_model_shows_each_statement_and_which_contradicts(
        self, client: Client
    ) -> None:
        models = {row["model"] or row["offer"].partition("@")[0] for row in rows("ends")}
        for slug in sorted(models):
            html = section(page_of(client.get(f"/models/{slug}/?as_of={TODAY}")), "ends")
            said = [
                row
                for row in rows("ends")
                if slug in {row["model"], row["offer"].partition("@")[0]}
            ]
            assert html.count('<tr><th scope="row">') == len(said), slug
            for row in said:
                if row["day"]:
                    assert format_long_day(date.fromisoformat(row["day"])) in html, (slug, row)
                assert f"/sources/{row['source']}/" in html, (slug, row)

    def test_sources_that_contradict_each_other_are_both_shown_with_the_reason(
        self, client: Client
    ) -> None:
        html = section(page_of(client.get(f"/models/mistral-large-3/?as_of={TODAY}")), "ends")
        first, second = html.split("<tr>")[2:4]

        assert "No end announced" in first
        assert "30 April 2027" in second
        assert "Contradicts the line above, which we use: the other reading is doubtful" in second

    def test_changes_name_the_day_the_seller_and_who_says_so(self, client: Client) -> None:
        text = text_of(page_of(client.get(f"/changes/?kind=gone&as_of={TODAY}")))

        day = format_day(date(2026, 11, 30))
        assert re.search(rf"Claude Sonnet 4\.5 Anthropic Off sale {day}", text)
        assert re.search(r"Gemini 2\.5 Pro .{0,60}Gemini 3\.8 Flash answers the calls", text)
