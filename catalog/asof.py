"""The day and the release that an address asks to be read as of, and how its links keep them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from html.parser import HTMLParser
from typing import override
from urllib.parse import urlencode, urljoin, urlsplit

from django.http import QueryDict

from catalog.parsing import parse_iso_day

DAY, RELEASE = "as_of", "release"
NEXT = "next"  # stands for the number of the release that nobody has published yet
DRAFTS = "drafts"  # and for that of one that held all drafts, too
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)  # for pages, the API and assistants
LONGEST_NUMBER = 6  # digits


class BadMomentError(ValueError):
    """What an address asks for is no day or no release number; the words are for the visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a page is to be read as of: the day whose prices count, the release that knows them."""

    day: date | None = None
    release: int | None = None
    following: bool = False  # as it would be if the desk were published now
    drafts: bool = False  # with all drafts and rows in review, too

    @classmethod
    def read(cls, query: QueryDict) -> "Moment":
        """Read `as_of` and `release` from an address. Raises `BadMomentError`."""
        release = query.get(RELEASE, "")
        if (ahead := release.strip()) in {NEXT, DRAFTS}:
            return cls(day=_day(query.get(DAY, "")), following=True, drafts=ahead == DRAFTS)
        return cls(day=_day(query.get(DAY, "")), release=_number(release))

    @property
    def is_set(self) -> bool:
        return self.day is not None or self.release is not None or self.following

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return what an address holds of it."""
        ahead = DRAFTS if self.drafts else NEXT
        release = ahead if self.following else str(self.release or "")
        parameters = ((DAY, self.day.isoformat() if self.day else ""), (RELEASE, release))
        return tuple((name, value) for name, value in parameters if value)


def _day(words: str) -> date | None:
    words = words.strip()
    if not words:
        return None
    try:
        return read_day(words)
    except ValueError:
        raise BadMomentError(
            f"“{words[:40]}” is not a day of this century. Write it as for example 2026-12-01."
        ) from None


def read_day(words: str) -> date:
    """Return a day that may be asked about, written as programs do. Raises `ValueError`."""
    day = parse_iso_day(words)
    if not may_be_read(day):
        raise ValueError(words)
    return day


def may_be_read(day: date) -> bool:
    """Tell whether the catalog can be read as of a day."""
    return FIRST_DAY <= day <= LAST_DAY


def _number(words: str) -> int | None:
    words = words.strip()
    if not words:
        return None
    if not (
        words.isascii() and words.isdecimal() and 0 < len(words) <= LONGEST_NUMBER and int(words)
    ):
        raise BadMomentError(
            f"“{words[:40]}” is not the number of a release. Write it in digits, for example 12."
        )
    return int(words)


def rewrite_links(html: str, moment: Moment, page: str, leads_on: Callable[[str], bool]) -> str:
    """Return a page whose links and filter forms keep the moment.

    They do where `leads_on` says that their path reads it.

    Done to the finished page, so that no template can forget it. `page` is its own path, from which
    relative links lead on. A link marked `data-now` leads back to now.
    """
    reader = _TagReader()

    def rewritten(match: re.Match[str]) -> str:
        start = match["start"]
        return _rewritten(reader.read(start), moment, page, leads_on) if start else match[0]

    return _STARTS.sub(rewritten, html)


# The start of a link or a form; and what holds no elements, which is passed over. Only the starts
# are parsed, because to parse a whole page takes longer than to make it.
_STARTS = re.compile(
    r"""<!--.*?-->|<(?P<raw>script|style)\b.*?</(?P=raw)\s*>|"""
    r"""(?P<start><(?:a|form)(?=[\s/>])(?:[^>"']|"[^"]*"|'[^']*')*+>)""",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    """The start of a link or a form, as it stands in a page."""

    name: str
    attributes: Mapping[str, str | None]  # None: an attribute without a value
    text: str


class _TagReader(HTMLParser):
    """Reads the start of an element, whatever order its attributes have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self._name = ""
        self._attributes: dict[str, str | None] = {}

    def read(self, start: str) -> _Tag:
        self.feed(start)
        return _Tag(name=self._name, attributes=self._attributes, text=start)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._name, self._attributes = tag, dict(attrs)


def _rewritten(tag: _Tag, moment: Moment, page: str, leads_on: Callable[[str], bool]) -> str:
    """Return the start of a link or form that keeps the moment; as it stands where it must not."""
    if tag.name == "form":
        return tag.text + (_hidden(moment) if _filters(tag, page, leads_on) else "")
    address = tag.attributes.get("href")
    if address is None or "data-now" in tag.attributes:
        return tag.text
    longer = _with(address, moment, page, leads_on)
    return tag.text if longer == address else _opening("a", {**tag.attributes, "href": longer})


def _filters(tag: _Tag, page: str, leads_on: Callable[[str], bool]) -> bool:
    method = (tag.attributes.get("method") or "get").lower()
    address = urljoin(page, tag.attributes.get("action") or "")
    return method == "get" and not urlsplit(address).netloc and leads_on(urlsplit(address).path)


def _hidden(moment: Moment) -> str:
    return "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in moment.pairs
    )


def _opening(name: str, attributes: Mapping[str, str | None]) -> str:
    """Return the start of an element."""
    written = (
        label if value is None else f'{label}="{escape(value)}"'
        for label, value in attributes.items()
    )
    return f"<{' '.join((name, *written))}>"


def _with(address: str, moment: Moment, page: str, leads_on: Callable[[str], bool]) -> str:
    """Return an address that keeps the moment.

    It stays the same where it leads elsewhere, or to a place on the page.
    """
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or not (parts.path or parts.query):
        return address
    path = urljoin(page, parts.path)
    if not leads_on(path):
        return address
    query = "&".join(filter(None, (parts.query, urlencode(moment.pairs))))
    return parts._replace(query=query).geturl()
