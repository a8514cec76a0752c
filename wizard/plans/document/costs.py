"""What a plan costs, in words: the money of a month, what it is for, and up to when it pays."""

from collections import Counter
from collections.abc import Iterable, Sequence

from catalog.formatting import (
    about,
    capitalise,
    format_count,
    format_list,
    format_long_day,
    format_rough,
    lower_first,
    spell,
    with_article,
)
from catalog.vocabulary import MachineSize
from wizard.decision.decision import Bill
from wizard.decision.reasons import WORK_HOURS_A_MONTH
from wizard.decision.vocabulary import Check, Way
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import GUESS, Answer
from wizard.plans.document.part import MOST_APART, Form, PartInWords, briefly, checking, purposes
from wizard.plans.document.trial import untried
from wizard.plans.document.words import TEXTS

TOO_SHORT = 1  # minute: less is too short to judge a result that does harm
UNBOUGHT = {Form.ASK, Form.ASK_APP, Form.NONE, Form.PROJECT}
WORTH_NAMING = 20  # times what it costs: less of a sum is not stated apart


def costs(basis: Basis) -> Answer:
    """Return what a month costs, each machine and seat once, what is a guess of ours, and up to when it pays."""
    bill, parts = basis.decision.bill, basis.parts
    priced = counted(parts)
    fine = [
        *_whats_in_it(basis, priced),
        *_besides(priced),
        *_old_prices(priced),
        *_loosened(priced),
        *_each(basis, priced),
        *_connecting(basis),
    ]
    too_many_hours = any(each.rule == "more-work-than-people" for each in basis.decision.reasons)
    fine += [*([] if too_many_hours else _reading(parts)), *_pays(parts)]
    if not bill.advised and all(part.form in UNBOUGHT for part in parts):
        fine = ["Nothing is advised, so nothing is bought."]
    month = _month(basis, priced)
    return Answer(key="costs", label="It costs", big=month, fine=" ".join(fine), address="money/")


def counted(parts: Sequence[PartInWords]) -> tuple[PartInWords, ...]:
    """Return the parts whose money is counted, as the bill counts them; where there are none, what is over the limit.

    Nothing is priced of what has to be asked about first.
    """
    priced = tuple(part for part in parts if part.fees is not None)
    return tuple(
        part for part in priced if part.advised or part.form in {Form.LIST, Form.THREE}
    ) or tuple(part for part in priced if part.form is Form.OVER)


def _month(basis: Basis, priced: Sequence[PartInWords]) -> str:
    bill, parts = basis.decision.bill, basis.parts
    if parts and all(part.form in {Form.WRONG, Form.LEAVE} for part in parts):
        return "Nothing here"
    if len(parts) == 1 and parts[0].form is Form.THREE:
        return f"{capitalise(tried_fees(parts[0]))} a month"
    if not bill.advised and all(part.form is not Form.OVER for part in parts):
        return TEXTS["costs"].get(untried(parts), "Nothing yet")
    if not priced or bill.usd_month is None:
        return "Not known yet"
    guessed = len(priced) > 1 and not _priced_apart(basis, priced)
    of_guesses = [
        part.fees or 0.0 for part in priced if _guessed(part) or part.part.results_guessed
    ]
    guess = f" {GUESS}" if guessed and sum(of_guesses) * WORTH_NAMING >= bill.usd_month else ""
    return (
        f"{about(basis.money(bill.usd_month))} a month{guess}"
        if bill.usd_month
        else "Nothing more than today"
    )


def counted_once(bill: Bill) -> str:
    """Return what serves several tasks and is counted once, such as one machine; empty where nothing does."""
    several = [bought for bought in bill.lines if len(bought.parts) > 1 and bought.usd_month != 0]
    counts = Counter[Way]()
    for bought in several:
        counts[bought.way] += bought.count
    things = format_list(spell(count, way) for way, count in counts.items())
    return (
        f"{capitalise(things)} for {spell(sum(len(bought.parts) for bought in several), 'task')}"
        if several
        else ""
    )


def tried_fees(part: PartInWords) -> str:
    """Return the fees of a month of the three to try, from the lowest to the highest; of one, or of equal ones, about that."""
    fees = [each.fee for each in part.part.to_try if each.fee is not None]
    ends = dict.fromkeys(part.money(end(fees)) for end in (min, max)) if fees else ()
    return " to ".join(ends) if len(ends) > 1 else lower_first(about("".join(ends)))


