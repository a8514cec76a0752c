"""The queue on the desk's first page names what is due, what most plans lean on first, and where it is put right."""

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, override

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog import releases, starter
from catalog.loader import load
from catalog.models import AiModel, Cell, Price, Report, Source
from tests.support import empty_desk, member, saved
from tests.wizard.impact import keep_plans, wandered
from wizard.models import LinkCheck, Plan
from wizard.publishing.linkchecks import ask, check, due
from wizard.publishing.queue import ANNOUNCED, BROKEN, OVERDUE, REPORT, RETIRING, SELLERS, UNPROVED, Queue, queue

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 25)
PLANS = range(12)


@pytest.fixture
def desk(db: None) -> None:
    """Fill the desk, publish it, and let a dozen plans lean on it."""
    empty_desk()
    load(starter.read())
    Cell.objects.update(review_by=None)
    AiModel.objects.filter(retires__gte=ON, retires__lte=ON + timedelta(days=60)).update(retires=None)
    Price.objects.filter(valid_from__gt=ON).delete()
    keep_plans(PLANS, releases.publish(author=None, note="First.").digest)


def of_kind(found: Queue, kind: str) -> list[Any]:
    return [task for task in found.tasks if task.kind == kind]


def chosen() -> str:
    found = [part.chosen for seed in PLANS for part in wandered(seed)[1].parts if part.chosen]
    return max(sorted(set(found)), key=found.count)


def leaning_on(text: str) -> int:
    from wizard.models import PlanVersion

    return sum(text in version.decision for version in PlanVersion.objects.order_by("pk"))


@pytest.mark.usefixtures("desk")
def test_each_kind_leads_to_its_page_with_the_plans_on_it() -> None:
    """One desk for all kinds, because filling it takes longest; each part sets one thing and looks for it."""
    overdue()
    ending()
    announced()
    reported()
    broken()
    sellers_own()


def overdue() -> None:
    cell = Cell.objects.select_related("use_case").get(use_case__slug=_job(), branch="language")
    Cell.objects.filter(pk=cell.pk).update(as_of=ON - timedelta(days=9), review_by=ON - timedelta(days=1))

    (task,) = of_kind(queue(ON), OVERDUE)

    assert task.address == reverse("admin:catalog_cell_change", args=[cell.pk])
    assert task.why == "To be read again by 24 Nov 2026"
    assert task.plans == leaning_on(f'"subject":"{_job()}/language"') > 0


def ending() -> None:
    AiModel.objects.filter(slug=chosen()).update(retires=ON + timedelta(days=60))
    AiModel.objects.filter(slug="glm-5").update(retires=ON + timedelta(days=61))

    (task,) = of_kind(queue(ON), RETIRING)

    assert task.address == reverse("admin:catalog_aimodel_change", args=[AiModel.objects.get(slug=chosen()).pk])
    assert task.plans == leaning_on(f'"kind":"model","subject":"{chosen()}"') > 0


def announced() -> None:
    old = Price.objects.filter(offer__model__slug=chosen(), valid_to=None).select_related("offer").order_by("pk")[0]
    Price.objects.filter(pk=old.pk).update(valid_to=ON + timedelta(days=20))
    new = saved(Price, offer=old.offer, unit=old.unit, usd=9, valid_from=ON + timedelta(days=21), state="published")

    (task,) = of_kind(queue(ON), ANNOUNCED)

    assert task.address == reverse("admin:catalog_price_change", args=[new.pk])
    assert task.plans == leaning_on(f'"subject":"{old.offer.slug}/{old.unit}/')


def reported() -> None:
    report = saved(Report, page=f"/models/{chosen()}/")
    saved(Report, page="/models/", state="done")

    (task,) = of_kind(queue(ON), REPORT)

    assert task.address == reverse("admin:catalog_report_change", args=[report.pk])
    assert task.plans == leaning_on(f'"kind":"model","subject":"{chosen()}"')


def broken() -> None:
    url = due(1)[0]
    check([url], lambda _: "404 Not Found")

    (task, *_) = of_kind(queue(ON), BROKEN)

    assert task.why == f"{url} answered: 404 Not Found"
    assert Source.objects.get(pk=task.address.split("/")[-3]).url == url


