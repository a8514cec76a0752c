"""The drawings of articles: words inside their boxes, both widths, told in words, and figures from the catalog."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from catalog.charts.marks import Drawing, Rect, TextMark
from catalog.models import Release
from catalog.schema import Catalog
from catalog.views.figures import cached_share, figure_of
from catalog.vocabulary import Figure, PriceUnit
from tests.support import starter_catalog

ON = date(2026, 11, 27)


def loose(drawing: Drawing) -> list[str]:
    """Return the words that leave the sheet, or the box that they begin in."""
    boxes = [mark for mark in drawing.marks if isinstance(mark, Rect) and mark.style == "box"]
    found = []
    for text in (mark for mark in drawing.marks if isinstance(mark, TextMark)):
        around = [box for box in boxes if box.x <= text.x < box.x + box.width and box.y < text.y < box.y + box.height]
        ends = min((box.x + box.width for box in around), default=drawing.width)
        if text.left < 0 or text.right > ends or not 0 < text.y <= drawing.height:
            found.append(text.words)
    return found


@pytest.mark.parametrize("figure", Figure)
def test_words_stay_on_the_sheet_and_in_their_box(figure: Figure) -> None:
    shown = figure_of(starter_catalog(), figure, ON)

    assert loose(shown.wide) == []
    assert loose(shown.narrow) == []
    assert shown.narrow.width <= 350
    assert len(shown.description.split()) > len(shown.caption.split())


def with_prices(usd: dict[str, tuple[str, str]]) -> Catalog:
    """Return the starter catalog with nothing but a price to read anew and one to read again, by offer."""
    starter = starter_catalog()
    some = next(price for price in starter.prices if price.unit is PriceUnit.INPUT_MTOK)
    rows = [
        replace(some, offer=offer, unit=unit, usd=Decimal(value), valid_from=ON, valid_to=None, last_seen=ON, as_of=ON)
        for offer, pair in usd.items()
        for unit, value in zip((PriceUnit.INPUT_MTOK, PriceUnit.CACHED_INPUT_MTOK), pair, strict=True)
    ]
    return replace(starter, prices=tuple(rows))


def test_the_share_of_a_cache_is_the_middle_one_of_makers_themselves() -> None:
    makers = {
        "gpt-6-2-sol@openai": ("4", "0.4"),
        "claude-opus-5-5@anthropic": ("4", "1"),
        "gemini-4-argon@google": ("2", "1"),
    }

    assert cached_share(with_prices(makers), ON) == 0.25
    assert cached_share(with_prices(makers | {"gpt-oss-120b@amazon-bedrock": ("1", "1")}), ON) == 0.25
    assert cached_share(with_prices({}), ON) is None


@pytest.mark.django_db
def test_an_article_shows_its_drawing_and_says_it_in_words(client: Client, starter_release: Release) -> None:
    drawn = [row for row in starter_catalog().articles if row.figure]
    for row in drawn:
        html = client.get(f"/learn/{row.slug}/").content.decode()
        figure = html.partition('<figure class="chart">')[2].partition("</figure>")[0]
        assert figure.count("<svg") == 2, row.slug
        assert "The same in words" in figure

    assert {row.figure for row in drawn} == {*Figure}


@pytest.mark.django_db
def test_the_table_of_coding_assistants_comes_from_the_catalog(client: Client, starter_release: Release) -> None:
    catalog = starter_catalog()
    article = next(row for row in catalog.articles if row.slug == "coding-assistants-compared")
    html = client.get("/learn/coding-assistants-compared/?as_of=2026-11-27").content.decode()
    table = html.partition('id="plans"')[2].partition("</table>")[0]

    assert len(article.plans) >= 8
    assert {*re.findall(r'<tr id="([^"]+)"', table)} == {*article.plans}
    for slug in article.plans:
        price = max((row for row in catalog.prices if row.product == slug), key=lambda row: row.valid_from)
        assert f"${price.usd.normalize():f}" in table.partition(f'<tr id="{slug}"')[2].partition("</tr>")[0], slug
