"""What a page says where a fact is not known, does not apply, or is a tick that nobody set."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from catalog.registry import KINDS
from catalog.schema import AiModel, Catalog, Machine
from catalog.schema.field import Where
from catalog.values import NOT_APPLICABLE, Value, groups_of, lines_of, shown_value, value_of
from catalog.vocabulary import Deal, Known, MachineSize, Purpose
from tests.support import starter_catalog

DAY = date(2026, 11, 24)


def machine(deal: Deal, **facts: Any) -> Machine:
    return Machine(
        slug="m", name="M", size=MachineSize.PC, memory_gb=24, deal=deal, source="s", as_of=DAY, **facts
    )  # fmt: skip


def said_of(row: Machine) -> dict[str, Value]:
    kind = KINDS["machines"]
    return {line.field.name: line.value for line in lines_of(Catalog(), kind, row)}


def test_what_is_bought_has_no_rent_and_what_is_rented_no_purchase_price() -> None:
    bought = said_of(machine(Deal.BUY, usd_purchase=Decimal(2875)))
    rented = said_of(machine(Deal.RENT))

    assert bought["usd_hour_low"] is bought["usd_hour_high"] is NOT_APPLICABLE
    assert rented["usd_purchase"] is NOT_APPLICABLE
    assert bought["usd_purchase"].words == "2,875 USD"
    # What applies and nobody states is unknown, and nothing else.
    assert rented["usd_hour_low"].unknown
    assert not NOT_APPLICABLE.unknown


def test_every_row_of_a_table_has_the_same_lines() -> None:
    catalog, kind = starter_catalog(), KINDS["machines"]

    columns = {
        tuple(line.field.name for line in lines_of(catalog, kind, row)) for row in catalog.machines
    }

    assert len(columns) == 1


def test_page_of_a_row_leaves_out_what_does_not_apply() -> None:
    (group,) = (
        group
        for group in groups_of(Catalog(), KINDS["machines"], machine(Deal.BUY))
        if group.heading == "What it costs"
    )

    assert {"usd_hour_low", "usd_hour_high"}.isdisjoint(line.field.name for line in group.lines)


@pytest.mark.parametrize(
    ("purposes", "applies"),
    [
        ((Purpose.GENERAL,), True),
        ((Purpose.MUSIC, Purpose.GENERAL), True),
        ((Purpose.MUSIC,), False),
        ((), True),  # what it is made for is not known
    ],
)
def test_field_applies_where_any_of_its_words_stands_or_none_is_known(
    purposes: tuple[Purpose, ...],
    applies: bool,  # noqa: FBT001
) -> None:
    row = AiModel(slug="m", name="M", provider="p", purposes=purposes, source="s", as_of=DAY)
    field = KINDS["models"].described["tools"]

    assert Where("purposes", frozenset({Purpose.GENERAL})).holds(row) is applies
    assert (shown_value(field, row) is not NOT_APPLICABLE) is applies


def test_stated_value_is_shown_though_it_should_not_apply() -> None:
    """A value that a source states is no less stated where its field is not asked for."""
    row = AiModel(
        slug="m", name="M", provider="p", purposes=(Purpose.MUSIC,), tools=Known.NO, source="s", as_of=DAY
    )  # fmt: skip

    assert shown_value(KINDS["models"].described["tools"], row).word is Known.NO


def test_tick_that_nobody_set_says_nothing() -> None:
    field = KINDS["use_cases"].described["high_risk"]

    assert value_of(field, True).word is Known.YES
    assert value_of(field, False).unknown


def test_every_tick_under_a_heading_is_left_out_where_it_is_not_set() -> None:
    ticks = [
        field
        for kind in KINDS.values()
        for field in kind.described.values()
        if field.holds is bool and field.about.group not in {"", "Proof"}
    ]

    assert ticks
    assert [field.name for field in ticks if not field.about.silent] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_page_of_machines_tells_a_price_from_a_rent(client: Client) -> None:
    html = client.get("/machines/").content.decode()
    pc = html.partition('<tr id="pc">')[2].partition("</tr>")[0]
    rented = html.partition('<tr id="h100-80gb-verda">')[2].partition("</tr>")[0]

    assert ("once" in pc, "an hour" in pc) == (True, False)
    assert ("once" in rented, "an hour" in rented) == (False, True)
    assert "Bought" in pc
    assert "Verda" in rented


@pytest.mark.django_db
@pytest.mark.usefixtures("starter_release")
def test_programs_are_told_what_does_not_apply(client: Client) -> None:
    item = client.get("/api/v1/machines/pc").json()["item"]
    music = client.get("/api/v1/models/lyria-3-5").json()["item"]

    assert item["does_not_apply"] == ["region", "usd_hour_low", "usd_hour_high"]
    assert {"total_limit", "tools"} <= {*music["does_not_apply"]}
    assert "tuning" not in music["does_not_apply"]
