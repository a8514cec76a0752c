"""A plan as Markdown, section by section as its page has it, and the record of the decision for a team's own files."""

import re
from collections.abc import Iterable, Iterator, Sequence

from catalog.formatting import capitalise, format_day, format_list, format_long_day, format_number, inline_label
from catalog.vocabulary import Voice
from wizard.engine.decision import Candidate
from wizard.exports.copies import Copy
from wizard.plans.panels.everyday import ScalePanel
from wizard.plans.panels.shortlists import Shortlist
from wizard.plans.panels.targets import PilotPanel
from wizard.plans.proof import Endnote, Trail
from wizard.plans.render.markdown import plain
from wizard.plans.sheet import FlipsPanel, Sheet, ShownLadder

_NOTE = re.compile(r"\[\^(\d+)\]")
_BACKTICKS = re.compile(r"`+")


def plan_md(copy: Copy) -> bytes:
    """Return the whole plan as Markdown."""
    sheet, decision = copy.sheet, copy.decision
    blocks = [
        f"# {plain(decision.verdict)}",
        f"*{plain(sheet.kicker)}*",
        plain(decision.lead),
        (
            f"Decided {format_long_day(copy.on)}, version {copy.number}, on release {copy.release} of the catalog. "
            f"Look at it again by {format_long_day(decision.look_again)}. Read it here: <{copy.permalink}>"
        ),
    ]
    if sheet.exit is not None:
        if sheet.exit.instead:
            blocks += ["## What does it instead", _bullets(plain(way) for way in sheet.exit.instead)]
        if sheet.exit.still:
            blocks += ["## Where a language model still helps", plain(sheet.exit.still)]
    for section in sheet.sections:
        blocks += [f"## {section.number} {plain(section.title)}", *_SECTIONS[section.slug](sheet)]
        if section.slug == "pilot":
            blocks.append(_shown_at(copy))
    blocks.append(
        f"This is version {copy.number} for good: <{copy.fixed}>. Worked out from release {copy.release}, "
        f"SHA-256 `{copy.digest}`; anyone can work it out again."
    )
    return _joined(blocks)


def decision_md(copy: Copy) -> bytes:
    """Return the plan as a decision record: context, decision, options, consequences, and how it is confirmed."""
    sheet, decision = copy.sheet, copy.decision
    status = "accepted for a pilot" if decision.pilot else "accepted"
    blocks = [
        f"# {plain(decision.verdict)}",
        _bullets(
            (
                f"Status: {status}",
                f"Date: {copy.on.isoformat()}",
                f"Deciders: {plain(copy.firm) or 'not named'}",
                f"Plan: <{copy.permalink}>, version {copy.number}",
                f"Look again by: {decision.look_again.isoformat()}",
            )
        ),
        "## Context and problem",
        plain(decision.lead),
        *_told(sheet),
        "## Decision",
        _bullets(f"{plain(trail.text)}{_notes(trail.notes)}" for trail in sheet.why),
        *_considered(copy),
        "## Consequences",
        *_consequences(copy),
    ]
    if decision.pilot is not None:
        pilot = decision.pilot
        blocks += [
            "## Confirmation",
            (
                f"A pilot judges this decision, from {format_day(pilot.begins)} to {format_day(pilot.ends)}, with "
                f"{format_number(pilot.trials)} trials and one look at the end. It has to reach:"
            ),
            _bullets(plain(target.text) for target in pilot.targets),
            _shown_at(copy),
        ]
    if sheet.flips is not None:
        blocks += ["## What would change this", *_flips(sheet)]
    cited = {int(note) for block in blocks for note in _NOTE.findall(block)}
    blocks += ["## Sources", "\n".join(_source(note) for note in sheet.sources if note.number in cited)]
    return _joined(blocks)


# -------------------------------------------------------------------------------------------------------------- words


def fenced(text: str) -> str:
    """Return text as a block that is shown letter by letter, whatever ticks it holds."""
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text}\n{fence}"


