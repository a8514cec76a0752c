"""What one would wish to have chosen: options beside worlds, and by how much each is worse than the best there."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

from catalog.formatting import format_money, lower_first
from catalog.schema import Catalog
from wizard.engine.assumptions import LEAST_SHARE, ONE
from wizard.engine.bill import MONTHS, month, times
from wizard.engine.decision import Assumed, Assumptions, Candidate, Figure, Part, Regret, RegretRow
from wizard.engine.vocabulary import Basis, Criterion, Input, Standing

MOST_OPTIONS = 4  # models of a plan with one part
MOST_OF_EACH = 3  # models of each part where there are several
WAITING = 6  # months
POINTS_A_RESULT = Decimal("0.2")  # accepted of 100, for each point on the scale of quality: our estimate
HUNDRED = Decimal(100)
WAIT = "Wait six months"
FIRST_CHOICES = "The first choices"
TRIED = {Standing.TRY, Standing.FIRST, Standing.TIE}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """One way the next year may go. Factors of 1 and points of 0 leave things as they are."""

    slug: str
    name: str
    price: Decimal = ONE  # what model fees are multiplied by
    volume: Decimal = ONE
    quality_points: Decimal = Decimal(0)  # so many of 100 fewer are accepted
    retires_after: int | None = None  # months; the set-up has to be paid once more


AS_PLANNED = World(slug="as-planned", name="As planned")
WORLDS = (
    World(slug="price-halves", name="Prices halve", price=Decimal("0.5")),
    World(slug="volume-doubles", name="Twice the work", volume=Decimal(2)),
    World(slug="quality-lower", name="Ten fewer of 100 accepted", quality_points=Decimal(10)),
    World(slug="retires-early", name="The model ends after six months", retires_after=6),
)


def worlds_of(catalog: Catalog) -> tuple[World, ...]:
    """Return the worlds that editors keep, in their order; ours where a release has none."""
    rows = sorted(catalog.worlds, key=lambda row: (row.position, row.slug))
    return (
        tuple(
            World(
                slug=row.slug,
                name=row.name,
                price=row.price,
                volume=row.volume,
                quality_points=row.quality_points,
                retires_after=row.retires_after,
            )
            for row in rows
        )
        or WORLDS
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something one may choose now: the money of the whole plan with a model for each part, or waiting."""

    name: str
    assumptions: Assumptions
    waits: bool = False


def regret(assumptions: Assumptions, parts: Sequence[Part], worlds: Sequence[World] = WORLDS) -> Regret | None:
    """Return how much worse each option is than the best in each world, over a year; None where no year is known.

    The year is that of the whole plan. Of each column the best has a zero; the option whose worst cell is smallest is
    named (Savage 1951, Journal of the American Statistical Association 46, 55–67).
    """
    worlds = (AS_PLANNED, *worlds)
    costs = [(option.name, [year(option, world) for world in worlds]) for option in options(assumptions, parts)]
    known = [(name, [cost for cost in row if cost is not None]) for name, row in costs if None not in row]
    if len(known) <= 1:
        return None
    best = [min(row[place] for _, row in known) for place in range(len(worlds))]
    rows = tuple(_row(name, [cost - least for cost, least in zip(row, best, strict=True)]) for name, row in known)
    calmest = min(rows, key=lambda row: (row.worst, row.name))
    return Regret(
        worlds=tuple(world.name for world in worlds),
        rows=rows,
        sentence=_said(calmest),
    )


def _said(row: RegretRow) -> str:
    name = lower_first(row.name) if row.name in {FIRST_CHOICES, WAIT} else row.name
    if not row.worst:
        return f"Best in every one of these worlds: {name}."
    return f"Least to regret: {name}. In the worst of these worlds it costs {format_money(row.worst)} a year more than the best."


def _row(name: str, cells: Sequence[Decimal]) -> RegretRow:
    rounded = tuple(cell.quantize(ONE, ROUND_HALF_UP) for cell in cells)
    return RegretRow(name=name, cells=rounded, worst=max(rounded))


def options(assumptions: Assumptions, parts: Sequence[Part]) -> tuple[Option, ...]:
    """Return the first choice of each part, each other model worth trying in its place, and waiting with the first."""
    choices = {part.key: part for part in parts if _priced(part.candidate(part.chosen))}
    lines = [line for line in assumptions.lines if line.part in choices and not line.transcript]
    if not lines:
        return ()
    first = {line.part: choices[line.part].chosen or "" for line in lines}
    name = lines[0].model if len(lines) == 1 else FIRST_CHOICES
    as_chosen = _with(assumptions, choices, first)
    found = [Option(name=name, assumptions=as_chosen)]
    for line in lines:
        for other in _others(choices[line.part], MOST_OPTIONS if len(lines) == 1 else MOST_OF_EACH):
            name = other.name if len(lines) == 1 else f"{other.name} for {line.name}"
            picked = {**first, line.part: other.model}
            found.append(Option(name=name, assumptions=_with(assumptions, choices, picked)))
    return (*found, Option(name=WAIT, assumptions=as_chosen, waits=True))


