"""What every page of the desk shares: addresses, the question before an act, who is asking."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import ActionLocation
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from catalog import desk
from catalog.admin.filters import ShownChangeList
from catalog.admin.forms import (
    ReasonForm,
    is_row_number,
)
from catalog.formatting import capitalise
from catalog.models import RowState
from catalog.tables import TableFormat

NO_FILTER = "The list has no such filter or page, so all of it is shown."
SHOWN = 100  # changes on the page of a row's history; names on a page that asks first
PICKED = (
    "action",
    ACTION_CHECKBOX_NAME,
    "select_across",
)  # what says which rows of a list are meant
# What a state set on the desk means to readers.
EFFECTS = {
    RowState.PUBLISHED: "Readers see this after the next release.",
    RowState.REVIEW: "Nothing changes for readers until a reviewer publishes.",
    RowState.DRAFT: "Nothing changes for readers until a reviewer publishes.",
    RowState.WITHDRAWN: "After the next release readers no longer find this, nor what hangs on it.",
}


class PagesAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django’s cannot be subscripted at run time
    """A list with pages of our own beside those of Django."""

    list_per_page = 50
    change_list_template = "admin/catalog/desk/change_list.html"
    change_form_template = "admin/catalog/desk/change_form.html"

    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return address and words of what a list leads to."""
        return []

    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:  # noqa: ARG002
        """Return address and words of what can be done with a row besides saving it."""
        return []

    @override
    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ShownChangeList

    @override
    def changelist_view(self, request: HttpRequest, extra_context: object = None) -> Any:
        if ERROR_FLAG in request.GET:  # where Django leads from an address that a list refuses
            self.message_user(request, NO_FILTER, messages.ERROR)
        title = capitalise(str(self.opts.verbose_name_plural))
        return super().changelist_view(request, {"title": title, "tools": self.list_tools(request)})

    @override
    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> Any:
        obj = options.get("obj")
        context["tools"] = self.tools(request, obj) if obj else []
        return super().render_change_form(request, context, *args, **options)

    @override
    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        """Return the row of an address.

        Django fails on an address that names a field and leaves it empty.
        """
        return super().get_object(request, object_id, from_field or None)

    def page(self, request: HttpRequest, name: str, **context: Any) -> HttpResponse:
        shared = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media}
        return TemplateResponse(request, f"admin/catalog/{name}.html", shared | context)

    def route(self, pattern: str, page: Callable[..., HttpResponseBase], name: str) -> URLPattern:
        """Return one address, for those who are signed in."""
        return path(
            pattern,
            self.admin_site.admin_view(page),
            name=f"{self.opts.app_label}_{self.opts.model_name}_{name}",
        )

    def address(self, page: str, *arguments: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}", args=arguments)

    def row_for(self, request: HttpRequest, pk: object, act: str = "change") -> Any:
        """Return a row, for those who may do this with it."""
        row = self.get_object(request, str(pk))
        if row is None:
            raise Http404
        if not getattr(self, f"has_{act}_permission")(request, row):
            raise PermissionDenied
        return row

    def act_page(  # noqa: PLR0913  # each is a part of the page
        self,
        request: HttpRequest,
        rows: Iterable[models.Model],
        act: Callable[[str], object],
        *,
        row: models.Model | None,
        form_class: type[ReasonForm] = ReasonForm,
        done: str,
        **shown: Any,
    ) -> HttpResponse:
        """Ask why something is done to a row or to rows of the list.

        Once that is answered, do it and log who did.
        """
        form = form_class(request.POST if "note" in request.POST else None)
        back = self.address("change", row.pk) if row else request.get_full_path()
        if form.is_valid():
            note = form.cleaned_data["note"]
            try:
                act(note)
            except desk.DeskError as refusal:
                form.add_error(None, str(refusal))
            else:
                words = f"{shown['title']}. {note}".strip()
                LogEntry.objects.log_actions(int(request.user.pk or 0), rows, CHANGE, words)
                self.message_user(request, done, messages.SUCCESS)
                return HttpResponseRedirect(back)
        return self._ask(request, form, row=row, back=back, **shown)

    def _ask(
        self,
        request: HttpRequest,
        form: forms.Form,
        *,
        lines: Sequence[str] = (),
        losses: Sequence[str] = (),
        **more: Any,
    ) -> HttpResponse:
        """Return the page that asks about rows; of many names it shows the first."""
        cut = [*lines[:SHOWN]]
        if len(lines) > SHOWN:
            cut.append(f"and {len(lines) - SHOWN:,} more")
        sent = [(name, value) for name in PICKED for value in request.POST.getlist(name)]
        return self.page(
            request, "desk/act", form=form, lines=cut, losses=losses, sent=sent, **more
        )


class PickedAdmin(PagesAdmin):
    """A list from which rows are picked for what should be done with them."""

    @override
    def response_action(
        self,
        request: HttpRequest,
        queryset: QuerySet[Any],
        action_location: Any = ActionLocation.CHANGE_LIST,
    ) -> HttpResponse | None:
        """Refuse a primary key that is no number; Django's own method fails on it."""
        if all(map(is_row_number, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            return super().response_action(request, queryset, action_location)
        messages.error(request, "Some of these are no rows. Nothing was done; pick from the list.")
        return HttpResponseRedirect(request.get_full_path())


class ReadOnlyAdmin(PagesAdmin):
    """A read-only list: nothing here is added, changed or deleted."""

    actions = None

    @override
    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    has_change_permission = has_delete_permission = has_add_permission


def file_of(content: Iterable[bytes], name: str, how: TableFormat) -> StreamingHttpResponse:
    """Return a file to keep, with the day in its name."""
    named = f'attachment; filename="{name}-{localdate().isoformat()}.{how.value}"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return StreamingHttpResponse(content, content_type=how.media_type, headers=headers)


def user_of(request: HttpRequest) -> User:
    """Return who is asking; the admin has made sure that it is somebody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user
