"""What the API says of a row besides its own fields: every answer is `catalog.query`’s or `catalog.claims`’."""

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal, get_args, get_origin

from ninja import Field, Schema
from pydantic import WithJsonSchema

from catalog import ages, plan_terms, query, workload
from catalog.ages import Sightings
from catalog.api.params import Day, Slug, Words
from catalog.app_query import AppQuery, Must
from catalog.claims import ClaimReview, claim_reviews
from catalog.endings import end_lines
from catalog.query import ModelQuery
from catalog.references import as_html
from catalog.releases import Edition
from catalog.schema import AiModel, Catalog
from catalog.schema.field import Quantity as Counted
from catalog.vocabulary import (
    AppAnswer,
    AppKind,
    AppQuestion,
    BenchmarkTask,
    Branch,
    ClaimStatus,
    Direction,
    Known,
    Medium,
    PlainAnswer,
    PriceUnit,
    Purpose,
    SaleState,
    Software,
    Training,
    Word,
)


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """The release and the day that an answer is about."""

    edition: Edition
    on: date

    @property
    def catalog(self) -> Catalog:
        return self.edition.catalog

    @cached_property
    def sightings(self) -> Sightings:
        """What was seen again by the day."""
        return self.edition.seen(self.on)

    @cached_property
    def reviews(self) -> Mapping[str, ClaimReview]:
        """How each claim stands on the day."""
        return claim_reviews(self.catalog, self.on)


type Read = Callable[[Snapshot, Any], Any]


def _article_html(now: Snapshot, row: Any) -> str:
    return as_html(row.markdown, now.catalog, now.on)


def _answer_html(now: Snapshot, row: Any) -> str:
    return as_html(row.answer, now.catalog, now.on)


class MediumAnswer(Schema):
    """Whether a medium goes into a model or comes out of it; a yes or no names who says so."""

    medium: Medium
    direction: Direction
    answer: Known
    as_of: date | None = Field(description="The day on which its source said so.")
    source: str | None = Field(description="The source that the answer rests on.")
    against: list[str] = Field(description="Sources that say the opposite.")
    why: str = Field(description="Why the source of the answer counts before these.")


class TermsAnswer(Schema):
    """What is known of one question on a plan, and who says so."""

    question: AppQuestion
    answer: AppAnswer | None = Field(
        description="What counts; null where no source says so, or sources disagree."
    )
    means: PlainAnswer = Field(
        description="What it comes to: yes, no, on a condition, or not said."
    )
    as_of: date | None = Field(description="The latest day on which a source that counts said so.")
    sources: list[str] = Field(description="The sources that count; several where they disagree.")
    says: list[str] = Field(description="What they say, in our words.")
    terms: str | None = Field(description="The data terms that say so, where no statement does.")


Number = Annotated[Decimal, WithJsonSchema({"type": "number"})]


class Quantity(Schema):
    """A number with its unit, the day it was true, and the id of its source. A value of null is unknown."""

    value: Number | None
    unit: str
    low: Number | None = None
    high: Number | None = None
    estimate: bool = False
    as_of: date | None
    source: str | None


@dataclass(frozen=True)
class Property:
    """One property of a row: its name, its type, what it says, and where it is read."""

    name: str
    holds: Any
    help: str
    read: Read
    _: KW_ONLY
    target: str = ""  # the kind that it names a row of
    filter: bool = False
    quantity: Counted | None = None
    example: str = ""
    rows: str = ""  # the kind whose rows it holds, which no table shows
    listed: bool = True  # else given of a single row alone

    @cached_property
    def words(self) -> type[Word] | None:
        """The closed list that its values are of, if they are."""
        holds = (self.holds, *get_args(self.holds))
        return next((one for one in holds if isinstance(one, type) and issubclass(one, Word)), None)

    @property
    def several(self) -> bool:
        return get_origin(self.holds) in {tuple, list}

    @cached_property
    def parts(self) -> Mapping[str, str]:
        """The columns of a table, each with the part of a quantity that it holds; one column of what is no quantity."""
        parts = {self.name: "value"}
        if self.quantity:
            parts[f"{self.name}_unit"] = "unit"
            parts |= {f"{self.name}_{end}": end for end in ("low", "high") if self.quantity.low}
            parts |= {f"{self.name}_estimate": "estimate"} if self.quantity.estimate else {}
        return parts

    def cells(self, now: Snapshot, row: Any) -> list[Any]:
        """Return what stands in its columns for a row."""
        value = self.read(now, row)
        return (
            [(value or {}).get(part) for part in self.parts.values()] if self.quantity else [value]
        )

    def place(self, now: Snapshot, row: Any) -> Any:
        """Return by what rows are sorted; None where it is unknown."""
        value = self.read(now, row)
        value = value["value"] if value is not None and self.quantity else value
        return value.casefold() if isinstance(value, str) else value


