"""Offers, products, prices and data terms on the desk."""

from typing import Any, override

from django.contrib import admin, messages
from django.http import HttpRequest

from catalog.admin.base import DeskAdmin
from catalog.admin.dated import DatedAdmin, PriceForm, new_price, write_price
from catalog.admin.filters import by
from catalog.models import DataTerms, DeskRow, ExchangeRate, Machine, Offer, Price, Product


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


class PricedAdmin(DeskAdmin):
    """What has prices."""

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        """Offer a new price."""
        found = super().tools(request, row)
        return [*found, new_price(row)] if request.user.has_perm("catalog.add_price") else found


@admin.register(Offer)
class OfferAdmin(PricedAdmin):
    """Who sells which model."""

    list_display = ("slug", "model", "seller", "eu_region", "confirmed", "as_of", "state")
    list_filter = ("state", "confirmed", "eu_region", by("seller"))
    search_fields = ("slug", "model__name", "seller__name", "seller_model_id")


@admin.register(Product)
class ProductAdmin(PricedAdmin):
    """What people subscribe to."""

    list_display = ("name", "provider", "as_of", "state")
    list_filter = ("state", by("provider"))
    search_fields = ("slug", "name", "provider__name", "about")


@admin.register(Price)
class PriceAdmin(DatedAdmin):
    """Dated prices. A new price ends the one before it; it does not overwrite."""

    form = PriceForm
    list_display = ("offer", "product", "unit", "region", "tier", "usd", "valid_from", "valid_to", "state")
    list_display_links = ("usd",)
    list_filter = ("state", "unit", "region", "basis", "valid_from")
    search_fields = ("offer__slug", "product__name", "product__slug", "note")
    fieldsets = (
        (None, {"fields": ("state", "offer", "product", "unit", "region", "tier", "usd")}),
        (
            "In force",
            {
                "fields": ("valid_from", "valid_to", "last_seen", "basis"),
                "description": "A new price ends the one before it on the day before it starts; a day in the future is "
                "welcome. What was never true is corrected, with a reason.",
            },
        ),
        ("Proof", {"fields": ("note", "source", "as_of")}),
    )

    @override
    def following(self, row: DeskRow) -> tuple[str, str]:
        """Lead to a new price for the same thing."""
        return new_price(row)

    @override
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Store a new price together with the end of the one before it."""
        if change:
            super().save_model(request, obj, form, change)
            return
        request.revision = write_price(request, form, form.cleaned_data.get("why", ""))  # type: ignore[attr-defined]
        if form.ending is not None:
            last = f"{form.ending.valid_to:%-d %b %Y}"
            self.message_user(request, f"The price before it now ends on {last}.", messages.SUCCESS)


@admin.register(Machine)
class MachineAdmin(DeskAdmin):
    """What own servers cost."""

    list_display = ("name", "size", "seller", "region", "usd_hour_low", "usd_hour_high", "usd_purchase", "state")
    list_filter = ("state", "size")
    search_fields = ("slug", "name", "seller", "region")


@admin.register(ExchangeRate)
class ExchangeRateAdmin(DeskAdmin):
    """What other currencies cost."""

    list_display = ("currency", "usd", "valid_from", "as_of", "state")
    list_filter = ("state", "currency")
    search_fields = ("currency",)
