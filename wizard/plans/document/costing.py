"""What stands on the page of money alone: up to when it pays, the ways to buy, and what was counted with."""

from collections.abc import Iterable
from decimal import Decimal

from catalog.formatting import capitalise, format_count, format_rough, format_spoken_minutes, in_currency
from wizard.decision.fees import BUILD_USD, SETUP_MONTHS
from wizard.decision.vocabulary import Kind, Way
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import (
    GUESS,
    Block,
    Curve,
    CurvesBlock,
    FactRow,
    FactsBlock,
    ScaleBlock,
    ScaleMark,
    Section,
    TableBlock,
    TableRow,
)
from wizard.plans.document.part import PartInWords

WORDS_A_TOKEN = 0.75
BEYOND = 1.15  # how far a scale goes on behind its last mark
WAYS = {Way.SEAT: "A seat in an app", Way.API: "Connected by a developer", Way.MACHINE: "A machine of your own"}


def limits(basis: Basis) -> Section:
    """Return up to how many minutes one may take, drawn beside what it takes today."""
    return Section(
        key="limit",
        title="The limit",
        finding="A limit instead of a forecast: your time decides, and the test measures it.",
        groups=basis.grouped((part, _limit(part)) for part in basis.parts),
    )


def _limit(part: PartInWords) -> Iterable[Block]:
    below, today = part.part.pays_below_minutes, part.job.minutes_by_hand
    if part.advised and below and today is not None:
        whole = BEYOND * max(below, float(today))
        yield ScaleBlock(
            caption=f"Your time for one {part.short_unit}: asking, reading, mending",
            limit=ScaleMark(text=f"it pays up to {part.limit_minutes}", at=round(100 * below / whole, 1)),
            today=ScaleMark(text=f"today {part.minutes_by_hand}", at=round(100 * float(today) / whole, 1)),
        )


def ways(basis: Basis) -> Section:
    """Return what each way to buy costs, and from how many results another is cheaper."""
    return Section(
        key="ways",
        title="Ways to buy",
        finding="A month of the first year, with your time to ask, connect and look after it.",
        groups=basis.grouped((part, _ways(part)) for part in basis.parts),
    )


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
                cells=(part.money(each.usd_month), _from(part, each.cheaper_from)),
                chosen=each.way is part.part.way,
            )
            for each in found
        ),
    )


def _from(part: PartInWords, results: float | None) -> str:
    return f"about {format_rough(round(results))} {part.units}" if results else ""


def counted_with(basis: Basis) -> Section:
    """Return what the figures were counted with: what the owner said, and what we assume."""
    return Section(
        key="assumed",
        title="What we counted with",
        finding="Your figures, and a guess of ours where you gave none.",
        groups=basis.grouped((part, _counted_with(part)) for part in basis.parts if part.fees is not None),
    )


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
        said = yours if answers.check_minutes is not None else ours
        said.append(f"{format_spoken_minutes(reading)} to read and mend one")
    if part.part.kind is Kind.LANGUAGE and not part.of_product:
        read, written = (format_rough(round(tokens * WORDS_A_TOKEN)) for tokens in (task.tokens_in, task.tokens_out))
        ours.append(f"{read} words read and {written} written for each")
    if part.part.way is not Way.SEAT:
        ours.append(f"{part.money(BUILD_USD)} to connect it, over {SETUP_MONTHS} months")
    rows = (
        FactRow(label=label, text=capitalise("; ".join(each)))
        for label, each in (("Yours", yours), ("Our guess", ours))
        if each
    )
    yield FactsBlock(rows=tuple(rows))
