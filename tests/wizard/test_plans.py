"""Plans: decided once, kept for good."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from catalog import releases
from tests.support import queries_of
from tests.wizard.plans import ON, whole
from wizard.models import Plan
from wizard.plans import drafts, versions
from wizard.plans.versions import UnfinishedError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def test_plan_takes_its_name_from_the_answers() -> None:
    version = whole()[2]

    assert Plan.objects.get(pk=version.plan_id).title == version.answers["scale"]["title"]


def test_open_questions_make_no_plan() -> None:
    plan, _ = drafts.start({"scale": {"title": "x"}})

    with pytest.raises(UnfinishedError):
        versions.make(plan, releases.current(), ON)

    assert not plan.versions.exists()


def test_admin_finds_a_plan_by_its_view_key_and_shows_no_answers(admin_client: Client) -> None:
    version = whole()[2]
    whole()[2]
    link = f"https://x.example/p/{version.plan.view_key}/"
    found = admin_client.get(reverse("admin:wizard_plan_changelist"), {"q": link})
    all_plans = admin_client.get(reverse("admin:wizard_plan_changelist")).content.decode()
    shown = admin_client.get(
        reverse("admin:wizard_plan_change", args=[version.plan_id])
    ).content.decode()

    assert list(found.context["cl"].result_list) == [version.plan]
    for text in (all_plans, shown):
        assert version.plan.view_key not in text
        assert "product-description" not in text
        assert version.plan.edit_key_hash not in text
    assert "_save" not in shown


def test_number_of_a_plan_leads_nobody_in_admin_to_its_link(admin_client: Client) -> None:
    plan = whole()[2].plan
    kind = ContentType.objects.get_for_model(Plan).pk

    answer = admin_client.get(f"/admin/r/{kind}/{plan.pk}/", follow=True)

    assert answer.status_code == 404


def test_admin_takes_the_same_queries_however_many_plans(admin_client: Client) -> None:
    counts = []
    for _ in range(2):
        whole()[2]
        counts.append(queries_of(lambda: admin_client.get(reverse("admin:wizard_plan_changelist"))))

    assert counts[0] == counts[1]
