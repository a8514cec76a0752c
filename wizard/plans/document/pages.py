"""The pages below a plan, each one click away: evidence, money, pilot, tuning, scale. One function a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from catalog import ages, query
from catalog.charts.crossing import Curve
from catalog.formatting import (
    capitalise,
    format_amount,
    format_count,
    format_day,
    format_list,
    format_long_day,
    format_price,
    format_rough,
    format_spoken_minutes,
    in_currency,
    lower_first,
)
from catalog.vocabulary import Known
from wizard.decision.decision import JobMoney, ToolUse, TuningStep
from wizard.decision.fees import BUILD_USD, SETUP_MONTHS, machine_prices
from wizard.decision.reasons import exchanged
from wizard.decision.vocabulary import AtHand, Kind, Way
from wizard.plans.document import evidence
from wizard.plans.document.basis import Basis, citation, sources
from wizard.plans.document.blocks import (
    GUESS,
    Block,
    CurvesBlock,
    DocumentPage,
    ListBlock,
    ListRow,
    Section,
    TableBlock,
    TableRow,
    TextBlock,
    section,
)
from wizard.plans.document.part import Form, PartInWords
from wizard.plans.document.sections import money as money_section
from wizard.plans.document.verdicts import released
from wizard.plans.document.words import app_plan_name, model_name
from wizard.plans.prompt import prompt_of

RESTS = "Each sentence with its answer, rule, fact and source."
MONEY = {"prices", "app_plans"}  # kinds of fact on which a sum rests
WORDS_A_TOKEN = 0.75
BEYOND = 1.15  # how far a scale goes on behind its last mark
WAYS = {
    Way.SEAT: "A seat in an app",
    Way.API: "Connected by a developer",
    Way.MACHINE: "A machine of your own",
}


def _page(key: str, title: str, finding: str, *sections: Section | None) -> DocumentPage:
    shown = tuple(each for each in sections if each is not None and each.groups)
    cited = sources(shown)
    return DocumentPage(
        key=key, title=title, finding=finding, sections=(*shown, cited) if cited.groups else shown
    )


def money(basis: Basis) -> DocumentPage:
    """Return every figure: what is paid, what is assumed, the prices and the day each was last seen."""
    found = money_section(basis)
    rests = [
        (part, [each for each in part.part.reasons if MONEY & {fact.kind for fact in each.facts}])
        for part in basis.parts
    ]
    blocks = ((part, basis.reasons(found, job=part.job.key)) for part, found in rests)
    reasons = basis.section("reasons", "What the money rests on", RESTS, blocks)
    finding = found.finding if found is not None else "Nothing is bought yet."
    figures = (
        Section(key="figures", title="The figures", finding="", groups=found.groups)
        if found is not None
        else None
    )
    shown = (limits(basis), figures, ways(basis), counted_with(basis), _prices(basis), reasons)
    return _page("money", "Money", finding, *shown)


def _prices(basis: Basis) -> Section:
    rows = dict.fromkeys(
        row for part in basis.parts for row in _price_rows(part, basis.decision.on)
    )
    finding = "As they are stated, and the last day on which we saw each."
    rate = basis.reasons((exchanged(basis.rate),)) if rows and basis.rate is not None else ()
    return section(
        "prices",
        "Prices counted",
        finding,
        *((ListBlock(rows=tuple(rows)),) if rows else ()),
        *rate,
    )


def _price_rows(part: PartInWords, on: date) -> Iterable[ListRow]:
    """Yield the prices that a part is counted with: of its seats, of its offer, or of its machine."""
    choice, catalog = part.choice, part.catalog
    if part.seat is not None:
        seat = query.plan_price(catalog, part.seat.app_plan, on)
        found = [(part.name, seat)] if seat is not None and not part.seat.paid else []
    elif part.of_app or choice is None:
        return
    elif choice.offer is not None:
        name = f"{part.model(choice)} at {part.seller(choice)}"
        found = [
            (name, price)
            for price in catalog.prices_of.get(choice.offer, ())
            if query.holds(price, on)
        ]
    else:
        for row in machine_prices(catalog)[choice.machine or part.answers.machine].rows:
            usd = dict.fromkeys(
                each for each in (row.usd_hour_low, row.usd_hour_high) if each is not None
            )
            hourly = (
                f"{' to '.join(map(format_price, usd))} an hour"
                if usd
                else f"{format_price(row.usd_purchase)} to buy"
            )
            yield ListRow(
                label=row.name, text=hourly, source=citation(catalog, row.source, row.as_of)
            )
        return
    for name, price in found:
        source = citation(catalog, price.source, ages.last_seen(price, part.seen) or price.as_of)
        where = lower_first(price.region.label) if price.region else ""
        label = ", ".join(filter(None, (name, f"a {price.unit.label}", price.tier, where)))
        yield ListRow(label=label, text=format_amount(price.amount, price.currency), source=source)


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

    marks = [
        mark(f"it pays up to {part.limit_minutes}", limit),
        mark(f"today {part.minutes_by_hand}", money.by_hand),
    ]
    if measured is not None:
        marks.append(mark(f"measured {format_spoken_minutes(measured)}", measured))
    yield ListBlock(
        kind="scale",
        caption=f"Your time to {part.to_check} and mend one {part.short_unit}",
        rows=tuple(marks),
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
            *(
                TableRow(head=label, cells=(part.money(plan), part.money(hand)))
                for label, plan, hand in rows
            ),
            TableRow(
                head=f"It is even at {part.limit_minutes}",
                cells=(part.money(today), part.money(today)),
                chosen=True,
            ),
        ),
    )


def _moves(part: PartInWords, money: JobMoney) -> Iterator[ListRow]:
    """Yield what else the limit would be, with one figure of the decision replaced."""
    longer, fewer, share = money.by_hand * 1.5, money.results / 3, 0.5 + money.share / 2
    connecting = part.money(3 * SETUP_MONTHS * money.setup)
    moved = {
        f"One takes you {format_spoken_minutes(longer)}, not {part.minutes_by_hand}": replace(
            money, by_hand=longer
        ),
        f"{format_rough(round(fewer))} {part.units} a month": replace(
            money, results=fewer, by_use=money.by_use / 3
        ),
        f"{round(100 * share)} of 100 can be used, not {round(100 * money.share)}": replace(
            money, share=share
        ),
        "Fees double": replace(money, by_use=2 * money.by_use),
        f"Connecting costs {connecting}": replace(money, setup=3 * money.setup),
        "From the second year on": replace(money, setup=0.0),
    }
    for condition, other in moved.items():
        limit = (
            format_spoken_minutes(other.below_minutes)
            if other.below_minutes > 0
            else "it does not pay"
        )
        if limit != part.limit_minutes:
            yield ListRow(label=condition, text=f"{capitalise(limit)}.")


def ways(basis: Basis) -> Section:
    """Return what each way to buy costs, and from how many results another is cheaper."""
    finding = "A month of the first year, with your time to ask, connect and look after it."
    return basis.section(
        "ways", "Ways to buy", finding, ((part, _ways(part)) for part in basis.parts)
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
                cells=(
                    part.money(each.usd_month),
                    f"about {format_rough(round(each.cheaper_from))} {part.units}"
                    if each.cheaper_from
                    else "",
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
        lines.append(f"{format_spoken_minutes(reading)} to {part.to_check} and mend one")
    if part.part.kind is Kind.LANGUAGE and not part.of_app:
        read, written = (
            format_rough(round(tokens * WORDS_A_TOKEN))
            for tokens in (task.tokens_in, task.tokens_out)
        )
        ours.append(f"{read} words read and {written} written for each")
    if part.part.way is not Way.SEAT:
        ours.append(f"{part.money(BUILD_USD)} to connect it, over {SETUP_MONTHS} months")
    rows = (
        ListRow(label=label, text=capitalise("; ".join(each)))
        for label, each in (("Yours", yours), ("Our guess", ours))
        if each
    )
    yield ListBlock(rows=tuple(rows))


def pilot(basis: Basis) -> DocumentPage:
    """Return how each part is tried, what ends it, and what it proves."""
    proves = max(
        (part.pilot.wrong_of_100 for part in basis.parts if part.pilot is not None), default=0
    )
    finding = (
        f"Even when every case is right, up to {proves} of 100 may still be wrong."
        if proves
        else "Nothing to try yet."
    )
    return _page("pilot", "Pilot", finding, evidence.how_tried(basis))


def tune(basis: Basis) -> DocumentPage:
    """Return what to do for better results, in the order of trying, and instructions to copy."""
    steps = [(part, part.part.tuning) for part in basis.parts if part.part.tuning]
    blocks = (
        (
            part,
            (
                ListBlock(kind="pairs", rows=tuple(_step(each, part) for each in ladder)),
                *basis.reasons((each.reason for each in ladder), job=part.job.key),
            ),
        )
        for part, ladder in steps
    )
    ladder = basis.section("ladder", "In this order", "Stop at the first that is enough.", blocks)
    written = [
        part.part for part in basis.parts if part.part.kind is Kind.LANGUAGE and part.advised
    ]
    written.sort(key=lambda part: part.job != basis.answers.pilot_job)
    instructions = section(
        "instructions",
        "Instructions to copy",
        "Made from your answers. Paste them before your first case, and mend them as you test.",
        *(
            TextBlock(
                kind="copy",
                label="Instructions",
                text=prompt_of(basis.answers, basis.catalog, each),
            )
            for each in written[:1]
        ),
    )
    first = steps[0][1][0] if steps else None
    finding = (
        f"{basis.catalog.advice_row[first.advice].title} first."
        if first is not None
        else "Nothing to change yet."
    )
    return _page("tune", "Tune", finding, instructions, ladder)


def _step(step: TuningStep, part: PartInWords) -> ListRow:
    """Return what to do, what it needs and takes, when to stop, and whether what is taken can be adapted so."""
    row = part.catalog.advice_row[step.advice]
    lines = ((row.needs, "It needs"), (row.effort, "It takes"), (row.stop, "Stop when:"))
    words = (f"{begins} {lower_first(text).rstrip('.')}." for text, begins in lines if text)
    return ListRow(label=row.title, text=" ".join((row.action, *words, *_hindered(step, part))))


def _hindered(step: TuningStep, part: PartInWords) -> Iterator[str]:
    """Yield why a step cannot be taken yet; of an app no row says what it can be taught, so its seller is asked."""
    if step.possible is Known.NO and AtHand.EXAMPLES in step.lacks:
        yield "You have too few examples for that."
        return
    sellers = format_list(part.catalog.provider[slug].name for slug in step.elsewhere)
    if step.possible is Known.UNKNOWN or (step.possible is Known.NO and part.seat is not None):
        yield f"Ask first whether {part.name or 'the seller'} offers that."
        if sellers:
            yield f"It is offered at {sellers}."
    elif step.possible is Known.NO:
        yield f"{part.name} cannot be adapted so where you get it{f', but at {sellers}' if sellers else ''}."


def scale(basis: Basis) -> DocumentPage:
    """Return the way to daily use: hand-offs drawn, who releases, order, phases, tools and who uses them."""
    way, by_key = basis.decision.scale, {part.part.key: part for part in basis.parts}
    order = [(by_key[each.part], each.begins) for each in way.order if each.part in by_key]
    begins = TableBlock(
        caption="Order",
        columns=("Task", "Half of it from"),
        rows=tuple(
            TableRow(head=capitalise(part.purpose), cells=(format_day(day),)) for part, day in order
        ),
    )
    tools = ListBlock(rows=tuple(_tool(each, basis, by_key) for each in way.tools))
    finding = "Nothing to roll out yet."
    if order:
        finding = f"{capitalise(order[0][0].purpose)} first, from {format_long_day(order[0][1])}."
    return _page(
        "scale",
        "Scale",
        finding,
        _hand_offs(basis),
        section("order", "Order", "One job first, then the others.", *((begins,) if order else ())),
        section("phases", "Phases", "From the test to daily work, with days.", *_phases(basis)),
        section(
            "tools",
            "Tools",
            "One name for as many tasks as it is good enough for.",
            *((tools,) if tools.rows else ()),
        ),
        section("rests", "What it rests on", RESTS, *basis.reasons(way.reasons)),
    )


def _phases(basis: Basis) -> Iterator[Block]:
    """Yield the stretches of the way: what is done in each, and its days."""
    found = [(basis.catalog.advice_row[each.advice], each) for each in basis.decision.scale.phases]
    rows = tuple(
        TableRow(
            head=row.title,
            note=f"{row.text} {row.action}",
            cells=(
                format_day(each.begins),
                format_day(each.ends) if each.ends is not None else "from then on",
            ),
        )
        for row, each in found
    )
    if rows:
        yield TableBlock(caption="Phases", columns=("Phase", "From", "To"), rows=rows)


def _tool(tool: ToolUse, basis: Basis, by_key: Mapping[str, PartInWords]) -> ListRow:
    """Return a tool with what it does, and who works with it, of the roles that the owner named."""
    catalog = basis.catalog
    roles = [role.name for role in catalog.job_roles if role.slug in tool.roles]
    does = format_list([by_key[key].purpose for key in tool.parts if key in by_key])
    return ListRow(
        label=app_plan_name(catalog, tool.app_plan)
        if tool.app_plan
        else model_name(catalog, tool.model),
        text=f"{does}; used by: {format_list(roles)}" if roles else does,
    )


def _hand_offs(basis: Basis) -> Section:
    """Return who hands what to whom, drawn: a line for each chain of parts."""
    offs = basis.decision.scale.hand_offs
    following = {each.before: each.after for each in offs}
    by_key = {
        part.part.key: part
        for part in basis.parts
        if part.advised or part.form in {Form.LIST, Form.THREE}
    }
    starts = [key for key in by_key if key not in set(following.values())]
    blocks: list[Block] = []
    for key in starts:
        chain = [by_key[key]]
        while (after := following.get(chain[-1].part.key)) in by_key and by_key[after] not in chain:
            chain.append(by_key[after])
        blocks.append(
            ListBlock(kind="chain", rows=tuple(link for part in chain for link in _links(part)))
        )
    notes = dict.fromkeys(basis.catalog.advice_row[each.advice] for each in offs)
    blocks += [TextBlock(text=f"{row.text} {row.action}") for row in notes]
    return section("hand-offs", "Hand-offs", "Who makes it, and who releases it.", *blocks)


def _links(part: PartInWords) -> tuple[ListRow, ...]:
    made = ListRow(label=part.name or "One of the three", text=capitalise(part.purpose))
    releaser = capitalise(part.pilot.releaser.label) if part.pilot is not None else "You"
    return (made, ListRow(label=releaser, text=released(part).rstrip("."), marked=True))


def evidence_page(basis: Basis) -> DocumentPage:
    """Return the proof: from your answers to the name, the whole table, who was dropped, and every source."""
    finding = "Each sentence with your answer, the rule, the fact and its source."
    return _page("evidence", "Evidence", finding, *evidence.sections(basis))


PAGES: Mapping[str, Callable[[Basis], DocumentPage]] = {
    "evidence": evidence_page,
    "money": money,
    "pilot": pilot,
    "tune": tune,
    "scale": scale,
}
