"""One count, one word: what is on sale, and on file, is counted alike everywhere.

Everywhere means on every page, in the API and in the map.

On sale: out, and somebody sells it or its weights are free, on the day. On file: in the release,
whether or not on sale.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date

import pytest
from django.test import Client

from tests.agreement import oracle
from tests.agreement.oracle import by_slug, rows
from tests.agreement.page_text import text_of
from tests.agreement.test_agreement import MEDIA
from tests.support import page_of

TODAY = date(2026, 11, 30)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]
# Kinds whose rows have a page each, by the beginning of its address.
PAGES = {
    "apps": "/apps/",
    "claims": "/claims/",
    "industries": "/industries/",
    "modalities": "/modalities/",
    "models": "/models/",
    "providers": "/providers/",
    "sources": "/sources/",
    "use_cases": "/use-cases/",
}
# What the release page calls the rows of a file.
HEADINGS = {
    "sources": "Sources",
    "providers": "Providers",
    "models": "Models",
    "offers": "Offers",
    "ends": "Ends of offers",
    "prices": "Prices",
    "scores": "Scores",
    "use_cases": "Jobs",
    "apps": "Apps",
    "claims": "Claims",
    "skills": "Skills",
}


def number(words: str) -> int:
    return int(words.replace(",", ""))


def shown(client: Client, address: str, pattern: str) -> list[int]:
    """Return the figures that a page shows where a pattern has its groups."""
    html = page_of(client.get(f"{address}{'&' if '?' in address else '?'}as_of={TODAY}"))
    match = re.search(pattern, text_of(html))
    assert match is not None, (address, pattern, text_of(html)[:600])
    return [number(words) for words in match.groups()]


def on_sale() -> int:
    return len(oracle.on_sale(TODAY))


def on_file() -> int:
    return len(rows("models"))


def makers_of(*media: str) -> int:
    return len(set().union(*map(oracle.makes, media)) & oracle.on_sale(TODAY))


# Where a count stands, the words around it, and what it is by the raw rows.
COUNTS: Mapping[str, tuple[str, str, Callable[[], list[int]]]] = {
    "foot of every page": (
        "/",
        r"([\d,]+) models, ([\d,]+) scores, ([\d,]+) use cases, ([\d,]+) claims",
        lambda: [len(rows(kind)) for kind in ("models", "scores", "use_cases", "claims")],
    ),
    "list": (
        "/models/",
        r"([\d,]+) of ([\d,]+) models on sale on",
        lambda: [on_sale(), on_file()],
    ),
    "list of all": (
        "/models/?sale=all",
        r"([\d,]+) of ([\d,]+) models",
        lambda: [on_file(), on_file()],
    ),
    "an article": (
        "/learn/choosing-a-model/",
        r"the list of ([\d,]+) models quickly",
        lambda: [on_sale()],
    ),
    "claims": ("/claims/", r"All ([\d,]+) claims", lambda: [len(rows("claims"))]),
    "jobs": (
        "/use-cases/",
        r"([\d,]+) of ([\d,]+) jobs shown",
        lambda: [len(rows("use_cases"))] * 2,
    ),
    "answers": ("/use-cases/", r"Of ([\d,]+) answers", lambda: [len(rows("cells"))]),
    "firms": ("/providers/", r"([\d,]+) firms make models", lambda: [len(rows("providers"))]),
    "words": ("/glossary/", r"([\d,]+) words you will meet", lambda: [len(rows("terms"))]),
    "tests": ("/benchmarks/", r"All ([\d,]+) tests", lambda: [len(rows("benchmarks"))]),
    "sources": ("/sources/", r"one of these ([\d,]+)", lambda: [len(rows("sources"))]),
}


@pytest.mark.parametrize("place", COUNTS)
def test_a_count_is_that_of_the_rows(client: Client, place: str) -> None:
    address, pattern, count = COUNTS[place]

    assert shown(client, address, pattern) == count()


def test_the_page_of_a_release_counts_its_rows(client: Client) -> None:
    html = page_of(client.get("/releases/1/"))
    counts = {
        text_of(words): number(text_of(figure))
        for words, figure in re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", html)
        if re.fullmatch(r"[\d,]+", text_of(figure))
    }

    assert {words: counts[words] for words in HEADINGS.values()} == {
        words: len(rows(kind)) for kind, words in HEADINGS.items()
    }


@pytest.mark.parametrize("kind", ["models", "offers", "prices", "scores", "apps", "use_cases"])
def test_the_api_counts_what_is_on_file(client: Client, kind: str) -> None:
    when = "&when=all" if kind == "prices" else ""
    answer = client.get(f"/api/v1/{kind.replace('_', '-')}?limit=1&as_of={TODAY}{when}").json()

    assert answer["count"] == len(rows(kind))


def test_the_api_counts_what_is_on_sale(client: Client) -> None:
    answer = client.get(f"/api/v1/models?on_sale=yes&limit=1&as_of={TODAY}").json()

    assert answer["count"] == on_sale()


def test_the_map_of_the_site_has_what_is_on_file(client: Client) -> None:
    xml = client.get("/sitemap.xml").content.decode()
    places = re.findall(r"<loc>https?://[^/]+(/[^<]*)</loc>", xml)
    for kind, start in PAGES.items():
        slugs = {
            place[len(start) :].rstrip("/")
            for place in places
            if re.fullmatch(rf"{start}[a-z0-9.-]+/", place)
        }
        assert slugs >= {*by_slug(kind)}, kind
        others = slugs - {*by_slug(kind)}
        # Pages beside those of rows: none is that of a row that went.
        assert len(others) <= 2, (kind, others)


@pytest.mark.parametrize("medium", MEDIA)
def test_the_page_of_a_medium_counts_makers_and_readers(client: Client, medium: str) -> None:
    html = page_of(client.get(f"/modalities/{medium}/?as_of={TODAY}"))
    words = text_of(html)
    makers, readers = makers_of(medium), len(oracle.reads(medium) & oracle.on_sale(TODAY))

    assert shown(client, f"/modalities/{medium}/", r"That is out of ([\d,]+)\.") == [on_sale()]
    if makers:
        assert f"{makers} model" in words
    if readers:
        assert f"{readers} take" in words


def test_the_table_of_media_counts_makers(client: Client) -> None:
    html = page_of(client.get(f"/modalities/?as_of={TODAY}"))
    for medium in MEDIA:
        line = re.search(
            rf'<tr><th scope="row"><a href="/modalities/{medium}/.*?</tr>', html, re.DOTALL
        )
        assert line is not None, medium
        figures = re.findall(r'<td class="n"[^>]*>(.*?)</td>', line[0], re.DOTALL)
        jobs = sum(medium in oracle.parts(row["outputs"]) for row in rows("use_cases"))
        assert [text_of(cell) for cell in figures] == [str(makers_of(medium)), str(jobs)], medium


def test_the_table_of_firms_counts_models_on_sale(client: Client) -> None:
    html = page_of(client.get(f"/providers/?as_of={TODAY}"))
    own = Counter(by_slug("models")[slug]["provider"] for slug in oracle.on_sale(TODAY))
    resold = Counter(
        row["seller"]
        for row in rows("offers")
        if not oracle.is_over(oracle.end_of_offer(row["slug"], TODAY), TODAY)
        and oracle.is_out(by_slug("models")[row["model"]], TODAY)
        and by_slug("models")[row["model"]]["provider"] != row["seller"]
    )
    apps = Counter(row["maker"] for row in rows("apps"))
    for slug in by_slug("providers"):
        line = re.search(
            rf'<tr><th scope="row"><a href="/providers/{slug}/.*?</tr>', html, re.DOTALL
        )
        assert line is not None, slug
        figures = re.findall(r'<td class="n"[^>]*>(.*?)</td>', line[0], re.DOTALL)
        counts = [int(text_of(cell) or 0) for cell in figures]
        assert counts == [own[slug], resold[slug], apps[slug]], slug


def test_boards_count_models_on_sale(client: Client) -> None:
    html = page_of(client.get(f"/benchmarks/?as_of={TODAY}"))
    figure = r'<tr id="([a-z0-9.-]+)">(?:(?!</tr>).)*?data-label="Models on sale">(\d+)'
    counts = {slug: int(count) for slug, count in re.findall(figure, html, re.DOTALL)}
    scored: dict[str, set[str]] = {}
    for row in rows("scores"):
        if row["voice"] == "measured" and row["as_of"] <= TODAY.isoformat():
            scored.setdefault(row["benchmark"], set()).add(row["model"])

    assert counts == {
        slug: len(scored.get(slug, set()) & oracle.on_sale(TODAY)) for slug in by_slug("benchmarks")
    }
