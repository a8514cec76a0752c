"""Ranking: which option is named, which is tried beside it, and how sure the name is."""

from typing import Any

import pytest

from catalog.vocabulary import AppKind
from tests.replacing import replace
from tests.wizard.decision.toys import by_use, costing, option, ranked, work
from wizard.decision.options import Option, Strength
from wizard.decision.ranking import Ranking, named_from, next_after, rank, with_choice
from wizard.decision.situation import Work
from wizard.decision.vocabulary import Certainty, Condition, OptionKind, Stakes, Unknown


def named(ranking: Ranking) -> str:
    return "" if ranking.is_empty else ranking.pick.option.key


def beside(ranking: Ranking) -> str:
    return ranking.challenger.option.key if ranking.challenger is not None else ""


ASKS = (Unknown.CONTRACT,)
ASKS_TWO = (Unknown.CONTRACT, Unknown.LANGUAGE)
SAYS_NOTHING = (Unknown.TRAINING, Unknown.PLACE)
ASKS_THREE = (*ASKS_TWO, Unknown.PRICE)


@pytest.mark.parametrize(
    ("options", "name"),
    [
        ([option("dear", seats_usd=21.0), option("cheap", seats_usd=20.0)], "cheap"),
        ([option("b"), option("a")], "a"),
        ([option("holds-less", seats_usd=1.0, holds=99), option("app")], "app"),
        ([option("holds", seats_usd=1.0, holds=100), option("app")], "holds"),
        ([option("preview", seats_usd=1.0, challenger_only=True), option("app")], "app"),
        ([option("preview", challenger_only=True)], ""),
        ([option("asks", seats_usd=1.0, unknowns=ASKS), option("app")], "app"),
        ([option("asks", unknowns=ASKS)], "asks"),
        ([option("asks", unknowns=ASKS_TWO)], "asks"),
        ([option("asks", unknowns=ASKS_THREE)], ""),
        # nobody believes the yes of a seller who says neither where it goes nor what is done with
        # it
        ([option("asks", unknowns=SAYS_NOTHING)], ""),
        ([option("asks", unknowns=(Unknown.CONTRACT, Unknown.PLACE))], "asks"),
        ([option("asks", unknowns=(Unknown.PLACE, Unknown.LANGUAGE))], "asks"),
        # of a kind those with the fewest questions stay, however cheap another is
        ([option("two", seats_usd=1.0, unknowns=ASKS_TWO), option("one", unknowns=ASKS)], "one"),
        (
            [
                option("two", seats_usd=1.0, unknowns=ASKS_TWO),
                option("other-kind", app_kind=AppKind.CRM, unknowns=ASKS),
            ],
            "two",
        ),
        # what can be begun today, unless what has to wait costs less than three quarters: an app at
        # $20 costs $400, work and mistakes included, a model its fees and $370
        # and, where a seller is asked, a day's wage less
        ([option("asks", unknowns=ASKS), by_use("model", 1.64)], "model"),
        ([option("asks", unknowns=ASKS), by_use("model", 2.69)], "model"),
        ([option("asks", unknowns=ASKS), by_use("model", 2.71)], "asks"),
        # so has what the firm pays for, where a letter on the EU is awaited
        ([option("letter", conditions=(Condition.SETTLE_PLACE,)), by_use("model", 1.63)], "model"),
        ([option("letter", conditions=(Condition.SETTLE_PLACE,)), by_use("model", 1.64)], "letter"),
        ([option("switch", conditions=(Condition.EU_OPTION,)), by_use("model", 1.63)], "switch"),
        ([option("project", needs_developer=True), by_use("model", 1.63)], "model"),
        ([option("project", needs_developer=True), by_use("model", 1.64)], "project"),
        # the kind that the row names first, unless the next costs less than three quarters
        ([option("first", seats_usd=153.0), option("next", kind_place=1)], "first"),
        ([option("first", seats_usd=154.0), option("next", kind_place=1)], "next"),
        # a seller is asked before a developer is hired, unless that costs far less
        ([by_use("hire", 0.2, needs_developer=True), option("asks", unknowns=ASKS)], "asks"),
        (
            [
                by_use("hire", 0.2, needs_developer=True),
                option("asks", unknowns=ASKS, seats_usd=600.0),
            ],
            "hire",
        ),
        # both are weighed in this order
        ([option("asks", unknowns=ASKS), option("next", kind_place=1)], "next"),
        ([], ""),
    ],
)
def test_the_cheapest_that_may_be_named(options: list[Option], name: str) -> None:
    assert named(ranked(work(), *options)) == name


