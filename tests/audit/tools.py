"""The audit's tools that are no Python: found here, or installed once by name from npm."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.environment import PROJECT

ROOM = PROJECT / ".cache" / "audit"
PACKAGES = {"lighthouse": "12.8.2", "vnu-jar": "26.9.27"}
OLDEST_NODE = 18


class MissingToolError(Exception):
    """Something the audit cannot do without; the message says how to get it."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Where each tool is."""

    java: str
    node: str
    lighthouse: Path
    validator: Path


def ready() -> Tools:
    """Return the tools; install missing ones into `.cache/audit`. Raises `MissingToolError`."""
    java = _program(
        "java",
        "The audit checks HTML with the Nu validator, which needs Java 11 or newer.",
        "default-jre",
    )
    node = _program(
        "node", f"The audit runs Lighthouse, which needs Node.js {OLDEST_NODE} or newer.", "nodejs"
    )
    npm = _program("npm", "The audit installs Lighthouse and the Nu validator with npm.", "npm")
    modules = ROOM / "node_modules"
    tools = Tools(
        java, node, modules / "lighthouse/cli/index.js", modules / "vnu-jar/build/dist/vnu.jar"
    )
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    stamp = ROOM / "installed"
    if not stamp.is_file() or stamp.read_text() != " ".join(wanted):
        ROOM.mkdir(parents=True, exist_ok=True)
        quiet = (
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--no-save",
            "--no-update-notifier",
            "--loglevel=error",
        )
        done = subprocess.run([npm, "install", *quiet, "--prefix", str(ROOM), *wanted], check=False)
        if done.returncode or not tools.lighthouse.is_file() or not tools.validator.is_file():
            raise MissingToolError(
                f"npm could not install {' and '.join(wanted)}; its words stand above."
            )
        stamp.write_text(" ".join(wanted))
    return tools


def _program(name: str, why: str, package: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise MissingToolError(
            f"{why} Install it (Debian: apt-get install {package}) and run make audit again."
        )
    return found
