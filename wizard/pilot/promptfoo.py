"""promptfoo's results.json: a row a result, with its cost, and whether a person marked it as good enough."""

from decimal import Decimal
from typing import Any

import msgspec

from catalog.parsing import Problem, parse_text
from config.json_input import NotJsonError, WrongShapeError, decode_json
from wizard.pilot.metrics import BY_SLUG, dollars
from wizard.pilot.rows import LONGEST_KEY, LONGEST_MODEL, MOST_ROWS, Bad, Found, ResultRow, in_order

MOST_BYTES = 19_000_000  # of a file, which holds every prompt and answer; the site takes forms of 20 MB
MAX_VALUES = 1_000_000  # in a file; a real one of that size has half as many
ERROR = 2  # promptfoo's own number for "no answer came"
HUMAN = "human"  # the kind of check that a person's mark becomes
NO_RESULTS = "It holds no results of promptfoo. Write it with promptfoo eval --output results.json."


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
        return Found(trouble=NO_RESULTS)
    except NotJsonError:
        return Found(trouble="It is no JSON. Write it with promptfoo eval --output results.json.")
    raw = results.results if isinstance(results, Run) else results
    read_rows = [_row(place, msgspec.json.decode(each)) for place, each in enumerate(raw[:MOST_ROWS], start=1)]
    rows, bad = in_order(read_rows)
    unmarked = sum("accepted" not in row.values for row in rows)
    remarks = [f"{unmarked:,} results were marked by no person, so they say nothing of quality."] if unmarked else []
    remarks.append("A model’s waiting time is not a person’s, so minutes stay empty.")
    if len(raw) > MOST_ROWS:
        remarks.append(f"Only the first {MOST_ROWS:,} results are read at once.")
    return Found(rows=rows, bad=bad, remarks=tuple(remarks), trouble="" if read_rows else "It holds no results.")


def _row(place: int, result: object) -> ResultRow | Bad:
    provider = _at(result, "provider")
    model = _words(_at(provider, "label") or _at(provider, "id") or provider)
    if not isinstance(result, dict):
        return Bad(place=place, text="", reason="It is no result.")
    if result.get("failureReason") == ERROR:
        why = _words(result.get("error")) or "no answer came"
        return Bad(place=place, text=model, reason=f"promptfoo got no answer: {why}")
    values = {slug: value for slug, value in (("accepted", _mark(result)), ("usd", _fee(result))) if value is not None}
    if not values:
        return Bad(place=place, text=model, reason="Nobody marked it, and promptfoo knows no cost.")
    named = _words(result.get("id"))
    return ResultRow(place=place, model=model, values=values, key=f"promptfoo:{named}"[:LONGEST_KEY] if named else "")


def _at(node: object, *path: str) -> Any:
    """Return what stands at a path; None where something on the way is not what promptfoo writes."""
    for name in path:
        node = node.get(name) if isinstance(node, dict) else None
    return node


def _mark(result: object) -> bool | None:
    """Return what a person said in promptfoo's view; None where nobody did."""
    checks = _at(result, "gradingResult", "componentResults")
    said = [
        _at(check, "pass")
        for check in (checks if isinstance(checks, list) else ())
        if _at(check, "assertion", "type") == HUMAN
    ]
    return next((each for each in said if isinstance(each, bool)), None)


def _words(words: object) -> str:
    """Return words as far as there is room; none where they hold what cannot be shown."""
    text = " ".join(words.split())[:LONGEST_MODEL] if isinstance(words, str) else ""
    found = parse_text(text, "the words", LONGEST_MODEL)
    return "" if isinstance(found, Problem) else found


def _fee(result: object) -> Decimal | None:
    """Return the model's fee. promptfoo writes 0 where it knows no price, so that 0 is not measured."""
    value = _at(result, "cost")
    known = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    fee = BY_SLUG["usd"].read(Decimal(repr(value)), "USD", dollars) if known else None
    return fee if isinstance(fee, Decimal) else None