def test_what_is_better_wins_where_its_mistakes_cost_less_than_its_price() -> None:
    # One wrong result costs $11, and who is so far behind has 4.3 of 100 more: $47. The best costs
    # $50 more.
    best = by_use("best", 0.6)
    behind = by_use("behind", 0.1, strength=Strength(log_odds=-1.0))

    assert named(ranked(work(), best, behind)) == "behind"
    # Where the work is ten times as long, so are its mistakes.
    assert named(ranked(work(minutes_by_hand=100), best, behind)) == "best"


@pytest.mark.parametrize(
    ("limit", "name", "over"),
    [(20.0, "cheap", False), (19.99, "cheap", True), (None, "cheap", False)],
)
def test_a_limit_takes_away_what_costs_more(
    limit: float | None,
    name: str,
    over: bool,  # noqa: FBT001  # a case
) -> None:
    ranking = ranked(work(limit_usd=limit), option("cheap"), option("dear", seats_usd=30.0))

    assert (named(ranking), ranking.over_limit) == (name, over)


def test_a_limit_is_held_against_the_month_without_connecting_and_once_with_it() -> None:
    connected = by_use("model", 0.1, connecting_usd=500.0)

    assert not ranked(work(limit_usd=10.0), connected).over_limit
    assert ranked(work(limit_usd=10.0, once=True), connected).over_limit
    assert not ranked(work(limit_usd=510.0, once=True), connected).over_limit


# Done once by hand it is $500; with an app 340 and its price: all the learning counts at once.
ONCE = {"once": True, "limit_usd": 10.0}
FREE = option("free", seats_usd=0.0)


@pytest.mark.parametrize(
    ("job", "options", "name", "over"),
    [
        # a limit on a month holds for no sum that is paid once and saves five times its price
        (work(**ONCE), [option("app", seats_usd=26.6)], "app", False),
        (work(**ONCE), [option("app", seats_usd=26.7)], "app", True),
        (work(limit_usd=10.0), [option("app", seats_usd=26.6)], "app", True),
        (work(**ONCE | {"limit_usd": 26.7}), [option("app", seats_usd=26.7)], "app", False),
        # nobody is asked for it where something within the limit saves as much
        (work(**ONCE), [option("app", seats_usd=26.6), FREE], "free", False),
        (
            work(**ONCE),
            [option("app", seats_usd=26.6), replace(FREE, unknowns=ASKS)],
            "app",
            False,
        ),
        # nor where nobody knows what it saves
        (work(**ONCE, nobody_today=True), [option("app", seats_usd=26.6)], "app", True),
        (
            work(**ONCE, nobody_today=True, worth_usd=5.0),
            [option("app", seats_usd=26.6)],
            "app",
            False,
        ),
    ],
)
def test_what_is_paid_once_may_be_over_the_limit_where_it_saves_many_times_that(
    job: Work,
    options: list[Option],
    name: str,
    over: bool,  # noqa: FBT001  # a case
) -> None:
    ranking = ranked(job, *options)

    assert (named(ranking), ranking.over_limit) == (name, over)


