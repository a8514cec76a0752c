"""promptfoo's results.json: a row a result, with its cost, and whether a person marked it as good enough."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec

from wizard.intake import cells
from wizard.intake.rows import MOST_ROWS, Bad, Found, Row, told_apart
from wizard.steps.reading import Problem

MOST_BYTES = 20_000_000  # of a file; it holds every prompt and every answer
ERROR = 2  # promptfoo's own number for "no answer came"
HUMAN = "human"  # the kind of check that a person's mark becomes
LONGEST_REASON = 160
HIGHEST_COST = Decimal(1_000_000)


def read(data: bytes, *, checks_count: bool = False) -> Found:
    """Read results; with `checks_count` what no person marked is taken as promptfoo's own checks say.

    A check tells that something is missing or dear, not that a person could use it, so that is off unless asked for.
    """
    try:
        document = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Found(trouble="It is no JSON. Write it with promptfoo eval --output results.json.")
    results = _results(document)
    if results is None:
        return Found(trouble="It holds no results of promptfoo. Write it with promptfoo eval --output results.json.")
    read_rows = [
        _row(place, each, checks_count=checks_count) for place, each in enumerate(results[:MOST_ROWS], start=1)
    ]
    rows, again = told_apart([each for each in read_rows if isinstance(each, Row)])
    bad = [each for each in read_rows if isinstance(each, Bad)]
    return Found(
        rows=rows,
        bad=tuple(sorted((*bad, *again), key=lambda each: each.place)),
        remarks=tuple(_remarks(results, checks_count=checks_count)),
        trouble="" if read_rows else "It holds no results.",
    )


def _results(document: Any) -> Sequence[Any] | None:
    """Return the list of results: at the top, or one level down as promptfoo writes it since version 3."""
    found = document.get("results") if isinstance(document, Mapping) else None
    if isinstance(found, Mapping):
        found = found.get("results")
    return found if isinstance(found, list) else None


def _row(place: int, result: Any, *, checks_count: bool) -> Row | Bad:
    if not isinstance(result, Mapping):
        return Bad(place=place, said="", reason="It is no result.")
    model, what = _model(result), _what(result)
    said = " · ".join(filter(None, (model, what)))
    if result.get("failureReason") == ERROR:
        why = " ".join(str(result.get("error") or "no answer came").split())[:LONGEST_REASON]
        return Bad(place=place, said=said, reason=f"promptfoo got no answer: {why}")
    marked = _marked(result)
    accepted = marked if marked is not None else result.get("success") if checks_count else None
    row = Row(
        place=place,
        model=model,
        what=what,
        accepted=accepted if isinstance(accepted, bool) else None,
        usd=_cost(result.get("cost")),
        key=f"promptfoo:{result['id']}"[:100] if isinstance(result.get("id"), str) else "",
    )
    if row.measured:
        return row
    return Bad(place=place, said=said, reason="Nobody marked it, and promptfoo knows no cost.")


def _marked(result: Mapping[str, Any]) -> bool | None:
    """Return what a person said of a result in promptfoo's view; None where nobody did."""
    grading = result.get("gradingResult")
    parts = grading.get("componentResults") if isinstance(grading, Mapping) else None
    for part in parts if isinstance(parts, list) else ():
        assertion = part.get("assertion") if isinstance(part, Mapping) else None
        if isinstance(assertion, Mapping) and assertion.get("type") == HUMAN and isinstance(part.get("pass"), bool):
            return bool(part["pass"])
    return None


def _model(result: Mapping[str, Any]) -> str:
    provider = result.get("provider")
    if isinstance(provider, Mapping):
        provider = provider.get("label") or provider.get("id")
    return _words(provider, cells.LONGEST_MODEL)


def _what(result: Mapping[str, Any]) -> str:
    case = result.get("testCase")
    return _words(case.get("description") if isinstance(case, Mapping) else "", cells.LONGEST_WHAT)


def _words(said: Any, most: int) -> str:
    """Return words as far as there is room; none where they hold what cannot be shown."""
    text = " ".join(str(said).split())[:most] if isinstance(said, str) else ""
    found = cells.words(text, "the words", most)
    return "" if isinstance(found, Problem) else found


def _cost(value: Any) -> Decimal | None:
    """Return the model's fee. promptfoo writes 0 where it knows no price, so that 0 is not measured."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    cost = Decimal(repr(value))
    return cost.quantize(cells.DOLLAR, ROUND_HALF_UP) if 0 < cost <= HIGHEST_COST else None


def _remarks(results: Sequence[Any], *, checks_count: bool) -> Iterator[str]:
    unmarked = sum(_marked(each) is None for each in results[:MOST_ROWS] if isinstance(each, Mapping))
    if unmarked and checks_count:
        yield f"{unmarked:,} results that no person marked are taken as promptfoo’s own checks say."
    elif unmarked:
        yield f"{unmarked:,} results were marked by no person, so they say nothing of quality."
    yield "A model’s waiting time is not a person’s, so minutes stay empty."
    if len(results) > MOST_ROWS:
        yield f"Only the first {MOST_ROWS:,} results are read at once."
