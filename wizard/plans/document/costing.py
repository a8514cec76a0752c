"""What stands on the page of money alone: up to when it pays, the ways to buy, and what was counted with."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from catalog.charts.crossing import Curve
from catalog.formatting import capitalise, format_count, format_rough, format_spoken_minutes, in_currency
from wizard.decision.decision import JobMoney
from wizard.decision.fees import BUILD_USD, SETUP_MONTHS
from wizard.decision.vocabulary import Kind, Way
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import (
    GUESS,
    Block,
    CurvesBlock,
    ListBlock,
    ListRow,
    ScaleBlock,
    Section,
    TableBlock,
    TableRow,
    TextBlock,
)
from wizard.plans.document.part import PartInWords

WORDS_A_TOKEN = 0.75
BEYOND = 1.15  # how far a scale goes on behind its last mark
WAYS = {Way.SEAT: "A seat in an app", Way.API: "Connected by a developer", Way.MACHINE: "A machine of your own"}


def limits(basis: Basis) -> Section:
    """Return up to how many minutes one may take: drawn beside today and the test, as a sum of a month, and what moves it."""
    firsts = {part.part.job: part for part in reversed(basis.parts) if part.advised}
    finding = "A limit instead of a forecast: your time decides, and the test measures it."
    shown = ((part, part.part.money) for part in basis.parts if firsts.get(part.part.job) is part)
    blocks = ((part, _limit(basis, part, money)) for part, money in shown if money is not None)
    return basis.section("limit", "The limit", finding, blocks)


def _limit(basis: Basis, part: PartInWords, money: JobMoney) -> Iterable[Block]:
    limit, measured = money.below_minutes, basis.measured.get((part.part.key, part.slug))
    whole = BEYOND * max(limit, money.by_hand, measured or 0.0)

    def mark(text: str, minutes: float) -> ListRow:
        return ListRow(text=text, at=round(100 * minutes / whole, 1))

    yield ScaleBlock(
        caption=f"Your time to read and mend one {part.short_unit}",
        limit=mark(f"it pays up to {part.limit_minutes}", limit),
        today=mark(f"today {part.minutes_by_hand}", money.by_hand),
        measured=mark(f"measured {format_spoken_minutes(measured)}", measured) if measured is not None else None,
    )
    yield _sums(part, money)
    yield TextBlock(text=f"What moves the limit, instead of {part.limit_minutes}:")
    yield ListBlock(kind="pairs", rows=tuple(_moves(part, money)))


def _sums(part: PartInWords, money: JobMoney) -> TableBlock:
    """Return what a month of the first year costs where it is even: with the plan as the decision counts it, and by hand."""
    hour = money.wage / 60 * money.results  # what a minute for each costs a month
    today, time = money.by_hand * hour, money.below_minutes * hour
    paid = {
        "Fees": money.by_use,
        "The machine" if part.part.way is Way.MACHINE else "Seats": money.fixed,
        f"Looking after it {GUESS}": money.care,
        f"Connecting it, over {SETUP_MONTHS} months {GUESS}": money.setup,
        f"Asking, and putting it to use {GUESS}": money.pasting * hour,
    }
    rows = [(label, usd, 0.0) for label, usd in paid.items() if usd]
    remade = today - time - sum(paid.values())
    rows.append((f"Making again what cannot be used {GUESS}", remade, 0.0))
    rows.append((f"Your time, at {part.money(money.wage)} an hour", time, today))
    return TableBlock(
        caption="A month of the first year, at the limit",
        columns=(
            f"A month, {format_count(round(money.results), part.unit, part.units)}",
            "With this plan",
            "Today",
        ),
        rows=(
            *(TableRow(head=label, cells=(part.money(plan), part.money(hand))) for label, plan, hand in rows),
            TableRow(
                head=f"It is even at {part.limit_minutes}", cells=(part.money(today), part.money(today)), chosen=True
            ),
        ),
    )


def _moves(part: PartInWords, money: JobMoney) -> Iterator[ListRow]:
    """Yield what else the limit would be, with one figure of the decision replaced."""
    longer, fewer, share = money.by_hand * 1.5, money.results / 3, 0.5 + money.share / 2
    connecting = part.money(3 * SETUP_MONTHS * money.setup)
    moved = {
        f"One takes you {format_spoken_minutes(longer)}, not {part.minutes_by_hand}": replace(money, by_hand=longer),
        f"{format_rough(round(fewer))} {part.units} a month": replace(money, results=fewer, by_use=money.by_use / 3),
        f"{round(100 * share)} of 100 can be used, not {round(100 * money.share)}": replace(money, share=share),
        "Fees double": replace(money, by_use=2 * money.by_use),
        f"Connecting costs {connecting}": replace(money, setup=3 * money.setup),
        "From the second year on": replace(money, setup=0.0),
    }
    for condition, other in moved.items():
        limit = format_spoken_minutes(other.below_minutes) if other.below_minutes > 0 else "it does not pay"
        if limit != part.limit_minutes:
            yield ListRow(label=condition, text=f"{capitalise(limit)}.")


def ways(basis: Basis) -> Section:
    """Return what each way to buy costs, and from how many results another is cheaper."""
    finding = "A month of the first year, with your time to ask, connect and look after it."
    return basis.section("ways", "Ways to buy", finding, ((part, _ways(part)) for part in basis.parts))


def _ways(part: PartInWords) -> Iterable[Block]:
    results, found = part.part.results, part.part.ways
    if len(found) < len((Way.SEAT, Way.API)) or not results:
        return
    sign, unit = in_currency(Decimal(1), part.rate)
    yield CurvesBlock(
        caption=f"A month by the number of {part.units}; each step across is ten times the last",
        rows=tuple(
            Curve(
                name=WAYS[each.way],
                fixed=round(each.fixed * float(unit), 2),
                per_result=round((each.usd_month - each.fixed) * float(unit) / results, 6),
                cheaper_from=each.cheaper_from,
                chosen=each.way is part.part.way,
            )
            for each in found
        ),
        results=results,
        units=part.units,
        sign=sign,
    )
    yield TableBlock(
        caption="Ways to buy, your time and set-up counted " + GUESS,
        columns=("Way", "A month", "Cheaper from"),
        rows=tuple(
            TableRow(
                head=WAYS[each.way],
                cells=(
                    part.money(each.usd_month),
                    f"about {format_rough(round(each.cheaper_from))} {part.units}" if each.cheaper_from else "",
                ),
                chosen=each.way is part.part.way,
            )
            for each in found
        ),
    )


def counted_with(basis: Basis) -> Section:
    """Return what the figures were counted with: what the owner said, and what we assume."""
    finding = "Your figures, and a guess of ours where you gave none."
    blocks = ((part, _counted_with(part)) for part in basis.parts if part.fees is not None)
    return basis.section("assumed", "What we counted with", finding, blocks)


def _counted_with(part: PartInWords) -> Iterable[Block]:
    answers, task = part.answers, part.task
    volume = f"{format_count(round(part.part.results), part.unit, part.units)} a month"
    yours = [] if part.part.results_guessed else [volume]
    ours = [volume] if part.part.results_guessed else []
    if part.minutes_by_hand:
        yours.append(f"{part.minutes_by_hand} for one today")
    if answers.wage_usd is not None:
        yours.append(f"{part.money(answers.wage_usd)} an hour")
    reading = part.part.minutes
    if reading:
        lines = yours if answers.check_minutes is not None else ours
        lines.append(f"{format_spoken_minutes(reading)} to read and mend one")
    if part.part.kind is Kind.LANGUAGE and not part.of_product:
        read, written = (format_rough(round(tokens * WORDS_A_TOKEN)) for tokens in (task.tokens_in, task.tokens_out))
        ours.append(f"{read} words read and {written} written for each")
    if part.part.way is not Way.SEAT:
        ours.append(f"{part.money(BUILD_USD)} to connect it, over {SETUP_MONTHS} months")
    rows = (
        ListRow(label=label, text=capitalise("; ".join(each)))
        for label, each in (("Yours", yours), ("Our guess", ours))
        if each
    )
    yield ListBlock(rows=tuple(rows))
