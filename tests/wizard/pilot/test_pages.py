"""The pilot's pages: what was typed is read or kept, two windows are told of each other, nothing is taken twice."""

import time
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from catalog.tables import write_xlsx
from tests.wizard.pilot.kit import SHARE_ALONE, column, given, locked, pilot_of, planned, rows
from tests.wizard.pilot.test_intake import RESULTS
from tests.wizard.test_bad_input import NAUGHTY
from tests.wizard.walker import Walker
from wizard.intake.rows import Row
from wizard.models import Pilot, Plan, TrialRow
from wizard.pilot import agreeing, framing, holding, recording
from wizard.pilot.forms import Wanted
from wizard.steps.journey import STEPS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def at(edit_key: str, place: str = "") -> Walker:
    return Walker().get(f"/plan/{edit_key}/pilot/{place}")


def count(plan: Plan) -> int:
    return len(holding.counting(pilot_of(plan)))


def uploaded(edit_key: str, name: str, data: bytes, **more: str) -> Any:
    """Send a file and follow its preview, without touching it."""
    walker = at(edit_key, "bring/")
    sent = {**{key: values[0] for key, values in walker.form.sent().items()}, **more}
    sent["file"] = SimpleUploadedFile(name, data)  # type: ignore[assignment]  # a file among texts
    return walker._take(walker.client.post(f"/plan/{edit_key}/pilot/bring/", sent), walker.address)


def taken(walker: Walker) -> Walker:
    form = next(form for form in walker.page.forms if form.action.endswith("/take/"))
    return walker._take(walker.client.post(form.action, form.sent(), follow=True), form.action)


# ----------------------------------------------------------------------------------------------------------- the terms


def test_no_page_of_the_pilot_stands_on_a_page_of_the_wizard() -> None:
    own = {"terms", "lock", "trial", "trials", "bring", "take", "token", "record"}

    assert not own & {page.key for step in STEPS if step.key == "pilot" for page in step.pages}


def test_targets_are_filled_in_from_the_plan() -> None:
    _, edit_key = planned()

    form = at(edit_key, "terms/").form.sent()

    assert {name: form[name] for name in ("minutes", "accepted", "usd", "hour", "primary", "rule")} == {
        "minutes": ["10"],
        "accepted": ["80"],
        "usd": ["8"],
        "hour": ["34"],
        "primary": ["accepted"],
        "rule": ["all"],
    }


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"minutes": "soon"}, "Write the minutes for one in digits"),
        ({"minutes": "10 to 20"}, "Write one figure"),
        ({"accepted": "120"}, "must be 99 or less"),
        ({"accepted": "95", "accepted_worth": "10"}, "Above 95 there are only 5 points"),
        ({"usd": "2 CHF"}, "in dollars, euros or pounds"),
        ({"usd": "2", "usd_worth": "3"}, "less than the target itself"),
        ({"minutes_worth": "0.001"}, "a pilot has room for 5,000"),
        ({"accepted_worth": "0.5"}, "a pilot has room for 5,000"),
        ({"usd_worth": "0.00001"}, "Write at least 0.0001"),
        ({"minutes_spread": "much"}, "the minutes by which single ones differ"),
        ({"minutes": "", "accepted": "", "usd": ""}, "Set at least one target"),
        ({"minutes": "", "primary": "minutes"}, "Pick a target that has a figure"),
        ({"rule": "some"}, "Pick one of the two"),
    ],
)
def test_wrong_target_gets_a_sentence_and_nothing_typed_is_lost(sent: dict[str, str], sentence: str) -> None:
    plan, edit_key = planned()
    walker = at(edit_key, "terms/")

    walker.send(**sent)

    assert walker.status == 422
    assert sentence in walker.text
    kept = walker.form.sent()
    assert {name: kept.get(name) for name in sent if name != "rule"} == {name: [text] for name, text in sent.items() if name != "rule"}  # fmt: skip
    assert holding.of(plan) is None


def test_trials_follow_how_far_single_results_stray() -> None:
    plan, edit_key = planned()
    shown = at(edit_key, "terms/").send(usd="", minutes_spread="2").text
    close = pilot_of(plan).trials
    at(edit_key, "terms/").send(minutes_spread="8", confirm="yes")

    assert "27 descriptions tell 10 min from 9 min, if two of three lie within 2 min of their average" in shown
    assert (close, pilot_of(plan).trials) == (83, 398)
    assert at(edit_key, "terms/").form.sent()["minutes_spread"] == ["8"]