def _of(index: str, name: str, holds: Any, help_: str, **more: Any) -> Property:
    """Return a property of the row that a row names, in the catalog's index of such rows; None where there is none."""

    def read(now: Snapshot, row: Any) -> Any:
        return getattr(getattr(now.catalog, index).get(getattr(row, index)), name, None)

    return Property(name, holds, help_, read, **more)


def _rows(kind: str, read: Read, *, listed: bool = False) -> Property:
    """Return the rows of another kind that belong to a row: in its list too, or only where it is asked for by its id."""
    help_ = f"Its {kind}; prices are those of the day." if kind == "prices" else f"Its {kind}."
    return Property(kind, list, help_, read, rows=kind, listed=listed)


def _media(direction: Direction, answer: Known) -> Read:
    """Return what reads the media of one answer off a model."""
    return lambda now, row: query.media_with(now.catalog, row, direction, answer)


def _media_answers(now: Snapshot, model: AiModel) -> list[dict[str, Any]]:
    """Return the answer for every medium, unknown ones too."""
    return [
        _media_answer(direction, medium, query.media_answer(now.catalog, model, direction, medium))
        for direction in Direction
        for medium in Medium
    ]


def _media_answer(
    direction: Direction, medium: Medium, answer: query.MediaAnswer
) -> dict[str, Any]:
    proof = answer.rests_on
    return {
        "medium": medium,
        "direction": direction,
        "answer": answer.answer,
        "as_of": proof.as_of if proof else None,
        "source": proof.source if proof else None,
        "against": [row.source for row in answer.against],
        "why": answer.why,
    }


def _terms_answers(now: Snapshot, row: Any) -> list[dict[str, Any]]:
    """Return what is known of every question on a plan, unknown ones too."""
    return [
        {
            "question": each.question,
            "answer": each.answer,
            "means": each.meaning,
            "as_of": max(
                (statement.as_of for statement in each.statements if statement.as_of), default=None
            ),
            "sources": [statement.source for statement in each.statements],
            "says": [statement.says for statement in each.statements],
            "terms": each.terms.slug if each.terms else None,
        }
        for each in plan_terms.plan_answers(now.catalog, row)
    ]


# Of models and of offers alike.
_SALE = (
    Property(
        "on_sale",
        bool,
        "Whether it is on sale on the day asked about; a model is where any seller has it, or its weights are free.",
        lambda now, row: query.sale(now.catalog, row, now.on).on_sale,
        filter=True,
    ),
    Property(
        "sale",
        SaleState,
        "How it stands on the day asked about.",
        lambda now, row: query.sale(now.catalog, row, now.on).state,
        filter=True,
    ),
    Property(
        "ends_on",
        date | None,
        "The first day without it, to come or past; null where no source names one.",
        lambda now, row: query.sale(now.catalog, row, now.on).ends,
        filter=True,
    ),
    Property(
        "not_before",
        date | None,
        "The earliest day on which it can end, where that alone is said. It is not an end.",
        lambda now, row: query.sale(now.catalog, row, now.on).not_before,
    ),
)


