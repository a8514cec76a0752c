"""A claim's own page: its figure on an axis beside others, who says so, what contradicts it."""

import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from django.test import Client

from catalog.charts.comparison import EDGE, FigureComparison, FigureMark
from catalog.charts.marks import Box, Dot, TextMark
from catalog.claims import claim_figure, claim_reviews, figure_range
from catalog.models import Release
from catalog.schema import Catalog, Claim, Source
from catalog.views.claims import compared_figures, picture_of
from catalog.vocabulary import Voice
from tests.support import starter_catalog

ON = date(2026, 11, 30)
LINE = 18.0


def claim(slug: str, value: object = None, **more: Any) -> Claim:
    fields = {
        "sentence": f"{slug} is said.",
        "subject": "adoption",
        "measure": "use",
        "unit": "percent",
        "source": "page",
        "as_of": ON,
    }
    number = None if value is None else Decimal(str(value))
    return Claim(slug=slug, value=number, **{**fields, **more})


def of_claims(*claims: Claim) -> Catalog:
    page = Source(slug="page", title="A page", url="", publisher="Somebody", voice=Voice.MEASURED)
    return Catalog(claims=claims, sources=(page,))


def compared(*claims: Claim) -> list[str]:
    catalog = of_claims(*claims)
    review = claim_reviews(catalog, ON)[claims[0].slug]
    return [row.slug for row in compared_figures(catalog, review)]


def test_figures_of_one_subject_and_unit_stand_beside_each_other_by_year() -> None:
    late, early = claim("late", 88, year=2025), claim("early", 20, year=2017)
    elsewhere = claim("elsewhere", 5, subject="weather")
    hours = claim("hours", 5, unit="hours")
    wordless = claim("wordless")

    assert compared(late, early, elsewhere, hours, wordless) == ["early", "late"]


def test_what_a_claim_names_stands_beside_it_whatever_its_subject() -> None:
    first = claim("first", 20, compared_with=("other",))
    other = claim("other", 30, subject="weather")

    assert compared(first, other) == ["first", "other"]
    assert compared(other, first) == ["first", "other"]


def test_a_claim_without_a_figure_or_without_company_has_no_picture() -> None:
    for rows in ((claim("alone", 7),), (claim("wordless"), claim("other", 7))):
        catalog = of_claims(*rows)
        figures = compared_figures(catalog, claim_reviews(catalog, ON)[rows[0].slug])
        assert picture_of(catalog, rows[0], figures) is None


def test_scales_are_brought_to_one() -> None:
    small = claim("small", 900, unit="million USD")
    large = claim("large", 2, unit="billion USD", value_high=Decimal(3))
    catalog = of_claims(small, large)

    picture = picture_of(catalog, large, [small, large])

    assert picture is not None
    assert [(row.words, row.low, row.high) for row in picture.figures] == [
        ("$900 million", 900, 900),
        ("$2 to 3 billion", 2000, 3000),
    ]
    assert picture.unit == "million dollars"


LONG = "A society of forty letters for studies of"
CASES = {
    "two": ((20, 20), (77, 77)),
    "equal": ((5, 5), (5, 5), (5, 5)),
    "nothing": ((0, 0), (0, 0)),
    "negative": ((-19, -19), (18, 18)),
    "range": ((2.6, 4.4), (1.8, 1.8)),
    "far apart": ((0.917, 0.917), (1800, 1800), (67.18, 67.18)),
    "forty": tuple((value, value) for value in range(40)),
}


@pytest.mark.parametrize("width", [760.0, 354.0])
@pytest.mark.parametrize("name", CASES)
def test_marks_read_back_as_the_figures_and_no_words_touch(name: str, width: float) -> None:
    figures = [
        FigureMark(words=f"{low} to {high} percentage points", who=LONG, low=low, high=high)
        for low, high in CASES[name]
    ]
    picture = FigureComparison(figures=figures, unit="percentage points", title="", desc="")
    drawing = picture.draw(width, 0)
    first, last = picture.steps[0], picture.steps[-1]

    def read(x: float) -> float:
        return first + (x - EDGE) / (width - 2 * EDGE) * (last - first)

    drawn = [mark for mark in drawing.marks if isinstance(mark, (Dot, Box))]
    assert len(drawn) == len(figures)
    for mark, (low, high) in zip(drawn, CASES[name], strict=True):
        if isinstance(mark, Box):
            assert read(mark.x) == pytest.approx(low)
            assert read(mark.x + mark.width) == pytest.approx(high)
        else:
            assert read(mark.x) == pytest.approx((low + high) / 2, abs=(last - first) * 0.02)
    words = [mark for mark in drawing.marks if isinstance(mark, TextMark)]
    assert all(0 <= text.y <= drawing.height for text in words)
    assert all(text.left >= -1 and text.right <= width + 1 for text in words)
    for one, other in combinations(words, 2):
        is_apart = one.right <= other.left or other.right <= one.left
        assert is_apart or abs(one.y - other.y) >= LINE - 4, (one.words, other.words)


