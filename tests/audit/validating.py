"""Pages as the Nu validator reads them, all in one run."""

import json
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.audit.reading import Finding
from tests.audit.tools import Tools


def invalid(tools: Tools, pages: Mapping[str, str]) -> Iterator[Finding]:
    """Tell what the validator finds wrong or warns of, a finding for each message."""
    with tempfile.TemporaryDirectory(prefix="pilotlight-html-") as folder:
        names: dict[str, str] = {}
        for number, (address, text) in enumerate(pages.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(text, encoding="utf-8")
            names[file.name] = address
        command = [
            tools.java,
            "-Xss8m",
            "-jar",
            str(tools.validator),
            "--format",
            "json",
            "--exit-zero-always",
            folder,
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        for message in json.loads(done.stderr)["messages"]:
            if message["type"] == "info" and message.get("subType") != "warning":
                continue
            address = names.get(message.get("url", "").rpartition("/")[2], "?")
            place = f"line {message['lastLine']}: " if "lastLine" in message else ""
            yield Finding(
                "html", address, f"{place}{message['message']} {message.get('extract', '')!r}"
            )
