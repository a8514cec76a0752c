"""The day and the release that an address asks to be read as of, and how its links keep them."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict

from catalog.parsing import parse_iso_day

DAY, RELEASE = "as_of", "release"
NEXT = "next"  # stands for the number of the release that nobody has published yet
DRAFTS = "drafts"  # and for that of one that held all drafts, too
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2200, 1, 1)
LONGEST_NUMBER = 6  # digits
LINK = re.compile(r'<a (?!data-now)(?P<before>[^>]*?)\bhref="(?P<address>[^"]*)"')
GET_FORM = re.compile(r'<form\b[^>]*?\baction="(?P<address>/[^"]*)"[^>]*\bmethod="get"[^>]*>')


class BadMomentError(ValueError):
    """What an address asks for is no day or no release number; the words are for the visitor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """What a page is to be read as of: the day whose prices count, and the release that knows them."""

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
        given = ((DAY, self.day.isoformat() if self.day else ""), (RELEASE, release))
        return tuple((name, value) for name, value in given if value)


def _day(words: str) -> date | None:
    words = words.strip()
    if not words:
        return None
    try:
        day = parse_iso_day(words)
    except ValueError:
        day = date.max
    if not FIRST_DAY <= day <= LAST_DAY:
        raise BadMomentError(
            f"“{words[:40]}” is not a day. Write year, month and day, for example 2026-12-01."
        )
    return day


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


def rewrite_links(html: str, moment: Moment, leads_on: Callable[[str], bool]) -> str:
    """Return a page whose links and filter forms keep the moment, where `leads_on` says that their path reads it.

    Done to the finished page, so that no template can forget it. A link marked `data-now` leads back to now.
    """
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in moment.pairs
    )

    def link(found: re.Match[str]) -> str:
        address = _with(unescape(found["address"]), moment, leads_on)
        return f'<a {found["before"]}href="{escape(address)}"'

    def form(found: re.Match[str]) -> str:
        return found[0] + (hidden if leads_on(urlsplit(unescape(found["address"])).path) else "")

    return GET_FORM.sub(form, LINK.sub(link, html))


def _with(address: str, moment: Moment, leads_on: Callable[[str], bool]) -> str:
    parts = urlsplit(address)
    here = not parts.path and bool(parts.query)  # “?page=2” stays on the page
    if (
        parts.scheme
        or parts.netloc
        or not (here or (parts.path.startswith("/") and leads_on(parts.path)))
    ):
        return address
    query = "&".join(filter(None, (parts.query, urlencode(moment.pairs))))
    return parts._replace(query=query).geturl()
