"""The settings under which `make check` lints migrations: those of the project, and the linter."""

from config.settings import *  # noqa: F403  # settings are names of a module
from config.settings import INSTALLED_APPS as _APPS

INSTALLED_APPS = [*_APPS, "django_migration_linter"]
MIGRATION_LINTER_OPTIONS = {
    "include_apps": ["catalog", "wizard"],
    "ignore_initial_migrations": True,
    "warnings_as_errors": ["RUNPYTHON_REVERSIBLE", "CREATE_INDEX"],
    "no_cache": True,
    "ignore_name": [  # migrations that are right all the same, each with the reason
        # nobody runs 0.5, and hashes of keys that open nothing must not stay
        "0003_one_pilot_one_test",
        "0004_keys_that_end",  # a rule that allows more, on tables that are small
    ],
}