@pytest.mark.parametrize(
    ("places", "second_usd", "name"),
    [
        ((1, 0), 21.0, "second"),  # the row names it first
        ((0, 1), 21.0, "first"),
        ((1, 0), 1_000.0, "first"),  # more than a quarter dearer
    ],
)
def test_among_apps_of_unsaid_inside_the_row_decides(
    places: tuple[int, int], second_usd: float, name: str
) -> None:
    first, second = (
        option(key, seats_usd=usd, says_inside=False, place_in_row=place)
        for key, usd, place in zip(("first", "second"), (20.0, second_usd), places, strict=True)
    )

    assert named(ranked(work(), first, second)) == name


def test_apps_are_alike_by_their_price_and_not_by_what_may_go_wrong() -> None:
    first, second = (
        option(key, seats_usd=usd, says_inside=False, place_in_row=place)
        for key, usd, place in (("first", 20.0, 1), ("second", 700.0, 0))
    )
    # where somebody may be hurt a slip is dear: beside that any price is within a quarter
    job = work(stakes=Stakes.HURT)

    assert named(ranked(job, first, second)) == "first"


@pytest.mark.parametrize(
    ("rival", "name"),
    [
        (option("other", seats_usd=25.0), "other"),
        (option("same-maker", maker="pick", seats_usd=25.0), ""),
        (option("same-tool", tool="pick", seats_usd=25.0), ""),
        (option("preview", challenger_only=True, seats_usd=25.0), "preview"),
        # the same cases go into it: nobody is asked, hired or bound to secrecy for a test alone
        (option("asks", unknowns=ASKS, seats_usd=25.0), ""),
        (option("project", needs_developer=True, seats_usd=25.0), ""),
        (option("signs", conditions=(Condition.SIGN_SECRECY,), seats_usd=25.0), ""),
        # 20 of 100 go wrong, and each that is spared is worth $11 in money and time
        (option("dear", seats_usd=239.0), "dear"),
        (option("dearer", seats_usd=241.0), ""),
    ],
)
def test_the_challenger_is_of_another_maker(rival: Option, name: str) -> None:
    assert beside(ranked(work(), option("pick"), rival)) == name


@pytest.mark.parametrize(("unknowns", "name"), [(ASKS, "asks"), (ASKS_TWO, "")])
def test_a_rival_may_ask_as_much_as_the_pick(unknowns: tuple[Unknown, ...], name: str) -> None:
    rival = option("asks", unknowns=unknowns, seats_usd=25.0)

    assert beside(ranked(work(), option("pick", unknowns=ASKS), rival)) == name


@pytest.mark.parametrize(("rival_usd", "name"), [(0.299, "far"), (0.3, "near"), (0.5, "near")])
def test_a_model_is_tried_beside_one_at_another_price(rival_usd: float, name: str) -> None:
    """The pick costs $10: another price is $20 away at least."""
    pick, far = by_use("pick", 0.1), by_use("far", 0.9)

    assert beside(ranked(work(), pick, by_use("near", rival_usd), far)) == name


def test_any_other_model_is_tried_where_none_is_at_another_price() -> None:
    assert beside(ranked(work(), by_use("pick", 0.1), by_use("near", 0.2))) == "near"


@pytest.mark.parametrize(
    ("people", "limit", "name"),
    [
        (2, None, "firms"),
        (1, None, "private"),  # one person alone is who it is sold to
        (2, 30.0, "firms"),
        (2, 29.0, "private"),  # no firm's plan is within the limit
    ],
)
def test_a_plan_for_one_person_leads_where_no_firms_plan_passes(
    people: int, limit: float | None, name: str
) -> None:
    private = option("private", private=True)
    firms = option("firms", seats_usd=30.0)
    ranking = ranked(work(people=people, limit_usd=limit), private, firms)

    assert named(ranking) == name
    if name == "firms":
        assert beside(ranking) == ""


def test_a_plan_for_one_person_that_is_paid_leads() -> None:
    private = option("private", private=True, paid=True)

    assert named(ranked(work(), private, option("firms", seats_usd=30.0))) == "private"


