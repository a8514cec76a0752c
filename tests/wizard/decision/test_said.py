"""What a plan says beside its names: reasons with trail, risks, bill, what would change it.

Also what moved since.
"""

from dataclasses import fields, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from catalog.registry import KINDS
from catalog.schema import Catalog, DataTerms, ModelStatement, UseCase
from catalog.vocabulary import (
    AdviceTopic,
    AppAnswer,
    AppKind,
    AppQuestion,
    Confidence,
    Intake,
    Language,
    Material,
    Medium,
    ModelsInside,
    PriceFor,
    PriceUnit,
    Purpose,
    Region,
    Risk,
    Software,
    SolutionKind,
    Training,
)
from tests.adviser.grid import random_answers
from tests.support import starter_catalog
from tests.wizard.decision.toy_catalog import (
    BEFORE,
    MODELS,
    ON,
    SEEN,
    advice,
    answers,
    app,
    assistant,
    business,
    catalog,
    job,
    model,
    offer,
    plan,
    says,
    seat,
    solution,
    tokens,
    use_case,
)
from tests.wizard.decision.toy_decision import decided, first, tool
from wizard.decision.answers import Answers, Job, PaidPlan
from wizard.decision.bill import Bought
from wizard.decision.cases import case
from wizard.decision.changes import Changing, NameChange, changes
from wizard.decision.decide import decide
from wizard.decision.decision import Decision, JobDecision
from wizard.decision.drift import JobDrift, Promise, drift
from wizard.decision.endings import Advised, StartWith, Use, first_of
from wizard.decision.rules import Rule
from wizard.decision.safety import DANGERS
from wizard.decision.scale import SIDE_BY_SIDE_WEEKS, one_by_one, scale
from wizard.decision.trail import Reason
from wizard.decision.tuning import LADDERS, Tuned, tuning
from wizard.decision.vocabulary import (
    AtHand,
    Builder,
    Condition,
    Country,
    DecidesOn,
    GoesIn,
    JobAct,
    Joining,
    Keeps,
    ModelKind,
    Place,
    Review,
    Secret,
    Stakes,
    Symptom,
)

BUILT_IN: dict[str, Any] = {"built_in": True, "builder": Builder.DEVELOPER}
MANY = job(results=Decimal(1_000))
ANSWER_FIELDS = {field.name for kind in (Answers, Job) for field in fields(kind)}


def rules(reasons: tuple[Reason, ...]) -> list[str]:
    return [reason.rule for reason in reasons]


def why(rule: Rule, of: JobDecision) -> Reason:
    return next(reason for reason in of.reasons if reason.rule is rule)


# ------------------------------------------------------------------------------------- the trail


@pytest.mark.parametrize(
    ("fields", "is_said"),
    [
        ({}, True),
        ({"place": Place.OWN_SERVERS}, False),  # it would break the firm's own rule
        ({"place": Place.EU}, True),  # nothing on file says that it leaves the EU
        ({"jobs": (job(stakes=Stakes.HURT),)}, False),
    ],
)
def test_what_the_firm_has_is_named_first_unless_a_must_of_its_own_bars_it(
    fields: dict[str, Any],
    is_said: bool,  # noqa: FBT001  # a case
) -> None:
    rows = catalog(solutions=(solution(owned=(Software.MICROSOFT_365,)),))
    firm = replace(answers(works_in=frozenset({Software.MICROSOFT_365})), **fields)

    assert (Rule.FIRST_WHAT_YOU_HAVE in rules(first(rows, firm).notes)) is is_said


@pytest.mark.parametrize(
    ("app_kinds", "own", "rule"),
    [
        ((AppKind.ACCOUNTING,), Software.ACCOUNTING_SOFTWARE, Rule.OF_THE_KIND),
        ((AppKind.EMAIL, AppKind.ACCOUNTING), Software.XERO, Rule.OF_THE_KIND),
        ((AppKind.EMAIL,), Software.ACCOUNTING_SOFTWARE, Rule.FIRST_WHAT_YOU_HAVE),
        ((AppKind.ACCOUNTING,), Software.CANVA, None),  # the row does not name it
    ],
)
def test_what_is_itself_of_the_kind_is_told_apart(
    app_kinds: tuple[AppKind, ...], own: Software, rule: Rule | None
) -> None:
    rows = catalog(
        solutions=(solution(app_kinds=app_kinds, owned=(Software.ACCOUNTING_SOFTWARE,)),)
    )
    firm = answers(works_in=frozenset({own}))
    heads = {Rule.OF_THE_KIND, Rule.FIRST_WHAT_YOU_HAVE}

    assert heads & set(rules(first(rows, firm).notes)) == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("works_in", "named"),
    [
        # of its trade, of any trade, of everybody in the office
        ({"microsoft-365", "booking-system", "practice-software"}, "practice-software"),
        ({"microsoft-365", "booking-system"}, "booking-system"),
        ({"microsoft-365"}, "microsoft-365"),
    ],
)
def test_the_program_of_a_trade_comes_before_an_office_suite(
    works_in: set[str], named: str
) -> None:
    own = frozenset(map(Software.read, works_in))
    rows = catalog(solutions=(solution(owned=tuple(sorted(own))),))
    notes = first(rows, answers(works_in=own)).notes
    parameters = [dict(row.parameters) for row in notes if row.rule is Rule.FIRST_WHAT_YOU_HAVE]

    assert parameters == [{"software": named}]


PRACTICE = {"works_in": frozenset({Software.PRACTICE_SOFTWARE})}


@pytest.mark.parametrize(
    ("fields", "firm", "is_asked"),
    [
        ({}, PRACTICE, True),
        ({"stakes": Stakes.MONEY}, PRACTICE, False),
        ({"words": "Translate our leaflets", "act": JobAct.TRANSLATE}, PRACTICE, False),
        ({}, {"works_in": frozenset({Software.ACCOUNTING_SOFTWARE})}, False),  # of any trade
        ({}, PRACTICE | {"place": Place.OWN_SERVERS}, False),
        ({"use_case": "letters", "words": ""}, PRACTICE, False),  # its row says what does it
    ],
)
def test_who_may_hurt_somebody_asks_the_seller_of_the_program_of_his_trade(
    fields: dict[str, Any],
    firm: dict[str, Any],
    is_asked: bool,  # noqa: FBT001  # a case
) -> None:
    usual: dict[str, Any] = {
        "use_case": None,
        "words": "Sort parcels by size",
        "act": JobAct.SORT,
        "medium": Medium.TEXT,
        "stakes": Stakes.HURT,
    }
    given = answers(job(**usual | fields), **firm)

    assert (Rule.OF_THE_KIND in rules(first(None, given).notes)) is is_asked


