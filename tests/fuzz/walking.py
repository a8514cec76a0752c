"""Walks: some attacks one after the other on the same site, all taken back at the end, and what must be left of it."""

import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
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
from tests.fuzz.snapshots import PlanSnapshot, digest, take_snapshot
from tests.fuzz.world import World
from wizard.steps.journey import travel

STEPS = 25  # attacks in a walk
READING = {"GET", "HEAD"}

type Answers = Mapping[int, Mapping[str, Any]]


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
    verbose: bool = False,
) -> None:
    """Do some attacks, count the answers and what is wrong with them, and take everything back."""
    with transaction.atomic():
        before = world.snapshot
        for step in range(steps):
            attack = drawn(chance, world)
            if verbose:
                sys.stderr.write(f"{step}. {attack.written()}\n")
            answer, now, found = _done(target, world, attack, before)
            tally.answers[target.route, answer.status_code] += 1
            tally.failures += [Failure(seed, step, attack.written(), target.route, fault) for fault in found]
            if now is None:
                transaction.set_rollback(True)
                break
            before = now
        if not connection.needs_rollback:
            left = take_snapshot(tuple(world.prey.values()), before)
            found = ["answers were changed by reading"] if left.answers != before.answers else []
            if digest(world.victims) != world.untouched:
                found.append("a plan that nobody had the key of was changed")
            tally.failures += [Failure(seed, steps, "the walk", "", fault) for fault in found]
        transaction.set_rollback(True)


def _done(
    target: Target, world: World, attack: Attack, before: PlanSnapshot
) -> tuple[Any, PlanSnapshot | None, list[str]]:
    """Return the answer, what is held after it (None where the walk cannot go on), and what is wrong."""
    answer = target.fire(attack, world.sessions.get(attack.who, ""))
    found = faults(answer, answer.content, target.error)
    if connection.needs_rollback:
        return answer, None, found
    if attack.method in READING:  # should one write, whatever comes next is blamed, or the walk
        return answer, before, found
    try:
        now = take_snapshot(tuple(world.prey.values()), before)
    except DatabaseError as error:
        return answer, None, [*found, f"500 at the end of the transaction: {error}"]
    if now is not before:
        found += lost(attack, answer, before.answers, now.answers)
    return answer, now, found


def lost(attack: Attack, answer: Any, before: Answers, now: Answers) -> Iterator[str]:
    """Say which acknowledged answers are gone: a page of questions changes its own alone, all else none."""
    for pk, old in before.items():
        new = now.get(pk)
        if new is None:
            if not _may_delete(attack, answer):
                yield f"plan {pk} is gone"
            continue
        changed = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
        if changed and not (_takes(attack, answer) and changed <= _asked(attack, old)):
            yield f"answers were changed: {', '.join(sorted(changed))}"


def _takes(attack: Attack, answer: Any) -> bool:
    """Tell whether the site said yes: it leads on, or shows htmx the next page with its address."""
    leads_on = answer.status_code == HTTPStatus.SEE_OTHER
    shows_next = answer.status_code == HTTPStatus.OK and "HX-Push-Url" in answer.headers
    return attack.method == "POST" and (leads_on or shows_next)


def _may_delete(attack: Attack, answer: Any) -> bool:
    return attack.path.endswith("/delete/") and answer.status_code in {HTTPStatus.SEE_OTHER, HTTPStatus.FOUND}


def _asked(attack: Attack, stored: Mapping[str, Any]) -> set[str]:
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


def as_row(failure: Failure) -> dict[str, Any]:
    """Return it for JSON, with what failures of one cause share."""
    return {**asdict(failure), "cause": cause(failure)}


def cause(failure: Failure) -> str:
    """Return what failures of one cause share: the place in our code and the error, or the fault itself."""
    places = re.findall(r'File "[^"]*/((?:config|catalog|wizard)/[^"]+)", line (\d+)', failure.fault)
    last = failure.fault.strip().splitlines()[-1][:160] if failure.fault.strip() else ""
    return f"{failure.route or failure.attack[:60]} {places[-1] if places else ''} {re.sub(r'[0-9a-f]{6,}|0x\w+', '…', last)}"