@pytest.mark.parametrize(("limit", "name"), [(45.0, "other"), (44.0, ""), (None, "other")])
def test_the_month_of_the_test_pays_both_within_the_limit(limit: float | None, name: str) -> None:
    rival = option("other", seats_usd=25.0)

    assert beside(ranked(work(limit_usd=limit), option("pick"), rival)) == name


@pytest.mark.parametrize(
    ("results", "once", "name"), [(48, False, "other"), (47, False, ""), (47, True, "other")]
)
def test_nobody_tests_two_tools_for_less_than_a_days_work(
    results: int,
    once: bool,  # noqa: FBT001  # a case
    name: str,
) -> None:
    job = work(results=results, once=once)  # ten minutes each

    assert beside(ranked(job, option("pick"), option("other", seats_usd=21.0))) == name


def test_the_challenger_is_within_the_limit() -> None:
    ranking = ranked(work(limit_usd=24.0), option("pick"), option("other", seats_usd=25.0))

    assert beside(ranking) == ""


BEST = by_use("best", 4.0)  # $400
# Where one takes 100 minutes a wrong one costs $110; who is so far behind has 4.3 of 100 more:
# $473.
BEHIND = by_use("behind", 0.1, strength=Strength(log_odds=-1.0))  # $10


@pytest.mark.parametrize(
    ("job", "best", "cheaper_first"),
    [
        # the best costs $390 more, a day's wage is $240
        (work(minutes_by_hand=100), BEST, True),
        (work(minutes_by_hand=100), replace(BEST, result_usd=2.51), True),
        (work(minutes_by_hand=100), replace(BEST, result_usd=2.49), False),
        (work(minutes_by_hand=100, stakes=Stakes.HURT), BEST, False),
        (
            work(minutes_by_hand=100),
            replace(BEST, strength=Strength(log_odds=0.0, votes=False)),
            False,
        ),
        (work(minutes_by_hand=100), replace(BEST, kind=OptionKind.MACHINE), False),
    ],
)
def test_much_money_on_votes_alone(
    job: Work,
    best: Option,
    cheaper_first: bool,  # noqa: FBT001  # a case
) -> None:
    ranking = rank([best, BEHIND], job, costing(job))

    assert named(ranking) == "best"
    assert ranking.starts_cheaper is cheaper_first


@pytest.mark.parametrize(
    ("options", "certainty"),
    [
        ([option("app")], Certainty.CLEAR),
        ([option("app", unknowns=ASKS)], Certainty.THIN),
        ([option("app", says_inside=False)], Certainty.THIN),
        ([option("app", strength=None)], Certainty.THIN),
        ([option("app", speaks_language=False)], Certainty.THIN),
        # four measured models are too few, five are enough
        ([by_use(f"model-{number}", 0.1) for number in range(4)], Certainty.THIN),
        ([by_use(f"model-{number}", 0.1) for number in range(5)], Certainty.CLEAR),
    ],
)
def test_how_sure_the_name_is(options: list[Option], certainty: Certainty) -> None:
    assert ranked(work(), *options).certainty is certainty


@pytest.mark.parametrize(
    ("more_usd", "certainty"),
    # The stronger spares $47; $21 with a fifth of the damage, $176 with five times as much.
    [
        (20.0, Certainty.CLEAR),
        (22.0, Certainty.CLOSE),
        (175.0, Certainty.CLOSE),
        (180.0, Certainty.CLEAR),
    ],
)
def test_a_name_that_our_guesses_turn_is_close(more_usd: float, certainty: Certainty) -> None:
    strong = option("strong", seats_usd=20.0 + more_usd)
    weak = option("weak", strength=Strength(log_odds=-1.0))

    assert ranked(work(), strong, weak).certainty is certainty


FIRST = option("first")


