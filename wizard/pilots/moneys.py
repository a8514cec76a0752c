"""The money of a plan as of now: what was assumed, what the pilot measured in its place, what its owner put in its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from catalog import parsing
from catalog.formatting import format_converted, format_money, format_number
from catalog.parsing import Bounds, Problem, format_input, format_money_input, tidy
from wizard.engine import whatif
from wizard.engine.assumptions import with_measured
from wizard.engine.bill import Bill, bill
from wizard.engine.decision import Assumed, Assumptions, Decision, Figure, Line, Part, Regret, load
from wizard.engine.regret import WORLDS, World, regret
from wizard.engine.spread import spread, spread_words
from wizard.engine.terms import Trial
from wizard.engine.vocabulary import Basis, Input
from wizard.models import Pilot, Plan, PlanMoney, PlanVersion
from wizard.pilots import holding
from wizard.pilots.holding import OvertakenError
from wizard.steps.kinds.figures import USD_FOR

HIGHEST = Decimal(1_000_000_000)
HUNDRED = Decimal(100)
UNKNOWN, NEVER, NONE = "unknown", "never", "none"
WHOLE_MINUTES_FROM = 10
LETTERS = 3
CURRENCY, RATE = "currency", "rate"
SHARE, TIME, DOLLARS = "share", "min", "usd"


# ------------------------------------------------------------------------------------------------------------- figures


def assumed_now(decision: Decision, pilot: Pilot | None, own: PlanMoney | None) -> Assumptions | None:
    """Return what the money rests on as of now; None for a version from before that was kept."""
    found = decision.scale.assumed if decision.scale else None
    if found is None:
        return None
    if pilot is not None and pilot.version is not None:
        trials = [holding.as_trial(row) for row in holding.counting(pilot)]
        found = with_measured(found, *_measured(decision, pilot.version, trials))
    for key, figure in own_figures(own).items():
        row = next((row for row in found.rows if row.key == key), None)
        if row is not None and row.basis is not Basis.MEASURED:
            found = found.replaced(key, figure, Basis.OWN)
    return found


def _measured(decision: Decision, version: PlanVersion, trials: Sequence[Trial]) -> tuple[str, list[Trial]]:
    """Return the part that the pilot was locked on, and its results with the model that the plan takes for it now."""
    then = load(version.decision)
    tried = then.part(then.pilot.part) if then.pilot else None
    part = decision.part(tried.key) if tried else None
    chosen = part.candidate(part.chosen) if part else None
    if tried is None or part is None or chosen is None:
        return "", []
    if tried.chosen == part.chosen and not any(trial.model for trial in trials):
        return part.key, list(trials)  # nobody named a model, so all are of the one that was advised
    return part.key, [trial for trial in trials if trial.model == chosen.name]


def own_figures(own: PlanMoney | None) -> Mapping[str, Figure]:
    """Return what an owner put in the place of assumptions, by their names."""
    if own is None:
        return {}
    return {key: Figure.of(*(Decimal(end) for end in ends)) for key, *ends in own.figures}


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One figure with its source, and the field in which its owner changes it."""

    key: str
    title: str
    about: str
    shown: str  # "2 to 5 min, likely 3"
    basis: Basis
    reason: str
    typed: str = ""
    suffix: str = ""
    problem: str = ""

    @property
    def id(self) -> str:
        """Return the id of the field."""
        return "f-" + self.key.replace(":", "-").replace("/", "-")

    @property
    def measured(self) -> bool:
        """Return whether the pilot has measured it, so that nobody types it."""
        return self.basis is Basis.MEASURED

    @property
    def marked(self) -> bool:
        """Return whether it is no longer what the plan assumed."""
        return self.basis in {Basis.MEASURED, Basis.OWN}


_SUFFIX = {SHARE: "of 100", TIME: "minutes", "usd an hour": "dollars an hour", DOLLARS: "dollars"}


