"""A query as it was understood, beside the catalog and the day that answer it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalog import ages, query
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.schema import AiModel, AppPlan, Catalog, Price
from catalog.search.names import Name
from catalog.search.parser import ParsedQuery
from catalog.vocabulary import SaleState


@dataclass(frozen=True, slots=True)
class IntentAnswer:
    """A sentence that answers what was asked, and the page that shows it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query as it was understood, with the catalog and the day that answer it."""

    parsed: ParsedQuery
    catalog: Catalog
    on: date
    seen: Sightings = NEVER_SEEN_AGAIN
    job: str = ""  # the job that ranks best among the hits

    def has(self, *signals: str) -> bool:
        """Tell whether any of these is asked for."""
        return not self.parsed.signals.isdisjoint(signals)

    def when_read(self, prices: Iterable[Price]) -> str:
        """Return when prices were read, by the oldest, to end a sentence; empty if none ages."""
        age = ages.oldest(self.catalog, prices, self.on, self.seen)
        return f", {age.words}" if age else ""

    @property
    def models(self) -> list[AiModel]:
        """Return the named models: by own name, else those of a line, on sale and newest first."""
        names = self.parsed.names
        own = [slug for name in names for slug in name.slugs("models")]
        if own:
            return [self.catalog.model[slug] for slug in own]
        return [model for name in names for model in self._of_line(name)]

    def models_of(self, name: Name) -> list[AiModel]:
        """Return the models that a name may mean: its own, those of its line, or a maker's."""
        own = [self.catalog.model[slug] for slug in name.slugs("models")]
        makers = name.slugs("providers")
        made = [model for model in self.catalog.models if model.provider in makers]
        return own or self._of_line(name) or self._newest_on_sale(made)

    def _of_line(self, name: Name) -> list[AiModel]:
        return self._newest_on_sale(self.catalog.model[slug] for slug in name.line)

    def _newest_on_sale(self, models: Iterable[AiModel]) -> list[AiModel]:
        states = {model: query.sale(self.catalog, model, self.on) for model in models}
        known = [model for model, sold in states.items() if sold.state is not SaleState.UNKNOWN]

        def order(model: AiModel) -> tuple[bool, int, str]:
            age = -(model.released or date.min).toordinal()
            return (not states[model].on_sale, age, model.name)

        return sorted(known or states, key=order)

    def named(self, kind: str) -> list[str]:
        """Return the slugs of the rows of a kind that are named."""
        return [slug for name in self.parsed.names for slug in name.slugs(kind)]

    @property
    def plans(self) -> list[AppPlan]:
        """Return the plans that are named, else those of the apps that are."""
        plans, slugs, apps = self.catalog.app_plans, self.named("app_plans"), self.named("apps")
        named = [plan for plan in plans if plan.slug in slugs]
        return named or [plan for plan in plans if plan.app in apps]
