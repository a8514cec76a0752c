"""One lock for a plan: every change locks its row first.

Two that wait for each other are told apart, and a deleted plan is 410.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus
from io import BytesIO
from typing import Any, override

import psycopg
import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.db import OperationalError, connection, connections, models, transaction
from django.test import Client
from django.utils.timezone import localdate

from catalog import releases
from tests.rights import RIGHTS, WALK, Right
from tests.wizard.pilot.kit import CASES, RATES, SIGNED, filled, rows
from tests.wizard.pilot.samples import png
from tests.wizard.plans import Made
from wizard.colleagues import opinions, signoffs
from wizard.management.commands.purge_plans import purge
from wizard.models import Opinion, Plan, SignOff, TakenBackBy
from wizard.pilot import taking, texts
from wizard.plans import drafts, replies, versions
from wizard.plans.drafts import hash_of
from wizard.plans.overlay import point_of

CHANGES = [right for right in RIGHTS if right.method == "POST" and right.access.key]
# What writes nothing as the table sends it: a form with something missing, a step that comes too
# early.
WRITE_NOTHING = {
    "pilot_month",
    "pilot_settle",
    "questions:page",
    "pilot_bring",
    "reply",
    "opinion",
    "opinion_compare",
    "undo",
}
NOTES = re.compile(r'UPDATE "wizard_plan" SET "(?:opened|visited)"')  # that somebody was there
LOCK = re.compile(r'FROM "wizard_plan" .*FOR UPDATE', re.DOTALL)


def _depends_on_a_plan(model: type[models.Model], seen: frozenset[object] = frozenset()) -> bool:
    if model is Plan:
        return True
    parents = {
        field.related_model
        for field in model._meta.concrete_fields
        if field.is_relation and not field.null and field.related_model not in seen
    }
    return any(
        isinstance(parent, type) and _depends_on_a_plan(parent, seen | {model})
        for parent in parents
    )


TABLES = [
    model._meta.db_table
    for model in apps.get_app_config("wizard").get_models()
    if _depends_on_a_plan(model)
]
WRITE = re.compile(rf'(?:INSERT INTO|UPDATE|DELETE FROM) "(?:{"|".join(TABLES)})"')


def sent(right: Right, made: Made) -> Any:
    """Do what a line of the table of rights says, with the key that allows it."""
    plan, edit_key, _ = made
    keys = {
        "view_key": plan.view_key,
        "edit_key": edit_key,
        "sign_key": SIGNED,
        "rating_key": RATES,
    }
    sends = dict(right.sends)
    if right.address == "page":
        sends["seen"] = drafts.mark_of(plan.stored, ["outputs"])
    if right.address == "opinion_page":
        sends["seen"] = drafts.mark_of({}, ["outputs"])
    return Client().post(right.path(keys[right.access.key]), sends)


def deleted(made: Made) -> Any:
    return Client().post(f"/plan/{made[1]}/delete/", {"sure": "yes"})


# -------------------------------------------------------------------------------------- locks first


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect what is sent to the database."""
    found: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        found.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield found


def unlocked(found: list[str]) -> list[str]:
    """Return what was written to rows of a plan before its row was locked."""
    before = []
    for sql in found:
        if LOCK.search(sql):
            break
        if WRITE.match(sql) and not NOTES.match(sql):
            before.append(sql)
    return before


