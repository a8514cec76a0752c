"""What the list of apps is narrowed, priced and ordered by, and the volume of an app's page."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from urllib.parse import urlencode

from catalog.app_query import AppQuery, Must
from catalog.filters.currency import StatedForm
from catalog.filters.form import (
    BoxesField,
    ChoiceField,
    FlagField,
    JobForm,
    NameField,
    NumberField,
    ResultsForm,
)
from catalog.filters.offered import jobs
from catalog.schema import Catalog
from catalog.vocabulary import AppKind, Software

ONE = Decimal(1)
SORTS: Mapping[str, str] = {
    "kind": "By what they do, most is known first",
    "price": "Price, cheapest first",
    "name": "Name",
}


def software_choices(catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Return the software that an app on file works inside, and the groups that it belongs to."""
    own = {software for app in catalog.apps for software in app.works_inside}
    groups = {software.broader for software in own}
    return ((row, row.label) for row in Software if row in own or row in groups)


def kinds(catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Return the kinds of which an app is on file."""
    own = {kind for app in catalog.apps for kind in (app.main_kind, *app.more_kinds)}
    return ((row, row.label) for row in AppKind if row in own)


class AmountsForm(ResultsForm):
    """How many results a month costs are told for, and how many people do it."""

    people = NumberField("People who use it", whole=True, narrows=False, usual=ONE)
    submit_words = "Count the month"

    @property
    def people_who_use_it(self) -> int:
        """Return how many people use it, one where nobody says."""
        return int(self.number("people"))

    @property
    def volume_parameters(self) -> list[tuple[str, str]]:
        """Return what is chosen of volume and currency, for a page that prices the same."""
        volume = {"job", "results", "people", "currency"}
        return [(name, text) for name, text in self.parameters if name in volume]

    @property
    def volume_query(self) -> str:
        """Return the volume as an address writes it."""
        return urlencode(self.volume_parameters)


class VolumeForm(AmountsForm, JobForm):
    """Of which job how many results a month costs are told for."""

    job = ChoiceField("For this job", jobs, empty="Any job", wide=True)
    field_order: tuple[str, ...] = ("job",)


class AppForm(VolumeForm, StatedForm):
    """What the list of apps is narrowed, priced and ordered by."""

    view = "catalog:apps"
    submit_words = "Show"
    q = NameField("Name")
    kind = ChoiceField("What it is", kinds)
    inside = ChoiceField("Works inside", software_choices, empty="Anything")
    must = BoxesField("Must hold of one plan", Must)
    price = NumberField("Costs at most a month, in US dollars")
    unstated = FlagField("Also where that is unknown")
    sort = ChoiceField("Order", SORTS, empty="What fits", narrows=False)
    turned = FlagField("Turned round", narrows=False)
    field_order = ("job", "results", "people", "kind", "inside", "must", "price", "q")

    @property
    def order(self) -> str:
        """Return what the list is sorted by: as chosen, or by the cost of a job asked for."""
        return self.chosen("sort") or ("price" if self.case else "kind")

    def conditions(self, on: date) -> AppQuery:
        """Return what is asked of each app on a day."""
        return AppQuery(
            catalog=self.catalog,
            on=on,
            name=self.chosen("q"),
            case=self.case,
            results=self.results_a_month,
            people=self.people_who_use_it,
            kind=self.chosen("kind") or None,
            inside=self.chosen("inside") or None,
            must=self.chosen("must"),
            price=self.chosen("price"),
        )
