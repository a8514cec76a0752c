"""Where a pilot stands, its token for the API, and whether it counts in the field record."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from config.context import page as page_context
from wizard.models import Pilot
from wizard.pilot import agreeing, framing, holding, judged, tokens
from wizard.views.pilot.desk import CONFIRMED, Desk, at_desk, desk_of, once_locked
from wizard.views.plan import is_readable


@require_safe
@at_desk
def overview(desk: Desk) -> HttpResponse:
    """Show where the pilot stands and what comes next."""
    return show_overview(desk)


def show_overview(desk: Desk, **more: Any) -> HttpResponse:
    """Render the pilot's page; `more` holds what was just done."""
    asked = desk.request.GET
    shown: dict[str, Any]
    if desk.locked is None:
        given = agreeing.as_given(desk.pilot) if desk.pilot else framing.proposed(desk.frame)
        terms = agreeing.terms_given(given)
        shown = {
            "judged": None,
            "goals": judged.proposal(given, **desk.words),
            "trials": terms.trials,
            "risk": judged.risk_words(terms),
        }
        return desk.draw("pilot/overview", {**shown, "rule": agreeing.RULE_WORDS[given.rule], "token": "", **more})
    told = holding.stories(desk.locked)
    counting = [story.last for story in told if not story.last.struck]
    shown = {
        "judged": judged.judged(desk.locked, desk.latest),
        "entered": len(counting),
        "struck": len(told) - len(counting),
        "imports": desk.locked.imports.order_by("-made", "-pk")[:10],
        "readable": is_readable(desk.plan),
        "address": desk.plan.get_absolute_url(),
        "api_address": f"{page_context(desk.request)['base_url']}/api/v1/plans/{desk.plan.view_key}/trials",
        "took": asked.get("took", "")[:5] if asked.get("took", "").isdecimal() else "",
        "token": "",
    }
    return desk.draw("pilot/overview", {**shown, **more})


# --------------------------------------------------------------------------------------------- token and field record


@require_POST
@at_desk
@once_locked
def token(desk: Desk, pilot: Pilot) -> HttpResponse:  # noqa: ARG001  # it is enough that it is locked
    """Make a token for the API and show it this once, or let none open anything any more."""
    if desk.typed.get("act") == "revoke":
        tokens.revoke_token(desk.plan)
        return desk.go()
    made = tokens.make_token(desk.plan) or ""
    return show_overview(desk_of(desk.request, desk.edit_key), token=made)


@require_POST
@at_desk
@once_locked
def record(desk: Desk, pilot: Pilot) -> HttpResponse:  # noqa: ARG001  # it is enough that it is locked
    """Let the pilot count in the field record, or take that back."""
    holding.share(desk.plan, shared=desk.typed.get("shared") == CONFIRMED)
    return desk.go(query="record=1#record")
