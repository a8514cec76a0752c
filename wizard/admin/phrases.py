"""Phrases of jobs on the desk: every sentence that they make is read before they are saved."""

from collections.abc import Iterator
from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern

from catalog import releases
from catalog.admin.desk_admin import DeskAdmin
from catalog.admin.forms import DeskForm
from catalog.models import DESK, DeskRow
from catalog.models.facts import row_versions
from catalog.registry import KINDS
from catalog.schema import Catalog, JobPhrases
from catalog.vocabulary import HarmKind, Medium
from wizard.publishing.samples import Sample, samples
from wizard.publishing.spoken import misfits, sentences_on_top

PHRASES = DESK["job_phrases"]
KIND = KINDS["job_phrases"]

admin.site.unregister(PHRASES)


class PhrasesForm(DeskForm):
    """Phrases of a job; those that break a sentence are refused together with that sentence."""

    @override
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        phrases = _phrases(cleaned)
        if phrases is not None:
            for misfit in misfits(phrases, _catalog()):
                self.add_error(misfit.field, str(misfit))
        return cleaned


@admin.register(PHRASES)
class PhrasesAdmin(DeskAdmin):
    form = PhrasesForm

    @override
    def get_urls(self) -> list[URLPattern]:
        return [self.route("<int:pk>/endings/", self.endings_page, "endings"), *super().get_urls()]

    @override
    def tools(self, request: HttpRequest, row: DeskRow) -> list[tuple[str, str]]:
        endings = (self.address("endings", row.pk), "All endings in these words")
        return [*super().tools(request, row), endings]

    def endings_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a plan for every ending with the words saved last, each sentence once."""
        row = self.row_for(request, pk, "view")
        phrases: JobPhrases = row_versions(PHRASES.objects.filter(pk=pk))[pk].fact
        endings = list(_each_once(samples(phrases, _catalog())))
        return self.page(request, "phrases/endings", title="All endings", row=row, endings=endings)


def _each_once(plans: Iterator[Sample]) -> Iterator[tuple[str, list[str]]]:
    """Yield each ending with the sentences that no ending before it said."""
    earlier: set[str] = set()
    for plan in plans:
        sentences = [text for text in sentences_on_top(plan.document.head) if text not in earlier]
        earlier.update(sentences)
        if sentences:
            yield plan.title, sentences


def _catalog() -> Catalog:
    """Return what readers have; an empty catalog before the first release."""
    edition = releases.newest()
    return edition.catalog if edition is not None else Catalog()


def _phrases(cleaned: dict[str, Any]) -> JobPhrases | None:
    """Return the phrases that were typed; None where one is missing, which its field reports."""
    values: dict[str, Any] = {name: cleaned.get(name) for name in KIND.fields}
    use_case, medium, source = (values.pop(name) for name in ("use_case", "medium", "source"))
    has_one_subject = bool(use_case) != bool(medium)
    missing = [
        name
        for name, value in values.items()
        if value is None or (value == "" and KIND.described[name].required)
    ]
    if not has_one_subject or missing:
        return None
    values["harm_kind"] = HarmKind.read(values["harm_kind"])
    return JobPhrases(
        **values,
        use_case=use_case.slug if use_case else None,
        medium=Medium.read(medium) if medium else None,
        source=source.slug if source else "",
    )
