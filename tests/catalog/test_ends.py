"""Whether a model or an offer is on sale, and when it ends, on very small catalogs."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from catalog import query
from catalog.query import Sale, sale
from catalog.schema import AiModel, Catalog, End, Offer, Source
from catalog.vocabulary import Confidence, EndKind, Known, SaleState, Voice

DAY = date(2027, 1, 14)
READ = date(2026, 11, 19)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)

PAGE = Source(slug="page", title="Page", voice=Voice.SELLER)
LIST = Source(slug="list", title="List", voice=Voice.REPEATS)
MODEL = AiModel(
    slug="sol",
    name="Sol",
    provider="maker",
    open_weights=Known.NO,
    released=date(2025, 1, 1),
    source="page",
    as_of=READ,
)
OWN = Offer(slug="sol@maker", model="sol", seller="maker", source="page", as_of=READ)
OTHER = Offer(slug="sol@shop", model="sol", seller="shop", source="page", as_of=READ)
END = End(
    offer="sol@maker",
    status=EndKind.ANNOUNCED,
    day=DAY,
    confidence=Confidence.HIGH,
    source="page",
    as_of=READ,
)


def catalog(*ends: End, model: AiModel = MODEL, offers: tuple[Offer, ...] = (OWN,)) -> Catalog:
    return Catalog(sources=(LIST, PAGE), models=(model,), offers=offers, ends=ends)


def of_offer(*ends: End, on: date, offer: Offer = OWN, model: AiModel = MODEL) -> Sale:
    return sale(catalog(*ends, model=model, offers=(OWN, OTHER)), offer, on)


def of_model(*ends: End, on: date, model: AiModel = MODEL, offers: tuple[Offer, ...]) -> Sale:
    return sale(catalog(*ends, model=model, offers=offers), model, on)


@pytest.mark.parametrize(
    ("status", "on", "state", "ends"),
    [
        (EndKind.ANNOUNCED, BEFORE, SaleState.ON_SALE, DAY),
        (EndKind.ANNOUNCED, DAY, SaleState.ENDED, DAY),
        (EndKind.ANNOUNCED, READ - timedelta(days=1), SaleState.ON_SALE, None),  # nobody knew yet
        (EndKind.ROUTED, BEFORE, SaleState.ON_SALE, DAY),
        (EndKind.ROUTED, DAY, SaleState.ENDED, DAY),
        (EndKind.NOT_BEFORE, BEFORE, SaleState.ON_SALE, None),
        (EndKind.NOT_BEFORE, DAY, SaleState.ON_SALE, None),
        (EndKind.NOT_BEFORE, AFTER + timedelta(days=900), SaleState.ON_SALE, None),
    ],
)
def test_an_offer_ends_on_the_day_it_is_said_to_end(
    status: EndKind, on: date, state: SaleState, ends: date | None
) -> None:
    found = of_offer(replace(END, status=status, replacement="next"), on=on)

    assert (found.state, found.ends, found.on_sale) == (state, ends, state is SaleState.ON_SALE)


def test_the_earliest_day_is_told_as_such_and_as_nothing_else() -> None:
    found = of_offer(replace(END, status=EndKind.NOT_BEFORE), on=AFTER)

    assert (found.not_before, found.ends) == (DAY, None)
    assert of_offer(END, on=BEFORE).not_before is None


def test_an_end_without_a_day_is_over_from_the_day_it_was_read() -> None:
    gone = replace(END, status=EndKind.ENDED, day=None)

    assert of_offer(gone, on=READ).state is SaleState.ENDED
    assert of_offer(gone, on=READ).ends is None
    assert of_offer(gone, on=READ - timedelta(days=1)).state is SaleState.ON_SALE


def test_what_happened_is_known_of_its_day_even_where_it_was_read_later() -> None:
    ended = replace(END, status=EndKind.ENDED, day=date(2026, 5, 12), as_of=READ)

    assert of_offer(ended, on=date(2026, 5, 12)).state is SaleState.ENDED
    assert of_offer(ended, on=date(2026, 5, 11)).ends is None
    announced = replace(ended, announced_on=date(2025, 11, 14))
    assert of_offer(announced, on=date(2026, 5, 11)).ends == date(2026, 5, 12)


def test_a_closed_model_ends_everywhere_with_its_maker_unless_a_seller_says_otherwise() -> None:
    assert of_offer(END, offer=OTHER, on=DAY).state is SaleState.ENDED
    assert of_offer(END, offer=OTHER, on=BEFORE).ends == DAY
    later = replace(END, offer="sol@shop", day=AFTER)
    assert of_offer(END, later, offer=OTHER, on=DAY).ends == AFTER
    promised = replace(later, status=EndKind.NOT_BEFORE)
    assert of_offer(END, promised, offer=OTHER, on=DAY).on_sale
    assert of_offer(END, offer=OTHER, model=replace(MODEL, open_weights=Known.YES), on=DAY).on_sale
    assert of_offer(later, on=AFTER).on_sale  # a seller’s end is not the maker’s
    earliest = replace(END, status=EndKind.NOT_BEFORE)
    # a promise is the maker’s own
    assert of_offer(earliest, offer=OTHER, on=AFTER).not_before is None


def test_a_model_is_on_sale_while_any_seller_has_it_or_its_weights_are_free() -> None:
    later = replace(END, offer="sol@shop", day=AFTER)
    both = (OWN, OTHER)

    assert of_model(END, later, offers=both, on=DAY).on_sale
    assert of_model(END, later, offers=both, on=DAY).ends == AFTER
    assert of_model(END, later, offers=both, on=AFTER).state is SaleState.ENDED
    assert of_model(END, offers=both, on=DAY).state is SaleState.ENDED
    assert of_model(later, offers=both, on=AFTER).on_sale
    open_model = replace(MODEL, open_weights=Known.YES)
    found = of_model(END, later, offers=both, model=open_model, on=AFTER)
    assert (found.on_sale, found.ends) == (True, None)
    everywhere = replace(END, offer=None, model="sol")
    assert of_model(everywhere, offers=both, model=open_model, on=DAY).state is SaleState.ENDED
    assert of_offer(everywhere, offer=OTHER, on=DAY).state is SaleState.ENDED


def test_a_model_before_its_first_day_and_one_of_old_lists_are_told_apart() -> None:
    early = MODEL.released - timedelta(days=1) if MODEL.released else READ

    assert of_model(END, offers=(OWN,), on=early).state is SaleState.NOT_YET
    assert of_offer(on=early).state is SaleState.NOT_YET
    old = replace(MODEL, listed=False)
    assert of_model(offers=(OWN,), model=old, on=READ).state is SaleState.UNKNOWN
    assert of_model(offers=(OWN,), on=READ).state is SaleState.ON_SALE
    assert of_model(END, offers=(OWN,), model=old, on=BEFORE).state is SaleState.ON_SALE
    assert of_model(END, offers=(OWN,), model=old, on=DAY).state is SaleState.ENDED
    elsewhere = replace(END, offer="sol@shop")
    assert of_model(elsewhere, offers=(OWN, OTHER), model=old, on=BEFORE).on_sale
    assert of_model(elsewhere, offers=(OWN, OTHER), model=old, on=DAY).state is SaleState.UNKNOWN
    assert of_model(offers=(), on=READ).state is SaleState.ON_SALE


SURE = replace(END, status=EndKind.NOT_BEFORE, day=AFTER)


@pytest.mark.parametrize(
    ("used", "other", "why"),
    [
        (SURE, replace(END, confidence=Confidence.LOW), "the other reading is doubtful"),
        (
            replace(SURE, as_of=READ - timedelta(days=60)),
            replace(END, source="list"),
            "it stands nearer to the seller",
        ),
        (END, replace(END, day=AFTER, as_of=READ - timedelta(days=1)), "it was read later"),
        (
            replace(END, confidence=Confidence.MEDIUM, source="list"),
            replace(END, day=AFTER, confidence=Confidence.LOW),
            "the other reading is doubtful",
        ),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_of_sources_that_contradict_each_other_one_is_used_and_both_are_kept(
    used: End,
    other: End,
    why: str,
    first: bool,  # noqa: FBT001  # one of two cases
) -> None:
    ends = (used, other) if first else (other, used)
    found = of_offer(*ends, on=READ)

    assert found.statements == (used, other)
    assert not query.agree(used, other)
    assert query.why_used(catalog(*ends), used, other) == why


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (END, END, True),
        (END, replace(END, day=AFTER), False),
        (END, replace(END, status=EndKind.ROUTED), True),
        (END, replace(END, status=EndKind.NONE, day=None), False),
        (replace(END, status=EndKind.NOT_BEFORE), END, True),
        (replace(END, status=EndKind.NOT_BEFORE), replace(END, day=BEFORE), False),
        (replace(END, status=EndKind.NOT_BEFORE, day=AFTER), END, False),
        (
            replace(END, status=EndKind.NOT_BEFORE),
            replace(END, status=EndKind.NONE, day=None),
            True,
        ),
        (replace(END, status=EndKind.NOT_BEFORE), replace(SURE, day=BEFORE), True),
    ],
)
def test_statements_agree_where_both_can_be_true(
    one: End,
    other: End,
    together: bool,  # noqa: FBT001  # one of two cases
) -> None:
    assert query.agree(one, other) is query.agree(other, one) is together
