"""Starting a pilot: what is agreed is locked.

A test under weaker terms goes on under those of the plan.
"""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
from django.db.models import Max
from django.utils.timezone import localdate

from wizard.document.agreed import is_less_grave
from wizard.models import Pilot, Plan
from wizard.pilot import space, store, texts
from wizard.pilot.cases import CasePair
from wizard.pilot.context import Frame
from wizard.pilot.raters import OWNER
from wizard.plans.drafts import KEY_BYTES
from wizard.plans.locking import changes_plan
from wizard.plans.spaces import THE_SITE, Sender

MOST_PILOTS = 50  # of one plan
TEXTS_DAYS = 90  # after the day of the decision, for which cases and answers are stored


@changes_plan
def start(
    plan: Plan,
    frame: Frame,
    cases: Sequence[CasePair] = (),
    *,
    seen: int,
    sender: Sender = THE_SITE,
) -> Pilot:
    """Start a pilot; without texts nothing is rated blind, so nothing is hidden either.

    Raises `PilotOvertakenError` where another was started since.
    """
    pilot = _started(plan, frame, seen, hides_names=bool(cases))
    texts.add(pilot, cases, sender)
    store.settle(pilot)
    return pilot


@changes_plan
def go_on(plan: Plan, frame: Frame, number: int, *, seen: int, sender: Sender = THE_SITE) -> Pilot:
    """Start a pilot of the same tools under the plan's terms.

    What the one before, of this number, still says goes along.

    Cases, answers and months of daily use move to it, and marks are copied; what a second reader
    was asked only if it was at least as grave. The names of that pilot are known, so nothing is
    hidden. Raises `PilotOvertakenError` where another was started since, and `PlanSpaceError`.
    """
    before = plan.pilots.filter(job=frame.job.key).latest("number")
    if before.number != number:
        raise store.PilotOvertakenError
    old = store.protocol_of(before)
    terms = replace(frame.protocol, contenders=old.contenders)
    pilot = _started(
        plan, replace(frame, protocol=terms), seen, hides_names=False, months=before.months
    )
    # They stand once: the story of a plan tells those of all its pilots.
    plan.pilots.filter(pk=before.pk).update(months="[]")
    texts.move(before, pilot)
    marks = store.marks(before)
    if is_less_grave(old.stakes, terms.stakes):
        marks = [row for row in marks if row.rater == OWNER]
    size = len(marks) * space.RESULT_BYTES
    space.SPACE.claim(plan, size, sender)
    store.put(pilot, [row.corrected(correction=0) for row in marks])
    return pilot


def _started(plan: Plan, frame: Frame, seen: int, **fields: Any) -> Pilot:
    number = plan.pilots.aggregate(last=Max("number"))["last"] or 0
    if number != seen or number >= MOST_PILOTS:
        raise store.PilotOvertakenError
    return Pilot.objects.create(
        plan=plan,
        number=number + 1,
        version=frame.version,
        job=frame.job.key,
        use_case=frame.job.use_case or "",
        branch=frame.branch,
        protocol=msgspec.json.encode(frame.protocol).decode(),
        seed=secrets.token_hex(KEY_BYTES),
        texts_until=max(frame.decides_by, localdate()) + timedelta(days=TEXTS_DAYS),
        **fields,
    )
