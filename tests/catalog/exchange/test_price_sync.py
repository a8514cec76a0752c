"""Price lists become drafts after a look; twice the same, and after taking nothing new."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from catalog.exchange import proposals, runs
from catalog.models import AiModel, Import, Offer, Price, Provider, RowState, Source
from tests.catalog.exchange.test_lists import LITELLM
from tests.support import saved

pytestmark = pytest.mark.django_db

ON = date(2026, 11, 24)


@pytest.fixture
def offer() -> Offer:
    """Keep one offer of one model with one price, which differs from what the lists say."""
    acme = saved(Provider, slug="acme")
    offer: Offer = saved(Offer, model=saved(AiModel, slug="sol"), seller=acme)
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
    found = Price.objects.order_by("unit", "valid_from")
    return [
        (
            each.unit,
            format(each.amount.normalize(), "f"),
            str(each.valid_from),
            str(each.valid_to),
            each.state,
        )
        for each in found
    ]


def test_list_becomes_drafts_and_then_says_nothing_new(offer: None) -> None:
    run = proposals.propose_prices({"litellm": LITELLM}, ON)

    assert rows_of(run) == [
        (
            "new",
            "sol@acme · input_mtok · 2026-11-24 (litellm: acme / sol)",
            "Amount: “2” → “2.5” from 24 Nov 2026; ends the price of 1 Jan 2026",
        ),
        (
            "new",
            "sol@acme · output_mtok · 2026-11-24 (litellm: acme / sol)",
            "amount: 9.5; currency: USD; lowest: false; basis: recorded",
        ),
        (
            "new",
            "sol@acme · cached_input_mtok · 2026-11-24 (litellm: acme / sol)",
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
        "title": "LiteLLM, price list",
        "publisher": "LiteLLM",
        "state": "draft",
        "licence": "MIT, LiteLLM",
    }
    repeated = proposals.propose_prices({"litellm": LITELLM}, date(2026, 12, 24))
    assert (repeated.good, repeated.unchanged, repeated.rejected) == (0, 3, run.rejected)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pricelist"], "There is no list “pricelist”. Choose from genai-prices, litellm."),
        (["litellm"], "Name a file or an address: litellm=FILE."),
        (["litellm=nowhere.json"], "nowhere.json cannot be read"),
        (["litellm=http://prices.example/"], "An address of a price list starts with https://."),
    ],
)
def test_command_says_what_is_wrong(arguments: list[str], sentence: str) -> None:
    with pytest.raises(CommandError, match=sentence):
        call_command("watch", *arguments, "--as-of", "2026-11-24")
