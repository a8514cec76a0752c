"""Thirty days after a test was passed three questions come back, and the plan is decided anew."""

import re
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.utils import timezone

from catalog.formatting import format_day
from tests.replacing import replace
from tests.support import publish_catalog, starter_catalog
from tests.wizard.pilot.kit import CASES, PAYS_FOR_TWO, frame_of, rate, second, used
from tests.wizard.plans import made, version_of
from wizard.decision.measured import MonthOfUse
from wizard.decision.rules import Rule
from wizard.document.progress import TrialState
from wizard.models import Pilot, Plan
from wizard.pilot import starting, store
from wizard.pilot.measured import test_of as counted_of, tests_of as results_of
from wizard.pilot.metrics import Values
from wizard.pilot.store import MONTH
from wizard.plans import deciding, stored
from wizard.plans.progressing import progress_of
from wizard.plans.tools import named

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

DAY = timedelta(days=1)
GOOD: Values = {"accepted": True, "harmful": False, "better": "same"}
ALONE: dict[str, Any] = {"what": {"jobs": ["product-description"]}, **PAYS_FOR_TWO}
ASKS = "It was in use for a month. How did it go?"
FIGURES = {"results": "118", "redone": "9", "paid": "29.90"}


def decided(plan: Plan) -> tuple[TrialState, str, set[str], float]:
    """Return how far a plan is, what it names, by which rules, and what it pays for that."""
    version, tests = plan.versions.newest_first()[0], results_of(plan)
    decision = deciding.with_results(version, tests).decision
    (job,) = decision.jobs
    advice = named(job)
    progress = progress_of(version, decision, tests, timezone.localdate())
    rules = {reason.rule for reason in job.reasons}
    first = advice.first if advice is not None else None
    tool = first.option.tool if first is not None else ""
    return progress.tested, tool, rules, first.paid_usd if first is not None else 0.0


def in_use(plan: Plan, pilot: Pilot) -> dict[str, str]:
    """Return the answer to which of two tools is used: what the plan names."""
    tool = decided(plan)[1]
    assert tool in store.protocol_of(pilot).name_of
    return {"tool": tool}


def text(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_owner_is_asked_on_the_plan_thirty_days_after_the_test_and_nobody_else(
    client: Client,
) -> None:
    plan, key, _ = used(MONTH - DAY)
    early = text(client, f"/plan/{key}/")
    Pilot.objects.update(revealed=timezone.now() - MONTH)

    owner = client.get(f"/plan/{key}/").content.decode()

    assert ASKS not in early
    assert "The test is passed. Roll it out." in early
    assert ASKS in owner
    assert f'/plan/{key}/pilot/1/month/"' in owner or 'href="pilot/1/month/"' in owner
    assert ASKS not in text(client, plan.get_absolute_url())


def test_answers_go_where_the_results_of_the_test_went(client: Client) -> None:
    plan, key, pilot = used()
    before, tool, *_ = decided(plan)

    answer = client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot)})

    assert answer.headers["Location"] == f"/plan/{key}/pilot/1/"
    (row,) = [
        row
        for row in deciding.with_results(plan.versions.get(), results_of(plan)).inputs.measured
        if row.tool == tool
    ]
    assert (row.cases, row.redone) == (30, 0)
    assert (row.looks[-1].cases, row.looks[-1].redone) == (148, 9)
    assert row.months == (
        MonthOfUse(tool=tool, on=timezone.localdate(), results=118, redone=9, paid_usd=29.9),
    )
    after, still, rules, _ = decided(plan)
    assert (before, after) == (TrialState.PASSED, TrialState.IN_USE)
    assert still == tool
    assert Rule.USE_COUNTED in rules
    day = format_day(timezone.localdate())
    assert f"In daily use Counted {day}" in text(client, plan.get_absolute_url())
    owner = text(client, f"/plan/{key}/")
    assert ASKS not in owner
    assert "It is in daily use, and what you counted holds." in owner
    for address in (f"/plan/{key}/pilot/", f"{plan.get_absolute_url()}pilot/"):
        assert "118 made, 9 of them done again, $29.90 paid." in text(client, address)
    assert "118 made, 9 of them done again." in text(client, f"{plan.get_absolute_url()}history/")


