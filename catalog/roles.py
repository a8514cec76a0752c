"""Who may do what: the groups that migrations make.

Nothing that an operator has added to them is taken away.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.management import create_permissions

from catalog.registry import KINDS

EDITOR, REVIEWER, KEEPER, SUPPORT = "Editor", "Reviewer", "Keeper", "Support"

# What every editor works on; what steers advice and search is for keepers.
ROWS = tuple(kind.fact.__name__.lower() for kind in KINDS.values() if not kind.steers)
STEERING = tuple(kind.fact.__name__.lower() for kind in KINDS.values() if kind.steers)


def may(app: str, acts: str, *tables: str) -> frozenset[str]:
    """Return the permissions for acts on tables of an application."""
    return frozenset(f"{app}.{act}_{table}" for act in acts.split() for table in tables)


_READS = may("catalog", "view", *ROWS, *STEERING, "release", "revision", "report")
_EDITS = _READS | may("catalog", "add change", *ROWS) | may("catalog", "change", "report")

# By name; the permission of a table that does not exist yet is left out until the migration that
# makes it grants again.
ROLES: Mapping[str, frozenset[str]] = {
    EDITOR: _EDITS,
    REVIEWER: _EDITS
    | may("catalog", "delete", *ROWS)
    | {"catalog.publish_row", "catalog.lock_cell", "catalog.publish_release"},
    KEEPER: _READS
    | may("catalog", "add change delete", *STEERING)
    | {"catalog.publish_row", "catalog.lock_cell"},
    SUPPORT: frozenset(),
}


def grant(apps: Any, _editor: Any) -> None:
    """Make the groups of `ROLES` with their permissions on the catalog.

    Permissions are given as far as their tables exist.
    """
    grant_roles(apps, "catalog", ROLES)


def grant_roles(apps: Any, app: str, roles: Mapping[str, frozenset[str]]) -> None:
    """Make groups and give each its permissions on an application; safe to run again."""
    _make_permissions(apps, app)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = {
        f"{app}.{codename}": pk
        for pk, codename in permission.objects.filter(content_type__app_label=app)
        .order_by("pk")
        .values_list("pk", "codename")
    }
    for name, codenames in roles.items():
        made, _created = group.objects.get_or_create(name=name)
        made.permissions.add(*(known[codename] for codename in codenames if codename in known))


def _make_permissions(apps: Any, label: str) -> None:
    """Make the permissions now; Django makes them only when all migrations are done."""
    try:
        config = apps.get_app_config(label)
    except LookupError:
        return  # not yet migrated
    if getattr(config, "models_module", None) is None:
        # A migration's stand-in for an application says nothing of its tables.
        config.models_module = True
    create_permissions(config, apps=apps, verbosity=0)