DESK = {"part_of": Software.ZENDESK, "main_kind": AppKind.EMAIL}


def with_desk(usd: str, *statements: Any, **facts: Any) -> Catalog:
    """Return a catalog in which a program of the firm's answers letters at a price for each."""
    return catalog(
        apps=(app(), app("zendesk", **DESK | facts)),
        app_plans=(
            plan("mail-pro"),
            plan("desk", of="zendesk", capacity=10, capacity_unit=PriceUnit.RESULT),
        ),
        prices=(
            seat("mail-pro", "1"),
            seat("desk"),
            seat("desk", usd, unit=PriceUnit.RESOLUTION, covers=PriceFor.BEYOND),
        ),
        app_statements=(*business(), *statements),
        solutions=(solution(app_kinds=(AppKind.EMAIL,), owned=(Software.HELPDESK,)),),
    )


@pytest.mark.parametrize(
    ("usd", "rule", "costs"),
    [
        ("5.55", Rule.OWN_IS_OUT, 499.5),  # 90 letters beyond the ten; by hand 500
        ("5.56", Rule.OWN_IS_DEAR, 500.4),
        ("0.56", Rule.OWN_IS_OUT, 50.4),
        ("0.55", None, 0),  # a tenth surprises nobody
        ("0", None, 0),
    ],
)
def test_what_a_program_of_the_firm_costs_beside_the_work_by_hand(
    usd: str, rule: Rule | None, costs: float
) -> None:
    trains = says(AppQuestion.TRAINING, AppAnswer.YES, "zendesk")  # so that it is not named
    firm = answers(works_in=frozenset({Software.ZENDESK}))
    notes = first(with_desk(usd, trains), firm).notes
    bills = {Rule.OWN_COSTS, Rule.OWN_IS_OUT, Rule.OWN_IS_DEAR}
    theirs = [note for note in notes if note.rule in bills]

    assert [note.rule for note in theirs] == ([rule] if rule else [])
    assert all(dict(note.parameters)["usd"] == pytest.approx(costs) for note in theirs)
    # what is on file of it is asked of nobody
    assert Rule.OF_THE_KIND not in rules(notes)


def test_a_bill_of_what_may_be_used_is_compared_first() -> None:
    firm = answers(works_in=frozenset({Software.ZENDESK}))

    assert Rule.OWN_COSTS in rules(first(with_desk("2", *business("zendesk")), firm).notes)


@pytest.mark.parametrize(
    "facts",
    [
        {"made_for": ("invoices",)},
        {"part_of": None},
        {"maker": "mail"},  # of what is named
    ],
)
def test_nothing_is_said_of_what_does_another_job_or_is_not_theirs(facts: dict[str, Any]) -> None:
    firm = answers(works_in=frozenset({Software.ZENDESK}))

    assert Rule.OWN_IS_DEAR not in rules(first(with_desk("9", **facts), firm).notes)


@pytest.mark.parametrize(("row", "is_first"), [({"first": "First look."}, True), ({}, False)])
def test_what_needs_no_ai_comes_first_where_the_row_has_it(
    row: dict[str, Any], *, is_first: bool
) -> None:
    rows, owned = catalog(solutions=(solution(**row),)), answers()
    like = answers(Job(key="own-1", words="letters"))

    assert (Rule.FIRST_WITHOUT_AI in rules(first(rows, owned).notes)) is is_first
    assert Rule.FIRST_WITHOUT_AI not in rules(first(rows, like).notes)  # the job is another's


VOICE = Job(
    key="own-1",
    words="Turn voice messages into reports",
    goes_in=GoesIn.DICTATION,
    results=Decimal(60),
    minutes_by_hand=Decimal(20),  # of four minutes of voice
    secrets=frozenset({Secret.CONFIDENTIAL}),
)


def with_hearing(*statements: Any, price: dict[str, Any] | None = None, **facts: Any) -> Catalog:
    """Return a catalog with an app that writes down speech, sold by the hour."""
    many = tuple(
        solution(f"job-{number}", kinds=(SolutionKind.ASSISTANT,), app_kinds=())
        for number in range(9)
    )
    hearing = app("tape", **{"main_kind": AppKind.TRANSCRIPTION, "made_for": ()} | facts)
    visits = use_case("visits", industry="healthcare", material=(Material.PERSONAL,))
    by_hour = seat("tape-hour", "3", **{"unit": PriceUnit.AUDIO_HOUR} | (price or {}))
    return catalog(
        use_cases=(
            *(use_case(row.use_case, name=row.use_case, result="z") for row in many),
            visits,
        ),
        solutions=many,
        apps=(assistant(), hearing),
        app_plans=(plan("chat-team", of="chat"), plan("tape-hour", of="tape")),
        prices=(seat("chat-team", "25"), by_hour),
        app_statements=(*business("chat"), *statements),
    )


SAFE = business("tape")
BY_PEOPLE = {Rule.DICTATED, Rule.TYPED_FIRST, Rule.RECORDED_FIRST}
HEARING = {Rule.WRITTEN_DOWN_FIRST, Rule.HEARS_IN_SECRECY, *BY_PEOPLE}


