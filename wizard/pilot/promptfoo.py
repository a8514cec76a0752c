"""promptfoo's results.json: a row a result, with its cost, and whether a person marked it as good enough."""

import codecs
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from catalog.parsing import clean_text
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from config.json_input import STRETCH, NotJsonError, json_items
from wizard.pilot.metrics import Value
from wizard.pilot.tables import Bad, Found, ResultRow, collected, sentence_of, shortened

MOST_TESTS = 10_000
# A file, which holds every prompt and answer; the site takes forms of 21 MB.
RUN = Limits(
    most={Expense.BYTES: 20 * MEGABYTE, Expense.ROWS: MOST_TESTS, Expense.SECONDS: 5},
    remedy="Split the run in two.",
)
WRITE_IT = "Write it with promptfoo eval --output results.json."
ERROR = 2  # promptfoo's own number for "no answer came"
HUMAN = "human"  # the kind of check that a person's mark becomes
MOST_USD = 1_000_000


class PromptfooFile(msgspec.Struct):
    """The file, or what stands one level down since version 3: the results are found, and nothing else is built."""

    results: msgspec.Raw


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

    provider: RunProvider | str = ""
    test_idx: int | None = None
    cost: float | None = None
    grading_result: Grading | None = None
    failure_reason: int | None = None
    error: str | None = None

    @property
    def model(self) -> str:
        """Return who answered, with a question mark for each half of a sign, which no page can show."""
        provider = self.provider
        name = provider if isinstance(provider, str) else provider.label or provider.id
        return shortened([name.encode("utf-8", "replace").decode()])

    @property
    def case(self) -> int:
        """Return the number of the test among those of the file, from one on; 0 where it has none."""
        place = -1 if self.test_idx is None else self.test_idx
        return place + 1 if 0 <= place < MOST_TESTS else 0

    @property
    def mark(self) -> bool | None:
        """Return what a person said of it; None where nobody did."""
        checks = self.grading_result.component_results if self.grading_result else None
        for check in checks or ():
            if check and check.assertion and check.assertion.type == HUMAN:
                return check.passed
        return None


_FILE = msgspec.json.Decoder(PromptfooFile)
# Made before threads start, which is all that it is for: an item is converted, not decoded.
_RESULT = msgspec.json.Decoder(RunResult)


def read(data: bytes, budget: Budget | None = None) -> Found[ResultRow]:
    """Read results: model, fee, and a person's mark. A check tells that something is missing or dear, not that a person could use it.

    Raises `WrongFileError`.
    """
    budget = budget or Budget(RUN)
    budget.allow(Expense.BYTES, len(data))
    rows: list[ResultRow | Bad] = []
    try:
        for place, item in enumerate(json_items(_list_in(data)), start=1):
            budget.spend(Expense.ROWS)
            rows.append(_row(place, item))
    except msgspec.ValidationError as reason:
        raise WrongFileError(f"It holds no results of promptfoo. {WRITE_IT}") from reason
    except NotJsonError as reason:
        raise WrongFileError(f"{reason} {WRITE_IT}") from reason
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as reason:
        raise WrongFileError(f"It is no JSON. {WRITE_IT}") from reason
    results = collected(rows)
    unmarked = sum("accepted" not in row.values for row in results.rows)
    remarks = ["A model’s waiting time is not a person’s, so minutes stay empty."]
    if unmarked:
        remarks.append(
            f"{unmarked:,} results were marked by no person, so they say nothing of quality."
        )
    return replace(results, remarks=tuple(remarks))


def _list_in(data: bytes) -> Iterator[str]:
    """Return the list of results in a file, in pieces. Raises `msgspec.DecodeError`."""
    results = memoryview(_FILE.decode(data.removeprefix(codecs.BOM_UTF8)).results)
    if results[0] == ord("{"):
        results = memoryview(_FILE.decode(results).results)
    if results[0] != ord("["):
        raise msgspec.ValidationError("There is no list.")
    starts = range(0, len(results), STRETCH)
    stretches = (bytes(results[start : start + STRETCH]) for start in starts)
    return codecs.iterdecode(stretches, "utf-8")


def _row(place: int, item: object) -> ResultRow | Bad:
    try:
        result = msgspec.convert(item, RunResult)
    except msgspec.ValidationError:
        return Bad(place=place, text="", reason="It is no result as promptfoo writes it.")
    values = _values(result)
    if result.failure_reason == ERROR:
        why = shortened([clean_text(result.error or "it does not say why")])
        reason = sentence_of(f"no answer came: {why}".encode("utf-8", "replace").decode())
    elif not values:
        reason = "Nobody marked it, and promptfoo knows no cost."
    else:
        return ResultRow(place=place, number=result.case, model=result.model, values=values)
    return Bad(place=place, text=result.model, reason=reason)


def _values(result: RunResult) -> dict[str, Value]:
    values: dict[str, Value] = {}
    if result.mark is not None:
        values["accepted"] = result.mark
    # promptfoo writes 0 where it knows no price.
    if result.cost is not None and 0 < result.cost <= MOST_USD:
        values["usd"] = result.cost
    return values
