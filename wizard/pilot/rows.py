"""What every way in ends in: rows that can be taken, rows that cannot with the reason, and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from catalog.formatting import capitalise
from catalog.parsing import Bounds, Problem, parse_number, parse_text, tidy
from wizard.pilot.metrics import IN_DOLLARS, METRICS, PlanMoney, Value, Values

MOST_ROWS = 2_000  # taken in at once
HIGHEST_NUMBER = 1_000_000
LONGEST_MODEL, LONGEST_KEY = 100, 100
LONGEST_SHOWN = 80  # characters of a bad row
NAMES = {"number": "number of the case", "model": "model", "key": "id"} | {
    metric.slug: metric.label[:1].lower() + metric.label[1:] for metric in METRICS
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One result: `place` is its line in the source, `number` the case it names itself, if it does."""

    place: int
    number: int | None = None
    model: str = ""  # as the source names it
    values: Values = field(default_factory=dict)
    key: str = ""  # by which the source tells this result from its others


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """A row that cannot be taken: where it stands, how it begins, and why."""

    place: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found[T]:
    """What a source holds. `trouble` is a sentence where it holds nothing that can be read."""

    rows: tuple[T, ...] = ()
    bad: tuple[Bad, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()  # each heading, and what it was taken for; empty where it was left out
    remarks: tuple[str, ...] = ()  # what whoever brings it should know, a sentence each
    trouble: str = ""


def read_row(
    place: int, cells: Mapping[str, Value], money: PlanMoney = IN_DOLLARS, units: Mapping[str, str] | None = None
) -> tuple[ResultRow, Mapping[str, str]]:
    """Read one result from its cells by what they mean: text as people type it, or values; with what is wrong, by cell.

    A bare figure is in its unit of `units`; money without one is in the currency of `money`.
    """
    problems: dict[str, str] = {}
    units = {"usd": money.currency, **(units or {})}

    def kept(name: str, found: Value | Problem | None) -> Value | None:
        if isinstance(found, Problem):
            problems[name] = found.text
            return None
        return found

    number = kept("number", _case_number(str(cells.get("number", ""))))
    texts = {
        name: str(kept(name, parse_text(str(cells.get(name, "")), f"the {NAMES[name]}", most)) or "")
        for name, most in (("model", LONGEST_MODEL), ("key", LONGEST_KEY))
    }
    read = {
        metric.slug: kept(metric.slug, metric.read(cells[metric.slug], units.get(metric.slug, ""), money.usd_per))
        for metric in METRICS
        if metric.slug in cells
    }
    values = {slug: value for slug, value in read.items() if value is not None}
    return ResultRow(place=place, number=None if number is None else int(str(number)), values=values, **texts), problems


def _case_number(text: str) -> Decimal | Problem | None:
    """Read the number of a case; nothing where the cell is empty."""
    line = tidy(text).lstrip("#")
    bounds = Bounds("the number of the case", "12", least=Decimal(1), most=Decimal(HIGHEST_NUMBER), whole=True)
    return parse_number(line, bounds) if line else None


def reason_of(problems: Mapping[str, str]) -> str:
    """Return the first of what is wrong with a row, as a sentence."""
    name, problem = next(iter(problems.items()))
    return f"{capitalise(NAMES[name])}: {problem}."


def shortened(cells: Sequence[str]) -> str:
    """Return how a row begins, on one line."""
    line = " · ".join(cell for cell in (" ".join(cell.split()) for cell in cells) if cell)
    return line if len(line) <= LONGEST_SHOWN else f"{line[: LONGEST_SHOWN - 1]}…"


def in_order(read: Sequence[ResultRow | Bad]) -> tuple[tuple[ResultRow, ...], tuple[Bad, ...]]:
    """Return the rows without those that name a case of a model, or a result, that an earlier one named; and all bad ones."""
    seen: dict[tuple[object, ...], int] = {}
    unique: list[ResultRow] = []
    bad = [each for each in read if isinstance(each, Bad)]
    for row in read:
        if isinstance(row, Bad):
            continue
        names: list[tuple[object, ...]] = [("case", row.number, row.model.casefold())] if row.number is not None else []
        names += [("result", row.key)] if row.key else []
        earlier = next((seen[name] for name in names if name in seen), None)
        if earlier is None:
            seen |= dict.fromkeys(names, row.place)
            unique.append(row)
        else:
            what = f"Case {row.number}" if row.number is not None else "This result"
            bad.append(Bad(place=row.place, text=shortened([row.model]), reason=f"{what} is in row {earlier} already."))
    return tuple(unique), tuple(sorted(bad, key=lambda each: each.place))
