"""Claims on the desk say how they stand by comparison, and what they contradict.

The public page says the same.
"""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from catalog import desk
from catalog.models import Claim
from tests.support import member, take_published_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    take_published_desk()
    return member("Editor")


def figures(client: Client, claim: Claim) -> str:
    page = client.get(reverse("admin:catalog_claim_change", args=[claim.pk])).content.decode()
    return unescape(re.sub(r"\s+", " ", page))


def test_claim_says_what_it_contradicts(editor: Client) -> None:
    first = (
        Claim.objects.filter(
            status=None, unit__icontains="billion", value_high=None, year__isnull=False
        )
        .order_by("slug")
        .first()
    )
    assert first is not None
    before = figures(editor, first)
    other = Claim(
        **{name: getattr(first, name) for name in ("subject", "measure", "unit", "year", "as_of")}
    )
    other.slug, other.sentence, other.value, other.state = (
        "ten-times",
        "It is ten times that.",
        first.value * 10,
        "draft",
    )
    other.source = first.source
    desk.write(other, author=None)

    after, of_other = figures(editor, first), figures(editor, other)

    assert "Disputed: it is part of a contradiction." in after
    assert "Disputed: it is part of a contradiction." in of_other
    assert after != before
    assert f"{first.value.normalize():,f}" in of_other
    rows = editor.get(
        reverse("admin:catalog_claim_changelist"), {"q": "ten-times"}
    ).content.decode()
    assert re.search(r'class="field-found_status">Disputed \(\d+\)<', rows)


def test_claim_that_is_not_saved_has_no_standing(editor: Client) -> None:
    page = editor.get(reverse("admin:catalog_claim_add")).content.decode()

    assert "It is compared with the others once it is saved." in page
