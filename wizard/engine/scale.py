"""Everyday use: the outputs as chains of models and people, the money low, likely and high, phases and roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from catalog.facts import Catalog
from wizard.engine import cite
from wizard.engine.answers import Answers, Span
from wizard.engine.decision import Chain, CostRow, Link, Part, Phase, Reason, RoleNeed, Scale, Told
from wizard.engine.pilot import DEFAULT_ACCEPTED, minutes_today
from wizard.engine.vocabulary import Check, Joining
from wizard.engine.words import counted, lower_first, money, number
from wizard.engine.workload import Need

CENTS = Decimal("0.01")

# Editors' assumptions, until the pilot has measured them; explained on the method page.
CHECKING_SHARE = (Decimal("0.1"), Decimal("0.2"), Decimal("0.4"))  # of the minutes by hand
SAMPLE_SHARE = Decimal("0.1")  # a sample looks at one in ten
FEE_SPREAD = (Decimal("0.5"), Decimal(1), Decimal(2))  # token figures are estimates
ACCEPTED_SPREAD = Decimal(10)  # points either way
WORST_SHARE = Decimal(5)  # of 100; below this no plan is worth the reckoning


@dataclass(frozen=True, slots=True, kw_only=True)
class Triple:
    """Low, likely and high; low is the good end."""

    low: Decimal
    likely: Decimal
    high: Decimal

    def __add__(self, other: "Triple") -> "Triple":
        """Return the sums of the ends."""
        return Triple(low=self.low + other.low, likely=self.likely + other.likely, high=self.high + other.high)

    def by(self, low: Decimal, likely: Decimal, high: Decimal) -> "Triple":
        """Return each figure times its own factor."""
        return Triple(low=self.low * low, likely=self.likely * likely, high=self.high * high)


NOTHING = Triple(low=Decimal(0), likely=Decimal(0), high=Decimal(0))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One part in everyday use, per usable result."""

    part: Part
    need: Need
    checking: Triple | None  # minutes of a person
    fee: Triple | None  # US dollars
    accepted: Triple  # shares; low is the best
    minutes_today: Decimal | None

    @property
    def minutes(self) -> Triple | None:
        """Return a person's minutes per usable result: checking, shared out over what is accepted."""
        return None if self.checking is None else _over(self.checking, self.accepted)

    @property
    def fees(self) -> Triple | None:
        """Return model fees per usable result."""
        return None if self.fee is None else _over(self.fee, self.accepted)


def _over(amount: Triple, accepted: Triple) -> Triple:
    return amount.by(1 / accepted.low, 1 / accepted.likely, 1 / accepted.high)


def scale(
    answers: Answers, catalog: Catalog, on: date, parts: tuple[Part, ...], needs: tuple[Need, ...]
) -> Scale | None:
    """Return everyday use; None where no part has a model."""
    by_key = {need.key: need for need in needs}
    lanes = tuple(_lane(answers, part, by_key[part.key]) for part in parts if part.chosen)
    if not lanes:
        return None
    costs, break_even = _costs(answers, lanes)
    return Scale(
        chains=_chains(answers, lanes),
        costs=costs,
        break_even=break_even,
        assumptions=_assumptions(answers, catalog, lanes),
        phases=_phases(answers, on),
        roles=_roles(answers, catalog, lanes),
    )


def _lane(answers: Answers, part: Part, need: Need) -> Lane:
    percent = answers.targets.accepted_percent or DEFAULT_ACCEPTED
    best = min(percent + ACCEPTED_SPREAD, Decimal(100))
    worst = max(percent - ACCEPTED_SPREAD, WORST_SHARE)
    candidate = part.candidate(part.chosen)
    usd = candidate.unit_usd if candidate else None
    today = minutes_today(answers, need)
    return Lane(
        part=part,
        need=need,
        checking=_checking(answers, need, today),
        fee=Triple(low=usd, likely=usd, high=usd).by(*FEE_SPREAD) if usd is not None else None,
        accepted=Triple(low=best / 100, likely=percent / 100, high=worst / 100),
        minutes_today=None if need.transcript else today,
    )


