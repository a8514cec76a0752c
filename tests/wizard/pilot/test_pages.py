"""The pilot as its owner, a second rater and readers see it, from first case to verdict.

Also what stays private.
"""

import json
import re
import sys
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from catalog import releases
from catalog.tables import write_xlsx
from config.logs import without_keys
from tests.support import page_of
from tests.wizard.pilot.kit import (
    CASES,
    frame_of,
    names,
    planned,
    rate,
    rows,
    second,
    start,
    started,
)
from tests.wizard.pilot.samples import png
from tests.wizard.plans import made, version_of
from wizard.decision.vocabulary import Stakes
from wizard.management.commands.purge_plans import TEXTS, due, purge
from wizard.models import CaseFile, Pilot, PilotCase, PilotResult, Plan
from wizard.pilot import starting, store, taking, texts
from wizard.pilot.cases import CasePair, first_is_left
from wizard.pilot.context import frames_of
from wizard.pilot.raters import BOTH, OWNER, SECOND
from wizard.plans import versions
from wizard.plans.drafts import hash_of
from wizard.plans.examples import all_examples
from wizard.views.owner_page import code_of
from wizard.views.pilot import results

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

SECRET = "My daughter has a nut allergy"
GOOD, BAD = {"accepted": True, "harmful": False}, {"accepted": False, "harmful": False}


def text_of(response: Any) -> str:
    return text_of_page(response.content.decode())


def text_of_page(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.partition("<main")[2]))


def send(client: Client, address: str, **sent: object) -> Any:
    response = client.post(address, sent)
    assert response.status_code in {200, 303, 409, 422}, response.status_code
    return response


def rate_all(client: Client, address: str, count: int, **marks: object) -> None:
    for number in range(1, count + 1):
        assert send(client, address, case=number, **marks).status_code == 303


# ------------------------------------------------------------------------------------ the short way


@pytest.mark.parametrize("slug", [example.slug for example in all_examples()])
def test_pilot_tests_what_the_plan_names(client: Client, slug: str) -> None:
    """The chosen name stands in each task's pilot, and an app is tested beside an app."""
    plan, _key, version = made(slug)
    page = text_of(client.get(plan.get_absolute_url())).replace("\N{NO-BREAK SPACE}", " ")
    frames = frames_of(version)

    for frame in frames:
        apps = {app_plan.name for app_plan in frame.basis.plan.catalog.app_plans}
        assert frame.protocol.names[0] in page
        assert len({name in apps for name in frame.protocol.names}) == 1


def test_agreed_cases_from_typing_to_the_verdict(client: Client) -> None:
    plan, key = planned()
    base = f"/plan/{key}/pilot/"
    frame = frame_of(plan)

    asked = text_of(client.get(base))
    begun = send(
        client, base, seen=0, cases="\n\n".join(f"Question {number}" for number in range(1, 31))
    )
    answers = begun.headers["Location"]
    copied = client.get(answers).content.decode()
    pasted = {f"all-{place}": "\n".join(f"[{n}] {name} {n}" for n in range(1, 31)) for place, name in enumerate(frame.protocol.names)}  # fmt: skip
    rating = send(client, answers, **pasted).headers["Location"]
    rate_all(client, rating, 30, better="same")
    done = client.get(rating)
    waiting = text_of(client.get(f"{base}1/"))
    second(pilot := Pilot.objects.get(), 30)

    assert "Drop a tool if more than" in asked
    assert all(f"[{number}]" in copied for number in range(1, 31))
    assert done.headers["Location"] == f"{base}1/"
    assert "Make a link for a second person, who reads 10 cases" in waiting
    assert "Both passed" not in waiting
    page = text_of(client.get(f"{base}1/"))
    assert "Both passed." in page
    assert "30 of 30 were good enough" in page
    assert "No difference seen." in page
    assert "up to 13 of 100" in page
    pilot.refresh_from_db()
    assert (pilot.state, pilot.revealed is None) == ("use", False)


def test_marks_alone_are_enough_for_a_verdict(client: Client) -> None:
    """Where answers lie elsewhere two people judge them by number, and nobody's time is measured."""
    _, key = planned()
    base = f"/plan/{key}/pilot/"

    rating = send(client, base, seen=0, texts="no").headers["Location"]
    first_page = text_of(client.get(rating))
    rate_all(client, rating, 30, better="same", seconds=1)
    made_ = send(client, f"{base}1/act/", act="rating").content.decode()
    link = f"/p/rate/{re.findall(r'/p/rate/([\w-]{22})/', made_)[0]}/"
    waiting = text_of(client.get(f"{base}1/"))
    blank = text_of(client.get(link))
    rate_all(client, link, 10, better="same")

    assert "Case 1: compare the answers where you have them." in first_page
    assert "A second person has 10 cases to read" in waiting
    assert "Case 1 of 10" in blank
    assert "All 10 cases are judged" in text_of(client.get(link))
    assert "Both passed." in text_of(client.get(f"{base}1/"))
    assert not any("minutes" in row.values for row in store.marks(Pilot.objects.get()))


