"""Which apps compete for a job, as what, at which price and for how many results.

This is on a toy catalog.
"""

from decimal import Decimal
from math import log
from typing import Any

import pytest

from catalog.plan_costs import FREE_RESULTS
from catalog.schema import AppPlan, Catalog
from catalog.vocabulary import (
    AppAnswer,
    AppKind,
    AppQuestion,
    Billing,
    Buyer,
    Intake,
    Known,
    Language,
    MachineSize,
    Material,
    Medium,
    ModelsInside,
    PriceFor,
    PriceUnit,
    RunsOn,
    Software,
    SolutionKind,
)
from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.decision.toy_catalog import (
    ON,
    answers,
    app,
    assistant,
    business,
    catalog,
    job,
    machine,
    model,
    plan,
    says,
    seat,
    solution,
    use_case,
)
from tests.wizard.filled_in import filled_in
from wizard.decision.answers import Answers, PaidPlan
from wizard.decision.app_roles import AppSearch
from wizard.decision.apps import Apps, apps
from wizard.decision.boards import Judge, board_of
from wizard.decision.cases import case
from wizard.decision.costs import paid_usd
from wizard.decision.intakes import intakes_of
from wizard.decision.market import look
from wizard.decision.options import Option
from wizard.decision.vocabulary import (
    Builder,
    Condition,
    GoesIn,
    JobAct,
    OptionKind,
    Review,
    Secret,
    Stakes,
    Unknown,
    WhyOut,
)

INF = float("inf")
PUBLIC = frozenset[Any]()
PERSONAL = frozenset({Secret.PERSONAL})


def found(rows: Catalog | None = None, given: Answers | None = None, *, board: str = "") -> Apps:
    """Return the apps for the first job of a firm, which a board decides, if any."""
    rows, given = rows or catalog(), given or answers()
    parted = case(given.jobs[0], given, rows, {})
    search = AppSearch(
        catalog=rows,
        on=ON,
        answers=given,
        case=parted,
        row=parted.row,
        judge=Judge(board=board_of(rows, board)),
    )
    return apps(search)


def named(rows: Catalog | None = None, given: Answers | None = None) -> dict[str, OptionKind]:
    return {option.key: option.kind for option in found(rows, given).options}


def one(rows: Catalog, given: Answers | None = None) -> Option:
    (option,) = found(rows, given).options
    return option


def mails(*prices: Any, of: Any = None, statements: Any = None, **facts: Any) -> Catalog:
    """Return a catalog with one plan of the app for mail."""
    return catalog(
        apps=(of or app(),),
        app_plans=(plan("mail-pro", **facts),),
        prices=prices or (seat("mail-pro"),),
        app_statements=business() if statements is None else statements,
    )


# -------------------------------------------------------------------------------- who competes


def test_the_assistant_and_the_app_of_the_row_compete() -> None:
    assert named() == {"chat-team": OptionKind.ASSISTANT, "mail-pro": OptionKind.APP}


