"""Changing one field of a value: of a dataclass, or of a struct as options and their costs are."""

import dataclasses
from typing import Any

from msgspec import Struct, structs


def replace[Value](value: Value, **changes: Any) -> Value:
    """Return a value with some fields changed."""
    if isinstance(value, Struct):
        return structs.replace(value, **changes)
    changed: Value = dataclasses.replace(value, **changes)  # type: ignore[type-var]
    return changed
