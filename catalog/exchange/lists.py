"""Price lists of others, from a file or an address, each read into the same observations."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, InvalidOperation
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import msgspec

from catalog.exchange.public_web import NoAnswerError, answer_of
from catalog.schema import Source
from catalog.vocabulary import PriceUnit, Voice
from config.budget import MEGABYTE, Budget, Expense, Limits, WrongFileError
from config.json_input import NotJsonError, decode_json

_EXACT = Context(
    prec=10
)  # more figures come from sums of machine numbers, as in 0.9499999999999999
MILLION, _ONE, _MINUTE = Decimal(1_000_000), Decimal(1), Decimal(60)

TIER = "A price for a tier (batch, priority, long prompts, size); ours is the plain one."
NO_UNIT = "The catalog has no such unit."
NO_NUMBER = "This is no single number."
NEGATIVE = "A price cannot be below 0."
ZERO = "0 may mean free or not known; the list does not say which."
NO_ENTRY = "This is no entry of a model."


class WrongListError(Exception):
    """A price list that cannot be read; the message is a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One price as a list has it: under the list's own names, and in our unit if we have it."""

    seller: str
    model: str
    field: str  # what the list calls the unit
    unit: PriceUnit | None = None
    usd: Decimal = Decimal(0)
    start: date | None = None  # the first day, where the list gives one
    reason: str = ""  # why it cannot be compared


type Read = Callable[[Any], Iterator[Observation]]
type Rule = tuple[PriceUnit, Decimal]  # our unit, and how many of theirs are in it


def left_out(reason: str = NO_ENTRY, *, seller: str = "", model: str = "") -> Observation:
    """Return an entry of a list that holds no price."""
    return Observation(seller=seller, model=model, field="entry", reason=reason)


def observed(  # noqa: PLR0913, PLR0917  # each says something of its own
    seller: str, model: str, field: str, value: object, rule: Rule | str, start: date | None = None
) -> Observation:
    """Return a price in our unit, or the reason why there is none."""
    if isinstance(rule, str):
        return Observation(seller=seller, model=model, field=field, start=start, reason=rule)
    number = as_number(value)
    reason = (
        NO_NUMBER if number is None else NEGATIVE if number < 0 else ZERO if number == 0 else ""
    )
    unit, times = rule
    usd = Decimal(0) if number is None or reason else _EXACT.multiply(number, times)
    return Observation(
        seller=seller, model=model, field=field, unit=unit, usd=usd, start=start, reason=reason
    )