def fields(
    assumptions: Assumptions, typed: Mapping[str, str] | None = None, problems: Mapping[str, str] | None = None
) -> tuple[Field, ...]:
    """Return every figure with what stands in its field."""
    several = len(assumptions.lines) > 1
    names = {line.part: line.name for line in reversed(assumptions.lines)}
    names |= {line.output: line.name for line in reversed(assumptions.lines)}
    return tuple(
        Field(
            key=row.key,
            title=row.title,
            about=names.get(row.about, "") if several else "",
            shown=_shown(row),
            basis=row.basis,
            reason=row.reason.text,
            typed=(typed or {}).get(row.key, as_typed(row)),
            suffix=_SUFFIX.get(row.unit, row.unit),
            problem=(problems or {}).get(row.key, ""),
        )
        for row in assumptions.rows
    )


def _shown(row: Assumed) -> str:
    if row.figure is None:
        return UNKNOWN
    low, likely, high = (_in_unit(end, row.unit) for end in (row.figure.low, row.figure.likely, row.figure.high))
    return likely if low == high else f"{low} to {high}, likely {likely}"


def _in_unit(value: Decimal, unit: str) -> str:
    if unit.startswith(DOLLARS):
        return format_money(value)
    if unit == SHARE:
        return f"{format_number(round(value * HUNDRED, 1))} of 100"
    if unit == TIME:
        return f"{format_number(round(value, 1))} min"
    return format_number(round(value, 2)) + (" ×" if unit == "times" else "")


def as_typed(row: Assumed) -> str:
    """Return what would be typed to give a figure's ends."""
    if row.figure is None:
        return ""
    times = HUNDRED if row.unit == SHARE else Decimal(1)
    write = format_money_input if row.unit.startswith(DOLLARS) else format_input
    low, high = (write((end * times).normalize() if end else Decimal(0)) for end in (row.figure.low, row.figure.high))
    return low if low == high else f"{low} to {high}"


def read(assumptions: Assumptions, sent: Mapping[str, str]) -> tuple[Mapping[str, Figure], Mapping[str, str]]:
    """Return the figures that were typed anew, and what is wrong with those that cannot be read.

    One figure or a range; the middle of a range is the likely one. A field that stands as it was changes nothing.
    """
    found: dict[str, Figure] = {}
    problems: dict[str, str] = {}
    for row in assumptions.rows:
        text = sent.get(row.key)
        if row.basis is Basis.MEASURED or text is None or not text.strip():
            continue
        if row.basis is not Basis.OWN and tidy(text) == tidy(as_typed(row)):
            continue
        figure = _read(text, row)
        if isinstance(figure, Problem):
            problems[row.key] = figure.text
        else:
            found[row.key] = figure
    return found, problems


def _read(text: str, row: Assumed) -> Figure | Problem:
    what = "this figure"
    bounds = Bounds(what, "3 or 2 to 4", most=HIGHEST, least_counts=row.unit not in {SHARE, "times"})
    if row.unit == SHARE:
        bounds = Bounds(what, "80 or 70 to 90", least=Decimal(5), most=HUNDRED)
        text = text.replace("%", "").replace("of 100", "")
    if row.unit == TIME:
        span = parsing.parse_minutes(text, bounds)
    elif row.unit.startswith(DOLLARS):
        amount = parsing.parse_money(text, bounds)
        if isinstance(amount, Problem):
            return amount
        times = USD_FOR[amount.currency]
        return Figure.of(amount.low * times, (amount.low + amount.high) / 2 * times, amount.high * times)
    else:
        span = parsing.parse_span(text, bounds)
    if isinstance(span, Problem):
        return span
    times = 1 / HUNDRED if row.unit == SHARE else Decimal(1)
    return Figure.of(span.low * times, span.middle * times, span.high * times)


def read_currency(sent: Mapping[str, str]) -> tuple[str, Decimal | None] | tuple[None, Mapping[str, str]]:
    """Return the currency and how much of it one dollar is; or what is wrong with it."""
    code, text = tidy(sent.get(CURRENCY, "")).upper(), sent.get(RATE, "")
    if not code and not text.strip():
        return "", None
    if len(code) != LETTERS or not code.isascii() or not code.isalpha():
        return None, {CURRENCY: "Write the currency in three letters, for example EUR"}
    bounds = Bounds("how much of it one dollar is", "0.87", most=Decimal(10_000_000), least_counts=False)
    rate = parsing.parse_number(text, bounds)
    if isinstance(rate, Problem):
        return None, {RATE: rate.text}
    return code, rate.quantize(Decimal("0.000001"))