@pytest.mark.parametrize(
    ("rows", "firm", "rule"),
    [
        (with_hearing(*SAFE), {}, Rule.WRITTEN_DOWN_FIRST),
        # an hour's try shows what it costs at most, and whether it knows the language
        (with_hearing(*SAFE, price={"lowest": True}), {}, Rule.WRITTEN_DOWN_FIRST),
        (with_hearing(*SAFE), {"languages": (Language.POLISH,)}, Rule.WRITTEN_DOWN_FIRST),
        # nothing private goes to who has to answer first
        (with_hearing(*SAFE[:1]), {}, Rule.DICTATED),
        # nobody says where a telephone sends what it hears
        (with_hearing(*SAFE[:3]), {"place": Place.EU}, Rule.TYPED_FIRST),
        (with_hearing(*SAFE[:1]), {"secrecy": True}, Rule.TYPED_FIRST),
        (with_hearing(*SAFE), {"secrecy": True}, Rule.HEARS_IN_SECRECY),
        # a seat may be of what one speaks into
        (with_hearing(*SAFE, price={"unit": PriceUnit.SEAT_MONTH}), {}, Rule.DICTATED),
    ],
)
def test_what_writes_comes_after_what_hears(
    rows: Catalog, firm: dict[str, Any], rule: Rule
) -> None:
    decision = first(rows, answers(VOICE, **firm))
    notes = [note for note in decision.notes if note.rule in HEARING]
    named = first_of(decision.ending)

    assert [note.rule for note in notes] == [rule]
    assert named is not None
    assert named.option.tool == "chat-team"
    # four hours at $3
    assert named.paid_usd == pytest.approx(25 if rule in BY_PEOPLE else 37)
    assert named.option.hearing_usd == named.option.each_usd


OF_RECORDINGS = {"takes": (Intake.DICTATION, Intake.RECORDING)}
OF_PATIENTS = {"made_for": ("visits",)}


@pytest.mark.parametrize(
    ("goes_in", "once", "facts", "rule"),
    [
        # what is recorded goes to what says that it takes recordings, whoever else it is made for
        (GoesIn.RECORDING, False, OF_RECORDINGS, Rule.WRITTEN_DOWN_FIRST),
        (GoesIn.RECORDING, False, OF_PATIENTS | OF_RECORDINGS, Rule.WRITTEN_DOWN_FIRST),
        # nobody dictates anew what lies there
        (GoesIn.RECORDING, False, {}, Rule.RECORDED_FIRST),
        (GoesIn.RECORDING, False, OF_PATIENTS, Rule.RECORDED_FIRST),
        # what was dictated and is done once lies there too
        (GoesIn.DICTATION, True, OF_PATIENTS | OF_RECORDINGS, Rule.WRITTEN_DOWN_FIRST),
        (GoesIn.DICTATION, True, {}, Rule.RECORDED_FIRST),
        # what is dictated each month is said into anything, but for what is made for patients alone
        (GoesIn.DICTATION, False, {}, Rule.WRITTEN_DOWN_FIRST),
        (GoesIn.DICTATION, False, OF_PATIENTS, Rule.DICTATED),
        (GoesIn.DICTATION, False, OF_PATIENTS | OF_RECORDINGS, Rule.DICTATED),
    ],
)
def test_what_is_recorded_is_never_dictated_anew(
    goes_in: GoesIn,
    once: bool,  # noqa: FBT001  # a case
    facts: dict[str, Any],
    rule: Rule,
) -> None:
    voice = replace(VOICE, goes_in=goes_in, once=once)
    decision = first(with_hearing(*SAFE, **facts), answers(voice))

    assert [note.rule for note in decision.notes if note.rule in HEARING] == [rule]


def test_an_hour_has_its_price_and_text_needs_none() -> None:
    (note,) = (
        n for n in first(with_hearing(*SAFE), answers(VOICE)).notes if n.answers == ("goes_in",)
    )
    text = replace(VOICE, goes_in=GoesIn.TEXT)

    assert dict(note.parameters) == {"tool": "tape-hour", "usd": pytest.approx(3)}
    assert not {Rule.WRITTEN_DOWN_FIRST, Rule.DICTATED} & {
        *rules(first(with_hearing(*SAFE), answers(text)).notes)
    }


def test_a_model_that_hears_is_named_where_somebody_connects_it() -> None:
    ear = model("ear", purposes=(Purpose.TRANSCRIPTION,))
    heard = replace(
        with_hearing(),
        models=(ear,),
        offers=(offer("ear", trains_on_inputs=Training.NO),),
        prices=(seat("chat-team", "25"), *tokens("ear")),
        model_statements=(
            ModelStatement(model="ear", reads=(Medium.SPEECH,), makes=(Medium.TEXT,), **SEEN),
        ),
    )
    many = replace(VOICE, results=Decimal(250))  # for what hears enough to be built in
    firm = answers(many, builder=Builder.DEVELOPER, built_in=True)
    (note,) = (note for note in first(heard, firm).notes if note.rule in HEARING)

    assert note.rule == Rule.WRITTEN_DOWN_FIRST
    assert dict(note.parameters)["tool"] == "ear"


def test_of_own_words_what_needs_no_ai_comes_first_too() -> None:
    short = Job(key="own-1", words="Guests", act=JobAct.ANSWER, minutes_by_hand=Decimal(3))

    assert Rule.FIRST_WITHOUT_AI in rules(first(given=answers(short)).notes)


def test_a_program_whose_every_plan_leaves_the_eu_is_not_named_first() -> None:
    rows = catalog(
        solutions=(solution(owned=(Software.CANVA,)),),
        apps=(app(part_of=Software.CANVA),),
        app_plans=(plan("mail-pro"),),
        app_statements=(says(AppQuestion.PLACE, AppAnswer.USA),),
    )
    firm = answers(works_in=frozenset({Software.CANVA}), place=Place.EU)

    assert Rule.FIRST_WHAT_YOU_HAVE not in rules(first(rows, firm).notes)


@pytest.mark.parametrize(
    ("place", "is_out"), [(Place.ANYWHERE, False), (Place.EU, False), (Place.OWN_SERVERS, True)]
)
def test_what_is_paid_and_breaks_the_own_rule_is_named_as_such(
    place: Place,
    is_out: bool,  # noqa: FBT001  # a case
) -> None:
    firm = answers(place=place, paid=(PaidPlan(plan="mail-pro"),))
    notes = [note for note in first(None, firm).notes if note.rule is Rule.PAID_IS_OUT]

    assert [dict(note.parameters) for note in notes] == ([{"tool": "mail-pro"}] if is_out else [])


