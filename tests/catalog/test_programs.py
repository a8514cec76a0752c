"""What programs are given besides rows: changes, prices by day, tables, Markdown, llms.txt.

Also the index; the tables are those of a release.
"""

import csv
import io
import json
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from catalog import query, releases
from catalog.api import market
from catalog.asof import Moment
from catalog.imports.cells import fact_of, read_cells
from catalog.models import Release
from catalog.news import NewsLine, news
from catalog.profiles import Statement, profile_of
from catalog.registry import KINDS
from catalog.schema import Catalog, Source
from catalog.schema.catalog import DAYS_KEPT
from catalog.tables import unguarded
from catalog.views.as_text import FOLDERS, _line
from catalog.vocabulary import SaleState, Voice
from tests.agreement import oracle
from tests.catalog.test_api import get, read_csv
from tests.support import starter_catalog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]
DAY = date(2026, 11, 26)


def rows(client: Client, address: str) -> list[dict[str, str]]:
    response = client.get(f"/api/v1/{address}&format=csv")
    assert response.status_code == 200, response.content
    return read_csv(response)


# ------------------------------------------------------------------------------------------ changes


def test_changes_of_models_are_those_of_the_feed_and_the_page(client: Client) -> None:
    listed = rows(client, f"changes?as_of={DAY}&kind=new")
    released = {
        row["slug"]
        for row in oracle.rows("models")
        if row["released"]
        and row["listed"] != "false"
        and min(row["released"], row["as_of"]) <= DAY.isoformat()
    }

    assert {row["model"] for row in listed} == released
    assert {row["kind"] for row in listed} == {"new"}
    assert all(row["source"] and row["as_of"] and row["page"] for row in listed)


def test_changes_are_narrowed_by_day_maker_and_what_is_announced(client: Client) -> None:
    of_year = rows(client, f"changes?as_of={DAY}&day_from=2026-01-01&providers=openai")
    ahead = rows(client, f"changes?as_of={DAY}&announced=yes")

    assert of_year
    assert min(row["day"] for row in of_year) >= "2026-01-01"
    assert all("openai" in row["providers"] for row in of_year)
    assert ahead
    assert min(row["day"] for row in ahead) > DAY.isoformat()
    ids = [row["id"] for row in rows(client, f"changes?as_of={DAY}")]
    assert len(ids) == len(set(ids))


# ----------------------------------------------------------------------------------- prices by day


def in_force(offer: str, on: date) -> set[tuple[str, Decimal]]:
    """Return unit and price of what a file says is in force on a day, in the usual tier."""
    return {
        (row["unit"], Decimal(row["amount"]))
        for row in oracle.rows("prices")
        if row["offer"] == offer
        and not row["tier"]
        and row["valid_from"] <= on.isoformat()
        and (not row["valid_to"] or row["valid_to"] >= on.isoformat())
    }


