"""One page reviews rows of all kinds: before and after, by author and day.

They are approved, published and sent back in one act each.
"""

import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from catalog import desk as services, releases
from catalog.models import Cell, Price, Provider, Revision, Score, UseCase
from tests.support import member, saved, take_published_desk, typed_in
from wizard.models import TaskChoice
from wizard.plans import drafts, versions
from wizard.plans.examples import find

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:catalog_release_review")


@pytest.fixture(scope="module", autouse=True)
def desk(rows_of_module: None) -> None:
    """Publish the starter catalog."""
    take_published_desk()


@pytest.fixture
def editor(db: None) -> Client:
    """Sign an editor in."""
    return member("Editor")


def write(who: str, state: str = "review", **values: Any) -> Any:
    """Let somebody change a provider that readers have."""
    row = Provider.objects.order_by("slug")[0]
    for name, value in {"about": "Read anew.", "state": state, **values}.items():
        setattr(row, name, value)
    services.write(row, author=User.objects.get(username=who), note="Its page says so.")
    return row


def text_of(client: Client, address: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(address).content.decode()))


def test_rows_of_several_kinds_stand_beside_what_readers_have(editor: Client) -> None:
    before = Provider.objects.order_by("slug")[0].about
    write("editor")
    price = Price.objects.filter(offer__isnull=False, valid_to=None, region="", tier="").order_by(
        "pk"
    )[0]
    new = Price(
        offer=price.offer,
        unit=price.unit,
        amount=price.amount * 3,
        valid_from="2027-01-01",
        source=price.source,
        as_of="2026-11-27",
        state="review",
    )
    services.write_many([_ended(price), new], author=User.objects.get(username="editor"))

    page = text_of(editor, PAGE)

    assert "editor, " in page
    assert (
        f"about: “{before}” → “Read anew.”" in page
        or f"about: {before} → “Read anew.”" in page
        or not before
    )
    assert "Its page says so." in page
    assert f"amount: “{price.amount.normalize():f}” → “{(price.amount * 3).normalize():f}”" in page
    assert price.offer.model.name in page


def _ended(price: Price) -> Price:
    price.valid_to, price.state = "2026-12-31", "review"
    return price


def test_effect_on_plans_is_counted_before_the_ticked_rows_are_published(editor: Client) -> None:
    shop = find("garden-shop")
    assert shop is not None
    plan, _key = drafts.start(dict(shop.answers))
    versions.make(plan, releases.current(), localdate())
    price = Price.objects.filter(app_plan__slug="mokker-starter").order_by("-valid_from")[0]
    price.amount, price.as_of, price.state = price.amount * 10, localdate(), "review"
    services.write(price, author=User.objects.get(username="editor"))
    row, reviewer = write("editor"), member("Reviewer")
    releases_before = releases.current().number

    one = reviewer.post(PAGE, {"rows": f"providers:{row.pk}", "note": "", "effect": "1"})
    both = reviewer.post(
        PAGE, {"rows": [f"providers:{row.pk}", f"prices:{price.pk}"], "note": "", "effect": "1"}
    )

    plans = [sum(count for count, _ in answer.context["effects"]) for answer in (one, both)]
    assert plans[0] == 0
    assert plans[1] > 0
    assert "What publishing the ticked rows does to plans" in both.content.decode()
    assert (releases.current().number, Provider.objects.get(pk=row.pk).state) == (
        releases_before,
        "review",
    )
    assert Price.objects.get(pk=price.pk).state == "review"
    assert (
        editor.post(PAGE, {"rows": f"providers:{row.pk}", "note": "", "effect": "1"}).status_code
        == 403
    )


def test_row_is_sent_back_with_words_and_once(editor: Client) -> None:
    row, reviewer = write("editor"), member("Reviewer")
    sent = {"rows": f"providers:{row.pk}", "send_back": "1"}

    ticked = [
        "checked" in reviewer.get(f"{PAGE}{query}").content.decode() for query in ("", "?none=1")
    ]
    refused = reviewer.post(PAGE, sent).content.decode()
    reviewer.post(PAGE, {**sent, "note": "Name the year."})
    again = reviewer.post(PAGE, {**sent, "note": "Name it."}).content.decode()

    assert ticked == [True, False]
    assert "Write a sentence" in refused
    assert "One of these rows no longer waits." in again
    head = Revision.objects.of(row)[0]
    assert (head.state, head.note) == ("draft", "Name the year.")
    assert "reviewer: Name the year." in text_of(editor, f"{PAGE}?drafts=1")
    assert f"providers:{row.pk}" not in reviewer.get(f"{PAGE}?drafts=1").content.decode()


def test_rows_that_readers_do_not_have_yet_are_called_by_their_names(editor: Client) -> None:
    case = saved(UseCase, name="Name the dishes of a menu", state="review")
    saved(Cell, use_case=case, branch="language", state="review")

    assert "Answer of the matrix: Name the dishes of a menu, language model" in text_of(
        editor, PAGE
    )


def test_editor_sends_own_drafts_alone_and_may_not_approve(editor: Client) -> None:
    row = write("editor", "draft")
    sent = {"rows": f"providers:{row.pk}"}
    member("Reviewer")
    other = Provider.objects.order_by("slug")[1]
    other.about, other.state = "Not mine.", "draft"
    services.write(other, author=User.objects.get(username="reviewer"))

    assert f"providers:{other.pk}" not in editor.get(f"{PAGE}?drafts=1").content.decode()
    assert f"providers:{row.pk}" in editor.get(f"{PAGE}?drafts=1").content.decode()
    assert editor.post(f"{PAGE}?drafts=1", {**sent, "approve": "1"}).status_code == 403
    assert Provider.objects.get(pk=row.pk).state == "draft"
    editor.post(f"{PAGE}?drafts=1", {**sent, "send": "1"})
    assert Provider.objects.get(pk=row.pk).state == "review"
    assert editor.post(PAGE, {**sent, "publish": "1", "note": "x"}).status_code == 403


