"""A plan as a PDF that screen readers can read: set by typst, tagged, the same bytes for the same version."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from decimal import Decimal
from typing import Any

import msgspec
import segno

from catalog.charts.chaining import Step
from catalog.charts.targeting import Target
from catalog.formatting import (
    UNKNOWN,
    capitalise,
    format_count,
    format_day,
    format_list,
    format_long_day,
    format_number,
    inline_label,
    lower_first,
)
from catalog.vocabulary import Voice
from config.build import PROJECT
from wizard.engine.decision import Candidate
from wizard.exports.copies import Copy
from wizard.plans.panels.everyday import ScalePanel
from wizard.plans.panels.shortlists import Row, Shortlist
from wizard.plans.panels.words import NEVER
from wizard.plans.proof import Endnote, Trail
from wizard.plans.render.typeset import typeset
from wizard.plans.sheet import Sheet, ShownLadder

TEMPLATE = PROJECT / "templates" / "exports" / "plan.typ"
WIDEST = 100  # the end of the scale of ranges


def pdf(copy: Copy) -> bytes:
    """Return the plan as PDF/UA."""
    return typeset(TEMPLATE, msgspec.json.encode(_shown(copy)), int(datetime.combine(copy.on, time(), UTC).timestamp()))


# ----------------------------------------------------------------------------------------------------- what is shown


def _shown(copy: Copy) -> dict[str, Any]:
    """Return all words and figures of the file, in the order of reading; the template only lays them out."""
    sheet, decision = copy.sheet, copy.decision
    code = io.BytesIO()
    segno.make(copy.permalink, error="m").save(code, kind="svg", border=0)
    numbers = {section.slug: section.number for section in sheet.sections}
    return {
        "title": sheet.heading,
        "kicker": sheet.kicker,
        "verdict": decision.verdict,
        "lead": decision.lead,
        "decided": f"Decided {format_long_day(copy.on)}, version {copy.number}, on release {copy.release} of the catalog.",
        "again": f"Look at it again by {format_long_day(decision.look_again)}.",
        "permalink": copy.permalink,
        "fixed": copy.fixed,
        "digest": copy.digest,
        "qr": code.getvalue().decode(),
        "glance": _glance(copy),
        "sections": [{"number": section.number, "title": section.title} for section in sheet.sections],
        "number": numbers,
        "exit": {"instead": sheet.exit.instead, "still": sheet.exit.still} if sheet.exit else None,
        "why": [_trail(trail, copy.base) for trail in sheet.why],
        "shortlists": [_shortlist(shortlist, copy.base) for shortlist in sheet.shortlists],
        "excluded": [
            {
                "name": part.part.name if len(sheet.excluded) > 1 else "",
                "rows": [
                    {
                        "text": each.trail.text,
                        "named": each.named,
                        "answers": [answer.text for answer in each.trail.answers],
                        "notes": each.trail.notes,
                    }
                    for each in part.exclusions
                ],
            }
            for part in sheet.excluded
        ],
        "flips": _flips(sheet),
        "pilot": _pilot(sheet, copy.shown_at),
        "ladders": [_ladder(ladder) for ladder in sheet.ladders],
        "prompt": decision.prompt.split("\n") if decision.prompt else [],
        "scale": _scale(sheet.scale) if sheet.scale else None,
        "risks": [{"title": risk.title, "text": risk.trail.text, "notes": risk.trail.notes} for risk in sheet.risks],
        "actions": [{"text": action.text, "by": format_day(action.by)} for action in decision.actions],
        "sources": [_source(note) for note in sheet.sources if note.number <= sheet.printed_sources],
        "renamed": False,
    }


def _glance(copy: Copy) -> list[dict[str, Any]]:
    """Return what the cover says beside the verdict: what to try, how it is judged, what it comes to."""
    decision, rows = copy.decision, []
    for part in decision.parts:
        found = [part.candidate(slug) for slug in (part.chosen, part.runner_up)]
        names = [_ranged(candidate) for candidate in found if candidate is not None]
        rows.append({"name": part.name, "text": f"Try {format_list(names)}." if names else "No model passes."})
    if decision.pilot is not None:
        targets = "; ".join(lower_first(target.text) for target in decision.pilot.targets)
        when = f"{format_day(decision.pilot.begins)} to {format_day(decision.pilot.ends)}"
        rows.append({"name": "The pilot", "text": f"{when}, {format_number(decision.pilot.trials)} trials: {targets}."})
    if copy.sheet.scale is not None:
        rows += [
            {"name": row.label, "text": f"{row.cells[1]} is likely; from {row.cells[0]} to {row.cells[2]}."}
            for row in copy.sheet.scale.costs
            if UNKNOWN not in row.cells[:3] and NEVER not in row.cells[:3]
        ][-2:]
    return rows


def _ranged(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.low} to {candidate.high} of {WIDEST})"


def _trail(trail: Trail, base: str) -> dict[str, Any]:
    return {
        "text": trail.text,
        "notes": trail.notes,
        "steps": [
            *({"label": "Your answer", "text": answer.text} for answer in trail.answers),
            {"label": "Rule", "text": trail.rule, "address": f"{base}{trail.rule_address}"},
            *(
                {"label": "Fact", "text": fact.text, "address": f"{base}{fact.address}", "note": fact.note}
                for fact in trail.facts
            ),
            {
                "label": "Source",
                "text": _ended(
                    "; ".join(
                        f"{source.title}, {format_day(source.as_of)}"
                        + ("" if source.voice is Voice.EDITOR else f", {inline_label(source.voice)}")
                        for source in trail.sources
                    )
                ),
            },
        ],
    }


def _shortlist(shortlist: Shortlist, base: str) -> dict[str, Any]:
    return {
        "name": shortlist.part.name,
        "advice": shortlist.advice,
        "caption": shortlist.caption,
        "per_month": shortlist.per_month,
        "floor": shortlist.floor,
        "band": shortlist.band,
        "rows": [_row(row, base) for row in shortlist.rows],
        "left_out": shortlist.left_out_on_paper,
        "none": f"No model passes all your requirements; {format_count(shortlist.part.of, 'was', 'were')} looked at."
        if not shortlist.rows
        else "",
        "alternatives": [
            {"label": each.label, "name": each.name, "text": each.text} for each in shortlist.alternatives
        ],
    }


def _row(row: Row, base: str) -> dict[str, Any]:
    candidate = row.candidate
    return {
        "name": candidate.name,
        "address": f"{base}{row.address}",
        "provider": candidate.provider,
        "picked": row.picked,
        "low": candidate.low,
        "high": candidate.high,
        "bar": row.bar,
        "place": row.place,
        "fees": row.fees,
        "word": f"{candidate.in_a_word} {row.open_words if candidate.open_points else ''}".strip(),
    }


def _flips(sheet: Sheet) -> dict[str, Any] | None:
    if sheet.flips is None:
        return None
    return {
        "left_open": sheet.flips.left_open,
        "groups": [
            {
                "title": title,
                "rows": [
                    {"text": row.text, "now": row.now, "then": row.then, "notes": [row.fact.note] if row.fact else []}
                    for row in rows
                ],
            }
            for title, rows in sheet.flips.groups
        ],
    }


def _pilot(sheet: Sheet, shown_at: str) -> dict[str, Any] | None:
    if sheet.pilot is None:
        return None
    pilot, part = sheet.pilot.pilot, sheet.pilot.part
    return {
        "workflow": pilot.workflow,
        "trials": f"{format_number(pilot.trials)} {part.unit_plural if part else 'trials'}",
        "enough": pilot.enough,
        "shown_at": shown_at,
        "runs": f"Runs from {format_day(pilot.begins)} to {format_day(pilot.ends)}. The first look comes at the end. The targets stay as they are.",
        "drawn": [_drawn(target) for target in sheet.pilot.drawn],
        "alt": "; ".join(
            f"{target.name}: {'at least' if target.at_least else 'at most'} {target.goal_text}, no data yet"
            for target in sheet.pilot.drawn
        ),
        "targets": [
            {"text": each.target.text, "today": each.today, "trials": format_number(each.target.trials)}
            for each in sheet.pilot.targets
        ],
        "reasons": [_reason(trail) for trail in sheet.pilot.trails],
    }


def _drawn(target: Target) -> dict[str, Any]:
    """Return a target on a scale from 0 to 1."""
    start, end, goal = (Decimal(value) for value in (target.start, target.end, target.goal))
    place = (goal - start) / (end - start) if end > start else Decimal(1)
    return {
        "name": target.name,
        "place": round(float(min(max(place, Decimal(0)), Decimal(1))), 4),
        "at_least": target.at_least,
        "goal": target.goal_text,
        "start": target.start_text,
        "end": target.end_text,
    }


def _reason(trail: Trail) -> dict[str, Any]:
    return {"text": trail.text, "notes": trail.notes}


def _ladder(ladder: ShownLadder) -> dict[str, Any]:
    return {
        "name": ladder.name,
        "model": ladder.model,
        "steps": [
            {
                "title": shown.step.title,
                "state": shown.step.state.label,
                "now": shown.step.state.value == "now",
                "open": shown.open,
                "text": shown.step.text,
                "facts": [
                    {"label": label, "text": _ended(text)}
                    for label, text in (
                        ("Needs", shown.step.needs),
                        ("Costs", shown.step.costs),
                        ("Allowed", f"{shown.step.allowed.label}. {shown.step.allowed_text}".strip()),
                        ("Stop when", shown.step.stop),
                    )
                    if text
                ],
                "reasons": [_reason(trail) for trail in shown.trails],
            }
            for shown in ladder.steps
        ],
    }


def _ended(text: str) -> str:
    """Return a sentence with its full stop, so that the next can follow on the same line."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _scale(panel: ScalePanel) -> dict[str, Any]:
    scale = panel.scale
    return {
        "chains": [
            {
                "name": shown.chain.name,
                "fallbacks": shown.chain.fallbacks,
                "links": [
                    {
                        "title": link.title,
                        "who": link.who,
                        "minutes": link.minutes,
                        "passes": link.passes,
                        "weakest": link.weakest,
                    }
                    for link in shown.drawn
                ],
                "alt": _chain_in_words(shown.drawn),
            }
            for shown in panel.chains
        ],
        "usable": [{"label": row.label, "cells": row.cells} for row in panel.usable],
        "costs": [{"label": row.label, "cells": row.cells} for row in panel.costs],
        "break_even": " ".join((scale.break_even, *scale.missing)),
        "spread_words": scale.spread_words,
        "spread": [
            {"label": share.kind.label, "percent": f"{share.percent} %", "advice": capitalise(share.advice)}
            for share in scale.spread
            if share.percent
        ],
        "regret": {
            "sentence": scale.regret.sentence,
            "worlds": scale.regret.worlds,
            "rows": [{"name": name, "cells": [cell.text for cell in cells]} for name, cells in panel.regret],
        }
        if scale.regret
        else None,
        "reasons": [_reason(trail) for trail in panel.trails],
        "phases": [
            {
                "title": phase.title,
                "text": phase.text,
                "when": f"{format_day(phase.begins)} to {format_day(phase.ends)}"
                if phase.ends
                else f"from {format_day(phase.begins)}",
            }
            for phase in scale.phases
        ],
        "roles": [
            {
                "name": role.name,
                "text": f"{role.needs}{f' Works with {format_list(role.models)}.' if role.models else ''}",
            }
            for role in scale.roles
        ],
    }


def _chain_in_words(links: Sequence[Step]) -> str:
    """Return what the drawing of a chain says."""
    said = []
    for link in links:
        more = [words for words in (link.who, link.minutes, link.passes) if words]
        said.append(f"{link.title} ({', '.join(more)}{', the weakest hand-off' if link.weakest else ''})")
    return f"In this order: {'; then '.join(said)}."


def _source(note: Endnote) -> dict[str, Any]:
    ends = (
        f"{format_day(note.read)}. Amounts and minutes are estimates."
        if note.is_judgement
        else f"Read {format_day(note.read)}. {note.source.voice.label}."
    )
    return {
        "number": note.number,
        "publisher": note.publisher,
        "title": note.source.title,
        "url": note.source.url,
        "site": note.site,
        "ends": f"{ends} {note.credit}." if note.credit else ends,
    }
