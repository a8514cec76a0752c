"""What is done to many rows at once: one value for a field, and out of the next release."""

from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
)
from django.urls import URLPattern

from catalog import desk
from catalog.admin.base import EFFECTS, user_of
from catalog.admin.forms import (
    ChangeFieldForm,
)
from catalog.admin.readers import Readers
from catalog.admin.row_list import RowsAdmin
from catalog.formatting import format_count
from catalog.models import DeskRow, Revision, RowState


class RowActsAdmin(RowsAdmin):
    """What can be done with rows that were picked from the list."""

    actions = ("change_field", "take_out")

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("<int:pk>/take-out/", self.take_out_page, "take_out"),
            *super().get_urls(),
        ]

    @admin.action(description="Change a field…", permissions=["change"])
    def change_field(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        """Give the chosen rows one value, each by the rules of its form, all or none."""
        row_form = self.get_form(request, rows.first(), change=True)
        fixed = {*self.model.hooks.fixed, *self.model.kind.key, *self.readonly_fields}
        changeable = {*self.model.kind.fields} - fixed
        fields = {
            name: str(field.label)
            for name, field in row_form.base_fields.items()
            if name in changeable
        }
        name = request.POST.get("field", "")
        field = row_form.base_fields[name] if name in fields else None
        answered = request.POST if "note" in request.POST else None
        form = ChangeFieldForm(answered, fields=fields, name=name, field=field)
        if field is not None and form.is_valid() and self._change(request, rows, form):
            return None
        count = format_count(rows.count(), self.model.kind.one, self.model.kind.many)
        title = f"Change a field of {count}" if field is None else f"{fields[name]} of {count}"
        return self._ask(
            request,
            form,
            title=title,
            words="Each row keeps the rules of its own form.",
            lines=[str(row) for row in rows],
            button="Go on" if field is None else "Change",
            row=None,
            back=request.get_full_path(),
        )

    def _change(self, request: HttpRequest, rows: QuerySet[Any], form: ChangeFieldForm) -> bool:
        """Write one value into rows, each by its own rules; return whether all of them took it."""
        revisions: list[Revision] = []
        value, author = form.cleaned_data["value"], user_of(request)
        several = isinstance(form.fields["value"], forms.ModelMultipleChoiceField)
        links = {form.name: [row.pk for row in value]} if several else {}
        try:
            with transaction.atomic():
                for row in rows:
                    if not several:
                        setattr(row, form.name, value)
                    try:
                        row.full_clean()
                    except ValidationError as wrong:
                        form.add_error(None, f"{row}: {' '.join(wrong.messages)}")
                    else:
                        note = form.cleaned_data["note"]
                        revision = desk.write(row, author=author, note=note, links=links)
                        revisions += [revision] if revision else []
                transaction.set_rollback(bool(form.errors))
        except desk.DeskError as refusal:
            form.add_error(None, str(refusal))
        if form.errors:
            return False
        changed = self.model.objects.filter(pk__in=[revision.row for revision in revisions])
        LogEntry.objects.log_actions(
            int(request.user.pk or 0), changed, CHANGE, f"Changed {form.name} of many rows."
        )
        states = dict.fromkeys(RowState.read(revision.state) for revision in revisions)
        effects = " ".join(EFFECTS[state] for state in states)
        count = format_count(len(revisions), "row", "rows")
        self.message_user(request, f"{count} changed. {effects}", messages.SUCCESS)
        return True

    @admin.action(description="Take out of the next release…", permissions=["publish"])
    def take_out(
        self, request: HttpRequest, rows: QuerySet[Any], row: DeskRow | None = None
    ) -> HttpResponse | None:
        """Ask why the chosen rows, or one alone, are left out of the next release.

        Once that is answered, do it.
        """
        chosen, readers = list(rows.exclude(state=RowState.WITHDRAWN.value)), Readers()
        statuses = readers.statuses(self.model, [row.pk for row in chosen])
        read = [status.readers for status in statuses.values() if status.readers]
        if not chosen:
            self.message_user(request, "Nothing to do: taken out already.", messages.WARNING)
            return None
        title = f"Take out: {format_count(len(chosen), self.model.kind.one, self.model.kind.many)}"
        effect = EFFECTS[RowState.WITHDRAWN]
        return self.act_page(
            request,
            chosen,
            lambda note: desk.mark(rows, RowState.WITHDRAWN, author=user_of(request), note=note),
            row=row,
            title=title,
            words=f"{effect} It stays on the desk and comes back when it is published again.",
            lines=[f"{row}: {statuses[row.pk].label}" for row in chosen],
            losses=readers.losses(self.model.kind, read),
            done=f"{len(chosen)} marked as taken out. {effect}",
            button=title,
        )

    def take_out_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Ask why a row is taken out of the next release; on POST, do it."""
        row = self.row_for(request, pk, "publish")
        question = self.take_out(request, self.model.objects.filter(pk=pk), row)
        return question or HttpResponseRedirect(self.address("change", pk))
