"""Drafts: found by their key only, and never lost to a second window."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now

from tests.support import starter_catalog
from tests.wizard.steps.answering import completed
from tests.wizard.walker import Walker
from wizard.models import Plan
from wizard.plans import drafts
from wizard.plans.drafts import Overtaken, Saved

pytestmark = [pytest.mark.django_db]

NAMES = ("title", "firm")
PHOTOS: dict[str, Any] = {
    "outputs": [{"use_case": "menu-photos"}],
    "exactness.menu-photos": "likely",
    "wrong_result.menu-photos": "nuisance",
}


def test_draft_is_found_by_its_key_alone() -> None:
    plan, edit_key = drafts.start()

    assert drafts.find(edit_key) == plan
    assert drafts.find(plan.view_key) is None
    assert drafts.find(plan.edit_key_hash) is None


def test_answers_keep_their_order() -> None:
    _, edit_key = drafts.start({"b": 1, "a": 2})

    drafts.save(edit_key, {"c": 3, "b": 4}, seen=drafts.mark_of({"b": 1}, ["b"]), names=["b"])

    plan = drafts.find(edit_key)
    assert plan is not None
    assert plan.answers == [["b", 4], ["a", 2], ["c", 3]]


def test_revision_counts_what_changed() -> None:
    _, edit_key = drafts.start()
    empty = drafts.mark_of({}, NAMES)

    first = drafts.save(edit_key, {"title": "A"}, seen=empty, names=NAMES)
    again = drafts.save(edit_key, {"title": "A"}, seen=empty, names=NAMES)

    assert isinstance(first, Saved)
    assert isinstance(again, Saved)
    assert (first.plan.revision, again.plan.revision) == (1, 1)


def test_clock_that_was_set_back_loses_no_answer() -> None:
    plan, edit_key = drafts.start()
    Plan.objects.filter(pk=plan.pk).update(created=now() + timedelta(hours=1), changed=now() + timedelta(hours=1))

    saved = drafts.save(edit_key, {"title": "A"}, seen=drafts.mark_of({}, NAMES), names=NAMES)

    assert isinstance(saved, Saved)
    assert saved.plan.changed == saved.plan.created


def test_second_window_is_told() -> None:
    _, edit_key = drafts.start()
    seen = drafts.mark_of({}, NAMES)
    drafts.save(edit_key, {"title": "First"}, seen=seen, names=NAMES)

    second = drafts.save(edit_key, {"title": "Second"}, seen=seen, names=NAMES)

    assert isinstance(second, Overtaken)
    assert dict(second.plan.answers) == {"title": "First"}


def test_two_windows_on_two_pages_do_not_meet() -> None:
    _, edit_key = drafts.start()
    drafts.save(edit_key, {"title": "First"}, seen=drafts.mark_of({}, NAMES), names=NAMES)

    other = drafts.save(edit_key, {"people": "6"}, seen=drafts.mark_of({}, ["people"]), names=["people"])

    assert isinstance(other, Saved)


@pytest.mark.parametrize(
    ("other", "kept"),
    [({"title": "First"}, {"title": "First"}), ({"people": "6"}, {"people": "6", "title": "Second"})],
)
def test_plan_that_changed_since_it_was_read_loses_nothing(other: dict[str, str], kept: dict[str, str]) -> None:
    _, edit_key = drafts.start()
    drafts.save(edit_key, other, seen=drafts.mark_of({}, other), names=other)

    saved = drafts.save(edit_key, {"title": "Second"}, seen=drafts.mark_of({}, NAMES), names=NAMES)

    plan = drafts.find(edit_key)
    assert isinstance(saved, Overtaken) == (kept == other)
    assert plan is not None
    assert dict(plan.answers) == kept


def test_plan_that_is_gone_is_not_saved() -> None:
    plan, edit_key = drafts.start()
    plan.delete()

    assert drafts.save(edit_key, {"title": "A"}, seen="", names=NAMES) is None


@pytest.mark.usefixtures("starter_release")
def test_second_window_sees_both_answers_and_loses_nothing() -> None:
    _, edit_key = drafts.start(PHOTOS | {"check": "every"})
    first, second = (Walker().get(f"/plan/{edit_key}/goal/amounts/") for _ in range(2))
    first.send(**{"volume.menu-photos": "40"})

    second.send(**{"volume.menu-photos": "60"})

    assert second.status == 409
    assert "Another window changed this page meanwhile" in second.text
    assert f"40 {starter_catalog().use_case['menu-photos'].unit_plural} a month" in second.text
    assert second.form.named("volume.menu-photos")[0].value == "60"


@pytest.mark.usefixtures("starter_release")
def test_second_window_may_put_its_answer_in_place() -> None:
    _, edit_key = drafts.start(PHOTOS | {"check": "every"})
    first, second = (Walker().get(f"/plan/{edit_key}/goal/amounts/") for _ in range(2))
    first.send(**{"volume.menu-photos": "40"})
    second.send(**{"volume.menu-photos": "60"})

    second.send()

    plan = drafts.find(edit_key)
    assert plan is not None
    assert dict(plan.answers)["volume.menu-photos"] == {"low": "60", "high": "60"}


@pytest.mark.usefixtures("starter_release")
def test_answer_that_another_window_closed_is_kept() -> None:
    before_use = {name: value for name, value in completed(PHOTOS).items() if name not in {"use", "people", "paid"}}
    _, edit_key = drafts.start(before_use)
    walker = Walker().get(f"/plan/{edit_key}/goal/use/")
    plan = drafts.find(edit_key)
    assert plan is not None
    plan.answers = [pair for pair in plan.answers if pair[0] != "outputs"]
    plan.save()

    walker.send(use="built-in")

    kept = drafts.find(edit_key)
    assert kept is not None
    assert dict(kept.answers)["use"] == "built-in"
    assert walker.address.endswith("/goal/jobs/")
