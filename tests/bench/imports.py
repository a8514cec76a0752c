"""What a file of 50,000 rows takes: seconds and memory, until its rows are drafts.

Memory and seconds are taken of its dry run, seconds also until the drafts.
"""

import csv
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from django.db import transaction
from django.test import override_settings
from django.utils.timezone import localdate

from catalog.imports import runs
from catalog.imports.cells import read_fact_rows, write_fact_rows
from catalog.imports.importing import stored_facts
from catalog.management.commands import load_catalog as loader
from catalog.models import Import
from catalog.registry import KINDS
from catalog.tables import TableFormat
from tests.bench.table import Row
from tests.support import starter_catalog

FEW, MANY = 5_000, 50_000
KIND = KINDS["prices"]
FAR = date(2100, 1, 1)  # later than all prices of the starter catalog that have an end


def rows(few: int = FEW, many: int = MANY) -> Iterator[Row]:
    """Yield seconds and peak memory of files with few and many new prices.

    Needs a database; leaves it as it was.
    """
    # With DEBUG, Django would remember every statement.
    with (
        override_settings(DEBUG=False),
        transaction.atomic(),
        tempfile.TemporaryDirectory() as home,
    ):
        loader.load()
        smaller, larger = (_file(Path(home), count) for count in (few, many))
        _run(smaller)  # what is read once and stays
        for count, file in ((few, smaller), (many, larger)):
            memory = _peak(partial(_run, file))
            yield Row(f"dry run of {count:,} rows, peak memory", memory, "MB")
        seconds, run = _timed(larger)
        yield Row(f"dry run of {many:,} rows", round(seconds, 1), "s")
        begun = time.perf_counter()
        runs.done(runs.take_steps(run, author=None, note="For the bench."))
        seconds = time.perf_counter() - begun
        yield Row(f"taking {run.good:,} rows as drafts", round(seconds, 1), "s")
        yield Row(f"download of {many:,} rows, peak memory", _peak(_download), "MB")
        transaction.set_rollback(True)


def _file(home: Path, count: int) -> Path:
    """Write a price for a week of its own for as many offers as there are rows."""
    offers = [offer.slug for offer in starter_catalog().offers]
    file = home / f"{count}.csv"
    with file.open("w", encoding="utf-8", newline="") as lines:
        table = csv.writer(lines)
        table.writerow(("offer", "unit", "amount", "valid_from", "valid_to", "source", "as_of"))
        for number in range(count):
            week, place = divmod(number, len(offers))
            start = FAR + timedelta(weeks=week)
            end = start + timedelta(days=6)
            table.writerow(
                (
                    offers[place],
                    "generation",
                    f"{number + 1}e-3",
                    start,
                    end,
                    "editors-judgement",
                    localdate(),
                )
            )
    return file


def _run(file: Path) -> Import:
    with file.open("rb") as stream:
        lines = read_fact_rows(stream, TableFormat.CSV, KIND)
        return runs.done(runs.row_steps(KIND, lines, origin=file.name, author=None))


def _timed(file: Path) -> tuple[float, Import]:
    begun = time.perf_counter()
    run = _run(file)
    return time.perf_counter() - begun, run


def _download() -> None:
    for _piece in write_fact_rows(KIND, stored_facts(KIND.name), TableFormat.CSV):
        pass


def _peak(work: Callable[[], object]) -> float:
    tracemalloc.start()
    try:
        work()
        return round(tracemalloc.get_traced_memory()[1] / 1_000_000, 1)
    finally:
        tracemalloc.stop()
