"""The folds below the decision, one function a section; each says its finding while it is closed."""

from calendar import FRIDAY
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal

from catalog.formatting import (
    about,
    capitalise,
    format_count,
    format_list,
    format_unit_cost,
    lower_first,
    spell,
    spell_count,
)
from wizard.decision.decision import Choice, Decision, Reason, SeatChoice
from wizard.decision.evidence import Limit
from wizard.decision.explain import condition, consequence
from wizard.decision.fees import CARE_HOURS_A_MONTH, HOURS_A_MONTH
from wizard.decision.vocabulary import Certainty, Way
from wizard.plans.document.basis import Basis, grouped
from wizard.plans.document.blocks import (
    GUESS,
    Block,
    Group,
    Link,
    ListBlock,
    ListRow,
    Section,
    TableBlock,
    TableRow,
    TextBlock,
    section,
)
from wizard.plans.document.costs import counted, counted_once, fee_words, threshold, tried_fees
from wizard.plans.document.part import MOST_APART, Form, PartInWords
from wizard.plans.document.trial import to_collect
from wizard.plans.document.verdicts import HIGH_RISK, OR_BUILT_IN, building_in, missing
from wizard.plans.document.words import TEXTS, model_name

CERTAINTY = TEXTS["certainty"]
TAKEN = TEXTS["taken"]
ENDED = TEXTS["ended"]
RUNGS = {
    Limit.BEST: "the best",
    Limit.NEAR: "loses at most 55 of 100",
    Limit.FAR: "loses at most 60 of 100",
}
MARKS = TEXTS["marks"]
MOST_CHANGES, MOST_CHANGES_OF_SEVERAL = 5, 3
MOST_REASONS, MOST_REASONS_EACH = 5, 3  # on the plan: of its only part, of each of several
MOST_FINDINGS = 3  # that a fold of several parts says while it is closed
EQUAL = 50  # comparisons that the best loses to its equal
EQUAL_IN_WORDS = f"{EQUAL} of 100"


def findings(pairs: Iterable[tuple[str, PartInWords]], *, alone: bool) -> str:
    """Return findings as one sentence a finding, each with the parts that it is true of."""
    parts_of: dict[str, list[str]] = {}
    for text, part in pairs:
        parts_of.setdefault(text, []).append(part.purpose)
    if alone or len(parts_of) == 1:
        return f"{capitalise(next(iter(parts_of), ''))}."
    named = {
        text: format_list(purposes)
        if len(purposes) <= MOST_APART
        else f"{spell_count(len(purposes))} tasks"
        for text, purposes in parts_of.items()
    }
    found = [f"{capitalise(purposes)}: {text}." for text, purposes in named.items()]
    return " ".join(
        found if len(found) <= MOST_FINDINGS else [*found[:MOST_FINDINGS], "The others: see below."]
    )


def why(basis: Basis, *, whole: bool = False) -> Section:
    """Return why these names, each sentence with its trail: the first of them, or the `whole` list of the evidence."""
    parts = basis.parts
    most = None if whole else MOST_REASONS if len(parts) == 1 else MOST_REASONS_EACH

    def blocks(place: int, part: PartInWords) -> Iterable[Block]:
        yield from basis.reasons(part.part.reasons[:most], job=part.job.key, anchor=f"why-{place}")
        if not whole:
            return
        choice = part.choice if not part.of_app else None
        marks = [
            MARKS[mark] for mark in (choice.marks if choice is not None else ()) if mark in MARKS
        ]
        if part.part.newer and choice is not None:
            newer = model_name(part.catalog, part.part.newer)
            marks.append(f"A newer model of the same line, {newer}, is not measured yet.")
        if part.part.must_loses is not None and round(part.part.must_loses) > EQUAL:
            marks.append(
                f"It loses {round(part.part.must_loses)} of 100 to the best that may go anywhere."
            )
        if marks:
            yield TextBlock(text=" ".join(marks))

    finding = findings(
        ((_why(part, alone=len(parts) == 1), part) for part in parts), alone=len(parts) == 1
    )
    more = Link(text="All models, who was dropped, and the sources", address="evidence/")
    return basis.section(
        "why",
        "Why",
        finding,
        ((part, blocks(place, part)) for place, part in enumerate(parts, 1)),
        more,
    )


