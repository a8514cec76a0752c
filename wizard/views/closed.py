"""Closed links answer with the reason why they were closed; unknown links answer 404."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from catalog.formatting import format_long_day
from wizard.models import ClosedLink, Plan, Why
from wizard.plans import links

NOT_FOR_SEARCH = "noindex, nofollow"

type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    title: str
    text: str
    ask: bool = True  # whether its owner can give another


def gone(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Say why the link for others opens a plan no longer that is still kept."""
    if plan.withdrawn is not None:
        title, why = "This link was withdrawn", f"It was closed on {format_long_day(plan.withdrawn.date())}."
    else:
        until = format_long_day(links.last_day(plan) or now().date())
        title, why = "This link has run out", f"Its owner let it open the plan until {until}."
    return _page(request, Notice(title=title, text=f"{why} Nothing was lost: the plan is still theirs."))


def _notice_for(link: ClosedLink, *, private: bool) -> Notice:
    """Say what became of a link of which only the hash is kept."""
    why, on = link.reason, format_long_day(link.closed)
    if why is Why.RENEWED and private:
        return Notice(
            title="This private link was renewed",
            text=f"On {on} the plan got another private link, and this one stopped working. Nothing was lost.",
            ask=False,
        )
    if why is Why.RENEWED:
        return Notice(
            title="This link was renewed",
            text=f"On {on} its owner made a new link for the plan, and this one stopped working.",
        )
    if why is Why.DELETED:
        return Notice(
            title="This plan was deleted",
            text=f"Its owner deleted it on {on}, with all its versions. We keep nothing of it but this note.",
            ask=False,
        )
    return Notice(
        title="This plan is no longer kept",
        text=f"Nobody had used it for a long time, so it was deleted on {on}, as our page on privacy says.",
        ask=False,
    )


def says_why(view: View, name: str = "view_key") -> View:
    """Let a page that a key in its address opens say why it does not, where the link was closed for good."""

    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            link = links.closed(kwargs[name]) if name in kwargs else None
            if link is None:
                raise
            return _page(request, _notice_for(link, private=name == "edit_key"))

    return telling


def says_why_privately(view: View) -> View:
    """Do the same for a page that an edit key opens."""
    return says_why(view, "edit_key")


def _page(request: HttpRequest, notice: Notice) -> HttpResponse:
    response = render(request, "wizard/withdrawn.html", {"notice": notice}, status=HTTPStatus.GONE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = NOT_FOR_SEARCH
    return response
