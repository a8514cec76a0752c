"""What every row of the desk has: a state, a natural key, and constraints that speak to the editor."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Self, override

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.constraints import BaseConstraint

from catalog.kinds import Kind, as_text
from catalog.markdown import render
from catalog.vocabulary import Word

SLUG = r"^[a-z0-9][a-z0-9-]*$"
OFFER_SLUG = r"^[a-z0-9][a-z0-9-]*@[a-z0-9][a-z0-9-]*$"
OFFER_SENTENCE = "Write the slug of an offer as model@seller, with the slugs of both."
SLUG_SENTENCE = "Write the slug in small letters, digits and hyphens only."


class State(Word):
    """How far a row has come; while a row that was published is edited, readers keep what was published last."""

    DRAFT = "draft", "Draft"
    REVIEW = "review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Taken out"


class DeskQuerySet(models.QuerySet[Any]):
    """Rows of one kind, asked for in the words of the trade."""

    def published(self) -> Self:
        """Return the rows that the next release holds as they are."""
        return self.filter(state=State.PUBLISHED)

    def by_natural_key(self) -> Self:
        """Return the rows in the order of their natural key, which is unique."""
        return self.order_by(*self._kind_lookups())

    def get_by_natural_key(self, *key: str | None) -> Any:
        """Return the row with that natural key; an empty part stands for a reference that is not set."""
        lookups = dict(zip(self._kind_lookups(), key, strict=True))
        given = {name: part for name, part in lookups.items() if part not in {None, ""} or "__" not in name}
        unset = {f"{name.removesuffix('__slug')}__isnull": True for name in lookups.keys() - given.keys()}
        return self.get(**given, **unset)

    def _kind_lookups(self) -> tuple[str, ...]:
        return tuple(lookup(self.model, name) for name in self.model.kind.key)


class DeskRow(models.Model):
    """A row that editors keep; its fields are those of the fact of the same name."""

    kind: ClassVar[Kind]

    state = models.CharField(
        "state",
        choices=State.choices(),
        default=State.DRAFT.value,
        help_text="Only what is published goes into the next release. Example: Draft while you still check the source.",
    )

    objects = DeskQuerySet.as_manager()

    class Meta:
        """Shared by the tables of the desk; there is none of this class itself."""

        abstract = True

    def natural_key(self) -> tuple[str, ...]:
        """Return what the row is known by, across databases."""
        return tuple(_key_part(getattr(self, name)) for name in self.kind.key)


def _key_part(value: object) -> str:
    if isinstance(value, DeskRow):
        return value.natural_key()[0]
    return as_text(value)


def lookup(model: type[models.Model], name: str) -> str:
    """Return how to ask the database for a fact's field: a reference is asked for its slug."""
    return f"{name}__slug" if model._meta.get_field(name).is_relation else name  # noqa: SLF001 (Django's documented name)


if TYPE_CHECKING:
    StoredText = models.TextField[str, str]
else:
    StoredText = models.TextField


class HtmlField(StoredText):
    """The rendering of a Markdown field, made whenever the row is written."""

    def __init__(self, *args: Any, of: str, **options: Any) -> None:
        """Remember which field holds the Markdown."""
        super().__init__(*args, **{"editable": False, "blank": True, **options})
        self.of = of

    @override
    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Return what a migration needs to make this field again."""
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    @override
    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Render the Markdown as it stands now."""
        html = render(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, html)
        return html


def slug_field(example: str, *, pattern: str = SLUG) -> "models.CharField[str, str]":
    """Make the field that names a row in addresses and references."""
    return models.CharField(
        "slug",
        unique=True,
        validators=[RegexValidator(pattern, SLUG_SENTENCE)] if pattern == SLUG else [],
        help_text=f"Names the row in addresses and references; never change it once published. Example: {example}",
    )


def word_field(label: str, words: type[Word], help_text: str, **options: Any) -> "models.CharField[str, str]":
    """Make a field that holds one word of a closed list."""
    return models.CharField(label, choices=words.choices(), help_text=help_text, **options)


def words_field(label: str, words: type[Word], help_text: str, **options: Any) -> "ArrayField[list[str], list[str]]":
    """Make a field that holds several words of a closed list."""
    return ArrayField(models.CharField(choices=words.choices()), verbose_name=label, help_text=help_text, **options)


