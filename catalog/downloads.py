"""Files that are taken along: what they are called, and tables of rows."""

from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from catalog import tables


def as_download(response: HttpResponse, name: str) -> HttpResponse:
    """Return a response that is kept as a file of a name, behind that of this site."""
    header = content_disposition_header(as_attachment=True, filename=f"pilotlight-{name}")
    response.headers["Content-Disposition"] = str(header)
    return response


def csv_response(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]
) -> HttpResponse:
    """Return rows as one CSV file."""
    written = b"".join(tables.write_csv([columns, *rows], byte_order_mark=False))
    response = HttpResponse(written, content_type=tables.TableFormat.CSV.media_type)
    return as_download(response, f"{name}.csv")