def _why(part: PartInWords, *, alone: bool) -> str:
    if part.form is Form.ASK_APP and part.seat_to_ask is not None:
        return lower_first(missing(part.seat_to_ask.unknown)).rstrip(".")
    if part.form is Form.WRONG and part.exit_advice is not None:
        return lower_first(part.exit_advice.title)
    if part.form in ENDED:
        return (
            "no board on file measured the copy that your machine holds"
            if part.is_copy
            else ENDED[part.form]
        )
    if part.form is Form.TRY_APP:
        untested = "its seller states all that you need, but not the models inside"
        return (
            ENDED[Form.THREE]
            if part.part.seat_tried is None
            else untested
            if part.part.seat_tried.unknown
            else "no app is good enough, so the nearest is tried"
        )
    if part.form is Form.APP and part.part.seat is not None:
        return _of_app(part.part.seat)
    level = len(part.part.level)
    sure = CERTAINTY[part.certainty].format(others=spell(level, "other"))
    if part.certainty is Certainty.CLEAR and part.choice is not None and part.choice.light:
        sure = "in a setting that no board on file measured"
    return f"{taken(part)}, {sure}" if alone else taken(part)


def _of_app(seat: SeatChoice) -> str:
    """Return why an app is taken: how far its maker's best model is behind the best; nobody says which one is inside."""
    paid, loses = "you pay for it already, and " if seat.paid else "", round(seat.loses or 0)
    if not seat.model:
        return f"{paid}it is made for this and states all that you need"
    best = (
        "no maker has a better model"
        if loses <= EQUAL
        else f"its maker’s best model loses {loses} of 100 to the best"
    )
    return f"{paid}{best}"


def taken(part: PartInWords) -> str:
    """Return what the pick is, by the rule that took it, inside a sentence."""
    return next(
        (TAKEN[each.rule] for each in part.part.reasons if each.rule in TAKEN),
        TAKEN["takes-the-best"],
    )


def own_choice(basis: Basis) -> Section | None:
    """Return what the owner chose in place of the pick; None where the advice was taken."""
    lines = {part.part.key: tuple(_of_own_choice(basis, part)) for part in basis.parts}
    found = [line for each in lines.values() for line in each]
    if not found:
        return None

    blocks = (
        (part, [TextBlock(text=line) for line in lines[part.part.key]]) for part in basis.parts
    )
    return basis.section("choice", "Your choice", found[0], blocks)


def _of_own_choice(basis: Basis, part: PartInWords) -> Iterator[str]:
    pick, chosen = part.part.pick, part.part.chosen
    named = next((each.model for each in basis.answers.choices if each.task == part.part.key), "")
    if chosen is not None and pick is not None:
        yield f"You chose {part.model(chosen)}; the pick by the method is {part.model(pick)}, because it is {taken(part)}."
        yield f"It loses {part.loses(chosen)} and costs {part.month(chosen)} a month. The test runs both."
    elif chosen is not None:
        yield f"You chose {part.model(chosen)}. No board on file measures models for this, so there is no pick by the method."
    elif named and (pick is None or named != pick.model):
        name = (
            model_name(basis.catalog, named)
            if named in basis.catalog.model
            else "A model that is no longer on file"
        )
        yield f"You chose {name}, which does not pass all your limits today, so the plan does not count with it."


def alternatives(parts: Sequence[PartInWords]) -> Section | None:
    """Return what could be used instead: challenger, the other limits, what would do as well; nothing for what is left."""
    rows = [(part, _alternatives(part)) for part in parts if part.form is not Form.LEAVE]
    if not any(each for _, each in rows):
        return None
    firsts = [(_for_a_month(each[0], alone=len(parts) == 1), part) for part, each in rows if each]
    finding = findings(firsts, alone=len(parts) == 1)
    if len(firsts) > MOST_APART:
        finding = f"{format_list(dict.fromkeys(each[0].head for _, each in rows if each), 'or')}."

    def blocks(part: PartInWords, each: tuple[TableRow, ...]) -> Iterable[Block]:
        if part.part.or_built_in and part is next(
            every for every in parts if every.part.or_built_in
        ):
            yield TextBlock(text=f"{OR_BUILT_IN}{building_in(parts)}")
        if each:
            yield TableBlock(
                caption="Instead", columns=("Instead", "Loses", "Fees a month"), rows=each
            )
            if part is rows[0][0] and any(row.cells[0].endswith("of 100") for row in each):
                yield TextBlock(
                    text="Loses: of 100 comparisons with the best that passes. Its equal loses 50."
                )
        if len(part.part.rungs) > 1 and {rung.choice.model for rung in part.part.rungs} == {
            part.part.pick and part.part.pick.model
        }:
            yield TextBlock(text="At every limit we would take the same model.")
        shown = {row.head for row in each}
        if level := [
            name
            for slug in part.part.level
            if (name := model_name(part.catalog, slug)) not in shown
        ]:
            yield TextBlock(text=f"Would do as well: {format_list(level)}.")

    return Section(
        key="alternatives",
        title="Alternatives",
        finding=finding,
        groups=grouped(parts, ((part, blocks(part, each)) for part, each in rows)),
        more=Link(text="The whole table", address="evidence/#table"),
    )


