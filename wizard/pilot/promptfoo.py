"""promptfoo's results.json: a row a result, with its cost and a person's mark.

The mark says whether it was good enough.
"""

from typing import Annotated

import msgspec

from catalog.parsing import tidy
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from config.json_input import NotJsonError, WrongShapeError, decode_json
from wizard.pilot.metrics import Value
from wizard.pilot.tables import LONGEST_MODEL, Bad, Found, ResultRow, bad_row, collected

MOST_TESTS = 10_000
# A file, which holds every prompt and answer; the site takes forms of 21 MB.
RUN = Limits(
    most={
        Expense.BYTES: 20 * MEGABYTE,
        Expense.VALUES: 500_000,
        Expense.ROWS: MOST_TESTS,
    },
    remedy="Split the run in two.",
)
WRITE_IT = "Write it with promptfoo eval --output results.json."
ERROR = 2  # promptfoo's own number for "no answer came"
HUMAN = "human"  # the kind of check that a person's mark becomes
MOST_USD = 1_000_000


class RunProvider(msgspec.Struct):
    """Who answered."""

    id: str = ""
    label: str = ""


class Assertion(msgspec.Struct):
    """What was checked."""

    type: str = ""


class Check(msgspec.Struct):
    """What a check says; a person's mark is one of them."""

    passed: bool | None = msgspec.field(name="pass", default=None)
    assertion: Assertion | None = None


class Grading(msgspec.Struct, rename="camel"):
    """All checks of a result."""

    component_results: list[Check | None] | None = None


class RunResult(msgspec.Struct, rename="camel"):
    """One answer of one provider to one test; what else the file says of it is not read."""

    provider: RunProvider
    test_idx: Annotated[int, msgspec.Meta(ge=0, lt=MOST_TESTS)]
    cost: Annotated[float, msgspec.Meta(ge=0, le=MOST_USD)] | None = None
    grading_result: Grading | None = None
    failure_reason: int | None = None

    @property
    def model(self) -> str:
        """Return who answered."""
        return tidy(self.provider.label or self.provider.id)[:LONGEST_MODEL]

    @property
    def mark(self) -> bool | None:
        """Return what a person said of it; None where nobody did."""
        checks = self.grading_result.component_results if self.grading_result else None
        for check in checks or ():
            if check and check.assertion and check.assertion.type == HUMAN:
                return check.passed
        return None


class RunResults(msgspec.Struct):
    """The results of a run."""

    results: list[RunResult]


class RunFile(msgspec.Struct):
    """The file, in which they stand one level down."""

    results: RunResults


_FILE = msgspec.json.Decoder(RunFile)


def read(data: bytes) -> Found[ResultRow]:
    """Read results: model, fee, and a person's mark.

    A check tells that something is missing or dear, not that a person could use it.

    Raises `WrongFileError`.
    """
    try:
        rows = decode_json(data, _FILE, RUN).results.results
    except WrongShapeError as reason:
        raise WrongFileError(f"It holds no results of promptfoo. {WRITE_IT}") from reason
    except NotJsonError as reason:
        raise WrongFileError(f"{reason} {WRITE_IT}") from reason
    Budget(RUN).allow(Expense.ROWS, len(rows))
    return collected(_row(place, row) for place, row in enumerate(rows, start=1))


def _row(place: int, result: RunResult) -> ResultRow | Bad:
    values = _values(result)
    if not values:
        return bad_row(place, "No answer came, or nobody marked it and promptfoo knows no cost")
    number = result.test_idx + 1
    return ResultRow(place=place, number=number, model=result.model, values=values)


def _values(result: RunResult) -> dict[str, Value]:
    values: dict[str, Value] = {}
    if result.failure_reason == ERROR:
        return values
    if result.mark is not None:
        values["accepted"] = result.mark
    if result.cost:  # promptfoo writes 0 where it knows no price
        values["usd"] = result.cost
    return values
