"""Lists of models and apps: sorting columns, the reader's currency, and pictures.

The pictures say what the rows say.
"""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape
from itertools import combinations, pairwise
from math import log10

import pytest
from django.http import QueryDict
from django.test import Client

from catalog import query
from catalog.charts.marks import Dot, TextMark
from catalog.charts.scattering import PricedScore, plane_of, scatter
from catalog.charts.swarm import EDGE, FREE, Swarm
from catalog.filters.apps import AppForm
from catalog.filters.models import ModelForm
from catalog.formatting import format_short_price
from catalog.models import Release
from catalog.schema import US_DOLLARS, Catalog
from catalog.views.apps import AS_STATED, AppSwarm, PriceDisplay, swarm_of
from catalog.views.models import list_context
from catalog.views.pictures import CostPicture, cost_picture
from catalog.views.sorting import currency_links, sort_links, turned_round
from catalog.vocabulary import Currency
from tests.support import starter_catalog

ON = date(2026, 11, 30)
HEAD = re.compile(r"<th scope=\"col\"([^>]*)><a class=\"sort\" href=\"\?([^\"]*)\">([^<]+)</a>")


def heads(html: str) -> dict[str, tuple[str, str]]:
    """Return a table's sorting heads by their words: how each is sorted, and where it leads."""
    return {
        words: ((re.findall(r'aria-sort="(\w+)"', more) or [""])[0], unescape(address))
        for more, address, words in HEAD.findall(html)
    }


def rows_of(html: str, kind: str) -> list[str]:
    return re.findall(rf'<th scope="row"><a href="/{kind}/([^/?"]+)/', html)


# Columns that sort


@pytest.mark.parametrize(("kind", "query"), [("models", "makes=text"), ("apps", "kind=phone")])
def test_a_second_click_turns_a_column_round_and_nothing_else_changes(
    client: Client, starter_release: Release, kind: str, query: str
) -> None:
    plain = heads(client.get(f"/{kind}/?{query}&as_of={ON}").text)
    for words, (_, address) in plain.items():
        once = client.get(f"/{kind}/?{address}&as_of={ON}").text
        way, again = heads(once)[words]
        twice = client.get(f"/{kind}/?{again}&as_of={ON}").text
        other, _ = heads(twice)[words]

        assert {way, other} == {"ascending", "descending"}, words
        assert sum(bool(sorted_) for sorted_, _ in heads(once).values()) == 1
        assert query in address
        assert rows_of(once, kind)
        assert rows_of(once, kind) != rows_of(twice, kind)


def test_what_is_unknown_stays_last_whichever_way_a_list_is_sorted() -> None:
    catalog = starter_catalog()
    models = list(query.models_on_sale(catalog, ON))
    for order in ("score", "length", "released", "price"):
        ways = []
        for turned in ("", "1"):
            form = ModelForm(QueryDict(f"sort={order}&turned={turned}&makes=text"), catalog)
            look = list_context(form, ON)
            ordered = look.in_order(models)
            unknown = [look.position(model).is_unknown for model in ordered]
            assert unknown == sorted(unknown), order
            ways.append(
                [model.slug for model, lost in zip(ordered, unknown, strict=True) if not lost]
            )
        assert ways[0] == ways[1][::-1]


def test_a_list_is_turned_round_with_its_unknown_rows_last() -> None:
    assert turned_round([3, 1, None, 2, None], lambda row: row is None) == [2, 1, 3, None, None]
    assert turned_round([], lambda row: row is None) == []


def test_a_board_where_fewer_is_better_begins_with_the_fewest() -> None:
    form = ModelForm(QueryDict("sort=score"), starter_catalog())
    links = sort_links(form, form.order, {"score": "ascending"})

    assert links["score"].sorted == "ascending"
    assert QueryDict(links["score"].query).dict() == {"sort": "score", "turned": "1"}


# The reader's currency


