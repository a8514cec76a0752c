"""Price lists become drafts after a look; twice the same, and after taking nothing new."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from catalog.imports import runs
from catalog.models import AiModel, Import, ListCheck, Offer, Price, Provider, RowState, Source
from catalog.watch.proposals import open_proposals
from tests.catalog.watch.looks import look, proposed
from tests.catalog.watch.test_readers import LITELLM
from tests.support import saved

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 24)


@pytest.fixture
def offer() -> Offer:
    """Keep one offer of one model with one price, which differs from what the lists say."""
    acme = saved(Provider, slug="acme", name="Acme")
    offer: Offer = saved(Offer, model=saved(AiModel, slug="sol", name="Sol"), seller=acme)
    saved(
        Price,
        offer=offer,
        unit="input_mtok",
        amount=2,
        valid_from="2026-01-01",
        state=RowState.PUBLISHED.value,
    )
    return offer


def rows_of(run: Import) -> list[tuple[str, str, str]]:
    return list(
        run.rows.exclude(act="rejected").order_by("number").values_list("act", "title", "words")
    )


def prices() -> list[tuple[str, str, str, str, str]]:
    rows = Price.objects.order_by("unit", "valid_from")
    return [
        (
            row.unit,
            format(row.amount.normalize(), "f"),
            str(row.valid_from),
            str(row.valid_to),
            row.state,
        )
        for row in rows
    ]


def test_list_becomes_drafts_and_then_says_nothing_new(offer: None) -> None:
    run = proposed({"litellm": LITELLM}, ON)

    assert rows_of(run) == [
        (
            "new",
            "Sol at Acme, a million tokens in, from 24 Nov 2026 (litellm: acme / sol)",
            "Amount: “2” → “2.5” from 24 Nov 2026; ends the price of 1 Jan 2026",
        ),
        (
            "new",
            "Sol at Acme, a million tokens out, from 24 Nov 2026 (litellm: acme / sol)",
            "amount: 9.5; currency: USD; lowest: false; basis: recorded",
        ),
        (
            "new",
            "Sol at Acme, a million tokens in, cached, from 24 Nov 2026 (litellm: acme / sol)",
            "amount: 0.25; currency: USD; lowest: false; basis: recorded",
        ),
    ]
    assert not Source.objects.filter(slug="litellm").exists()

    assert runs.done(runs.take_steps(run, author=None, note="November.")) == 3

    assert prices() == [
        ("cached_input_mtok", "0.25", "2026-11-24", "None", "draft"),
        ("input_mtok", "2", "2026-01-01", "2026-11-23", "draft"),
        ("input_mtok", "2.5", "2026-11-24", "None", "draft"),
        ("output_mtok", "9.5", "2026-11-24", "None", "draft"),
    ]
    assert Source.objects.values("title", "publisher", "state", "licence").get(slug="litellm") == {
        "title": "LiteLLM, price list, as read each week",
        "publisher": "LiteLLM",
        "state": "draft",
        "licence": "MIT, LiteLLM",
    }
    look({"litellm": LITELLM}, date(2026, 11, 25))
    assert not open_proposals().exists()
    assert ListCheck.objects.latest("pk").same == 3


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (
            ["pricelist"],
            "There is no list “pricelist”. Choose from litellm, genai-prices, arena, epoch, ecb, ",
        ),
        (["litellm"], "Name a file or an address: litellm=FILE."),
        (["litellm=nowhere.json"], "Nothing was taken from litellm."),
        (["litellm=http://prices.example/"], "Nothing was taken from litellm."),
    ],
)
def test_command_says_what_is_wrong(arguments: list[str], sentence: str, settings: Any) -> None:
    settings.WATCHED = {}

    with pytest.raises(CommandError, match=sentence):
        call_command("watch", *arguments, "--as-of", "2026-11-24", verbosity=0)
