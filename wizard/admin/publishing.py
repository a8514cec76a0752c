"""The page that publishes: what changes, what that does to plans, which golden plans it flips, what none of them covers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, override

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate

from catalog import releases
from catalog.admin.releases import NoteForm, ReleaseAdmin, current, publisher
from catalog.facts import Catalog, dump
from catalog.models import Release
from catalog.vocabulary import Medium
from catalog.wording import capital
from wizard import coverage, looking, publishing
from wizard.impact import Move, Tally
from wizard.models import Look
from wizard.publishing import Accepted, HeldError

MOVES_SHOWN = 12

_WORDS = {str(medium): medium.label.lower() for medium in Medium}

admin.site.unregister(Release)


@dataclass(frozen=True, slots=True)
class ShownMove:
    """What happens alike to some plans, in words, with the public page of the work."""

    work: str
    address: str
    words: str
    plans: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """One count of a look, and what it is made of."""

    plans: int
    words: str
    moves: tuple[ShownMove, ...] = ()
    left_out: int = 0


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
            *super().get_urls(),
        ]

    def publish_page(self, request: HttpRequest) -> HttpResponse:
        """Show what the next release would change and do to plans; with a note, publish it."""
        author = publisher(request)
        now, following = current(), releases.compile_desk()
        digest = releases.digest_of(dump(following))
        form = NoteForm(request.POST or None, initial={"expected": digest})
        accepted = Accepted(slugs=request.POST.getlist("accept"), expected_since=request.POST.getlist("expect"))
        if request.method == "POST" and form.is_valid():
            try:
                release = publishing.publish(author=author, **form.cleaned_data, accepted=accepted)
            except (releases.NothingChangedError, releases.DeskChangedError, HeldError) as reason:
                messages.error(request, str(reason))
                form = NoteForm(initial={"note": form.cleaned_data["note"], "expected": digest})
            else:
                return self.published(request, release)
        verdicts = publishing.verdicts(following)
        changed = now is not None and now.digest != digest
        look = looking.begin(now, following, localdate()) if now and changed else None
        found = looking.go_on(look) if look and request.method == "GET" else looking.found(look) if look else None
        uncovered = coverage.uncovered((verdict.golden for verdict in verdicts), following)
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
            uncovered=uncovered,
            untouched=sum(len(row.branches) for row in uncovered),
            cells=len(following.cells),
            **(self._look_context(found, following) if found else {"found": None}),
        )

    def look_page(self, request: HttpRequest) -> HttpResponse:
        """Look at some more plans and show how far that has come; without htmx, lead back to the whole page."""
        publisher(request)
        number = request.GET.get("look", "") or request.POST.get("look", "")
        look = Look.objects.filter(pk=int(number)).first() if number.isascii() and number.isdecimal() else None
        if look is not None and request.method == "POST":
            looking.again(look)
        if look is None or request.method == "POST" or not getattr(request, "htmx", False):
            return HttpResponseRedirect(reverse("admin:catalog_release_publish"))
        found = looking.go_on(look)
        context = self._look_context(found, looking.following(look))
        return TemplateResponse(request, "admin/catalog/release/look.html", context)

    def _look_context(self, found: looking.Found, catalog: Catalog) -> dict[str, Any]:
        names = Names(catalog)
        return {
            "found": found,
            "tally": found.tally,
            "effects": list(names.effects(found.tally)) if found.done else [],
        }


@dataclass(frozen=True, slots=True)
class Names:
    """Puts counts into words, by the names of one catalog."""

    catalog: Catalog

    def effects(self, tally: Tally) -> Iterable[Effect]:
        """Yield what a publication would do to plans, one count after another."""
        yield self._effect(tally.other_first, "would get another first choice", tally.firsts.most_common(), self._first)
        yield self._effect(
            tally.lose_shown, "would lose a model of their shortlist", tally.losses.most_common(), self._lost
        )
        yield self._effect(
            tally.other_cost, "would cost more than 10 % more or less", tally.costs.most_common(), self._cost
        )
        if tally.no_longer_read:
            yield self._effect(tally.no_longer_read, "could no longer be checked: an answer would not fit", [], None)

    def _effect(self, plans: int, words: str, moves: list[tuple[Move, int]], say: Any) -> Effect:
        return Effect(
            plans=plans,
            words=words,
            moves=tuple(
                ShownMove(work=self._work(move.work), address=self._address(move.work), words=say(move), plans=count)
                for move, count in moves[:MOVES_SHOWN]
            ),
            left_out=max(0, len(moves) - MOVES_SHOWN),
        )

    def _first(self, move: Move) -> str:
        return f"{self._model(move.before)} → {self._model(move.after)}"

    def _lost(self, move: Move) -> str:
        return f"{self._model(move.before)} would be off the list"

    def _cost(self, move: Move) -> str:
        return f"{self._model(move.before)}: {move.after}"

    def _model(self, slug: str) -> str:
        return self.catalog.model[slug].name if slug in self.catalog.model else slug or "no model"

    def _work(self, key: str) -> str:
        output, _, medium = key.rpartition("/")
        use_case = self.catalog.use_case.get(output)
        word = "the speech written down" if medium == "transcript" else _WORDS.get(medium, medium)
        if use_case is not None:
            return f"{use_case.name}: {word}"
        return capital(f"{word} of the owner’s own" if output.startswith("own-") else f"{output}: {word}")

    def _address(self, key: str) -> str:
        output = key.rpartition("/")[0]
        return reverse("catalog:use_case", args=[output]) if output in self.catalog.use_case else ""
