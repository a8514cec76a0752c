"""The files of a list, from the web or from a disk, within a budget of bytes, requests and time."""

import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from catalog.imports.importing import Steps
from catalog.imports.public_web import NoAnswerError, answer_of, is_public
from catalog.watch.statements import LIST, Get, Parts, WrongListError
from catalog.watch.watched_lists import WatchedList
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError

NAME = "Pilotlight weekly look"
REQUEST_SECONDS = 30  # for one address, all of it
LIST_SECONDS = 600  # for all addresses of a list
# Arena has 42 boards of up to four pages, and the plans of apps are 113 files.
ALL_OF_IT = Limits(
    most={Expense.BYTES: 60 * MEGABYTE, Expense.FILES: 400}, what="The list", remedy=""
)
GONE = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


def fetch_steps(watched: WatchedList, where: str) -> Steps[Parts]:
    """Return a list's files, from an address, a file or a folder. Raises `WrongListError`."""
    if is_on_the_web(where):
        return within_budget(watched.fetch(getter(), where))
    return within_budget(_on_disk(Path(where)))


def is_on_the_web(where: str) -> bool:
    return where.startswith(("https:", "http:"))


def getter(may_ask: Callable[[str], bool] = is_public) -> Get:
    """Return what asks one address after the other, until the time of a list is over."""
    ends = time.monotonic() + LIST_SECONDS

    def get(address: str) -> bytes | None:
        if time.monotonic() > ends:
            raise WrongListError(f"The list takes more than {LIST_SECONDS} seconds.")
        return _answer(address, may_ask)

    return get


def _answer(address: str, may_ask: Callable[[str], bool]) -> bytes | None:
    host = urlsplit(address).hostname
    if urlsplit(address).scheme != "https":
        raise WrongListError("An address of a list starts with https://.")
    try:
        with answer_of(
            address, seconds=REQUEST_SECONDS, agent=NAME, schemes=("https",), may_ask=may_ask
        ) as answer:
            if answer.status in GONE:
                return None
            if answer.status != HTTPStatus.OK:
                raise WrongListError(f"{host} answers {answer.status} {answer.reason}.")
            return bounded(answer)
    except NoAnswerError as reason:
        raise WrongListError(f"{host} does not answer: {reason}.") from reason


def _on_disk(place: Path) -> Iterable[tuple[str, bytes | None]]:
    try:
        files = sorted(place.iterdir()) if place.is_dir() else [place]
        for file in files:
            with file.open("rb") as stream:
                yield file.name, bounded(stream)
    except OSError as reason:
        raise WrongListError(
            f"{place.name} cannot be read: {reason.strerror or reason}."
        ) from reason


def bounded(stream: IO[bytes]) -> bytes:
    """Return all of a stream, unless it is too large. Raises `WrongListError`."""
    try:
        return Budget(LIST).read(stream)
    except WrongFileError as reason:
        raise WrongListError(str(reason)) from reason


def within_budget(files: Iterable[tuple[str, bytes | None]]) -> Steps[Parts]:
    """Return a list's files. Raises `WrongListError` for too many or too large ones."""
    budget, parts = Budget(ALL_OF_IT), dict[str, bytes | None]()
    try:
        for name, content in files:
            budget.spend(Expense.FILES)
            budget.spend(Expense.BYTES, len(content or b""))
            parts[name] = content
            yield 1
    except WrongFileError as reason:
        raise WrongListError(str(reason)) from reason
    return parts
