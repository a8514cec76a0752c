"""Drafts: found by their key only, and never lost to a second window."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.timezone import now

from tests.wizard.plans import answers_of
from wizard.models import Plan
from wizard.plans import drafts
from wizard.questions.flow import StoredPages

pytestmark = [pytest.mark.django_db]

PAGE = {"scale": {"title": "A"}}


def stored_of(edit_key: str) -> dict[str, Any]:
    plan = drafts.find(edit_key)
    assert plan is not None
    return dict(plan.stored)


def test_other_pages_stay_as_they_are() -> None:
    plan, edit_key = drafts.start({"what": {"jobs": ["a"]}})
    seen = drafts.mark_of(plan.stored, ["scale"])

    merged = drafts.merged(plan.stored, PAGE, seen=seen, keys=["scale"])

    assert merged is not None
    assert drafts.save(plan, merged)
    assert stored_of(edit_key) == {"what": {"jobs": ["a"]}, **PAGE}


def test_the_same_answers_again_are_no_change() -> None:
    stored: StoredPages = {**PAGE, "what": {"jobs": ["a"]}}

    assert drafts.merged(stored, PAGE, seen="of an hour ago", keys=["scale"]) is stored


def test_page_that_another_window_saved_is_not_overwritten() -> None:
    seen = drafts.mark_of({}, ["scale"])

    assert drafts.merged({"scale": {"title": "B"}}, PAGE, seen=seen, keys=["scale"]) is None


def test_clock_that_was_set_back_loses_no_answer() -> None:
    plan, _ = drafts.start()
    later = now() + timedelta(hours=1)
    Plan.objects.filter(pk=plan.pk).update(created=later, changed=later)
    plan.refresh_from_db()

    assert drafts.save(plan, PAGE)

    plan.refresh_from_db()
    assert plan.revision == 1
    assert plan.changed == plan.created


@pytest.mark.usefixtures("starter_release")
def test_plan_that_is_gone_takes_no_answer(client: Client) -> None:
    plan, edit_key = drafts.start(answers_of())
    plan.delete()

    answer = client.post(f"/plan/{edit_key}/goal/what/", {"jobs": ["menu-photos"]})

    assert answer.status_code == 404
