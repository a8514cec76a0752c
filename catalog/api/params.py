"""What may be asked of the API: the day, the release, the part of a list.

Each parameter is defined once, and unknown ones are refused.
"""

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

from catalog.asof import read_day
from config import problems
from config.problems import ProblemError

MOST_ROWS = 200
USUAL_ROWS = 50
A_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|[+-]?\.[0-9]+")
HIGHEST_RELEASE = 2_147_483_647
MONTHS_31, MONTHS_30 = "0[13578]|1[02]", "0[469]|11"
# What `read_day` takes, as a pattern.
LONG_MONTH = rf"(?:{MONTHS_31})-(?:0[1-9]|[12]\d|3[01])"
SHORT_MONTH = rf"(?:{MONTHS_30})-(?:0[1-9]|[12]\d|30)"
FEBRUARY = r"02-(?:0[1-9]|1\d|2[0-8])"
A_DAY = rf"^20\d\d-(?:{LONG_MONTH}|{SHORT_MONTH}|{FEBRUARY})$"


def _a_day(value: object) -> object:
    try:
        return read_day(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(
            "Write a day of this century as YYYY-MM-DD, for example 2026-12-01"
        ) from None


Day = Annotated[date, BeforeValidator(_a_day), WithJsonSchema({"type": "string", "pattern": A_DAY})]
Slug = Annotated[str, Field(max_length=200, pattern=r"^[A-Za-z0-9@._:-]*$")]
Words = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$")]
Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": r"^[^\x00-\x1f/]+$"})]
YesOrNo = Literal["yes", "no", "true", "false"]


class ReleaseParams(Schema):
    """What addresses take that depend on no day."""

    release: int | None = Field(
        None,
        ge=1,
        le=HIGHEST_RELEASE,
        description="Answer from this release; the current one where it is left out.",
    )


class Params(ReleaseParams):
    """What every address takes that reads the catalog."""

    as_of: Day | None = Field(
        None,
        description="Answer as of this day, YYYY-MM-DD; today where it is left out.",
        examples=["2026-12-01"],
    )


class ListParams(Schema):
    """What every list takes."""

    limit: int | None = Field(
        None,
        ge=1,
        le=MOST_ROWS,
        description=(
            f"How many rows at most: {USUAL_ROWS} where it is left out; a table then has all of "
            "them."
        ),
    )
    offset: int = Field(0, ge=0, le=1_000_000, description="How many rows to pass over.")
    order: Literal["asc", "desc"] = Field(
        "asc", description="Where sort is given: the lowest first, or the highest."
    )
    format: Literal["json", "csv"] = Field("json", description="csv answers with a table.")


def refuse_unknown(request: HttpRequest, params: Schema) -> None:
    """Refuse a parameter that the address does not take.

    Otherwise a misspelt one would pass for no filter.
    """
    known = tuple(type(params).model_fields)
    if strange := [name for name in request.GET if name not in known]:
        there_are = f"There are {', '.join(known)}." if known else "There are none here."
        detail = f"There is no parameter “{strange[0][:60]}”. {there_are}"
        raise refused(strange, detail, "There is no such parameter.")
    if twice := [name for name, values in request.GET.lists() if len(values) > 1]:
        raise refused(twice, f"Give “{twice[0]}” once.", "It is given more than once.")
    if loose := [
        name for name, value in request.GET.items() if _is_loose(params, name, str(value))
    ]:
        raise refused(loose, f"Write “{loose[0]}” in digits alone.", "This is no plain number.")


def _is_loose(params: Schema, name: str, value: str) -> bool:
    """Return whether a number was read from more than its digits: from spaces, or as “1_000”."""
    is_number = type(getattr(params, name)) in {int, float, Decimal}
    return is_number and A_NUMBER.fullmatch(value) is None


def refused(names: list[str], detail: str, reason: str) -> ProblemError:
    """Return the refusal of parameters, with what is wrong with each."""
    errors = [{"in": "query", "name": name[:60], "detail": reason} for name in names]
    return ProblemError(problems.WRONG_PARAMETERS, detail, {"errors": errors})