@transaction.atomic
def save(plan: Plan, figures: Mapping[str, Figure], currency: str, rate: Decimal | None, *, seen: int) -> PlanMoney:
    """Keep an owner's figures. Raises `OvertakenError` where another window saved others since `seen`."""
    Plan.objects.select_for_update().only("pk").get(pk=plan.pk)
    own = PlanMoney.objects.filter(plan=plan).first() or PlanMoney(plan=plan)
    if own.revision != seen:
        raise OvertakenError
    own.figures = [[key, str(figure.low), str(figure.likely), str(figure.high)] for key, figure in figures.items()]
    own.currency, own.rate = currency, rate
    own.revision += 1
    own.save()
    return own


# --------------------------------------------------------------------------------------------------------------- totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """How amounts are written: in dollars, or in another currency at its owner's rate."""

    currency: str = ""
    rate: Decimal | None = None

    def say(self, usd: Decimal | None) -> str:
        """Write an amount."""
        if usd is None:
            return UNKNOWN
        return format_money(usd) if self.rate is None else format_converted(usd, self.currency, self.rate)

    @property
    def sentence(self) -> str:
        """Say which currency it is."""
        if self.rate is None:
            return "All amounts are US dollars."
        return f"Amounts are in {self.currency}, at your rate: one US dollar is {format_number(self.rate)} {self.currency}."


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalRow:
    """One line of the totals."""

    label: str
    cells: tuple[str, ...]  # low, likely, high, today
    otherwise: str = ""  # the likely figure if one thing goes another way


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """One thing that may go another way, as a button."""

    slug: str
    label: str
    picked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The money of a plan as of now, ready to be read."""

    totals: tuple[TotalRow, ...]
    missing: tuple[str, ...]
    spread: str
    shares: tuple[tuple[str, int, str], ...]
    regret: Regret | None
    regret_rows: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    what_ifs: tuple[Supposed, ...]
    supposing: str  # what is supposed, in words; nothing where nothing is
    purse: Purse


def lay_out(
    assumptions: Assumptions, parts: Sequence[Part], purse: Purse, suppose: str = "", worlds: Sequence[World] = WORLDS
) -> Sheet:
    """Return the money with its totals, what makes it uncertain, what one might regret, and one thing supposed."""
    found = bill(assumptions)
    others = what_ifs(assumptions, parts)
    picked = others.get(suppose)
    other = bill(picked[1]) if picked else None
    shares = spread(assumptions)
    table = regret(assumptions, parts, worlds)
    return Sheet(
        totals=tuple(_totals(found, other, purse)),
        missing=found.missing,
        spread=spread_words(shares),
        shares=tuple((share.kind.label, share.percent, share.advice) for share in shares if share.percent),
        regret=table,
        regret_rows=tuple(
            (
                row.name,
                tuple((world, _dearer(cell, purse)) for world, cell in zip(table.worlds, row.cells, strict=True)),
            )
            for row in table.rows
        )
        if table
        else (),
        what_ifs=tuple(Supposed(slug=slug, label=label, picked=slug == suppose) for slug, (label, _) in others.items()),
        supposing=picked[0] if picked else "",
        purse=purse,
    )


def _dearer(usd: Decimal, purse: Purse) -> str:
    return f"+{purse.say(usd)}" if usd else "best"


def what_ifs(assumptions: Assumptions, parts: Sequence[Part]) -> Mapping[str, tuple[str, Assumptions]]:
    """Return what may go another way at the weakest line, by name, with the figures as they would be then."""
    line = _weakest(assumptions)
    if line is None:
        return {}
    part = next((part for part in parts if part.key == line.part), None)
    chosen = part.candidate(part.chosen) if part else None
    found = {
        "fails-twice": (f"Of {line.name} twice as many are sent back", whatif.fails_twice_as_often(assumptions, line)),
        "price-doubles": (f"{line.model} costs twice as much", whatif.price_doubles(assumptions, line)),
        "model-retires": (
            f"{line.model} is taken off sale, {line.spare} steps in",
            whatif.model_retires(assumptions, line, chosen.unit_usd if chosen else None),
        ),
    }
    return {slug: (label, other) for slug, (label, other) in found.items() if other is not None}


def _weakest(assumptions: Assumptions) -> Line | None:
    lines = [line for line in assumptions.lines if not line.transcript]
    shares = [assumptions.figure(Input.ACCEPTED, line.part) for line in lines]
    rated = [(share.likely if share else Decimal(1), place) for place, share in enumerate(shares)]
    return lines[min(rated)[1]] if rated else None


def _totals(found: Bill, other: Bill | None, purse: Purse) -> list[TotalRow]:
    rows = []
    for place, each in enumerate(found.usable):
        name = f"One usable {each.unit}" + (f" ({each.name})" if len(found.usable) > 1 else "")
        then = other.usable[place] if other else None
        if each.usd is not None:
            rows.append(_money(name, each.usd, each.today_usd, then.usd if then else None, purse))
        else:  # what an hour costs, or a price, is not known: each on its own
            rows.append(_money(f"{name}: model fees", each.fees, NONE, then.fees if then else None, purse))
            minutes = (each.minutes, each.today_minutes, then.minutes if then else None)
            rows.append(_minutes(f"{name}: minutes of a person", *minutes))
    then_year = other.year if other else None
    rows.append(_money("A month", found.total, found.today_usd, other.total if other else None, purse))
    rows.append(_money("A year", found.year, _year(found.today_usd), then_year, purse))
    rows.append(_money("Saved a month", found.saved, NONE, other.saved if other else None, purse))
    rows.append(_plain("Months to pay back the set-up", found.payback, other.payback if other else None))
    rows.append(_plain("Results a month from which it pays", found.break_even, other.break_even if other else None))
    return [row for row in rows if set(row.cells) - {UNKNOWN, NEVER, NONE}]


def _year(month: Figure | None) -> Figure | None:
    return Figure.of(month.low * 12, month.likely * 12, month.high * 12) if month else None


def _money(
    label: str, figure: Figure | None, today: Figure | str | None, other: Figure | None, purse: Purse
) -> TotalRow:
    ends = (figure.low, figure.likely, figure.high) if figure else (None, None, None)
    last = today if isinstance(today, str) else purse.say(today.likely if today else None)
    return TotalRow(
        label=label, cells=(*map(purse.say, ends), last), otherwise=purse.say(other.likely) if other else ""
    )


def _minutes(label: str, figure: Figure | None, today: Figure | None, other: Figure | None) -> TotalRow:
    def say(value: Decimal | None) -> str:
        return (
            UNKNOWN if value is None else format_number(round(value, 1) if value < WHOLE_MINUTES_FROM else round(value))
        )

    ends = (figure.low, figure.likely, figure.high) if figure else (None, None, None)
    cells = (*map(say, ends), say(today.likely if today else None))
    return TotalRow(label=label, cells=cells, otherwise=say(other.likely) if other else "")


type Three = tuple[Decimal | None, Decimal | None, Decimal | None]


def _plain(label: str, figures: Three, other: Three | None) -> TotalRow:
    def say(value: Decimal | None) -> str:
        return NEVER if value is None else format_number(round(value, 1) if value < 10 else round(value))  # noqa: PLR2004  # tenths of large figures say nothing

    return TotalRow(label=label, cells=(*map(say, figures), NONE), otherwise=say(other[1]) if other else "")


def purse_of(own: PlanMoney | None) -> Purse:
    """Return how amounts are written for a plan."""
    return Purse(currency=own.currency, rate=own.rate) if own and own.rate else Purse()


def of(plan: Plan) -> PlanMoney | None:
    """Return what an owner put in, if anything."""
    return PlanMoney.objects.filter(plan=plan).first()
