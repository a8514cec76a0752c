"""Golden plans in the admin, shown in words.

Their answers are copied from a plan that was made in the wizard.
"""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, override

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from catalog import releases
from catalog.admin.base import PickedAdmin
from catalog.formatting import format_day
from wizard.models import GoldenPlan, Plan
from wizard.plans import examples
from wizard.plans.answering import answers_on_file
from wizard.publishing import golden
from wizard.publishing.golden import GoldenResult

if TYPE_CHECKING:
    Form = forms.ModelForm[GoldenPlan]
else:
    Form = forms.ModelForm

NOTHING_YET = "Nothing has been published yet."
KEY = re.compile(r"(?:^|/p/)(?P<key>[A-Za-z0-9_-]{16,64})(?:/|$)")


class GoldenForm(Form):
    """A golden plan: its answers come from a plan; what is expected is what that says on a day."""

    answers_from = forms.CharField(
        label="Take the answers from",
        required=False,
        help_text=(
            "The link of a plan that you made in the wizard for this firm, or the name of one of "
            "the example plans. Never a customer’s plan. Leave it empty to keep the answers. "
            "Example: garden-shop"
        ),
    )
    expect = forms.BooleanField(
        label="Expect what it says today",
        required=False,
        help_text=(
            "How each job ends, and what is named. The page that publishes asks before either "
            "turns."
        ),
    )

    class Meta:
        model = GoldenPlan
        fields = ("slug", "name", "firm", "why", "enforced")

    @override
    def clean(self) -> dict[str, Any]:
        """Find the answers where they are to be taken from."""
        cleaned = super().clean() or self.cleaned_data
        source = (cleaned.get("answers_from") or "").strip()
        if source:
            answers = _answers(source)
            if answers is None:
                self.add_error(
                    "answers_from",
                    "There is no plan with this link, and no example plan of this name.",
                )
            cleaned["found"] = answers
        elif not self.instance.answers:
            self.add_error(
                "answers_from",
                "Say where the answers come from: a plan’s link or an example’s name.",
            )
        if (
            self.instance.pk
            and (source or cleaned.get("expect"))
            and "why" not in self.changed_data
        ):
            self.add_error("why", "What is expected changes: say why it is right now.")
        return cleaned

    @override
    def save(self, commit: bool = True) -> GoldenPlan:
        """Take over new answers, and what their plan says today.

        The latter is also taken over alone where that was ticked.
        """
        row, answers = self.instance, self.cleaned_data.get("found")
        row.answers = answers or row.answers
        if (
            (answers or self.cleaned_data["expect"])
            and (today := _today(row))
            and (now := releases.newest())
        ):
            golden.expect(row, today, now.number)
        return super().save(commit)


def _today(row: GoldenPlan) -> GoldenResult | None:
    now = releases.newest()
    return golden.evaluate(row, now.catalog, localdate()) if now else None


def _answers(source: str) -> Mapping[str, Any] | None:
    example = examples.find(source)
    if example is not None:
        return dict(example.answers)
    key = KEY.search(source)
    plan = Plan.objects.filter(view_key=key["key"]).order_by("pk").first() if key else None
    version = plan.versions.newest_first().first() if plan else None
    return version.answers if version else None


@admin.register(GoldenPlan)
class GoldenPlanAdmin(PickedAdmin):
    """Golden plans: a small firm, its answers, what its plan must say, and why."""

    form = GoldenForm
    list_display = ("name", "enforced", "slug")
    list_filter = ("enforced",)
    search_fields = ("slug", "name", "firm", "why")
    ordering = ("slug",)
    readonly_fields = ("answer_list", "says_today", "expectations", "named_on", "accepted")
    save_on_top = True

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put the firm first, then what is expected, then what it answers."""
        firm = ("The firm", {"fields": ("name", "slug", "firm", "why", "enforced")})
        if obj is None:
            return (firm, ("Its answers", {"fields": ("answers_from",)}))
        return (
            firm,
            (
                "What its plan must say",
                {"fields": ("says_today", "expectations", "named_on", "expect")},
            ),
            ("Its answers", {"fields": ("answer_list", "answers_from")}),
            ("When it turned out otherwise", {"fields": ("accepted",)}),
        )

    @override
    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: object = None
    ) -> HttpResponse:
        self.message_user(
            request, "Added, with what its plan says today as what is expected. Look it over."
        )
        return HttpResponseRedirect(self.address("change", obj.pk))

    @admin.display(description="answers")
    def answer_list(self, row: GoldenPlan) -> SafeString | str:
        """Tell the answers in the words of the questions."""
        if (now := releases.newest()) is None:
            return NOTHING_YET
        answers = answers_on_file(row.answers, now.catalog, localdate()).values()
        lines = ((answer.label, answer.text) for answer in answers)
        return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", lines))

    @admin.display(description="accepted")
    def accepted(self, row: GoldenPlan) -> SafeString | str:
        """List the accepted changes of its result: who, with which release, before and after."""
        acceptances = row.acceptances.select_related("author").order_by("-accepted", "pk")
        lines = [
            (
                (
                    f"Release {acceptance.release}, "
                    f"{format_day(localdate(acceptance.accepted))}, "
                    f"{acceptance.author or 'by a command'}:"
                ),
                (
                    f"{acceptance.before} → "
                    f"{acceptance.after}{' Expected since.' if acceptance.updated else ''}"
                ),
            )
            for acceptance in acceptances
        ]
        return (
            format_html("<ul>{}</ul>", format_html_join("", "<li>{} {}</li>", lines))
            if lines
            else "Never yet."
        )

    @admin.display(description="today it says")
    def says_today(self, row: GoldenPlan) -> str:
        return today.words if (today := _today(row)) else NOTHING_YET

    @admin.display(description="expectations")
    def expectations(self, row: GoldenPlan) -> SafeString | str:
        """Say which of its expectations its plan breaks on the current release."""
        if (today := _today(row)) is None:
            return NOTHING_YET
        lines = [("Broken:", words) for words in today.broken]
        if not lines:
            return "All met."
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} {}</li>", lines))
