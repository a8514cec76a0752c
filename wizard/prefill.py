"""What the start page was asked for: a use case, an example plan, answers or a search."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated
from urllib.parse import urlencode

import msgspec
from django.urls import reverse

from catalog.parsing import Problem, parse_text
from catalog.schema import Catalog
from config.budget import Expense, Limits, WrongFileError
from config.json_input import NotJsonError, decode_json
from wizard.plans import examples
from wizard.questions.flow import StoredPages
from wizard.questions.page_order import PAGES

MOST_WORDS = 200  # characters
START = (PAGES[0].step.value, PAGES[0].key)
NUL = "\\u0000"  # which Postgres cannot store
# Answers in an address; browsers and servers take at least so much of one.
IN_AN_ADDRESS = Limits(
    most={Expense.BYTES: 6_000, Expense.VALUES: 300}, what="The address", remedy=""
)
_ANSWERS = msgspec.json.Decoder(
    Annotated[dict[str, dict[str, str | list[str]]], msgspec.Meta(max_length=len(PAGES))]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to start with, and on which page."""

    answers: StoredPages = field(default_factory=dict)
    page: tuple[str, str] | None = None
    use_case: str = ""  # slug
    name: str = ""  # of the use case
    example: examples.Example | None = None
    words: str = ""
    unknown: bool = False  # something was asked for that is not on file
    filled_in: str = ""  # answers as the address has them, to be sent on


def address_with(answers: StoredPages) -> str:
    """Return the address of the start page with answers filled in."""
    text = json.dumps(answers, ensure_ascii=False, separators=(",", ":"))
    return f"{reverse('wizard:new')}?{urlencode({'answers': text})}"


def _answered(text: str) -> Wish:
    """Return answers that somebody else filled in; what is no answer of ours is passed over."""
    try:
        sent = decode_json(text.encode(errors="replace"), _ANSWERS, IN_AN_ADDRESS)
    except (NotJsonError, WrongFileError):
        return Wish(unknown=True)
    if NUL in text:
        return Wish(unknown=True)
    pages = {page.key for page in PAGES}
    answers = {key: fields for key, fields in sent.items() if key in pages}
    return Wish(answers=answers, filled_in=text) if answers else Wish(unknown=True)


def wish_of(parameters: Mapping[str, str | list[object]], catalog: Catalog) -> Wish:
    """Return what an address or form asks the start page for.

    What it does not know is left out and said.
    """
    slug, example, words = (
        str(parameters.get(name) or "") for name in ("use_case", "example", "q")
    )
    if example:
        match = examples.find(example)
        return Wish(answers=match.answers, example=match) if match else Wish(unknown=True)
    if answers := str(parameters.get("answers") or ""):
        return _answered(answers)
    if slug:
        use_case = catalog.use_case.get(slug)
        if use_case is None:
            return Wish(unknown=True)
        return Wish(
            answers={"what": {"jobs": [slug]}},
            page=START,
            use_case=slug,
            name=use_case.name,
        )
    read = parse_text(words, "the words", MOST_WORDS)
    if words and not isinstance(read, Problem):
        return Wish(page=START, words=read)
    return Wish()