def as_number(value: object) -> Decimal | None:
    """Return a number of JSON as it was written, none where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        return None
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def text(value: object, default: str = "") -> str:
    """Return a text of JSON, or the default where there is none."""
    return value if isinstance(value, str) else default


# genai-prices: sellers, their models, dollars per million tokens, some with the day from which they hold

_GENAI_RULES: dict[str, Rule] = {
    "input_mtok": (PriceUnit.INPUT_MTOK, _ONE),
    "output_mtok": (PriceUnit.OUTPUT_MTOK, _ONE),
    "cache_read_mtok": (PriceUnit.CACHED_INPUT_MTOK, _ONE),
}
_HOURS = "A price for some hours of the day; ours holds all day."


def read_genai_prices(data: Any) -> Iterator[Observation]:
    """Yield every price of the list, and why those are left that cannot be compared. Raises `WrongListError`."""
    if not isinstance(data, list):
        raise WrongListError(
            "This is not the price file of genai-prices: it starts with a list of sellers."
        )
    for entry in data:
        seller, models = (
            (text(entry.get("id")), entry.get("models")) if isinstance(entry, dict) else ("", None)
        )
        if not isinstance(models, list):
            yield left_out(seller=seller)
            continue
        for model in models:
            yield from _of_genai_model(seller, model)


def _of_genai_model(seller: str, model: object) -> Iterator[Observation]:
    if not isinstance(model, dict):
        yield left_out(seller=seller)
        return
    name, found = text(model.get("id")), model.get("prices")
    prices = found if isinstance(found, list) else [{"prices": found}]
    # What stands beside a price for some hours holds only for the rest of the day.
    hours = next(
        (reason for price in prices if isinstance(price, dict) and (reason := _when(price)[1])), ""
    )
    for price in prices:
        by_field = price.get("prices") if isinstance(price, dict) else None
        if not isinstance(by_field, dict):
            yield left_out(seller=seller, model=name)
            continue
        start, reason = _when(price)[0], hours
        for field, value in by_field.items():
            usd = value.get("base") if isinstance(value, dict) else value
            yield observed(
                seller, name, field, usd, reason or _GENAI_RULES.get(field, NO_UNIT), start
            )
            if isinstance(value, dict) and not reason:
                yield Observation(seller=seller, model=name, field=f"{field} tiers", reason=TIER)


def _when(price: dict[str, Any]) -> tuple[date | None, str]:
    constraint = price.get("constraint")
    if not isinstance(constraint, dict) or not constraint:
        return None, ""
    try:
        return date.fromisoformat(text(constraint.get("start_date"))), ""
    except ValueError:
        return None, _HOURS


# LiteLLM’s `model_prices_and_context_window.json`: one entry a model and seller, dollars per single token or piece

SAMPLE = "sample_spec"
_PRICE = re.compile(r"cost|pric")
_TIER = re.compile(
    r"_above_|_(batches|priority|flex|ultrafast|balanced|480p|720p|768p|1080p|[124]k)$|^(tiered|off_peak)_pricing$",
    re.IGNORECASE,
)
_ALWAYS: dict[str, Rule] = {
    "input_cost_per_token": (PriceUnit.INPUT_MTOK, MILLION),
    "output_cost_per_token": (PriceUnit.OUTPUT_MTOK, MILLION),
    "cache_read_input_token_cost": (PriceUnit.CACHED_INPUT_MTOK, MILLION),
    "output_cost_per_video_per_second": (PriceUnit.VIDEO_SECOND, _ONE),
}
# What a field means depends on what the model does; where the list does not say, we do not guess.
_BY_MODE: dict[tuple[str, str], Rule] = {
    ("image_generation", "output_cost_per_image"): (PriceUnit.IMAGE, _ONE),
    ("image_edit", "output_cost_per_image"): (PriceUnit.IMAGE, _ONE),
    ("video_generation", "output_cost_per_second"): (PriceUnit.VIDEO_SECOND, _ONE),
    ("audio_transcription", "input_cost_per_second"): (PriceUnit.AUDIO_MINUTE, _MINUTE),
    ("audio_speech", "input_cost_per_character"): (PriceUnit.MCHAR, MILLION),
}


def read_litellm(data: Any) -> Iterator[Observation]:
    """Yield every price of the file, and why those are left that cannot be compared. Raises `WrongListError`."""
    if not isinstance(data, dict):
        raise WrongListError(
            "This is not LiteLLM’s price file: it starts with a list of names, an object."
        )
    for name, entry in data.items():
        if name == SAMPLE or not isinstance(entry, dict):
            yield left_out(model=name)
            continue
        seller, mode = text(entry.get("litellm_provider")), text(entry.get("mode"))
        fields = [field for field in entry if _PRICE.search(field)]
        for field in fields:
            yield observed(seller, name, field, entry[field], _litellm_rule(field, mode))
        if not fields:
            yield left_out("The entry has no price.", seller=seller, model=name)


def _litellm_rule(field: str, mode: str) -> Rule | str:
    if _TIER.search(field):
        return TIER
    return _ALWAYS.get(field) or _BY_MODE.get((mode, field)) or NO_UNIT


READERS: dict[str, Read] = {"genai-prices": read_genai_prices, "litellm": read_litellm}
# Where a list says from when its prices hold, or when they were looked at.
DAYS = ("start_date", "prices_checked")
# The sources that lists are credited as.
CREDITS = {
    slug: Source(
        slug=slug,
        title=f"{name}, price list",
        publisher=by,
        url=url,
        voice=Voice.REPEATS,
        licence=f"MIT, {by}",
    )
    for slug, name, by, url in (
        ("genai-prices", "genai-prices", "Pydantic", "https://github.com/pydantic/genai-prices"),
        ("litellm", "LiteLLM", "LiteLLM", "https://github.com/BerriAI/litellm"),
    )
}


def own_day(data: Any, today: date) -> date | None:
    """Return the newest day that a list names of itself, no later than today; None where it names none."""
    days, parts = set[date](), [data]
    while parts:
        part = parts.pop()
        parts += part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        for word in (part.get(name) for name in DAYS) if isinstance(part, dict) else ():
            with suppress(ValueError):
                days.add(date.fromisoformat(text(word)))
    return max((day for day in days if day <= today), default=None)


# The largest list that we know has 2 MB, and 100,000 values.
LIST = Limits(
    most={Expense.BYTES: 20 * MEGABYTE, Expense.VALUES: 1_000_000}, what="The price list", remedy=""
)
PATIENCE = 120  # seconds for all of a list
_AS_WRITTEN: msgspec.json.Decoder[Any] = msgspec.json.Decoder(
    float_hook=Decimal
)  # numbers to the last digit


def fetched(where: str) -> Any:
    """Return what a price list holds, from a file or an https address. Raises `WrongListError`."""
    if where.startswith(("https:", "http:")):
        return parsed(_from_address(where))
    file = Path(where)
    try:
        with file.open("rb") as stream:
            return parsed(bounded(stream))
    except OSError as reason:
        raise WrongListError(
            f"{file.name} cannot be read: {reason.strerror or reason}."
        ) from reason


def parsed(content: bytes) -> Any:
    """Return JSON with its numbers as they were written. Raises `WrongListError`."""
    try:
        return decode_json(content, _AS_WRITTEN, Budget(LIST))
    except WrongFileError as reason:
        raise WrongListError(str(reason)) from reason
    except NotJsonError as reason:
        raise WrongListError("The file is not JSON.") from reason


def bounded(stream: IO[bytes]) -> bytes:
    """Return all of a stream, unless it is too large. Raises `WrongListError`."""
    try:
        return Budget(LIST).read(stream)
    except WrongFileError as reason:
        raise WrongListError(str(reason)) from reason


def _from_address(address: str) -> bytes:
    if urlsplit(address).scheme != "https":
        raise WrongListError("An address of a price list starts with https://.")
    try:
        with answer_of(
            address, seconds=PATIENCE, agent="Pilotlight price lists", schemes=("https",)
        ) as answer:
            content, status, words = bounded(answer), answer.status, answer.reason
    except NoAnswerError as reason:
        raise WrongListError(f"{urlsplit(address).hostname} does not answer: {reason}.") from reason
    if status != HTTPStatus.OK:
        raise WrongListError(f"{urlsplit(address).hostname} does not answer: {status} {words}.")
    return content
