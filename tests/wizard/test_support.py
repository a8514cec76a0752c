"""Support closes a plan's link for its owner, with a reason that is logged, and sees no answer."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse

from tests.support import member
from tests.wizard.plans import whole
from wizard.models import Plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


@pytest.fixture
def plan() -> Plan:
    """Return a plan with answers and a version."""
    return whole()[0]


@pytest.fixture
def support() -> Client:
    """Return the browser of somebody in support."""
    return member("Support")


def page(name: str, plan: Plan) -> str:
    return reverse(f"admin:wizard_plan_{name}", args=[plan.pk])


def logged() -> list[str]:
    return list(LogEntry.objects.order_by("pk").values_list("change_message", flat=True))


def test_link_is_closed_with_a_reason(support: Client, plan: Plan) -> None:
    silent = support.post(page("withdraw", plan), {"note": " "})
    still_open = Plan.objects.get(pk=plan.pk).withdrawn
    support.post(page("withdraw", plan), {"note": "The owner wrote on Monday."})

    assert (silent.status_code, still_open) == (200, None)
    assert Plan.objects.get(pk=plan.pk).withdrawn is not None
    assert support.get(plan.get_absolute_url()).status_code == 410
    assert logged() == ["Close the link for others. The owner wrote on Monday."]


def test_page_of_a_plan_holds_no_answer(support: Client, plan: Plan) -> None:
    shown = support.get(page("change", plan)).content.decode()

    assert page("withdraw", plan) in shown
    assert all(
        value not in shown
        for fields in plan.stored.values()
        for value in fields.values()
        if isinstance(value, str) and len(value) > 12
    )


def test_plan_that_is_gone_is_not_found(support: Client) -> None:
    assert support.get(reverse("admin:wizard_plan_withdraw", args=[987654])).status_code == 404
