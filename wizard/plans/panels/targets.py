"""The pilot that a plan proposes, laid out: its targets beside today, as a table and as a chart without data."""

from dataclasses import dataclass
from decimal import Decimal

from catalog.charts import targeting
from catalog.formatting import UNKNOWN, format_money, format_number
from wizard.engine.decision import Decision, Part, Pilot, Target
from wizard.plans.proof import Proof, Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTarget:
    """One target of the pilot beside today's figure."""

    target: Target
    today: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotPanel:
    """The pilot: targets as a table and as a chart that still waits for data."""

    pilot: Pilot
    part: Part | None
    targets: tuple[ShownTarget, ...]
    drawn: tuple[targeting.Target, ...]
    trails: tuple[Trail, ...]


def pilot(decision: Decision, pilot: Pilot, proof: Proof) -> PilotPanel:
    return PilotPanel(
        pilot=pilot,
        part=decision.part(pilot.part),
        targets=tuple(ShownTarget(target=target, today=_measured(target, target.today)) for target in pilot.targets),
        drawn=tuple(_drawn_target(target) for target in pilot.targets),
        trails=proof.trails((*(target.why for target in pilot.targets), *pilot.reasons)),
    )


_TARGET_NAMES = {"minutes": "Time", "accepted": "Accepted", "usd": "Cost"}
_PERCENT = "%"


def _drawn_target(target: Target) -> targeting.Target:
    if target.unit == _PERCENT:
        start, end = Decimal(50 if target.threshold > 50 else 0), Decimal(100)  # noqa: PLR2004  # half the scale
    else:
        start, end = Decimal(0), max(target.threshold, target.today or Decimal(0)) * Decimal("1.2")
    return targeting.Target(
        name=_TARGET_NAMES.get(target.slug, target.slug),
        goal=target.threshold,
        goal_text=_measured(target, target.threshold),
        at_least=not target.at_most,
        start=start,
        end=end,
        start_text=_measured(target, start),
        end_text=_measured(target, end),
        state="No data yet",
    )


def _measured(target: Target, value: Decimal | None) -> str:
    if value is None:
        return UNKNOWN
    if target.unit == "$":
        return format_money(value)
    if target.unit == _PERCENT:
        return f"{format_number(value)} %"
    return f"{format_number(round(value, 1))} {target.unit}"
