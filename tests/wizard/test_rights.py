"""Every address of the wizard with every key: allowed or refused by the one table.

The docs repeat that table.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from http import HTTPStatus
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from config.environment import PROJECT
from config.logs import without_keys
from tests import rights
from tests.rights import OPEN, RIGHTS, Key, Right, Says
from tests.wizard.pilot.kit import CASES, PAYS_FOR_TWO, RATES, SIGNED, filled, start
from tests.wizard.plans import HOSTILE, made
from wizard.models import Plan, Why
from wizard.plans import drafts, links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

NOBODYS = "N" * 22
STATUS = {Says.UNKNOWN: HTTPStatus.NOT_FOUND, Says.CLOSED: HTTPStatus.GONE}
TITLE, OTHERS = "Menu photos of the Golden Goose", "Menu photos of the Silver Swan"


def test_every_address_has_its_line() -> None:
    names = {
        f"{space}:{name}"
        for space in ("wizard", "questions")
        for name in get_resolver(
            f"{space if space == 'wizard' else 'wizard.questions'}.urls"
        ).reverse_dict
        if isinstance(name, str)
    }

    assert {right.place for right in RIGHTS} == names


def test_the_documentation_says_the_same() -> None:
    assert rights.table() in (PROJECT / "docs" / "rights.md").read_text(encoding="utf-8")


def test_each_key_opens_what_the_table_says() -> None:
    """All addresses are asked of the same plans; each act is undone before the next."""
    plan, edit_key, _ = filled(TITLE)
    other, other_key, _ = made(
        "garden-shop", copied_from=made()[2], scale={"title": OTHERS}, **PAYS_FOR_TWO
    )
    start(other, cases=CASES[:2])
    wrong: dict[str, Any] = {}
    asked: set[tuple[str, Key]] = set()

    for key, view, edit in _states(plan, edit_key, other, other_key):
        for right in RIGHTS:
            reads = right.access.key == "view_key"
            text = view if reads else edit
            if text is None or (not right.access.key and key is not Key.NONE):
                continue  # where no key stands in the address, one look is enough
            with _taken_back():
                response = _asked(right, text)
            asked.add((right.access.key, key))
            meant = STATUS.get(right.access.answers[key], right.status)
            shown = f"{response.content.decode(errors='replace')} {response.headers}"
            secrets = (
                [edit_key, other_key, plan.edit_key_hash] if reads and key is not Key.EDIT else []
            )
            secrets += [TITLE, plan.view_key, edit_key] if key is Key.OTHER else []
            leaks = [each for each in secrets if each in shown]
            if response.status_code != meant or leaks:
                wrong[f"{right.method} {right.address}, {key}"] = response.status_code, meant, leaks

    assert wrong == {}
    assert asked >= {(right.access.key, key) for right in RIGHTS for key in Key if right.access.key}


def test_other_methods_are_not_for_an_address() -> None:
    plan, edit_key, _ = made()
    methods: defaultdict[str, set[str]] = defaultdict(lambda: {"GET", "POST", "PUT", "DELETE"})
    for right in RIGHTS:
        methods[right.path(plan.view_key if right.access.key == "view_key" else edit_key)].discard(
            right.method
        )

    answers = {
        (method, address): Client().generic(method, address).status_code
        for address, others in methods.items()
        for method in others
    }

    assert len(answers) > 100
    assert {place: status for place, status in answers.items() if status != 405} == {}


def test_pages_of_a_plan_stay_with_those_who_have_its_key_and_words_on_them_are_words() -> None:
    """No cache, search engine, other site or log gets a key.

    What is only read is sent once, without a cookie.
    """
    plan, edit_key, _ = filled(HOSTILE)
    keys = {
        "view_key": plan.view_key,
        "edit_key": edit_key,
        "sign_key": SIGNED,
        "rating_key": RATES,
        "": "",
    }
    said = set()
    for right in RIGHTS:
        if right.method != "GET" or right.status != HTTPStatus.OK:
            continue
        answer = Client().get(right.path(keys[right.access.key]))
        headers, name = answer.headers, right.address
        assert answer.status_code == HTTPStatus.OK, name
        assert not re.search(
            r"[\w-]{22}", without_keys(f"GET {answer.request['PATH_INFO']} 200")
        ), name
        if "text/html" in headers["Content-Type"]:
            assert "<script>alert" not in answer.content.decode(), name
            said |= {name} if "{{ boom }}" in unescape(answer.content.decode()) else set()
        if right.access is OPEN:
            continue
        assert "noindex" in headers["X-Robots-Tag"], name
        if right.access.key != "view_key":
            assert (headers["Cache-Control"], headers["Referrer-Policy"]) == (
                "no-store",
                "strict-origin",
            ), name
            continue
        assert headers["Cache-Control"] in {"private, no-cache", "no-store"}, name
        if headers["Cache-Control"] != "no-store":
            again = Client().get(
                answer.request["PATH_INFO"], headers={"if-none-match": headers["ETag"]}
            )
            assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b""), name
            assert not answer.cookies, name

    assert said >= {"shared", "fixed", "history", "compare", "questions", "signed", "home", "questions_owner", "opinion_owner", "vendors_owner", "pilot_cases", "rate_second"}  # fmt: skip


def _states(
    plan: Plan, edit_key: str, other: Plan, other_key: str
) -> Iterator[tuple[Key, str | None, str | None]]:
    """Yield each key, in place of a reader's key and of an owner's.

    None stands where it says nothing new.
    """
    yield Key.NONE, NOBODYS, NOBODYS
    yield Key.VIEW, plan.view_key, plan.view_key
    yield Key.EDIT, edit_key, edit_key
    yield Key.OTHER, other.view_key, other_key
    now, mine = timezone.now(), Plan.objects.filter(pk=plan.pk)
    with _taken_back():
        mine.update(expires=now - timedelta(days=1))
        yield Key.EXPIRED, plan.view_key, edit_key
    with _taken_back():
        mine.update(withdrawn=now)
        yield Key.REVOKED, plan.view_key, None
    with _taken_back():
        links.renew_view(mine.get())
        links.renew_edit(mine.get())
        yield Key.REVOKED, plan.view_key, edit_key
    with _taken_back():
        links.delete([mine.get()], Why.DELETED)
        yield Key.DELETED, plan.view_key, edit_key


@contextmanager
def _taken_back() -> Iterator[None]:
    """Take back in the database what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _asked(right: Right, key: str) -> Any:
    address = right.path(key)
    client = Client()
    sends = dict(right.sends)
    if right.address == "page" and right.method == "POST":
        plan = drafts.find(key)
        sends["seen"] = drafts.mark_of(plan.stored, ["outputs"]) if plan else ""
    if right.address == "opinion_page":
        sends["seen"] = drafts.mark_of({}, ["outputs"])
    return client.post(address, sends) if right.method == "POST" else client.get(address)