@pytest.mark.parametrize(
    ("paid", "fields", "is_told"),
    [
        ("mail-pro", {}, True),
        ("mail-pro", {"place": Place.ANYWHERE}, False),  # it is named itself
        ("chat-team", {}, False),  # it is named, and stays where it must
        ("mail-other", {}, False),  # no such plan is on file
    ],
)
def test_what_is_paid_and_promises_no_place_is_told_beside_what_goes_before_it(
    paid: str,
    fields: dict[str, Any],
    is_told: bool,  # noqa: FBT001  # a case
) -> None:
    rows = catalog(app_statements=business("chat"))
    public = answers(job(secrets=frozenset()), paid=(PaidPlan(plan=paid),))
    firm = replace(public, **{"place": Place.EU} | fields)

    assert (Rule.PAID_IS_OUT in rules(first(rows, firm).notes)) is is_told


@pytest.mark.parametrize(
    ("paid", "does_first", "is_named"),
    [
        ("drive-pro", "First save texts.", True),
        ("other", "First save texts.", False),  # of what they work in they named no plan
        ("other", "", True),
    ],
)
def test_after_a_first_step_only_what_surely_is_paid_is_looked_at(
    paid: str,
    does_first: str,
    is_named: bool,  # noqa: FBT001  # a case
) -> None:
    drive = app("drive", main_kind=AppKind.SLIDES, made_for=(), part_of=Software.MICROSOFT_365)
    rows = catalog(
        apps=(assistant(), app(), drive),
        app_plans=(plan("chat-team", of="chat"), plan("mail-pro"), plan("drive-pro", of="drive")),
        solutions=(solution(first=does_first, owned=(Software.MICROSOFT_365,)),),
    )
    firm = answers(works_in=frozenset({Software.MICROSOFT_365}), paid=(PaidPlan(plan=paid),))

    assert (Rule.FIRST_WHAT_YOU_HAVE in rules(first(rows, firm).notes)) is is_named


def test_reasons_come_in_the_order_of_the_method() -> None:
    of = first(None, answers(place=Place.EU))

    assert rules(of.reasons) == [
        Rule.ROW_OF_JOB,
        Rule.STAYS,
        Rule.CONTRACT,
        Rule.COSTS_LEAST,
        Rule.JUDGED_BY,
    ]


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        (answers(paid=(PaidPlan(plan="chat-team"),)), Rule.PAID_ALREADY),
        (answers(job(minutes_by_hand=Decimal("0.5"))), Rule.HAND_COSTS_LESS),
        (answers(limit_usd=Decimal(1)), Rule.OVER_LIMIT),
        (answers(place=Place.OWN_SERVERS), Rule.NOTHING_PASSES),
        (answers(job(decides_on=frozenset({DecidesOn.FUTURE}))), Rule.DECIDES_ON),
        (answers(job(decides_on=frozenset({DecidesOn.EVERYTHING}))), Rule.EVERYTHING),
    ],
)
def test_each_ending_has_its_reason(given: Answers, rule: Rule) -> None:
    assert rule in rules(first(None, given).reasons)


@pytest.mark.parametrize(
    ("minutes", "says"),
    [
        ("3", (Rule.HAND_COSTS_LESS, None)),  # $150 by hand, $151 with AI
        ("4", (Rule.SAVES_TOO_LITTLE, 40.0)),  # $200 and $173, where a seller has to answer first
        ("5", None),  # $250 and $195: more than a fifth
    ],
)
def test_what_waits_and_saves_too_little_is_left_for_that(
    minutes: str, says: tuple[Rule, float | None] | None
) -> None:
    given = answers(job(minutes_by_hand=Decimal(minutes)), place=Place.EU)
    reasons = first(catalog(app_statements=()), given).reasons
    left = {Rule.HAND_COSTS_LESS, Rule.SAVES_TOO_LITTLE}
    of = [(row.rule, dict(row.parameters).get("least")) for row in reasons if row.rule in left]

    assert of == ([says] if says else [])


def test_what_a_seller_has_to_be_asked_is_not_claimed() -> None:
    of = first(catalog(app_statements=()), answers(place=Place.EU))

    assert Rule.CONTRACT not in rules(of.reasons)
    assert Rule.STAYS not in rules(of.reasons)


def test_place_is_not_claimed_either_where_the_answer_may_follow() -> None:
    """Nothing private goes in: the tool is tested, and its seller is asked meanwhile."""
    nothing_private = answers(job(secrets=frozenset()), place=Place.EU)
    of = first(catalog(app_statements=()), nothing_private)

    assert isinstance(of.ending, Use | StartWith)
    assert Condition.SETTLE_PLACE in of.ending.recommendation.first.option.conditions
    assert Rule.STAYS not in rules(of.reasons)


def test_place_is_not_claimed_of_what_may_leave_it() -> None:
    typed = Job(key="social-post-pack", use_case="social-post-pack", results=Decimal(9))
    firm = Answers(jobs=(typed,), place=Place.EU, works_in=frozenset({Software.CANVA}))
    (of,) = decide(firm, starter_catalog(), ON).jobs

    assert isinstance(of.ending, Advised)
    assert Condition.PUBLISHED_ANYWAY in of.ending.recommendation.first.option.conditions
    assert Rule.STAYS not in rules(of.reasons)


@pytest.mark.parametrize(
    ("paid", "rule"),
    [((PaidPlan(plan="basic"),), Rule.PAID_ALREADY), ((), Rule.INSIDE)],
)
def test_a_plan_that_nobody_named_is_not_said_to_be_paid(
    paid: tuple[PaidPlan, ...], rule: Rule
) -> None:
    shop = app("shopify", main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY)
    rows = catalog(
        apps=(shop,),
        app_plans=(plan("basic", of="shopify"),),
        prices=(seat("basic"),),
        app_statements=business("shopify"),
        solutions=(solution(app_kinds=(AppKind.SHOP_WEBSITE,)),),
    )
    firm = answers(works_in=frozenset({Software.SHOPIFY}), paid=paid)
    said = {Rule.PAID_ALREADY, Rule.INSIDE} & {*rules(first(rows, firm).reasons)}

    assert said == {rule}


