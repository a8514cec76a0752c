"""A list's price is the desk's, a new one, or left with the reason.

Where lists disagree nobody is believed.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.registry import KINDS
from catalog.schema import Offer, Price
from catalog.vocabulary import PriceBasis, PriceRegion, PriceUnit
from catalog.watch.compare_prices import (
    AGAINST_ITSELF,
    BETTER_NAMED,
    ENDED,
    NEWER,
    OFF_SALE,
    REPLACED,
    PriceFinding,
    PricesOnFile,
    compare_prices,
)
from catalog.watch.names import NO_OFFER, NO_SELLER, OfferNames
from catalog.watch.statements import HOURS, Observation

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


def compared(
    *seen: Observation,
    current: tuple[Price, ...] = (),
    off_sale: tuple[str, ...] = (),
    sightings: Sightings = NEVER_SEEN_AGAIN,
    **more: list[Observation],
) -> list[PriceFinding]:
    """Return what is made of a list, and of others, beside the prices of one offer."""
    lists: Mapping[str, list[Observation]] = {"litellm": list(seen), **more}
    desk = PricesOnFile(
        names=NAMES,
        prices={OFFER.slug: current},
        off_sale=off_sale,
        sightings=sightings,
    )
    return list(compare_prices(lists, desk, dict.fromkeys(lists, ON)))


def test_same_price_says_nothing_new() -> None:
    (finding,) = compared(SEEN, current=(CURRENT,))

    assert (finding.same, finding.price, finding.reason) == (True, None, "")


def test_another_price_is_new_from_the_day_of_the_list() -> None:
    (finding,) = compared(replace(SEEN, usd=Decimal(3)), current=(CURRENT,))

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

    findings = compared(
        replace(SEEN, start=None),
        replace(SEEN, usd=Decimal(3), start=begun),
        replace(SEEN, usd=Decimal(4), start=coming),
        current=(CURRENT,),
    )

    assert findings[0].reason == REPLACED
    assert [
        (finding.price.valid_from, finding.price.basis) for finding in findings[1:] if finding.price
    ] == [
        (begun, PriceBasis.DATED),
        (coming, PriceBasis.ANNOUNCED),
    ]


def test_offer_is_known_by_its_names_and_no_other_is_guessed() -> None:
    names = (
        ("acme", "sol-2.5"),
        ("Acme", "acme/Sol_2.5"),
        ("acme", "ACME.sol-v1:0"),
        ("acme", "openai/sol-2.5"),
    )
    vertex = ("vertex_ai-anthropic_models", "vertex_ai/sol-2-5")
    for (seller, model), offer in {**dict.fromkeys(names, OFFER.slug), vertex: VERTEX.slug}.items():
        (finding,) = compared(replace(SEEN, seller=seller, model=model))
        assert finding.price is not None
        assert finding.price.offer == offer
    others = (("acme", "sol-2"), ("acme", "sol-2.5-mini"), ("acme", "eu/sol-2.5"))
    for (seller, model), reason in {
        **dict.fromkeys(others, NO_OFFER),
        **dict.fromkeys((("nobody", "sol-2.5"), ("mart", "sol")), NO_SELLER),
    }.items():
        (finding,) = compared(replace(SEEN, seller=seller, model=model))
        assert (finding.price, finding.reason) == (None, reason)


def test_more_exact_name_speaks_for_the_offer() -> None:
    findings = compared(
        replace(SEEN, model="openai/sol-2.5", usd=Decimal(9)), SEEN, current=(CURRENT,)
    )

    assert [(finding.reason, finding.same) for finding in findings] == [
        (BETTER_NAMED, False),
        ("", True),
    ]


def test_list_that_contradicts_itself_is_not_believed() -> None:
    findings = compared(SEEN, replace(SEEN, model="acme/sol-2.5", usd=Decimal(9)))

    assert [finding.reason for finding in findings] == [AGAINST_ITSELF] * 2


def test_lists_that_disagree_say_so() -> None:
    findings = compared(
        SEEN, current=(replace(CURRENT, amount=Decimal(2)),), other=[replace(SEEN, usd=Decimal(3))]
    )

    assert [finding.reason for finding in findings] == [
        "The lists disagree: litellm says $2.5; other says $3; the desk says $2."
    ] * 2


def test_lists_that_agree_make_one_price() -> None:
    findings = compared(SEEN, other=[replace(SEEN, model="acme/sol-2.5")])

    assert [(finding.price is not None, finding.same) for finding in findings] == [
        (True, False),
        (False, True),
    ]
    assert [finding.also for finding in findings] == [("other",), ()]


def test_price_that_the_desk_read_on_a_later_day_stands() -> None:
    later = replace(CURRENT, as_of=ON + timedelta(days=1))

    (finding,) = compared(replace(SEEN, usd=Decimal(3)), current=(later,))
    (coming,) = compared(
        replace(SEEN, usd=Decimal(3), start=ON + timedelta(days=9)), current=(later,)
    )

    assert (finding.price, finding.reason) == (None, NEWER)
    assert coming.price is not None


def test_price_that_the_desk_has_ended_is_not_brought_back() -> None:
    (finding,) = compared(SEEN, current=(replace(CURRENT, valid_to=ON - timedelta(days=30)),))

    assert finding.reason == ENDED


def test_reason_of_the_list_stays() -> None:
    (finding,) = compared(replace(SEEN, unit=None, reason="The catalog has no such unit."))

    assert (finding.reason, finding.title) == (
        "The catalog has no such unit.",
        "litellm: acme / sol-2.5",
    )


def test_price_that_was_seen_on_a_later_day_stands() -> None:
    earlier = replace(CURRENT, as_of=ON - timedelta(days=90))
    kind = KINDS["prices"]
    since = Sightings({(kind.name, kind.key_of(earlier)): ON + timedelta(days=1)})

    (finding,) = compared(
        replace(SEEN, usd=Decimal(3)),
        current=(earlier,),
        sightings=since,
    )

    assert finding.reason == NEWER


def test_price_of_an_offer_that_is_off_sale_does_not_matter() -> None:
    (finding,) = compared(replace(SEEN, usd=Decimal(3)), current=(CURRENT,), off_sale=(OFFER.slug,))

    assert (finding.price, finding.reason) == (None, OFF_SALE)


def test_price_by_the_hour_in_one_list_holds_for_all() -> None:
    by_the_hour = replace(SEEN, model="sol-2-5", unit=None, reason=HOURS)

    findings = compared(replace(SEEN, usd=Decimal(3)), current=(CURRENT,), other=[by_the_hour])

    assert [finding.reason for finding in findings] == [HOURS, HOURS]


def test_price_that_is_only_rounded_otherwise_is_the_same() -> None:
    for usd, is_same in (("2.5004", True), ("2.4976", True), ("2.51", False)):
        (finding,) = compared(replace(SEEN, usd=Decimal(usd)), current=(CURRENT,))
        assert finding.same is is_same


def test_price_in_one_region_is_no_price_of_the_list() -> None:
    in_the_eu = replace(CURRENT, region=PriceRegion.EU, amount=Decimal(3))

    (finding,) = compared(replace(SEEN, usd=Decimal(3)), current=(CURRENT, in_the_eu))

    assert finding.price is not None
    assert finding.price.region is PriceRegion.LIST
