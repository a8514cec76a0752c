"""The export of everything holds each row and column of the database, and opens nothing.

What is left out has a reason.
"""

import json
import re
import stat
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

from catalog.models import Source
from tests.support import saved, take_desk, take_starter
from tests.wizard.pilot import kit
from tests.wizard.pilot.samples import png
from wizard.management.commands import export_everything as everything
from wizard.models import PlanQuestion
from wizard.pilot import texts

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "no-word-of-this-in-a-file"
# A column with such a name may open something; these do not.
OPENING = re.compile(r"password|secret|token|hash|session|key$")
HARMLESS = {
    "catalog_sighting.key",  # the natural key of a row
    "catalog_revision.key",  # the natural key of a row
    "catalog_usecase.tokens_in",
    "catalog_usecase.tokens_out",
    "wizard_casefile.key",  # part of an address that asks for the plan's key as well
    "wizard_plan.view_key",  # of the link for colleagues, which mails and papers of the firm name
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return an export of a site with one of each.

    It has a plan, a pilot with a file, a question, an account, and a row of the desk.
    """
    User.objects.create_user("ada", "ada@firm.example", PASSWORD)
    take_desk()
    take_starter()
    saved(Source, title="=1+1", publisher="Ein Verlag")
    plan, _, pilot = kit.started(cases=kit.CASES[:2])
    texts.save_file(pilot, 1, 1, BytesIO(png()))
    kit.rate(pilot, 1, {"accepted": True}, {"accepted": False})
    PlanQuestion.objects.create(
        plan=plan, about="money", name="Bob", text="Why so dear?", version=1
    )
    call_command("export_everything", str(tmp_path / "all"))
    return tmp_path / "all"


def table(folder: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((folder / "tables" / f"{name}.json").read_text("utf-8"))
    return rows


def in_the_database() -> Mapping[str, list[dict[str, Any]]]:
    """Return each table as PostgreSQL itself writes its rows."""
    found = {}
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT row_to_json(each)::text FROM {name} AS each")  # noqa: S608  # a name of ours
            found[name] = [json.loads(text) for (text,) in cursor.fetchall()]
    return found


def test_everything_is_in_the_files_or_left_out_with_a_reason_and_no_file_opens_anything(
    folder: Path,
) -> None:
    stored = in_the_database()
    written = {file.stem for file in (folder / "tables").iterdir()}
    assert {*stored} - written == {name for name in everything.LEFT_OUT if "." not in name}

    for name in written:
        rows, ours = stored[name], table(folder, name)
        assert len(ours) == len(rows), name
        for row, mine in zip(
            sorted(rows, key=lambda each: str(each.get("id"))),
            sorted(ours, key=lambda each: str(each.get("id"))),
            strict=True,
        ):
            missing = {f"{name}.{column}" for column in {*row} - {*mine}}
            assert missing <= {*everything.LEFT_OUT}
            for column, value in row.items():
                if (
                    isinstance(value, str | bool)
                    and "T" not in str(value)
                    and f"{name}.{column}" not in everything.FILES
                ):
                    assert f"{name}.{column}" in missing or mine[column] == value, column

    text = b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())
    secrets = [
        row[column]
        for name in everything.LEFT_OUT
        if "." in name
        for table, column in [name.split(".")]
        for row in stored[table]
    ]

    assert len(secrets) > 3
    assert [secret for secret in secrets if secret and secret.encode() in text] == []
    assert PASSWORD.encode() not in text


def test_columns_that_open_something_are_left_out() -> None:
    named = {
        f"{each._meta.db_table}.{field.column}"
        for each in everything.exported()
        for field in each._meta.concrete_fields
    }

    opening = {name for name in named if OPENING.search(name.partition(".")[2])}
    assert opening - HARMLESS == {
        name for name in everything.LEFT_OUT if "." in name and name != "wizard_plan.copied_under"
    }


def test_files_stand_for_themselves_are_explained_and_are_private(folder: Path) -> None:
    (release,) = table(folder, "catalog_release")
    (picture,) = table(folder, "wizard_casefile")
    (version,) = table(folder, "wizard_planversion")
    plan = json.loads((folder / "plans" / str(version["plan_id"]) / "version-1.json").read_bytes())
    schema = json.loads((folder / "plans/plan.schema.json").read_bytes())

    assert json.loads((folder / release["payload"]).read_bytes())["models"]
    assert (folder / picture["data"]).read_bytes().startswith(b"\x89PNG")
    assert picture["data"].endswith(".png")
    jsonschema_rs.validator_for(schema).validate(plan)
    assert b"'=1+1" in (folder / "desk/sources.csv").read_bytes()
    assert [row["text"] for row in table(folder, "wizard_planquestion")] == ["Why so dear?"]
    modes = {stat.S_IMODE(each.stat().st_mode) for each in (folder, *folder.rglob("*"))}
    assert modes == {0o700, 0o600}

    index = json.loads((folder / "tables.json").read_bytes())
    columns = {
        f"{each['name']}.{column['name']}": column
        for each in index["tables"]
        for column in each["columns"]
    }

    assert columns["wizard_planversion.plan_id"]["refers to"] == "wizard_plan"
    assert columns["catalog_source.title"]["about"]
    assert {each["name"]: each["why"] for each in index["left out"]} == everything.LEFT_OUT


def test_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: File exists"):
        call_command("export_everything", str(tmp_path))

    assert [*tmp_path.iterdir()] == []
