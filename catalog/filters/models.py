"""What the list of models is narrowed, priced, measured and ordered by."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any, override

from django import forms

from catalog import formatting, workload
from catalog.filters.currency import PricedForm
from catalog.filters.form import (
    ANSWERS,
    BoxesField,
    ChoiceField,
    FlagField,
    JobForm,
    NameField,
    NumberField,
    question,
)
from catalog.filters.offered import jobs, makers
from catalog.query import ModelQuery
from catalog.registry import KINDS
from catalog.schema import Catalog
from catalog.vocabulary import INPUT_MEDIA, BenchmarkTask, Branch, Known, Medium, PriceUnit
from catalog.workload import usual_unit

SORTS: Mapping[str, str] = {
    "use": "By what they make, best first",
    "name": "Name",
    "score": "Score, best first",
    "price": "Price, cheapest first",
    "length": "Reads most at once",
    "released": "Newest first",
}
ASKED_FOR = (Medium.DOCUMENT, Medium.IMAGE, Medium.VIDEO, Medium.SPEECH)  # every model reads text
PRICED = tuple(
    unit for unit in PriceUnit if unit not in {PriceUnit.SEAT_MONTH, PriceUnit.CACHED_INPUT_MTOK}
)
# Questions that a model answers with yes, no or unknown: those of its fields that lists are
# narrowed by, and its offers’.
ANSWERED: Mapping[str, str] = {
    field.name: field.about.heading
    for field in KINDS["models"].described.values()
    if field.about.filter and field.holds is Known
} | {"eu_region": KINDS["offers"].described["eu_region"].about.heading}

HARD_LIMITS = ("eu_region", "open_weights", "self_hosting")


def measured_tasks(catalog: Catalog) -> Iterable[tuple[str, str]]:
    """Return the tasks that a test on file measures."""
    measured = {benchmark.task for benchmark in catalog.benchmarks}
    return ((task, task.label) for task in BenchmarkTask if task in measured)


class ModelForm(JobForm, PricedForm):
    """What the list of models is narrowed, priced, measured and ordered by."""

    view = "catalog:models"
    q = NameField("Name")
    makes = ChoiceField("Makes", Medium, empty="Anything")
    reads = BoxesField("Can read", INPUT_MEDIA, usual=ASKED_FOR)
    branch = ChoiceField("Kind", Branch, empty="Both kinds")
    provider = ChoiceField("Maker", makers, empty="Any maker")
    price = NumberField("Costs at most, in US dollars")
    unit = ChoiceField("That price is for a", PRICED, empty="its usual unit", narrows=False)
    length = NumberField("Reads at least, tokens", whole=True)
    unstated = FlagField("Also where that is unknown")
    sale = ChoiceField("On sale", {"all": "All on file"}, empty="On sale")
    task = ChoiceField("Measured by", measured_tasks, empty="What fits", narrows=False)
    job = ChoiceField(
        "Price it for this job", jobs, empty="No job in particular", narrows=False, wide=True
    )
    sort = ChoiceField("Order", SORTS, empty="What fits", narrows=False)
    turned = FlagField("Turned round", narrows=False)
    field_order = ("q", "makes", "reads", "branch", "provider", *ANSWERED)
    first_fields = ("makes", *HARD_LIMITS, "price", "provider", "q")

    @override
    def more_fields(self) -> Mapping[str, forms.Field]:
        return {name: question(label) for name, label in ANSWERED.items()}

    @override
    def clean(self) -> dict[str, Any]:
        """Drop a unit without a price, which says nothing."""
        if self.chosen("price") is None:
            self.cleaned_data["unit"] = ""
        return self.cleaned_data

    @override
    def chip_words(self, name: str, value: Any) -> str:
        if name == "price":
            price = formatting.per_unit(formatting.format_price(value), self.price_unit)
            return f"Costs at most: {price}"
        return super().chip_words(name, value)

    @property
    def price_unit(self) -> PriceUnit:
        """Return what the price ceiling is for: as chosen, or as what comes out is usually sold."""
        usual = usual_unit(self.chosen("makes") or Medium.TEXT)
        unit: PriceUnit = self.chosen("unit") or usual
        return unit

    @property
    def priced_alike(self) -> bool:
        """Tell whether all models are priced for the same: a job, or a medium that comes out."""
        return bool(self.chosen("job") or self.chosen("makes"))

    @property
    def order(self) -> str:
        """Return what the list is sorted by: as chosen, or by score for models of one sort."""
        if self.chosen("sort"):
            return str(self.chosen("sort"))
        is_of_one_sort = any(self.chosen(name) for name in ("task", "job", "makes", "branch"))
        return "score" if is_of_one_sort else "use"

    @cached_property
    def medium(self) -> Medium:
        """Return what the models are priced and measured for.

        Of a job, that is the first thing that comes out of it.
        """
        makes, task, branch = (self.chosen(name) for name in ("makes", "task", "branch"))
        if makes:
            return Medium.read(makes)
        if task:
            return workload.medium_of(task)
        if self.case:
            outputs = self.case.outputs
            return next((medium for medium in outputs if branch in {"", medium.branch}), outputs[0])
        return Medium.IMAGE if branch == Branch.MEDIA else Medium.TEXT

    def conditions(self, on: date) -> ModelQuery:
        """Return what is asked of each model on a day: on sale, or also those no longer sold."""
        return ModelQuery(
            name=self.chosen("q"),
            provider=self.chosen("provider"),
            makes=self.chosen("makes") or None,
            reads=self.chosen("reads"),
            branch=self.chosen("branch") or None,
            answers=dict(self._answers()),
            on_sale=None if self.chosen("sale") == "all" else True,
            released_by=on,
            price=self.chosen("price"),
            unit=self.price_unit,
            context=self.chosen("length"),
        )

    def _answers(self) -> Iterator[tuple[str, tuple[Known, ...]]]:
        for name in ANSWERED:
            if self.chosen(name):
                yield name, ANSWERS[self.chosen(name)]