def _for_a_month(row: TableRow, *, alone: bool) -> str:
    lost, fees = row.cells
    if not alone:
        return f"{row.head} for {fees}"
    against = {EQUAL_IN_WORDS: ", the best or level with it"}.get(
        lost, f", loses {lost} to the best that passes" if lost.endswith("of 100") else ""
    )
    return f"{row.head} for {fees} a month{against}"


def _apps(part: PartInWords) -> Iterable[TableRow]:
    """Yield the app of another maker beside the one taken, and the one that only the limit on cost keeps out."""
    challenger, over = part.part.seat_challenger if part.of_app else None, part.part.over
    for app, note in (
        (challenger, "another app, beside it in your test"),
        (over.seat if over is not None else None, "more than your limit"),
    ):
        if app is not None:
            cost = part.money(app.usd_month) if app.usd_month is not None else "not stated"
            seats = format_count(app.seats, "seat", "seats")
            yield TableRow(head=part.app_plan_name(app), note=f"{note}; {seats}", cells=("", cost))


def _alternatives(part: PartInWords) -> tuple[TableRow, ...]:
    choice, found = part.part, dict[str, TableRow]()
    pick = (
        part.choice.model
        if part.choice is not None and (part.form is Form.MODEL or part.is_copy)
        else ""
    )

    def add(each: Choice, note: str) -> None:
        if each.model != pick and each.model not in found:
            note = f"{note}; a developer connects it" if part.of_app else note
            found[each.model] = TableRow(
                head=part.model(each), note=note, cells=(part.loses(each), part.month(each))
            )

    found |= {row.head: row for row in _apps(part)}
    if choice.challenger is not None:
        note = "the best" if choice.challenger_why == "the-best" else "another one to compare"
        add(choice.challenger, note if part.of_app else "beside it in your test")
    if choice.or_built_in and choice.pick is not None:
        note = "built in, in place of the app"
        found[choice.pick.model] = TableRow(
            head=part.model(choice.pick),
            note=note,
            cells=(part.loses(choice.pick), part.month(choice.pick)),
        )
    if choice.over is not None:
        add(
            choice.over.cheapest,
            "built in" if choice.over.seat is not None else "the cheapest that is good enough",
        )
        if choice.over.payable is not None:
            add(choice.over.payable, "the best that fits your limit")
    for each in choice.to_try if part.form is Form.THREE else ():
        add(each, "one to try")
    for rung in choice.rungs:
        add(rung.choice, RUNGS[rung.limit] + ("; we advise against it here" if rung.over else ""))
    return tuple(found.values())


def money(basis: Basis) -> Section | None:
    """Return the figures: fees, what is assumed, up to when it pays."""
    bill, parts = basis.decision.bill, basis.parts
    sums = counted(parts)
    priced = [part for part in parts if part in sums or part.form is Form.THREE]
    if not priced:
        return None
    lines = list[ListRow]()
    if len(priced) > 1 and bill.usd_month is not None:
        once = counted_once(bill)
        text = f"{about(basis.money(bill.usd_month))} a month{f'. {once}' if once else ''}"
        lines.append(ListRow(label="Together", text=text))
    if basis.answers.budget_usd is not None:
        lines.append(ListRow(label="Your limit", text=f"{priced[0].budget} a month"))
    if bill.usd_once:
        lines.append(
            ListRow(label="Connecting", text=f"Topic {basis.money(bill.usd_once)} once {GUESS}")
        )
    unsaid = " ".join(
        dict.fromkeys(threshold(part) for part in priced if part.advised and not part.limit_minutes)
    )
    lines += [ListRow(label="It pays", text=unsaid)] if unsaid else []
    lines.append(ListRow(label="Saving", text="We forecast no saving. The test measures it."))
    groups = grouped(parts, ((part, _money(part)) for part in priced))
    short = [part for part in priced if part.limit_minutes]
    usd = bill.usd_month
    paid = f"{basis.money(usd)} a month" if usd else "Nothing more"
    if len(priced) == 1 and priced[0].form is Form.THREE:
        paid = f"{capitalise(tried_fees(priced[0]))} a month"
    finding = f"{paid}. The rest is your time, and the test measures it."
    if len(priced) == 1 and short:
        finding = f"It pays as long as {short[0].to_check}ing and mending one takes less than {short[0].limit_minutes}."
    return Section(
        key="money",
        title="Money",
        finding=finding,
        groups=(*groups, Group(blocks=(ListBlock(rows=tuple(lines)),))),
        more=Link(text="Every figure and its price", address="money/"),
    )


