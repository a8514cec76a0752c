"""A decision laid out for its page: sections in order, reasons laid open, figures in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from catalog.charts import chaining, targeting
from catalog.wording import counted, money, number
from wizard.engine.decision import (
    Assumed,
    Assumptions,
    Candidate,
    Chain,
    CostRow,
    Decision,
    Exclusion,
    Exit,
    Link,
    Mark,
    Part,
    Pilot,
    Reason,
    Regret,
    Scale,
    Step,
    Target,
)
from wizard.engine.flips import Flip, Flips
from wizard.engine.vocabulary import Criterion, RungState, Standing
from wizard.plans.proof import Cited, Endnote, Proof, Trail

SHORT_CHAIN = 2  # steps
ROWS_AT_ONCE = 8  # of a shortlist
NAMED_AT_ONCE = 3  # of the models an answer dropped; the others are behind a click
PER_THOUSAND_BELOW = Decimal("0.1")  # US dollars; dearer units are priced one by one
UNKNOWN = "unknown"
NONE_TODAY = "none"
NEVER = "never"
ONLY_WITH_MODELS = {"fees", "saved", "payback", "break-even"}  # lines of the money table that today's way does not have


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section: its place on the page and its panel."""

    number: int
    slug: str
    title: str

    @property
    def template(self) -> str:
        """Return the panel that draws it."""
        return f"wizard/panels/{_PANELS[self.slug]}.html"


