"""Forms: what a page draws, takes, and shows again."""

import re
from html import unescape
from typing import Any

import pytest

from tests.support import starter_catalog
from tests.wizard.steps.answering import ON, completed, example_answers
from tests.wizard.walker import Reader, Walker
from wizard import forms
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.steps.journey import STEPS, Stop, travel

KEYS = [job["use_case"] for job in example_answers()["outputs"]]
ANSWERS = completed(
    example_answers() | {"place": "own-servers", "apart": KEYS}
)  # so that every page is asked
OWN = [
    {"medium": "text", "name": "Answer the mail"},
    {"medium": "text", "name": "Write the notices"},
]
WITH_OWN = completed(ANSWERS | {"outputs": [*ANSWERS["outputs"], *OWN]})
OWN_MORE = [{"medium": "text", "name": f"Write letter {number}"} for number in range(3)]
MANY = completed(
    {"outputs": [*OWN, *OWN_MORE]}
)  # of so many a page of its own asks how exact they must be
PAGES = [(step.key, page.key) for step in STEPS for page in step.pages]


def stop(step: str, page: str, **changed: Any) -> Stop:
    """Return a page of the first example's journey."""
    found = travel(ANSWERS | changed, starter_catalog(), ON).on_the_way(step, page)
    assert found is not None
    return found


def test_names_that_are_no_fields_are_left_alone() -> None:
    sent = {"title": ["Mine"], "firm": [""], "roles": [""], "joining": ["apart"]}

    found = forms.read(
        stop("scale", "team").asked, sent | {"edit_key": ["x"], "budget": ["9"], "__proto__": ["1"]}
    )

    assert found.values == {"roles": None, "joining": "apart", "title": "Mine", "firm": None}


def test_one_wrong_field_keeps_what_was_typed_in_all() -> None:
    amounts = stop("goal", "amounts")
    sent = {"minutes.product-description": ["-42"], "currency": ["USD"], "wage": ["$34"]}

    found = forms.read(amounts.asked, sent)
    shown = {each.asked.name: each.value for each in forms.controls(amounts, sent, found.problems)}

    assert found.problems == {
        "minutes.product-description": "The minutes for one must be more than 0"
    }
    assert (shown["minutes.product-description"], shown["wage"]) == ("-42", "$34")


def test_needed_answer_is_asked_for() -> None:
    assert forms.read(stop("model", "choice").asked, {}).problems == {}
    assert forms.read(stop("goal", "material").asked, {}).problems == {
        "place": "Pick an answer, or say that you are not sure"
    }
    assert forms.read(stop("goal", "jobs").asked, {}).problems == {"outputs": "Tick at least one"}


def test_each_use_case_is_offered_once_whatever_is_searched_or_picked() -> None:
    asked = stop("goal", "jobs").given[0].asked
    typed = {"outputs": ("menu-photos", "product-description")}

    for fitting in ((), ("menu-photos",), ("contract-summary", "menu-photos")):
        control = forms.Control(asked=asked, typed=typed, fitting=fitting)
        listed = [pick for _, picks in control.groups for pick in picks]
        names = [label_of(pick) for pick in (*control.found, *control.chosen, *listed)]

        assert sorted(names) == sorted(row.name for row in starter_catalog().use_cases)
        chosen = {starter_catalog().use_case[slug].name for slug in typed["outputs"]} - {
            *map(label_of, control.found)
        }
        assert {*map(label_of, control.chosen)} == chosen  # what is picked is never folded away


def test_words_of_a_search_are_offered_as_a_job_of_ones_own_once() -> None:
    asked = stop("goal", "jobs").given[0].asked
    typed = {"outputs.name.0": ("Bread",), "outputs.medium.0": ("text",)}

    assert [row.name for row in forms.Control(asked=asked, typed=typed, words="allergy").own] == [
        "Bread",
        "allergy",
    ]
    assert [row.name for row in forms.Control(asked=asked, typed=typed, words="bread").own] == [
        "Bread"
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
@pytest.mark.parametrize(("step", "shown"), PAGES)
def test_every_page_is_sound_and_is_sent_back_unchanged(step: str, shown: str) -> None:
    """One heading, no id twice, no id named that is not there; that each field has a label, axe sees in a browser."""
    answers = MANY if shown == "exact" else WITH_OWN
    _, edit_key = drafts.start(answers)
    walker = Walker().get(f"/plan/{edit_key}/{step}/{shown}/")
    page = Reader(walker.text)
    assert walker.address.endswith(f"/{step}/{shown}/")
    assert (page.headings.count(1), page.faults, page.lost) == (1, [], set())

    walker.send()

    plan = drafts.find(edit_key)
    assert plan is not None
    assert in_order(dict(plan.answers)) == in_order(answers)
    assert walker.page.heading == "Check your answers"


@pytest.mark.parametrize("use", ["by-hand", "built-in"])
def test_choice_and_trial_name_the_same_model_beside_our_pick(use: str) -> None:
    named = []
    for example in all_examples():
        answers = completed({**example.stored, "use": use, "choice": None})
        shown = travel(answers, starter_catalog(), ON).on_the_way("model", "choice")
        for chosen in forms.controls(shown, {}, {})[0].parts if shown is not None else ():
            beside = [
                line.name
                for line in chosen.lines
                if line.why.startswith("We test it beside our pick.")
            ]
            assert beside in ([], [chosen.words.second]), example.slug
            named += beside
    assert named


def test_seats_that_serve_several_tasks_have_one_price() -> None:
    """Somebody who adds the lines of two tasks up would pay twice."""
    jobs = ["support-email-reply", "product-description"]
    amounts = {f"volume.{job}": {"low": "300", "high": "300"} for job in jobs}
    outputs = [{"use_case": job} for job in jobs]
    answers = completed(
        {"outputs": outputs, **amounts, "use": "by-hand", "people": "3", "choice": None}
    )
    shown = travel(answers, starter_catalog(), ON).on_the_way("model", "choice")
    assert shown is not None

    costs = {chosen.lines[0].cost for chosen in forms.controls(shown, {}, {})[0].parts}

    assert {cost.partition(": ")[2] for cost in costs} == {"three seats for two tasks"}
    assert len(costs) == 1


def label_of(pick: str) -> str:
    """Return the words of a label, without the markup around them."""
    return unescape(re.sub("<[^>]+>", "", pick)).strip()


def in_order(answers: dict[str, Any]) -> dict[str, Any]:
    """Return answers with several picks in one order: boxes have none."""
    return {
        name: sorted(value, key=str) if isinstance(value, list) else value
        for name, value in answers.items()
    }