def test_change_of_the_spread_after_the_lock_is_told() -> None:
    plan, edit_key, pilot = locked()
    at(edit_key, "terms/").send(minutes="10", confirm="yes")
    at(edit_key, "terms/").send(minutes_spread="8", confirm="yes")

    told = [agreeing.told(change) for change in pilot_of(plan).changes.all()]
    assert pilot.trials < pilot_of(plan).trials
    assert (
        "How far single results stray in time changed from two fifths of the target to 8 min before any result was entered."
    ) in told


def test_second_window_is_told_and_changes_nothing() -> None:
    plan, edit_key = planned()
    first, second = at(edit_key, "terms/"), at(edit_key, "terms/")
    first.send(accepted="85")

    second.send(accepted="70")

    assert second.status == 409
    assert "Another window changed the pilot meanwhile" in second.text
    assert second.form.sent()["accepted"] == ["70"]
    assert agreeing.as_given(pilot_of(plan)).goals[1].threshold == 85


def test_targets_lock_once_with_a_time_stamp_on_the_latest_version() -> None:
    plan, edit_key = planned()
    at(edit_key, "terms/").send(**SHARE_ALONE, minutes="", usd="")
    stale = at(edit_key, "lock/")
    at(edit_key, "terms/").send(accepted="85")

    stale.send()
    assert stale.status == 409
    assert pilot_of(plan).locked is None
    stale.send()

    pilot = pilot_of(plan)
    assert pilot.locked is not None
    assert pilot.version == plan.versions.get()
    assert (pilot.use_case, pilot.branch) == ("product-description", "language")


def test_results_wait_until_the_targets_are_locked() -> None:
    plan, edit_key = planned()

    assert at(edit_key, "trial/").address == f"/plan/{edit_key}/pilot/"
    with pytest.raises(Pilot.DoesNotExist):
        recording.take(plan, rows(1))


def test_change_before_any_result_says_so_and_a_target_may_come_and_go() -> None:
    plan, _, pilot = locked()
    frame = framing.frame_of(plan.versions.get())
    assert frame is not None
    time = Wanted(slug="minutes", threshold=Decimal(10), worth_having=Decimal(1), primary=False)
    share = given().goals[0]

    pilot = agreeing.set_terms(plan, frame, given(goals=(time, share)), seen=pilot.revision)
    recording.take(plan, rows(1))
    agreeing.set_terms(plan, frame, given(), seen=pilot_of(plan).revision)

    said = [agreeing.told(change) for change in pilot_of(plan).changes.order_by("pk")]
    assert said[0] == "The time target was added, 10 min, before any result was entered."
    assert "The time target, 10 min, was taken back after 1 result was entered." in said


def test_targets_cannot_be_changed_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreeing, "MOST_CHANGES", 1)
    plan, edit_key, _ = locked()
    at(edit_key, "terms/").send(accepted="75", confirm="yes")

    walker = at(edit_key, "terms/").send(accepted="70", confirm="yes")

    assert walker.status == 422
    assert "start a copy of the plan instead" in walker.text
    assert agreeing.as_given(pilot_of(plan)).goals[0].threshold == 75


def test_feed_and_history_tell_of_the_lock_and_of_each_change(client: Client) -> None:
    plan, edit_key, _ = locked()
    at(edit_key, "terms/").send(accepted="75", confirm="yes")

    for address in ("plan.atom", "history/"):
        text = client.get(f"{plan.get_absolute_url()}{address}").content.decode()
        assert "The targets were locked, on version 1." in text
        assert "The quality target changed from 80 % to 75 % before any result was entered." in text
        assert "The pilot’s verdict" not in text