_PANELS = {
    "why": "why",
    "short": "shortlist",
    "not": "not",
    "flip": "flips",
    "pilot": "pilot",
    "tune": "tune",
    "scale": "scale",
    "risk": "risks",
    "next": "next",
    "src": "sources",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMark:
    """How a model does on one criterion, and on what that rests."""

    mark: Mark
    facts: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A model on the shortlist."""

    candidate: Candidate
    address: str
    bar: str  # how its range is drawn: first, known or unknown
    picked: str  # "chosen", "runner-up", or nothing
    place: str
    fees: str
    marks: tuple[ShownMark, ...]
    facts: tuple[Cited, ...]

    @property
    def open_words(self) -> str:
        """Return how many of the owner's requirements nobody could confirm."""
        count = len(self.candidate.open_points)
        return "One thing to ask about." if count == 1 else f"{count} things to ask about."

    @property
    def in_doubt(self) -> bool:
        """Return whether nobody knows where it stands."""
        return self.candidate.standing is Standing.NOT_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlternative:
    """A model that is best at one thing."""

    label: str
    name: str
    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The models for one part, best first."""

    part: Part
    caption: str
    per_month: str
    rows: tuple[Row, ...]
    more_rows: tuple[Row, ...]  # shown on request
    floor: int  # where the scale of the bars begins
    band: tuple[int, int] | None
    left_out: str
    left_out_on_paper: str  # where rows shown on request are not
    advice: str
    alternatives: tuple[ShownAlternative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExclusion:
    """The models that one answer dropped: the first few by name, all of them behind a click."""

    exclusion: Exclusion
    trail: Trail
    named: str
    more: bool  # than are named

    @property
    def details(self) -> bool:
        """Return whether something more is said of one of them."""
        return any(model.detail for model in self.exclusion.models)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """What was dropped for one part."""

    part: Part
    exclusions: tuple[ShownExclusion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTarget:
    """One target of the pilot beside today's figure."""

    target: Target
    today: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPanel:
    """The pilot: targets as a table and as a chart that still waits for data."""

    pilot: Pilot
    part: Part | None
    targets: tuple[ShownTarget, ...]
    drawn: tuple[targeting.Target, ...]
    trails: tuple[Trail, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A rung of the ladder with its reasons."""

    step: Step
    trails: tuple[Trail, ...]
    said_above: bool = False  # some of its reasons stand at a part before

    @property
    def open(self) -> bool:
        """Return whether it is to be read now; the rungs for later open on request."""
        return self.step.state in {RungState.NOW, RungState.NEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLadder:
    """The rungs for one part, in the order of trying."""

    name: str
    model: str
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownChain:
    """One line of work, as drawn."""

    chain: Chain
    drawn: tuple[chaining.Step, ...]
    through: str = ""  # what one piece that comes through takes
    what_ifs: tuple[tuple[str, tuple[str, ...]], ...] = ()

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


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRisk:
    """A risk with the reason it is named."""

    title: str
    trail: Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFlip:
    """One thing that would change the plan, with the answer or the fact that it turns over."""

    text: str
    now: str
    then: str
    answer: str = ""  # where the owner changes the answer
    fact: Cited | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlipsPanel:
    """What would change the plan, by kind, and what of it was left open."""

    groups: tuple[tuple[str, tuple[ShownFlip, ...]], ...]
    left_open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole plan, ready to be read."""

    kicker: str
    heading: str  # what the plan is called, for the title of the page
    decision: Decision
    sections: tuple[Section, ...]
    why: tuple[Trail, ...]
    exit: Exit | None
    shortlists: tuple[Shortlist, ...]
    excluded: tuple[Excluded, ...]
    flips: FlipsPanel | None
    pilot: PilotPanel | None
    ladders: tuple[ShownLadder, ...]
    scale: ScalePanel | None
    risks: tuple[ShownRisk, ...]
    sources: tuple[Endnote, ...]
    printed_sources: int  # how many of them; the others only the rows of the shortlists lean on


def lay_out(decision: Decision, *, title: str, firm: str, proof: Proof, flips: Flips = Flips()) -> Sheet:  # noqa: B008  # frozen
    """Return the decision as its page shows it.

    Sources are numbered in the order of reading; those that only the rows of the shortlists lean on come last, because
    rows are closed until somebody opens them, and stay closed on paper.
    """
    parts = decision.parts
    why = proof.trails(dict.fromkeys(_reasons(decision)))
    excluded = tuple(shown for part in parts if (shown := _excluded(part, proof)).exclusions)
    turned = _flips(flips, proof)
    pilot = _pilot(decision, decision.pilot, proof) if decision.pilot else None
    ladders = _ladders(decision, proof)
    scale = _scale(decision.scale, proof) if decision.scale else None
    risks = tuple(ShownRisk(title=risk.title, trail=proof.trail(risk.reason)) for risk in decision.risks)
    printed = proof.count
    shortlists = tuple(_shortlist(part, proof) for part in parts)
    sources = proof.endnotes()
    present = (
        ("why", "Why", why),
        ("short", "The shortlist", shortlists),
        ("not", "Why not the others", excluded),
        ("flip", "What would change this", turned),
        ("pilot", "The pilot", pilot),
        ("tune", "Tuning, in this order", ladders or decision.prompt),
        ("scale", "At scale", scale),
        ("risk", "Risks", risks),
        ("next", "Next", decision.actions),
        ("src", "Sources", sources),
    )
    return Sheet(
        kicker=kicker(title=title, firm=firm),
        heading=heading(title=title, firm=firm),
        decision=decision,
        sections=tuple(
            Section(number=place, slug=slug, title=title)
            for place, (slug, title) in enumerate(((slug, title) for slug, title, held in present if held), start=1)
        ),
        why=why,
        exit=decision.exit,
        shortlists=shortlists,
        excluded=excluded,
        flips=turned,
        pilot=pilot,
        ladders=ladders,
        scale=scale,
        risks=risks,
        sources=sources,
        printed_sources=printed,
    )


def _ladders(decision: Decision, proof: Proof) -> tuple[ShownLadder, ...]:
    """Return the ladders; a reason that an earlier one gave in the same words is not given again."""
    given: set[str] = set()
    ladders = []
    for ladder in decision.ladders:
        steps = []
        for step in ladder.steps:
            new = [reason for reason in step.reasons if reason.text not in given]
            steps.append(ShownStep(step=step, trails=proof.trails(tuple(new)), said_above=len(new) < len(step.reasons)))
        given.update(reason.text for step in ladder.steps for reason in step.reasons)
        ladders.append(ShownLadder(name=ladder.name, model=_model_name(decision, ladder.model), steps=tuple(steps)))
    return tuple(ladders)


def _flips(flips: Flips, proof: Proof) -> FlipsPanel | None:
    groups = (("Your answers", flips.answers), ("Figures", flips.numbers), ("Facts", flips.facts))
    shown = tuple((title, tuple(_flip(flip, proof) for flip in rows)) for title, rows in groups if rows)
    return FlipsPanel(groups=shown, left_open=flips.left_open) if shown or flips.left_open else None


def _flip(flip: Flip, proof: Proof) -> ShownFlip:
    return ShownFlip(
        text=flip.text,
        now=flip.now,
        then=flip.then,
        answer=proof.answer_address(flip.told.question) if flip.told else "",
        fact=proof.cite(flip.fact) if flip.fact else None,
    )


def _reasons(decision: Decision) -> Iterator[Reason]:
    if decision.exit is not None:
        yield decision.exit.reason
    yield from decision.reasons
    for part in decision.parts:
        yield part.reason
        if part.advice is not None:
            yield part.advice


def kicker(*, title: str, firm: str) -> str:
    """Return for whom and for what the plan is, as far as the owner said."""
    whom = f"Plan for {firm}" if firm else "Plan"
    if not title:
        return whom
    return f"{whom}{', ' if firm else ': '}{title}"


def heading(*, title: str, firm: str) -> str:
    """Return what the plan is called."""
    return ", ".join(words for words in (title, firm) if words) or "A plan"


# ------------------------------------------------------------------------------------------------------- shortlist


def _shortlist(part: Part, proof: Proof) -> Shortlist:
    rows = tuple(_row(part, candidate, proof) for candidate in part.candidates)
    at_once = _at_once(rows)
    known = [row.candidate for row in rows if row.bar != "unknown"]
    return Shortlist(
        part=part,
        caption=_caption(part),
        per_month=_per_month(part),
        rows=tuple(row for row in rows if row in at_once),
        more_rows=tuple(row for row in rows if row not in at_once),
        floor=min((candidate.low for candidate in known), default=0) // 10 * 10,
        band=_band(part),
        left_out=_left_out(part, rows),
        left_out_on_paper=_left_out(part, at_once),
        advice=part.advice.text if part.advice else "",
        alternatives=tuple(
            ShownAlternative(
                label=alternative.label,
                name=alternative.name,
                address=model_address(alternative.model),
                text=alternative.text,
            )
            for alternative in part.alternatives
        ),
    )


def _band(part: Part) -> tuple[int, int] | None:
    """Return the range of the first model, which the others tie with or not."""
    first = next((row for row in part.candidates if row.standing is not Standing.NOT_KNOWN), None)
    return (first.low, first.high) if first else None


def _at_once(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows worth reading first: those to try, those picked, the best of the rest, and one of the unknown."""
    must = [row for row in rows if row.picked or row.candidate.standing in {Standing.TRY, Standing.FIRST}]
    doubtful = [row for row in rows if row.in_doubt][:1]
    rest = [row for row in rows if row not in must and row not in doubtful]
    return tuple([*must, *doubtful, *rest][: max(ROWS_AT_ONCE, len(must))])


def _row(part: Part, candidate: Candidate, proof: Proof) -> Row:
    bars = {Standing.TRY: "first", Standing.FIRST: "first", Standing.NOT_KNOWN: "unknown"}
    unscored = any(mark.criterion is Criterion.QUALITY and not mark.known for mark in candidate.marks)
    picked = {part.runner_up: "runner-up", part.chosen: "chosen"}
    return Row(
        candidate=candidate,
        address=model_address(candidate.model),
        bar="unknown" if unscored else bars.get(candidate.standing, "known"),
        picked=picked.get(candidate.model, ""),
        place=candidate.standing.label,
        fees=fees(candidate, part),
        marks=tuple(ShownMark(mark=mark, facts=proof.cite_all(mark.facts)) for mark in candidate.marks),
        facts=proof.cite_all(candidate.facts),
    )


def _caption(part: Part) -> str:
    passed = f"{part.able:,} of {counted(part.of, _one(part.noun), part.noun)} can do it"
    if part.tied > 1:
        return f"{passed}, {part.tied:,} tie"
    first = next((row.name for row in part.candidates if row.standing is Standing.FIRST), "")
    return f"{passed}, {first} comes first" if first else passed


def _one(plural: str) -> str:
    return plural.replace("models", "model", 1).replace(" write ", " writes ", 1)


def _per_month(part: Part) -> str:
    if part.per_month_low is None or part.per_month_high is None:
        return ""
    count = span(part.per_month_low, part.per_month_high)
    noun = part.unit if count == "1" else part.unit_plural
    return f"{count} {noun} a month"


def _left_out(part: Part, rows: tuple[Row, ...]) -> str:
    shown = {
        "in the tie": (part.tied, {Standing.TRY, Standing.FIRST, Standing.TIE}),
        "behind it": (part.behind, {Standing.BEHIND}),
        "whose place nobody knows": (part.not_known, {Standing.NOT_KNOWN}),
    }
    left = []
    for words, (count, standings) in shown.items():
        rest = count - sum(row.candidate.standing in standings for row in rows)
        if rest > 0:
            left.append(f"{rest:,} more {words}")
    return f"Not shown: {', '.join(left)}." if left else ""


def _excluded(part: Part, proof: Proof) -> Excluded:
    return Excluded(part=part, exclusions=tuple(_exclusion(each, proof) for each in part.exclusions))


def _exclusion(exclusion: Exclusion, proof: Proof) -> ShownExclusion:
    names = [model.name for model in exclusion.models]
    few = len(names) <= NAMED_AT_ONCE
    return ShownExclusion(
        exclusion=exclusion,
        trail=proof.trail(exclusion.reason),
        named=("" if few else "Among them ") + ", ".join(names[:NAMED_AT_ONCE]) + ".",
        more=not few,
    )


def model_address(slug: str) -> str:
    """Return the page of a model."""
    return reverse("catalog:model", args=[slug])


def _model_name(decision: Decision, slug: str) -> str:
    rows = (row for part in decision.parts for row in part.candidates)
    return next((row.name for row in rows if row.model == slug), slug)


# ----------------------------------------------------------------------------------------------------------- pilot


def _pilot(decision: Decision, pilot: Pilot, proof: Proof) -> PilotPanel:
    return PilotPanel(
        pilot=pilot,
        part=decision.part(pilot.part),
        targets=tuple(ShownTarget(target=target, today=_measured(target, target.today)) for target in pilot.targets),
        drawn=tuple(_drawn_target(target) for target in pilot.targets),
        trails=proof.trails((*(target.why for target in pilot.targets), *pilot.reasons)),
    )


_TARGET_NAMES = {"minutes": "Time", "accepted": "Accepted", "usd": "Cost"}
_PERCENT = "%"


def _drawn_target(target: Target) -> targeting.Target:
    if target.unit == _PERCENT:
        start, end = Decimal(50 if target.threshold > 50 else 0), Decimal(100)  # noqa: PLR2004  # half the scale
    else:
        start, end = Decimal(0), max(target.threshold, target.today or Decimal(0)) * Decimal("1.2")
    return targeting.Target(
        name=_TARGET_NAMES.get(target.slug, target.slug),
        goal=target.threshold,
        goal_text=_measured(target, target.threshold),
        at_least=not target.at_most,
        start=start,
        end=end,
        start_text=_measured(target, start),
        end_text=_measured(target, end),
        state="No data yet",
    )


def _measured(target: Target, value: Decimal | None) -> str:
    if value is None:
        return UNKNOWN
    if target.unit == "$":
        return money(value)
    if target.unit == _PERCENT:
        return f"{number(value)} %"
    return f"{number(round(value, 1))} {target.unit}"


# ----------------------------------------------------------------------------------------------------------- scale


def _scale(scale: Scale, proof: Proof) -> ScalePanel:
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
    return ShownChain(
        chain=chain,
        drawn=tuple(_drawn_link(link) for link in chain.links),
        through=_through(chain),
        what_ifs=tuple(
            (
                row.label,
                (
                    f"{row.first_pass_percent} of 100",
                    f"{number(row.through_percent)} of 100",
                    UNKNOWN if row.minutes is None else f"{number(row.minutes)} min",
                    UNKNOWN if row.usd is None else money(row.usd),
                ),
            )
            for row in chain.what_ifs
        ),
    )


def _through(chain: Chain) -> str:
    """Write what comes through a chain in the end, and what one such piece takes."""
    if chain.through_percent is None:
        return ""
    text = f"Sent back at most twice at each check, {number(chain.through_percent)} of 100 come through."
    takes = [f"{number(round(chain.minutes.likely, 1))} minutes of a person"] if chain.minutes else []
    takes += [money(chain.usd.likely)] if chain.usd else []
    return f"{text} One that does takes about {' and '.join(takes)}." if takes else text


def _against_today(row: CostRow) -> targeting.Target:
    """Draw what a usable result costs on a line, with today's way as the upright."""
    today, high = row.today or Decimal(0), row.high or Decimal(0)
    low, likely = row.low or Decimal(0), row.likely or Decimal(0)
    state = "Cheaper" if high <= today else "Dearer" if low > today else "Not settled"
    end = max(today, high) * Decimal("1.15")
    return targeting.Target(
        name=row.label.partition(":")[0],
        goal=today,
        goal_text=money(today),
        at_least=False,
        start=Decimal(0),
        end=end,
        start_text=money(Decimal(0)),
        end_text=money(end),
        state=state,
        low=low,
        middle=likely,
        high=high,
        middle_text=money(likely),
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
        return money(value)
    if unit == "share":
        return f"{number(round(value * 100, 1))} of 100"
    if unit == "times":
        return f"{number(value)} ×"
    return f"{number(round(value, 1))} min" if unit == "min" else number(value)


def _regret(regret: Regret) -> tuple[tuple[str, tuple[Dearer, ...]], ...]:
    return tuple(
        (
            row.name,
            tuple(
                Dearer(world=world, text=f"+{money(cell)}" if cell else "best")
                for world, cell in zip(regret.worlds, row.cells, strict=True)
            ),
        )
        for row in regret.rows
    )


def _drawn_link(link: Link) -> chaining.Step:
    minutes = [value for value in (link.minutes_low, link.minutes_likely, link.minutes_high) if value is not None]
    figures = list(dict.fromkeys(number(round(value, 1)) for value in minutes))
    return chaining.Step(
        title=link.title,
        who=link.who,
        minutes=f"{' · '.join(figures)} min" if figures else "",
        passes=f"{link.passes_percent} of 100 pass" if link.passes_percent is not None else "",
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
        return money(value)
    return number(round(value, 1) if value < 10 else round(value))  # noqa: PLR2004  # tenths of large figures say nothing


# ----------------------------------------------------------------------------------------------------------- words


def span(low: Decimal, high: Decimal) -> str:
    """Write a range of counts: 120, or 100 to 150."""
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def fees(candidate: Candidate, part: Part) -> str:
    """Write what a model costs in fees: a month, or one result where nobody knows how many there are."""
    month = candidate.month_usd
    ends = [value for value in (month.low, month.high) if value is not None]
    if ends:
        return f"{' to '.join(dict.fromkeys(money(value) for value in ends))} a month"
    return unit_cost(candidate.unit_usd, unit=part.unit, plural=part.unit_plural)


def unit_cost(usd: Decimal | None, *, unit: str, plural: str) -> str:
    """Write what results cost in fees: by the piece, or by the thousand where a piece costs next to nothing."""
    if usd is None:
        return UNKNOWN
    if usd == 0 or usd >= PER_THOUSAND_BELOW:
        return f"{money(usd)} a {unit}"
    return f"{money(usd * 1000)} for 1,000 {plural}"
