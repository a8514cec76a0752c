"""Everyday use laid out: chains as drawn, the money in words, its figures with their sources, what one might regret."""

from dataclasses import dataclass
from decimal import Decimal

from catalog.charts import chaining, targeting
from catalog.formatting import UNKNOWN, capitalise, format_money, format_number
from wizard.engine.decision import Assumed, Assumptions, Chain, CostRow, Link, Regret, Scale
from wizard.plans.panels.words import NEVER
from wizard.plans.proof import Proof, Trail

SHORT_CHAIN = 2  # steps
NONE_TODAY = "none"
ONLY_WITH_MODELS = {"fees", "saved", "payback", "break-even"}  # lines of the money table that today's way does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChain:
    """One line of work, as drawn."""

    chain: Chain
    drawn: tuple[chaining.Step, ...]

    @property
    def short(self) -> bool:
        """Return whether two of it stand side by side."""
        return len(self.drawn) <= SHORT_CHAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCost:
    """One line of the money table, in words."""

    label: str
    cells: tuple[str, ...]  # low, likely, high, today


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFigure:
    """One figure that the money rests on, in words."""

    title: str
    about: str
    cells: tuple[str, ...]  # low, likely, high
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dearer:
    """How much dearer a year is than with the best choice, in one world."""

    world: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScalePanel:
    """Everyday use."""

    scale: Scale
    chains: tuple[ShownChain, ...]
    costs: tuple[ShownCost, ...]
    trails: tuple[Trail, ...]
    usable: tuple[ShownCost, ...]
    drawn: tuple[targeting.Target, ...]  # a usable result against today's way
    figures: tuple[ShownFigure, ...]
    regret: tuple[tuple[str, tuple[Dearer, ...]], ...]  # options, and in each world how much dearer a year is


def everyday(scale: Scale, proof: Proof) -> ScalePanel:
    return ScalePanel(
        scale=scale,
        chains=tuple(_chain(chain) for chain in scale.chains),
        costs=tuple(_cost(row) for row in scale.costs),
        trails=proof.trails(scale.assumptions),
        usable=tuple(_cost(row) for row in scale.usable),
        drawn=tuple(_against_today(row) for row in scale.usable if row.today and row.high),
        figures=tuple(_figure(row, scale.assumed) for row in scale.assumed.rows) if scale.assumed else (),
        regret=_regret(scale.regret) if scale.regret else (),
    )


def _chain(chain: Chain) -> ShownChain:
    return ShownChain(chain=chain, drawn=tuple(_drawn_link(link) for link in chain.links))


def _against_today(row: CostRow) -> targeting.Target:
    """Draw what a usable result costs on a line, with today's way as the upright."""
    today, high = row.today or Decimal(0), row.high or Decimal(0)
    low, likely = row.low or Decimal(0), row.likely or Decimal(0)
    state = "Cheaper" if high <= today else "Dearer" if low > today else "Not settled"
    end = max(today, high) * Decimal("1.15")
    return targeting.Target(
        name=capitalise(row.label.partition(":")[0].removeprefix("One usable ")),
        goal=today,
        goal_text=format_money(today),
        at_least=False,
        start=Decimal(0),
        end=end,
        start_text=format_money(Decimal(0)),
        end_text=format_money(end),
        state=state,
        low=low,
        middle=likely,
        high=high,
        middle_text=format_money(likely),
        word="today",
    )


def _figure(row: Assumed, assumed: Assumptions) -> ShownFigure:
    lines = {line.part: line.name for line in reversed(assumed.lines)} | {
        line.output: line.name for line in reversed(assumed.lines)
    }
    several = len(assumed.lines) > 1
    ends = (row.figure.low, row.figure.likely, row.figure.high) if row.figure else (None, None, None)
    return ShownFigure(
        title=row.title,
        about=lines.get(row.about, "") if several else "",
        cells=tuple(UNKNOWN if value is None else _in_unit(value, row.unit) for value in ends),
        basis=row.basis.label,
    )


def _in_unit(value: Decimal, unit: str) -> str:
    if unit.startswith("usd"):
        return format_money(value)
    if unit == "share":
        return f"{format_number(round(value * 100, 1))} of 100"
    if unit == "times":
        return f"{format_number(value)} ×"
    return f"{format_number(round(value, 1))} min" if unit == "min" else format_number(value)


def _regret(regret: Regret) -> tuple[tuple[str, tuple[Dearer, ...]], ...]:
    return tuple(
        (
            row.name,
            tuple(
                Dearer(world=world, text=f"+{format_money(cell)}" if cell else "best")
                for world, cell in zip(regret.worlds, row.cells, strict=True)
            ),
        )
        for row in regret.rows
    )


def _drawn_link(link: Link) -> chaining.Step:
    minutes = [value for value in (link.minutes_low, link.minutes_likely, link.minutes_high) if value is not None]
    figures = list(dict.fromkeys(format_number(round(value, 1)) for value in minutes))
    return chaining.Step(
        title=link.title,
        who=link.who,
        minutes=f"{' · '.join(figures)} min" if figures else "",
        passes=f"target: {link.passes_percent} of 100 pass" if link.passes_percent is not None else "",
        weakest=link.weakest,
    )


def _cost(row: CostRow) -> ShownCost:
    return ShownCost(
        label=row.label,
        cells=(
            *(_amount(row, value) for value in (row.low, row.likely, row.high)),
            NONE_TODAY if row.slug in ONLY_WITH_MODELS else _amount(row, row.today),
        ),
    )


def _amount(row: CostRow, value: Decimal | None) -> str:
    if value is None:
        return NEVER if row.slug in {"payback", "break-even"} else UNKNOWN
    if row.unit == "usd":
        return format_money(value)
    return format_number(round(value, 1) if value < 10 else round(value))  # noqa: PLR2004  # tenths of large figures say nothing
