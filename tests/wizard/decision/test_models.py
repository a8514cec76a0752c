"""Models at sellers and on machines: what each has to meet, at which price.

Each row is a case, on a toy catalog.
"""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.schema import Catalog, End, ModelStatement
from catalog.vocabulary import (
    AnswersWithin,
    Confidence,
    Effort,
    EndKind,
    Known,
    Language,
    MachineSize,
    Medium,
    PriceRegion,
    Purpose,
    Region,
    Training,
)
from tests.wizard.decision.toy_catalog import (
    BEFORE,
    ON,
    SEEN,
    answers,
    board,
    catalog,
    job,
    machine,
    model,
    offer,
    score,
    skill,
    tokens,
    use_case,
)
from wizard.decision.answers import Answers
from wizard.decision.cases import case
from wizard.decision.deployments import RETIRES_WITHIN_DAYS, Market
from wizard.decision.models import Models, models, without_unmeasured
from wizard.decision.options import Option
from wizard.decision.parts import SHORT_TOKENS
from wizard.decision.vocabulary import (
    Builder,
    BuiltInto,
    Country,
    GoesIn,
    JobAct,
    OptionKind,
    Place,
    Review,
    Stakes,
    Unknown,
    WhyOut,
)

CHEAP = tokens("m1", "1")
OPEN: dict[str, Any] = {
    "open_weights": Known.YES,
    "self_hosting": Known.YES,
    "commercial_use": Known.YES,
    "licence": "Apache 2.0",
    "weights_gb": Decimal(15),
}


def looked(
    rows: Catalog,
    given: Answers | None = None,
    kind: OptionKind = OptionKind.MODEL,
    **fields: Any,
) -> Models:
    """Return the models for the first job of a firm."""
    given = given or answers()
    parted = case(given.jobs[0], given, rows, {})
    usual: dict[str, Any] = {"built_in": True, "kinds": frozenset({kind})}
    return models(
        Market(
            catalog=rows,
            on=ON,
            answers=given,
            work=parted.work,
            part=parted.parts[0],
            **usual | fields,
        )
    )


def hearing(of: str) -> ModelStatement:
    return ModelStatement(model=of, reads=(Medium.SPEECH,), makes=(Medium.TEXT,), **SEEN)


def one(rows: Catalog, given: Answers | None = None, **fields: Any) -> Option:
    (option,) = looked(rows, given, **fields).options
    return option


def alone(of: Any = None, at: Any = None, **rows: Any) -> Catalog:
    """Return a catalog with one model at one seller."""
    usual: dict[str, Any] = {
        "models": (of or model("m1"),),
        "offers": (at or offer("m1"),),
        "scores": (score("m1", 1500),),
        "prices": CHEAP,
        "machines": tuple(machine(size) for size in MachineSize),
    }
    return catalog(**usual | rows)


def ends(day: date) -> End:
    return End(
        offer="m1@acme",
        status=EndKind.ANNOUNCED,
        day=day,
        confidence=Confidence.HIGH,
        **SEEN,
    )


IN_EU = answers(place=Place.EU)
PUBLIC = answers(job(secrets=frozenset()))
LONG = answers(job(length=Decimal(50)))
LASTS = ON + timedelta(days=RETIRES_WITHIN_DAYS)


