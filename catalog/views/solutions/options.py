"""A job and a volume of it, and one thing that does it, as the page of the job shows them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from catalog.app_query import AppQuery
from catalog.releases import Reading
from catalog.schema import Catalog, Solution, UseCase
from catalog.vocabulary import AppQuestion, Known, Medium

MOST_OPTIONS = 3  # of a kind
TO_ASK = {
    AppQuestion.CONTRACT: "whether it has terms for firms",
    AppQuestion.TRAINING: "whether it trains on what you send",
    AppQuestion.PLACE: "whether what you send stays in the EU",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOption:
    """One thing that does a job, what a month of it costs, and what is said of it."""

    name: str
    address: str = ""
    by: str = ""
    amount: str = ""
    notes: tuple[str, ...] = ()
    keeps_out: Known = Known.UNKNOWN  # whether what is sent stays out of training
    keeps_out_hint: str = ""
    in_the_eu: Known = Known.UNKNOWN  # at the price shown
    in_the_eu_hint: str = ""
    to_ask: tuple[str, ...] = ()
    is_priced: bool = True  # whether a price means anything for it


@dataclass(frozen=True, slots=True, kw_only=True)
class JobOptions:
    """What there is of one kind for a job."""

    heading: str
    notes: tuple[str, ...] = ()
    options: tuple[JobOption, ...] = ()
    more: int = 0
    more_address: str = ""
    is_named: bool = True  # whether the job's row names the kind


@dataclass(frozen=True, kw_only=True)
class JobSearch:
    """A job and a volume of it, for which options are looked for."""

    reading: Reading
    case: UseCase
    results: Decimal
    people: int = 1

    @property
    def catalog(self) -> Catalog:
        return self.reading.catalog

    @property
    def on(self) -> date:
        return self.reading.on

    @cached_property
    def row(self) -> Solution | None:
        return self.catalog.solution_of.get(self.case.slug)

    @cached_property
    def apps(self) -> AppQuery:
        return AppQuery(
            catalog=self.catalog,
            on=self.on,
            case=self.case,
            results=self.results,
            people=self.people,
        )

    @property
    def medium(self) -> Medium:
        """Return what a model makes for it: of several media the first."""
        return self.case.outputs[0]
