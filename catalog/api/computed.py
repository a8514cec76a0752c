"""What the API says of a row besides its fields, from `catalog.query` or `catalog.claims`.

A property is a function: its name, what it returns and what its docstring says are those of the
API’s document.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Literal

from ninja import Field, Schema

from catalog import ages, plan_terms, query, workload
from catalog.api.properties import Property, Quantity, Read, computed
from catalog.endings import end_lines
from catalog.plan_terms import PlanAnswer
from catalog.references import as_html
from catalog.releases import Reading
from catalog.schema import (
    AiModel,
    Article,
    Cell,
    Claim,
    FaqEntry,
    Offer,
    Price,
    UseCase,
)
from catalog.schema.field import Quantity as Counted
from catalog.vocabulary import (
    AppAnswer,
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
    Training,
)

# ------------------------------------------------------------------------------------- of models


@computed()
def reads(reading: Reading, model: AiModel) -> tuple[Medium, ...]:
    """The media that go in, as its sources say. What stands in neither list is unknown."""
    return query.media_with(reading.catalog, model, Direction.READS, Known.YES)


@computed()
def does_not_read(reading: Reading, model: AiModel) -> tuple[Medium, ...]:
    """The media of which a source says that they do not go in."""
    return query.media_with(reading.catalog, model, Direction.READS, Known.NO)


@computed()
def makes(reading: Reading, model: AiModel) -> tuple[Medium, ...]:
    """The media that come out, as its sources say. What stands in neither list is unknown."""
    return query.media_with(reading.catalog, model, Direction.MAKES, Known.YES)


@computed()
def does_not_make(reading: Reading, model: AiModel) -> tuple[Medium, ...]:
    """The media of which a source says that they do not come out."""
    return query.media_with(reading.catalog, model, Direction.MAKES, Known.NO)


class MediumAnswer(Schema):
    """Whether a medium goes into a model or comes out of it; a yes or no names who says so."""

    medium: Medium
    direction: Direction
    answer: Known
    as_of: date | None = Field(description="The day on which its source said so.")
    source: str | None = Field(description="The source that the answer rests on.")
    against: list[str] = Field(description="Sources that say the opposite.")
    why: str = Field(description="Why the source of the answer counts before these.")


@computed(list[MediumAnswer], listed=False)
def media(reading: Reading, model: AiModel) -> list[dict[str, Any]]:
    """Whether each medium goes in and comes out, and who says so."""
    return [
        _medium_answer(
            direction, medium, query.media_answer(reading.catalog, model, direction, medium)
        )
        for direction in Direction
        for medium in Medium
    ]


def _medium_answer(
    direction: Direction, medium: Medium, answer: query.MediaAnswer
) -> dict[str, Any]:
    return {
        "medium": medium,
        "direction": direction,
        "answer": answer.answer,
        **_proof_of(answer.rests_on),
        "against": [row.source for row in answer.against],
        "why": answer.why,
    }


def _proof_of(row: Any) -> dict[str, Any]:
    """Return the day and the source of a row; nulls where there is none."""
    return {"as_of": getattr(row, "as_of", None), "source": getattr(row, "source", None)}


@computed()
def purposes(reading: Reading, model: AiModel) -> tuple[Purpose, ...]:
    """What it is made for: as on file, else by what it reads and makes."""
    return query.purposes(reading.catalog, model)


@computed()
def branches(reading: Reading, model: AiModel) -> tuple[Branch, ...]:
    """The columns of the matrix that it belongs to."""
    return query.branches(reading.catalog, model)


@computed()
def tuning(reading: Reading, model: AiModel) -> Known:
    """Whether it can be tuned, by its maker or at a host."""
    return query.tunable(reading.catalog, model)


# ------------------------------------------------------------------------ of models and of offers


@computed(filter=True)
def on_sale(reading: Reading, row: AiModel | Offer) -> bool:
    """Whether it is on sale on the day asked about.

    A model is where any seller has it, or its weights are free.
    """
    return query.sale(reading.catalog, row, reading.on).on_sale


@computed(filter=True)
def sale(reading: Reading, row: AiModel | Offer) -> SaleState:
    """How it stands on the day asked about."""
    return query.sale(reading.catalog, row, reading.on).state


@computed(filter=True)
def ends_on(reading: Reading, row: AiModel | Offer) -> date | None:
    """The first day without it, to come or past; null where no source names one."""
    return query.sale(reading.catalog, row, reading.on).ends


@computed()
def not_before(reading: Reading, row: AiModel | Offer) -> date | None:
    """The earliest day on which it can end, where that alone is said. It is not an end."""
    return query.sale(reading.catalog, row, reading.on).not_before


_SALE = (on_sale, sale, ends_on, not_before)


# ------------------------------------------------- of models, at the cheapest seller on the day


def _least_price(reading: Reading, model: AiModel, unit: PriceUnit) -> dict[str, Any]:
    """Return the price of a unit at the cheapest seller of a model, with its source and day."""
    price = query.cheapest_price(reading.catalog, model, unit, reading.on)
    return {
        "value": price.usd if price else None,
        "unit": f"USD per {unit.label}",
        "low": None,
        "high": None,
        "estimate": False,
        **_proof_of(price),
    }


@computed(Quantity, filter=True, quantity=Counted(unit="USD per unit"))
def price(reading: Reading, model: AiModel) -> dict[str, Any]:
    """What one unit of what it mainly makes costs at its cheapest seller on the day."""
    unit = workload.usual_unit(query.main_medium(reading.catalog, model))
    return _least_price(reading, model, unit)


@computed(Quantity, filter=True, quantity=Counted(unit="USD per million tokens in"))
def input_price(reading: Reading, model: AiModel) -> dict[str, Any]:
    """What a million tokens that go in cost at its cheapest seller on the day."""
    return _least_price(reading, model, PriceUnit.INPUT_MTOK)


@computed(listed=False)
def cheapest_offer(reading: Reading, model: AiModel) -> str | None:
    """The offer that is cheapest on the day for the usual amount of what the model makes."""
    quote = query.cheapest(reading.catalog, model, reading.on)
    return quote.offer.slug if quote.prices else None


# ------------------------------------------------------------------------------------- of offers


@computed()
def eu_region(reading: Reading, offer: Offer) -> Known:
    """Whether it runs in the EU: as it says itself, else what its terms rule out."""
    return query.eu_region(reading.catalog, offer)


@computed()
def trains_on_inputs(reading: Reading, offer: Offer) -> Training:
    """Whether the seller learns from customers' input: as the offer says, else its terms."""
    return query.trains_on_inputs(reading.catalog, offer)


