"""A budget is spent as things come, over all of a file, and names the limit that is passed."""

import io

import pytest

from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError

LIMITS = Limits(
    most={
        Expense.BYTES: 2 * MEGABYTE,
        Expense.UNPACKED: 900_000,
        Expense.PIECES: 1_000,
        Expense.SHEETS: 3,
        Expense.FILES: 6,
        Expense.COLUMNS: 5,
        Expense.ROWS: 10_000,
        Expense.CELLS: 7,
        Expense.VALUES: 8,
        Expense.CHARACTERS: 9,
        Expense.MEMORY: 30 * MEGABYTE,
        Expense.SECONDS: 4,
    },
    remedy="Bring it in two pieces.",
)
SENTENCES = {
    Expense.BYTES: "The file is larger than 2 MB.",
    Expense.UNPACKED: "The file holds more than 900 kB once it is unpacked.",
    Expense.PIECES: "The file holds more than 1,000 pieces of XML.",
    Expense.SHEETS: "The file has more than 3 sheets.",
    Expense.FILES: "The file has more than 6 files.",
    Expense.COLUMNS: "The file has more than 5 columns.",
    Expense.ROWS: "The file has more than 10,000 rows.",
    Expense.CELLS: "The file has more than 7 cells.",
    Expense.VALUES: "The file holds more than 8 values.",
    Expense.CHARACTERS: "The file has more than 9 characters in its cells.",
    Expense.MEMORY: "The file takes more than 30 MB of memory.",
    Expense.SECONDS: "The file takes more than 4 seconds to read.",
}


class Clock:
    """A clock that moves when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def refused(budget: Budget, cost: Expense, count: int) -> str:
    with pytest.raises(WrongFileError) as reason:
        budget.spend(cost, count)
    return str(reason.value)


@pytest.mark.parametrize("cost", [cost for cost in Expense if cost is not Expense.SECONDS])
def test_all_of_a_limit_can_be_spent_in_parts_and_not_one_more(cost: Expense) -> None:
    most = LIMITS.most[cost]
    budget = Budget(LIMITS)

    budget.spend(cost, most - 1)
    budget.spend(cost)

    assert refused(budget, cost, 1) == f"{SENTENCES[cost]} Bring it in two pieces."
    assert refused(Budget(LIMITS), cost, most + 1) == f"{SENTENCES[cost]} Bring it in two pieces."


def test_what_is_spent_of_one_thing_is_left_of_another() -> None:
    budget = Budget(LIMITS)

    budget.spend(Expense.CELLS, 7)
    budget.spend(Expense.VALUES, 8)

    assert refused(budget, Expense.CELLS, 1).startswith(SENTENCES[Expense.CELLS])


def test_what_reaches_far_by_itself_is_refused_and_spends_nothing() -> None:
    budget = Budget(LIMITS)

    for _ in range(3):
        budget.allow(Expense.COLUMNS, 5)
    with pytest.raises(WrongFileError, match="more than 5 columns"):
        budget.allow(Expense.COLUMNS, 6)


def test_time_is_that_of_the_clock_and_ends_what_goes_on() -> None:
    clock = Clock()
    budget = Budget(LIMITS, clock)

    clock.now += 4
    budget.spend(Expense.ROWS)
    clock.now += 0.1

    for cost in (Expense.ROWS, Expense.UNPACKED):
        assert refused(budget, cost, 1) == f"{SENTENCES[Expense.SECONDS]} Bring it in two pieces."


def test_what_is_not_limited_is_not_counted() -> None:
    budget = Budget(Limits(most={Expense.BYTES: 10}), Clock())

    budget.spend(Expense.ROWS, 10**12)

    assert budget.read(io.BytesIO(b"x" * 10)) == b"x" * 10


def test_of_a_file_that_is_too_large_no_more_is_read_than_shows_it() -> None:
    stream = io.BytesIO(b"x" * 9 * MEGABYTE)

    with pytest.raises(WrongFileError, match="larger than 2 MB"):
        Budget(LIMITS).read(stream)

    assert stream.tell() == 2 * MEGABYTE + 1
