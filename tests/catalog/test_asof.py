"""Reading as of a day or a release: that day's prices, and what was known then.

Links keep it, and the words are clear.
"""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.http import QueryDict
from django.test import Client

from catalog.asof import BadMomentError, Moment, rewrite_links
from catalog.models import Release
from catalog.views.page import reads_time
from tests.support import publish_catalog, starter_catalog

CARBON = "/models/gemini-4-carbon/"


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


# The address


def test_a_moment_is_read_and_written_back() -> None:
    moment = Moment.read(QueryDict("as_of=2026-03-01&release=12"))

    assert moment == Moment(day=date(2026, 3, 1), release=12)
    assert moment.pairs == (("as_of", "2026-03-01"), ("release", "12"))
    assert not Moment.read(QueryDict("as_of=&release=")).is_set


def test_what_is_no_day_or_number_is_refused_with_an_example() -> None:
    days = ("2026-02-30", "yesterday", "20260301", "0001-01-01", "9999-12-31", "٢٠٢٦-٠٣-٠١")
    numbers = ("0", "-1", "1.5", "x", "٣", "99999999999")
    for query in (*(f"as_of={day}" for day in days), *(f"release={number}" for number in numbers)):
        with pytest.raises(BadMomentError, match="for example"):
            Moment.read(QueryDict(query))


MOMENT = Moment(day=date(2026, 3, 1))
HERE = "/plan/examples/law-office/"
READ = {"/models/", "/search/", HERE, f"{HERE}evidence/", "/plan/examples/"}


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ('<a href="/models/">', '<a href="/models/?as_of=2026-03-01">'),
        (
            '<a class="x" href="/models/?makes=image&amp;sort=price#top">',
            '<a class="x" href="/models/?makes=image&amp;sort=price&amp;as_of=2026-03-01#top">',
        ),
        # However the attributes stand, and however they are written.
        (
            "<a\n  download\n  HREF='/models/'\n  title=\"a > b\">",
            '<a download href="/models/?as_of=2026-03-01" title="a &gt; b">',
        ),
        ("<A href=/models/>", '<a href="/models/?as_of=2026-03-01">'),
        # Addresses that are relative to the page.
        ('<a href="?page=2">', '<a href="?page=2&amp;as_of=2026-03-01">'),
        ('<a href="evidence/#why">', '<a href="evidence/?as_of=2026-03-01#why">'),
        ('<a href="../">', '<a href="../?as_of=2026-03-01">'),
        # What leads elsewhere, or to a place on the page.
        *(
            (link, link)
            for link in (
                '<a href="#here">',
                '<a href="">',
                '<a href="/plan/new/">',
                '<a href="plan.pdf">',
                '<a href="https://example.org/models/">',
                '<a href="//example.org/models/">',
                '<a href="mailto:x@example.org">',
                '<a data-now href="/models/">',
                '<a href="/models/" data-now>',
                '<a id="x">',
                "<area href='/models/'>",
                "<!-- <a href='/models/'> -->",
                "<script>'<a href=\"/models/\">'</script>",
            )
        ),
        # Forms that filter, however their attributes stand.
        *(
            (f"<form{form}>", f'<form{form}><input type="hidden" name="as_of" value="2026-03-01">')
            for form in (
                ' class="filters" action="/models/" method="get"',
                ' method="GET" action="/search/"',
                ' action="/models/"',
                ' method="get"',
            )
        ),
        *(
            (f"<form{form}>", f"<form{form}>")
            for form in (
                ' action="/theme/" method="post"',
                ' action="/models/" method="post"',
                ' action="/plan/new/" method="get"',
                ' action="https://example.org/models/" method="get"',
            )
        ),
    ],
)
def test_links_and_filters_keep_the_moment(link: str, kept: str) -> None:
    page = "<!DOCTYPE html>\n<p>é\n{}</p><b>&amp; “</b>\n<p>{}\n"

    written = rewrite_links(page.format(link, link), MOMENT, HERE, lambda path: path in READ)

    assert written == page.format(kept, kept)


def test_link_to_the_evidence_of_an_example_keeps_the_day(
    client: Client, starter_release: Release
) -> None:
    page = get(client, "/plan/examples/restaurant/?as_of=2026-11-30")

    assert re.search(r'href="evidence/\?as_of=2026-11-30', page)


def test_only_pages_that_read_a_release_keep_it() -> None:
    assert all(reads_time(path) for path in ("/models/", "/use-cases/", "/"))
    assert not any(reads_time(path) for path in ("/plan/new/", "/report/", "/x"))


# The pages


def price_words(html: str) -> str:
    found = re.search(r"What it costs</h2>\s*<p>([^<]*)", html)
    return found[1] if found else ""


def test_prices_are_those_of_the_day(client: Client, starter_release: Release) -> None:
    before, after = (
        get(client, f"{CARBON}?as_of=2026-11-30"),
        get(client, f"{CARBON}?as_of=2026-12-02"),
    )

    assert price_words(before) == "$2 in, $10 out a million tokens."
    assert price_words(after) == "$4 in, $20 out a million tokens."
    assert "As of 30 November 2026" in re.sub(r"<[^>]+>", "", before)
    assert f'<a data-now href="{CARBON}">' in before
    assert 'href="/models/?as_of=2026-11-30"' in before


def test_a_release_shows_what_was_known_then(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    first, *rest = catalog.models
    publish_catalog(replace(catalog, models=(replace(first, name="Another Name"), *rest)))

    assert "<h1>Another Name</h1>" in get(client, f"/models/{first.slug}/")
    older = get(client, f"/models/{first.slug}/?release=1")
    assert f"<h1>{first.name}</h1>" in older
    assert "What the catalog knew when this release was published" in older


def test_a_moment_is_a_page_of_its_own_that_search_engines_leave_alone(
    client: Client, starter_release: Release
) -> None:
    now, then = client.get("/models/"), client.get("/models/?as_of=2026-03-01")

    assert "X-Robots-Tag" not in now
    assert then["X-Robots-Tag"] == "noindex"
    assert (
        client.get("/models/?as_of=2026-03-01", headers={"If-None-Match": then["ETag"]}).status_code
        == 304
    )


def test_a_bad_moment_gets_a_clear_word(client: Client, starter_release: Release) -> None:
    for query, (status, words) in {
        "as_of=soon": (400, "“soon” is not a day"),
        "as_of=%3Cscript%3E": (400, "“&lt;script&gt;” is not a day"),
        "release=two": (400, "is not the number of a release"),
        "release=99": (404, "There is no release 99"),
        "release=99&sort=price": (404, 'href="/models/?sort=price"'),
    }.items():
        response = client.get(f"/models/?{query}")
        assert response.status_code == status
        assert words in response.content.decode()


def test_the_list_of_releases_ends_with_the_one_that_is_read(
    client: Client, starter_release: Release
) -> None:
    publish_catalog(replace(starter_catalog(), claims=()))

    shown = {
        query: "Release 2" in client.get(f"/releases/{query}").text
        for query in ("", "?release=2", "?release=1")
    }

    assert shown == {"": True, "?release=2": True, "?release=1": False}
