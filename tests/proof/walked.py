"""A walk over a whole site in which all that can be typed bears a mark.

So marks can be looked for.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import urljoin

from tests.http_client import Response, Visitor
from tests.load_client import PLAN
from tests.rights import RIGHTS, Right
from tests.wizard.walker import HtmlForm, Reader, Walker, filled

MARK = "Mq7xZ"  # begins every mark, and is no part of anything else
TYPED = {"text", "textarea", "search", "number", "email", "url", "date", "tel", "password"}
ENDS = {
    "delete",
    "links",
    "take",
    "sign_off_take_back",
    "opinion_delete",
}  # close what the walk still needs
MOST_PAGES = 60

_numbers = count(1)


def mark() -> str:
    """Return a text that was never written before."""
    return f"{MARK}{next(_numbers):05}"


@dataclass
class Walked:
    """What a walk leaves: who walked, and every secret that was handed out or typed."""

    visitor: Visitor
    view_key: str = ""
    edit_key: str = ""
    secrets: set[str] = field(default_factory=set)
    posts: int = 0


def walked(visitor: Visitor) -> Walked:
    """Answer everything, make a plan, and do all that can be done with it and around it."""
    walk = Walked(visitor)
    _make_a_plan(walk)
    _round(walk)
    for right in _posts():
        _send(walk, _address(walk, right), {**right.sends, "remark": mark(), "note": mark()})
    _round(walk)
    _second_opinion(walk)
    _by_program(walk)
    _around(walk)
    return walk


def _make_a_plan(walk: Walked) -> None:
    walker = _answered(walk, Walker(client=walk.visitor).get("/plan/new/"), PLAN)
    walk.view_key, walk.edit_key = walker.permalink.split("/")[2], walker.address.split("/")[2]
    walk.secrets |= {walk.view_key, walk.edit_key}


def _second_opinion(walk: Walked) -> None:
    walker = Walker(client=walk.visitor).get(f"/p/{walk.view_key}/second-opinion/").send()
    walk.secrets.add(walker.address.split("/")[4])
    _answered(walk, walker, re.compile(".*/compare/"))
    _send_all(walk, walker.address)


def _answered(walk: Walked, walker: Walker, end: re.Pattern[str]) -> Walker:
    """Answer page after page, with a mark in all text, and plainly where that is refused."""
    for _ in range(MOST_PAGES):
        if end.fullmatch(walker.address):
            return walker
        before, typed = walker.address, _marked(walker.form)
        walk.posts += 1
        if typed:
            walker.send(**{**filled(walker.text)[1], **typed})
        if typed and walker.address == before:
            walker.get(before)
        if not typed or walker.address == before:
            walker.answer()
    raise AssertionError(f"still at {walker.address}")


def _marked(form: HtmlForm) -> dict[str, str]:
    return {box.name: mark() for box in form.boxes if box.name and box.type in TYPED}


def _round(walk: Walked) -> None:
    """Open every page for these keys, and send every form on it with a mark in each field."""
    for right in RIGHTS:
        if right.method == "GET" and right.address not in {*ENDS, "page"}:
            _send_all(walk, _address(walk, right))


def _send_all(walk: Walked, address: str) -> None:
    page = walk.visitor.get(address, follow=True)
    if "html" not in page.headers.get("content-type", ""):
        return
    address = page.redirect_chain[-1][0] if page.redirect_chain else address
    walk.secrets |= {*re.findall(r"/(?:sign-off|second-opinion)/([\w-]{22})/", address)}
    for form in Reader(page.text).forms:
        target = urljoin(address, form.action.partition("#")[0])
        if form.method == "post" and not re.search(
            r"/(theme|delete|links|make|redecide|close)/", target
        ):
            given: dict[str, str | list[str]] = {**form.sent(), **_marked(form)}
            for name in dict.fromkeys(
                box.name for box in form.boxes if box.type in {"radio", "checkbox"}
            ):
                given.setdefault(name, [form.named(name)[0].value])
            _keep(walk, walk.visitor.post(target, given))


def _posts() -> Iterator[Right]:
    return (
        right
        for right in RIGHTS
        if right.method == "POST" and right.address not in {*ENDS, "new", "page"}
    )


def _address(walk: Walked, right: Right) -> str:
    keys = {
        "view_key": walk.view_key,
        "edit_key": walk.edit_key,
        "sign_key": "S" * 22,
        "rating_key": "R" * 22,
    }
    return right.path(keys.get(right.access.key, ""))


def _send(walk: Walked, address: str, given: Mapping[str, str]) -> Response:
    """Send the form that leads there, with these values.

    Where no page has such a form, send the values alone.
    """
    found = [
        form
        for form in _forms(walk, address)
        if urljoin(address, form.action.partition("#")[0]) == address
    ]
    own = (
        found[0].sent()
        if found
        else {"csrfmiddlewaretoken": _forms(walk, "/plan/new/")[0].sent()["csrfmiddlewaretoken"]}
    )
    seen = {"seen": own["seen"]} if "seen" in own else {}
    return _keep(walk, walk.visitor.post(address, {**own, **given, **seen}))


def _forms(walk: Walked, address: str) -> list[HtmlForm]:
    page = walk.visitor.get(address, follow=True)
    forms = Reader(page.text).forms
    return [
        form for form in forms if form.method == "post" and not form.action.startswith("/theme/")
    ]


def _keep(walk: Walked, answer: Response) -> Response:
    walk.posts += 1
    walk.secrets |= {
        *re.findall(
            r"/(?:sign-off|second-opinion)/([\w-]{22})/", answer.headers.get("location", "")
        )
    }
    return answer


def _by_program(walk: Walked) -> None:
    """Ask for a decision."""
    as_json = {"Content-Type": "application/json"}
    walk.visitor.send(
        "POST", "/api/v1/decide", json.dumps({"answers": [["check", mark()]]}), as_json
    )


def _around(walk: Walked) -> None:
    """Search, report, choose a theme, mistype keys, and say too much in headers."""
    ask = walk.visitor.get
    for address in (
        "/search/?q=",
        "/models/?q=",
        "/use-cases/?q=",
        "/plan/new/?q=",
        "/report/?page=/models/",
        "/nowhere/?q=",
    ):
        ask(address + mark())
    _send_all(walk, "/report/?page=/models/")
    walk.visitor.post("/theme/", {"theme": mark(), "next": f"/{mark()}/"})
    for key in (walk.view_key, walk.edit_key):
        for mistyped in (
            f"/p/{key}",
            f"/p/{key}/x",
            f"/plan/{key}/goal/nothing/",
            f"/p/{key}/v/99/",
            f"//p/{key}/",
            f"/plan/{key}.",
        ):
            ask(mistyped)
    for name in (
        "Referer",
        "User-Agent",
        "X-Forwarded-For",
        "Cookie",
        "Authorization",
        "Accept-Language",
    ):
        walk.visitor.send(
            "GET", "/", None, {name: f"{mark()} https://x.example/p/{walk.edit_key}/"}
        )
