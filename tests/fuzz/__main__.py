"""`make fuzz`: a hundred thousands of hostile requests; a table by address and status, and how to see each failure again."""

import argparse
import json
import logging
import os
import subprocess
import sys
import time
from collections import Counter
from contextlib import suppress
from random import Random
from typing import Any

import django
from django.db import connection, transaction
from django.test.utils import override_settings

MOST_SHOWN = 60  # failures
PER_PAGE = 2  # pages of each kind of address to take forms from


def main() -> None:
    """Attack, print the table, and exit with an error where something gave way."""
    asked = _arguments()
    if asked.processes > 1:
        sys.exit(_apart(asked))
    start = time.monotonic()
    answers, failures, looked = _attacked(asked)
    if asked.json:
        sys.stdout.write(json.dumps({"answers": answers, "failures": failures, "looked": looked}))
        return
    sys.exit(
        _report(Counter({(row[0], row[1]): row[2] for row in answers}), failures, looked, time.monotonic() - start)
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=200_000, help="requests (200,000)")
    parser.add_argument("--seed", default="1", help="what chance starts from; the same seed draws the same attacks")
    parser.add_argument("--walk", type=int, help="do this walk of the seed alone and print each of its requests")
    parser.add_argument("--schema", type=int, default=40, help="examples of each operation from the API's document")
    parser.add_argument("--processes", type=int, default=1, help="side by side, each on a database of its own")
    parser.add_argument("--json", action="store_true", help="print the counts for a program")
    return parser.parse_args()


def _attacked(asked: argparse.Namespace) -> tuple[list[list[Any]], list[dict[str, Any]], int]:
    os.environ["DEBUG"] = "true"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    logging.disable(logging.CRITICAL)
    from tests.fuzz import haste, schema, walking, world
    from tests.fuzz.firing import Target
    from tests.support import publish_catalog, starter_catalog

    connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}_test_{os.getpid()}"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        as_served = {
            "DEBUG": False,
            "ALLOWED_HOSTS": ["testserver"],
            "LIMITS": world.ENDLESS,
        }
        with override_settings(**as_served), transaction.atomic():
            publish_catalog(starter_catalog(), note="To be attacked.")
            target, tally = Target(), walking.Tally()
            place = world.built(target, each=PER_PAGE)
            numbers = [asked.walk] if asked.walk is not None else range(asked.count // walking.STEPS)
            if asked.walk is None and asked.schema:
                schema.attack(target, tally, asked.schema)

            def walks() -> None:
                for number in numbers:
                    seed = f"{asked.seed}:{number}"
                    walking.walk(target, place, seed, Random(seed), tally, verbose=asked.walk is not None)  # noqa: S311  # attacks are no secret
                    if sys.stderr.isatty():
                        sys.stderr.write(f"\r{tally.requests:,} requests, {len(tally.failures)} failures ")

            with suppress(KeyboardInterrupt):  # who stops it is told what came of it so far
                haste.hastily(walks)
            transaction.set_rollback(True)
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
    rows = [[route, status, count] for (route, status), count in sorted(tally.answers.items())]
    return rows, [walking.as_row(failure) for failure in tally.failures], place.requests


def _apart(asked: argparse.Namespace) -> int:
    """Let several processes do it, and add up what they saw."""
    start = time.monotonic()
    each = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.fuzz",
                "--json",
                f"--count={asked.count // asked.processes}",
                f"--seed={asked.seed}.{number}",
                f"--schema={asked.schema if number == 0 else 0}",
            ],
            stdout=subprocess.PIPE,
        )
        for number in range(asked.processes)
    ]
    answers: Counter[tuple[str, int]] = Counter()
    failures: list[dict[str, Any]] = []
    looked = 0
    for process in each:
        verbose = json.loads(process.communicate()[0] or "{}")
        if process.returncode or not verbose:
            return 2
        answers.update({(row[0], row[1]): row[2] for row in verbose["answers"]})
        failures += verbose["failures"]
        looked += verbose["looked"]
    return _report(answers, failures, looked, time.monotonic() - start)


def _report(answers: Counter[tuple[str, int]], failures: list[dict[str, Any]], looked: int, seconds: float) -> int:
    """Print what came of it and return what to exit with."""
    say = sys.stdout.write
    statuses = sorted({status for _, status in answers})
    say(f"{'requests':>9} {' '.join(f'{status:>7}' for status in statuses)}  address\n")
    for route in sorted({route for route, _ in answers}):
        counts = [answers[route, status] for status in statuses]
        cells = " ".join(f"{count or '·':>7}" for count in counts)
        say(f"{sum(counts):>9,} {cells}  /{route}\n")
    say(f"{answers.total():,} requests in {seconds:,.0f} s, and {looked:,} to look round; {len(failures)} failures.\n")
    causes: dict[str, list[dict[str, Any]]] = {}
    for failure in failures:
        causes.setdefault(failure["cause"], []).append(failure)
    for cause, found in sorted(causes.items(), key=lambda item: -len(item[1]))[:MOST_SHOWN]:
        first = found[0]
        seed, _, number = first["walk"].rpartition(":")
        say(f"\n{len(found)} × {cause}\n  {first['attack']}\n  {first['fault'][:3000]}\n")
        say(f"  again: python -m tests.fuzz --seed {seed} --walk {number}\n")
    return 1 if failures else 0


if __name__ == "__main__":
    main()
