"""The desk knows what goes stale: its first page, lists and queue say how old facts are.

One act confirms a source.
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import releases
from catalog.models import AiModel, Offer, Price, Provider, Revision, Sighting, Source
from catalog.models.facts import facts
from tests.support import empty_desk, member, published, saved
from wizard.publishing.queue import OLD, queue

pytestmark = pytest.mark.django_db

LIST = reverse("admin:catalog_price_changelist")
HOME = reverse("admin:index")
AGES = {"old": (61, 400), "soon": (60, 31), "lately": (30, 0)}  # days; a price is old after 60


@pytest.fixture
def prices() -> dict[int, Price]:
    """Publish a price of every age, each in a source of its own, and return them by age."""
    empty_desk()
    rows = {days: priced(days) for ages in AGES.values() for days in ages}
    releases.publish(author=None, note="By a test.")
    return rows


def priced(days: int) -> Price:
    model = published(AiModel, name=f"Model {days}", released=date(2024, 1, 1), listed=True)
    seller = published(Provider, slug=f"seller-{days}")
    offer = published(Offer, model=model, seller=seller)
    read = localdate() - timedelta(days=days)
    row: Price = published(
        Price,
        offer=offer,
        unit="input_mtok",
        amount=Decimal(2),
        valid_from=date(2024, 2, 1),
        as_of=read,
        source=published(Source, slug=f"page-{days}", title=f"Page {days}"),
    )
    return row


@pytest.fixture
def editor(prices: dict[int, Price]) -> Client:
    return member("Editor")


def shown(client: Client, **query: str) -> list[Price]:
    """Return the prices of a list, in its order."""
    return list(client.get(LIST, query).context["cl"].result_list)


@pytest.mark.parametrize(("sort", "days"), AGES.items(), ids=AGES)
def test_list_is_narrowed_to_what_is_old_or_soon_will_be(
    editor: Client, prices: dict[int, Price], sort: str, days: tuple[int, int]
) -> None:
    rows = shown(editor, age=f"{sort}-offer-prices")

    assert {row.pk for row in rows} == {prices[day].pk for day in days}


@pytest.mark.parametrize("value", ["old-plan-prices", "old", "x", "old-offer-prices'"])
def test_other_values_of_the_filter_show_nothing_that_is_of_none(
    editor: Client, value: str
) -> None:
    assert shown(editor, age=value) == []


def test_list_says_when_each_was_seen_last_and_sorts_by_it(
    editor: Client, prices: dict[int, Price]
) -> None:
    first = prices[400]
    Sighting.objects.create(
        kind="prices",
        row=first.pk,
        key=list(first.natural_key()),
        source=first.source,
        day=localdate(),
    )
    page = editor.get(LIST)
    place = page.context["cl"].list_display.index("last_seen")

    oldest_first = shown(editor, o=str(place))

    assert [row.seen_on for row in oldest_first] == sorted(row.seen_on for row in oldest_first)
    assert oldest_first[0].pk == prices[61].pk
    assert len(re.findall(r": old</td>", page.content.decode())) == 1


def test_first_page_counts_each_sort_and_leads_to_its_list(
    editor: Client, prices: dict[int, Price]
) -> None:
    html = editor.get(HOME).content.decode()
    table = html[html.index('id="ages"') :]
    row = table[table.index("Prices of offers") :].partition("</tr>")[0]
    cells = re.findall(r"<td>(.*?)</td>", row, re.DOTALL)
    links = [unescape(link) for link in re.findall(r'href="([^"]+)"', row)]

    assert [re.findall(r"\d+", re.sub("<[^>]+>", " ", cell))[0] for cell in cells[:3]] == [
        "6",
        "2",
        "2",
    ]
    oldest = localdate() - timedelta(days=400)
    assert f"{oldest:%-d %b %Y}" in cells[3]
    for link, count in zip(links, (2, 2), strict=True):
        assert len(editor.get(link).context["cl"].result_list) == count


def old_tasks() -> dict[str, Any]:
    (due,) = [group for group in queue(localdate(), shown=100) if group.name == "Due"]
    return {task.what: task for task in due.tasks if task.kind == OLD}


def test_queue_names_the_sources_that_want_reading_and_one_act_confirms_each(
    editor: Client, prices: dict[int, Price]
) -> None:
    tasks = old_tasks()
    assert {*tasks} == {"1 of prices of offers: Page 61", "1 of prices of offers: Page 400"}
    task = tasks["1 of prices of offers: Page 400"]
    revisions = Revision.objects.count()

    assert task.seen in editor.get(HOME).content.decode()
    editor.post(task.seen, {"note": ""})

    assert {*old_tasks()} == {"1 of prices of offers: Page 61"}
    assert Sighting.objects.get().day == localdate()
    assert Revision.objects.count() == revisions
    ((_, fact),) = facts(Price.objects.filter(pk=prices[400].pk))
    assert fact.as_of == localdate() - timedelta(days=400)


def test_what_was_confirmed_by_mistake_is_taken_back_on_the_same_day(
    editor: Client, prices: dict[int, Price]
) -> None:
    source = prices[400].source
    page = reverse("admin:catalog_source_seen", args=[source.pk])
    before = old_tasks()
    Sighting.objects.create(  # by a list, which stays
        kind="prices",
        row=prices[61].pk,
        key=list(prices[61].natural_key()),
        source=source,
        day=localdate() - timedelta(days=50),
    )

    editor.post(page, {"note": ""})
    offered = editor.get(page).content.decode()
    editor.post(page, {"back": "Take back"})

    assert "Take back what was noted today (1)" in offered
    assert [row.row for row in Sighting.objects.all()] == [prices[61].pk]
    assert "1 of prices of offers: Page 400" in before
    assert "1 of prices of offers: Page 400" in old_tasks()


@pytest.mark.parametrize("role", ["Support"])
def test_who_may_not_change_sources_confirms_none(prices: dict[int, Price], role: str) -> None:
    page = reverse("admin:catalog_source_seen", args=[prices[400].source.pk])

    assert member(role).post(page, {"note": ""}).status_code == 403
    assert not Sighting.objects.exists()


def test_kind_that_does_not_age_has_no_such_column(editor: Client) -> None:
    saved(Provider, slug="another")
    page = editor.get(reverse("admin:catalog_provider_changelist"))

    assert "last_seen" not in page.context["cl"].list_display
    assert "age" not in {spec.title for spec in page.context["cl"].filter_specs}
