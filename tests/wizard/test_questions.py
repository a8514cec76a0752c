"""Questions about a section of a plan: asked by name, shown beside it, answered, deleted."""

import re
from html import unescape

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from tests.wizard.colleagues import HOSTILE, made, next_version, whole
from wizard.colleagues import questions
from wizard.models import About, Plan, PlanQuestion
from wizard.models.colleagues import LONGEST_NAME, LONGEST_TEXT
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

    assert (response.status_code, response.headers["Location"]) == (303, f"{plan.get_absolute_url()}#ask-pilot")
    assert ASKED["text"] in section_text(Client(), plan.get_absolute_url(), "pilot")
    assert ASKED["text"] not in section_text(Client(), plan.get_absolute_url(), "tune")


def test_every_section_of_a_plan_can_be_asked_about(client: Client) -> None:
    plan, _, _ = whole()

    for about in About:
        asked(client, plan, about=about.value)

        assert ASKED["text"] in section_text(client, plan.get_absolute_url(), about.value)


def test_version_page_never_shows_a_question(client: Client) -> None:
    plan, _, _ = made()
    before = client.get(f"{plan.get_absolute_url()}v/1/").content

    asked(client, plan)

    assert client.get(f"{plan.get_absolute_url()}v/1/").content == before


def test_page_of_a_plan_sets_no_cookie_and_has_another_tag_once_asked(client: Client) -> None:
    plan, edit_key, _ = made()
    tag = client.get(plan.get_absolute_url()).headers["ETag"]
    question = asked(client, plan)
    once = client.get(plan.get_absolute_url()).headers["ETag"]
    client.post(f"/plan/{edit_key}/questions/{question.pk}/", {f"{question.pk}-answer": "Yes.", "seen": "none"})
    answered = Client().get(plan.get_absolute_url())

    assert len({tag, once, answered.headers["ETag"]}) == 3
    assert not answered.cookies


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Write your name, so that the owner knows who asks."),
        ({"name": " \u200b\u202e "}, "Write your name, so that the owner knows who asks."),
        ({"text": " \n "}, "Write your question."),
        ({"name": "x" * (LONGEST_NAME + 1)}, f"Write at most {LONGEST_NAME} letters here."),
        ({"text": "x" * (LONGEST_TEXT + 1)}, f"Write at most {LONGEST_TEXT:,} letters here."),
        ({"about": "nothing"}, "Pick the section that it is about."),
        ({"about": ""}, "Pick the section that it is about."),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(
    client: Client, change: dict[str, str], sentence: str
) -> None:
    plan, _, _ = made()

    response = client.post(f"{plan.get_absolute_url()}questions/", ASKED | change)

    text = unescape(response.content.decode())
    assert response.status_code == 422
    assert sentence in text
    others = {name: value for name, value in ASKED.items() if name not in change and name != "about"}
    assert all(value in text for value in others.values())
    assert not plan.questions.exists()


