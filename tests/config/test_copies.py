"""A backup brings everything back on a server that never saw it."""

import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from catalog import releases
from config.environment import PROJECT
from config.postgres import binaries, copies
from tests.wizard.pilot.kit import CASES, started
from tests.wizard.pilot.samples import png
from tests.wizard.plans import answers_of, approve
from wizard.models import Pilot, Why
from wizard.pilot import store, texts
from wizard.plans import drafts, keys as keys_of, links, versions

NEW = "pilotlight_restored"


@pytest.fixture
def elsewhere(transactional_db: None) -> Iterator[dict[str, str]]:
    """Make an empty database whose owner is no superuser.

    Return the environment of a command that works on it.

    An administrator has made the extensions, as docs/operations.md allows.
    """
    parameters = connection.get_connection_params()
    login = {
        name: parameters[name]
        for name in ("host", "port", "user", "password")
        if name in parameters
    }
    name = f"{NEW}_{os.getpid()}"
    named = psycopg.sql.Identifier(name)
    with psycopg.connect(**login, dbname="postgres", autocommit=True) as server:
        server.execute(psycopg.sql.SQL("CREATE ROLE {} LOGIN PASSWORD 'owner'").format(named))
        server.execute(psycopg.sql.SQL("CREATE DATABASE {} OWNER {}").format(named, named))
        with psycopg.connect(**login, dbname=name) as database:
            for extension in ("btree_gist", "pg_trgm"):
                database.execute(
                    psycopg.sql.SQL("CREATE EXTENSION {}").format(psycopg.sql.Identifier(extension))
                )
        port = f"&port={login['port']}" if "port" in login else ""
        yield dict(os.environ) | {
            "DATABASE_URL": f"postgres://{name}:owner@/{name}?host={login['host']}{port}"
        }
        server.execute(psycopg.sql.SQL("DROP DATABASE {} WITH (FORCE)").format(named))
        server.execute(psycopg.sql.SQL("DROP ROLE {}").format(named))


def manage(environment: dict[str, str], *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "manage.py", *words],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def command(environment: dict[str, str], *words: str) -> str:
    done = manage(environment, *words)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.usefixtures("starter_release")
def test_restored_plans_come_out_the_same_and_what_was_closed_or_deleted_since_stays_so(
    elsewhere: dict[str, str], tmp_path: Path
) -> None:
    """One way there and back for all that is asked of copies: each command takes seconds."""
    plans = {
        name: drafts.start(answers_of()) for name in ("renewed", "withdrawn", "deleted", "open")
    }
    versions.make(plans["open"][0], releases.current(), date(2026, 11, 25))
    ada = User.objects.create_user("ada", password="then")
    keys = {name: (plan.view_key, key) for name, (plan, key) in plans.items()}
    emptied, begun_anew, open_plan = (started(cases=CASES[:2])[2] for _ in range(3))
    for pilot in (emptied, begun_anew, open_plan):
        texts.save_file(pilot, 1, 1, BytesIO(png()))
        store.rate(pilot, 1, 0, {store.protocol_of(pilot).contenders[0].model: {"accepted": True}})
    store.make_rating_key(open_plan)
    approve(open_plan.plan, open_plan.version, "Ada")
    first, second = tmp_path / "first.dump", tmp_path / "second.dump"
    call_command("backup", str(first))
    links.renew_view(plans["renewed"][0])
    links.withdraw(plans["withdrawn"][0])
    links.delete([plans["deleted"][0]], Why.DELETED)
    User.objects.filter(pk=ada.pk).update(is_active=False)
    Pilot.objects.filter(pk__in=[emptied.pk, begun_anew.pk]).delete_texts()
    for key in keys_of.in_force(open_plan.plan):
        keys_of.end(open_plan.plan, key.name)
    texts.add_cases(begun_anew, CASES[:1])  # other texts, which the first copy does not have
    call_command("backup", str(second))

    assert "Nothing was known here" in command(elsewhere, "restore", str(second), "--yes")
    assert re.search(r"\b4 versions", verified := command(elsewhere, "verify_plans")), verified
    output = command(elsewhere, "restore", str(first), "--yes")
    opened, left, files, marks = opens(elsewhere, keys), *pilots_of(elsewhere)
    ended = keys_in(elsewhere)
    command(elsewhere, "restore", str(first), "--yes", "--reopen")

    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()} == {0o600}
    assert sorted(left.name for left in tmp_path.iterdir()) == ["first.dump", "second.dump"]
    said = sorted(
        line.strip().partition(" ")[2].partition(" ")[2]
        for line in output.splitlines()
        if line[:2] == "  "
    )
    assert [each for each in said if each in {"deleted", "link renewed", "link withdrawn"}] == [
        "deleted",
        "link renewed",
        "link withdrawn",
    ]
    assert "account ada" in output
    assert "has no texts of its pilot" in output
    assert opened == {
        "renewed": (False, True),
        "withdrawn": (False, True),
        "deleted": (False, False),
        "open": (True, True),
    }
    assert left == files == [(open_plan.pk,)]
    assert marks == (3,)
    assert ended == (0, 0)
    assert {*opens(elsewhere, keys).values()} == {(True, True)}
    assert keys_in(elsewhere) == (1, 1)


