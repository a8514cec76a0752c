"""The rows of the desk: each table is made from the description of its kind."""

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import partial, reduce
from operator import and_
from typing import TYPE_CHECKING, Any, ClassVar, Self, override

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.base import ModelBase
from django.db.models.constraints import BaseConstraint
from django.utils import timezone

from catalog.models.base import RowState, has_text, known_word, lookup, must, values_of
from catalog.models.hooks import Hooks
from catalog.registry import KINDS, FactKind, as_text, slugged
from catalog.schema.field import Field, FieldRule, Text
from catalog.vocabulary import Word
from catalog.words import folded

READ_ON = ("as_of", "retrieved")  # on which somebody read a source
LONGEST_SLUG = 60  # letters of a slug that is made from a name
SLUG = r"^[a-z0-9][a-z0-9-]*$"
SLUG_SENTENCE = "Write the slug in small letters, digits and hyphens only."
_SLUGS: Mapping[Text, tuple[str, str]] = {
    "slug": (SLUG, SLUG_SENTENCE),
    "offer slug": (
        r"^[a-z0-9][a-z0-9-]*@[a-z0-9][a-z0-9-]*$",
        "Write the slug of an offer as model@seller, with the slugs of both.",
    ),
}


class DescribedTable(ModelBase):
    """Gives a model class its kind's fields, rules and names, and `rules` on several fields."""

    def __new__(
        cls,
        name: str,
        bases: tuple[type, ...],
        attrs: dict[str, Any],
        *,
        kind: str = "",
        **options: Any,
    ) -> Any:
        """Make the class; `kind` is the name of a kind of fact."""
        if kind:
            described = KINDS[kind]
            meta = {
                "verbose_name": described.one,
                "constraints": (*_constraints(described), *attrs.pop("rules", ())),
            }
            if described.several:
                meta["verbose_name_plural"] = described.several
            fields = {row.name: _django_field(row) for row in described.described.values()}
            own = {"__doc__": described.fact.__doc__, "kind": described}
            attrs = {**own, **fields, **attrs, "Meta": type("Meta", (), meta)}
        return super().__new__(cls, name, bases, attrs, **options)


class DeskQuerySet(models.QuerySet[Any]):
    """Rows of one kind, asked for in the words of the trade."""

    def published(self) -> Self:
        """Return the rows that the next release holds as they are."""
        return self.filter(state=RowState.PUBLISHED)

    def present(self) -> Self:
        """Return the rows that were not taken out."""
        return self.exclude(state=RowState.WITHDRAWN)

    def by_natural_key(self) -> Self:
        """Return the rows in the order of their natural key, which is unique."""
        return self.order_by(*(lookup(self.model, name) for name in self.model.kind.key))


