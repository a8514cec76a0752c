"""Kill the primary while people answer questions; print what became of their answers.

Exit 1 if a promise is broken.
"""

import argparse
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from ops.failover.pieces import MEMBERS, Landscape, MissingProgramError, landscape, until
from tests.http_client import Visitor
from tests.load_client import LoadVisitor, lost, walking
from tests.serving import manage

LONGEST_OUTAGE = 60  # seconds in which nobody's answer is taken
READ_EVERY = 0.25  # seconds


@dataclass(frozen=True, slots=True)
class Reads:
    """How often a read-only page was asked for around the failover, and did not come."""

    asked: int
    failed: int


def main() -> int:
    """Run the story and return the exit status."""
    wanted = argparse.ArgumentParser(prog="python -m ops.failover", description=__doc__)
    wanted.add_argument("--visitors", type=int, default=8, help="how many walk at once (8)")
    wanted.add_argument(
        "--before", type=float, default=20, help="seconds of walking before the primary dies (20)"
    )
    wanted.add_argument(
        "--after",
        type=float,
        default=20,
        help="seconds of walking after answers are taken again (20)",
    )
    wanted.add_argument("--keep", action="store_true", help="keep the folder with everybody's logs")
    chosen = wanted.parse_args()
    home = Path(tempfile.mkdtemp(prefix="pilotlight-failover-"))
    home.chmod(0o755)  # PostgreSQL's user looks for its files below
    try:
        with landscape(home) as made:
            return _story(made, chosen)
    except MissingProgramError as missing:
        sys.exit(str(missing))
    finally:
        if chosen.keep:
            sys.stdout.write(f"Logs: {home}\n")
        else:
            shutil.rmtree(home, ignore_errors=True)


def _story(made: Landscape, chosen: argparse.Namespace) -> int:
    first = made.leader()
    _say(f"Primary is {first}; the others follow: {made.members()}")
    stop, reads = threading.Event(), list[Reads]()
    reader = threading.Thread(target=_read, args=(made.base, stop, reads), daemon=True)
    with walking(made.base, chosen.visitors) as visitors:
        reader.start()
        time.sleep(chosen.before)
        killed = time.monotonic()
        made.pieces[first].kill()
        _say(f"Killed {first}, PostgreSQL and all, with {_count(visitors)} answers taken.")
        until(lambda: made.leader() != first, "another primary")
        elected = time.monotonic()
        _say(f"Primary is {made.leader()} after {elected - killed:.1f} s.")
        until(lambda: _taken_after(visitors, elected), "an answer to the new primary")
        recovered = _taken_after(visitors, elected)[0]
        made.start_member(first)
        time.sleep(chosen.after)
    stop.set()
    reader.join()
    until(lambda: len(made.members()) == len(MEMBERS), f"{first} to come back as a follower")
    gone = lost(made.base, visitors)
    sys.stdout.write(manage(made.environment, "verify_plans"))
    outage = recovered - killed
    rows = [
        ("answers taken", f"{_count(visitors):,}"),
        ("answers lost", f"{len(gone)}"),
        ("plans made, all open", f"{sum(len(one.made) for one in visitors):,}"),
        ("requests refused while it lasted", f"{sum(len(one.refused) for one in visitors):,}"),
        ("another primary after", f"{elected - killed:.1f} s"),
        ("answers taken again after", f"{outage:.1f} s"),
        ("reads of the catalog meanwhile", f"{reads[0].asked:,}"),
        ("reads that failed", f"{reads[0].failed:,}"),
        (
            "members at the end",
            ", ".join(f"{name} {role}" for name, role in sorted(made.members().items())),
        ),
    ]
    sys.stdout.write("".join(f"{name:<34}{value}\n" for name, value in rows))
    broken = [f"lost: {address}" for address in gone]
    broken += [f"the outage was longer than {LONGEST_OUTAGE} s"] if outage > LONGEST_OUTAGE else []
    sys.stdout.write(
        "".join(f"BROKEN {words}\n" for words in broken)
        or "Every answer that was taken is there.\n"
    )
    return 1 if broken else 0


def _read(base: str, stop: threading.Event, results: list[Reads]) -> None:
    """Ask for a page of the catalog again and again, as readers do."""
    visitor, asked, failed = Visitor(base, timeout=10), 0, 0
    while not stop.wait(READ_EVERY):
        asked += 1
        try:
            failed += visitor.get("/models/").status_code != HTTPStatus.OK
        except OSError:
            failed += 1
    results.append(Reads(asked, failed))


def _count(visitors: Sequence[LoadVisitor]) -> int:
    return sum(len(one.taken) for one in visitors)


def _taken_after(visitors: Sequence[LoadVisitor], moment: float) -> list[float]:
    return sorted(taken.at for one in visitors for taken in list(one.taken) if taken.at > moment)


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