def url_field(label: str, help_text: str) -> "models.URLField[str, str]":
    """Make the field for a web address; it may stay empty."""
    return models.URLField(label, max_length=500, blank=True, help_text=help_text)


def source_field() -> "models.ForeignKey[Any, Any]":
    """Make the reference that every fact owes its reader."""
    return models.ForeignKey(
        "catalog.Source",
        models.PROTECT,
        related_name="+",
        verbose_name="source",
        help_text=(
            "Where this was read. Choose “Editor’s judgement” if it is ours, “No source named” if there is none. "
            "Example: OpenAI, API pricing page"
        ),
    )


def as_of_field() -> "models.DateField[Any, Any]":
    """Make the date of the source."""
    return models.DateField(
        "as of", help_text="The day on which the source said so, not the day on which you typed it. Example: 2026-11-24"
    )


def parent_field(to: str, label: str, help_text: str, **options: Any) -> "models.ForeignKey[Any, Any]":
    """Make a reference to a row without which this one means nothing."""
    return models.ForeignKey(to, models.PROTECT, related_name="+", verbose_name=label, help_text=help_text, **options)


def link_field(to: str, label: str, help_text: str) -> "models.ForeignKey[Any, Any]":
    """Make a reference that may go missing."""
    return models.ForeignKey(
        to, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=label, help_text=help_text
    )


def links_field(to: str, label: str, help_text: str) -> "models.ManyToManyField[Any, Any]":
    """Make a list of references that may go missing."""
    return models.ManyToManyField(to, blank=True, related_name="+", verbose_name=label, help_text=help_text)


def note_field(example: str) -> "models.TextField[str, str]":
    """Make the field for what a reader should know besides."""
    return models.TextField(
        "note", blank=True, help_text=f"What a reader should know besides, in one or two sentences. Example: {example}"
    )


def must(name: str, condition: Q, sentence: str) -> models.CheckConstraint:
    """Make a rule that the database holds, with the sentence an editor reads."""
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


def single(name: str, *fields: str, sentence: str, **options: Any) -> models.UniqueConstraint:
    """Make a rule that no two rows share these fields."""
    return models.UniqueConstraint(fields=fields, name=name, violation_error_message=sentence, **options)


def has_text(row: str, *fields: str) -> Iterable[BaseConstraint]:
    """Make the rules that these texts are more than spaces."""
    for field in fields:
        label = field.replace("_", " ")
        yield must(f"{row}_has_{field}", Q(**{f"{field}__regex": r"\S"}), f"Write the {label}; it must not be empty.")


def known_word(row: str, **fields: type[Word]) -> Iterable[BaseConstraint]:
    """Make the rules that these fields hold a word of their list."""
    for field, words in fields.items():
        label = field.replace("_", " ")
        yield must(f"{row}_{field}_known", Q(**{f"{field}__in": _values(words)}), f"Choose the {label} from the list.")


def known_words(row: str, **fields: type[Word]) -> Iterable[BaseConstraint]:
    """Make the rules that these lists hold nothing but words of their list."""
    for field, words in fields.items():
        label = field.replace("_", " ")
        yield must(
            f"{row}_{field}_known",
            Q(**{f"{field}__contained_by": _values(words)}),
            f"Choose the {label} from the list only.",
        )


def plain_slug(row: str, pattern: str = SLUG) -> BaseConstraint:
    """Make the rule that a slug is fit for an address."""
    return must(f"{row}_slug_plain", Q(slug__regex=pattern), SLUG_SENTENCE if pattern == SLUG else OFFER_SENTENCE)


def known_state(row: str) -> BaseConstraint:
    """Make the rule that a row is in one of the known states."""
    return must(f"{row}_state_known", Q(state__in=_values(State)), "Choose draft, in review, published or taken out.")


def basics(row: str, *texts: str) -> tuple[BaseConstraint, ...]:
    """Make the rules that all rows with a slug share."""
    return (known_state(row), plain_slug(row), *has_text(row, *texts))


def _values(words: type[Word]) -> list[str]:
    return [word.value for word in words]
