"""The entry point for a server; here DEBUG is off unless it is set."""

import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DEBUG", "false")

# Commands such as migrate, backup and imports have no such limits.
TIMEOUTS = "-c lock_timeout=3s -c statement_timeout=15s -c idle_in_transaction_session_timeout=60s"

if (
    settings.DATABASE_POOLER == "none"
):  # PgBouncer refuses such parameters; behind it set them on the role
    for database in settings.DATABASES.values():
        options = database.setdefault("OPTIONS", {})
        # those in DATABASE_URL win
        options["options"] = f"{TIMEOUTS} {options.get('options', '')}".strip()
application = get_wsgi_application()
# Imported before there are threads: docs/decisions/json-decoders.md. The first visitor does not
# wait for it either.
import_module(settings.ROOT_URLCONF)
