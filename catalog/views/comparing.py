"""Models side by side, on one address."""

from django.http import HttpRequest, HttpResponse

from catalog import filters, query
from catalog.compare import AMOUNTS, FEWEST, MOST, USUAL_UNITS, CompareQuery, amount_words, compare
from catalog.naming import sorted_by_name
from catalog.views.page import Reading, page, reads_release


@reads_release
def comparison(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Compare two to four models, row by row, and for the visitor's own work."""
    catalog, on = edition.catalog, edition.on
    wanted = CompareQuery.read(request.GET, catalog)
    models = [catalog.model[slug] for slug in wanted.m]
    on_sale = [model for model in catalog.models if query.on_sale(model, on) and model.slug not in wanted.m]
    return page(
        request,
        "catalog/compare.html",
        edition,
        on=on,
        wanted=wanted,
        models=models,
        table=compare(catalog, wanted, on) if len(models) >= FEWEST else None,
        usage=amount_words(wanted.usage(catalog)),
        amounts=[(name, each.label, wanted.amounts.get(name)) for name, each in AMOUNTS.items()],
        case=wanted.case(catalog),
        usual_units=USUAL_UNITS,
        jobs=filters.jobs(catalog),
        room=MOST - len(models),
        others=sorted_by_name(on_sale) if len(models) < MOST else (),
    )
