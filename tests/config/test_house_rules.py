"""The rules that `tests/conftest.py` lays on every test do bite."""

import socket
import warnings

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
