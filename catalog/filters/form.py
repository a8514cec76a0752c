"""The form that every list is narrowed by, read from and written back into an address.

Each choice has a chip.

A field says once what it is called and what can be chosen; page, chip and complaint all take it
from there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Self, override
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse

from catalog import formatting
from catalog.filters.offered import Options
from catalog.parsing import Bounds, Problem, Sum, parse_money
from catalog.schema import Catalog, UseCase
from catalog.vocabulary import Known, Word
from catalog.workload import USUAL_RESULTS, usual_results

# The words of a closed list, texts with their labels, or what a catalog has.
type Offered = Iterable[Word] | Mapping[str, str] | Callable[[Catalog], Options]

LONGEST_WORDS = 100
LONGEST_QUOTED = 40  # characters of what was typed, in a complaint
MOST_COMPLAINTS = 3  # of one field
MOST = Decimal(10**12)
FINEST = 9  # decimal places of a price

# How a question is asked that rows answer with yes, no or unknown, and which of their answers will
# do.
YES, OPEN = "yes", "open"
ASKED: Mapping[str, str] = {YES: "Yes", OPEN: "Yes or unknown"}
ANSWERS: Mapping[str, tuple[Known, ...]] = {YES: (Known.YES,), OPEN: (Known.YES, Known.UNKNOWN)}


class PartlyLeftOutError(ValidationError):
    """What of several values cannot be used, and what remains."""

    def __init__(self, complaints: Sequence[str], remaining: object) -> None:
        super().__init__(list(complaints))
        self.remaining = remaining


class ListField(forms.Field):
    """What a list can be asked for; every field of a list may be left empty."""

    narrows: bool  # whether a choice gets a chip that takes it back
    wide: bool  # whether it takes the space of two

    def __init__(
        self, label: str, *, narrows: bool = True, wide: bool = False, **more: Any
    ) -> None:
        super().__init__(label=label, required=False, **more)
        self.narrows, self.wide = narrows, wide

    def offer(self, catalog: Catalog) -> None:
        """Take from a catalog what can be chosen."""

    def value_label(self, value: Any) -> str:
        """Return a value as a chip names it."""
        return str(value)

    def written(self, value: Any) -> str:
        """Return a value as an address writes it."""
        return str(value)


class NameField(ListField):
    """A few words, such as a part of a name."""

    widget = forms.TextInput(attrs={"type": "search", "class": "input", "maxlength": LONGEST_WORDS})

    @override
    def to_python(self, value: Any) -> str:
        return _tidy(value or "")


class ChoiceField(ListField):
    """One of some choices: words of a closed list, labelled texts, or what a catalog has."""

    widget: type[forms.Widget] = forms.Select

    def __init__(
        self,
        label: str,
        offered: Offered,
        *,
        empty: str = "Any",
        **more: Any,
    ) -> None:
        super().__init__(label, **more)
        self.offered, self.empty = offered, empty
        self.choices: Mapping[str, str] = {}

    @override
    def offer(self, catalog: Catalog) -> None:
        self.choices = dict(_options(self.offered, catalog))

    @override
    def to_python(self, value: Any) -> Any:
        typed = _tidy(value or "")
        if not typed:
            return ""
        if typed not in self.choices:
            raise ValidationError(no_choice(typed, self))
        return next(choice for choice in self.choices if choice == typed)

    @override
    def value_label(self, value: Any) -> str:
        if isinstance(value, Word):
            return formatting.inline_label(value)
        label = self.choices[value]
        # The name of a firm or a job keeps its capital; words of ours go into a sentence.
        is_ours = isinstance(self.offered, Mapping)
        return formatting.lower_first(label) if is_ours else label


def _options(offered: Offered, catalog: Catalog) -> Options:
    if isinstance(offered, Mapping):
        return offered.items()
    if isinstance(offered, Iterable):
        return ((word, word.label) for word in offered)
    return offered(catalog)


class BoxesField(ChoiceField):
    """Several of some choices, in order; `usual` are shown before another is chosen."""

    widget = forms.CheckboxSelectMultiple

    def __init__(
        self,
        label: str,
        offered: Offered,
        *,
        usual: Sequence[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(label, offered, **{"wide": True, **more})
        self.usual = usual

    @override
    def to_python(self, value: Any) -> tuple[Any, ...]:
        typed = {_tidy(text) for text in value or ()} - {""}
        remaining = tuple(choice for choice in self.choices if choice in typed)
        strange = sorted(typed - {*self.choices})
        if strange:
            complaints = [no_choice(text, self) for text in strange[:MOST_COMPLAINTS]]
            raise PartlyLeftOutError(complaints, remaining)
        return remaining

    def boxes(self, chosen: Sequence[str]) -> list[tuple[str, str, bool]]:
        """Return the choices that a page shows, each with whether it is chosen."""
        shown = {*self.usual, *chosen} if self.usual else self.choices
        return [
            (value, label, value in chosen)
            for value, label in self.choices.items()
            if value in shown
        ]


class NumberField(ListField):
    """A number above 0 as people type it: 1,200 or $0.50; `usual` if nothing is typed."""

    widget = forms.TextInput(attrs={"class": "input", "autocomplete": "off", "maxlength": 20})

    def __init__(
        self, label: str, *, whole: bool = False, usual: Decimal | None = None, **more: Any
    ) -> None:
        self.whole, self.usual = whole, usual
        super().__init__(label, **more)

    def count_with(self, usual: Decimal) -> None:
        """Let another number count where nothing is typed, and show it."""
        self.usual = usual
        self.widget.attrs |= self.widget_attrs(self.widget)

    @override
    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        """Bring up the right keyboard on a phone, and show what counts where nothing is typed."""
        attributes = {"inputmode": "numeric" if self.whole else "decimal"}
        if self.usual is not None:
            attributes["placeholder"] = formatting.format_number(self.usual)
        return attributes

    @override
    def to_python(self, value: Any) -> Decimal | None:
        typed = _tidy(value or "")
        if not typed:
            return None
        example = "12" if self.whole else "1200 or 0.05"
        bounds = Bounds(f"“{self.label}”", example, most=MOST, least_counts=False, whole=self.whole)
        amount = parse_money(typed, bounds)
        if isinstance(amount, Sum) and amount.currency != "USD":
            amount = Problem(f"Write “{self.label}” in US dollars")
        if isinstance(amount, Sum) and not _is_one_number(amount):
            amount = bounds.please
        if isinstance(amount, Problem):
            raise ValidationError(f"“{typed[:LONGEST_QUOTED]}” was left out. {amount.text}.")
        return amount.low.normalize()

    @override
    def value_label(self, value: Any) -> str:
        return formatting.format_number(value)

    @override
    def written(self, value: Any) -> str:
        return format(value, "f")


class FlagField(ListField):
    """Whether something is asked for that no control shows, but an address."""

    widget = forms.HiddenInput

    @override
    def to_python(self, value: Any) -> bool:
        typed = _tidy(value or "")
        if typed and typed != "1":
            raise ValidationError(no_choice(typed, self))
        return typed == "1"

    @override
    def written(self, value: Any) -> str:
        return "1"


class RowsField(ListField):
    """Rows of the catalog by their slugs, in the order of the address; so many at most."""

    widget = forms.MultipleHiddenInput

    def __init__(self, label: str, kind: str, one: str, most: int) -> None:
        super().__init__(label, narrows=False)
        self.kind, self.one, self.most = kind, one, most
        self.names: Mapping[str, str] = {}

    @override
    def offer(self, catalog: Catalog) -> None:
        self.names = {row.slug: row.name for row in getattr(catalog, self.kind)}

    @override
    def to_python(self, value: Any) -> tuple[str, ...]:
        slugs = list(dict.fromkeys(slug for slug in value or () if slug.strip()))
        known = [slug for slug in slugs if slug in self.names]
        lost = [slug for slug in slugs if slug not in self.names]
        complaints = [
            f"No {self.one} on file is called “{slug[:LONGEST_QUOTED]}”. We left it out."
            for slug in lost[:5]
        ]
        if len(known) > self.most:
            names = formatting.format_list([self.names[slug] for slug in known[self.most :][:6]])
            most = formatting.capitalise(formatting.spell(self.most, self.one))
            complaints.append(f"{most} fit side by side. We left out {names}.")
        remaining = tuple(known[: self.most])
        if complaints:
            raise PartlyLeftOutError(complaints, remaining)
        return remaining


def _tidy(text: str) -> str:
    return " ".join(text.split())[:LONGEST_WORDS]


def _is_one_number(amount: Sum) -> bool:
    return amount.low == amount.high and amount.low == round(amount.low, FINEST)


def no_choice(typed: str, field: forms.Field) -> str:
    """Return the complaint on something that is none of the choices of a field."""
    return f"“{typed[:LONGEST_QUOTED]}” is none of the choices for “{field.label}”. We left it out."


def question(label: str, **more: Any) -> ChoiceField:
    """Return the field of a question that rows answer with yes, no or unknown."""
    return ChoiceField(label, ASKED, **more)


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice that can be taken back: what it says, and the address without it."""

    words: str
    query: str


