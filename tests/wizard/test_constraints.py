"""Postgres enforces every rule of the tables of plans.

What was decided or agreed never changes, and all of it goes with the plan.
"""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils.timezone import now

from tests import rights
from tests.wizard.pilot.kit import filled
from wizard.models import (
    Acceptance,
    GoldenPlan,
    Look,
    Pilot,
    PilotResult,
    Plan,
    PlanVersion,
    VersionPage,
)
from wizard.plans import links
from wizard.publishing import golden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

type Table = type[models.Model]

RULES = {
    constraint.name: table
    for table in apps.get_app_config("wizard").get_models()
    for constraint in table._meta.constraints
}
# What a row that is stored once more has to have otherwise, to break just this rule; the rest
# follows from a rule's name.
EXAMPLES: dict[str, dict[str, Any]] = {
    "plan_view_key_is_single": {"edit_key_hash": "ef" * 32},
    "plan_edit_key_hash_is_single": {"view_key": "V" * 22},
    "plan_view_key_is_long_enough": {"view_key": "short"},
    "plan_changed_after_created": {"changed": "2020-01-01T00:00Z"},
    "plan_copy_knows_its_number": {"copied_number": None, "copied_under": ""},
    "plan_copy_knows_its_link": {"copied_under": ""},
    "planquestion_answer_has_its_day": {"answer": "Without a day"},
    "signoff_taken_back_by_somebody": {"taken_back": now()},
    "opinion_is_kept_with_a_name": {"name": ""},
    "reply_valid_from_its_day": {"valid_until": "2001-01-01"},
    "pilot_is_single": {"rating_hash": ""},
    "pilot_rating_hash_is_single": {"number": 2},
    "pilot_rating_hash_is_hex": {"rating_hash": "abc"},
    "pilotcase_asks_something": {"asked": ""},
    "casefile_is_single": {"key": "another"},
    "casefile_place_known": {"place": 3},
    "casefile_size": {"size": 5_000_001},
    "pilotresult_measures_something": {"values": {}},
    "pilotresult_rater_known": {"rater": 3},
    "golden_has_words": {"why": " "},
}


def breaking(name: str) -> dict[str, Any]:
    """Return what breaks a rule: by its name, by an example, or nothing.

    Its name speaks of a field; it is nothing where no row stands there twice.
    """
    for field in RULES[name]._meta.fields:
        wrong = {"{}_is_hex": "x", "{}_known": "perhaps", "has_{}": "\n", "{}_from_one": 0}
        for end, value in wrong.items():
            if name not in EXAMPLES and name.endswith("_" + end.format(field.name)):
                return {field.name: value}
    assert name in EXAMPLES or name.endswith(("_is_single", "_once")), (
        f"Add what breaks {name} to EXAMPLES."
    )
    return EXAMPLES.get(name, {})


@pytest.fixture
def plan() -> Plan:
    """Return a plan with a row in every table that has a rule."""
    found, _, _ = filled("Ada")
    links.renew_view(found)
    golden.load_starters()
    Acceptance.objects.create(golden=GoldenPlan.objects.all()[0], release=1, before="", after="")
    Look.objects.create(release=1, digest="", day="2026-11-25", payload="")
    return found


def test_postgres_refuses_what_must_never_be(plan: Plan) -> None:
    assert EXAMPLES.keys() <= RULES.keys()
    for name, table in RULES.items():
        rows = table._base_manager.order_by("pk")
        row = rows.filter(pk=plan.pk if table is Plan else rights.ROW).first() or rows[0]
        numbered = {} if table._meta.pk.remote_field else {"pk": None}
        for field, value in {**numbered, **breaking(name)}.items():
            setattr(row, field, value)

        with pytest.raises(IntegrityError, match=f'"{name}"'), transaction.atomic():
            row.save(force_insert=True)


def test_what_was_decided_or_agreed_never_changes(plan: Plan) -> None:
    frozen: dict[Table, dict[str, Any]] = {
        PlanVersion: {"number": 7},
        VersionPage: {"text": "Something else"},
        PilotResult: {"made": now()},
        Pilot: {"protocol": "{}", "locked": now(), "seed": "00", "job": "other"},
    }
    for table, values in frozen.items():
        for name, value in values.items():
            with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
                table._base_manager.update(**{name: value})