def test_one_press_starts_once_and_locks_with_a_time_stamp(client: Client) -> None:
    plan, key = planned()

    answers = [send(client, f"/plan/{key}/pilot/", seen=0, texts="no") for _ in range(2)]

    assert [each.headers["Location"] for each in answers] == [
        f"/plan/{key}/pilot/1/rate/",
        f"/plan/{key}/pilot/",
    ]
    (pilot,) = plan.pilots.all()
    assert pilot.locked <= timezone.now()
    assert "was locked on" in text_of(client.get(f"/plan/{key}/pilot/"))


def test_sides_are_turned_back_into_models_and_no_name_is_on_the_page(client: Client) -> None:
    _plan, key, pilot = started(cases=CASES)
    address = f"/plan/{key}/pilot/1/rate/"

    for number in range(1, 11):
        page = client.get(address).content.decode()
        alpha_is_left = page.index("Alpha answer") < page.index("Beta answer")
        assert not any(name in page for name in names(pilot))
        send(
            client,
            address,
            case=number,
            better="one" if alpha_is_left else "two",
        )

    first = store.protocol_of(pilot).contenders[0].model
    better = PilotResult.objects.filter(model=first).values_list("values__better", flat=True)
    assert set(better) == {"yes"}
    assert set(store.liked(store.protocol_of(pilot), store.results_of(pilot))[first]) == set(
        range(1, 11)
    )
    for hidden in (address, f"/plan/{key}/pilot/", f"{_plan.get_absolute_url()}pilot/"):
        page = text_of(client.get(hidden))
        assert "preferred" not in page
        assert "Good enough" not in page
    marks = client.get(f"{_plan.get_absolute_url()}pilot.csv").content.decode()
    assert len(marks.splitlines()) == 1  # the heading alone


def test_a_case_without_a_choice_is_asked_back(client: Client) -> None:
    _, key, _ = started(cases=CASES)

    answer = send(client, f"/plan/{key}/pilot/1/rate/", case=3, better="left")

    assert answer.status_code == 422
    assert "Tap which answer is better" in text_of(answer)
    assert PilotResult.objects.count() == 0


def test_a_case_rated_in_two_windows_keeps_the_first_and_says_so(client: Client) -> None:
    _, key, pilot = started(cases=CASES)
    address = f"/plan/{key}/pilot/1/rate/"

    first = send(client, address, case=1, seen=0, better="one", **{"wrong-two": "yes"})
    other = send(client, address, case=1, seen=0, better="neither")
    undone = send(client, address, case=1, seen=2, better="neither")

    assert (first.status_code, other.status_code, undone.status_code) == (303, 409, 303)
    assert "in another window" in text_of(other)
    assert "as you said before" in other.content.decode()
    assert sorted(row.correction for row in pilot.results.all()) == [0, 0, 1, 1]


def test_time_is_counted_for_the_first_reader_and_adds_up(client: Client) -> None:
    _, key, pilot = started(cases=CASES)
    address = f"/plan/{key}/pilot/1/rate/"

    send(client, address, case=1, better="one", seconds="60")
    send(client, address, case=1, better="one", seconds="30")
    send(client, address, case=2, better="one", seconds="40000")

    minutes = [result.values.get("minutes") for result in store.results_of(pilot)]
    assert minutes == [0.75, 0.75, None, None]


def test_sides_are_drawn_in_balance_and_stay_the_same() -> None:
    drawn = [[first_is_left("seed", rater, number) for number in range(1, 61)] for rater in (0, 1)]

    assert drawn == [
        [first_is_left("seed", rater, number) for number in range(1, 61)] for rater in (0, 1)
    ]
    assert [sum(order[at : at + 20]) for order in drawn for at in (0, 20, 40)] == [10] * 6
    assert drawn[0] != drawn[1]
    assert drawn[0][:20] != [True, False] * 10


def test_rating_a_case_once_more_stands_beside_the_first_rating(client: Client) -> None:
    _, key, pilot = started(cases=CASES)
    address = f"/plan/{key}/pilot/1/rate/"

    for better in ("one", "two", "two"):
        send(client, address, case=1, better=better)

    assert sorted(PilotResult.objects.values_list("correction", flat=True)) == [0, 0, 1, 1]
    assert store.rated_cases(pilot, 0) == {1}


@pytest.mark.parametrize("harmful", [True, False])
def test_one_harmful_mark_past_the_reader_ends_it_for_that_model_alone(
    client: Client,
    harmful: bool,  # noqa: FBT001
) -> None:
    plan, key = planned()
    frame = frame_of(plan)
    rule = replace(frame.protocol.rule, cases=20, second_reads=20)
    severe = replace(frame.protocol, rule=rule, stakes=Stakes.HURT)
    pilot = starting.start(plan, replace(frame, protocol=severe), CASES, seen=0)
    models = list(severe.name_of)
    for number in range(1, 21):
        rate(pilot, number, GOOD, GOOD)
        bad = {**BAD, "harmful": True} if harmful and number == 13 else GOOD
        store.rate(pilot, number, SECOND, dict(zip(models, (GOOD, bad), strict=True)))
    if harmful:
        store.rate(pilot, 13, BOTH, {models[1]: {**BAD, "harmful": True}})

    page = text_of(client.get(f"/plan/{key}/pilot/"))

    assert (f"{frame.protocol.names[1]} failed." in page) is harmful
    assert ("1 passed the first reader and would have done damage" in page) is harmful


