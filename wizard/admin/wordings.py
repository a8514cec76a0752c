"""Texts of the questionnaire on the desk, each with its page as owners would read it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Self, override

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern
from django.utils.timezone import localdate

from catalog import releases
from catalog.admin.base import DeskAdmin
from catalog.models import DESK, DeskRow
from catalog.models.facts import snapshots
from catalog.releases import Edition
from catalog.schema import Wording
from wizard.plans import examples
from wizard.steps.asking import Stored
from wizard.steps.journey import STEPS, Journey, Stop, travel
from wizard.views.asking import WalkRequest, show_stored


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingPreview(WalkRequest):
    """A page of questions with the answers of an example plan, from which every way leads back to the desk."""

    desk_page: str
    template = "wizard/page.html"

    @override
    def address(self, stop: Stop) -> str:
        return self.request.path if stop in self.journey.stops else self.desk_page

    @property
    @override
    def start(self) -> str:
        return self.desk_page

    @override
    def reloaded(self) -> Self:
        return self

    @override
    def save(self, stored: Stored) -> bool:
        return False  # nothing is kept of a preview

    @override
    def go_on(self, to: str = "", *, closed: bool = False) -> HttpResponse:
        return HttpResponseRedirect(self.desk_page)

    @override
    def about(self, stop: Stop) -> Mapping[str, Any]:
        return {
            "step_number": STEPS.index(stop.step) + 1,
            "step_count": len(STEPS),
            "filled": (),
            "brief": "",
            "decides": False,
            "can_make": False,
            "inside": False,
            "edit_key": "",
            "private_link": self.desk_page,
            "private_words": "",
        }


WORDINGS = DESK["wordings"]

admin.site.unregister(WORDINGS)


@admin.register(WORDINGS)
class WordingAdmin(DeskAdmin):
    @override
    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Offer the pages that there are, and the questions of each."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name != "about" or field is None:
            return field
        pages = [page for step in STEPS for page in step.pages]
        offered = [
            (page.title, [(page.key, page.title), *((q.key, q.title) for q in page.questions)])
            for page in pages
        ]
        return forms.ChoiceField(
            label=field.label, help_text=field.help_text, choices=[("", "Choose"), *offered]
        )

    @override
    def get_urls(self) -> list[URLPattern]:
        return [self.route("<int:pk>/preview/", self.preview_page, "preview"), *super().get_urls()]

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        return [
            *super().tools(request, row),
            (self.address("preview", row.pk), "Its page with these words"),
        ]

    def preview_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Draw the page that a wording is on with the words as they were saved last; Continue leads back to the row."""
        self.row_for(request, pk, "view")
        desk_page = self.address("change", pk)
        if request.method == "POST":
            return HttpResponseRedirect(desk_page)
        fact: Wording = snapshots(WORDINGS.objects.filter(pk=pk))[pk].fact
        edition = _with(fact)
        found = edition and _stop_of(fact.about, edition)
        if not edition or not found:
            messages.warning(
                request, f"No example plan comes to a page or question “{fact.about}”."
            )
            return HttpResponseRedirect(desk_page)
        journey, stop = found
        way = WordingPreview(request=request, edition=edition, journey=journey, desk_page=desk_page)
        response = show_stored(way, stop)
        response.status_code = HTTPStatus.OK
        return response


def _with(fact: Wording) -> Edition | None:
    """Return what readers have, with one wording in place of the one for the same text; None before the first release."""
    edition = releases.newest()
    if edition is None:
        return None
    others = (
        row
        for row in edition.catalog.wordings
        if (row.about, row.part, row.answer) != (fact.about, fact.part, fact.answer)
    )
    return replace(edition, catalog=replace(edition.catalog, wordings=(*others, fact)))


def _stop_of(about: str, edition: Edition) -> tuple[Journey, Stop] | None:
    """Return the first page, on the way of an example plan, that has this key or asks the question of this key."""
    for example in examples.all_examples():
        journey = travel(example.stored, edition.catalog, localdate())
        for stop in journey.stops:
            if about == stop.page.key or any(
                about == given.asked.question.key for given in stop.given
            ):
                return journey, stop
    return None
