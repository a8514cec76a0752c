"""Rows that are added on the page of the row that they belong to, such as the plans of an app."""

from abc import abstractmethod
from collections.abc import Iterator
from typing import Any, override

from django import forms
from django.contrib import admin
from django.contrib.postgres.fields import ArrayField
from django.db.models import QuerySet
from django.http import HttpRequest

from catalog import desk
from catalog.admin.base import user_of
from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.edits import note_written
from catalog.admin.forms import searched, states_for, word_boxes
from catalog.models import DeskRow, RowState

PROOF = ("source", "as_of")


class NewRowForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's cannot be subscripted at run time
    """A row that is added on the page of its owner.

    Without proof of its own, it has that of the owner.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in PROOF:
            field = self.fields[name]
            field.required, field.help_text = False, "Empty for that of the page."

    def proof(self, owner: DeskRow) -> dict[str, Any]:
        return {name: self.cleaned_data.get(name) or getattr(owner, name) for name in PROOF}


class NewRows(admin.StackedInline):  # type: ignore[type-arg]  # as above
    """Rows that are added; those that are there have pages of their own."""

    extra = 1
    can_delete = False

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).none()

    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if isinstance(db_field, ArrayField):
            return word_boxes(db_field)
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @override
    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_foreignkey(
            db_field, request, **kwargs, **searched(db_field, self.admin_site)
        )


class OwnerAdmin(DeskAdmin):
    """Rows with all that hangs on each of them, and new rows of that in the same form."""

    there_is: str  # what hangs on a row, in words

    @abstractmethod
    def made(self, owner: Any, forms_: list[Any]) -> Iterator[list[Any]]:
        """Yield the new rows that the forms hold, a list a kind, what others refer to first."""

    @abstractmethod
    def there(self, owner: int) -> dict[str, QuerySet[Any]]:
        """Return what hangs on a row, by the name that its page has for it."""

    @override
    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        return [("#there", self.there_is), *super().tools(request, row)]

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Write the new rows in the state of the owner’s change.

        Where the author may not set that state, they are drafts.
        """
        forms_ = [form for formset in formsets for form in formset.forms if form.has_changed()]
        note, author = form.cleaned_data.get("why", ""), user_of(request)
        state = (
            form.cleaned_data["state"]
            if form.cleaned_data["state"] in states_for(author)
            else RowState.DRAFT
        )
        for rows in self.made(form.instance, forms_):
            for row in rows:
                row.state = state
            note_written(request, desk.write_many(rows, author=author, note=note))

    @override
    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> Any:
        obj = options.get("obj")
        context.update(self.there(obj.pk) if obj else {})
        return super().render_change_form(request, context, *args, **options)