@pytest.mark.parametrize(
    ("rows", "given", "why"),
    [
        (alone(), None, None),
        # reads what goes in
        (
            alone(
                use_cases=(
                    use_case(inputs=(Medium.TEXT, Medium.IMAGE), must_inputs=(Medium.IMAGE,)),
                )
            ),
            None,
            WhyOut.INPUTS,
        ),
        # takes so much at once: 50,000 in and 1,000 out
        (alone(), LONG, None),
        (alone(of=model("m1", input_limit=49_999, total_limit=49_999)), LONG, WhyOut.LENGTH),
        (alone(of=model("m1", input_limit=None, total_limit=None)), LONG, WhyOut.LENGTH),
        # a short one asks nothing of a limit that nobody states
        (alone(of=model("m1", input_limit=None, total_limit=None)), None, None),
        # the place of the offer itself; unknown is never advised
        (alone(), IN_EU, None),
        (alone(at=offer("m1", eu_region=Known.NO)), IN_EU, WhyOut.PLACE),
        (alone(at=offer("m1", eu_region=Known.UNKNOWN)), IN_EU, WhyOut.PLACE),
        (alone(at=offer("m1", eu_region=Known.NO)), None, None),
        (alone(), answers(place=Place.OWN_SERVERS), WhyOut.PLACE),
        # training, where something private goes in
        (alone(at=offer("m1", trains_on_inputs=Training.OPT_OUT)), None, None),
        (alone(at=offer("m1", trains_on_inputs=Training.YES)), None, WhyOut.TRAINING),
        (alone(at=offer("m1", trains_on_inputs=Training.UNKNOWN)), None, WhyOut.TRAINING),
        (alone(at=offer("m1", trains_on_inputs=Training.YES)), PUBLIC, None),
        # business use
        (alone(of=model("m1", commercial_use=Known.NO)), None, WhyOut.LICENCE),
        # the licence where the firm is; a closed model has none of its own
        (
            alone(of=model("m1", **OPEN, licence_not_in=(Region.EU,))),
            answers(country=Country.EU),
            WhyOut.LICENCE_REGION,
        ),
        (
            alone(of=model("m1", **OPEN, licence_not_in=(Region.EU,))),
            None,
            WhyOut.LICENCE_REGION,
        ),
        (
            alone(of=model("m1", **OPEN, licence_not_in=(Region.EU,))),
            answers(country=Country.USA),
            None,
        ),
        (alone(of=model("m1", licence_not_in=(Region.EU,))), None, None),
        # on sale for six months yet
        (alone(ends=(ends(LASTS),)), None, WhyOut.ENDS),
        (alone(ends=(ends(LASTS + timedelta(days=1)),)), None, None),
    ],
)
def test_what_a_model_at_a_seller_has_to_meet(
    rows: Catalog, given: Answers | None, why: WhyOut | None
) -> None:
    found = looked(rows, given)

    assert [row.why for row in found.dropped] == ([why] if why is not None else [])
    assert bool(found.options) is (why is None)


OWN = answers(place=Place.OWN_SERVERS, machine=MachineSize.CARD)


@pytest.mark.parametrize(
    ("facts", "given", "why"),
    [
        ({}, OWN, None),
        ({"weights_gb": Decimal(68)}, OWN, None),
        ({"weights_gb": Decimal(69)}, OWN, WhyOut.MACHINE),
        ({"weights_gb": Decimal(21)}, replace(OWN, machine=MachineSize.PC), WhyOut.MACHINE),
        ({"weights_gb": None}, OWN, WhyOut.MACHINE),
        ({"commercial_use": Known.UNKNOWN}, OWN, WhyOut.LICENCE),
        ({"commercial_use": Known.NO}, OWN, WhyOut.LICENCE),
        ({"open_weights": Known.UNKNOWN}, OWN, WhyOut.PLACE),
        ({"self_hosting": Known.UNKNOWN}, OWN, WhyOut.PLACE),
    ],
)
def test_what_a_model_on_a_machine_has_to_meet(
    facts: dict[str, Any], given: Answers, why: WhyOut | None
) -> None:
    rows = alone(of=model("m1", **OPEN | facts))
    found = looked(rows, given, OptionKind.MACHINE)

    assert [row.why for row in found.dropped] == ([why] if why is not None else [])


def test_closed_models_run_on_no_machine() -> None:
    assert looked(alone(), OWN, OptionKind.MACHINE) == replace(
        looked(alone(), OWN, OptionKind.MACHINE), options=(), dropped=()
    )


# ----------------------------------------------------------------------------------------- prices


@pytest.mark.parametrize(
    ("prices", "given", "usd"),
    [
        # 1,000 tokens in and 1,000 out at $1 a million
        (CHEAP, None, 0.002),
        # in the EU its price there, else the list price
        ((*CHEAP, *tokens("m1", "3", region=PriceRegion.EU)), IN_EU, 0.006),
        ((*CHEAP, *tokens("m1", "3", region=PriceRegion.EU)), None, 0.002),
        (CHEAP, IN_EU, 0.002),
        # a price that doubles after half of the year counts by days
        (
            (
                *tokens("m1", "1", valid_to=ON + timedelta(days=72)),
                *tokens("m1", "2", valid_from=ON + timedelta(days=73)),
            ),
            None,
            0.002 * (73 + 2 * 292) / 365,
        ),
        # one that only begins later is none
        (tokens("m1", valid_from=ON + timedelta(days=1)), None, None),
        # a price is missing
        (CHEAP[:1], None, None),
    ],
)
def test_fee_of_one_result(prices: Any, given: Answers | None, usd: float | None) -> None:
    options = looked(alone(prices=prices), given).options

    assert [row.result_usd for row in options] == ([pytest.approx(usd)] if usd is not None else [])


def test_the_factor_of_a_region_counts_and_is_kept() -> None:
    option = one(alone(at=offer("m1", eu_price_factor=Decimal("1.1"))), IN_EU)

    assert option.result_usd == pytest.approx(0.0022)
    assert {price.factor for price in option.prices} == {1.1}
    assert [price.usd for price in option.prices] == pytest.approx([1.1, 1.1])


