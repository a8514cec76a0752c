"""Claims on the desk: beside an editor's ruling, how a claim stands by comparison, and what it contradicts."""

from dataclasses import replace
from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.admin.base import DeskAdmin
from catalog.admin.readers import Readers
from catalog.claims import ClaimReview, claim_reviews
from catalog.contradictions import Contradiction, contradictions
from catalog.exchange.importing import stored_facts
from catalog.models import DeskRow
from catalog.registry import KINDS, ordered
from catalog.schema import Catalog


class ClaimAdmin(DeskAdmin):
    """Claims, as the desk has them, compared with each other and with what else readers have."""

    readonly_fields = ("found",)

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        """Show how each claim stands beside the ruling."""
        return (*self.columns, "found_status", *super().get_list_display(request)[len(self.columns) :])

    @override
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Compare all claims once for the rows of the page."""
        shown = super().get_changelist_instance(request)
        reviews, _clashes = _compared()
        for row in shown.result_list:
            row.review = reviews[row.slug]
        return shown

    @admin.display(description="found by comparison")
    def found_status(self, row: Any) -> str:
        """Return how a claim stands without a ruling, and how many contradictions it is part of."""
        clashes = len(row.review.contradictions)
        return f"{row.review.found.label}{f' ({clashes})' if clashes else ''}"

    @admin.display(description="found by comparison")
    def found(self, row: DeskRow) -> SafeString | str:
        """Return how a claim stands without a ruling, why, and each contradiction that it is part of."""
        if row.pk is None:
            return "It is compared with the others once it is saved."
        reviews, clashes = _compared()
        review = reviews[row.natural_key()[0]]
        lines = []
        for place in review.contradictions:
            clash = clashes[place - 1]
            lines.append((clash.title, "; ".join(f"“{side.words}”" for side in clash.sides), clash.arithmetic))
        finding = format_html("<p>{}: {}.</p>", review.found.label, review.why)
        return finding + format_html_join("", "<p><strong>{}</strong> {}. {}</p>", lines)


def _compared() -> tuple[dict[str, ClaimReview], tuple[Contradiction, ...]]:
    """Return how the desk's claims stand today, by slug, and all contradictions."""
    release, kind = Readers().release, KINDS["claims"]
    catalog = replace(release.catalog if release else Catalog(), claims=ordered(kind, stored_facts(kind.name)))
    today = timezone.localdate()
    return claim_reviews(catalog, today), contradictions(catalog, today)
