"""What an operator may set, and one refusal a line."""

import os
import stat
from pathlib import Path

import pytest

from config import environment
from config.environment import DatabaseServer, Pool, WrongSettingError

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
        ({"DEBUG": "maybe"}, "Set DEBUG to true or false; it is “maybe”."),
        ({"SECURE_PROXY": "nginx"}, "Set SECURE_PROXY to true or false; it is “nginx”."),
        ({"SECRET_KEY": ""}, "Set SECRET_KEY to a long random text"),
        ({"SECRET_KEY": "short"}, "Set SECRET_KEY to at least 50 random characters; it has 5."),
        ({"ALLOWED_HOSTS": " , "}, "Set ALLOWED_HOSTS to the host names of this site"),
        ({"ALLOWED_HOSTS": "https://plans.example.org"}, "Set ALLOWED_HOSTS to host names only"),
        ({"ALLOWED_HOSTS": "*"}, "Set ALLOWED_HOSTS to host names only"),
        ({"ALLOWED_HOSTS": "a.example.org b.example.org"}, "with commas between; it has “a.example.org b.example.org”"),
        ({"BASE_URL": ""}, "Set BASE_URL to the address people use"),
        ({"BASE_URL": "https://other.example"}, "Set ALLOWED_HOSTS to hosts with that of BASE_URL among them"),
        ({"BASE_URL": "plans.example.org"}, "Set BASE_URL to the site's address without a path"),
        ({"BASE_URL": "https://example.org/plans"}, "Set BASE_URL to the site's address without a path"),
        ({"DATABASE_URL": ""}, "Set DATABASE_URL to your PostgreSQL server"),
        ({"DATABASE_URL": "sqlite:///plans.db"}, "no other kind of database will do"),
        ({"DATABASE_URL": "postgres://localhost"}, "it must end in the database's name"),
        ({"DATABASE_URL": "postgres://localhost:high/plans"}, "its port must be a number up to 65535"),
        ({"DATABASE_POOL_MIN": "-1"}, "Set DATABASE_POOL_MIN to a whole number; it is “-1”."),
        ({"DATABASE_POOL_MAX": "many"}, "Set DATABASE_POOL_MAX to a whole number; it is “many”."),
        ({"DATABASE_POOL_MAX": "0"}, "Set DATABASE_POOL_MAX to at least 1"),
        ({"DATABASE_POOL_MIN": "21"}, "Set DATABASE_POOL_MAX to at least 1 and at least DATABASE_POOL_MIN."),
        ({"LIMIT_REPORTS": "5"}, "Set LIMIT_REPORTS to counts from 1 for one visitor and for all"),
        ({"LIMIT_REPORTS": "5/200/fortnight"}, "such as 5/200/hour; it is “5/200/fortnight”."),
        ({"LIMIT_PLANS": "0/1/hour"}, "Set LIMIT_PLANS to counts from 1"),
        ({"PROXY_COUNT": "0"}, "Set PROXY_COUNT to 1 or more"),
        ({"POSTGRES_BINARIES": "/nowhere"}, "Set POSTGRES_BINARIES to the folder that holds initdb and postgres"),
        ({"LOG_LEVEL": "loud"}, "Set LOG_LEVEL to DEBUG, INFO, WARNING or ERROR; it is “LOUD”."),
        ({"DATABASE_POOLER": "statement"}, "Set DATABASE_POOLER to none, session or transaction; it is “statement”."),
        ({"LOG_FORMAT": "xml"}, "Set LOG_FORMAT to line or json; it is “xml”."),
        ({"METRICS_TOKEN": "short"}, "Set METRICS_TOKEN to at least 20 random letters and digits."),
        ({"DATABASE_REPLICA_URL": "mysql://db/plans"}, "Set DATABASE_REPLICA_URL to postgres://user:password@host"),
        (
            {"DATABASE_REPLICA_URL": "postgres://db/plans", "DATABASE_URL": "", "PGHOST": "db"},
            "Set DATABASE_URL too: a replica in DATABASE_REPLICA_URL is one of that server.",
        ),
    ],
)
def test_wrong_setting_is_refused_with_what_to_set(wrong: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongSettingError) as refusal:
        environment.read(PRODUCTION | wrong)

    assert sentence in str(refusal.value)


def test_refused_database_address_keeps_its_password() -> None:
    with pytest.raises(WrongSettingError) as refusal:
        environment.read(PRODUCTION | {"DATABASE_URL": "mysql://pilot:hunter2@db/plans"})

    assert "hunter2" not in str(refusal.value)


