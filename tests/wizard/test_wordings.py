"""An editor's words for a text of the questionnaire are seen on their page before they go out."""

from typing import Any, cast

import pytest
from django.test import Client
from django.urls import reverse

from catalog.models import DESK, Release
from tests.support import member, saved

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("about", "part", "answer"),
    [
        ("wage_usd", "title", ""),
        ("job.review", "label", "every"),
        ("limit_usd", "hint", ""),
        ("mistakes", "why", ""),
    ],
)
def test_draft_is_drawn_on_its_page(
    starter_release: Release, about: str, part: str, answer: str
) -> None:
    row = saved(
        DESK["wordings"],
        about=about,
        part=part,
        answer=answer,
        text="Words that nobody has read yet.",
        state="draft",
    )
    editor = member("Editor")

    page = editor.get(reverse("admin:catalog_wording_preview", args=[row.pk]))

    assert page.status_code == 200
    assert "Words that nobody has read yet." in page.content.decode()
    assert "nobody has read yet" not in starter_release.payload


@pytest.mark.usefixtures("starter_release")
def test_way_on_leads_back_to_the_row() -> None:
    row = saved(DESK["wordings"], about="wage_usd", part="title", text="Who looks?")
    editor = member("Editor")
    place = reverse("admin:catalog_wording_preview", args=[row.pk])

    assert editor.post(place, {"check": "every"})["Location"] == reverse(
        "admin:catalog_wording_change", args=[row.pk]
    )
    assert (
        place in editor.get(reverse("admin:catalog_wording_change", args=[row.pk])).content.decode()
    )


@pytest.mark.usefixtures("starter_release")
def test_text_of_no_page_is_said_in_words() -> None:
    row = saved(DESK["wordings"], about="colour", part="title", text="Which colour?")

    answer = member("Editor").get(
        reverse("admin:catalog_wording_preview", args=[row.pk]), follow=True
    )

    assert "No example plan comes to a page or question “colour”." in answer.content.decode()


def test_form_offers_the_pages_and_questions_that_there_are() -> None:
    editor = member("Editor")
    typed = {
        "part": "title",
        "text": "Which colour?",
        "as_of": "2026-11-24",
        "state": "draft",
        "seen": "0",
    }
    typed["source"] = saved(DESK["sources"]).pk
    made, rows = [], cast(Any, DESK["wordings"].objects)

    for about in ("colour", "wage_usd"):
        editor.post(reverse("admin:catalog_wording_add"), typed | {"about": about})
        made.append(list(rows.values_list("about", flat=True)))

    assert made == [[], ["wage_usd"]]


def test_preview_is_for_who_may_see_the_row(client: Client) -> None:
    row = saved(DESK["wordings"], about="check", part="title", text="Who looks?")

    assert (
        member("Support").get(reverse("admin:catalog_wording_preview", args=[row.pk])).status_code
        == 403
    )
    assert client.get(reverse("admin:catalog_wording_preview", args=[row.pk])).status_code == 302
