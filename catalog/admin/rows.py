"""The desk's pages of all kinds of rows: most need nothing that their description does not say."""

from dataclasses import replace
from typing import Any, override

from django.contrib import admin, messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from catalog import desk
from catalog.admin.app_page import AppAdmin
from catalog.admin.base import user_of
from catalog.admin.dated import DatedAdmin, InForce, PriceForm
from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.edits import note_written
from catalog.admin.first_columns import PriceColumns
from catalog.admin.matrix import CellAdmin
from catalog.admin.model_page import AiModelAdmin
from catalog.admin.readers import Readers
from catalog.admin.source_page import SourceAdmin
from catalog.claims import ClaimReview, Clash, claim_reviews
from catalog.imports.importing import stored_facts
from catalog.models import DESK, DeskRow
from catalog.references import as_html
from catalog.registry import KINDS, ordered
from catalog.releases import newest
from catalog.schema import Catalog
from catalog.vocabulary import PriceUnit


class PricedAdmin(DeskAdmin):
    """What has prices."""

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        links = super().tools(request, row)
        if request.user.has_perm("catalog.add_price"):
            seat = f"app_plan={row.pk}&unit={PriceUnit.SEAT_MONTH}"
            query = seat if row.kind.name == "app_plans" else f"offer={row.pk}"
            links.append((f"{reverse('admin:catalog_price_add')}?{query}", "New price from a day…"))
        return links


class OfOfferAdmin(DeskAdmin):
    """What is said of an offer: the list is narrowed by its seller and its model."""

    @override
    def get_list_filter(self, request: HttpRequest) -> Any:
        named = ("offer__seller", "offer__model")
        return [
            *((name, admin.RelatedOnlyFieldListFilter) for name in named),
            *super().get_list_filter(request),
        ]


class PriceAdmin(PriceColumns, OfOfferAdmin, DatedAdmin):
    """Dated prices. A new price ends the one before it; it does not overwrite."""

    form = PriceForm
    list_display_links = ("amount",)

    @override
    def get_list_filter(self, request: HttpRequest) -> Any:
        return [InForce, *super().get_list_filter(request)]

    @override
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store a new price together with the end of the one before it."""
        if change:
            super().save_model(request, obj, form, change)
            return
        note = form.cleaned_data.get("why", "")
        revisions = desk.write_many(form.rows(), author=user_of(request), note=note)
        note_written(request, revisions[-1:])
        self.remember(request, form)
        if form.ending is not None:
            last = f"{form.ending.valid_to:%-d %b %Y}"
            self.message_user(request, f"The price before it now ends on {last}.", messages.SUCCESS)


class RenderedAdmin(DeskAdmin):
    """Texts in Markdown."""

    readonly_fields = ("as_it_will_look",)

    @admin.display(description="As it looks")
    def as_it_will_look(self, row: DeskRow) -> SafeString:
        text, release = getattr(row, row.kind.markdown), newest()
        html = as_html(text, release.catalog if release else Catalog(), timezone.localdate())
        return mark_safe(html)  # noqa: S308 (catalog.markdown has cleaned it)


class ClaimAdmin(DeskAdmin):
    """Claims, as the desk has them, compared with each other and with what else readers have."""

    readonly_fields = ("found",)

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        return (
            *self.columns,
            "found_status",
            *super().get_list_display(request)[len(self.columns) :],
        )

    @override
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Compare all claims once for the rows of the page."""
        shown = super().get_changelist_instance(request)
        reviews = _compared()
        for row in shown.result_list:
            row.review = reviews[row.slug]
        return shown

    @admin.display(description="found by comparison")
    def found_status(self, row: Any) -> str:
        """Return how a claim stands without a ruling, and how many contradictions it is part of."""
        clashes = len(row.review.clashes)
        return f"{row.review.by_comparison.label}{f' ({clashes})' if clashes else ''}"

    @admin.display(description="found by comparison")
    def found(self, row: DeskRow) -> SafeString | str:
        """Return a claim's status without a ruling, why, and each of its contradictions."""
        if row.pk is None:
            return "It is compared with the others once it is saved."
        review = _compared()[row.natural_key()[0]]
        lines = [(clash.title, _sentences(clash), clash.working) for clash in review.clashes]
        finding = format_html("<p>{}: {}.</p>", review.by_comparison.label, review.why)
        return finding + format_html_join("", "<p><strong>{}</strong> {}. {}</p>", lines)


SPECIAL: dict[str, type[DeskAdmin]] = {
    "app_plans": PricedAdmin,
    "apps": AppAdmin,
    "articles": RenderedAdmin,
    "cells": CellAdmin,
    "claims": ClaimAdmin,
    "ends": OfOfferAdmin,
    "exchange_rates": DatedAdmin,
    "faq": RenderedAdmin,
    "models": AiModelAdmin,
    "offers": PricedAdmin,
    "prices": PriceAdmin,
    "scores": DatedAdmin,
    "sources": SourceAdmin,
}
for kind, table in DESK.items():
    admin.site.register(table, SPECIAL.get(kind, DeskAdmin))


def _sentences(clash: Clash) -> str:
    return "; ".join(f"“{claim.sentence}”" for claim in clash.claims)


def _compared() -> dict[str, ClaimReview]:
    """Return how the desk's claims stand today beside its contradictions, by slug."""
    stored = {
        name: ordered(KINDS[name], stored_facts(name)) for name in ("claims", "contradictions")
    }
    catalog = replace(Readers().catalog, **stored)
    return claim_reviews(catalog, timezone.localdate())
