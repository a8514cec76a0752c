"""What lists say of ends, scores, rates, limits, inputs, models and plans.

They are held beside a catalog small enough to see through.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.registry import KIND_OF
from catalog.schema import (
    AiModel,
    App,
    AppPlan,
    Catalog,
    End,
    ExchangeRate,
    ModelStatement,
    Offer,
    Price,
    Provider,
    Score,
    Source,
)
from catalog.vocabulary import (
    AppKind,
    Confidence,
    Currency,
    Effort,
    EndKind,
    Medium,
    ModelFact,
    PriceUnit,
    Voice,
)
from catalog.watch import compare_ends, compare_models, compare_plans, compare_rates, compare_scores
from catalog.watch.compare_models import ModelsOnFile
from catalog.watch.findings import CheckSort, ListFinding
from catalog.watch.names import OfferNames
from catalog.watch.statements import (
    EndStatement,
    EntryStatement,
    FileWarning,
    InputStatement,
    LimitStatement,
    ListContent,
    Observation,
    PlanStatement,
    RateStatement,
    ScoreStatement,
)

ON = date(2026, 11, 30)
READ = ON - timedelta(days=40)
PROOF: dict[str, Any] = {"source": "page", "as_of": READ}
LIST = "litellm"

PAGE = Source(slug="page", title="Page", voice=Voice.SELLER)
MAKER = Provider(slug="acme", name="Acme")
SHOP = Provider(slug="mart", name="Mart")
SOL = AiModel(
    slug="sol-2",
    name="Sol 2",
    provider="acme",
    released=date(2026, 1, 1),
    input_limit=200_000,
    **PROOF,
)
OWN = Offer(slug="sol-2@acme", model="sol-2", seller="acme", **PROOF)
OTHER = Offer(slug="sol-2@mart", model="sol-2", seller="mart", **PROOF)
ENDS_ON = date(2027, 3, 1)
END = End(
    offer=OWN.slug,
    status=EndKind.ANNOUNCED,
    day=ENDS_ON,
    confidence=Confidence.HIGH,
    **PROOF,
)
OVER = replace(END, status=EndKind.ENDED, day=READ - timedelta(days=1))


def toy(**rows: Any) -> Catalog:
    """Return a catalog of one model that its maker and a shop sell."""
    usual: dict[str, Any] = {
        "sources": (PAGE,),
        "providers": (MAKER, SHOP),
        "models": (SOL,),
        "offers": (OWN, OTHER),
    }
    return Catalog(**usual | rows)


def on_file(catalog: Catalog) -> ModelsOnFile:
    names = OfferNames.of(catalog.offers, [row.slug for row in catalog.providers])
    return ModelsOnFile(catalog=catalog, names=names)


def meaning(finding: ListFinding) -> object:
    """Return what a finding comes to: the row, the line, that it is the same, or why it is left."""
    if finding.same:
        return "same"
    return finding.proposed or finding.to_check or finding.reason


# --------------------------------------------------------------------------------------------- ends


def compared_ends(
    *days: date, known: tuple[End, ...] = (), model: str = "sol-2"
) -> list[ListFinding]:
    catalog = toy(ends=known)
    stated = [EndStatement(seller="acme", model=model, day=day) for day in days]
    return list(
        compare_ends.compare_ends({LIST: stated}, on_file(catalog).names, catalog, {LIST: ON})
    )


def test_end_on_file_is_confirmed() -> None:
    (finding,) = compared_ends(ENDS_ON, known=(END,))

    assert (finding.same, finding.confirms) == (True, END)


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (ON + timedelta(days=1), EndKind.ANNOUNCED),
        (ON, EndKind.ENDED),
        (ON - timedelta(days=30), EndKind.ENDED),
    ],
)
def test_end_that_nobody_has_on_file_is_proposed(day: date, status: EndKind) -> None:
    (finding,) = compared_ends(day)

    assert finding.proposed == End(
        offer=OWN.slug,
        status=status,
        day=day,
        confidence=Confidence.LOW,
        source=LIST,
        as_of=ON,
    )


def test_another_day_is_proposed_unless_the_offer_has_ended() -> None:
    (moved,) = compared_ends(ENDS_ON + timedelta(days=9), known=(END,))
    (over,) = compared_ends(ON - timedelta(days=3), known=(OVER,))

    assert moved.proposed is not None
    assert meaning(over) == compare_ends.OVER


def test_list_with_several_ends_of_an_offer_is_not_believed() -> None:
    (finding,) = compared_ends(ENDS_ON, ON)

    assert meaning(finding) == compare_ends.SEVERAL


def test_end_of_what_we_do_not_keep_means_nothing() -> None:
    assert compared_ends(ON, model="sol-1") == []


# ------------------------------------------------------------------------------------------- scores

SCORE = Score(
    benchmark="arena-text",
    model="sol-2",
    effort=Effort.HIGH,
    value=Decimal(1400),
    voice=Voice.MEASURED,
    measured_by="Arena",
    variant="Sol 2 (Thinking)",
    **PROOF,
)
SAID = ScoreStatement(
    board="arena-text",
    name="sol-2-thinking",
    value=Decimal("1400.04"),
    low=Decimal(1390),
    high=Decimal(1410),
    day=ON,
)


def compared_scores(*said: ScoreStatement, **rows: Any) -> list[ListFinding]:
    return list(compare_scores.compare_scores({"arena": said}, toy(**{"scores": (SCORE,)} | rows)))


def test_score_on_file_is_confirmed() -> None:
    (finding,) = compared_scores(SAID)

    assert (finding.same, finding.confirms) == (True, SCORE)


def test_other_score_is_proposed_under_the_setting_and_runner_on_file() -> None:
    (finding,) = compared_scores(replace(SAID, value=Decimal(1410)))

    assert finding.proposed == replace(
        SCORE,
        value=Decimal(1410),
        low=Decimal(1390),
        high=Decimal(1410),
        variant=SAID.name,
        source="arena",
        as_of=ON,
    )


def test_name_is_known_from_another_board_of_the_list() -> None:
    elsewhere = replace(SAID, board="arena-coding")

    first, second = compared_scores(SAID, elsewhere)

    assert first.same
    assert isinstance(second.proposed, Score)
    assert (second.proposed.benchmark, second.proposed.effort) == ("arena-coding", Effort.HIGH)


def test_score_is_left_where_it_says_nothing_of_ours() -> None:
    twin = replace(SCORE, effort=Effort.LOW)
    later = replace(SCORE, value=Decimal(1390), as_of=ON + timedelta(days=1))
    for said, rows, reason in (
        (replace(SAID, name="sol-3"), {}, compare_scores.NO_MODEL),
        (SAID, {"scores": (SCORE, twin)}, compare_scores.NOT_ONE),
        (SAID, {"scores": (later,)}, compare_scores.NEWER),
        (
            replace(SAID, value=Decimal(1410)),
            {"ends": (replace(OVER, offer=None, model="sol-2"),)},
            compare_scores.OFF_SALE,
        ),
    ):
        (finding,) = compared_scores(said, **rows)
        assert meaning(finding) == reason
    assert not compared_scores(replace(SAID, name="sol-3"))[0].is_ours


def test_only_one_of_several_printed_settings_speaks_for_ours() -> None:
    most = replace(SAID, name="sol-2-max", value=Decimal(1500))
    coding = replace(SCORE, benchmark="arena-coding", variant=most.name)

    findings = compared_scores(
        most, SAID, replace(SAID, board="arena-coding", name=most.name), scores=(SCORE, coding)
    )

    assert [meaning(finding) for finding in findings] == ["same", "same", compare_scores.TWICE]


# -------------------------------------------------------------------------------------------- rates

EURO = ExchangeRate(currency=Currency.EUR, usd=Decimal("1.15"), valid_from=READ, **PROOF)


@pytest.mark.parametrize(
    ("usd", "day", "outcome"),
    [
        ("1.153", ON, "same"),
        ("1.160", ON, ("1.160", ON)),
        ("1.160", READ - timedelta(days=1), compare_rates.NEWER),
    ],
)
def test_rate_is_confirmed_proposed_or_left(usd: str, day: date, outcome: object) -> None:
    said = RateStatement(currency=Currency.EUR, usd=Decimal(usd), day=day)

    (finding,) = compare_rates.compare_rates({"ecb": [said]}, toy(exchange_rates=(EURO,)))

    row = finding.proposed
    assert (str(row.usd), row.valid_from) == outcome if row else meaning(finding) == outcome


def test_rate_of_a_currency_without_one_is_proposed() -> None:
    said = RateStatement(currency=Currency.CHF, usd=Decimal("1.215"), day=ON)

    (finding,) = compare_rates.compare_rates({"ecb": [said]}, toy(exchange_rates=(EURO,)))

    assert finding.proposed is not None


# ------------------------------------------------------------------------- limits, and what goes in


def limits(said: LimitStatement, **rows: Any) -> list[ListFinding]:
    return list(compare_models.compare_limits({LIST: [said]}, on_file(toy(**rows)), {LIST: ON}))


def limit(tokens: int, field: str = "input_limit", seller: str = "acme") -> LimitStatement:
    return LimitStatement(seller=seller, model="sol-2", field=field, tokens=tokens)


def test_limit_is_the_same_or_to_be_checked() -> None:
    (same,) = limits(limit(200_000))
    (other,) = limits(limit(400_000))
    (new,) = limits(limit(8_000, "output_limit"))

    assert same.same
    assert other.to_check is not None
    assert other.to_check.says == "Sol 2 reads 400,000 tokens at most; we say 200,000."
    assert new.to_check is not None
    assert new.to_check.says == "Sol 2 writes 8,000 tokens at most; we have no figure."
    assert new.to_check.drafts == (
        replace(SOL, output_limit=8_000),
        ModelStatement(model="sol-2", source=LIST, as_of=ON, facts=(ModelFact.OUTPUT_LIMIT,)),
    )


def test_total_limit_is_no_other_limit() -> None:
    (finding,) = limits(limit(400_000), models=(replace(SOL, total_limit=400_000),))

    assert finding.same


def test_only_the_makers_entry_of_what_is_on_sale_speaks_for_a_model() -> None:
    assert limits(limit(400_000, seller="mart")) == []
    assert limits(limit(400_000), ends=(replace(OVER, offer=None, model="sol-2"),)) == []


def inputs(*media: Medium, known: Iterable[ModelStatement] = ()) -> ListFinding:
    said = InputStatement(seller="acme", model="sol-2", reads=frozenset(media))
    desk = on_file(toy(model_statements=tuple(known)))
    (finding,) = compare_models.compare_inputs({LIST: [said]}, desk, {LIST: ON})
    return finding


def test_what_goes_in_is_the_same_or_to_be_checked() -> None:
    on_page = ModelStatement(
        model="sol-2",
        source="page",
        as_of=READ,
        reads=(Medium.IMAGE,),
        does_not_read=(Medium.SPEECH,),
    )

    same = inputs(Medium.IMAGE, known=[on_page])
    unknown = inputs(Medium.IMAGE, Medium.VIDEO, known=[on_page])
    denied = inputs(Medium.SPEECH, known=[on_page])

    assert same.same
    assert unknown.to_check is not None
    assert unknown.to_check.says == "Sol 2 reads video; we do not know."
    assert denied.to_check is not None
    assert denied.to_check.says == "Sol 2 reads speech; we say no."


def test_statement_of_the_list_says_more_than_before() -> None:
    before = ModelStatement(model="sol-2", source=LIST, as_of=READ, reads=(Medium.IMAGE,))

    finding = inputs(Medium.IMAGE, Medium.VIDEO, known=[before])

    assert finding.to_check is not None
    assert finding.to_check.drafts == (
        replace(before, as_of=ON, reads=(Medium.IMAGE, Medium.VIDEO)),
    )


# --------------------------------------------------------------------------------------- new models


def new_models(*entries: EntryStatement, prices: tuple[Observation, ...] = ()) -> list[ListFinding]:
    content = ListContent(statements=(*entries, *prices))
    return list(compare_models.new_models({LIST: content}, on_file(toy()), {LIST: ON}))


def entry(model: str, seller: str = "acme") -> EntryStatement:
    return EntryStatement(seller=seller, model=model, page="https://acme.example/models")


@pytest.mark.parametrize(
    "name",
    ["sol-2", "acme/Sol_2", "sol-2-20261101", "sol-2-latest", "eu.sol-2-v1:0", "sol-2-preview"],
)
def test_other_name_of_a_model_on_file_is_no_new_model(name: str) -> None:
    assert new_models(entry(name)) == []


def test_model_of_a_seller_that_makes_none_we_keep_is_not_listed() -> None:
    assert new_models(entry("luna-1", seller="mart"), entry("luna-1", seller="nobody")) == []
    assert new_models(entry("acme/other/luna-1")) == []


def test_new_model_is_listed_once_with_the_drafts_of_one_act() -> None:
    price = Observation(
        seller="acme", model="luna-1", field="in", unit=PriceUnit.INPUT_MTOK, usd=Decimal(3)
    )
    tier = replace(price, field="in_batches", unit=None, reason="A price for a tier.")

    (finding,) = new_models(entry("luna-1"), entry("luna-1-20261101"), prices=(price, tier))

    line = finding.to_check
    assert line is not None
    assert (line.sort, line.about, line.seller) == (CheckSort.MODEL, "acme luna-1", "acme")
    assert line.page == "https://acme.example/models"
    assert [KIND_OF[type(row)].name for row in line.drafts] == ["models", "offers", "prices"]
    model, offer, amount = line.drafts
    assert (model.slug, model.name, model.provider) == ("luna-1", "luna-1", "acme")
    assert (offer.slug, offer.seller_model_id) == ("luna-1@acme", "luna-1")
    assert (amount.offer, amount.amount, amount.valid_from) == ("luna-1@acme", 3, ON)


# -------------------------------------------------------------------------------------------- plans

APP = App(
    slug="penna",
    name="Penna",
    maker="acme",
    about="Writes letters.",
    main_kind=AppKind.ASSISTANT,
    url="https://penna.example",
    **PROOF,
)
TEAM = AppPlan(slug="penna-team", app="penna", name="Penna Team", **PROOF)
SEAT = Price(
    app_plan="penna-team", unit=PriceUnit.SEAT_MONTH, amount=Decimal(20), valid_from=READ, **PROOF
)
ON_PAGE = PlanStatement(
    app="penna",
    plan="Team",
    price="$25 / user",
    amount=Decimal(25),
    currency="USD",
    day=ON,
    page="https://penna.example/pricing",
)


def compared_plans(
    *said: PlanStatement | FileWarning, seen: Sightings = NEVER_SEEN_AGAIN
) -> list[object]:
    catalog = toy(apps=(APP,), app_plans=(TEAM,), prices=(SEAT,))
    content = {"plans": ListContent(statements=said)}
    findings = compare_plans.compare_plans(content, catalog, {"plans": ON}, seen)
    return [meaning(finding) for finding in findings]


def plan_line(**changes: Any) -> Any:
    (line,) = compared_plans(replace(ON_PAGE, **changes))
    return line


def test_other_price_of_a_plan_is_to_be_checked_by_hand() -> None:
    line = plan_line()

    assert (line.sort, line.about) == (CheckSort.PLAN, "penna-team USD 25")
    assert line.says == "Penna Team: “$25 / user”, read 30 Nov 2026; we say $20 a seat and month."
    assert line.drafts == ()
    assert plan_line(amount=Decimal(90), price="$90").says.endswith("It moves by more than a half.")
    assert plan_line(currency="EUR", price="€25").says.endswith("Another currency.")


def test_statement_of_a_plan_is_left_where_ours_is_newer_or_it_says_no_number() -> None:
    kind = KIND_OF[Price]
    since = Sightings({(kind.name, kind.key_of(SEAT)): ON})

    assert compared_plans(replace(ON_PAGE, amount=Decimal(20))) == ["same"]
    assert compared_plans(ON_PAGE, seen=since) == [compare_plans.NEWER]
    assert compared_plans(replace(ON_PAGE, day=READ)) == [compare_plans.NEWER]
    assert compared_plans(replace(ON_PAGE, amount=None)) == [compare_plans.NO_PRICE]
    assert compared_plans(replace(ON_PAGE, plan="Business")) == [compare_plans.NO_PLAN]


def test_app_that_vanished_is_to_be_checked() -> None:
    (line,) = compared_plans(FileWarning(app="penna", words="Its file is gone."))
    (unknown,) = compared_plans(FileWarning(app="other", words="Its file is gone."))

    assert getattr(line, "says", "") == "Penna: Its file is gone."
    assert getattr(line, "page", "") == "https://penna.example"
    assert unknown == "We keep no app of this name."
