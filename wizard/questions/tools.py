"""Apps and models by the names that people type.

One of a few hundred is typed faster than found in a list.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import batched
from typing import TYPE_CHECKING, Any, override

from django.core.exceptions import ValidationError
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from catalog.filters.form import PartlyLeftOutError
from catalog.formatting import format_list
from catalog.parsing import Bounds, tidy
from catalog.schema import Catalog, group_pairs
from catalog.words import folded
from wizard.decision.answers import PaidPlan
from wizard.questions.fields import AllValues, MoneyField, OneLineField, QuestionField
from wizard.questions.flow import NO_USUAL, UsualAnswer

if TYPE_CHECKING:
    from wizard.questions.forms import QuestionsForm

MOST_NAMED = 8  # plans of one app in a sentence
FEWEST_ROWS, MOST_ROWS = 3, 12  # of what the firm pays for


class ToolNames:
    """The names of what can be bought, and what each means."""

    def __init__(self, catalog: Catalog) -> None:
        self.catalog = catalog

    @classmethod
    def of(cls, catalog: Catalog) -> "ToolNames":
        return catalog.once("questions-tool-names", lambda: cls(catalog))

    @cached_property
    def plans(self) -> dict[str, tuple[str, ...]]:
        """Slugs of plans by what people call them: by a plan's name, or all by their app's."""
        rows, apps = self.catalog.app_plans, self.catalog.app
        of_app = group_pairs(
            (folded(apps[row.app].name), row.slug) for row in rows if row.app in apps
        )
        return of_app | group_pairs((folded(row.name), row.slug) for row in rows)

    @cached_property
    def tools(self) -> dict[str, tuple[str, ...]]:
        """The same with the slugs of models."""
        models = group_pairs((folded(row.name), row.slug) for row in self.catalog.models)
        return models | self.plans

    @cached_property
    def offered_plans(self) -> SafeString:
        return options(row.name for row in self.catalog.app_plans)

    @cached_property
    def offered_tools(self) -> SafeString:
        return self.offered_plans + options(row.name for row in self.catalog.models)

    def slug(self, name: str, among: Mapping[str, tuple[str, ...]]) -> str:
        """Return what a name means. Raises `ValidationError` for nothing or several things."""
        slugs = among.get(folded(name), ())
        if not slugs:
            sentence = f"“{name}” is not on file; take a name that is offered while you type"
            raise ValidationError(sentence)
        if len(slugs) > 1:
            raise ValidationError(f"Which one of “{name}”: {self._listed(slugs)}?")
        return slugs[0]

    def _listed(self, slugs: Sequence[str]) -> str:
        names = [name_of_tool(slug, self.catalog) for slug in slugs[:MOST_NAMED]]
        return format_list(names if len(slugs) == len(names) else [*names, "another"], "or")


def options(names: Iterable[str]) -> SafeString:
    return format_html_join("", '<option value="{}"></option>', ((name,) for name in sorted(names)))


def name_of_tool(tool: str, catalog: Catalog) -> str:
    """Return the names of what is bought; empty where one of them is not on file."""
    rows = [catalog.app_plan.get(slug) or catalog.model.get(slug) for slug in tool.split("+")]
    names = [row.name for row in rows if row is not None]
    return " and ".join(names) if len(names) == len(rows) else ""


class ToolField(OneLineField):
    """An app or a model by its name."""

    names: ToolNames

    @override
    def prepare(self, form: "QuestionsForm") -> None:
        self.names = ToolNames.of(form.situation.catalog)
        self.offered = self.names.offered_tools

    @override
    def read(self, text: str) -> str:
        return self.names.slug(text, self.names.tools)


class PaidField(QuestionField):
    """The plans the firm pays for, each with a seat's cost where that is not the filed price.

    It is sent as name and price in turn.
    """

    widget = AllValues
    names: ToolNames

    def __init__(self, title: str, short: str, **more: Any) -> None:
        super().__init__(title, short, template="paid", **more)
        bounds = Bounds("what a seat costs a month", "20", most=Decimal(1_000_000))
        self.seat = MoneyField("A seat costs", "A seat", bounds)

    @override
    def prepare(self, form: "QuestionsForm") -> None:
        self.names = ToolNames.of(form.situation.catalog)
        self.offered = self.names.offered_plans
        self.seat = self.seat.__deepcopy__({})
        self.seat.prepare(form)

    @override
    def clean(self, value: Any) -> tuple[PaidPlan, ...]:
        plans: dict[str, PaidPlan] = {}
        sentences = []
        for name, seat in pairs(value):
            try:
                plan = self._plan(name, seat)
            except ValidationError as wrong:
                sentences.append(wrong.messages[0])
            else:
                plans[plan.plan] = plan
        if sentences:
            raise PartlyLeftOutError(sentences, tuple(plans.values()))
        return tuple(plans.values())

    def _plan(self, name: str, seat: str) -> PaidPlan:
        if not name:
            raise ValidationError(f"Write which app costs {self.seat.described([seat])}")
        slug = self.names.slug(name, self.names.plans)
        return PaidPlan(plan=slug, seat_usd=self.seat.clean(seat))

    @override
    def stored(self, sent: Any, usual: UsualAnswer) -> str | list[str]:
        rows = ((name, str(self.seat.stored(seat, NO_USUAL))) for name, seat in pairs(sent))
        return [text for row in rows for text in row]

    @override
    def described(self, values: Sequence[str]) -> str:
        return "; ".join(name for name, _ in pairs(values)) or self.empty

    @override
    def rows(self, values: Sequence[str]) -> list[tuple[str, str]]:
        """Return name and price of each row that is drawn; the last ones are free."""
        rows = [(name, self.seat.shown(seat)) for name, seat in pairs(values)]
        free = max(FEWEST_ROWS - len(rows), 1)
        return [*rows, *[("", "")] * free][:MOST_ROWS]


def pairs(values: Sequence[str]) -> list[tuple[str, str]]:
    """Return the rows of name and price in which something stands."""
    texts = map(tidy, values if len(values) % 2 == 0 else [*values, ""])
    return [(name, price) for name, price in batched(texts, 2) if name or price]
