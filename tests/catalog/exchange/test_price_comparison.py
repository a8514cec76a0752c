"""A list's price is the desk's, a new one, or left with the reason; where lists disagree nobody is believed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from catalog.exchange.lists import Observation
from catalog.exchange.price_comparison import (
    AGAINST_ITSELF,
    BETTER_NAMED,
    ENDED,
    NEWER,
    NO_OFFER,
    NO_SELLER,
    REPLACED,
    OfferNames,
    PriceFinding,
    compare_prices,
)
from catalog.schema import Offer, Price
from catalog.vocabulary import PriceBasis, PriceUnit

ON = date(2026, 11, 24)
OFFER = Offer(
    slug="sol-2-5@acme",
    model="sol-2-5",
    seller="acme",
    seller_model_id="acme.Sol-v1:0",
    source="a",
    as_of=ON,
)
VERTEX = replace(
    OFFER, slug="sol-2-5@google-vertex-ai", seller="google-vertex-ai", seller_model_id=""
)
NAMES = OfferNames.of([OFFER, VERTEX], ["acme", "google-vertex-ai", "openai"])
SEEN = Observation(
    seller="acme", model="sol-2.5", field="input", unit=PriceUnit.INPUT_MTOK, usd=Decimal("2.50")
)
CURRENT = Price(
    offer=OFFER.slug,
    unit=PriceUnit.INPUT_MTOK,
    amount=Decimal("2.5"),
    valid_from=date(2026, 1, 1),
    source="a",
    as_of=ON,
)


def found(
    *seen: Observation, current: tuple[Price, ...] = (), **more: list[Observation]
) -> list[PriceFinding]:
    lists: Mapping[str, list[Observation]] = {"litellm": list(seen), **more}
    return list(compare_prices(lists, NAMES, {OFFER.slug: current}, dict.fromkeys(lists, ON)))


def test_same_price_says_nothing_new() -> None:
    (finding,) = found(SEEN, current=(CURRENT,))

    assert (finding.same, finding.price, finding.reason) == (True, None, "")


def test_another_price_is_new_from_the_day_of_the_list() -> None:
    (finding,) = found(replace(SEEN, usd=Decimal(3)), current=(CURRENT,))

    assert finding.price == replace(
        CURRENT,
        amount=Decimal(3),
        valid_from=ON,
        basis=PriceBasis.RECORDED,
        source="litellm",
        as_of=ON,
    )


def test_day_of_the_list_is_kept_where_it_gives_one() -> None:
    begun, coming = date(2026, 11, 1), date(2027, 1, 1)

    findings = found(
        replace(SEEN, start=None),
        replace(SEEN, usd=Decimal(3), start=begun),
        replace(SEEN, usd=Decimal(4), start=coming),
        current=(CURRENT,),
    )

    assert findings[0].reason == REPLACED
    assert [(each.price.valid_from, each.price.basis) for each in findings[1:] if each.price] == [
        (begun, PriceBasis.DATED),
        (coming, PriceBasis.ANNOUNCED),
    ]


def test_offer_is_known_by_its_names_and_no_other_is_guessed() -> None:
    known = (
        ("acme", "sol-2.5"),
        ("Acme", "acme/Sol_2.5"),
        ("acme", "ACME.sol-v1:0"),
        ("acme", "openai/sol-2.5"),
    )
    vertex = ("vertex_ai-anthropic_models", "vertex_ai/sol-2-5")
    for (seller, model), offer in {**dict.fromkeys(known, OFFER.slug), vertex: VERTEX.slug}.items():
        (finding,) = found(replace(SEEN, seller=seller, model=model))
        assert finding.price is not None
        assert finding.price.offer == offer
    others = (("acme", "sol-2"), ("acme", "sol-2.5-mini"), ("acme", "eu/sol-2.5"))
    for (seller, model), reason in {
        **dict.fromkeys(others, NO_OFFER),
        **dict.fromkeys((("nobody", "sol-2.5"), ("mart", "sol")), NO_SELLER),
    }.items():
        (finding,) = found(replace(SEEN, seller=seller, model=model))
        assert (finding.price, finding.reason) == (None, reason)


def test_more_exact_name_speaks_for_the_offer() -> None:
    findings = found(
        replace(SEEN, model="openai/sol-2.5", usd=Decimal(9)), SEEN, current=(CURRENT,)
    )

    assert [(each.reason, each.same) for each in findings] == [(BETTER_NAMED, False), ("", True)]


def test_list_that_contradicts_itself_is_not_believed() -> None:
    findings = found(SEEN, replace(SEEN, model="acme/sol-2.5", usd=Decimal(9)))

    assert [each.reason for each in findings] == [AGAINST_ITSELF] * 2


def test_lists_that_disagree_say_so() -> None:
    findings = found(
        SEEN, current=(replace(CURRENT, amount=Decimal(2)),), other=[replace(SEEN, usd=Decimal(3))]
    )

    assert [each.reason for each in findings] == [
        "The lists disagree: litellm says $2.5; other says $3; the desk says $2."
    ] * 2


def test_lists_that_agree_make_one_price() -> None:
    findings = found(SEEN, other=[replace(SEEN, model="acme/sol-2.5")])

    assert [(each.price is not None, each.same) for each in findings] == [
        (True, False),
        (False, True),
    ]
    assert [each.also for each in findings] == [("other",), ()]


def test_price_that_the_desk_read_on_a_later_day_stands() -> None:
    later = replace(CURRENT, as_of=ON + timedelta(days=1))

    (finding,) = found(replace(SEEN, usd=Decimal(3)), current=(later,))
    (coming,) = found(replace(SEEN, usd=Decimal(3), start=ON + timedelta(days=9)), current=(later,))

    assert (finding.price, finding.reason) == (None, NEWER)
    assert coming.price is not None


def test_price_that_the_desk_has_ended_is_not_brought_back() -> None:
    (finding,) = found(SEEN, current=(replace(CURRENT, valid_to=ON - timedelta(days=30)),))

    assert finding.reason == ENDED


def test_reason_of_the_list_stays() -> None:
    (finding,) = found(replace(SEEN, unit=None, reason="The catalog has no such unit."))

    assert (finding.reason, finding.title) == (
        "The catalog has no such unit.",
        "litellm: acme / sol-2.5",
    )
