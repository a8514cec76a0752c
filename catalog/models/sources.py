"""Where facts were read."""

from typing import override

from django.db import models
from django.db.models import F, Q

from catalog.kinds import KINDS
from catalog.models.base import DeskRow, basics, known_word, must, slug_field, url_field, word_field
from catalog.vocabulary import Voice


class Source(DeskRow):
    """Where a fact was read, and who speaks there."""

    kind = KINDS["sources"]

    slug = slug_field("openai-pricing-2026-11")
    title = models.CharField(
        "title", help_text="What the page or paper calls itself. Example: Pricing, OpenAI developer documentation"
    )
    publisher = models.CharField(
        "publisher", blank=True, help_text="Who answers for it; empty if nobody is named. Example: OpenAI"
    )
    url = url_field("address", "Where a reader can look for themselves. Example: https://www.example.org/pricing")
    published = models.DateField(
        "published", null=True, blank=True, help_text="The day the source gives itself. Example: 2026-10-05"
    )
    retrieved = models.DateField(
        "read on", null=True, blank=True, help_text="The day on which we read it. Example: 2026-11-24"
    )
    voice = word_field(
        "voice",
        Voice,
        "What the source does with the fact. Who copies the figures of others repeats them. Example: Sells it, for a price page",
    )
    quote = models.TextField(
        "quote",
        blank=True,
        help_text="One short sentence, word for word. Example: We do not train on your business data.",
    )
    licence = models.CharField(
        "licence", blank=True, help_text="Under which terms its figures may be shown. Example: CC BY 4.0"
    )

    class Meta:
        """Rules and names of the table."""

        verbose_name = "source"
        constraints = (
            *basics("source", "title"),
            *known_word("source", voice=Voice),
            must(
                "source_read_after_published",
                Q(published__isnull=True) | Q(retrieved__isnull=True) | Q(retrieved__gte=F("published")),
                "A source cannot be read before it was published. Check the two days.",
            ),
        )

    @override
    def __str__(self) -> str:
        """Return the title."""
        return self.title
