"""One verdict a model, from its own results alone, wherever a pilot is shown; results stay with the job they are of."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.wizard.pilot.kit import lock, locked, planned
from tests.wizard.quick import version_of
from wizard.intake.rows import Row
from wizard.models import Plan
from wizard.pilot import framing, holding, recording

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def models_of(plan: Plan) -> tuple[str, ...]:
    """Return the two models that the plan says to try."""
    frame = framing.frame_of(plan.versions.order_by("number")[0])
    assert frame is not None
    assert len(frame.models) == 2
    return frame.models


def results(model: str, yes: int, no: int) -> list[Row]:
    return [Row(place=place, model=model, accepted=place > no) for place in range(1, yes + no + 1)]


def bring(plan: Plan, *counts: tuple[str, int, int]) -> None:
    """Put results of several models on record, in turn."""
    lists = [results(*each) for each in counts]
    recording.take(plan, [rows[place] for place in range(max(map(len, lists))) for rows in lists if place < len(rows)])


def words(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_first_model_is_used_and_the_second_dropped(client: Client) -> None:
    plan, edit_key, _ = locked()
    first, second = models_of(plan)
    bring(plan, (first, 54, 1), (second, 36, 19))  # 110 results: 98 % and 65 %, where 80 % was agreed
    address = plan.get_absolute_url()

    for place in (address, f"/plan/{edit_key}/", f"{address}pilot/", f"/plan/{edit_key}/pilot/"):
        text = words(client, place)
        assert f"{first}: use it" in text
        assert f"{second}: drop it" in text
        assert "54 of 55" in text
        assert "36 of 55" in text
        assert not {"90 of 110", "81.8 %"} & set(re.findall(r"\d+ of \d+|[\d.]+ %", text))
    for place in (f"{address}plan.atom", f"{address}history/"):
        text = words(client, place)
        assert f"The pilot’s verdict on {first}: use it. The target is met." in text
        assert f"The pilot’s verdict on {second}: drop it. Accepted is missed." in text
    document = client.get(f"{address}pilot.json").json()
    assert {row["model"]: (row["state"], row["goals"][0]["met"], row["goals"][0]["of"]) for row in document["verdicts"]} == {
        first: ("go", 54, 55),
        second: ("no-go", 36, 55),
    }  # fmt: skip
    lines = client.get(f"{address}pilot.csv").content.decode().splitlines()[1:]
    assert {(first in line, ",Use it," in line, ",Drop it," in line) for line in lines} == {
        (True, True, False),
        (False, False, True),
    }
    assert document["state"] == "go"


@pytest.mark.parametrize("other", [(0, 20), (20, 0)])
def test_pilot_measures_while_a_model_is_open_and_no_result_counts_for_another(
    client: Client, other: tuple[int, int]
) -> None:
    plan, _, _ = locked()
    first, second = models_of(plan)
    bring(plan, (first, 54, 1), (second, *other))

    text = words(client, plan.get_absolute_url())
    document = client.get(f"{plan.get_absolute_url()}pilot.json").json()

    assert f"{first}: use it" in text
    assert f"{second}: test on, about 35 more" in text
    assert document["state"] == "keep-measuring"


def test_results_stay_with_the_job_they_are_of_when_the_plan_changes_its_job(client: Client) -> None:
    plan, edit_key = planned()
    lock(plan)
    first, _ = models_of(plan)
    bring(plan, (first, 54, 1))
    address = plan.get_absolute_url()
    before = words(client, address)
    version_of(plan, pilot_output="product-photo-background")

    pages = {place: words(client, place) for place in (address, f"{address}pilot/", f"/plan/{edit_key}/pilot/")}

    assert "Version 2 of the plan" not in before
    for text in pages.values():
        assert "Version 2 of the plan tries “Put product photos into new scenes” with" in text
        assert "These results are of “Write product descriptions”, tried on version 1" in text
        assert "At least 80 of 100 descriptions accepted" in text
        assert f"{first}: use it" in text
    assert client.get(f"{address}pilot.json").json()["job"] == "Write product descriptions"


def test_results_that_name_no_model_are_of_none_where_others_do(client: Client) -> None:
    plan, _, _ = locked()
    first, _ = models_of(plan)
    bring(plan, (first, 54, 1), ("", 0, 55))
    address = plan.get_absolute_url()

    text = words(client, address)

    assert f"{first}: use it" in text
    assert "Results without a model: drop it" in text


def test_corrected_result_counts_for_the_model_it_names_now(client: Client) -> None:
    plan, _, _ = locked()
    first, second = models_of(plan)
    bring(plan, (first, 1, 0), ("Frist", 1, 0))
    recording.correct(plan, 2, Row(place=1, model=first, accepted=True), seen=0, why="A typing error.")

    verdicts = client.get(f"{plan.get_absolute_url()}pilot.json").json()["verdicts"]

    assert [(row["model"], row["goals"][0]["of"]) for row in verdicts] == [(first, 2)]
    assert second not in str(verdicts)


def test_pilot_takes_no_more_models_than_its_pages_show() -> None:
    plan, _, _ = locked()
    many = [Row(place=place, model=f"Model {place}", accepted=True) for place in range(1, 15)]

    _, found = recording.take(plan, many)

    assert (len(found.new), {row.reason for row in found.bad}) == (12, {"A pilot compares at most 12 models."})


def test_field_record_counts_a_model_by_its_own_results(client: Client) -> None:
    for _ in range(5):
        plan, _, _ = locked()
        first, second = models_of(plan)
        bring(plan, (first, 54, 1), (second, 36, 19), ("My own", 54, 1))
        holding.share(plan, shared=True)

    text = words(client, "/record/")

    assert "5 of 5 pilots met their targets" in text
    assert f"{first} alone 5 5 57 to 100 %" in text
    assert f"{second} alone 0 5 0 to 43 %" in text
    assert "My own" not in text
