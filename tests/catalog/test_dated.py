"""Dated values: a new one ends the old one on its day, a correction is another act.

The history of a row can be gone back in.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import given, strategies

from catalog import desk, query, schema
from catalog.dated import with_new_price
from catalog.models import DESK, AiModel, AppPlan, DeskRow, Price, Provider, Revision, Score, Source
from catalog.vocabulary import PriceUnit
from tests.support import empty_desk, member, queries_of, saved, typed_in

pytestmark = pytest.mark.django_db

ADD = "/admin/catalog/price/add/"


@pytest.fixture
def editor() -> Client:
    """Return the browser of an editor."""
    empty_desk()
    return member("Editor")


def price(**values: Any) -> Price:
    made: Price = saved(
        Price,
        **{"state": "published", "valid_from": date(2026, 1, 1), "amount": Decimal(2), **values},
    )
    return made


def of(row: DeskRow, page: str, *more: object) -> str:
    return reverse(f"admin:catalog_{type(row).__name__.lower()}_{page}", args=[row.pk, *more])


def sent(client: Client, where: str, **changes: Any) -> dict[str, Any]:
    """Return what a browser would send for the form of a page, with changes."""
    return typed_in(client.get(where)) | changes


def follow(client: Client, old: Price, start: str, **more: Any) -> Any:
    where = f"{ADD}?offer={old.offer_id}&unit={old.unit}"
    given = {
        "amount": "3",
        "valid_from": start,
        "source": old.source_id,
        "as_of": "2026-11-24",
        **more,
    }
    return client.post(where, sent(client, where, **given))


def days() -> list[tuple[date, date | None, str]]:
    return [
        (row.valid_from, row.valid_to, row.state) for row in Price.objects.order_by("valid_from")
    ]


@given(strategies.lists(strategies.dates(date(2026, 1, 1), date(2026, 1, 20))))
def test_price_of_a_day_is_the_one_that_began_last_in_whatever_order_they_were_added(
    starts: list[date],
) -> None:
    prices: list[schema.Price] = []
    for start in starts:
        new: dict[str, Any] = {
            "unit": PriceUnit.INPUT_MTOK,
            "amount": Decimal(1),
            "source": "page",
            "as_of": start,
        }
        prices = with_new_price(prices, schema.Price(offer="a@b", valid_from=start, **new))

    for day in (date(2026, 1, 1) + timedelta(days=each) for each in range(25)):
        begun = [start for start in starts if start <= day]
        assert [each.valid_from for each in prices if query.holds(each, day)] == (
            [max(begun)] if begun else []
        )


@pytest.mark.parametrize("start", ["2026-07-01", "2099-01-01"])
def test_new_price_ends_the_old_one_the_day_before(editor: Client, start: str) -> None:
    old = price()

    assert follow(editor, old, start).status_code == 302

    first = date.fromisoformat(start)
    assert days() == [
        (date(2026, 1, 1), date.fromordinal(first.toordinal() - 1), "draft"),
        (first, None, "draft"),
    ]


@pytest.mark.parametrize("reviewed", [False, True])
def test_deleting_a_planned_price_gives_the_one_before_it_its_days_back(
    editor: Client, *, reviewed: bool
) -> None:
    old = price()
    follow(editor, old, "2026-12-15", state="review" if reviewed else "draft")
    planned, reviewer = Price.objects.get(valid_from=date(2026, 12, 15)), member("Reviewer")

    page = reviewer.post(of(planned, "delete"), {"post": "yes"}, follow=True)

    assert days() == [(date(2026, 1, 1), None, "published")]
    assert "The price before it holds with no end again." in page.content.decode()
    assert (Revision.objects.of(old)[0].act, Revision.objects.of(old)[0].author) == (
        "reverted",
        get_user(reviewer),
    )


def test_deleting_a_price_between_two_gives_its_days_to_the_one_before(editor: Client) -> None:
    old = price()
    follow(editor, old, "2027-01-01")
    follow(editor, old, "2026-07-01")

    member("Reviewer").post(
        of(Price.objects.get(valid_from=date(2026, 7, 1)), "delete"), {"post": "yes"}
    )

    assert [row[:2] for row in days()] == [
        (date(2026, 1, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), None),
    ]


def test_deleting_a_price_leaves_an_end_that_somebody_else_gave(editor: Client) -> None:
    old = price()
    old.valid_to = date(2026, 12, 14)
    desk.write(old, author=None, note="It is no longer sold.")
    follow(editor, old, "2026-12-15")

    member("Reviewer").post(
        of(Price.objects.get(valid_from=date(2026, 12, 15)), "delete"), {"post": "yes"}
    )

    assert [row[:2] for row in days()] == [(date(2026, 1, 1), date(2026, 12, 14))]


def test_price_between_two_ends_where_the_later_one_starts(editor: Client) -> None:
    old = price()
    follow(editor, old, "2027-01-01")

    follow(editor, old, "2026-07-01")

    assert [row[:2] for row in days()] == [
        (date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), date(2026, 12, 31)),
        (date(2027, 1, 1), None),
    ]


def test_price_starts_no_earlier_than_its_model_is_on_sale(editor: Client) -> None:
    old = price()
    AiModel.objects.filter(pk=old.offer.model_id).update(released="2026-07-01")

    refused, taken = follow(editor, old, "2026-06-30"), follow(editor, old, "2026-07-01")

    assert "is on sale since 1 Jul 2026; no price starts earlier." in refused.content.decode()
    assert (taken.status_code, Price.objects.count()) == (302, 2)


def test_rules_hold_for_a_new_price_too(editor: Client) -> None:
    old = price()
    for changes, field, words in (
        ({"amount": "-1"}, "__all__", "“Amount” must be 0 or more."),
        ({"valid_to": "2026-06-30"}, "__all__", "The last day cannot be before the first day."),
        ({"source": ""}, "source", "This field is required."),
    ):
        assert follow(editor, old, "2026-07-01", **changes).context["adminform"].form.errors[
            field
        ] == [words]
    again = follow(editor, old, "2026-01-01").context["adminform"].form.errors["valid_from"]
    assert again == ["There is a price from this day on already. If it was never true, correct it."]
    assert Price.objects.count() == 1


@pytest.mark.parametrize("kind", ["offers", "app_plans", "prices"])
def test_new_price_is_offered_where_somebody_looks_for_it(editor: Client, kind: str) -> None:
    row = saved(DESK[kind])

    page = editor.get(of(row, "change"))

    address = next(
        address for address, words in page.context["tools"] if words == "New price from a day…"
    )
    form = editor.get(address).context["adminform"].form
    assert str(row.pk if kind != "prices" else row.offer_id) in {
        str(form[name].value()) for name in ("offer", "app_plan")
    }


def test_address_that_names_no_row_opens_an_empty_form(editor: Client) -> None:
    for key in ("None", "x", "9" * 30, "-1", "٣", "987654321"):
        assert editor.get(f"{ADD}?offer={key}&unit={key}&valid_from={key}").status_code == 200, key


def test_figures_that_readers_have_are_read_only_until_a_mistake_is_corrected(
    editor: Client,
) -> None:
    row = price()

    fields = editor.get(of(row, "change")).context["adminform"].form.fields

    assert not set(fields) & {"offer", "app_plan", "unit", "amount", "valid_from"}
    assert "note" in fields


def test_correction_asks_for_a_reason_and_is_recorded_as_one(editor: Client) -> None:
    row = price()
    where = of(row, "correct")

    silent = editor.post(where, sent(editor, where, amount="2.5"))
    editor.post(where, sent(editor, where, amount="2.5", why="I had typed the cached price."))

    assert silent.context["adminform"].form.errors["why"] == ["This field is required."]
    made = Revision.objects.of(row).get(number=2)
    assert (made.act, made.note, made.state, made.fact.amount) == (
        "corrected",
        "I had typed the cached price.",
        "draft",
        Decimal("2.5"),
    )
    assert LogEntry.objects.get().change_message == "I had typed the cached price."


def test_new_score_takes_over_what_was_measured(editor: Client) -> None:
    old = saved(Score, state="published", variant="high effort")

    address = next(
        address
        for address, words in editor.get(of(old, "change")).context["tools"]
        if "New score" in words
    )
    form = editor.get(address).context["adminform"].form

    assert {name: form[name].value() for name in ("variant", "measured_by", "voice")} == {
        "variant": "high effort",
        "measured_by": old.measured_by,
        "voice": old.voice,
    }


# Every row


def test_editors_form_offers_no_publishing_and_makes_a_draft_of_an_edit(editor: Client) -> None:
    row = saved(Provider, name="Acme", state="published")
    where = of(row, "change")
    form = editor.get(where).context["adminform"].form

    editor.post(where, sent(editor, where, name="Acme Ltd"))

    assert [value for value, _label in form.fields["state"].choices] == [
        "draft",
        "review",
        "published",
    ]
    assert form["state"].value() == "published"
    assert [each.state for each in Revision.objects.of(row)] == ["draft", "published"]


def test_publishing_by_hand_is_refused_to_editors(editor: Client) -> None:
    row = saved(Provider)
    where = of(row, "change")

    forged = editor.post(where, sent(editor, where, state="published"))
    action = {"action": "take_out", "_selected_action": row.pk, "note": "Gone."}
    editor.post("/admin/catalog/provider/", action)

    assert forged.status_code == 200
    assert Provider.objects.get().state == "draft"


def test_page_saved_untouched_says_so_and_leaves_no_trace(editor: Client) -> None:
    row = saved(Provider, state="published")
    where = of(row, "change")

    answer = editor.post(where, sent(editor, where), follow=True)

    assert "Nothing differs from what stood there, so nothing was saved." in answer.content.decode()
    assert not LogEntry.objects.exists()
    assert Provider.objects.get().state == "published"


def test_fields_that_only_one_of_two_editors_changed_are_merged(editor: Client) -> None:
    row = saved(AiModel, name="Lumen 2", total_limit=128_000, family="Lumen", note="")
    where = of(row, "change")
    mine = sent(editor, where, note="Only the note is mine.")
    row.total_limit, row.family, row.tools, row.purposes = (
        300_000,
        "Lumen X",
        "yes",
        ["general", "image"],
    )
    desk.write(row, author=User.objects.create_user("grace"))

    page = editor.post(where, mine, follow=True)

    now = AiModel.objects.get()
    assert (now.total_limit, now.family, now.tools, now.purposes, now.note) == (
        300_000,
        "Lumen X",
        "yes",
        ["general", "image"],
        "Only the note is mine.",
    )
    message = next(
        text for text in map(str, page.context["messages"]) if text.startswith("grace changed ")
    )
    assert "Family" in message
    assert message.count(",") == 3  # four fields
    assert message.endswith(" while you had this row open; that stays.")
    assert {row.author.username for row in Revision.objects.of(row) if row.author} == {
        "grace",
        "editor",
    }


def test_only_what_both_changed_is_a_conflict_and_says_who_wrote_what(editor: Client) -> None:
    row = saved(Provider, name="Acme", about="", homepage="https://acme.example")
    where = of(row, "change")
    mine = sent(editor, where, name="Acme Inc")
    row.about = "A firm."
    desk.write(row, author=User.objects.create_user("ada"))
    row.name = "Acme Ltd"
    desk.write(row, author=User.objects.create_user("grace"))

    page = editor.post(where, mine)
    saved_meanwhile = Provider.objects.get()
    form = page.context["adminform"].form
    editor.post(where, {name: form[name].value() or "" for name in form.fields})

    assert "grace changed this row after you opened it." in page.content.decode()
    assert [
        (each.label, each.before, each.who, each.theirs, each.yours)
        for each in page.context["conflicts"]
    ] == [("Name", "Acme", "grace", "Acme Ltd", "Acme Inc")]
    assert (saved_meanwhile.name, saved_meanwhile.about) == ("Acme Ltd", "A firm.")
    now = Provider.objects.get()
    assert (now.name, now.about) == ("Acme Inc", "A firm.")


def test_history_says_what_changed_and_leads_back(editor: Client) -> None:
    row = saved(Provider, name="Acme", state="published")
    row.name = "Acme & Sons"
    desk.write(row, author=User.objects.create_user("grace"), note="They merged.")

    page = editor.get(of(row, "history")).content.decode()
    ask = editor.get(of(row, "back", 1)).content.decode()
    editor.post(of(row, "back", 1), {"note": "They did not."})

    assert "name: “Acme” → “Acme &amp; Sons”" in page
    assert "state: “Published” → “Draft”" in page
    assert "They merged." in page
    assert of(row, "back", 1) in page
    assert "name: “Acme &amp; Sons” → “Acme”" in ask
    now = Provider.objects.get()
    assert (now.name, now.state) == ("Acme", "draft")
    assert Revision.objects.of(row)[0].note == "Back to change 1. They did not."


def test_history_takes_no_more_queries_for_more_changes(editor: Client) -> None:
    row = saved(AppPlan)

    def queries(times: int) -> int:
        for number in range(times):
            row.name = f"Name {times} {number}"
            desk.write(row, author=None)
        return queries_of(lambda: editor.get(of(row, "history")))

    queries(1)
    assert queries(1) == queries(9)


def test_what_readers_saw_is_taken_out_and_never_deleted() -> None:
    empty_desk()
    reviewer = member("Reviewer")
    row, draft = saved(Provider, state="published"), saved(Provider)

    refused = reviewer.post(of(row, "delete"), {"post": "yes"}).status_code
    taken = reviewer.post(of(draft, "delete"), {"post": "yes"}).status_code
    reviewer.post(of(row, "take_out"), {"note": "Closed down."})

    assert (refused, taken) == (403, 302)
    assert [(each.pk, each.state) for each in Provider.objects.all()] == [(row.pk, "withdrawn")]
    assert Revision.objects.of(row)[0].note == "Closed down."


def test_states_of_locked_cells_stay() -> None:
    empty_desk()
    reviewer = member("Reviewer")
    cell = saved(DESK["cells"], disputed="One says no.", locked="We wait.")

    answer = reviewer.post(
        "/admin/catalog/cell/",
        {"action": "take_out", "_selected_action": cell.pk, "note": "Wrong."},
        follow=True,
    )

    assert "This cell is locked: We wait." in answer.content.decode()


def test_pictures_that_a_text_leaves_out_are_named(editor: Client) -> None:
    where = of(saved(DESK["articles"]), "change")

    answer = editor.post(
        where, sent(editor, where, markdown="## A\n\n![pic](https://x.example/a.png)"), follow=True
    )

    assert "Left out: https://x.example/a.png." in answer.content.decode()


def test_wrong_slug_of_an_offer_has_one_sentence(editor: Client) -> None:
    row = saved(DESK["offers"])
    where = of(row, "change")

    errors = (
        editor.post(where, sent(editor, where, slug="Lumen 2")).context["adminform"].form.errors
    )

    assert errors == {"slug": [f"The slug of this offer is {row.model.slug}@{row.seller.slug}."]}


def test_form_of_the_next_price_remembers_source_and_day(editor: Client) -> None:
    old = price()
    source = saved(Source, slug="its-price-page")

    follow(editor, old, "2026-12-15", source=source.pk, as_of="2026-11-20")

    form = editor.get(ADD).context["adminform"].form
    assert str(form["source"].value()) == str(source.pk)
    assert str(form["as_of"].value()) == "2026-11-20"
    assert not form["amount"].value()
