"""The page of an app: its plans, what they cost and what sources say of their terms.

New plans, prices and terms are added in the same form.
"""

from collections.abc import Iterator, Mapping
from typing import Any, override

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.admin.first_columns import AppColumns
from catalog.admin.new_rows import PROOF, NewRowForm, NewRows, OwnerAdmin
from catalog.models import App, AppPlan, AppStatement, Price
from catalog.vocabulary import (
    APP_ANSWERS,
    MONTHLY_UNITS,
    AppAnswer,
    AppQuestion,
    Billing,
    Confidence,
    Currency,
    PriceFor,
    PriceUnit,
)

AT_ONCE = 2  # plans that a page asks for before somebody adds another


def _choices(question: AppQuestion) -> list[tuple[str, str]]:
    """Return the answers of a question; what names countries has a page of its own."""
    offered = [
        answer for answer in APP_ANSWERS[question] if answer is not AppAnswer.NOT_IN_COUNTRIES
    ]
    return [("", "Not said"), *((answer.value, answer.label) for answer in offered)]


# The field of a form that asks each question.
ANSWERS: Mapping[str, str] = {
    question.value: f"says_{question.name.lower()}" for question in AppQuestion
}


class SaysForm(NewRowForm):
    """What one source says of terms: each answer that is chosen becomes a row of its own."""

    says = forms.CharField(
        required=False,
        label="In our words",
        help_text="What the source says, with its condition. Empty for the answers alone.",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )

    def statements(self, row: Any, plan: AppPlan | None) -> Iterator[AppStatement]:
        """Yield what was chosen, for a plan or for all plans of the app."""
        for question in AppQuestion:
            answer = self.cleaned_data.get(ANSWERS[question])
            if not answer:
                continue
            words = dict(_choices(question))[answer]
            yield AppStatement(
                app=row.app,
                app_plan=plan,
                question=question.value,
                answer=answer,
                says=self.cleaned_data["says"] or f"{question.label}: {words}.",
                confidence=Confidence.HIGH.value,
                source=row.source,
                as_of=row.as_of,
            )


def _ask(question: AppQuestion) -> forms.ChoiceField:
    return forms.ChoiceField(
        choices=_choices(question),
        required=False,
        label=question.label,
        help_text=f"Example: {next(iter(APP_ANSWERS[question])).label}",
    )


AnsweredForm = type(
    "AnsweredForm", (SaysForm,), {ANSWERS[question]: _ask(question) for question in AppQuestion}
)


def _money(label: str) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, min_value=0, max_digits=20, help_text="Example: 29"
    )


class PlanForm(AnsweredForm):  # type: ignore[misc, valid-type]  # made of a field a question
    """A plan with its prices and what a source says of its terms."""

    monthly = _money("Price")
    yearly = _money("Price of a month, paid for a year")
    beyond = _money("Price of each beyond what it holds")
    currency = forms.ChoiceField(
        choices=[(currency.value, currency.label) for currency in Currency],
        initial=Currency.USD.value,
        help_text="As its source states it; never converted. Example: Euro",
    )
    unit = forms.ChoiceField(
        choices=[(unit.value, unit.label) for unit in PriceUnit],
        initial=PriceUnit.SEAT_MONTH.value,
        label="A price is for a",
        help_text="Example: seat and month",
    )
    lowest = forms.BooleanField(
        required=False,
        label="The seller says “from”",
        help_text="Tick if it is the lowest of several prices.",
    )

    class Meta:
        model = AppPlan
        fields = (
            "name",
            "capacity",
            "capacity_unit",
            "least_seats",
            "most_seats",
            "trial_days",
            "note",
            *PROOF,
        )

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse a second plan of one name, and a price for more of what is not counted."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        name, app = cleaned.get("name"), self.instance.app_id
        if app and name and AppPlan.objects.filter(app=app, name=name).exists():
            raise ValidationError("This app has a plan of that name. Open it to add a price.")
        if cleaned.get("beyond") is not None and not cleaned.get("capacity_unit"):
            self.add_error("capacity_unit", "Say what the price beyond it is for.")
        return cleaned

    def prices(self, plan: AppPlan) -> Iterator[Price]:
        """Yield the prices that were typed."""
        cleaned, unit = self.cleaned_data, self.cleaned_data["unit"]
        by_month = Billing.MONTHLY if unit in MONTHLY_UNITS else Billing.UNSAID
        shared: dict[str, Any] = {"app_plan": plan, "currency": cleaned["currency"]}
        shared |= {"source": plan.source, "valid_from": plan.as_of, "as_of": plan.as_of}
        lowest = cleaned["lowest"]
        for name, paid in (("monthly", by_month), ("yearly", Billing.YEARLY)):
            if cleaned[name] is not None:
                yield Price(
                    **shared, unit=unit, paid=paid.value, amount=cleaned[name], lowest=lowest
                )
        if cleaned["beyond"] is not None:
            yield Price(
                **shared,
                unit=cleaned["capacity_unit"],
                covers=PriceFor.BEYOND.value,
                amount=cleaned["beyond"],
            )


