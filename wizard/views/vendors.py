"""Vendors: the questions to send, for everybody who has the link.

Also the owner's pages where replies come in.
"""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST, require_safe

from config.request_cost import declares
from wizard.colleagues import vendors
from wizard.colleagues.vendors import ReplyForm, Vendor
from wizard.models import PlanVersion
from wizard.plans import replies as recording
from wizard.views.colleagues import answer_form, for_colleagues, read_or_sent, shared_page
from wizard.views.keyed import lead_to, owned_version, owner_page, sent
from wizard.views.request_costs import WORKED_OUT


@declares(WORKED_OUT)
@require_safe
@for_colleagues
def shared(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show the questions to send, vendor by vendor."""
    return shared_page(request, "vendors", version, owner=False, **_shown(version))


@declares(WORKED_OUT)
@require_safe
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the owner the same, with a way to record what came back."""
    version = owned_version(edit_key)
    home = reverse("wizard:home", args=[edit_key])
    own: dict[str, Any] = {"heading": "Your plan", "address": home, "owner": True}
    return shared_page(request, "vendors", version, **own, **_shown(version, edit_key))


def _shown(version: PlanVersion, edit_key: str = "") -> dict[str, Any]:
    plan, today = version.plan, localdate()
    replies = vendors.replies_of(plan, version, today)
    return {
        "pack": _with_replies(vendors.pack_of(version), replies, edit_key),
        "replies": replies,
        "edit_key": edit_key,
        "pending": recording.counting(plan, today) != recording.of_version(version),
        "markdown": f"{plan.get_absolute_url()}vendors.md",
    }


def _with_replies(
    pack: Sequence[Vendor], replies: Sequence[dict[str, Any]], edit_key: str
) -> list[tuple[Vendor, Any]]:
    """Return the vendors with their questions, the last reply that counts, and where to record."""
    last = {row["row"].point: row for row in reversed(replies) if row["counts"]}

    def address(key: str) -> str:
        return edit_key and reverse("wizard:reply", args=[edit_key], query={"point": key})

    rows = {
        vendor.slug: [
            (row, last.get(row.point.key), address(row.point.key)) for row in vendor.questions
        ]
        for vendor in pack
    }
    return [(vendor, rows[vendor.slug]) for vendor in pack]


@read_or_sent
def reply(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the form for one reply, or record it and lead back to the questions.

    It leads back too where nothing like it is asked.
    """
    version = owned_version(edit_key)
    question, today = (
        vendors.find(version, (sent(request) or request.GET).get("point", "")),
        localdate(),
    )
    if question is None:
        return _back(edit_key)

    def take(values: dict[str, Any]) -> HttpResponse:
        recording.record(version.plan, question.point, **values)
        return _back(edit_key)

    page = partial(owner_page, request, "reply", edit_key, asked=question)
    return answer_form(ReplyForm(question.point, today, sent(request)), page, take)


@require_POST
def take_back(_: HttpRequest, edit_key: str, number: int) -> HttpResponse:
    plan = owned_version(edit_key).plan
    if not recording.take_back(plan, number) and not plan.replies.filter(number=number).exists():
        raise Http404
    return _back(edit_key)


def _back(edit_key: str) -> HttpResponse:
    return lead_to("vendors_owner", edit_key, fragment="replies")