def test_announced_prices_stand_beside_the_one_of_today() -> None:
    later = ON + timedelta(days=100)
    changed = (
        *tokens("m1", "1", valid_to=later - timedelta(days=1)),
        *tokens("m1", "2", valid_from=later),
    )
    option = one(alone(prices=changed))

    assert [[row.valid_from for row in price.rows] for price in option.prices] == [
        [BEFORE, later],
        [BEFORE, later],
    ]


@pytest.mark.parametrize(
    ("effort", "reasoning", "tokens_out"),
    [
        (Effort.NONE, Known.YES, 1_000),
        (Effort.LOW, Known.YES, 1_000 + 300 + 500),
        (Effort.MEDIUM, Known.YES, 1_000 + 1_200 + 1_500),
        (Effort.HIGH, Known.YES, 1_000 + 2_500 + 3_000),
        (Effort.MAX, Known.YES, 1_000 + 5_000 + 5_000),
        (Effort.UNNAMED, Known.YES, 1_000 + 2_500 + 3_000),
        (Effort.UNNAMED, Known.UNKNOWN, 1_000 + 2_500 + 3_000),
        (Effort.UNNAMED, Known.NO, 1_000),
    ],
)
def test_tokens_of_thinking_are_paid_as_output(
    effort: Effort, reasoning: Known, tokens_out: int
) -> None:
    rows = alone(of=model("m1", reasoning=reasoning), scores=(score("m1", 1500, effort=effort),))
    measured = [row for row in looked(rows).options if not row.key.endswith("light")]

    assert [row.result_usd for row in measured] == [pytest.approx((1_000 + tokens_out) / 1_000_000)]


# ------------------------------------------------------------------------------- what an option is


def test_connecting_costs_by_what_it_is_built_into() -> None:
    costs = [one(alone(), answers(built_into=into)).connecting_usd for into in (None, *BuiltInto)]

    assert costs == [2_500, 300, 2_500, 10_000]


def test_a_preview_and_thinking_where_somebody_waits_are_only_tried() -> None:
    hurried = use_case(answers_within=AnswersWithin.SECONDS)
    thinks = (score("m1", 1500, effort=Effort.HIGH),)
    unread = answers(job(review=Review.NOBODY))

    assert one(alone(of=model("m1", preview=True))).challenger_only
    assert one(alone(scores=thinks, use_cases=(hurried,)), unread).challenger_only
    assert not one(alone(scores=thinks, use_cases=(hurried,)), answers()).challenger_only


def test_only_a_developer_connects_a_model() -> None:
    assert one(alone()).needs_developer
    assert not one(alone(), answers(builder=Builder.DEVELOPER)).needs_developer


@pytest.mark.parametrize(
    ("fields", "month_usd", "connecting_usd", "care"),
    [
        # 176 hours at $3, a form or a script
        ({}, 528, 2_500, 10),
        # a PC that stands there is looked after already, a larger one is work
        ({"machine_stands": True, "machine": MachineSize.PC}, 0, 2_500, 1),
        ({"machine_stands": True, "machine": MachineSize.SERVER}, 0, 2_500, 10),
    ],
)
def test_what_an_own_machine_costs(
    fields: dict[str, Any], month_usd: float, connecting_usd: float, care: float
) -> None:
    option = one(alone(of=model("m1", **OPEN)), replace(OWN, **fields), kind=OptionKind.MACHINE)

    assert (option.seats_usd, option.connecting_usd, option.care_hours) == (
        month_usd,
        connecting_usd,
        care,
    )


def test_by_hand_a_chat_window_is_installed_and_one_that_stands_there_is_not() -> None:
    rows = alone(of=model("m1", **OPEN))
    by_hand: dict[str, Any] = {"kind": OptionKind.MACHINE, "built_in": False}

    assert one(rows, OWN, **by_hand).connecting_usd == 300
    assert one(rows, replace(OWN, machine_stands=True), **by_hand).connecting_usd == 0


def test_a_machine_that_is_full_takes_another() -> None:
    # a PC makes a quarter of a million tokens an hour: 176 hours take 44,000 letters of 1,000
    few, many = (
        answers(job(results=Decimal(number)), place=Place.OWN_SERVERS)
        for number in (44_000, 44_001)
    )
    rows = alone(of=model("m1", **OPEN))

    first, second = (one(rows, given, kind=OptionKind.MACHINE) for given in (few, many))
    assert (first.tool, first.seats_usd, second.seats_usd) == ("m1@pc", 528, 1_056)


