"""Who may do what: the groups that migrations make, and nothing that an operator has added to them is taken away."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.management import create_permissions

EDITOR, REVIEWER, KEEPER, SUPPORT = "Editor", "Reviewer", "Keeper", "Support"

# What every editor works on; what steers advice and search is for keepers.
ROWS = (
    "aimodel",
    "article",
    "benchmark",
    "cell",
    "claim",
    "contrast",
    "dataterms",
    "exchangerate",
    "industry",
    "machine",
    "modality",
    "offer",
    "price",
    "product",
    "provider",
    "question",
    "role",
    "score",
    "source",
    "term",
    "tuning",
    "usecase",
)
STEERING = ("advice", "guidance", "synonym", "world")


def _may(app: str, acts: str, *tables: str) -> frozenset[str]:
    return frozenset(f"{app}.{act}_{table}" for act in acts.split() for table in tables)


_READS = _may("catalog", "view", *ROWS, *STEERING, "release", "revision", "report") | _may(
    "wizard", "view", "goldenplan", "acceptance"
)
_EDITS = _READS | _may("catalog", "add change", *ROWS) | _may("catalog", "change", "report")

# By name; the permission of a table that does not exist yet is left out until the migration that makes it grants again.
ROLES: Mapping[str, frozenset[str]] = {
    EDITOR: _EDITS,
    REVIEWER: _EDITS
    | _may("catalog", "delete", *ROWS)
    | _may("wizard", "view", "plan")
    | {"catalog.publish_row", "catalog.lock_cell", "catalog.publish_release"},
    KEEPER: _READS
    | _may("catalog", "add change delete", *STEERING)
    | _may("wizard", "add change delete", "goldenplan")
    | {"catalog.publish_row", "catalog.lock_cell"},
    SUPPORT: _may("wizard", "view", "plan", "planversion") | {"wizard.withdraw_plan", "wizard.read_answers"},
}


def grant(apps: Any, _editor: Any) -> None:
    """Make the groups of `ROLES` and give each its permissions, as far as their tables exist; safe to run again."""
    for label in ("catalog", "wizard"):
        _make_permissions(apps, label)
    group, permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    known = {
        f"{app}.{codename}": pk
        for pk, app, codename in permission.objects.order_by("pk").values_list(
            "pk", "content_type__app_label", "codename"
        )
    }
    for name, wanted in ROLES.items():
        made, _created = group.objects.get_or_create(name=name)
        made.permissions.add(*(known[each] for each in wanted if each in known))


def _make_permissions(apps: Any, label: str) -> None:
    """Make the permissions now; Django makes them only when all migrations are done."""
    try:
        config = apps.get_app_config(label)
    except LookupError:
        return  # not yet migrated
    if getattr(config, "models_module", None) is None:
        config.models_module = True  # a migration's stand-in for an application says nothing of its tables
    create_permissions(config, apps=apps, verbosity=0)