def _least_price(unit_of_model: Callable[[Catalog, AiModel], PriceUnit]) -> Read:
    """Return what reads the price of a unit at the cheapest seller of a model, with its source and day."""

    def read(now: Snapshot, row: Any) -> Any:
        unit = unit_of_model(now.catalog, row)
        price = query.cheapest_price(now.catalog, row, unit, now.on)
        return {
            "value": price.usd if price else None,
            "unit": f"USD per {unit.label}",
            "low": None,
            "high": None,
            "estimate": False,
            "as_of": price.as_of if price else None,
            "source": price.source if price else None,
        }

    return read


def _main_unit(catalog: Catalog, model: AiModel) -> PriceUnit:
    return workload.usual_unit(query.main_medium(catalog, model))


# Of models, at the cheapest seller on the day.
_PRICES = (
    Property(
        "price",
        Quantity,
        "What one unit of what it mainly makes costs at its cheapest seller on the day.",
        _least_price(_main_unit),
        filter=True,
        quantity=Counted(unit="USD per unit"),
    ),
    Property(
        "input_price",
        Quantity,
        "What a million tokens that go in cost at its cheapest seller on the day.",
        _least_price(lambda _catalog, _model: PriceUnit.INPUT_MTOK),
        filter=True,
        quantity=Counted(unit="USD per million tokens in"),
    ),
)


def _old(now: Snapshot, row: Any) -> bool:
    age = ages.age_of(now.catalog, row, now.on, now.sightings)
    return age is not None and age.is_old


# Of every kind that ages.
_AGE = (
    Property(
        "last_seen",
        date | None,
        "The last day on which a source stated it: its own day, or that of a later sighting.",
        lambda now, row: ages.last_seen(row, now.sightings),
    ),
    Property("old", bool, "Whether that is so long ago that pages say so.", _old),
)