def test_tables_of_plans_are_found() -> None:
    assert {"wizard_plan", "wizard_signoff", "wizard_opinion", "wizard_casefile"} <= {*TABLES}
    assert "wizard_closedlink" not in TABLES


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_every_change_locks_its_plan_before_it_writes() -> None:
    made = filled("A plan of many parts")
    wrong, wrote = {}, set()
    for right in CHANGES:
        with transaction.atomic(), statements() as found:
            sent(right, made)
            transaction.set_rollback(True)
        if before := unlocked(found):
            wrong[right.does] = before
        if any(WRITE.match(sql) and not NOTES.match(sql) for sql in found):
            wrote.add(right.address)

    assert wrong == {}
    assert {right.address for right in CHANGES} - wrote == WRITE_NOTHING


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_what_the_table_does_not_send_locks_the_plan_before_it_writes(settings: Any) -> None:
    plan, edit_key, version = filled("A plan of many parts")
    pilot, opinion = plan.pilots.get(), Opinion.objects.get(key_hash=hash_of(WALK))
    plan.replies.all().delete()
    today = localdate()
    chief = Client()
    chief.force_login(User.objects.create_superuser("chief"))
    later = version.made.replace(year=version.made.year + 9)
    ways: dict[str, Callable[[], Any]] = {
        "desk withdraws": lambda: chief.post(f"/admin/wizard/plan/{plan.pk}/withdraw/", {"note": "They asked."}),
        "desk deletes": lambda: chief.post(f"/admin/wizard/plan/{plan.pk}/delete/", {"post": "yes"}),
        "purge": lambda: purge(settings.RETENTION, later),
        "copy": lambda: Client().post("/plan/new/", {"copy": plan.view_key, "version": 1}),
        "make": lambda: versions.make(plan, releases.current(), today + timedelta(days=9)),
        "cases": lambda: texts.add_cases(pilot, CASES[:1]),
        "answers": lambda: texts.save_answers(pilot, {1: ("one", "other")}),
        "file": lambda: texts.save_file(pilot, 2, 1, BytesIO(png())),
        "results": lambda: taking.take(pilot, rows(pilot, 1)),
        "texts": lambda: texts.delete_texts(pilot),
        "reveal": lambda: opinions.reveal(plan, opinion),
        "reply": lambda: replies.record(plan, point_of("gpt-5-5|eu_region"), value="yes", name="Jo", stated_on=today, valid_until=today),
        "last day": lambda: Client().post(f"/plan/{edit_key}/links/", {"act": "until", "day": ""}),
    }  # fmt: skip

    for name, way in ways.items():
        with transaction.atomic(), statements() as found:
            way()
            transaction.set_rollback(True)
        assert unlocked(found) == [], name
        assert any(WRITE.match(sql) for sql in found), name


# ------------------------------------------------------------------------------------ two at a time


class Waiting(threading.Thread):
    """A request sent by its own thread, until it has its answer or waits for a lock."""

    answer: Any = None

    def __init__(self, ask: Callable[[], Any]) -> None:
        super().__init__(daemon=True)
        self.ask = ask
        self.start()
        self.stand_still()

    @override
    def run(self) -> None:
        try:
            self.answer = self.ask()
        finally:
            connections.close_all()

    def stand_still(self) -> None:
        waiting = waiters()
        end = time.monotonic() + 20
        while self.is_alive() and waiters() == waiting and time.monotonic() < end:
            time.sleep(0.01)

    @property
    def status(self) -> int:
        self.join(30)
        assert self.answer is not None
        return int(self.answer.status_code)


