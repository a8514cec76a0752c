"""An app is made on one page with its plans, prices and terms, in few acts.

Drafts of the starter data wait on the desk.
"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from catalog.admin.row_page import REMEMBERED
from catalog.models import App, AppPlan, AppStatement, Price, Provider, Solution, Source
from catalog.registry import KINDS
from catalog.vocabulary import APP_ANSWERS, AppAnswer, AppQuestion
from tests.support import member, queries_of, saved, text_of, typed_in, with_rows

pytestmark = pytest.mark.django_db
ADD = reverse("admin:catalog_app_add")
MOST_ACTS = 12


def change(app: App) -> str:
    return reverse("admin:catalog_app_change", args=[app.pk])


def sent(page: Any, *plans: dict[str, Any], answers: Any = (), **app: Any) -> dict[str, Any]:
    return with_rows(page, list(answers), list(plans), **app)


def test_an_app_with_two_plans_takes_a_dozen_acts(editor: Client) -> None:
    """What is the same for both plans is said once.

    Source and day are those of the page, remembered from the last.
    """
    source = saved(Source)
    session = editor.session
    session[REMEMBERED.format(KINDS["apps"].tag)] = {"source": source.pk, "as_of": "2026-11-24"}
    session.save()
    maker = saved(Provider, slug="acme")
    app = {
        "name": "Scribe",
        "maker": maker.pk,
        "about": "Writes minutes.",
        "main_kind": "meeting-notes",
    }
    terms = {
        "says_contract": "business-terms",
        "says_processor": "yes",
        "says_training": "no",
        "says_place": "eu",
    }
    plans = [{"name": "Scribe Pro", "monthly": "19"}, {"name": "Scribe Team", "monthly": "29"}]
    acts = len(app) + len(terms) + sum(map(len, plans))

    answer = editor.post(ADD, sent(editor.get(ADD), *plans, answers=[terms], **app), follow=True)

    assert "was added successfully" in answer.content.decode()
    assert acts <= MOST_ACTS
    made = App.objects.get()
    assert (made.slug, made.source, made.as_of) == ("scribe", source, date(2026, 11, 24))
    assert list(AppPlan.objects.order_by("slug").values_list("slug", "app", "source")) == [
        ("scribe-pro", made.pk, source.pk),
        ("scribe-team", made.pk, source.pk),
    ]
    fields = ("app_plan__slug", "amount", "currency", "unit", "paid")
    assert list(Price.objects.order_by("amount").values_list(*fields)) == [
        ("scribe-pro", Decimal(19), "USD", "seat_month", "monthly"),
        ("scribe-team", Decimal(29), "USD", "seat_month", "monthly"),
    ]
    said = AppStatement.objects.filter(app=made, app_plan=None, source=source)
    assert {row.question: row.answer for row in said} == {
        name.removeprefix("says_"): answer for name, answer in terms.items()
    }


def test_a_plan_has_terms_and_prices_of_its_own(editor: Client) -> None:
    app, other = saved(App, as_of="2026-11-24"), saved(Source)
    plan = {
        "name": "Team",
        "monthly": "30",
        "yearly": "25",
        "currency": "NOK",
        "unit": "account_month",
        "capacity": "300",
        "capacity_unit": "resolution",
        "beyond": "0.99",
        "least_seats": "2",
        "says_training": "off-by-switch",
        "says": "A switch in the settings.",
        "source": other.pk,
        "as_of": "2026-11-27",
    }

    editor.post(change(app), sent(editor.get(change(app)), plan))

    made = AppPlan.objects.get(app=app)
    assert (made.capacity, made.capacity_unit, made.least_seats) == (300, "resolution", 2)
    fields = ("unit", "covers", "paid", "currency", "amount", "source", "valid_from")
    shared = ("NOK", other.pk, date(2026, 11, 27))
    assert {(*row[:3], row[4], row[3], *row[5:]) for row in Price.objects.values_list(*fields)} == {
        ("account_month", "", "monthly", Decimal(30), *shared),
        ("account_month", "", "yearly", Decimal(25), *shared),
        ("resolution", "beyond", "", Decimal("0.99"), *shared),
    }
    row = AppStatement.objects.get()
    assert (row.app_plan, row.answer, row.says) == (
        made,
        "off-by-switch",
        "A switch in the settings.",
    )
    seen = text_of(editor, change(app))
    assert "NOK 30 since 27 Nov 2026" in seen
    assert "Holds 300, counted in solved request" in seen
    assert "A switch in the settings." in seen


def test_an_editor_adds_plans_to_an_app_that_readers_have() -> None:
    editor, app = member("Editor"), saved(App, state="published")

    editor.post(change(app), sent(editor.get(change(app)), {"name": "Pro", "monthly": "0"}))

    app.refresh_from_db()
    assert app.state == "published"
    assert AppPlan.objects.get().state == Price.objects.get().state == "draft"
    assert Price.objects.get().amount == 0


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        ({"name": "Pro"}, "This app has a plan of that name."),
        ({"name": "Max", "beyond": "1"}, "Say what the price beyond it is for."),
        ({"name": "Max", "capacity": "5"}, "Say what the number that a month holds counts."),
        ({"name": "Max", "least_seats": "5", "most_seats": "2"}, "no fewer seats at most"),
        ({"name": "Max", "monthly": "-1"}, "greater than or equal to 0"),
        ({"monthly": "5"}, "This field is required."),
    ],
)
def test_a_plan_that_cannot_be_is_refused_in_words(
    editor: Client, plan: dict[str, Any], words: str
) -> None:
    app = saved(App)
    saved(AppPlan, app=app, name="Pro")

    answer = editor.post(change(app), sent(editor.get(change(app)), plan))

    assert words in answer.content.decode()
    assert AppPlan.objects.count() == 1


def test_two_new_plans_of_one_name_get_two_addresses(editor: Client) -> None:
    app = saved(App)

    editor.post(change(app), sent(editor.get(change(app)), {"name": "Pro"}, {"name": "Pro"}))

    assert set(AppPlan.objects.values_list("slug", flat=True)) == {"pro", "pro-2"}


def test_what_a_source_has_said_already_is_changed_on_its_own_page(editor: Client) -> None:
    app = saved(App)
    saved(AppStatement, app=app, app_plan=None, source=app.source, question="training", answer="no")
    page = editor.get(change(app))

    for terms, words in (
        ({"says_training": "yes"}, "This source has an answer on file."),
        ({"says": "Nothing."}, "Choose at least one answer."),
    ):
        answer = editor.post(change(app), sent(page, answers=[terms]))
        assert words in answer.content.decode()
    assert AppStatement.objects.count() == 1


def test_a_statement_speaks_of_a_plan_of_its_app(editor: Client) -> None:
    plan, other = saved(AppPlan), saved(App)
    row = saved(AppStatement, app=plan.app, app_plan=plan, question="training", answer="no")
    page = reverse("admin:catalog_appstatement_change", args=[row.pk])

    answer = editor.post(page, typed_in(editor.get(page)) | {"app": other.pk})

    assert f"is a plan of {plan.app}." in answer.content.decode()
    row.refresh_from_db()
    assert row.app == plan.app


def test_each_question_is_asked_with_its_answers(editor: Client) -> None:
    inline = editor.get(ADD).context["inline_admin_formsets"][0].formset.forms[0]
    for question in AppQuestion:
        offered = {
            value for value, _ in inline.fields[f"says_{question.name.lower()}"].choices if value
        }
        assert offered == {*APP_ANSWERS[question]} - {AppAnswer.NOT_IN_COUNTRIES}


def test_a_second_way_to_pay_does_not_end_the_first(editor: Client) -> None:
    """A price by the year stands beside the one by the month; a new one by the month ends that."""
    price = saved(
        Price,
        app_plan=saved(AppPlan),
        offer=None,
        unit="seat_month",
        paid="monthly",
        valid_from="2026-01-01",
        valid_to=None,
    )
    add = f"{reverse('admin:catalog_price_add')}?app_plan={price.app_plan_id}&unit=seat_month"
    for paid, ends in (("yearly", None), ("monthly", date(2026, 10, 31))):
        typed = {"paid": paid, "amount": "9", "valid_from": "2026-11-01", "source": price.source_id}
        page = editor.get(add)
        editor.post(add, with_rows(page, **typed, as_of="2026-11-01"))
        price.refresh_from_db()
        assert price.valid_to == ends
    assert Price.objects.count() == 3


def test_the_list_of_apps_reads_no_more_with_many(editor: Client) -> None:
    address = reverse("admin:catalog_app_changelist")
    for _ in range(3):
        saved(App)
    few = queries_of(lambda: editor.get(address))
    for _ in range(40):
        saved(App)

    assert queries_of(lambda: editor.get(address)) <= few


def test_an_editor_puts_the_kinds_of_a_solution_in_order(editor: Client) -> None:
    row = saved(Solution, kinds=["assistant", "app"], app_kinds=["seo-writing"])
    page = reverse("admin:catalog_solution_change", args=[row.pk])

    for typed, kinds in (
        (["app", "assistant", "", ""], ["app", "assistant"]),
        (["none", "", "app"], ["none", "app"]),
    ):
        editor.post(page, with_rows(editor.get(page), kinds=typed))
        row.refresh_from_db()
        assert row.kinds == kinds
    twice = editor.post(page, with_rows(editor.get(page), kinds=["app", "app"]))
    assert "Name each once." in twice.content.decode()
