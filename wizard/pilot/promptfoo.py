"""promptfoo's results.json: a row a result, with its cost, and whether a person marked it as good enough."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

import msgspec

from catalog.parsing import Problem, parse_text
from config.json_input import NotJsonError, WrongShapeError, decode_json
from wizard.pilot.metrics import BY_SLUG, Value
from wizard.pilot.rows import LONGEST_MODEL, LONGEST_WHAT, MOST_ROWS, Bad, Found, Row, without_repeats

MOST_BYTES = 19_000_000  # of a file, which holds every prompt and answer; the site takes forms of 20 MB
MAX_VALUES = 1_000_000  # in a file; a real one of that size has half as many
ERROR = 2  # promptfoo's own number for "no answer came"
HUMAN = "human"  # the kind of check that a person's mark becomes
LONGEST_REASON = 160
HIGHEST_COST = Decimal(1_000_000)


NO_RESULTS = "It holds no results of promptfoo. Write it with promptfoo eval --output results.json."


class Assertion(msgspec.Struct):
    """What a check looks for."""

    type: str | None = None


class Check(msgspec.Struct):
    """One check of a result, and whether it passed."""

    assertion: Assertion | None = None
    passed: bool | None = msgspec.field(default=None, name="pass")


class Grading(msgspec.Struct):
    """All checks of a result."""

    checks: list[Check | None] | None = msgspec.field(default=None, name="componentResults")


class Provider(msgspec.Struct):
    """The model, by the name its owner gave it."""

    id: str | None = None
    label: str | None = None


class Case(msgspec.Struct):
    """What was asked."""

    description: str | None = None


class Result(msgspec.Struct):
    """One result: what we read of it. All else is skipped without making objects of it."""

    id: str | None = None
    provider: Provider | str | None = None
    case: Case | None = msgspec.field(default=None, name="testCase")
    grading: Grading | None = msgspec.field(default=None, name="gradingResult")
    failure: int | None = msgspec.field(default=None, name="failureReason")
    error: str | None = None
    success: bool | None = None
    cost: int | float | None = None

    @property
    def marked(self) -> bool | None:
        """What a person said of it in promptfoo's view; None where nobody did."""
        for check in (self.grading and self.grading.checks) or ():
            if check and check.assertion and check.assertion.type == HUMAN and check.passed is not None:
                return check.passed
        return None


class Run(msgspec.Struct):
    """Results one level down, as promptfoo writes them since version 3."""

    results: list[msgspec.Raw]


class Document(msgspec.Struct):
    """The file. Each result is decoded by itself, so that one of another shape spoils no other."""

    results: list[msgspec.Raw] | Run


_DOCUMENT, _RESULT = msgspec.json.Decoder(Document), msgspec.json.Decoder(Result)


def read(data: bytes, *, checks_count: bool = False) -> Found:
    """Read results; with `checks_count` what no person marked is taken as promptfoo's own checks say.

    A check tells that something is missing or dear, not that a person could use it, so that is off unless asked for.
    """
    try:
        results = decode_json(data, _DOCUMENT, max_values=MAX_VALUES).results
    except WrongShapeError:
        return Found(trouble=NO_RESULTS)
    except NotJsonError:
        return Found(trouble="It is no JSON. Write it with promptfoo eval --output results.json.")
    raw = results.results if isinstance(results, Run) else results
    decoded = [_decoded(each) for each in raw[:MOST_ROWS]]
    read_rows = [_row(place, each, checks_count=checks_count) for place, each in enumerate(decoded, start=1)]
    rows, again = without_repeats([each for each in read_rows if isinstance(each, Row)])
    bad = [each for each in read_rows if isinstance(each, Bad)]
    return Found(
        rows=rows,
        bad=tuple(sorted((*bad, *again), key=lambda each: each.place)),
        remarks=tuple(_remarks(decoded, checks_count=checks_count, more=len(raw) > MOST_ROWS)),
        trouble="" if read_rows else "It holds no results.",
    )


def _decoded(raw: msgspec.Raw) -> Result | None:
    try:
        return _RESULT.decode(raw)
    except msgspec.ValidationError:
        return None


def _row(place: int, result: Result | None, *, checks_count: bool) -> Row | Bad:
    if result is None:
        return Bad(place=place, text="", reason="It is no result.")
    model = _words(_name(result.provider), LONGEST_MODEL)
    what = _words(result.case.description if result.case else "", LONGEST_WHAT)
    text = " · ".join(filter(None, (model, what)))
    if result.failure == ERROR:
        why = " ".join((result.error or "no answer came").split())[:LONGEST_REASON]
        return Bad(place=place, text=text, reason=f"promptfoo got no answer: {why}")
    marked = result.marked if result.marked is not None else result.success if checks_count else None
    cost = _cost(result.cost)
    values: dict[str, Value] = {} if marked is None else {"accepted": marked}
    if cost is not None:
        values["usd"] = cost
    if not values:
        return Bad(place=place, text=text, reason="Nobody marked it, and promptfoo knows no cost.")
    key = f"promptfoo:{result.id}"[:100] if result.id is not None else ""
    return Row(place=place, model=model, what=what, values=values, key=key)


def _name(provider: Provider | str | None) -> str | None:
    return provider.label or provider.id if isinstance(provider, Provider) else provider


def _words(words: str | None, most: int) -> str:
    """Return words as far as there is room; none where they hold what cannot be shown."""
    text = " ".join((words or "").split())[:most]
    found = parse_text(text, "the words", most)
    return "" if isinstance(found, Problem) else found


def _cost(value: float | None) -> Decimal | None:
    """Return the model's fee. promptfoo writes 0 where it knows no price, so that 0 is not measured."""
    if value is None:
        return None
    cost = Decimal(repr(value))
    return cost.quantize(BY_SLUG["usd"].last_digit, ROUND_HALF_UP) if 0 < cost <= HIGHEST_COST else None


def _remarks(results: Sequence[Result | None], *, checks_count: bool, more: bool) -> Iterator[str]:
    unmarked = sum(each.marked is None for each in results if each)
    if unmarked and checks_count:
        yield f"{unmarked:,} results that no person marked are taken as promptfoo’s own checks say."
    elif unmarked:
        yield f"{unmarked:,} results were marked by no person, so they say nothing of quality."
    yield "A model’s waiting time is not a person’s, so minutes stay empty."
    if more:
        yield f"Only the first {MOST_ROWS:,} results are read at once."
