"""The first page: what you get, shown on a piece of a real example plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import query
from catalog.formatting import format_day, format_long_day, format_prices
from catalog.schema import Catalog
from catalog.views.page import Reading, page, reads_release
from catalog.views.use_cases import common_rows
from wizard.decision.decision import Decision
from wizard.plans.document.blocks import Document, Pair, PairsBlock, ReasonLine, ReasonsBlock
from wizard.plans.examples import Decided, all_examples, decided

MOST_CHANGES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A piece of the first example plan: its verdict and one reason laid open."""

    address: str
    decided: date
    verdict: str
    answer: str
    trail: tuple[tuple[str, str], ...]
    count: int
    about: str
    changes: tuple[str, ...]  # announced changes of the prices it was decided on


@reads_release
def home(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Show what a plan is, how long it takes, and the ways in."""
    rows = common_rows(edition.catalog, edition.on)
    shown = decided(all_examples()[0], edition=edition, on=edition.on)
    return page(
        request,
        "wizard/home.html",
        edition,
        rows=rows,
        disputed=sum(cell.word == "disputed" for row in rows for cell in row.cells),
        total=len(edition.catalog.use_cases),
        specimen=_specimen(shown, edition.catalog),
        flips=[(pair.condition, pair.consequence) for pair in _changes(shown.document)][:MOST_CHANGES],
        mine=reverse("wizard:mine"),
    )


def _changes(document: Document) -> Iterator[Pair]:
    """Yield what would change the example."""
    for section in document.sections:
        if section.key == "changes":
            for group in section.groups:
                for block in group.blocks:
                    if isinstance(block, PairsBlock):
                        yield from block.rows


def _specimen(shown: Decided, catalog: Catalog) -> Specimen | None:
    """Return the reason that opens to the most: answer, rule, fact and source."""
    reasons = tuple(_reasons(shown.document))
    if not reasons:
        return None
    chosen = next((each for each in reasons if each.trail.answers and each.trail.facts), reasons[0])
    return Specimen(
        address=reverse("wizard:example", args=[shown.example.slug]),
        decided=shown.document.on,
        verdict=" ".join(shown.document.head.headline),
        answer=chosen.text,
        trail=tuple(_steps(chosen)),
        count=len(reasons),
        about=shown.example.sentence,
        changes=tuple(_announced(catalog, shown.advice.decision)),
    )


def _reasons(document: Document) -> Iterator[ReasonLine]:
    for section in document.sections:
        for group in section.groups:
            for block in group.blocks:
                if isinstance(block, ReasonsBlock):
                    yield from block.rows


def _announced(catalog: Catalog, decision: Decision) -> Iterator[str]:
    """Yield what the models that are advised cost after changes announced for the next 90 days."""
    for slug in decision.models:
        model = catalog.model.get(slug)
        quote = query.cheapest(catalog, model, decision.on) if model else None
        after, when = query.prices_ahead(catalog, quote.offer.slug, decision.on) if quote else ((), None)
        if model and when:
            yield f"From {format_long_day(when)}, {model.name} costs {'; '.join(format_prices(after))}."


def _steps(reason: ReasonLine) -> Iterator[tuple[str, str]]:
    for answer in reason.trail.answers[:1]:
        yield "Your answer", f"{answer.question}: {answer.text}"
    yield "Rule", reason.trail.rule.replace("-", " ")
    for fact in reason.trail.facts[:1]:
        yield "Fact", fact.text
        yield "Source", f"{fact.source.title}, {format_day(fact.source.as_of)}."
