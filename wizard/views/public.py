"""Pages for everybody: example plans, use cases with the rules' advice, the field record."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from catalog import cards
from catalog.charts.svg import printable
from catalog.releases import Edition, Reading
from catalog.views.page import depends_on, page, reads_release
from catalog.views.plan_lines import app_lines
from catalog.views.use_cases import about_cell, about_use_case
from config.request_cost import Lane, RequestCost, declares
from wizard.decision.answers import Answers, Job
from wizard.document.blocks import Document
from wizard.document.drawing import NARROW, drawing_of
from wizard.pilot import record as records
from wizard.pilot.record import Cell, Count, counts_of
from wizard.plans import examples as example_plans, pages
from wizard.plans.deciding import decide_now
from wizard.plans.handles import has_handles
from wizard.plans.tools import tool_name


def record(request: HttpRequest) -> HttpResponse:
    counts, tools = records.counts_of(), records.counts_by_tool()
    depends_on(request, repr((counts, tools)))

    @reads_release
    def shown(request: HttpRequest, reading: Reading) -> HttpResponse:
        cases = reading.catalog.use_case
        rows = [
            {"case": cases[slug], "branch": branch, "count": count}
            for (slug, branch), count in counts.items()
            if slug in cases
        ]
        return page(
            request,
            "wizard/record.html",
            reading,
            rows=rows,
            tools=[(tool_name(reading.catalog, tool), count) for tool, count in tools.items()],
            fewest=records.FEWEST,
        )

    return shown(request)


def with_record(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Count the shared pilots of the address's use case first.

    The entity tag of its page depends on them.
    """

    @wraps(view)
    def counted(request: HttpRequest, /, slug: str, **more: str) -> HttpResponse:
        counts = counts_of(slug)
        depends_on(request, repr(counts))
        return view(request, slug=slug, record=counts, **more)

    return counted


@with_record
@reads_release
def use_case(
    request: HttpRequest, reading: Reading, slug: str, record: Mapping[Cell, Count]
) -> HttpResponse:
    """Show a job of the catalog with the shortlist for its usual amounts."""
    shown = about_use_case(request, reading, slug)
    return page(
        request, "wizard/use_case.html", reading, **shown, **shortlist(reading, slug), record=record
    )


@with_record
@reads_release
def cell(
    request: HttpRequest, reading: Reading, slug: str, branch: str, record: Mapping[Cell, Count]
) -> HttpResponse:
    """Show one answer of the matrix with what shared pilots have shown of it."""
    return page(
        request, "catalog/cell.html", reading, **about_cell(reading, slug, branch), record=record
    )


def shortlist(reading: Reading, slug: str) -> dict[str, Any]:
    """Return what the rules advise for a job with no other answers, and the apps made for it."""
    catalog, on = reading.catalog, reading.on
    answers = Answers(jobs=(Job(key=slug, use_case=slug),))
    return {
        "apps": app_lines(reading, catalog.apps_for.get(slug, ())),
        "document": pages.document(decide_now(answers, catalog, on, reading.sightings)),
    }


@declares(RequestCost(lane=Lane.HEAVY))
@reads_release
def examples(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the example plans with what each says today."""
    rows = [
        example_plans.decided(example, edition=reading, on=reading.on)
        for example in example_plans.all_examples()
    ]
    return page(request, "wizard/examples.html", reading, rows=rows, previews=True)


@reads_release
def example(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    decided = decided_example(reading, slug)
    return page(
        request,
        "wizard/plan.html",
        reading,
        document=decided.document,
        decision=decided.decided.decision,
        address=reverse("wizard:example", args=[slug]),
        private=False,
        previews=True,
        card=reverse("wizard:example_card", args=[slug]),
        example=decided.example,
        handles=has_handles(decided.decided),
    )


@reads_release
def example_card(_: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Give the picture of a link to an example."""
    return card_of(decided_example(reading, slug).document, reading)


def card_of(document: Document, release: Edition) -> HttpResponse:
    """Give the picture of a link to a plan: what to do, beside its drawing.

    The drawing comes without the dots, which would be too small.
    """
    picture = replace(document.picture, dots=None)
    drawing = drawing_of(picture, width=NARROW)
    return cards.answer(
        cards.Card(
            kicker=document.head.kicker,
            title=document.head.headline,
            text="" if drawing is not None else document.head.tiles[0].big,
            drawing=printable(drawing) if drawing is not None else "",
            foot=f"{document.picture.caption}. {cards.release_line(release)}",
        )
    )


@reads_release
def example_below(request: HttpRequest, reading: Reading, slug: str, key: str) -> HttpResponse:
    decided = decided_example(reading, slug)
    document = decided.with_pages([key])
    below = document.pages[0]
    start = f"{reverse('wizard:new')}?example={slug}"
    return page(
        request,
        "wizard/plan_document/page.html",
        reading,
        document=document,
        page=below,
        private=False,
        check=start,
    )


def public_pages() -> Iterator[str]:
    yield reverse("wizard:front")
    yield reverse("wizard:examples")
    yield reverse("wizard:field_record")
    for example in example_plans.all_examples():
        yield reverse("wizard:example", args=[example.slug])


def decided_example(reading: Reading, slug: str) -> example_plans.DecidedExample:
    """Return an example as it is decided now. Raises `Http404` where there is none of that name."""
    if (example := example_plans.find(slug)) is None:
        raise Http404
    return example_plans.decided(example, edition=reading, on=reading.on)
