"""What `manage.py` says around a command: which database, and why not.

It says one sentence for what a server refuses.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper

from config import console
from config.environment import PROJECT


def manage(*words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    """Run a command with nothing set but these variables."""
    ours = {
        name: value for name, value in os.environ.items() if name not in {"DEBUG", "DATABASE_URL"}
    }
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(
        command, cwd=PROJECT, env=ours | variables, capture_output=True, text=True, check=False
    )


@pytest.fixture
def named(db: None) -> str:
    parameters = connection.get_connection_params()
    return f"postgres://{{user}}@/{{name}}?host={parameters['host']}"


@pytest.fixture
def empty(named: str) -> Iterator[str]:
    """Make a database without tables and return its name."""
    name = f"empty_{os.getpid()}"
    with psycopg.connect(
        named.format(user="pilotlight", name="postgres"), autocommit=True
    ) as superuser:
        superuser.execute(f"CREATE DATABASE {name}".encode())
        superuser.execute(f"CREATE ROLE {name} LOGIN".encode())
        yield name
        superuser.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        superuser.execute(f"DROP ROLE {name}".encode())


@pytest.mark.parametrize("command", ["backup all.dump", "createsuperuser --noinput"])
def test_command_makes_no_private_server_to_work_on(command: str, tmp_path: Path) -> None:
    done = manage(*command.split(), DATA_DIR=str(tmp_path / "var"))

    assert done.returncode == 1
    assert done.stderr.startswith("There is no private server yet")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "var" / "postgres").exists()


@pytest.mark.parametrize("command", ["backup all.dump", "migrate"])
def test_folder_that_served_in_production_takes_no_private_server(
    command: str, tmp_path: Path
) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").touch()

    done = manage(*command.split(), DATA_DIR=str(tmp_path))

    assert done.returncode == 1
    assert done.stderr.startswith("This is a production site")


def test_command_names_its_database_and_reads_the_units_settings(
    named: str, empty: str, tmp_path: Path
) -> None:
    (tmp_path / "site.env").write_text(
        f"DATABASE_URL={named.format(user='pilotlight', name=empty)}\n", "utf-8"
    )

    done = manage("purge_plans", ENV_FILE=str(tmp_path / "site.env"), DATA_DIR=str(tmp_path))

    assert done.returncode == 1
    first, sentence = done.stderr.splitlines()
    assert first.startswith("Database: ")
    assert first.endswith(f"/{empty}")
    assert 'relation "wizard_plan" does not exist' in sentence


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"HOST": "127.0.0.1", "PORT": "9"}, 'at "127.0.0.1", port 9 failed'),
        ({"NAME": "nowhere"}, 'database "nowhere" does not exist'),
    ],
)
def test_server_that_cannot_be_used_is_one_sentence(
    db: None, changed: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {name: value for name, value in connection.settings_dict.items() if name != "CLUSTER"}
    host = connection.get_connection_params()["host"]
    elsewhere = DatabaseWrapper({**given, "HOST": host, "OPTIONS": {}, **changed}, "elsewhere")
    monkeypatch.setattr(console, "connection", elsewhere)

    with pytest.raises(OperationalError) as refused:
        elsewhere.ensure_connection()

    sentence = console.explained(refused.value) or ""
    assert sentence.startswith(
        f"The database {console.database()} cannot be used: connection to server "
    )
    assert said in sentence
    assert "\n" not in sentence


def test_what_a_server_refuses_a_command_is_one_sentence(
    named: str, empty: str, tmp_path: Path
) -> None:
    done = manage(
        "migrate", DATABASE_URL=named.format(user=empty, name=empty), DATA_DIR=str(tmp_path)
    )

    assert done.returncode == 1
    assert "permission denied" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