def sellers_own() -> None:
    tasks = of_kind(queue(ON), SELLERS)

    assert all(task.plans for task in tasks)
    assert all(task.address.startswith("/admin/catalog/score/") for task in tasks)


def _job() -> str:
    found = [
        fact.subject.partition("/")[0]
        for seed in PLANS
        for part in wandered(seed)[1].parts
        for fact in part.reason.facts
        if fact.subject.endswith("/language")
    ]
    return max(sorted(set(found)), key=found.count)


@pytest.mark.usefixtures("desk")
def test_unproved_facts_are_named_where_plans_lean_on_them() -> None:
    unsourced = Source.objects.get(slug="unsourced")
    used, unused = (
        Cell.objects.filter(use_case__slug=_job(), branch="language"),
        Cell.objects.exclude(use_case__slug__in=[row["use_case"] for row in _outputs()]).order_by("pk")[:1],
    )
    Cell.objects.filter(pk__in=[*used.values_list("pk", flat=True), *[row.pk for row in unused]]).update(
        source=unsourced
    )
    releases.publish(author=None, note="Second.")

    (task,) = of_kind(queue(ON), UNPROVED)

    assert task.address == reverse("admin:catalog_cell_change", args=[used.get().pk])
    assert task.plans > 0


def _outputs() -> Iterator[dict[str, Any]]:
    for seed in PLANS:
        yield from (row for row in dict(wandered(seed)[0])["outputs"] if "use_case" in row)


@pytest.mark.usefixtures("desk")
def test_what_most_plans_lean_on_comes_first_and_closed_plans_count_for_nothing() -> None:
    Cell.objects.update(as_of=ON - timedelta(days=9), review_by=ON - timedelta(days=1))
    counts = [task.plans for task in queue(ON).tasks]
    Plan.objects.update(withdrawn="2026-11-25T00:00Z")

    assert counts == sorted(counts, reverse=True)
    assert counts[0] > 0
    assert {task.plans for task in queue(ON).tasks} == {0}


@pytest.mark.usefixtures("desk")
def test_queue_takes_as_many_queries_for_many_rows_as_for_few() -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            queue(ON)
        return len(found)

    rows = list(Cell.objects.order_by("pk").values_list("pk", flat=True))
    due_rows = {"as_of": ON - timedelta(days=9), "review_by": ON - timedelta(days=1)}
    Cell.objects.filter(pk__in=rows[:1]).update(**due_rows)
    saved(Report, page="/models/")
    one = queries()
    Cell.objects.filter(pk__in=rows[:30]).update(**due_rows)
    saved(Report, page="/models/")

    assert queries() == one


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(("role", "seen"), [("Editor", True), ("Reviewer", True), ("Keeper", True), ("Support", False)])
def test_queue_stands_on_the_first_page_of_those_who_edit(role: str, *, seen: bool) -> None:
    assert ("What to look at next" in member(role).get(reverse("admin:index")).content.decode()) is seen


# Links


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response({"/there": 200, "/shy": 403}.get(self.path, 404))
        self.end_headers()

    @override
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def test_links_are_asked_over_http() -> None:
    with HTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        answers = [ask(f"{base}{path}", seconds=5) for path in ("/there", "/shy", "/gone")]
        server.shutdown()

    assert answers == ["", "", "404 Not Found"]
    assert ask("ftp://x", seconds=1) == "No address of the web"


def test_links_asked_longest_ago_come_first_and_each_once() -> None:
    empty_desk()
    for slug, url in (("a", "https://a.example/"), ("b", "https://b.example/"), ("c", "https://a.example/")):
        saved(Source, slug=slug, url=url, state="published")
    saved(Source, url="https://draft.example/")
    check(["https://a.example/"], lambda _: "")

    assert due(5) == ["https://b.example/", "https://a.example/"]
    assert due(1) == ["https://b.example/"]


def test_command_keeps_what_was_answered(capsys: pytest.CaptureFixture[str]) -> None:
    empty_desk()
    saved(Source, url="http://127.0.0.1:9/", state="published")

    call_command("check_links", seconds=1)

    assert "Asked 1 addresses; 1 did not answer as they should." in capsys.readouterr().out
    assert LinkCheck.objects.get().broken