def test_feed_and_history_tell_of_a_new_verdict_once(client: Client) -> None:
    plan, _, pilot = locked()
    told = []
    for more in (rows(20), rows(20), rows(pilot.trials)):
        recording.take(plan, more)
        told.append(client.get(f"{plan.get_absolute_url()}plan.atom").content.decode())

    assert "<title>The pilot’s verdict on results without a model: test on.</title>" in told[0]
    assert told[0] == told[1]
    assert "<title>The pilot’s verdict on results without a model: use it. The target is met.</title>" in told[2]
    assert (
        "The pilot’s verdict on results without a model: use it."
        in client.get(f"{plan.get_absolute_url()}history/").content.decode()
    )


# ---------------------------------------------------------------------------------------------------------- one result


def test_one_result_at_a_time_as_typed_on_a_phone() -> None:
    plan, edit_key, _ = locked(
        goals=(
            Wanted(slug="minutes", threshold=Decimal(10), worth_having=Decimal(1), primary=False),
            *given().goals,
            Wanted(slug="usd", threshold=Decimal(2), worth_having=Decimal(1), primary=False),
        )
    )

    walker = at(edit_key, "trial/").send(accepted="yes", minutes="90 s", usd="€ 0,04", model="Gemini 4 Argon")

    assert walker.address.endswith("?saved=1")
    assert "Trial 1 is saved" in walker.text
    row = TrialRow.objects.get()
    assert (row.accepted, row.minutes, row.usd, row.model) == (True, Decimal("1.5"), Decimal("0.046"), "Gemini 4 Argon")
    assert count(plan) == 1


def test_button_pressed_twice_saves_once() -> None:
    plan, edit_key, _ = locked()
    walker = at(edit_key, "trial/")
    sent = {**walker.form.sent(), "accepted": "yes"}

    for _ in range(2):
        response = walker.client.post(f"/plan/{edit_key}/pilot/trial/", sent)
        assert response.status_code == 303

    assert count(plan) == 1


def test_result_that_says_nothing_is_asked_back() -> None:
    _, edit_key, _ = locked()

    walker = at(edit_key, "trial/").send(remark="Nice")

    assert walker.status == 422
    assert "Say how it went" in walker.text
    assert walker.form.sent()["remark"] == ["Nice"]


def test_two_raters_give_points_and_their_agreement_is_said() -> None:
    plan, edit_key, _ = locked(quality="rubric")
    for _ in range(12):
        at(edit_key, "trial/").send(rating_1="2", rating_2="1")

    text = Client().get(plan.get_absolute_url()).content.decode()

    assert "Two people gave the same mark to 0 of 12." in text
    assert {row.accepted for row in TrialRow.objects.all()} == {None}


@pytest.mark.parametrize("place", ["terms/", "trial/", "bring/", "trials/1/"])
def test_no_text_in_any_field_fails(place: str) -> None:
    plan, edit_key, _ = locked()
    recording.take(plan, rows(1))
    names = {box.name for box in at(edit_key, place).form.boxes if box.type not in {"hidden", "file"}}

    for text in NAUGHTY:
        walker = at(edit_key, place).send(**dict.fromkeys(names, text))

        assert walker.status in {200, 422}, text
        assert "<script>alert" not in walker.text


# --------------------------------------------------------------------------------------------------------- all at once


def test_scorecard_is_read_back_grown_and_never_counted_twice() -> None:
    plan, edit_key, _ = locked()
    text = "Trial,Used without a redo (yes or no)\n1,yes\n2,no\n"
    taken(uploaded(edit_key, "scorecard.csv", text.encode()))

    walker = uploaded(edit_key, "scorecard.csv", f"{text}3,yes\n".encode())

    assert "1 result can go in" in walker.text
    assert "On file already" in walker.text
    taken(walker)
    assert [row.number for row in holding.counting(pilot_of(plan))] == [1, 2, 3]


def test_workbook_is_taken_like_the_scorecard_or_refused_in_words() -> None:
    plan, edit_key, _ = locked()
    book = write_xlsx([("Trial", "Accepted"), (1, "yes"), (2, "no")])

    refused = uploaded(edit_key, "scorecard.xlsx", book[:-30]).text
    taken(uploaded(edit_key, "scorecard.xlsx", book))

    assert "The file is no Excel workbook (.xlsx), or it is damaged." in refused
    assert [row.accepted for row in holding.counting(pilot_of(plan))] == [True, False]