@pytest.mark.parametrize(
    ("tokens_out", "effort"),
    [(SHORT_TOKENS, "none"), (SHORT_TOKENS + 1, "max"), (0, "max")],
)
def test_for_a_code_or_a_word_no_model_thinks(tokens_out: int, effort: str) -> None:
    measured = (score("m1", 1400), score("m1", 1500, effort=Effort.MAX))
    short = use_case(tokens_out=tokens_out)
    rows = alone(of=model("m1", **OPEN), scores=measured, use_cases=(short,))
    few = answers(job(results=Decimal(1)), place=Place.OWN_SERVERS)

    assert one(rows, few, kind=OptionKind.MACHINE).key == f"m1@pc/{effort}"


def test_a_rented_machine_is_a_card_at_least() -> None:
    rented = answers(place=Place.OWN_SERVERS, machine_rented=True)

    assert one(alone(of=model("m1", **OPEN)), rented, kind=OptionKind.MACHINE).tool == "m1@card"


def test_at_law_a_model_runs_as_it_was_measured() -> None:
    facts = OPEN | {"weights_gb": Decimal(15), "weights_gb_measured": Decimal(60)}
    rows = alone(of=model("m1", **facts))
    at_law = answers(job(stakes=Stakes.LAW), place=Place.OWN_SERVERS)

    assert one(rows, OWN, kind=OptionKind.MACHINE).tool == "m1@pc"
    assert one(rows, at_law, kind=OptionKind.MACHINE).tool == "m1@card"


def test_a_licence_with_a_condition_on_the_firm_is_asked_about() -> None:
    asks = model("m1", **OPEN, licence_revenue_max_usd=Decimal(1_000_000))

    assert one(alone(of=asks), OWN, kind=OptionKind.MACHINE).unknowns == (Unknown.LICENCE,)


TEN = tuple(f"m{number}" for number in range(10))
LATER = date(2026, 9, 1)


def of_a_language(models: tuple[str, ...], language: Language) -> Catalog:
    """Return a catalog with a board of a language, on which the first model is the lowest."""
    return catalog(
        skills=(skill(language_boards=("spoken",)),),
        benchmarks=(board(), board("spoken", language=language)),
        models=tuple(model(slug, provider=slug) for slug in models),
        offers=tuple(offer(slug) for slug in models),
        scores=tuple(score(slug, 1400 + 10 * int(slug[1:]), "spoken") for slug in models),
        prices=tuple(price for slug in models for price in tokens(slug)),
    )


@pytest.mark.parametrize(
    ("models_on_it", "language", "languages", "barred"),
    [
        (TEN, Language.GERMAN, (Language.GERMAN,), {"m0"}),
        (TEN, Language.GERMAN, (Language.POLISH, Language.GERMAN), {"m0"}),
        (TEN, Language.GERMAN, (Language.POLISH,), set()),
        (TEN, Language.GERMAN, (), set()),
        (TEN[:9], Language.GERMAN, (Language.GERMAN,), set()),  # no whole tenth
    ],
)
def test_the_lowest_in_a_language_is_only_tried(
    models_on_it: tuple[str, ...],
    language: Language,
    languages: tuple[Language, ...],
    barred: set[str],
) -> None:
    rows = of_a_language(models_on_it, language)
    options = looked(rows, answers(languages=languages)).options

    assert {row.tool for row in options if row.challenger_only} == barred


