"""The steps after the model, each a page of its own: the pilot, better results, daily use."""

from collections.abc import Iterable, Sequence

from catalog.formatting import capitalise, format_list, format_long_day, format_rough_money
from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.decision import Choice, Decision, Reason, TuningStep
from wizard.decision.vocabulary import Way
from wizard.plans.document.blocks import (
    Block,
    ChecklistBlock,
    FactRow,
    FactsBlock,
    Group,
    Pair,
    PairsBlock,
    ReasonsBlock,
    Row,
    Section,
    Step,
    TableBlock,
)
from wizard.plans.document.citations import line
from wizard.plans.document.part import PartInWords
from wizard.plans.document.words import model_name, product_name

WAYS = {Way.SEAT: "a seat in an app", Way.API: "connected by a developer", Way.MACHINE: "a machine of your own"}


def stages(decision: Decision, parts: Sequence[PartInWords], answers: Answers, catalog: Catalog) -> tuple[Section, ...]:
    """Return the sections of the pages below a plan; a step that has nothing to say is left out."""
    found = (pilot(parts, answers, catalog), tune(parts, answers, catalog), scale(decision, parts, answers, catalog))
    return tuple(section for section in found if section.groups)


def _groups(parts: Sequence[PartInWords], blocks: Iterable[tuple[PartInWords, Sequence[Block]]]) -> tuple[Group, ...]:
    return tuple(
        Group(heading=capitalise(part.purpose) if len(parts) > 1 else "", blocks=tuple(each))
        for part, each in blocks
        if each
    )


def _reasons(reasons: Iterable[Reason], answers: Answers, catalog: Catalog, job: str = "") -> list[Block]:
    rows = tuple(line(each, answers, catalog, job) for each in reasons)
    return [ReasonsBlock(rows=rows)] if rows else []


def pilot(parts: Sequence[PartInWords], answers: Answers, catalog: Catalog) -> Section:
    """Return how each part is tried, what ends it, and what it proves."""
    tried = [(part, part.pilot) for part in parts if part.pilot is not None]
    proves = max((plan.wrong_of_100 for _, plan in tried), default=0)
    return Section(
        key="pilot",
        title="Pilot",
        finding=f"After clean cases up to {proves} of 100 may still be wrong." if tried else "Nothing to try yet.",
        groups=_groups(parts, ((part, _reasons(plan.reasons, answers, catalog, part.job.key)) for part, plan in tried)),
    )


def tune(parts: Sequence[PartInWords], answers: Answers, catalog: Catalog) -> Section:
    """Return what to do for better results, in the order of trying."""
    first = next((part.part.tuning[0] for part in parts if part.part.tuning), None)
    return Section(
        key="tune",
        title="Tune",
        finding=f"{catalog.advice_row[first.advice].title} first." if first is not None else "Nothing to change yet.",
        groups=_groups(parts, ((part, _tuning(part, answers, catalog)) for part in parts)),
    )


def _tuning(part: PartInWords, answers: Answers, catalog: Catalog) -> list[Block]:
    if not part.part.tuning:
        return []
    rows = tuple(_step(each, catalog) for each in part.part.tuning)
    reasons = (each.reason for each in part.part.tuning)
    return [PairsBlock(rows=rows), *_reasons(reasons, answers, catalog, part.job.key)]


def _step(step: TuningStep, catalog: Catalog) -> Pair:
    row = catalog.advice_row[step.advice]
    takes = f" It takes {row.effort[:1].lower()}{row.effort[1:].rstrip('.')}." if row.effort else ""
    stop = f" Stop when: {row.stop[:1].lower()}{row.stop[1:].rstrip('.')}." if row.stop else ""
    return Pair(condition=row.title, consequence=f"{row.action}{takes}{stop}")


def scale(decision: Decision, parts: Sequence[PartInWords], answers: Answers, catalog: Catalog) -> Section:
    """Return the way to daily use: order, hand-offs, who works with which tool, ten times the volume."""
    way, by_key = decision.scale, {part.part.key: part for part in parts}
    order = tuple(
        Step(text=capitalise(by_key[each.part].purpose), on=each.begins) for each in way.order if each.part in by_key
    )
    blocks: list[Block] = [ChecklistBlock(rows=order)] if order else []
    hand_offs = tuple(
        Pair(
            condition=f"{capitalise(by_key[each.before].purpose)}, then {by_key[each.after].purpose}",
            consequence=f"{catalog.advice_row[each.advice].text} {catalog.advice_row[each.advice].action}",
        )
        for each in way.hand_offs
        if each.before in by_key and each.after in by_key
    )
    blocks += [PairsBlock(rows=hand_offs)] if hand_offs else []
    tools = tuple(
        FactRow(
            label=product_name(catalog, each.product) if each.product else model_name(catalog, each.model),
            text=format_list([by_key[key].purpose for key in each.parts if key in by_key]),
        )
        for each in way.tools
    )
    blocks += [FactsBlock(rows=tools)] if tools else []
    volumes = tuple(
        Row(
            head=capitalise(by_key[each.part].purpose),
            note=f"{round(each.results):,} a month, {WAYS[each.way]}",
            cells=_at_volume(each.choice, catalog),
            chosen=each.changes,
        )
        for each in way.ten_times
        if each.part in by_key
    )
    if volumes:
        blocks.append(TableBlock(caption="Ten times as many", columns=("For", "Name", "Fees a month"), rows=volumes))
    blocks += _reasons(way.reasons, answers, catalog)
    finding = "Nothing to roll out yet."
    if order:
        finding = f"{order[0].text} from {format_long_day(order[0].on)}."
    return Section(key="scale", title="Scale", finding=finding, groups=(Group(blocks=tuple(blocks)),) if blocks else ())


def _at_volume(choice: Choice | None, catalog: Catalog) -> tuple[str, str]:
    if choice is None:
        return "none", "not stated"
    return model_name(catalog, choice.model), format_rough_money(choice.fee)