def test_what_daily_use_puts_out_is_named_no_more(client: Client) -> None:
    plan, key, pilot = used()
    tool = decided(plan)[1]
    (other,) = set(store.protocol_of(pilot).name_of) - {tool}

    sent = {**FIGURES, "redone": "60", "tool": tool}
    client.post(f"/plan/{key}/pilot/1/month/", sent)

    state, name, rules, _ = decided(plan)
    assert name == other
    assert Rule.OUT_BY_USE in rules
    assert Rule.OUT_BY_TEST not in rules
    assert state is TrialState.PASSED  # nobody counted a month of the other
    says = "failed in daily use: 60 of 118"
    assert says in text(client, plan.get_absolute_url())


def test_both_put_out_says_so_and_leads_on(client: Client) -> None:
    plan, key, pilot = used()
    days = (timezone.localdate() - MONTH, timezone.localdate())
    for tool, day in zip(store.protocol_of(pilot).name_of, days, strict=True):
        month = MonthOfUse(tool=tool, on=day, results=100, redone=60, paid_usd=0.0)
        store.count_month(pilot, month)

    assert decided(plan)[0] is TrialState.FELL_SHORT
    assert "Too much done again in daily use" in text(client, plan.get_absolute_url())
    assert "Your plan names another now. Test that." in text(client, f"/plan/{key}/")
    assert counted_of(pilot_of(plan)).counted_from is None


def test_what_nobody_uses_is_said_and_counts_nothing(client: Client) -> None:
    plan, key, pilot = used()
    paid_before = decided(plan)[3]

    sent = {"results": "0", "redone": "0", "paid": "20", **in_use(plan, pilot)}
    client.post(f"/plan/{key}/pilot/1/month/", sent)

    state, _, rules, paid = decided(plan)
    assert state is TrialState.UNUSED
    assert paid == paid_before
    assert Rule.USE_COUNTED not in rules
    assert "nobody used it" in text(client, f"/plan/{key}/pilot/")
    assert "Nobody uses it." in text(client, f"/plan/{key}/")


def test_what_was_typed_wrong_is_corrected_until_the_next_month_is_over(client: Client) -> None:
    plan, key, pilot = used()
    address, tool = f"/plan/{key}/pilot/1/month/", in_use(plan, pilot)
    client.post(address, {**FIGURES, **tool})

    shown = client.get(address).content.decode()
    client.post(address, {**FIGURES, "redone": "8", **tool})
    once = store.months_of(pilot_of(plan))
    counted_on(plan, timezone.localdate() - MONTH)
    client.post(address, {**FIGURES, **tool})

    assert 'value="118"' in shown
    assert f"How many did it make in the 30 days to {format_day(timezone.localdate())}?" in shown
    assert "Correct what a month counted" in shown
    assert [row.redone for row in once] == [8]
    assert [row.redone for row in store.months_of(pilot_of(plan))] == [8, 9]


def test_correction_is_of_the_same_days_and_puts_off_nothing(client: Client) -> None:
    plan, key, pilot = used()
    address, sent = f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot)}
    client.post(address, sent)
    day = timezone.localdate() - MONTH + DAY
    counted_on(plan, day)

    client.post(address, {**sent, "redone": "8"})

    (month,) = store.months_of(pilot_of(plan))
    assert (month.redone, month.on) == (8, day)
    assert counted_of(pilot_of(plan)).counted_from == day + MONTH


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"results": ""}, "Write how many it made, 0 if nobody used it."),
        ({"results": "many"}, "Write how many in digits"),
        ({"redone": "119"}, "Write no more than it made."),
        ({"redone": ""}, "Write how many had to be done again, 0 if none."),
        ({"paid": "two"}, "Write what it cost in digits"),
        ({"paid": "CHF 20"}, "Write what it cost in dollars, euros or pounds"),
        ({"tool": ""}, "Choose which one you use."),
        ({"tool": "another"}, "Select a valid choice."),
    ],
)
def test_wrong_answer_gets_a_sentence_and_nothing_is_lost(
    client: Client, sent: dict[str, str], says: str
) -> None:
    plan, key, pilot = used()

    answer = client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot), **sent})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert says in page
    assert [f'value="{value}"' in page for value in {**FIGURES, **sent}.values() if value] == [
        value != "another" for value in {**FIGURES, **sent}.values() if value
    ]
    assert store.months_of(pilot_of(plan)) == ()


