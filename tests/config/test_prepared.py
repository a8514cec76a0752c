"""A database with the tables of another first migration is not taken for ours."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from config.management.commands.prepare import columns_of_other_tables

pytestmark = pytest.mark.django_db

ADDED = "ALTER TABLE wizard_plan ADD COLUMN mood text"


@pytest.mark.parametrize(
    ("change", "columns"),
    [
        # What an earlier first migration had not, or had besides.
        ("ALTER TABLE wizard_plan DROP COLUMN visited", ["wizard_plan.visited"]),
        ("ALTER TABLE wizard_plan RENAME visited TO came", ["wizard_plan.visited"]),
        (f"{ADDED}; ALTER TABLE wizard_plan ALTER mood SET NOT NULL", ["wizard_plan.mood"]),
        # What a later version added, when this one is gone back to.
        (ADDED, []),
        (f"{ADDED} NOT NULL DEFAULT ''", []),
        ("CREATE TABLE moods (mood text NOT NULL)", []),
    ],
)
def test_other_tables_are_told_by_their_columns(change: str, columns: list[str]) -> None:
    assert columns_of_other_tables() == []

    with connection.cursor() as cursor:
        cursor.execute(change)

    assert columns_of_other_tables() == columns


def test_a_table_that_is_not_there_lacks_its_columns() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wizard_plan RENAME TO plans")

    assert "wizard_plan.visited" in columns_of_other_tables()


def test_a_database_of_an_earlier_first_migration_is_refused() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE wizard_plan DROP COLUMN visited")

    with pytest.raises(CommandError, match=r"begins its tables anew.*wizard_plan\.visited"):
        call_command("prepare", verbosity=0)