def _priced(candidate: Candidate | None) -> bool:
    return candidate is not None and candidate.unit_usd is not None


def _others(part: Part, most: int) -> Iterator[Candidate]:
    """Return the models worth trying in the place of the one that was chosen."""
    tried = (row for row in part.candidates if row.standing in TRIED and _priced(row) and row.model != part.chosen)
    return islice(tried, most - 1)


def _quality(candidate: Candidate) -> Decimal:
    marks = [mark for mark in candidate.marks if mark.criterion is Criterion.QUALITY]
    return Decimal(marks[0].low + marks[0].high) / 2 if marks else Decimal(0)


def _with(assumptions: Assumptions, parts: Mapping[str, Part], picked: Mapping[str, str]) -> Assumptions:
    """Return the figures with one model for each part."""
    found = assumptions
    for key, slug in picked.items():
        candidate = parts[key].candidate(slug)
        if candidate is not None:
            found = _fewer_accepted(_paying(found, parts[key], candidate), _points(found, parts[key], candidate), key)
    return found


def _paying(assumptions: Assumptions, part: Part, candidate: Candidate) -> Assumptions:
    """Return the figures with one model's price; a fee that was measured goes up or down as the price does."""
    chosen, fee = part.candidate(part.chosen), assumptions.figure(Input.FEE, part.key)
    if candidate.unit_usd is None:
        return assumptions
    if fee is not None:
        if chosen is None or not chosen.unit_usd:
            return assumptions
        ratio = candidate.unit_usd / chosen.unit_usd
        return assumptions.replaced(f"{Input.FEE}:{part.key}", times(fee, ratio), Basis.ESTIMATE)
    return assumptions.replaced(f"{Input.PRICE}:{part.key}", Figure.of(candidate.unit_usd), Basis.CATALOG)


def _points(assumptions: Assumptions, part: Part, candidate: Candidate) -> Decimal:
    """Return how many fewer of 100 are accepted, for each point of quality that a model lies behind.

    An assumed share is that of the best to try; a measured one is that of the model that was chosen.
    """
    row, chosen = assumptions.row(Input.ACCEPTED, part.key), part.candidate(part.chosen)
    rivals = [each for each in (chosen, *_others(part, MOST_OPTIONS)) if each is not None]
    if row is not None and row.basis is Basis.MEASURED:
        rivals = rivals[:1]
    return (max(_quality(each) for each in rivals) - _quality(candidate)) * POINTS_A_RESULT


def _fewer_accepted(assumptions: Assumptions, points: Decimal, part: str) -> Assumptions:
    share = assumptions.figure(Input.ACCEPTED, part)
    if share is None or not points:
        return assumptions
    ends = (min(max(end - points / HUNDRED, LEAST_SHARE), ONE) for end in (share.low, share.likely, share.high))
    return assumptions.replaced(f"{Input.ACCEPTED}:{part}", Figure.of(*ends), Basis.ESTIMATE)


def year(option: Option, world: World) -> Decimal | None:
    """Return what a year costs with an option in a world, on the likely figures; None where it is not known."""
    there = month(in_world(option.assumptions, world))
    setup = option.assumptions.figure(Input.SETUP)
    once = setup.likely if setup else Decimal(0)
    if there.total is None:
        return None
    if option.waits:
        if there.today_usd is None:
            return None
        return there.today_usd.likely * WAITING + once + there.total.likely * (MONTHS - WAITING)
    again = world.retires_after is not None and world.retires_after < MONTHS
    return there.total.likely * MONTHS + once * (2 if again else 1)


def in_world(assumptions: Assumptions, world: World) -> Assumptions:
    """Return the figures as they are in a world."""
    factors = {Input.PRICE: world.price, Input.FEE: world.price, Input.VOLUME: world.volume}
    rows = [
        row if row.figure is None or (factor := factors.get(row.kind, ONE)) == ONE else _times(row, row.figure, factor)
        for row in assumptions.rows
    ]
    found = replace(assumptions, rows=tuple(rows))
    for line in assumptions.lines:
        found = _fewer_accepted(found, world.quality_points, line.part)
    return found


def _times(row: Assumed, figure: Figure, factor: Decimal) -> Assumed:
    return replace(row, figure=times(figure, factor))
