"""A plan's versions: the history in sentences, any two side by side, and deciding again."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from catalog import releases
from catalog.schema import group_pairs
from config.request_cost import declares
from wizard.models import PlanVersion, SignOff
from wizard.pilot.story import story as pilot_story
from wizard.plans import history as histories, pages
from wizard.views import making
from wizard.views.colleagues import for_holders, shared_page
from wizard.views.keyed import owned_plan, owned_version, whole_number
from wizard.views.request_costs import MADE

MOST_VERSIONS = 100  # on one page; nobody reads on


@for_holders
def history(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Tell what each version changed, in sentences, the latest first."""
    plan = version.plan
    signed = group_pairs((row.number, row) for row in SignOff.objects.of_plan(plan.pk))
    rows = plan.versions.with_changes()[:MOST_VERSIONS]
    lines = [
        (version, pages.changes_of(version), signed.get(version.number, ())) for version in rows
    ]
    return shared_page(
        request, "history", version, lines=lines, pilot=pilot_story(plan), view_key=plan.view_key
    )


@for_holders
def pick(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Lead from the form under the history to the two versions that were picked in it."""
    view_key = version.plan.view_key
    picked = [whole_number(request.GET.get(name, "")) for name in ("a", "b")]
    if None in picked:
        return HttpResponseRedirect(reverse("wizard:history", args=[view_key]))
    return HttpResponseRedirect(reverse("wizard:compare", args=[view_key, *picked]))


@for_holders
def compare(request: HttpRequest, version: PlanVersion, first: int, second: int) -> HttpResponse:
    """Set any two versions side by side: answers, outcome, money."""
    plan = version.plan
    pair = (
        get_object_or_404(plan.versions, number=first),
        get_object_or_404(plan.versions, number=second),
    )
    labels, title = (
        (f"Version {first}", f"Version {second}"),
        f"Version {first} beside version {second}",
    )
    return _side_by_side(
        request, pair, labels, title, reverse("wizard:compare", args=[plan.view_key, second, first])
    )


@require_safe
def original(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show a copy's owner how it differs from the original, if readable, without a link to it."""
    version = owned_version(edit_key)
    made_from = pages.original_of(version.plan)
    if made_from is None:
        raise Http404
    title = "The original beside this copy"
    return _side_by_side(request, (made_from, version), ("The original", "This copy"), title)


def _side_by_side(
    request: HttpRequest,
    pair: tuple[PlanVersion, PlanVersion],
    labels: tuple[str, str],
    title: str,
    turned: str = "",
) -> HttpResponse:
    """Render two versions, the second that of the page's plan.

    `turned` is the address of the other way round.
    """
    (one, other), plan = map(pages.summary_of, pair), pair[1].plan
    shown = {
        "edition": releases.current(),
        "address": plan.get_absolute_url(),
        "heading": plan.heading,
        "title": title,
        "turned": turned,
        "sentences": histories.sentences(one, other),
        "sides": [
            (version, label, version.get_absolute_url() if version.plan_id == plan.pk else "")
            for version, label in zip(pair, labels, strict=True)
        ],
        "tables": [
            (
                name,
                [line for line in lines if line.before != line.after],
                [line for line in lines if line.before == line.after],
            )
            for name, lines in histories.compared(one, other).items()
        ],
    }
    return render(request, "wizard/difference.html", shown)


@declares(MADE)
@require_POST
def redecide(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Decide the latest version's answers on today's facts, and show its owner the new version."""
    return making.make(request, owned_plan(edit_key), edit_key, from_latest=True)


@declares(MADE)
@require_POST
def undo(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Take the version back that its owner read last; one that was made meanwhile stays."""
    plan = owned_version(edit_key).plan
    number = whole_number(request.POST.get("version", ""))
    return making.undo(request, plan, edit_key, number or 0)
