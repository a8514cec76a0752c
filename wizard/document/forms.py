"""Forms: how the values of a pattern are written.

Only here and in sentences.py is text put together.
"""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from catalog.data_files import toml_of
from catalog.formatting import (
    MONTHS,
    QUARTERS,
    capitalise,
    format_day,
    format_list,
    format_long_day,
    format_money,
    format_number,
    format_rough,
    format_rough_money,
    format_saved,
    format_spoken_minutes,
    format_sum,
    lower_first,
    or_unknown,
    rough,
    spell_count,
)
from catalog.schema import ExchangeRate

type Value = str | int | float | Decimal | date | Sequence[str] | Sequence[float]

NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_UNBROKEN = 24  # letters that fit into a headline on a phone
LONGEST_QUOTE = 60  # letters of what an owner typed that stand in a sentence
LONGEST_FEAR = 120  # letters of what an owner fears, which is a sentence of its own
LONGEST_NAME = 52  # letters of what an owner typed, where they name a job
LONGEST_TITLE = 100  # the same, on top of a plan
FEWEST_IN_A_NAME = 3  # words: what is done, and to what
FEWEST_BEFORE_A_CLAUSE = 5  # whom something is told does not say what
SMALL_WORDS = toml_of(__file__)["small_words"]
PREPOSITIONS = frozenset(SMALL_WORDS["prepositions"])
RELATIVES = frozenset(SMALL_WORDS["relatives"])
CONTENTS = frozenset(SMALL_WORDS["contents"])
CLAUSES = RELATIVES | CONTENTS
SOURCES = frozenset(SMALL_WORDS["sources"])
JOINTS = frozenset(SMALL_WORDS["joints"])
ARTICLES = frozenset(SMALL_WORDS["articles"])
UNFINISHED = PREPOSITIONS | CLAUSES | SOURCES | JOINTS | ARTICLES | set(SMALL_WORDS["particles"])
LATER_OBJECT = frozenset(SMALL_WORDS["later_object"])
ROUGH_FROM = 1_000  # from here on people say two digits
HOURS_FROM = 2  # below, minutes read better
WHOLE_HOURS_FROM = 20  # from here on nobody says a quarter


def whole(value: Any) -> int:
    """Return a number without its fraction, as people count. Raises TypeError on a text."""
    number: int = round(value)
    return number


def is_one(value: Any) -> bool:
    """Return whether a noun stands in the singular."""
    return whole(value) == 1


def is_under_one(value: Any) -> bool:
    """Return whether it would be written as none, though there is a part of one."""
    return 0 < value < 1 and whole(value) == 0


def unbroken(name: str) -> str:
    """Return a name that stays on one line.

    Of a long name, only its last words and what stands in brackets stay together.
    """
    if len(name) <= LONGEST_UNBROKEN:
        return name.replace(" ", NO_BREAK)
    head, bracket, rest = name.partition(" (")
    if bracket:
        return f"{unbroken(head)} ({rest}"
    words = name.split(" ")
    return " ".join((*words[:-2], NO_BREAK.join(words[-2:])))


def on_one_line(words: str) -> str:
    """Return what an owner typed as a text on one line, without its stop."""
    return " ".join(words.split()).rstrip(".")


def quoted_words(words: str, longest: int = LONGEST_QUOTE) -> str:
    """Return what an owner typed as quoted text: on one line, without its stop, not too long."""
    line = on_one_line(words)
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"


def quoted_name(words: str) -> str:
    """Return the same as the name of a job: its first words, as far as they read as a whole.

    It is one name wherever a plan names the job. Words that have no such end are cut.
    """
    line = on_one_line(words)
    if len(line) <= LONGEST_NAME:
        return line
    ends = [name for name in _natural_ends(line.split(" ")) if len(name) <= LONGEST_NAME]
    return ends[-1] if ends else _cut_name(line)


def _cut_name(line: str) -> str:
    """Return the first words that are short enough, without small ones at their end."""
    words = quoted_words(line, LONGEST_NAME).rstrip("…").split(" ")
    while len(words) > 1 and words[-1].lower() in UNFINISHED:
        words.pop()
    return " ".join(words).rstrip(",;:") + "…"


def _natural_ends(words: Sequence[str]) -> Iterator[str]:
    """Yield the first words up to before each small word, no further than where they come from.

    What is done to nothing yet, as in "Tell on one page", is no whole before its clause begins.
    """
    small = [word.lower() for word in words]
    clause = _first_of(small, CLAUSES)
    content = _content_begins(small) if small[1:2] and small[1] in LATER_OBJECT else 0
    for at in range(FEWEST_IN_A_NAME, len(words) - 1):
        is_empty = at < content or (at == content and small[at] not in RELATIVES)
        if is_empty or small[at - 1] in UNFINISHED:
            continue
        if _ends_before(small, at, is_in_clause=at > clause):
            yield " ".join(words[:at]).rstrip(",;:")
            if small[at] in SOURCES:
                return