@pytest.mark.parametrize(
    ("trains", "kind"),
    [(Training.NO, "offers"), (Training.UNKNOWN, "data_terms")],  # by its own word, else its terms
)
def test_of_a_model_no_more_is_claimed_than_that_it_does_not_train(
    trains: Training, kind: str
) -> None:
    terms = DataTerms(
        slug="api",
        seller="acme",
        product="API",
        trains_on_inputs=Training.NO,
        confidence=Confidence.HIGH,
        source="page",
        as_of=BEFORE,
    )
    offers = tuple(offer(slug, trains_on_inputs=trains, terms="api") for slug in MODELS)
    rows = catalog(
        offers=offers, data_terms=(terms,), solutions=(solution(kinds=(SolutionKind.MODEL,)),)
    )
    firm = answers(job(results=Decimal(5000)), builder=Builder.DEVELOPER)
    of = first(rows, firm)

    assert Rule.CONTRACT not in rules(of.reasons)
    assert {fact.kind for fact in why(Rule.KEPT_OUT, of).facts} == {kind}


def test_a_place_rests_on_what_a_source_says_of_the_plan() -> None:
    reason = why(Rule.STAYS, first(None, answers(place=Place.EU)))

    assert reason.answers == ("place", "secrets")
    assert [fact.key for fact in reason.facts] == ["chat:place:page"]


@pytest.mark.parametrize(
    ("inside", "judged", "unmeasured", "unsaid"),
    [
        (ModelsInside.UNKNOWN, True, False, True),
        (ModelsInside.OWN, True, False, True),  # whose models are not on the board
        (ModelsInside.CLASSIC, False, True, False),  # no board of models says anything of it
    ],
)
def test_what_is_no_language_model_is_judged_by_no_board(
    inside: ModelsInside, *, judged: bool, unmeasured: bool, unsaid: bool
) -> None:
    rows = catalog(
        apps=(app(models_inside=inside),),
        app_plans=(plan("mail-pro"),),
        prices=(seat("mail-pro"),),
        app_statements=business(),
        solutions=(solution(kinds=(SolutionKind.APP,)),),
    )
    found = rules(first(rows).reasons)

    assert [
        rule in found for rule in (Rule.JUDGED_BY, Rule.NOBODY_MEASURED, Rule.INSIDE_UNSAID)
    ] == [
        judged,
        unmeasured,
        unsaid,
    ]


@pytest.mark.parametrize(
    ("capacity", "is_said"),
    [({"capacity": Decimal(200), "capacity_unit": PriceUnit.RESULT}, True), ({}, False)],
)
def test_how_much_it_holds_is_said_where_a_source_says_it(
    capacity: dict[str, Any], *, is_said: bool
) -> None:
    rows = catalog(app_plans=(plan("mail-pro", **capacity),), prices=(seat("mail-pro"),))

    assert (Rule.HOLDS in rules(first(rows).reasons)) is is_said


def test_the_reason_of_a_row_stands_only_where_the_owner_chose_the_job() -> None:
    own = Job(
        key="own-1",
        words="Answer complaints",
        results=Decimal(50),
        minutes_by_hand=Decimal(10),
    )
    rows = catalog(use_cases=(use_case(name="Answer complaints"),))
    of = first(rows, answers(own))

    assert of.row == "letters"
    assert Rule.ROW_OF_JOB not in rules(of.reasons)
    assert Rule.LIKE_ANOTHER_JOB in rules(of.notes)


@pytest.fixture(scope="module")
def live() -> Catalog:
    return starter_catalog()


@pytest.fixture(scope="module")
def decisions(live: Catalog) -> list[Decision]:
    """Return the decisions of some random answers on the starter catalog."""
    drawn = list(random_answers(live))[::8]
    return [decide(given, live, ON) for given in drawn]


def test_every_trail_names_answers_and_rows_that_there_are(
    live: Catalog, decisions: list[Decision]
) -> None:
    ids = {kind: {KINDS[kind].id_of(row) for row in getattr(live, kind)} for kind in KINDS}
    reasons = [
        reason
        for decision in decisions
        for of in decision.jobs
        for reason in (*of.notes, *of.reasons, *of.risks)
    ]

    assert {answer for reason in reasons for answer in reason.answers} <= ANSWER_FIELDS
    strange = {
        fact for reason in reasons for fact in reason.facts if fact.key not in ids[fact.kind]
    }
    assert strange == set()
    assert {reason.rule for reason in reasons} <= set(Rule)


def test_no_plan_is_without_risks(decisions: list[Decision]) -> None:
    assert all(of.risks for decision in decisions for of in decision.jobs)


# ----------------------------------------------------------------------------------------- risks


def subjects(of: JobDecision) -> list[str]:
    return [str(dict(risk.parameters)["subject"]) for risk in of.risks]


ALL_RISKS = catalog(
    advice=tuple(
        advice(subject)
        for subject in (
            "factual-errors",
            "personal-data",
            "confidential-data",
            "special-data",
            "breach-of-law",
            "safety",
            "routine",
            "nobody-checks",
            "professional-secrecy",
            "outside-the-eu",
            "seller-terms",
            "private-accounts",
            "list-out-of-date",
            "medical-device",
            "wrong-tool-anyway",
            "high-risk-use",
        )
    )
)


