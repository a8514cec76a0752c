"""An editor's words for the wizard's texts: they are read in place of the code's, from the release."""

from dataclasses import replace
from datetime import date

import pytest

from catalog.schema import EDITORS_JUDGEMENT, Catalog, Wording
from catalog.vocabulary import WordingPart
from tests.support import publish_catalog, starter_catalog
from tests.wizard.steps.answering import ON, example_answers
from tests.wizard.walker import Walker
from wizard.decision.vocabulary import Place
from wizard.plans.drafts import start
from wizard.steps.journey import Given, Stop, all_questions, travel


def reworded(*rows: tuple[str, WordingPart, str, str]) -> Catalog:
    """Return the starter catalog with other words for texts of the wizard."""
    wordings = tuple(
        Wording(
            slug=f"w-{place}",
            about=about,
            part=part,
            answer=answer,
            text=text,
            source=EDITORS_JUDGEMENT,
            as_of=date(2026, 11, 26),
        )
        for place, (about, part, answer, text) in enumerate(rows)
    )
    return replace(starter_catalog(), wordings=wordings)


def asked(catalog: Catalog, page: str, name: str, **answers: str) -> tuple[Stop, Given]:
    """Return a page of the first example's walk, some answers aside, and one of its questions."""
    stop = next(
        each
        for each in travel({**example_answers(), **answers}, catalog, ON).stops
        if each.page.key == page
    )
    return stop, next(each for each in stop.given if each.asked.question.key == name)


def test_editors_words_stand_in_heading_question_and_answers() -> None:
    catalog = reworded(
        ("mistakes", WordingPart.TITLE, "", "And if one is wrong?"),
        ("mistakes", WordingPart.WHY, "", "It decides a lot."),
        ("check", WordingPart.TITLE, "", "Does anybody look?"),
        ("check", WordingPart.LABEL, "every", "At each {unit}"),
        ("check", WordingPart.UNSURE, "", "Then all are read."),
    )
    stop, given = asked(catalog, "mistakes", "check")

    assert (stop.title, stop.why) == ("And if one is wrong?", "It decides a lot.")
    assert (given.asked.title, given.asked.unsure) == ("Does anybody look?", "Then all are read.")
    assert given.asked.options[0].label == "At each result"
    assert asked(starter_catalog(), "mistakes", "check")[1].asked.options[0].label == "Every result"


def test_editors_words_stand_where_an_answer_is_shown() -> None:
    _, given = asked(reworded(("use", WordingPart.LABEL, "built-in", "In our shop")), "use", "use")

    assert (
        given.asked.describe(given.asked.question.kind.load("built-in", given.asked))
        == "In our shop"
    )


def test_shipped_words_ask_for_the_machine_in_a_question() -> None:
    _, given = asked(starter_catalog(), "machine", "machine_limit", place=Place.OWN_SERVERS.value)

    assert given.asked.title == "What is the largest machine you would run?"
    assert given.asked.title != given.asked.question.title


def test_shipped_words_are_about_questions_and_pages_there_are() -> None:
    known = {key for _, page, question in all_questions() for key in (page.key, question.key)}

    assert {row.about for row in starter_catalog().wordings} <= known


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_published_words_are_read_on_the_page() -> None:
    publish_catalog(
        reworded(
            ("jobs", WordingPart.TITLE, "", "Which work is it?"),
            ("outputs", WordingPart.TITLE, "", "Which work is it?"),
        )
    )
    _, edit_key = start()

    assert Walker().get(f"/plan/{edit_key}/").page.heading == "Which work is it?"
