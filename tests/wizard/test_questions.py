"""Questions about a section of a plan: asked by name, shown beside it, answered, deleted."""

import re
from html import unescape

import pytest
from django.test import Client

from tests.wizard.plans import made, version_of, whole
from wizard.colleagues import questions
from wizard.models import About, Plan, PlanQuestion
from wizard.models.colleagues import LONGEST_NAME, LONGEST_TEXT, NotStoredError
from wizard.views.colleagues import FOR_ONE_PLAN

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

ASKED = {"about": "pilot", "name": "Ines", "text": "Do the 13 minutes include uploading the photo?"}


def asked(client: Client, plan: Plan, **changes: str) -> PlanQuestion:
    """Ask something and return it."""
    response = client.post(f"{plan.get_absolute_url()}questions/", ASKED | changes)
    assert response.status_code == 303, response.content.decode()
    return plan.questions.latest("pk")


def section_text(client: Client, address: str, about: str) -> str:
    """Return what stands beside a section."""
    text = unescape(client.get(address).content.decode())
    found = re.search(rf'<h3 id="ask-{about}">.*?</dl>', text, re.DOTALL)
    return found[0] if found else ""


def test_question_stands_beside_its_section_for_everybody(client: Client) -> None:
    plan, _, _ = made()

    response = client.post(f"{plan.get_absolute_url()}questions/", ASKED)

    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"{plan.get_absolute_url()}#ask-pilot",
    )
    beside = section_text(Client(), plan.get_absolute_url(), "pilot")
    assert ASKED["text"] in beside
    assert "name as typed" in beside
    assert ASKED["text"] not in section_text(Client(), plan.get_absolute_url(), "tune")


def test_every_section_of_a_plan_can_be_asked_about(client: Client) -> None:
    plan, _, _ = whole()

    for about in About:
        asked(client, plan, about=about.value)

        assert ASKED["text"] in section_text(client, plan.get_absolute_url(), about.value)


def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(client: Client) -> None:
    plan, _, _ = made()
    nameless, nowhere = (
        "Write your name, so that the owner knows who asks.",
        "Pick the section that it is about.",
    )
    for change, sentence in (
        ({"name": ""}, nameless),
        ({"name": " \u200b\u202e "}, nameless),
        ({"text": " \n "}, "Write your question."),
        ({"name": "x" * (LONGEST_NAME + 1)}, f"Write at most {LONGEST_NAME} letters here."),
        ({"text": "x" * (LONGEST_TEXT + 1)}, f"Write at most {LONGEST_TEXT:,} letters here."),
        ({"about": "nothing"}, nowhere),
        ({"about": ""}, nowhere),
    ):
        response = client.post(f"{plan.get_absolute_url()}questions/", ASKED | change)
        text = unescape(response.content.decode())
        assert response.status_code == 422
        assert sentence in text
        assert all(
            value in text for name, value in ASKED.items() if name not in change and name != "about"
        )
    assert not plan.questions.exists()