@pytest.mark.parametrize(
    ("facts", "competes"),
    [
        ({}, True),
        ({"made_for": ("invoices",)}, False),  # made for another job
        ({"made_for": ()}, False),
        ({"main_kind": AppKind.CRM}, False),  # another kind
        ({"main_kind": AppKind.CRM, "more_kinds": (AppKind.EMAIL,)}, True),
    ],
)
def test_an_app_competes_if_it_is_made_for_the_job_and_of_a_kind_of_the_row(
    facts: dict[str, Any],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    assert ("mail-pro" in named(mails(of=app(**facts)))) is competes


METERS = use_case("meters", name="Read meters from photos", result="readings")
VISITS = use_case(
    "visits", name="Write notes of a visit", industry="healthcare", material=(Material.PERSONAL,)
)


@pytest.mark.parametrize(
    ("words", "fields", "facts", "competes"),
    [
        # its own sentence, or a job that it is filed under, names the thing
        ("Copy meters", {}, {"about": "Reads meters and bills."}, True),
        ("Copy meters", {}, {"made_for": ("meters", "letters")}, True),
        ("Copy meters", {}, {"about": "Reads bills.", "made_for": ()}, False),
        ("Copy meters", {}, {"about": "Reads papers of any kind.", "made_for": ()}, False),
        ("Copy meters", {}, {"about": "Reads meters.", "main_kind": AppKind.EMAIL}, False),
        # what only carries it names nothing
        ("Copy photos of meters", {}, {"about": "Reads photos.", "made_for": ()}, False),
        # its kind is the act, whatever it is about
        ("Compose a jingle", {"medium": Medium.MUSIC}, {"main_kind": AppKind.MUSIC}, True),
        ("Translate menus", {"medium": Medium.TEXT}, {"main_kind": AppKind.TRANSLATION}, True),
    ],
)
def test_in_own_words_an_app_competes_if_its_sentence_names_the_work(
    words: str,
    fields: dict[str, Any],
    facts: dict[str, Any],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    usual = {"use_case": None, "medium": Medium.DATA, "goes_in": GoesIn.PAPER, "secrets": PUBLIC}
    makes = tuple(Medium)
    reader = app(**{"main_kind": AppKind.DOCUMENT_CAPTURE, "makes": makes} | facts)
    rows = replace(mails(of=reader), use_cases=(use_case(), METERS))

    assert (
        "mail-pro" in named(rows, answers(filled_in(job(words=words, **usual | fields))))
    ) is competes


@pytest.mark.parametrize(
    ("words", "facts", "secrets", "competes"),
    [
        ("Type out recordings of hearings", {"takes": (Intake.RECORDING,)}, PERSONAL, True),
        ("Type out recordings of hearings", {"takes": (Intake.VIDEO,)}, PERSONAL, True),
        ("Type out recordings of hearings", {"takes": (Intake.DICTATION,)}, PERSONAL, False),
        ("Type out recordings of hearings", {}, PERSONAL, True),  # unknown is no *no*
        ("Type out dictations", {"takes": (Intake.DICTATION,)}, PERSONAL, True),
        ("Type out dictations", {"takes": (Intake.VIDEO,)}, PERSONAL, False),
        # whoever takes any recording is not made for patients alone
        (
            "Type out recordings of hearings",
            {"takes": (Intake.RECORDING,), "made_for": ("visits",)},
            PERSONAL,
            True,
        ),
        ("Type out recordings of hearings", {"made_for": ("visits",)}, PERSONAL, False),
        # its terms speak of patients: they hold for nobody else’s private words
        ("Type out dictations", {"made_for": ("visits",)}, PERSONAL, False),
        ("Type out dictations", {"made_for": ("visits",)}, PUBLIC, True),
        ("Type out dictations", {"made_for": ("visits", "letters")}, PERSONAL, True),
    ],
)
def test_what_is_recorded_is_written_down_by_what_takes_recordings(
    words: str,
    facts: dict[str, Any],
    secrets: frozenset[Any],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    hears = app(**{"main_kind": AppKind.TRANSCRIPTION} | facts)
    rows = replace(mails(of=hears), use_cases=(use_case(), VISITS))
    own = filled_in(job(use_case=None, words=words, medium=Medium.TEXT, secrets=secrets))

    assert ("mail-pro" in named(rows, answers(own))) is competes


CLEANED = {"words": "Clean talks", "medium": Medium.SPEECH, "goes_in": GoesIn.RECORDING}
HEARD = {
    "words": "Type out talks",
    "act": JobAct.COPY,
    "medium": Medium.TEXT,
    "goes_in": GoesIn.RECORDING,
}
WRITES_DOWN = {"main_kind": AppKind.TRANSCRIPTION}
VOICE = {"main_kind": AppKind.VOICE, "makes": (Medium.SPEECH,)}
CUTTER: dict[str, Any] = {"main_kind": AppKind.VIDEO_EDITOR, "makes": (Medium.SPEECH,)}


@pytest.mark.parametrize(
    ("fields", "facts", "competes"),
    [
        (CLEANED, CUTTER | {"takes": (Intake.RECORDING,)}, True),
        (CLEANED, CUTTER | {"takes": (Intake.TEXT,)}, False),
        # what makes films only gives no sound back
        (CLEANED, CUTTER | {"takes": (Intake.RECORDING,), "makes": (Medium.VIDEO,)}, False),
        # what reads a text aloud is no tool for a recording, nor the other way round
        (CLEANED, CUTTER | {"main_kind": AppKind.VOICE}, False),
        (CLEANED | {"goes_in": GoesIn.TEXT}, CUTTER | {"main_kind": AppKind.VOICE}, True),
        (CLEANED | {"goes_in": GoesIn.TEXT}, CUTTER, False),
    ],
)
def test_what_is_recorded_goes_to_what_takes_and_makes_sound(
    fields: dict[str, Any],
    facts: dict[str, Any],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    rows = replace(mails(of=app(**facts)), use_cases=(use_case(),))
    own = job(use_case=None, act=JobAct.MAKE, secrets=PUBLIC, **fields)

    assert ("mail-pro" in named(rows, answers(own))) is competes


@pytest.mark.parametrize(
    ("has_to_go_in", "may_go_in", "takes", "competes"),
    [
        ((), (Medium.TEXT, Medium.IMAGE), (Intake.VIDEO,), False),
        ((), (Medium.TEXT, Medium.IMAGE), (Intake.TEXT,), True),
        ((), (Medium.TEXT, Medium.VIDEO), (Intake.VIDEO,), True),
        ((Medium.IMAGE,), (Medium.TEXT, Medium.IMAGE), (Intake.TEXT,), False),
        ((Medium.IMAGE,), (Medium.TEXT, Medium.IMAGE), (Intake.PHOTO,), True),
        ((Medium.IMAGE,), (Medium.TEXT, Medium.IMAGE), (), True),
    ],
)
def test_an_app_filed_under_a_job_takes_what_goes_in(
    has_to_go_in: tuple[Medium, ...],
    may_go_in: tuple[Medium, ...],
    takes: tuple[Intake, ...],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    letters = use_case(inputs=may_go_in, must_inputs=has_to_go_in)
    rows = replace(mails(of=app(takes=takes)), use_cases=(letters,))

    assert ("mail-pro" in named(rows, answers(job()))) is competes


def test_no_app_on_file_is_made_for_a_job_whose_material_it_does_not_take() -> None:
    rows = starter_catalog()
    known = [row for row in rows.apps if row.takes]
    refused = [
        (row.slug, slug)
        for row in known
        for slug in row.made_for
        if intakes_of(job(use_case=slug), rows.use_case[slug]).isdisjoint(row.takes)
    ]

    assert known
    assert not refused


@pytest.mark.parametrize(
    ("fields", "facts", "is_known"),
    [
        (CLEANED, CUTTER | {"takes": (Intake.RECORDING,)}, True),
        (CLEANED, CUTTER, False),
        ({"words": "Read talks aloud", "medium": Medium.SPEECH}, VOICE, True),
        (HEARD, WRITES_DOWN, False),
        (HEARD, WRITES_DOWN | {"takes": (Intake.VIDEO,)}, True),
        # what hears can be spoken to
        (HEARD | {"goes_in": GoesIn.DICTATION}, WRITES_DOWN, True),
        (HEARD | {"goes_in": GoesIn.DICTATION, "once": True}, WRITES_DOWN, False),
    ],
)
def test_what_may_not_take_it_is_tried_beside_another_and_never_named(
    fields: dict[str, Any],
    facts: dict[str, Any],
    is_known: bool,  # noqa: FBT001  # a case
) -> None:
    rows = replace(mails(of=app(**facts)), use_cases=(use_case(),))
    own = job(use_case=None, secrets=PUBLIC, **fields)
    option = one(rows, answers(own))

    assert option.never_pick is not is_known
    assert option.challenger_only or is_known


@pytest.mark.parametrize(
    ("kinds", "fields", "is_offered"),
    [
        ((SolutionKind.MACHINE,), {"machine_stands": True}, True),
        ((SolutionKind.MACHINE,), {}, False),  # nobody buys one for a hundred letters
        ((SolutionKind.ASSISTANT,), {"machine_stands": True}, False),  # the row names none
    ],
)
def test_a_machine_that_stands_there_is_looked_at_for_any_number(
    kinds: tuple[SolutionKind, ...],
    fields: dict[str, Any],
    is_offered: bool,  # noqa: FBT001  # a case
) -> None:
    weights = {"open_weights": Known.YES, "self_hosting": Known.YES, "commercial_use": Known.YES}
    rows = catalog(
        solutions=(solution(kinds=kinds),),
        models=(model("m1", weights_gb=Decimal(15), **weights),),
        offers=(),
        scores=(),
        machines=(machine(),),
    )
    given = answers(machine=MachineSize.CARD, **fields)
    options = look(case(given.jobs[0], given, rows, {}), given, rows, ON).options

    assert any(option.kind is OptionKind.MACHINE for option in options) is is_offered


@pytest.mark.parametrize(
    ("facts", "usd", "place", "is_bare"),
    [
        ({}, "0", AppAnswer.OWN_SERVER, True),
        ({}, "20", AppAnswer.OWN_SERVER, False),  # a model may be in the price
        ({}, "0", AppAnswer.EU, False),
        ({"models_inside": ModelsInside.CLASSIC}, "0", AppAnswer.OWN_SERVER, False),
    ],
)
def test_what_is_empty_without_a_model_is_never_named(
    facts: dict[str, Any],
    usd: str,
    place: AppAnswer,
    is_bare: bool,  # noqa: FBT001  # a case
) -> None:
    links = app(**{"models_inside": ModelsInside.USER_PICKS} | facts)
    others = (row for row in business() if row.question is not AppQuestion.PLACE)
    statements = (*others, says(AppQuestion.PLACE, place))

    assert one(mails(seat("mail-pro", usd), of=links, statements=statements)).never_pick is is_bare


def test_an_app_is_left_where_the_row_names_none() -> None:
    rows = catalog(solutions=(solution(kinds=(SolutionKind.ASSISTANT,)),))

    assert named(rows) == {"chat-team": OptionKind.ASSISTANT}


PAID = (PaidPlan(plan="chat-team"),)


@pytest.mark.parametrize(
    ("row", "fields", "competes"),
    [
        ({}, {}, True),
        ({"assistants": ()}, {}, False),  # the row names another, or none
        ({"assistants": ("other",)}, {"paid": PAID}, True),  # paid for, and it makes texts
        ({"kinds": (SolutionKind.APP,)}, {}, False),
        ({"kinds": (SolutionKind.APP,)}, {"paid": PAID}, True),  # the row names it all the same
        ({"kinds": (SolutionKind.APP,), "assistants": ("other",)}, {"paid": PAID}, False),
        ({"app_is_right": True}, {}, False),  # an app is clearly right
        ({"app_is_right": True}, {"paid": PAID}, True),
        ({"app_is_right": True, "assistants": ("other",)}, {"paid": PAID}, False),
        ({"app_is_right": True, "app_kinds": ()}, {}, True),  # but names no kind of app
        ({}, {"built_in": False}, True),
    ],
)
def test_when_an_assistant_competes(
    row: dict[str, Any],
    fields: dict[str, Any],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    kinds = {"app_kinds": (AppKind.SOCIAL_POSTS,)} | row
    rows = catalog(solutions=(solution(**kinds),))

    assert ("chat-team" in named(rows, answers(**fields))) is competes


def test_somebody_has_to_sit_in_front_of_an_assistant_where_people_wait() -> None:
    rows = catalog(solutions=(solution(live=True),))

    assert "chat-team" in named(rows, answers(job(review=Review.EVERY)))
    assert "chat-team" not in named(rows, answers(job(review=Review.NOBODY)))


@pytest.mark.parametrize(
    ("app_kind", "assistants", "heard", "competes"),
    [
        (AppKind.SOCIAL_POSTS, ("suite",), False, True),
        (AppKind.EMAIL, ("suite",), False, False),  # what the row names sees the firm's mail
        (AppKind.EMAIL, (), False, False),
        (AppKind.EMAIL, ("suite", "chat"), False, True),  # what it reads can be pasted
        (AppKind.EMAIL, ("suite", "chat"), True, False),  # what is said cannot
    ],
)
def test_an_assistant_inside_does_what_it_can_see(
    app_kind: AppKind,
    assistants: tuple[str, ...],
    heard: bool,  # noqa: FBT001  # a case
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    speech: dict[str, Any] = {"inputs": (Medium.SPEECH,), "board_transcription": "votes"}
    inside = assistant("copilot", part_of=Software.MICROSOFT_365)
    suite = assistant("suite", part_of=Software.GOOGLE_WORKSPACE)
    rows = catalog(
        use_cases=(use_case(**speech) if heard else use_case(),),
        apps=(inside, suite, assistant()),
        app_plans=(plan("copilot-chat", of="copilot"),),
        app_statements=business("copilot"),
        prices=(seat("copilot-chat"),),
        solutions=(solution(app_kinds=(app_kind,), assistants=assistants),),
    )
    firm = answers(works_in=frozenset({Software.MICROSOFT_365}))

    assert ("copilot-chat" in named(rows, firm)) is competes
    assert named(rows) == {}  # who does not work in it has no use for it


def test_an_unnamed_assistant_makes_what_comes_out() -> None:
    drawing = catalog(
        solutions=(solution(assistants=("other",), app_kinds=()),),
        apps=(assistant(makes=(Medium.IMAGE,)),),
    )

    assert named(drawing, answers(paid=PAID)) == {}


# ------------------------------------------------------------------------ conditions of the row


@pytest.mark.parametrize(
    ("row", "fields", "competing"),
    [
        ({}, {"results": Decimal(10_000)}, {"chat-team", "mail-pro", "shop-pro"}),
        ({"general_up_to": 100}, {"results": Decimal(100)}, {"chat-team", "mail-pro", "shop-pro"}),
        # one more than anybody gives it one by one: only what is made for that above all
        ({"general_up_to": 100}, {"results": Decimal(101)}, {"mail-pro"}),
        # nobody said how many: our hundred counts
        ({"general_up_to": 99}, {"results": None}, {"mail-pro"}),
        ({"general_up_to": 100}, {"results": None}, {"chat-team", "mail-pro", "shop-pro"}),
        # nothing else is named: it is taken all the same, but not by hand
        ({"general_up_to": 9, "kinds": (SolutionKind.ASSISTANT,), "app_kinds": ()}, {}, set()),
        ({"by_rights": True}, {"stakes": None}, {"chat-team", "mail-pro", "shop-pro"}),
        ({"by_rights": True}, {"stakes": Stakes.NUISANCE}, {"chat-team", "mail-pro", "shop-pro"}),
        ({"by_rights": True}, {"stakes": Stakes.MONEY}, {"mail-pro", "shop-pro"}),
        ({"by_rights": True}, {"stakes": Stakes.LAW}, {"mail-pro", "shop-pro"}),
        ({"by_rights": False}, {"stakes": Stakes.LAW}, {"chat-team", "mail-pro", "shop-pro"}),
    ],
)
def test_the_conditions_of_the_row_come_before_everything_else(
    row: dict[str, Any], fields: dict[str, Any], competing: set[str]
) -> None:
    sideline = app("shop", main_kind=AppKind.SHOP_WEBSITE, more_kinds=(AppKind.EMAIL,))
    rows = catalog(
        apps=(assistant(), app(), sideline),
        app_plans=(plan("chat-team", of="chat"), plan("mail-pro"), plan("shop-pro", of="shop")),
        prices=(seat("chat-team"), seat("mail-pro"), seat("shop-pro")),
        app_statements=(*business("chat"), *business(), *business("shop")),
        solutions=(solution(**row),),
    )

    assert named(rows, answers(job(**fields), built_in=False)).keys() == competing


@pytest.mark.parametrize(
    ("industry", "assistants", "competes"),
    [
        ("healthcare", ("chat",), True),  # the row names it
        ("healthcare", ("other",), False),  # that many rows name it is not enough for patients
        ("office", ("other",), True),
    ],
)
def test_of_patients_only_an_assistant_that_the_row_names_hears(
    industry: str,
    assistants: tuple[str, ...],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    of_people = use_case(industry=industry, material=(Material.PERSONAL,))
    rows = catalog(
        use_cases=(of_people, use_case("notes")),
        solutions=(
            solution(assistants=assistants, app_kinds=(AppKind.SOCIAL_POSTS,)),
            solution("notes"),
        ),
    )

    assert ("chat-team" in named(rows)) is competes


def test_an_assistant_that_the_firm_has_counts_where_rights_decide() -> None:
    rows = catalog(solutions=(solution(by_rights=True),))
    at_law = job(stakes=Stakes.LAW)

    assert "chat-team" in named(rows, answers(at_law, paid=PAID))
    assert "chat-team" not in named(rows, answers(at_law))


@pytest.mark.parametrize(
    ("channel", "inside", "works_in", "asks"),
    [
        (None, (), frozenset(), False),
        (Software.PHONE_SYSTEM, (Software.PHONE_SYSTEM,), frozenset(), False),
        (Software.PHONE_SYSTEM, (Software.TEAMS,), frozenset({Software.TEAMS}), True),
        # of a group any of it, and of what the firm named that alone
        (Software.VIDEO_CALLS, (Software.TEAMS,), frozenset(), False),
        (Software.VIDEO_CALLS, (Software.TEAMS,), frozenset({Software.TEAMS}), False),
        (Software.VIDEO_CALLS, (Software.TEAMS,), frozenset({Software.ZOOM}), True),
        (Software.VIDEO_CALLS, (Software.TEAMS,), frozenset({Software.VIDEO_CALLS}), False),
        (Software.VIDEO_CALLS, (Software.SLACK,), frozenset(), True),
    ],
)
def test_what_hears_only_what_runs_in_it_says_so(
    channel: Software | None,
    inside: tuple[Software, ...],
    works_in: frozenset[Software],
    asks: bool,  # noqa: FBT001  # a case
) -> None:
    rows = replace(
        mails(of=app(works_inside=inside)),
        solutions=(solution(channel=channel),),
    )
    option = one(rows, answers(works_in=works_in))

    assert (Condition.RUNS_IN_IT in option.conditions) is asks


# ------------------------------------------------------------------- what lives in another system


SUITES = (Software.MICROSOFT_365, Software.GOOGLE_WORKSPACE)


@pytest.mark.parametrize(
    ("facts", "works_in", "competes"),
    [
        ({}, frozenset(), True),
        ({"needs": (Software.SHOPIFY,)}, frozenset(), False),
        ({"needs": (Software.SHOPIFY,)}, frozenset({Software.SHOPIFY}), True),
        ({"needs": (Software.SHOPIFY,)}, frozenset({Software.WOOCOMMERCE}), False),
        # a need of the group is met by any of it
        ({"needs": (Software.WEBSITE_BUILDER,)}, frozenset({Software.WOOCOMMERCE}), True),
        # one of several is enough
        ({"needs": SUITES}, frozenset({Software.GOOGLE_WORKSPACE}), True),
        ({"needs": SUITES}, frozenset({Software.BOOKING_SYSTEM}), False),
        ({"needs": SUITES}, frozenset(), False),
        ({"part_of": Software.SHOPIFY}, frozenset(), False),
        ({"part_of": Software.SHOPIFY}, frozenset({Software.SHOPIFY}), True),
        # what is sold by itself is bought for a job
        ({"part_of": Software.CANVA}, frozenset(), True),
    ],
)
def test_what_lives_in_another_system_needs_it(
    facts: dict[str, Any],
    works_in: frozenset[Software],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    rows = mails(of=app(**facts))
    looked = found(rows, answers(works_in=works_in))

    assert bool(looked.options) is competes
    if not competes:
        assert [row.why for row in looked.dropped] == [WhyOut.LIVES_ELSEWHERE]


@pytest.mark.parametrize(
    ("kind", "works_in", "competes"),
    [
        # nobody works without books, whether he names them or not
        (AppKind.ACCOUNTING, frozenset(), False),
        (AppKind.ACCOUNTING, frozenset({Software.SLACK}), False),
        (AppKind.ACCOUNTING, frozenset({Software.XERO}), False),
        (AppKind.CRM, frozenset(), False),  # nobody said: most firms have one
        (AppKind.CRM, frozenset({Software.SLACK}), True),  # others were named, and none of these
        (AppKind.CRM, frozenset({Software.CRM}), False),
        (AppKind.CRM, frozenset({Software.HUBSPOT}), False),
    ],
)
def test_nobody_changes_the_books_for_one_job(
    kind: AppKind,
    works_in: frozenset[Software],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    rows = catalog(
        apps=(app(main_kind=kind),),
        app_plans=(plan("mail-pro"),),
        solutions=(solution(app_kinds=(kind,)),),
    )

    assert bool(named(rows, answers(works_in=works_in))) is competes


@pytest.mark.parametrize(
    ("trades", "industry", "works_in", "competes"),
    [
        ((), "office", frozenset(), True),
        (("hospitality",), "office", frozenset(), False),
        (("hospitality",), "hospitality", frozenset(), True),  # the job is one of that trade
        (("hospitality", "office"), "office", frozenset(), True),
        # who works in a program of a trade is of it
        (("hospitality",), "office", frozenset({Software.HOTEL_SYSTEM}), True),
        (("hospitality",), "office", frozenset({Software.SHOPIFY}), False),
        (("retail-and-e-commerce",), "office", frozenset({Software.SHOPIFY}), True),
    ],
)
def test_what_is_made_for_another_trade_does_not_compete(
    trades: tuple[str, ...],
    industry: str,
    works_in: frozenset[Software],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    rows = replace(mails(of=app(trades=trades)), use_cases=(use_case(industry=industry),))

    assert bool(named(rows, answers(works_in=works_in))) is competes


def test_what_the_firm_pays_for_competes_whatever_trade_it_is_made_for() -> None:
    rows = mails(of=app(trades=("hospitality",)))

    assert one(rows, answers(paid=(PaidPlan(plan="mail-pro"),))).paid


@pytest.mark.parametrize(
    ("review", "stakes", "names"),
    [
        (None, Stakes.MONEY, ["bot-pro"]),
        (Review.NOBODY, Stakes.MONEY, ["bot-pro"]),
        (Review.SAMPLE, Stakes.MONEY, ["bot-pro"]),
        (Review.EVERY, Stakes.MONEY, ["mail-pro"]),  # people send it: a draft is enough
        (Review.NOBODY, Stakes.HURT, ["mail-pro"]),  # they have to
    ],
)
def test_where_people_send_each_answer_what_drafts_competes(
    review: Review | None, stakes: Stakes, names: list[str]
) -> None:
    bot = app("bot", main_kind=AppKind.SUPPORT_DESK, made_for=("chats",))
    rows = catalog(
        use_cases=(use_case(), use_case("chats", name="Chat")),
        apps=(bot, app()),
        app_plans=(plan("bot-pro", of="bot"), plan("mail-pro")),
        prices=(seat("bot-pro"), seat("mail-pro")),
        app_statements=(*business("bot"), *business()),
        solutions=(
            solution(kinds=(SolutionKind.APP,)),
            solution(
                "chats",
                kinds=(SolutionKind.APP,),
                app_kinds=(AppKind.SUPPORT_DESK,),
                live=True,
                read_as="letters",
            ),
        ),
    )
    chats = job(key="chats", use_case="chats", review=review, stakes=stakes)

    assert list(named(rows, answers(chats))) == names


def test_who_works_in_a_system_has_it_already() -> None:
    shop = app(main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY)
    rows = catalog(
        apps=(shop,),
        app_plans=(plan("mail-pro"),),
        solutions=(solution(app_kinds=(AppKind.SHOP_WEBSITE,)),),
    )
    option = one(rows, answers(works_in=frozenset({Software.SHOPIFY})))

    assert (option.paid, option.inside) == (True, True)


def test_what_is_sold_beside_a_system_comes_extra() -> None:
    agents = app(main_kind=AppKind.EMAIL, more_kinds=(AppKind.CRM,), part_of=Software.SALESFORCE)
    rows = catalog(
        apps=(agents,),
        app_plans=(plan("mail-pro"),),
        solutions=(solution(app_kinds=(AppKind.CRM,)),),
    )
    option = one(rows, answers(works_in=frozenset({Software.SALESFORCE})))

    assert (option.paid, option.inside) == (False, True)


@pytest.mark.parametrize(
    ("app_is_right", "suite_waits"),
    [(False, True), (True, False)],  # a chat window is no app
)
def test_what_is_surely_paid_goes_before_what_a_program_may_hold(
    app_is_right: bool,  # noqa: FBT001  # a case
    suite_waits: bool,  # noqa: FBT001  # a case
) -> None:
    suite = assistant(
        "microsoft-365", part_of=Software.MICROSOFT_365, works_inside=(Software.MICROSOFT_365,)
    )
    rows = catalog(
        apps=(assistant(), suite),
        app_plans=(plan("chat-team", of="chat"), plan("suite-pro", of="microsoft-365")),
        prices=(seat("chat-team"), seat("suite-pro")),
        app_statements=(*business("chat"), *business("microsoft-365")),
        solutions=(
            solution(app_is_right=app_is_right, assistants=("chat", "microsoft-365"), app_kinds=()),
        ),
    )
    works_in = frozenset({Software.MICROSOFT_365})
    paid = (PaidPlan(plan="chat-team"),)

    def waits(firm: Answers) -> bool:
        return {row.key: row.challenger_only for row in found(rows, firm).options}["suite-pro"]

    assert waits(answers(works_in=works_in, paid=paid)) is suite_waits
    assert not waits(answers(works_in=works_in))


@pytest.mark.parametrize(
    ("fields", "families", "is_known"),
    [
        ({"goes_in": GoesIn.PHOTO}, ("acme",), True),
        ({"goes_in": GoesIn.PHOTO}, ("nobody-measured",), False),
        ({"goes_in": GoesIn.TEXT}, ("nobody-measured",), True),  # it draws, as it says
        ({"goes_in": GoesIn.PHOTO, "medium": Medium.DATA}, ("nobody-measured",), True),
    ],
)
def test_who_draws_is_named_for_changing_pictures_where_a_board_has_it(
    fields: dict[str, Any],
    families: tuple[str, ...],
    is_known: bool,  # noqa: FBT001  # a case
) -> None:
    draws = assistant(makes=(Medium.TEXT, Medium.IMAGE), families=families)
    rows = catalog(
        apps=(draws,),
        app_plans=(plan("chat-team", of="chat"),),
        prices=(seat("chat-team"),),
        app_statements=business("chat"),
    )
    shown = {"words": "Show the hall with our flowers", "medium": Medium.IMAGE} | fields
    own = job(use_case=None, secrets=PUBLIC, **shown)
    (option,) = found(rows, answers(own), board="votes").options

    assert option.never_pick is not is_known


@pytest.mark.parametrize(
    ("goes_in", "inside", "pasting"),
    [
        (GoesIn.TEXT, SUITES[:1], False),
        (GoesIn.TEXT, (), True),
        # no program of the firm's puts a picture in
        (GoesIn.PAPER, SUITES[:1], True),
        (GoesIn.PHOTO, SUITES[:1], True),
    ],
)
def test_who_drafts_in_the_firms_own_program_pastes_pictures_alone(
    goes_in: GoesIn,
    inside: tuple[Software, ...],
    pasting: bool,  # noqa: FBT001  # a case
) -> None:
    rows = catalog(
        apps=(assistant(part_of=SUITES[0], works_inside=inside),),
        app_plans=(plan("chat-team", of="chat"),),
        prices=(seat("chat-team"),),
        app_statements=business("chat"),
    )

    option = one(rows, answers(job(goes_in=goes_in), works_in=frozenset(SUITES[:1])))

    assert option.pasting is pasting


# --------------------------------------------------------------------------- the fittest speaks


def test_an_app_that_is_something_else_above_all_is_only_tried_beside_a_fit_one() -> None:
    side = app("side", main_kind=AppKind.CRM, more_kinds=(AppKind.EMAIL,), part_of=None)
    plans = (plan("mail-pro"), plan("side-pro", of="side"))
    prices = (seat("mail-pro"), seat("side-pro", "1"))
    both = catalog(
        apps=(app(), side),
        app_plans=plans,
        prices=prices,
        app_statements=(*business(), *business("side")),
    )
    alone = catalog(
        apps=(side,), app_plans=plans[1:], prices=prices, app_statements=business("side")
    )
    barred = {row.key: row.challenger_only for row in found(both).options}

    assert barred == {"mail-pro": False, "side-pro": True}
    assert not one(alone).challenger_only


@pytest.mark.parametrize(
    ("besides", "statements", "barred"),
    [
        ((), True, set()),
        (("letters",), True, {"side-pro"}),
        (("invoices",), True, set()),  # of another job
        (("letters",), False, set()),  # the fit one's seller would have to answer first
    ],
)
def test_what_nobody_buys_for_the_job_is_only_tried_beside_what_is_as_ready(
    besides: tuple[str, ...],
    statements: bool,  # noqa: FBT001  # a case
    barred: set[str],
) -> None:
    side = app("side", made_for=("letters", "invoices"), does_besides=besides)
    rows = catalog(
        apps=(app(), side),
        app_plans=(plan("mail-pro"), plan("side-pro", of="side")),
        prices=(seat("mail-pro"), seat("side-pro", "1")),
        app_statements=(*(business() if statements else ()), *business("side")),
    )

    assert {row.key for row in found(rows).options if row.challenger_only} == barred


def test_the_first_kind_of_the_row_then_what_links_then_what_is_documented_comes_first() -> None:
    kinds = (AppKind.EMAIL, AppKind.CRM)
    rows = catalog(
        apps=(
            app("other", main_kind=AppKind.CRM),
            app("plain"),
            app("linked", works_inside=(Software.SLACK,)),
            app("documented"),
        ),
        app_plans=tuple(
            plan(f"{slug}-pro", of=slug) for slug in ("other", "plain", "linked", "documented")
        ),
        prices=tuple(seat(f"{slug}-pro") for slug in ("other", "plain", "linked", "documented")),
        app_statements=business("documented"),
        solutions=(solution(app_kinds=kinds),),
    )
    firm = answers(works_in=frozenset({Software.SLACK}))
    places = {row.key: row.place_in_row for row in found(rows, firm).options}

    assert sorted(places, key=lambda key: places[key]) == [
        "linked-pro",
        "documented-pro",
        "plain-pro",
        "other-pro",
    ]


@pytest.mark.parametrize(
    ("works_in", "first"),
    [
        ({Software.CANVA, Software.SLACK}, "canva-pro"),  # though another is linked
        ({Software.SLACK}, "linked-pro"),
    ],
)
def test_what_the_firm_works_in_itself_comes_before_all_else_of_the_row(
    works_in: set[Software], first: str
) -> None:
    own = app("canva", part_of=Software.CANVA, main_kind=AppKind.CRM, more_kinds=(AppKind.EMAIL,))
    rows = catalog(
        apps=(own, app("linked", works_inside=(Software.SLACK,))),
        app_plans=(plan("canva-pro", of="canva"), plan("linked-pro", of="linked")),
        prices=(seat("canva-pro"), seat("linked-pro")),
        app_statements=(*business("canva"), *business("linked")),
    )
    options = found(rows, answers(works_in=frozenset(works_in))).options

    assert min(options, key=lambda row: row.place_in_row).tool == first


# ---------------------------------------------------------------------------- price and capacity


def amounts(option: Option) -> tuple[float, float, float, float]:
    return option.seats_usd, option.included, option.result_usd, option.holds


@pytest.mark.parametrize(
    ("prices", "facts", "expected"),
    [
        # a seat holds what its person does
        ((seat("mail-pro"),), {}, (20, INF, 0, INF)),
        ((seat("mail-pro", unit=PriceUnit.ACCOUNT_MONTH),), {}, (20, INF, 0, INF)),
        # two seats at least
        ((seat("mail-pro"),), {"least_seats": 2}, (40, INF, 0, INF)),
        # by the result
        ((seat("mail-pro", "0.5", unit=PriceUnit.RESULT),), {}, (0, 0, 0.5, INF)),
        # what is stated holds, whatever the kind; no price beyond
        (
            (seat("mail-pro"),),
            {"capacity": Decimal(100), "capacity_unit": PriceUnit.RESULT},
            (20, 100, 0, 100),
        ),
        # a price beyond
        (
            (
                seat("mail-pro"),
                seat("mail-pro", "2", unit=PriceUnit.RESULT, covers=PriceFor.BEYOND),
            ),
            {"capacity": Decimal(60), "capacity_unit": PriceUnit.RESULT},
            (20, 60, 2, INF),
        ),
        # that nobody pays below what it holds
        (
            (
                seat("mail-pro"),
                seat("mail-pro", "2", unit=PriceUnit.RESULT, covers=PriceFor.BEYOND),
            ),
            {"capacity": Decimal(160), "capacity_unit": PriceUnit.RESULT},
            (20, 160, 2, INF),
        ),
        # each result besides
        (
            (
                seat("mail-pro"),
                seat("mail-pro", "1", unit=PriceUnit.RESULT, covers=PriceFor.ON_TOP),
            ),
            {},
            (20, INF, 0, INF),
        ),
        # bought once
        ((seat("mail-pro", "120", unit=PriceUnit.ONCE),), {}, (0, INF, 0, INF)),
    ],
)
def test_price_and_capacity_of_a_plan(
    prices: Any, facts: dict[str, Any], expected: tuple[float, float, float, float]
) -> None:
    assert amounts(one(mails(*prices, **facts))) == pytest.approx(expected)


def test_what_each_result_costs_besides_is_paid_whatever_the_plan_holds() -> None:
    on_top = seat("mail-pro", "1", unit=PriceUnit.RESULT, covers=PriceFor.ON_TOP)
    option = one(mails(seat("mail-pro"), on_top))

    assert option.each_usd == 1
    assert paid_usd(option, 100) == 120
    assert paid_usd(replace(option, paid=True), 100) == 100


@pytest.mark.parametrize(
    ("unit", "sites", "usd", "is_of_one"),
    [
        (PriceUnit.LOCATION_MONTH, None, 20, True),
        (PriceUnit.LOCATION_MONTH, 1, 20, False),
        (PriceUnit.LOCATION_MONTH, 5, 100, False),
        (PriceUnit.ACCOUNT_MONTH, None, 20, False),
        (PriceUnit.ACCOUNT_MONTH, 5, 20, False),
    ],
)
def test_a_price_by_the_site_counts_those_of_the_firm(
    *, unit: PriceUnit, sites: int | None, usd: int, is_of_one: bool
) -> None:
    option = one(mails(seat("mail-pro", unit=unit)), answers(sites=sites))

    assert (paid_usd(option, 100), option.is_for_one_site) == (usd, is_of_one)


ADD_ON = seat("mail-pro", "15", covers=PriceFor.ADD_ON)
MORE_SEATS = seat("mail-pro", "15", covers=PriceFor.ON_TOP)
OF_THE_FIRM = seat("mail-pro", "79", unit=PriceUnit.ACCOUNT_MONTH)


@pytest.mark.parametrize(
    ("besides", "paid", "doers", "most", "usd"),
    [
        # who pays for the plan orders its AI for each of those who do the job
        (ADD_ON, True, 4, None, 60),
        (ADD_ON, True, 1, None, 15),
        (ADD_ON, True, 4, 1, 60),  # what more people cost nobody says
        (ADD_ON, False, 4, None, 79 + 60),
        # a seat of the plan itself everybody has who pays for it
        (MORE_SEATS, True, 4, None, 0),
        (MORE_SEATS, False, 4, None, 79 + 60),
        (None, True, 4, None, 0),
    ],
)
def test_ai_that_is_ordered_besides_is_paid_for_each_person(
    *, besides: Any, paid: bool, doers: int, most: int | None, usd: int
) -> None:
    rows = mails(OF_THE_FIRM, *filter(None, (besides,)), most_seats=most)
    pays = (PaidPlan(plan="mail-pro"),) if paid else ()
    option = one(rows, answers(job(doers=doers), paid=pays))
    is_ordered = paid and besides is ADD_ON
    counted = {row.amount for price in option.prices for row in price.rows}

    assert paid_usd(option, 100) == usd
    assert option.is_in_hand is paid
    assert (Condition.ORDER_BESIDES in option.conditions) is is_ordered
    assert (Decimal(79) in counted) is not is_ordered  # what is in hand is paid anyhow


def test_a_licence_that_is_bought_once_is_counted_like_connecting() -> None:
    option = one(mails(seat("mail-pro", "120", unit=PriceUnit.ONCE)))

    assert option.connecting_usd == 120


@pytest.mark.parametrize(
    ("usd", "rating"),
    [
        ("20", 1_500),  # whoever pays picks the best of the six inside
        ("0", 1_450),  # without charge the seller picks: their middle
    ],
)
def test_who_pays_picks_what_answers(usd: str, rating: int) -> None:
    rows = catalog(
        apps=(assistant(),),
        app_plans=(plan("chat-team", of="chat"),),
        prices=(seat("chat-team", usd),),
        app_statements=business("chat"),
    )
    (option,) = found(rows, board="votes").options

    assert option.strength is not None
    assert option.strength.log_odds == pytest.approx(rating * log(10) / 400)


@pytest.mark.parametrize(("holds", "passes"), [(100, True), (99, False)])
def test_a_plan_that_holds_less_is_out(
    holds: int,
    passes: bool,  # noqa: FBT001  # a case
) -> None:
    looked = found(mails(capacity=Decimal(holds), capacity_unit=PriceUnit.RESULT))

    assert bool(looked.options) is passes
    if not passes:
        (dropped,) = looked.dropped
        assert (dropped.why, dropped.holds) == (WhyOut.CAPACITY, 99)


@pytest.mark.parametrize(
    ("facts", "languages", "place"),
    [
        ({}, (Language.GERMAN,), 1),
        ({"languages_note": "25 languages"}, (Language.GERMAN,), 0),
        ({"languages": (Language.GERMAN,)}, (Language.GERMAN,), 0),
        ({}, (Language.ENGLISH,), 0),  # nobody asks
        ({}, (), 0),
    ],
)
def test_who_says_which_languages_comes_first(
    facts: dict[str, Any], languages: tuple[Language, ...], place: int
) -> None:
    other = app("other", languages=(Language.GERMAN,))
    rows = catalog(
        apps=(other, app(**facts)),
        app_plans=(plan("other-pro", of="other"), plan("mail-pro")),
        prices=(seat("other-pro"), seat("mail-pro")),
        app_statements=(),
    )
    given = answers(job(secrets=PUBLIC), languages=languages)
    places = {row.key: row.place_in_row for row in found(rows, given).options}

    assert places["mail-pro"] == place


def test_of_a_metered_plan_that_says_nothing_the_capacity_is_asked() -> None:
    meter = app(main_kind=AppKind.PHONE)
    rows = catalog(
        apps=(meter,),
        app_plans=(plan("mail-pro"),),
        solutions=(solution(app_kinds=(AppKind.PHONE,)),),
    )
    option = one(rows)

    assert option.unknowns == (Unknown.CAPACITY,)
    assert option.challenger_only


@pytest.mark.parametrize(
    ("medium", "results", "usd", "asks"),
    [
        (Medium.IMAGE, FREE_RESULTS, "20", False),  # so few whatever is paid for holds
        (Medium.IMAGE, FREE_RESULTS + 1, "20", True),
        (Medium.IMAGE, FREE_RESULTS, "0", True),
        (Medium.TEXT, FREE_RESULTS, "20", True),  # of calls nobody knows
    ],
)
def test_what_is_paid_for_holds_a_few_pictures(
    medium: Medium,
    results: int,
    usd: str,
    asks: bool,  # noqa: FBT001  # a case
) -> None:
    rows = replace(
        mails(seat("mail-pro", usd), of=app(main_kind=AppKind.PHONE, makes=(medium,))),
        solutions=(solution(app_kinds=(AppKind.PHONE,)),),
        use_cases=(use_case(outputs=(medium,)),),
    )
    option = one(rows, answers(job(results=Decimal(results), secrets=PUBLIC)))

    assert (Unknown.CAPACITY in option.unknowns) is asks


@pytest.mark.parametrize(("is_hired", "leads"), [(True, True), (False, False)])
def test_what_is_only_tried_is_asked_before_a_developer_is_hired(
    is_hired: bool,  # noqa: FBT001  # a case
    leads: bool,  # noqa: FBT001  # a case
) -> None:
    meter = app(main_kind=AppKind.PHONE)
    rows = catalog(
        apps=(meter,),
        app_plans=(plan("mail-pro"),),
        solutions=(
            solution(
                app_kinds=(AppKind.PHONE,),
                kinds=(SolutionKind.APP, SolutionKind.MODEL),
                app_is_right=True,
            ),
        ),
    )
    builder = Builder.HANDY if is_hired else Builder.DEVELOPER
    firm = answers(job(results=Decimal(1_000)), builder=builder, built_in=True)
    parted = case(firm.jobs[0], firm, rows, {})
    (option,) = (row for row in look(parted, firm, rows, ON).options if row.key == "mail-pro")

    assert option.is_namable is leads


def test_where_prices_only_begin_the_price_is_asked() -> None:
    assert one(mails(seat("mail-pro", lowest=True))).unknowns == (Unknown.PRICE,)


def test_who_has_to_say_the_price_says_what_it_holds() -> None:
    rows = catalog(
        apps=(app(main_kind=AppKind.PHONE),),
        app_plans=(plan("mail-pro"),),
        prices=(seat("mail-pro", lowest=True),),
        solutions=(solution(app_kinds=(AppKind.PHONE,)),),
    )
    option = one(rows)

    assert (option.unknowns, option.challenger_only) == ((Unknown.PRICE,), False)


def test_what_is_paid_by_the_year_is_said() -> None:
    by_year = one(mails(seat("mail-pro", paid=Billing.YEARLY)))

    assert by_year.conditions == (Condition.PAID_BY_THE_YEAR,)
    assert one(mails(seat("mail-pro", paid=Billing.MONTHLY))).conditions == ()


def test_an_archive_is_spread_over_as_many_months_as_the_plan_takes() -> None:
    rows = mails(capacity=Decimal(100), capacity_unit=PriceUnit.RESULT)
    once = answers(job(once=True, results=Decimal(250)))
    too_much = answers(job(once=True, results=Decimal(1_201)))

    assert amounts(one(rows, once)) == pytest.approx((60, 300, 0, 300))
    assert [row.why for row in found(rows, too_much).dropped] == [WhyOut.CAPACITY]


@pytest.mark.parametrize(
    ("results", "doers", "review", "months"),
    [
        # Of ten minutes each three are read, and of 20 wrong ones in 100 the 14 that are noticed are
        # done again: 4.4 minutes, and 140 hours a month of each person.
        (1_909, 1, Review.EVERY, 1),
        (1_910, 1, Review.EVERY, 2),
        (1_910, 2, Review.EVERY, 1),
        (22_910, 1, Review.EVERY, 12),  # more than a year is no plan
        (1_910, 1, Review.NOBODY, 1),  # a month is paid, however soon it is done
    ],
)
def test_what_is_paid_by_the_month_is_paid_as_long_as_its_people_take(
    results: int, doers: int, review: Review, months: int
) -> None:
    once = job(
        once=True,
        results=Decimal(results),
        minutes_by_hand=Decimal(10),
        doers=doers,
        review=review,
    )

    assert one(mails(), answers(once)).months == months


def test_a_plan_of_several_apps_is_what_the_row_names_first_whoever_pays_for_it() -> None:
    """Of an assistant and an app in one plan, the kind that the row names first does the job."""
    holds = plan("chat-team", of="chat", also_holds=("mail",))
    kinds = (SolutionKind.APP, SolutionKind.ASSISTANT)
    rows = catalog(
        app_plans=(holds,), prices=(seat("chat-team"),), solutions=(solution(kinds=kinds),)
    )
    paid = answers(paid=(PaidPlan(plan="chat-team"),))

    assert [one(rows, given).kind for given in (answers(), paid)] == [OptionKind.APP] * 2


@pytest.mark.parametrize(
    ("once", "is_paid", "why"),
    [
        (True, False, [WhyOut.BY_THE_YEAR]),
        (False, False, []),
        (True, True, []),  # the year is paid already
    ],
)
def test_what_is_sold_by_the_year_is_not_bought_for_what_is_done_once(
    once: bool,  # noqa: FBT001  # a case
    is_paid: bool,  # noqa: FBT001  # a case
    why: list[WhyOut],
) -> None:
    paid = (PaidPlan(plan="mail-pro"),) if is_paid else ()
    rows = mails(seat("mail-pro", paid=Billing.YEARLY))

    assert [row.why for row in found(rows, answers(job(once=once), paid=paid)).dropped] == why


@pytest.mark.parametrize(
    ("part_of", "most", "people", "why"),
    [
        (Software.MICROSOFT_365, 300, 300, []),
        (Software.MICROSOFT_365, 300, 301, [WhyOut.PEOPLE]),  # everybody works in it
        (Software.MICROSOFT_365, None, 301, []),
        (Software.HUBSPOT, 300, 301, []),  # as many as have a seat
        (None, 300, 301, []),
    ],
)
def test_a_plan_of_a_suite_is_held_against_everybody_in_the_firm(
    part_of: Software | None, most: int | None, people: int, why: list[WhyOut]
) -> None:
    rows = catalog(
        apps=(app(part_of=part_of),),
        app_plans=(plan("mail-pro", most_seats=most),),
        prices=(seat("mail-pro"),),
    )
    firm = answers(people=people, works_in=frozenset({part_of} if part_of else ()))

    assert [row.why for row in found(rows, firm).dropped] == why


@pytest.mark.parametrize(
    ("fields", "given", "competes"),
    [
        ({"made_for": ("letters",)}, {}, True),
        ({"made_for": ()}, {}, False),
        # what the firm pays for does no job of which no fact says so
        ({"made_for": ()}, {"paid": (PaidPlan(plan="mail-pro"),)}, False),
        ({"made_for": ("letters",)}, {"paid": (PaidPlan(plan="mail-pro"),)}, True),
        # what it does besides serves the jobs that it is filed under alone
        (
            {"made_for": (), "main_kind": AppKind.SHOP_WEBSITE, "more_kinds": (AppKind.EMAIL,)},
            {"paid": (PaidPlan(plan="mail-pro"),)},
            False,
        ),
        (
            {"main_kind": AppKind.SHOP_WEBSITE, "more_kinds": (AppKind.EMAIL,)},
            {"paid": (PaidPlan(plan="mail-pro"),)},
            True,
        ),
    ],
)
def test_what_the_firm_has_competes_where_it_is_filed_under_the_job(
    fields: dict[str, Any],
    given: dict[str, Any],
    competes: bool,  # noqa: FBT001  # a case
) -> None:
    rows = catalog(apps=(app(**fields),), app_plans=(plan("mail-pro"),), prices=(seat("mail-pro"),))

    tools = [row.tool for row in found(rows, answers(**given)).options]

    assert ("mail-pro" in tools) is competes


@pytest.mark.parametrize(
    ("prices", "why"),
    [
        ((), WhyOut.PRICE),
        ((seat("mail-pro", unit=PriceUnit.OPERATION),), WhyOut.PRICE),
    ],
)
def test_a_plan_without_a_price_is_out(prices: Any, why: WhyOut) -> None:
    rows = catalog(apps=(app(),), app_plans=(plan("mail-pro"),), prices=prices)

    assert [row.why for row in found(rows).dropped] == [why]


@pytest.mark.parametrize(
    ("fields", "built_in", "sits"),
    [
        ({"review": Review.SAMPLE, "results": Decimal(300)}, None, False),
        ({"review": Review.SAMPLE, "results": Decimal(299)}, None, True),
        ({"review": Review.EVERY, "results": Decimal(300)}, None, True),
        ({"review": Review.SAMPLE, "results": Decimal(300)}, False, True),  # by hand, they said
        ({"review": Review.NOBODY, "results": Decimal(300), "stakes": Stakes.LAW}, None, True),
    ],
)
def test_nobody_sits_in_front_of_a_window_for_what_goes_unread(
    fields: dict[str, Any],
    built_in: bool | None,  # noqa: FBT001  # a case
    sits: bool,  # noqa: FBT001  # a case
) -> None:
    options = found(None, answers(job(**fields), built_in=built_in)).options

    assert ("chat-team" in {row.tool for row in options}) is sits


def test_a_plan_that_is_not_sold_to_so_many_is_out() -> None:
    looked = found(mails(most_seats=1), answers(job(doers=2)))

    assert [row.why for row in looked.dropped] == [WhyOut.PEOPLE]


@pytest.mark.parametrize(
    ("works_in", "paid", "why"),
    [
        (True, (), [WhyOut.PEOPLE]),  # nobody said which plan: one that holds them all
        (True, (PaidPlan(plan="mail-pro"),), []),
        (False, (PaidPlan(plan="mail-pro"),), []),
    ],
)
def test_what_a_system_is_supposed_to_be_holds_those_who_do_the_job(
    works_in: bool,  # noqa: FBT001  # a case
    paid: tuple[PaidPlan, ...],
    why: list[WhyOut],
) -> None:
    shop = app("shopify", main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY)
    rows = catalog(
        apps=(shop,),
        app_plans=(plan("mail-pro", of="shopify", most_seats=1),),
        prices=(seat("mail-pro"),),
        solutions=(solution(app_kinds=(AppKind.SHOP_WEBSITE,)),),
    )
    software = frozenset({Software.SHOPIFY} if works_in else ())
    looked = found(rows, answers(job(doers=2), works_in=software, paid=paid))

    assert [row.why for row in looked.dropped] == why


def shops(*plans: AppPlan, prices: dict[str, str]) -> Catalog:
    """Return a catalog with a program for shops in these plans."""
    return catalog(
        apps=(app("shopify", main_kind=AppKind.SHOP_WEBSITE, part_of=Software.SHOPIFY),),
        app_plans=plans,
        prices=tuple(seat(of, amount) for of, amount in prices.items()),
        solutions=(solution(app_kinds=(AppKind.SHOP_WEBSITE,)),),
    )


IN_THE_SHOP = answers(job(secrets=PUBLIC), works_in=frozenset({Software.SHOPIFY}))
IF_IT_HAS_IT = (Condition.IF_YOUR_PLAN_HAS_IT,)


@pytest.mark.parametrize(
    ("facts", "prices", "named", "conditions"),
    [
        ({"b": {}}, {"b": "9"}, "b", IF_IT_HAS_IT),
        ({"b": {}, "a": {}}, {"b": "9", "a": "10"}, "b", IF_IT_HAS_IT),  # the smallest that does
        ({"b": {"does": ("mail",)}, "a": {}}, {"b": "9", "a": "10"}, "a", IF_IT_HAS_IT),
        ({"b": {"does": ("letters",)}, "a": {}}, {"b": "9", "a": "10"}, "b", IF_IT_HAS_IT),
        ({"b": {"without_ai": True}, "a": {}}, {"b": "9", "a": "10"}, "a", IF_IT_HAS_IT),
        # whoever has the program has it
        ({"b": {"in_every_plan": True}}, {"b": "9"}, "b", ()),
    ],
)
def test_which_plan_a_firm_is_supposed_to_have(
    facts: dict[str, dict[str, Any]],
    prices: dict[str, str],
    named: str,
    conditions: tuple[Condition, ...],
) -> None:
    plans = [plan(slug, of="shopify", **rest) for slug, rest in facts.items()]
    option = one(shops(*plans, prices=prices), IN_THE_SHOP)

    assert (option.tool, option.paid, option.conditions) == (named, True, conditions)


@pytest.mark.parametrize(
    ("free_plan", "limit", "paid"),
    [
        (Known.YES, 8, False),  # they may be in the free one, and would not pay so much
        (Known.YES, 9, True),
        (Known.YES, None, True),
        (Known.NO, 8, True),
        (Known.UNKNOWN, 8, True),
    ],
)
def test_who_may_be_in_a_free_plan_is_not_supposed_to_pay_more_than_the_limit(
    free_plan: Known, limit: int | None, *, paid: bool
) -> None:
    live = shops(plan("b", of="shopify"), prices={"b": "9"})
    apps = tuple(replace(row, free_plan=free_plan) for row in live.apps)
    usd = None if limit is None else Decimal(limit)
    option = one(replace(live, apps=apps), replace(IN_THE_SHOP, limit_usd=usd))

    assert option.paid is paid
    assert (option.conditions == IF_IT_HAS_IT) is paid


@pytest.mark.parametrize(
    ("free", "secrets", "named", "paid"),
    [
        ({}, PUBLIC, "free", False),  # who works in it has at least that
        ({"without_ai": True}, PUBLIC, "pro", True),
        ({"does": ("letters",)}, PUBLIC, "free", False),
        ({"does": ("mail",)}, PUBLIC, "pro", True),
        ({}, frozenset({Secret.CONFIDENTIAL}), "pro", True),  # nobody sends secrets to what is free
    ],
)
def test_who_works_in_a_program_has_its_free_plan_where_that_does_it(
    free: dict[str, Any], secrets: frozenset[Secret], named: str, *, paid: bool
) -> None:
    rows = catalog(
        apps=(app("canva", main_kind=AppKind.DESIGN_SUITE, part_of=Software.CANVA),),
        app_plans=(plan("free", of="canva", **free), plan("pro", of="canva")),
        prices=(seat("free", "0"), seat("pro", "20")),
        solutions=(solution(app_kinds=(AppKind.DESIGN_SUITE,)),),
        app_statements=(
            *business("canva"),
            says(AppQuestion.CONTRACT, AppAnswer.PRIVATE_TERMS, "canva", app_plan="free"),
        ),
    )
    option = one(rows, answers(job(secrets=secrets), works_in=frozenset({Software.CANVA})))

    is_supposed = Condition.IF_YOUR_PLAN_HAS_IT in option.conditions
    assert (option.tool, option.paid, is_supposed) == (named, paid, paid)


@pytest.mark.parametrize(
    ("for_everybody", "people", "doers", "seats"),
    [(False, 75, 4, 4), (True, 75, 4, 75), (True, 3, 4, 3), (True, 1, 1, 1)],
)
def test_of_what_everybody_gets_everybody_takes_a_seat(
    people: int,
    doers: int,
    seats: int,
    *,
    for_everybody: bool,
) -> None:
    rows = shops(plan("b", of="shopify", for_everybody=for_everybody), prices={"b": "14"})
    firm = replace(IN_THE_SHOP, people=people, jobs=(job(doers=doers, secrets=PUBLIC),))

    option = one(rows, firm)
    assert (option.seats, option.seats_usd) == (seats, 14 * seats)


@pytest.mark.parametrize(
    ("jobs", "works_in", "named"),
    [
        (("letters",), set(), "for-firms"),
        (("letters", "essay-feedback"), set(), "for-schools"),  # who marks essays is a school
        (("letters", "lesson-illustration"), {Software.LEARNING_PLATFORM}, "for-schools"),
        (("letters", "lesson-illustration"), set(), "for-firms"),  # a publisher draws them too
        (("letters",), {Software.LEARNING_PLATFORM}, "for-firms"),  # any firm trains its people
    ],
)
def test_what_is_sold_to_schools_is_sold_to_them_alone(
    jobs: tuple[str, ...], works_in: set[Software], named: str
) -> None:
    plans = (
        plan("for-firms", of="shopify"),
        plan("for-schools", of="shopify", sold_to=Buyer.SCHOOL, in_every_plan=True),
    )
    firm = replace(
        IN_THE_SHOP,
        jobs=tuple(job(key=slug, use_case=slug, secrets=PUBLIC) for slug in jobs),
        works_in=IN_THE_SHOP.works_in | works_in,
    )

    option = one(shops(*plans, prices={"for-firms": "9"}), firm)

    # nobody knows that the firm has either
    assert (option.tool, option.conditions) == (named, IF_IT_HAS_IT)


@pytest.mark.parametrize(
    ("paid", "named"),
    [
        ((), "for-schools"),
        (("for-firms",), "for-firms"),
        (("for-schools",), "for-schools"),
        (("of-another",), "for-schools"),
    ],
)
def test_whoever_pays_for_what_any_firm_buys_is_sold_no_plan_of_schools(
    paid: tuple[str, ...], named: str
) -> None:
    plans = (
        plan("for-firms", of="shopify"),
        plan("for-schools", of="shopify", sold_to=Buyer.SCHOOL, in_every_plan=True),
    )
    rows = shops(*plans, prices={"for-firms": "9"})
    firm = replace(
        IN_THE_SHOP,
        jobs=tuple(
            job(key=of, use_case=of, secrets=PUBLIC) for of in ("letters", "essay-feedback")
        ),
        paid=tuple(PaidPlan(plan=slug) for slug in paid),
    )

    assert one(rows, firm).tool == named


@pytest.mark.parametrize(
    ("works_in", "is_looked_at"),
    [
        (frozenset(), False),
        (frozenset({Software.SLACK}), False),
        (frozenset({Software.MICROSOFT_365}), True),  # one of the two is enough
        (frozenset({Software.GOOGLE_WORKSPACE}), True),
    ],
)
def test_what_works_on_one_of_two_programs_needs_one(
    works_in: frozenset[Software], *, is_looked_at: bool
) -> None:
    needs = (Software.MICROSOFT_365, Software.GOOGLE_WORKSPACE)
    looked = found(mails(of=app(needs=needs)), answers(works_in=works_in))

    assert bool(looked.options) is is_looked_at


@pytest.mark.parametrize(
    ("besides", "paid", "conditions"),
    [
        ("", (), ()),
        ("a licence of the host", (), (Condition.HAVE_BESIDES,)),
        ("a licence of the host", (PaidPlan(plan="mail-pro"),), ()),  # who pays for it has that
    ],
)
def test_what_a_plan_needs_besides_is_said(
    besides: str, paid: tuple[PaidPlan, ...], conditions: tuple[Condition, ...]
) -> None:
    assert one(mails(besides=besides), answers(paid=paid)).conditions == conditions


LICENCE = seat("mail-pro", "5", covers=PriceFor.ON_TOP)


@pytest.mark.parametrize(
    ("besides", "prices", "paid", "unknowns"),
    [
        # what it needs is paid too, and nobody says how much
        ("a licence of the host", (seat("mail-pro"),), (), (Unknown.PRICE,)),
        # near misses: it is counted, the firm has it, what is free has a limit, nothing is needed
        ("a licence of the host", (seat("mail-pro"), LICENCE), (), ()),
        ("a licence of the host", (seat("mail-pro"),), (PaidPlan(plan="mail-pro"),), ()),
        ("at most 300 mails a day", (seat("mail-pro", "0"),), (), ()),
        ("", (seat("mail-pro"),), (), ()),
    ],
)
def test_the_price_of_what_needs_another_plan_is_not_known(
    besides: str, prices: tuple[Any, ...], paid: tuple[PaidPlan, ...], unknowns: tuple[Unknown, ...]
) -> None:
    option = one(mails(*prices, besides=besides), answers(paid=paid))

    assert option.unknowns == unknowns


@pytest.mark.parametrize(
    ("words", "needs", "is_looked_at"),
    [
        # what translates the pages of a shop translates no bought patterns
        ("Translate knitting patterns", (Software.SHOPIFY,), False),
        # near misses: the words name its shop, or it lives in no program
        ("Translate the texts of our shop", (Software.SHOPIFY,), True),
        ("Translate knitting patterns", (), True),
    ],
)
def test_what_lives_in_a_program_translates_what_lies_there(
    words: str, needs: tuple[Software, ...], *, is_looked_at: bool
) -> None:
    kind = AppKind.TRANSLATION
    of = app(main_kind=kind, made_for=(), needs=needs, about="Translates a shop by machine.")
    own = job(use_case="", words=words, act=JobAct.TRANSLATE, medium=Medium.TEXT)
    firm = answers(own, works_in=frozenset({Software.SHOPIFY}))

    assert ("mail-pro" in named(mails(of=of), firm)) is is_looked_at


@pytest.mark.parametrize(
    ("outputs", "is_asked"), [((Medium.TEXT,), True), ((Medium.IMAGE,), False)]
)
def test_pictures_ask_for_no_language(outputs: tuple[Medium, ...], *, is_asked: bool) -> None:
    of = app(makes=(Medium.TEXT, Medium.IMAGE), languages=(Language.FRENCH,), languages_note="more")
    rows = replace(mails(of=of), use_cases=(use_case(outputs=outputs),))
    option = one(rows, answers(job(secrets=PUBLIC), languages=(Language.GREEK,)))

    assert (Condition.SETTLE_LANGUAGE in option.conditions) is is_asked


@pytest.mark.parametrize(
    ("live", "review", "seats"),
    [
        (True, Review.SAMPLE, 2),  # it answers by itself: one watches, one stands in
        (True, Review.EVERY, 5),
        (False, Review.SAMPLE, 5),
    ],
)
def test_who_needs_a_seat_of_what_answers_by_itself(
    live: bool,  # noqa: FBT001  # a case
    review: Review,
    seats: int,
) -> None:
    rows = catalog(
        apps=(app(),),
        app_plans=(plan("mail-pro"),),
        prices=(seat("mail-pro"),),
        solutions=(solution(live=live),),
    )

    assert one(rows, answers(job(doers=5, review=review))).seats == seats


@pytest.mark.parametrize(
    ("runs_on", "is_beside"),
    [
        ((RunsOn.DESKTOP, RunsOn.IOS), True),
        ((RunsOn.IOS, RunsOn.BROWSER), False),
        ((RunsOn.IOS, RunsOn.ANDROID), False),
        ((RunsOn.DESKTOP,), False),
        ((), False),
    ],
)
def test_what_runs_on_one_makers_devices_is_only_tried_beside(
    runs_on: tuple[RunsOn, ...],
    is_beside: bool,  # noqa: FBT001  # a case
) -> None:
    assert one(mails(of=app(runs_on=runs_on))).challenger_only is is_beside


# ------------------------------------------------------------------------------------ free plans


def free(of: Any, slug: str = "free", *, statements: Any = ()) -> Catalog:
    return catalog(
        apps=(of,),
        app_plans=(plan(slug, of=of.slug),),
        prices=(seat(slug, "0"),),
        app_statements=statements,
    )


@pytest.mark.parametrize(
    ("people", "results", "passes"),
    [
        (1, FREE_RESULTS, True),
        (1, FREE_RESULTS + 1, False),
        (3, 3 * FREE_RESULTS, True),  # each has one
        (3, 3 * FREE_RESULTS + 1, False),
    ],
)
def test_free_assistants_are_counted_on_for_sixty_a_month_and_person(
    people: int,
    results: int,
    passes: bool,  # noqa: FBT001  # a case
) -> None:
    own = job(results=Decimal(results), doers=Decimal(people), secrets=PUBLIC)
    given = answers(own, people=people)

    assert bool(named(free(assistant()), given)) is passes


@pytest.mark.parametrize(
    ("act", "medium", "results", "passes"),
    [
        # ten that get a label go into one message
        (JobAct.SORT, Medium.DATA, 10 * FREE_RESULTS, True),
        (JobAct.SORT, Medium.DATA, 10 * FREE_RESULTS + 1, False),
        (JobAct.SORT, Medium.TEXT, FREE_RESULTS + 1, False),
        (JobAct.COPY, Medium.DATA, FREE_RESULTS, True),
        (JobAct.COPY, Medium.DATA, FREE_RESULTS + 1, False),
    ],
)
def test_several_labels_go_into_one_message_of_a_free_assistant(
    act: JobAct,
    medium: Medium,
    results: float,
    passes: bool,  # noqa: FBT001  # a case
) -> None:
    own = job(
        key="own-1",
        doers=Decimal(1),
        use_case=None,
        words="x",
        act=act,
        medium=medium,
        minutes_by_hand=Decimal(5),
        results=Decimal(str(results)),
        secrets=PUBLIC,
    )

    assert bool(named(free(assistant()), answers(own))) is passes


def test_a_free_assistant_for_firms_has_no_such_end() -> None:
    given = answers(job(results=Decimal(500), secrets=PUBLIC))

    assert named(free(assistant(), statements=business("chat")), given)


def test_a_free_plan_of_an_app_and_a_beta_are_only_tried_beside_another() -> None:
    given = answers(job(secrets=PUBLIC))

    assert one(free(app()), given).challenger_only
    assert one(mails(of=app(beta=True)), given).challenger_only
    assert not one(mails(), given).challenger_only


@pytest.mark.parametrize(
    ("holds", "results", "secrets", "leads"),
    [
        ("10", "10", PUBLIC, True),
        ("10", "11", PUBLIC, False),
        (None, "10", PUBLIC, False),
        ("10", "10", frozenset({Secret.CONFIDENTIAL}), False),
    ],
)
def test_a_free_plan_whose_capacity_holds_the_month_may_lead(
    holds: str | None, results: str, secrets: Any, *, leads: bool
) -> None:
    unit = PriceUnit.RESULT if holds else None
    rows = catalog(
        apps=(app(),),
        app_plans=(plan("free", capacity=holds and Decimal(holds), capacity_unit=unit),),
        prices=(seat("free", "0"),),
        app_statements=(),
    )
    options = found(rows, answers(job(results=Decimal(results), secrets=secrets))).options

    assert any(not option.challenger_only for option in options) is leads


@pytest.mark.parametrize(
    ("works_in", "usd", "secrets", "leads"),
    [
        (Software.SHOPIFY, "0", PUBLIC, True),
        (Software.SHOPIFY, "1", PUBLIC, False),
        (Software.SHOPIFY, "0", frozenset({Secret.CONFIDENTIAL}), False),
        (None, "0", PUBLIC, False),
    ],
)
def test_what_a_free_tool_in_the_firms_program_holds_is_seen_in_the_test(
    works_in: Software | None, usd: str, secrets: Any, *, leads: bool
) -> None:
    part_of = Software.SHOPIFY if works_in else None
    rows = catalog(
        apps=(app(main_kind=AppKind.PHONE, part_of=part_of),),
        app_plans=(plan("free"),),
        prices=(seat("free", usd),),
        solutions=(solution(app_kinds=(AppKind.PHONE,)),),
    )
    firm = answers(job(secrets=secrets), works_in=frozenset({works_in} - {None}))
    option = one(rows, firm)

    assert option.challenger_only is not leads
    assert (Condition.SETTLE_CAPACITY in option.conditions) is leads
    assert (Unknown.CAPACITY in option.unknowns) is not leads


# ---------------------------------------------------------------------------------------- paid


@pytest.mark.parametrize(
    ("doers", "terms", "is_one"),
    [
        (3, AppAnswer.PRIVATE_TERMS, True),
        (1, AppAnswer.PRIVATE_TERMS, False),
        (3, AppAnswer.BUSINESS_TERMS, False),
    ],
)
def test_a_paid_plan_of_one_person_is_one_persons(
    doers: int, terms: AppAnswer, *, is_one: bool
) -> None:
    rows = mails(statements=(says(AppQuestion.CONTRACT, terms),))
    firm = answers(job(secrets=PUBLIC, doers=doers), paid=(PaidPlan(plan="mail-pro"),))

    assert (Condition.ONE_PERSON in one(rows, firm).conditions) is is_one


@pytest.mark.parametrize(
    ("terms", "usd", "is_private"),
    [
        (AppAnswer.PRIVATE_TERMS, "20", True),
        (AppAnswer.BUSINESS_TERMS, "20", False),
        (AppAnswer.PRIVATE_TERMS, "0", False),
    ],
)
def test_which_plan_is_sold_to_one_person(terms: AppAnswer, usd: str, *, is_private: bool) -> None:
    rows = mails(seat("mail-pro", usd), statements=(says(AppQuestion.CONTRACT, terms),))

    assert one(rows, answers(job(secrets=PUBLIC))).private is is_private


def test_what_is_paid_for_costs_nothing_more_and_is_not_held_back() -> None:
    silent = mails(statements=())
    paid = answers(paid=(PaidPlan(plan="mail-pro"),))

    assert one(silent).unknowns == (Unknown.CONTRACT,)
    option = one(silent, paid)
    assert (option.paid, option.unknowns) == (True, ())
    assert option.conditions == (Condition.SETTLE_CONTRACT,)


def test_what_is_paid_for_and_trains_is_out_all_the_same() -> None:
    trains = mails(statements=(says(AppQuestion.TRAINING, AppAnswer.YES),))

    looked = found(trains, answers(paid=(PaidPlan(plan="mail-pro"),)))
    assert [row.why for row in looked.dropped] == [WhyOut.TRAINS]


def test_a_plan_without_limit_holds_everything() -> None:
    rows = mails(
        of=app(main_kind=AppKind.EMAIL),
        unlimited=Known.YES,
        capacity=Decimal(1),
        capacity_unit=PriceUnit.RESULT,
    )

    assert one(rows).holds == INF
