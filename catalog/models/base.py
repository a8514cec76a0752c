"""Parts of the tables: states of a row, and constraints with a sentence for the editor."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import F, Q
from django.db.models.constraints import BaseConstraint

from catalog.registry import KINDS
from catalog.vocabulary import Word

type Author = User | None
"""Who did something: a person, or None where a command did."""


class RowState(Word):
    """How far a row has come.

    While a published row is edited, readers keep what was published last.
    """

    DRAFT = "draft", "Draft"
    REVIEW = "review", "In review"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Taken out"


def lookup(model: type[models.Model], name: str) -> str:
    """Return how to ask the database for a fact's field: a reference is asked for its slug."""
    return f"{name}__slug" if model._meta.get_field(name).is_relation else name  # noqa: SLF001 (Django's documented name)


def author_field(help_text: str, when_gone: Any = models.PROTECT, *, name: str = "author") -> Any:
    """Make the field that names who did something; empty where a command did."""
    options: dict[str, Any] = {
        "null": True,
        "blank": True,
        "related_name": "+",
        "help_text": help_text,
    }
    return models.ForeignKey(settings.AUTH_USER_MODEL, when_gone, verbose_name=name, **options)


def must(name: str, condition: Q, sentence: str) -> models.CheckConstraint:
    """Make a rule that the database holds, with the sentence an editor reads."""
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=sentence)


def unset(*fields: str) -> Q:
    """Return the condition that none of these fields is filled in."""
    return Q(**{f"{field}__isnull": True for field in fields})


def filled(*fields: str) -> Q:
    """Return the condition that all of these fields are filled in."""
    return Q(**{f"{field}__isnull": False for field in fields})


def both_or_neither(*fields: str) -> Q:
    """Return the condition that all of these fields are filled in, or none."""
    return unset(*fields) | filled(*fields)


def one_of(first: str, second: str) -> Q:
    """Return the condition that one of two fields is filled in, and the other is not."""
    only_first = {f"{first}__isnull": False, f"{second}__isnull": True}
    only_second = {f"{first}__isnull": True, f"{second}__isnull": False}
    return Q(**only_first) | Q(**only_second)


def in_order(first: str, last: str) -> Q:
    """Return the condition that a field is no more than another, where both are filled in."""
    return unset(first) | unset(last) | Q(**{f"{last}__gte": F(first)})


def any_ticked(*fields: str) -> Q:
    """Return the condition that at least one of these lists holds something."""
    ticked = Q()
    for field in fields:
        ticked |= Q(**{f"{field}__len__gt": 0})
    return ticked


def single(name: str, *fields: str, sentence: str, **options: Any) -> models.UniqueConstraint:
    """Make a rule that no two rows share these fields."""
    return models.UniqueConstraint(
        fields=fields, name=name, violation_error_message=sentence, **options
    )


def has_text(row: str, *fields: str, sentence: str = "") -> Iterable[BaseConstraint]:
    """Make the rules that these texts are more than spaces."""
    for field in fields:
        words = sentence or f"Write the {field.replace('_', ' ')}; it must not be empty."
        yield must(f"{row}_has_{field}", Q(**{f"{field}__regex": r"\S"}), words)


def known_word(
    row: str, *, several: bool = False, **fields: type[Word]
) -> Iterable[BaseConstraint]:
    """Make the rules that these fields hold a word of their list; if `several`, only its words."""
    test, only = ("contained_by", " only") if several else ("in", "")
    for field, words in fields.items():
        condition = Q(**{f"{field}__{test}": values_of(words)})
        yield must(
            f"{row}_{field}_known",
            condition,
            f"Choose the {field.replace('_', ' ')} from the list{only}.",
        )


def is_hash(row: str, field: str, *, single: bool = True) -> Iterable[BaseConstraint]:
    """Make the rules that a field is a SHA-256 in hexadecimal digits, and unique where `single`."""
    if single:
        yield models.UniqueConstraint(fields=[field], name=f"{row}_{field}_is_single")
    yield models.CheckConstraint(
        condition=Q(**{f"{field}__regex": r"^[0-9a-f]{64}$"}), name=f"{row}_{field}_is_hex"
    )


def is_hash_or_none(row: str, field: str) -> Iterable[BaseConstraint]:
    """Make the rules that a field is a SHA-256 that no two rows share, or empty."""
    yield models.UniqueConstraint(
        fields=[field], condition=~Q(**{field: ""}), name=f"{row}_{field}_is_single"
    )
    yield models.CheckConstraint(
        condition=Q(**{f"{field}__regex": r"^([0-9a-f]{64})?$"}), name=f"{row}_{field}_is_hex"
    )


def kinds() -> list[tuple[str, str]]:
    """Return the kinds of row as the choices of a field."""
    return [(name, kind.many) for name, kind in KINDS.items()]


def values_of(words: type[Word]) -> list[str]:
    return [word.value for word in words]
