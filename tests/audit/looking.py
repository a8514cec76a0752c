"""Pages as a browser shows them: axe, the keyboard, the console, what is fetched.

axe runs at both widths in both themes; the console is empty, and nothing is fetched elsewhere.
"""

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import chain

from playwright.sync_api import Error, sync_playwright

from tests.audit import keyboard
from tests.audit.reading import Finding, outside
from tests.browser.looking import SHAPES, Window, faults
from tests.support import QUIET, chromium

SHARE = 40  # pages that one browser looks at before it is let go


def look(base: str, addresses: Sequence[str]) -> list[Finding]:
    """Look at every page, in one browser a processor; at one of each kind by keyboard."""
    tabbed = frozenset(keyboard.of_each_kind(addresses))
    shares = [
        (base, addresses[start : start + SHARE], tabbed)
        for start in range(0, len(addresses), SHARE)
    ]
    with ProcessPoolExecutor(os.cpu_count()) as several:
        return list(chain.from_iterable(several.map(_share, shares)))


def _share(share: tuple[str, Sequence[str], Collection[str]]) -> list[Finding]:
    base, addresses, tabbed = share
    findings: list[Finding] = []
    flags = [f"--{flag}" for flag in QUIET]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), chromium_sandbox=False, args=flags
        )
        window = Window(browser.new_page())
        fetched: list[str] = []
        window.page.on("request", lambda request: fetched.append(request.url))
        for address in addresses:
            fetched.clear()
            try:
                window.page.goto(base + address)
                look_everywhere(window, by_keyboard=address in tabbed)
            except Error as error:
                findings.append(Finding("browser", address, str(error).splitlines()[0]))
            findings += [Finding("third party", address, words) for words in outside(fetched)]
        browser.close()
    return findings + [
        Finding("browser", url.removeprefix(base), words)
        for url, lines in window.wrong.items()
        for words in dict.fromkeys(lines)
    ]


def look_everywhere(window: Window, *, by_keyboard: bool) -> None:
    """Note what is wrong with the open page, in four shapes, and by keyboard in both widths."""
    for _ in SHAPES:
        window.wrong_here(faults(window.page) + window.layout())
        window.turn()
    for _ in SHAPES[:2] if by_keyboard else ():  # of both widths
        window.page.reload()  # else Tab goes on where it was
        window.wrong_here(list(keyboard.faults(window.page)))
        window.turn()
