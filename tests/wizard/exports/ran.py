"""Run an exported pilot with promptfoo itself, and read its results into a verdict.

A local program stands in for the two models.

No test: promptfoo is half a gigabyte from npm. `python -m tests.wizard.exports.ran` installs it
into `.cache` once; the run itself needs no network.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import django
import msgspec

from config.environment import PROJECT

ROOM = PROJECT / ".cache" / "promptfoo"
PACKAGES = ("promptfoo@0.121.20", "node@22.23.3")
REPEAT = 60
STAND_IN = """export default class StandIn {
  id() { return 'stand-in'; }
  async callApi() { return { output: 'An ash handle of 90 cm, a blade of stainless steel.', cost: 0.0021 }; }
}
"""
PROVIDERS = re.compile(r"^providers:\n.*?(?=^\S)", re.MULTILINE | re.DOTALL)


def main() -> None:
    """Run it, say what came of it, and fail unless that is a go."""
    programs = _installed()
    from tests.wizard.exports import kit
    from wizard.exports.promptfoo import promptfoo

    exported = promptfoo(kit.example("law-office")).decode()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "stand-in.mjs").write_text(STAND_IN)
        (folder / "promptfoo.yaml").write_text(
            PROVIDERS.sub("providers:\n  - file://stand-in.mjs\n", exported)
        )
        _run(programs, folder, ["validate", "-c", "promptfoo.yaml"])
        _run(
            programs,
            folder,
            [
                "eval",
                "-c",
                "promptfoo.yaml",
                "-o",
                "results.json",
                "--no-cache",
                "--no-table",
                f"--repeat={REPEAT}",
            ],
        )
        sys.exit(_exit_status((folder / "results.json").read_bytes()))


def _exit_status(results: bytes) -> bool:
    """Print the verdict on promptfoo's results; return whether it is anything but a go."""
    from wizard.decision.trial import StopRule
    from wizard.pilot.promptfoo import read
    from wizard.pilot.protocol import Contender, Protocol
    from wizard.pilot.raters import OWNER, combined
    from wizard.pilot.verdict import ResultState, verdict

    rule = StopRule(cases=REPEAT, most_redone=0)
    protocol = Protocol(contenders=(Contender(model="m", name="M"),), rule=rule)
    document = msgspec.json.decode(results)
    for each in document["results"]["results"]:  # a person who says what the checks say
        marks = each.setdefault("gradingResult", {}).setdefault("componentResults", [])
        marks.append({"pass": each["success"], "assertion": {"type": "human"}})
    found = read(msgspec.json.encode(document))
    found_verdict = verdict(
        protocol, [combined(row.place, "m", {OWNER: row.values}) for row in found.rows]
    )
    sys.stdout.write(
        f"{len(found.rows)} results, {len(found.bad)} refused. {found_verdict.sentence}\n"
    )
    return found_verdict.state is not ResultState.USE


def _installed() -> Path:
    """Return the folder of promptfoo's programs, filled by npm where it is empty."""
    npm = shutil.which("npm")
    if npm is None:
        sys.exit("This needs npm, which comes with Node.js.")
    programs = ROOM / "node_modules" / ".bin"
    if not (programs / "promptfoo").exists():
        ROOM.mkdir(parents=True, exist_ok=True)
        quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--loglevel=error")
        subprocess.run([npm, "install", *quiet, "--prefix", str(ROOM), *PACKAGES], check=True)
    return programs


def _run(programs: Path, folder: Path, arguments: Sequence[str]) -> None:
    mine = {
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
        "PROMPTFOO_CONFIG_DIR": str(folder),
        "PROMPTFOO_DISABLE_TELEMETRY": "1",
        "PROMPTFOO_DISABLE_UPDATE": "1",
    }
    subprocess.run([str(programs / "promptfoo"), *arguments], cwd=folder, env=mine, check=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    main()
