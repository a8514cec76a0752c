"""The cases of a pilot and the answers to them, as people type, paste and upload them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from catalog.parsing import clean_text
from catalog.tables import NoHeaderError
from catalog.workbook import is_workbook
from config.budget import Budget, Expense, WrongFileError
from wizard.pilot.tables import HEADS, TABLE, Bad, FilledLine, Found, TableKind, text_of

MOST_CASES = 200  # of one pilot with texts
LONGEST_CASE, LONGEST_ANSWER = 4_000, 20_000  # characters
NO_CASE = "No case of it can be taken."
BLOCK = 20  # cases of which each model stands left in one half
COLUMNS = ("asked", "facts", "first", "second")
CASES = TableKind(
    meanings=HEADS["cases"],
    needs={"asked"},
    refusal="Its first line must name the columns: Case, and Facts if you have them.",
)
# How an answer begins with the number of its case, the surest way first: [1], **[1]**, Case 1:, 1.
# A number with a dot also begins the lines of lists, so such a paste has to count up without a gap.
_MARK = r"^[ \t]*(?:#{1,6}[ \t]*|[*_]{1,2}){0,2}"
_END = r"[*_]{0,2}[ \t]*[:.)]?[*_]{0,2}[ \t]*"
_DOTTED = re.compile(
    r"^(?:#{1,6}[ \t]*|[*_]{1,2})?(\d{1,3})[.):][*_]{0,2}(?:[ \t]+|$)", re.MULTILINE
)
_NUMBERS = (
    re.compile(_MARK + r"(?:\[|\()(\d{1,3})(?:\]|\))" + _END, re.MULTILINE),
    re.compile(
        _MARK + r"(?:case|answer|question|no\.?|nr\.?)[ \t]*#?(\d{1,3})\b" + _END,
        re.MULTILINE | re.IGNORECASE,
    ),
    _DOTTED,
)  # fmt: skip
MOST_HEADS = TABLE.most[Expense.ROWS]
_BLANK = re.compile(r"^[^\S\n]*$", re.MULTILINE)
_LINE = re.compile(r"^(?![^\S\n]*$).*$", re.MULTILINE)
_BLOCK = re.compile(r"(?:^(?![^\S\n]*$).*\n?)+", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePair:
    """One case with what a right answer rests on, and the two models' answers so far."""

    asked: str
    facts: str = ""
    first: str = ""
    second: str = ""


def read_cases(source: str | bytes, budget: Budget | None = None) -> Found[CasePair]:
    """Read cases: a table with a heading, blocks with blank lines between them, or a line each.

    Raises `WrongFileError`.
    """
    if not source.strip():
        raise WrongFileError("Type or paste the cases, a blank line between two, or choose a file.")
    budget = budget or Budget(TABLE)
    try:
        lines = list(CASES.lines(source, budget))
    except NoHeaderError:
        if isinstance(source, bytes) and is_workbook(source):
            raise
        lines = list(_blocks(source, budget))
    return _checked(lines)


def _blocks(source: str | bytes, budget: Budget) -> Iterator[FilledLine]:
    """Yield what stands between blank lines as a case each; without blank lines, each line."""
    plain = clean_text(text_of(source, budget))
    pieces = _BLOCK if _BLANK.search(plain) else _LINE
    for place, piece in enumerate(pieces.finditer(plain), start=1):
        budget.spend(Expense.ROWS)
        yield FilledLine(place, {"asked": piece[0].strip()})


def _checked(lines: Iterable[FilledLine]) -> Found[CasePair]:
    cases: list[CasePair] = []
    bad: list[Bad] = []
    for line in lines:
        case = CasePair(**{name: line.cells.get(name, "") for name in COLUMNS})
        reason = line.wrong or _problem_with(case)
        if not reason and len(cases) >= MOST_CASES:
            reason = f"A pilot takes {MOST_CASES} cases."
        if reason:
            bad.append(line.refused(reason))
        else:
            cases.append(case)
    if not cases and not bad:
        raise WrongFileError(NO_CASE)
    return Found(rows=tuple(cases), bad=tuple(bad))


def _problem_with(case: CasePair) -> str:
    if not case.asked:
        return "It has no case."
    if max(len(case.asked), len(case.facts)) > LONGEST_CASE:
        return f"A case takes {LONGEST_CASE:,} characters."
    return problem_with_answers(case.first, case.second)


def problem_with_answers(*answers: str) -> str:
    return (
        f"An answer takes {LONGEST_ANSWER:,} characters."
        if max(map(len, answers)) > LONGEST_ANSWER
        else ""
    )


def numbered_answers(text: str) -> Mapping[int, str]:
    """Return the answers of one paste by the number that each begins with, however that is written.

    Raises `WrongFileError` where there are more of them than any pilot has, or one stands twice.
    """
    plain = clean_text(text)
    for pattern in _NUMBERS:
        heads = list(islice(pattern.finditer(plain), MOST_HEADS + 1))
        Budget(TABLE).spend(Expense.ROWS, len(heads))
        if pattern is _DOTTED:
            heads = _counting_up(heads)
        if heads:
            return _between(heads, plain)
    return {}


def _counting_up(heads: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Return the heads that count up; a list inside an answer begins anew, and belongs to it."""
    counted: list[re.Match[str]] = []
    for head in heads:
        if not counted or int(head[1]) == int(counted[-1][1]) + 1:
            counted.append(head)
    return counted


def _between(heads: Sequence[re.Match[str]], plain: str) -> Mapping[int, str]:
    """Return what stands from each head to the next."""
    ends = [*(head.start() for head in heads[1:]), len(plain)]
    answers: dict[int, str] = {}
    for head, end in zip(heads, ends, strict=True):
        number, answer = int(head[1]), plain[head.end() : end].strip()
        if number in answers:
            raise WrongFileError(f"{number} stands twice; begin each answer with its number once")
        if answer:
            answers[number] = answer
    return answers


def case_of_file(name: str, numbers: Sequence[int], place: int) -> int | None:
    """Return which case a dropped file is of: its name's last number, else its place in order."""
    named = re.findall(r"[0-9]{1,4}", name.rpartition(".")[0] or name)
    number = int(named[-1]) if named else dict(enumerate(numbers)).get(place)
    return number if number in numbers else None


def first_is_left(seed: str, rater: int, number: int) -> bool:
    """Return whether the first model's answer stands left.

    Of twenty cases it does in ten, in an order drawn by the seed.
    """
    block, place = divmod(number - 1, BLOCK)
    order = [True, False] * (BLOCK // 2)
    Random(f"{seed}/{rater}/{block}").shuffle(order)  # noqa: S311  # no secret: who rates cannot know the seed
    return order[place]
