"""Looking at pages in a real browser: barriers, widths, and the console.

Barriers are what keeps somebody out; a page may be no wider than the window.
"""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, expect

# Each page is looked at in one, the next in the next, so that all four have their turn; `make
# audit` looks at all in all.
SHAPES: tuple[tuple[int, Literal["dark", "light"]], ...] = (
    (390, "dark"),
    (1280, "light"),
    (390, "light"),
    (1280, "dark"),
)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# The debugger brings it into a page before the page's own scripts; no policy concerns it.
EYES = f"{AXE_SCRIPT}\n{Path(__file__).with_suffix('.js').read_text(encoding='utf-8')}"
LOOK = "asked => window.lookAt ? window.lookAt(asked) : null"
# A chart is drawn for wide and for narrow screens; one of the two is displayed.
TWICE = """[...document.querySelectorAll(".narrow-only")].some(narrow => {
  const shown = [narrow.previousElementSibling, narrow].map(each => each.checkVisibility());
  return shown[0] && shown[1] || narrow.parentElement.checkVisibility() && !shown[0] && !shown[1];
})"""
SIDEWAYS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
CUT = (
    "innerWidth > 1024 && [...document.querySelectorAll('.results')].some(list => "
    "list.scrollWidth > list.clientWidth)"
)


def faults(page: Page, *, without: str = "") -> list[str]:
    """Return what axe finds on a page, as rule and place, once the page is there.

    A part that was looked at before may be left out.
    """
    page.wait_for_load_state()
    found: list[str] | None = page.evaluate(LOOK, {"without": without, "rules": RULES})
    if found is None:
        page.evaluate(EYES)
        return faults(page, without=without)
    return found


def log_in(page: Page, name: str, password: str) -> None:
    """Fill the login form in, and send it, once the browser has put the focus there.

    Before that, the browser complains that it may not.
    """
    expect(page.get_by_label("Username")).to_be_focused()
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


class Window:
    """A window that changes its shape, and what was wrong with the pages in it, by address."""

    def __init__(self, page: Page, shape: int = 0, unheard: frozenset[str] = frozenset()) -> None:
        """Take a page with nothing open, and note its console from now on.

        Unheard kinds of messages are not noted.
        """
        self.page = page
        self.wrong: defaultdict[str, list[str]] = defaultdict(list)
        self.looked = 0
        self._shape = shape
        self._unheard = unheard
        page.add_init_script(EYES)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.wrong[page.url].append(str(error)))
        self._take_shape()

    def look(self, *, without: str = "") -> None:
        """Look at what is there, then at its layout in the other width.

        The next page is opened in the next shape.
        """
        self.wrong_here(faults(self.page, without=without) + self.layout())
        self.turn()
        self.wrong_here(self.layout())
        self.looked += 1

    def unfold(self) -> None:
        """Open everything on the page that can be opened."""
        self.page.evaluate(
            "document.querySelectorAll('details').forEach(row => { row.open = true })"
        )

    def wrong_here(self, found: Sequence[str]) -> None:
        """Note what is wrong with the page in this shape."""
        if found:
            width, scheme = SHAPES[self._shape]
            self.wrong[self.page.url] += [f"{line} ({width}, {scheme})" for line in found]

    def layout(self) -> list[str]:
        """Return what is wrong with the layout in this shape."""
        asked = {
            SIDEWAYS: "scrolls sideways",
            CUT: "cuts columns of a list off",
            TWICE: "shows both drawings of a chart, or none",
        }
        return [words for script, words in asked.items() if self.page.evaluate(script)]

    def turn(self) -> None:
        """Take the next shape, which has the other width."""
        self._shape = (self._shape + 1) % len(SHAPES)
        self._take_shape()

    def _take_shape(self) -> None:
        width, scheme = SHAPES[self._shape]
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme=scheme)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type not in self._unheard:
            self.wrong[self.page.url].append(f"{message.type}: {message.text}")
