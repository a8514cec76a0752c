"""A backup brings everything back on a server that never saw it."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from catalog import releases
from config.environment import PROJECT
from tests.wizard.steps.answering import example_answers
from wizard.plans import drafts, versions

NEW = "pilotlight_restored"


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[dict[str, str]]:
    """Make an empty database, and return the environment of a command that works on it."""
    parameters = connection.get_connection_params()
    login = {name: parameters[name] for name in ("host", "port", "user", "password") if name in parameters}
    name = f"{NEW}_{os.getpid()}"
    with psycopg.connect(**login, dbname="postgres", autocommit=True) as server:
        server.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        yield dict(os.environ) | {
            "DATABASE_URL": f"postgres://{login['user']}@/{name}?host={login['host']}",
            "PATH": f"{_programs()}:{os.environ['PATH']}",
        }
        server.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(psycopg.sql.Identifier(name)))


def _programs() -> Path:
    from config.postgres import binaries

    found = binaries.find(None)
    assert found is not None
    return found.folder


def command(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *words], cwd=PROJECT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("starter_release")
def test_restored_plans_come_out_the_same(elsewhere: dict[str, str], tmp_path: Path) -> None:
    plan, _ = drafts.start(example_answers())
    versions.make(plan, releases.current(), date(2026, 11, 25))
    file = tmp_path / "all.dump"

    call_command("backup", str(file))
    command(elsewhere, "restore", str(file), "--yes")

    assert "1 version" in command(elsewhere, "verify_plans")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [left.name for left in tmp_path.iterdir()] == ["all.dump"]


def test_backup_never_writes_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "all.dump").write_text("precious")

    with pytest.raises(CommandError, match="is there already"):
        call_command("backup", str(tmp_path / "all.dump"))

    assert (tmp_path / "all.dump").read_text() == "precious"


def test_backup_says_where_it_cannot_write(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("backup", str(tmp_path / "nowhere" / "all.dump"))


def test_restore_asks_to_be_told(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Say --yes"):
        call_command("restore", str(tmp_path / "all.dump"))


def test_restore_changes_nothing_when_the_file_is_no_backup(db: None, tmp_path: Path) -> None:
    (tmp_path / "all.dump").write_text("not a dump")

    with pytest.raises(CommandError, match="pg_restore refused"):
        call_command("restore", str(tmp_path / "all.dump"), "--yes")