def test_what_harmed_is_settled_before_anybody_knows_of_whom_it_is(client: Client) -> None:
    plan, key = planned()
    frame = frame_of(plan)
    rule = replace(frame.protocol.rule, cases=5, second_reads=5)
    severe = replace(frame.protocol, rule=rule, stakes=Stakes.HURT)
    pilot = starting.start(plan, replace(frame, protocol=severe), CASES[:5], seen=0)
    for number in range(1, 6):
        rate(pilot, number, {**GOOD, "better": "same"}, {**GOOD, "better": "same"})
    second(pilot, 5)
    first, _ = severe.name_of
    assert pilot_now().shows_results
    store.rate(pilot, 3, SECOND, {first: {**BAD, "harmful": True}})
    Pilot.objects.update(revealed=None)
    store.settle(pilot_now())

    waiting = text_of(client.get(f"/plan/{key}/pilot/"))
    store.rate(pilot, 3, BOTH, {first: {**BAD, "harmful": True}})

    assert "Settle 1 answer on which you differ" in waiting
    assert "failed" not in waiting
    assert "failed." in text_of(client.get(f"/plan/{key}/pilot/"))


def test_where_two_differ_both_settle_it_and_that_counts(client: Client) -> None:
    _plan, key, pilot = started(cases=CASES)
    models = list(store.protocol_of(pilot).name_of)
    for number in range(1, 21):
        rate(pilot, number, GOOD, GOOD)
    store.rate(pilot, 3, SECOND, dict(zip(models, (BAD, GOOD), strict=True)))
    store.rate(pilot, 5, SECOND, dict(zip(models, (GOOD, {**BAD, "harmful": True}), strict=True)))
    address = f"/plan/{key}/pilot/1/settle/"

    listed = client.get(address).content.decode()
    (third, fifth) = re.findall(r'name="(\d+-(?:one|two))" value="good"', listed)
    send(client, address, **{third: "wrong"})
    once_more = text_of(client.get(address))
    done = send(client, address, **{fifth: "harmful"})

    assert not any(name in listed for name in names(pilot))
    assert "You differ on 2 answers" in text_of_page(listed)
    assert "You differ on 1 answer" in once_more
    assert done.headers["Location"] == f"/plan/{key}/pilot/1/"
    counts = {
        model: (row.redone, row.slipped) for model, row in store.verdicts_of(pilot_now()).items()
    }
    assert counts == dict(zip(models, ((1, 0), (0, 1)), strict=True))


def test_a_second_person_reads_as_many_as_agreed_of_those_that_passed(client: Client) -> None:
    _, _key, pilot = started(cases=CASES)
    for number in range(1, 21):
        rate(pilot, number, GOOD if number > 4 else BAD, GOOD if number > 2 else BAD)
    link = store.make_rating_key(pilot)
    asked = []
    for _ in range(20):
        page = client.get(f"/p/rate/{link}/").content.decode()
        case = re.search(r'name="case" value="(\d+)"', page)
        if case is None:
            break
        asked.append(int(case[1]))
        send(client, f"/p/rate/{link}/", case=case[1], better="same")

    assert asked == list(range(3, 15))
    assert [row.second_read for row in store.verdicts_of(pilot_now()).values()] == [10, 12]


def test_a_test_ended_early_shows_what_there_is(client: Client) -> None:
    plan, key, pilot = started(cases=CASES)
    for number in range(1, 4):
        rate(pilot, number, GOOD, BAD)

    before = text_of(client.get(f"/plan/{key}/pilot/"))
    send(client, f"/plan/{key}/pilot/1/act/", act="reveal")
    after = text_of(client.get(f"/plan/{key}/pilot/"))

    assert "3 of 30 cases are rated" in before
    assert "Too few were rated for a verdict" in after
    assert "Case 1: not liked better, not good enough" in after
    assert "Test running: 3 of" in text_of(client.get(plan.get_absolute_url()))  # of two jobs


def test_marks_with_names_in_sight_say_so(client: Client) -> None:
    _, key, pilot = started()
    for model in (0, 1):
        taking.take(pilot, rows(pilot, 3, model=model))

    assert "It was not blind" in text_of(client.get(f"/plan/{key}/pilot/"))


