"""Offers, products, prices and data terms on the desk."""

from django.contrib import admin

from catalog.admin.base import DeskAdmin
from catalog.admin.filters import by
from catalog.models import DataTerms, Offer, Price, Product


@admin.register(DataTerms)
class DataTermsAdmin(DeskAdmin):
    """What sellers say about the customer's data."""

    list_display = ("product", "seller", "trains_on_inputs", "retention_days", "eu_region", "confidence", "state")
    list_filter = ("state", "confidence", "trains_on_inputs", "eu_region", by("seller"))
    search_fields = ("slug", "product", "seller__name")
    fieldsets = (
        (None, {"fields": ("state", "slug", "seller", "product")}),
        ("What happens to the data", {"fields": ("trains_on_inputs", "retention_days", "zero_retention", "eu_region")}),
        ("What the seller signs", {"fields": ("health_data", "soc2", "indemnity")}),
        ("Proof", {"fields": ("note", "confidence", "source", "as_of")}),
    )


@admin.register(Offer)
class OfferAdmin(DeskAdmin):
    """Who sells which model."""

    list_display = ("slug", "model", "seller", "eu_region", "confirmed", "as_of", "state")
    list_filter = ("state", "confirmed", "eu_region", by("seller"))
    search_fields = ("slug", "model__name", "seller__name", "seller_model_id")


@admin.register(Product)
class ProductAdmin(DeskAdmin):
    """What people subscribe to."""

    list_display = ("name", "provider", "as_of", "state")
    list_filter = ("state", by("provider"))
    search_fields = ("slug", "name", "provider__name", "about")


@admin.register(Price)
class PriceAdmin(DeskAdmin):
    """Dated prices. A new price closes the old row and adds one; it does not overwrite."""

    list_display = ("offer", "product", "unit", "usd", "valid_from", "valid_to", "basis", "state")
    list_display_links = ("usd",)
    list_filter = ("state", "unit", "basis", "valid_from")
    search_fields = ("offer__slug", "product__name", "product__slug", "note")
    fieldsets = (
        (None, {"fields": ("state", "offer", "product", "unit", "usd")}),
        (
            "In force",
            {
                "fields": ("valid_from", "valid_to", "basis"),
                "description": "When a price changes, give the old row its last day and add a new row. "
                "Overwrite only what was never true.",
            },
        ),
        ("Proof", {"fields": ("note", "source", "as_of")}),
    )
