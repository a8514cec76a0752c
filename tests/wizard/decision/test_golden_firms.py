"""Golden firms: what an adviser would never forgive, of each of twenty firms.

They are of trades that the method was not made on.
"""

from functools import cache

import pytest

from tests.adviser.firms import fresh_firms
from tests.adviser.grid import ON
from tests.support import starter_catalog
from wizard.decision.answers import Answers
from wizard.decision.decide import decide
from wizard.decision.decision import JobDecision
from wizard.decision.endings import (
    Advised,
    AskFirst,
    FromList,
    LeaveIt,
    NothingPasses,
    UseWhatYouHave,
    WrongTool,
    first_of,
)
from wizard.decision.rules import Rule

BEGUN = (Advised, FromList)  # something is named
NOT_BOUGHT = (AskFirst, LeaveIt, NothingPasses)


@cache
def answers_of(firm: str) -> Answers:
    return next(row.answers for row in fresh_firms() if row.name.startswith(firm))


@cache
def jobs_of(firm: str) -> tuple[JobDecision, ...]:
    return decide(answers_of(firm), starter_catalog(), ON).jobs


def tool(job: JobDecision) -> str:
    first = first_of(job.ending)
    return first.option.tool if first is not None else ""


@pytest.mark.parametrize(
    ("firm", "place", "ending"),
    [
        ("Chimney sweeps", 0, BEGUN),
        ("Podiatrists", 0, AskFirst),  # an EU scribe has to answer before health data go in
        ("Coffee roaster", 0, BEGUN),  # works in Canva: the free plan is what it surely has
        ("Mountain rescue", 0, BEGUN),
        ("Lift maintenance", 0, BEGUN),  # what it works in finds its own manuals
        ("Debt collectors", 0, BEGUN),  # no top model for notes on short calls
        ("Sign makers", 0, UseWhatYouHave),
        ("Research house", 0, UseWhatYouHave),
        ("Water board", 0, BEGUN),
        ("Payment start-up", 0, BEGUN),
        ("Toy maker", 0, AskFirst),
        ("Locksmith", 0, NOT_BOUGHT),
        ("Auction house", 0, BEGUN),
        ("Waste collectors", 0, NothingPasses),  # the rules of the mail program come first
        ("Midwives", 0, NOT_BOUGHT),
        ("Solar installers", 0, UseWhatYouHave),  # a sum in it leaves the words to AI
        ("Potters", 1, UseWhatYouHave),
        ("Trade union", 1, BEGUN),
        ("Bus company", 1, BEGUN),
        ("Mattress maker", 3, UseWhatYouHave),
        ("Credit union", 0, WrongTool),
        ("Consulting engineers", 4, UseWhatYouHave),
    ],
)
def test_how_it_ends(firm: str, place: int, ending: type | tuple[type, ...]) -> None:
    assert isinstance(jobs_of(firm)[place].ending, ending)


@pytest.mark.parametrize(
    ("firm", "place", "bought"),
    [
        ("Water board", 0, "microsoft-365-copilot-business"),  # not sold to a firm of 400
        ("Sign makers", 0, "chatgpt-free"),  # they pay for another
        ("Mattress maker", 2, "google-ai-pro"),
        ("Waste collectors", 0, "microsoft-365-copilot-business"),
    ],
)
def test_what_is_not_named(firm: str, place: int, bought: str) -> None:
    assert tool(jobs_of(firm)[place]) != bought


@pytest.mark.parametrize(
    ("firm", "place", "rule"),
    [
        ("Mountain rescue", 0, Rule.FEWER_SEATS),
        ("Lift maintenance", 0, Rule.OF_THE_KIND),
        ("Water board", 0, Rule.COUNTED_IN_PIECES),
        ("Waste collectors", 0, Rule.FIRST_WITHOUT_AI),
        ("Waste collectors", 1, Rule.A_PROGRAM_ADDS),
        ("Solar installers", 0, Rule.SUM_FROM_A_SHEET),
        ("University department", 0, Rule.A_PERSON_DECIDES),
    ],
)
def test_what_is_said_first(firm: str, place: int, rule: Rule) -> None:
    assert rule in {note.rule for note in jobs_of(firm)[place].notes}


def test_one_seat_writes_all_the_reports_of_a_rescue() -> None:
    (job,) = jobs_of("Mountain rescue")
    first = first_of(job.ending)

    assert job.work.results == 14
    assert first is not None
    assert first.option.seats == 1


@pytest.mark.parametrize("firm", ["Podiatrists", "Midwives", "Payment start-up"])
def test_specialists_of_the_eu_are_asked(firm: str) -> None:
    assert jobs_of(firm)[0].inquiries


@pytest.mark.parametrize("firm", ["Chimney sweeps", "Auction house", "Trade union"])
def test_no_year_is_paid_before_the_test(firm: str) -> None:
    ending = jobs_of(firm)[0].ending

    assert isinstance(ending, Advised)
    assert ending.recommendation.is_bought_by_the_year
    assert ending.recommendation.tried_in is not None
    assert not ending.recommendation.tried_in.paid_usd
