"""Texts of the questionnaire on the desk, each with its page as owners would read it."""

from dataclasses import replace
from typing import Any, override

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import URLPattern
from django.utils.timezone import localdate

from catalog import releases
from catalog.admin.desk_admin import DeskAdmin
from catalog.models import DESK, DeskRow
from catalog.models.facts import row_versions
from catalog.releases import Edition
from catalog.schema import Wording
from wizard.plans import examples
from wizard.questions.flow import Sending, Stop
from wizard.questions.page_order import PAGES, all_questions, form_of, journey_of
from wizard.questions.views import page_in_words

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
        questions = list(all_questions())
        offered = [
            (
                page.title,
                [
                    (page.key, page.title),
                    *(
                        (row.about, str(row.field.label))
                        for row in questions
                        if row.page.key == page.key
                    ),
                ],
            )
            for page in PAGES
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
        """Draw the page that a wording is on, with the words as they were saved last.

        Continue leads back to the row.
        """
        self.row_for(request, pk, "view")
        desk_page = self.address("change", pk)
        if request.method == "POST":
            return HttpResponseRedirect(desk_page)
        fact: Wording = row_versions(WORDINGS.objects.filter(pk=pk))[pk].fact
        edition = _with(fact)
        stop = _stop_of(fact.about, edition) if edition is not None else None
        if edition is None or stop is None:
            messages.warning(
                request, f"No example plan comes to a page or question “{fact.about}”."
            )
            return HttpResponseRedirect(desk_page)
        shown = {
            **page_in_words(edition.catalog, stop.page),
            "edition": edition,
            "form": form_of(stop, stop.fields, Sending.STORED),
            "steps": (),
            "place": "As owners read it",
            "about": "",
            "problems": (),
            "failed": False,
            "overtaken": (),
            "seen": "",
            "here": request.path,
            "back": desk_page,
            "back_to": "",
            "can_be_decided": False,
            "check": desk_page,
            "private_link": desk_page,
            "inside": False,
        }
        return render(request, "wizard/questions/page.html", shown)


def _with(fact: Wording) -> Edition | None:
    """Return what readers have, with one wording in place of the one for the same text.

    None before the first release.
    """
    edition = releases.newest()
    if edition is None:
        return None
    others = (
        row
        for row in edition.catalog.wordings
        if (row.about, row.part, row.answer) != (fact.about, fact.part, fact.answer)
    )
    return replace(edition, catalog=replace(edition.catalog, wordings=(*others, fact)))


def _stop_of(about: str, edition: Edition) -> Stop | None:
    """Return the first page of an example plan that has this key or asks this question."""
    pages = {row.about: row.page.key for row in all_questions()}
    page = pages.get(about, about)
    for example in examples.all_examples():
        journey = journey_of(example.answers, edition.catalog, localdate())
        for stop in journey.stops:
            if stop.page.key == page:
                return stop
    return None
