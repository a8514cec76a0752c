"""The drawings of articles: words in their order, and figures from the catalog."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.test import Client
from django.utils.html import strip_tags

from catalog import query
from catalog.models import Release
from catalog.schema import Catalog
from catalog.views.learning import cached_percent, matrix_by_trade, yields
from catalog.vocabulary import Figure, PriceUnit
from tests.support import starter_catalog

ON = date(2026, 11, 27)


def with_prices(usd: dict[str, tuple[str, str]]) -> Catalog:
    """Return the starter catalog with only a price to read anew and one to read again, by offer."""
    starter = starter_catalog()
    some = next(price for price in starter.prices if price.unit is PriceUnit.INPUT_MTOK)
    rows = [
        replace(
            some,
            offer=offer,
            unit=unit,
            amount=Decimal(value),
            valid_from=ON,
            valid_to=None,
            as_of=ON,
        )
        for offer, pair in usd.items()
        for unit, value in zip(
            (PriceUnit.INPUT_MTOK, PriceUnit.CACHED_INPUT_MTOK), pair, strict=True
        )
    ]
    return replace(starter, prices=tuple(rows))


def test_the_share_of_a_cache_is_the_middle_one_of_makers_themselves() -> None:
    makers = {
        "gpt-6-2-sol@openai": ("4", "0.4"),
        "claude-opus-5-5@anthropic": ("4", "1"),
        "gemini-4-argon@google": ("2", "1"),
    }

    assert cached_percent(with_prices(makers), ON) == 25
    assert (
        cached_percent(with_prices(makers | {"gpt-oss-120b@amazon-bedrock": ("1", "1")}), ON) == 25
    )
    assert cached_percent(with_prices({}), ON) is None


def test_an_article_shows_its_drawing(client: Client, starter_release: Release) -> None:
    drawn = {row.figure: row.slug for row in starter_catalog().articles if row.figure}
    figures = {
        figure: client.get(f"/learn/{slug}/?as_of={ON}")
        .content.decode()
        .partition('<figure class="chart">')[2]
        for figure, slug in drawn.items()
    }
    words = {figure: strip_tags(html.partition("</figure>")[0]) for figure, html in figures.items()}

    assert {*drawn} == {*Figure}
    assert all(
        html.partition("</figure>")[0].count("<figcaption>") == 1 for html in figures.values()
    )
    assert re.search(
        r"Target.*20 cases.*Two models.*Compare.*Decide", words[Figure.PILOT], re.DOTALL
    )
    assert re.search(
        rf"cache\s*about {cached_percent(starter_catalog(), ON)}\b", words[Figure.PAYING]
    )


def test_the_chain_loses_at_each_step_what_its_article_says() -> None:
    assert yields(90) == (90, 81, 73, 66)
    assert yields(100) == (100,) * 4
    assert yields(0) == (0,) * 4


def test_the_drawing_of_trades_has_two_circles_for_every_job(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    html = client.get(f"/learn/use-cases-by-trade/?as_of={ON}").text
    figure = html.partition('<dl class="discs">')[2].partition("</figure>")[0]
    groups = matrix_by_trade(catalog, ON)
    words = Counter(cell.word for group in groups for row in group.rows for cell in row.cells)

    assert Counter(re.findall(r'href="#g-([a-z]+)"', figure)) == words
    assert sum(words.values()) == 2 * len(catalog.use_cases)
    matrix = client.get(f"/use-cases/?as_of={ON}").text
    for anchor in re.findall(r'href="/use-cases/[^"#]*#([\w-]+)"', figure):
        assert f'id="{anchor}"' in matrix


def test_the_family_counts_each_model_on_sale_once(
    client: Client, starter_release: Release
) -> None:
    html = client.get(f"/learn/?as_of={ON}").content.decode().partition('<div class="family">')[2]
    language, both, media, neither = map(int, re.findall(r"(\d+)(?: more)? on sale", html)[:4])
    on_sale = query.models_on_sale(starter_catalog(), ON)

    assert language + media - both + neither == len(on_sale)


def test_the_table_of_coding_assistants_comes_from_the_catalog(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    article = next(row for row in catalog.articles if row.slug == "coding-assistants-compared")
    html = client.get("/learn/coding-assistants-compared/?as_of=2026-11-27").content.decode()
    table = html.partition('id="plans"')[2].partition("</table>")[0]

    assert len(article.plans) >= 8
    assert {*re.findall(r'<tr id="([^"]+)"', table)} == {*article.plans}
    for slug in article.plans:
        price = max(
            (row for row in catalog.prices if row.app_plan == slug), key=lambda row: row.valid_from
        )
        assert (
            f"${price.usd.normalize():f}"
            in table.partition(f'<tr id="{slug}"')[2].partition("</tr>")[0]
        ), slug
