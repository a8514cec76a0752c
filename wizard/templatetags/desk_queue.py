"""The first page of the desk: what waits for whom, and the editors' queue."""

from collections.abc import Iterator
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.timezone import localdate

from catalog.admin.exchange import kinds_of
from catalog.admin.pending import keys_in
from catalog.admin.releases import may_publish
from catalog.exchange import runs
from catalog.models import Import, ImportChoice, Release, Report, Revision, RowState
from catalog.models.reports import ReportState
from wizard.pilot import space
from wizard.publishing.queue import queue

register = template.Library()


@register.inclusion_tag("admin/wizard/queue.html", takes_context=True)
def desk_queue(context: Context) -> dict[str, Any]:
    """Show what waits, and what to look at next, to whoever may see the matrix."""
    request = context["request"]
    if not request.user.has_perm("catalog.view_cell"):
        return {"queue": None}
    return {"queue": queue(localdate()), "tasks": list(tasks(request))}


def tasks(request: Any) -> Iterator[tuple[str, int, str]]:
    """Yield what waits for whoever asks, how much of it, and where."""
    review, publish = (
        reverse("admin:catalog_release_review"),
        reverse("admin:catalog_release_publish"),
    )
    yield "Waiting for review", sum(map(len, keys_in(RowState.REVIEW).values())), review
    yield (
        "My drafts",
        sum(map(len, keys_in(RowState.DRAFT, request.user).values())),
        f"{review}?drafts=1",
    )
    if "prices" in kinds_of(request):
        runs_of_lists = Import.objects.filter(watched=True).order_by("-made", "-pk")
        open_ = (
            (run, runs.open_rows(run).filter(choice=ImportChoice.OPEN.value).count())
            for run in runs_of_lists
        )
        run, count = next(((run, count) for run, count in open_ if count), (None, 0))
        where = (
            reverse("admin:catalog_import_change", args=[run.pk])
            if run
            else reverse("admin:catalog_import_changelist")
        )
        yield "Changed in the world", count, where
    for gathered in space.SPACES if request.user.has_perm("wizard.view_plan") else ():
        if (taken := gathered.alarming()) is not None:
            where = reverse("admin:wizard_plan_changelist")
            yield f"of 100 of the room for {gathered.what} are taken", taken, where
    reports = Report.objects.filter(state=ReportState.OPEN.value).count()
    yield "Readers’ reports", reports, reverse("admin:catalog_report_changelist")
    if may_publish(request):
        last = Release.objects.newest_first().values_list("published_at", flat=True).first()
        approved = Revision.objects.filter(
            state=RowState.PUBLISHED.value, **({"made__gt": last} if last else {})
        )
        yield (
            "Approved, to publish",
            approved.order_by().values("kind", "row").distinct().count(),
            publish,
        )
