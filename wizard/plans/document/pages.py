"""The pages below a plan, each one click away: evidence, money, pilot, tuning, scale. One function a page."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from catalog import query
from catalog.formatting import capitalise, format_day, format_list, format_long_day, format_price, lower_first
from catalog.schema import Catalog
from wizard.decision.decision import ToolUse, TuningStep
from wizard.decision.fees import machine_prices
from wizard.decision.reasons import exchanged
from wizard.decision.vocabulary import Kind
from wizard.plans.document import costing, evidence
from wizard.plans.document.basis import Basis, section, sources
from wizard.plans.document.blocks import (
    Block,
    CopyBlock,
    DocumentPage,
    ListBlock,
    ListRow,
    Section,
    TableBlock,
    TableRow,
    TextBlock,
)
from wizard.plans.document.citations import citation
from wizard.plans.document.forms import released
from wizard.plans.document.part import Form, PartInWords
from wizard.plans.document.sections import money as money_section
from wizard.plans.document.words import model_name, product_name
from wizard.plans.prompt import prompt_of

RESTS = "Each sentence with its answer, rule, fact and source."
MONEY = {"prices", "products"}  # kinds of fact on which a sum rests


def _page(key: str, title: str, finding: str, *sections: Section | None) -> DocumentPage:
    shown = tuple(each for each in sections if each is not None and each.groups)
    cited = sources(shown)
    return DocumentPage(key=key, title=title, finding=finding, sections=(*shown, cited) if cited.groups else shown)


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
        Section(key="figures", title="The figures", finding="", groups=found.groups) if found is not None else None
    )
    shown = (costing.limits(basis), figures, costing.ways(basis), costing.counted_with(basis), _prices(basis), reasons)
    return _page("money", "Money", finding, *shown)


def _prices(basis: Basis) -> Section:
    rows = dict.fromkeys(row for part in basis.parts for row in _price_rows(part, basis.decision.on))
    finding = "As they are stated, and the last day on which we saw each."
    rate = basis.reasons((exchanged(basis.rate),)) if rows and basis.rate is not None else ()
    return section("prices", "Prices counted", finding, *((ListBlock(rows=tuple(rows)),) if rows else ()), *rate)


def _price_rows(part: PartInWords, on: date) -> Iterable[ListRow]:
    """Yield the prices that a part is counted with: of its seats, of its offer, or of its machine."""
    choice, catalog = part.choice, part.catalog
    if part.seat is not None:
        seat = query.seat_price(catalog, part.seat.product, on)
        found = [(part.name, seat)] if seat is not None and not part.seat.paid else []
    elif part.of_product or choice is None:
        return
    elif choice.offer is not None:
        name = f"{part.model(choice)} at {part.seller(choice)}"
        found = [(name, price) for price in catalog.prices_of.get(choice.offer, ()) if query.holds(price, on)]
    else:
        for row in machine_prices(catalog)[choice.machine or part.answers.machine].rows:
            usd = dict.fromkeys(each for each in (row.usd_hour_low, row.usd_hour_high) if each is not None)
            hourly = (
                f"{' to '.join(map(format_price, usd))} an hour" if usd else f"{format_price(row.usd_purchase)} to buy"
            )
            yield ListRow(label=row.name, text=hourly, source=citation(catalog, row.source, row.as_of))
        return
    for name, price in found:
        source = citation(catalog, price.source, price.seen)
        where = lower_first(price.region.label) if price.region else ""
        label = ", ".join(filter(None, (name, f"a {price.unit.label}", price.tier, where)))
        yield ListRow(label=label, text=format_price(price.usd), source=source)


def pilot(basis: Basis) -> DocumentPage:
    """Return how each part is tried, what ends it, and what it proves."""
    proves = max((part.pilot.wrong_of_100 for part in basis.parts if part.pilot is not None), default=0)
    finding = f"After clean cases up to {proves} of 100 may still be wrong." if proves else "Nothing to try yet."
    return _page("pilot", "Pilot", finding, evidence.how_tried(basis))


def tune(basis: Basis) -> DocumentPage:
    """Return what to do for better results, in the order of trying, and instructions to copy."""
    steps = [(part, part.part.tuning) for part in basis.parts if part.part.tuning]
    blocks = (
        (
            part,
            (
                ListBlock(kind="pairs", rows=tuple(_step(each, basis.catalog) for each in ladder)),
                *basis.reasons((each.reason for each in ladder), job=part.job.key),
            ),
        )
        for part, ladder in steps
    )
    ladder = basis.section("ladder", "In this order", "Stop at the first that is enough.", blocks)
    text = prompt_of(basis.answers, basis.catalog)
    asked = any(part.part.kind is Kind.LANGUAGE and part.advised for part in basis.parts)
    instructions = section(
        "instructions",
        "Instructions to copy",
        "Made from your answers. Paste them before your first case, and mend them as you test.",
        *((CopyBlock(label="Instructions", text=text),) if asked else ()),
    )
    first = steps[0][1][0] if steps else None
    finding = (
        f"{basis.catalog.advice_row[first.advice].title} first." if first is not None else "Nothing to change yet."
    )
    return _page("tune", "Tune", finding, instructions, ladder)


def _step(step: TuningStep, catalog: Catalog) -> ListRow:
    row = catalog.advice_row[step.advice]
    takes = f" It takes {row.effort[:1].lower()}{row.effort[1:].rstrip('.')}." if row.effort else ""
    stop = f" Stop when: {row.stop[:1].lower()}{row.stop[1:].rstrip('.')}." if row.stop else ""
    return ListRow(label=row.title, text=f"{row.action}{takes}{stop}")


def scale(basis: Basis) -> DocumentPage:
    """Return the way to daily use: hand-offs drawn, who releases, order, phases, tools and who uses them."""
    way, by_key = basis.decision.scale, {part.part.key: part for part in basis.parts}
    order = [(by_key[each.part], each.begins) for each in way.order if each.part in by_key]
    begins = TableBlock(
        caption="Order",
        columns=("Task", "Half of it from"),
        rows=tuple(TableRow(head=capitalise(part.purpose), cells=(format_day(day),)) for part, day in order),
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
        section("order", "Order", "What does least damage first.", *((begins,) if order else ())),
        section("phases", "Phases", "From the test to daily work, with days.", *_phases(basis)),
        section(
            "tools", "Tools", "One name for as many tasks as it is good enough for.", *((tools,) if tools.rows else ())
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
            cells=(format_day(each.begins), format_day(each.ends) if each.ends is not None else "from then on"),
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
        label=product_name(catalog, tool.product) if tool.product else model_name(catalog, tool.model),
        text=f"{does}; used by: {format_list(roles)}" if roles else does,
    )


def _hand_offs(basis: Basis) -> Section:
    """Return who hands what to whom, drawn: a line for each chain of parts."""
    offs = basis.decision.scale.hand_offs
    following = {each.before: each.after for each in offs}
    by_key = {part.part.key: part for part in basis.parts if part.advised or part.form in {Form.LIST, Form.THREE}}
    starts = [key for key in by_key if key not in set(following.values())]
    blocks: list[Block] = []
    for key in starts:
        chain = [by_key[key]]
        while (after := following.get(chain[-1].part.key)) in by_key and by_key[after] not in chain:
            chain.append(by_key[after])
        blocks.append(ListBlock(kind="chain", rows=tuple(link for part in chain for link in _links(part))))
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
