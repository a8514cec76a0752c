"""How often our recommendations met their targets: what shared pilots have shown, and how little that may be."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog.fieldrecord import depends_on
from catalog.views.page import Reading, page, reads_release
from wizard.pilots import record as records


def record(request: HttpRequest) -> HttpResponse:
    """Show the counts, all together and cell by cell."""
    lines, total = records.lines(), records.total()
    depends_on(request, repr((lines, total)))

    @reads_release
    def shown(request: HttpRequest, edition: Reading) -> HttpResponse:
        rows: list[Mapping[str, Any]] = [
            {"case": case, "count": line.count}
            for line in lines
            if (case := edition.catalog.use_case.get(line.use_case)) is not None
        ]
        return page(request, "wizard/record.html", edition, rows=rows, total=total, fewest=records.FEWEST)

    return shown(request)
