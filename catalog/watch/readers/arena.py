"""Arena's leaderboards, from Hugging Face a hundred rows at a time, or from CSV files."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from catalog.data_files import toml_named
from catalog.watch.statements import (
    Get,
    ListContent,
    Parts,
    ScoreStatement,
    WrongListError,
    as_day,
    as_number,
    parsed,
    table_rows,
    text,
)

DATA_SET = "lmarena-ai/leaderboard-dataset"
ROWS_A_PAGE, MOST_PAGES = 100, 10
TENTH = Decimal("0.1")
_BOARDS: Mapping[str, tuple[str, str]] = {
    board: (config, category)
    for board, (config, category) in toml_named(__file__, "boards")["arena"].items()
}
COLUMNS = frozenset({"board", "model_name", "rating", "leaderboard_publish_date"})


def fetch(get: Get, address: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield the pages of each board, up to its last row. Raises `WrongListError`."""
    for board, (config, category) in _BOARDS.items():
        for page in range(MOST_PAGES):
            query = {
                "dataset": DATA_SET,
                "config": config,
                "split": "latest",
                "where": f"\"category\"='{category}'",
                "offset": page * ROWS_A_PAGE,
                "length": ROWS_A_PAGE,
            }
            content = get(f"{address}?{urlencode(query)}")
            yield f"{board}-{page}.json", content
            if content is None or len(_rows_of_page(content)) < ROWS_A_PAGE:
                break


def read(parts: Parts) -> ListContent:
    """Return the scores of all boards, of the newest one's day. Raises `WrongListError`."""
    scores: list[ScoreStatement] = []
    for name, content in parts.items():
        if content is None:
            raise WrongListError(f"Arena has no board “{name.rpartition('-')[0]}” any more.")
        if name.endswith(".csv"):
            scores += _of_table(content)
        else:
            board = Path(name).stem.rpartition("-")[0]
            scores += (score for row in _rows_of_page(content) if (score := _score(board, row)))
    days = {score.day for score in scores}
    return ListContent(statements=tuple(scores), day=max(days, default=None))


def _rows_of_page(content: bytes) -> list[Any]:
    data = parsed(content)
    rows = data.get("rows") if isinstance(data, dict) else None
    if not isinstance(rows, list):
        raise WrongListError("This is no page of Arena’s data set: it has no rows.")
    return [row.get("row") if isinstance(row, dict) else row for row in rows]


def _of_table(content: bytes) -> Iterator[ScoreStatement]:
    rows = table_rows(content, COLUMNS, "The table of Arena")
    yield from (score for row in rows if (score := _score(row["board"], row)))


def _score(board: str, row: Any) -> ScoreStatement | None:
    """Return a row as a score, none where it has no name, rating or day."""
    if not isinstance(row, dict):
        return None
    value, day = as_number(row.get("rating")), as_day(row.get("leaderboard_publish_date"))
    name = text(row.get("model_name"))
    if not name or value is None or day is None:
        return None
    return ScoreStatement(
        board=board,
        name=name,
        value=value.quantize(TENTH),
        low=_tenth(row.get("rating_lower")),
        high=_tenth(row.get("rating_upper")),
        day=day,
    )


def _tenth(value: object) -> Decimal | None:
    number = as_number(value)
    return None if number is None else number.quantize(TENTH)