def test_one_tool_alone_has_a_card_and_no_preference(client: Client) -> None:
    plan, key = planned()
    frame = frame_of(plan)
    alone = replace(frame.protocol, contenders=frame.protocol.contenders[:1])
    pilot = starting.start(plan, replace(frame, protocol=alone), CASES, seen=0)
    taking.take(pilot, [*rows(pilot, 28, 2, minutes=1.5)])
    store.reveal(pilot)

    page = text_of(client.get(f"/plan/{key}/pilot/"))

    assert "not good enough 2 rated 30" in page
    squares = Counter(re.findall(r"Case \d+: ((?:not )?good enough) ", page))
    assert squares == {"good enough": 28, "not good enough": 2}
    assert "Time for one 1.5 minutes, measured on 30." in page
    assert "iked better" not in page


def pilot_now() -> Pilot:
    return Pilot.objects.get()


def test_cases_come_as_a_workbook_and_bad_ones_are_named(client: Client) -> None:
    _, key = planned()
    sheet = write_xlsx([["Case", "Facts"], ["Open on Sunday?", "from 8"], ["x" * 4_001, ""]])

    answer = send(
        client, f"/plan/{key}/pilot/", seen=0, file=SimpleUploadedFile("cases.xlsx", sheet)
    )

    assert answer.headers["Location"].endswith("?left=1")
    assert list(PilotCase.objects.values_list("asked", "facts")) == [("Open on Sunday?", "from 8")]


def test_what_cannot_be_started_is_answered_with_a_sentence(client: Client) -> None:
    plan, key = planned()
    sheet = b"x" * 1_000_001
    for sent, problem in (
        ({}, "Type or paste the cases"),
        ({"file": SimpleUploadedFile("cases.csv", b"\x89PNG\r\n\x1a\n\0\0")}, "It is no text"),
        ({"file": SimpleUploadedFile("cases.csv", sheet)}, "larger than 1 MB"),
    ):
        answer = send(client, f"/plan/{key}/pilot/", seen=0, **sent)
        assert answer.status_code == 422
        assert problem in text_of(answer)
    assert not plan.pilots.exists()


def test_what_is_missing_to_the_agreed_cases_is_the_next_step_and_what_is_too_many_is_said(
    client: Client,
) -> None:
    _, key, pilot = started(cases=CASES[:3])
    base = f"/plan/{key}/pilot/1/"
    for number in (1, 2, 3):
        rate(pilot, number, {**GOOD, "better": "yes"}, {**GOOD, "better": "no"})

    page = page_of(client.get(base))
    more = client.post(
        f"{base}cases/",
        {"act": "more", "cases": "\n\n".join(f"Case {each}" for each in range(199))},
    )

    assert re.search(rf'href="{base}cases/#more">\s*Add 27 more cases</a>', page)
    assert (
        pilot.cases.count(),
        "2 cases could not be taken" in text_of(client.get(more.headers["Location"])),
    ) == (
        200,
        True,
    )


def test_answers_that_fit_no_case_are_asked_back(client: Client) -> None:
    _, key, _ = started(cases=[CASES[0]])

    for text, problem in (
        ("No number here", "no answer begins with its number"),
        ("[7] Yes", "there is no case 7"),
    ):
        answer = send(client, f"/plan/{key}/pilot/1/cases/", **{"all-0": text})
        assert answer.status_code == 422
        assert problem in text_of(answer)
        assert text in answer.content.decode()


def test_a_second_window_takes_no_answer_away(client: Client) -> None:
    _, key, pilot = started(cases=[CasePair(asked="Open?"), CasePair(asked="Nuts?")])
    address = f"/plan/{key}/pilot/1/cases/"
    empty = {f"a{number}-{place}": "" for number in (1, 2) for place in (0, 1)}

    send(client, address, **{**empty, "all-0": "[1] Yes\n[2] No"})
    send(client, address, **{**empty, "all-1": "[1] Ja\n[2] Nein"})

    answers = [case.answers for case in pilot.cases.order_by("number")]
    assert answers == [("Yes", "Ja"), ("No", "Nein")]


def test_an_answer_that_somebody_rated_stays_as_it_was_read(client: Client) -> None:
    _, key, pilot = started(cases=CASES[:3])
    rate(pilot, 2, GOOD, GOOD)
    address = f"/plan/{key}/pilot/1/cases/"

    others = send(client, address, **{"all-0": "[1] Another\n[2] Another\n[3] Another"})
    same = send(client, address, **{"all-0": "[1] Another\n[2] Alpha answer 2"})
    file = SimpleUploadedFile("2.txt", b"Another", "text/plain")
    dropped = client.post(f"/plan/{key}/pilot/1/files/", {"file-1": file})

    assert (others.status_code, same.status_code, dropped.status_code) == (422, 303, 422)
    for page in (others, dropped):
        assert "Case 2 is rated, and its answers stay" in text_of(page)
    stored = [case.first for case in pilot.cases.order_by("number")]
    assert stored == ["Another", "Alpha answer 2", "Alpha answer 3"]