class AnswersForm(AnsweredForm):  # type: ignore[misc, valid-type]  # as above
    """What a source says of the terms of all plans."""

    class Meta:
        model = AppStatement
        fields = PROOF

    @override
    def clean(self) -> dict[str, Any]:
        """Refuse an answer that this source has on file already, and words without an answer."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        app: Any = self.instance.app if self.instance.app_id else None
        source = cleaned.get("source") or (app and app.source)
        if app and source:
            stored = AppStatement.objects.filter(app=app, app_plan=None, source=source)
            for question in stored.values_list("question", flat=True):
                if cleaned.get(ANSWERS[question]):
                    words = "This source has an answer on file. Open it to change it."
                    self.add_error(ANSWERS[question], words)
        if not any(cleaned.get(name) for name in ANSWERS.values()):
            raise ValidationError("Choose at least one answer.")
        return cleaned


class NewAnswers(NewRows):
    """What holds for all plans."""

    model = AppStatement
    form = AnswersForm
    fieldsets = ((None, {"fields": (tuple(ANSWERS.values()), "says", PROOF)}),)
    verbose_name_plural = "what a source says of the terms of all its plans"


class NewPlans(NewRows):
    """Plans with their prices and terms."""

    model = AppPlan
    form = PlanForm
    extra = AT_ONCE
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("name", "monthly", "yearly", "currency", "unit"),
                    ("capacity", "capacity_unit", "beyond", "least_seats"),
                    tuple(ANSWERS.values()),
                    "says",
                    PROOF,
                )
            },
        ),
        (
            "More",
            {"classes": ("collapse",), "fields": (("most_seats", "trial_days", "lowest"), "note")},
        ),
    )
    verbose_name_plural = (
        "new plans, with prices from the “as of” day on; terms where they differ from those above"
    )


class AppAdmin(AppColumns, OwnerAdmin):
    """Apps, with their plans, what those cost and what sources say of their terms."""

    inlines = (NewAnswers, NewPlans)
    change_form_template = "admin/catalog/app/change_form.html"
    there_is = "Plans, prices, terms"

    @override
    def made(self, owner: App, forms_: list[Any]) -> Iterator[list[Any]]:
        """Yield the new plans, then their prices, then the answers, as each source gives them."""
        plans, prices, statements = list[Any](), list[Any](), list[Any]()
        for form in forms_:
            row = form.instance
            row.app = owner
            for name, value in form.proof(owner).items():
                setattr(row, name, value)
            if isinstance(row, AppPlan):
                row.slug = _free_slug(row, {plan.slug for plan in plans})
                plans.append(row)
                prices += form.prices(row)
            plan = row if isinstance(row, AppPlan) else None
            statements += form.statements(row, plan)
        yield plans
        yield prices
        yield statements

    @override
    def there(self, owner: int) -> dict[str, QuerySet[Any]]:
        today = timezone.localdate()
        current = Q(valid_to__isnull=True) | Q(valid_to__gte=today)
        prices = Price.objects.filter(current, app_plan__app=owner).select_related("app_plan")
        statements = AppStatement.objects.filter(app=owner).select_related("app_plan", "source")
        return {
            "plans": AppPlan.objects.filter(app=owner).order_by("slug"),
            "prices": prices.order_by("app_plan__slug", "covers", "unit", "paid", "pk"),
            "statements": statements.order_by("question", "app_plan__slug", "source__slug"),
        }


def _free_slug(plan: AppPlan, taken: set[str]) -> str:
    """Return a slug that no other plan has, nor one made beside it."""
    slug = plan.made_slug()
    return slug if slug not in taken else f"{slug}-{len(taken) + 1}"