def test_bill_in_another_currency_is_counted_in_dollars(client: Client) -> None:
    plan, key, pilot = used()

    client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, "paid": "€ 100", **in_use(plan, pilot)})

    (month,) = store.months_of(pilot_of(plan))
    assert month.paid_usd > 100


def test_bill_is_shown_as_it_was_typed_though_the_rate_has_moved(client: Client) -> None:
    plan, key, pilot = used(currency="EUR")
    rates = tuple(replace(row, usd=row.usd * 2) for row in starter_catalog().exchange_rates)
    publish_catalog(replace(starter_catalog(), exchange_rates=rates))
    client.post(f"/plan/{key}/redecide/")

    client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, "paid": "100", **in_use(plan, pilot)})

    assert "9 of them done again, €100" in text(client, f"/plan/{key}/pilot/1/")
    assert 'value="100"' in client.get(f"/plan/{key}/pilot/1/month/").content.decode()


@pytest.mark.parametrize(("results", "counts"), [("450", True), ("9", False)])
def test_bill_replaces_the_price_of_what_is_paid_by_the_result_alone(
    client: Client, results: str, *, counts: bool
) -> None:
    changes = {
        "what": ALONE["what"],
        "amounts": {"product-description-results": "900"},
        "builder": "developer",
        "built_in": "built-in",
    }
    plan, _, _ = made("garden-shop", **changes)
    pilot = starting.start(plan, frame_of(plan), CASES, seen=0)
    tools = store.protocol_of(pilot).name_of
    for number in range(1, 31):
        rate(pilot, number, *([GOOD] * len(tools)))
    second(pilot, 10)
    _, tool, _, listed = decided(plan)
    month = MonthOfUse(tool=tool, on=date(2027, 1, 4), results=int(results), redone=0, paid_usd=1.8)
    store.count_month(pilot, month)

    paid = decided(plan)[3]

    assert (paid == pytest.approx(3.6)) is counts
    assert (paid == pytest.approx(listed)) is not counts
    said = "One costs less than a cent, by your bill of a month."
    assert (said in text(client, f"{plan.get_absolute_url()}money/")) is counts


def test_bill_of_seats_changes_no_price(client: Client) -> None:
    plan, key, pilot = used()
    before = decided(plan)[3]

    client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, "paid": "900", **in_use(plan, pilot)})

    assert decided(plan)[3] == before


def test_nothing_is_asked_before_a_month_is_over_and_nothing_taken(client: Client) -> None:
    plan, key, pilot = used(MONTH - DAY)
    address = f"/plan/{key}/pilot/1/month/"

    answer = client.post(address, {**FIGURES, **in_use(plan, pilot)})

    assert answer.status_code == 409
    assert "we ask three questions" in text(client, address)
    assert store.months_of(pilot_of(plan)) == ()


def test_calendar_has_the_day_until_the_month_is_counted(client: Client) -> None:
    plan, key, pilot = used(timedelta())
    day = f"{timezone.localdate() + MONTH:%Y%m%d}"

    calendar = client.get(f"{plan.get_absolute_url()}plan.ics").content.decode()
    Pilot.objects.update(revealed=timezone.now() - MONTH)
    client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot)})
    later = client.get(f"{plan.get_absolute_url()}plan.ics").content.decode()

    assert f"DTSTART;VALUE=DATE:{day}" in calendar
    assert "A month of daily use: three questions" in calendar
    assert "A month of daily use" not in later


