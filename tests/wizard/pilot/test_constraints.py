"""Every rule of a pilot's tables is held by Postgres and says what to do."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, models, transaction

from tests.wizard.pilot.kit import locked, pilot_of, rows
from wizard.models import ModelVerdict, Pilot, PilotChange, PilotImport, PilotTarget, TrialRow
from wizard.pilot import recording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

TABLES = (Pilot, ModelVerdict, PilotTarget, PilotChange, PilotImport, TrialRow)
NOW = datetime(2026, 11, 25, tzinfo=UTC)


def changed(**values: Any) -> Callable[[Pilot], object]:
    return lambda pilot: Pilot.objects.filter(pk=pilot.pk).update(**values)


def target(**values: Any) -> Callable[[Pilot], object]:
    return lambda pilot: PilotTarget.objects.filter(pilot=pilot).update(**values)


def another(table: type[models.Model], **values: Any) -> Callable[[Pilot], object]:
    usual: dict[type[models.Model], dict[str, Any]] = {
        ModelVerdict: {"model": "Argon", "state": "go", "since": NOW, "verdict": "{}"},
        PilotTarget: {"slug": "minutes", "threshold": 10, "at_most": True, "worth_having": 1},
        PilotChange: {"what": "The rule", "before": "a", "after": "b", "trials": 1},
        PilotImport: {"source": "csv", "digest": "a" * 64, "taken": 1, "refused": 0},
        TrialRow: {"number": 99, "accepted": True},
    }
    return lambda pilot: table._default_manager.create(pilot=pilot, **{**usual[table], **values})


BREAKS: dict[str, Callable[[Pilot], object]] = {
    "pilot_locked_on_a_version": changed(version=None),
    "pilot_rule_known": changed(rule="any"),
    "pilot_quality_known": changed(quality="guess"),
    "pilot_state_known": changed(state="perhaps"),
    "pilot_risks_are_shares": changed(missed=Decimal(0)),
    "pilot_trials_at_least_one": changed(trials=0),
    "pilot_hour_costs_something": changed(usd_per_hour=Decimal(0)),
    "pilot_token_is_a_hash": changed(token_hash="abc"),
    "pilot_counts_once_locked": changed(shared=True, locked=None, version=None),
    "modelverdict_is_single": another(ModelVerdict, model=""),
    "modelverdict_state_known": another(ModelVerdict, state="perhaps"),
    "pilottarget_is_single": another(PilotTarget, slug="accepted", at_most=False),
    "pilottarget_one_primary": another(PilotTarget, primary=True),
    "pilottarget_slug_known": another(PilotTarget, slug="fun"),
    "pilottarget_threshold_in_range": target(threshold=101),
    "pilottarget_worth_something": target(worth_having=0),
    "pilottarget_direction_fits": target(at_most=True),
    "pilottarget_figures_not_negative": target(baseline=-1),
    "pilotchange_changes_something": another(PilotChange, after="a"),
    "pilotchange_says_what": another(PilotChange, what=""),
    "pilotimport_digest_is_hex": another(PilotImport, digest="abc"),
    "pilotimport_source_known": another(PilotImport, source="dream"),
    "trialrow_is_single": another(TrialRow, number=1),
    "trialrow_number_from_one": another(TrialRow, number=0),
    "trialrow_measures_something": another(TrialRow, accepted=None),
    "trialrow_points_from_none_to_two": another(TrialRow, rating_1=3),
    "trialrow_first_rater_first": another(TrialRow, rating_2=1),
    "trialrow_figures_not_negative": another(TrialRow, minutes=-1),
    "trialrow_struck_later": another(TrialRow, struck=True),
}


def test_every_constraint_is_tried_and_says_what_to_do() -> None:
    found = {constraint.name: constraint for table in TABLES for constraint in table._meta.constraints}

    assert set(BREAKS) == set(found)
    checks = [each for each in found.values() if isinstance(each, models.CheckConstraint)]
    sentences = [str(each.violation_error_message) for each in checks]
    assert all(said.endswith(".") and "violated" not in said for said in sentences)


def test_database_refuses_what_must_never_be() -> None:
    plan, _, pilot = locked()
    recording.take(plan, rows(1))

    for name, breaks in BREAKS.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            breaks(pilot)


def test_database_refuses_to_change_results_and_changes_on_record() -> None:
    plan, _, pilot = locked()
    recording.take(plan, rows(1))
    PilotChange.objects.create(pilot=pilot, what="The rule", before="a", after="b", trials=1)

    for table in (TrialRow, PilotChange):
        with pytest.raises(DatabaseError, match="on record never changes"), transaction.atomic():
            table._default_manager.update(pilot=pilot)


def test_pilot_goes_with_its_plan() -> None:
    plan, _, pilot = locked()
    recording.take(plan, rows(3), recording.Brought(source="csv", digest="a" * 64))
    assert pilot_of(plan).state == "keep-measuring"

    plan.delete()

    assert [table._default_manager.count() for table in TABLES] == [0] * len(TABLES)
    assert pilot.pk
