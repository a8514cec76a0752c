"""Break one place of the rules at a time and print which breaks no table notices.

Exit 1 where there is one.

    python -m tests.mutation [--count 150] [--seed 1] [--module wizard/decision/trial.py]

The rules are broken in a copy of the project, never in the project itself.
"""

import argparse
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import permutations
from pathlib import Path
from random import Random

from rich.console import Console
from rich.table import Table
from rich.text import Text

from config.environment import PROJECT

TABLES = "tests/wizard/decision"
# Which tables have to notice what is broken in a module. The nearest come first: the first that
# fails ends a run.
MODULES: Mapping[str, tuple[str, ...]] = {
    "wizard/decision/app_terms.py": (f"{TABLES}/test_app_terms.py", f"{TABLES}/test_apps.py"),
    "wizard/decision/apps.py": (f"{TABLES}/test_apps.py",),
    "wizard/decision/boards.py": (f"{TABLES}/test_boards.py", f"{TABLES}/test_models.py"),
    "wizard/decision/costs.py": (
        f"{TABLES}/test_costs.py",
        f"{TABLES}/test_learning.py",
        f"{TABLES}/test_worked_example.py",
        f"{TABLES}/test_verdicts.py",
    ),
    "wizard/decision/decide.py": (f"{TABLES}/test_decide.py", f"{TABLES}/test_cases.py"),
    "wizard/decision/deployments.py": (f"{TABLES}/test_models.py",),
    "wizard/decision/learning.py": (f"{TABLES}/test_learning.py",),
    "wizard/decision/ranking.py": (f"{TABLES}/test_ranking.py", f"{TABLES}/test_verdicts.py"),
    "wizard/decision/safety.py": (f"{TABLES}/test_safety.py", f"{TABLES}/test_decide.py"),
    "wizard/decision/sparing.py": (f"{TABLES}/test_verdicts.py", f"{TABLES}/test_trial.py"),
    "wizard/decision/together.py": (f"{TABLES}/test_together.py",),
    "wizard/decision/trial.py": (f"{TABLES}/test_trial.py", f"{TABLES}/test_verdicts.py"),
    "wizard/decision/verdicts.py": (f"{TABLES}/test_verdicts.py", f"{TABLES}/test_decide.py"),
    "wizard/pilot/raters.py": ("tests/wizard/pilot/test_verdict.py",),
    "wizard/pilot/verdict.py": ("tests/wizard/pilot/test_verdict.py",),
}
# What is worth breaking. Annotations and decorators are not: to break them breaks the import.
OPERATORS = (
    "AddNot",
    "NumberReplacer",
    "ReplaceAndWithOr",
    "ReplaceOrWithAnd",
    "ReplaceTrueWithFalse",
    "ReplaceFalseWithTrue",
    "ReplaceUnaryOperator_Delete_Not",
    *(
        f"ReplaceComparisonOperator_{before}_{after}"
        for before, after in permutations(("Lt", "LtE", "Gt", "GtE", "Eq", "NotEq"), 2)
    ),
    *("ReplaceComparisonOperator_Is_IsNot", "ReplaceComparisonOperator_IsNot_Is"),
    *(
        f"ReplaceBinaryOperator_{operator}"
        for operator in ("Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul")
    ),
)
# It brings two dozen packages that nothing else needs, so uv runs it in an environment of its own.
# mutmut would be quicker, but leaves out what is decorated: most of our rules are properties.
COSMIC_RAY = (str(Path(sys.executable).with_name("uv")), "tool", "run", "cosmic-ray@8.7.0")
COPY = PROJECT / ".cache" / "mutation"
MUTANTS_SECONDS = 240  # a full machine takes four times as long as a quiet one
LEAVE_OUT = (
    "DELETE FROM mutation_specs WHERE job_id NOT IN (SELECT job_id FROM kept)",
    "DELETE FROM work_items WHERE job_id NOT IN (SELECT job_id FROM kept)",
)
CONSOLE = Console(width=150)


