"""How often our recommendations met their targets: what shared pilots have shown, and how little that may be."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog.views.page import Reading, depends_on, page, reads_release
from wizard.pilot import record as records


def record(request: HttpRequest) -> HttpResponse:
    """Show the counts, all together and cell by cell."""
    counts, by_model, total = records.counts_of(), records.counts_by_model(), records.total()
    depends_on(request, repr((counts, by_model, total)))

    @reads_release
    def shown(request: HttpRequest, edition: Reading) -> HttpResponse:
        catalog = edition.catalog  # what else owners typed is theirs
        known = {row.name for row in catalog.models} | {row.name for row in catalog.products}
        rows: list[Mapping[str, Any]] = [
            {"case": case, "count": count}
            for count in (*counts, *(count for count in by_model if count.model in known))
            if (case := edition.catalog.use_case.get(count.use_case)) is not None
        ]
        return page(request, "wizard/record.html", edition, rows=rows, total=total, fewest=records.FEWEST)

    return shown(request)
