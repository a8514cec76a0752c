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
    ends: date | None = None  # the last day of the offer, where that is known
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
    found: dict[Any, Any] = field(
        compare=False, repr=False
    )  # what eligibility found already, by what it was asked

    @property
    def rows(self) -> Iterator[Row]:
        return chain.from_iterable(self.settings)


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
        on_sale = self._once(
            kind,
            lambda: [each for each in _able(self.catalog, kind) if query.on_sale(each, self.on)],
        )
        return Table(
            task=task,
            on=self.on,
            starts=starts,
            catalog=self.catalog,
            board=_board(self.catalog, task.board),
            settings=self._once(
                (kind, task.board),
                lambda: tuple(
                    rows
                    for each in on_sale
                    for rows in _settings(self.catalog, kind, task.board).get(each.slug, ())
                ),
            ),
            deployments=self._once(
                (kind, "deployments"),
                lambda: tuple(
                    at for each in on_sale for at in _deployments(self.catalog, kind)[each.slug]
                ),
            ),
            prices=self._once((kind, starts), partial(YearPrices, self.catalog, self.on, starts)),
            machines=self.catalog.once("machine-prices", partial(machine_prices, self.catalog)),
            found=self._once((kind, starts, "found"), dict),
        )

    def _once[Made](self, key: Any, make: Callable[[], Made]) -> Made:
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made


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
        ends=query.offer_ends(catalog, offer.slug),
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
