"""Pages as a program reads them: what they answer, what they link to, and whether their policy holds."""

import http.client
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http import HTTPStatus
from typing import NamedTuple, override
from urllib.parse import quote, urldefrag, urljoin

from tests.http_client import Visitor

LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
POLICY = "default-src 'none'"
DATA = {"application/ld+json", "application/json"}  # a script element that runs nothing


class Finding(NamedTuple):
    """What is wrong, and where."""

    check: str
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site said to one request."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def is_page(self) -> bool:
        """Return whether this is HTML."""
        return self.headers.get("content-type", "").startswith("text/html")


@dataclass
class Page(HTMLParser):
    """A page's links, anchors and what its policy forbids."""

    text: str
    links: list[str] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    forbidden: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Read the text."""
        super().__init__()
        self.feed(self.text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.add(given["id"])
        self.links += [given[name] for name in ("href", "src") if name in given and tag != "base"]
        if tag == "style" or "style" in given or any(name.startswith("on") for name in given):
            self.forbidden.append(self.get_starttag_text() or tag)
        if tag == "script" and "src" not in given and given.get("type") not in DATA:
            self.forbidden.append(self.get_starttag_text() or tag)


class Site:
    """A site that is asked over one connection; each address once."""

    def __init__(self, base: str) -> None:
        """Ask nothing yet."""
        self.base = base
        self._known: dict[str, Answer] = {}
        self._visitor = Visitor(base, headers={"Accept": "text/html,*/*"})

    @property
    def asked(self) -> int:
        """Return how many addresses were asked."""
        return len(self._known)

    def ask(self, path: str) -> Answer:
        """Return what the site says to GET of a path, redirects not followed."""
        if path not in self._known:
            self._known[path] = self._asked(path)
        return self._known[path]

    def _asked(self, path: str) -> Answer:
        place = quote(path, safe="/?&=%:;,+@~!*()'$-._")
        try:
            answer = self._visitor.get(place)
        except (http.client.HTTPException, OSError):  # the server may close a connection it has kept long enough
            answer = self._visitor.get(place)
        return Answer(answer.status_code, answer.headers, answer.content.decode("utf-8", "replace"))


def mapped(site: Site) -> list[str]:
    """Return every path of the site's map."""
    root = ET.fromstring(site.ask("/sitemap.xml").text)  # noqa: S314  # our own
    return [(row.text or "").removeprefix(site.base) for row in root.iter(LOC)]


def policy(address: str, answer: Answer, page: Page) -> Iterator[Finding]:
    """Tell where a page's policy is missing or forbids something that the page holds."""
    if not answer.headers.get("content-security-policy", "").startswith(POLICY):
        yield Finding("policy", address, "no content security policy")
    for words in page.forbidden:
        yield Finding("policy", address, f"inline: {words[:120]}")


def broken(site: Site, pages: Mapping[str, Page]) -> Iterator[Finding]:
    """Tell which links inside the site lead nowhere, each target once with the first page that links to it."""
    first: dict[str, str] = {}
    for address, page in pages.items():
        for link in page.links:
            target = urljoin(site.base + address, link)
            if target.startswith(site.base + "/"):
                first.setdefault(target.removeprefix(site.base), address)
    anchors: dict[str, set[str]] = {path: page.ids for path, page in pages.items()}
    for target, address in first.items():
        path, anchor = urldefrag(target)
        answer = site.ask(path)
        if answer.status >= HTTPStatus.BAD_REQUEST and path not in pages:  # the page of what is missing links to itself
            yield Finding("link", address, f"{target} answers {answer.status}")
        elif anchor and answer.is_page:
            if path not in anchors:
                anchors[path] = Page(answer.text).ids
            if anchor not in anchors[path]:
                yield Finding("link", address, f"{target}: no such place on that page")


def outside(addresses: Iterable[str]) -> list[str]:
    """Return the addresses, of those a page fetched, that are not this machine's."""
    return [row for row in addresses if not re.match(r"(http://127\.0\.0\.1[:/]|data:|blob:)", row)]
