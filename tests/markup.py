"""Whether HTML is well-formed and within the policy; its ids, links and headings."""

import re
from collections import Counter
from html.parser import HTMLParser
from typing import override

VOID = {"br", "circle", "hr", "img", "input", "line", "link", "meta", "path", "rect", "use"}


class Markup(HTMLParser):
    """Reads a page: its ids, what it leads to and fetches, whether every element is closed, and what no policy allows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.links: set[str] = set()
        self.fetched: set[str] = set()
        self.pointed: set[str] = set()  # ids that another element names
        self.open: list[str] = []
        self.faults: list[str] = []
        self.inline: list[str] = []
        self.headings: list[int] = []
        self.feed(html)
        self.faults += [*self.inline, *(f"<{tag}> is not closed" for tag in self.open)]
        self.faults += [f"two elements are #{name}" for name, count in self.ids.items() if count > 1]

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids[given["id"] or ""] += 1
        if tag == "a" and (link := given.get("href")):
            self.links.add(link)
            self.pointed |= {link[1:]} if link.startswith("#") else set()
        elif tag != "base":
            self.fetched |= {given[name] or "" for name in ("href", "src") if name in given}
        for name in ("aria-describedby", "aria-labelledby", "for"):
            self.pointed |= {*(given.get(name) or "").split()}
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.inline += [f"inline {name}" for name in given if name == "style" or name.startswith("on")]
        if tag in {"script", "style"} and "src" not in given and given.get("type") != "application/ld+json":
            self.inline.append(f"inline <{tag}>")
        if tag not in VOID:
            self.open.append(tag)

    @property
    def lost(self) -> set[str]:
        """The ids that are named and not there."""
        return self.pointed - {*self.ids}

    @override
    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")
