"""A worker is whole before its threads start.

docs/decisions/json-decoders.md says what happened otherwise.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator

from config.environment import PROJECT

SOURCES = {
    str(file.relative_to(PROJECT)): ast.parse(text)
    for folder in ("config", "catalog", "wizard")
    for file in sorted((PROJECT / folder).rglob("*.py"))
    if "msgspec" in (text := file.read_text(encoding="utf-8"))
}
READS = {"msgspec.json.decode", "msgspec.convert"}
PREPARED = {
    # They convert into facts, which catalog/registry.py has prepared.
    "catalog/models/facts.py",
    "catalog/imports/cells.py",
    # Its module has prepared the shapes, or has read its own table into them.
    "wizard/decision/rows.py",
    "wizard/mcp/tools.py",
    # It converts plain values alone: numbers, days, words.
    "wizard/plans/stored.py",
}


def calls(within: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    return (
        (ast.unparse(node.func), node) for node in ast.walk(within) if isinstance(node, ast.Call)
    )


def prepares(within: ast.AST) -> bool:
    return any(name == "msgspec.json.Decoder" for name, _ in calls(within))


def functions_of(source: ast.AST) -> Iterator[ast.AST]:
    """Yield what runs after its module is imported; a table on file is read while it is."""
    return (node for node in ast.walk(source) if isinstance(node, (ast.FunctionDef, ast.Lambda)))


def test_nothing_is_read_into_a_shape_that_was_not_prepared() -> None:
    shaped = {
        file
        for file, source in SOURCES.items()
        for function in functions_of(source)
        for name, call in calls(function)
        if name in READS and (len(call.args) > 1 or call.keywords)
    }

    assert shaped == PREPARED


def test_shapes_are_prepared_while_their_module_is_imported() -> None:
    preparing = [
        file
        for file, source in SOURCES.items()
        if any(prepares(function) for function in functions_of(source))
    ]

    assert preparing == []


def test_every_shape_is_prepared_when_a_worker_starts() -> None:
    preparing = {file for file, source in SOURCES.items() if prepares(source)}
    ask = (
        "import sys, config.wsgi\n"
        "from catalog.registry import KINDS\n"
        "assert all(hasattr(kind.fact, '__msgspec_cache__') for kind in KINDS.values())\n"
        "print(*(getattr(module, '__file__', None) for module in "
        "list(sys.modules.values())), sep='\\n')"
    )

    output = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ask],
        cwd=PROJECT,
        env=dict(os.environ)
        | {"DEBUG": "true", "DATABASE_URL": "postgres://nobody@localhost/nothing"},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    ).stdout

    assert len(preparing) > 5
    assert preparing - {os.path.relpath(line, PROJECT) for line in output.splitlines()} == set()