@pytest.mark.parametrize(
    ("rival", "first", "usd"),
    [
        # an app at $20 costs $400
        (option("rival"), FIRST, 400),
        (option("rival", kind=OptionKind.ASSISTANT), FIRST, 400),
        # who has to be asked, or is of a later kind, is named where he costs less than three
        # quarters
        (option("rival", unknowns=ASKS), FIRST, 400 / 0.75),
        (option("rival", needs_developer=True), FIRST, 400 / 0.75),
        (option("rival", kind_place=2), FIRST, 400 / 0.75),
        # so is what would come new into the house, where another is there
        (option("rival"), option("first", inside=True), 400 / 0.75),
        (option("rival", paid=True), option("first", inside=True), 370),
        # whoever can begin at once, while the first has to wait, already at a third more
        (option("rival"), option("first", kind_place=1), 400 * 0.75),
        (option("rival", paid=True), FIRST, 370 * 0.75),
        (option("rival", inside=True), FIRST, 390 * 0.75),
    ],
)
def test_from_which_cost_of_the_first_another_is_named(
    rival: Option, first: Option, usd: float
) -> None:
    money = costing(work(), best=0.0)

    assert named_from(money.price(rival), money.price(first), 0.25) == pytest.approx(usd)


@pytest.mark.parametrize(
    ("tool", "names", "tried"),
    [
        ("other", ["other", "pick"], "pick"),  # what would be named is tried beside it
        ("asks", ["asks", "pick", "other"], "pick"),  # its seller may be asked
        # what leads anyhow stays, and what was tried beside it
        ("pick", ["pick", "other"], "other"),
        ("asks-much", ["pick", "other"], "other"),  # nobody asks three questions
        ("nowhere", ["pick", "other"], "other"),
    ],
)
def test_the_owners_own_choice_leads_where_it_may_be_used(
    tool: str, names: list[str], tried: str
) -> None:
    ranking = ranked(
        work(),
        option("pick"),
        option("other", seats_usd=25.0),
        option("asks", unknowns=ASKS_TWO),
        option("asks-much", unknowns=ASKS_THREE),
    )
    led = with_choice(ranking, tool)

    assert [row.option.key for row in led.candidates] == names
    assert beside(led) == tried


# ------------------------------------------------------------------- what follows after a no


@pytest.mark.parametrize(
    ("rows", "name"),
    [
        ([option("next", seats_usd=30.0)], "next"),
        # what costs nothing more goes before what is paid, even of the next kind
        ([option("next"), option("free", seats_usd=0.0, kind_place=1)], "free"),
        ([option("next"), option("in-hand", paid=True)], "in-hand"),
        ([option("second-kind", kind_place=1, seats_usd=10.0), option("next")], "next"),
        # of the same maker the same is to be expected
        ([option("same-maker", maker="pick", seats_usd=0.0)], ""),
        # nobody waits again for an answer, a developer or a larger plan, or pays a year
        ([option("asks", unknowns=ASKS)], ""),
        ([option("project", needs_developer=True)], ""),
        ([option("signs", conditions=(Condition.SIGN_SECRECY,))], ""),
        ([option("year", conditions=(Condition.PAID_BY_THE_YEAR,))], ""),
        ([option("larger", conditions=(Condition.IF_YOUR_PLAN_HAS_IT,))], ""),
        ([option("switch", conditions=(Condition.EU_OPTION,))], "switch"),
        ([option("preview", challenger_only=True)], ""),
        ([option("private", private=True)], ""),  # sold to one person, of two
        # within the limit of $200, and below the $500 that it costs by hand
        ([option("dear", seats_usd=201.0)], ""),
        ([], ""),
    ],
)
def test_after_a_no_what_can_begin_at_once_follows(rows: list[Option], name: str) -> None:
    job = work(people=2, limit_usd=200.0)
    ranking = ranked(job, option("pick"), *rows)
    follower = next_after(ranking, option("pick"))

    assert (follower.option.key if follower is not None else "") == name


BETTER, WORSE = Strength(log_odds=1.0), Strength(log_odds=-1.0)


