"""Vendors: the questions to send, for everybody who has the link, and the owner's pages where replies come in."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalog import releases
from wizard.colleagues import vendors
from wizard.colleagues.vendors import ReplyForm, Vendor
from wizard.models import PlanVersion
from wizard.plans import replies as recording
from wizard.plans.documents import document_of
from wizard.views import walk
from wizard.views.colleagues import for_colleagues
from wizard.views.keyed import lead_to, owned_version


@require_safe
@for_colleagues
def shared(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    """Show the questions to send, vendor by vendor, with what the answers would turn."""
    plan = version.plan
    context = _shown(version)
    context |= {"heading": plan.heading, "address": plan.get_absolute_url(), "owner": False}
    return render(request, "wizard/vendors.html", context)


@require_safe
@walk.private
def owned(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the owner the same, with a way to record what came back."""
    version = owned_version(edit_key)
    context = _shown(version, edit_key)
    home = reverse("wizard:home", args=[edit_key])
    return render(request, "wizard/vendors.html", {**context, "heading": "Your plan", "address": home, "owner": True})


def _shown(version: PlanVersion, edit_key: str = "") -> dict[str, Any]:
    plan, today = version.plan, localdate()
    replies = vendors.replies_of(plan, version, today)
    return {
        "edition": releases.current(),
        "version": version,
        "ask": next((each for each in document_of(version).sections if each.key == "ask"), None),
        "groups": _by_weight(_with_replies(vendors.pack_of(version), replies, edit_key)),
        "replies": replies,
        "edit_key": edit_key,
        "pending": recording.counting(plan, today) != recording.of_version(version),
        "markdown": f"{plan.get_absolute_url()}vendors.md",
    }


def _by_weight(pack: Iterable[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the vendors whose answers would change the plan or came in, and the others."""
    first, others = list[dict[str, Any]](), list[dict[str, Any]]()
    for each in pack:
        weighs = any(row["reply"] or row["asked"].reverses for row in each["rows"])
        (first if weighs else others).append(each)
    return first, others


def _with_replies(pack: Iterable[Vendor], replies: Iterable[dict[str, Any]], edit_key: str) -> list[dict[str, Any]]:
    """Return the vendors with the last reply that counts beside each question."""
    last: dict[str, dict[str, Any]] = {}
    for row in replies:
        if row["counts"]:
            last.setdefault(row["row"].point, row)
    return [
        {
            "vendor": vendor,
            "rows": [
                {
                    "asked": asked,
                    "reply": last.get(asked.point.key),
                    "address": edit_key and reverse("wizard:reply", args=[edit_key], query={"point": asked.point.key}),
                }
                for asked in vendor.questions
            ],
        }
        for vendor in pack
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@walk.private
def reply(request: HttpRequest, edit_key: str) -> HttpResponse:
    """Show the form for one reply, or record it and lead back to the questions, as where nothing like it is asked."""
    version = owned_version(edit_key)
    sent = request.POST if request.method == "POST" else request.GET
    asked, today = vendors.find(version, sent.get("point", "")), localdate()
    if asked is None:
        return _back(edit_key)
    context = {
        "edition": releases.current(),
        "edit_key": edit_key,
        "asked": asked,
        "back": reverse("wizard:vendors_owner", args=[edit_key]),
        "home": reverse("wizard:home", args=[edit_key]),
        "trouble": "",
    }
    if request.method != "POST":
        return render(request, "wizard/reply.html", {**context, "form": ReplyForm(asked.point, today)})
    form = ReplyForm(asked.point, today, request.POST)
    if not form.is_valid():
        return render(request, "wizard/reply.html", {**context, "form": form}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    given = form.cleaned_data
    recorded = recording.record(
        version.plan, asked.point, given["value"], name=given["name"], on=given["stated_on"], until=given["valid_until"]
    )
    if recorded is None:
        trouble = f"This plan has {recording.MOST} replies, and takes no more."
        context |= {"form": form, "trouble": trouble}
        return render(request, "wizard/reply.html", context, status=HTTPStatus.CONFLICT)
    return _back(edit_key)


@require_POST
@walk.private
def take_back(_: HttpRequest, edit_key: str, number: int) -> HttpResponse:
    plan = owned_version(edit_key).plan
    if not recording.take_back(plan, number) and not plan.replies.filter(number=number).exists():
        raise Http404
    return _back(edit_key)


def _back(edit_key: str) -> HttpResponse:
    return lead_to("vendors_owner", edit_key, fragment="replies")
