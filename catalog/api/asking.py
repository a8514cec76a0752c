"""What may be asked of the API: the day, the release, the stretch of a list, and what narrows each list."""

import re
from datetime import date
from typing import Annotated, Literal

from ninja import Field, Schema
from pydantic import BeforeValidator, WithJsonSchema

from catalog.vocabulary import (
    Branch,
    ClaimStatus,
    Fit,
    Known,
    Medium,
    PriceUnit,
    Task,
    Voice,
)

MOST_ROWS = 200
HIGHEST_RELEASE = 2_147_483_647
MONTHS_31, MONTHS_30 = "0[13578]|1[02]", "0[469]|11"
A_DAY = rf"^20\d\d-(?:(?:{MONTHS_31})-(?:0[1-9]|[12]\d|3[01])|(?:{MONTHS_30})-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))$"


def _a_day(value: object) -> object:
    if not isinstance(value, str) or not re.fullmatch(r"20\d\d-\d\d-\d\d", value, re.ASCII):
        raise ValueError("Write a day of this century as YYYY-MM-DD, for example 2026-12-01")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(_a_day), WithJsonSchema({"type": "string", "pattern": A_DAY})]
Slug = Annotated[str, Field(max_length=200, pattern=r"^[A-Za-z0-9@._:-]*$")]
Words = Annotated[str, Field(max_length=100, pattern=r"^[^\x00-\x1f]*$")]
Id = Annotated[str, WithJsonSchema({"type": "string", "pattern": r"^[^\x00-\x1f/]+$"})]
YesOrNo = Literal["yes", "no"]


class Asked(Schema):
    """What every reading address takes."""

    as_of: Day | None = Field(None, description="Answer as of this day, YYYY-MM-DD; today where it is left out.")
    release: int | None = Field(
        None, ge=1, le=HIGHEST_RELEASE, description="Answer from this release; the current one where it is left out."
    )


class Listed(Asked):
    """What every list takes."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="How many rows at most.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many rows to pass over.")
    format: Literal["json", "csv"] = Field(
        "json", description="csv answers every row found as one table; limit and offset then count for nothing."
    )


class Models(Listed):
    """What narrows the models."""

    q: Words = Field("", description="Part of the name, the id or the maker’s name.")
    provider: Slug | None = Field(None, description="A provider’s id.")
    makes: Medium | None = Field(None, description="What has to come out.")
    reads: Medium | None = Field(None, description="What has to go in.")
    branch: Branch | None = Field(None, description="A column of the matrix.")
    open_weights: Known | None = Field(None, description="Whether it can be downloaded.")
    self_hosting: Known | None = Field(None, description="Whether it may run on own servers.")
    commercial_use: Known | None = Field(None, description="Whether a business may use it.")
    tuning: Known | None = Field(None, description="Whether it can be tuned, by its maker or at a host.")
    eu_region: Known | None = Field(None, description="Whether any of its offers runs in the EU.")
    on_sale: YesOrNo | None = Field(None, description="Whether it is on sale on the day asked about.")
    listed: YesOrNo | None = Field(None, description="no: models of which only the price history is known.")
    min_context: int | None = Field(None, ge=1, le=10**12, description="Tokens that it must hold at least.")
    released_from: Day | None = Field(None, description="Released on this day or later.")
    retires_until: Day | None = Field(None, description="Retires on this day or earlier.")


class Offers(Listed):
    """What narrows the offers."""

    model: Slug | None = Field(None, description="A model’s id.")
    seller: Slug | None = Field(None, description="A provider’s id.")
    eu_region: Known | None = Field(None, description="Whether the offer runs in the EU.")
    confirmed: YesOrNo | None = Field(None, description="Whether a second source names the offer too.")


class Prices(Listed):
    """What narrows the prices."""

    when: Literal["in-force", "announced", "past", "all"] = Field(
        "in-force",
        description="In force on the day asked about and seen lately, announced for later, past or not seen lately, or all.",
    )
    model: Slug | None = Field(None, description="A model’s id.")
    seller: Slug | None = Field(None, description="A provider’s id.")
    offer: Slug | None = Field(None, description="An offer’s id.")
    product: Slug | None = Field(None, description="A product’s id.")
    unit: PriceUnit | None = Field(None, description="What one price buys.")


class Scores(Listed):
    """What narrows the scores."""

    model: Slug | None = Field(None, description="A model’s id.")
    benchmark: Slug | None = Field(None, description="A benchmark’s id.")
    task: Task | None = Field(None, description="What the benchmark measures.")
    voice: Voice | None = Field(None, description="Who measured.")


class UseCases(Listed):
    """What narrows the use cases."""

    q: Words = Field("", description="Part of the name.")
    industry: Slug | None = Field(None, description="An industry’s id.")
    department: Words | None = Field(None, description="A department, as the use case names it.")
    makes: Medium | None = Field(None, description="What comes out.")
    reads: Medium | None = Field(None, description="What goes in.")
    common: YesOrNo | None = Field(None, description="Whether it is one of the jobs everybody asks about first.")


class Cells(Listed):
    """What narrows the matrix."""

    use_case: Slug | None = Field(None, description="A use case’s id.")
    branch: Branch | None = Field(None, description="A column of the matrix.")
    fit: Fit | None = Field(None, description="The word in the cell.")
    industry: Slug | None = Field(None, description="An industry’s id.")
    department: Words | None = Field(None, description="A department, as the use case names it.")
    disputed: YesOrNo | None = Field(None, description="Whether sources disagree.")
    overdue: YesOrNo | None = Field(None, description="Whether it was due for a look before the day asked about.")


class Claims(Listed):
    """What narrows the claims."""

    status: ClaimStatus | None = Field(None, description="How the claim stands.")
    subject: Words | None = Field(None, description="What it is about.")
    forecast: YesOrNo | None = Field(None, description="Whether it speaks of the future.")


class Sources(Listed):
    """What narrows the sources."""

    voice: Voice | None = Field(None, description="Who speaks.")
    publisher: Words | None = Field(None, description="Who published it, as the source names it.")


class Benchmarks(Listed):
    """What narrows the benchmarks."""

    task: Task | None = Field(None, description="What it measures.")


class Plain(Schema):
    """Addresses that take a stretch and nothing of the catalog."""

    limit: int = Field(50, ge=1, le=MOST_ROWS, description="How many rows at most.")
    offset: int = Field(0, ge=0, le=1_000_000, description="How many rows to pass over.")
    format: Literal["json", "csv"] = Field("json", description="csv answers every row as one table.")


class Nothing(Schema):
    """Addresses that take no parameter."""


class OfRelease(Schema):
    """Addresses that take a release and no day."""

    release: int | None = Field(
        None, ge=1, le=HIGHEST_RELEASE, description="The release’s number; the current one where it is left out."
    )