COMPUTED: Mapping[str, tuple[Property, ...]] = {
    "models": (
        Property(
            "reads",
            tuple[Medium, ...],
            "The media that go in, as its sources say. What stands in neither list is unknown.",
            _media(Direction.READS, Known.YES),
        ),
        Property(
            "does_not_read",
            tuple[Medium, ...],
            "The media of which a source says that they do not go in.",
            _media(Direction.READS, Known.NO),
        ),
        Property(
            "makes",
            tuple[Medium, ...],
            "The media that come out, as its sources say. What stands in neither list is unknown.",
            _media(Direction.MAKES, Known.YES),
        ),
        Property(
            "does_not_make",
            tuple[Medium, ...],
            "The media of which a source says that they do not come out.",
            _media(Direction.MAKES, Known.NO),
        ),
        Property(
            "media",
            list[MediumAnswer],
            "Whether each medium goes in and comes out, and who says so.",
            _media_answers,
            listed=False,
        ),
        Property(
            "purposes",
            tuple[Purpose, ...],
            "What it is made for: as on file, else by what it reads and makes.",
            lambda now, row: query.purposes(now.catalog, row),
        ),
        Property(
            "branches",
            tuple[Branch, ...],
            "The columns of the matrix that it belongs to.",
            lambda now, row: query.branches(now.catalog, row),
        ),
        Property(
            "tuning",
            Known,
            "Whether it can be tuned, by its maker or at a host.",
            lambda now, row: query.tunable(now.catalog, row),
        ),
        *_SALE,
        *_PRICES,
        Property(
            "cheapest_offer",
            str | None,
            "The offer that is cheapest on the day for the usual amount of what the model makes.",
            lambda now, row: (
                quote.offer.slug
                if (quote := query.cheapest(now.catalog, row, now.on)) and quote.prices
                else None
            ),
            listed=False,
        ),
        _rows("offers", lambda now, row: now.catalog.offers_of.get(row.slug, ())),
        _rows("ends", lambda now, row: [line.end for line in end_lines(now.catalog, row, now.on)]),
        _rows("scores", lambda now, row: now.catalog.scores_of.get(row.slug, ())),
        _rows("model_statements", lambda now, row: now.catalog.statements_of.get(row.slug, ())),
        _rows("tunings", lambda now, row: now.catalog.tunings_of.get(row.slug, ())),
    ),
    "offers": (
        Property(
            "eu_region",
            Known,
            "Whether it runs in the EU: as it says itself, else what its terms rule out.",
            lambda now, row: query.eu_region(now.catalog, row),
        ),
        Property(
            "trains_on_inputs",
            Training,
            "Whether the seller learns from what customers send: as the offer says itself, else its terms.",
            lambda now, row: query.trains_on_inputs(now.catalog, row),
        ),
        *_SALE,
        *_AGE,
        _rows("prices", lambda now, row: query.prices(now.catalog, row.slug, now.on), listed=True),
        _rows(
            "ends",
            lambda now, row: query.statements(
                now.catalog, now.catalog.ends_of_offer.get(row.slug, ()), now.on
            ),
            listed=True,
        ),
    ),
    "apps": (
        _rows("app_plans", lambda now, row: now.catalog.plans_of.get(row.slug, ())),
        _rows("app_statements", lambda now, row: now.catalog.app_statements_of.get(row.slug, ())),
    ),
    "app_plans": (
        Property(
            "answers",
            list[TermsAnswer],
            "What is known of its terms: the answer to each question, and who says so.",
            _terms_answers,
            listed=False,
        ),
        _rows(
            "prices", lambda now, row: query.plan_prices(now.catalog, row.slug, now.on), listed=True
        ),
    ),
    "prices": (
        Property(
            "model",
            str | None,
            "The model whose offer it is.",
            lambda _, row: row.offer.rpartition("@")[0] if row.offer else None,
            target="models",
        ),
        Property(
            "seller",
            str | None,
            "The seller whose offer it is.",
            lambda _, row: row.offer.rpartition("@")[2] if row.offer else None,
            target="providers",
        ),
        Property(
            "in_force",
            bool,
            "Whether it is in force on the day: dated for it, and of an offer that has not ended.",
            lambda now, row: query.current(now.catalog, row, now.on),
        ),
        *_AGE,
    ),
    "ends": _AGE,
    "machines": _AGE,
    "exchange_rates": _AGE,
    "data_terms": _AGE,
    "app_statements": _AGE,
    "scores": (
        *_AGE,
        _of("benchmark", "task", BenchmarkTask | None, "What the benchmark measures.", filter=True),
        _of("benchmark", "higher_is_better", bool | None, "Whether a high figure is the good one."),
    ),
    "use_cases": (
        _rows(
            "cells",
            lambda now, row: [
                cell for branch in Branch if (cell := now.catalog.cell.get((row.slug, branch)))
            ],
        ),
        _rows(
            "solutions",
            lambda now, row: [found] if (found := now.catalog.solution_of.get(row.slug)) else [],
        ),
    ),
    "cells": (
        _of(
            "use_case", "industry", str | None, "The industry of the use case.", target="industries"
        ),
        _of("use_case", "department", str | None, "The department of the use case.", filter=True),
        Property(
            "overdue",
            bool,
            "Whether somebody should have looked at it before the day asked about.",
            lambda now, row: row.review_by is not None and row.review_by < now.on,
        ),
    ),
    "articles": (Property("html", str, "The text as the page shows it.", _article_html),),
    "faq": (Property("html", str, "The answer as the page shows it.", _answer_html),),
    "claims": (
        Property(
            "status",
            ClaimStatus,
            "How it stands, by an editor’s ruling or by comparison.",
            lambda now, row: now.reviews[row.slug].status,
        ),
        Property(
            "status_by",
            Literal["editor", "comparison"],
            "Who says how it stands.",
            lambda now, row: "editor" if now.reviews[row.slug].ruled else "comparison",
        ),
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """Parameters of a list that are no plain filter of one property, and what they ask of a row."""

    params: Mapping[str, tuple[Any, Any]]  # type and field of pydantic
    wanted: Callable[[Snapshot, Any], Callable[[Any], bool]]


def _wanted_models(now: Snapshot, params: Any) -> Callable[[Any], bool]:
    wanted = ModelQuery(
        name=params.q,
        makes=params.makes,
        reads=(params.reads,) if params.reads else (),
        branch=params.branch,
        answers={"eu_region": (params.eu_region,)} if params.eu_region else query.NO_ANSWERS,
        price=None if params.max_price is None else Decimal(str(params.max_price)),
        unit=params.price_unit,
        ends_until=params.ends_until,
    )
    return lambda row: wanted.matches(now.catalog, row, now.on) is Known.YES


def _wanted_apps(now: Snapshot, params: Any) -> Callable[[Any], bool]:
    conditions = AppQuery(
        catalog=now.catalog,
        on=now.on,
        name=params.q,
        case=now.catalog.use_case.get(params.job or ""),
        results=None if params.results is None else Decimal(params.results),
        people=params.people,
        kind=params.kind,
        inside=params.inside,
        must=tuple(must for must in Must if getattr(params, _parameter(must)) is not None),
        price=None if params.max_price is None else Decimal(str(params.max_price)),
    )
    # A job that is not on file is done by no app.
    is_unknown_job = bool(params.job) and conditions.case is None
    return lambda row: not is_unknown_job and conditions.match(row).fits is Known.YES


def _parameter(must: Must) -> str:
    return must.value.replace("-", "_")


def _wanted_prices(now: Snapshot, params: Any) -> Callable[[Any], bool]:
    match params.when:
        case "in-force":
            return lambda row: query.current(now.catalog, row, now.on)
        case "announced":
            return lambda row: row.valid_from > now.on
        case "past":
            return lambda row: (
                row.valid_from <= now.on and not query.current(now.catalog, row, now.on)
            )
        case _:
            return lambda _: True


NARROWING: Mapping[str, Narrowing] = {
    "models": Narrowing(
        params={
            "q": (Words, Field("", description="Part of the name, the id or the maker’s name.")),
            "makes": (
                Medium | None,
                Field(None, description="What must come out, as its sources say."),
            ),
            "reads": (
                Medium | None,
                Field(None, description="What must go in, as its sources say."),
            ),
            "branch": (Branch | None, Field(None, description="A column of the matrix.")),
            "eu_region": (
                Known | None,
                Field(None, description="Whether any of its offers runs in the EU."),
            ),
            "max_price": (
                float | None,
                Field(
                    None,
                    ge=0,
                    le=10**9,
                    description="US dollars for one price_unit at the cheapest seller, at most.",
                ),
            ),
            "price_unit": (
                PriceUnit,
                Field(PriceUnit.OUTPUT_MTOK, description="What max_price buys."),
            ),
            "ends_until": (
                Day | None,
                Field(None, description="Off sale on this day, as far as is known."),
            ),
        },
        wanted=_wanted_models,
    ),
    "apps": Narrowing(
        params={
            "q": (Words, Field("", description="Part of the name, the id or the maker’s name.")),
            "job": (
                Slug | None,
                Field(None, description="A use case that it is made for, or does as an assistant."),
            ),
            "results": (
                int | None,
                Field(None, ge=1, le=10**9, description="Results of the job a month."),
            ),
            "people": (int, Field(1, ge=1, le=10**6, description="People who use it.")),
            "kind": (AppKind | None, Field(None, description="What it is, above all or besides.")),
            "inside": (
                Software | None,
                Field(None, description="What it works inside, or one of that group."),
            ),
            "max_price": (
                float | None,
                Field(
                    None,
                    ge=0,
                    le=10**9,
                    description="US dollars a month at most, for the volume or for one seat.",
                ),
            ),
            **{
                _parameter(must): (
                    Literal["yes"] | None,
                    Field(
                        None, description=f"{must.label}, in a plan that meets all that is asked."
                    ),
                )
                for must in Must
            },
        },
        wanted=_wanted_apps,
    ),
    "prices": Narrowing(
        params={
            "when": (
                Literal["in-force", "announced", "past", "all"],
                Field(
                    "in-force",
                    description="In force on the day asked about, announced for later, past, or all.",
                ),
            )
        },
        wanted=_wanted_prices,
    ),
}
