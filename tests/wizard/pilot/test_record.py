"""The field record: counts with the owner's tick, and is hidden below five.

It is withdrawn with the tick, and honest with nothing.
"""

import pytest
from django.test import Client

from tests.wizard.pilot.kit import frame_of, rows, second, started
from wizard.models import Plan
from wizard.pilot import record, starting, store, taking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

CELL = "/use-cases/product-description/language/"
CASE = "/use-cases/product-description/"


def finished(*, passed: bool, shared: bool = True) -> tuple[Plan, str]:
    """Return a plan whose pilot came to a verdict."""
    plan, edit_key, pilot = started()
    for model in (0, 1):
        taking.take(pilot, rows(pilot, 30 if passed else 10, 0 if passed else 20, model=model))
    if passed:
        second(pilot, 10)
    store.change(pilot, shared=shared)
    return plan, edit_key


def test_counts_stand_beside_the_cell_from_five_on(client: Client) -> None:
    for place in range(4):
        finished(passed=place != 0)
    before = client.get(CELL)
    finished(passed=True)

    texts = {address: client.get(address).content.decode() for address in (CELL, CASE, "/record/")}

    assert "Passed in" not in before.content.decode()
    assert client.get(CELL, headers={"if-none-match": before.headers["ETag"]}).status_code == 200
    assert "Passed in 4 of 5 pilots, range 38 to 96 %." in texts[CELL]
    assert "Passed in 4 of 5 pilots, range 38 to 96 %." in texts[CASE]
    assert "38 to 96 %" in texts["/record/"]
    assert "Passed in" not in client.get("/use-cases/product-description/media/").content.decode()


def test_count_goes_with_the_tick_and_with_the_plan(client: Client) -> None:
    made = [finished(passed=place != 3) for place in range(6)]
    plan, edit_key = made[0]

    client.post(f"/plan/{edit_key}/pilot/1/act/", {"act": "share"})
    (without_tick,) = record.counts_of("product-description").values()
    made[1][0].delete()

    assert without_tick.of == 5
    assert record.counts_of("product-description") == {}
    assert "We do not know yet" in client.get("/record/").content.decode()
    assert not Plan.objects.get(pk=plan.pk).pilots.get().shared


def test_only_finished_and_ticked_pilots_count() -> None:
    for shared in (True, False):
        for _ in range(3):
            finished(passed=True, shared=shared)
    _, _, pilot = started()
    taking.take(pilot, rows(pilot, 10))
    store.change(pilot, shared=True)

    assert record.counts_of() == {}
    assert record.counts_by_tool() == {}


def test_counts_by_tool_take_the_newest_test_of_each_plan(client: Client) -> None:
    plans = [finished(passed=place != 0)[0] for place in range(5)]
    again = starting.go_on(plans[0], frame_of(plans[0]), 1, seen=1)
    store.change(again, shared=True)
    finished(passed=True, shared=False)

    counts = record.counts_by_tool()

    names = store.protocol_of(again).name_of
    assert {tool: (count.passed, count.of) for tool, count in counts.items()} == dict.fromkeys(
        names, (4, 5)
    )
    page = client.get("/record/").content.decode()
    assert all(name in page for name in names.values())


def test_a_tool_that_was_tested_four_times_is_not_counted() -> None:
    for _ in range(4):
        finished(passed=True)

    assert record.counts_by_tool() == {}