def test_row_adds_to_a_trial_and_never_changes_a_figure_of_it() -> None:
    plan, edit_key, _ = locked()
    recording.take(plan, rows(2))

    walker = uploaded(edit_key, "more.csv", b"Trial,Accepted,Minutes\n1,yes,7\n2,no,8\n")

    assert "Trial 2 is on file with another verdict. Correct it there." in walker.text
    taken(walker)
    assert [(row.accepted, row.minutes) for row in holding.counting(pilot_of(plan))] == [
        (True, Decimal(7)),
        (True, None),
    ]


def test_same_paste_is_noticed_and_a_preview_sent_twice_is_taken_once() -> None:
    plan, edit_key, _ = locked()
    walker = at(edit_key, "bring/").send(pasted=column(5))
    form = next(form for form in walker.page.forms if form.action.endswith("/take/"))
    for _ in range(2):
        walker._take(walker.client.post(form.action, form.sent(), follow=True), form.action)
    assert count(plan) == 5
    assert "Nothing new in it" in walker.text

    again = at(edit_key, "bring/").send(pasted=column(5).replace("\n", "\r\n"))

    assert "You brought the same before" in again.text
    taken(again)
    assert count(plan) == 10  # taken again on purpose


def test_bad_rows_are_listed_and_good_ones_kept_for_the_next_step() -> None:
    plan, edit_key, _ = locked()

    walker = at(edit_key, "bring/").send(pasted="Accepted\nyes\nperhaps\nno")

    assert "2 results can go in" in walker.text
    assert "Good enough, yes or no: Write yes or no." in walker.text
    taken(walker)
    assert [row.accepted for row in holding.counting(pilot_of(plan))] == [True, False]


@pytest.mark.parametrize("data", [b"\x00\x01\x02PNG", b"{}", b"{not json", b"\xff\xfea", b'{"results": []}'])
def test_file_that_is_none_of_these_is_refused_in_a_sentence(data: bytes) -> None:
    _, edit_key, _ = locked()

    walker = uploaded(edit_key, "results.json", data)

    assert walker.status == 422
    assert "There is a problem" in walker.text


def test_promptfoo_results_become_a_verdict() -> None:
    plan, edit_key, _ = locked()
    document = msgspec.json.decode(RESULTS)
    kept = [row for row in document["results"]["results"] if row["failureReason"] != 2]
    many = [{**kept[place % len(kept)], "id": f"result-{place}", "success": place % 20 != 0} for place in range(60)]
    for row in many:
        row["gradingResult"] = {**row["gradingResult"], "componentResults": []}
    document["results"]["results"] = many

    walker = uploaded(edit_key, "results.json", msgspec.json.encode(document), checks_count="yes")

    assert "60 results can go in" in walker.text
    taken(walker)
    assert pilot_of(plan).state == "go"
    assert "On file already" in uploaded(edit_key, "again.json", msgspec.json.encode(document), checks_count="yes").text


def test_preview_that_was_tampered_with_is_refused() -> None:
    _, edit_key, _ = locked()

    response = Client().post(f"/plan/{edit_key}/pilot/take/", {"payload": "made-up:signature"})

    assert response.status_code == 422
    assert "This preview has run out" in response.content.decode()


def test_preview_can_be_taken_for_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, edit_key, _ = locked()
    walker = at(edit_key, "bring/").send(pasted=column(5))
    a_day_later = time.time() + 24 * 3600 + 60
    with monkeypatch.context() as later:
        later.setattr("django.core.signing.time.time", lambda: a_day_later)
        form = next(form for form in walker.page.forms if form.action.endswith("/take/"))
        late = walker.client.post(form.action, form.sent())

    assert "This preview has run out" in late.content.decode()
    assert count(plan) == 0
    taken(walker)
    assert count(plan) == 5


# ---------------------------------------------------------------------------------------------------------- corrections


def test_correction_keeps_what_stood_before_in_sight() -> None:
    plan, edit_key, _ = locked()
    recording.take(plan, [Row(place=1, accepted=True, minutes=Decimal(7))])

    at(edit_key, "trials/1/").send(accepted="no", minutes="12", why="A slip of the finger.", act="correct")
    text = at(edit_key, "trials/").text

    (row,) = holding.counting(pilot_of(plan))
    assert (row.accepted, row.minutes) == (False, Decimal(12))
    assert "yes, 7 min" in " ".join(text.split())
    assert "A slip of the finger." in text


