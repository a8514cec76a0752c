"""The queue on the desk's first page names what is due and where it is put right.

What most plans lean on comes first.
"""

import socket
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any
from unittest.mock import Mock
from urllib.parse import urlsplit

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import query, releases
from catalog.formatting import format_day
from catalog.imports.public_web import NoAnswerError, SilentError
from catalog.models import DESK, AiModel, Cell, End, Price, Report, Score, Source
from catalog.registry import KINDS
from tests.support import empty_desk, member, queries_of, saved, starter_catalog, take_desk
from tests.wizard.impact import keep_plans, wandered
from wizard.management.commands.check_links import NoWayOutError, check_links, urls_to_check
from wizard.models import CitedFacts, LinkCheck, Plan
from wizard.plans.drifting import CITED
from wizard.plans.tools import models_of, tools_named
from wizard.publishing.queue import (
    ANNOUNCED,
    BROKEN,
    OVERDUE,
    REPORT,
    RETIRING,
    SELLERS,
    UNPROVED,
    WAITING,
    TaskGroup,
    queue,
)
from wizard.roles import ROLES

pytestmark = pytest.mark.django_db

PLANS = range(12)


@pytest.fixture
def desk(db: None) -> None:
    """Fill the desk, publish it, and let a dozen plans lean on it."""
    take_desk()
    Cell.objects.update(review_by=None)
    End.objects.filter(day__gte=localdate(), day__lte=localdate() + query.SOON).delete()
    Price.objects.filter(valid_from__gt=localdate()).delete()
    Price.objects.filter(valid_to__gt=localdate()).update(valid_to=None)
    keep_plans(PLANS, releases.publish(author=None, note="First.").digest)


def whole_queue(on: date) -> tuple[TaskGroup, ...]:
    """Return the queue with no task cut off, since later on hundreds of sources are due."""
    return queue(on, shown=10_000)


def of_kind(found: Iterable[TaskGroup], kind: str) -> list[Any]:
    return [task for group in found for task in group.tasks if task.kind == kind]


def chosen() -> str:
    """Return the model that most plans name."""
    catalog = starter_catalog()
    rows = [
        slug
        for seed in PLANS
        for job in wandered(seed)[2].jobs
        for tool in tools_named(job)
        for slug in models_of(catalog, tool)
    ]
    return max(sorted(set(rows)), key=rows.count)


def citing(text: str) -> int:
    from wizard.models import PlanVersion

    return sum(text in version.decision for version in PlanVersion.objects.order_by("pk"))


@pytest.mark.usefixtures("desk")
def test_each_kind_leads_to_its_page_with_the_plans_on_it() -> None:
    """One desk for all kinds, since filling it takes longest.

    Each part sets one thing and looks for it.
    """
    overdue()
    ending()
    announced()
    waiting()
    reported()
    broken()
    sellers_own()


def overdue() -> None:
    cell = Cell.objects.select_related("use_case").get(use_case__slug=_job(), branch="language")
    Cell.objects.filter(pk=cell.pk).update(
        as_of=localdate() - timedelta(days=9), review_by=localdate() - timedelta(days=1)
    )

    (task,) = of_kind(whole_queue(localdate()), OVERDUE)

    assert task.address == reverse("admin:catalog_cell_change", args=[cell.pk])
    assert task.why == f"To be read again by {format_day(localdate() - timedelta(days=1))}"
    assert (
        task.plans
        == CitedFacts.objects.filter(facts__contains=[f"cells:{_job()}/language"]).count()
    )


def ending() -> None:
    near, day = AiModel.objects.get(slug=chosen()), localdate() + query.SOON
    end = saved(End, model=near, day=day, state="published")
    saved(End, model=near, day=day, status="not-before", state="published")
    late = AiModel.objects.get(slug="glm-5-2")
    saved(End, model=late, day=day + timedelta(days=1), state="published")

    (task,) = of_kind(whole_queue(localdate()), RETIRING)

    assert task.address == reverse("admin:catalog_end_change", args=[end.pk])
    assert (
        task.plans == CitedFacts.objects.filter(facts__contains=[f"models:{chosen()}"]).count() > 0
    )


def announced() -> None:
    old = (
        Price.objects.filter(offer__model__slug=chosen(), valid_to=None)
        .select_related("offer")
        .order_by("pk")[0]
    )
    Price.objects.filter(pk=old.pk).update(valid_to=localdate() + timedelta(days=20))
    new = saved(
        Price,
        offer=old.offer,
        unit=old.unit,
        amount=9,
        valid_from=localdate() + timedelta(days=21),
        state="published",
    )

    (task,) = of_kind(whole_queue(localdate()), ANNOUNCED)

    assert task.address == reverse("admin:catalog_price_change", args=[new.pk])
    assert task.plans == citing(f'"key":"{old.offer.slug}/{old.unit}/')


