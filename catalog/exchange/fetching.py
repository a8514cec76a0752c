"""Where a price list comes from: an installed package, a file, or an address that an operator names."""

import importlib.util
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path, PurePath
from typing import IO, Any, BinaryIO
from urllib.parse import urlsplit

import msgspec

from catalog.exchange.lists import WrongListError
from catalog.exchange.lists.genai_prices import of_package
from catalog.exchange.public_web import NoAnswerError, answer_of
from config.json_input import NotJsonError, decode_json

LARGEST_LIST = 50_000_000  # bytes
PATIENCE = 120  # seconds for all of a list
_CHUNK = 64 * 1024
_AS_WRITTEN: msgspec.json.Decoder[Any] = msgspec.json.Decoder(float_hook=Decimal)  # numbers to the last digit
# The file that holds the prices inside a package of the list.
_INSIDE = {
    "litellm": "model_prices_and_context_window_backup.json",
    "models.dev": "api.json",
    "genai-prices": "data.json",
}


def fetched(name: str, where: str = "") -> Any:
    """Return what a price list holds: from a file or an https address, without either from the installed package.

    Raises `WrongListError`.
    """
    if where.startswith(("https:", "http:")):
        return parsed(_from_address(where))
    if where:
        return _from_file(name, Path(where))
    return of_package() if name == "genai-prices" else _from_package(name)


def from_stream(name: str, file_name: str, stream: BinaryIO) -> Any:
    """Return what a price file holds, or a wheel or zip with that file inside. Raises `WrongListError`."""
    packed = PurePath(file_name).suffix.lower() in {".whl", ".zip"}
    return parsed(in_archive(name, stream) if packed else bounded(stream))


def parsed(content: bytes) -> Any:
    """Return JSON with its numbers as they were written. Raises `WrongListError`."""
    try:
        return decode_json(content, _AS_WRITTEN)
    except NotJsonError as reason:
        raise WrongListError("The file is not JSON.") from reason


def bounded(stream: IO[bytes]) -> bytes:
    """Return all of a stream, unless it is too large. Raises `WrongListError`."""
    content = b"".join(_at_most(stream, LARGEST_LIST + 1))
    if len(content) > LARGEST_LIST:
        raise WrongListError(f"The price list is larger than {LARGEST_LIST // 1_000_000} MB.")
    return content


def in_archive(name: str, stream: BinaryIO) -> bytes:
    """Return the price file inside a package, a wheel or another zip. Raises `WrongListError`."""
    try:
        with zipfile.ZipFile(stream) as archive:
            found = next((each for each in archive.namelist() if each.endswith(_INSIDE[name])), None)
            if found is None:
                raise WrongListError(f"There is no {_INSIDE[name]} in this package.")
            with archive.open(found) as inside:
                return bounded(inside)
    except zipfile.BadZipFile as reason:
        raise WrongListError("The package cannot be opened; it is no zip file.") from reason


def _from_file(name: str, file: Path) -> Any:
    try:
        with file.open("rb") as stream:
            return from_stream(name, file.name, stream)
    except OSError as reason:
        raise WrongListError(f"{file.name} cannot be read: {reason.strerror or reason}.") from reason


def _from_package(name: str) -> Any:
    """Read the price file of an installed package without running a line of it."""
    package = importlib.util.find_spec(name) if name.isidentifier() else None
    places = [Path(place) / _INSIDE[name] for place in (package.submodule_search_locations or ())] if package else []
    file = next((place for place in places if place.is_file()), None)
    if file is None:
        raise WrongListError(f"The package {name} is not installed. Name a file: {name}=FILE.")
    return _from_file(name, file)


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


def _at_most(stream: IO[bytes], most: int) -> Iterator[bytes]:
    while most > 0 and (piece := stream.read(min(_CHUNK, most))):
        most -= len(piece)
        yield piece
