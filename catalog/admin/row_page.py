"""The page of a row: its form, what an address fills in, and how it is saved."""

from collections.abc import Iterable, Iterator
from typing import Any, override

from django import forms
from django.contrib import messages
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models
from django.forms.models import model_to_dict
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
)

from catalog import desk
from catalog.admin.base import user_of
from catalog.admin.edits import has_written, note_written
from catalog.admin.forms import (
    DeskForm,
    searched,
    word_boxes,
)
from catalog.admin.readers import Readers
from catalog.admin.row_list import RowsAdmin
from catalog.formatting import format_day
from catalog.markdown import images
from catalog.models import Act, RowState
from catalog.models.revisions import DRAFT_STATES
from catalog.registry import FactKind
from catalog.schema.field import Field

CORRECT = "correct"  # the page on which a mistake is corrected, in the names of addresses
MOST_UNFOLDED = 20  # fields of a form; of a longer one what need not be filled in is folded
# In a session: source, day and basis of what was written last of such kinds.
REMEMBERED = "desk_proof_{}"
HEADING_HELP = {  # of a kind's form
    (
        "prices",
        "In force",
    ): "A new price ends the one before it on the day before it starts; a day in the future is "
    "welcome. "
    "What was never true is corrected, with a reason.",
    ("use_cases", "How much of it, per unit"): "All of these are shown to readers as estimates.",
}


