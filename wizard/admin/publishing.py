"""The page that publishes: what changes, what that does to plans, which golden plans it breaks."""

from collections.abc import Iterator
from typing import override

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from catalog import desk, releases
from catalog.admin.changes import count_in_words
from catalog.admin.releases import NoteForm, ReleaseAdmin, publisher
from catalog.formatting import format_count
from catalog.models import DESK, Release, State
from catalog.registry import format_key
from catalog.schema import dump
from wizard.admin.effects import EFFECTS, CatalogNames, look_context
from wizard.models import Look
from wizard.publishing import gate, looking
from wizard.publishing.gate import Accepted, HeldError
from wizard.publishing.impact import Move

PLANS_A_PAGE = 50
LONGEST_KEY = 19  # digits of a bigint

admin.site.unregister(Release)


@admin.register(Release)
class PublishingAdmin(ReleaseAdmin):
    """Releases as the catalog shows them, and the page that makes one, which asks every plan first."""

    @override
    def get_urls(self) -> list[URLPattern]:
        """Add the page that publishes, and the part of it that grows while plans are looked at."""
        view = self.admin_site.admin_view
        return [
            path("publish/", view(self.publish_page), name="catalog_release_publish"),
            path("publish/look/", view(self.look_page), name="catalog_release_look"),
            path("publish/plans/", view(require_safe(self.plans_page)), name="catalog_release_plans"),
            *super().get_urls(),
        ]

    def publish_page(self, request: HttpRequest) -> HttpResponse:
        """Show what the next release would change and do to plans; with a note, publish it. Approve first, if asked to."""
        author = publisher(request)
        if request.method == "POST" and "approve" in request.POST:
            return self._approve(request, author)
        now, following = releases.newest(), releases.compile_desk()
        digest = releases.digest_of(dump(following))
        form = NoteForm(request.POST or None, initial={"expected": digest})
        accepted = Accepted(
            slugs=request.POST.getlist("accept"),
            expected_since={slug: request.POST.get(f"why_{slug}", "") for slug in request.POST.getlist("expect")},
        )
        if request.method == "POST" and form.is_valid():
            try:
                release = gate.publish(author=author, **form.cleaned_data, accepted=accepted)
            except (releases.NothingChangedError, releases.DeskChangedError, HeldError) as reason:
                messages.error(request, str(reason))
                form = NoteForm(initial={"note": form.cleaned_data["note"], "expected": digest})
            else:
                return self.published(request, release)
        verdicts = gate.verdicts(following)
        changed = now is not None and now.digest != digest
        look = looking.begin(now, following, localdate()) if now and changed else None
        found = looking.go_on(look) if look and request.method == "GET" else looking.found(look) if look else None
        return self.page_of(
            request,
            "publish",
            form,
            now,
            following,
            title="Publish",
            verdicts=verdicts,
            flipped=[verdict for verdict in verdicts if verdict.flips],
            off=[verdict for verdict in verdicts if verdict.off],
            steady=[verdict for verdict in verdicts if verdict.as_expected],
            accepted=accepted,
            moved=[verdict for verdict in verdicts if verdict.moved],
            waiting=list(_waiting()),
            brought_back=[
                f"{count_in_words(kind, 1)[2:].capitalize()}: {format_key(key)}"
                for kind, key in (releases.brought_back(now.catalog, following) if now and changed else ())
            ],
            **(look_context(found, following) if found else {"found": None}),
        )

    def _approve(self, request: HttpRequest, author: User) -> HttpResponse:
        """Approve all rows that wait for review, all or none; the page then shows what that changes, and publishes it."""
        made = 0
        try:
            with transaction.atomic():
                for table in DESK.values():
                    rows = table.objects.filter(state=State.REVIEW.value)
                    made += len(
                        desk.mark(rows, State.PUBLISHED, author=author, note="Approved where releases are made.")
                    )
        except desk.DeskError as refusal:
            messages.error(request, f"{refusal} Nothing was changed.")
        else:
            messages.success(request, f"Approved: {format_count(made, 'row', 'rows')}. See below what that changes.")
        return HttpResponseRedirect(reverse("admin:catalog_release_publish"))

    def look_page(self, request: HttpRequest) -> HttpResponse:
        """Look at some more plans and show how far that has come; without htmx, lead back to the whole page."""
        publisher(request)
        look = _look(request.GET.get("look", "") or request.POST.get("look", ""))
        if look is not None and request.method == "POST":
            looking.again(look)
        if look is None or request.method == "POST" or not getattr(request, "htmx", False):
            return HttpResponseRedirect(reverse("admin:catalog_release_publish"))
        found = looking.go_on(look)
        context = look_context(found, looking.following(look))
        return TemplateResponse(request, "admin/catalog/release/look.html", context)

    def plans_page(self, request: HttpRequest) -> HttpResponse:
        """List the plans that a look counted under one effect, or one of its moves; never what they answer."""
        publisher(request)
        asked = request.GET
        look, effect = _look(asked.get("look", "")), asked.get("effect", "")
        if look is None or effect not in EFFECTS:
            messages.warning(request, "This look at the plans is no longer kept. Here is a new one.")
            return HttpResponseRedirect(reverse("admin:catalog_release_publish"))
        move = Move(asked["work"], asked.get("before", ""), asked.get("after", "")) if asked.get("work") else None
        names = CatalogNames(looking.following(look))
        rows = looking.affected(look, effect, move).select_related("plan").defer("plan__answers")
        page = Paginator(rows, PLANS_A_PAGE).get_page(asked.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Plans that {EFFECTS[effect]}",
            "move": f"{names.work(move.work)}: {names.say(effect, move)}" if move else "",
            "look": look,
            "rows": page,
            "told": [(row, names.approach(row), names.told(row)) for row in page],
            "may_open": request.user.has_perm("wizard.view_plan"),
        }
        return TemplateResponse(request, "admin/catalog/release/plans.html", context)


def _waiting() -> Iterator[tuple[str, str]]:
    """Yield how many rows of each kind wait for review, with the list of them."""
    for kind, table in DESK.items():
        count = table.objects.filter(state=State.REVIEW.value).count()
        if count:
            listed = reverse(f"admin:catalog_{table._meta.model_name}_changelist")  # noqa: SLF001 (Django's documented name)
            yield count_in_words(kind, count), f"{listed}?state__exact={State.REVIEW.value}"


def _look(number: str) -> Look | None:
    wanted = int(number) if number.isascii() and number.isdecimal() and len(number) < LONGEST_KEY else None
    return None if wanted is None else Look.objects.filter(pk=wanted).order_by("pk").first()
