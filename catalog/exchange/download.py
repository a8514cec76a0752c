"""Where a price list comes from: a file, or an address that an operator names."""

import importlib
import importlib.util
from datetime import date, time
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import msgspec

from catalog.exchange.lists import WrongListError
from catalog.exchange.public_web import NoAnswerError, answer_of
from config.json_input import NotJsonError, decode_json

PACKAGE = "genai_prices"
LARGEST_LIST = 50_000_000  # bytes
PATIENCE = 120  # seconds for all of a list
_AS_WRITTEN: msgspec.json.Decoder[Any] = msgspec.json.Decoder(float_hook=Decimal)  # numbers to the last digit


def fetched(where: str) -> Any:
    """Return what a price list holds, from a file, an https address or the package of genai-prices.

    Raises `WrongListError`.
    """
    if where == PACKAGE:
        return _plain(importlib.import_module(f"{PACKAGE}.data").providers)
    if where.startswith(("https:", "http:")):
        return parsed(_from_address(where))
    file = Path(where)
    try:
        with file.open("rb") as stream:
            return parsed(bounded(stream))
    except OSError as reason:
        raise WrongListError(f"{file.name} cannot be read: {reason.strerror or reason}.") from reason


def is_installed() -> bool:
    """Return whether the package of genai-prices, which holds its list, can be read."""
    return importlib.util.find_spec(PACKAGE) is not None


def _plain(value: Any) -> Any:
    """Return the objects of the package as its file has them."""
    if hasattr(value, "__dict__"):
        return {name: _plain(part) for name, part in vars(value).items() if part is not None}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value


def parsed(content: bytes) -> Any:
    """Return JSON with its numbers as they were written. Raises `WrongListError`."""
    try:
        return decode_json(content, _AS_WRITTEN)
    except NotJsonError as reason:
        raise WrongListError("The file is not JSON.") from reason


def bounded(stream: IO[bytes]) -> bytes:
    """Return all of a stream, unless it is too large. Raises `WrongListError`."""
    content = stream.read(LARGEST_LIST + 1)
    if len(content) > LARGEST_LIST:
        raise WrongListError(f"The price list is larger than {LARGEST_LIST // 1_000_000} MB.")
    return content


def _from_address(address: str) -> bytes:
    if urlsplit(address).scheme != "https":
        raise WrongListError("An address of a price list starts with https://.")
    try:
        with answer_of(address, seconds=PATIENCE, agent="Pilotlight price lists", schemes=("https",)) as answer:
            content, status, words = bounded(answer), answer.status, answer.reason
    except NoAnswerError as reason:
        raise WrongListError(f"{urlsplit(address).hostname} does not answer: {reason}.") from reason
    if status != HTTPStatus.OK:
        raise WrongListError(f"{urlsplit(address).hostname} does not answer: {status} {words}.")
    return content
