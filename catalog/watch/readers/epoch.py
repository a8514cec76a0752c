"""Epoch AI's own runs: an archive with a CSV a benchmark, shares from 0 to 1.

Each row has the day on which its run began.
"""

import io
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from catalog.data_files import toml_named
from catalog.watch.statements import (
    LIST,
    ListContent,
    Parts,
    ScoreStatement,
    WrongListError,
    as_day,
    as_number,
    only_part,
    table_rows,
)
from config.budget import Budget, Expense, WrongFileError

_FILES: Mapping[str, str] = toml_named(__file__, "boards")["epoch"]
COLUMNS = frozenset({"Model version", "mean_score", "Started at"})
HUNDRED, TENTH, Z_95 = Decimal(100), Decimal("0.1"), Decimal("1.96")


def read(parts: Parts) -> ListContent:
    """Return the scores of the benchmarks that we keep. Raises `WrongListError`."""
    try:
        with ZipFile(io.BytesIO(only_part(parts))) as archive:
            scores = tuple(_of_archive(archive))
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as reason:
        raise WrongListError("The file is no archive that can be read.") from reason
    except WrongFileError as reason:
        raise WrongListError(str(reason)) from reason
    return ListContent(statements=scores)


def _of_archive(archive: ZipFile) -> Iterator[ScoreStatement]:
    names = {PurePath(name).name: name for name in archive.namelist()}
    budget = Budget(LIST)
    for board, file in _FILES.items():
        if file not in names:
            raise WrongListError(f"The archive has no file “{file}” any more.")
        with archive.open(names[file]) as stream:
            content = stream.read(LIST.most[Expense.BYTES] + 1)
        budget.spend(Expense.BYTES, len(content))
        yield from _of_table(board, content)


def _of_table(board: str, content: bytes) -> Iterator[ScoreStatement]:
    newest: dict[str, ScoreStatement] = {}
    for row in table_rows(content, COLUMNS, f"The table of {board}"):
        score = _score(board, row)
        # Of several runs of one setting the newest counts.
        if score and (score.name not in newest or newest[score.name].day < score.day):
            newest[score.name] = score
    yield from newest.values()


def _score(board: str, row: Mapping[str, str]) -> ScoreStatement | None:
    share, day = as_number(row["mean_score"]), as_day(row["Started at"])
    if not row["Model version"] or day is None or share is None or not 0 <= share <= 1:
        return None
    value, error = share * HUNDRED, as_number(row.get("stderr"))
    reach = None if error is None or error <= 0 else Z_95 * error * HUNDRED
    return ScoreStatement(
        board=board,
        name=row["Model version"],
        value=value.quantize(TENTH),
        low=None if reach is None else max(value - reach, Decimal(0)).quantize(TENTH),
        high=None if reach is None else min(value + reach, HUNDRED).quantize(TENTH),
        day=day,
    )
