"""Cells of the matrix on the desk: the grid, its small form, and the lock."""

from typing import Any, override

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern
from django.utils import timezone

from catalog import desk
from catalog.admin.base import EFFECTS, DeskAdmin, said, user_of
from catalog.admin.forms import ReasonForm
from catalog.admin.grid import CellForm, GridFilter, Square, lines, source_titles
from catalog.models import Act, Cell, DeskRow, State, UseCase
from catalog.models.revisions import LOCK
from catalog.vocabulary import Branch

NOT_TAKEN = 422  # what was sent cannot be saved as it is


class CellAdmin(DeskAdmin):
    """How each branch does each use case."""

    readonly_fields = ("locked",)
    change_list_template = "admin/catalog/cell/change_list.html"

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse to change a locked cell."""
        return super().has_change_permission(request, obj) and not (obj and obj.locked)

    @override
    def get_urls(self) -> list[URLPattern]:
        """Add the grid, its small form, and the lock."""
        return [
            self.route("grid/", self.grid_page, "grid"),
            self.route("grid/<slug:use_case>/<slug:branch>/", self.square_page, "square"),
            self.route("<int:pk>/lock/", self.lock_page, "lock"),
            self.route("<int:pk>/unlock/", self.unlock_page, "unlock"),
            *super().get_urls(),
        ]

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        """Offer the small form, where an answer gets a day, and the lock."""
        assert isinstance(row, Cell)  # noqa: S101 (for the types)
        found = super().tools(request, row)
        if self.has_change_permission(request, row):
            found.append((self.address("square", row.use_case.slug, row.branch), "New answer or correction…"))
        if request.user.has_perm(LOCK) and row.locked:
            found.append((self.address("unlock", row.pk), "Unlock…"))
        elif request.user.has_perm(LOCK) and row.disputed:
            found.append((self.address("lock", row.pk), "Lock…"))
        return found

    def grid_page(self, request: HttpRequest) -> HttpResponse:
        """Show the matrix, filtered by industry, state, what is due and what is disputed."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form = GridFilter(request.GET or None)
        chosen = form.cleaned_data if form.is_valid() else {}
        return self.page(
            request,
            "grid",
            None,
            title="The matrix",
            filter=form,
            lines=lines(chosen, timezone.localdate()),
            branches=list(Branch),
            sources=source_titles(),
        )

    def square_page(self, request: HttpRequest, use_case: str, branch: str) -> HttpResponseBase:
        """Show the small form of one cell; on POST, save that cell alone."""
        square = self._square(use_case, branch)
        cell = square.cell or Cell(use_case=square.case, branch=square.branch.value)
        may = self.has_change_permission(request, square.cell) if square.cell else self.has_add_permission(request)
        if not (may or self.has_view_permission(request)) or (request.method == "POST" and not may):
            raise PermissionDenied
        published = square.cell is not None and desk.ever_published(square.cell)
        form = CellForm(request.POST or None, instance=cell, published=published, author=user_of(request))
        status = 200
        if request.method == "POST":
            if self._save(request, form):
                return self._saved(request, use_case, branch)
            status = NOT_TAKEN
        shown = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "row": square.cell,
            "title": f"{square.case.name}: {square.branch.label}",
            "square": square,
            "form": form,
            "may": may,
            "conflicts": form.conflicts,
            "sources": source_titles() if not _in_grid(request) else [],
        }
        name = "square" if _in_grid(request) else "square_page"
        return TemplateResponse(request, f"admin/catalog/desk/{name}.html", shown, status=status)

    def _square(self, use_case: str, branch: str) -> Square:
        case = UseCase.objects.filter(slug=use_case).order_by("pk").first()
        if case is None or branch not in set(Branch):
            raise Http404
        cell = (
            Cell.objects.filter(use_case=case, branch=branch)
            .select_related("source", "use_case")
            .order_by("pk")
            .first()
        )
        return Square(case, next(each for each in Branch if each == branch), cell, timezone.localdate())

    def _save(self, request: HttpRequest, form: CellForm) -> bool:
        """Save the cell if it may be; what was read is held until then."""
        try:
            with transaction.atomic():
                if not form.is_valid():
                    return False
                if not form.touched:
                    return True
                note, act = form.cleaned_data.get("why", ""), Act.CORRECTED if form.is_correction else None
                made = desk.write(form.instance, author=user_of(request), note=note, act=act)
        except (desk.DeskError, IntegrityError) as refusal:
            words = str(refusal) if isinstance(refusal, desk.DeskError) else "Somebody was quicker with this cell."
            form.add_error(None, words)
            return False
        if made is not None:
            log = self.log_addition if made.act == Act.ADDED.value else self.log_change
            log(request, form.instance, said(made))
        return True

    def _saved(self, request: HttpRequest, use_case: str, branch: str) -> HttpResponseBase:
        """Show the cell as it is now: in its place in the grid, or on the grid's page."""
        square = self._square(use_case, branch)
        assert square.cell is not None  # noqa: S101 (it has just been saved)
        state = State(square.cell.state)  # type: ignore[call-arg]  # the enum's own look-up
        words = f"{square.case.name}, {square.branch.label}: saved, {state.label.lower()}. {EFFECTS[state]}"
        if _in_grid(request):
            return TemplateResponse(request, "admin/catalog/desk/saved.html", {"square": square, "words": words})
        self.message_user(request, words, messages.SUCCESS)
        return HttpResponseRedirect(f"{self.address('grid')}#{square.name}")

    def lock_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Ask why a disputed cell is locked; on POST, lock it."""
        cell = self._lockable(request, pk)
        return self.act_page(
            request,
            cell,
            ReasonForm,
            lambda note: desk.lock(cell, note, author=user_of(request)),
            title="Lock",
            words="Nobody changes a locked cell until a reviewer or a keeper unlocks it. Whoever opens it reads why.",
            done="Locked.",
            button="Lock",
        )

    def unlock_page(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Ask why a cell is unlocked; on POST, unlock it."""
        cell = self._lockable(request, pk)
        return self.act_page(
            request,
            cell,
            ReasonForm,
            lambda note: desk.unlock(cell, note, author=user_of(request)),
            title="Unlock",
            words=f"This cell is locked: {cell.locked}" if cell.locked else "This cell is not locked.",
            done="Unlocked.",
            button="Unlock",
        )

    def _lockable(self, request: HttpRequest, pk: int) -> Any:
        if not request.user.has_perm(LOCK):
            raise PermissionDenied
        cell = self.get_object(request, str(pk))
        if cell is None:
            raise Http404
        return cell


def _in_grid(request: HttpRequest) -> bool:
    """Tell whether the script of the grid asks, which wants a piece of a page."""
    return "HX-Request" in request.headers