def _checking(answers: Answers, need: Need, today: Decimal | None) -> Triple | None:
    """Return the minutes a person looks at one result. Writing down speech is checked with what is made of it."""
    if need.transcript or answers.check is Check.NOBODY:
        return NOTHING
    share = SAMPLE_SHARE if answers.check is Check.SAMPLE else Decimal(1)
    if answers.check_minutes:
        given = answers.check_minutes
        return Triple(low=given.low, likely=given.middle, high=given.high).by(share, share, share)
    if today is None:
        return None
    low, likely, high = CHECKING_SHARE
    return Triple(low=today * low, likely=today * likely, high=today * high).by(share, share, share)


# --- chains


def _chains(answers: Answers, lanes: Sequence[Lane]) -> tuple[Chain, ...]:
    if answers.joining is Joining.TOGETHER:
        return (_chain("One piece of work", lanes),)
    outputs = list(dict.fromkeys(lane.part.output for lane in lanes))
    groups = [[lane for lane in lanes if lane.part.output == output] for output in outputs]
    return tuple(_chain(_group_name(group), group) for group in groups)


def _group_name(group: Sequence[Lane]) -> str:
    need = group[0].need
    return need.use_case.name if need.use_case else need.name


def _chain(name: str, lanes: Sequence[Lane]) -> Chain:
    checked = [lane for lane in lanes if not lane.need.transcript]
    weakest = min(checked, key=lambda lane: lane.accepted.likely, default=None)
    several = len(checked) > 1 and len({lane.accepted.likely for lane in checked}) > 1
    links: list[Link] = []
    passing = Decimal(1)
    for lane in lanes:
        candidate = lane.part.candidate(lane.part.chosen)
        made = "Write down the speech" if lane.need.transcript else f"Make the {lane.need.medium.label.lower()}"
        links.append(Link(title=made, who=candidate.name if candidate else ""))
        if lane.need.transcript:
            continue
        passing *= lane.accepted.likely
        minutes = lane.checking
        links.append(
            Link(
                title=f"Check the {lane.need.medium.label.lower()}",
                who="a person",
                minutes_low=_tenth(minutes.low) if minutes else None,
                minutes_likely=_tenth(minutes.likely) if minutes else None,
                minutes_high=_tenth(minutes.high) if minutes else None,
                passes_percent=_whole(lane.accepted.likely * 100),
                weakest=several and lane is weakest,
            )
        )
    return Chain(
        name=name,
        links=tuple(links),
        first_pass_percent=_whole(passing * 100),
        fallbacks=tuple(_fallback(lane.part) for lane in lanes),
    )


def _fallback(part: Part) -> str:
    chosen, spare = part.candidate(part.chosen), part.candidate(part.runner_up)
    if chosen is None:
        return ""
    if spare is None:
        return f"If {chosen.name} is down: no other model is left on your terms. Do it by hand."
    return f"If {chosen.name} is down: {spare.name}."


def _whole(value: Decimal) -> int:
    return int(value.quantize(Decimal(1), ROUND_HALF_UP))


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


# --- money


def _costs(answers: Answers, lanes: Sequence[Lane]) -> tuple[tuple[CostRow, ...], str]:
    """Return the money table for a month over all parts, and the break-even in a sentence."""
    volumes = [lane.need.output.per_month for lane in lanes]
    known = [volume for volume in volumes if volume is not None]
    if len(known) < len(lanes):
        return _single_costs(lanes), "How many results a month there are is not known, so no month is reckoned."
    rows: list[CostRow] = []
    minutes = _monthly(known, [lane.minutes for lane in lanes])
    fees = _monthly(known, [lane.fees for lane in lanes])
    today = _minutes_a_month(lanes, known)
    wage = answers.usd_per_hour
    rows.append(_row("minutes", "Minutes of a person in a month", "min", minutes, today))
    rows.append(_row("fees", "Model fees in a month", "usd", fees, None))
    people = minutes.by(*(wage / 60,) * 3) if minutes is not None and wage is not None else None
    total = people + fees if people is not None and fees is not None else None
    usd_today = today * wage / 60 if today is not None and wage is not None else None
    rows.append(_row("total", "Cost of a month", "usd", total, usd_today))
    saved = None
    if total is not None and usd_today is not None:
        saved = Triple(low=usd_today - total.low, likely=usd_today - total.likely, high=usd_today - total.high)
        rows.append(_row("saved", "Saved in a month", "usd", saved, None))
    if saved is not None and answers.setup_usd is not None:
        rows.append(_payback(answers.setup_usd, saved))
    return tuple(rows), _break_even(answers, lanes, known, saved, usd_today)