def test_struck_trial_counts_no_more_until_it_counts_again() -> None:
    plan, edit_key, _ = locked()
    recording.take(plan, rows(2))
    at(edit_key, "trials/1/").send(why="The power went off.", act="strike")
    struck = count(plan)

    at(edit_key, "trials/1/").send(act="restore")

    assert (struck, count(plan)) == (1, 2)


def test_second_window_cannot_correct_over_the_first() -> None:
    plan, edit_key, _ = locked()
    recording.take(plan, rows(1))
    first, second = at(edit_key, "trials/1/"), at(edit_key, "trials/1/")
    first.send(accepted="no", act="correct")

    second.send(accepted="yes", remark="Mine", act="correct")

    assert second.status == 409
    assert second.form.sent()["remark"] == ["Mine"]
    assert TrialRow.objects.count() == 2


# ------------------------------------------------------------------------------------------------------------- readers


def test_readers_get_the_figures_and_not_the_owners_words(client: Client) -> None:
    plan, _, _ = locked()
    recording.take(plan, [Row(place=1, accepted=True, usd=Decimal("0.004"), model="=Argon", what="Frau Meier", remark="secret")])  # fmt: skip
    address = plan.get_absolute_url()

    answers = {
        name: client.get(f"{address}{name}").content.decode() for name in ("pilot/", "pilot.csv", "pilot.json", "")
    }

    assert not any(words in text for text in answers.values() for words in ("Meier", "secret"))
    assert "1,'=Argon,yes,,,,0.004," in answers["pilot.csv"]
    document = msgspec.json.decode(answers["pilot.json"].encode())
    assert [(each["model"], each["state"]) for each in document["verdicts"]] == [("=Argon", "keep-measuring")]
    assert (document["state"], document["terms"]["trials"]) == ("keep-measuring", 55)


def test_readers_find_nothing_before_the_lock_and_are_told_of_a_closed_link(client: Client) -> None:
    plan, _ = planned()
    assert client.get(f"{plan.get_absolute_url()}pilot/").status_code == 404
    shut, _, _ = locked()
    shut.withdrawn = shut.changed
    shut.save()

    statuses = {client.get(f"{shut.get_absolute_url()}{name}").status_code for name in ("pilot/", "pilot.csv", "pilot.json")}  # fmt: skip

    assert statuses == {410}


def test_results_never_change_a_byte_of_a_fixed_page_or_an_export(client: Client) -> None:
    plan, _, _ = locked()
    names = ("v/1/", "plan.md", "plan.json", "scorecard.csv", "promptfoo.yaml", "v/1/plan.md")
    before = {name: client.get(f"{plan.get_absolute_url()}{name}").content for name in names}

    recording.take(plan, rows(60))

    assert {name: client.get(f"{plan.get_absolute_url()}{name}").content for name in names} == before
    assert "The target is met." in client.get(plan.get_absolute_url()).content.decode()
    assert "The target is met." not in before["v/1/"].decode()


def test_reader_who_has_the_page_gets_it_anew_once_there_are_results(client: Client) -> None:
    plan, _, _ = locked()
    tag = client.get(plan.get_absolute_url()).headers["ETag"]
    assert client.get(plan.get_absolute_url(), headers={"if-none-match": tag}).status_code == 304

    recording.take(plan, rows(1))

    assert client.get(plan.get_absolute_url(), headers={"if-none-match": tag}).status_code == 200


@pytest.mark.parametrize("place", ["plan", "owner", "verdict", "trials"])
def test_pages_ask_no_more_as_results_grow(client: Client, place: str) -> None:
    plan, edit_key, _ = locked()
    address = {
        "plan": plan.get_absolute_url(),
        "owner": f"/plan/{edit_key}/",
        "verdict": f"/plan/{edit_key}/pilot/",
        "trials": f"/plan/{edit_key}/pilot/trials/",
    }[place]
    counts = []

    for more in (1, 300):
        recording.take(plan, rows(more))
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_plan_without_a_pilot_has_no_pages_for_one(client: Client) -> None:
    _, edit_key = planned("wholesaler")

    assert client.get(f"/plan/{edit_key}/pilot/").status_code == 404
