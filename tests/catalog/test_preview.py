"""Editors see the site as it would be published; nobody else does, and nobody keeps it."""

import re
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from catalog import desk
from catalog.models import Cell
from tests.support import member, page_of, take_published_desk

pytestmark = pytest.mark.django_db

PAGE = "/use-cases/product-description/language/"
WORDS = "Read anew by somebody who knows."


@pytest.fixture(scope="module", autouse=True)
def turned(rows_of_module: None) -> None:
    """Publish the starter catalog, then change a cell on the desk."""
    take_published_desk()
    Cell.objects.filter(use_case__slug="product-description", branch="language").update(
        reason=WORDS
    )


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(User.objects.create_user("otto", is_staff=True))
    return client


def test_editor_sees_the_next_release_and_readers_the_current_one(
    turned: None, editor: Client
) -> None:
    ahead = editor.get(PAGE, {"release": "next"})
    now = editor.get(PAGE)

    assert WORDS in ahead.text
    assert "Not published" in ahead.text
    assert "as release 2." in page_of(ahead)
    assert "Made from what is on the desk now, which is not published." in ahead.text
    assert WORDS not in now.text
    assert "not published" not in now.text


def test_preview_of_a_day_shows_what_waits_for_it(turned: None, editor: Client) -> None:
    cell = Cell.objects.get(use_case__slug="product-description", branch="language")
    cell.reason, cell.as_of, cell.review_by = "It will write them.", date(2040, 1, 1), None
    desk.write(cell, author=None)

    before, after = (
        editor.get(PAGE, {"release": "next", "as_of": day}).text
        for day in ("2039-12-31", "2040-01-01")
    )

    assert WORDS in before
    assert "It will write them." in after


def test_preview_is_kept_by_nobody_and_leads_on_in_the_preview(
    turned: None, editor: Client
) -> None:
    answer = editor.get(PAGE, {"release": "next"}, headers={"Accept-Encoding": "gzip"})
    page = editor.get(PAGE, {"release": "next", "as_of": "2027-01-02"}).text

    assert (answer.headers["Cache-Control"], answer.headers["X-Robots-Tag"]) == (
        "private, no-store",
        "noindex",
    )
    assert "ETag" not in answer.headers
    assert 'href="/use-cases/?as_of=2027-01-02&amp;release=next"' in page
    assert f'data-now href="{PAGE}"' in page
    assert 'Not published, as of <time datetime="2027-01-02">2 January 2027</time>' in page


def test_preview_is_refused_to_everybody_else(turned: None) -> None:
    reader, nobody = Client(), Client()
    reader.force_login(User.objects.create_user("vera", is_staff=False))

    for answer in (client.get(PAGE, {"release": "next"}) for client in (reader, nobody)):
        assert answer.status_code == 403
        assert "shown to editors who are signed in" in page_of(answer)
        assert WORDS not in page_of(answer)


def test_draft_is_seen_on_its_page_before_it_is_published(turned: None, editor: Client) -> None:
    row = Cell.objects.get(use_case__slug="product-description", branch="language")
    row.reason, row.state = "A draft of somebody.", "draft"
    desk.write(row, author=None)
    writer = member("Editor")
    change = reverse("admin:catalog_cell_change", args=[row.pk])

    (link,) = re.findall(r'href="([^"]*release=drafts[^"]*)"', page_of(writer.get(change)))
    page = link.partition("#")[0]

    drafts, ahead, now = (
        editor.get(address).text for address in (page, f"{PAGE}?release=next", PAGE)
    )
    assert "A draft of somebody." in drafts
    assert "the desk and all its drafts were published now" in re.sub(r"\s+", " ", drafts)
    assert "A draft of somebody." not in ahead
    assert "A draft of somebody." not in now
    assert page.startswith(PAGE)


def test_row_without_a_draft_offers_no_preview(turned: None) -> None:
    row = Cell.objects.exclude(use_case__slug="product-description").order_by("pk")[0]
    change = reverse("admin:catalog_cell_change", args=[row.pk])

    assert "release=drafts" not in page_of(member("Editor").get(change))


def test_drafts_are_shown_to_editors_alone(turned: None) -> None:
    assert Client().get(PAGE, {"release": "drafts"}).status_code == 403
