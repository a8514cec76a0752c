"""promptfoo's results.json: a row a result, with its cost, and whether a person marked it as good enough."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import msgspec

from catalog.parsing import clean_text
from config.json_input import NotJsonError, WrongShapeError, decode_json
from wizard.pilot.metrics import Value
from wizard.pilot.tables import LONGEST_KEY, Found, ResultRow, SourceLine, read_lines, shortened

MOST_BYTES = (
    19_000_000  # of a file, which holds every prompt and answer; the site takes forms of 20 MB
)
MAX_VALUES = 1_000_000  # in a file; a real one of that size has half as many
ERROR = 2  # promptfoo's own number for "no answer came"
HUMAN = "human"  # the kind of check that a person's mark becomes


class Run(msgspec.Struct):
    """Results one level down, as promptfoo writes them since version 3."""

    results: list[msgspec.Raw]


class PromptfooFile(msgspec.Struct):
    """The file. Each result is decoded by itself, so that few are objects at a time and a strange one spoils no other."""

    results: list[msgspec.Raw] | Run


_DOCUMENT = msgspec.json.Decoder(PromptfooFile)


def read(data: bytes) -> Found[ResultRow]:
    """Read results: model, fee, and a person's mark. A check tells that something is missing or dear, not that a person could use it."""
    if len(data) > MOST_BYTES:
        return Found(trouble="It has more than 19 megabytes. Split the run in two.")
    try:
        results = decode_json(data, _DOCUMENT, max_values=MAX_VALUES).results
    except WrongShapeError:
        return Found(
            trouble="It holds no results of promptfoo. Write it with promptfoo eval --output results.json."
        )
    except NotJsonError:
        return Found(trouble="It is no JSON. Write it with promptfoo eval --output results.json.")
    raw = results.results if isinstance(results, Run) else results
    lines = [_line(place, msgspec.json.decode(each)) for place, each in enumerate(raw, start=1)]
    found = read_lines(lines, nothing="Nobody marked it, and promptfoo knows no cost.")
    unmarked = sum("accepted" not in row.values for row in found.rows)
    remarks = (
        [f"{unmarked:,} results were marked by no person, so they say nothing of quality."]
        if unmarked
        else []
    )
    remarks.append("A model’s waiting time is not a person’s, so minutes stay empty.")
    return replace(found, remarks=(*remarks, *found.remarks))


def _line(place: int, result: object) -> SourceLine:
    provider, named, cost = (_at(result, name) for name in ("provider", "id", "cost"))
    model = next(
        (
            each
            for each in (_at(provider, "label"), _at(provider, "id"), provider)
            if isinstance(each, str)
        ),
        "",
    )
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
        cells["key"] = f"promptfoo:{named}"[:LONGEST_KEY]
    if (
        isinstance(cost, int | float) and cost > 0 and cost is not True
    ):  # promptfoo writes 0 where it knows no price
        cells["usd"] = Decimal(repr(cost))
    failed, error = _at(result, "failureReason") == ERROR, _at(result, "error")
    why = (
        shortened([clean_text(error)]).removesuffix(".")
        if isinstance(error, str)
        else "it does not say why"
    )
    wrong = f"no answer came: {why}" if failed else ""
    return SourceLine(place=place, cells=cells, text=shortened([model]), wrong=wrong)


def _at(node: object, *path: str) -> Any:
    """Return what stands at a path; None where something on the way is not what promptfoo writes."""
    for name in path:
        node = node.get(name) if isinstance(node, dict) else None
    return node