def test_calendar_has_one_day_of_two_tests_of_a_job(client: Client) -> None:
    plan, key, _ = used()
    version_of(plan, mistakes={"product-description-stakes": "hurt"})
    client.post(f"/plan/{key}/pilot/1/act/", {"act": "go_on", "seen": 1})
    second(plan.pilots.get(number=2), 20)
    assert [counted_of(row).counted_from is None for row in plan.pilots.all()] == [False, False]

    calendar = client.get(f"{plan.get_absolute_url()}plan.ics").content.decode()

    assert calendar.count("A month of daily use") == 1


def test_month_is_counted_of_the_test_that_counts(client: Client) -> None:
    plan, key, pilot = used()
    version_of(plan, mistakes={"product-description-stakes": "hurt"})
    client.post(f"/plan/{key}/pilot/1/act/", {"act": "go_on", "seen": 1})

    answer = client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot)})

    assert answer.status_code == 409
    assert "A later test of this job counts now." in answer.content.decode()
    assert f'href="/plan/{key}/pilot/2/"' in answer.content.decode()
    assert [store.months_of(row) for row in plan.pilots.all()] == [(), ()]


def test_what_is_done_once_is_in_no_daily_use(client: Client) -> None:
    plan, key, pilot = used(amounts={"product-description-once": "once"})

    assert counted_of(pilot).counted_from is not None
    assert ASKS not in text(client, f"/plan/{key}/")
    assert "Daily use" not in text(client, f"/plan/{key}/pilot/1/")
    calendar = client.get(f"{plan.get_absolute_url()}plan.ics").content.decode()
    assert "A month of daily use" not in calendar


def test_month_goes_along_where_the_test_goes_on_under_stricter_terms(client: Client) -> None:
    plan, key, pilot = used()
    client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot)})
    months = store.months_of(pilot_of(plan))

    version_of(plan, mistakes={"product-description-stakes": "hurt"})
    client.post(f"/plan/{key}/pilot/1/act/", {"act": "go_on", "seen": 1})

    assert store.months_of(plan.pilots.get(number=2)) == months != ()
    history = text(client, f"{plan.get_absolute_url()}history/")
    assert history.count("A month of") == 1  # of one test after the other, it is told once


def test_next_version_is_decided_with_the_month_and_says_so(client: Client) -> None:
    plan, key, pilot = used()
    client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot)})
    before = decided(plan)

    client.post(f"/plan/{key}/redecide/")

    assert decided(plan) == before
    inputs = stored.load_inputs(plan.versions.get(number=2).inputs)
    assert [row.months[-1].results for row in inputs.measured if row.months] == [118]
    said = "A month of daily use of ChatGPT Business: 118 made, 9 of them done again."
    assert said in text(client, f"{plan.get_absolute_url()}history/")


def test_history_of_a_version_with_a_month_tells_no_test_again(client: Client) -> None:
    plan, key, pilot = used()
    client.post(f"/plan/{key}/redecide/")
    client.post(f"/plan/{key}/pilot/1/month/", {**FIGURES, **in_use(plan, pilot)})

    client.post(f"/plan/{key}/redecide/")

    history = text(client, f"{plan.get_absolute_url()}history/")
    assert history.count("The test of ChatGPT Business counts") == 1
    assert history.count("A month of daily use of ChatGPT Business: 118 made") == 1


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "Your plan counts with about 125 a month."),  # what is paid already costs no more
        ({"software": {"paid": []}}, r"Your plan counts with about 125 a month for \$\d+\."),
    ],
)
def test_page_says_what_the_plan_counts_with(
    client: Client, changes: dict[str, Any], says: str
) -> None:
    _, key, _ = used(**changes)

    assert re.search(says, text(client, f"/plan/{key}/pilot/1/month/"))


def counted_on(plan: Plan, day: date) -> None:
    """Move the last month of a plan's pilot to a day."""
    pilot = pilot_of(plan)
    *before, last = store.months_of(pilot)
    store.change(pilot, months=msgspec.json.encode([*before, replace(last, on=day)]).decode())


def pilot_of(plan: Plan) -> Pilot:
    return plan.pilots.get()
