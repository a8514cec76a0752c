"""The first page: one real decision, and the three ways in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog.views.page import Reading, page, reads_release
from wizard.plans.examples import all_examples, decided


@reads_release
def home(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Show what a plan decides, by the first example that names something to use, and the ways in."""
    found = (decided(each, edition=edition, on=edition.on) for each in all_examples())
    shown = next((each for each in found if any(part.advised for part in each.basis.parts)), None)
    return page(
        request,
        "wizard/home.html",
        edition,
        head=shown.document.head if shown else None,
        example=reverse("wizard:example", args=[shown.example.slug]) if shown else reverse("wizard:examples"),
        saved=reverse("wizard:mine"),
    )
