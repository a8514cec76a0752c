"""Drafts: found by their key only, and never lost to a second window."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any

import pytest
from django.utils.timezone import now
from wizard.steps.asking import Stored

from tests.support import starter_catalog
from tests.wizard.steps.answering import completed
from tests.wizard.walker import Walker
from wizard.models import Plan
from wizard.plans import drafts

pytestmark = [pytest.mark.django_db]

NAMES = ("title", "firm")
PHOTOS: dict[str, Any] = {
    "outputs": [{"use_case": "menu-photos"}],
    "wrong_result.menu-photos": "nuisance",
}


def sent(
    edit_key: str, values: dict[str, Any], *, seen: str, names: Collection[str]
) -> tuple[bool, Plan]:
    """Save answers as a page does; return whether they were taken, and the plan after."""
    plan = drafts.find(edit_key)
    assert plan is not None
    stored = drafts.merged(plan.stored, values, seen=seen, keys=names)
    if stored is not None and stored != plan.stored:
        assert drafts.save(plan, stored)
    return stored is not None, Plan.objects.get(pk=plan.pk)


def test_answers_keep_their_order() -> None:
    _, edit_key = drafts.start({"b": 1, "a": 2})

    _, plan = sent(
        edit_key, {"c": "3", "b": "4"}, seen=drafts.mark_of({"b": 1}, ["b"]), names=["b"]
    )

    assert plan.answers == [["b", "4"], ["a", 2], ["c", "3"]]


def test_the_same_answers_again_are_no_change() -> None:
    stored = {"title": "A", "firm": None}

    assert drafts.merged(stored, {"title": "A"}, seen="of an hour ago", keys=NAMES) is stored


def test_clock_that_was_set_back_loses_no_answer() -> None:
    plan, edit_key = drafts.start()
    Plan.objects.filter(pk=plan.pk).update(
        created=now() + timedelta(hours=1), changed=now() + timedelta(hours=1)
    )

    taken, plan = sent(edit_key, {"title": "A"}, seen=drafts.mark_of({}, NAMES), names=NAMES)

    assert taken
    assert plan.revision == 1
    assert plan.changed == plan.created


@pytest.mark.usefixtures("starter_release")
@pytest.mark.parametrize(
    "other", [{"people": "6"}, {"volume.menu-photos": {"low": "9", "high": "9"}}]
)
def test_answer_saved_between_reading_and_saving_is_not_lost(
    other: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, edit_key = drafts.start(PHOTOS | {"check": "every"})
    walker = Walker().get(f"/plan/{edit_key}/goal/amounts/")
    keep = drafts.save

    def keep_late(plan: Plan, stored: Stored) -> bool:
        monkeypatch.setattr(drafts, "save", keep)
        sent(edit_key, other, seen=drafts.mark_of({}, other), names=other)
        return keep(plan, stored)

    monkeypatch.setattr(drafts, "save", keep_late)

    walker.send(**{"volume.menu-photos": "40"})

    plan = drafts.find(edit_key)
    assert plan is not None
    of_the_same_question = "volume.menu-photos" in other
    assert walker.status == (409 if of_the_same_question else 200)
    mine = {} if of_the_same_question else {"volume.menu-photos": {"low": "40", "high": "40"}}
    assert {name: plan.stored[name] for name in {**other, **mine}} == {**other, **mine}


@pytest.mark.usefixtures("starter_release")
def test_plan_that_is_gone_takes_no_answer() -> None:
    plan, edit_key = drafts.start()
    walker = Walker().get(f"/plan/{edit_key}/")
    plan.delete()

    walker.send(outputs=["menu-photos"])

    assert walker.status == 404


@pytest.mark.usefixtures("starter_release")
def test_second_window_sees_both_answers_loses_nothing_and_may_put_its_own_in_place() -> None:
    _, edit_key = drafts.start(PHOTOS | {"check": "every"})
    first, second = (Walker().get(f"/plan/{edit_key}/goal/amounts/") for _ in range(2))
    first.send(**{"volume.menu-photos": "40"})

    second.send(**{"volume.menu-photos": "60"})

    assert second.status == 409
    assert "Another window changed this page meanwhile" in second.text
    assert f"40 {starter_catalog().use_case['menu-photos'].unit_plural}" in second.text
    assert second.form.named("volume.menu-photos")[0].value == "60"
    second.send()
    plan = drafts.find(edit_key)
    assert plan is not None
    assert dict(plan.answers)["volume.menu-photos"] == {"low": "60", "high": "60"}


@pytest.mark.usefixtures("starter_release")
def test_answer_that_another_window_closed_is_kept() -> None:
    before_use = {
        name: value
        for name, value in completed(PHOTOS).items()
        if name not in {"use", "people", "paid"}
    }
    _, edit_key = drafts.start(before_use)
    walker = Walker().get(f"/plan/{edit_key}/goal/use/")
    plan = drafts.find(edit_key)
    assert plan is not None
    plan.answers = [pair for pair in plan.answers if pair[0] != "outputs"]
    plan.save()

    walker.send(use="built-in")

    stored = drafts.find(edit_key)
    assert stored is not None
    assert dict(stored.answers)["use"] == "built-in"
    assert walker.address.endswith("/goal/jobs/")
