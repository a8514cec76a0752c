"""A plan with a pilot, ways to bring it further, and a plan with one of all things left.

These are the things that people leave on a plan.
"""

from collections.abc import Sequence
from datetime import timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone

from tests import rights
from tests.wizard.pilot.samples import png
from tests.wizard.plans import Made, made
from wizard.models import (
    About,
    CaseFile,
    Opinion,
    Pilot,
    PilotResult,
    Plan,
    PlanQuestion,
    Reply,
    SignOff,
)
from wizard.pilot import starting, store, texts
from wizard.pilot.cases import CasePair
from wizard.pilot.context import Frame, frames_of
from wizard.pilot.metrics import Values
from wizard.pilot.raters import SECOND
from wizard.pilot.tables import ResultRow
from wizard.plans.drafts import hash_of

CASES = tuple(
    CasePair(
        asked=f"Question {number}",
        facts=f"Fact {number}",
        first=f"Alpha answer {number}",
        second=f"Beta answer {number}",
    )
    for number in range(1, 21)
)


# What a firm pays for is tested beside what is named, whatever a test can see of it.
PAYS_FOR_TWO: dict[str, Any] = {
    "software": {"paid": ["ChatGPT Business", "", "Claude Team", ""]},
    # Descriptions take most hours by hand, and are tested first.
    "by-hand": {"product-photo-background-minutes_by_hand": "5"},
}


def planned(slug: str = "garden-shop") -> tuple[Plan, str]:
    """Return a plan of one version made from an example, and its edit key.

    Its test compares two tools.
    """
    plan, edit_key, _ = made(slug, **PAYS_FOR_TWO)
    return plan, edit_key


def frame_of(plan: Plan) -> Frame:
    """Return what the newest version of a plan tries first."""
    return frames_of(plan.versions.newest_first()[0])[0]


def started(
    slug: str = "garden-shop", *, cases: Sequence[CasePair] = ()
) -> tuple[Plan, str, Pilot]:
    """Return a plan whose pilot has begun."""
    plan, edit_key = planned(slug)
    return plan, edit_key, start(plan, cases=cases)


def start(plan: Plan, *, cases: Sequence[CasePair] = ()) -> Pilot:
    """Start the pilot of a plan."""
    return starting.start(plan, frame_of(plan), cases, seen=plan.pilots.count())


def rows(
    pilot: Pilot, yes: int, no: int = 0, *, model: int = 0, first: int = 1, **values: Any
) -> list[ResultRow]:
    """Return so many results of a model that can go out, after those that cannot.

    Their numbers start from `first`.
    """
    slug = store.protocol_of(pilot).contenders[model].model
    return [
        ResultRow(
            place=place,
            number=first + place,
            model=slug,
            values={"accepted": place >= no, **values},
        )
        for place in range(yes + no)
    ]


def rate(pilot: Pilot, number: int, *marks: Values) -> None:
    """Rate one case: the marks of each model, in the order of the plan."""
    contenders = store.protocol_of(pilot).contenders
    store.rate(pilot, number, 0, dict(zip((each.model for each in contenders), marks, strict=True)))


def used(days: timedelta = store.MONTH, **changes: Any) -> tuple[Plan, str, Pilot]:
    """Return a plan of one job of which all that is tested passed so long ago: two tools."""
    of_one = {"what": {"jobs": ["product-description"]}, **PAYS_FOR_TWO, **changes}
    plan, edit_key, _ = made("garden-shop", **of_one)
    pilot = start(plan, cases=CASES)
    good: Values = {"accepted": True, "harmful": False, "better": "same"}
    for number in range(1, store.protocol_of(pilot).cases + 1):
        rate(pilot, number, *([good] * len(names(pilot))))
    second(pilot, 10)
    Pilot.objects.filter(pk=pilot.pk).update(revealed=timezone.now() - days)
    pilot.refresh_from_db()
    return plan, edit_key, pilot


def second(pilot: Pilot, count: int, **marks: Any) -> None:
    """Let a second person read so many cases of every model, and find all of them good enough."""
    models = store.protocol_of(pilot).name_of
    for number in range(1, count + 1):
        values = {"accepted": True, "harmful": False, **marks}
        store.rate(pilot, number, SECOND, dict.fromkeys(models, values))


def names(pilot: Pilot) -> tuple[str, ...]:
    """Return the names of its models."""
    return store.protocol_of(pilot).names


SIGNED, RATES = (
    "S" * 22,
    "R" * 22,
)  # the keys of the approval and of the rating link of a plan that is filled


def filled(words: str) -> Made:
    """Return a copy of a plan with these words wherever one can type, copied itself.

    Hostile words too may be among them.
    """
    typed = words.replace("\u202e", "")  # what nobody could see is refused where it is typed
    plan, edit_key, version = made(
        "garden-shop",
        **PAYS_FOR_TWO,
        scale={"title": typed, "firm": typed[:60]},
        copied_from=made()[2],
    )
    made(copied_from=version)
    name, now, day = words[:60], timezone.now(), timezone.localdate()
    PlanQuestion.objects.create(
        pk=rights.ROW, plan=plan, about=About.NEXT, name=name, text=words, version=1
    )
    SignOff.objects.create(
        pk=rights.ROW,
        version=version,
        name=name,
        condition=words,
        page="<p>It",
        key_hash=hash_of(SIGNED),
    )
    Opinion.objects.create(version=version, key_hash=hash_of(rights.WALK))
    Opinion.objects.create(
        pk=rights.ROW,
        version=version,
        key_hash="cd" * 32,
        name=name,
        agreed=now,
        revealed=now,
        answers=version.answers,
    )
    Reply.objects.create(
        plan=plan, number=rights.ROW, point="gpt-5-5|commercial_use", value="yes", name=name, stated_on=day, valid_until=day
    )  # fmt: skip
    case = CasePair(asked=words, facts=words, first=words, second=words)
    pilot = start(plan, cases=[case, case])
    store.change(pilot, rating_hash=hash_of(RATES))
    model = store.protocol_of(pilot).contenders[0].model
    PilotResult.objects.create(
        pk=rights.ROW, pilot=pilot, number=9, model=model, values={"usd": 1.0}
    )
    texts.save_file(pilot, 1, 1, BytesIO(png()))
    CaseFile.objects.update(key=rights.FILE)
    return plan, edit_key, version
