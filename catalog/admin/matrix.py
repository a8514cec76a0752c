"""Cells of the matrix on the desk: the grid, answers that hold from a day on, and the lock."""

from collections.abc import Mapping
from functools import partial
from typing import Any, override
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern
from django.utils import timezone

from catalog import desk
from catalog.admin.base import user_of
from catalog.admin.dated import DatedAdmin
from catalog.admin.forms import DeskForm
from catalog.models import Act, Cell, DeskRow, RowState, UseCase
from catalog.models.revisions import LOCK
from catalog.vocabulary import Branch


class CellForm(DeskForm):
    """A cell; another answer than readers have starts on a later day, or corrects the old one."""

    @override
    def clean(self) -> dict[str, Any]:
        """Make sure that a changed answer has a day of its own."""
        cleaned = super().clean()
        before = Cell.objects.filter(pk=self.instance.pk).order_by("pk").first()
        if before is None or self.correcting or not desk.ever_published(before):
            return cleaned
        if (
            cleaned.get("fit", before.fit) != before.fit
            and cleaned.get("as_of", before.as_of) <= before.as_of
        ):
            since = (
                f"The old answer holds since {before.as_of:%-d %b %Y}. A new one starts after "
                "that day."
            )
            self.add_error("as_of", f"{since} If the old one was never true, correct it.")
        return cleaned


class CellAdmin(DatedAdmin):
    """How each branch does each use case."""

    form = CellForm
    readonly_fields = ("locked",)

    @override
    def list_tools(self, request: HttpRequest) -> list[tuple[str, str]]:
        return [(self.address("grid"), "As a grid"), *super().list_tools(request)]

    @override
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.locked)

    def has_lock_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ARG002
        return request.user.has_perm(LOCK)

    @override
    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Let the answer be changed, which then starts on a later day."""
        return tuple(name for name in super().get_readonly_fields(request, obj) if name != "fit")

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("grid/", self.grid_page, "grid"),
            self.route("<int:pk>/lock/", partial(self.lock_page, act=Act.LOCKED), "lock"),
            self.route("<int:pk>/unlock/", partial(self.lock_page, act=Act.UNLOCKED), "unlock"),
            *super().get_urls(),
        ]

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        links = super().tools(request, row)
        if self.has_lock_permission(request) and (row.locked or row.disputed):
            act = "Unlock" if row.locked else "Lock"
            links.append((self.address(act.lower(), row.pk), f"{act}…"))
        return links

    @override
    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return HttpResponseRedirect(f"{self.address('grid')}#{_place(obj.use_case, obj.branch)}")

    response_post_save_add = response_post_save_change

    def grid_page(self, request: HttpRequest) -> HttpResponse:
        """Show the matrix with each answer's state, what is due and disputed; in two queries."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        cases = UseCase.objects.select_related("industry").order_by(
            "industry__name", "industry__slug", "name", "slug"
        )
        cells = {(cell.use_case_id, cell.branch): cell for cell in Cell.objects.order_by("pk")}
        lines = [(case, self._squares(case, cells)) for case in cases]
        return self.page(
            request, "desk/grid", title="The matrix", lines=lines, branches=list(Branch)
        )

    def _squares(self, case: UseCase, cells: Mapping[Any, Cell]) -> list[dict[str, Any]]:
        """Return the places of a use case, branch by branch."""
        return [self._square(case, branch, cells.get((case.pk, branch))) for branch in Branch]

    def _square(self, case: UseCase, branch: Branch, cell: Cell | None) -> dict[str, Any]:
        """Return one place of the grid, with what sets its cell apart.

        Without a cell nobody has answered yet.
        """
        square = {"name": _place(case, branch), "branch": branch, "cell": cell}
        if cell is None:
            query = urlencode({"use_case": case.pk, "branch": branch.value})
            return {**square, "address": f"{self.address('add')}?{query}", "marks": {}}
        overdue = cell.review_by and cell.review_by < timezone.localdate()
        is_published = cell.state == RowState.PUBLISHED.value
        marks = {
            "state": "" if is_published else cell.get_state_display().lower(),
            "disputed": "disputed" if cell.disputed else "",
            "locked": "locked" if cell.locked else "",
            "overdue": "due for a look" if overdue else "",
        }
        shown = {name: words for name, words in marks.items() if words}
        return {**square, "address": self.address("change", cell.pk), "marks": shown}

    def lock_page(self, request: HttpRequest, pk: int, act: Act) -> HttpResponseBase:
        """Ask why a cell is locked or unlocked; on POST, do it."""
        cell, title = self.row_for(request, pk, "lock"), "Lock" if act is Act.LOCKED else "Unlock"
        words = f"This cell is locked: {cell.locked}" if cell.locked else "This cell is not locked."
        if act is Act.LOCKED:
            words = (
                "Nobody changes a locked cell until a reviewer or a keeper unlocks it. Whoever "
                "opens it reads why."
            )
        return self.act_page(
            request,
            [cell],
            lambda note: desk.lock(cell, note, author=user_of(request), act=act),
            row=cell,
            title=title,
            words=words,
            done=f"{title}ed.",
            button=title,
        )


def _place(case: DeskRow, branch: str) -> str:
    return f"cell-{case.slug}-{branch}"
