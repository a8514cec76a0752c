"""Immutable snapshots of the published desk, and the search entries filled from them."""

from typing import Any, override

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Func, Q

from catalog.models.base import author_field, has_text, must, single


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Releases, newest first where it matters."""

    def newest_first(self) -> "ReleaseQuerySet":
        return self.order_by("-number")

    def described(self) -> models.QuerySet["Release", Any]:
        """Return what readers see of each, newest first, all but the payload."""
        author = F("author__username")
        return self.newest_first().values(
            "number", "digest", "published_at", "note", author_name=author
        )


class Sha256(Func):
    """The SHA-256 of a text in UTF-8, as 64 hex digits, worked out by the database."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.TextField()


class Release(models.Model):
    """What the public reads: one payload, numbered and hashed.

    The database refuses to change it.
    """

    number = models.IntegerField("number", help_text="Counts up from 1. Example: 12")
    payload = models.TextField(
        "payload", help_text='The whole catalog as canonical JSON. Example: {"sources":[…]}'
    )
    digest = models.CharField(
        "digest", help_text="SHA-256 of the payload, 64 hex digits. Example: 9f86d081884c7d65…"
    )
    published_at = models.DateTimeField(
        "published", help_text="When it went live. Example: 2026-11-24 10:15"
    )
    author = author_field("Who published it; empty if a command did. Example: maria")
    note = models.TextField(
        "note",
        help_text="Why, in a sentence for readers. Example: November prices; two models retired.",
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "release"
        default_permissions = ("view",)
        permissions = (("publish_release", "Can publish a release and go back to an older one"),)
        constraints = (
            single(
                "release_number_is_single",
                "number",
                sentence="There is a release with this number already.",
            ),
            must("release_number_positive", Q(number__gte=1), "Releases are counted from 1."),
            must(
                "release_digest_is_hex",
                Q(digest__regex=r"^[0-9a-f]{64}$"),
                "The digest is 64 hex digits.",
            ),
            must(
                "release_payload_fits_digest",
                Q(digest=Sha256(F("payload"))),
                "The digest does not belong to this payload.",
            ),
            *has_text("release", "note"),
        )

    @override
    def __str__(self) -> str:
        return f"Release {self.number}"


class SearchEntry(models.Model):
    """A thing that can be found, or (kind `words`) a word that occurs.

    The words are there so that a mistyped one can be told.

    The fields named `…_words` hold the same texts folded: small letters, no accents, no signs.
    """

    index = models.CharField(
        "index", help_text="Version of the filling and digest of the release. Example: 1:9f86d0…"
    )
    kind = models.CharField("kind", help_text="Kind of the fact. Example: use_cases")
    key = models.CharField("key", help_text="Slug of the fact. Example: menu-photos")
    title = models.TextField(
        "title", help_text="What the hit is called. Example: Make pictures for the menu"
    )
    body = models.TextField(
        "body", blank=True, help_text="What the hit says. Example: For guests who choose by eye."
    )
    title_words = models.TextField(
        "words of the title", help_text="Folded. Example: make pictures for the menu"
    )
    more_words = models.TextField(
        "other names",
        blank=True,
        help_text="Folded: slug, maker, trade. Example: menu photos hospitality",
    )
    body_words = models.TextField(
        "words of the body", blank=True, help_text="Folded. Example: for guests who choose by eye"
    )
    weight = models.FloatField(
        "weight", help_text="How much it counts beside others. Example: 1.5 for a common job"
    )
    vector = models.GeneratedField(
        # English for the meaning of words, simple for words as they stand, which a half-typed one
        # begins.
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
            single(
                "search_entry_is_single",
                "index",
                "kind",
                "key",
                sentence="This entry is there already.",
            ),
            must("search_entry_weight_positive", Q(weight__gt=0), "The weight is above 0."),
        )
        indexes = (
            GinIndex(F("vector"), name="search_entry_vector"),
            GinIndex(OpClass(F("title_words"), "gin_trgm_ops"), name="search_entry_trigrams"),
        )

    @override
    def __str__(self) -> str:
        return self.title
