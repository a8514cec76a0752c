"""Sentences: every sentence of a plan stands once in sentences.toml; here its slots are filled.

A slot is `{name}` or `{name:form}`. Its value is what is passed, else a fact or a phrase of the
job, else a mark such as `guess`. The form says how it is written: `{cost:money}`, `{by:day}`,
`{leave:small}`. `{seats:seat|seats}` writes the first word for one and the second for any other
number. A phrase is a pattern too: what it holds is filled with the same values.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from string import Formatter

from catalog.data_files import toml_of
from catalog.formatting import format_count
from catalog.schema import US_DOLLARS, ExchangeRate
from wizard.document.forms import (
    FORMS,
    OF_MONEY,
    Value,
    is_one,
    is_under_one,
    quoted_name,
    quoted_words,
    whole,
    written,
)
from wizard.document.places import Facts

NUMBERS = "|"  # parts the word for one from that for several
# The phrases that name one and several of what is counted.
COUNTED: Mapping[str, tuple[str, str]] = {
    "items": ("item", "item_plural"),
    "pieces": ("piece", "piece_plural"),
}


class PatternError(LookupError):
    """A sentence that has no pattern, or a slot that nothing fills."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern, with the text before it."""

    before: str
    name: str  # empty at the end of a pattern
    form: str


@cache
def slots_of(pattern: str) -> tuple[Slot, ...]:
    """Return the slots of a pattern.

    Raises ValueError on an unpaired brace, or on a brace without a name.
    """
    slots = []
    for before, name, form, _ in Formatter().parse(pattern):
        if name == "":
            raise ValueError(f"A slot of “{pattern}” has no name.")
        slots.append(Slot(before, name or "", form or ""))
    return tuple(slots)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrator:
    """Who fills patterns: the owner's currency, and the phrases of the job that is spoken of."""

    rate: ExchangeRate = US_DOLLARS
    facts: Sequence[Facts | Mapping[str, Value]] = ()  # the first that has it fills a slot
    phrases: Mapping[str, str] = field(default_factory=dict)  # patterns, as on file
    is_late: bool = False  # read so long after that days need their year

    def say(self, section: str, name: str, /, **values: Value) -> str:
        """Return the sentence of that name with its slots filled. Raises `PatternError`."""
        return self.fill(pattern_of(section, name), values)

    def knows(self, section: str, name: str) -> bool:
        """Return whether there is a sentence of that name."""
        return name in PATTERNS.get(section, {})

    def quote(self, words: str) -> str:
        """Return what an owner typed as it stands between quotation marks."""
        return quoted_words(words)

    def about(
        self, phrases: Mapping[str, str], words: str, *facts: Facts | Mapping[str, Value]
    ) -> "Narrator":
        """Return a narrator that speaks of one job; `words` are the owner's, for own words."""
        own = {"words": quoted_name(words)} if words else {}
        return replace(self, phrases=phrases, facts=(own, *facts, *self.facts))

    def fill(self, pattern: str, values: Mapping[str, Value]) -> str:
        """Return a pattern with its slots filled."""
        pieces = []
        for slot in slots_of(pattern):
            pieces.append(slot.before)
            if slot.name:
                pieces.append(self._written(slot.form, self._value(slot.name, values)))
        return "".join(pieces)

    def _value(self, name: str, values: Mapping[str, Value]) -> Value:
        for source in (values, *self.facts, PATTERNS["mark"]):
            value = source.get(name)
            if value is not None:
                return value
        if name in self.phrases:
            return self.fill(self.phrases[name], values)
        raise PatternError(f"Nothing fills {{{name}}}.")

    def _written(self, form: str, value: Value) -> str:
        if NUMBERS in form:
            one, _, several = form.partition(NUMBERS)
            return one if is_one(value) else several
        if form in COUNTED:
            singular, plural = (self._value(noun, {}) for noun in COUNTED[form])
            if is_under_one(value):
                return self.fill(PATTERNS["mark"]["under-one"], {"noun": singular})
            return format_count(whole(value), str(singular), str(plural))
        if form == "day" and self.is_late:
            form = "long_day"
        return written(form, value, self.rate)


# ---------------------------------------------------------------------------- the file of sentences


def checked(table: Mapping[str, Mapping[str, str]]) -> Mapping[str, Mapping[str, str]]:
    """Return the sentences. Raises ValueError where a slot has a form that there is not."""
    forms = {*FORMS, *OF_MONEY, *COUNTED}
    for section, patterns in table.items():
        for name, pattern in patterns.items():
            for slot in slots_of(pattern):
                if slot.form not in forms and NUMBERS not in slot.form:
                    raise ValueError(f"{section}.{name}: there is no form {slot.form}.")
    return table


PATTERNS: Mapping[str, Mapping[str, str]] = checked(toml_of(__file__))


def pattern_of(section: str, name: str) -> str:
    """Return the pattern of that name. Raises `PatternError` where there is none."""
    try:
        return PATTERNS[section][name]
    except KeyError as error:
        raise PatternError(f"No sentence is called {section}.{name}.") from error