class DeskRow(models.Model, metaclass=DescribedTable):
    """A row that editors write; its fields are those of the fact of its kind."""

    kind: ClassVar[FactKind]
    hooks: ClassVar[Hooks] = Hooks()

    state = models.CharField(
        "state",
        choices=RowState.choices(),
        default=RowState.DRAFT.value,
        help_text=(
            "Only what is published goes into the next release. Example: Draft while you still "
            "check the source."
        ),
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        abstract = True

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Return a described field."""

        @override
        def __setattr__(self, name: str, value: Any) -> None:
            """Set a described field."""

    @override
    def __str__(self) -> str:
        title = str(getattr(self, self.kind.title))
        return f"{title} ({self.slug})" if self.kind.alike else title

    def made_slug(self) -> str:
        """Return a slug from what names the row, if it has none; empty where nothing names it."""
        whole = slugged(folded(str(getattr(self, self.kind.title, ""))))
        cut = whole if len(whole) <= LONGEST_SLUG else whole[:LONGEST_SLUG].rpartition("-")[0]
        rows: models.QuerySet[Any] = type(self).objects.all()
        taken = set(rows.filter(slug__startswith=cut).values_list("slug", flat=True)) if cut else ()
        later = (f"{cut}-{number}" for number in itertools.count(2))
        return next(slug for slug in itertools.chain([cut], later) if slug not in taken)

    @override
    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Refuse a day of reading that is to come, except for what may wait on the desk for it."""
        super().clean_fields(exclude=exclude)
        last = timezone.localdate() + self.hooks.ahead
        names = [name for name in READ_ON if name in self.kind.described]
        days = {name: getattr(self, name) for name in names if name not in (exclude or ())}
        late = [name for name, day in days.items() if day is not None and day > last]
        if late:
            raise ValidationError(dict.fromkeys(late, self._too_late()))

    def _too_late(self) -> str:
        if not self.hooks.ahead:
            return "Nobody has read a source on a day that is still to come."
        return "That is more than a year ahead."

    def natural_key(self) -> tuple[str, ...]:
        """Return what the row is known by, across databases."""
        return tuple(_key_part(getattr(self, name)) for name in self.kind.key)


def table_of(kind: FactKind) -> type[DeskRow]:
    """Return the table of a kind: the class that names it, or one made for it.

    One is made for a kind that has no rules of its own.
    """
    named = {table.kind.name: table for table in DeskRow.__subclasses__()}
    if kind.name in named:
        return named[kind.name]
    made: type[DeskRow] = DescribedTable(
        kind.fact.__name__, (DeskRow,), {"__module__": __name__}, kind=kind.name
    )
    return made


def _key_part(value: object) -> str:
    if isinstance(value, DeskRow):
        return value.natural_key()[0]
    return as_text(value)


def _django_field(field: Field) -> Any:
    about = field.about
    options: dict[str, Any] = {
        "verbose_name": about.label,
        "help_text": f"{about.help} Example: {about.example}",
    }
    if field.target:
        return _reference(field, options)
    if field.several:
        empty: dict[str, Any] = (
            {} if field.required else {"default": list, "db_default": [], "blank": True}
        )
        return ArrayField(
            models.CharField(choices=field.words and field.words.choices()), **options, **empty
        )
    options |= _empty(field)
    if field.words:
        options["choices"] = field.words.choices()
    if field.name == "slug":
        options["unique"] = True
    if about.text == "slug":
        options["validators"] = [RegexValidator(SLUG, SLUG_SENTENCE)]
    return (
        _BY_TEXT[about.text](**options)
        if field.holds is str
        else _BY_TYPE.get(field.holds, models.CharField)(**options)
    )


_BY_TEXT: Mapping[Text, Callable[..., Any]] = {
    "line": models.CharField,
    "slug": models.CharField,
    "offer slug": models.CharField,
    "paragraph": models.TextField,
    "markdown": models.TextField,
    "address": partial(models.URLField, max_length=500),
}


_BY_TYPE: Mapping[type, Callable[..., Any]] = {
    bool: models.BooleanField,
    date: models.DateField,
    Decimal: models.DecimalField,
    int: models.BigIntegerField,
}


def _reference(field: Field, texts: dict[str, Any]) -> Any:
    to = f"catalog.{KINDS[field.target].fact.__name__}"
    if field.several:
        return models.ManyToManyField(to, blank=True, related_name="+", **texts)
    empty: dict[str, Any] = {"null": True, "blank": True} if field.optional else {}
    when_gone = models.PROTECT if field.about.parent else models.SET_NULL
    return models.ForeignKey(to, when_gone, related_name="+", **texts, **empty)


def _empty(field: Field) -> dict[str, Any]:
    """Return what the desk's field says of an empty value.

    The database fills it in for a version without the field.
    """
    if field.optional:
        return {"null": True, "blank": True}
    if field.required:
        return {}
    value = field.default.value if isinstance(field.default, Word) else field.default
    return {"default": value, "db_default": value, **({"blank": True} if value == "" else {})}


def _constraints(kind: FactKind) -> Iterator[BaseConstraint]:
    row = kind.code
    known = Q(state__in=values_of(RowState))
    yield must(f"{row}_state_known", known, "Choose draft, in review, published or taken out.")
    for field in kind.described.values():
        yield from _rules(row, field)


def _rules(row: str, field: Field) -> Iterator[BaseConstraint]:
    name, about = field.name, field.about
    if about.text in _SLUGS:
        pattern, sentence = _SLUGS[about.text]
        yield must(f"{row}_slug_plain", Q(slug__regex=pattern), sentence)
    elif field.holds is str and field.required and not field.target and not _has_shape(field):
        yield from has_text(row, name, sentence=about.sentence)
    if field.words and not (about.rule and about.rule.part_of):
        named: dict[str, Any] = {name: field.words}
        yield from known_word(row, several=field.several, **named)
    if about.rule:
        words = about.rule.sentence(about.heading, optional=field.optional)
        yield must(f"{row}_{name}_{about.rule.name}", _condition(field, about.rule), words)


def _has_shape(field: Field) -> bool:
    """Return whether a text keeps to a pattern, which no empty one does."""
    return field.about.rule is not None and bool(field.about.rule.pattern)


def _condition(field: Field, rule: FieldRule) -> Q:
    name = field.name
    if rule.pattern:
        return Q(**{f"{name}__regex": rule.pattern})
    if rule.part_of:
        return Q(**{f"{name}__contained_by": models.F(rule.part_of)})
    bounds = {f"{name}__{rule.than_0}": 0}
    if rule.below:
        bounds[f"{name}__lt"] = rule.below
    within = Q(**bounds)
    return Q(**{f"{name}__isnull": True}) | within if field.optional else within


def rows_of_keys(
    table: type[DeskRow], keys: Iterable[tuple[str, ...]]
) -> Iterator[tuple[tuple[str, ...], DeskRow]]:
    """Yield the rows with these natural keys, each with its key, in one query."""
    names = [lookup(table, name) for name in table.kind.key]
    conditions = Q()
    for key in keys:
        conditions |= reduce(and_, map(partial(_is_part, table), names, key))
    if not conditions:
        return
    references = [name.partition("__")[0] for name in names if "__" in name]
    rows = table.objects.filter(conditions).order_by("pk")
    for row in rows.select_related(*references) if references else rows:
        yield row.natural_key(), row


def _is_part(table: type[DeskRow], name: str, part: str) -> Q:
    """Return the condition that one part of a natural key is this.

    A part that is not set stands there empty, or not at all.
    """
    if part:
        return Q(**{name: part})
    may_be_unset = table._meta.get_field(name.partition("__")[0]).null  # noqa: SLF001 (Django's documented name)
    return Q(**{f"{name}__isnull": True}) if may_be_unset else Q(**{name: ""})