@pytest.mark.parametrize(
    ("given", "there", "not_there"),
    [
        (answers(), "personal-data", "confidential-data"),
        (
            answers(job(secrets=frozenset({Secret.CONFIDENTIAL}))),
            "confidential-data",
            "special-data",
        ),
        (answers(job(secrets=frozenset({Secret.SENSITIVE}))), "special-data", "safety"),
        (answers(job(stakes=Stakes.HURT)), "safety", "breach-of-law"),
        (answers(job(stakes=Stakes.LAW)), "breach-of-law", "safety"),
        (answers(job(review=Review.NOBODY)), "nobody-checks", "routine"),
        (answers(job(results=Decimal(200))), "routine", "nobody-checks"),
        (answers(job(results=Decimal(199))), "factual-errors", "routine"),
        (answers(secrecy=True), "professional-secrecy", "outside-the-eu"),
        (answers(place=Place.EU), "outside-the-eu", "professional-secrecy"),
        (answers(), "private-accounts", "seller-terms"),
        (answers(people=1), "personal-data", "private-accounts"),
        (answers(MANY, **BUILT_IN), "seller-terms", "private-accounts"),
        (answers(job(decides_on=frozenset({DecidesOn.LIST}))), "list-out-of-date", "safety"),
        # where nothing words it within the limit, no model makes anything up
        (
            answers(job(decides_on=frozenset({DecidesOn.LIST})), limit_usd=Decimal(1)),
            "list-out-of-date",
            "factual-errors",
        ),
        (
            answers(job(decides_on=frozenset({DecidesOn.LIST}))),
            "factual-errors",
            "medical-device",
        ),
        (
            answers(job(decides_on=frozenset({DecidesOn.TREATMENT}))),
            "medical-device",
            "factual-errors",
        ),
        (
            answers(job(decides_on=frozenset({DecidesOn.FIT}))),
            "wrong-tool-anyway",
            "factual-errors",
        ),
    ],
)
def test_what_can_go_wrong(given: Answers, there: str, not_there: str) -> None:
    found = subjects(first(ALL_RISKS, given))

    assert there in found
    assert not_there not in found


HIGH_RISK = use_case(high_risk=True, annex_iii="Annex III 4(a)")
OF_A_PERSON = job(decides_on=frozenset({DecidesOn.PERSON}))
JUDGES = catalog(advice=(advice("high-risk-use"), advice("judges-a-person")))


@pytest.mark.parametrize(
    ("row", "given", "there", "fields"),
    [
        (HIGH_RISK, answers(OF_A_PERSON), "high-risk-use", ["annex_iii"]),
        # the law lists another use, so that its duties are not said
        (use_case(), answers(OF_A_PERSON), "judges-a-person", []),
        # of own words nobody knows
        (
            use_case(),
            answers(replace(OF_A_PERSON, key="own-1", use_case=None, words="Rank who applied")),
            "high-risk-use",
            [],
        ),
        # the law of the Union does not bind who is elsewhere
        (HIGH_RISK, answers(OF_A_PERSON, country=Country.USA), "judges-a-person", []),
        (HIGH_RISK, answers(OF_A_PERSON, country=Country.GERMANY), "high-risk-use", ["annex_iii"]),
    ],
)
def test_duties_of_high_risk_are_those_of_the_uses_that_the_law_lists(
    row: UseCase, given: Answers, there: str, fields: list[str]
) -> None:
    judging = [
        risk
        for risk in first(replace(JUDGES, use_cases=(row,)), given).risks
        if dict(risk.parameters)["subject"] in {"high-risk-use", "judges-a-person"}
    ]

    (risk,) = judging
    assert dict(risk.parameters)["subject"] == there
    assert [fact.field for fact in risk.facts] == fields


def test_what_the_owner_fears_comes_first() -> None:
    at_law = subjects(first(ALL_RISKS, answers(job(stakes=Stakes.LAW))))
    at_money = subjects(first(ALL_RISKS, answers()))

    assert at_law[0] == "breach-of-law"
    assert at_money[0] != "breach-of-law"


def test_a_risk_of_the_job_cites_the_job() -> None:
    rows = replace(ALL_RISKS, use_cases=(use_case(risks=(Risk.SAFETY,)),))
    (risk,) = [row for row in first(rows).risks if dict(row.parameters)["subject"] == "safety"]

    assert [(fact.kind, fact.key, fact.field) for fact in risk.facts] == [
        ("use_cases", "letters", "risks")
    ]


# ----------------------------------------------------------------------------------------- the bill


def lines(rows: Catalog | None = None, given: Answers | None = None) -> tuple[Bought, ...]:
    return decided(rows, given).bill


def test_a_bill_states_the_prices_that_were_counted() -> None:
    (line,) = lines()

    assert (line.tool, line.fixed_usd, line.by_use_usd, line.connecting_usd) == (
        "chat-team",
        25,
        0,
        0,
    )
    assert [(price.usd, price.rows[0].valid_from) for price in line.prices] == [(25, BEFORE)]


def test_a_model_is_billed_by_use_and_connected_once() -> None:
    (line,) = lines(None, answers(MANY, **BUILT_IN))

    assert line.fixed_usd == 0
    assert line.by_use_usd == pytest.approx(2)
    assert line.connecting_usd == 2_500


def test_what_is_paid_already_is_billed_at_nothing() -> None:
    (line,) = lines(None, answers(paid=(PaidPlan(plan="chat-team"),)))

    assert (line.paid, line.usd) == (True, 0)


def test_what_names_nothing_bills_nothing() -> None:
    assert lines(None, answers(place=Place.OWN_SERVERS)) == ()


# ----------------------------------------------------------------------------- what would change it


def changed(rows: Catalog | None = None, given: Answers | None = None) -> tuple[NameChange, ...]:
    rows, given = rows or catalog(), given or answers()
    (of,) = decide(given, rows, ON).jobs
    return changes(Changing(job=given.jobs[0], decided=of, answers=given, catalog=rows, on=ON))


def by_rule(found: tuple[NameChange, ...]) -> dict[str, NameChange]:
    return {change.reason.rule: change for change in found}


def parameter(change: NameChange, name: str) -> float:
    value = dict(change.reason.parameters)[name]
    assert not isinstance(value, str)
    return value


def priced(chat: float, mail: float) -> Catalog:
    """Return the toy catalog with other prices of the assistant and of the app for mail."""
    seats = (seat("chat-team", f"{chat}"), seat("mail-pro", f"{mail}"))
    return catalog(prices=(*seats, *catalog().prices[2:]))


def test_a_price_above_which_the_other_is_named() -> None:
    change = by_rule(changed(priced(150, 90)))[Rule.IF_PRICE]
    usd = 150 + parameter(change, "more_usd")
    dearer, cheaper = (priced(usd + cent, 90) for cent in (0.5, -0.5))

    assert change.then == "mail-pro"
    assert dict(change.reason.parameters)["tool"] == "chat-team"
    assert [tool(first(rows)) for rows in (dearer, cheaper)] == ["mail-pro", "chat-team"]


