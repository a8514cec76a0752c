"""The first page of the desk: what waits for whom, and the editors' queue."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django import template
from django.conf import settings
from django.db.models import Count
from django.template import Context
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import releases
from catalog.admin.ages import PARAMETER, AgeSort, choice_of
from catalog.admin.imports import kinds_of
from catalog.admin.pending import drafts_of, keys_in
from catalog.admin.releases import may_publish
from catalog.ages import AGEING, Age, Ageing, every_age
from catalog.models import (
    DESK,
    CheckChoice,
    ListCheck,
    Release,
    Report,
    Revision,
    RowState,
    ToCheck,
)
from catalog.models.reports import ReportState
from catalog.models.revisions import Act
from catalog.registry import KINDS
from catalog.schema import group_pairs
from catalog.watch.proposals import open_proposals
from catalog.watch.watched_lists import LISTS
from wizard.pilot import space
from wizard.publishing.queue import queue

register = template.Library()


@register.inclusion_tag("admin/wizard/queue.html", takes_context=True)
def desk_queue(context: Context) -> dict[str, Any]:
    """Show what waits, and what to look at next, to whoever may see the matrix."""
    request = context["request"]
    if not request.user.has_perm("catalog.view_cell"):
        return {"queue": None}
    return {
        "queue": queue(localdate()),
        "tasks": list(tasks(request)),
        "may_confirm": request.user.has_perm("catalog.change_source"),
    }


@register.inclusion_tag("admin/wizard/lists.html", takes_context=True)
def desk_lists(context: Context) -> dict[str, Any]:
    """Show how the last look at each list ended, to whoever may take what lists propose."""
    if not kinds_of(context["request"]):
        return {"checks": None}
    newest = {row.origin: row for row in ListCheck.objects.newest_of_each()}
    return {"checks": [(LISTS[name], newest.get(name)) for name in settings.WATCHED]}


@register.inclusion_tag("admin/wizard/ages.html", takes_context=True)
def desk_ages(context: Context) -> dict[str, Any]:
    """Show how old the facts of each sort are, to whoever may see the matrix."""
    newest, today = releases.newest(), localdate()
    if newest is None or not context["request"].user.has_perm("catalog.view_cell"):
        return {"sorts": None}
    ages = every_age(newest.catalog, today, newest.seen(today))
    by_sort = group_pairs((age.ageing.name, age) for age in ages)
    return {"sorts": [_of_sort(ageing, by_sort.get(ageing.name, ())) for ageing in AGEING]}


def _of_sort(ageing: Ageing, ages: Sequence[Age]) -> dict[str, Any]:
    """Return how many facts of a sort there are, and how many are or will soon be old.

    Also return the lists of the latter.
    """
    place = reverse(f"admin:catalog_{DESK[ageing.kind]._meta.model_name}_changelist")  # noqa: SLF001 (Django's documented name)
    counts = Counter(AgeSort.of(age) for age in ages)
    return {
        "label": ageing.label,
        "rows": len(ages),
        "oldest": min((age.seen for age in ages if age.seen), default=None),
        "old": counts[AgeSort.OLD],
        "old_list": f"{place}?{PARAMETER}={choice_of(AgeSort.OLD, ageing.name)}",
        "soon": counts[AgeSort.SOON],
        "soon_list": f"{place}?{PARAMETER}={choice_of(AgeSort.SOON, ageing.name)}",
        "mark": ageing.mark,
    }


def tasks(request: Any) -> Iterator[tuple[str, int, str]]:
    """Yield what waits for whoever asks, how much of it, and where."""
    review, publish = (
        reverse("admin:catalog_release_review"),
        reverse("admin:catalog_release_publish"),
    )
    yield "Waiting for review", sum(map(len, keys_in(RowState.REVIEW).values())), review
    yield (
        "My drafts",
        sum(map(len, drafts_of(request.user).values())),
        f"{review}?drafts=1",
    )
    yield from _watched(kinds_of(request))
    for gathered in space.SPACES if request.user.has_perm("wizard.view_plan") else ():
        if (taken := gathered.alarming()) is not None:
            where = reverse("admin:wizard_plan_changelist")
            yield f"of 100 of the room for {gathered.what} are taken", taken, where
    reports = Report.objects.filter(state=ReportState.OPEN.value).count()
    yield "Readers’ reports", reports, reverse("admin:catalog_report_changelist")
    if may_publish(request):
        last = Release.objects.newest_first().values_list("published_at", flat=True).first()
        # What only notes how a row stood before it was changed is no approval.
        approved = Revision.objects.exclude(act=Act.FOUND.value).filter(
            state=RowState.PUBLISHED.value, **({"made__gt": last} if last else {})
        )
        yield (
            "Approved, to publish",
            approved.order_by().values("kind", "row").distinct().count(),
            publish,
        )


def _watched(kinds: list[str]) -> Iterator[tuple[str, int, str]]:
    """Yield what lists propose, kind by kind, and what they say that a person has to check."""
    if not kinds:
        return
    rows = open_proposals().filter(run__kind__in=kinds).order_by()
    runs = list(
        rows.values_list("run__kind", "run").annotate(Count("pk")).order_by("run__kind", "-run")
    )
    for kind, run, count in runs:
        where = reverse("admin:catalog_import_change", args=[run])
        yield f"Changed in the world: {KINDS[kind].many}", count, where
    if not runs:
        yield "Changed in the world", 0, reverse("admin:catalog_import_changelist")
    open_checks = ToCheck.objects.filter(choice=CheckChoice.OPEN.value).count()
    where = f"{reverse('admin:catalog_tocheck_changelist')}?choice__exact=open"
    yield "To check in public lists", open_checks, where
