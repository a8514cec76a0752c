"""The fixture of those tests that read settings."""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from config import environment
from config.environment import Environment
from tests.config.reading import Read


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Read:
    """Read the settings of a process that has only these variables, beside an empty .env."""

    def read_from(variables: Mapping[str, str]) -> Environment:
        for name in (*os.environ, "ENV_FILE"):
            if name.lower() in {*Environment.model_fields, "env_file"}:
                monkeypatch.delenv(name, raising=False)
        (tmp_path / "settings").touch()
        for name, value in ({"ENV_FILE": str(tmp_path / "settings")} | dict(variables)).items():
            monkeypatch.setenv(name, value)
        return environment.read()

    return read_from
