"""Everyday use: chains and money, what they rest on, and the phases and people on the way there."""

from collections.abc import Sequence
from datetime import date, timedelta

from catalog.schema import Catalog
from wizard.engine import supposing
from wizard.engine.answers import Answers
from wizard.engine.bill import bill
from wizard.engine.chains import chains
from wizard.engine.costs import costs, usable_rows
from wizard.engine.decision import Part, Phase, RoleNeed, Scale
from wizard.engine.lanes import Lane, lanes_of
from wizard.engine.regret import regret, worlds_of
from wizard.engine.spread import spread, spread_words
from wizard.engine.workload import Need

SIDE_BY_SIDE = timedelta(weeks=6)


def scale(
    answers: Answers, catalog: Catalog, on: date, parts: tuple[Part, ...], needs: tuple[Need, ...]
) -> Scale | None:
    """Return everyday use; None where no part has a model."""
    lanes = lanes_of(answers, parts, needs)
    if not lanes:
        return None
    assumed = supposing.assumptions(answers, catalog, on, lanes)
    rows, break_even = costs(assumed)
    shares = spread(assumed)
    return Scale(
        chains=chains(answers, lanes, assumed),
        costs=rows,
        break_even=break_even,
        assumptions=tuple(dict.fromkeys(row.reason for row in assumed.rows)),
        usable=usable_rows(assumed),
        spread=shares,
        spread_words=spread_words(shares),
        missing=bill(assumed).missing,
        assumed=assumed,
        regret=regret(assumed, parts, worlds_of(catalog)),
        phases=_phases(answers, on, lanes),
        roles=_roles(answers, catalog, lanes),
    )


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
