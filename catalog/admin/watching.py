"""The weekly look on the desk: how it ended for each list, what to check, and its button."""

import json
from typing import Any, override

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, reverse
from django.utils.html import format_html

from catalog import desk
from catalog.admin.base import PickedAdmin, user_of
from catalog.admin.imports import kinds_of, may_bring_rows_in
from catalog.admin.working import WorkingAdmin
from catalog.formatting import format_count
from catalog.models import CheckChoice, ListCheck, ToCheck
from catalog.registry import KINDS
from catalog.watch.looking import look_steps
from catalog.watch.to_check import make_drafts, note_choice
from catalog.watch.watched_lists import LISTS
from config.request_cost import Lane, RequestCost, declares

UNDECIDED = (CheckChoice.OPEN.value, CheckChoice.BEFORE.value)


class LookForm(forms.Form):
    """Which lists are looked at."""

    lists = forms.MultipleChoiceField(
        label="Lists",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Tick the lists that you mean."},
        help_text="Each is fetched from the address in the settings of the site.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        watched = [(name, LISTS[name]) for name in settings.WATCHED]
        self.fields["lists"].choices = [  # type: ignore[attr-defined]
            (name, f"{row.name}: {row.has}") for name, row in watched
        ]
        self.initial.setdefault("lists", list(settings.WATCHED))


@admin.register(ListCheck)
class ListCheckAdmin(WorkingAdmin):
    """How each look at a list ended, and the page that looks now."""

    list_display = (
        "origin",
        "began",
        "day",
        "result",
        "statements",
        "same",
        "proposed",
        "to_check",
        "left",
        "author",
        "says",
    )
    list_display_links = None
    list_select_related = ("author",)
    list_filter = ("result", "origin", "began")
    ordering = ("-began", "-pk")
    search_fields = ("origin", "says")

    @override
    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return may_bring_rows_in(request)

    has_module_permission = has_view_permission

    @override
    def get_urls(self) -> list[URLPattern]:
        return [self.route("look/", self.look_page, "look"), *super().get_urls()]

    @override
    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [(self.address("look"), "Look now…")]

    @declares(RequestCost(sending_lane=Lane.IMPORT))
    def look_page(self, request: HttpRequest) -> HttpResponseBase:
        """Look at the ticked lists while the page tells how far that is."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = LookForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            chosen = form.cleaned_data["lists"]
            files = sum(LISTS[name].files for name in chosen)
            return self.worked(
                request,
                look_steps(
                    {name: settings.WATCHED[name] for name in chosen}, author=user_of(request)
                ),
                title="Looking at lists",
                large=True,
                percent=lambda fetched: 100 * fetched // files,
                leads_to=lambda _checks: self.address("changelist"),
                unit="files",
            )
        return self.page(request, "watch/look", form=form, title="Look now")


@admin.register(ToCheck)
class ToCheckAdmin(PickedAdmin):
    """What lists say that a person has to look at: by seller and day, drafted in one click."""

    list_display = (
        "about",
        "seller",
        "says",
        "place",
        "first_seen",
        "origin",
        "sort",
        "choice",
        "draft",
    )
    list_display_links = None
    list_filter = ("choice", "sort", "seller", "first_seen", "origin")
    search_fields = ("about", "says", "seller")
    actions = ("mark_done", "mark_refused")

    @override
    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return may_bring_rows_in(request)

    has_module_permission = has_view_permission

    @override
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @override
    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @override
    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    @override
    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Put first what nobody has decided, then seller by seller what is newest."""
        decided = Case(When(choice=CheckChoice.OPEN.value, then=0), default=1)
        return (decided, "seller", "-first_seen", "about", "pk")

    @override
    def get_urls(self) -> list[URLPattern]:
        return [self.route("<int:pk>/draft/", self.draft_page, "draft"), *super().get_urls()]

    @admin.display(description="where")
    def place(self, row: ToCheck) -> str:
        """Link to the page that the list names, if it is one of the web."""
        if not row.page.startswith("https://"):
            return ""
        return format_html('<a href="{}" rel="noreferrer">Page</a>', row.page)

    @admin.display(description="one click")
    def draft(self, row: ToCheck) -> str:
        """Offer to make drafts of what a list says, where that can be done."""
        if row.drafts == "[]" or row.choice not in UNDECIDED:
            return ""
        words = (
            '<button class="button" formaction="{}">Make drafts<span class="visually-hidden"> of '
            "{}</span></button>"
        )
        return format_html(words, self.address("draft", row.pk), row.about)

    def draft_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show which drafts would be made of a list; on POST, make them and lead to the first."""
        row = self.row_for(request, pk, "view")
        drafts = json.loads(row.drafts)
        if not {kind for kind, _values in drafts} <= set(kinds_of(request)):
            raise PermissionDenied
        if request.method != "POST" or not drafts:
            return self._ask(
                request,
                forms.Form(),
                title="Make drafts",
                words=row.says,
                lines=[f"A draft of {KINDS[kind].many}" for kind, _values in drafts],
                button="Make drafts",
                row=None,
                back=self.address("changelist"),
            )
        try:
            made = make_drafts(row, author=user_of(request))
        except desk.DeskError as refusal:
            self.message_user(request, str(refusal), messages.ERROR)
            return HttpResponseRedirect(self.address("changelist"))
        count = format_count(len(made), "draft", "drafts")
        self.message_user(request, f"{count} made. Check them on the page.", messages.SUCCESS)
        options = made[0]._meta  # noqa: SLF001 (Django's documented name)
        return HttpResponseRedirect(
            reverse(f"admin:catalog_{options.model_name}_change", args=[made[0].pk])
        )

    @admin.action(description="Checked: done", permissions=["view"])
    def mark_done(self, request: HttpRequest, rows: QuerySet[ToCheck]) -> None:
        """Note that somebody has looked and done what there was to do."""
        self._decided(request, rows, CheckChoice.DONE)

    @admin.action(description="Not ours: never show it", permissions=["view"])
    def mark_refused(self, request: HttpRequest, rows: QuerySet[ToCheck]) -> None:
        """Note that it is none of ours."""
        self._decided(request, rows, CheckChoice.REFUSED)

    def _decided(self, request: HttpRequest, rows: QuerySet[ToCheck], choice: CheckChoice) -> None:
        count = note_choice(rows, choice, author=user_of(request))
        words = f"{choice.label}: {format_count(count, 'thing', 'things')}."
        self.message_user(request, words, messages.SUCCESS)
