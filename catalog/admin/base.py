"""What every page of the desk shares: reference fields, tick boxes, states, and the history of a row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.options import ActionLocation, IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.contrib.auth.models import User
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Case, Q, QuerySet, When
from django.db.models.functions import Lower
from django.forms.models import model_to_dict
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
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from catalog import desk
from catalog.admin.ages import OfAge, ages_of_readers, with_last_seen
from catalog.admin.edits import edit_of
from catalog.admin.filters import OfSource, ShownChangeList, columns_of, filter_of
from catalog.admin.forms import (
    ChangeFieldForm,
    DeskForm,
    ReasonForm,
    WhyForm,
    is_row_number,
    searched,
    word_boxes,
)
from catalog.admin.readers import Readers
from catalog.ages import AGED_KINDS
from catalog.differences import Name, in_words, of_row
from catalog.formatting import capitalise, format_count, format_day
from catalog.imports.columns import write_fact_rows
from catalog.imports.importing import stored_facts
from catalog.markdown import images
from catalog.models import Act, DeskRow, Revision, RowState
from catalog.models.facts import snapshots
from catalog.models.revisions import DRAFT_STATES, PUBLISH
from catalog.registry import KINDS, FactKind
from catalog.schema.field import Field
from catalog.tables import TableFormat
from config.budget import WrongFileError

NO_FILTER = "The list has no such filter or page, so all of it is shown."
CORRECT = "correct"  # the page on which a mistake is corrected, in the names of addresses
MOST_UNFOLDED = 20  # fields of a form; of a longer one what need not be filled in is folded
SHOWN = 100  # changes on the page of a row's history; names on a page that asks first
DOWNLOADS = {
    TableFormat.XLSX: "Excel file",
    TableFormat.CSV: "CSV file",
    TableFormat.JSON: "JSON file",
}
REMEMBERED = (
    "desk_proof_{}"  # in a session: source, day and basis of what was written last of such kinds
)
TITLES = {kind.title for kind in KINDS.values()}
PICKED = (
    "action",
    ACTION_CHECKBOX_NAME,
    "select_across",
)  # what says which rows of a list are meant
HEADING_HELP = {  # of a kind's form
    (
        "prices",
        "In force",
    ): "A new price ends the one before it on the day before it starts; a day in the future is welcome. "
    "What was never true is corrected, with a reason.",
    ("use_cases", "How much of it, per unit"): "All of these are shown to readers as estimates.",
}
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
    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
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
        """Return the row of an address. Django fails on an address that names a field and leaves it empty."""
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
        """Ask why something is done to a row, or to rows of the list; once that is answered, do it and log who did."""
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
        cut = [
            *lines[:SHOWN],
            *([f"and {len(lines) - SHOWN:,} more"] if len(lines) > SHOWN else []),
        ]
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


class DeskAdmin(PickedAdmin):
    """The list and the page of one kind of row."""

    form = DeskForm
    show_facets = admin.ShowFacets.NEVER
    actions = ("change_field", "take_out")

    class Media:
        js = ("admin/js/jquery.init.js", "js/desk-references.js", "js/desk-unsaved.js")

    def __init__(self, model: type[Any], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        self.search_fields = tuple(_searched(model.kind))  # type: ignore[misc]  # Django's checks want the attribute
        self.columns = columns_of(model.kind)
        self.ages = model.kind.name in AGED_KINDS
        self.remembered = REMEMBERED.format(model.kind.tag)

    # Who may

    def has_publish_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Return whether the visitor may publish rows of this kind and take them out."""
        return self.has_change_permission(request, obj) and request.user.has_perm(PUBLISH)

    @override
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to delete what readers may have seen: that is taken out."""
        return super().has_delete_permission(request, obj) and (
            obj is None or not desk.ever_published(obj)
        )

    # Lists

    @override
    def get_ordering(self, request: HttpRequest) -> tuple[Any, ...]:
        """Order by name, small letters and capitals alike."""
        names = self.model.kind.name_lookups
        return (
            *(Lower(name) if name.rpartition("__")[2] in TITLES else name for name in names),
            "pk",
        )

    @override
    def get_list_filter(self, request: HttpRequest) -> Any:
        """Return those of the kind, and who speaks in the source."""
        filters = ["state", *(filter_of(self.model.kind, name) for name in self.model.kind.filters)]
        if self.ages:
            filters.append(OfAge)
        if "source" not in self.model.kind.described:
            return filters
        return [*filters, "source__voice", ("source", OfSource)]

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Read what the rows of a list refer to for all of them at once."""
        rows = super().get_queryset(request).fetch_mode(models.FETCH_PEERS)
        return with_last_seen(rows) if self.ages else rows

    @override
    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Put first the rows whose name begins with what was typed."""
        rows, several = super().get_search_results(request, queryset, search_term)
        title = self.model.kind.title
        if not search_term.strip() or title not in self.model.kind.described:
            return rows, several
        begins = Q(**{f"{title}__istartswith": search_term.strip()})
        nearest = rows.annotate(place=Case(When(begins, then=0), default=1))
        return nearest.order_by("place", *self.get_ordering(request)), several

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        aged = ("last_seen",) if self.ages else ()
        return (*self.columns, *aged, "state_and_readers", "on_the_site")

    @override
    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """Compare the rows of the page with what readers have, all at once."""
        changelist = super().get_changelist_instance(request)
        readers = Readers()
        statuses = readers.statuses(self.model, [row.pk for row in changelist.result_list])
        for row in changelist.result_list:
            row.release_status = statuses[row.pk]
            row.public = readers.address(self.model.kind, row.release_status)
        ages = ages_of_readers(self.model.kind.name) if self.ages else {}
        for row in changelist.result_list:
            row.age = ages.get(self.model.kind.key_of(row.release_status.fact))
        return changelist

    @admin.display(description="last seen", ordering="seen_on")
    def last_seen(self, row: Any) -> str:
        """Return when a source stated a row last, and whether that is long ago."""
        day = format_day(row.seen_on) if row.seen_on else "on no day on file"
        return f"{day}: old" if row.age is not None and row.age.is_old else day

    @admin.display(description="site")
    def on_the_site(self, row: Any) -> str:
        words = '<a href="{}">Open<span class="visually-hidden"> {}</span></a>'
        return format_html(words, row.public, row) if row.public else ""

    @admin.display(description="state", ordering="state")
    def state_and_readers(self, row: Any) -> str:
        return str(row.release_status.label)

    @override
    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        query = request.GET.urlencode()
        return [
            (f"{self.address('download', how.value)}?{query}", words)
            for how, words in DOWNLOADS.items()
        ]

    # The page of a row

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
        return {**request.session.get(self.remembered, {}), **copied, **initial}

    @override
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Put each field under its heading, a slug last, as it makes itself; ask why of those who may change the row."""
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
        """Send to review where that button was pressed; say in words what the database refused because somebody was quicker."""
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
        edit_of(request).note(revision)
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
        request.session[self.remembered] = {
            **request.session.get(self.remembered, {}),
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
        written = edit_of(request).revision is not None
        return super().log_change(request, obj, message) if written else None

    @override
    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if edit_of(request).revision is not None:
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
            locked=getattr(obj, "locked", "") if obj else "",
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

    # Pages of our own

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("download/<slug:form>/", require_safe(self.download), "download"),
            self.route("<int:pk>/take-out/", self.take_out_page, "take_out"),
            self.route("<int:pk>/back/<int:number>/", self.back_page, "back"),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, form: str) -> HttpResponseBase:
        """Stream the rows of the list, filtered as it is, with the columns that a file brings in."""
        how = next((format_ for format_ in DOWNLOADS if format_.value == form), None)
        if how is None:
            raise Http404
        if not self.has_view_permission(request):
            raise PermissionDenied
        kind: FactKind = self.model.kind
        try:
            shown = super().get_changelist_instance(request).get_queryset(request)
            rows = write_fact_rows(
                kind, stored_facts(kind.name, shown.order_by().values("pk")), how
            )
        except (IncorrectLookupParameters, WrongFileError) as refused:
            known = isinstance(refused, WrongFileError)
            messages.error(request, str(refused) if known else NO_FILTER)
            return HttpResponseRedirect(self.address("changelist"))
        return file_of(rows, kind.name, how)

    @override
    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Tell what each change did, in words, the newest first."""
        row = self.row_for(request, object_id, "view_or_change")
        revisions = list(Revision.objects.of(row).select_related("author")[: SHOWN + 1])
        pairs, name = zip_longest(revisions, revisions[1:]), Readers().name
        changes = [(revision, lines_between(before, revision, name)) for revision, before in pairs][
            :SHOWN
        ]
        return self.page(
            request,
            "desk/history",
            row=row,
            title="History",
            changes=changes,
            more=len(revisions) > SHOWN,
            may_go_back=self.has_change_permission(request, row),
        )

    def back_page(self, request: HttpRequest, pk: int, number: int) -> HttpResponseBase:
        """Show what going back to an older change would do; on POST, do it."""
        row = self.row_for(request, pk)
        older = Revision.objects.of(row).filter(number=number).first()
        if older is None:
            raise Http404
        now = snapshots(self.model.objects.filter(pk=pk))[pk].fact
        name = Readers().name
        changes = [in_words(change, name) for change in of_row(row.kind, (), now, older.fact)]
        return self.act_page(
            request,
            [row],
            lambda note: desk.revert(older, author=user_of(request), note=note),
            row=row,
            form_class=WhyForm,
            title=f"Go back to change {number}",
            words="The row gets its old values again, as a draft. Everything since stays in the history.",
            lines=changes,
            done=f"The values of change {number} are back, as a draft.",
            button="Go back",
        )

    def take_out_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Ask why a row is taken out of the next release; on POST, do it."""
        row = self.row_for(request, pk, "publish")
        question = self.take_out(request, self.model.objects.filter(pk=pk), row)
        return question or HttpResponseRedirect(self.address("change", pk))

    # Actions on many rows

    @admin.action(description="Change a field…", permissions=["change"])
    def change_field(self, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
        """Give the chosen rows one value, each by the rules of its form, all or none."""
        row_form = self.get_form(request, rows.first(), change=True)
        fixed = {*self.model.hooks.fixed, *self.model.kind.key, *self.readonly_fields}
        labels = {
            name: str(field.label)
            for name, field in row_form.base_fields.items()
            if name in self.model.kind.fields
        }
        fields = {name: label for name, label in labels.items() if name not in fixed}
        name = request.POST.get("field", "")
        field = row_form.base_fields[name] if name in fields else None
        form = ChangeFieldForm(
            request.POST if "note" in request.POST else None, fields=fields, name=name, field=field
        )
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
        made: list[Revision] = []
        value, several = (
            form.cleaned_data["value"],
            isinstance(form.fields["value"], forms.ModelMultipleChoiceField),
        )
        links = {form.name: [row.pk for row in value]} if several else None
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
                        revision = desk.write(
                            row,
                            author=user_of(request),
                            note=form.cleaned_data["note"],
                            links=links,
                        )
                        made += [revision] if revision else []
                transaction.set_rollback(bool(form.errors))
        except desk.DeskError as refusal:
            form.add_error(None, str(refusal))
        if form.errors:
            return False
        changed = self.model.objects.filter(pk__in=[revision.row for revision in made])
        LogEntry.objects.log_actions(
            int(request.user.pk or 0), changed, CHANGE, f"Changed {form.name} of many rows."
        )
        effects = " ".join(dict.fromkeys(EFFECTS[RowState(revision.state)] for revision in made))  # type: ignore[call-arg]  # the enum’s own look-up
        self.message_user(
            request,
            f"{format_count(len(made), 'row', 'rows')} changed. {effects}",
            messages.SUCCESS,
        )
        return True

    @admin.action(description="Take out of the next release…", permissions=["publish"])
    def take_out(
        self, request: HttpRequest, rows: QuerySet[Any], row: DeskRow | None = None
    ) -> HttpResponse | None:
        """Ask why the chosen rows, or one by itself, are left out of the next release; once that is answered, do it."""
        chosen, readers = list(rows.exclude(state=RowState.WITHDRAWN.value)), Readers()
        statuses = readers.statuses(self.model, [row.pk for row in chosen])
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
            losses=readers.losses(
                self.model.kind, [row.readers for row in statuses.values() if row.readers]
            ),
            done=f"{len(chosen)} marked as taken out. {effect}",
            button=title,
        )


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


