"""The public pages of the catalog: all there, all linked, cheap, cached.

They are calm about bad input.
"""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from catalog import query
from catalog.claims import claim_figure
from catalog.differences import Difference, in_words
from catalog.model_words import lead
from catalog.models import Release
from catalog.registry import PAGES
from catalog.schema import Catalog
from catalog.views.learning import METHOD, PARTS_IN_A_LINE, method_sections
from catalog.views.use_cases import cell_view
from catalog.vocabulary import (
    BenchmarkTask,
    Branch,
    Fit,
    Known,
    Medium,
    PriceBasis,
    Purpose,
    SaleState,
)
from tests.page_shape import shape_faults
from tests.sampling import telling_keys
from tests.support import page_of, publish_catalog, queries_of, starter_catalog
from tests.wizard.walker import Reader

# What only reads: the form to the editors is another matter.
EVERY: list[Any] = get_resolver().namespace_dict["catalog"][1].url_patterns
urlpatterns = [pattern for pattern in EVERY if getattr(pattern.callback, "reads_time", False)]
FEW_ROWS = 12


def addresses(catalog: Catalog) -> dict[str, list[tuple[str, ...]]]:
    """Return the arguments of every page of the catalog, by the name of its address."""
    several = {
        name: [kind.key_of(row) for row in getattr(catalog, kind.name)]
        for name, kind in PAGES.items()
    }
    return {**several, "release": [("1",)]}


def every_address(catalog: Catalog) -> list[str]:
    """Return every page of the catalog."""
    return _reversed(addresses(catalog))


def _reversed(keys: Mapping[str, Sequence[tuple[str, ...]]]) -> list[str]:
    return [
        reverse(f"catalog:{pattern.name}", args=arguments)
        for pattern in urlpatterns
        for arguments in keys.get(pattern.name or "", [()])
    ]