def _whats_in_it(basis: Basis, priced: Sequence[PartInWords]) -> list[str]:
    """Return what the money is for, and the limit on it; of several parts with unlike prices the limit alone."""
    if not priced:
        return []
    parts, found = basis.parts, counted_once(basis.decision.bill)
    if len(priced) == 1:
        found = fee_words(priced[0], short=priced[0].siblings > MOST_APART)
    elif _priced_apart(basis, priced):
        found = format_list(
            f"{part.fees_in_words}{_guessed(part)} for {briefly((part,), parts)}" for part in priced
        )
    elif not found:
        found = _most_of_it(basis, priced)
    over = any(part.form is Form.OVER for part in priced)
    limit = (
        ""
        if basis.answers.budget_usd is None
        else f"{'your limit is' if over else 'within your'} {priced[0].budget}"
    )
    joined = ("; " if over else ", ").join(filter(None, (found, limit)))
    return [f"{capitalise(joined)}."] if joined else []


def _most_of_it(basis: Basis, priced: Sequence[PartInWords]) -> str:
    """Return what takes more than half of the money of several tasks; empty where nothing does."""
    bill = basis.decision.bill
    largest = max(bill.lines, key=lambda line: line.usd_month or 0.0, default=None)
    if largest is None or (largest.usd_month or 0.0) * 2 <= (bill.usd_month or 0.0):
        return ""
    most = basis.money(largest.usd_month)
    served = [part for part in priced if part.part.key in largest.parts]
    return (
        f"{most} of it for {purposes(served)}"
        if served and most != basis.money(bill.usd_month)
        else ""
    )


def _priced_apart(basis: Basis, priced: Sequence[PartInWords]) -> bool:
    """Return whether each of two tasks is said with its price: nothing serves both, it costs, and neither is next to nothing."""
    bill, least = basis.decision.bill, min(part.fees or 0 for part in priced)
    apart = len(priced) == MOST_APART and bill.usd_month != 0 and not counted_once(bill)
    return apart and least * WORTH_NAMING >= (bill.usd_month or 0)


def _besides(priced: Iterable[PartInWords]) -> list[str]:
    """Return what else has to be paid for, such as another licence."""
    needs = dict.fromkeys(
        part.seat.needs for part in priced if part.seat is not None and not part.seat.paid
    )
    wanted = [each for each in needs if each]
    return [f"Plus {format_list(wanted)} for each, if you have none."] if wanted else []


def _old_prices(priced: Sequence[PartInWords]) -> list[str]:
    """Return which prices were read long ago."""
    by_name = {part.name: part for part in priced if part.fees}
    lines = []
    for name, part in by_name.items():
        age = part.old_price
        if age is not None and age.seen is not None:
            which = f"The price of {name}" if len(by_name) > 1 else "Its price"
            # Of one part its sum says so.
            on_what = part.seat.price_note if part.seat is not None and len(priced) > 1 else ""
            note = f" ({lower_first(on_what.rstrip('.'))})" if on_what else ""
            ask = ": ask before you pay" if age.asks else ""
            lines.append(f"{which}{note} was last read on {format_long_day(age.seen)}{ask}.")
    return lines


def _guessed(part: PartInWords) -> str:
    """Return the mark of a guess, after a space, where a machine is paid for."""
    return f" {GUESS}" if part.on_machine else ""


def _of_own_pc(part: PartInWords) -> bool:
    return part.choice is not None and part.choice.machine is MachineSize.PC and not part.rented


def _loosened(priced: Sequence[PartInWords]) -> list[str]:
    """Return that the limit on cost allows a model further behind the best than the stakes do."""
    loosened = [part for part in priced if part.part.loosened and part.form is Form.MODEL]
    if not loosened:
        return []
    which = "it" if len(priced) == 1 else purposes(loosened)
    if any(part.counts_wrong_words for part in loosened):
        return [f"So {which} may be a step further behind the best."]
    return [f"So {which} may lose 60 of 100 to the best, not 55."]


