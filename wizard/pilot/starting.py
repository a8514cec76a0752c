"""Starting a pilot: what is agreed is locked, and a test under weaker terms goes on under those of the plan."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any

import msgspec
from django.db.models import Max
from django.http import HttpRequest
from django.utils.timezone import localdate

from wizard.models import CaseFile, Pilot, PilotCase, PilotResult, Plan
from wizard.pilot import store, texts
from wizard.pilot.cases import CasePair
from wizard.pilot.context import Frame
from wizard.pilot.protocol import Protocol, lacks_harm
from wizard.pilot.raters import OWNER
from wizard.plans.drafts import KEY_BYTES
from wizard.plans.locking import changes_plan

MOST_PILOTS = 50  # of one plan
TEXTS_DAYS = 90  # after the day of the decision, for which cases and answers are stored
PLACES = ("first", "second")  # of the answers of a case


@changes_plan
def start(
    plan: Plan,
    frame: Frame,
    cases: Sequence[CasePair] = (),
    *,
    seen: int,
    sent_by: HttpRequest | None = None,
) -> Pilot:
    """Start a pilot; without texts nothing is rated blind, so nothing is hidden either.

    Raises `PilotOvertakenError` where another was started since.
    """
    pilot = _started(plan, frame, seen, hides_names=bool(cases))
    texts.add(pilot, cases, sent_by)
    store.settle(pilot)
    return pilot


@changes_plan
def go_on(
    plan: Plan, frame: Frame, number: int, *, seen: int, sent_by: HttpRequest | None = None
) -> Pilot:
    """Start a pilot under the terms of the plan with what one before, of this number, still says.

    Cases come along, and answers and marks of each tool that is in both. What a second reader was
    asked counts only if it was at least as grave. The names of that pilot are known, so nothing is
    hidden. Raises `PilotOvertakenError` where another was started since.
    """
    before = plan.pilots.get(number=number)
    pilot = _started(plan, frame, seen, hides_names=False)
    texts.add(pilot, tuple(_cases(before, pilot)), sent_by)
    CaseFile.objects.bulk_create(_files(before, pilot, sent_by))
    PilotResult.objects.bulk_create(_marks(before, pilot, frame.protocol))
    store.settle(pilot)
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


def _cases(before: Pilot, pilot: Pilot) -> Iterator[CasePair]:
    """Yield the cases of a pilot, with the answers where they stand in the new one."""
    old = store.protocol_of(before).contenders
    places = {contender.model: place for contender, place in zip(old, PLACES, strict=False)}
    new = store.protocol_of(pilot).contenders
    for case in PilotCase.objects.filter(pilot=before).order_by("number"):
        answers: Mapping[str, str] = {
            place: getattr(case, places[contender.model])
            for contender, place in zip(new, PLACES, strict=False)
            if contender.model in places
        }
        yield CasePair(asked=case.asked, facts=case.facts, **answers)


def _files(before: Pilot, pilot: Pilot, sent_by: HttpRequest | None) -> list[CaseFile]:
    """Return the files of the cases, those of answers where they stand in the new one. Raises `PlanSpaceError`."""
    new = [contender.model for contender in store.protocol_of(pilot).contenders]
    old = [contender.model for contender in store.protocol_of(before).contenders]
    places = {0: 0}  # of the case itself
    for place, model in enumerate(old, start=1):
        if model in new:
            places[place] = new.index(model) + 1
    cases = {case.number: case for case in PilotCase.objects.filter(pilot=pilot)}
    rows = CaseFile.objects.filter(case__pilot=before, place__in=places).select_related("case")
    files = list(rows.order_by("case", "place"))
    texts.claim(pilot, sum(row.size for row in files), sent_by)
    return [
        CaseFile(
            case=cases[row.case.number],
            place=places[row.place],
            key=texts.file_key(),
            media_type=row.media_type,
            size=row.size,
            data=row.data,
        )
        for row in files
    ]


def _marks(before: Pilot, pilot: Pilot, protocol: Protocol) -> Iterator[PilotResult]:
    """Yield the marks of the tools that are in both; which of two was preferred only where both are."""
    old = store.protocol_of(before)
    same_pair = old.name_of.keys() == protocol.name_of.keys()
    for row in store.counting(before):
        if row.model not in protocol.name_of:
            continue
        if row.rater != OWNER and lacks_harm(old, protocol.stakes):
            continue
        values = {
            name: value for name, value in row.values.items() if same_pair or name != "better"
        }
        yield PilotResult(
            pilot=pilot,
            number=row.number,
            model=row.model,
            rater=row.rater,
            values=values,
            key=row.key,
            blind=row.blind,
            why=f"From test {before.number}.",
        )