def test_production_reads_what_it_is_given() -> None:
    read = environment.read(PRODUCTION | {"BASE_URL": "https://plans.example.org/", "LOG_LEVEL": "warning"})

    assert read.debug is False
    assert read.secret_key == KEY
    assert read.allowed_hosts == ("plans.example.org",)
    assert read.base_url == "https://plans.example.org"
    assert read.log_level == "WARNING"
    assert read.log_format == "json"
    assert read.metrics_token == ""
    assert read.replica is None
    assert read.database_pool == Pool(1, 20)
    assert read.database == DatabaseServer(
        host="db.example.org",
        port="5433",
        name="plans",
        user="pilot",
        password="s@fe",
        options=(("sslmode", "require"),),
    )


def test_socket_folder_is_taken_from_the_address() -> None:
    read = environment.read(PRODUCTION | {"DATABASE_URL": "postgres:///plans?host=/run/postgresql"})

    assert read.database == DatabaseServer("/run/postgresql", "", "plans", "", "", ())


def test_replica_is_read_like_the_server_it_follows() -> None:
    read = environment.read(PRODUCTION | {"DATABASE_REPLICA_URL": "postgres://pilot@replica:5434/plans"})

    assert read.replica == DatabaseServer("replica", "5434", "plans", "pilot", "", ())


def test_libpq_variables_name_a_server_too() -> None:
    without = {name: value for name, value in PRODUCTION.items() if name != "DATABASE_URL"}

    read = environment.read(without | {"PGHOST": "db.example.org", "PGDATABASE": "plans", "PGUSER": "pilot"})

    assert read.database == DatabaseServer("db.example.org", "", "plans", "pilot", "", ())


def test_development_needs_nothing_set(tmp_path: Path) -> None:
    read = environment.read({"DATA_DIR": str(tmp_path)})

    assert read.debug is True
    assert read.database is None
    assert read.allowed_hosts == ()
    assert read.log_format == "line"


def test_development_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    first = environment.read({"DATA_DIR": str(tmp_path / "var")}).secret_key
    second = environment.read({"DATA_DIR": str(tmp_path / "var")}).secret_key

    assert first == second
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "var" / "secret_key").stat().st_mode) == 0o600
    assert [file.name for file in (tmp_path / "var").iterdir()] == ["secret_key"]


def test_data_folder_that_cannot_be_made_is_explained(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(WrongSettingError, match="Set DATA_DIR to a folder that can be written"):
        environment.read({"DATA_DIR": str(tmp_path / "file" / "var")})


def test_env_file_is_read_and_the_process_wins(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('# a comment\n\nLOG_LEVEL=debug\nexport BASE_URL="https://a.example"\nDEBUG=false\n', "utf-8")

    assert environment.with_file({"DEBUG": "true"}, file) == {
        "LOG_LEVEL": "debug",
        "BASE_URL": "https://a.example",
        "DEBUG": "true",
    }


def test_missing_env_file_changes_nothing(tmp_path: Path) -> None:
    assert environment.with_file({"DEBUG": "true"}, tmp_path / ".env") == {"DEBUG": "true"}


def test_env_line_without_a_value_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DEBUG=true\nSECRET_KEY\n", "utf-8")

    with pytest.raises(WrongSettingError, match=r"Line 2 of \.env should read NAME=value\."):
        environment.with_file({}, file)


def test_every_setting_is_in_the_example_file() -> None:
    example = (environment.PROJECT / ".env.example").read_text(encoding="utf-8")
    source = Path(environment.__file__).read_text(encoding="utf-8")
    names = set(source.split('"')[1::2])
    settings = {name for name in names if name.isupper() and "_" in name} | {"DEBUG"}

    assert {name for name in settings - {"LOG_LEVEL"} | {"LOG_LEVEL"} if f"{name}=" not in example} == set()


def test_wrong_setting_stops_the_command_with_the_sentence_alone(tmp_path: Path) -> None:
    import subprocess
    import sys

    said = subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=dict(os.environ) | {"LOG_LEVEL": "loud", "DATA_DIR": str(tmp_path)},
        cwd=environment.PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert said.returncode == 1
    assert said.stderr.startswith("Pilotlight cannot start. Set LOG_LEVEL to")
    assert "Traceback" not in said.stderr
