"""The table of a task: every model on sale that makes it, in every setting, at every offer and on every machine."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import partial
from itertools import chain
from math import inf
from typing import Any

from catalog import query
from catalog.schema import AiModel, Catalog, Offer, group_pairs
from catalog.vocabulary import Effort, Known, MachineSize
from wizard.decision.evidence import Board, Rating, Setting, board
from wizard.decision.fees import MachinePrice, YearPrices, machine_prices, thinking_effort
from wizard.decision.tasks import PURPOSES, Task
from wizard.decision.vocabulary import Kind


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Deployment:
    """A model at an offer, or in one precision on a machine of its own: what a requirement is asked of."""

    model: AiModel
    offer: Offer | None = None
    in_eu: bool = False  # whether the offer can be had for processing in the EU
    stored_days: float = inf  # for which the seller stores what is sent; infinite where nobody says
    machine: MachineSize | None = (
        None  # the smallest machine that holds it; None at an offer or where unknown
    )
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Row:
    """A deployment of a model in one setting."""

    at: Deployment
    model: AiModel
    offer: Offer | None
    setting: Setting
    rating: Rating | None  # None where the board has not measured it
    variant: str  # what the board calls the setting it measured; empty where it measured none
    thinks: Effort  # the effort to count with
    key: str  # its own in the table
    dearer: float = 1.0  # times its price, to see what a dearer one would change


type Settings = tuple[tuple[Row, ...], ...]  # the rows of each setting


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """All rows of a task on a day, none dropped yet."""

    task: Task
    on: date
    starts: date
    catalog: Catalog
    board: Board | None
    settings: Settings
    deployments: tuple[Deployment, ...]
    prices: YearPrices
    machines: Mapping[MachineSize, MachinePrice]
    # When each offer ends, where somebody says so: the first day without it.
    ends: Mapping[str, date]
    # What eligibility found already, by what it was asked.
    found: dict[Any, Any] = field(compare=False, repr=False)

    @property
    def rows(self) -> Iterator[Row]:
        return chain.from_iterable(self.settings)

    def ends_at(self, at: Deployment) -> date | None:
        """Return the first day without an offer, where somebody names it; a machine of one's own has none."""
        return self.ends.get(at.offer.slug) if at.offer is not None else None


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a catalog on a day, each made once for all tasks and plans that ask alike.

    It lives as long as the decision or the job that it was made for; the rows live as long as the catalog.
    """

    catalog: Catalog
    on: date
    _made: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def of(self, task: Task, starts: date) -> Table:
        """Return the table of a task for a plan that starts on a day, today where that day is over."""
        starts, kind = max(starts, self.on), task.kind
        sales = self._once(kind, partial(self._sales, kind))
        return Table(
            task=task,
            on=self.on,
            starts=starts,
            catalog=self.catalog,
            board=_board(self.catalog, task.board),
            settings=self._once((kind, task.board), partial(self._settings, task, sales)),
            deployments=self._once(
                (kind, "deployments"), lambda: tuple(self._deployments(kind, sales))
            ),
            prices=self._once((kind, starts), partial(YearPrices, self.catalog, self.on, starts)),
            machines=self.catalog.once("machine-prices", partial(machine_prices, self.catalog)),
            ends=self._once(
                (kind, "ends"),
                lambda: {slug: sold.ends for slug, sold in sales.items() if sold.ends},
            ),
            found=self._once((kind, starts, "found"), dict),
        )

    def _sales(self, kind: Kind) -> Mapping[str, query.Sale]:
        """Return the models on sale that are made for a kind of task, and the offers of them that go on, by slug."""
        sales: dict[str, query.Sale] = {}
        for model in _able(self.catalog, kind):
            sold = query.sale(self.catalog, model, self.on)
            if not sold.on_sale:
                continue
            sales[model.slug] = sold
            for offer in self.catalog.offers_of.get(model.slug, ()):
                sales[offer.slug] = query.sale(self.catalog, offer, self.on)
        return {slug: sold for slug, sold in sales.items() if sold.on_sale}

    def _deployments(self, kind: Kind, sales: Mapping[str, query.Sale]) -> Iterator[Deployment]:
        for model, places in _deployments(self.catalog, kind).items():
            if model in sales:
                yield from (at for at in places if _goes_on(at, sales))

    def _settings(self, task: Task, sales: Mapping[str, query.Sale]) -> Settings:
        of_models = _settings(self.catalog, task.kind, task.board)
        settings = (
            rows for model, of_model in of_models.items() if model in sales for rows in of_model
        )
        going_on = (tuple(row for row in rows if _goes_on(row.at, sales)) for rows in settings)
        return tuple(rows for rows in going_on if rows)

    def _once[Made](self, key: Any, make: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made


def _goes_on(at: Deployment, sales: Mapping[str, query.Sale]) -> bool:
    """Tell whether a deployment can be had: at an offer that is on sale, or on a machine of one's own."""
    return at.offer is None or at.offer.slug in sales


