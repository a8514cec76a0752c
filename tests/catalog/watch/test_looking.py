"""A look at lists leaves sightings, proposals, things to check and a row for each list.

Of a bad list it takes nothing.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.timezone import localdate

from catalog.formatting import format_day
from catalog.models import (
    Act,
    AiModel,
    CheckChoice,
    CheckResult,
    Import,
    ImportRow,
    ListCheck,
    Offer,
    Price,
    Provider,
    Revision,
    RowState,
    Sighting,
    Source,
    ToCheck,
)
from catalog.watch import looking
from catalog.watch.proposals import open_proposals
from catalog.watch.statements import Parts
from catalog.watch.to_check import make_drafts
from catalog.watch.watched_lists import LISTS
from tests.catalog.watch.looks import ADDRESS, look
from tests.catalog.watch.samples import recorded
from tests.support import published, saved, take_published_desk

pytestmark = pytest.mark.django_db

NEWEST = "New model"


@pytest.fixture
def offer() -> Offer:
    """Publish an offer with a price of input."""
    maker = published(Provider, slug="acme", name="Acme")
    row: Offer = published(
        Offer,
        slug="sol@acme",
        model=published(AiModel, slug="sol", name="Sol", provider=maker, listed=True),
        seller=maker,
    )
    published(
        Price,
        offer=row,
        unit="input_mtok",
        amount=2,
        valid_from="2026-01-01",
        as_of=localdate() - timedelta(days=50),
    )
    return row


def litellm(dollars: float = 2, **more: Any) -> dict[str, Any]:
    """Return a list of one model with a price of input per million tokens."""
    entry = {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": dollars / 1e6}
    return {"sol": entry | more}


def genai(dollars: float = 2) -> list[Any]:
    return [{"id": "acme", "models": [{"id": "sol", "prices": {"input_mtok": dollars}}]}]


def ended(check: ListCheck) -> tuple[str, str]:
    """Return how a look ended, and what it says, as it is stored."""
    check.refresh_from_db()
    return check.result, check.says


def taken() -> tuple[int, int, int]:
    """Return how many sightings, proposals and things to check there are."""
    return Sighting.objects.count(), ImportRow.objects.count(), ToCheck.objects.count()


# ----------------------------------------------------------------------------------- what it leaves


def test_equal_price_is_seen_again_today_and_changes_nothing(offer: Offer) -> None:
    price = Price.objects.get(offer=offer)

    (check,) = look({"litellm": litellm()})

    assert ended(check) == ("good", "")
    assert (check.day, check.same, check.proposed, check.left) == (localdate(), 1, 0, 0)
    sighting = Sighting.objects.get()
    assert (sighting.kind, sighting.row, sighting.day) == ("prices", price.pk, localdate())
    assert sighting.source.slug == "litellm"
    assert not Revision.objects.of(price).exists()
    assert not Import.objects.exists()


def test_other_price_is_proposed_and_seen_by_nobody(offer: Offer) -> None:
    (check,) = look({"litellm": litellm(3)})

    assert (check.same, check.proposed) == (0, 1)
    assert [row.title for row in open_proposals()] == [
        f"Sol at Acme, a million tokens in, from {format_day(localdate())} (litellm: acme / sol)"
    ]
    assert not Sighting.objects.exists()


def test_second_look_proposes_nothing_a_second_time(offer: Offer) -> None:
    for _ in range(2):
        (check,) = look({"litellm": litellm(3, max_input_tokens=8_000)})

    assert (check.proposed, check.to_check) == (1, 1)
    assert open_proposals().count() == 1
    assert ToCheck.objects.count() == 1
    assert ListCheck.objects.count() == 2


def test_proposal_that_its_list_no_longer_makes_goes(offer: Offer) -> None:
    look({"litellm": litellm(3, max_input_tokens=8_000)})

    look({"litellm": litellm()})

    assert not open_proposals().exists()
    assert not ToCheck.objects.exists()
    assert not Import.objects.exists()


def test_proposals_of_a_list_that_could_not_be_read_stay(offer: Offer) -> None:
    look({"litellm": litellm(3), "genai-prices": genai(3)})

    look({"litellm": b"{}", "genai-prices": genai(2)})

    assert [row.origin for row in open_proposals()] == ["litellm"]


def test_row_that_is_no_longer_published_as_it_was_is_not_seen(offer: Offer) -> None:
    Price.objects.filter(offer=offer).update(amount=3, state=RowState.DRAFT.value)

    look({"litellm": litellm(3)})

    assert not Sighting.objects.exists()


def test_file_is_of_the_day_that_is_given_for_it(offer: Offer, tmp_path: Any) -> None:
    (tmp_path / "list.json").write_bytes(recorded()["litellm"]["list"] or b"")
    place = f"litellm={tmp_path / 'list.json'}"

    with pytest.raises(CommandError, match="Nothing was taken from litellm"):
        call_command("watch", place)
    first = ListCheck.objects.get()

    assert first.says == "The file does not say of which day it is. Give the day."


# ---------------------------------------------------------------------------------------- bad input


def test_list_that_moved_is_refused_and_the_other_goes_on(offer: Offer) -> None:
    moved, good = look({"litellm": {"list": None}, "genai-prices": genai()})

    assert ended(moved) == ("refused", "The list is not at its address any more.")
    assert ended(good) == ("good", "")
    assert Sighting.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"{}", "The list is empty."),
        (b"<html>Moved</html>", "The file is not JSON."),
        ([1, 2], "This is not LiteLLM’s price file: it starts with a list of names, an object."),
        (b"[" + b"1," * 1_000_000 + b"1]", "The list holds more than 1,000,000 values."),
    ],
)
def test_empty_huge_or_other_list_is_refused(offer: Offer, content: Any, sentence: str) -> None:
    (check,) = look({"litellm": content})

    assert ended(check) == ("refused", sentence)
    assert taken() == (0, 0, 0)


def test_list_of_which_a_part_is_missing_is_refused(offer: Offer) -> None:
    whole = {f"sol-{number}": litellm()["sol"] for number in range(9)} | litellm()
    look({"litellm": whole})
    before = taken()

    (half,) = look({"litellm": litellm()})
    (small,) = look({"litellm": whole}, least=1_000)

    assert ended(half) == (
        "refused",
        "The list says 2 things, and said 20 the last time: a part is missing.",
    )
    assert ended(small) == (
        "refused",
        "The list says 20 things, and is whole with 1,000 at least.",
    )
    assert taken() == before


def test_list_older_than_the_last_one_is_refused(offer: Offer) -> None:
    yesterday = localdate() - timedelta(days=1)
    look({"litellm": litellm()}, localdate())

    (older,) = look({"litellm": litellm(3)}, yesterday)

    assert ended(older) == (
        "refused",
        f"The list is of {yesterday}, older than the last one, of {localdate()}.",
    )
    assert not open_proposals().exists()


def test_list_of_a_day_to_come_is_refused(offer: Offer) -> None:
    (check,) = look({"litellm": litellm()}, localdate() + timedelta(days=1))

    assert ended(check)[0] == "refused"
    assert "a day still to come" in check.says
    assert taken() == (0, 0, 0)


def test_list_with_prices_times_a_thousand_is_refused(offer: Offer) -> None:
    for number in range(20):
        model = saved(AiModel, slug=f"luna-{number}")
        other = saved(Offer, model=model, seller=offer.seller)
        saved(Price, offer=other, unit="input_mtok", amount=2, valid_from="2026-01-01")
    names = [f"luna-{number}" for number in range(20)]

    (thousand,) = look({"litellm": dict.fromkeys(names, litellm(2_000)["sol"])})
    few = {name: litellm(9 if number < 6 else 2)["sol"] for number, name in enumerate(names)}
    (usual,) = look({"litellm": few})

    assert ended(thousand) == (
        "refused",
        "20 of 20 prices move by more than a half: the list may count in another unit.",
    )
    assert ended(usual) == ("good", "")
    assert usual.proposed == 6


def test_lists_that_contradict_each_other_are_both_left(offer: Offer) -> None:
    checks = look({"litellm": litellm(3), "genai-prices": genai(4)})

    assert [ended(check) for check in checks] == [
        ("good", "1 price contradicts another list; none of them was taken.")
    ] * 2
    assert not open_proposals().exists()
    assert ImportRow.objects.filter(words__startswith="The lists disagree: ").count() == 2
    assert not Sighting.objects.exists()


def test_crash_of_one_list_is_seen_and_the_others_go_on(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_parts: Parts) -> Any:
        raise KeyError("sol")

    monkeypatch.setitem(LISTS, "litellm", replace(LISTS["litellm"], read=broken))

    crashed, good = look({"litellm": litellm(), "genai-prices": genai()})

    assert ended(crashed) == ("failed", "KeyError: 'sol'")
    assert ended(good) == ("good", "")


def test_crash_while_comparing_takes_back_what_it_began(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise RuntimeError("no room")

    monkeypatch.setattr(looking, "store_proposals", broken)

    prices, rates = look({"litellm": litellm(), "api-evangelist-plans": plans_of_others()})

    assert ended(prices) == ("failed", "RuntimeError: no room")
    assert ended(rates)[0] == "good"
    assert not Sighting.objects.exists()


def plans_of_others() -> Mapping[str, bytes | None]:
    return recorded()["api-evangelist-plans"]


def test_app_whose_file_is_gone_is_to_be_checked() -> None:
    take_published_desk()
    files = {**plans_of_others(), "anyword.yml": None}

    (check,) = look({"api-evangelist-plans": files})

    row = ToCheck.objects.get(about="anyword")
    assert ended(check)[0] == "good"
    assert row.says == "Anyword: Its file is gone: the app may be, too."


# --------------------------------------------------------------------------------------- new models


def test_models_of_the_first_look_are_none_that_are_new(offer: Offer) -> None:
    look({"litellm": litellm() | {"luna": litellm(5)["sol"]}})

    look({"litellm": litellm() | {"luna": litellm(5)["sol"], "terra": litellm(7)["sol"]}})

    rows = ToCheck.objects.order_by("about").values_list("about", "choice")
    assert list(rows) == [("acme luna", "before"), ("acme terra", "open")]


def test_one_act_drafts_model_offer_and_prices(offer: Offer) -> None:
    look({"litellm": litellm() | {"luna": litellm(5)["sol"]}})

    made = make_drafts(ToCheck.objects.get(), author=None)

    assert [type(row).__name__ for row in made] == ["AiModel", "Offer", "Price"]
    assert {row.state for row in made} == {"draft"}
    price = Price.objects.get(offer__slug="luna@acme")
    assert (price.amount, price.source.slug) == (5, "litellm")
    assert ToCheck.objects.get().choice == CheckChoice.DRAFTED.value
    look({"litellm": litellm() | {"luna": litellm(5)["sol"]}})
    assert ToCheck.objects.get().choice == CheckChoice.DRAFTED.value


# ---------------------------------------------------------------------------- the untouched starter


def test_recorded_lists_on_the_untouched_starter_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    take_published_desk()
    now = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=1))
    tomorrow = localdate()

    first = look(recorded())
    proposals, seen = set(open_proposals().values_list("title", "words")), taken()
    second = look(recorded())

    assert [ended(check) for check in (*first, *second)] == [("good", "")] * len(LISTS) * 2
    assert [(check.same, check.proposed) for check in first] == [
        (check.same, check.proposed) for check in second
    ]
    assert set(open_proposals().values_list("title", "words")) == proposals
    assert taken() == seen
    assert seen[0] > 50
    days = set(Sighting.objects.filter(kind="prices").values_list("day", flat=True))
    assert tomorrow in days
    assert {row.act for row in Revision.objects.all()} <= {Act.ADDED.value}


# -------------------------------------------------------------------------------- the row it leaves


def check_of(**values: Any) -> ListCheck:
    return ListCheck(origin="litellm", **values)


@pytest.mark.parametrize(
    ("result", "days", "due"),
    [
        (CheckResult.GOOD, 7, False),
        (CheckResult.GOOD, 9, True),
        (CheckResult.REFUSED, 0, True),
        (CheckResult.FAILED, 0, True),
        (CheckResult.RUNNING, 0, False),
        (CheckResult.RUNNING, 1, True),
    ],
)
def test_list_is_due_after_eight_days_or_where_its_look_went_wrong(
    result: CheckResult,
    days: int,
    due: bool,  # noqa: FBT001 (of the table)
) -> None:
    moment = timezone.now() - timedelta(days=days)
    over = None if result is CheckResult.RUNNING else moment

    assert check_of(result=result.value, began=moment, ended=over).is_due is due


def test_command_looks_at_all_that_the_settings_name(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.WATCHED = {}

    call_command("watch")

    assert "the settings have no address of a list" in capsys.readouterr().out


def test_source_of_a_list_is_credited_once(offer: Offer) -> None:
    for _ in range(2):
        look({"litellm": litellm()})

    assert Source.objects.filter(slug="litellm").count() == 1
    assert ADDRESS.startswith("https://")
    assert saved(Provider).pk
