"""A pilot in words: the verdict on each model, what was measured, the pairs, and what that does not prove."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from catalog.formatting import (
    about,
    capitalise,
    format_count,
    format_list,
    format_long_day,
    format_rough_money,
    lower_first,
    spell_count,
)
from catalog.schema import ExchangeRate
from wizard.decision.decision import Part
from wizard.models import Pilot, Plan, PlanVersion
from wizard.pilot import context, store
from wizard.pilot.metrics import BY_SLUG, Better
from wizard.pilot.protocol import Contender, Protocol, Result, rule_words
from wizard.pilot.statistics import MOST_CHOICES, PairState, PairVerdict
from wizard.pilot.verdict import Measured, ResultState, Verdict, wrong_of_100
from wizard.plans import advice as advising
from wizard.plans.document import blocks
from wizard.plans.document.words import advised_slug, unbroken

STATES = {
    ResultState.USE: (blocks.Shape.PASSED, "passed"),
    ResultState.START: (blocks.Shape.PASSED, "passed"),
    ResultState.DROP: (blocks.Shape.FAILED, "is out"),
    ResultState.TEST_ON: (blocks.Shape.UNSETTLED, "is still being tested"),
    ResultState.NO_DATA: (blocks.Shape.NODATA, "has no results yet"),
}
NO_PROOF = (
    "That is what {:,} {} took. Others may take longer, and a month has more of them. "
    "The figures below are still the forecast."
)


class Event(NamedTuple):
    made: datetime
    sentence: str


class Instead(NamedTuple):
    """What a test says to do in place of what the plan says, why, and what that costs."""

    do: str
    why: str
    big: str
    fine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPilot:
    part: str  # key
    version: int
    states: Mapping[str, ResultState]  # by model
    counts: bool  # whether it tests what the plan names by now
    instead: Instead | None  # where what the plan names did not pass
    alone: bool  # whether the plan has no other part
    cases_done: int  # cases of which one result at least is on file
    protocol: Protocol
    headline: str
    findings: tuple[
        blocks.Block, ...
    ]  # what was measured of each model, and what that does not prove
    brief: tuple[blocks.Block, ...]  # the same in short, for the plan
    showed: str  # what a passed test does not prove, or why none passed
    money: Sequence[blocks.Block]  # time and cost of each model, as far as they were measured
    minutes: Mapping[tuple[str, str], float]  # for one result, by part of the plan and model
    squares: tuple[tuple[int, str, str], ...]
    rules: tuple[str, ...]  # what was agreed
    on_plan: bool  # on the plan: a model has its verdict, or the plan has moved on
    open: bool


def shown_pilots(version: PlanVersion) -> tuple[ShownPilot, ...]:
    """Return what the pilots of a plan have shown, the newest first; a few queries each."""
    return tuple(
        shown(pilot, version) for pilot in Pilot.objects.whole().filter(plan=version.plan_id)
    )


def shown(pilot: Pilot, latest: PlanVersion) -> ShownPilot:
    """Return a pilot in words; its money is that of the version on which it was locked."""
    protocol, rows, money = (
        store.protocol_of(pilot),
        store.counting(pilot),
        context.money_of(pilot.version),
    )
    results, found = store.results_of(pilot), store.verdicts_of(pilot)
    paid = {row.model for row in results if row.get("usd") is not None}
    models = blocks.MeasuredBlock(
        rows=tuple(
            _model(each, protocol, found[each.model], money.own, paid=each.model in paid)
            for each in protocol.contenders
        )
    )
    moved, cases_done = context.moved_on(pilot, protocol, latest), len({row.number for row in rows})
    verdicts = blocks.MeasuredBlock(
        rows=tuple(replace(row, facts=row.facts[:1]) for row in models.rows)
    )
    proof = unproven(protocol, found.values())
    pairs = store.pairs_of(protocol, results)
    lines = (
        preference_words(protocol, pairs),
        store.agreement_words(rows),
        proof,
        f"Locked {format_long_day(pilot.locked.date())}, on version {pilot.version.number}.",
    )
    worst = _worst(found.values())
    parts = advising.load(latest.advice).decision.parts
    part = next((each for each in parts if each.key == pilot.part), None)
    counts = bool(found.keys() & context.named_by(latest).get(pilot.part, ()))
    return ShownPilot(
        part=pilot.part,
        version=pilot.version.number,
        states={model: each.state for model, each in found.items()},
        counts=counts,
        instead=_instead(part, protocol, found, money.own) if part and counts else None,
        alone=len(parts) == 1,
        cases_done=cases_done,
        protocol=protocol,
        headline=headline(protocol, found, pairs),
        findings=(*_texts(moved), models, *_texts(*lines)),
        brief=(*_texts(moved), verdicts, *_texts(proof)),
        showed=f"Up to {worst} of 100 may still be wrong."
        if worst
        else next((row.text for row in verdicts.rows), ""),
        minutes={
            (pilot.part, model): float(each.value)
            for model, verdict in found.items()
            for each in verdict.measured
            if each.slug == "minutes" and each.value is not None
        },
        money=_money(models.rows, cases_done, protocol.units),
        squares=tuple(_squares(protocol, results)),
        rules=rule_words(protocol),
        on_plan=bool(moved) or any(each.state.settled for each in found.values()),
        open=not all(each.state.settled for each in found.values()),
    )


def _texts(*lines: str) -> list[blocks.Block]:
    return [blocks.TextBlock(text=line) for line in lines if line]


def with_measured(document: blocks.Document, pilots: Sequence[ShownPilot]) -> blocks.Document:
    """Return a document with what its pilots measured: once a model has its verdict in a section, and beside its money."""
    measured = [each for each in pilots if each.cases_done]
    if not measured:
        return document
    finding = "In the test, for each model by itself, with the range in which the truth may lie."
    newest = measured[0]
    headline = (
        newest.headline
        if newest.counts
        else f"Version {newest.version}: {lower_first(newest.headline)}"
    )
    tested = _section(headline, [(each, each.brief) for each in measured])
    money = _section(finding, [(each, each.money) for each in measured])
    pages = tuple(
        replace(page, sections=(money, *page.sections))
        if page.key == "money" and money.groups
        else page
        for page in document.pages
    )
    tested = replace(tested, more=blocks.Link(text="Case by case", address="pilot/"))
    shown = (tested,) if any(each.on_plan for each in measured) else ()
    document = replace(document, sections=(*shown, *document.sections), pages=pages)
    for each in {each.part: each for each in reversed(measured)}.values():
        document = _with_instead(document, each, each.instead) if each.instead else document
    return _after_the_test(document, newest) if newest.counts and not newest.open else document


def _with_instead(
    document: blocks.Document, pilot: ShownPilot, instead: Instead
) -> blocks.Document:
    """Return a document that says on top of each page what to do in place of what the plan says."""
    head, sentence = document.head, f"{instead.do} {instead.why}"
    if pilot.alone:
        costs = (
            replace(each, big=instead.big, fine=instead.fine) if each.key == "costs" else each
            for each in head.answers
        )
        head = replace(
            head, headline=(instead.do,), how=(blocks.How(text=instead.why),), answers=tuple(costs)
        )
    else:
        sentence = f"{pilot.protocol.job}: {lower_first(sentence)}"
        head = replace(head, warning=" ".join(filter(None, (head.warning, sentence))))
    pages = tuple(replace(page, finding=f"{sentence} {page.finding}") for page in document.pages)
    return replace(document, head=head, pages=pages)


def _instead(
    part: Part, protocol: Protocol, found: Mapping[str, Verdict], rate: ExchangeRate | None
) -> Instead | None:
    """Return what to do where the model that the plan names is out; where it names none, once each has its verdict."""
    named, states = advised_slug(part), {model: each.state for model, each in found.items()}
    if (
        states[named] is not ResultState.DROP
        if named in states
        else not all(each.settled for each in states.values())
    ):
        return None
    passed = [slug for slug, state in states.items() if state.passed]
    out = [
        unbroken(protocol.name_of[slug])
        for slug, state in states.items()
        if state is ResultState.DROP
    ]
    if not passed:
        return Instead(
            do=f"Do not use {format_list(out, 'or')} for {protocol.units}.",
            why=f"The test put {'both' if len(out) > 1 else 'it'} out.",
            big="Nothing yet",
            fine="Nothing has passed, so nothing is bought.",
        )
    best = format_list((unbroken(protocol.name_of[slug]) for slug in passed), "or")
    why = f"{'Both' if len(passed) > 1 else 'It'} passed the test{f'; {out[0]} is out' if out else ''}."
    fee = min(
        (usd for slug, usd in context.fees_of(part).items() if slug in passed and usd is not None),
        default=None,
    )
    nothing = "Not stated" if fee is None else "Nothing more"
    return Instead(
        do=f"Use {best} for {protocol.units}.",
        why=f"{why} What follows was worked out for {out[0]}." if named in states else why,
        big=f"{about(format_rough_money(fee, rate))} a month" if fee else nothing,
        fine="As the plan expects it.",
    )


def _after_the_test(document: blocks.Document, pilot: ShownPilot) -> blocks.Document:
    """Return a document that says on top what the test showed in place of how to try it; no steps once all is tried."""
    big, left = pilot.headline.rstrip("."), document.head.state.tested is blocks.Tested.RUNNING
    fine = (
        f"{pilot.protocol.job}: tested. Test the others next. {pilot.showed}"
        if left
        else pilot.showed
    )
    showed = blocks.Answer(key="try", label="The test showed", big=big, fine=fine, address="pilot/")
    answers = tuple(showed if each.key == showed.key else each for each in document.head.answers)
    sections = tuple(each for each in document.sections if left or each.key != "steps")
    return replace(document, head=replace(document.head, answers=answers), sections=sections)


def _section(
    finding: str, pilots: Sequence[tuple[ShownPilot, Sequence[blocks.Block]]]
) -> blocks.Section:
    headed = [
        (f"{each.protocol.job}, version {each.version}" if len(pilots) > 1 else "", content)
        for each, content in pilots
    ]
    groups = tuple(
        blocks.Group(heading=heading, blocks=tuple(content))
        for heading, content in headed
        if content
    )
    return blocks.Section(key="tested", title="What was measured", finding=finding, groups=groups)


def headline(protocol: Protocol, found: Mapping[str, Verdict], pairs: PairVerdict) -> str:
    states = [(unbroken(each.name), found[each.model].state) for each in protocol.contenders]
    if all(state is ResultState.NO_DATA for _, state in states):
        return f"Test {format_list(name for name, _ in states)}"
    if len({state for _, state in states}) == 1 and len(states) > 1:
        liked = preferred(protocol, pairs)
        return {
            ResultState.DROP: "Both are out.",
            ResultState.TEST_ON: "Both are still being tested.",
        }.get(states[0][1], f"Both passed{f', and {liked} is preferred' if liked else ''}.")
    return " ".join(f"{name} {STATES[state][1]}." for name, state in states)


def preferred(protocol: Protocol, pairs: PairVerdict) -> str:
    """Return the name of the model that is clearly preferred; nothing while none is."""
    at = {PairState.FIRST: 0, PairState.SECOND: 1}.get(pairs.state)
    return "" if at is None else unbroken(protocol.names[at])


def preference_words(protocol: Protocol, pairs: PairVerdict) -> str:
    """Return how often which model was preferred, what that settles, and how many more cases would."""
    if not pairs.clear and not pairs.same:
        return ""
    counts = zip(map(unbroken, protocol.names), (pairs.first, pairs.second), strict=True)
    phrases = [f"{name} was preferred in {count}" for name, count in counts if count]
    phrases += [f"there was no difference in {pairs.same}"] if pairs.same else []
    seen = (
        "No difference seen so far."
        if pairs.clear + pairs.same < protocol.cases
        else "No difference seen."
    )
    if name := preferred(protocol, pairs):
        then = f"That settles it: {name} is preferred. Chance alone says so in at most 5 of 100 pilots."
    elif pairs.more is None:
        then = f"{seen} More than {MOST_CHOICES} clear choices would not be worth it: take the cheaper one."
    else:
        then = f"{seen} About {pairs.more} more clear choices would settle it, if they fall as these did."
    return f"Of {format_count(pairs.clear + pairs.same, 'case', 'cases')}, {format_list(phrases)}. {then}"


def _worst(found: Iterable[Verdict]) -> int:
    """Return how many of 100 may still not be good enough with a model that passed; 0 where none did."""
    return max((each.wrong_of_100 or 0 for each in found if each.state.passed), default=0)


def unproven(protocol: Protocol, found: Collection[Verdict]) -> str:
    """Return what the results do not prove, however good they look."""
    worst, look = _worst(found), protocol.second_look
    text = f"What this does not prove: up to {worst} of 100 {protocol.units} may still not be good enough (95\u00a0% sure)."
    misses = [each.misses for each in found if each.state is ResultState.START]
    if not worst or not misses:
        return text if worst else ""
    least = look and wrong_of_100(max(misses), look)
    second = f" If none of the others up to {look} fails, it is at most {least}." if look else ""
    return f"{text}{second} Until then each one is released by a person."


def story(plan: Plan) -> tuple[Event, ...]:
    """Return what happened to the pilots of a plan: the start, and the verdict on each model since it last changed.

    It holds no figures that each result changes.
    """
    events = []
    for pilot in Pilot.objects.whole().filter(plan=plan):
        began = f"The pilot began, and what ends it was locked, on version {pilot.version.number}."
        events.append(Event(sentence=began, made=pilot.locked))
        names = store.protocol_of(pilot).name_of
        for model, (since, verdict) in store.dated_verdicts(pilot).items():
            if verdict.state is not ResultState.NO_DATA:
                lasting = lower_first(
                    verdict.sentence if verdict.to_go is None else f"{verdict.state.label}."
                )
                events.append(
                    Event(sentence=f"The pilot’s verdict on {names[model]}: {lasting}", made=since)
                )
    return tuple(sorted(events))


def _model(
    contender: Contender,
    protocol: Protocol,
    found: Verdict,
    rate: ExchangeRate | None,
    *,
    paid: bool,
) -> blocks.MeasuredRow:
    answer, _, sentence = found.sentence.partition(". ")
    facts = [
        blocks.ListRow(
            label=capitalise(BY_SLUG[each.slug].name),
            text=_fact(each, rate),
        )
        for each in found.measured
    ]
    if facts and facts[-1].label == "Cost" and not paid:
        facts[-1] = replace(
            facts[-1], text=f"{facts[-1].text} The fee is the plan’s; nobody entered one."
        )
    if found.results and protocol.ends_after_harmful is not None:
        facts.append(
            blocks.ListRow(
                label="Harmful errors", text=spell_count(found.harmful) if found.harmful else "none"
            )
        )
    return blocks.MeasuredRow(
        name=contender.name,
        shape=STATES[found.state][0],
        verdict=answer.removesuffix("."),
        text=sentence,
        facts=tuple(facts),
    )


def _money(
    rows: Iterable[blocks.MeasuredRow], cases_done: int, units: str
) -> Sequence[blocks.Block]:
    """Return time and cost of each model in one line, and what that does not prove; nothing where neither was measured."""
    texts = {
        row.name: [
            f"{each.label}: {each.text}" for each in row.facts if each.label in {"Time", "Cost"}
        ]
        for row in rows
    }
    facts = tuple(
        blocks.ListRow(label=name, text=" ".join(parts)) for name, parts in texts.items() if parts
    )
    return (
        [blocks.ListBlock(rows=facts), *_texts(NO_PROOF.format(cases_done, units))] if facts else []
    )


def _fact(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return what was measured of a metric, with its range."""
    metric, count = BY_SLUG[measured.slug], measured.of
    if metric.is_share:
        low, high = round(measured.low or 0), round(measured.high or 0)
        return f"{measured.met} of {count} (range {low} to {high} of 100)."
    if measured.value is None:  # a cost for each result that is used, and none was
        return f"none of {count} could be used."
    figure = metric.format(measured.value, rate)
    unit = " for each one used" if metric.slug == "usd" else ""
    return f"{figure}{unit}{_span(measured, rate)}, over {count}."


def _span(measured: Measured, rate: ExchangeRate | None) -> str:
    """Return between which amounts the truth may lie; nothing where one result says nothing of that, or all were alike."""
    if measured.low is None:
        return ""
    low = BY_SLUG[measured.slug].format(measured.low, rate)
    if measured.high is None:
        return f" (range from {low})"
    high = BY_SLUG[measured.slug].format(measured.high, rate)
    return "" if low == high else f" (range {low} to {high})"


def _squares(protocol: Protocol, results: Sequence[Result]) -> Iterator[tuple[int, str, str]]:
    """Yield the cases that were compared, in order: number, colour, and what a case showed in words."""
    first, second = protocol.names if protocol.in_pairs else ("", "")
    kinds: dict[str, tuple[str, str]] = {
        Better.YES: ("a", f"{first} was preferred"),
        Better.NO: ("b", f"{second} was preferred"),
        Better.SAME: ("t", "no difference"),
    }
    harmful = {each.number for each in results if each.get("harmful") is True}
    for number, better in store.choices_of(protocol, results).items():
        kind, words = kinds[better]
        harms = number in harmful and protocol.ends_after_harmful is not None
        yield number, "x" if harms else kind, f"{words}, with a harmful error" if harms else words