def _ends_of_offer(reading: Reading, offer: Offer) -> Iterable[Any]:
    statements = reading.catalog.ends_of_offer.get(offer.slug, ())
    return query.statements(reading.catalog, statements, reading.on)


# --------------------------------------------------------------------------- of kinds that age


@computed()
def last_seen(reading: Reading, row: Any) -> date | None:
    """The last day on which a source stated it: its own day, or that of a later sighting."""
    return ages.last_seen(row, reading.sightings)


@computed()
def old(reading: Reading, row: Any) -> bool:
    """Whether that is so long ago that pages say so."""
    age = ages.age_of(reading.catalog, row, reading.on, reading.sightings)
    return age is not None and age.is_old


_AGE = (last_seen, old)


# ------------------------------------------------------------------------------ of plans of apps


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


@computed(list[TermsAnswer], listed=False)
def answers(reading: Reading, plan: Any) -> list[dict[str, Any]]:
    """What is known of its terms: the answer to each question, and who says so."""
    return [_terms_answer(answer) for answer in plan_terms.plan_answers(reading.catalog, plan)]


def _terms_answer(answer: PlanAnswer) -> dict[str, Any]:
    days = [statement.as_of for statement in answer.statements if statement.as_of]
    return {
        "question": answer.question,
        "answer": answer.answer,
        "means": answer.meaning,
        "as_of": max(days, default=None),
        "sources": [statement.source for statement in answer.statements],
        "says": [statement.says for statement in answer.statements],
        "terms": answer.terms.slug if answer.terms else None,
    }


# ------------------------------------------------------------------------------------- of prices


@computed(target="models")
def model(_reading: Reading, price: Price) -> str | None:
    """The model whose offer it is."""
    return price.offer.rpartition("@")[0] if price.offer else None


@computed(target="providers")
def seller(_reading: Reading, price: Price) -> str | None:
    """The seller whose offer it is."""
    return price.offer.rpartition("@")[2] if price.offer else None


