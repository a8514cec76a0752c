"""How a field of a fact is described: once, with all that pages, desk, files and API need of it."""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from types import MappingProxyType, NoneType
from typing import Any, Literal, dataclass_transform, get_args, get_origin, get_type_hints

from catalog.vocabulary import Word

type Compare = Literal[
    "", "shown", "more", "yes"
]  # "more" and "yes": the side with more, or a yes, is ahead
_NOTHING = object()  # stands for the default of an optional field until its type is known

type Text = Literal["line", "paragraph", "markdown", "address", "slug", "offer slug"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """What the values of a field keep to, as a constraint of the database."""

    name: str  # the end of the constraint's name, after row and field
    than_0: Literal["", "gt", "gte"] = ""  # how a number compares with 0
    below: int = 0  # 0 where there is no end
    part_of: str = ""  # another list of the same row that holds every word of this one
    pattern: str = ""  # a regular expression that a text keeps to
    says: str = ""  # what such a text is, as it follows “Write …”

    def sentence(self, label: str, *, optional: bool) -> str:
        """Return what an editor reads where a value breaks it."""
        if self.pattern:
            return f"“{label}” is {self.says}."
        if self.part_of:
            return f"What stands in “{label}” must stand in “{self.part_of}” too. Tick it there."
        least = "above 0" if self.than_0 == "gt" else "0 or more"
        most = f" and below {self.below:,}" if self.below else ""
        return (
            f"“{label}” must be "
            f"{least}{most}.{' Leave it empty if it is unknown.' if optional else ''}"
        )


def positive(*, below: int = 0) -> FieldRule:
    return FieldRule(name="positive", than_0="gt", below=below)


def not_negative(*, below: int = 0) -> FieldRule:
    return FieldRule(name="not_negative", than_0="gte", below=below)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What a number counts.

    Words in braces stand for other fields of the row, or of the row that a field names.
    """

    unit: str
    name: str = ""  # what programs call it, where the unit is part of the field's name
    low: str = ""  # the fields with the ends of its range
    high: str = ""
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class Where:
    """What another field must say for a field to mean something; if that is unknown, it may."""

    field: str
    words: frozenset[str]

    def holds(self, row: Any) -> bool:
        value = getattr(row, self.field)
        words = set(value) if isinstance(value, tuple) else {value}
        return not words or not words.isdisjoint(self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDescription:
    """What a description says of a field besides its name, type and default."""

    label: str
    help: str
    example: str
    group: str = ""  # heading on the desk
    text: Text = "line"
    parent: str = ""  # kind of the row that this row means nothing without
    link: str = ""  # kind of the row or rows that this one names
    rule: FieldRule | None = None
    sentence: str = ""  # what the desk says where a text is left empty
    quantity: Quantity | None = None
    # an own property of the API; not where a row is only placed by it, or another one carries it
    public: bool = True
    # Lists are narrowed by it, as they are by the row that it belongs to.
    filter: bool = False
    compare: Compare = ""  # whether two rows are compared by it, and which is ahead
    ordered: bool = False  # of several words: their order says something
    # Where it is empty, a page leaves it out instead of saying that it is unknown.
    silent: bool = False
    references: bool = False  # it may hold {{ price … }} and others, which pages fill in
    where: Where | None = None  # to which rows it applies; to every one without

    @property
    def heading(self) -> str:
        return self.label[:1].upper() + self.label[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a fact: its name and type, and what is said about it."""

    name: str
    holds: type  # of one value, so `str` for a tuple of texts
    several: bool
    optional: bool  # None is a value
    required: bool  # there is no default
    default: Any
    about: FieldDescription

    @property
    def words(self) -> type[Word] | None:
        """Return the closed list that its values are of, if they are."""
        return self.holds if issubclass(self.holds, Word) else None

    def applies(self, row: Any) -> bool:
        """Return whether the field means something for a row."""
        return self.about.where is None or self.about.where.holds(row)

    @property
    def is_name(self) -> bool:
        """Return whether its values are words that people made up to name a row, no two alike."""
        return self.holds is str and self.required and not self.target

    @property
    def target(self) -> str:
        """Return the kind of the row that it names, empty where it names none."""
        return self.about.parent or self.about.link


def fact(label: str, help: str, example: str, *, default: Any = MISSING, **more: Any) -> Any:  # noqa: A002 (Django's word too)
    """Describe a field; `more` is the rest of a `FieldDescription`.

    Without a default a fact must give it.
    """
    about = FieldDescription(label=label, help=help, example=example, **more)
    return field(default=default, metadata={"about": about})


def optional(label: str, help: str, example: str, **more: Any) -> Any:  # noqa: A002
    """Describe a field that may be left empty: its default is what its type has for nothing."""
    return fact(label, help, example, default=_NOTHING, **more)


def slug_fact(example: str, *, text: Text = "slug") -> Any:
    words = "Names the row in addresses and references; never change it once published."
    return fact("slug", words, example, text=text)


def source_fact() -> Any:
    """Describe the reference that every fact owes its reader."""
    words = (
        "Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if "
        "there is none."
    )
    return fact("source", words, "OpenAI, API pricing page", group="Proof", parent="sources")


def as_of_fact() -> Any:
    words = "The day on which the source said so, not the day on which you typed it."
    return fact("as of", words, "2026-11-24", group="Proof")


def note_fact(example: str, **more: Any) -> Any:
    words = "What a reader should know besides, in one or two sentences."
    return optional("note", words, example, group="Proof", text="paragraph", silent=True, **more)


# To the type checker, `optional` and `note_fact` are values, and so defaults.
@dataclass_transform(
    frozen_default=True,
    kw_only_default=True,
    field_specifiers=(fact, slug_fact, source_fact, as_of_fact),
)
def record[T](cls: type[T]) -> type[T]:
    """Make a frozen dataclass of described fields."""
    for name, hint in get_type_hints(cls).items():
        declared = getattr(cls, name)
        if declared.default is _NOTHING:
            declared.default = _nothing(hint)
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


def _nothing(hint: Any) -> Any:
    """Return what a type has for nothing: None, no values, no text, no, or unknown."""
    if NoneType in get_args(hint):
        return None
    if get_origin(hint) is tuple:
        return ()
    return hint() if hint in {str, bool} else hint("unknown")


@cache
def fields_of(row: type) -> Mapping[str, Field]:
    """Return the fields of a fact by name, in their order."""
    hints = get_type_hints(row)
    return MappingProxyType({part.name: _field(part, hints[part.name]) for part in fields(row)})


def _field(declared: Any, hint: Any) -> Field:
    options = get_args(hint)
    several = get_origin(hint) is tuple
    return Field(
        name=declared.name,
        holds=next(option for option in options if option is not NoneType) if options else hint,
        several=several,
        optional=NoneType in options,
        required=declared.default is MISSING,
        default=None if declared.default is MISSING else declared.default,
        about=declared.metadata["about"],
    )