class RowPageAdmin(RowsAdmin):
    """The page of a row."""

    form = DeskForm

    class Media:
        js = ("admin/js/jquery.init.js", "js/desk-references.js", "js/desk-unsaved.js")

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Make figures that readers have seen read-only, unless a mistake is being corrected."""
        fields = tuple(super().get_readonly_fields(request, obj))
        fixed = self.model.hooks.fixed
        return (
            (*fields, *fixed)
            if obj and fixed and not _is_correcting(request) and desk.ever_published(obj)
            else fields
        )

    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Make lists of words boxes to tick, and long texts a few lines high."""
        if isinstance(db_field, ArrayField):
            return word_boxes(db_field)
        if db_field.many_to_one or db_field.many_to_many:
            kwargs |= searched(db_field, self.admin_site)
        if isinstance(db_field, models.TextField):
            rows = 24 if db_field.name == self.model.kind.markdown else 3
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows, "class": "vLargeTextField"})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @override
    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        made: Any = super().get_form(request, obj, change, **kwargs)
        made.author = request.user
        made.correcting = _is_correcting(request)
        return made

    @override
    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Read what an address fills in, a row to copy, and what was written last of such kinds."""
        initial: dict[str, Any] = super().get_changeform_initial_data(request)
        row = self.get_object(request, initial["copy"]) if "copy" in initial else None
        copied = model_to_dict(row, exclude=["id", "slug", "state"]) if row else {}
        return {**request.session.get(self._session_name, {}), **copied, **initial}

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put each field under its heading; ask why of those who may change the row.

        A slug comes last, since it makes itself.
        """
        kind: FactKind = self.model.kind
        headings: dict[str, list[Field]] = {"": []}
        for field in sorted(kind.described.values(), key=lambda field: field.name == "slug"):
            headings.setdefault(field.about.group, []).append(field)
        may = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        is_long = len(kind.fields) > MOST_UNFOLDED
        fieldsets = []
        for heading, fields in headings.items():
            folds = is_long and heading and not any(field.required for field in fields)
            description = HEADING_HELP.get((kind.name, heading), "")
            classes = ("collapse",) if folds else ()
            lines = [*_in_lines(fields), *(self.readonly_fields if not heading else ())]
            shown = {"fields": lines, "description": description, "classes": classes}
            fieldsets.append((heading or None, shown))
        change = [("state", "why")] if may else ["state"]
        return [*fieldsets, ("This change", {"fields": change})]

    @override
    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> Any:
        """Send to review where that button was pressed; say where somebody was quicker.

        It is the database that refuses then.
        """
        if "_review" in request.POST:
            sent = request.POST.copy()
            sent["state"] = RowState.REVIEW.value
            request.POST = sent  # type: ignore[assignment]  # the same, as Django made it
        try:
            return super().changeform_view(request, *args, **options)
        except IntegrityError:
            messages.error(
                request,
                "Somebody was quicker with the same row. Nothing of yours was saved; look again.",
            )
            return HttpResponseRedirect(request.get_full_path())

    @override
    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write through the write service, which keeps the history."""
        if not form.touched:
            return
        note, act = form.cleaned_data.get("why", ""), Act.CORRECTED if form.correcting else None
        revision = desk.write(obj, author=user_of(request), note=note, act=act, links=form.links())
        note_written(request, [revision])
        markdown = self.model.kind.markdown
        if left_out := images(getattr(obj, markdown)) if markdown else []:
            words = f"Texts show no pictures. Left out: {', '.join(left_out)}."
            self.message_user(request, words, messages.WARNING)
        if form.merged:
            self.message_user(request, form.merged_words, messages.WARNING)
        self.remember(request, form)

    def remember(self, request: HttpRequest, form: Any) -> None:
        """Keep source, day and basis of what was written last, for the next row of such kinds."""
        proof = {name: form.cleaned_data.get(name) for name in ("source", "as_of", "basis")}
        remembered = {
            name: getattr(value, "pk", None) or str(value) for name, value in proof.items() if value
        }
        request.session[self._session_name] = {
            **request.session.get(self._session_name, {}),
            **remembered,
        }

    @override
    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        """Delete the row; say which price gets its days back."""
        before = desk.delete(obj, author=user_of(request))
        if before is not None:
            until = f"until {format_day(before.valid_to)}" if before.valid_to else "with no end"
            self.message_user(
                request, f"The price before it holds {until} again.", messages.SUCCESS
            )

    @override
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Do nothing: the write service has stored the references."""

    @override
    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        return form.cleaned_data.get("why", "")  # the row's own history says what changed

    @override
    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        return super().log_change(request, obj, message) if has_written(request) else None

    @override
    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if has_written(request):
            return super().response_change(request, obj)
        self.message_user(
            request,
            "Nothing differs from what stood there, so nothing was saved.",
            messages.WARNING,
        )
        return self.response_post_save_change(request, obj)

    @override
    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> Any:
        form, obj = context["adminform"].form, options.get("obj")
        context.update(
            conflicts=getattr(form, "conflicts", []),
            correcting=_is_correcting(request),
            release_note=Readers().sentence(obj) if obj else "",
            locked=getattr(obj, "locked", ""),
            has_state=True,
        )
        return super().render_change_form(request, context, *args, **options)

    @override
    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        offered = self.has_publish_permission(request) and row.state != RowState.WITHDRAWN.value
        links = (
            [(self.address("take_out", row.pk), "Take out…")]
            if offered and desk.ever_published(row)
            else []
        )
        if row.state in DRAFT_STATES and (draft := Readers().preview(row)):
            links.append((draft, "As readers would see it"))
        if self.has_add_permission(request) and not row.hooks.fixed:
            links.append((f"{self.address('add')}?copy={row.pk}", "Duplicate…"))
        return links

    @override
    def view_on_site(self, obj: Any) -> str | None:
        readers = Readers()
        return (
            readers.address(self.model.kind, readers.statuses(self.model, [obj.pk])[obj.pk]) or None
        )

    @property
    def _session_name(self) -> str:
        return REMEMBERED.format(self.model.kind.tag)


def _in_lines(fields: Iterable[Field]) -> Iterator[str | tuple[str, str]]:
    """Yield the names of fields, two short ones a line."""
    left = ""
    for field in fields:
        if not _is_short(field):
            yield from filter(None, (left, field.name))
            left = ""
        elif left:
            yield (left, field.name)
            left = ""
        else:
            left = field.name
    if left:
        yield left


def _is_short(field: Field) -> bool:
    """Tell whether a field takes half a line: no long text, no list of words or rows."""
    return not field.several and field.about.text in {"line", "slug", "offer slug", "address"}


def _is_correcting(request: HttpRequest) -> bool:
    """Tell whether the page is asked for on which a mistake is corrected: its address says so."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").endswith(f"_{CORRECT}")
