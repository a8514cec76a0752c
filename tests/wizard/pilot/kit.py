"""A plan with a pilot, and the ways to bring it further."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tests.wizard.quick import made
from wizard.models import Pilot, Plan
from wizard.pilot import store
from wizard.pilot.cases import CasePair
from wizard.pilot.context import Frame, frames_of
from wizard.pilot.metrics import Values
from wizard.pilot.protocol import Protocol, Target, with_targets
from wizard.pilot.tables import ResultRow

CASES = tuple(
    CasePair(
        asked=f"Question {number}",
        facts=f"Fact {number}",
        first=f"Alpha answer {number}",
        second=f"Beta answer {number}",
    )
    for number in range(1, 21)
)


def planned(slug: str = "garden-shop") -> tuple[Plan, str]:
    """Return a plan of one version made from an example, and its edit key."""
    plan, edit_key, _ = made(slug)
    return plan, edit_key


def frame_of(plan: Plan) -> Frame:
    """Return what the newest version of a plan tries first."""
    return frames_of(plan.versions.newest_first()[0])[0]


def longer(protocol: Protocol) -> Protocol:
    """Return a longer pilot with a share alone: 55 results tell 80 of 100 from 92 of 100, so that 40 leave it open."""
    return with_targets(protocol, [Target(slug="accepted", threshold=Decimal(80), gain=Decimal(12))])


def started(
    slug: str = "garden-shop", *, cases: Sequence[CasePair] = (), long: bool = False
) -> tuple[Plan, str, Pilot]:
    """Return a plan whose pilot has begun."""
    plan, edit_key = planned(slug)
    return plan, edit_key, start(plan, cases=cases, long=long)


def start(plan: Plan, *, cases: Sequence[CasePair] = (), long: bool = False) -> Pilot:
    """Start the pilot of a plan."""
    frame = frame_of(plan)
    protocol = longer(frame.protocol) if long else frame.protocol
    return store.start(plan, frame, protocol, cases, seen=plan.pilots.count())


def rows(pilot: Pilot, yes: int, no: int = 0, *, model: int = 0, first: int = 1, **values: Any) -> list[ResultRow]:
    """Return so many results of a model that can go out, after those that cannot, with numbers from `first` on."""
    slug = store.protocol_of(pilot).contenders[model].model
    return [
        ResultRow(place=place, number=first + place, model=slug, values={"accepted": place >= no, **values})
        for place in range(yes + no)
    ]


def rate(pilot: Pilot, number: int, *marks: Values) -> None:
    """Rate one case: the marks of each model, in the order of the plan."""
    contenders = store.protocol_of(pilot).contenders
    store.rate(pilot, number, 0, dict(zip((each.model for each in contenders), marks, strict=True)))


def names(pilot: Pilot) -> tuple[str, ...]:
    """Return the names of its models."""
    return store.protocol_of(pilot).names
