"""Words of the trade inside an article: the first of each leads to its meaning at the end of the same page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape

from catalog.schema import Term

TAG = re.compile(r"(<[^>]*>)")
OPENING = re.compile(r"<([a-z][a-z0-9]*)")
UNTOUCHED = {"a", "code", "h1", "h2", "h3", "h4", "pre", "th"}  # no link inside a link, a title or a program


@dataclass(frozen=True, slots=True)
class Explained:
    """An article with its words linked, and the words in the order in which they come."""

    html: str
    terms: tuple[Term, ...]


@lru_cache(maxsize=128)
def explained(html: str, terms: tuple[Term, ...]) -> Explained:
    """Link the first time that each term stands in running text to `#word-<slug>`; longer terms go before shorter."""
    names = {name: term for term in terms for name in spellings(term.term)}
    if not names:
        return Explained(html, ())
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    word = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?![\w-])", re.IGNORECASE)
    found: dict[str, Term] = {}
    shut: list[str] = []  # the elements around us in which nothing is linked

    def link(match: re.Match[str]) -> str:
        term = names[match[0].lower()]
        if term.slug in found:
            return match[0]
        found[term.slug] = term
        return f'<a href="#word-{term.slug}">{escape(match[0], quote=False)}</a>'

    parts = []
    for part in TAG.split(html):
        if part.startswith("<"):
            _enter(part, shut)
            parts.append(part)
        else:
            parts.append(part if shut else word.sub(link, part))
    return Explained("".join(parts), tuple(found.values()))


def _enter(tag: str, shut: list[str]) -> None:
    if tag.startswith("</"):
        if shut and shut[-1] == tag[2:-1].strip():
            shut.pop()
        return
    name = OPENING.match(tag)
    if name and name[1] in UNTOUCHED:
        shut.append(name[1])


def spellings(term: str) -> Iterable[str]:
    """Return how a term is written in running text, in small letters: with and without its brackets, one and many."""
    plain, _, bracket = unescape(term).partition("(")
    written = [plain.strip().lower()]
    if bracket and " " not in bracket.rstrip(") "):
        written.append(bracket.rstrip(") ").lower())
    for name in written:
        yield name
        yield f"{name[:-1]}ies" if name.endswith("y") and name[-2:-1] not in "aeou" else f"{name}s"
