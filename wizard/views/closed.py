"""Closed links answer with the reason why they were closed; unknown links answer 404."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now

from catalog.formatting import format_long_day
from wizard.models import Plan, Why
from wizard.plans import links

type View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What a closed link says."""

    title: str
    text: str
    ask: bool = True  # whether its owner can give another


def notice_of(plan: Plan) -> Notice:
    """Say why the link for others opens a plan no longer that is still kept."""
    if plan.withdrawn is not None:
        return Notice(
            title="This link was withdrawn",
            text=f"It was closed on {format_long_day(plan.withdrawn.date())}. Nothing was lost: the plan is still theirs.",
        )
    until = links.last_day(plan) or now().date()
    return Notice(
        title="This link has run out",
        text=f"Its owner let it open the plan until {format_long_day(until)}. Nothing was lost: the plan is still theirs.",
    )


def notice_for(why: Why, day: date, *, private: bool) -> Notice:
    """Say what became of a link of which only the hash is kept."""
    on = format_long_day(day)
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


def says_why(view: View) -> View:
    """Let a page that a view key opens say why it does not, where the link was closed for good."""
    return _says_why(view, "view_key")


def says_why_privately(view: View) -> View:
    """Let a page that an edit key opens say why it does not, where the link was closed for good."""
    return _says_why(view, "edit_key")


def _says_why(view: View, name: str) -> View:
    @wraps(view)
    def telling(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            link = links.closed(kwargs[name]) if name in kwargs else None
            if link is None:
                raise
            return page(request, notice_for(link.reason, link.closed, private=name == "edit_key"))

    return telling


def page(request: HttpRequest, notice: Notice) -> HttpResponse:
    """Say plainly that a link opens nothing any more."""
    response = render(request, "wizard/withdrawn.html", {"notice": notice}, status=HTTPStatus.GONE)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
