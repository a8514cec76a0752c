"""Pages as a browser shows them: axe at both widths in both themes, the keyboard, an empty console, nothing fetched elsewhere."""

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import Error, Page, sync_playwright

from tests.audit import keyboard
from tests.audit.reading import Finding, outside
from tests.support import QUIET, chromium

WIDTHS = (390, 1280)
SCHEMES: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # of the rest one example is enough, and quicker
}
SHARE = 40  # pages that one browser looks at before it is let go


@dataclass(frozen=True, slots=True)
class Looked:
    """What a browser found on some pages."""

    findings: tuple[Finding, ...]
    axe_runs: int


def look(base: str, addresses: Sequence[str]) -> Looked:
    """Look at every page, shared out among as many browsers as there are processors; at one of each kind by keyboard."""
    tabbed = frozenset(keyboard.of_each_kind(addresses))
    shares = [(base, addresses[start : start + SHARE], tabbed) for start in range(0, len(addresses), SHARE)]
    with ProcessPoolExecutor(os.cpu_count()) as several:
        found = list(several.map(_share, shares))
    return Looked(tuple(chain.from_iterable(row.findings for row in found)), sum(row.axe_runs for row in found))


def _browser(playwright: Any) -> Any:
    return playwright.chromium.launch(
        executable_path=chromium(), chromium_sandbox=False, args=[f"--{flag}" for flag in QUIET]
    )


def _share(share: tuple[str, Sequence[str], Collection[str]]) -> Looked:
    base, addresses, tabbed = share
    findings: list[Finding] = []
    runs = 0
    with sync_playwright() as playwright:
        browser = _browser(playwright)
        page = browser.new_page()
        messages: list[str] = []
        fetched: list[str] = []
        page.on("console", lambda message: messages.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda request: fetched.append(request.url))
        for address in addresses:
            messages.clear()
            fetched.clear()
            try:
                page.goto(base + address)
                found, count = _axe(page)
                stuck = _keyboard(page) if address in tabbed else []
            except Error as error:
                findings.append(Finding("browser", address, str(error).splitlines()[0]))
                continue
            runs += count
            findings += [Finding("axe", address, words) for words in dict.fromkeys(found)]
            findings += [Finding("keyboard", address, words) for words in stuck]
            findings += [Finding("console", address, words) for words in messages]
            findings += [Finding("third party", address, words) for words in outside(fetched)]
        browser.close()
    return Looked(tuple(findings), runs)


def _keyboard(page: Page) -> list[str]:
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.reload()  # else Tab goes on where it was
        found += [f"{words} at {width}" for words in keyboard.faults(page)]
    return found


def _axe(page: Page) -> tuple[list[str], int]:
    # Through the debugger, which no policy of the page concerns.
    page.evaluate(AXE_FILE_PATH.read_text(encoding="utf-8"))
    found: list[str] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            violations = page.evaluate("rules => axe.run(document, rules).then(found => found.violations)", RULES)
            found += [
                f"{row['id']} at {width} {scheme}: {node['html'][:100]}" for row in violations for node in row["nodes"]
            ]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"scrolls sideways at {width}")
    return found, len(WIDTHS) * len(SCHEMES)
