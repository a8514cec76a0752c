"""The page of a model: what its sources say, its offers, prices and scores.

New ones are added in the same form.
"""

from collections.abc import Iterator, Mapping
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from catalog.admin.first_columns import ModelColumns
from catalog.admin.new_rows import PROOF, NewRowForm, NewRows, OwnerAdmin
from catalog.models import AiModel, ModelStatement, Offer, Price, Score
from catalog.vocabulary import OFFER_UNITS, PriceUnit

PRICED = OFFER_UNITS


def _usd(unit: PriceUnit) -> forms.DecimalField:
    label = f"US dollars a {unit.label}"
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=20, help_text="Example: 2.50"
    )


PricedForm = type("PricedForm", (NewRowForm,), {f"usd_{unit.value}": _usd(unit) for unit in PRICED})


class OfferForm(PricedForm):  # type: ignore[misc, valid-type]  # made of a field a unit
    """A seller and its prices; without a seller it is the maker."""

    class Meta:
        model = Offer
        fields = ("seller", "eu_region", *PROOF)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["seller"].required = False
        self.fields["seller"].help_text = "Who sends the bill; empty for the maker itself."

    def priced(self) -> dict[PriceUnit, Any]:
        typed = {unit: self.cleaned_data.get(f"usd_{unit.value}") for unit in PRICED}
        return {unit: usd for unit, usd in typed.items() if usd is not None}

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        model: Any = self.instance.model if self.instance.model_id else None
        seller = cleaned.get("seller") or (model and model.provider)
        if model and Offer.objects.filter(model=model, seller=seller).exists():
            raise ValidationError("This seller has an offer of this model. Open it to add a price.")
        return cleaned


class ScoreForm(NewRowForm):
    """A figure of the model."""

    class Meta:
        model = Score
        fields = ("benchmark", "value", "effort", "voice", "measured_by", *PROOF)


class StatementForm(NewRowForm):
    """What one source says of the model."""

    class Meta:
        model = ModelStatement
        fields = ("reads", "does_not_read", "makes", "does_not_make", *PROOF)


class NewStatements(NewRows):
    """What goes in and what comes out, by one more source."""

    model = ModelStatement
    form = StatementForm
    fieldsets = (
        (None, {"fields": (("reads", "does_not_read"), ("makes", "does_not_make"), PROOF)}),
    )
    verbose_name_plural = "what a source says goes in and comes out"


class NewOffers(NewRows):
    """Offers with their prices."""

    model = Offer
    form = OfferForm
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("seller", "eu_region"),
                    *(f"usd_{unit.value}" for unit in PRICED[:3]),
                    PROOF,
                )
            },
        ),
        (
            "Other units",
            {"classes": ("collapse",), "fields": tuple(f"usd_{unit.value}" for unit in PRICED[3:])},
        ),
    )
    verbose_name_plural = (
        "new offers, with prices from the “as of” day on, or from the first day on sale"
    )


class NewScores(NewRows):
    """Scores."""

    model = Score
    form = ScoreForm
    fieldsets = (
        (None, {"fields": ("benchmark", "value", "effort", "voice", "measured_by", PROOF)}),
    )
    verbose_name_plural = "new scores"


class AiModelAdmin(ModelColumns, OwnerAdmin):
    """Models, with all that is said, sold and measured of each."""

    inlines = (NewStatements, NewOffers, NewScores)
    change_form_template = "admin/catalog/aimodel/change_form.html"
    there_is = "Sources, offers, prices, scores"

    @override
    def made(self, owner: AiModel, forms_: list[Any]) -> Iterator[list[Any]]:
        return _rows(owner, forms_)

    @override
    def there(self, owner: int) -> dict[str, QuerySet[Any]]:
        today = timezone.localdate()
        prices = Price.objects.filter(offer__model=owner, valid_from__lte=today).exclude(
            valid_to__lt=today
        )
        scores = Score.objects.filter(model=owner).order_by("benchmark__name", "-as_of", "pk")
        statements = ModelStatement.objects.filter(model=owner).select_related("source")
        return {
            "statements": statements.order_by("-as_of", "source__slug"),
            "offers": Offer.objects.filter(model=owner).select_related("seller").order_by("slug"),
            "prices": prices.select_related("offer__seller").order_by(
                "offer__slug", "unit", "region", "tier", "pk"
            ),
            "scores": scores.select_related("benchmark"),
        }


def _rows(model: AiModel, forms_: list[Any]) -> Iterator[list[Any]]:
    """Yield the new rows by kind: offers, then their prices, then scores and what sources say."""
    offers, others, priced = list[Any](), list[Any](), list[tuple[Any, Mapping[PriceUnit, Any]]]()
    for form in forms_:
        row = form.instance
        row.model = model
        for name, value in form.proof(model).items():
            setattr(row, name, value)
        if not isinstance(row, Offer):
            others.append(row)
            continue
        row.seller = row.seller if row.seller_id else model.provider
        row.slug = row.made_slug()
        offers.append(row)
        priced.append((row, form.priced()))
    yield offers
    yield [_price(offer, unit, usd) for offer, prices in priced for unit, usd in prices.items()]
    yield others


def _price(offer: Offer, unit: PriceUnit, usd: Any) -> Price:
    start = max(filter(None, (offer.as_of, offer.model.released)))
    days = {"valid_from": start, "as_of": offer.as_of}
    return Price(offer=offer, unit=unit.value, amount=usd, source=offer.source, **days)
