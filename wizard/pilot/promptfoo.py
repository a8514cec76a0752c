"""promptfoo's results.json: a row a result, with its cost, and whether a person marked it as good enough."""

import codecs
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec

from catalog.parsing import clean_text
from config.budget import MEGABYTE, Budget, Expense, Limits
from config.json_input import STRETCH, NotJsonError, json_items
from wizard.pilot.metrics import Value
from wizard.pilot.tables import LONGEST_KEY, Found, ResultRow, SourceLine, read_lines, shortened

# A file, which holds every prompt and answer; the site takes forms of 21 MB.
RUN = Limits(
    most={Expense.BYTES: 19 * MEGABYTE, Expense.ROWS: 10_000, Expense.SECONDS: 5},
    remedy="Split the run in two.",
)
WRITE_IT = "Write it with promptfoo eval --output results.json."
ERROR = 2  # promptfoo's own number for "no answer came"
HUMAN = "human"  # the kind of check that a person's mark becomes


class PromptfooFile(msgspec.Struct):
    """The file, or what stands one level down since version 3: the results are found, and nothing else is built."""

    results: msgspec.Raw


_FILE = msgspec.json.Decoder(PromptfooFile)


def read(data: bytes, budget: Budget | None = None) -> Found[ResultRow]:
    """Read results: model, fee, and a person's mark. A check tells that something is missing or dear, not that a person could use it.

    Raises `WrongFileError`.
    """
    budget = budget or Budget(RUN)
    budget.allow(Expense.BYTES, len(data))
    lines: list[SourceLine] = []
    try:
        for place, result in enumerate(json_items(_list_in(data)), start=1):
            budget.spend(Expense.ROWS)
            lines.append(_line(place, result))
    except msgspec.ValidationError:
        return Found(trouble=f"It holds no results of promptfoo. {WRITE_IT}")
    except NotJsonError as reason:
        return Found(trouble=f"{reason} {WRITE_IT}")
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Found(trouble=f"It is no JSON. {WRITE_IT}")
    found = read_lines(lines, nothing="Nobody marked it, and promptfoo knows no cost.")
    unmarked = sum("accepted" not in row.values for row in found.rows)
    remarks = (
        [f"{unmarked:,} results were marked by no person, so they say nothing of quality."]
        if unmarked
        else []
    )
    remarks.append("A model’s waiting time is not a person’s, so minutes stay empty.")
    return replace(found, remarks=(*remarks, *found.remarks))


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


def _line(place: int, result: object) -> SourceLine:
    provider, named, cost = (_at(result, name) for name in ("provider", "id", "cost"))
    names = (_at(provider, "label"), _at(provider, "id"), provider)
    model = next((_encodable(name) for name in names if isinstance(name, str)), "")
    checks = _at(result, "gradingResult", "componentResults")
    marks = [
        _at(each, "pass")
        for each in (checks if isinstance(checks, list) else ())
        if _at(each, "assertion", "type") == HUMAN
    ]
    mark = next((each for each in marks if isinstance(each, bool)), None)
    cells: dict[str, Value] = (
        {"model": model} if mark is None else {"model": model, "accepted": mark}
    )
    if isinstance(named, str) and named:
        cells["key"] = f"promptfoo:{_encodable(named)}"[:LONGEST_KEY]
    # promptfoo writes 0 where it knows no price.
    is_number = isinstance(cost, int | float) and not isinstance(cost, bool)
    if is_number and cost > 0 and (usd := Decimal(repr(cost))).is_finite():
        cells["usd"] = usd
    failed, error = _at(result, "failureReason") == ERROR, _at(result, "error")
    why = (
        shortened([clean_text(_encodable(error))]).removesuffix(".")
        if isinstance(error, str)
        else "it does not say why"
    )
    wrong = f"no answer came: {why}" if failed else ""
    return SourceLine(place=place, cells=cells, text=shortened([model]), wrong=wrong)


def _encodable(text: str) -> str:
    """Return a text with a question mark for each half of a sign, which JSON can name and no page can show."""
    return text.encode("utf-8", "replace").decode()


def _at(node: object, *path: str) -> Any:
    """Return what stands at a path; None where something on the way is not what promptfoo writes."""
    for name in path:
        node = node.get(name) if isinstance(node, dict) else None
    return node
