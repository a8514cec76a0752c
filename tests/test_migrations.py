"""Tables of sites that run are changed by migrations of their own: the first ones go on making what they made."""

from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import call_command


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("app", "digest"), [("catalog", "149364967b5d07b6"), ("wizard", "c77c41fa96e04683")]
)
def test_first_migration_makes_the_tables_it_made(app: str, digest: str) -> None:
    written = StringIO()
    call_command("sqlmigrate", app, "0001", stdout=written)

    assert sha256(written.getvalue().encode()).hexdigest()[:16] == digest
