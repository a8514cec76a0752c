"""Every rule of the tables of plans is enforced by Postgres, what was decided or agreed never changes, and all of it goes with the plan."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, models, transaction
from django.utils.timezone import now

from tests import rights
from tests.wizard.pilot.kit import filled
from wizard.models import (
    Acceptance,
    CaseFile,
    ClosedLink,
    GoldenPlan,
    Look,
    Opinion,
    Pilot,
    PilotCase,
    PilotResult,
    Plan,
    PlanQuestion,
    PlanVersion,
    Reply,
    SignOff,
    VersionPage,
)
from wizard.plans import links
from wizard.publishing import golden

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

type Table = type[models.Model]
type Breaks = tuple[Table, Callable[[models.Model], object]]


def set_to(table: Table, **values: Any) -> Breaks:
    """Change fields of a row."""
    return table, lambda row: table._base_manager.filter(pk=row.pk).update(**values)


def twin(table: Table, **values: Any) -> Breaks:
    """Store a row once more, some fields aside."""

    def store(row: models.Model) -> None:
        numbered = {} if row._meta.pk.remote_field else {"pk": None}
        for name, value in {**numbered, **values}.items():
            setattr(row, name, value)
        row.save(force_insert=True)

    return table, store


OTHER_HASH = "ef" * 32
BREAKS = {
    "plan_view_key_is_single": twin(Plan, edit_key_hash=OTHER_HASH),
    "plan_edit_key_hash_is_single": twin(Plan, view_key="V" * 22),
    "plan_edit_key_hash_is_hex": set_to(Plan, edit_key_hash="no hash"),
    "plan_view_key_is_long_enough": set_to(Plan, view_key="short"),
    "plan_changed_after_created": set_to(Plan, changed="2020-01-01T00:00Z"),
    "plan_copy_knows_its_number": set_to(Plan, copied_number=None, copied_under=""),
    "plan_copy_knows_its_link": set_to(Plan, copied_under=""),
    "planversion_number_is_single": twin(PlanVersion),
    "planversion_number_from_one": twin(PlanVersion, number=0),
    "planversion_release_from_one": twin(PlanVersion, number=2, release=0),
    "planversion_release_digest_is_hex": twin(PlanVersion, number=2, release_digest="x"),
    "versionpage_digest_is_hex": twin(VersionPage, digest="x"),
    "closedlink_key_hash_is_single": twin(ClosedLink),
    "closedlink_key_hash_is_hex": set_to(ClosedLink, key_hash="x"),
    "closedlink_why_known": set_to(ClosedLink, why="so"),
    "planquestion_has_name": set_to(PlanQuestion, name="  "),
    "planquestion_has_text": set_to(PlanQuestion, text="\n"),
    "planquestion_about_known": set_to(PlanQuestion, about="nothing"),
    "planquestion_version_from_one": set_to(PlanQuestion, version=0),
    "planquestion_answer_has_its_day": set_to(PlanQuestion, answer="Without a day"),
    "planquestion_is_asked_once": twin(PlanQuestion),
    "signoff_has_name": set_to(SignOff, name=" "),
    "signoff_key_hash_is_single": twin(SignOff),
    "signoff_key_hash_is_hex": set_to(SignOff, key_hash="x"),
    "signoff_taken_back_by_somebody": set_to(SignOff, taken_back=now()),
    "opinion_key_hash_is_single": twin(Opinion),
    "opinion_key_hash_is_hex": set_to(Opinion, key_hash="x"),
    "opinion_is_kept_with_a_name": set_to(Opinion, name=""),
    "reply_has_point": set_to(Reply, point=" "),
    "reply_has_value": set_to(Reply, value=""),
    "reply_has_name": set_to(Reply, name=""),
    "reply_number_from_one": set_to(Reply, number=0),
    "reply_valid_from_its_day": set_to(Reply, valid_until="2001-01-01"),
    "reply_number_is_single": twin(Reply),
    "pilot_is_single": twin(Pilot, rating_hash=""),
    "pilot_rating_is_single": twin(Pilot, number=2),
    "pilot_state_known": set_to(Pilot, state="perhaps"),
    "pilot_token_is_a_hash": set_to(Pilot, token_hash="abc"),
    "pilot_rating_is_a_hash": set_to(Pilot, rating_hash="abc"),
    "pilotcase_is_single": twin(PilotCase),
    "pilotcase_asks_something": set_to(PilotCase, asked=""),
    "casefile_is_single": twin(CaseFile, key="another"),
    "casefile_place_known": set_to(CaseFile, place=3),
    "casefile_media_type_known": set_to(CaseFile, media_type="image/svg+xml"),
    "casefile_size": set_to(CaseFile, size=5_000_001),
    "pilotresult_is_single": twin(PilotResult),
    "pilotresult_number_from_one": twin(PilotResult, number=0),
    "pilotresult_measures_something": twin(PilotResult, number=8, values={}),
    "pilotresult_rater_known": twin(PilotResult, rater=2),
    "pilotresult_struck_later": twin(PilotResult, number=8, struck=True),
    "golden_slug_is_single": twin(GoldenPlan),
    "golden_outcome_known": set_to(GoldenPlan, outcome="perhaps"),
    "golden_has_words": set_to(GoldenPlan, why=" "),
    "acceptance_is_single": twin(Acceptance),
    "look_is_single": twin(Look),
}


@pytest.fixture
def plan() -> Plan:
    """Return a plan with a row in every table that has a rule."""
    found, _, _ = filled("Ada")
    links.renew_view(found)
    golden.load_starters()
    Acceptance.objects.create(golden=GoldenPlan.objects.all()[0], release=1, before="", after="")
    Look.objects.create(release=1, digest="", day="2026-11-25", payload="")
    return found


def test_every_rule_is_broken_here() -> None:
    tables = apps.get_app_config("wizard").get_models()

    assert {each.name for table in tables for each in table._meta.constraints} == set(BREAKS)


def test_postgres_refuses_what_must_never_be(plan: Plan) -> None:
    refused = set()
    for name, (table, breaks) in BREAKS.items():
        rows = table._base_manager.order_by("pk")
        row = rows.filter(pk=plan.pk if table is Plan else rights.ROW).first() or rows[0]
        try:
            with transaction.atomic():
                breaks(row)
        except IntegrityError as error:
            refused |= {name} if f'"{name}"' in str(error) else set()

    assert set(BREAKS) - refused == set()


def test_what_was_decided_or_agreed_never_changes(plan: Plan) -> None:
    frozen: dict[Table, dict[str, Any]] = {
        PlanVersion: {"number": 7},
        VersionPage: {"text": "Something else"},
        PilotResult: {"made": now()},
        Pilot: {"protocol": "{}", "locked": now(), "seed": "00", "part": "other"},
    }
    for table, values in frozen.items():
        for name, value in values.items():
            with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
                table._base_manager.update(**{name: value})
