"""Plans: decided once, kept for good."""

from datetime import date
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from catalog import releases
from tests.wizard.steps.answering import example_answers
from wizard.models import Plan, PlanVersion
from wizard.plans import drafts, versions
from wizard.plans.advice import advise, dump
from wizard.plans.versions import UnfinishedError
from wizard.steps.journey import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

ON = date(2026, 11, 25)


def made() -> PlanVersion:
    """Return the first version of a plan from the first example."""
    plan, _ = drafts.start(example_answers())
    return versions.make(plan, releases.current(), ON)


def test_version_names_its_release_and_day() -> None:
    version, edition = made(), releases.current()

    assert (version.number, version.release, version.release_digest) == (1, edition.number, edition.digest)
    assert version.decided_on == ON


def test_version_can_be_decided_again_to_the_byte() -> None:
    version = made()
    catalog = releases.edition(version.release).catalog
    answers = read(dict(version.answers), catalog, version.decided_on)

    assert dump(advise(answers, catalog, version.decided_on)) == version.advice


def test_version_holds_only_what_counted() -> None:
    stored = example_answers() | {"volume.withdrawn": {"low": "1", "high": "1"}}
    plan, _ = drafts.start(stored)

    version = versions.make(plan, releases.current(), ON)

    assert "volume.withdrawn" not in dict(version.answers)


def test_plan_takes_its_name_from_the_answers() -> None:
    version = made()

    assert Plan.objects.get(pk=version.plan_id).title == dict(version.answers)["title"]


def test_open_questions_make_no_plan() -> None:
    plan, _ = drafts.start({"check": None})

    with pytest.raises(UnfinishedError):
        versions.make(plan, releases.current(), ON)

    assert not plan.versions.exists()


def test_database_refuses_to_change_a_version() -> None:
    version = made()

    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        PlanVersion.objects.filter(pk=version.pk).update(number=7)


def test_version_goes_with_its_plan() -> None:
    made().plan.delete()

    assert PlanVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"view_key": "short"}, "plan_view_key_is_long_enough"),
        ({"edit_key_hash": "no hash"}, "plan_edit_key_hash_is_hex"),
        ({"changed": "2020-01-01T00:00:00Z"}, "plan_changed_after_created"),
    ],
)
def test_database_refuses_a_wrong_plan(change: dict[str, Any], constraint: str) -> None:
    plan, _ = drafts.start()

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Plan.objects.filter(pk=plan.pk).update(**change)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"number": 1}, "planversion_number_is_single"),
        ({"number": 0}, "planversion_number_from_one"),
        ({"number": 2, "release": 0}, "planversion_release_from_one"),
        ({"number": 2, "release_digest": "x"}, "planversion_release_digest_is_hex"),
    ],
)
def test_database_refuses_a_wrong_version(change: dict[str, Any], constraint: str) -> None:
    version = made()
    same = {
        name: getattr(version, name)
        for name in ("plan", "answers", "release", "release_digest", "decided_on", "advice", "engine")
    }

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlanVersion.objects.create(**same | change)


def test_admin_finds_a_plan_by_its_view_key_and_shows_no_answers(admin_client: Client) -> None:
    version = made()
    made()
    link = f"https://x.example/p/{version.plan.view_key}/"
    found = admin_client.get(reverse("admin:wizard_plan_changelist"), {"q": link})
    all_plans = admin_client.get(reverse("admin:wizard_plan_changelist")).content.decode()
    shown = admin_client.get(reverse("admin:wizard_plan_change", args=[version.plan_id])).content.decode()

    assert list(found.context["cl"].result_list) == [version.plan]
    for text in (all_plans, shown):
        assert version.plan.view_key not in text
        assert "product-description" not in text
        assert version.plan.edit_key_hash not in text
    assert "_save" not in shown


def test_number_of_a_plan_leads_nobody_in_admin_to_its_link(admin_client: Client) -> None:
    plan = made().plan
    kind = ContentType.objects.get_for_model(Plan).pk

    answer = admin_client.get(f"/admin/r/{kind}/{plan.pk}/", follow=True)

    assert answer.status_code == 404


def test_admin_takes_the_same_queries_however_many_plans(admin_client: Client, django_assert_num_queries: Any) -> None:
    counts = []
    for _ in range(2):
        made()
        with django_assert_num_queries(100, exact=False) as caught:
            admin_client.get(reverse("admin:wizard_plan_changelist"))
        counts.append(len(caught))

    assert counts[0] == counts[1]
