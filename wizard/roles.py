"""What each role of the desk may do with plans, and with everything."""

from collections.abc import Mapping
from typing import Any

from catalog import roles
from catalog.roles import EDITOR, KEEPER, REVIEWER, SUPPORT, grant_roles, may

_READS = may("wizard", "view", "goldenplan", "acceptance")
_OWN: Mapping[str, frozenset[str]] = {
    EDITOR: _READS,
    REVIEWER: _READS | may("wizard", "view", "plan"),
    KEEPER: _READS | may("wizard", "add change delete", "goldenplan"),
    SUPPORT: may("wizard", "view", "plan") | {"wizard.withdraw_plan"},
}
ROLES: Mapping[str, frozenset[str]] = {name: own | roles.ROLES[name] for name, own in _OWN.items()}


def grant(apps: Any, editor: Any) -> None:
    """Make the groups of `ROLES` with their permissions; safe to run again.

    Permissions are given as far as their tables exist.
    """
    roles.grant(apps, editor)
    grant_roles(apps, "wizard", _OWN)
