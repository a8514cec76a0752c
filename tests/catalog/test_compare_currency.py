"""The pages that compare apps and models in the reader's currency, and the links that carry it."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.support import page_of, text_of

APPS = "m=intercom-fin&m=gorgias&job=customer-support-chatbots&results=300"
MODELS = "m=gemini-4-argon&m=glm-5-3-flash&job=product-description"
pytestmark = pytest.mark.usefixtures("starter_release")


def lead_of(html: str) -> str:
    return unescape(html.partition('<p class="lead">')[2].partition("</p>")[0])


@pytest.mark.parametrize(("kind", "query"), [("apps", APPS), ("models", MODELS)])
def test_a_comparison_speaks_one_currency(client: Client, kind: str, query: str) -> None:
    address = f"/{kind}/compare/?{query}"
    dollars, euros = page_of(client.get(address)), page_of(client.get(f"{address}&currency=EUR"))

    assert "$" in lead_of(dollars)
    assert "€" not in lead_of(dollars)
    assert "€" in lead_of(euros)
    assert "$" not in lead_of(euros)
    month = re.search(r"Your month.*?</tr>", euros, re.DOTALL)
    assert month
    assert "€" in month[0]
    assert "$" not in month[0]
    assert "Converted at the rate on file: EUR 1 is $" in euros
    assert "Converted" not in dollars
    assert 'aria-label="Prices in"' in dollars
    assert f'href="/{kind}/?currency=EUR&amp;job=' in euros


@pytest.mark.parametrize(("kind", "query"), [("apps", APPS), ("models", MODELS)])
def test_a_currency_without_a_rate_is_said_and_left_out(
    client: Client, kind: str, query: str
) -> None:
    html = page_of(client.get(f"/{kind}/compare/?{query}&currency=CHF"))

    assert "No exchange rate for “CHF” is on file." in html
    assert "$" in lead_of(html)


def test_the_price_of_a_plan_is_in_the_currency_of_its_comparison(client: Client) -> None:
    html = page_of(client.get("/apps/compare/?m=chatgpt&m=claude&currency=EUR"))
    row = re.search(r">Its price<.*?</tr>", html, re.DOTALL)

    assert row
    assert row[0].count("€") == 2
    assert "€" in lead_of(html)


def test_lists_comparisons_and_pages_hand_the_currency_on(client: Client) -> None:
    models = page_of(client.get("/models/?makes=image&currency=EUR"))
    apps = page_of(client.get("/apps/?job=customer-support-chatbots&currency=EUR"))
    comparison = page_of(client.get(f"/apps/compare/?{APPS}&currency=EUR"))
    own = "/apps/gorgias/?job=customer-support-chatbots&results=300&currency=EUR"

    for html in (models, apps):
        pick = html.partition('<form id="pick"')[2].partition("</form>")[0]
        assert 'name="currency" value="EUR"' in pick
    assert re.search(r'href="/apps/gorgias/\?[^"]*currency=EUR', apps)
    assert re.search(r'href="/apps/gorgias/\?[^"]*currency=EUR', comparison)
    app = page_of(client.get(own))
    assert re.search(r'href="/apps/compare/\?m=gorgias[^"]*currency=EUR', app)
    assert "In euros on" in app


def test_rows_that_are_the_same_stand_under_one_summary(client: Client) -> None:
    html = page_of(client.get(f"/apps/compare/?{APPS}"))
    open_part, _, folded = html.partition('<details class="same-rows">')
    folded = folded.partition("</details>")[0]

    assert 'class="same"' not in open_part
    count = re.search(r"<summary>(\d+) of \d+ rows are the same for both", folded)
    assert count
    assert folded.count('<tr class="same">') == int(count[1]) > 0


def test_a_comparison_without_a_job_begins_with_a_conclusion(client: Client) -> None:
    text = text_of(client, "/models/compare/?m=gemini-4-argon&m=glm-5-3-flash")

    assert "cheapest for a million tokens" in text
    assert "the usual test" in text
