"""Leaderboards as files: a newer figure of what the desk has under the name that the board prints."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import IO, Any

from django.contrib.auth.models import User
from django.db.models import QuerySet

from catalog import desk
from catalog.exchange.columns import cells_of
from catalog.exchange.download import bounded
from catalog.exchange.importing import tried
from catalog.exchange.lists import WrongListError
from catalog.exchange.proposals import store_proposals
from catalog.exchange.runs import done
from catalog.models import DESK, Import, ImportRow, RowAct
from catalog.registry import KINDS, plain_number, slugged
from catalog.schema import Score
from catalog.tables import TableLine
from catalog.vocabulary import Voice

BOARDS = ("arena",)
SCORES = KINDS["scores"]
COLUMNS = ("read", "board", "category", "model_name", "rating", "rating_lower", "rating_upper")
NO_BOARD = "We keep no test of this name."
NO_NAME = "No score of ours has this printed name on the board."
NOT_NEWER = "The desk has a figure of the same or a later day."
WHOLE = "overall"  # the category of all votes
_TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardRow:
    """One figure of a board."""

    number: int
    benchmark: str  # what our test of the board is called
    name: str  # as the board prints it
    day: date
    value: Decimal
    low: Decimal
    high: Decimal


def dry_run(board: str, stream: IO[bytes], *, author: User | None) -> Import:
    """Compare a board’s CSV file with the desk’s scores, and keep what is newer. Raises `lists.WrongListError`."""
    rows = list(_read(board, stream))
    if not rows:
        raise WrongListError("The file of the board has no rows.")
    table: QuerySet[Any] = DESK["scores"].objects.all()
    measured = desk.facts(table.filter(voice=Voice.MEASURED.value).order_by("as_of", "pk"))
    on_file: dict[tuple[str, str], Score] = {(fact.benchmark, fact.variant): fact for _, fact in measured}
    known = set(DESK["benchmarks"].objects.order_by("slug").values_list("slug", flat=True))
    found = [(row, _compared(board, row, on_file.get((row.benchmark, row.name)), known)) for row in rows]
    lines = [TableLine(row.number, cells_of(SCORES, new)) for row, new in found if isinstance(new, Score)]
    written = {row.number: row for row in done(tried(SCORES, lambda: lines))}
    outcomes = (written.get(row.number) or _left(row, new) for row, new in found)
    return store_proposals(SCORES, outcomes, {board: max(row.day for row in rows)}, author=author)


def _compared(board: str, row: BoardRow, on_file: Score | None, known: set[str]) -> Score | str:
    """Return the score that a row would add, or why it adds none; empty where it says nothing new."""
    if row.benchmark not in known:
        return NO_BOARD
    if on_file is None:
        return NO_NAME
    if row.value == on_file.value:
        return ""
    if row.day <= on_file.as_of:
        return NOT_NEWER
    source = f"{board}-{row.day.isoformat()}"
    return replace(on_file, value=row.value, low=row.low, high=row.high, as_of=row.day, source=source)


def _left(row: BoardRow, new: Score | str) -> ImportRow:
    act = RowAct.REJECTED if new else RowAct.UNCHANGED
    return ImportRow(number=row.number, act=act, title=f"{row.benchmark}: {row.name}", words=str(new), about="rating")


def _read(board: str, stream: IO[bytes]) -> Iterator[BoardRow]:
    table = csv.DictReader(io.StringIO(bounded(stream).decode("utf-8-sig", errors="replace")))
    missing = [name for name in COLUMNS if name not in (table.fieldnames or ())]
    if missing:
        raise WrongListError(f"The file of the board has no column “{missing[0]}”.")
    for number, cells in enumerate(table, start=2):
        part = cells["board"] if cells["category"] == WHOLE else cells["category"].removeprefix("industry_")
        try:
            value, low, high = (
                plain_number(Decimal(cells[name]).quantize(_TENTH))
                for name in ("rating", "rating_lower", "rating_upper")
            )
            yield BoardRow(
                number=number,
                benchmark=f"{board}-{slugged(part.partition('_and_')[0])}",
                name=cells["model_name"],
                day=date.fromisoformat(cells["read"]),
                value=value,
                low=low,
                high=high,
            )
        except (ValueError, InvalidOperation, TypeError) as wrong:
            raise WrongListError(f"Row {number:,} of the board’s file has no figure or no day.") from wrong
