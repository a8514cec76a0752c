"""Phrases on the desk: what breaks a sentence is refused with it.

All endings can be read, and what is missing is said.
"""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse
from django.utils.timezone import localdate

from catalog.models import DESK, Release
from catalog.registry import KINDS
from tests.support import member, saved, starter_catalog, text_of
from wizard.publishing.queue import UNSPOKEN, queue
from wizard.publishing.spoken import TOO_LONG, misfits, unspoken

CATALOG = starter_catalog()
CHAT = CATALOG.phrases_of["support-chat-agent"]
PHRASES = DESK["job_phrases"]
KIND = KINDS["job_phrases"]


@pytest.mark.parametrize(
    ("field", "phrase", "sentence"),
    [
        ("do_with", "answer customers", "answer customers."),
        ("leave", "Answer the chat yourself.", "Answer the chat yourself."),
        ("good_test", "Every fact is right.", "Every fact is right."),
        ("collect", "Take real chats.", "Take real chats."),
    ],
)
def test_phrase_that_does_not_fit_is_refused_with_its_sentence(
    field: str, phrase: str, sentence: str
) -> None:
    wrong: Any = {field: phrase}

    (misfit,) = misfits(replace(CHAT, **wrong), CATALOG)

    assert misfit.field == field
    assert misfit.sentence.casefold().endswith(sentence.casefold())
    assert f"It would read: “{misfit.sentence}”" in str(misfit)


def test_sentence_that_grows_too_long_is_refused_for_its_longest_phrase() -> None:
    long = "to put each one of all the old bits in a box"

    (misfit,) = misfits(replace(CHAT, do_with=long), CATALOG)

    assert (misfit.field, misfit.why) == ("do_with", TOO_LONG)
    assert long in misfit.sentence


def test_brace_that_is_no_slot_is_refused_without_a_sentence() -> None:
    fields = {misfit.field for misfit in misfits(replace(CHAT, every="Read {all of it."), CATALOG)}

    assert fields == {"every"}


def test_phrases_on_file_fit() -> None:
    drawn = CATALOG.job_phrases[::12]

    assert [misfit for row in drawn for misfit in misfits(row, CATALOG)] == []


@pytest.mark.django_db
def test_desk_refuses_a_phrase_with_the_sentence_it_would_make(starter_release: Release) -> None:
    row = saved(PHRASES)
    typed = {name: getattr(row, name) for name in KIND.fields}
    typed |= {
        "use_case": row.use_case_id,
        "medium": "",
        "source": row.source_id,
        "do_with": "answer customers",
        "state": "draft",
        "seen": 0,
        "why": "",
    }
    page = reverse("admin:catalog_jobphrases_change", args=[row.pk])

    answer = member("Keeper").post(page, typed)

    assert answer.status_code == 200
    text = answer.content.decode()
    assert "words that begin with “to”" in text
    assert "It would read: “Test ChatGPT Business answer customers.”" in text


@pytest.mark.django_db
def test_all_endings_are_read_on_the_desk(starter_release: Release) -> None:
    row = saved(PHRASES, do_with="to polish silver spoons")
    keeper = member("Keeper")
    page = reverse("admin:catalog_jobphrases_endings", args=[row.pk])

    assert page in text_of(keeper, reverse("admin:catalog_jobphrases_change", args=[row.pk]))
    endings = text_of(keeper, page)
    assert "Test ChatGPT Business to polish silver spoons." in endings
    assert "Do not use AI to polish silver spoons." in endings
    assert endings.count("Nothing until the sellers answer.") == 1


def test_job_without_phrases_is_missed() -> None:
    without = replace(CATALOG, job_phrases=CATALOG.job_phrases[1:])
    gone = {row.use_case for row in CATALOG.job_phrases} - {
        row.use_case for row in without.job_phrases
    }

    assert {row.slug for row in unspoken(without)} == gone - {None}
    assert list(unspoken(CATALOG)) == []


@pytest.mark.django_db
def test_desk_says_which_job_has_no_phrases(starter_release: Release) -> None:
    tasks = [task for group in queue(localdate()) for task in group.tasks]

    assert [task for task in tasks if task.kind == UNSPOKEN] == []
