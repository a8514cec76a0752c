"""The rules that `tests/conftest.py` lays on every test do bite."""

import ast
import socket
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import Context, Engine, Origin, Template, engines

from config.environment import PROJECT
from tests.conftest import OutsideError, UndefinedVariableError


def template(source: str, folder: str) -> Template:
    engine: Engine = engines["django"].engine  # type: ignore[attr-defined]  # the backend is Django's
    return Template(source, Origin(f"{folder}/some.html"), "some.html", engine)


@pytest.mark.parametrize(
    "source", ["{{ nothing }}", "{{ thing.nothing }}", "{% if 1 %}{{ nothing|upper }}{% endif %}"]
)
def test_undefined_variable_in_our_template_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedVariableError, match="nothing"):
        template(source, str(PROJECT / "templates")).render(Context({"thing": {}}))


def test_undefined_variable_may_be_asked_for() -> None:
    asked = template("{% if nothing %}yes{% else %}no{% endif %}", str(PROJECT / "templates"))

    assert asked.render(Context()) == "no"


def test_undefined_variable_in_another_template_is_nothing() -> None:
    assert template("[{{ nothing }}]", "/elsewhere").render(Context()) == "[]"


def test_outside_is_closed() -> None:
    with socket.socket() as out, pytest.raises(OutsideError):
        out.connect(("192.0.2.1", 80))
    with pytest.raises(OutsideError):
        socket.getaddrinfo("example.org", 80)


def test_warning_is_an_error() -> None:
    with pytest.raises(UserWarning, match="mind"):
        warnings.warn("mind", stacklevel=1)


CLOCK = {"localdate", "localtime", "now"}


def taken_once(module: ast.Module) -> Iterator[ast.Assign]:
    """Yield what a module names when it is read and a later day would change."""
    for line in module.body:
        if isinstance(line, ast.Assign) and any(
            isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] in CLOCK
            for call in ast.walk(line)
        ):
            yield line


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("TODAY = timezone.localdate()", 1),
        ("LAST = localdate() - timedelta(days=1)", 1),
        ("NOW = timezone.now()", 1),
        ("TODAY = date(2026, 11, 30)", 0),
        ("day = localdate", 0),
    ],
)
def test_line_that_takes_the_day_is_found(line: str, count: int) -> None:
    assert len(list(taken_once(ast.parse(line)))) == count


def test_no_test_remembers_the_day_on_which_it_was_read() -> None:
    # all tests take minutes: some of them begin before midnight and end after it
    files = list(Path(PROJECT, "tests").rglob("*.py"))
    assert len(files) > 100

    old = {
        path.name: [line.lineno for line in lines]
        for path in files
        if (lines := list(taken_once(ast.parse(path.read_text()))))
    }

    assert old == {}
