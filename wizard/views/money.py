"""The money of a plan as of now: readers see it, its owner edits every figure beside the totals."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.crypto import salted_hmac
from django.utils.http import quote_etag
from django.views.decorators.http import require_http_methods, require_safe

from catalog import releases
from catalog.parsing import format_input
from wizard.engine.decision import Assumptions, Decision
from wizard.engine.regret import World, worlds_of
from wizard.models import Pilot, Plan, PlanMoney, PlanVersion
from wizard.pilots import holding, moneys
from wizard.pilots.holding import OvertakenError
from wizard.plans import links
from wizard.plans.versions import decision_of
from wizard.views import closed
from wizard.views.pilot.desk import Desk, at_desk, seen_of
from wizard.views.plan import for_holders, gone, is_readable

SUPPOSE = "if"
LONGEST = 80  # characters of a figure that are read


@require_safe
@closed.says_why
def read(request: HttpRequest, view_key: str) -> HttpResponse:
    """Show a reader the money with what is measured and what its owner put in."""
    version = PlanVersion.objects.filter(plan__view_key=view_key).select_related("plan").newest_first().first()
    if version is None:
        raise Http404
    plan = version.plan
    if not is_readable(plan):
        return gone(request, plan)
    links.note_opened(plan)
    decision, own = decision_of(version), moneys.of(plan)
    shown = _shown(request, decision, holding.of(plan), own)
    context = {
        **shown,
        "edition": releases.current(),
        "heading": plan.title or "A plan",
        "address": plan.get_absolute_url(),
        "owner": False,
    }
    response = render(request, "wizard/money/read.html", context)
    patch_vary_headers(response, ["Cookie"])
    etag = quote_etag(salted_hmac("wizard.money", response.content.decode(), algorithm="sha256").hexdigest()[:32])
    return for_holders(get_conditional_response(request, etag=etag, response=response) or response, etag)


def _shown(request: HttpRequest, decision: Decision, pilot: Pilot | None, own: PlanMoney | None) -> dict[str, Any]:
    assumptions = moneys.assumed_now(decision, pilot, own)
    if assumptions is None:
        return {"sheet": None, "fields": (), "errors": {}}
    suppose = request.GET.get(SUPPOSE, "")
    return {
        "sheet": moneys.lay_out(assumptions, decision.parts, moneys.purse_of(own), suppose, _worlds()),
        "fields": moneys.fields(assumptions),
        "errors": {},
    }


def _worlds() -> tuple[World, ...]:
    """Return the worlds of the current release: the money is as of now."""
    return worlds_of(releases.current().catalog)


@require_http_methods(["GET", "HEAD", "POST"])
@at_desk
def edit(desk: Desk) -> HttpResponse:
    """Show every figure in a field beside the totals; a POST keeps what was changed."""
    plan, decision, pilot = desk.plan, _latest(desk.plan), desk.pilot
    own = moneys.of(plan)
    assumptions = moneys.assumed_now(decision, pilot, own)
    if desk.request.method != "POST" or assumptions is None:
        return _draw(desk, _shown(desk.request, decision, pilot, own), own)
    sent = {name: value[:LONGEST] for name, value in desk.typed.items()}
    figures, problems = moneys.read(assumptions, sent)
    currency, rate = moneys.read_currency(sent)
    if currency is None:
        problems = {**problems, **(rate if isinstance(rate, Mapping) else {})}
    if problems or currency is None:
        return _again(desk, assumptions, sent, problems, own)
    try:
        moneys.save(plan, figures, currency, None if isinstance(rate, Mapping) else rate, seen=seen_of(desk))
    except OvertakenError:
        return _again(desk, assumptions, sent, {}, own)
    return desk.go("money", "saved=1")


def _latest(plan: Plan) -> Decision:
    version = plan.versions.newest_first()[:1].get()
    return decision_of(version)


def _again(
    desk: Desk, assumptions: Assumptions, sent: Mapping[str, str], problems: Mapping[str, str], own: PlanMoney | None
) -> HttpResponse:
    """Show the form with what was typed and what is wrong with it; without problems another window was quicker."""
    ids = {field.key: field.id for field in moneys.fields(assumptions)}
    shown = {
        "sheet": moneys.lay_out(assumptions, _latest(desk.plan).parts, moneys.purse_of(own), worlds=_worlds()),
        "fields": moneys.fields(assumptions, sent, problems),
        "errors": {ids.get(key, f"f-{key}").removeprefix("f-"): text for key, text in problems.items()},
        "overtaken": not problems,
        "problems": problems,
        "typed": sent,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.CONFLICT
    return _draw(desk, shown, own, status)


def _draw(
    desk: Desk, shown: Mapping[str, Any], own: PlanMoney | None, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    typed: Mapping[str, str] = shown.get("typed", {})
    problems: Mapping[str, str] = shown.get("problems", {})
    rate = format_input(own.rate.normalize()) if own and own.rate else ""
    return desk.draw(
        "money/edit",
        {
            "overtaken": False,
            **shown,
            "address": desk.plan.get_absolute_url(),
            "owner": True,
            "seen": own.revision if own else 0,
            "saved": desk.request.GET.get("saved") == "1",
            "currency": typed.get(moneys.CURRENCY, own.currency if own else ""),
            "rate": typed.get(moneys.RATE, rate),
            "currency_problem": problems.get(moneys.CURRENCY, ""),
            "rate_problem": problems.get(moneys.RATE, ""),
        },
        status,
    )
