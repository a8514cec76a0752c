"""The cases of a pilot and the answers to them as people type, paste and upload them; and which answer stands left."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random

from catalog.parsing import tidy
from wizard.pilot.rows import Bad, Found, shortened
from wizard.pilot.tables import split

MOST_CASES = 200  # of one pilot with texts
LONGEST_CASE, LONGEST_ANSWER = 4_000, 20_000  # characters
BLOCK = 20  # cases of which each model stands left in one half
_HEADS = {
    "asked": ("case", "question", "asked", "input", "text", "prompt", "request"),
    "facts": ("facts", "right answer", "expected", "what is right", "reference", "notes"),
    "first": ("answer a", "answer 1", "first answer", "a", "answer"),
    "second": ("answer b", "answer 2", "second answer", "b"),
}
_NUMBER = re.compile(r"^[ \t]*(?:\[|\()(\d{1,3})(?:\]|\))[ \t]*:?[ \t]*", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePair:
    """One case with what a right answer rests on, and the answers of the two models as far as they are there."""

    asked: str
    facts: str = ""
    first: str = ""
    second: str = ""


def read_cases(text: str, names: Sequence[str] = ()) -> Found[CasePair]:
    """Read cases: a table with a heading, blocks with blank lines between them, or a line each; `names` are the models."""
    plain = visible(text)
    if not plain:
        return Found(trouble="Type or paste the cases, a blank line between two, or choose a file.")
    try:
        table = split(plain, partial(_meaning, names=names), frozenset({"asked"}))
    except csv.Error:
        table = None
    if table is not None and any(heading.meaning == "asked" for heading in table.headings):
        rows = [(place, table.cells(line)) for place, line in table.lines]
    else:
        parts = re.split(r"\n[ \t]*\n", plain) if re.search(r"\n[ \t]*\n", plain) else plain.split("\n")
        rows = [(place, {"asked": part.strip()}) for place, part in enumerate(parts, start=1) if part.strip()]
    return _checked(rows)


def _meaning(plain: str, *, names: Sequence[str]) -> str:
    for slug, name in zip(("first", "second"), names, strict=False):
        if tidy(name).casefold() in plain:
            return slug
    return next((meaning for meaning, heads in _HEADS.items() if plain in heads), "")


def _checked(rows: Sequence[tuple[int, Mapping[str, str]]]) -> Found[CasePair]:
    cases: list[CasePair] = []
    bad: list[Bad] = []
    for place, cells in rows:
        case = CasePair(**{"asked": "", **cells})
        reason = _problem_with(case)
        if not reason and len(cases) < MOST_CASES:
            cases.append(case)
        else:
            reason = reason or f"A pilot takes {MOST_CASES} cases."
            bad.append(Bad(place=place, text=shortened(tuple(cells.values())), reason=reason))
    return Found(rows=tuple(cases), bad=tuple(bad), trouble="" if cases else "No case of it can be taken.")


def _problem_with(case: CasePair) -> str:
    if not case.asked:
        return "It has no case."
    if max(len(case.asked), len(case.facts)) > LONGEST_CASE:
        return f"A case takes {LONGEST_CASE:,} characters."
    return problem_with_answers(case.first, case.second)


def problem_with_answers(*answers: str) -> str:
    """Return what is wrong with the length of answers; nothing where they can be taken."""
    return f"An answer takes {LONGEST_ANSWER:,} characters." if max(map(len, answers)) > LONGEST_ANSWER else ""


def numbered_answers(text: str) -> Mapping[int, str]:
    """Return the answers of one paste, each of which begins with its number in brackets: [1], [2]."""
    pieces = _NUMBER.split(visible(text))
    return {int(number): answer.strip() for number, answer in zip(pieces[1::2], pieces[2::2], strict=True) if answer.strip()}  # fmt: skip


def first_is_left(seed: str, rater: int, number: int) -> bool:
    """Return whether the answer of the first model stands left; of twenty cases it does in ten, in an order drawn by the seed."""
    block, place = divmod(number - 1, BLOCK)
    order = [True, False] * (BLOCK // 2)
    Random(f"{seed}/{rater}/{block}").shuffle(order)  # noqa: S311  # no secret: who rates cannot know the seed
    return order[place]


def visible(text: str) -> str:
    """Return a text with plain line ends and without control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(char for char in plain if char in "\n\t" or char.isprintable() or char.isspace()).strip()