class CatalogForm(forms.Form):
    """Choices among what a catalog has.

    What an address cannot mean is left out, with a sentence on each.
    """

    def __init__(self, data: QueryDict, catalog: Catalog) -> None:
        super().__init__(data, auto_id="f-%s")
        self.catalog = catalog
        self.fields |= self.more_fields()
        self.order_fields(self.field_order)
        self.offer()
        self.full_clean()

    def offer(self) -> None:
        """Let every field take from the catalog what can be chosen."""
        for name in self.fields:
            self._field(name).offer(self.catalog)

    def more_fields(self) -> Mapping[str, forms.Field]:
        """Return fields beside those that the class names."""
        return {}

    @classmethod
    def of(cls, catalog: Catalog, **values: object) -> Self:
        """Return the form in which these values are chosen."""
        data = QueryDict(mutable=True)
        for name, value in values.items():
            data.setlist(name, [str(one) for one in _listed(value)])
        return cls(data, catalog)

    @override
    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(field, error)
        if field is None:
            return
        is_partly_valid = isinstance(error, PartlyLeftOutError)
        nothing = self.fields[field].to_python(None)
        self.cleaned_data[field] = error.remaining if is_partly_valid else nothing

    def chosen(self, name: str) -> Any:
        """Return what is chosen in a field: nothing, an empty text or no values if nothing is."""
        return self.cleaned_data[name]

    def number(self, name: str) -> Decimal:
        """Return a number that is chosen, else the usual one of its field."""
        field = self._number_field(name)
        assert field.usual is not None  # noqa: S101  # for mypy
        number: Decimal = self.chosen(name) or field.usual
        return number

    def _number_field(self, name: str) -> NumberField:
        field = self.fields[name]
        assert isinstance(field, NumberField)  # noqa: S101  # for mypy
        return field

    @property
    def complaints(self) -> tuple[str, ...]:
        """Return a sentence on everything that was left out."""
        return tuple(str(error) for errors in self.errors.values() for error in errors)

    def _field(self, name: str) -> ListField:
        field = self.fields[name]
        assert isinstance(field, ListField)  # noqa: S101  # for mypy: a list has no others
        return field