@pytest.mark.parametrize(("mail", "is_said"), [(250, True), (300, False)])
def test_a_price_over_three_times_of_today_is_not_said(mail: float, *, is_said: bool) -> None:
    rows = by_rule(changed(priced(150, mail)))

    assert (Rule.IF_PRICE in rows) is is_said


def test_a_volume_over_three_times_of_today_is_not_said(live: Catalog) -> None:
    for given in list(random_answers(live))[::40]:
        alone = replace(given, jobs=given.jobs[:1])
        today = decide(alone, live, ON).jobs[0].work.results
        rows = by_rule(changed(live, alone))
        turns = [
            parameter(rows[rule], "results")
            for rule in (Rule.IF_MORE, Rule.IF_FEWER)
            if rule in rows
        ]
        assert all(today / 3 <= turn <= today * 3 for turn in turns)


def test_the_nearest_price_or_volume_is_said_first() -> None:
    rows = [row.reason for row in changed(priced(150, 30))]
    (more,) = (float(dict(row.parameters)["results"]) for row in rows if row.rule == Rule.IF_MORE)
    (dearer,) = (
        float(dict(row.parameters)["more_usd"]) for row in rows if row.rule == Rule.IF_PRICE
    )

    assert more / 100 < (30 + dearer) / 30
    assert [row.rule for row in rows[:3]] == [Rule.IF_TEST, Rule.IF_MORE, Rule.IF_PRICE]


def test_a_number_of_results_from_which_the_other_is_named() -> None:
    # pasting takes longer than reading, and an app for mail spares it
    rows = catalog(prices=(seat("chat-team", "25"), seat("mail-pro", "40"), *catalog().prices[2:]))
    short = {"minutes_by_hand": Decimal(3)}
    more = by_rule(changed(rows, answers(job(results=Decimal(300), **short))))[Rule.IF_MORE]
    results = parameter(more, "results")
    after, before = (
        answers(job(results=Decimal(round(results * times)), **short)) for times in (1.05, 0.9)
    )

    assert more.then == "mail-pro"
    assert [tool(first(rows, given)) for given in (after, before)] == ["mail-pro", "chat-team"]


def test_a_seller_who_answers_is_named_where_it_would_be_cheaper() -> None:
    mails = (app(), app("post"))
    rows = catalog(
        apps=mails,
        app_plans=tuple(
            replace(catalog().app_plans[1], slug=f"{of.slug}-pro", app=of.slug) for of in mails
        ),
        prices=(seat("mail-pro", "90"), seat("post-pro", "10")),
        app_statements=business(),
    )
    change = by_rule(changed(rows))[Rule.IF_ANSWERED]

    assert change.then == "post-pro"
    assert dict(change.reason.parameters)["question"] == "contract"


def test_an_answer_that_is_another_changes_the_ending() -> None:
    abroad = says(AppQuestion.PLACE, AppAnswer.USA, "chat")
    rows = catalog(app_statements=(*business("chat")[:3], abroad, *business()))
    change = by_rule(changed(rows))[Rule.IF_ANSWER]

    assert change.reason.answers == ("place",)
    assert change.then == "mail-pro"


@pytest.mark.parametrize(
    ("country", "is_said"), [(None, True), (Country.EU, False), (Country.USA, False)]
)
def test_where_the_firm_is_is_asked_where_that_changes_the_name(
    country: Country | None, *, is_said: bool
) -> None:
    barred = says(AppQuestion.BUSINESS_USE, AppAnswer.NOT_IN_COUNTRIES, countries=(Region.EEA,))
    rows = catalog(
        app_statements=(*business("chat"), *business(), barred),
        prices=(seat("chat-team", "300"), seat("mail-pro")),
    )
    found = [
        row for row in changed(rows, answers(country=country)) if row.reason.answers == ("country",)
    ]

    assert [row.then for row in found] == (["mail-pro"] if is_said else [])


def test_what_would_change_it_is_five_lines_at_most(live: Catalog) -> None:
    for given in list(random_answers(live))[::40]:
        alone = replace(given, jobs=given.jobs[:1])
        assert len(changed(live, alone)) <= 5


# --------------------------------------------------------------------------------- what moved since


def moved(before: Catalog, today: Catalog, given: Answers | None = None) -> JobDrift:
    (found,) = drift(decided(before, given), decided(today, given))
    return found


def of(found: JobDrift) -> dict[Promise, tuple[Any, Any]]:
    return {row.promise: (row.before, row.today) for row in found.moved}


def test_a_plan_that_did_not_move_holds() -> None:
    assert moved(catalog(), catalog()) == JobDrift(job="letters")


@pytest.mark.parametrize(
    ("amount", "moves"), [("29", False), ("30", True), ("21", False), ("20", True), ("50", True)]
)
def test_a_bill_moves_by_five_dollars_at_least_and_the_plan_holds(
    amount: str,
    moves: bool,  # noqa: FBT001  # a case
) -> None:
    today = catalog(prices=(seat("chat-team", amount), *catalog().prices[1:]))
    found = moved(catalog(), today)

    assert of(found) == ({Promise.BILL: (25, float(amount))} if moves else {})
    assert found.holds


def test_a_region_that_fell_is_said_even_where_the_name_stays() -> None:
    abroad = tuple(
        says(AppQuestion.PLACE, AppAnswer.USA, "chat")
        if row.app == "chat" and row.question is AppQuestion.PLACE
        else row
        for row in catalog().app_statements
    )
    found = moved(catalog(), catalog(app_statements=abroad))

    assert of(found) == {Promise.REGION: ("eu", "")}
    assert not found.holds


def test_another_name_and_another_ending_are_said_first() -> None:
    dear = catalog(prices=(seat("chat-team", "900"), *catalog().prices[1:]))
    found = moved(catalog(), dear)

    assert [row.promise for row in found.moved][:2] == [Promise.ENDING, Promise.NAME]
    assert not found.holds


