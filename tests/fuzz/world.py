"""What is attacked: a site with plans, a pilot, colleagues' words and editors.

Also every page and form that it shows.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

from catalog import desk
from catalog.models import Price, Provider, Report
from config.environment import DAY, RateLimit
from tests.fuzz.firing import Attack, Target
from tests.fuzz.snapshots import PlanSnapshot, digest, take_snapshot
from tests.rights import FILE, RIGHTS, ROW, WALK
from tests.support import member, saved, unsaved
from tests.wizard.pilot.kit import RATES, SIGNED, filled, rows, start
from tests.wizard.plans import made
from tests.wizard.walker import HtmlForm, Reader
from wizard import roles
from wizard.exports.formats import FORMATS
from wizard.pilot import taking
from wizard.plans import drafts, links
from wizard.questions.page_order import all_questions

STRANGER, CHIEF = "stranger", "chief"
STAFF = (*roles.ROLES, CHIEF)
ENDLESS = {
    name: RateLimit(name, 10**9, 10**9, DAY) for name in settings.LIMITS
}  # of limits there are tests of their own
SELDOM = ("make/", "redecide/", ".pdf", ".png", "publish", "impact", "<name>")
# of a page of the desk, as often as of another: there are two of them to one, and editors are few
DESK_SHARE = 0.12
LARGE = 5_000  # bytes of a page that is drawn half as often as an empty one
_PART = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was found, who saw it, and the forms and queries on it."""

    who: str
    route: str
    address: str
    forms: tuple[HtmlForm, ...]
    queries: tuple[str, ...]
    size: int  # of what was shown, in bytes

    @property
    def sends(self) -> tuple[HtmlForm, ...]:
        """Its forms that send something, and do not only ask."""
        return tuple(form for form in self.forms if form.method.lower() == "post")


@dataclass(frozen=True, slots=True)
class World:
    """All that an attack may use."""

    sessions: Mapping[str, str]
    routes: tuple[str, ...]  # such as "p/<view_key>/history/", each as often as it is tried
    parts: Mapping[str, tuple[str, ...]]  # what stands in addresses, by name of the part
    pages: tuple[Page, ...]  # each as often as it is tried
    parameters: Mapping[str, tuple[str, ...]]  # of the API, by route
    names: tuple[str, ...]  # of every field and parameter seen anywhere
    victims: tuple[int, ...]  # plans whose private link no attack has
    prey: Mapping[str, int]  # plans by private key that attacks do have
    snapshot: PlanSnapshot  # by the prey, before any attack
    untouched: str  # the victims' mark


@dataclass(frozen=True, slots=True)
class Stage:
    """The plans of a site that is attacked, and where strangers begin to look around."""

    parts: Mapping[str, tuple[str, ...]]
    prey: Mapping[str, int]
    victims: tuple[int, ...]
    starts: tuple[str, ...]


def staged() -> Stage:
    """Make the plans, with what people did with them."""
    plan, edit_key, version = filled("Menu photos of the Golden Goose")
    victim, _, _ = made()
    of_victim = start(victim)
    taking.take(of_victim, rows(of_victim, 2, 1))
    renewed, _, _ = made("garden-shop")
    old = renewed.view_key
    links.renew_view(renewed)
    copied, copied_key, _ = made("garden-shop", copied_from=version)
    draft, draft_key = drafts.start({})
    saved(Report, page="/models/")
    desk.write(unsaved(Provider), author=None)
    saved(Price)
    pages = {question.page.key: question.page for question in all_questions()}.values()
    keys = {
        "view_key": plan.view_key,
        "edit_key": edit_key,
        "sign_key": SIGNED,
        "rating_key": RATES,
        "": "",
    }
    parts = {
        **{name: (key, "N" * 22) for name, key in keys.items()},
        "view_key": (
            plan.view_key,
            victim.view_key,
            copied.view_key,
            old,
            draft.view_key,
            "N" * 22,
        ),
        "edit_key": (edit_key, copied_key, draft_key, plan.view_key, "N" * 22),
        "opinion_key": (WALK, "N" * 22),
        "file_key": (FILE, "N" * 11),
        "step": tuple({page.step.value for page in pages}),
        "page": tuple({page.key for page in pages}),
        "pk": (str(ROW), "1"),
        "number": ("1", "2", str(ROW)),
        "result": (str(ROW), "1"),
        "name": tuple(FORMATS),
    }
    starts = (
        *(right.path(keys[right.access.key]) for right in RIGHTS if right.method == "GET"),
        *(f"/plan/{edit_key}/{page.step.value}/{page.key}/" for page in pages),
        *(f"/plan/{copied_key}/{rest}" for rest in ("original/", "pilot/", "pilot/new/")),
        *(f"/p/{copied.view_key}/", f"/p/{old}/", f"/plan/{draft_key}/goal/what/"),
        *(
            "/models/",
            "/search/?q=photo",
            "/search/?q=zzzz",
            "/use-cases/",
            "/learn/",
            "/claims/",
            "/releases/",
        ),
        *("/use-it/", "/llms.txt", "/models/gpt-4o.md", "/api/", "/api/v1/changes"),
        *("/api/v1/", "/sources/", "/report/?page=/models/", "/metrics"),
    )
    prey = {edit_key: plan.pk, copied_key: copied.pk, draft_key: draft.pk}
    return Stage(parts=parts, prey=prey, victims=(victim.pk, renewed.pk), starts=starts)


