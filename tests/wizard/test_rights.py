"""Every address of the wizard with every key: allowed or refused as the one table says, which the docs repeat."""

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
from django.urls import get_resolver, reverse
from django.utils import timezone

from config.environment import PROJECT
from config.logs import without_keys
from tests import rights
from tests.rights import OPEN, RIGHTS, Key, Right, Says
from tests.wizard.pilot.kit import CASES, RATES, SIGNED, filled, start
from tests.wizard.plans import HOSTILE, made
from wizard.models import Plan, Why
from wizard.plans import drafts, links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

NOBODYS = "N" * 22
STATUS = {Says.UNKNOWN: [404], Says.CLOSED: [410]}
TITLE, OTHERS = "Menu photos of the Golden Goose", "Menu photos of the Silver Swan"


def test_every_address_has_its_line() -> None:
    names = {name for name in get_resolver("wizard.urls").reverse_dict if isinstance(name, str)}

    assert {right.address for right in RIGHTS} == names


def test_the_documentation_says_the_same() -> None:
    assert rights.table() in (PROJECT / "docs" / "rights.md").read_text(encoding="utf-8")


def test_each_key_opens_what_the_table_says() -> None:
    """All addresses are asked of the same plans; what was done at one is taken back before the next."""
    plan, edit_key, _ = filled(TITLE)
    other, other_key, _ = made(title=OTHERS, copied_from=made()[2])
    start(other, cases=CASES[:2], long=True)
    wrong: dict[str, Any] = {}

    for right in RIGHTS:
        allowed, found, leaks = right.status.value, defaultdict(list), []
        for key, text in _keys(plan, edit_key, other, other_key, right):
            response = _asked(right, text)
            found[key].append(response.status_code)
            shown = f"{response.content.decode(errors='replace')} {response.headers}"
            if key is not Key.EDIT and _reads(right):
                leaks += [each for each in (edit_key, other_key, plan.edit_key_hash) if each in shown]
            if key is Key.OTHER and right.access is not OPEN:
                leaks += [each for each in (TITLE, plan.view_key, edit_key) if each in shown]
        meant = {key: [STATUS.get(says, [allowed])[0]] * len(found[key]) for key, says in right.access.answers.items()}
        if found != meant or leaks:
            wrong[f"{right.method} {right.address}"] = found, meant, leaks

    assert wrong == {}


def test_other_methods_are_not_for_an_address() -> None:
    plan, edit_key, _ = made()
    methods: defaultdict[str, set[str]] = defaultdict(lambda: {"GET", "POST", "PUT", "DELETE"})
    for right in RIGHTS:
        methods[_address(right, plan.view_key if _reads(right) else edit_key)].discard(right.method)

    answers = {
        (method, address): Client().generic(method, address).status_code
        for address, others in methods.items()
        for method in others
    }

    assert len(answers) > 100
    assert {place: status for place, status in answers.items() if status != 405} == {}


def _shown(words: str) -> Iterator[tuple[Right, Any]]:
    """Yield every page of a plan with the answer to whoever may read it."""
    plan, edit_key, _ = filled(words)
    keys = {"view_key": plan.view_key, "edit_key": edit_key, "sign_key": SIGNED, "rating_key": RATES, "": ""}
    for right in RIGHTS:
        if right.method == "GET" and right.status == HTTPStatus.OK:
            yield right, Client().get(_address(right, keys[right.access.key]))


def test_pages_of_a_plan_stay_with_those_who_have_its_key() -> None:
    """No cache, search engine, other site or log gets a key; what is only read is sent once, without a cookie."""
    for right, answer in _shown(TITLE):
        headers, name = answer.headers, right.address
        assert answer.status_code == HTTPStatus.OK, name
        assert not re.search(r"[\w-]{22}", without_keys(f"GET {answer.request['PATH_INFO']} 200")), name
        if right.access is OPEN:
            continue
        assert "noindex" in headers["X-Robots-Tag"], name
        if right.access.key != "view_key":
            assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "strict-origin"), name
            continue
        assert headers["Cache-Control"] in {"private, no-cache", "no-store"}, name
        if headers["Cache-Control"] != "no-store":
            again = Client().get(answer.request["PATH_INFO"], headers={"if-none-match": headers["ETag"]})
            assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b""), name
            assert not answer.cookies, name


def test_hostile_words_are_words_on_every_page_and_in_every_file() -> None:
    said = set()
    for right, answer in _shown(HOSTILE):
        if "text/html" in answer.headers["Content-Type"]:
            text = answer.content.decode()
            assert "<script>alert" not in text, right.address
            said |= {right.address} if "{{ boom }}" in unescape(text) else set()

    assert said >= {"shared", "fixed", "history", "compare", "questions", "signed", "home", "questions_owner", "opinion_owner", "vendors_owner", "pilot_cases", "pilot_results", "rate_second"}  # fmt: skip


def _keys(plan: Plan, edit_key: str, other: Plan, other_key: str, right: Right) -> Iterator[tuple[Key, str]]:
    """Yield each key as it stands, one after the other; what was done for one is taken back before the next."""
    at_door = plan.view_key if _reads(right) else edit_key
    yield from _undone(Key.NONE, NOBODYS)
    yield from _undone(Key.VIEW, plan.view_key)
    yield from _undone(Key.EDIT, edit_key)
    yield from _undone(Key.OTHER, other.view_key if _reads(right) else other_key)
    with _taken_back():
        Plan.objects.filter(pk=plan.pk).update(expires=timezone.now() - timedelta(days=1))
        yield Key.EXPIRED, at_door
    if _reads(right):
        with _taken_back():
            Plan.objects.filter(pk=plan.pk).update(withdrawn=timezone.now())
            yield Key.REVOKED, at_door
    with _taken_back():
        renew = links.renew_view if _reads(right) else links.renew_edit
        renew(Plan.objects.get(pk=plan.pk))
        yield Key.REVOKED, at_door
    with _taken_back():
        links.delete([Plan.objects.get(pk=plan.pk)], Why.DELETED)
        yield Key.DELETED, at_door


def _reads(right: Right) -> bool:
    """Return whether the link for others is the key."""
    return right.access.key == "view_key"


def _undone(key: Key, text: str) -> Iterator[tuple[Key, str]]:
    with _taken_back():
        yield key, text


@contextmanager
def _taken_back() -> Iterator[None]:
    """Take back in the database what happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _address(right: Right, key: str) -> str:
    keyed = {right.access.key: key} if right.access.key else {}
    return reverse(f"wizard:{right.address}", kwargs={**keyed, **right.parts})


def _asked(right: Right, key: str) -> Any:
    address = _address(right, key)
    client = Client()
    sends = dict(right.sends)
    if right.address == "page" and right.method == "POST":
        plan = drafts.find(key)
        sends["seen"] = drafts.mark_of(plan.stored, ["outputs"]) if plan else ""
    if right.address == "opinion_page":
        sends["seen"] = drafts.mark_of({}, ["outputs"])
    return client.post(address, sends) if right.method == "POST" else client.get(address)
