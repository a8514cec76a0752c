"""Parameters of a list that are no plain filter of one property, and what they ask of a row."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, override

from ninja import Field, Schema
from pydantic import create_model

from catalog import query
from catalog.api.params import Day, Slug, Words
from catalog.app_query import AppQuery, Must
from catalog.query import ModelQuery
from catalog.releases import Reading
from catalog.vocabulary import AppKind, Branch, Known, Medium, PriceUnit, Software

type Matches = Callable[[Any], bool]

MOST = 10**9
Limit = Annotated[float, Field(ge=0, le=MOST)]


class Narrowing(Schema):
    """Parameters that narrow a list together; none of them here, where every row is in the list."""

    def conditions(self, _reading: Reading, /) -> Matches:
        """Return what tells whether a row is in the list."""
        return lambda _row: True


class OfModels(Narrowing):
    q: Words = Field("", description="Part of the name, the id or the maker’s name.")
    makes: Medium | None = Field(None, description="What must come out, as its sources say.")
    reads: Medium | None = Field(None, description="What must go in, as its sources say.")
    branch: Branch | None = Field(None, description="A column of the matrix.")
    eu_region: Known | None = Field(None, description="Whether any of its offers runs in the EU.")
    max_price: Limit | None = Field(
        None, description="US dollars for one price_unit at the cheapest seller, at most."
    )
    price_unit: PriceUnit = Field(PriceUnit.OUTPUT_MTOK, description="What max_price buys.")
    ends_until: Day | None = Field(None, description="Off sale on this day, as far as is known.")

    @override
    def conditions(self, reading: Reading) -> Matches:
        region = {"eu_region": (self.eu_region,)} if self.eu_region else query.NO_ANSWERS
        conditions = ModelQuery(
            name=self.q,
            makes=self.makes,
            reads=(self.reads,) if self.reads else (),
            branch=self.branch,
            answers=region,
            price=_dollars(self.max_price),
            unit=self.price_unit,
            ends_until=self.ends_until,
        )
        return lambda model: conditions.matches(reading.catalog, model, reading.on) is Known.YES


class OfApps(Narrowing):
    q: Words = Field("", description="Part of the name, the id or the maker’s name.")
    job: Slug | None = Field(
        None, description="A use case that it is made for, or does as an assistant."
    )
    results: int | None = Field(None, ge=1, le=MOST, description="Results of the job a month.")
    people: int = Field(1, ge=1, le=10**6, description="People who use it.")
    kind: AppKind | None = Field(None, description="What it is, above all or besides.")
    inside: Software | None = Field(None, description="What it works inside, or one of that group.")
    max_price: Limit | None = Field(
        None, description="US dollars a month at most, for the volume or for one seat."
    )

    @override
    def conditions(self, reading: Reading) -> Matches:
        case = reading.catalog.use_case.get(self.job or "")
        if self.job and case is None:
            return lambda _app: False  # a job that is not on file is done by no app
        conditions = AppQuery(
            catalog=reading.catalog,
            on=reading.on,
            name=self.q,
            case=case,
            results=None if self.results is None else Decimal(self.results),
            people=self.people,
            kind=self.kind,
            inside=self.inside,
            must=tuple(must for must in Must if getattr(self, _parameter(must)) is not None),
            price=_dollars(self.max_price),
        )
        return lambda app: conditions.match(app).fits is Known.YES


def _parameter(must: Must) -> str:
    return must.value.replace("-", "_")


def _must_field(must: Must) -> tuple[Any, Any]:
    words = f"{must.label}, in a plan that meets all that is asked."
    return (Literal["yes"] | None, Field(None, description=words))


class OfPrices(Narrowing):
    when: Literal["in-force", "announced", "past", "all"] = Field(
        "in-force",
        description="In force on the day asked about, announced for later, past, or all.",
    )

    @override
    def conditions(self, reading: Reading) -> Matches:
        def is_in_force(price: Any) -> bool:
            return query.current(reading.catalog, price, reading.on)

        match self.when:
            case "in-force":
                return is_in_force
            case "announced":
                return lambda price: price.valid_from > reading.on
            case "past":
                return lambda price: price.valid_from <= reading.on and not is_in_force(price)
            case _:
                return lambda _price: True


def _dollars(amount: float | None) -> Decimal | None:
    return None if amount is None else Decimal(str(amount))


_MUST: dict[str, Any] = {_parameter(must): _must_field(must) for must in Must}

NARROWING: Mapping[str, type[Narrowing]] = {
    "models": OfModels,
    # One parameter more for each thing that an app must have.
    "apps": create_model(
        "OfAppsThatMust",
        __base__=OfApps,
        **_MUST,
    ),
    "prices": OfPrices,
}
