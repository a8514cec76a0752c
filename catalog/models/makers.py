"""Who makes and sells models, what goes in and comes out, and who works with it."""

from typing import override

from django.db import models

from catalog.kinds import KINDS
from catalog.models.base import (
    DeskRow,
    basics,
    has_text,
    known_state,
    known_word,
    known_words,
    slug_field,
    url_field,
    word_field,
    words_field,
)
from catalog.vocabulary import Medium


class Provider(DeskRow):
    """A firm that makes models, sells them, or both."""

    kind = KINDS["providers"]

    slug = slug_field("mistral-ai")
    name = models.CharField("name", help_text="As the firm writes itself. Example: Mistral AI")
    about = models.TextField(
        "about",
        blank=True,
        help_text="One sentence a shop owner understands. Example: A French maker of language models.",
    )
    homepage = url_field("homepage", "Its front page. Example: https://mistral.ai")
    country = models.CharField("country", blank=True, help_text="Where the firm is seated. Example: France")
    closed_weights = models.BooleanField(
        "closed weights",
        default=False,
        help_text="Tick if it publishes no weights of any model. Example: ticked for Anthropic",
    )

    class Meta:
        """Rules and names of the table."""

        verbose_name = "provider"
        constraints = basics("provider", "name")

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Modality(DeskRow):
    """A medium, explained to a person who never asked."""

    kind = KINDS["modalities"]

    slug = word_field("medium", Medium, "Which medium this explains. Example: Pictures", unique=True)
    name = models.CharField("name", help_text="How pages call it. Example: Pictures")
    explanation = models.TextField(
        "explanation",
        help_text="What it is, in plain words. Example: Photos, drawings and logos made from a description.",
    )

    class Meta:
        """Rules and names of the table."""

        verbose_name = "modality"
        verbose_name_plural = "modalities"
        constraints = (
            known_state("modality"),
            *known_word("modality", slug=Medium),
            *has_text("modality", "name", "explanation"),
        )

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Industry(DeskRow):
    """A trade with its own use cases."""

    kind = KINDS["industries"]

    slug = slug_field("restaurants")
    name = models.CharField("name", help_text="How people in it call it. Example: Restaurants and cafés")
    explanation = models.TextField(
        "explanation",
        help_text="Who belongs to it. Example: Places that cook for guests, from a food van to a hotel kitchen.",
    )

    class Meta:
        """Rules and names of the table."""

        verbose_name = "industry"
        verbose_name_plural = "industries"
        constraints = basics("industry", "name", "explanation")

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name


class Role(DeskRow):
    """What a kind of colleague needs from AI."""

    kind = KINDS["roles"]

    slug = slug_field("designer")
    name = models.CharField("name", help_text="The role in one or two words. Example: Designer")
    needs = models.TextField(
        "needs",
        help_text="What this person needs before work can start. Example: Rights to the pictures and a style guide.",
    )
    media = words_field("media", Medium, "What this person mostly makes. Example: Pictures, Film")
    tasks = models.TextField(
        "tasks", help_text="What this person does in a pilot. Example: Picks the reference pictures."
    )

    class Meta:
        """Rules and names of the table."""

        verbose_name = "role"
        constraints = (*basics("role", "name", "needs", "tasks"), *known_words("role", media=Medium))

    @override
    def __str__(self) -> str:
        """Return the name."""
        return self.name