def _joined(blocks: Iterable[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _bullets(rows: Iterable[str]) -> str:
    return "\n".join(f"- {row}" for row in rows)


def _numbered(rows: Iterable[str]) -> str:
    return "\n".join(f"{place}. {row}" for place, row in enumerate(rows, start=1))


def _shown_at(copy: Copy) -> str:
    return f"What the pilot has shown since stands at <{copy.shown_at}>. This file stays as it was decided."


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = (f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))
    return "\n".join(lines)


def _notes(notes: Iterable[int]) -> str:
    return "".join(f"[^{note}]" for note in notes)


# ----------------------------------------------------------------------------------------------------------- sections


def _why(sheet: Sheet) -> list[str]:
    return ["\n".join(line for trail in sheet.why for line in _laid_open(trail))]


def _laid_open(trail: Trail) -> Iterator[str]:
    yield f"- {plain(trail.text)}"
    for answer in trail.answers:
        yield f"  - Your answer: {plain(answer.text)}"
    yield f"  - Rule: {plain(trail.rule)}"
    for fact in trail.facts:
        yield f"  - Fact: {plain(fact.text)}{_notes([fact.note])}"
    said = (
        f"{plain(source.title)}, {format_day(source.as_of)}"
        + ("" if source.voice is Voice.EDITOR else f", {inline_label(source.voice)}")
        for source in trail.sources
    )
    yield f"  - Source: {'; '.join(said)}."


def _short(sheet: Sheet) -> list[str]:
    lead = (
        "A range says how well a model fits your answers, from 0 to 100. It is wide where little is known. "
        "Whatever touches the range of the first model, weighed alike, ties."
    )
    return [lead, *(block for shortlist in sheet.shortlists for block in _shortlist(shortlist))]


def _shortlist(shortlist: Shortlist) -> Iterator[str]:
    yield f"### {plain(shortlist.part.name)}"
    yield plain(shortlist.advice)
    if not shortlist.rows:
        yield "No model passes all your requirements."
        return
    yield plain(f"{shortlist.caption}{f' · {shortlist.per_month}' if shortlist.per_month else ''}")
    yield _table(
        ("Model", "Maker", "Range", "Place", "Fees", "In a word"),
        (
            (
                plain(row.candidate.name) + (f" ({row.picked})" if row.picked else ""),
                plain(row.candidate.provider),
                f"{row.candidate.low} to {row.candidate.high}",
                row.place,
                plain(row.fees),
                plain(f"{row.candidate.in_a_word} {row.open_words if row.candidate.open_points else ''}"),
            )
            for row in (*shortlist.rows, *shortlist.more_rows)
        ),
    )
    yield plain(shortlist.left_out)
    if shortlist.alternatives:
        yield _bullets(f"{each.label}: {plain(each.name)}. {plain(each.text)}" for each in shortlist.alternatives)


def _not(sheet: Sheet) -> list[str]:
    blocks = [
        "Each was dropped by one of your answers, or by a fact that leaves no choice. What is unknown drops nobody."
    ]
    for part in sheet.excluded:
        if len(sheet.excluded) > 1:
            blocks.append(f"### {plain(part.part.name)}")
        rows = []
        for each in part.exclusions:
            answers = f" Your answer: {plain(' '.join(answer.text for answer in each.trail.answers))}"
            said = answers if each.trail.answers else ""
            rows.append(f"{plain(each.trail.text)} {plain(each.named)}{said}{_notes(each.trail.notes)}")
        blocks.append(_bullets(rows))
    return blocks


def _flips(sheet: Sheet) -> list[str]:
    panel: FlipsPanel | None = sheet.flips
    if panel is None:
        return []
    blocks = [
        "The plan was worked out again with every answer and every fact behind a first choice turned over. "
        + ("These turn it:" if panel.groups else "No single one of them turns it.")
    ]
    for title, rows in panel.groups:
        shown = (
            (plain(row.text) + _notes([row.fact.note] if row.fact else []), plain(row.now), plain(row.then))
            for row in rows
        )
        blocks += [f"### {title}", _table(("If", "Now", "then the plan says"), shown)]
    return [*blocks, plain(panel.left_open)]


def _pilot(sheet: Sheet) -> list[str]:
    panel: PilotPanel | None = sheet.pilot
    if panel is None:
        return []
    pilot, noun = panel.pilot, panel.part.unit_plural if panel.part else "trials"
    return [
        f"Try one job first: **{plain(pilot.workflow)}**, {format_number(pilot.trials)} {plain(noun)}. {plain(pilot.enough)}",
        f"Runs from {format_day(pilot.begins)} to {format_day(pilot.ends)}. The first look comes at the end. The targets stay as they are.",
        _table(
            ("Target", "Today", "Trials needed"),
            ((plain(each.target.text), plain(each.today), format_number(each.target.trials)) for each in panel.targets),
        ),
        _cited(panel.trails),
    ]


def _cited(trails: Iterable[Trail]) -> str:
    return _bullets(f"{plain(trail.text)}{_notes(trail.notes)}" for trail in trails)


def _tune(sheet: Sheet) -> list[str]:
    blocks = [block for ladder in sheet.ladders for block in _ladder(ladder)]
    if sheet.decision.prompt:
        blocks += ["### The instructions, to copy", fenced(sheet.decision.prompt)]
    return blocks


def _ladder(ladder: ShownLadder) -> Iterator[str]:
    yield f"### {plain(ladder.name)}{f', with {plain(ladder.model)}' if ladder.model else ''}"
    rows = []
    for shown in ladder.steps:
        step = shown.step
        more = (
            ("Needs", step.needs),
            ("Costs", step.costs),
            ("Allowed", f"{step.allowed.label}. {step.allowed_text}".strip()),
            ("Stop when", step.stop),
        )
        facts = [f"   - {label}: {plain(text)}" for label, text in more if text]
        reasons = [f"   - {plain(trail.text)}{_notes(trail.notes)}" for trail in shown.trails]
        rows.append("\n".join([f"**{plain(step.title)}** ({step.state.label}). {plain(step.text)}", *facts, *reasons]))
    yield _numbered(rows)


def _scale(sheet: Sheet) -> list[str]:
    panel: ScalePanel | None = sheet.scale
    if panel is None:
        return []
    blocks = []
    for shown in panel.chains:
        links = []
        for link in shown.drawn:
            more = ", ".join(words for words in (link.who, link.minutes, link.passes) if words)
            links.append(f"{plain(link.title)} ({plain(more)}{', the weakest hand-off' if link.weakest else ''})")
        end = " ".join(shown.chain.fallbacks)
        blocks += [f"### {plain(shown.chain.name)}", _numbered(links), plain(end)]
    blocks += _money(panel)
    blocks.append(_cited(panel.trails))
    if panel.scale.phases:
        rows = (
            f"{plain(phase.title)}: {plain(phase.text)} "
            + (
                f"({format_day(phase.begins)} to {format_day(phase.ends)})"
                if phase.ends
                else f"(from {format_day(phase.begins)})"
            )
            for phase in panel.scale.phases
        )
        blocks += ["### From pilot to everyday use", _bullets(rows)]
    if panel.scale.roles:
        needs = (
            f"{plain(role.name)}: {plain(role.needs)}"
            + (f" Works with {plain(format_list(role.models))}." if role.models else "")
            for role in panel.scale.roles
        )
        blocks += ["### Who needs what", _bullets(needs)]
    return blocks


def _money(panel: ScalePanel) -> Iterator[str]:
    """Yield what a usable result, a month and a year take, what pays it back, what is uncertain and what may be regretted."""
    head = ("What it takes", "Low", "Likely", "High", "Today")
    if panel.usable:
        yield "### What a usable result costs"
        yield _table(head, ((plain(row.label), *map(plain, row.cells)) for row in panel.usable))
        yield "Fees, and working time at what an hour costs you; what was rejected is paid for too."
    if panel.costs:
        yield "### What it takes"
        yield _table(head, ((plain(row.label), *map(plain, row.cells)) for row in panel.costs))
    yield plain(panel.scale.break_even)
    yield from map(plain, panel.scale.missing)
    if panel.scale.spread:
        yield "### What to measure first"
        yield plain(panel.scale.spread_words)
        yield _table(
            ("Figure", "Explains", "What narrows it"),
            (
                (share.kind.label, f"{share.percent} %", plain(capitalise(share.advice)))
                for share in panel.scale.spread
                if share.percent
            ),
        )
    if panel.scale.regret:
        yield "### What you might regret"
        yield plain(panel.scale.regret.sentence)
        yield "How much dearer a year of the whole plan is than with the best choice:"
        yield _table(
            ("If you choose", *map(plain, panel.scale.regret.worlds)),
            ((plain(name), *(plain(cell.text) for cell in cells)) for name, cells in panel.regret),
        )


def _risks(sheet: Sheet) -> list[str]:
    return [
        _bullets(f"**{plain(risk.title)}.** {plain(risk.trail.text)}{_notes(risk.trail.notes)}" for risk in sheet.risks)
    ]


def _next(sheet: Sheet) -> list[str]:
    return ["\n".join(f"- [ ] {plain(action.text)} (by {format_day(action.by)})" for action in sheet.decision.actions)]


def _sources(sheet: Sheet) -> list[str]:
    return ["\n".join(_source(note) for note in sheet.sources if note.number <= sheet.printed_sources)]


def _source(note: Endnote) -> str:
    publisher = f"{plain(note.publisher)}, " if note.publisher else ""
    address = f", <{note.source.url}>" if note.source.url else ""
    read = format_day(note.read) if note.is_judgement else f"Read {format_day(note.read)}. {note.source.voice.label}"
    credit = f" {plain(note.credit)}." if note.credit else ""
    return f"[^{note.number}]: {publisher}{plain(note.source.title)}{address}. {read}.{credit}"


_SECTIONS = {
    "why": _why,
    "short": _short,
    "not": _not,
    "flip": _flips,
    "pilot": _pilot,
    "tune": _tune,
    "scale": _scale,
    "risk": _risks,
    "next": _next,
    "src": _sources,
}


# ---------------------------------------------------------------------------------------------------- decision record


def _told(sheet: Sheet) -> list[str]:
    """Return the answers that the reasons lean on, each once."""
    said = dict.fromkeys(plain(answer.text) for trail in sheet.why for answer in trail.answers)
    return ["What was given:", _bullets(said)] if said else []


def _considered(copy: Copy) -> list[str]:
    blocks = []
    for part in copy.decision.parts:
        rows = [_option(candidate, part.chosen, part.runner_up) for candidate in part.candidates[:8]]
        dropped = [f"{plain(each.reason.text)}" for each in part.exclusions]
        if rows or dropped:
            blocks += [f"### {plain(part.name)}", _bullets((*rows, *dropped))]
    return ["## Options considered", *blocks] if blocks else []


def _option(candidate: Candidate, chosen: str | None, runner_up: str | None) -> str:
    word = {chosen: "chosen", runner_up: "runner-up"}.get(candidate.model, candidate.standing.label)
    return f"{plain(candidate.name)}: {word}, {candidate.low} to {candidate.high} of 100. {plain(candidate.in_a_word)}"


def _consequences(copy: Copy) -> list[str]:
    panel = copy.sheet.scale
    rows = []
    if panel is not None:
        rows += [
            f"{plain(row.label)}: {plain(row.cells[1])} ({plain(row.cells[0])} to {plain(row.cells[2])})"
            for row in panel.costs
        ]
        rows.append(plain(panel.scale.break_even))
    rows += [
        f"Risk, {plain(risk.title)}: {plain(risk.trail.text)}{_notes(risk.trail.notes)}" for risk in copy.sheet.risks
    ]
    if copy.sheet.exit is not None:
        rows += [plain(way) for way in copy.sheet.exit.instead]
    return [_bullets(row for row in rows if row)]