def test_what_an_option_keeps_is_known_whether_or_not_it_is_asked_for() -> None:
    assert first().keeps == {Keeps.EU, Keeps.NO_TRAINING, Keeps.PROCESSOR}
    assert first(None, answers(MANY, **BUILT_IN)).keeps == {Keeps.EU, Keeps.NO_TRAINING}


# --------------------------------------------------------------------------------- tuning and scale

STEPS = tuple(advice(row.slug, AdviceTopic.TUNING) for ladder in LADDERS.values() for row in ladder)
TUNABLE = catalog(advice=STEPS)


def tuned(given: Answers) -> list[tuple[str, tuple[AtHand, ...]]]:
    (of_job,) = decide(given, TUNABLE, ON).jobs
    named = first_of(of_job.ending)
    assert named is not None
    steps = tuning(
        Tuned(
            case=case(given.jobs[0], given, TUNABLE, DANGERS),
            answers=given,
            option=named.option,
            catalog=TUNABLE,
            on=ON,
        )
    )
    return [(step.advice.removeprefix("tuning-"), step.lacks) for step in steps]


@pytest.mark.parametrize(
    ("given", "steps"),
    [
        (answers(), [("instructions", (AtHand.STYLE_GUIDE,))]),
        (
            answers(fears=(Symptom.MADE_UP,)),
            [("look-up", (AtHand.DOCUMENTS,)), ("quotations", (AtHand.DOCUMENTS,))],
        ),
        (
            answers(fears=(Symptom.NOT_OURS,), at_hand=(AtHand.DOCUMENTS,)),
            [("look-up", ())],
        ),
        # an app is not trained: that comes last
        (
            answers(fears=(Symptom.TONE,), at_hand=(AtHand.EXAMPLES,), examples=50),
            [
                ("instructions", (AtHand.STYLE_GUIDE,)),
                ("examples", ()),
                ("fine-tuning", ()),
            ],
        ),
    ],
)
def test_ways_to_better_results_in_the_order_of_trying(
    given: Answers, steps: list[tuple[str, tuple[AtHand, ...]]]
) -> None:
    assert tuned(given) == steps


def test_every_kind_of_model_has_ways_to_better_results() -> None:
    assert set(LADDERS) == {kind.value for kind in ModelKind} | {"code"}
    assert all(LADDERS.values())


PHASES = ("get-ready", "pilot", "side-by-side", "daily-use")
SCALED = catalog(
    use_cases=(use_case(), use_case("notes", name="Write notes", result="notes")),
    solutions=(
        catalog().solutions[0],
        replace(catalog().solutions[0], use_case="notes"),
    ),
    apps=(catalog().apps[0], app(made_for=("letters", "notes"))),
    advice=(
        *(advice(subject, AdviceTopic.PHASE) for subject in PHASES),
        advice("next-step", AdviceTopic.HAND_OFF),
    ),
)


def test_jobs_begin_in_their_order_one_alone_and_the_others_after_it() -> None:
    given = answers(
        job(stakes=Stakes.HURT),
        job(key="notes", use_case="notes", stakes=Stakes.NUISANCE),
        starts=ON,
        joining=Joining.TOGETHER,
    )
    decision = decide(given, SCALED, ON)
    cases = [case(row, given, SCALED, DANGERS) for row in given.jobs]
    week, later = timedelta(weeks=1), timedelta(weeks=SIDE_BY_SIDE_WEEKS)
    order = one_by_one(["letters", "notes"], ON, ON + week)
    way = scale(decision, cases, given, SCALED, order)

    assert [(row.job, row.tested_from, row.begins) for row in way.order] == [
        ("letters", ON, ON + week),
        ("notes", ON + later, ON + later + week),
    ]
    assert [(row.before, row.after) for row in way.hand_offs] == [("letters", "notes")]
    assert [row.jobs for row in way.tools] == [("letters", "notes")]
    assert [(row.advice, row.begins, row.ends) for row in way.phases] == [
        ("phase-pilot", ON, ON + week),
        ("phase-side-by-side", ON + week, ON + week + later),
        ("phase-daily-use", ON + week + later, None),
    ]


@pytest.mark.parametrize(
    ("kinds", "channel", "is_sent"),
    [
        ((AppKind.PHONE,), Software.PHONE_SYSTEM, True),
        ((AppKind.PHONE,), Software.VIDEO_CALLS, False),
        ((AppKind.PHONE,), None, False),
    ],
)
def test_who_handles_calls_looks_at_the_telephone_first(
    kinds: tuple[AppKind, ...],
    channel: Software | None,
    is_sent: bool,  # noqa: FBT001  # a case
) -> None:
    rows = catalog(
        apps=(app(main_kind=kinds[0]),),
        solutions=(replace(catalog().solutions[0], app_kinds=kinds, channel=channel),),
    )
    (decided,) = decide(answers(job()), rows, ON).jobs

    rules = {note.rule for note in decided.notes}
    assert (Rule.OF_THE_KIND in rules) is is_sent


def test_where_nothing_is_named_there_is_no_way_to_scale() -> None:
    given = answers(place=Place.OWN_SERVERS)
    decision = decide(given, SCALED, ON)
    cases = [case(row, given, SCALED, DANGERS) for row in given.jobs]

    assert scale(decision, cases, given, SCALED, ()).order == ()


@pytest.mark.parametrize(
    ("results", "built_in", "is_said"),
    [
        (499, True, True),
        (500, True, False),  # a model is named
        (499, False, False),
        (499, None, False),
    ],
)
def test_whoever_wants_it_built_in_reads_from_how_many_that_pays(
    results: int,
    built_in: bool | None,  # noqa: FBT001  # a case
    is_said: bool,  # noqa: FBT001  # a case
) -> None:
    given = answers(job(results=Decimal(results)), built_in=built_in, builder=Builder.DEVELOPER)
    reasons = {row.rule: dict(row.parameters) for row in first(catalog(), given).reasons}

    assert (Rule.BUILT_LATER in reasons) is is_said
    assert reasons.get(Rule.BUILT_LATER, {"least": 500})["least"] == 500
