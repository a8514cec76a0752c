"""Every address of the wizard with every key: allowed or refused as the one table says, which the docs repeat."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from config.environment import PROJECT
from tests import rights
from tests.rights import OPEN, RIGHTS, Key, Right, Says
from tests.wizard.pilot.kit import CASES, start
from tests.wizard.quick import made
from wizard.models import About, Opinion, PilotResult, Plan, PlanQuestion, Reply, SignOff, Why
from wizard.pilot.store import protocol_of
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
    _, _, original = made()
    plan, edit_key, version = made(title=TITLE, copied_from=original)
    PlanQuestion.objects.create(pk=rights.ROW, plan=plan, about=About.NEXT, name="Ada", text=TITLE, version=1)
    SignOff.objects.create(pk=rights.ROW, version=version, name=TITLE, page=TITLE, key_hash="ab" * 32)
    Opinion.objects.create(version=version, key_hash=drafts.hash_of(rights.WALK))
    day = timezone.localdate()
    given = {"name": TITLE, "agreed": timezone.now(), "revealed": timezone.now()}
    Opinion.objects.create(pk=rights.ROW, version=version, key_hash="cd" * 32, **given)
    Reply.objects.create(
        plan=plan,
        number=rights.ROW,
        point="model|m|commercial_use",
        value="yes",
        name=TITLE,
        stated_on=day,
        valid_until=day,
    )
    other, other_key, _ = made(title=OTHERS, copied_from=original)
    for each in (plan, other):
        start(each, cases=CASES[:2], long=True)
    PilotResult.objects.create(
        pk=rights.ROW, pilot=plan.pilots.get(), number=9, model=_model(plan), values={"usd": "1"}
    )
    case = plan.pilots.get().cases.all()[0]
    case.files.create(place=1, key=rights.FILE, media_type="image/png", size=4, data=b"\x89PNG")
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


def _model(plan: Plan) -> str:
    return protocol_of(plan.pilots.get()).contenders[0].model


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
