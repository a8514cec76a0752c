"""Rate limits on everything that is sent to the site, so that no address is forgotten."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import InternalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from catalog import limits
from catalog.limits import What
from config import problems
from config.request_cost import MADE_OF_A_PLAN, SAFE

type Respond = Callable[[HttpRequest], HttpResponseBase]

CHANGING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
DESK = "admin"  # asks for an account everywhere but here:
LOGIN = "admin:login"
KNOWN, KNOWN_FOR = "known", 90 * 24 * 3600  # the cookie of a browser that signed in, and its seconds


class RateLimitMiddleware:
    """Count what is sent to an address under its own name, or as a change; refuse what is too many."""

    sync_capable = True
    async_capable = False

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        if _is_login(request) and request.user.is_authenticated:
            response.set_signed_cookie(
                KNOWN, "", KNOWN, max_age=KNOWN_FOR, path=request.path, secure=request.is_secure(), httponly=True,
                samesite="Lax",
            )  # fmt: skip
        return response

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        """Refuse before the view has done anything, where there were too many."""
        what = what_of(request)
        refused = _ask(request, what) if what else None
        if refused is None:
            return None
        if request.path.startswith(problems.ROOT):
            return limits.throttled(problems.response(request, problems.TOO_MANY, refused.sentence), refused)
        return limits.refuse(request, refused)


def _ask(request: HttpRequest, what: What) -> limits.Refused | None:
    """Count a request; a database that only reads counts none, and reading goes on."""
    try:
        return limits.ask(request, what, known=what == "logins" and is_known(request))
    except InternalError:
        if request.method in SAFE:
            return None
        raise


def is_known(request: HttpRequest) -> bool:
    """Tell whether somebody has signed in with this browser, so that strangers cannot shut it out of the log-in."""
    return request.get_signed_cookie(KNOWN, None, KNOWN, max_age=KNOWN_FOR) is not None


def _is_login(request: HttpRequest) -> bool:
    return request.method == "POST" and request.resolver_match is not None and request.resolver_match.view_name == LOGIN


def what_of(request: HttpRequest) -> What | None:
    """Return the limit that a request counts against; None where it only reads, counts itself, or is exempt."""
    found = request.resolver_match
    if found is None:
        return None
    view = found.view_name
    if request.method not in CHANGING:
        return "files" if view in MADE_OF_A_PLAN else None
    if view in settings.COUNTED_VIEWS:
        return str(settings.COUNTED_VIEWS[view])
    if DESK in found.namespaces or view in settings.SELF_COUNTED_VIEWS or view in settings.UNCOUNTED_VIEWS:
        return None
    return "calls" if request.path.startswith(problems.ROOT) else "changes"
