"""What the search looks through: one row a thing that a release holds, filled from the release and never by hand."""

from typing import override

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q

from catalog.models.base import must, single


class SearchEntry(models.Model):
    """A thing that can be found, or (kind `words`) a word that occurs, so that a mistyped one can be told.

    The fields named `…_words` hold the same texts folded: small letters, no accents, no signs.
    """

    index = models.CharField("index", help_text="Version of the filling and digest of the release. Example: 1:9f86d0…")
    kind = models.CharField("kind", help_text="Kind of the fact. Example: use_cases")
    key = models.CharField("key", help_text="Slug of the fact. Example: menu-photos")
    title = models.TextField("title", help_text="What the hit is called. Example: Make pictures for the menu")
    body = models.TextField("body", blank=True, help_text="What the hit says. Example: For guests who choose by eye.")
    title_words = models.TextField("words of the title", help_text="Folded. Example: make pictures for the menu")
    more_words = models.TextField(
        "other names", blank=True, help_text="Folded: slug, maker, trade. Example: menu photos hospitality"
    )
    body_words = models.TextField(
        "words of the body", blank=True, help_text="Folded. Example: for guests who choose by eye"
    )
    weight = models.FloatField("weight", help_text="How much it counts beside others. Example: 1.5 for a common job")
    vector = models.GeneratedField(
        # English for the meaning of words, simple for words as they stand, which a half-typed one begins.
        expression=SearchVector("title_words", config="english", weight="A")
        + SearchVector("title_words", config="simple", weight="A")
        + SearchVector("more_words", config="english", weight="B")
        + SearchVector("more_words", config="simple", weight="B")
        + SearchVector("body_words", config="english", weight="D"),
        output_field=SearchVectorField(),
        db_persist=True,
        help_text="What Postgres looks through. Example: 'menu':1A",
    )

    class Meta:
        verbose_name = "search entry"
        verbose_name_plural = "search entries"
        default_permissions = ()
        constraints = (
            single("search_entry_is_single", "index", "kind", "key", sentence="This entry is there already."),
            must("search_entry_weight_positive", Q(weight__gt=0), "The weight is above 0."),
        )
        indexes = (
            GinIndex(F("vector"), name="search_entry_vector"),
            GinIndex(OpClass(F("title_words"), "gin_trgm_ops"), name="search_entry_trigrams"),
        )

    @override
    def __str__(self) -> str:
        return self.title
