"""docs/decisions/dependencies.md names every library that runs with a site."""

import re
import tomllib

from config.environment import PROJECT


def test_every_dependency_is_named() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    page = (PROJECT / "docs" / "decisions" / "dependencies.md").read_text(encoding="utf-8")
    required = [
        *project["dependencies"],
        *(each for extra in project.get("optional-dependencies", {}).values() for each in extra),
    ]
    names = [re.split(r"[^\w-]", each)[0] for each in required]

    assert [name for name in names if name not in page] == []