def _each(basis: Basis, priced: Sequence[PartInWords]) -> list[str]:
    """Return what one result costs, where that is more than an hour of work, and what is cheaper and good enough."""
    alone = {line.parts[0] for line in basis.decision.bill.lines if len(line.parts) == 1}
    found = []
    for part in priced:
        if part.part.key in alone and (costs := part.dear_result):
            fees = part.fees or 0.0
            others = (each.choice for each in part.part.rungs if not each.over and part.advised)
            cheaper = next(
                (each for each in others if each.fee is not None and each.fee * 2 <= fees), None
            )
            instead = (
                f" {part.model(cheaper)} is good enough too, for {part.month(cheaper)}."
                if cheaper
                else ""
            )
            which = f"For {part.purpose} that" if len(priced) > 1 else "That"
            found.append(f"{which} is {costs}.{instead}")
    return found


def _reading(parts: Sequence[PartInWords]) -> list[str]:
    """Return how long people read in a month, where it is more than one person works."""
    jobs = {part.job.key: part for part in parts if part.advised and part.part.minutes}
    hours = sum((part.part.minutes or 0.0) * part.part.results for part in jobs.values()) / 60
    guess = f" {GUESS}" if any(part.answers.check_minutes is None for part in jobs.values()) else ""
    people = next((part.answers.people for part in jobs.values()), None)
    if hours <= WORK_HOURS_A_MONTH:
        return []
    too_many = people is not None and hours > people * WORK_HOURS_A_MONTH
    most = f", more than {format_count(people or 1, 'person', 'people')} can do" if too_many else ""
    return [
        f"{capitalise(checking(jobs.values()))} takes {format_rough(round(hours))} hours a month{guess}{most}."
    ]


def fee_words(part: PartInWords, *, short: bool = False) -> str:
    """Return what a month's money is for, with the mark where the volume or the thinking is our guess."""
    choice, results = part.choice, format_count(round(part.part.results), part.unit, part.units)
    if part.form is Form.LIST and not part.name:
        return "your list is enough, so nothing is bought"
    volume = f"{results} {GUESS}" if part.part.results_guessed else results
    seat = part.seat or (
        part.part.over.seat if part.form is Form.OVER and part.part.over is not None else None
    )
    if seat is not None:
        note = (
            f" ({lower_first(seat.price_note.rstrip('.'))})"
            if seat.price_note and not short
            else ""
        )
        return f"for {spell(seat.seats, 'seat')}{note}" if part.fees else f"for {volume}"
    if choice is not None and choice.offer is None:
        return f"for the machine, {'worn out in three years' if _of_own_pc(part) else 'at what one like it rents for'} {GUESS}"
    if choice is not None and choice.fee_low is not None and choice.fee_low != choice.fee_high:
        low, high = part.money(choice.fee_low), part.money(choice.fee_high)
        return f"in fees for {volume}, {low} to {high} by how long it thinks {GUESS}"
    return f"in fees for {volume}"


def _connecting(basis: Basis) -> list[str]:
    once = basis.decision.bill.usd_once
    return [f"Connecting costs about {basis.money(once)} once {GUESS}."] if once else []


def _pays(parts: Sequence[PartInWords]) -> list[str]:
    """Return up to how long reading and mending one may take, so that it pays; of several the fold on money says it."""
    return (
        [threshold(part, today=False) for part in parts if part.advised] if len(parts) == 1 else []
    )


def threshold(part: PartInWords, *, today: bool = True) -> str:
    """Return up to when a part pays, or why nobody can say; `today` adds how long one takes by hand."""
    if part.part.pays_below_minutes is None:
        if part.check is Check.NOBODY:
            return "Nobody reads them, so only the fees count."
        wanted = [] if part.minutes_by_hand else ["how long one takes today"]
        wanted += [] if part.answers.wage_usd is not None else ["what an hour costs"]
        if not wanted:
            return "Nobody can say yet when it pays; your test can."
        return f"Tell us {format_list(wanted)}, and we say when it pays."
    by_hand = (
        f" Making one takes {part.minutes_by_hand} today." if today and part.minutes_by_hand else ""
    )
    if part.check is Check.SAMPLE:
        unit = with_article(part.short_unit)
        return f"It pays while {part.to_check}ing takes less than {part.limit_minutes} {unit}, on average over all.{by_hand}"
    short = part.task.released and (part.part.pays_below_minutes or TOO_SHORT) < TOO_SHORT
    warning = " That is too short to judge one." if short else ""
    return f"It pays as long as {part.to_check}ing and mending one takes less than {part.limit_minutes}.{warning}{by_hand}"
