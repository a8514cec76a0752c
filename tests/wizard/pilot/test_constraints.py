"""Every rule of a pilot's tables is enforced by Postgres and says what to do."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from tests.wizard.pilot.kit import CASES, rows, started
from wizard.models import CaseFile, Pilot, PilotCase, PilotResult
from wizard.pilot import store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

TABLES = (Pilot, CaseFile, PilotCase, PilotResult)
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def changed(**values: Any) -> Callable[[Pilot], object]:
    return lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(**values)


def another(table: type[models.Model], **values: Any) -> Callable[[Pilot], object]:
    usual: dict[type[models.Model], dict[str, Any]] = {
        PilotCase: {"number": 99, "asked": "Open?"},
        PilotResult: {"number": 99, "model": "argon", "values": {"accepted": True}},
    }
    return lambda pilot: table._default_manager.create(pilot=pilot, **{**usual[table], **values})


def a_file(pilot: Pilot, **values: Any) -> CaseFile:
    usual: dict[str, Any] = {"place": 1, "key": "one", "media_type": "image/png", "size": 4, "data": b"\x89PNG"}
    return CaseFile.objects.create(case=pilot.cases.all()[0], **{**usual, **values})


def same_result(pilot: Pilot) -> None:
    row = pilot.results.all()[0]
    row.pk = None
    row.save()


def same_rating_link(pilot: Pilot) -> object:
    _, _, other = started()
    return Pilot.objects.filter(pk__in=[pilot.pk, other.pk]).update(rating_hash="a" * 64)


BREAKS: dict[str, Callable[[Pilot], object]] = {
    "pilot_is_single": lambda pilot: Pilot.objects.create(
        **{name: getattr(pilot, name) for name in ("plan", "number", "version", "texts_until")}
    ),
    "pilot_rating_is_single": same_rating_link,
    "pilot_state_known": changed(state="perhaps"),
    "pilot_token_is_a_hash": changed(token_hash="abc"),
    "pilot_rating_is_a_hash": changed(rating_hash="abc"),
    "pilotcase_is_single": another(PilotCase, number=1),
    "pilotcase_asks_something": another(PilotCase, asked=""),
    "casefile_is_single": lambda pilot: [a_file(pilot), a_file(pilot, key="another")],
    "casefile_place_known": lambda pilot: a_file(pilot, place=3),
    "casefile_media_type_known": lambda pilot: a_file(pilot, media_type="image/svg+xml"),
    "casefile_size": lambda pilot: a_file(pilot, size=5_000_001),
    "pilotresult_is_single": same_result,
    "pilotresult_number_from_one": another(PilotResult, number=0),
    "pilotresult_measures_something": another(PilotResult, values={}),
    "pilotresult_rater_known": another(PilotResult, rater=2),
    "pilotresult_struck_later": another(PilotResult, struck=True),
}


def full() -> Pilot:
    _, _, pilot = started(cases=CASES[:1])
    store.take(pilot, rows(pilot, 1))
    return Pilot.objects.get(pk=pilot.pk)


def test_every_constraint_is_broken_here() -> None:
    assert {each.name for table in TABLES for each in table._meta.constraints} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_constraint_refuses_what_must_never_be(name: str) -> None:
    pilot = full()

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        BREAKS[name](pilot)


def test_results_are_never_changed_in_place() -> None:
    pilot = full()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PilotResult.objects.filter(pilot=pilot).update(made=NOW)