def waiters() -> int:
    """Return how many wait for a lock in this database."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND "
            "datname = current_database()"
        )
        return int(cursor.fetchone()[0])


@contextmanager
def held(plan: Plan) -> Iterator[None]:
    """Hold the row of a plan, so that all others line up behind it."""
    settings = connection.get_connection_params()
    with psycopg.connect(**{**settings, "cursor_factory": psycopg.Cursor}) as other:
        other.execute("SELECT FROM wizard_plan WHERE id = %s FOR UPDATE", [plan.pk])
        yield


def kept_plans() -> Callable[[], None]:
    """Return what brings all plans back as they are now: to make one anew takes far longer."""
    names = [model._meta.db_table for model in apps.get_app_config("wizard").get_models()]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"CREATE TEMPORARY TABLE kept_{name} AS SELECT * FROM {name}")  # noqa: S608  # names of ours

    def put_back() -> None:
        with (
            transaction.atomic(),
            connection.cursor() as cursor,
        ):  # what refers to what is looked at when it ends
            for name in names:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608
                cursor.execute(f"INSERT INTO {name} SELECT * FROM kept_{name}")  # noqa: S608

    return put_back


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("starter_release")
@pytest.mark.parametrize("deleted_first", [False, True], ids=["delete follows", "delete first"])
def test_nobody_meets_an_error_page_while_a_plan_is_deleted(*, deleted_first: bool) -> None:
    """Both line up behind the row; the first is done, one after the deletion is told so."""
    wrong: dict[str, object] = {}
    made = filled("A plan of many parts")
    put_back = kept_plans()
    for right in CHANGES:
        put_back()
        asks = {"change": lambda: sent(right, made), "delete": lambda: deleted(made)}  # noqa: B023  # asked at once
        with held(made[0]):
            threads = {name: Waiting(asks[name]) for name in sorted(asks, reverse=deleted_first)}
        statuses = {name: thread.status for name, thread in threads.items()}
        writes = right.address not in {*WRITE_NOTHING, "delete"}
        change = HTTPStatus.GONE if deleted_first and writes else right.status
        if statuses != {"change": change, "delete": HTTPStatus.SEE_OTHER}:
            wrong[right.does] = statuses
        if Plan.objects.filter(pk=made[0].pk).exists():
            wrong[right.does] = "still there"

    assert wrong == {}


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("starter_release")
def test_the_desk_too_is_told_that_a_plan_was_deleted_meanwhile() -> None:
    made = filled("A plan of many parts")
    chief = Client()
    chief.force_login(User.objects.create_superuser("chief"))
    address = f"/admin/wizard/plan/{made[0].pk}/withdraw/"

    with held(made[0]):
        first = Waiting(lambda: deleted(made))
        second = Waiting(lambda: chief.post(address, {"note": "They asked."}))

    assert (first.status, second.status) == (HTTPStatus.SEE_OTHER, HTTPStatus.GONE)


# ---------------------------------------------------------------------------------------- deadlocks


@contextmanager
def failing(times: int, state: str) -> Iterator[None]:
    """Have the database refuse to lock a plan so many times, for the reason of this SQLSTATE."""
    left = [times]

    def refuse(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if LOCK.search(sql) and left[0]:
            left[0] -= 1
            return execute(
                (f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{state}', MESSAGE = 'no'; END "
                    "$$"), None, *rest[1:]
            )  # fmt: skip
        return execute(sql, *rest)

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_a_deadlock_is_tried_once_more_then_503(state: str) -> None:
    made = filled("A plan of many parts")
    address = f"/plan/{made[1]}/links/"

    with failing(1, state):
        once = Client().post(address, {"act": "withdrawn"})
    with failing(2, state):
        twice = Client().post(address, {"act": "open"})

    assert once.status_code == HTTPStatus.SEE_OTHER
    assert twice.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert int(twice["Retry-After"]) > 0
    assert Plan.objects.get(pk=made[0].pk).withdrawn  # the second act changed nothing


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_another_error_is_not_tried_again() -> None:
    made = filled("A plan of many parts")

    with failing(1, "42P01"), pytest.raises(Exception, match="no") as error:
        signoffs.take_back(made[0], 1, TakenBackBy.OWNER)

    assert not isinstance(error.value, OperationalError)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("starter_release")
def test_a_real_deadlock_ends_well() -> None:
    """Another transaction has what the approval needs, and asks for what it has."""
    plan, _, _ = filled("A plan of many parts")
    settings = connection.get_connection_params()
    with psycopg.connect(**{**settings, "cursor_factory": psycopg.Cursor}) as other:
        other.execute("SET deadlock_timeout = '30s'")
        other.execute("UPDATE wizard_signoff SET name = name")
        waiting = Waiting(lambda: Client().post(f"/p/sign-off/{SIGNED}/"))
        other.execute("SELECT FROM wizard_plan WHERE id = %s FOR UPDATE", [plan.pk])

    assert waiting.status == HTTPStatus.SEE_OTHER
    assert SignOff.objects.get().taken_back
