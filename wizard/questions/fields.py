"""Fields of questions: figures, money, lengths, chips, words.

Each says in a sentence what is wrong.

Every number is read by the one parser of the house, so that “about 300” is understood and “1.125”
asked about.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Self, override

from django import forms
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString

from catalog import parsing
from catalog.filters.form import PartlyLeftOutError
from catalog.formatting import SIGNS, format_money
from catalog.parsing import HIGHEST, Bounds, Problem, Span
from catalog.vocabulary import Word
from wizard.questions.flow import NO_USUAL, Sending, UsualAnswer
from wizard.questions.lengths import UsualLength

if TYPE_CHECKING:
    from wizard.questions.forms import QuestionsForm

UNSURE, NOTHING = "unsure", "nothing"
YES, NO = "yes", "no"
FOLDER = "wizard/questions"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to pick."""

    value: str
    label: str
    hint: str = ""


NO_HINTS: Mapping[Any, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DrawnChoice:
    """A choice as it stands on a page."""

    choice: Choice
    id: str
    is_picked: bool


def labels_of(words: Iterable[Word], hints: Mapping[Any, str] = NO_HINTS) -> tuple[Choice, ...]:
    """Return the members of a closed list as choices."""
    return tuple(Choice(word.value, word.label, hints.get(word, "")) for word in words)


def yes_or_no(yes: str = "Yes", no: str = "No") -> tuple[Choice, ...]:
    return (Choice(NO, no), Choice(YES, yes))


def rough_bounds(what: str, example: str, most: int) -> Bounds:
    """Return the bounds of a figure that is more than nothing."""
    return Bounds(what, example, most=Decimal(most), least_counts=False)


def taken[V](value: V | Problem) -> V:
    """Return what a parser read. Raises `ValidationError` with its sentence where it could not."""
    if isinstance(value, Problem):
        raise ValidationError(value.text)
    return value


def sent_values(data: Mapping[str, Any], name: str) -> list[str]:
    """Return what was sent under a name, from a request or from what is stored."""
    read = getattr(data, "getlist", data.get)
    value = read(name) or []
    return [value] if isinstance(value, str) else list(value)


class OneValue(forms.Widget):
    """Takes the last value that was sent, as browsers mean it.

    What was typed beside chips comes after them.
    """

    @override
    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        values = sent_values(data, name)
        return next((value for value in reversed(values) if value.strip()), "")


class AllValues(forms.Widget):
    """Takes all values that were sent, in their order."""

    @override
    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        return sent_values(data, name)


# ----------------------------------------------------------------------------- on a page


class BoundQuestion(forms.BoundField):
    """A question on a page, with what stands in its field."""

    form: "QuestionsForm"
    field: "QuestionField"

    @property
    def usual(self) -> UsualAnswer:
        return self.form.usual.get(self.name, NO_USUAL)

    @property
    def is_usual(self) -> bool:
        """Return whether the usual answer counts, which the owner neither changed nor confirmed."""
        return self.usual is not NO_USUAL and self.form.values.get(self.name) is None

    @cached_property
    def values(self) -> Sequence[str]:
        """What stands in the field: what was sent, else the usual answer."""
        sent = self.data if self.form.is_bound else self.initial
        usual = self.usual
        if usual.filled_in and (sent is None or sent == ""):
            return usual.values
        return listed(sent or ())

    @property
    def text(self) -> str:
        return self.field.shown(self.values[0]) if self.values else ""

    @cached_property
    def choices(self) -> tuple[DrawnChoice, ...]:
        picked = {self.field.shown(value) for value in self.values} or {""}
        return tuple(
            DrawnChoice(choice, f"{self.auto_id}-{number}", choice.value in picked)
            for number, choice in enumerate(self.field.choices)
        )

    @property
    def typed(self) -> str:
        """Return what was typed beside the chips: what is none of them."""
        return "" if any(row.is_picked for row in self.choices) else self.text

    @property
    def error(self) -> str:
        is_shown = self.errors and self.form.sending is not Sending.UNSENT
        return str(self.errors[0]) if is_shown else ""

    @property
    def hint(self) -> str:
        """Return the hint; a row of several has no space for it."""
        return "" if self.form.is_row else str(self.help_text)

    @property
    def note(self) -> str:
        """Return where the answer in the field comes from, or what counts while it is empty."""
        usual = self.usual
        if not self.is_usual:
            return ""
        if usual.filled_in:
            return usual.source.label if any(usual.values) else ""
        return f"Empty: we count with {self._described(usual.values)}, {usual.source.label}."

    @property
    def described_by(self) -> str:
        """Return the ids of hint, note and error, for those who hear the page."""
        parts = (("hint", self.hint), ("usual", self.note), ("error", self.error))
        return " ".join(f"{self.auto_id}-{part}" for part, text in parts if text)

    @property
    def described(self) -> str:
        """Return the answer as its owner reads it again; the usual one where none was given."""
        return self._described(self.usual.values if self.is_usual else self.values)

    def _described(self, values: Sequence[str]) -> str:
        return self.field.described(values if any(values) else ())

    @property
    def rows(self) -> Sequence[Any]:
        """Return what stands in each of the rows that a field of several has."""
        return self.field.rows(self.values)


def listed(value: str | Sequence[str]) -> Sequence[str]:
    return (value,) if isinstance(value, str) else value


# -------------------------------------------------------------------------------- fields


class QuestionField(forms.Field):
    """A question: its words, and what it takes."""

    widget: type[forms.Widget] = OneValue
    bound_field_class = BoundQuestion
    template_name: str
    choices: Sequence[Choice] = ()
    is_figure: ClassVar[bool] = False  # a usual figure that is left standing stays ours
    before = ""  # what stands before the field
    after = ""  # and behind it
    inputmode = ""  # of the keyboard on a telephone
    offered = SafeString("")  # names to choose from while one types

    def __init__(  # noqa: PLR0913  # the words of a question, and how it is drawn
        self,
        title: str,
        short: str,
        *,
        hint: str = "",
        missing: str = "",
        template: str = "line",
        when: str = "",
        empty: str = "Not answered",
    ) -> None:
        super().__init__(
            label=title,
            help_text=hint,
            required=bool(missing),
            template_name=f"{FOLDER}/{template}.html",
            error_messages={"required": missing} if missing else None,
        )
        self.short, self.empty = short, empty  # in the list of answers; where there is none
        self.when = when  # the class of the answers that bring it up, where others make it moot

    @override
    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Return a copy for one form.

        Widgets hold no state; to copy all would take most of the time of a page.
        """
        clone = self.__new__(type(self))
        vars(clone).update(vars(self))
        return clone

    def prepare(self, form: "QuestionsForm") -> None:
        """Take from a form what differs by job, catalog and currency."""

    def stored(self, sent: Any, usual: UsualAnswer) -> str | list[str]:
        """Return what is stored of what was sent.

        A figure of ours that was left standing is nobody's answer.
        """
        is_left = self.is_figure and self._is_left(sent, usual)
        return "" if is_left else sent

    def _is_left(self, sent: str, usual: UsualAnswer) -> bool:
        return usual.filled_in and bool(sent) and self.clean(sent) == self.clean(usual.text)

    def shown(self, text: str) -> str:
        """Return a stored text as it stands in the field."""
        return text

    def rows(self, values: Sequence[str]) -> Sequence[Any]:
        """Return what stands in each row of a field of several."""
        return values

    def described(self, values: Sequence[str]) -> str:
        """Return an answer as its owner reads it again."""
        if not values:
            return self.empty
        labels = {choice.value: choice.label for choice in self.choices}
        if labels.keys() & {*values}:
            return "; ".join(labels.get(value, value) for value in values if value)
        text = self.shown(next(value for value in values if value))
        return f"{self.before}{text} {self.after}".strip() if text[-1:].isdigit() else text


class OwnWordsField(QuestionField):
    """Words of the owner's own, on one line or on several."""

    def __init__(
        self, title: str, short: str, *, most: int, lines: bool = False, **more: Any
    ) -> None:
        super().__init__(title, short, template="lines" if lines else "line", **more)
        self.most, self.lines = most, lines

    @override
    def to_python(self, value: Any) -> str | None:
        what = f"the text under “{self.label}”"
        return taken(parsing.parse_text(value, what, self.most, lines=self.lines)) or None


class OneLineField(QuestionField, ABC):
    """What is typed on one line, and read as one value."""

    @override
    def to_python(self, value: Any) -> Any:
        text = parsing.tidy(value)
        return self.read(text) if text else None

    @abstractmethod
    def read(self, text: str) -> Any:
        """Return what was typed. Raises `ValidationError`."""


class FigureField(OneLineField):
    """A number, or the middle of a range."""

    is_figure = True

    def __init__(  # the words of a question, and what it takes
        self,
        title: str,
        short: str,
        bounds: Bounds,
        *,
        after: str = "",
        parse: Callable[[str, Bounds], Span | Problem] = parsing.parse_span,
        **more: Any,
    ) -> None:
        super().__init__(title, short, **more)
        self.bounds, self.after, self.parse = bounds, after, parse
        self.inputmode = "numeric" if bounds.whole else ""

    @override
    def prepare(self, form: "QuestionsForm") -> None:
        self.bounds = replace(self.bounds, what=form.say(self.bounds.what))
        self.after = form.say(self.after)

    @override
    def read(self, text: str) -> Decimal | int:
        number = taken(self.parse(text, self.bounds)).middle
        return int(number) if self.bounds.whole else number


class MoneyField(OneLineField):
    """An amount in the owner's currency, unless a sign says otherwise.

    The rules read US dollars.
    """

    is_figure = True
    inputmode = "decimal"
    usd_per: Callable[[str], Decimal | None]  # of one unit of a currency

    def __init__(
        self, title: str, short: str, bounds: Bounds, *, zero: str = "", **more: Any
    ) -> None:
        super().__init__(title, short, **more)
        self.most_usd = bounds.most
        self.bounds = replace(bounds, most=HIGHEST)
        self.zero = zero  # what a zero is asked back with
        self.currency = "USD"

    @override
    def prepare(self, form: "QuestionsForm") -> None:
        self.currency, self.usd_per = form.currency_code, form.usd_per
        self.before = SIGNS[self.currency]

    @override
    def read(self, text: str) -> Decimal:
        amount = taken(parsing.parse_money(text, self.bounds, self.currency))
        rate = self.usd_per(amount.currency)
        if rate is None:
            raise ValidationError(f"Write {self.bounds.what} in one of the currencies on this page")
        usd = (amount.low + amount.high) / 2 * rate
        if self.zero and not usd:
            raise ValidationError(self.zero)
        if usd > self.most_usd:
            raise ValidationError(f"Write at most {format_money(self.most_usd)}, in any currency")
        return usd

    @override
    def stored(self, sent: Any, usual: UsualAnswer) -> str | list[str]:
        """Return the amount with its currency.

        The plan's may change; what the owner meant does not.
        """
        text = super().stored(sent, usual)
        if not isinstance(text, str) or not text.strip():
            return text
        amount = parsing.parse_money(text, self.bounds, "")
        is_bare = not isinstance(amount, Problem) and not amount.currency
        return f"{text.strip()} {self.currency}" if is_bare else text

    @override
    def shown(self, text: str) -> str:
        return text.removesuffix(f" {self.currency}")


class AmountChipsField(MoneyField):
    """An amount of money that one picks, or types beside the chips."""

    guess = ""  # how much our guess is

    def __init__(
        self, title: str, short: str, bounds: Bounds, *, amounts: Iterable[int], **more: Any
    ) -> None:
        super().__init__(title, short, bounds, template="amounts", **more)
        self.amounts = tuple(amounts)

    @override
    def prepare(self, form: "QuestionsForm") -> None:
        super().prepare(form)
        self.empty = self.guess
        if form.is_row:
            self.template_name = f"{FOLDER}/line.html"
            return
        picks = (Choice(str(amount), f"{self.before}{amount:,}") for amount in self.amounts)
        self.choices = (Choice("", "Our guess", self.guess), *picks)


class LengthField(OneLineField):
    """How long one is, in pages, words, seconds or minutes."""

    is_figure = True
    usual_length: UsualLength

    @override
    def read(self, text: str) -> Decimal:
        return taken(self.usual_length.parse(text))


class DayField(OneLineField):
    """A day from today to some years on; one that is stored may be over since."""

    YEARS = 3
    today: date | None = None  # None: any day will do

    def __init__(self, title: str, short: str, bounds: Bounds, **more: Any) -> None:
        super().__init__(title, short, **more)
        self.bounds = bounds

    @override
    def prepare(self, form: "QuestionsForm") -> None:
        self.today = form.situation.on if form.sending is Sending.SENT else None

    @override
    def read(self, text: str) -> date:
        if self.today is None:
            return taken(parsing.parse_day(text, self.bounds))
        return taken(parsing.parse_coming_day(text, self.bounds, self.today, self.YEARS))


class ChipField(QuestionField):
    """One answer of a few; `None` is "I’m not sure"."""

    def __init__(
        self,
        title: str,
        short: str,
        choices: Sequence[Choice] = (),
        make: Callable[[str], Any] = str,
        **more: Any,
    ) -> None:
        super().__init__(title, short, **{"template": "chips"} | more)
        self.choices, self.make = choices, make

    @override
    def prepare(self, form: "QuestionsForm") -> None:
        # A row a job: what are chips on a page of one job is a list there.
        if form.is_row and self.template_name == f"{FOLDER}/chips.html":
            self.template_name = f"{FOLDER}/select.html"

    @override
    def to_python(self, value: Any) -> Any:
        if value in {"", UNSURE}:
            return None
        if all(choice.value != value for choice in self.choices):
            raise ValidationError("Pick one of the answers on this page")
        return self.make(value)


class ChipsField(QuestionField):
    """Several answers of a list; `nothing` is the one that says that none of them holds."""

    widget = AllValues

    def __init__(  # noqa: PLR0913  # the words of a question, and what it takes
        self,
        title: str,
        short: str,
        choices: Sequence[Choice] = (),
        make: Callable[[str], Any] = str,
        *,
        collect: Callable[[Iterable[Any]], Any] = frozenset,
        nothing: str = "",
        most: int = 100,
        **more: Any,
    ) -> None:
        missing = f"Tick what holds, or “{nothing}”" if nothing else ""
        super().__init__(title, short, **{"template": "ticks", "missing": missing} | more)
        self.choices = (*choices, Choice(NOTHING, nothing)) if nothing else choices
        self.make, self.collect, self.nothing, self.most = make, collect, nothing, most

    @override
    def clean(self, value: Any) -> Any:
        picked = list(dict.fromkeys(item for item in value if item))
        offered = {choice.value for choice in self.choices}
        remaining = [item for item in picked if item in offered]
        if self.required and not picked:
            raise ValidationError(self.error_messages["required"])
        if len(remaining) < len(picked):
            sentence = "One of these is no longer on the list; look at what is left and continue"
            raise PartlyLeftOutError([sentence], self._collected(remaining))
        if NOTHING in remaining and len(remaining) > 1:
            raise ValidationError(f"Tick either what holds, or “{self.nothing}”")
        if len(remaining) > self.most:
            raise ValidationError(f"Pick {self.most} at most; you picked {len(remaining)}")
        return self._collected(remaining)

    def _collected(self, values: Iterable[str]) -> Any:
        return self.collect(self.make(value) for value in values if value != NOTHING)
