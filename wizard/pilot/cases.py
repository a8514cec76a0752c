"""The cases of a pilot and the answers to them, as people type, paste and upload them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from catalog.parsing import clean_text
from catalog.tables import NoHeaderError, TableLine
from catalog.workbook import is_workbook
from config.budget import Budget, Expense, WrongFileError
from wizard.pilot.tables import HEADS, TABLE, Bad, Found, TableKind, bad_row, text_of

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
# How an answer begins with the number of its case, the surest way first: [1], **[1]**, [Case 1];
# Case 1:; 1. or 1 as a key, by which lists begin too.
_MARK = r"^[ \t]*(?:>[ \t]*)?(?:#{1,6}[ \t]*|[*_]{1,2}){0,2}"
_END = r"[*_]{0,2}[ \t]*[:.)–—]?[*_]{0,2}[ \t]*"
_BRACKETS = _MARK + r"\\?[\[(](?:case[ \t]*)?(\d{1,3})\\?[\])]" + _END
_WORD = _MARK + r"(?:case|answer|question|no\.?|nr\.?)[ \t]*#?(\d{1,3})\b" + _END
_DOT = r"(?:[.):][*_]{0,2}(?:[ \t]+|$)|\ufe0f?\u20e3[ \t]*)"
_LIST = r"^(?:#{1,6}[ \t]*|[*_]{1,2})?(\d{1,3})" + _DOT
_FLAGS = re.MULTILINE | re.IGNORECASE
_NUMBERS = [re.compile(pattern, _FLAGS) for pattern in (_BRACKETS, _WORD, _LIST)]
_SURE = 2  # of them; a list is never written so
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


def read_cases(source: str | bytes) -> Found[CasePair]:
    """Read cases: a table with a heading, blocks with blank lines between them, or a line each.

    Raises `WrongFileError`.
    """
    if not source.strip():
        raise WrongFileError("Type or paste the cases, a blank line between two, or choose a file.")
    try:
        lines = list(CASES.lines(source))
    except NoHeaderError:
        if isinstance(source, bytes) and is_workbook(source):
            raise
        lines = list(_blocks(source))
    return _checked(lines)


def _blocks(source: str | bytes) -> Iterator[TableLine]:
    """Yield what stands between blank lines as a case each; without blank lines, each line."""
    plain = clean_text(text_of(source))
    budget = Budget(TABLE)
    pieces = _BLOCK if _BLANK.search(plain) else _LINE
    for place, piece in enumerate(pieces.finditer(plain), start=1):
        budget.spend(Expense.ROWS)
        yield TableLine(place, {"asked": piece[0].strip()})


def _checked(lines: Iterable[TableLine]) -> Found[CasePair]:
    cases: list[CasePair] = []
    bad: list[Bad] = []
    for line in lines:
        case = CasePair(**{name: line.cells.get(name, "") for name in COLUMNS})
        reason = line.wrong or _problem_with(case)
        if not reason and len(cases) >= MOST_CASES:
            reason = f"A pilot takes {MOST_CASES} cases."
        if reason:
            bad.append(bad_row(line.number, reason))
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
        if max(map(len, answers), default=0) > LONGEST_ANSWER
        else ""
    )


def numbered_answers(text: str, *, may_be_list: bool = False) -> Mapping[int, str]:
    """Return the answers of one paste by the number that each begins with, however that is written.

    The way that tells most of them apart counts: lists and sources inside an answer are numbered
    too. What `may_be_list` is told apart by what no list begins with.

    Raises `WrongFileError` where there are more of them than any pilot has, or one stands twice.
    """
    plain = clean_text(text)
    patterns = _NUMBERS[:_SURE] if may_be_list else _NUMBERS
    ways = [list(islice(pattern.finditer(plain), MOST_HEADS + 1)) for pattern in patterns]
    heads = max(ways, key=lambda heads: len({head[1] for head in heads}))
    Budget(TABLE).spend(Expense.ROWS, len(heads))
    ends = [*(head.start() for head in heads[1:]), len(plain)]
    answers: dict[int, str] = {}
    for head, end in zip(heads, ends, strict=False):
        number, answer = int(head[1]), plain[head.end() : end].strip()
        if number in answers:
            raise WrongFileError(f"{number} stands twice; begin each answer with its number once")
        if answer:
            answers[number] = answer
    return answers


def case_of_file(name: str, numbers: Sequence[int], place: int) -> int | None:
    """Return which case a dropped file is of: its name's last number, else its place in order."""
    # A second copy of a file is called “12 (1)”.
    plain = re.sub(r"(?<=\d) ?\(\d\)$", "", name.rpartition(".")[0] or name)
    named = re.findall(r"[0-9]{1,4}", plain)
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
