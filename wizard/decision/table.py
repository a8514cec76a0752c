"""The table of a task: every model on sale that makes it, in every setting, at every offer and on every machine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


def table(task: Task, prices: YearPrices) -> Table:
    """Return the table of a task for a plan that starts on a day. It depends on no other answer."""
    catalog, on, starts = prices.catalog, prices.on, prices.starts
    judge = board(catalog, task.board) if task.board else None
    able = [model for model in catalog.models if query.on_sale(model, on) and could_make(model, task)]
    rows = tuple(row for model in able for row in _rows(catalog, task, judge, prices, model))
    return Table(
        task=task, on=on, starts=starts, catalog=catalog, board=judge, rows=rows, machines=machine_prices(catalog)
    )


def could_make(model: AiModel, task: Task) -> bool:
    """Return whether a model is made for this kind of task."""
    return PURPOSES[task.kind] in model.purposes


def _rows(catalog: Catalog, task: Task, judge: Board | None, prices: YearPrices, model: AiModel) -> Iterator[Row]:
    settings = _settings(judge, model)
    for offer in catalog.offers_of.get(model.slug, ()):
        yield from _at_offer(task, prices, model, offer, settings)
    for setting, rating in settings:
        yield from _on_machines(model, setting, rating)


def _at_offer(
    task: Task, prices: YearPrices, model: AiModel, offer: Offer, settings: list[tuple[Setting, Rating | None]]
) -> Iterator[Row]:
    """Yield a row for each setting. A price of the EU counts where one is on file, else the list price stands in."""
    known: dict[tuple[PriceRegion, str], Priced | None] = {}
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
