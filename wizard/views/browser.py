"""The private keys of a browser's plans, in a signed cookie that is sent to /plan/ alone."""

import re

from django.http import HttpRequest, HttpResponse

from wizard.plans.drafts import MOST_REMEMBERED

KEY = re.compile(r"[A-Za-z0-9_-]{22}")  # the characters that 16 random bytes make
COOKIE = "plans"
PATH = "/plan/"
_SALT = "wizard.plans"
_YEAR = 365 * 24 * 3600  # seconds


def edit_keys(request: HttpRequest) -> list[str]:
    """Return the keys this browser remembers, newest first; none if the cookie is not ours."""
    cookie = request.get_signed_cookie(COOKIE, default="", salt=_SALT) or ""
    return [key for key in cookie.split(".") if KEY.fullmatch(key)]


def remember(request: HttpRequest, response: HttpResponse, edit_key: str) -> None:
    """Put a key first among those this browser remembers; drop the oldest of too many."""
    before = edit_keys(request)
    keys = [edit_key, *(key for key in before if key != edit_key)][:MOST_REMEMBERED]
    if keys != before:
        _set_cookie(request, response, keys)


def forget(request: HttpRequest, response: HttpResponse, edit_key: str) -> None:
    if edit_key in (before := edit_keys(request)):
        _set_cookie(request, response, [key for key in before if key != edit_key])


def follow(request: HttpRequest, response: HttpResponse, old: str, new: str) -> None:
    """Put a plan's new key where this browser remembers its old one, or else first."""
    before = edit_keys(request)
    keys = [new if key == old else key for key in before] if old in before else [new, *before]
    _set_cookie(request, response, keys[:MOST_REMEMBERED])


def _set_cookie(request: HttpRequest, response: HttpResponse, keys: list[str]) -> None:
    response.set_signed_cookie(
        COOKIE,
        ".".join(keys),
        salt=_SALT,
        max_age=_YEAR,
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