def _content_begins(small: Sequence[str]) -> int:
    """Return where begins what is told; without that, more of what was named."""
    at = _first_of(small, CONTENTS)
    return at if at < len(small) else _first_of(small, RELATIVES)


def _first_of(small: Sequence[str], words: Container[str]) -> int:
    """Return where the first of some words stands; the end where none does."""
    return next((at for at, word in enumerate(small) if word in words), len(small))


def _ends_before(small: Sequence[str], at: int, *, is_in_clause: bool) -> bool:
    """Return whether what stands before a small word is a whole."""
    word, after, two_before = small[at], small[at + 1], small[at - 2]
    if word == "to":
        return after in ARTICLES
    if word in JOINTS:  # a list is not cut, nor is who does something in a clause
        return not two_before.endswith(",") and not (is_in_clause and after in ARTICLES)
    if word in CLAUSES:
        return at >= FEWEST_BEFORE_A_CLAUSE and two_before not in JOINTS
    is_doubled = after == small[at - 1]  # as in "side by side"
    is_bare_clause = two_before in RELATIVES  # as in "the card that goes with a bouquet"
    return word in PREPOSITIONS | SOURCES and not is_doubled and not is_bare_clause


def quoted_sentence(words: str) -> str:
    """Return the same of a whole sentence, with what ends it."""
    quoted = quoted_words(words, LONGEST_FEAR)
    return quoted if quoted.endswith(("…", "!", "?")) else f"{quoted}."


def _as_it_is(value: Any) -> str:
    return value if isinstance(value, str) else _count(value)


def _unstopped(text: str) -> str:
    return text.rstrip(".")


def _count(value: Any) -> str:
    count = whole(value)
    return format_rough(count) if count >= ROUGH_FROM else f"{count:,}"


def _spelled(value: Any) -> str:
    return spell_count(whole(value))


def _spelled_first(value: Any) -> str:
    return capitalise(_spelled(value))


def spoken_hours(hours: float) -> float:
    """Return a time as it is said: in minutes, quarters of an hour or hours.

    Money is counted from it.
    """
    if hours >= ROUGH_FROM:
        return rough(whole(hours))
    if hours >= WHOLE_HOURS_FROM:
        return whole(hours)
    parts = 60 if hours < HOURS_FROM else len(QUARTERS)
    return round(hours * parts) / parts


def _hours(hours: Any) -> str:
    spoken = spoken_hours(hours)
    if spoken < HOURS_FROM:
        return format_spoken_minutes(round(spoken * 60))
    number, part = divmod(spoken, 1)
    return f"{number:,.0f}{QUARTERS[round(part * len(QUARTERS))]} hours"


def _of_100(share: float) -> str:
    return f"{round(100 * share)}"


def _series(words: Sequence[str]) -> str:
    """Return what may hold an “and” itself."""
    return "; and ".join(filter(None, ("; ".join(words[:-1]), words[-1])))


def _sentences(words: Sequence[str]) -> str:
    return " ".join(words)


def _month_day(value: date | str) -> str:
    day = _day(value)
    return f"{day.day} {MONTHS[day.month - 1]}"


def _long_day(value: date | str) -> str:
    return format_long_day(_day(value))


def _short_day(value: date | str) -> str:
    return format_day(_day(value))


def _day(value: date | str) -> date:
    """Return a day, which stands in the parameters of a reason as a text."""
    return date.fromisoformat(value) if isinstance(value, str) else value


FORMS: Mapping[str, Callable[[Any], str]] = {
    "": _as_it_is,
    "capital": capitalise,
    "small": lower_first,
    "unstopped": _unstopped,
    "sentence": quoted_sentence,
    "number": or_unknown(format_number),
    "hours": _hours,
    "minutes": format_spoken_minutes,
    "of_100": _of_100,
    "count": _count,
    "spelled": _spelled,
    "Spelled": _spelled_first,
    "day": _month_day,
    "long_day": _long_day,
    "short_day": _short_day,
    "list": format_list,
    "series": _series,
    "sentences": _sentences,
}
OF_MONEY: Mapping[str, Callable[[Any, ExchangeRate], str]] = {
    "money": or_unknown(format_rough_money),
    "exact": or_unknown(format_money),
    "sum": format_sum,  # of parts that stand beside it
    "saved": format_saved,  # a sum that stands beside it, less the parts of another
}


def written(form: str, value: Value, rate: ExchangeRate) -> str:
    """Return a value as a form writes it, US dollars in the owner's currency."""
    if form in OF_MONEY:
        return OF_MONEY[form](value, rate)
    return FORMS[form](value)
