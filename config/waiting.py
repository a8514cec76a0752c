"""Timeouts of the database in served processes; commands such as migrate, backup and imports have none."""

from collections.abc import MutableMapping
from typing import Any

from django.conf import settings

LIMITS = {"lock_timeout": "3s", "statement_timeout": "15s", "idle_in_transaction_session_timeout": "60s"}


def limit_waiting(databases: MutableMapping[str, dict[str, Any]]) -> None:
    """Set the timeouts for connections made from now on; options in `DATABASE_URL` win.

    PgBouncer refuses such parameters; behind it set them on the role.
    """
    if settings.DATABASE_POOLER != "none":
        return
    for database in databases.values():
        options = database.setdefault("OPTIONS", {})
        limits = " ".join(f"-c {name}={value}" for name, value in LIMITS.items())
        options["options"] = f"{limits} {options.get('options', '')}".strip()
