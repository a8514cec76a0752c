"""What was measured on the plan, its files and its page of money; and on a plan that no longer has the job."""

import re
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from tests.wizard.pilot.kit import CASES, names, rate, rows, started
from tests.wizard.plans import version_of
from wizard.models import Pilot, Plan, PlanVersion
from wizard.pilot import store
from wizard.pilot.context import frames_of
from wizard.pilot.metrics import Value, Values

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def text_of(response: Any) -> str:
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode().partition("<main")[2])
    ).replace("\xa0", " ")


def pages_of(response: Any) -> list[str]:
    return [
        re.sub(r"\s+", " ", page.extract_text())
        for page in PdfReader(BytesIO(response.content)).pages
    ]


def measured(client: Client, slug: str = "garden-shop") -> tuple[str, str, tuple[str, ...]]:
    """Return the addresses of a plan, tested with twenty pairs of which one model fails, and the names of the models."""
    plan, key, pilot = started(slug, cases=CASES)
    for number in range(1, 21):
        good: dict[str, Value] = {
            "accepted": number > 1,
            "harmful": False,
            "minutes": Decimal(2),
            "usd": Decimal("0.06"),
        }
        bad: dict[str, Value] = {"accepted": number > 9, "harmful": False, "minutes": Decimal(3)}
        rate(pilot, number, {**good, "better": "yes"}, {**bad, "better": "no"})
    return plan.get_absolute_url(), f"/plan/{key}/", names(pilot)


def test_plan_shows_each_model_by_itself_with_range_and_what_that_does_not_prove(
    client: Client,
) -> None:
    shared, owned, (first, second) = measured(client)

    for address in (shared, owned):
        page = text_of(client.get(address))
        assert f"{first} passed. {second} is out." in page
        assert "19 of 20 (range 76 to 99 of 100)" in page
        assert "11 of 20 (range 34 to 74 of 100)" in page
        assert "What this does not prove: up to 22 of 100" in page
        assert f"The test showed {first} passed. {second} is out" in page  # on top
        assert "Test the others next. Up to 22 of 100 may still be wrong." in page


def test_money_shows_time_and_cost_of_each_model_and_keeps_the_forecast(client: Client) -> None:
    shared, owned, (first, second) = measured(client)

    for address in (f"{shared}money/", f"{owned}money/"):
        page = text_of(client.get(address))
        where = page.index("What was measured")
        assert where < page.index("The figures")
        for name, minutes in ((first, "2 minutes"), (second, "3 minutes")):
            assert re.search(rf"{re.escape(name)} Time: {minutes}, over 20", page), name
        assert (
            "The fee is the plan’s; nobody entered one." in page
        )  # nobody entered one for the second model
        assert "a month has more of them" in page
        assert "Pilot running" in page  # in the spine of the five steps: one of two tasks is tested
    assert "What was measured" not in text_of(client.get(f"{shared}v/1/money/"))


def test_pdf_and_markdown_of_the_plan_say_it_and_those_of_a_version_never(client: Client) -> None:
    shared, _, (first, second) = measured(client)

    front, *annex = pages_of(client.get(f"{shared}plan.pdf"))
    markdown = client.get(f"{shared}plan.md").content.decode()

    for text in (front, markdown):
        assert first in text
        assert second in text
        assert "19 of 20 (range 76 to 99 of 100)" in text
        assert "What this does not prove: up to 22 of 100" in text
    assert "2 minutes" in " ".join(annex)
    assert all(
        "Test running, 1 of 2 tasks" in text and "not tested" not in text
        for text in (front, markdown)
    )
    assert "What was measured" not in " ".join(pages_of(client.get(f"{shared}v/1/plan.pdf")))
    assert "What was measured" not in client.get(f"{shared}plan.json").content.decode()


def test_plan_of_two_tasks_is_in_test_until_each_has_its_verdict(client: Client) -> None:
    shared, owned, _ = measured(client)
    plan = Plan.objects.get(view_key=shared.split("/")[2])
    before = [text_of(client.get(address)) for address in (shared, owned, f"{owned}pilot/")]
    _, other = frames_of(plan.versions.get())
    pilot = store.start(plan, other, CASES, seen=1)
    told = [text_of(client.get(f"{owned}pilot/{number}/cases/")) for number in (1, 2)]
    for number in range(1, 21):
        rate(pilot, number, {"accepted": True, "harmful": False})  # one model alone is tried
    after = [text_of(client.get(address)) for address in (shared, owned, f"{owned}pilot/")]

    assert [
        "Your job: product descriptions." in told[0],
        "Your job: product photos." in told[1],
    ] == [True, True]
    assert ["write [missing]" in page for page in told] == [True, False]  # no picture can
    assert all("Test running, 1 of 2 tasks" in page for page in before[:2])
    assert [
        "Go on with the test" in before[1],
        "Test the next task" in before[2],
        "Next steps" in before[1],
    ] == [True] * 3
    assert all("Tested, still holds" in page and "Next steps" not in page for page in after[:2])
    assert ["Roll it out" in after[1], "Test the next task" in after[2]] == [True, False]