def test_changes_of_the_last_days_asked_about_are_kept_and_no_more(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked_out: list[date] = []

    def counted(catalog: Catalog, on: date) -> tuple[NewsLine, ...]:
        worked_out.append(on)
        return news(catalog, on)

    monkeypatch.setattr(market, "news", counted)
    days = [date(2031, 1, 1) + timedelta(days=count) for count in range(DAYS_KEPT + 1)]
    for day in (*days, days[-1], days[0]):
        get(client, f"changes?as_of={day}&limit=1")

    assert worked_out == [*days, days[0]]


def test_prices_of_each_day_are_those_of_the_file(client: Client) -> None:
    moved = next(
        row["offer"]
        for row in oracle.rows("prices")
        if row["offer"] and "2026-06-01" <= row["valid_to"] <= "2026-11-01" and not row["tier"]
    )
    found = rows(
        client, f"daily-prices?offer={moved}&day_from=2026-05-15&day_until=2026-11-15&as_of={DAY}"
    )

    first, last = date(2026, 5, 15), date(2026, 11, 15)
    for back in range(0, (last - first).days, 13):
        on = last - timedelta(days=back)
        of_day = [row for row in found if row["day"] == on.isoformat()]
        assert {(row["unit"], Decimal(row["price"])) for row in of_day} == in_force(moved, on), on


def test_prices_by_day_are_of_a_month_unless_more_days_are_asked_for(client: Client) -> None:
    usual = rows(client, f"daily-prices?model=gpt-4o&as_of={DAY}")
    longest = DAY - timedelta(days=365)
    long = rows(client, f"daily-prices?model=gpt-4o&as_of={DAY}&day_from={longest}")
    of_all = rows(client, f"daily-prices?as_of={DAY}")

    assert len({row["day"] for row in usual}) == 31
    assert len({row["day"] for row in long}) == 366
    assert {row["day"] for row in of_all} == {DAY.isoformat()}
    assert {row["app_plan"] != "" for row in of_all} == {True, False}
    assert rows(client, f"daily-prices?offer=nobody@nowhere&as_of={DAY}") == []
    assert rows(client, f"daily-prices?model=gpt-4o&as_of={DAY}&day_from=2026-12-24") == []


@pytest.mark.parametrize("form", ["json", "csv"])
def test_more_days_than_an_answer_has_are_refused_rather_than_cut(
    client: Client, form: str
) -> None:
    too_long, yesterday = DAY - timedelta(days=366), DAY - timedelta(days=1)
    for part, detail in {
        f"model=gpt-4o&day_from={too_long}": "These are 367 days; ask for at most 366 at once.",
        f"day_from={yesterday}": (
            "Name an offer, a model or a plan of an app to have more than one day."
        ),
    }.items():
        refused = client.get(f"/api/v1/daily-prices?as_of={DAY}&format={form}&{part}")

        assert (refused.status_code, refused.json()["detail"]) == (422, detail)
        assert [row["name"] for row in refused.json()["errors"]] == ["day_from"]
    up_to = f"model=gpt-4o&day_from={too_long}&day_until={yesterday}&format={form}"
    for part in (up_to, f"day_from={DAY}&format={form}"):
        response = client.get(f"/api/v1/daily-prices?as_of={DAY}&{part}")
        assert response.status_code == 200, part


# ------------------------------------------------------------------ the price in the list of models


def test_price_in_the_list_sorts_and_narrows_and_has_its_source(client: Client) -> None:
    listed = rows(client, f"models?as_of={DAY}&sort=price&order=asc&makes=image")
    priced = [row for row in listed if row["price"]]

    assert priced
    assert listed[: len(priced)] == priced  # the unknown comes last
    values = [Decimal(row["price"]) for row in priced if row["price_unit"] == "USD per picture"]
    assert values == sorted(values)
    item = get(client, f"models/{priced[0]['id']}?as_of={DAY}")["item"]
    assert item["price"]["source"] in oracle.by_slug("sources")
    assert item["price"]["as_of"] <= DAY.isoformat()


def test_ceiling_of_the_price_is_that_of_the_price_shown(client: Client) -> None:
    tokens = [
        row
        for row in rows(client, f"models?as_of={DAY}&makes=text")
        if row["price_unit"] == "USD per million tokens out"
    ]
    below = {row["id"] for row in tokens if row["price"] and Decimal(row["price"]) <= 1}
    narrowed = {row["id"] for row in rows(client, f"models?as_of={DAY}&makes=text&max_price=1")}

    assert below
    assert below == narrowed & {row["id"] for row in tokens}
    least = rows(client, f"models?as_of={DAY}&makes=text&min_price=10")
    assert all(Decimal(row["price"]) >= 10 for row in least)


# ------------------------------------------------------------------------------------ the whole


def packed(client: Client, query: str = "") -> tuple[Any, zipfile.ZipFile]:
    response = client.get(f"/api/v1/catalog.zip{query}")
    assert (response.status_code, response["Content-Type"]) == (200, "application/zip")
    return response, zipfile.ZipFile(io.BytesIO(response.content))


def test_tables_hold_every_row_as_the_release_has_it(client: Client) -> None:
    catalog = starter_catalog()
    _, archive = packed(client)

    for kind in (kind for kind in KINDS.values() if kind.tag):
        text = archive.read(f"{kind.path}.csv").decode()
        cells = csv.DictReader(io.StringIO(text))
        facts = [
            fact_of(kind, read_cells({name: unguarded(cell) for name, cell in row.items()}, kind))
            for row in cells
        ]
        assert tuple(facts) == getattr(catalog, kind.name), kind.name


def test_tables_come_with_schema_and_licence(client: Client) -> None:
    response, archive = packed(client)
    package = json.loads(archive.read("datapackage.json"))

    assert package["licenses"][0]["name"] == "MIT"
    assert package["hash"] == Release.objects.get().digest
    for resource in package["resources"]:
        head = archive.read(resource["path"]).decode().splitlines()[0].split(",")
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        assert all(field["description"] for field in resource["schema"]["fields"])
    assert {*archive.namelist()} == {
        "README.txt",
        "datapackage.json",
        *(resource["path"] for resource in package["resources"]),
    }
    assert response["Content-Disposition"] == 'attachment; filename="pilotlight-catalog-1.zip"'
    assert "sources.csv" in archive.read("README.txt").decode()
    assert packed(client, "?release=1")[0].content == response.content
    again = client.get("/api/v1/catalog.zip", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/api/v1/catalog.zip?release=7").status_code == 404


def test_last_modified_is_when_the_answer_last_changed(client: Client) -> None:
    published = Release.objects.get().published_at.replace(microsecond=0)
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)

    def said(address: str) -> Any:
        return parsedate_to_datetime(client.get(f"/api/v1/{address}")["Last-Modified"])

    assert said("models/gpt-4o?as_of=2026-01-01") == published
    assert said("models?as_of=2026-01-01") == published
    assert said("models/gpt-4o") == max(published, midnight)
    assert said("catalog.json") == said("catalog.zip") == published


def test_index_names_what_there_is_and_all_of_it_answers(client: Client) -> None:
    response = client.get("/api/")
    index = response.json()

    assert response["Access-Control-Allow-Origin"] == "*"
    version = index["versions"][0]
    addresses = [
        *(version[name] for name in ("root", "docs", "openapi")),
        *index["catalog"].values(),
        *index["feeds"].values(),
        index["llms"],
        index["use"],
    ]
    for address in addresses:
        assert client.get(address.removeprefix("http://testserver")).status_code == 200, address
    assert index["mcp"].endswith("/mcp/")
    assert client.post("/api/").status_code == 405


# ------------------------------------------------------------------------------------- Markdown


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_page_of_each_kind_is_markdown_with_sources(client: Client, kind: str) -> None:
    found = getattr(starter_catalog(), kind)
    for row in (found[0], found[len(found) // 2], found[-1]):
        response = client.get(f"/{FOLDERS[kind]}/{row.slug}.md")
        text = response.content.decode()

        assert response["Content-Type"] == "text/markdown; charset=utf-8"
        assert text.startswith("# ")
        for address in set(re.findall(r"http://testserver(/sources/[^)]+)", text)):
            assert client.get(address).status_code == 200
        assert "{{" not in text


def test_no_statement_on_any_row_is_without_source_or_holds_an_open_reference(
    client: Client,
) -> None:
    reading = releases.current().read_as_of(Moment(day=DAY))
    for kind in (kind for kind in KINDS.values() if kind.search or kind.proper):
        for row in getattr(reading.catalog, kind.name):
            profile = profile_of(reading, kind, row)
            assert "{{" not in profile.lead
            for statement in profile.statements:
                assert "{{" not in statement.text, (kind.name, profile.id)
                assert statement.address, (kind.name, profile.id)
                assert not statement.is_known or statement.source, (kind.name, profile.id)


@pytest.mark.parametrize(
    ("source", "day", "proof"),
    [
        ("s", date(2026, 11, 1), " ([Prices](http://x/sources/s/), 1 Nov 2026)"),
        ("s", None, " ([Prices](http://x/sources/s/))"),
        ("", date(2026, 11, 1), " (1 Nov 2026)"),
        ("", None, ""),
    ],
)
def test_a_line_of_markdown_has_brackets_where_something_stands_in_them(
    source: str, day: date | None, proof: str
) -> None:
    named = Source(slug="s", title="Prices", voice=Voice.SELLER)
    statement = Statement(about="Seats", text="Five", source=source, as_of=day, address="/apps/x/")

    assert _line(statement, Catalog(sources=(named,)), "http://x") == f"- **Seats:** Five{proof}"


def test_markdown_says_what_is_unknown_and_follows_the_day(client: Client) -> None:
    silent = next(row for row in starter_catalog().models if not row.licence and row.listed)
    text = client.get(f"/models/{silent.slug}.md").content.decode()

    assert "**Licence:** unknown" in text
    earlier = client.get("/models/gpt-4o.md?as_of=2025-01-01").content.decode()
    assert "as of 1 Jan 2025" in earlier
    assert client.get("/models/nobody.md").status_code == 404


@pytest.mark.parametrize(
    ("state", "ends", "words"),
    [
        (SaleState.ON_SALE, None, "On sale: no end announced on any page we read"),
        (SaleState.ON_SALE, DAY + timedelta(days=1), "On sale until 27 November 2026"),
        (SaleState.ENDED, DAY, "No longer on sale: ended on 26 November 2026"),
        (SaleState.NOT_YET, None, "Not yet on sale"),
        (
            SaleState.NOT_YET,
            DAY + timedelta(days=1),
            "Not yet on sale; its end is announced for 27 November 2026",
        ),
        (SaleState.UNKNOWN, None, ""),
    ],
)
def test_what_is_not_yet_sold_is_not_said_to_be_sold_from_the_day_it_ends(
    monkeypatch: pytest.MonkeyPatch, state: SaleState, ends: date | None, words: str
) -> None:
    monkeypatch.setattr(query, "sale", lambda *_: query.Sale(state=state, ends=ends))
    reading = releases.current().read_as_of(Moment(day=DAY))
    model = reading.catalog.model["gemini-4-argon"]
    profile = profile_of(reading, KINDS["models"], model)

    said = next(row for row in profile.statements if row.about == "Sale")
    assert said.text == words


def test_pages_name_their_markdown(client: Client) -> None:
    for address in ("/models/gpt-4o/", "/apps/chatgpt/", "/learn/choosing-a-model/"):
        html = client.get(address).content.decode()
        (found,) = re.findall(r'type="text/markdown" title="As Markdown" href="([^"]+)"', html)
        assert found == f"{address.rstrip('/')}.md"


def test_llms_txt_lists_what_can_be_read(client: Client) -> None:
    response = client.get("/llms.txt")
    text = response.content.decode()
    addresses = re.findall(r"\]\(http://testserver([^)]+)\)", text)

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert text.startswith("# Pilotlight\n\n> ")
    catalog = starter_catalog()
    for kind, folder in FOLDERS.items():
        listed = [each for each in addresses if re.fullmatch(rf"/{folder}/[^/]+\.md", each)]
        expected = oracle.on_sale(timezone.localdate()) if kind == "models" else None
        assert len(listed) == len(expected or getattr(catalog, kind)), kind
    for address in [*addresses[:8], *addresses[8::97]]:
        method = client.post if address == "/mcp/" else client.get
        assert method(address).status_code in {200, 415}, address


def test_page_of_ways_to_ask_has_four_parts(client: Client) -> None:
    html = client.get("/use-it/").content.decode()

    assert re.findall(r'<h2 id="(\w+)">', html) == ["assistant", "program", "spreadsheet", "site"]
    assert "http://testserver/mcp/" in html
