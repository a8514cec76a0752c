"""Immutable snapshots of the published desk."""

from typing import Any, override

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
        return self.newest_first().values("number", "digest", "published_at", "note", author_name=author)


class Sha256(Func):
    """The SHA-256 of a text in UTF-8, as 64 hex digits, worked out by the database."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.TextField()


class Release(models.Model):
    """What the public reads: one payload, numbered and hashed. The database refuses to change it."""

    number = models.IntegerField("number", help_text="Counts up from 1. Example: 12")
    payload = models.TextField("payload", help_text='The whole catalog as canonical JSON. Example: {"sources":[…]}')
    digest = models.CharField("digest", help_text="SHA-256 of the payload, 64 hex digits. Example: 9f86d081884c7d65…")
    published_at = models.DateTimeField("published", help_text="When it went live. Example: 2026-11-24 10:15")
    author = author_field("Who published it; empty if a command did. Example: maria")
    note = models.TextField(
        "note", help_text="Why, in a sentence for readers. Example: November prices; two models retired."
    )

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        verbose_name = "release"
        default_permissions = ("view",)
        permissions = (("publish_release", "Can publish a release and go back to an older one"),)
        constraints = (
            single("release_number_is_single", "number", sentence="There is a release with this number already."),
            must("release_number_positive", Q(number__gte=1), "Releases are counted from 1."),
            must("release_digest_is_hex", Q(digest__regex=r"^[0-9a-f]{64}$"), "The digest is 64 hex digits."),
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
