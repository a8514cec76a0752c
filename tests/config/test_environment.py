"""What an operator may set, and one refusal a line."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from config import environment
from config.environment import HOUR, PROJECT, Environment, RateLimit, WrongSettingError
from tests.config.reading import Read

KEY = "k" * 50
PRODUCTION = {
    "DEBUG": "false",
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "plans.example.org",
    "BASE_URL": "https://plans.example.org",
    "DATABASE_URL": "postgres://pilot:s%40fe@db.example.org:5433/plans?sslmode=require",
}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DEBUG": "maybe"}, "DEBUG: Input should be a valid boolean"),
        ({"SECURE_PROXY": "nginx"}, "SECURE_PROXY: Input should be a valid boolean"),
        ({"SECRET_KEY": ""}, "SECRET_KEY: set at least 50 random characters that stay the same"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY: set at least 50 random characters; it has 5."),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS: set the host names of this site"),
        ({"ALLOWED_HOSTS": "https://plans.example.org"}, "ALLOWED_HOSTS: set host names only"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS: set host names only"),
        (
            {"ALLOWED_HOSTS": "a.example.org b.example.org"},
            "with commas between; it has “a.example.org b.example.org”",
        ),
        ({"BASE_URL": ""}, "BASE_URL: set the address people use"),
        (
            {"BASE_URL": "https://other.example"},
            "BASE_URL: its host, other.example, must be one of ALLOWED_HOSTS.",
        ),
        ({"BASE_URL": "plans.example.org"}, "BASE_URL: set the site's address without a path"),
        (
            {"BASE_URL": "https://example.org/plans"},
            "BASE_URL: set the site's address without a path",
        ),
        ({"DATABASE_URL": ""}, "DATABASE_URL: set your PostgreSQL server"),
        (
            {"DATABASE_URL": "sqlite:///plans.db"},
            "DATABASE_URL: write postgres://user:password@host:port/name",
        ),
        ({"DATABASE_URL": "postgres://localhost"}, "it must end in the database's name"),
        (
            {"DATABASE_URL": "postgres://localhost:high/plans"},
            "DATABASE_URL: write postgres://user:password@host:port",
        ),
        (
            {"DATABASE_POOL_MIN": "-1"},
            "DATABASE_POOL_MIN: Input should be greater than or equal to 0.",
        ),
        ({"DATABASE_POOL_MAX": "many"}, "DATABASE_POOL_MAX: Input should be a valid integer"),
        ({"DATABASE_POOL_MAX": "0"}, "DATABASE_POOL_MAX: Input should be greater than 0."),
        ({"DATABASE_POOL_MIN": "21"}, "DATABASE_POOL_MAX: set at least DATABASE_POOL_MIN."),
        ({"SECURITY_CONTACT": "security@plans.example.org"}, "SECURITY_CONTACT: "),
        ({"SIGN_ON_HEADER": "X-Remote-User"}, "SIGN_ON_SECRET: set what the proxy sends along"),
        ({"SIGN_ON_SECRET": "short"}, "SIGN_ON_SECRET: "),
        ({"LIMIT_REPORTS": "5"}, "LIMIT_REPORTS: write counts from 1 for one visitor and for all"),
        ({"LIMIT_REPORTS": "5/200/fortnight"}, "such as 5/200/hour."),
        ({"LIMIT_PLANS": "0/1/hour"}, "LIMIT_PLANS: write counts from 1"),
        (
            {"KEEP_DRAFTS_DAYS": "30"},
            "KEEP_DRAFTS_DAYS: Input should be greater than or equal to 31.",
        ),
        ({"PROXY_COUNT": "0"}, "PROXY_COUNT: Input should be greater than 0."),
        (
            {"LOG_LEVEL": "loud"},
            "LOG_LEVEL: Input should be 'DEBUG', 'INFO', 'WARNING' or 'ERROR'.",
        ),
        (
            {"DATABASE_POOLER": "statement"},
            "DATABASE_POOLER: Input should be 'none', 'session' or 'transaction'.",
        ),
        ({"METRICS_TOKEN": "short"}, "METRICS_TOKEN: String should match"),
        (
            {"DATABASE_REPLICA_URL": "mysql://db/plans"},
            "DATABASE_REPLICA_URL: write postgres://user:password@host",
        ),
        (
            {"DATABASE_REPLICA_URL": "postgres://db/plans", "DATABASE_URL": "", "DEBUG": "true"},
            "DATABASE_REPLICA_URL: set DATABASE_URL too: this is a replica of that server.",
        ),
        (
            {"ENV_FILE": "/nowhere/at/all"},
            "ENV_FILE: set files that are there; /nowhere/at/all is not.",
        ),
    ],
)
def test_wrong_setting_is_refused_with_what_to_set(
    read: Read, wrong: dict[str, str], sentence: str
) -> None:
    with pytest.raises(WrongSettingError) as refusal:
        read(PRODUCTION | wrong)

    assert sentence in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_all_mistakes_are_told_at_once(read: Read) -> None:
    with pytest.raises(WrongSettingError) as refusal:
        read({"DEBUG": "false", "LOG_LEVEL": "loud", "PROXY_COUNT": "none", "LIMIT_FILES": "many"})

    assert {line.partition(":")[0] for line in str(refusal.value).splitlines()} == {
        *(
            "SECRET_KEY",
            "ALLOWED_HOSTS",
            "BASE_URL",
            "DATABASE_URL",
            "LOG_LEVEL",
            "PROXY_COUNT",
            "LIMIT_FILES",
        )
    }


@pytest.mark.parametrize(
    "address", ["mysql://pilot:hunter2@db/plans", "postgres://pilot:hunter2@db:high/plans"]
)
def test_refused_database_address_keeps_its_password(read: Read, address: str) -> None:
    with pytest.raises(WrongSettingError) as refusal:
        read(PRODUCTION | {"DATABASE_URL": address})

    assert "hunter2" not in str(refusal.value)


def test_production_reads_what_it_is_given(read: Read) -> None:
    made = read(
        PRODUCTION
        | {
            "BASE_URL": "https://plans.example.org/",
            "LOG_LEVEL": "warning",
            "KEEP_PLANS_DAYS": "60",
        }
    )

    assert made.debug is False
    assert made.secret_key == KEY
    assert made.allowed_hosts == ("plans.example.org",)
    assert made.base_url == "https://plans.example.org"
    assert made.log_level == "WARNING"
    assert made.metrics_token == ""
    assert made.database_replica_url == {}
    assert (made.retention.drafts, made.retention.plans, made.retention.closed_links) == (
        180,
        60,
        365,
    )
    assert made.database_url == {
        "host": "db.example.org",
        "port": "5433",
        "dbname": "plans",
        "user": "pilot",
        "password": "s@fe",
        "sslmode": "require",
    }


def test_limit_is_read_as_counts_and_a_stretch_of_time(read: Read) -> None:
    limits = read({"LIMIT_REPORTS": "7/70/Day"}).limits

    assert limits["reports"] == RateLimit("reports", 7, 70, environment.DAY)
    assert limits["plans"] == RateLimit("plans", 30, 3000, HOUR)


def test_socket_folder_is_taken_from_the_address(read: Read) -> None:
    made = read(PRODUCTION | {"DATABASE_URL": "postgres:///plans?host=/run/postgresql"})

    assert made.database_url == {"host": "/run/postgresql", "dbname": "plans"}


def test_hosts_of_a_database_are_taken_in_their_order(read: Read) -> None:
    address = "postgres://replica:5432,primary:5433/plans"
    made = read(PRODUCTION | {"DATABASE_REPLICA_URL": address})

    assert made.database_replica_url == {
        "host": "replica,primary",
        "port": "5432,5433",
        "dbname": "plans",
    }


def test_development_needs_nothing_set(read: Read) -> None:
    made = read({})

    assert made.debug is True
    assert made.database_url == {}
    assert made.allowed_hosts == ()


def test_development_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first, second = (environment.development_key(tmp_path / "var" / "secret_key") for _ in range(2))

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_data_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(WrongSettingError, match="DATA_DIR: set a folder that can be written"):
        environment.development_key(tmp_path / "file" / "var" / "secret_key")


def test_files_are_read_as_compose_reads_them_and_the_process_wins(
    read: Read, tmp_path: Path
) -> None:
    (tmp_path / "first").write_text(
        '# a comment\n\nLOG_LEVEL=debug   # loud\nexport BASE_URL="https://a.example" # ours\n'
        "SECRET_KEY='one # two'\nPROXY_COUNT=2\nDATABASE_POOL_MAX=30\n",
        "utf-8",
    )
    (tmp_path / "second").write_text("PROXY_COUNT=3\nDATABASE_POOL_MAX=40\n", "utf-8")

    made = read(
        {"ENV_FILE": f"{tmp_path / 'first'}:{tmp_path / 'second'}", "DATABASE_POOL_MAX": "50"}
    )

    assert (made.log_level, made.base_url, made.secret_key) == (
        "DEBUG",
        "https://a.example",
        "one # two",
    )
    assert (made.proxy_count, made.database_pool_max) == (3, 50)


def variables() -> list[tuple[str, Any]]:
    return [(name.upper(), field) for name, field in Environment.model_fields.items()]


def test_every_setting_is_in_the_example_file_and_in_the_table_for_operators() -> None:
    example, page = (
        (PROJECT / name).read_text("utf-8") for name in (".env.example", "docs/operations.md")
    )
    rows = [
        f"| `{name}` | {_default(field.default)} | {' '.join(field.description.split())} |"
        for name, field in variables()
        if field.description
    ]

    assert [
        name for name, field in variables() if field.description and f"{name}=" not in example
    ] == []
    assert [row for row in rows if row not in page] == []


def _default(value: Any) -> str:
    if value is None or value in ("", (), {}):
        return "–"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    shown = value.relative_to(PROJECT) if isinstance(value, Path) else value
    return f"`{shown}`"


def test_wrong_setting_stops_the_command_with_the_sentences_alone(tmp_path: Path) -> None:
    result = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=dict(os.environ) | {"LOG_LEVEL": "loud", "PROXY_COUNT": "0", "DATA_DIR": str(tmp_path)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 1
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "Pilotlight cannot start.",
        "PROXY_COUNT",
        "LOG_LEVEL",
    ]