# One of each: the row in the middle, which is seldom a special case.
def one_of_each() -> list[str]:
    several = {
        name: rows[len(rows) // 2 : len(rows) // 2 + 1]
        for name, rows in addresses(starter_catalog()).items()
    }
    return [
        f"{pattern.name}{'/'.join(('', *arguments))}"
        for pattern in urlpatterns
        for arguments in several.get(pattern.name or "", [()])
    ]


def address(named: str) -> str:
    name, *arguments = named.split("/")
    return reverse(f"catalog:{name}", args=arguments)


def get(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200, path
    return page_of(response)


# Every page


def test_pages_of_each_kind_are_there_and_every_link_on_them_leads_somewhere(
    client: Client, starter_release: Release
) -> None:
    """A sample that shows all that a kind of page can.

    `make audit` walks each page of each kind.
    """
    pages, faults = {}, {}
    for path in telling_addresses(starter_catalog()):
        response = client.get(path)
        html = page_of(response)
        pages[path] = page = Reader(html)
        wrong = [*shape_faults(html, page)]
        if response.status_code != 200 or response.cookies:
            wrong.append(f"{response.status_code}, {response.cookies}")
        if wrong:
            faults[path] = wrong

    assert faults == {}
    there = {*every_address(starter_catalog())}
    links = {
        (path, link)
        for path, page in pages.items()
        for link in page.links
        if not urlsplit(link).netloc and not link.startswith("mailto:")
    }
    assert {pair for pair in links if not leads_somewhere(*pair, there)} == set()
    places = {
        (target, urlsplit(link).fragment)
        for path, link in links
        for target in [urlsplit(link).path or path]
        if urlsplit(link).fragment and target in there
    }
    for target in one_page_with_each_place(places, pages):
        pages[target] = Reader(get(client, target))
    lost = {
        (path, anchor) for path, anchor in places if path in pages and anchor not in pages[path].ids
    }
    assert lost == set()


def one_page_with_each_place(places: Iterable[tuple[str, str]], but: Container[str]) -> set[str]:
    """Return one page outside the sample for each place of its kind that links lead to."""
    pages = {
        (get_resolver().resolve(path).url_name, anchor): path
        for path, anchor in sorted(places)
        if path not in but
    }
    return {*pages.values()}


def telling_addresses(catalog: Catalog) -> list[str]:
    """Return all pages that stand alone, all of small kinds, and of others those that show most."""
    keys = {
        name: telling_keys(catalog, kind)
        if len(getattr(catalog, kind.name)) > FEW_ROWS
        else [kind.key_of(row) for row in getattr(catalog, kind.name)]
        for name, kind in PAGES.items()
    }
    keys["cell"] = [(job, branch) for (job,) in keys["use_case"] for branch in Branch]
    return _reversed({**keys, "release": [("1",)]})


def leads_somewhere(path: str, link: str, there: set[str]) -> bool:
    """Tell whether a link leads to a row's page, or to another address of the site."""
    target = urlsplit(link).path or path
    if target in there:
        return True
    get_resolver().resolve(target)
    is_file = target.endswith(("/feed/", ".md"))
    return (
        is_file or target in KNOWN_ELSEWHERE or target.startswith(("/plan/examples/", "/api/v1/"))
    )


KNOWN_ELSEWHERE = {
    "/plan/",
    "/plan/new/",
    "/llms.txt",
    "/record/",
    "/",
    "/report/",
    "/api/v1/docs",
    "/calendar.ics",
    "/calendar/calendar.csv",
    "/calendar/calendar.json",
    "/calendar/calendar.svg",
    "/prices/prices.csv",
    "/prices/prices.json",
    "/prices/pictures.svg",
    "/prices/text.svg",
    "/prices/transcription.svg",
}


def test_a_page_is_read_only_and_asks_which_release_is_current_and_little_else(
    client: Client, starter_release: Release
) -> None:
    more = {
        "releases": 1,
        "release/1": 3,
        "use_case": 1,
        "cell": 1,
    }  # what pilots have shown stands beside two of them
    for named in one_of_each():
        assert client.head(address(named)).status_code == 200  # the catalog is now in this process
        assert client.post(address(named)).status_code == 405
        asked = queries_of(partial(client.get, address(named)))
        assert asked == 1 + more.get(named, more.get(named.partition("/")[0], 0)), named


def test_what_is_not_on_file_is_not_found(client: Client, starter_release: Release) -> None:
    patterns = [str(pattern.pattern) for pattern in urlpatterns if "<" in str(pattern.pattern)]
    paths = [
        re.sub(r"<int:\w+>", "99", re.sub(r"<slug:\w+>", "not-on-file", pattern))
        for pattern in patterns
    ]
    paths.append(f"use-cases/{starter_catalog().use_cases[0].slug}/magic/")

    assert {path: client.get(f"/{path}").status_code for path in paths} == dict.fromkeys(paths, 404)


@pytest.mark.django_db
def test_without_a_release_a_page_says_so(client: Client) -> None:
    answers = {named: client.get(address(named)) for named in one_of_each()}

    assert {named: answer.status_code for named, answer in answers.items()} == dict.fromkeys(
        answers, 503
    )
    assert all(b"Nothing has been published yet" in answer.content for answer in answers.values())


# Entity tags


def test_another_theme_or_another_release_is_another_page(
    client: Client, starter_release: Release
) -> None:
    tags = [client.get("/models/")["ETag"]]
    client.cookies["theme"] = "dark"
    dark = client.get("/models/")
    tags.append(dark["ETag"])
    publish_catalog(replace(starter_catalog(), claims=()))
    tags.append(client.get("/models/")["ETag"])

    assert len(set(tags)) == 3
    assert b'data-theme="dark"' in dark.content


# The list of models


def names_in(html: str) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/models/([^/]+)/"', html)


def test_a_filter_narrows_and_its_chips_take_it_back(
    client: Client, starter_release: Release
) -> None:
    response = client.get("/models/?makes=image&open_weights=yes&sort=price")

    catalog = starter_catalog()
    assert names_in(page_of(response))
    for slug in names_in(page_of(response)):
        assert query.makes(catalog, catalog.model[slug], Medium.IMAGE) is Known.YES
        assert catalog.model[slug].open_weights == "yes"
    html = page_of(response)
    assert 'href="/models/?open_weights=yes&amp;sort=price"' in html
    assert '<option value="image" selected>' in html


def test_a_strange_address_is_read_as_far_as_it_makes_sense(
    client: Client, starter_release: Release
) -> None:
    strange = "makes=nonsense&reads=x&branch=y&provider=z&open_weights=q&sale=w&sort=v&page=0"
    pages = (f"page={page}" for page in ("99999999999999999999", "-1", "٣"))
    words = (
        f"q={word}"
        for word in ("x" * 5000, "%3Cscript%3Ealert(1)%3C/script%3E", "%F0%9F%94%A5%E2%80%AE")
    )
    for asked in (strange, *pages, *words):
        for path in ("/models/", "/apps/", "/use-cases/", "/sources/", "/search/"):
            response = client.get(f"{path}?{asked}")
            assert response.status_code == 200, (path, asked)
            assert b"<script>" not in response.content


def test_retired_models_are_off_the_list_and_still_readable(
    client: Client, starter_release: Release
) -> None:
    retired = next(
        row
        for row in starter_catalog().models
        if query.sale(starter_catalog(), row, date(2026, 11, 24)).state is SaleState.ENDED
    )

    assert retired.slug not in names_in(get(client, f"/models/?q={retired.slug}"))
    assert retired.slug in names_in(get(client, f"/models/?q={retired.slug}&sale=all"))
    assert "No longer on sale" in get(client, f"/models/{retired.slug}/")


def test_pages_cover_a_list_once_and_keep_its_filter(
    client: Client, starter_release: Release
) -> None:
    whole, address, pages = list[str](), "/models/?sale=all&sort=name", 0
    while address:
        html = get(client, address)
        whole, pages = [*whole, *names_in(html)], pages + 1
        pager = html.partition('<nav class="pager"')[2].partition("</nav>")[0]
        links = re.findall(r'href="([^"]+)">(\d+)', pager)
        assert f'aria-current="page">{pages}<' in pager
        address = next(
            (f"/models/{unescape(link)}" for link, number in links if int(number) == pages + 1), ""
        )

    assert pages > 2
    assert len(whole) == len(set(whole)) == len(starter_catalog().models)


TRAIL_ANCHORS = (
    "input_limit", "total_limit", "media", "weights", "licence", "ends", "price", "terms", "scores", "tuning", "control",
)  # fmt: skip


def test_the_page_of_a_model_has_a_place_for_everything_a_trail_names(
    client: Client, starter_release: Release
) -> None:
    html = get(client, "/models/gemini-4-carbon/")

    assert [anchor for anchor in TRAIL_ANCHORS if f'id="{anchor}"' not in html] == []


def test_a_model_says_what_it_is_in_a_sentence() -> None:
    for row in starter_catalog().models:
        assert re.fullmatch(
            r"An? [^.]+(\. It [^.]+)?\.|A model of which [^.]+\.",
            lead(starter_catalog(), row).replace("3D", ""),
        ), row


# The matrix


def test_the_matrix_can_be_narrowed(client: Client, starter_release: Release) -> None:
    html = get(client, "/use-cases/?only=disputed")

    disputed = {row.use_case for row in starter_catalog().cells if row.disputed}
    assert set(re.findall(r'href="/use-cases/([^/?"]+)/"', html)) == disputed


def test_a_cell_past_its_day_is_due_for_a_look() -> None:
    catalog = starter_catalog()
    cell = next(row for row in catalog.cells if row.review_by)
    case = catalog.use_case[cell.use_case]
    assert cell.review_by is not None

    assert not cell_view(catalog, case, cell.branch, cell.review_by).overdue
    assert cell_view(catalog, case, cell.branch, date(2100, 1, 1)).overdue


def test_a_cell_nobody_judged_is_unknown() -> None:
    case = starter_catalog().use_cases[0]

    view = cell_view(Catalog(use_cases=(case,)), case, Branch.MEDIA, date(2026, 11, 24))

    assert (view.word, view.fit, view.overdue) == (Fit.UNKNOWN, Fit.UNKNOWN, False)


# Claims, method, releases


def test_a_claim_has_its_figure() -> None:
    for (value, high, unit), written in {
        ("77", None, "percent"): "77 %",
        ("2.6", "4.4", "trillion USD a year"): "$2.6 to 4.4 trillion a year",
        ("67.18", None, "billion USD"): "$67.18 billion",
        ("175", None, "billion parameters"): "175 billion parameters",
        (None, None, ""): "",
    }.items():
        low, top = (Decimal(each) if each else None for each in (value, high))
        assert (
            claim_figure(replace(starter_catalog().claims[0], value=low, value_high=top, unit=unit))
            == written
        )


def test_parts_of_the_method_get_anchors_from_their_words(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(
        "# Title\n\n## Ties, and *ranges*\n\ntext <b>x</b>\n\n### Below it\n\n## Two\n\n|a|\n|-|\n|1|\n"
    )

    ties, two = method_sections(file)

    assert (ties.anchor, ties.heading) == ("ties-and-ranges", "Ties, and <em>ranges</em>")
    assert "<b>" not in ties.text
    assert '<h3 id="below-it">Below it</h3>' in ties.text
    assert (two.anchor, two.heading) == ("two", "Two")
    assert 'tabindex="0"' in two.text


def test_a_closed_part_of_the_method_says_what_it_comes_to(
    client: Client, starter_release: Release
) -> None:
    parts = method_sections(METHOD)

    assert [part.heading.partition(".")[0] for part in parts] == [*PARTS_IN_A_LINE]
    html = unescape(get(client, "/method/"))
    short, *_ = html.partition("<details>")
    assert all(part.line in html for part in parts)
    assert short.count("<li><b>") == 6  # what is read without opening anything, in its order
    assert 'id="the-test-on-pairs"' in html  # a verdict leads there


def test_a_release_says_what_changed_in_words(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    first, *rest = catalog.models
    publish_catalog(
        replace(catalog, models=(replace(first, name="A <b>new</b> name"), *rest), claims=())
    )

    html = get(client, "/releases/2/")

    assert (
        f"A &lt;b&gt;new&lt;/b&gt; name: name: “{first.name}” → “A &lt;b&gt;new&lt;/b&gt; name”."
        in html
    )
    assert f"Claims: {len(catalog.claims)}" in html
    assert "Release 2" in get(client, "/releases/")


def test_a_long_change_is_cut_and_an_empty_one_is_nothing() -> None:
    change = Difference("models", ("a",), "changed", "note", "", "x" * 500)

    words = in_words(change, lambda _kind, slug: slug)

    assert words.startswith("note: nothing → “xxx")
    assert len(words) < 250


# ----------------------------------------------------------------------- what does not apply, order


def test_what_means_nothing_for_a_model_does_not_apply_and_is_not_unknown(
    client: Client, starter_release: Release
) -> None:
    music = next(
        model
        for model in starter_catalog().models
        if model.purposes == (Purpose.MUSIC,) and model.listed
    )
    listed = page_of(client.get(f"/models/?q={music.slug}&as_of=2026-11-26"))
    row = listed.partition(f'name="m" value="{music.slug}"')[2].partition("</tr>")[0]
    page = page_of(client.get(f"/models/{music.slug}/"))
    compared = page_of(client.get(f"/models/compare/?m={music.slug}&m=gemini-4-argon"))

    assert "does not apply" in row.partition('data-label="Reads at once"')[2].partition("</td>")[0]
    assert "Uses tools" not in page
    assert "Reads at once" not in page
    tools = compared.partition("Uses tools</th>")[2].partition("</tr>")[0]
    assert "does not apply" in tools
    assert "Yes" in tools


def test_the_list_opens_with_the_best_language_model_and_keeps_media_together(
    client: Client, starter_release: Release
) -> None:
    catalog, on = starter_catalog(), date(2026, 11, 26)
    shown: list[str] = []
    for number in range(1, 5):
        html = page_of(client.get(f"/models/?page={number}&as_of={on}"))
        shown += re.findall(r'name="m" value="([^"]*)"', html)
    test = query.primary_benchmark(catalog, BenchmarkTask.CHAT)
    scores = {
        slug: score.value
        for slug in shown
        if test and (score := query.primary_score(catalog, slug, test))
    }
    media = [list(Medium).index(query.main_medium(catalog, catalog.model[slug])) for slug in shown]

    assert shown[0] == max(scores, key=lambda slug: scores[slug])
    assert media == sorted(media)
    assert len(shown) == len(set(shown))


def test_prices_say_how_sure_their_first_day_is(starter_release: Release, client: Client) -> None:
    """A price of the day of release was in force no earlier, and one to come was seen by nobody."""
    catalog, on = starter_catalog(), date(2026, 11, 30)
    prices = [
        (catalog.model[price.offer.partition("@")[0]], price)
        for price in catalog.prices
        if price.offer
    ]
    recorded = [row for row in prices if row[1].basis is PriceBasis.RECORDED]
    on_release = next(model for model, price in recorded if price.valid_from == model.released)
    later = next(model for model, price in recorded if price.valid_from != model.released)
    announced = next(
        model for model, price in prices if price.valid_from > on and not price.valid_to
    )

    def rows(slug: str, words: str) -> list[str]:
        html = page_of(client.get(f"/models/{slug}/", {"as_of": on.isoformat()}))
        return [row for row in re.findall(r"<tr>.*?</tr>", html) if words in row]

    released = f'data-label="From"><time datetime="{on_release.released}"'
    earlier = rows(on_release.slug, "first recorded, in force earlier")
    assert [row for row in earlier if released in row] == []
    assert rows(later.slug, "first recorded, in force earlier")
    assert rows(announced.slug, "open; announced, read")
    assert all("last seen" not in row for row in rows(announced.slug, "announced, read"))
