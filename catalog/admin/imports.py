"""Files judged before anything is written, and taken as drafts."""

import json
from collections.abc import Iterable
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Case, QuerySet, When
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.urls import URLPattern
from django.views.decorators.http import require_safe

from catalog import tables
from catalog.admin.base import EFFECTS, file_of, user_of
from catalog.admin.forms import text_field
from catalog.admin.working import WorkingAdmin
from catalog.formatting import capitalise, format_count
from catalog.imports import runs
from catalog.imports.cells import REASON, kinds_of_header, read_fact_rows
from catalog.imports.importing import WRITTEN
from catalog.models import DESK, DeskRow, Import, ImportChoice, ImportRow, RowAct, RowState
from catalog.registry import KINDS
from catalog.tables import LARGEST_FILE, TableFormat, format_of
from config.admin_site import is_signed_in
from config.budget import WrongFileError
from config.request_cost import LARGE_FILE_BYTES, Lane, RequestCost, declares

ROWS_A_PAGE = 100
WHERE = {RowState.DRAFT: "Drafts now", RowState.REVIEW: "In review now"}
LARGE = 250_000  # bytes of a file, some thousand rows; what is smaller is looked at in a moment
MANY = 2_000  # rows that are taken in a moment
LABELS = {name: capitalise(kind.many) for name, kind in KINDS.items()}


class FileForm(forms.Form):
    """A file to judge, and which rows it holds."""

    kind = forms.ChoiceField(
        label="Kind of rows", help_text="One file holds rows of one kind. Example: Prices"
    )
    file = forms.FileField(
        label="File",
        help_text=(
            "CSV or Excel (.xlsx). The first row names the columns; what has no column "
            "stays as it is. Example: prices.csv"
        ),
    )

    def __init__(self, *args: Any, kinds: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [(kind, LABELS[kind]) for kind in kinds]  # type: ignore[attr-defined]

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse what is too large to read."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(
                f"The file is larger than {LARGEST_FILE // 1_000_000} MB. Cut it into parts."
            )
        return file


class TakeForm(forms.Form):
    """Why the rows are taken."""

    note = text_field(
        "Note",
        (
            "Why, in a sentence; it stands in the history of every row. Example: Price list of "
            "November."
        ),
        max_length=500,
    )
    correct = forms.BooleanField(
        label="Take the corrections too",
        required=False,
        help_text=(
            "Only where the figure that readers had was never true. Without the tick they are "
            "left out."
        ),
    )
    reason = text_field(
        "What was wrong",
        (
            "In a sentence, for the history of each corrected row. Example: We had typed the "
            "cached price."
        ),
        required=False,
        max_length=500,
    )

    def __init__(self, *args: Any, run: Import, **options: Any) -> None:
        """Offer the rows that wait, and ask about corrections only where there are some."""
        super().__init__(*args, **options)
        self.run = run
        self.initial.setdefault("note", f"From {run.origin}.")
        self.waiting = runs.open_rows(run)
        self.fields["rows"] = forms.ModelMultipleChoiceField(self.waiting, required=False)
        self.corrects = self.waiting.filter(act=RowAct.CORRECTION.value).exists()
        if not self.corrects:
            del self.fields["correct"], self.fields["reason"]

    @override
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("correct") and not cleaned.get("reason"):
            self.add_error("reason", "Say what was wrong, in a sentence. It stays in the history.")
        elif (
            self.corrects and not self.run.good and not cleaned.get("correct") and not self.decision
        ):
            self.add_error(
                "correct", "Only corrections can be taken here. Tick this, and say what was wrong."
            )
        return cleaned

    @property
    def decision(self) -> ImportChoice | None:
        """Return whether the ticked rows are refused or postponed instead of taken."""
        return next(
            (
                choice
                for choice in (ImportChoice.REFUSED, ImportChoice.LATER)
                if choice.value in self.data
            ),
            None,
        )

    @property
    def chosen(self) -> list[int]:
        """Return the ticked rows; without boxes on the page, all that wait and do not jump."""
        by_hand = self.decision or not {"ticked", "review"}.isdisjoint(self.data)
        rows: QuerySet[ImportRow] = (
            self.cleaned_data["rows"] if by_hand else self.waiting.filter(jump=False)
        )
        return list(rows.values_list("pk", flat=True))

    @property
    def correction(self) -> str:
        """Return what was wrong, empty where no correction is taken."""
        return self.cleaned_data["reason"] if self.cleaned_data.get("correct") else ""


