"""Everyday use: chains and money, what they rest on, and the phases and people on the way there."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from catalog.facts import Catalog
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.chains import chains
from wizard.engine.costs import costs
from wizard.engine.decision import Part, Phase, Reason, RoleNeed, Scale, Told
from wizard.engine.lanes import Lane, lanes_of
from wizard.engine.pilot import DEFAULT_ACCEPTED
from wizard.engine.words import duration, each, lower_first, number, sentence
from wizard.engine.workload import Need

SIDE_BY_SIDE = timedelta(weeks=6)


def scale(
    answers: Answers, catalog: Catalog, on: date, parts: tuple[Part, ...], needs: tuple[Need, ...]
) -> Scale | None:
    """Return everyday use; None where no part has a model."""
    lanes = lanes_of(answers, parts, needs)
    if not lanes:
        return None
    rows, break_even = costs(answers, lanes)
    return Scale(
        chains=chains(answers, lanes),
        costs=rows,
        break_even=break_even,
        assumptions=_assumptions(answers, catalog, lanes),
        phases=_phases(answers, on, lanes),
        roles=_roles(answers, catalog, lanes),
    )


def _assumptions(answers: Answers, catalog: Catalog, lanes: Sequence[Lane]) -> tuple[Reason, ...]:
    reasons: list[Reason] = []
    for lane in lanes:
        candidate = lane.part.candidate(lane.part.chosen)
        if candidate is None or candidate.unit_usd is None:
            continue
        facts = tuple(fact for mark in candidate.marks if mark.criterion == "cost" for fact in mark.facts)
        reasons.append(
            Reason(
                text=f"{sentence(lane.need.result)}: {each(candidate.unit_usd, lane.part.unit, lane.part.unit_plural)} "
                f"at {candidate.seller}. The figures behind it are estimates, so half to double is reckoned.",
                told=(_length_told(lane),),
                rule="fee-per-unit",
                facts=facts,
            )
        )
    use_cases = list({lane.need.use_case.slug: lane.need.use_case for lane in lanes if lane.need.use_case}.values())
    estimated = [row for row in use_cases if row.minutes_by_hand is not None]
    if estimated:
        percent = answers.targets.accepted_percent or DEFAULT_ACCEPTED
        told = [
            Told(
                question="targets",
                text=f"{number(percent)} of 100 accepted{'' if answers.targets.accepted_percent else ', as you named no share'}.",
            ),
            Told(
                question="check",
                text=f"Who checks: {lower_first(answers.check.label) if answers.check else 'left open'}.",
            ),
        ]
        reasons.append(
            Reason(
                text=f"{number(percent)} of 100 results are taken as usable, ten more or ten fewer at the ends, until your pilot has measured it.",
                told=tuple(told),
                rule="accepted-costs",
                facts=tuple(
                    cite.of_use_case(
                        catalog,
                        row,
                        f"“{row.name}”: {duration(row.minutes_by_hand or Decimal(0))} by hand for one {row.unit}, an estimate.",
                    )
                    for row in estimated
                ),
            )
        )
    return tuple(reasons)


def _length_told(lane: Lane) -> Told:
    words = round(lane.need.context_tokens * 0.75 / 10) * 10
    if not words:
        return Told(question="outputs", text=lane.need.wanted)
    unsaid = "" if lane.need.output.length else ", as you named no length"
    return Told(question="length", text=f"About {words:,} words go in and out{unsaid}.")


# --- phases and roles


def _phases(answers: Answers, on: date, lanes: Sequence[Lane]) -> tuple[Phase, ...]:
    begins, ends = answers.pilot_begins(on), answers.pilot_ends(on)
    side_by_side = ends + SIDE_BY_SIDE
    models = "the two models" if any(lane.part.runner_up for lane in lanes) else "one model"
    checks = "the checks you chose" if answers.check else "as many checks as the pilot shows to be needed"
    ready = Phase(
        title="Get ready",
        begins=on,
        ends=begins,
        text="Write the instructions, gather real cases, measure today’s way with a clock.",
    )
    return (
        *((ready,) if begins > on else ()),
        Phase(
            title="Pilot",
            begins=begins,
            ends=ends,
            text=f"One workflow, {models}, every result read by a person. Targets stay as they are.",
        ),
        Phase(
            title="Side by side",
            begins=ends,
            ends=side_by_side,
            text="Half of the work by the new way. Every result is still checked; note what comes back.",
        ),
        Phase(
            title="Everyday use",
            begins=side_by_side,
            ends=None,
            text=f"All of it, with {checks}. Look at a sample of ten each month, and at this plan each quarter.",
        ),
    )


def _roles(answers: Answers, catalog: Catalog, lanes: Sequence[Lane]) -> tuple[RoleNeed, ...]:
    """Return what each role needs: those the owner named, or those whose media the plan makes."""
    made = {lane.need.medium for lane in lanes}
    if answers.roles:
        rows = [role for role in catalog.roles if role.slug in answers.roles]
    else:
        rows = [role for role in catalog.roles if made & set(role.media)]
    found = []
    for role in rows:
        models = [
            candidate.name
            for lane in lanes
            if lane.need.medium in role.media and (candidate := lane.part.candidate(lane.part.chosen))
        ]
        found.append(RoleNeed(role=role.slug, name=role.name, needs=role.needs, models=tuple(dict.fromkeys(models))))
    return tuple(found)