def waiting() -> None:
    cell = Cell.objects.get(use_case__slug=_job(), branch="language")
    Cell.objects.filter(pk=cell.pk).update(as_of=localdate() + timedelta(days=9), review_by=None)
    score = Score.objects.order_by("pk")[0]
    Score.objects.filter(pk=score.pk).update(as_of=localdate() + timedelta(days=9))
    in_nine_days = localdate() + timedelta(days=9)

    found = {task.address: task for task in of_kind(whole_queue(localdate()), WAITING)}
    later = {task.why for task in of_kind(whole_queue(in_nine_days), WAITING)}

    assert set(found) == {
        reverse(f"admin:catalog_{row._meta.model_name}_change", args=[row.pk])
        for row in (cell, score)
    }
    assert {task.why for task in found.values()} == {
        f"Publish a release on {format_day(localdate() + timedelta(days=9))}"
    }
    assert later == {"Publish a release now: its day has come"}


def reported() -> None:
    report = saved(Report, page=f"/models/{chosen()}/")
    saved(Report, page="/models/", state="done")

    (task,) = of_kind(whole_queue(localdate()), REPORT)

    assert task.address == reverse("admin:catalog_report_change", args=[report.pk])
    assert (
        task.plans == CitedFacts.objects.filter(facts__contains=[f"models:{chosen()}"]).count() > 0
    )


def broken() -> None:
    url = urls_to_check(1)[0]
    check_links([url], lambda _: "404 Not Found")

    (task, *_) = of_kind(whole_queue(localdate()), BROKEN)

    assert task.why == f"{url} answered: 404 Not Found"
    assert Source.objects.get(pk=task.address.split("/")[-3]).url == url


def sellers_own() -> None:
    tasks = of_kind(whole_queue(localdate()), SELLERS)

    listed = [task for task in tasks if "?source__id__exact=" in task.address]

    assert tasks
    assert any(task.plans for task in tasks)
    assert all(task.address.startswith("/admin/catalog/") for task in tasks)
    assert listed
    editor = member("Editor")
    for task in listed:
        rows = editor.get(task.address).context["cl"].result_count
        assert task.what.startswith(f"{rows:,} ")


def _job() -> str:
    rows = [
        job.work.key
        for seed in PLANS
        for job in wandered(seed)[2].jobs
        if not job.work.key.startswith("own")
    ]
    return max(sorted(set(rows)), key=rows.count)


@pytest.mark.usefixtures("desk")
def test_every_kind_of_fact_without_proof_is_named_where_plans_lean_on_it() -> None:
    """One desk for all kinds, as above: everything loses its source, or gets a seller's."""
    kinds = sorted(kind for kind in CITED if has_source(kind) and kind != "app_statements")
    cited = {
        fact.partition(":")[0] for row in CitedFacts.objects.order_by("pk") for fact in row.facts
    }
    used = {DESK[kind]._meta.model_name for kind in kinds if kind in cited}
    vendor = Source.objects.filter(voice="seller").order_by("pk")[0]
    figures_speak_for_themselves = {"score"}
    for source, group, named in (
        (Source.objects.get(slug="unsourced"), UNPROVED, used),
        (vendor, SELLERS, used - figures_speak_for_themselves),
    ):
        for kind in kinds:
            rows: Any = DESK[kind].objects
            rows.update(source=source)
        releases.publish(author=None, note=group)

        tasks = of_kind(whole_queue(localdate()), group)

        leant_on = {task.address.split("/")[3] for task in tasks if task.plans}
        assert leant_on - {"appstatement"} == named  # the key of a statement holds its source


def has_source(kind: str) -> bool:
    return "source" in KINDS[kind].fields


@pytest.mark.usefixtures("desk")
def test_fact_on_which_no_plan_leans_may_stay_unproved() -> None:
    unused = Cell.objects.exclude(
        use_case__slug__in=[row["use_case"] for row in _outputs()]
    ).order_by("pk")[:1]
    Cell.objects.filter(pk__in=[row.pk for row in unused]).update(
        source=Source.objects.get(slug="unsourced")
    )
    releases.publish(author=None, note="Second.")

    assert of_kind(whole_queue(localdate()), UNPROVED) == []


def _outputs() -> Iterator[dict[str, Any]]:
    for seed in PLANS:
        yield from (
            {"use_case": job.use_case} for job in wandered(seed)[1].jobs if job.use_case is not None
        )


@pytest.mark.usefixtures("desk")
def test_what_most_plans_lean_on_comes_first_and_closed_plans_count_for_nothing() -> None:
    Cell.objects.update(
        as_of=localdate() - timedelta(days=9), review_by=localdate() - timedelta(days=1)
    )
    groups = [[task.plans for task in group.tasks] for group in queue(localdate())]
    Plan.objects.update(withdrawn="2026-11-25T00:00Z")

    assert groups == [sorted(counts, reverse=True) for counts in groups]
    assert {task.plans for group in queue(localdate()) for task in group.tasks} == {0}


