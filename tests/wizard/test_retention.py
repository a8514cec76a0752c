"""Retention: what nobody uses goes after the days that the site names, and not a day before."""

from datetime import timedelta
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from catalog.formatting import format_days
from config.environment import Retention
from tests.wizard.plans import made
from wizard.models import ClosedLink, Plan, Why
from wizard.plans import drafts, links

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

RETENTION = settings.RETENTION


def left(plan: Plan, days: int) -> Plan:
    """Let nobody have touched a plan for so many days."""
    then = timezone.now() - timedelta(days=days)
    Plan.objects.filter(pk=plan.pk).update(created=then, changed=then, opened=then.date())
    return plan


def purge(*arguments: str) -> str:
    out = StringIO()
    call_command("purge_plans", *arguments, stdout=out)
    return out.getvalue()


def test_only_what_nobody_uses_is_deleted_and_only_when_told_to() -> None:
    old_draft, young_draft = drafts.start()[0], drafts.start()[0]
    old_plan, young_plan, opened_plan = (made()[0] for _ in range(3))
    month = links.OPENED_TO.days
    left(old_draft, RETENTION.drafts + 1), left(young_draft, RETENTION.drafts - 1)
    left(old_plan, RETENTION.plans + month + 1), left(young_plan, RETENTION.plans + month - 1)
    left(opened_plan, RETENTION.plans + month + 1)
    Plan.objects.filter(pk=opened_plan.pk).update(opened=timezone.localdate())
    for number, days in enumerate((RETENTION.closed_links + 1, RETENTION.closed_links - 1)):
        day = timezone.localdate() - timedelta(days=days)
        ClosedLink.objects.create(key_hash=f"{number}" * 64, why=Why.RENEWED.value, closed=day)

    output = purge()
    assert "To delete: 1 drafts not changed for 180 days." in output
    assert "To delete: 1 plans neither opened nor changed for 1,095 days." in output
    assert "To delete: 1 notes on links closed more than 365 days ago." in output
    assert "Nothing was deleted." in output
    assert Plan.objects.count() == 5

    assert "Deleted: 1 plans" in purge("--yes")
    assert set(Plan.objects.all()) == {young_draft, young_plan, opened_plan}
    assert ClosedLink.objects.filter(key_hash="1" * 64).exists()
    assert not ClosedLink.objects.filter(key_hash="0" * 64).exists()
    assert "Deleted: 0 drafts" in purge("--yes")


def test_link_of_a_plan_that_was_left_says_so(client: Client) -> None:
    plan = left(made()[0], RETENTION.plans + 100)

    purge("--yes")
    response = client.get(plan.get_absolute_url())

    assert response.status_code == 410
    assert "This plan is no longer kept" in response.content.decode()


def test_opening_a_plan_keeps_it_and_is_written_down_once_a_month(client: Client) -> None:
    plan, edit_key, _ = made()
    for address in (
        plan.get_absolute_url(),
        f"/plan/{edit_key}/",
        f"{plan.get_absolute_url()}v/1/",
    ):
        found = []
        for days in (29, 30, 400):
            left(plan, days)
            client.get(address)
            plan.refresh_from_db()
            found.append((timezone.localdate() - plan.opened).days)
        assert found == [29, 0, 0], address


def test_spans_read_as_people_say_them() -> None:
    assert [format_days(days) for days in (31, 180, 365, 1095, 1000, 3650)] == [
        "31 days", "180 days", "one year", "3 years", "1,000 days", "10 years",
    ]  # fmt: skip
    assert Retention(drafts=180, plans=1095, closed_links=365) == settings.RETENTION