# ------------------------------------------------------------- what follows from the catalog alone, made once a release


def _able(catalog: Catalog, kind: Kind) -> tuple[AiModel, ...]:
    """Return the models that are made for a kind of task."""
    return catalog.once(
        ("able", kind),
        lambda: tuple(model for model in catalog.models if PURPOSES[kind] in model.purposes),
    )


def _board(catalog: Catalog, slug: str) -> Board | None:
    return catalog.once(("board", slug), partial(board, catalog, slug)) if slug else None


def _deployments(catalog: Catalog, kind: Kind) -> Mapping[str, tuple[Deployment, ...]]:
    """Return where each model can be had, at offers and on machines."""
    return catalog.once(
        ("deployments", kind),
        lambda: {
            model.slug: (
                *(
                    _at_offer(catalog, model, offer)
                    for offer in catalog.offers_of.get(model.slug, ())
                ),
                *_on_machines(model),
            )
            for model in _able(catalog, kind)
        },
    )


def _settings(catalog: Catalog, kind: Kind, judge: str) -> Mapping[str, Settings]:
    """Return the rows of each model by its settings on a board; one unnamed setting where it is not measured."""
    return catalog.once(("settings", kind, judge), partial(_made_settings, catalog, kind, judge))


def _made_settings(catalog: Catalog, kind: Kind, judge: str) -> Mapping[str, Settings]:
    found = _board(catalog, judge)
    rated = (
        group_pairs((setting.model, pair) for pair in found.ratings.items() for setting in pair[:1])
        if found
        else {}
    )
    return {
        slug: tuple(
            tuple(_row(at, setting, rating) for at in places)
            for setting, rating in rated.get(
                slug, ((Setting(model=slug, effort=Effort.UNNAMED), None),)
            )
        )
        for slug, places in _deployments(catalog, kind).items()
        if places
    }


def _row(at: Deployment, setting: Setting, rating: Rating | None) -> Row:
    where = at.offer.slug if at.offer is not None else f"{at.model.slug}@machine"
    light = "-light" if setting.light else ""
    precision = "" if at.measured_precision else "/other-precision"
    key = f"{where}/{setting.effort}{light}{precision}"
    return Row(
        at=at,
        model=at.model,
        offer=at.offer,
        setting=setting,
        rating=rating,
        variant=rating.score.variant if rating is not None else "",
        thinks=thinking_effort(setting.effort, at.model.reasoning),
        key=key,
    )


def _at_offer(catalog: Catalog, model: AiModel, offer: Offer) -> Deployment:
    agreed = query.terms(catalog, offer)
    return Deployment(
        model=model,
        offer=offer,
        in_eu=query.eu_region(catalog, offer) is Known.YES,
        stored_days=inf
        if agreed is None or agreed.retention_days is None
        else float(agreed.retention_days),
    )


def _on_machines(model: AiModel) -> Iterator[Deployment]:
    """Yield where a model runs whose weights can be downloaded: the smallest set, and the measured one."""
    if Known.NO in {model.open_weights, model.self_hosting}:
        return
    smallest, measured = model.weights_gb, model.weights_gb_measured or model.weights_gb
    if smallest != measured:
        yield Deployment(model=model, machine=_holding(smallest), measured_precision=False)
    yield Deployment(model=model, machine=_holding(measured))


def _holding(weights_gb: Decimal | None) -> MachineSize | None:
    return MachineSize.holding(weights_gb) if weights_gb is not None else None
