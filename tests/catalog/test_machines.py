"""What machines ask for: previews, pictures, structured data, site map, robots, all titles."""

import json
import struct
from datetime import date
from xml.etree import ElementTree as ET

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog import cards, query
from catalog.models import Release
from catalog.registry import PAGES
from catalog.sitemaps import LEFT_OUT, NAMESPACE
from tests.catalog import test_pages
from tests.catalog.page_head import Head
from tests.catalog.test_pages import address
from tests.support import starter_catalog

BASE = "http://testserver"


def head_of(client: Client, address: str) -> Head:
    response = client.get(address)
    assert response.status_code == 200, address
    return Head(response.content.decode())


def sitemap_addresses(client: Client) -> list[str]:
    root = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314  # our own
    assert root.tag == f"{{{NAMESPACE}}}urlset"
    return [(row.findtext(f"{{{NAMESPACE}}}loc") or "").removeprefix(BASE) for row in root]


# ------------------------------------------------------------------------------- the map and robots


def test_sitemap_names_every_row_with_the_release_day(
    starter_release: Release, client: Client
) -> None:
    catalog = starter_catalog()

    response = client.get("/sitemap.xml")
    root = ET.fromstring(response.content)  # noqa: S314  # our own

    days = {row.findtext(f"{{{NAMESPACE}}}lastmod") for row in root}
    addresses = sitemap_addresses(client)
    assert response.headers["Content-Type"] == "application/xml; charset=utf-8"
    assert days == {starter_release.published_at.date().isoformat()}
    assert len(addresses) == len(set(addresses))
    assert {f"/models/{row.slug}/" for row in catalog.models} <= set(addresses)
    assert {f"/use-cases/{row.use_case}/{row.branch.value}/" for row in catalog.cells} <= set(
        addresses
    )
    assert {"/", "/plan/examples/", "/releases/1/", "/models/", "/learn/"} <= set(addresses)
    assert [
        address for address in addresses if address.startswith(("/p/", "/admin/", "/plan/new"))
    ] == []


def test_pages_for_many_say_which_or_are_left_out() -> None:
    many = {each.name for each in test_pages.EVERY if each.pattern.converters}

    assert many
    assert many - {*PAGES, *LEFT_OUT} == set()


def test_sitemap_takes_one_query_and_is_spared_where_it_is_known(
    starter_release: Release, client: Client
) -> None:
    etag = client.get("/sitemap.xml").headers["ETag"]

    with CaptureQueriesContext(connection) as queries:
        repeated = client.get("/sitemap.xml", headers={"If-None-Match": etag})

    assert (repeated.status_code, repeated.content, len(queries)) == (304, b"", 1)


def test_robots_open_examples_and_close_plans(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == [
        "User-agent: *",
        "Allow: /plan/examples/",
        "Disallow: /p/",
        "Disallow: /plan/",
        "Disallow: /admin/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


# -------------------------------------------------------------------------------------------- heads


def one_of_each() -> list[str]:
    """Return a page of each kind: all that stand alone, and the middle row of the others."""
    of_catalog = [
        address(named)
        for named in test_pages.one_of_each()
        if named.partition("/")[0] not in LEFT_OUT
    ]
    return ["/", "/plan/examples/", "/releases/1/", "/api/v1/docs", *of_catalog]


def test_page_has_title_sentence_canonical_address_and_preview_of_its_own(
    starter_release: Release, client: Client
) -> None:
    heads = {path: head_of(client, path) for path in one_of_each()}

    for path, head in heads.items():
        name = head.title.removesuffix(" · Pilotlight")
        assert head.title.endswith(" · Pilotlight")
        assert name.strip() == name
        assert 30 <= len(head.meta["description"]) <= 300, path
        assert head.link("canonical") == [f"{BASE}{path}"]
        assert head.meta["og:title"] == name
        assert head.meta["og:description"] == head.meta["description"]
        assert head.meta["og:url"] == f"{BASE}{path}"
        assert head.meta["og:image"].startswith(f"{BASE}/cards/")
        assert head.meta["twitter:card"] == "summary_large_image"
    del heads["/api/v1/docs"]
    assert len({head.title for head in heads.values()}) == len(heads)
    assert len({head.meta["description"] for head in heads.values()}) == len(heads)


def test_pages_lead_to_their_feeds(starter_release: Release, client: Client) -> None:
    changes = head_of(client, "/changes/?makes=image").link("alternate")
    provider = head_of(client, "/providers/google/").link("alternate")
    releases = head_of(client, "/releases/").link("alternate")

    assert changes == ["/changes/feed/?makes=image", "/changes/feed/", "/calendar.ics"]
    assert provider == ["/changes/feed/?provider=google", "/calendar.ics"]
    assert releases == ["/releases/feed/"]


def test_structured_data_fits_the_page_and_cannot_end_its_block(
    starter_release: Release, client: Client
) -> None:
    trail, article = ["BreadcrumbList"], starter_catalog().articles[0].slug
    for place, types in {
        "/": ["WebSite"],
        "/models/": [*trail, "Dataset"],
        "/models/gemini-4-carbon/": [*trail, "Product"],
        "/apps/": [*trail, "Dataset"],
        "/apps/chatgpt/": [*trail, "SoftwareApplication"],
        "/use-cases/": [*trail, "Dataset"],
        f"/learn/{article}/": [*trail, "Article"],
        "/questions/": [*trail, "FAQPage"],
        "/privacy/": [],
    }.items():
        data = head_of(client, place).data
        assert [thing["@type"] for block in data for thing in json.loads(block)["@graph"]] == types
        assert not set("<>&") & set("".join(data))


def test_structured_data_of_an_app_offers_its_plans_at_prices_that_can_be_stated(
    starter_release: Release, client: Client
) -> None:
    catalog, on = starter_catalog(), date(2026, 11, 30)
    for slug in ("chatgpt", "gorgias", "spellbook"):
        blocks = head_of(client, f"/apps/{slug}/?as_of={on}").data
        (app,) = [
            thing
            for block in blocks
            for thing in json.loads(block)["@graph"]
            if thing["@type"] == "SoftwareApplication"
        ]
        prices = {
            plan.name: query.plan_price(catalog, plan.slug, on)
            for plan in catalog.plans_of.get(slug, ())
        }
        stated = {
            name: (format(price.amount, "f"), price.currency.value)
            for name, price in prices.items()
            if price is not None and query.current(catalog, price, on)
        }
        offered = {
            offer["name"]: (
                offer["priceSpecification"]["price"],
                offer["priceSpecification"]["priceCurrency"],
            )
            for offer in app.get("offers", ())
        }
        assert offered == stated, slug


# ----------------------------------------------------------------------------------------- pictures


def test_picture_is_a_png_of_1200_by_630(starter_release: Release, client: Client) -> None:
    for place in ("/cards/home.png", "/cards/models/gemini-4-carbon.png"):
        response = client.get(place)
        assert response.headers["Content-Type"] == "image/png"
        assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", response.content[16:24]) == (1200, 630)
        assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"  # chats show it
    assert client.get("/cards/models/nothing.png").status_code == 404


def test_pictures_words_are_words_and_never_markup() -> None:
    hostile = cards.Card(
        kicker='#panic("x")', title="*bold* $x$ \\ ] #" * 9, text='"' * 40, foot="<a>"
    )

    made = cards.picture(hostile)

    assert struct.unpack(">II", made[16:24]) == (1200, 630)


def test_same_words_make_the_same_picture() -> None:
    words = cards.Card(kicker="a", title="b", text="c", foot="d")

    first = cards.picture(words)
    cards.picture.cache_clear()

    assert cards.picture(words) == first
