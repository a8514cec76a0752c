"""The weekly look on the desk: a button starts it, and one click makes drafts.

The first page shows how it ended.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from catalog.models import AiModel, CheckChoice, CheckResult, ListCheck, Provider, ToCheck
from catalog.watch.looking import STOPPED, look_steps
from catalog.watch.statements import Get, WrongListError
from catalog.watch.watched_lists import LISTS
from tests.catalog.watch.looks import look
from tests.support import member, published, text_of

pytestmark = pytest.mark.django_db

HOME = reverse("admin:index")
LOOK = reverse("admin:catalog_listcheck_look")
CHECKS = reverse("admin:catalog_listcheck_changelist")
TO_CHECK = reverse("admin:catalog_tocheck_changelist")
ENTRY = {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 5e-06}


@pytest.fixture
def only_litellm(settings: Any) -> None:
    """Let the settings name one list."""
    settings.WATCHED = {"litellm": "https://lists.example.org/litellm"}


def answered(monkeypatch: pytest.MonkeyPatch, *contents: bytes | None) -> None:
    """Let LiteLLM's list hold what is given, or never answer."""

    def fetch(_get: Get, _address: str) -> Iterable[tuple[str, bytes | None]]:
        if not contents:
            raise WrongListError("lists.example.org does not answer: too slow.")
        return [(f"list-{number}", content) for number, content in enumerate(contents)]

    monkeypatch.setitem(LISTS, "litellm", replace(LISTS["litellm"], fetch=fetch))


def a_new_model() -> ToCheck:
    """Let a list have a model that is not on file, and return what is to be checked."""
    maker = published(Provider, slug="acme", name="Acme")
    published(AiModel, slug="sol", provider=maker)
    look({"litellm": {"luna": ENTRY}})
    row: ToCheck = ToCheck.objects.get()
    return row


# -------------------------------------------------------------------------------------- looking now


def test_button_looks_at_the_ticked_lists_and_leads_to_how_that_ended(
    editor: Client, monkeypatch: pytest.MonkeyPatch, only_litellm: None
) -> None:
    answered(monkeypatch, b"{}")

    page = b"".join(editor.post(LOOK, {"lists": ["litellm"]})).decode()

    check = ListCheck.objects.get()
    assert (check.origin, check.result, check.says) == ("litellm", "refused", "The list is empty.")
    assert check.author == User.objects.get(username="maria")
    assert f'href="{CHECKS}"' in page
    assert "1 files" in page
    assert "The list is empty." in text_of(editor, CHECKS)


def test_list_that_does_not_answer_says_so(
    editor: Client, monkeypatch: pytest.MonkeyPatch, only_litellm: None
) -> None:
    answered(monkeypatch)

    b"".join(editor.post(LOOK, {"lists": ["litellm"]}))

    assert "lists.example.org does not answer: too slow." in text_of(editor, HOME)


def test_only_one_looks_at_a_time(
    editor: Client, monkeypatch: pytest.MonkeyPatch, only_litellm: None
) -> None:
    answered(monkeypatch, b"{}")
    ListCheck.objects.create(origin="ecb")

    page = b"".join(editor.post(LOOK, {"lists": ["litellm"]})).decode()

    assert "Somebody is looking at the lists already." in page
    assert ListCheck.objects.count() == 1


def test_look_that_is_left_is_stopped_and_takes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered(monkeypatch, b"{}", b"{}")

    steps = look_steps({"litellm": "https://lists.example.org/litellm"})
    next(steps)
    steps.close()

    check = ListCheck.objects.get()
    assert (check.result, check.says) == ("failed", STOPPED)


def test_nothing_ticked_is_said(editor: Client) -> None:
    assert "Tick the lists that you mean." in editor.post(LOOK).content.decode()


def test_only_who_may_take_proposals_may_look() -> None:
    reader = Client()
    reader.force_login(User.objects.create_user("reader", is_staff=True))

    for page in (LOOK, CHECKS, TO_CHECK):
        assert reader.get(page).status_code == 403
    assert member("Editor").get(LOOK).status_code == 200


# ----------------------------------------------------------------------------------- the first page


@pytest.mark.parametrize(
    ("result", "days", "words", "red"),
    [
        (CheckResult.GOOD, 1, "Looked at.", False),
        (CheckResult.GOOD, 9, "More than eight days ago.", True),
        (CheckResult.FAILED, 1, "Failed.", True),
        (CheckResult.REFUSED, 1, "Nothing taken.", True),
    ],
)
@pytest.mark.usefixtures("only_litellm")
def test_first_page_shows_the_last_look_of_each_list(
    editor: Client,
    result: CheckResult,
    days: int,
    words: str,
    red: bool,  # noqa: FBT001 (of the table)
) -> None:
    moment = timezone.now() - timedelta(days=days)
    older = moment - timedelta(days=30)
    ListCheck.objects.create(origin="litellm", began=older, ended=older, result="good")
    ListCheck.objects.create(origin="litellm", began=moment, ended=moment, result=result.value)

    page = editor.get(HOME).content.decode()

    assert words in page
    assert ("desk-due" in page) is red


def test_list_that_nobody_has_looked_at_is_red(editor: Client, only_litellm: None) -> None:
    page = editor.get(HOME).content.decode()

    assert "Nobody has looked." in page
    assert "desk-due" in page


# ------------------------------------------------------------------------------------ what to check


def test_one_click_makes_drafts_and_leads_to_them(editor: Client) -> None:
    row = a_new_model()
    address = reverse("admin:catalog_tocheck_draft", args=[row.pk])
    assert f'formaction="{address}"' in editor.get(TO_CHECK).content.decode()

    response = editor.post(address)

    luna = AiModel.objects.get(slug="luna")
    assert response["Location"] == reverse("admin:catalog_aimodel_change", args=[luna.pk])
    assert luna.state == "draft"
    assert "formaction" not in editor.get(TO_CHECK).content.decode()


def test_drafts_are_made_by_post_and_by_who_may_write_them(client: Client) -> None:
    address = reverse("admin:catalog_tocheck_draft", args=[a_new_model().pk])
    reader = Client()
    reader.force_login(User.objects.create_user("reader", is_staff=True))

    assert reader.post(address).status_code == 403
    assert "Make drafts" in text_of(member("Editor"), address)
    assert not AiModel.objects.filter(slug="luna").exists()


@pytest.mark.parametrize(
    ("action", "choice"),
    [("mark_done", CheckChoice.DONE), ("mark_refused", CheckChoice.REFUSED)],
)
def test_what_was_decided_stays_so(editor: Client, action: str, choice: CheckChoice) -> None:
    row = a_new_model()

    editor.post(TO_CHECK, {"action": action, "_selected_action": [row.pk]})
    look({"litellm": {"luna": ENTRY}})

    row.refresh_from_db()
    assert row.choice == choice.value
    assert row.author is not None


def test_page_that_a_list_names_is_linked_only_where_it_is_one(editor: Client) -> None:
    row = a_new_model()
    for page, linked in (("https://acme.example/luna", True), ("javascript:alert(1)", False)):
        ToCheck.objects.filter(pk=row.pk).update(page=page)
        assert (f'href="{page}"' in editor.get(TO_CHECK).content.decode()) is linked