@admin.register(Import)
class ImportAdmin(WorkingAdmin):
    """Dry runs, and the pages that make and take them."""

    list_display = (
        "origin",
        "kind",
        "new",
        "changed",
        "unchanged",
        "rejected",
        "author",
        "made",
        "taken_at",
    )
    list_select_related = ("author",)
    list_filter = ("made", "taken_at")
    ordering = ("-made", "-pk")
    search_fields = ("origin", "kind", "author__username")

    @override
    def has_view_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return may_bring_rows_in(request)

    has_module_permission = has_view_permission

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Import]:
        rows: QuerySet[Import] = super().get_queryset(request)
        return rows.filter(kind__in=kinds_of(request))

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("in/", self.in_page, "in"),
            self.route("<int:pk>/rejected/", require_safe(self.rejected), "rejected"),
            *super().get_urls(),
        ]

    @override
    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [(self.address("in"), "Bring rows in…")]

    @declares(RequestCost(body_bytes=LARGE_FILE_BYTES, opens=is_signed_in, lane=Lane.IMPORT))
    def in_page(self, request: HttpRequest) -> HttpResponseBase:
        """Take a file and make a dry run of it."""
        kinds = kinds_of(request)
        if not kinds:
            raise PermissionDenied
        form = FileForm(request.POST or None, request.FILES or None, kinds=kinds)
        if request.method == "POST" and form.is_valid():
            file, kind = form.cleaned_data["file"], KINDS[form.cleaned_data["kind"]]
            how = format_of(file)
            fits = kinds_of_header(file, how, [KINDS[name] for name in kinds])
            if kind not in fits and len(fits) == 1:
                kind = fits[0]
                words = f"The columns are those of {kind.many}, so it was read as that."
                self.message_user(request, words)
            size, origin = file.size or 1, file.name[:100]
            rows = read_fact_rows(file, how, kind)
            steps = runs.row_steps(kind, rows, origin=origin, author=user_of(request))
            try:
                return self.worked(
                    request,
                    steps,
                    title=f"Looking at {origin}",
                    large=size > LARGE,
                    percent=lambda _rows: 100 * file.tell() // size,
                    leads_to=lambda run: self.address("change", run.pk),
                )
            except WrongFileError as refused:
                form.add_error("file", str(refused))
        return self.page(request, "import/in", form=form, title="Bring rows in")

    def rejected(self, request: HttpRequest, pk: int) -> StreamingHttpResponse:
        """Stream the rejected rows of a file as it had them, with the reasons.

        What is mended there is brought in again.
        """
        run = self.row_for(request, pk, "view")
        rows = run.rows.filter(act=RowAct.REJECTED.value).order_by("number", "pk")
        refused = [(json.loads(row.cells or "{}"), row) for row in rows]
        names = list(dict.fromkeys(name for cells, _row in refused for name in cells))
        lines = ([*(cells.get(name, "") for name in names), row.words] for cells, row in refused)
        written = tables.write((*names, REASON), lines, TableFormat.CSV)
        return file_of(written, f"{run.kind}-rejected", TableFormat.CSV)

    @override
    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: object = None,
    ) -> Any:
        """Show what a dry run found; with a note, take its good rows as drafts."""
        run = self.row_for(request, object_id, "view")
        form = TakeForm(request.POST or None, run=run)
        if request.method == "POST" and form.is_valid():
            try:
                if "undo" in request.POST:
                    return self._undone(request, run, form.cleaned_data["note"])
                if form.decision:
                    rows = format_count(runs.decide(run, form.decision, form.chosen), "row", "rows")
                    self.message_user(request, f"{form.decision.label}: {rows}.", messages.SUCCESS)
                    return HttpResponseRedirect(request.get_full_path())
                return self._taken(request, run, form)
            except runs.NotTakenError as refused:
                form.add_error(None, str(refused))
        return self._run_page(request, run, form)

    def _taken(self, request: HttpRequest, run: Import, form: TakeForm) -> HttpResponseBase:
        chosen, state = form.chosen, RowState.REVIEW if "review" in request.POST else RowState.DRAFT
        count, note, author = len(chosen), form.cleaned_data["note"], user_of(request)
        steps = runs.take_steps(
            run,
            author=author,
            note=note,
            correction=form.correction,
            chosen=chosen,
            state=state,
        )

        def says(taken: int) -> str:
            return f"{WHERE[state]}: {format_count(taken, 'row', 'rows')}. {EFFECTS[state]}"

        return self.worked(
            request,
            steps,
            title=f"Taking {format_count(count, 'row', 'rows')}",
            large=count > MANY,
            percent=lambda rows: 100 * rows // (count or 1),
            leads_to=lambda _taken: request.path,
            says=says,
        )

    def _undone(self, request: HttpRequest, run: Import, note: str) -> HttpResponseBase:
        count = runs.undo(run, author=user_of(request), note=note)
        words = (
            f"Put back: {format_count(count, 'row', 'rows')} of the desk stand as they did "
            "before these were taken."
        )
        self.message_user(request, words, messages.SUCCESS)
        self.log_change(request, run, f"Put back. {note}")
        return HttpResponseRedirect(request.path)

    def _run_page(self, request: HttpRequest, run: Import, form: TakeForm) -> HttpResponse:
        chosen = request.GET.get("act", "")
        acts = [act for act in RowAct if act is not RowAct.UNCHANGED and getattr(run, act.value)]
        decided = Case(When(choice=ImportChoice.OPEN.value, then=0), default=1)  # these last
        rows: QuerySet[ImportRow] = run.rows.order_by(
            decided, "choice", "act", "number", "pk"
        ).defer("cells")
        if chosen in acts:
            rows = rows.filter(act=chosen)
        elif any(act in WRITTEN for act in acts):  # what is not taken follows the link to it
            rows = rows.exclude(act=RowAct.REJECTED.value)
        page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
        of_page = form.waiting.filter(pk__in=[row.pk for row in page])
        waits = set(of_page.values_list("pk", flat=True))
        ticked = set(request.POST.getlist("rows")) if form.is_bound else None
        for row in page:
            row.waits = row.pk in waits  # type: ignore[attr-defined]  # for the template
            fresh = row.choice == ImportChoice.OPEN.value and not row.jump
            row.ticked = fresh if ticked is None else str(row.pk) in ticked  # type: ignore[attr-defined]
        return self.page(
            request,
            "import/run",
            form=form,
            run=run,
            counts=[(act.label, f"{getattr(run, act.value):,}") for act in RowAct],
            acts=acts,
            chosen=chosen if chosen in acts else "",
            rows=page,
            waiting=form.waiting.count(),
            unjumped=form.waiting.filter(jump=False).count(),
            jumps=form.waiting.filter(jump=True).count(),
            rejected_rows=run.rejected and not run.watched,
            was_taken=run.rows.filter(choice=ImportChoice.TAKEN.value).exists(),
            reasons=runs.reasons(run),
            title=str(run),
            **self.effects(request, run, page),
        )

    def effects(
        self,
        request: HttpRequest,  # noqa: ARG002
        run: Import,  # noqa: ARG002
        rows: Iterable[ImportRow],  # noqa: ARG002
    ) -> dict[str, Any]:
        """Return what the page says of plans; the catalog alone knows of none."""
        return {}


def kinds_of(request: HttpRequest) -> list[str]:
    """Return the kinds of rows that somebody may add and change."""
    return [kind for kind, table in DESK.items() if _may_write(request, table)]


def may_bring_rows_in(request: HttpRequest) -> bool:
    """Tell whether somebody may add and change rows of any kind; every page of the desk asks."""
    return any(_may_write(request, table) for table in DESK.values())


def _may_write(request: HttpRequest, table: type[DeskRow]) -> bool:
    name = table._meta.model_name  # noqa: SLF001
    return request.user.has_perms([f"catalog.add_{name}", f"catalog.change_{name}"])