def judged(pilot: Pilot, *bad: int, better: str = "yes") -> None:
    """Judge twenty cases, of which the models at these places fail ten; `better` is what is said of the first model."""
    opposite = {"yes": "no", "no": "yes"}[better]
    for number in range(1, 21):
        marks: list[Values] = [{"accepted": number > 10 or place not in bad} for place in (0, 1)]
        rate(pilot, number, {**marks[0], "better": better}, {**marks[1], "better": opposite})


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (
            (),
            (
                "Tested, still holds",
                "Roll it out",
                "Use DeepSeek V4.1 Flash for",
                "About $5,300 a month",
            ),
        ),
        (
            (1,),
            (
                "Tested, still holds",
                "Roll it out",
                "Use DeepSeek V4.1 Flash for",
                "About $5,300 a month",
            ),
        ),
        (
            (0,),
            (
                "Tested, the other passed",
                "Take the other",
                "Use Gemma 4 31B for",
                "About $659 a month",
            ),
        ),
        (
            (0, 1),
            (
                "Tested, none passed",
                "Make it better",
                "Do not use DeepSeek V4.1 Flash or",
                "Nothing yet",
            ),
        ),
    ],
)
def test_plan_never_advises_what_its_test_put_out(
    client: Client, bad: tuple[int, ...], words: tuple[str, ...]
) -> None:
    (plan, key, pilot), (state, act, do, cost) = started("law-office"), words
    shared, owned = plan.get_absolute_url(), f"/plan/{key}/"
    judged(pilot, *bad)

    pages = [text_of(client.get(each)) for each in (shared, owned)]
    markdown = client.get(f"{shared}plan.md").content.decode().replace("\xa0", " ")

    assert all(f"{state} Do this {do}" in page and f"It costs {cost}" in page for page in pages)
    assert [act in pages[1], state in text_of(client.get("/plan/"))] == [True, True]
    assert 0 not in bad or (do in markdown and do in text_of(client.get(f"{shared}scale/")))


def test_two_that_passed_are_told_apart_by_what_was_preferred(client: Client) -> None:
    plan, _, pilot = started("software-firm")
    judged(pilot, better="no")

    assert f"Both passed, and {names(pilot)[1]} is preferred" in text_of(
        client.get(plan.get_absolute_url())
    )


def test_a_test_of_other_models_says_nothing_of_what_the_plan_tries_by_now(client: Client) -> None:
    plan, key, pilot = started("software-firm")
    shared, owned = plan.get_absolute_url(), f"/plan/{key}/"
    judged(pilot)
    before = [text_of(client.get(each)) for each in (shared, owned)]
    version_of(plan, choice=[{"task": "code-review/language", "model": "gpt-6-1-sol"}])

    after = [text_of(client.get(each)) for each in (shared, owned, "/plan/")]

    assert all("Tested, still holds" in page and "The test showed" in page for page in before)
    assert not any(
        "Tested" in page or "The test showed" in page or "Roll it out" in page for page in after
    )
    assert "Version 1: both passed, and" in after[0]


def test_files_change_with_each_result(client: Client) -> None:
    plan, _, pilot = started()
    address = f"{plan.get_absolute_url()}plan.pdf"
    before = client.get(address).headers["ETag"]

    store.take(pilot, rows(pilot, 1))

    repeated = client.get(address, headers={"If-None-Match": before})
    assert (repeated.status_code, repeated.headers["ETag"] == before) == (200, False)
    assert (
        client.get(address, headers={"If-None-Match": repeated.headers["ETag"]}).status_code == 304
    )


def test_nothing_is_said_before_the_first_result(client: Client) -> None:
    plan, _, _ = started(cases=CASES)

    assert "What was measured" not in text_of(client.get(plan.get_absolute_url()))


def test_a_pilot_whose_job_is_gone_says_so_plainly_everywhere(client: Client) -> None:
    plan, key, pilot = started(cases=CASES[:2])
    rate(pilot, 1, {"accepted": True, "better": "yes"}, {"accepted": False, "better": "no"})
    latest = plan.versions.get()
    other, _, _ = started("restaurant")
    moved = other.versions.get()
    PlanVersion.objects.create(
        **{
            field.attname: getattr(moved, field.attname)
            for field in PlanVersion._meta.concrete_fields
            if field.name not in {"id", "plan", "number"}
        },
        plan=plan,
        number=latest.number + 1,
    )
    base = f"/plan/{key}/pilot/"
    own = [base, f"{base}1/", f"{base}1/cases/", f"{base}1/files/", f"{base}1/rate/", f"{base}1/add/", f"{base}1/results/", f"{base}1/bring/"]  # fmt: skip
    shared = [
        plan.get_absolute_url() + rest for rest in ("", "pilot/", "pilot.csv", "plan.pdf", "money/")
    ]

    answers = {address: client.get(address) for address in (*own, *shared)}

    assert {address: each.status_code for address, each in answers.items()} == dict.fromkeys(
        answers, 200
    )
    for address in (base, f"{plan.get_absolute_url()}pilot/", plan.get_absolute_url()):
        text = text_of(answers[address])
        assert "Version 2 of the plan tries" in text
        assert f"These results are of “{store.protocol_of(pilot).job}”" in text
        assert "say nothing of anything else" in text
    assert Pilot.objects.get(plan=plan).version == latest
