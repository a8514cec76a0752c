"""Tables of words and names that stand in TOML files beside the modules that read them."""

import tomllib
from pathlib import Path
from typing import Any


def toml_named(module: str, name: str) -> dict[str, Any]:
    """Return the table in a file so named, in the folder of a module given by its `__file__`."""
    file = Path(module).with_name(f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))


def toml_of(module: str) -> dict[str, Any]:
    """Return the table in the file that is named as a module is, given by its `__file__`."""
    return toml_named(module, Path(module).stem)