def of_strangers(target: Target, stage: Stage) -> Iterator[Page]:
    """Look at a page of each kind of address that somebody finds who has not signed in."""
    return _looked(target, STRANGER, "", stage.starts)


def built(target: Target) -> World:
    """Make the plans and the people, and look at a page of each kind of address."""
    stage = staged()
    sessions = dict(_sessions())
    found = list(of_strangers(target, stage))
    found += _looked(target, CHIEF, sessions[CHIEF], ["/admin/", *_desk()])
    parameters = dict(_parameters())
    names = {box.name for page in found for form in page.forms for box in form.boxes}
    names |= {name for each in parameters.values() for name in each}
    names |= {
        pair.partition("=")[0]
        for page in found
        for query in page.queries
        for pair in query.split("&")
    }
    return World(
        sessions=sessions,
        routes=tuple(route for route in routes() for _ in range(_lots(route))),
        parts=stage.parts,
        pages=tuple(page for page in found for _ in range(_lots(page.route, page.size))),
        parameters=parameters,
        names=tuple(sorted(names)),
        victims=stage.victims,
        prey=stage.prey,
        snapshot=take_snapshot(tuple(stage.prey.values())),
        untouched=digest(stage.victims),
    )


def _lots(route: str, size: int = 0) -> int:
    """Return how often a page is tried: seldom if large, slow or one of fifty alike."""
    share = (DESK_SHARE if route.startswith("admin/") else 1) / (1 + size / LARGE)
    return max(1, round(share * (1 if any(end in route for end in SELDOM) else 20)))


def routes() -> Iterator[str]:
    """Yield every address of the site once, with its parts in angle brackets."""
    return iter(dict.fromkeys(_routes(get_resolver(), "")))


def _routes(resolver: URLResolver, before: str) -> Iterator[str]:
    for each in resolver.url_patterns:
        written = _PART.sub(lambda part: f"<{part[1] or part[2]}>", str(each.pattern)).strip("^$")
        if isinstance(each, URLPattern):
            yield before + written
        else:
            yield from _routes(each, before + written)


def _sessions() -> Iterator[tuple[str, str]]:
    """Sign in one of each role, and one who may do everything."""
    chief = Client()
    chief.force_login(User.objects.create_superuser(CHIEF))
    for role, client in {CHIEF: chief, **{role: member(role) for role in roles.ROLES}}.items():
        yield role, client.cookies["sessionid"].value


def _desk() -> Iterator[str]:
    """Yield the address of a row of each table of the desk.

    Lists may have none of these on their first page.
    """
    from django.contrib import admin

    for table in admin.site._registry:
        row = table._default_manager.order_by("pk").first()
        if row is not None:
            root = f"/admin/{table._meta.app_label}/{table._meta.model_name}/"
            yield from (
                f"{root}{row.pk}/change/",
                f"{root}{row.pk}/history/",
                f"{root}{row.pk}/delete/",
            )


def _parameters() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parameters of each address of the API, as its document names them."""
    from config.urls import API

    document: Mapping[str, Any] = API.document
    for path, item in document["paths"].items():
        named = [
            row["name"] for operation in item.values() for row in operation.get("parameters", ())
        ]
        yield re.sub(r"{(\w+)}", r"<\1>", path.lstrip("/")), tuple(dict.fromkeys(named))


def _looked(target: Target, who: str, session: str, starts: Iterable[str]) -> Iterator[Page]:
    """Yield the pages to start from and those found by links, one of each kind of address."""
    waiting, known, looked = deque(starts), set(starts), set[str]()
    own = len(known)
    while waiting:
        address = waiting.popleft()
        own -= 1
        bare = urlsplit(address)
        try:
            route = resolve(bare.path).route
        except Resolver404:
            continue
        if own < 0 and route in looked:
            continue
        looked.add(route)
        answer = target.fire(Attack(who=who, path=bare.path, query=bare.query), session)
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise AssertionError(f"{address} answers {answer.status_code} to {who}\n{target.error}")
        if location := answer.headers.get("Location"):
            _next(urljoin(address, location), known, waiting)
        if "html" not in answer.headers.get("Content-Type", ""):
            yield Page(who, route, bare.path, (), (bare.query,), len(answer.content))
            continue
        read = Reader(answer.content.decode())
        hrefs = [
            urljoin(address, link)
            for link in read.links
            if not link.startswith(("mailto:", "http"))
        ]
        for link in hrefs:
            _next(link, known, waiting)
        queries = {urlsplit(link).query for link in hrefs if urlsplit(link).path == bare.path} | {
            bare.query
        }
        forms = tuple(form for form in read.forms if _worth(bare.path, form))
        yield Page(who, route, bare.path, forms, tuple(sorted(queries)[:5]), len(answer.content))


def _next(link: str, known: set[str], waiting: deque[str]) -> None:
    bare = link.partition("#")[0]
    if bare.startswith("/") and bare not in known:
        known.add(bare)
        waiting.append(bare)


def _worth(path: str, form: HtmlForm) -> bool:
    """Tell whether a form is worth a try; what stands on every page is tried from one."""
    on_each_page = form.action.startswith(("/theme/", "/admin/logout/"))
    return not on_each_page or path in {"/", "/admin/"}
