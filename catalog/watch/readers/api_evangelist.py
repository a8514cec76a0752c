"""App plans that API Evangelist transcribes from sellers' pages: a YAML file a vendor.

They only fill a list to check.

Only files that quote a page word by word count (`method: searched` with their provenance); what is
generated or derived says nothing.
"""

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, override

import yaml

from catalog.watch.statements import (
    FileWarning,
    Get,
    ListContent,
    Parts,
    PlanStatement,
    Statement,
    WrongListError,
    as_day,
    as_number,
    text,
)

FILES = Path(__file__).with_suffix(".csv")
LARGEST = 200_000  # bytes; the largest that we know has 7,000
LONGEST_PRICE = 200  # letters of a price in words
SEARCHED = "searched"


@cache
def files() -> Mapping[str, tuple[str, str]]:
    """Return repository and path of the file of each app, by the app's slug."""
    with FILES.open(newline="", encoding="utf-8") as stream:
        return {row["app"]: (row["repository"], row["path"]) for row in csv.DictReader(stream)}


def fetch(get: Get, address: str) -> Iterator[tuple[str, bytes | None]]:
    """Yield the file of each app under the app's slug. Raises `WrongListError`."""
    for app, (repository, path) in files().items():
        yield f"{app}.yml", get(f"{address}/{repository}/refs/heads/main/{path}")


def read(parts: Parts) -> ListContent:
    """Return the plans of all files, and what is wrong with a file.

    Raises `WrongListError` where no file says anything.
    """
    statements = tuple(row for name, content in parts.items() for row in _of_file(name, content))
    if not any(isinstance(row, PlanStatement) for row in statements):
        raise WrongListError("No file names a plan that was transcribed from its seller’s page.")
    return ListContent(statements=statements)


def _of_file(name: str, content: bytes | None) -> Iterator[Statement]:
    app = Path(name).stem
    if content is None:
        yield FileWarning(app=app, words="Its file is gone: the app may be, too.")
        return
    data = _parsed(content)
    if data is None:
        yield FileWarning(app=app, words="Its file is no YAML that can be read.")
        return
    page, day = text(data.get("source")), _day(data)
    is_quoted = data.get("method") == SEARCHED and isinstance(data.get("provenance"), dict)
    if not is_quoted or data.get("published") is not True or day is None:
        yield FileWarning(app=app, words="Its file no longer quotes the seller’s page.", page=page)
        return
    plans = data.get("plans")
    for plan in plans if isinstance(plans, list) else ():
        if isinstance(plan, dict) and text(plan.get("name")):
            yield PlanStatement(
                app=app,
                plan=text(plan["name"]),
                price=text(plan.get("price_text"))[:LONGEST_PRICE],
                amount=as_number(plan.get("price")),
                currency=text(plan.get("currency"), text(data.get("currency"))),
                day=day,
                page=page,
            )


def _day(data: Mapping[str, Any]) -> Any:
    delivery = data.get("delivery")
    read_on = delivery.get("read") if isinstance(delivery, dict) else None
    return as_day(str(read_on or data.get("generated") or ""))


def _parsed(content: bytes) -> dict[str, Any] | None:
    if len(content) > LARGEST:
        return None
    try:
        data = yaml.load(content, Loader=_PlainLoader)  # noqa: S506  # a safe loader, and more
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


class _PlainLoader(yaml.SafeLoader):
    """Builds plain values, and refuses references to earlier ones.

    A few lines of these can make millions.
    """

    @override
    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("A file of plans refers to no earlier part of itself.")
        return super().compose_node(parent, index)