def test_nobody_approves_alone_where_four_eyes_are_asked_for(editor: Client, settings: Any) -> None:
    reviewer, settings.FOUR_EYES = member("Reviewer"), True
    row = write("reviewer")
    sent = {"rows": f"providers:{row.pk}", "approve": "1"}

    refused = reviewer.post(PAGE, sent).content.decode()
    state = Provider.objects.get(pk=row.pk).state
    User.objects.create_superuser("boss")
    boss = Client()
    boss.force_login(User.objects.get(username="boss"))
    boss.post(PAGE, sent)

    assert "Somebody else has to approve what you wrote." in refused
    assert (state, Provider.objects.get(pk=row.pk).state) == ("review", "published")
    assert editor.get(PAGE).status_code == 200


def test_reviewer_edits_what_readers_have_where_four_eyes_are_asked_for(
    editor: Client, settings: Any
) -> None:
    reviewer, settings.FOUR_EYES = member("Reviewer"), True
    cell = Cell.objects.filter(state="published").order_by("pk")[0]
    address = reverse("admin:catalog_cell_change", args=[cell.pk])

    answer = reviewer.post(address, typed_in(reviewer.get(address)) | {"reason": "Read anew."})

    assert answer.status_code == 302
    assert (Cell.objects.get(pk=cell.pk).reason, Cell.objects.get(pk=cell.pk).state) == (
        "Read anew.",
        "draft",
    )
    assert editor.get(address).status_code == 200


def test_form_saves_and_sends_to_review_in_one_act(editor: Client) -> None:
    cell = Cell.objects.order_by("pk")[0]
    address = reverse("admin:catalog_cell_change", args=[cell.pk])
    form = editor.get(address).context["adminform"].form
    sent = {
        name: value
        for name, value in form.initial.items()
        if value is not None and value is not False
    }

    editor.post(address, {**sent, "reason": "Read anew.", "_review": "1"})

    assert (Cell.objects.get(pk=cell.pk).reason, Cell.objects.get(pk=cell.pk).state) == (
        "Read anew.",
        "review",
    )


def test_first_page_counts_what_waits(editor: Client) -> None:
    write("editor")
    saved(Provider, name="Mine")
    services.write(Provider.objects.get(name="Mine"), author=None)

    page = text_of(editor, reverse("admin:index"))

    assert "1 Waiting for review" in page
    assert "0 My drafts" in page
    assert "Every week" in page


def test_task_is_taken_put_off_and_left_as_it_is(editor: Client) -> None:
    page = reverse("admin:catalog_release_tasks")
    first, second, third, *_rest = (task.id for task in editor.get(page).context["queue"][0].tasks)

    for task, button in ((first, "mine"), (second, "later"), (third, "done")):
        editor.post(page, {"tasks": task, button: "1"})
    now = {task.id: task.who for task in editor.get(page).context["queue"][0].tasks}
    TaskChoice.objects.update(until="2026-01-01")
    later = {task.id for task in editor.get(page).context["queue"][0].tasks}

    assert now[first] == "editor"
    assert now.keys().isdisjoint({second, third})
    assert {first, second} <= later
    assert third not in later
    assert "Tick the tasks that you mean." in editor.post(page, {"mine": "1"}).content.decode()


def test_change_is_shown_as_a_difference(editor: Client) -> None:
    head = Revision.objects.of(write("editor"))[0]

    page = editor.get(reverse("admin:catalog_revision_change", args=[head.pk])).content.decode()

    assert "→ “Read anew.”" in page
    assert "{" + '"slug"' not in page


def score_of(value: int, **facts: Any) -> Score:
    """Return a board's figure that an editor put into review, where readers have one like it.

    It is of the same model.
    """
    old = Score.objects.filter(benchmark__slug="arena-text", state="published").order_by("pk")[0]
    row = Score(
        **{
            name: getattr(old, name)
            for name in ("benchmark", "model", "effort", "variant", "voice", "measured_by")
        },
        value=value,
        source=old.source,
        as_of=localdate(),
        state="review",
        **facts,
    )
    services.write(row, author=User.objects.get(username="editor"))
    return row


def boxes(client: Client) -> dict[str, bool]:
    """Return the ticks of the review page: which are set when it opens."""
    html = client.get(PAGE).content.decode()
    found = re.findall(r'<input type="checkbox" name="rows" value="([^"]+)"([^>]*)>', html)
    return {row: "checked" in rest for row, rest in found}


def test_everything_is_ticked_but_a_jump_which_says_so(editor: Client) -> None:
    write("editor")
    jump = score_of(1900)

    page = text_of(editor, PAGE)

    assert boxes(editor) == {
        f"providers:{Provider.objects.order_by('slug')[0].pk}": True,
        f"scores:{jump.pk}": False,
    }
    assert page.count("A jump: look at the source before you tick it.") == 1


def test_score_that_moves_a_little_is_ticked_beside_the_one_before(editor: Client) -> None:
    before = Score.objects.filter(benchmark__slug="arena-text", state="published").order_by("pk")[0]
    row = score_of(int(before.value) + 3)

    page = text_of(editor, PAGE)

    assert boxes(editor) == {f"scores:{row.pk}": True}
    assert f"“{before.value.normalize():f}” → “{int(before.value) + 3}”" in page
    assert "A jump" not in page