@pytest.mark.parametrize(
    ("older", "newer", "outdone"),
    [
        # dearer and weaker, or newer, no dearer and not surely weaker
        ({"rating": 1490, "usd": "2"}, {"rating": 1500, "usd": "1"}, "older"),
        ({"rating": 1490, "usd": "1"}, {"rating": 1500, "usd": "1"}, "older"),
        ({"rating": 1510, "usd": "1"}, {"rating": 1500, "usd": "1", "released": LATER}, "older"),
        ({"rating": 1500, "usd": "1"}, {"rating": 1500, "usd": "1"}, ""),  # as old
        ({"rating": 1560, "usd": "1"}, {"rating": 1500, "usd": "1", "released": LATER}, "newer"),
        ({"rating": 1490, "usd": "1"}, {"rating": 1500, "usd": "2", "released": LATER}, ""),
        # of another maker, at another seller, unmeasured, only to be tried
        ({"rating": 1490, "usd": "2"}, {"rating": 1500, "usd": "1", "provider": "b"}, ""),
        ({"rating": 1490, "usd": "2"}, {"rating": 1500, "usd": "1", "seller": "b"}, ""),
        ({"rating": 1490, "usd": "2"}, {"rating": None, "usd": "1"}, ""),
        ({"rating": 1490, "usd": "2"}, {"rating": 1500, "usd": "1", "preview": True}, ""),
    ],
)
def test_a_model_is_outdone_by_a_better_one_of_its_maker_for_no_more(
    older: dict[str, Any], newer: dict[str, Any], outdone: str
) -> None:
    rows = {"older": older, "newer": newer}
    sellers = {slug: row.pop("seller", "acme") for slug, row in rows.items()}
    ratings = {slug: row.pop("rating") for slug, row in rows.items()}
    prices = {slug: tokens(slug, row.pop("usd"), sellers[slug]) for slug, row in rows.items()}
    found = looked(
        catalog(
            models=tuple(model(slug, **row) for slug, row in rows.items()),
            offers=tuple(offer(slug, sellers[slug]) for slug in rows),
            scores=tuple(
                score(slug, rating, low=Decimal(rating - 10), high=Decimal(rating + 10))
                for slug, rating in ratings.items()
                if rating is not None
            ),
            prices=(*prices["older"], *prices["newer"]),
        )
    )

    assert "".join({row.tool for row in found.options if row.outdone}) == outdone


@pytest.mark.parametrize(
    ("knows", "note", "languages", "use"),
    [
        ((Language.POLISH,), "", (Language.POLISH,), "named"),
        ((Language.GERMAN,), "", (Language.POLISH,), "out"),
        ((Language.POLISH,), "", (Language.POLISH, Language.GERMAN), "out"),
        ((Language.GERMAN,), "", (Language.ENGLISH,), "named"),  # every one knows it
        ((Language.GERMAN,), "", (), "named"),
        # where nobody says so, another that surely does leads
        ((), "", (Language.POLISH,), "tried"),
        ((Language.GERMAN,), "50 languages", (Language.POLISH,), "tried"),
    ],
)
def test_what_hears_has_to_know_the_languages_of_the_work(
    knows: tuple[Language, ...], note: str, languages: tuple[Language, ...], use: str
) -> None:
    every = tuple(Language)
    ears = (
        model("m1", purposes=(Purpose.TRANSCRIPTION,), languages=knows, languages_note=note),
        model("m2", purposes=(Purpose.TRANSCRIPTION,), languages=every),
    )
    rows = catalog(
        models=ears,
        offers=tuple(offer(row.slug) for row in ears),
        prices=tuple(price for row in ears for price in tokens(row.slug)),
        model_statements=tuple(hearing(row.slug) for row in ears),
    )
    heard = job(
        use_case=None,
        words="Calls",
        act=JobAct.COPY,
        goes_in=GoesIn.RECORDING,
        medium=Medium.TEXT,
        secrets=frozenset(),
    )
    used = looked(rows, answers(heard, languages=languages))
    uses = {row.tool: "tried" if row.challenger_only else "named" for row in used.options}

    assert uses.get("m1", "out") == use
    assert uses["m2"] == "named"
    assert {row.why for row in used.dropped} <= {WhyOut.LANGUAGE}


def test_what_hears_leads_unsaid_where_nobody_says_it_of_another() -> None:
    ear = model("m1", purposes=(Purpose.TRANSCRIPTION,))
    rows = catalog(
        models=(ear,),
        offers=(offer("m1"),),
        prices=tokens("m1"),
        model_statements=(hearing("m1"),),
    )
    heard = job(
        use_case=None,
        words="Calls",
        act=JobAct.COPY,
        goes_in=GoesIn.RECORDING,
        medium=Medium.TEXT,
        secrets=frozenset(),
    )
    (option,) = looked(rows, answers(heard, languages=(Language.POLISH,))).options

    assert not option.challenger_only


def test_the_lowest_leads_where_no_other_passes() -> None:
    rows = of_a_language(TEN, Language.GERMAN)
    alone_on_sale = replace(rows, offers=(offer("m0"),), prices=tokens("m0"))
    options = looked(alone_on_sale, answers(languages=(Language.GERMAN,))).options

    assert [(row.tool, row.challenger_only) for row in options] == [("m0", False)]


def test_an_unmeasured_model_is_only_tried_where_a_measured_one_passes() -> None:
    both = alone(
        models=(model("m1"), model("new")),
        offers=(offer("m1"), offer("new")),
        prices=(*CHEAP, *tokens("new")),
    )
    barred = {row.tool: row.challenger_only for row in without_unmeasured(looked(both).options)}
    new = looked(replace(both, scores=())).options

    assert barred == {"m1": False, "new": True}
    assert not any(row.challenger_only for row in without_unmeasured(new))