def lines_between(before: Revision | None, after: Revision, name: Name) -> list[str]:
    """Return in words what one change did to the one before it."""
    if before is None:
        return []
    lines = [
        in_words(change, name) for change in of_row(KINDS[after.kind], (), before.fact, after.fact)
    ]
    if before.state != after.state:
        lines.append(f"state: “{before.get_state_display()}” → “{after.get_state_display()}”")
    return lines


def file_of(content: Iterable[bytes], name: str, how: TableFormat) -> StreamingHttpResponse:
    """Return a file to keep, with the day in its name."""
    named = f'attachment; filename="{name}-{localdate().isoformat()}.{how.value}"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return StreamingHttpResponse(content, content_type=how.media_type, headers=headers)


def _is_correcting(request: HttpRequest) -> bool:
    """Tell whether the page is asked for on which a mistake is corrected: its address says so."""
    match = request.resolver_match
    return match is not None and (match.url_name or "").endswith(f"_{CORRECT}")


def user_of(request: HttpRequest) -> User:
    """Return who is asking; the admin has made sure that it is somebody."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _searched(kind: FactKind) -> Iterator[str]:
    """Yield what a search looks at: texts and parents under the first heading, and the words of the key."""
    for field in kind.described.values():
        if field.about.parent and field.name != "source":
            parent = KINDS[field.about.parent]
            yield from (f"{field.name}__{lookup}" for lookup in ("slug", *parent.name_lookups))
        elif (
            field.holds is str
            and not (field.target or field.about.group or field.about.text == "address")
        ) or (field.words and not field.several and field.name in kind.key):
            yield field.name