@pytest.mark.parametrize("who", ["owner", "second"])
def test_the_last_case_can_be_undone_where_nothing_is_shown_yet(client: Client, who: str) -> None:
    _, key, pilot = started(cases=CASES[:2])
    link = store.make_rating_key(pilot)
    address = f"/plan/{key}/pilot/1/rate/" if who == "owner" else f"/p/rate/{link}/"
    rate_all(client, address, 1, better="same")

    answer = send(client, address, case=2, better="same")
    end = client.get(answer.headers["Location"], follow=True)

    assert f'href="{address}?case=2"' in end.content.decode()
    assert "Case 2 of 2" in text_of(client.get(f"{address}?case=2"))


def test_texts_stand_in_the_direction_of_their_script(client: Client) -> None:
    case = CasePair(asked="האם פתוח?", facts="מתשע", first="כן", second="לא")
    _, key, _ = started(cases=[case])

    page = page_of(client.get(f"/plan/{key}/pilot/1/rate/"))

    for text in ("האם פתוח?", "כן", "לא"):
        (start,) = re.findall(rf"<(\w+[^<>]*)>{re.escape(text)}", page)
        assert 'dir="auto"' in start


def in_euros(slug: str = "garden-shop") -> tuple[Plan, str]:
    """Return a plan that counts in euros."""
    plan, key, _ = made(slug, currency="EUR")
    return plan, key


def test_fees_are_brought_in_dollars_and_shown_in_the_currency_of_the_plan(client: Client) -> None:
    plan, key = in_euros()
    pilot = start(plan)
    base = f"/plan/{key}/pilot/1/"
    first = store.protocol_of(pilot).contenders[0].model

    sheet = (
        f"Case\tModel\tFee in US dollars\tAccepted\n7\t{first}\t0,40\tyes\n8\t{first}\t0.40 €\tno"
    )
    brought = text_of(send(client, f"{base}bring/", pasted=sheet))
    send(client, f"{base}bring/", pasted=sheet, act="take")

    assert [row.values["usd"] for row in pilot.results.all()] == [0.4]
    assert "Write the cost in US dollars" in brought
    assert "Fee in US dollars" in brought
    assert " 0.4 " in brought
    assert "€0.35" in text_of(client.get(base))  # forty cents of a dollar


def test_a_link_to_the_verdict_has_a_picture_once_nothing_is_hidden(client: Client) -> None:
    plan, key, pilot = started(cases=CASES)
    for number in range(1, 4):
        rate(pilot, number, {**GOOD, "better": "yes"}, {**BAD, "better": "no"})
    page = f"{plan.get_absolute_url()}pilot/"

    hidden = client.get(f"{page}card.png")
    send(client, f"/plan/{key}/pilot/1/act/", act="reveal")
    card = client.get(f"{page}card.png")
    private = client.get(page).content.decode()
    Plan.objects.update(previews=True)
    shown = client.get(page).content.decode()

    assert hidden.status_code == 404
    assert card.content.startswith(b"\x89PNG")
    assert f"{page}card.png" not in private
    assert f'<meta property="og:image" content="http://testserver{page}card.png">' in shown


# ---------------------------------------------------------------------------------------- bad input


@pytest.mark.parametrize(
    ("pasted", "good", "named"),
    [
        # with {m} for the model: how many rows can go in, and what is said of the others
        ("Case,Name,Colour\n1,{m},red", 0, ["The first line must name the columns"]),
        ("Case\tModel\tMinutes\n1\t{m}\t90 s\n2\t{m}\t1:30\n3\t{m}\ta while", 1, ["3 Time for one: “1:30” may be minutes or hours", "4 Time for one"]),
        ("Case\tModel\tAccepted\n1\tGizmo 9\tyes\n2\t{m}\tyes", 1, ["not “Gizmo 9”"]),
        ("Case\tModel\tUSD\n1\t{m}\t¥40\n2\t{m}\t0.04", 1, ["2 Fee"]),
    ],
)  # fmt: skip
def test_bad_rows_are_named_and_good_ones_kept(
    client: Client, pasted: str, good: int, named: list[str]
) -> None:
    _, key, pilot = started()
    model = names(pilot)[0]

    page = send(client, f"/plan/{key}/pilot/1/bring/", pasted=pasted.format(m=model))

    text = text_of(page)
    assert page.status_code == (200 if good else 422)
    assert not good or f"{good} result{'s' if good > 1 else ''} can go in" in text
    assert ("Row Why not" in text) is bool(named and good)
    for wrong in named:
        assert wrong.format(m=model) in text, (wrong, text)
    assert not PilotResult.objects.exists()  # nothing is stored before it was looked at


def test_the_same_file_twice_takes_nothing_twice(client: Client) -> None:
    _, key, pilot = started()
    address, model = f"/plan/{key}/pilot/1/bring/", names(pilot)[0]
    pasted = f"Model\tAccepted\n{model}\tyes\n{model}\tno"

    first = send(client, address, pasted=pasted, act="take")
    repeated = send(client, address, pasted=pasted)
    pressed = send(client, address, pasted=pasted, act="take")

    assert first.headers["Location"].endswith("?took=2")
    assert "Nothing new in it" in text_of(repeated)
    assert pressed.headers["Location"].endswith("?took=0")
    assert PilotResult.objects.count() == 2