def test_prices_of_models_are_shown_in_the_currency_asked_for(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    euro = query.exchange_rate(catalog, "EUR", ON)
    assert euro is not None
    html = client.get(f"/models/?makes=image&sort=price&currency=EUR&as_of={ON}").text
    dollars = client.get(f"/models/?makes=image&sort=price&as_of={ON}").text

    assert rows_of(html, "models") == rows_of(dollars, "models")
    look = list_context(ModelForm(QueryDict("makes=image&sort=price"), catalog), ON)
    for slug in rows_of(html, "models")[:10]:
        cost = look.line(catalog.model[slug]).cost
        assert cost is not None
        row = html.partition(f'<tr id="row-{slug}"')[2].partition("</tr>")[0]
        assert f"<b>{format_short_price(cost, rate=euro)}</b>" in row
        assert "$" not in row
    assert 'aria-current="true">€</b>' in html
    assert "currency=EUR" in html.partition('<nav class="pager"')[2].partition("</nav>")[0]


def test_a_currency_without_a_rate_is_not_offered_and_said() -> None:
    poor = replace(starter_catalog(), exchange_rates=())
    form = ModelForm(QueryDict("currency=EUR"), poor)

    assert form.rate(ON) is US_DOLLARS
    assert form.complaints == ("No exchange rate for “EUR” is on file. Prices stay in US dollars.",)
    assert len(currency_links(form)) == 1


def test_a_price_in_a_currency_without_a_rate_stays_as_it_is_stated() -> None:
    catalog = starter_catalog()
    price = next(row for row in catalog.prices if row.app_plan and row.currency is Currency.USD)
    kroner = replace(price, currency=Currency.NOK)
    euro = query.exchange_rate(catalog, "EUR", ON)
    assert euro is not None
    shown = PriceDisplay(code="EUR", rate=euro)

    assert shown.stated(catalog, kroner, ON) is kroner
    assert AS_STATED.stated(catalog, price, ON) is price
    turned = shown.stated(catalog, price, ON)
    assert turned.currency == Currency.EUR
    assert abs(turned.amount * euro.usd - price.amount) <= Decimal("0.01")


# The picture of models


def picture(address: str, catalog: Catalog | None = None) -> CostPicture:
    catalog = catalog or starter_catalog()
    models = query.models_on_sale(catalog, ON)
    found = cost_picture(catalog, models, ModelForm(QueryDict(address), catalog), ON)
    assert found is not None
    return found


@pytest.mark.parametrize("address", ["", "makes=image&currency=GBP", "task=transcription"])
@pytest.mark.parametrize("size", CostPicture.sizes)
def test_every_dot_is_a_link_at_its_place(address: str, size: tuple[float, float]) -> None:
    shown = picture(address)
    drawing = shown.draw(*size)
    dots = [mark for mark in drawing.marks if isinstance(mark, Dot)]
    hits = [outline for link in drawing.links for outline in link.outlines]

    assert all(isinstance(hit, Dot) for hit in hits)
    assert sorted((dot.x, dot.y) for dot in dots) == sorted((hit.x, hit.y) for hit in hits)
    assert len({link.address for link in drawing.links}) == len(drawing.links)
    unbeaten = {f"/models/{row.model.slug}/" for row in shown.rows if row.unbeaten and row.cost}
    stops = [link.address for link in drawing.links if link.is_stop]
    assert set(stops) == unbeaten
    assert [link.address for link in drawing.links][-len(stops) :] == stops  # above the others
    assert all(0 <= hit.x <= size[0] and 0 <= hit.y <= size[1] for hit in hits)


def test_a_dot_says_what_the_table_says() -> None:
    shown = picture("currency=EUR")
    table = {row.model.name: cost for row, cost in shown.table}

    assert len(table) > 20
    for link in shown.draw(*shown.sizes[0]).links:
        name, _, figures = link.label.rpartition(": ")
        assert figures.endswith(f", {table[name]}")


def test_the_page_links_its_dots(client: Client, starter_release: Release) -> None:
    html = client.get(f"/models/?as_of={ON}").text
    figure = html.partition('<figure class="chart first">')[2].partition("</figure>")[0]

    shown = picture("")
    for link in shown.draw(*shown.sizes[0]).links:
        assert f'<a class="hit" href="{link.address}' in figure


@pytest.mark.parametrize("count", [1, 2, 400])
@pytest.mark.parametrize("size", CostPicture.sizes)
@pytest.mark.parametrize("step", [0, 1])
def test_names_of_forty_letters_touch_nothing(
    count: int, size: tuple[float, float], step: int
) -> None:
    catalog = starter_catalog()
    points = [
        PricedScore(
            model=replace(catalog.models[0], name=f"{'A name of forty letters ':x<36}{place:04}"),
            cost=Decimal(1 + place * step),
            score=replace(
                catalog.scores[0], value=Decimal(1000 + place * step), low=None, high=None
            ),
            unbeaten=place % 5 == 0,
        )
        for place in range(count)
    ]
    width, height = size
    drawing = scatter(points, width=width, height=height, across="a", up="u")
    plane = plane_of(points, width=width, height=height)
    names = [m for m in drawing.marks if isinstance(m, TextMark) and m.style.startswith("hl")]

    for one, other in combinations(names, 2):
        is_apart = one.right <= other.left or other.right <= one.left
        assert is_apart or abs(one.y - other.y) >= 16
    assert all(name.left >= 0 and name.right <= width for name in names)
    assert all(0 <= plane.x(point.cost) <= width for point in points)


# The swarm of apps

PRICES: dict[str, list[float]] = {
    "one": [20.0],
    "equal": [20.0] * 40,
    "free": [0.0] * 30,
    "free and paid": [0.0, 0.0, 5.0, 2000.0],
    "four hundred": [1 + (place * 37 % 400) ** 1.5 for place in range(400)],
    "cents": [0.04, 0.05, 1000.0],
}


@pytest.mark.parametrize("width", [860.0, 354.0])
@pytest.mark.parametrize("name", PRICES)
def test_dots_of_a_swarm_stay_apart_and_read_back_as_prices(name: str, width: float) -> None:
    prices = PRICES[name]
    swarm = Swarm(prices=prices, sign="€", width=width, radius=2.8)
    dots, drawing = swarm.dots(), swarm.draw()

    for one, other in combinations(dots, 2):
        assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (2 * swarm.radius) ** 2
    low, high = swarm.steps[0], swarm.steps[-1]
    for price, dot in zip(prices, dots, strict=True):
        assert swarm.radius <= dot.x <= width - swarm.radius
        assert dot.y - swarm.radius >= 0
        assert dot.y + swarm.radius <= drawing.height
        if price == 0:
            assert dot.x < EDGE + FREE
            continue
        share = (dot.x - swarm.left) / (width - EDGE - swarm.left)
        of_powers = log10(price / low) / (log10(high / low) or 1)
        assert share == pytest.approx(of_powers, abs=1e-9)
    words = [mark for mark in drawing.marks if isinstance(mark, TextMark)]
    for left, right in pairwise(sorted(words, key=lambda text: (text.y, text.left))):
        assert left.y != right.y or left.right <= right.left
    assert all(text.left >= -1 and text.right <= width + 1 for text in words)


def swarm(address: str) -> object:
    form = AppForm(QueryDict(address), starter_catalog())
    return swarm_of(form.conditions(ON).matches(), AS_STATED, form)


def test_too_few_prices_make_no_picture(client: Client, starter_release: Release) -> None:
    assert swarm("q=midjourney") is None
    assert swarm("q=nothing-is-called-this") is None
    assert '<figure class="chart first">' not in client.get("/apps/?q=midjourney").text


def test_too_many_prices_make_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = swarm("")
    assert isinstance(shown, AppSwarm)

    monkeypatch.setattr("catalog.views.apps.MOST_DRAWN", len(shown.prices))
    assert swarm("") is not None
    monkeypatch.setattr("catalog.views.apps.MOST_DRAWN", len(shown.prices) - 1)
    assert swarm("") is None


def test_the_swarm_shows_every_app_with_a_price_for_the_month(
    client: Client, starter_release: Release
) -> None:
    catalog = starter_catalog()
    address = "job=customer-support-chatbots&results=290&people=3"
    form = AppForm(QueryDict(address), catalog)
    matches = list(form.conditions(ON).matches())
    shown = swarm_of(matches, AS_STATED, form)
    assert shown is not None

    html = client.get(f"/apps/?{address}&as_of={ON}").text
    figure = html.partition('<figure class="chart first">')[2].partition("</figure>")[0]
    leading = re.findall(r'<a class="hit" href="/apps/([^/?"]+)/\?', figure)

    assert len(shown.prices) + shown.without == len(matches)
    assert sorted(leading) == sorted(match.app.slug for match, _ in shown.prices)
    for match, price in shown.prices:
        assert match.cost is not None
        assert match.cost.usd is not None
        assert price == pytest.approx(float(match.cost.usd))