@pytest.mark.usefixtures("desk")
def test_queue_takes_as_many_queries_for_many_rows_as_for_few() -> None:
    rows = list(Cell.objects.order_by("pk").values_list("pk", flat=True))
    due_rows = {
        "as_of": localdate() - timedelta(days=9),
        "review_by": localdate() - timedelta(days=1),
    }
    Cell.objects.filter(pk__in=rows[:1]).update(**due_rows)
    saved(Report, page="/models/")
    one = queries_of(lambda: queue(localdate()))
    Cell.objects.filter(pk__in=rows[:30]).update(**due_rows)
    saved(Report, page="/models/")

    assert queries_of(lambda: queue(localdate())) == one


@pytest.mark.usefixtures("desk")
def test_queue_stands_on_the_first_page_of_those_who_edit() -> None:
    shown = {role: member(role).get(reverse("admin:index")).content.decode() for role in ROLES}

    assert {role for role, page in shown.items() if "What to look at next" in page} == {
        "Editor",
        "Reviewer",
        "Keeper",
    }


# Links


def test_links_asked_longest_ago_come_first_and_each_once() -> None:
    empty_desk()
    for slug, url in (
        ("a", "https://a.example/"),
        ("b", "https://b.example/"),
        ("c", "https://a.example/"),
    ):
        saved(Source, slug=slug, url=url, state="published")
    saved(Source, url="https://draft.example/")
    check_links(["https://a.example/"], lambda _: "")

    assert urls_to_check(5) == ["https://b.example/", "https://a.example/"]
    assert urls_to_check(1) == ["https://b.example/"]


def test_command_keeps_what_was_answered(capsys: pytest.CaptureFixture[str]) -> None:
    empty_desk()
    saved(Source, url="http://127.0.0.1:9/", state="published")

    call_command("check_links", seconds=1)

    assert "Asked 1 addresses; 1 did not answer as they should." in capsys.readouterr().out
    assert LinkCheck.objects.get().broken


def sources(count: int) -> None:
    empty_desk()
    for number in range(count):
        saved(Source, slug=f"s{number}", url=f"http://s{number}.example/", state="published")


def asking_where(answering: Collection[str], asked: list[str]) -> Callable[[str], str]:
    """Return how one asks where only these hosts are reached; `asked` notes whom."""

    def asking(url: str) -> str:
        asked.append(url)
        if str(urlsplit(url).hostname).partition(".")[0] not in answering:
            raise SilentError("No such host")
        return ""

    return asking


def test_machine_without_a_way_out_blames_itself_and_no_source() -> None:
    sources(7)
    check_links(["http://s6.example/"], lambda _: "")
    asked: list[str] = []

    with pytest.raises(NoWayOutError):
        check_links(urls_to_check(5), asking_where((), asked))

    assert asked[-1] == "http://s6.example/"  # who answered before
    assert [check.broken for check in LinkCheck.objects.all()] == [False]


def test_dead_hosts_are_told_by_one_that_answers() -> None:
    sources(7)

    check_links(urls_to_check(9), asking_where({"s5"}, []))

    broken = LinkCheck.objects.filter(broken=True).order_by("url").values_list("url", flat=True)
    assert list(broken) == [f"http://s{number}.example/" for number in (0, 1, 2, 3, 4, 6)]


def test_dead_hosts_are_told_by_one_that_answered_before() -> None:
    sources(7)
    check_links(["http://s6.example/"], lambda _: "")

    check_links(urls_to_check(5), asking_where({"s6"}, []))

    assert LinkCheck.objects.filter(broken=True).count() == 5
    assert urls_to_check(1) == ["http://s5.example/"]  # and not the same five


def test_five_dead_hosts_are_asked_once_and_not_in_every_week() -> None:
    sources(12)
    weeks = []
    for _ in range(3):
        asked: list[str] = []
        check_links(urls_to_check(6), asking_where({"s5", "s11", "s2"}, asked))
        weeks.append(asked[:6])

    assert {*weeks[0]} & {*weeks[1]} == set()
    assert {*weeks[0]} | {*weeks[1]} == {f"http://s{number}.example/" for number in range(12)}


def test_what_was_never_asked_says_nothing_of_the_way_out() -> None:
    sources(1)
    saved(Source, slug="inside", url="http://127.0.0.1:9/", state="published")

    def asking(url: str) -> str:
        raise NoAnswerError("Not public") if "127" in url else SilentError("No such host")

    with pytest.raises(NoWayOutError):
        check_links(urls_to_check(9), asking)

    assert [check.url for check in LinkCheck.objects.filter(broken=True)] == ["http://127.0.0.1:9/"]


def test_command_says_that_there_is_no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    sources(5)
    monkeypatch.setattr(socket, "getaddrinfo", Mock(side_effect=socket.gaierror))

    with pytest.raises(CommandError, match="no way out") as refusal:
        call_command("check_links", seconds=1)

    assert refusal.value.returncode == 3