@dataclass(frozen=True, kw_only=True)
class Session:
    """The mutants of one module, as the library keeps them: a file of SQLite."""

    module: str

    @property
    def name(self) -> str:
        return self.module.removesuffix(".py").replace("/", ".")

    @property
    def file(self) -> Path:
        return COPY / f"{self.name}.sqlite"

    def begin(self) -> None:
        """Have the library find every mutant of the module, whose tables have to pass as it is."""
        tests = " ".join(MODULES[self.module])
        config = COPY / f"{self.name}.toml"
        lines = (
            "[cosmic-ray]",
            f'module-path = "{self.module}"',
            f"timeout = {MUTANTS_SECONDS}.0",
            f'test-command = "{sys.executable} -m pytest -q -x {tests}"',
            "[cosmic-ray.distributor]",
            'name = "local"',
        )
        config.write_text("\n".join(lines), encoding="utf-8")
        _run("baseline", config.name)
        _run("init", config.name, self.file.name)

    def places(self) -> dict[tuple[int, int], list[str]]:
        """Return the mutants that are worth a run, by the place that they break."""
        query = "SELECT start_pos_row, start_pos_col, job_id, operator_name FROM mutation_specs"
        source = (COPY / self.module).read_text(encoding="utf-8").splitlines()
        places: dict[tuple[int, int], list[str]] = {}
        with closing(sqlite3.connect(self.file)) as database:
            for row, column, mutant, operator in database.execute(query):
                is_decorator = source[row - 1].lstrip().startswith("@")
                if operator.removeprefix("core/") in OPERATORS and not is_decorator:
                    places.setdefault((row, column), []).append(mutant)
        return places

    def keep(self, mutants: Iterable[str]) -> None:
        """Leave out all mutants but these."""
        rows = [(mutant,) for mutant in mutants]
        with closing(sqlite3.connect(self.file)) as database, database:
            database.execute("CREATE TEMPORARY TABLE kept (job_id)")
            database.executemany("INSERT INTO kept VALUES (?)", rows)
            for statement in LEAVE_OUT:
                database.execute(statement)

    def results(self) -> Iterator["Outcome"]:
        """Run what is left, and yield what became of each."""
        _run("exec", f"{self.name}.toml", self.file.name)
        for line in _run("dump", self.file.name).splitlines():
            item, result = json.loads(line)
            mutation = item["mutations"][0]
            yield Outcome(
                module=self.module,
                line=mutation["start_pos"][0],
                survived=result["test_outcome"] == "survived",
                diff=result["diff"],
            )


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one mutant."""

    module: str
    line: int
    survived: bool
    diff: str

    @property
    def changed_lines(self) -> str:
        """Return the line that was broken, before and after."""
        lines = self.diff.splitlines()
        return "\n".join(
            line
            for line in lines
            if line.startswith(("-", "+")) and not line.startswith(("---", "+++"))
        )


def _run(*arguments: str) -> str:
    finished = subprocess.run(
        [*COSMIC_RAY, *arguments], cwd=COPY, capture_output=True, text=True, check=False
    )
    if finished.returncode:
        raise SystemExit(f"cosmic-ray {arguments[0]}: {finished.stdout}{finished.stderr}")
    return finished.stdout


def copy_project() -> None:
    """Copy what git would see into a folder of its own, fresh each time."""
    shutil.rmtree(COPY, ignore_errors=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        target = COPY / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(PROJECT / name, target)


def sample(sessions: Sequence[Session], count: int, seed: int) -> dict[Session, list[str]]:
    """Draw so many places by the seed, and one mutant at each."""
    chance = Random(seed)  # noqa: S311  # a sample, not a secret
    places = [(session, mutants) for session in sessions for mutants in session.places().values()]
    drawn: dict[Session, list[str]] = {session: [] for session in sessions}
    for session, mutants in chance.sample(places, min(count, len(places))):
        drawn[session].append(chance.choice(mutants))
    return drawn


def main() -> None:
    """Break a sample of places and print what survives."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--count", type=int, default=150, help="places to break")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--module", choices=MODULES, action="append", help="only these modules")
    options = parser.parse_args()
    copy_project()
    sessions = [Session(module=module) for module in options.module or MODULES]
    for session in sessions:
        session.begin()
    outcomes: list[Outcome] = []
    for session, mutants in sample(sessions, options.count, options.seed).items():
        session.keep(mutants)
        outcomes += session.results() if mutants else ()
    survivors = [outcome for outcome in outcomes if outcome.survived]
    table = Table("module", "line", "broken so")
    for outcome in survivors:
        table.add_row(outcome.module, str(outcome.line), Text(outcome.changed_lines))
    CONSOLE.print(table)
    CONSOLE.print(f"{len(outcomes) - len(survivors)} of {len(outcomes)} were noticed.")
    sys.exit(bool(survivors))


main()
