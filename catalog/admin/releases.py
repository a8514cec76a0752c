"""Releases on the desk: read, publish, go back."""

from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet, Subquery
from django.db.models.functions import Length
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from catalog import releases
from catalog.admin.base import ReadOnlyAdmin, user_of
from catalog.admin.forms import text_field
from catalog.admin.readers import count_in_words, grouped_changes
from catalog.markdown import render
from catalog.models import DESK, Release
from catalog.schema import Catalog
from config.environment import PROJECT

MANUAL = PROJECT / "docs" / "editing.md"
MAY_PUBLISH = "catalog.publish_release"


class NoteForm(forms.Form):
    """Why a release is made, and what its author had looked at."""

    note = text_field(
        "Note",
        "Why, in a sentence for readers. Example: November prices; two models retired.",
        rows=3,
    )
    expected = forms.CharField(widget=forms.HiddenInput)


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """What was published, by whom and why; nothing here can be changed."""

    list_display = ("number", "published_at", "author", "note", "short_digest", "undo")
    list_select_related = ("author",)
    ordering = ("-number",)
    search_fields = ("note", "digest", "author__username")
    list_filter = ("published_at",)
    fields = ("number", "published_at", "author", "note", "digest", "size")
    readonly_fields = fields

    @admin.display(description="digest")
    def short_digest(self, release: Release) -> str:
        return release.digest[:12]

    @admin.display(description="undo")
    def undo(self, release: Any) -> str:
        """Lead to the page that makes readers see this release again."""
        if release.number == release.newest:
            return "What readers see"
        return format_html('<a href="{}">Go back to this…</a>', self.address("go_back", release.pk))

    @admin.display(description="size")
    def size(self, release: Any) -> str:
        return f"{release.characters:,} characters"

    @override
    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        """Read everything but the payload, which is large."""
        rows: QuerySet[Release] = super().get_queryset(request)
        newest = Release.objects.newest_first().values("number")[:1]
        return rows.defer("payload").annotate(characters=Length("payload"), newest=Subquery(newest))

    @override
    def get_urls(self) -> list[URLPattern]:
        return [
            self.route("help/", require_safe(self.help_page), "help"),
            self.route("<int:pk>/go-back/", self.go_back_page, "go_back"),
            *super().get_urls(),
        ]

    def help_page(self, request: HttpRequest) -> HttpResponse:
        """Show the editors’ manual, without its pictures."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        html = render(MANUAL.read_text(encoding="utf-8").partition("\n")[2])
        return self.page(request, "desk/help", title="Help", html=html)

    @override
    def get_list_display(self, request: HttpRequest) -> Any:
        return self.list_display if may_publish(request) else self.list_display[:-1]

    @override
    def tools(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        offered = may_publish(request) and row.number != row.newest
        return [(self.address("go_back", row.pk), "Go back to this release…")] if offered else []

    def go_back_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what going back to a release would change; with a note, do it."""
        author = publisher(request)
        release = Release.objects.filter(pk=pk).defer("payload").order_by("pk").first()
        if release is None:
            raise Http404
        now, following = releases.newest(), releases.edition(release.number).catalog
        note = f"Back to what release {release.number} held."
        form = NoteForm(request.POST or None, initial={"expected": release.digest, "note": note})
        if request.method == "POST" and form.is_valid():
            try:
                made = releases.go_back(
                    to=release.number, author=author, note=form.cleaned_data["note"]
                )
            except releases.NothingChangedError as reason:
                messages.error(request, str(reason))
            else:
                return self.published(request, made)
        return self.page_of(
            request,
            "go_back",
            form,
            now,
            following,
            title=f"Go back to release {release.number}",
            release=release,
        )

    def page_of(
        self,
        request: HttpRequest,
        name: str,
        form: NoteForm,
        now: releases.Edition | None,
        following: Catalog,
        **context: Any,
    ) -> HttpResponse:
        """Return a page that shows what a release would change and asks for a note."""
        changes = list(grouped_changes(now.catalog, following)) if now else []
        counts = [count_in_words(kind, len(getattr(following, kind))) for kind in DESK]
        return self.page(
            request,
            f"release/{name}",
            form=form,
            now=now,
            changes=changes,
            counts=[] if now else counts,
            next_number=(now.number if now else 0) + 1,
            **context,
        )

    def published(self, request: HttpRequest, release: Release) -> HttpResponse:
        """Write down who made a release, say so, and lead to it."""
        self.log_addition(request, release, f"Published: {release.note}")
        self.message_user(
            request, f"Release {release.number} is what readers see now.", messages.SUCCESS
        )
        return HttpResponseRedirect(self.address("change", release.pk))


def may_publish(request: HttpRequest) -> bool:
    return request.user.has_perm(MAY_PUBLISH)


def publisher(request: HttpRequest) -> User:
    """Return who is asking, if they may publish."""
    if not may_publish(request):
        raise PermissionDenied
    return user_of(request)