# ------------------------------------------------------------------------------------------ privacy


def secret_pilot() -> tuple[Plan, str, Pilot, str]:
    """Return a pilot with private texts and one rated case, and the key of its rating link."""
    plan, key = planned()
    cases = [
        CasePair(
            asked=f"{SECRET} {n}",
            facts=f"{SECRET} facts",
            first=f"{SECRET} a",
            second=f"{SECRET} b",
        )
        for n in range(1, 4)
    ]
    pilot = start(plan, cases=cases)
    rate(pilot, 1, {**GOOD, "better": "yes"}, {**BAD, "better": "no"})
    return plan, key, pilot, store.make_rating_key(pilot)


def test_texts_are_seen_with_the_private_link_and_the_rating_link_alone(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    plan, key, pilot, rating_key = secret_pilot()
    texts.save_file(pilot, 1, 1, BytesIO(png()))
    public = ["", "pilot/", "pilot.csv", "plan.json", "plan.md", "plan.pdf", "scorecard.csv", "plan.atom", "plan.ics", "history/", "evidence/", "money/", "v/1/", "v/1/plan.json"]  # fmt: skip

    shown = {rest: client.get(f"{plan.get_absolute_url()}{rest}") for rest in public}
    printed = " ".join(
        page.extract_text() for page in PdfReader(BytesIO(shown["plan.pdf"].content)).pages
    )

    assert {rest: each.status_code for rest, each in shown.items()} == dict.fromkeys(public, 200)
    assert not [
        rest for rest, each in shown.items() if SECRET in each.content.decode(errors="replace")
    ]
    secrets = (png(), CaseFile.objects.get().key.encode())
    assert not [
        rest for rest, each in shown.items() if any(secret in each.content for secret in secrets)
    ]
    assert SECRET not in " ".join(printed.split())
    for locked in ("cases/", "files/", "rate/", "bring/"):
        # the view key opens none
        assert Client().get(f"/plan/{plan.view_key}/pilot/1/{locked}").status_code == 404
        assert Client().get(f"/p/{plan.view_key}/pilot/1/{locked}").status_code == 404
    assert Client().get(f"/p/rate/{plan.view_key}/").status_code == 404
    assert SECRET in client.get(f"/plan/{key}/pilot/1/cases/").content.decode()
    assert SECRET in Client().get(f"/p/rate/{rating_key}/").content.decode()
    assert SECRET not in caplog.text
    assert rating_key not in without_keys(f"GET /p/rate/{rating_key}/")


@pytest.mark.parametrize("has_texts", [True, False])
def test_a_rating_link_says_what_whoever_has_it_sees(
    client: Client,
    has_texts: bool,  # noqa: FBT001
) -> None:
    _, key, _ = started(cases=CASES if has_texts else ())

    page = client.post(f"/plan/{key}/pilot/1/act/", {"act": "rating"}, follow=True)

    assert ("Whoever has it sees cases and answers" in page_of(page)) is has_texts
    assert ("no text is stored here" in page_of(page)) is not has_texts


def test_the_instructions_lie_where_they_are_to_be_pasted(client: Client) -> None:
    _, fresh_key = planned()
    _, marks_key, _ = started()
    tune = "tune/#instructions"

    for key, place in ((fresh_key, "pilot/"), (marks_key, "pilot/1/")):
        page = client.get(f"/plan/{key}/{place}").content.decode()
        assert f'href="/plan/{key}/{tune}"' in page
    assert 'id="instructions"' in client.get(f"/plan/{fresh_key}/tune/").content.decode()


def test_the_second_rater_reads_which_tick_ends_the_test(client: Client) -> None:
    _, key, _, rating_key = secret_pilot()
    says = "Tick “It would cost money or a customer” only where it is so: the first such answer"

    second_page = client.get(f"/p/rate/{rating_key}/").content.decode()
    own_page = client.get(f"/plan/{key}/pilot/1/rate/").content.decode()

    assert says in second_page
    assert says not in own_page
    # Before anything is ticked the first rater sees one tick, the second both.
    assert 'class="wrong harm"' in own_page
    assert 'class="wrong harm"' not in second_page


def test_second_rater_rates_blind_and_sees_nothing_else(client: Client) -> None:
    plan, key, pilot, rating_key = secret_pilot()
    address = f"/p/rate/{rating_key}/"

    page = client.get(address)
    rate_all(client, address, 3, better="one")
    end = client.get(address)

    text = page.content.decode()
    assert not [
        each
        for each in (*names(pilot), key, plan.view_key, plan.title or "no title")
        if each in text
    ]
    assert (page.headers["Cache-Control"], page.headers["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "All 3 cases are judged" in text_of(end)
    assert PilotResult.objects.filter(rater=1).count() == 6


def test_deleted_texts_come_back_by_no_new_version_copy_or_import(client: Client) -> None:
    plan, key, pilot, rating_key = secret_pilot()
    shared = plan.get_absolute_url()
    texts.save_file(pilot, 1, 1, BytesIO(png()))
    sheet = "\n".join(
        [
            "Case\tModel\tAccepted\tWhat it was",
            *(f"{n}\t{names(pilot)[0]}\tyes\t{SECRET}" for n in (2, 3)),
        ]
    )
    client.post(f"/plan/{key}/pilot/1/act/", {"act": "delete_texts"})

    assert "Cases and answers were deleted" in text_of(client.get(f"/plan/{key}/pilot/"))
    assert Client().get(f"/p/rate/{rating_key}/").status_code == 410
    exported = client.get(f"{shared}plan.json").content
    versions.make(
        plan, releases.current(), timezone.localdate() + timedelta(days=40), from_latest=True
    )
    answers = [
        client.post("/plan/new/", {"copy": plan.view_key, "version": 1}),
        client.post("/plan/new/", {"plan": SimpleUploadedFile("plan.json", exported)}),
        client.post(f"/plan/{key}/pilot/1/bring/", {"pasted": sheet, "act": "take"}),
        client.post(f"/plan/{key}/pilot/", {"seen": 1, "texts": "no"}),
    ]

    assert [each.status_code for each in answers] == [303] * 4
    assert (PilotCase.objects.count(), CaseFile.objects.count()) == (0, 0)
    assert plan.versions.count() == 2
    assert Plan.objects.count() == 3
    assert PilotResult.objects.count() == 4
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in (each for each in tables if each.startswith("wizard_")):
            cursor.execute(
                f'SELECT count(*) FROM "{table}" AS row WHERE row::text LIKE %s',  # noqa: S608  # our own tables
                [f"%{SECRET}%"],
            )
            assert cursor.fetchone() == (0,), table


def test_texts_have_a_retention_of_their_own(settings: Any) -> None:
    plan, _, pilot, _rating_key = secret_pilot()
    late = timezone.now() + timedelta(days=200)

    assert due(settings.RETENTION, timezone.now())[TEXTS].count() == 0
    assert pilot.texts_until < late.date()
    assert due(settings.RETENTION, late)[TEXTS].count() == 1
    assert purge(settings.RETENTION, late)[TEXTS] == 1

    assert not PilotCase.objects.exists()
    assert PilotResult.objects.count() == 2
    assert plan.pilots.get().texts_deleted


def test_rating_link_is_a_hash_and_can_be_turned_off(client: Client) -> None:
    _, key, _pilot = started(cases=CASES)

    made_ = send(client, f"/plan/{key}/pilot/1/act/", act="rating")
    (rating_key,) = re.findall(r"/p/rate/([\w-]{22})/", made_.content.decode())

    assert Pilot.objects.get().rating_hash == hash_of(rating_key)
    link = f"http://testserver/p/rate/{rating_key}/"
    assert made_.content.decode().count(str(code_of(link))) == 1
    assert client.get(f"/p/rate/{rating_key}/").status_code == 200
    send(client, f"/plan/{key}/pilot/1/act/", act="revoke_rating")
    assert client.get(f"/p/rate/{rating_key}/").status_code == 410


def test_a_plan_that_changes_in_the_middle_takes_nothing_from_its_test(client: Client) -> None:
    plan, key, pilot = started(cases=CASES)
    address = f"/plan/{key}/pilot/1/rate/"
    send(client, address, case=1, better="one")

    version_of(plan, mistakes={"product-description-stakes": "hurt"})
    send(client, address, case=2, better="one")
    page = text_of(client.get(f"/plan/{key}/pilot/1/"))

    assert store.protocol_of(pilot_now()).stakes is Stakes.MONEY
    assert store.rated_cases(pilot, 0) == {1, 2}
    assert "Nobody was asked of each whether it could hurt somebody." in page


def test_a_second_rater_who_leaves_goes_on_where_it_stopped(client: Client) -> None:
    _, _, pilot = started(cases=CASES)
    link = store.make_rating_key(pilot)
    for number in (1, 2, 3):
        send(client, f"/p/rate/{link}/", case=number, better="same")

    renewed = store.make_rating_key(pilot)

    assert client.get(f"/p/rate/{link}/").status_code == 410
    assert "Case 4 of" in text_of(client.get(f"/p/rate/{renewed}/"))


# ------------------------------------------------------------------------------ results of all ways


def test_a_grown_sheet_adds_and_what_was_said_before_stays_beside_it() -> None:
    _, _, pilot = started()
    taking.take(pilot, rows(pilot, 2))
    (first, second, third) = rows(pilot, 3)
    grown = [
        replace(first, values={"accepted": False}),
        replace(second, values={**second.values, "minutes": 2.0}),
        third,
    ]

    found = taking.take(pilot, grown)
    again = taking.take(pilot, grown)

    assert (found.changing, len(found.results), len(again.results)) == (2, 3, 0)
    assert [row.values for row in store.marks(pilot)] == [
        {"accepted": False},
        {"accepted": True, "minutes": 2.0},
        {"accepted": True},
    ]
    said = pilot.results.filter(number=1).order_by("correction")
    assert [row.values["accepted"] for row in said] == [True, False]


def test_a_mark_that_a_sheet_changes_was_made_with_the_name_in_sight() -> None:
    _, _, pilot = started(cases=CASES)
    models = list(store.protocol_of(pilot).name_of)
    store.rate(pilot, 1, OWNER, dict.fromkeys(models, GOOD), blind=True)

    taking.take(pilot, rows(pilot, 1, minutes=2.0))  # the same mark, and how long it took
    taking.take(pilot, rows(pilot, 0, 1, model=1))

    by_model = {result.model: result.blind for result in store.results_of(pilot)}
    assert by_model == dict(zip(models, (True, False), strict=True))


def test_a_file_of_promptfoo_is_looked_at_and_taken_in_once(client: Client) -> None:
    _, key, pilot = started()
    first = names(pilot)[0]
    document = {
        "results": {
            "results": [
                {"testIdx": n - 1, "provider": {"label": first}, "cost": 0.004, "gradingResult": {"componentResults": [{"pass": n > 1, "assertion": {"type": "human"}}]}}
                for n in range(1, 4)
            ]
        }
    }  # fmt: skip
    address = f"/plan/{key}/pilot/1/bring/"
    file = SimpleUploadedFile("results.json", json.dumps(document).encode())

    page = send(client, address, file=file).content.decode()
    text = unescape(
        page.partition('<textarea name="pasted" hidden')[2]
        .partition(">\n")[2]
        .partition("</textarea>")[0]
    )
    taken = send(client, address, pasted=text, act="take")
    repeated = send(
        client, address, file=SimpleUploadedFile("results.json", json.dumps(document).encode())
    )

    assert taken.headers["Location"].endswith("?took=3")
    marks = [
        (row.values["accepted"], row.values["usd"]) for row in pilot.results.order_by("number")
    ]
    assert marks == [(False, 0.004), (True, 0.004), (True, 0.004)]
    assert "Nothing new in it" in text_of(repeated)


TWENTY = 20_000_000  # bytes


@pytest.mark.parametrize(("size", "is_read"), [(TWENTY, True), (TWENTY + 1, False)])
def test_a_file_of_twenty_megabytes_is_read_and_one_byte_more_is_refused(
    client: Client,
    size: int,
    is_read: bool,  # noqa: FBT001
) -> None:
    _, key, pilot = started()
    result = {"provider": {"label": names(pilot)[0]}, "testIdx": 0, "cost": 0.004}
    document = json.dumps({"results": {"results": [result]}}).encode()

    page = send(
        client,
        f"/plan/{key}/pilot/1/bring/",
        file=SimpleUploadedFile("results.json", document.ljust(size)),
    )

    assert page.status_code == (200 if is_read else 422)
    assert ("The file is larger than 20 MB. Split the run in two." in text_of(page)) is not is_read


def test_nothing_of_a_refused_file_is_held_when_the_next_is_read(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, key, _ = started()
    alive: list[BaseException | None] = []

    class Turn:
        def __enter__(self) -> None:
            pass

        def __exit__(self, _kind: object, refusal: BaseException | None, _trace: object) -> None:
            alive.append(refusal or sys.exception())

    monkeypatch.setattr(results, "ONE_AT_A_TIME", Turn())
    file = SimpleUploadedFile("results.json", b'{"results":[1]}')

    page = send(client, f"/plan/{key}/pilot/1/bring/", file=file)

    assert page.status_code == 422
    assert alive == [None]


@pytest.mark.parametrize("size", [TWENTY, TWENTY + 1])
def test_a_picture_of_twenty_megabytes_is_refused_in_a_sentence(client: Client, size: int) -> None:
    _, key, _ = started(cases=CASES)
    picture = SimpleUploadedFile("1.png", b"\x89PNG\r\n\x1a\n".ljust(size, b"\0"), "image/png")

    page = client.post(f"/plan/{key}/pilot/1/files/", {"file-1": picture})

    assert page.status_code == 422
    assert "1.png: it is larger than 5 MB" in text_of(page)


def test_a_test_of_what_has_to_be_found_asks_and_counts_what_was_missed(client: Client) -> None:
    plan, key = planned()
    frame = frame_of(plan)
    rule = replace(frame.protocol.rule, cases=10, second_reads=0, known_bad=6, most_missed=1)
    finds = replace(frame.protocol, rule=rule, stakes=Stakes.NUISANCE)
    pilot = starting.start(plan, replace(frame, protocol=finds), CASES[:10], seen=0)

    asked = text_of(client.get(f"/plan/{key}/pilot/1/rate/"))
    for number in range(1, 11):
        missed = {**BAD, "harmful": True}
        rate(pilot, number, missed if number < 2 else GOOD, missed if number < 3 else GOOD)
    page = text_of(client.get(f"/plan/{key}/pilot/"))

    assert "It missed what is known to be there" in asked
    assert f"{frame.protocol.names[0]} passed." in page
    assert f"{frame.protocol.names[1]} failed." in page
    assert "It missed 2 of what is known to be there; the agreed limit was 1." in page