@computed()
def in_force(reading: Reading, price: Price) -> bool:
    """Whether it is in force on the day: dated for it, and of an offer that has not ended."""
    return query.current(reading.catalog, price, reading.on)


# ------------------------------------------------------------------------------ of jobs and texts


def _cells_of(reading: Reading, case: UseCase) -> list[Cell]:
    cells = (reading.catalog.cell.get((case.slug, branch)) for branch in Branch)
    return [cell for cell in cells if cell]


def _solution_of(reading: Reading, case: UseCase) -> list[Any]:
    solution = reading.catalog.solution_of.get(case.slug)
    return [solution] if solution else []


@computed()
def overdue(reading: Reading, cell: Cell) -> bool:
    """Whether somebody should have looked at it before the day asked about."""
    return cell.review_by is not None and cell.review_by < reading.on


def _article_html(reading: Reading, article: Article) -> str:
    return as_html(article.markdown, reading.catalog, reading.on)


def _answer_html(reading: Reading, entry: FaqEntry) -> str:
    return as_html(entry.answer, reading.catalog, reading.on)


@computed()
def status(reading: Reading, claim: Claim) -> ClaimStatus:
    """How it stands, by an editor’s ruling or by comparison."""
    return reading.reviews[claim.slug].status


@computed()
def status_by(reading: Reading, claim: Claim) -> Literal["editor", "comparison"]:
    """Who says how it stands."""
    return "editor" if reading.reviews[claim.slug].ruled else "comparison"


# ------------------------------------------------------------------------------- by kind of row


def _of(index: str, name: str, holds: Any, words: str, **more: Any) -> Property:
    """Return a property of the row that a row names; None where there is none.

    The row is looked up in the catalog's index of such rows.
    """

    def read(reading: Reading, row: Any) -> Any:
        parents = getattr(reading.catalog, index)
        return getattr(parents.get(getattr(row, index)), name, None)

    return Property(name, holds, words, read, **more)


def _rows(kind: str, read: Read, *, listed: bool = False) -> Property:
    """Return the rows of another kind that belong to a row.

    They are in its list too, or only where it is asked for by its id.
    """
    words = f"Its {kind}; prices are those of the day." if kind == "prices" else f"Its {kind}."
    return Property(kind, list, words, read, rows=kind, listed=listed)


def _indexed(kind: str, index: str) -> Property:
    """Return the rows of another kind that the catalog keeps by the slug of a row."""
    return _rows(kind, lambda now, row: getattr(now.catalog, index).get(row.slug, ()))


COMPUTED: Mapping[str, tuple[Property, ...]] = {
    "models": (
        *(reads, does_not_read, makes, does_not_make, media),
        *(purposes, branches, tuning),
        *_SALE,
        *(price, input_price, cheapest_offer),
        _indexed("offers", "offers_of"),
        _rows("ends", lambda now, row: [line.end for line in end_lines(now.catalog, row, now.on)]),
        _indexed("scores", "scores_of"),
        _indexed("model_statements", "statements_of"),
        _indexed("tunings", "tunings_of"),
    ),
    "offers": (
        *(eu_region, trains_on_inputs),
        *_SALE,
        *_AGE,
        _rows("prices", lambda now, row: query.prices(now.catalog, row.slug, now.on), listed=True),
        _rows("ends", _ends_of_offer, listed=True),
    ),
    "apps": (
        _indexed("app_plans", "plans_of"),
        _indexed("app_statements", "app_statements_of"),
    ),
    "app_plans": (
        answers,
        _rows(
            "prices", lambda now, row: query.plan_prices(now.catalog, row.slug, now.on), listed=True
        ),
    ),
    "prices": (model, seller, in_force, *_AGE),
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
    "use_cases": (_rows("cells", _cells_of), _rows("solutions", _solution_of)),
    "cells": (
        _of(
            "use_case", "industry", str | None, "The industry of the use case.", target="industries"
        ),
        _of("use_case", "department", str | None, "The department of the use case.", filter=True),
        overdue,
    ),
    "articles": (Property("html", str, "The text as the page shows it.", _article_html),),
    "faq": (Property("html", str, "The answer as the page shows it.", _answer_html),),
    "claims": (status, status_by),
}