def _single_costs(lanes: Sequence[Lane]) -> tuple[CostRow, ...]:
    """Return what one usable result of each part takes, where months cannot be reckoned."""
    rows: list[CostRow] = []
    for lane in lanes:
        rows.append(_row("fees", f"Model fees, {lower_first(lane.part.name)}, each", "usd", lane.fees, None))
        if lane.minutes is not None and not lane.need.transcript:
            rows.append(
                _row(
                    "minutes",
                    f"Minutes of a person, {lower_first(lane.part.name)}, each",
                    "min",
                    lane.minutes,
                    lane.minutes_today,
                )
            )
    return tuple(rows)


def _monthly(volumes: Sequence[Span], each: Sequence[Triple | None]) -> Triple | None:
    total = NOTHING
    for volume, amount in zip(volumes, each, strict=True):
        if amount is None:
            return None
        total += amount.by(volume.middle, volume.middle, volume.middle)
    return total


def _minutes_a_month(lanes: Sequence[Lane], volumes: Sequence[Span]) -> Decimal | None:
    """Return a person's minutes a month as it is done today; an output is counted once, whatever its parts."""
    total = Decimal(0)
    counted_outputs: set[str] = set()
    for lane, volume in zip(lanes, volumes, strict=True):
        if lane.need.transcript or lane.part.output in counted_outputs:
            continue
        if lane.minutes_today is None:
            return None
        counted_outputs.add(lane.part.output)
        total += lane.minutes_today * volume.middle
    return total


def _row(slug: str, label: str, unit: str, amount: Triple | None, today: Decimal | None) -> CostRow:
    return CostRow(
        slug=slug,
        label=label,
        unit=unit,
        low=_cents(amount.low) if amount else None,
        likely=_cents(amount.likely) if amount else None,
        high=_cents(amount.high) if amount else None,
        today=_cents(today) if today is not None else None,
    )


def _cents(value: Decimal) -> Decimal:
    """Round to cents; a fee below a cent keeps two figures."""
    if value != 0 and abs(value) < CENTS:
        return value.quantize(Decimal(1).scaleb(value.adjusted() - 1), ROUND_HALF_UP)
    return value.quantize(CENTS, ROUND_HALF_UP)


def _payback(setup: Span, saved: Triple) -> CostRow:
    def months(cost: Decimal, saving: Decimal) -> Decimal | None:
        return _tenth(cost / saving) if saving > 0 else None

    return CostRow(
        slug="payback",
        label="Months to pay back the set-up",
        unit="months",
        low=months(setup.low, saved.low),
        likely=months(setup.middle, saved.likely),
        high=months(setup.high, saved.high),
    )


def _break_even(
    answers: Answers, lanes: Sequence[Lane], volumes: Sequence[Span], saved: Triple | None, today: Decimal | None
) -> str:
    """Return from how many results on the set-up is paid back within a year, or why that cannot be said."""
    if saved is None or today is None:
        return "What a month saves cannot be reckoned, because a price, the minutes by hand or the cost of an hour is not known."
    if saved.likely <= 0:
        return "On the likely figures this saves no money. It may still save time or make more possible; the pilot shows it."
    if answers.setup_usd is None:
        return (
            f"On the likely figures a month saves {money(saved.likely)}. Set-up costs are not counted: you named none."
        )
    share = answers.setup_usd.middle / (saved.likely * 12)
    if len({lane.part.output for lane in lanes}) > 1:
        return f"The set-up is paid back within a year if the work is at least {_whole(min(share, Decimal(99)) * 100)} % of what you named."
    part = lanes[0].part
    fewest = max(1, _whole((volumes[0].middle * share).to_integral_value(rounding="ROUND_CEILING")))
    return f"From {counted(fewest, part.unit, part.unit_plural)} a month on, the set-up is paid back within a year."


