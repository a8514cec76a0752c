"""Tables of words and names that stand in TOML files beside the modules that read them."""

import tomllib
from pathlib import Path
from typing import Any


def toml_of(module: str) -> dict[str, Any]:
    """Return the table in the file that is named as a module is, given by its `__file__`."""
    return tomllib.loads(Path(module).with_suffix(".toml").read_text(encoding="utf-8"))
