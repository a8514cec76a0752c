"""The table of a task: every model on sale that makes it, in every setting, at every offer and on every machine."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import partial
from math import inf
from typing import Any

from catalog import query
from catalog.schema import AiModel, Catalog, Offer
from catalog.vocabulary import Effort, Known, MachineSize, PriceRegion
from wizard.decision.evidence import Board, Rating, Setting, board
from wizard.decision.fees import Fee, MachinePrice, Priced, YearPrices, machine_prices, priced, thinking_effort
from wizard.decision.tasks import PURPOSES, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A model in one setting at one offer, or on a machine of its own. Fees are US dollars of one result."""

    model: AiModel
    setting: Setting
    rating: Rating | None  # None where the board has not measured it
    offer: Offer | None = None
    fee: Fee | None = None  # at the list price; None where it is not known
    eu_fee: Fee | None = None  # for processing in the EU
    eu_price_stated: bool = False
    ends: date | None = None  # the last day of the offer, where that is known
    in_eu: bool = False  # whether the offer can be had for processing in the EU
    stored_days: float = inf  # for which the seller stores what is sent; infinite where nobody says
    machine: MachineSize | None = None  # the smallest machine that holds it; None at an offer or where unknown
    measured_precision: bool = True  # whether the weights are those that were measured

    @property
    def own(self) -> bool:
        """Return whether the model runs on a machine of the owner's."""
        return self.offer is None

    @property
    def weights_gb(self) -> Decimal | None:
        """Return the size of the weights that run; None where it is not known."""
        measured = self.model.weights_gb_measured if self.measured_precision else None
        return measured or self.model.weights_gb

    @property
    def key(self) -> str:
        """Return a name for the row that is its own in the table."""
        where = self.offer.slug if self.offer is not None else f"{self.model.slug}@machine"
        light = "-light" if self.setting.light else ""
        precision = "" if self.measured_precision else "/other-precision"
        return f"{where}/{self.setting.effort}{light}{precision}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All rows of a task on a day, none dropped yet."""

    task: Task
    on: date
    starts: date
    catalog: Catalog
    board: Board | None
    rows: tuple[Row, ...]
    machines: Mapping[MachineSize, MachinePrice]
    # What was found of its rows already: by ranking.prepare of this table, by eligibility.screen of the whole catalog.
    entered: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    known: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    explains: bool = True


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a catalog on a day, each made once for all tasks and plans that ask alike.

    It lives as long as the decision or the job that it was made for. A table depends on the kind of the task, its
    board, what one result takes, and the day on which the plan starts; on that day only where a price changes later.
    Of `like`, the tables of another catalog, it takes over the rows of which nothing that they rest on differs.
    """

    catalog: Catalog
    on: date
    like: "Tables | None" = None
    explains: bool = True  # whether what did not pass is remembered too
    _made: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def of(self, task: Task, starts: date) -> Table:
        """Return the table of a task for a plan that starts on a day, today where that day is over."""
        starts = max(starts, self.on)
        shape = (task.kind, task.board, task.amounts, task.tokens_out)
        found: Table = self._once((shape, starts), partial(self._table, task, shape, starts))
        return found if found.task is task else replace(found, task=task)

    def _once[Made](self, key: Any, make: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    def _table(self, task: Task, shape: Any, starts: date) -> Table:
        rows: list[Row] = []
        for model, dated in self._once(task.kind, partial(self._able, task)):
            rows += self._rows(task, shape, model, starts if dated else self.on)
        return Table(
            task=task,
            on=self.on,
            starts=starts,
            catalog=self.catalog,
            board=self._board(task.board),
            rows=tuple(rows),
            machines=self._once("machines", partial(machine_prices, self.catalog)),
            known=self._once("known", dict),
            explains=self.explains,
        )

    def _rows(self, task: Task, shape: Any, model: AiModel, day: date) -> list[Row]:
        if self.like is not None and self._once((task.board, model.slug), partial(self._same, task.board, model)):
            return self.like._rows(task, shape, model, day)  # noqa: SLF001  # of the same class
        prices = self._once(day, partial(YearPrices, self.catalog, self.on, day))
        return self._once(
            (shape, model.slug, day), partial(_rows, self.catalog, task, self._board(task.board), prices, model)
        )

    def _board(self, slug: str) -> Board | None:
        return self._once(("board", slug), partial(board, self.catalog, slug)) if slug else None

    def _same(self, judge: str, model: AiModel) -> bool:
        """Return whether what the rows of a model rest on is the same in the other catalog: model, offers, prices, board."""
        one, other = self.catalog, self.like
        if other is None or other.on != self.on or other._board(judge) != self._board(judge):  # noqa: SLF001
            return False
        offers = one.offers_of.get(model.slug, ())
        listed = ((one.prices_of, other.catalog.prices_of), (one.eu_prices_of, other.catalog.eu_prices_of))
        return (
            other.catalog.model.get(model.slug) == model
            and offers == other.catalog.offers_of.get(model.slug, ())
            and all(mine.get(offer.slug) == theirs.get(offer.slug) for offer in offers for mine, theirs in listed)
            and self._once("sources", lambda: one.sources == other.catalog.sources)
        )

    def _able(self, task: Task) -> list[tuple[AiModel, bool]]:
        """Return the models on sale that are made for this kind of task, and whether a price of theirs changes later."""
        able = [model for model in self.catalog.models if query.on_sale(model, self.on) and could_make(model, task)]
        return [(model, self._dated(model)) for model in able]

    def _dated(self, model: AiModel) -> bool:
        listed = (self.catalog.prices_of, self.catalog.eu_prices_of)
        offers = self.catalog.offers_of.get(model.slug, ())
        rows = (row for offer in offers for prices in listed for row in prices.get(offer.slug, ()))
        return any(row.valid_from > self.on or (row.valid_to or date.min) >= self.on for row in rows)


def could_make(model: AiModel, task: Task) -> bool:
    """Return whether a model is made for this kind of task."""
    return PURPOSES[task.kind] in model.purposes


def _rows(catalog: Catalog, task: Task, judge: Board | None, prices: YearPrices, model: AiModel) -> list[Row]:
    settings = _settings(judge, model)
    rows = [
        row
        for offer in catalog.offers_of.get(model.slug, ())
        for row in _at_offer(task, prices, model, offer, settings)
    ]
    return rows + [row for setting, rating in settings for row in _on_machines(model, setting, rating)]


def _at_offer(
    task: Task, prices: YearPrices, model: AiModel, offer: Offer, settings: list[tuple[Setting, Rating | None]]
) -> Iterator[Row]:
    """Yield a row for each setting. A price of the EU counts where one is on file, else the list price stands in."""
    known: dict[tuple[PriceRegion, str], Priced | None] = {}
    ends, agreed = query.offer_ends(prices.catalog, offer.slug), query.terms(prices.catalog, offer)
    in_eu = query.eu_region(prices.catalog, offer) is Known.YES
    stored = inf if agreed is None or agreed.retention_days is None else float(agreed.retention_days)
    for setting, rating in settings:
        variant = rating.score.variant if rating is not None else ""
        for region in PriceRegion:
            if (region, variant) not in known:
                missing = region is PriceRegion.EU and offer.slug not in prices.catalog.eu_prices_of
                known[region, variant] = None if missing else priced(task, offer, prices, region, variant)
        effort = thinking_effort(setting.effort, model.reasoning)
        listed, european = known[PriceRegion.LIST, variant], known[PriceRegion.EU, variant]
        fee = listed.fee(effort) if listed is not None else None
        eu_fee = european.fee(effort) if european is not None else fee
        if european is None and fee is not None and offer.eu_price_factor is not None:
            eu_fee = fee.times(float(offer.eu_price_factor))
        yield Row(
            model=model,
            setting=setting,
            rating=rating,
            offer=offer,
            ends=ends,
            in_eu=in_eu,
            stored_days=stored,
            fee=fee,
            eu_fee=eu_fee,
            eu_price_stated=european is not None or offer.eu_price_factor is not None,
        )


def _settings(judge: Board | None, model: AiModel) -> list[tuple[Setting, Rating | None]]:
    """Return a model's settings on the board; one unnamed setting without a rating where it is not measured."""
    if judge is not None:
        found = [(setting, rating) for setting, rating in judge.ratings.items() if setting.model == model.slug]
        if found:
            return list(found)
    return [(Setting(model=model.slug, effort=Effort.UNNAMED), None)]


def _on_machines(model: AiModel, setting: Setting, rating: Rating | None) -> Iterator[Row]:
    """Return the rows of a model whose weights can be downloaded: the smallest set, and the measured one."""
    if Known.NO in {model.open_weights, model.self_hosting}:
        return
    smallest, measured = model.weights_gb, model.weights_gb_measured or model.weights_gb
    if smallest != measured:
        yield Row(
            model=model,
            setting=setting,
            rating=rating,
            machine=MachineSize.holding(smallest) if smallest is not None else None,
            measured_precision=False,
        )
    yield Row(
        model=model,
        setting=setting,
        rating=rating,
        machine=MachineSize.holding(measured) if measured is not None else None,
    )