def test_longest_question_with_line_breaks_fits(client: Client) -> None:
    plan, _, _ = made()
    text = ("x" * 99 + "\r\n") * (LONGEST_TEXT // 100)

    assert len(asked(client, plan, text=text).text) == LONGEST_TEXT - 1


def test_same_question_twice_is_asked_once(client: Client) -> None:
    plan, _, _ = made()

    for _ in range(2):
        asked(client, plan)

    assert plan.questions.count() == 1


def test_one_visitor_asks_so_often_and_no_more(client: Client) -> None:
    plan, _, _ = made()
    for number in range(10):
        asked(client, plan, text=f"Question {number}")

    response = client.post(f"{plan.get_absolute_url()}questions/", ASKED)

    assert response.status_code == 429
    assert int(response.headers["Retry-After"]) > 0
    assert "10 questions an hour are the most from one visitor." in unescape(
        response.content.decode()
    )
    assert ASKED["text"] in response.content.decode()
    assert plan.questions.count() == 10


def test_one_plan_takes_so_many_an_hour_from_everybody(client: Client) -> None:
    plan, _, _ = made()
    for number in range(FOR_ONE_PLAN):
        response = client.post(
            f"{plan.get_absolute_url()}questions/",
            ASKED | {"text": f"{number}"},
            REMOTE_ADDR=f"192.0.2.{number}",
        )
        assert response.status_code == 303

    response = client.post(f"{plan.get_absolute_url()}questions/", ASKED, REMOTE_ADDR="192.0.2.99")

    assert response.status_code == 429
    other, _, _ = made("restaurant")
    assert (
        client.post(
            f"{other.get_absolute_url()}questions/", ASKED, REMOTE_ADDR="192.0.2.99"
        ).status_code
        == 303
    )


# -------------------------------------------------------------------------------------------- owner


def test_owner_answers_and_everybody_reads_it(client: Client) -> None:
    plan, edit_key, _ = made()
    question = asked(client, plan)
    assert "1 waits for the owner." in client.get(f"/plan/{edit_key}/").content.decode()

    response = client.post(
        f"/plan/{edit_key}/questions/{question.pk}/",
        {
            f"{question.pk}-answer": "Yes, under “put the page live”.",
            "seen": "none",
            "act": "answer",
        },
    )

    assert response.headers["Location"] == f"/plan/{edit_key}/questions/#question-{question.pk}"
    assert "Yes, under “put the page live”." in section_text(
        Client(), plan.get_absolute_url(), "pilot"
    )
    assert "to answer" not in client.get(f"/plan/{edit_key}/").content.decode()


def test_answer_from_a_second_window_is_not_lost(client: Client) -> None:
    plan, edit_key, _ = made()
    question = asked(client, plan)
    address = f"/plan/{edit_key}/questions/{question.pk}/"
    client.post(address, {f"{question.pk}-answer": "The first window.", "seen": "none"})

    response = client.post(address, {f"{question.pk}-answer": "The second window.", "seen": "none"})

    text = response.content.decode()
    assert response.status_code == 409
    assert "The first window." in text
    assert "The second window." in text
    question.refresh_from_db()
    assert question.answer == "The first window."
    seen = questions.seen(question)
    assert (
        client.post(
            address, {f"{question.pk}-answer": "The second window.", "seen": seen}
        ).status_code
        == 303
    )


def test_owner_takes_no_more_questions_and_takes_them_again(client: Client) -> None:
    plan, edit_key, _ = made()
    asked(client, plan)

    client.post(f"/plan/{edit_key}/switch/", {"takes_questions": "no"})
    refused = client.post(f"{plan.get_absolute_url()}questions/", ASKED | {"text": "More?"})
    page = client.get(f"{plan.get_absolute_url()}questions/").content.decode()
    assert ASKED["text"] in section_text(client, plan.get_absolute_url(), "pilot")
    client.post(f"/plan/{edit_key}/switch/", {"takes_questions": "yes"})

    assert refused.status_code == 409
    assert questions.CLOSED in refused.content.decode()
    assert "<form" not in page.partition("<main")[2].partition("</main>")[0]
    assert (
        client.post(f"{plan.get_absolute_url()}questions/", ASKED | {"text": "More?"}).status_code
        == 303
    )


def test_question_names_the_version_it_was_asked_about(client: Client) -> None:
    plan, _, _ = made()
    version_of(plan)

    assert asked(client, plan).version == 2


# ----------------------------------------------------------------------------------------- database


def test_deleted_questions_use_nothing_up(client: Client) -> None:
    plan, edit_key, version = made()
    for number in range(questions.MOST):
        questions.ask(plan, version.number, about="pilot", name="Nobody", text=f"Why {number}?")
    with pytest.raises(NotStoredError, match=f"This plan has {questions.MOST} questions"):
        questions.ask(plan, version.number, about="pilot", name="Ines", text="Who tries it?")

    client.post(f"/plan/{edit_key}/questions/{plan.questions.latest('pk').pk}/", {"act": "delete"})

    questions.ask(plan, version.number, about="pilot", name="Ines", text="Who tries it?")
    assert plan.questions.count() == questions.MOST
