"""Hostile requests one after the other on the same site: no 5xx, nothing reflected, no answer lost.

`make fuzz` sends as many as it is asked for, shared among its processes.
"""

import logging
import os
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, ClassVar, override

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import override_settings
from hypothesis import HealthCheck, Phase, note, seed, settings, strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from catalog.models import Release
from tests.fuzz import world
from tests.fuzz.attacks import Attacks
from tests.fuzz.firing import Attack, Target, faults
from tests.fuzz.snapshots import digest, lost, take_snapshot
from tests.fuzz.world import World

PROCESSES = int(os.environ.get("FUZZ_PROCESSES", "1"))
REQUESTS = int(os.environ.get("FUZZ_COUNT", "1500")) // PROCESSES
STEPS = 25  # attacks in a walk, after which all is taken back
AT_ONCE = 400  # walks of one seed, which hypothesis remembers
READING = {"GET", "HEAD"}
KINDS = (
    "form",
    "form",
    "query",
    "address",
    "address",
    "api",
    "method",
)  # each as often as there is to break


class Siege(RuleBasedStateMachine):
    """A site under attack, and what its plans held after the attack before."""

    world: ClassVar[World]
    attacks: ClassVar[Attacks]
    target: ClassVar[Target]
    answers: ClassVar[Counter[tuple[str, int]]]

    def __init__(self) -> None:
        super().__init__()
        self.before = self.world.snapshot
        self.walk = transaction.atomic()
        self.walk.__enter__()

    def send(self, attack: Attack) -> None:
        """Send it and hold the answer, and what the plans hold after it, against what may be."""
        now, broken = self.before, []
        try:
            with transaction.atomic():
                answer = self.target.fire(attack, self.world.sessions.get(attack.who, ""))
                if attack.method not in READING and not connection.needs_rollback:
                    now = take_snapshot(tuple(self.world.prey.values()), self.before)
        except DatabaseError as error:
            broken = [f"500 at the end of the transaction: {error}"]
        self.answers[self.target.route, answer.status_code] += 1
        wrong = [
            *broken,
            *faults(answer, self.target.error),
            *lost(attack, answer, self.before.answers, now.answers),
        ]
        for line in wrong:
            note(f"{attack}\n{line}")
        assert wrong == []
        self.before = now

    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def attack(self, data: st.DataObject, kind: str) -> None:
        self.send(data.draw(self.attacks.kinds[kind]))

    @override
    def teardown(self) -> None:
        """See that reading changed nothing and no plan changed without its key; take all back."""
        try:
            left = take_snapshot(tuple(self.world.prey.values()), self.before)
            assert left.answers == self.before.answers
            assert digest(self.world.victims) == self.world.untouched
        finally:
            transaction.set_rollback(True)
            self.walk.__exit__(None, None, None)


@pytest.fixture
def target(starter_release: Release) -> Iterator[Target]:
    """Make the site, without limits and without a log.

    Limits have tests of their own, and a log would be kept.
    """
    logging.disable(logging.CRITICAL)
    with override_settings(LIMITS=world.ENDLESS):
        yield Target()
    logging.disable(logging.NOTSET)


@pytest.fixture
def siege(target: Target) -> type[Siege]:
    site = world.built(target)
    parts = {"target": target, "world": site, "attacks": Attacks(site), "answers": Counter()}
    return type("SiegeOfThis", (Siege,), parts)


@pytest.mark.parametrize("process", range(PROCESSES))
@pytest.mark.filterwarnings(
    "ignore:DateTimeField .* received a naive datetime:RuntimeWarning"
)  # the desk's filters
@pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of the hostile texts
def test_nothing_gives_way(
    siege: Any, process: int, record_property: Callable[[str, object], None]
) -> None:
    for turn in count():
        left = REQUESTS - siege.answers.total()
        if left <= 0:
            break
        run_state_machine_as_test(
            seed(f"{os.environ.get('FUZZ_SEED', '1')}.{process}.{turn}")(siege),
            settings=settings(
                max_examples=min(left // STEPS + 1, AT_ONCE),
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                phases=[Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )

    by_status = Counter[int]()
    for (_, status), times in siege.answers.items():
        by_status[status] += times
    record_property(f"hostile requests of process {process}", siege.answers.total())
    for status, times in sorted(by_status.items()):
        record_property(f"of them answered {status}", times)
    assert len({route for route, _ in siege.answers}) > min(150, REQUESTS // 10)