class ListForm(CatalogForm):
    """What a list is narrowed and ordered by, written as addresses and chips."""

    view = ""  # the name of the address of the list
    submit_words = "Show"

    @cached_property
    def parameters(self) -> tuple[tuple[str, str], ...]:
        """Return every value that is chosen, by the name of its field, as an address writes it."""
        return tuple((name, self._field(name).written(value)) for name, value in self._values())

    @property
    def address(self) -> str:
        """Return where the list is."""
        return reverse(self.view)

    @property
    def narrowed_address(self) -> str:
        """Return where the list is as it is narrowed."""
        return f"{self.address}?{self.query}" if self.query else self.address

    @property
    def hidden_parameters(self) -> list[tuple[str, str]]:
        """Return what is chosen and has no control, so that it stays when others change."""
        hidden = {bound.name for bound in self.hidden_fields()}
        return [(name, text) for name, text in self.parameters if name in hidden]

    @property
    def query(self) -> str:
        """Return the form as an address writes it."""
        return urlencode(self.parameters)

    def query_with(self, **values: object) -> str:
        """Return the address with other values in some fields; nothing empties a field."""
        rest = [(name, text) for name, text in self.parameters if name not in values]
        chosen = [
            (name, self._field(name).written(one))
            for name, value in values.items()
            for one in _listed(value)
        ]
        return urlencode([*rest, *chosen])

    @property
    def query_with_unstated(self) -> str:
        """Return the address that keeps rows of which something asked for is unknown."""
        return self.query_with(unstated=True)

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Return one chip for each choice that narrows, with the address that takes it back."""
        return tuple(
            Chip(self.chip_words(name, value), self._without(name, value))
            for name, value in self._values()
            if self._field(name).narrows
        )

    def chip_words(self, name: str, value: Any) -> str:
        """Return a choice in words: Makes: pictures."""
        field = self._field(name)
        if value is True:
            return str(field.label)
        return f"{field.label}: {field.value_label(value)}"

    def _without(self, name: str, value: Any) -> str:
        taken = (name, self._field(name).written(value))
        return urlencode([parameter for parameter in self.parameters if parameter != taken])

    def _values(self) -> Iterator[tuple[str, Any]]:
        for name in self.fields:
            for value in _listed(self.chosen(name)):
                yield name, value


def _listed(value: object) -> tuple[object, ...]:
    """Return what is chosen as several values; none where nothing is."""
    if isinstance(value, tuple):
        return value
    is_empty = value is None or value is False or value == ""
    return () if is_empty else (value,)


# Set by links beside a list as well, which do not open what is folded away.
SET_BESIDE = frozenset({"sort", "currency"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldParts:
    """The controls of a list: those that most people use, and others folded away."""

    first: tuple[forms.BoundField, ...]
    later: tuple[forms.BoundField, ...]
    is_open: bool  # something of the others is chosen


def field_parts(form: ListForm, first: Sequence[str]) -> FieldParts:
    """Return the controls of a form in two parts; without names of first ones all are first."""
    shown = form.visible_fields()
    if not first:
        return FieldParts(first=tuple(shown), later=(), is_open=False)
    later = tuple(bound for bound in shown if bound.name not in first)
    chosen = {name for name, _ in form.parameters} - SET_BESIDE
    return FieldParts(
        first=tuple(form[name] for name in first),
        later=later,
        is_open=any(bound.name in chosen for bound in later),
    )


class ResultsForm(ListForm):
    """How many results of a job a month costs are told for."""

    results = NumberField("Results a month", whole=True, narrows=False, usual=USUAL_RESULTS)

    def __init__(self, data: QueryDict, catalog: Catalog) -> None:
        super().__init__(data, catalog)
        if self.case is not None:
            self._number_field("results").count_with(usual_results(self.case.minutes_by_hand))

    @property
    def case(self) -> UseCase | None:
        """Return the job whose results they are; None where none is chosen."""
        return None

    @property
    def results_a_month(self) -> Decimal:
        """Return how many results are counted: as many as are asked for, else a usual number."""
        return self.number("results")


class JobForm(ResultsForm):
    """A list whose models or apps may be priced for a job."""

    @property
    @override
    def case(self) -> UseCase | None:
        """Return the job that is chosen."""
        return self.catalog.use_case.get(self.chosen("job"))
