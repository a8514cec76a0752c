"""Every library has its reason beside it in pyproject.toml."""

import re

from config.environment import PROJECT


def test_every_dependency_has_its_reason_beside_it() -> None:
    lines = (PROJECT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    libraries = [
        line for line in lines if re.fullmatch(r'    "[A-Za-z][\w.-]*(\[[\w,]+\])?[~><=].*', line)
    ]

    assert len(libraries) >= 35
    assert [line for line in libraries if not re.search(r'",\s+# \w.{10,}', line)] == []