# --- what it rests on


def _assumptions(answers: Answers, catalog: Catalog, lanes: Sequence[Lane]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    for lane in lanes:
        candidate = lane.part.candidate(lane.part.chosen)
        if candidate is None or candidate.unit_usd is None:
            continue
        facts = tuple(fact for mark in candidate.marks if mark.criterion == "cost" for fact in mark.facts)
        reasons.append(
            Reason(
                text=f"One {lane.part.unit} costs {money(candidate.unit_usd)} at {candidate.seller}; the figures behind it are estimates, so half to double is reckoned.",
                told=(Told(question="length", text=_length_told(lane)),),
                rule="fee-per-unit",
                facts=facts,
            )
        )
    use_cases = list({lane.need.use_case.slug: lane.need.use_case for lane in lanes if lane.need.use_case}.values())
    estimated = [row for row in use_cases if row.minutes_by_hand is not None]
    if estimated:
        percent = answers.targets.accepted_percent or DEFAULT_ACCEPTED
        told = [
            Told(
                question="targets",
                text=f"{number(percent)} of 100 accepted{'' if answers.targets.accepted_percent else ', as you named no share'}.",
            ),
            Told(
                question="check",
                text=f"Who checks: {lower_first(answers.check.label) if answers.check else 'left open'}.",
            ),
        ]
        reasons.append(
            Reason(
                text=f"{number(percent)} of 100 results are taken as usable, ten more or ten fewer at the ends, until your pilot has measured it.",
                told=tuple(told),
                rule="accepted-costs",
                facts=tuple(
                    cite.of_use_case(
                        catalog,
                        row,
                        f"“{row.name}”: {number(row.minutes_by_hand or 0)} minutes by hand for one {row.unit}, an estimate.",
                    )
                    for row in estimated
                ),
            )
        )
    return tuple(reasons)


def _length_told(lane: Lane) -> str:
    length = lane.need.output.length
    if lane.need.context_tokens:
        words = round(lane.need.context_tokens * 0.75 / 10) * 10
        return f"About {words:,} words go in and out{'' if length else ', as you named no length'}."
    return f"{lane.part.name} should come out."


# --- phases and roles


def _phases(answers: Answers, on: date) -> tuple[Phase, ...]:
    begins, ends = answers.pilot_begins(on), answers.pilot_ends(on)
    side_by_side = ends + timedelta(weeks=6)
    return (
        Phase(
            title="Get ready",
            begins=on,
            ends=begins,
            text="Write the instructions, gather real cases, measure today’s way with a clock.",
        ),
        Phase(
            title="Pilot",
            begins=begins,
            ends=ends,
            text="One workflow, the two models, every result read by a person. Targets stay as they are.",
        ),
        Phase(
            title="Side by side",
            begins=ends,
            ends=side_by_side,
            text="Half of the work by the new way. Every result is still checked; note what comes back.",
        ),
        Phase(
            title="Everyday use",
            begins=side_by_side,
            ends=None,
            text="All of it, with the checks you chose. Look at a sample of ten each month, and at this plan each quarter.",
        ),
    )


def _roles(answers: Answers, catalog: Catalog, lanes: Sequence[Lane]) -> tuple[RoleNeed, ...]:
    """Return what each role needs: those the owner named, or those whose media the plan makes."""
    made = {lane.need.medium for lane in lanes}
    if answers.roles:
        rows = [role for role in catalog.roles if role.slug in answers.roles]
    else:
        rows = [role for role in catalog.roles if made & set(role.media)]
    found = []
    for role in rows:
        models = [
            candidate.name
            for lane in lanes
            if lane.need.medium in role.media and (candidate := lane.part.candidate(lane.part.chosen))
        ]
        found.append(RoleNeed(role=role.slug, name=role.name, needs=role.needs, models=tuple(dict.fromkeys(models))))
    return tuple(found)
