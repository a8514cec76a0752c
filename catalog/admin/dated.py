"""What holds from a day on: a new value ends the old one; a correction is an act of its own."""

from typing import Any, override
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import URLPattern
from django.utils import timezone

from catalog import desk
from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.forms import DeskForm
from catalog.admin.row_page import CORRECT
from catalog.dated import DAY, LINES, before_sale, fit
from catalog.models import DeskRow, Price, RowState
from catalog.vocabulary import Word


class HoldsOn(Word):
    """Whether a price holds today."""

    TODAY = "today", "Today"
    OVER = "over", "Not any more"
    COMING = "coming", "Not yet"


class InForce(admin.SimpleListFilter):
    """The prices that hold today, those that are over, and those to come."""

    title = "in force"
    parameter_name = "in_force"

    @override
    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return HoldsOn.choices()

    @override
    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        today = timezone.localdate()
        over, coming = Q(valid_to__lt=today), Q(valid_from__gt=today)
        conditions = {
            HoldsOn.TODAY.value: ~coming & (Q(valid_to=None) | ~over),
            HoldsOn.OVER.value: over,
            HoldsOn.COMING.value: coming,
        }
        return queryset.filter(conditions.get(self.value() or "", Q()))


class DatedAdmin(DeskAdmin):
    """Rows whose figures readers have.

    They get a new row from a day on, or are corrected with a reason.
    """

    @override
    def get_urls(self) -> list[URLPattern]:
        return [self.route("<int:pk>/correct/", self.correct_page, CORRECT), *super().get_urls()]

    def correct_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Open all fields, and ask what was wrong; what is saved is recorded as a correction."""
        self.row_for(request, pk)
        page: HttpResponseBase = self.changeform_view(request, str(pk))
        return page

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        links = super().tools(request, row)
        if self.has_change_permission(request, row) and desk.ever_published(row):
            links.append((self.address("correct", row.pk), "Correct a mistake…"))
        if self.has_add_permission(request) and (shared := row.hooks.line):
            # a score's printed name too
            copied = (*shared, "variant") if "variant" in row.kind.described else shared
            values = {name: row.serializable_value(name) for name in copied}
            query = urlencode({name: value for name, value in values.items() if value})
            links.append((f"{self.address('add')}?{query}", f"New {row.kind.one} from a day…"))
        return links


class PriceForm(DeskForm):
    """A price; a new one ends the one before it, and ends itself where a later one starts."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.ending: Price | None = None

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse a price of days before its model is on sale.

        Find the prices that a new one stands between.
        """
        cleaned = super().clean()
        start, unit, offer = cleaned.get("valid_from"), cleaned.get("unit"), cleaned.get("offer")
        if (
            start
            and offer
            and (refusal := before_sale(offer.model.name, offer.model.released, start))
        ):
            self.add_error(
                "valid_from",
                f"{refusal}. If that day is wrong, correct it on the model’s page first.",
            )
        subject = {name: cleaned.get(name) for name in ("offer", "app_plan")}
        if self.instance.pk is None and start and unit and any(subject.values()):
            line = {
                name: cleaned.get(name) or "" for name in LINES["prices"] if name not in subject
            }
            others = list(Price.objects.filter(**subject, **line).order_by("pk"))
            if any(other.valid_from == start for other in others):
                words = (
                    "There is a price from this day on already. If it was never true, correct it."
                )
                self.add_error("valid_from", words)
            else:
                self.ending, cleaned["valid_to"] = fit(others, start, cleaned.get("valid_to"))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave out the one rule on two prices at once, which names the tier.

        A new price ends the old one.
        """
        left_out: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return left_out if self.instance.pk else left_out | {"tier"}

    def rows(self) -> list[Price]:
        """Return the rows to write: the new or changed price, after the one that it ends."""
        made: Price = self.instance
        if self.ending is None:
            return [made]
        self.ending.valid_to = made.valid_from - DAY
        if self.ending.state == RowState.PUBLISHED.value and made.state != RowState.PUBLISHED.value:
            self.ending.state = made.state  # readers keep what was published until both are
        return [self.ending, made]
