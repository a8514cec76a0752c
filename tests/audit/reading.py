"""Pages as a program reads them: their answers, their links, and if their policy holds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from http import HTTPStatus
from http.client import HTTPException
from math import ceil
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urljoin

from tests.http_client import Response, Visitor
from tests.page_shape import shape_faults
from tests.wizard.walker import Reader

POLICY = "default-src 'none'"
KEY = re.compile(r"/[\w-]{22}(?=/)")


class Finding(NamedTuple):
    """What is wrong, and where."""

    check: str
    address: str
    words: str


class Site(dict[str, Response]):
    """What a site says to GET of each path, asked once, over one connection.

    Redirects are not followed.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._visitor = Visitor(base, headers={"Accept": "text/html,*/*"})

    def __missing__(self, path: str) -> Response:
        """Ask, anew where the server has closed a connection that it kept long enough."""
        place = quote(path, safe="/?&=%:;,+@~!*()'$-._")
        try:
            self[path] = self._visitor.get(place)
        except (HTTPException, OSError):
            self[path] = self._visitor.get(place)
        return self[path]


def mapped(site: Site) -> list[str]:
    """Return every path of the site's map."""
    return [
        found.removeprefix(site.base)
        for found in re.findall("<loc>(.*?)</loc>", site["/sitemap.xml"].text)
    ]


def sampled(addresses: Sequence[str], most: int | None) -> list[str]:
    """Return so many addresses of each kind, evenly spread; all of them where no number is set."""
    if most is None:
        return [*addresses]
    kinds = defaultdict[object, list[str]](list)
    for address in addresses:
        kinds[kind_of(address)].append(address)
    return [address for alike in kinds.values() for address in alike[:: ceil(len(alike) / most)]]


def kind_of(address: str) -> object:
    """Return what pages from one template share: their first part, and how many parts."""
    path = address.partition("?")[0]
    parts = path.strip("/").split("/")
    if KEY.search(path):
        return KEY.sub("/-", path)
    return parts[0], len(parts), "?" in address


def policy(address: str, answer: Response, page: Reader) -> Iterator[Finding]:
    """Tell where a page's policy is missing or forbids something that the page holds."""
    if not answer.headers.get("content-security-policy", "").startswith(POLICY):
        yield Finding("policy", address, "no content security policy")
    yield from (Finding("policy", address, words) for words in page.inline)


def shapeless(
    site: Site, addresses: Iterable[str], pages: Mapping[str, Reader]
) -> Iterator[Finding]:
    """Tell what each of these pages lacks of what every public page has."""
    for address in addresses:
        if address in pages:
            faults = shape_faults(site[address].text, pages[address])
            yield from (Finding("shape", address, words) for words in faults)


def broken(site: Site, pages: Mapping[str, Reader]) -> Iterator[Finding]:
    """Tell which links inside the site lead nowhere.

    Each target comes once, with the first page that links to it.
    """
    first: dict[str, str] = {}
    for address, page in pages.items():
        for link in sorted({*page.links, *page.fetched}):
            target = urljoin(site.base + address, link)
            if target.startswith(site.base + "/"):
                first.setdefault(target.removeprefix(site.base), address)
    read = dict(pages)
    for target, address in first.items():
        path, anchor = urldefrag(target)
        answer = site[path]
        if (
            answer.status_code >= HTTPStatus.BAD_REQUEST and path not in pages
        ):  # what is missing links to itself
            yield Finding("link", address, f"{target} answers {answer.status_code}")
        elif anchor and answer.is_page:
            if path not in read:
                read[path] = Reader(answer.text)
            if anchor not in read[path].ids:
                yield Finding("link", address, f"{target}: no such place on that page")


def outside(addresses: Iterable[str]) -> list[str]:
    """Return the addresses, of those a page fetched, that are not this machine's."""
    return [row for row in addresses if not re.match(r"(http://127\.0\.0\.1[:/]|data:|blob:)", row)]