def pilots_of(site: dict[str, str]) -> tuple[Any, Any, Any]:
    """Return which pilots have texts, which have files, and how many results there are."""
    with psycopg.connect(site["DATABASE_URL"]) as database:
        return (
            database.execute("SELECT DISTINCT pilot_id FROM wizard_pilotcase").fetchall(),
            database.execute(
                "SELECT pilot_id FROM wizard_casefile JOIN wizard_pilotcase c ON c.id = case_id"
            ).fetchall(),
            database.execute("SELECT count(*) FROM wizard_pilotresult").fetchone(),
        )


def keys_in(site: dict[str, str]) -> tuple[int, int]:
    """Return how many rating links and links of approvals open something."""
    with psycopg.connect(site["DATABASE_URL"]) as database:
        rating = database.execute("SELECT count(*) FROM wizard_pilot WHERE rating_hash <> ''")
        signing = database.execute("SELECT count(*) FROM wizard_signoff WHERE key_hash <> ''")
        return sum(next(rating)), sum(next(signing))


def opens(site: dict[str, str], keys: dict[str, tuple[str, str]]) -> dict[str, tuple[bool, bool]]:
    """Tell of each plan whether the link for others and the private one open it."""
    with psycopg.connect(site["DATABASE_URL"]) as database:
        rows = database.execute(
            "SELECT view_key, edit_key_hash, withdrawn FROM wizard_plan"
        ).fetchall()
    seen, owned = {row[0] for row in rows if row[2] is None}, {row[1] for row in rows}
    return {
        name: (view in seen, drafts.hash_of(edit) in owned) for name, (view, edit) in keys.items()
    }


def test_backup_names_files_in_a_folder_and_keeps_the_newest(
    transactional_db: None, tmp_path: Path
) -> None:
    for day in (1, 2, 3):
        (tmp_path / f"pilotlight-2026-11-0{day}-023000.dump").touch()
    (tmp_path / "mine.dump").touch()

    call_command("backup", str(tmp_path), most=2)

    left = sorted(file.name for file in tmp_path.iterdir())
    assert left[:2] == ["mine.dump", "pilotlight-2026-11-03-023000.dump"]
    assert len(left) == 3


def test_backup_copies_no_database_without_our_tables(
    elsewhere: dict[str, str], tmp_path: Path
) -> None:
    done = manage(elsewhere, "backup", str(tmp_path / "wrong.dump"))

    assert done.returncode == 1
    assert "The database has none of Pilotlight's tables: nothing was copied." in done.stderr
    assert [*tmp_path.iterdir()] == []


@pytest.mark.django_db
@pytest.mark.parametrize("words", [("backup",), ("restore", "--yes")])
def test_programs_of_another_version_than_the_servers_are_not_used(
    words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "all.dump"
    if words[0] == "restore":
        file.touch()
    server = connection.pg_version // 10_000  # type: ignore[attr-defined]  # of Django's backend for PostgreSQL
    monkeypatch.setattr(binaries, "version", lambda *_: server - 1)

    with pytest.raises(
        CommandError, match=f"install postgresql-client-{server}. Nothing was changed"
    ):
        call_command(words[0], str(file), *words[1:])


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


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("ERROR:  must be owner of table wizard_plan", 0),
        ('ERROR:  column "expires" does not exist', 1),
    ],
)
def test_restore_points_to_reopen_where_the_copy_lacks_a_column_and_not_where_rights_do(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, hint: int
) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise copies.CopyError(said)

    monkeypatch.setattr(copies, "read", refuse)

    with pytest.raises(CommandError) as refused:
        call_command("restore", str(tmp_path / "copy"), "--yes")

    assert str(refused.value).count("--reopen") == hint