@pytest.mark.parametrize(
    ("failed", "rows", "name"),
    [
        # after what is free no other free one of no more power, but what is paid
        (("free",), [option("other", seats_usd=0.0), option("next", seats_usd=30.0)], "next"),
        (("free",), [option("other", seats_usd=0.0, strength=WORSE)], ""),
        # of what is paid what errs least, though it costs more
        (("free",), [option("dear", seats_usd=30.0), option("cheap", strength=WORSE)], "dear"),
        (("pick",), [option("dear", seats_usd=99.0), option("cheap", strength=WORSE)], "cheap"),
        # after a model that is built in none that errs more
        (("model",), [by_use("weak", 0.1, strength=WORSE)], ""),
        (("model",), [by_use("weak", 0.1, strength=WORSE), by_use("even", 0.3)], "even"),
        (("model",), [option("app", seats_usd=20.0, strength=WORSE)], "app"),
        (("pick",), [by_use("weak", 0.1, strength=WORSE)], "weak"),
        # what the maker sells for money is the same AI, and holds more of it
        (("free",), [option("plus", maker="free", seats_usd=20.0)], ""),
        (("free",), [option("plus", maker="other", seats_usd=20.0)], "plus"),
        (("free",), [option("more", maker="free", seats_usd=0.0)], ""),
        # near misses: it is better, in hand, or one that failed was paid for
        (("free",), [option("other", seats_usd=0.0, strength=BETTER)], "other"),
        (("free",), [option("in-hand", paid=True)], "in-hand"),
        (("pick",), [option("other", seats_usd=0.0), option("next", seats_usd=30.0)], "other"),
        (("free", "pick"), [option("other", seats_usd=0.0)], "other"),
        (("pick",), [option("plus", maker="pick", seats_usd=90.0)], ""),
    ],
)
def test_after_what_is_free_something_better_follows(
    failed: tuple[str, ...], rows: list[Option], name: str
) -> None:
    all_three = (option("free", seats_usd=0.0), option("pick"), by_use("model", 0.2))
    tested = [row for row in all_three if row.key in failed]
    follower = next_after(ranked(work(), *tested, *rows), *tested)

    assert (follower.option.key if follower is not None else "") == name


@pytest.mark.parametrize(
    ("stakes", "failed", "row", "name"),
    [
        (Stakes.HURT, "free", option("other", seats_usd=0.0, strength=BETTER), ""),
        # near misses: money alone is at stake, it is bought or in hand, what failed was paid for
        (Stakes.LAW, "free", option("other", seats_usd=0.0, strength=BETTER), "other"),
        (Stakes.HURT, "free", option("other", seats_usd=30.0, strength=BETTER), "other"),
        (Stakes.HURT, "free", option("other", paid=True), "other"),
        (Stakes.HURT, "pick", option("other", seats_usd=0.0, strength=BETTER), "other"),
    ],
)
def test_where_somebody_could_be_hurt_no_second_free_one_is_tried(
    stakes: Stakes, failed: str, row: Option, name: str
) -> None:
    tested = {"free": option("free", seats_usd=0.0), "pick": option("pick")}[failed]
    follower = next_after(ranked(work(stakes=stakes), tested, row), tested)

    assert (follower.option.key if follower is not None else "") == name


@pytest.mark.parametrize(
    ("fields", "worth", "name"),
    [
        ({"seats_usd": 100.0}, None, "next"),
        ({"seats_usd": 400.0}, None, ""),
        ({"seats_usd": 400.0}, 9.0, "next"),
        # what is bought saves a fifth, what costs nothing more anything at all
        ({"seats_usd": 169.0}, None, "next"),
        ({"seats_usd": 171.0}, None, ""),
        ({"seats_usd": 0.0, "care_hours": 8.0}, None, "next"),
    ],
)
def test_what_follows_costs_less_than_by_hand(
    fields: dict[str, Any], worth: float | None, name: str
) -> None:
    """Or than it is worth, where nobody could do it by hand."""
    job = work(nobody_today=worth is not None, worth_usd=worth)
    ranking = ranked(job, option("pick"), option("next", **fields))
    follower = next_after(ranking, option("pick"))

    assert (follower.option.key if follower is not None else "") == name
