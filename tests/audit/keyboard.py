"""Pages by keyboard alone: Tab reaches all that can be used, and leaves again.

It shows where it is and is not covered.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from playwright.sync_api import Page

from tests.audit.reading import kind_of

PARTS = 6  # a date has so many stops within itself
# What Tab should reach: of the buttons of one choice, one.
FIND = """() => {
  const named = (e) => e.type === "radio" && e.name;
  const group = (e) => [...(e.form ?? document).querySelectorAll(`[type=radio][name="${CSS.escape(e.name)}"]`)];
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, iframe, [tabindex], [contenteditable]")]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.type !== "hidden" && e.checkVisibility({ visibilityProperty: true }))
    .filter((e) => !named(e) || e === (group(e).find((other) => other.checked) ?? group(e)[0]));
  window.left = new Set(stops);
  document.activeElement?.blur();
}"""
# Where Tab is now, once the page has moved there: nowhere; or whether it shows, and whether
# something else lies over it.
LOOK = """async () => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const same = e === window.last, ahead = window.left.delete(e) || same || e.type === "radio";
  window.last = e;
  await new Promise(requestAnimationFrame);
  const names = [...(e.labels ?? [])];
  const around = [e, ...names, ...names.map((label) => label.querySelector("span")).filter(Boolean)];
  const clipped = (each) => {
    const style = getComputedStyle(each), box = each.getBoundingClientRect();
    const away = style.clipPath !== "none" || (style.overflow === "hidden" && Math.min(box.width, box.height) <= 1);
    return away || (each.parentElement !== null && clipped(each.parentElement));
  };
  const frames = [...around, e.parentElement];  // a field with its unit shows it around both
  const shown = e.type === "date" || frames.some((each) => {  // the parts of a date are the browser's own
    const style = getComputedStyle(each);
    const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    return marked && !clipped(each);
  });
  const free = around.some((each) => [...each.getClientRects()].some(({ left, top, right, bottom }) => {
    const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2, y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
    const over = document.elementFromPoint(x, y);
    return over && (each.contains(over) || over.contains(each));
  }));
  return { ahead, same, shown, free, way: e.getAttribute("href") ?? "", html: e.outerHTML.slice(0, 100) };
}"""
REST = (
    "() => [...window.left].filter((e) => e.type !== 'radio').map((e) => e.outerHTML.slice(0, 100))"
)


def of_each_kind(addresses: Iterable[str]) -> list[str]:
    """Return one address of each kind."""
    first: dict[object, str] = {}
    for address in addresses:
        first.setdefault(kind_of(address), address)
    return list(first.values())


def faults(page: Page) -> Iterator[str]:
    """Yield what is wrong without a mouse on the page that is open, at its window's width."""
    page.emulate_media(reduced_motion="reduce")  # else the page is still on its way to where Tab is
    first, at_one = True, 0
    page.evaluate(FIND)
    while (stop := _pressed(page)) is not None and stop["ahead"]:
        at_one = at_one + 1 if stop["same"] else 0
        if at_one > PARTS:
            yield f"Tab does not leave {stop['html']}"
            break
        if first and not stop["way"].startswith("#"):
            yield f"the first stop is no way past the head: {stop['html']}"
        if not stop["shown"] and not at_one:
            yield f"nothing shows that the keyboard is at {stop['html']}"
        if not stop["free"] and not at_one:
            yield f"something lies over {stop['html']}"
        first = False
    yield from (f"not reached: {html}" for html in page.evaluate(REST))


def _pressed(page: Page) -> Any:
    page.keyboard.press("Tab")
    return page.evaluate(LOOK)