def test_longest_question_with_line_breaks_fits(client: Client) -> None:
    plan, _, _ = made()
    text = ("x" * 99 + "\r\n") * (LONGEST_TEXT // 100)

    assert len(asked(client, plan, text=text).text) == LONGEST_TEXT - 1


def test_hostile_words_come_out_as_words(client: Client) -> None:
    plan, edit_key, _ = made()
    asked(client, plan, name=HOSTILE[:60], text=HOSTILE)

    for address in (
        plan.get_absolute_url(),
        f"{plan.get_absolute_url()}questions/",
        f"/plan/{edit_key}/",
        f"/plan/{edit_key}/questions/",
    ):
        text = client.get(address).content.decode()
        assert "<script>alert" not in text
        assert "{{ boom }}" in unescape(text)
        assert "\u202e" not in text


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
    assert "10 questions an hour are the most from one visitor." in unescape(response.content.decode())
    assert ASKED["text"] in response.content.decode()
    assert plan.questions.count() == 10


def test_one_plan_takes_so_many_an_hour_from_everybody(client: Client) -> None:
    plan, _, _ = made()
    for number in range(FOR_ONE_PLAN):
        response = client.post(
            f"{plan.get_absolute_url()}questions/", ASKED | {"text": f"{number}"}, REMOTE_ADDR=f"192.0.2.{number}"
        )
        assert response.status_code == 303

    response = client.post(f"{plan.get_absolute_url()}questions/", ASKED, REMOTE_ADDR="192.0.2.99")

    assert response.status_code == 429
    other, _, _ = made("restaurant")
    assert client.post(f"{other.get_absolute_url()}questions/", ASKED, REMOTE_ADDR="192.0.2.99").status_code == 303


@pytest.mark.parametrize("closed", ["withdrawn", "expires"])
def test_closed_link_takes_no_questions(client: Client, closed: str) -> None:
    plan, _, _ = made()
    Plan.objects.filter(pk=plan.pk).update(**{closed: timezone.now()})

    assert client.get(f"{plan.get_absolute_url()}questions/").status_code == 410
    assert client.post(f"{plan.get_absolute_url()}questions/", ASKED).status_code == 410
    assert not plan.questions.exists()


# ------------------------------------------------------------------------------------------------------------ owner


def test_owner_answers_and_everybody_reads_it(client: Client) -> None:
    plan, edit_key, _ = made()
    question = asked(client, plan)
    assert "1 waits for the owner." in client.get(f"/plan/{edit_key}/").content.decode()

    response = client.post(
        f"/plan/{edit_key}/questions/{question.pk}/",
        {f"{question.pk}-answer": "Yes, under “put the page live”.", "seen": "none", "act": "answer"},
    )

    assert response.headers["Location"] == f"/plan/{edit_key}/questions/#question-{question.pk}"
    assert "Yes, under “put the page live”." in section_text(Client(), plan.get_absolute_url(), "pilot")
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
    assert client.post(address, {f"{question.pk}-answer": "The second window.", "seen": seen}).status_code == 303


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
    assert client.post(f"{plan.get_absolute_url()}questions/", ASKED | {"text": "More?"}).status_code == 303


def test_owner_of_another_plan_reaches_nothing(client: Client) -> None:
    plan, _, _ = made()
    question = asked(client, plan)
    _, other_key, _ = made("restaurant")

    for data in ({"act": "delete"}, {f"{question.pk}-answer": "Mine now", "seen": "none"}):
        assert client.post(f"/plan/{other_key}/questions/{question.pk}/", data).status_code == 404
    question.refresh_from_db()
    assert question.answer == ""


def test_question_names_the_version_it_was_asked_about(client: Client) -> None:
    plan, _, _ = made()
    next_version(plan)

    assert asked(client, plan).version == 2


# --------------------------------------------------------------------------------------------------------- database


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"name": "  "}, "planquestion_has_name"),
        ({"text": "\n"}, "planquestion_has_text"),
        ({"about": "nothing"}, "planquestion_about_known"),
        ({"version": 0}, "planquestion_version_from_one"),
        ({"answer": "Without a day"}, "planquestion_answer_has_its_day"),
        ({"answered": timezone.now()}, "planquestion_answer_has_its_day"),
    ],
)
def test_database_refuses_a_wrong_question(client: Client, change: dict[str, object], constraint: str) -> None:
    plan, _, _ = made()
    question = asked(client, plan)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PlanQuestion.objects.filter(pk=question.pk).update(**change)


def test_database_refuses_a_question_twice(client: Client) -> None:
    plan, _, _ = made()
    question = asked(client, plan)
    question.pk = None

    with pytest.raises(IntegrityError, match="planquestion_is_asked_once"), transaction.atomic():
        question.save(force_insert=True)


def test_questions_go_with_their_plan(client: Client) -> None:
    plan, _, _ = made()
    asked(client, plan)

    plan.delete()

    assert not PlanQuestion.objects.exists()


def test_deleted_questions_use_nothing_up(client: Client) -> None:
    plan, edit_key, version = made()
    for number in range(questions.MOST):
        assert questions.ask(version, about="pilot", name="Nobody", text=f"Why {number}?") == ""
    full = questions.ask(version, about="pilot", name="Ines", text="Who tries it?")

    client.post(f"/plan/{edit_key}/questions/{plan.questions.latest('pk').pk}/", {"act": "delete"})

    assert full.startswith(f"This plan has {questions.MOST} questions.")
    assert questions.ask(version, about="pilot", name="Ines", text="Who tries it?") == ""


def test_names_of_who_asks_are_said_to_be_as_typed(client: Client) -> None:
    plan, _, _ = made()
    asked(client, plan)

    assert "name as typed" in section_text(Client(), plan.get_absolute_url(), "pilot")
