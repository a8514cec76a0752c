"""How long a served process waits for its database; commands such as migrate, backup and imports wait as long as it takes."""

from collections.abc import MutableMapping
from typing import Any

from django.conf import settings

LIMITS = {"lock_timeout": "3s", "statement_timeout": "15s", "idle_in_transaction_session_timeout": "60s"}


def limit_waiting(databases: MutableMapping[str, dict[str, Any]]) -> None:
    """Put the limits on connections that are made from now on; what the address of a database sets itself wins.

    PgBouncer refuses such parameters of a connection; behind it they belong to the role.
    """
    if settings.DATABASE_POOLER != "none":
        return
    for database in databases.values():
        options = database.setdefault("OPTIONS", {})
        limits = " ".join(f"-c {name}={value}" for name, value in LIMITS.items())
        options["options"] = f"{limits} {options.get('options', '')}".strip()