# The starter catalog


def test_every_claim_has_a_page_with_its_ruling_and_its_other_sides(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    reviews = claim_reviews(catalog, ON)

    for row in catalog.claims:
        html = client.get(f"/claims/{row.slug}/").text
        assert reviews[row.slug].status.label in html, row.slug
        assert ("No second figure" in html or 'class="chart beside"' in html) == bool(
            figure_range(row)
        )
        for clash in reviews[row.slug].clashes:
            assert clash.working.split()[0] in html
            for side in clash.claims:
                is_own = side.slug == row.slug
                assert is_own or f'href="/claims/{side.slug}/"' in html, (row.slug, side.slug)


def test_the_picture_says_what_its_table_says(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    html = client.get("/claims/genai-market-2024/").text
    found = catalog.claim["genai-market-2024"]
    figures = compared_figures(catalog, claim_reviews(catalog, ON)[found.slug])
    table = html.split("The figures of this picture")[1].split("</table>")[0]

    assert len(figures) > 2
    assert re.findall(r'data-label="Figure">([^<]+)<', table) == [
        claim_figure(row) for row in figures
    ]
    for row in figures:
        assert f">{claim_figure(row)}</text>" in html


def test_the_picture_shows_the_figures_that_the_ruling_speaks_of(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    ruled = catalog.claim["company-adoption-2025"]
    spoken = set(re.findall(r"\d+ %", ruled.doubt))

    assert spoken == {"35 %", "42 %", "20 %", "88 %"}
    html = client.get(f"/claims/{ruled.slug}/").text
    figure = html.partition("<figure")[2].partition("</figure>")[0]
    assert all(f">{words}</text>" in figure for words in spoken)
    # Each has its own source, and no line ends between a number and its sign.
    assert all(re.search(rf'href="/claims/[\w-]+/">{words} of', html) for words in spoken)
    assert "35\u00a0% that used AI" in html


def test_a_claim_can_be_cited_by_release_and_day(client: Client, starter_release: Release) -> None:
    html = client.get("/claims/company-adoption-2025/?as_of=2026-11-30").text

    cited = f"/claims/company-adoption-2025/?as_of=2026-11-30&amp;release={starter_release.number}"
    assert cited in html
    assert client.get(cited.replace("&amp;", "&")).status_code == 200


def things(html: str) -> list[dict[str, Any]]:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert block is not None
    graph: list[dict[str, Any]] = json.loads(block[1])["@graph"]
    return graph


def test_programs_read_the_ruling_and_the_glossary(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    review = things(client.get("/claims/company-adoption-2025/").text)[-1]
    terms = things(client.get("/glossary/").text)[-1]

    assert review["@type"] == "ClaimReview"
    assert review["reviewRating"]["alternateName"] == "True for another year"
    assert "author" not in review["itemReviewed"]
    assert terms["@type"] == "DefinedTermSet"
    assert {row["termCode"]: row["description"] for row in terms["hasDefinedTerm"]} == {
        row.slug: row.meaning for row in catalog.terms
    }
    html = client.get("/glossary/").text
    assert all(f'id="{row["termCode"]}"' in html for row in terms["hasDefinedTerm"])


def test_a_claim_about_nobodys_source_still_has_a_page_to_stand_on() -> None:
    lost = replace(claim("lost", 3), source="gone")
    other = claim("other", 4)
    catalog = of_claims(lost, other)

    picture = picture_of(catalog, lost, [lost, other])

    assert picture is not None
    assert picture.figures[0].who == "use, nobody named"
