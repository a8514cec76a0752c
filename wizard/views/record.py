"""How often our recommendations met their targets: what shared pilots have shown, and how little that may be."""

from django.http import HttpRequest, HttpResponse

from catalog.views.page import Reading, depends_on, page, reads_release
from wizard.pilot import record as records


def record(request: HttpRequest) -> HttpResponse:
    counts, total = records.counts_of(), records.total()
    depends_on(request, repr((counts, total)))

    @reads_release
    def shown(request: HttpRequest, edition: Reading) -> HttpResponse:
        cases = edition.catalog.use_case
        rows = [{"case": cases[each.use_case], "count": each} for each in counts if each.use_case in cases]
        return page(request, "wizard/record.html", edition, rows=rows, total=total, fewest=records.FEWEST)

    return shown(request)
