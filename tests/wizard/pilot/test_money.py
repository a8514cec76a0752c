"""The money as of now: measured figures in the place of assumed ones, an owner's own, another currency, one thing supposed."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests.wizard.pilot.kit import locked, planned
from tests.wizard.walker import Walker
from wizard.engine.vocabulary import Basis, Input
from wizard.intake.rows import Row
from wizard.models import Plan, PlanMoney
from wizard.pilots import holding, moneys, recording
from wizard.plans.versions import decision_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

PART = "product-description/text"


def basis_of(plan: Plan, kind: Input, about: str = PART) -> Basis | None:
    found = moneys.assumed_now(decision_of(plan.versions.get()), holding.of(plan), moneys.of(plan))
    row = found.row(kind, about) if found else None
    return row.basis if row else None


def at(edit_key: str, query: str = "") -> Walker:
    return Walker().get(f"/plan/{edit_key}/money/{query}")


def test_measured_figures_take_the_place_of_assumed_ones_and_are_marked(client: Client) -> None:
    plan, edit_key, _ = locked()
    assert basis_of(plan, Input.CHECKING) is not None

    trials = [Row(place=place, accepted=place > 2, minutes=Decimal(6 + place % 3), usd=Decimal("0.01")) for place in range(1, 31)]  # fmt: skip
    recording.take(plan, trials)

    assert {basis_of(plan, kind) for kind in (Input.ACCEPTED, Input.MINUTES, Input.FEE)} == {Basis.MEASURED}
    assert {basis_of(plan, kind) for kind in (Input.CHECKING, Input.HANDLING, Input.PRICE)} == {None}
    text = client.get(f"{plan.get_absolute_url()}money/").content.decode()
    assert "Measured on 30 descriptions of your pilot." in text
    assert f'name="{Input.MINUTES}:{PART}"' not in at(edit_key).text


def test_owner_changes_a_figure_and_the_totals_follow() -> None:
    plan, edit_key = planned()
    before = at(edit_key)

    after = before.send(**{"wage": "$68", f"{Input.ACCEPTED}:{PART}": "90 to 94"})

    assert after.address.endswith("?saved=1")
    assert basis_of(plan, Input.WAGE, "") is Basis.OWN
    assert PlanMoney.objects.get().figures == [["wage", "68", "68", "68"], [f"accepted:{PART}", "0.90", "0.92", "0.94"]]
    assert after.form.sent()["wage"] == ["68"]
    again = after.send(wage="")
    assert again.form.sent()["wage"] == before.form.sent()["wage"] == ["34"]


def test_amounts_are_shown_in_another_currency_at_the_owners_rate(client: Client) -> None:
    plan, edit_key = planned()

    walker = at(edit_key).send(currency="eur", rate="0,9")

    assert "one US dollar is 0.9 EUR" in walker.text
    text = client.get(f"{plan.get_absolute_url()}money/").content.decode()
    assert "EUR " in text
    assert "Amounts are in EUR, at your rate" in text


def test_what_one_takes_is_shown_where_neither_an_hour_nor_a_month_is_known() -> None:
    walker = Walker().get("/plan/new/?use_case=menu-photos").walk()
    edit_key = walker.address.split("/")[2]
    walker.send()

    text = at(edit_key).text

    assert "One usable dish: model fees" in text
    assert "One usable dish: minutes of a person" in text
    assert "Nobody said what an hour costs.</span>" in text


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("wage", "a lot", "Write this figure in digits"),
        (f"{Input.ACCEPTED}:{PART}", "120", "must be 100 or less"),
        (f"{Input.CHECKING}:{PART}", "5 to 2", "Write the smaller number first"),
        ("currency", "euros", "three letters"),
        ("rate", "0", "must be more than 0"),
    ],
)
def test_wrong_figure_gets_a_sentence_and_nothing_typed_is_lost(name: str, text: str, sentence: str) -> None:
    _, edit_key = planned()

    walker = at(edit_key).send(**{"currency": "EUR", "rate": "1", name: text})

    assert walker.status == 422
    assert sentence in walker.text
    assert walker.form.sent()[name] == [text]
    assert PlanMoney.objects.count() == 0


def test_second_window_is_told_and_changes_nothing() -> None:
    _, edit_key = planned()
    first, second = at(edit_key), at(edit_key)
    first.send(wage="50")

    second.send(wage="60")

    assert second.status == 409
    assert second.form.sent()["wage"] == ["60"]
    assert PlanMoney.objects.get().figures == [["wage", "50", "50", "50"]]


def test_one_thing_may_be_supposed_with_a_plain_button() -> None:
    _, edit_key = planned()
    form = next(form for form in at(edit_key).page.forms if form.method == "get")
    assert form.action == f"/plan/{edit_key}/money/"

    texts = {
        slug: at(edit_key, f"?if={slug}").text for slug in ("fails-twice", "price-doubles", "model-retires", "rain")
    }

    assert "If so, likely" in texts["fails-twice"]
    assert "costs twice as much" in texts["price-doubles"]
    assert "steps in" in texts["model-retires"]
    assert "If so, likely" not in texts["rain"]


def test_each_world_of_the_regret_table_has_a_best_choice() -> None:
    plan, _ = planned()
    decision = decision_of(plan.versions.get())
    assumptions = moneys.assumed_now(decision, None, None)
    assert assumptions is not None

    sheet = moneys.lay_out(assumptions, decision.parts, moneys.Purse())

    assert sheet.regret is not None
    assert all(min(column) == 0 for column in zip(*(row.cells for row in sheet.regret.rows), strict=True))


def test_money_of_an_older_version_says_so(client: Client) -> None:
    plan, edit_key = planned()
    version = plan.versions.get()
    plan.versions.all().delete()
    decision = version.decision.replace('"assumed":{', '"was_assumed":{')
    version.pk, version.decision = None, decision
    version.save(force_insert=True)

    for address in (f"{plan.get_absolute_url()}money/", f"/plan/{edit_key}/money/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "before we kept every figure" in response.content.decode()


@pytest.mark.parametrize(
    "change", [{"currency": "EUR"}, {"currency": "eur", "rate": 1}, {"currency": "EUR", "rate": 0}]
)
def test_database_refuses_a_currency_without_a_rate(change: dict[str, object]) -> None:
    plan, _ = planned()

    with pytest.raises(IntegrityError, match="planmoney_currency_has_a_rate"), transaction.atomic():
        PlanMoney.objects.create(plan=plan, **change)
