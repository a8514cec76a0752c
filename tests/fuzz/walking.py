"""Walks: some attacks one after the other on the same site, all taken back at the end, and what must be left of it."""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from http import HTTPStatus
from random import Random
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate

from catalog import releases
from tests.fuzz.attacks import drawn
from tests.fuzz.firing import Attack, Target, faults
from tests.fuzz.world import World
from wizard.models import Plan, PlanVersion, TrialRow
from wizard.steps.journey import travel

STEPS = 25  # attacks in a walk


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong, where, and how to see it again."""

    walk: str
    step: int
    attack: str
    route: str
    fault: str


@dataclass(slots=True)
class Tally:
    """How often each address answered with each status, and what went wrong."""

    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    @property
    def requests(self) -> int:
        """How many there were."""
        return self.answers.total()


def walk(  # noqa: PLR0913, PLR0917  # who, where, from what, into what
    target: Target,
    world: World,
    seed: str,
    chance: Random,
    tally: Tally,
    steps: int = STEPS,
    *,
    told: bool = False,
) -> None:
    """Do some attacks, count the answers and what is wrong with them, and take everything back."""
    before = digest(world.victims)
    with transaction.atomic():
        for step in range(steps):
            attack = drawn(chance, world)
            if told:
                sys.stderr.write(f"{step}. {attack.written()}\n")
            for fault in _done(target, world, attack, tally):
                tally.failures.append(Failure(seed, step, attack.written(), target.route, fault))
            if connection.needs_rollback:
                break
        if not connection.needs_rollback and digest(world.victims) != before:
            tally.failures.append(Failure(seed, steps, "the walk", "", "a plan that nobody had the key of was changed"))
        transaction.set_rollback(True)


def _done(target: Target, world: World, attack: Attack, tally: Tally) -> Iterator[str]:
    posts = attack.method == "POST"
    held = dict(_answers(world)) if posts else {}
    answer = target.fire(attack, world.sessions.get(attack.who, ""))
    tally.answers[target.route, answer.status_code] += 1
    yield from faults(answer, answer.content, target.error)
    if connection.needs_rollback:
        return
    if posts:
        yield from _kept(world, attack, answer, held)
        yield from _would_commit()


def _answers(world: World) -> Iterable[tuple[int, dict[str, Any]]]:
    found = Plan.objects.filter(pk__in=world.prey.values())
    return ((plan.pk, dict(plan.stored)) for plan in found)


def _kept(world: World, attack: Attack, answer: Any, held: dict[int, dict[str, Any]]) -> Iterator[str]:
    """Say which acknowledged answers are gone: a page of questions changes its own alone, all else none."""
    now = dict(_answers(world))
    for pk, before in held.items():
        changed = {
            name for name in before.keys() | now.get(pk, {}).keys() if before.get(name) != now.get(pk, {}).get(name)
        }
        if pk not in now:
            if not _may_delete(attack, answer):
                yield f"plan {pk} is gone"
        elif changed and not (answer.status_code == HTTPStatus.SEE_OTHER and changed <= _asked(attack, before)):
            yield f"answers were changed: {', '.join(sorted(changed))}"


def _may_delete(attack: Attack, answer: Any) -> bool:
    return attack.path.endswith("/delete/") and answer.status_code in {HTTPStatus.SEE_OTHER, HTTPStatus.FOUND}


def _asked(attack: Attack, stored: dict[str, Any]) -> set[str]:
    """Return the names of the questions on the page that was sent."""
    try:
        found = resolve(attack.path)
    except Resolver404:
        return set()
    if found.view_name != "wizard:page":
        return set()
    journey = travel(stored, releases.current().catalog, localdate())
    stop = journey.on_the_way(found.kwargs["step"], found.kwargs["page"])
    return {given.asked.name for given in stop.given} if stop else set()


def _would_commit() -> Iterator[str]:
    """Say which constraint would be broken at the end of the transaction, where there is one."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except DatabaseError as error:
        yield f"500 at the end of the transaction: {error}"
        transaction.set_rollback(True)


def digest(plans: Iterable[int]) -> str:
    """Return a mark of what these plans hold, which changes when an answer, a version or a result does."""
    wanted = list(plans)
    held = (
        Plan.objects.filter(pk__in=wanted).order_by("pk").values_list("pk", "title", "answers", "revision"),
        PlanVersion.objects.filter(plan__in=wanted).order_by("pk").values_list("pk", "number", "answers", "decision"),
        TrialRow.objects.filter(pilot__plan__in=wanted).order_by("pk").values_list("pk", "accepted", "minutes", "usd"),
    )
    return hashlib.sha256(repr([list(rows) for rows in held]).encode()).hexdigest()


def as_row(failure: Failure) -> dict[str, Any]:
    """Return it for JSON, with what failures of one cause share."""
    return {**asdict(failure), "cause": cause(failure)}


def cause(failure: Failure) -> str:
    """Return what failures of one cause share: the place in our code and the error, or the fault itself."""
    places = re.findall(r'File "[^"]*/((?:config|catalog|wizard)/[^"]+)", line (\d+)', failure.fault)
    last = failure.fault.strip().splitlines()[-1][:160] if failure.fault.strip() else ""
    return f"{failure.route or failure.attack[:60]} {places[-1] if places else ''} {re.sub(r'[0-9a-f]{6,}|0x\w+', '…', last)}"