def _money(part: PartInWords) -> Iterable[Block]:
    choice, rows = part.choice, list[ListRow]()
    if part.form is Form.THREE:
        which = ", by which of them you take" if len(part.part.to_try) > 1 else ""
        rows.append(ListRow(label="A month", text=f"{capitalise(tried_fees(part))}{which}"))
    elif part.fees is not None:
        rows.append(
            ListRow(label="A month", text=f"{capitalise(part.fees_in_words)}, {fee_words(part)}")
        )
    if (
        choice is not None
        and choice.fee is not None
        and choice.offer is not None
        and not part.of_app
    ):
        each = Decimal(str(choice.fee)) / Decimal(str(part.part.results))
        rows.append(
            ListRow(label="Fees", text=format_unit_cost(each, part.unit, part.units, part.rate))
        )
    if part.dear_result and (choice is None or choice.offer is None):
        rows.append(ListRow(label="One result", text=part.dear_result))
    if part.part.way is Way.MACHINE:
        hours = (
            f"{HOURS_A_MONTH} hours a month, looked after for {CARE_HOURS_A_MONTH} hours {GUESS}"
        )
        rows.append(ListRow(label="The machine", text=hours))
    if part.part.over is not None:
        text = f"{part.part.over.results:,} {part.units} of the cheapest good enough"
        rows.append(ListRow(label="Your limit buys", text=text))
    if part.advised and part.limit_minutes:
        rows.append(
            ListRow(label="It pays", text=capitalise(threshold(part).removeprefix("It pays ")))
        )
    if rows:
        yield ListBlock(rows=tuple(rows))


def changes_(basis: Basis) -> Section | None:
    """Return what would change the name, None where no model is asked for; the fact to find out first stands first."""
    changes, parts, catalog, rate = basis.changes, basis.parts, basis.catalog, basis.rate
    by_key = {part.part.key: part for part in parts}

    def about(reason: Reason) -> str:
        part = by_key.get(str(dict(reason.parameters).get("task")))
        return f" ({part.purpose})" if part is not None and len(parts) > 1 else ""

    def pair(reason: Reason) -> ListRow:
        return ListRow(
            label=condition(reason, catalog, rate) + about(reason),
            text=f"{capitalise(consequence(reason, catalog, rate))}.",
            marked=reason.rule == "if-confirmed",
        )

    rows = tuple(
        pair(each)
        for each in changes[: MOST_CHANGES if len(parts) == 1 else MOST_CHANGES_OF_SEVERAL]
    )
    if not rows and all(part.form in {Form.WRONG, Form.LIST} for part in parts):
        return None
    if not rows:
        nothing = TextBlock(text="We turned over each answer, each price and the volume.")
        return section(
            "changes",
            "What would change it",
            "Nothing that you answered changes the name.",
            nothing,
        )
    first = changes[next((place for place, row in enumerate(rows) if row.marked), 0)]
    when, then = condition(first, catalog, rate), consequence(first, catalog, rate)
    when = (
        when if first.rule in {"if-confirmed", "if-dearer"} else lower_first(when)
    )  # a name keeps its capital
    more = Link(text="What each rests on", address="evidence/#changes")
    shown = ListBlock(kind="pairs", rows=rows)
    return section(
        "changes", "What would change it", f"If {when}{about(first)}: {then}.", shown, more=more
    )


def steps(decision: Decision, parts: Sequence[PartInWords], *, late: bool = False) -> Section:
    """Return what to do next, each by a day; `late` where the day of the test has passed."""
    start, weekday = max(decision.starts, decision.on), decision.on.weekday()
    soon = decision.on + timedelta(
        days=7 - weekday if weekday >= FRIDAY else 1
    )  # a day on which a seller answers
    tried = [part for part in parts if part.pilot is not None]
    asked = [
        part.app_plan_name(part.part.seats_to_ask[0]) for part in parts if part.form is Form.ASK_APP
    ]
    asked += [part.model(part.part.ask_first[0]) for part in parts if part.form is Form.ASK]
    days = [(soon, f"Ask about {name}") for name in dict.fromkeys(asked)]
    rules = {each.rule for each in decision.reasons}
    if rules & HIGH_RISK:
        days.append((soon, "Ask a lawyer"))
    if "written-consent" in rules:
        days.append((soon, "Get the written consent of everybody who is seen or heard"))
    if tried:
        days.append((max(start - timedelta(days=2), decision.on), f"Collect {to_collect(tried)}"))
        days.append((start, "Run the test"))
    if any(part.form is Form.OVER for part in parts):
        days.append((soon, "Raise the limit, or do fewer"))
    days.append((start + timedelta(days=1), "Decide"))
    days.sort(key=lambda each: each[0])
    by, first = days[0]
    finding = f"{first} by {by.day} {by:%B}."
    if tried:
        short = len(tried) > MOST_APART and first.startswith("Collect")
        collect = f"Collect the cases of {spell_count(len(tried))} tasks" if short else first
        finding = f"{collect}; test on {start.day} {start:%B}."
    if late:
        finding = "The days have passed, and nothing was tested. Begin on any day."
    rows = tuple(ListRow(text=text, on=on) for on, text in days)
    return section("steps", "Next steps", finding, ListBlock(kind="checklist", rows=rows))
