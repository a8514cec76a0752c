"""The models that pass in a changed world, worked out anew only where the change can reach them.

What `shortlist.contenders` gives, to the letter, for a search that changes one thing many times over.
"""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from catalog import query
from catalog.schema import KINDS, AiModel, Catalog
from wizard.engine import ranking, scoring
from wizard.engine.answers import Answers, Weights
from wizard.engine.decision import Mark
from wizard.engine.judging import judge
from wizard.engine.offers import limit_of, list_price, training_wish
from wizard.engine.ranking import Entry
from wizard.engine.requirements import Case, Judgement, could_make
from wizard.engine.scoring import CostScale, Yardsticks
from wizard.engine.shortlist import entry_of
from wizard.engine.workload import Need, PriceBook

# Which models pass, and how they are marked, follows from every kind of row but the cells.
_READ = tuple(kind for kind in KINDS if kind != "cells")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """Every model in the field of one need: what the requirements say, the price at the cheapest seller, the marks."""

    judged: Mapping[str, Judgement]
    list_usd: Mapping[str, Decimal]
    scale: CostScale
    yardsticks: Yardsticks
    marks: Mapping[str, tuple[Mark, ...]]  # of those that passed
    ranked: dict[Weights, list[Entry]] = field(default_factory=dict)


class Memory:
    """What was worked out of one catalog on one day, and of worlds that differ from it in one thing."""

    def __init__(self, catalog: Catalog, on: date) -> None:
        """Remember nothing yet."""
        self._catalog, self._on = catalog, on
        self._found: dict[Hashable, object] = {}
        self._held: list[Catalog] = []  # so that no other row ever gets the identity of one that was looked at

    def entrants(
        self, answers: Answers, catalog: Catalog, need: Need, left: Decimal | None, changed: str = ""
    ) -> list[Entry]:
        """Return every model that passed, best first.

        `changed` names the model whose rows alone differ from the catalog that is remembered.
        """
        if changed:
            before = self._field(self._case(answers, self._catalog, need, left))
            prices = self._prices(catalog, changed)
            case = Case(answers=answers, catalog=catalog, on=self._on, need=need, prices=prices, limit=left)
            field_ = self._with_changed(before, case, changed)
        else:
            case = self._case(answers, catalog, need, left)
            field_ = self._field(case)
        weights = answers.weights
        if weights not in field_.ranked:
            entries = [entry_of(case, field_.judged[slug], marks) for slug, marks in field_.marks.items()]
            field_.ranked[weights] = ranking.ranked(entries)
        return field_.ranked[weights]

    def _case(self, answers: Answers, catalog: Catalog, need: Need, left: Decimal | None) -> Case:
        prices = self._once(("prices", id(catalog.prices)), lambda: PriceBook(catalog, self._on), catalog)
        return Case(answers=answers, catalog=catalog, on=self._on, need=need, prices=prices, limit=left)

    def _prices(self, catalog: Catalog, changed: str) -> PriceBook:
        """Return the prices of the day, those of one model's offers looked up anew."""
        before = self._once(("prices", id(self._catalog.prices)), lambda: PriceBook(self._catalog, self._on), catalog)
        if catalog.prices is self._catalog.prices and catalog.offers is self._catalog.offers:
            return before
        return before.but(catalog, {offer.slug for offer in catalog.offers_of.get(changed, ())})

    def _yardsticks(self, catalog: Catalog) -> Yardsticks:
        key = ("yardsticks", id(catalog.scores), id(catalog.benchmarks))
        return self._once(key, lambda: Yardsticks.of(catalog), catalog)

    def _once[Value](self, key: Hashable, make: Callable[[], Value], catalog: Catalog) -> Value:
        """Return what was found under a key, and find it the first time."""
        if key not in self._found:
            self._found[key] = make()
            self._held.append(catalog)
        value: Value = self._found[key]  # type: ignore[assignment]  # put there under the same key
        return value

    def _field(self, case: Case) -> _Field:
        given = case.answers
        demands = (given.place, training_wish(given, case.need), limit_of(given), case.limit, given.pilot_ends(case.on))
        world = tuple(id(getattr(case.catalog, kind)) for kind in _READ)
        return self._once(("field", world, case.need, demands), lambda: self._looked_at(case), case.catalog)

    def _looked_at(self, case: Case) -> _Field:
        judged = {model.slug: judge(case, model) for model in case.catalog.models if could_make(case, model)}
        list_usd = self._list_usd(case, judged)
        scale, yardsticks = CostScale.of(list_usd.values()), self._yardsticks(case.catalog)
        return _Field(
            judged=judged,
            list_usd=list_usd,
            scale=scale,
            yardsticks=yardsticks,
            marks={
                slug: (
                    self._quality(case, yardsticks, row.model),
                    scoring.cost(case, scale, row),
                    self._control(case, row.model),
                    self._headroom(case, row.model),
                )
                for slug, row in judged.items()
                if not row.dropped_by
            },
        )

    def _with_changed(self, before: _Field, case: Case, slug: str) -> _Field:
        """Return a field in which one model is another; of the rest only marks on a moved scale are made anew."""
        model = case.catalog.model[slug]
        here = {slug: judge(case, model)} if could_make(case, model) else {}
        judged = {name: row for name, row in before.judged.items() if name != slug} | here
        list_usd = {name: usd for name, usd in before.list_usd.items() if name != slug} | self._list_usd(case, here)
        scale, yardsticks = CostScale.of(list_usd.values()), self._yardsticks(case.catalog)
        marks = {name: row for name, row in before.marks.items() if name != slug}
        if yardsticks != before.yardsticks:
            marks = {
                name: (self._quality(case, yardsticks, judged[name].model), *row[1:]) for name, row in marks.items()
            }
        if scale != before.scale:
            marks = {name: (row[0], scoring.cost(case, scale, judged[name]), *row[2:]) for name, row in marks.items()}
        if slug in here and not here[slug].dropped_by:
            marks[slug] = (
                scoring.quality(case.catalog, yardsticks, model, case.need.tasks),
                scoring.cost(case, scale, here[slug]),
                scoring.control(case, model),
                scoring.headroom(case, model),
            )
        return _Field(judged=judged, list_usd=list_usd, scale=scale, yardsticks=yardsticks, marks=marks)

    def _list_usd(self, case: Case, judged: Mapping[str, Judgement]) -> dict[str, Decimal]:
        on_sale = (row.model for row in judged.values() if not query.gone(row.model, case.on))
        found = ((model.slug, self._list_price(case, model)) for model in on_sale)
        return {slug: usd for slug, usd in found if usd is not None}

    def _list_price(self, case: Case, model: AiModel) -> Decimal | None:
        catalog = case.catalog
        key = ("list", id(catalog.prices), id(catalog.offers), case.need.ways, model.slug)
        return self._once(key, lambda: list_price(case, model), catalog)

    def _quality(self, case: Case, yardsticks: Yardsticks, model: AiModel) -> Mark:
        key = ("quality", id(yardsticks), id(case.catalog.scores), case.need.tasks, model.slug)
        return self._once(key, lambda: scoring.quality(case.catalog, yardsticks, model, case.need.tasks), case.catalog)

    def _control(self, case: Case, model: AiModel) -> Mark:
        key = ("control", id(model), case.need.medium)
        return self._once(key, lambda: scoring.control(case, model), case.catalog)

    def _headroom(self, case: Case, model: AiModel) -> Mark:
        ends = case.answers.pilot_ends(case.on)
        key = ("headroom", id(model), case.need.medium, case.need.context_tokens, ends)
        return self._once(key, lambda: scoring.headroom(case, model), case.catalog)
