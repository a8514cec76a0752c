"""How a page of figures is cited, taken along as a file, and framed by other sites."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

import msgspec
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.csp import csp_override

from catalog import asof, formatting
from catalog.charts.marks import Box, Drawing, TextMark
from catalog.charts.svg import printable
from catalog.releases import Reading
from catalog.views.page import reads_release
from config.context import base_url

ANY_SITE = "*"
LINE_HEIGHT = 20.0  # of what stands below a picture
# The styles of a framed page and nothing else; any site may frame it.
FRAMED_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": [ANY_SITE],
}
JSON = msgspec.json.Encoder(decimal_format="number")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCitation:
    """How a page is cited, as of a release and a day that will always show the same."""

    title: str
    address: str
    release: int
    published: date
    on: date
    frame: str = ""  # the address of its framed form

    @property
    def line(self) -> str:
        """Return it as a line of a list of sources."""
        day = formatting.format_long_day(self.on)
        return (
            f"{settings.SITE_NAME} ({self.on.year}): {self.title}. "
            f"Catalog release {self.release}, as of {day}. {self.address}"
        )

    @property
    def bibtex(self) -> str:
        """Return it as an entry for BibTeX."""
        name = re.sub(r"[^a-z0-9]", "", settings.SITE_NAME.lower())
        rows = {
            "author": f"{{{settings.SITE_NAME}}}",
            "title": self.title,
            "year": f"{self.on.year}",
            "note": f"Catalog release {self.release}, as of {self.on.isoformat()}",
            "url": self.address,
        }
        fields = ",\n".join(f"  {key} = {{{value}}}" for key, value in rows.items())
        return f"@misc{{{name or 'site'}-{self.release}-{self.on:%Y%m%d},\n{fields}\n}}"

    @property
    def embed(self) -> str:
        """Return the HTML that frames it."""
        return (
            f'<iframe src="{self.frame}" title="{self.title}" width="100%" height="520" '
            'loading="lazy"></iframe>'
        )


def cite(  # noqa: PLR0913  # what a page is cited by
    request: HttpRequest, reading: Reading, title: str, *, view: str, frame: str, narrowed: str = ""
) -> PageCitation:
    """Return how a page is cited as read: by release and day, and how it is `narrowed`.

    Its address names them.
    """
    base = base_url(request)
    moment = urlencode({asof.RELEASE: reading.number, asof.DAY: reading.on.isoformat()})
    query = "&".join(filter(None, (narrowed, moment)))
    return PageCitation(
        title=title,
        address=f"{base}{reverse(view)}?{query}",
        release=reading.number,
        published=reading.published_at.date(),
        on=reading.on,
        frame=f"{base}{reverse(frame)}",
    )


def on_words(reading: Reading) -> str:
    """Return how the day of a page stands in a sentence."""
    is_today = reading.on == timezone.localdate()
    return "today" if is_today else f"on {formatting.format_long_day(reading.on)}"


def framed[**P](
    view: Callable[Concatenate[HttpRequest, Reading, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand a view release and day as `reads_release` does; any site may frame its answer.

    What says that an address is wrong, and what an editor alone sees, is a page of ours: it stays
    out of frames.
    """
    reader = shared(view)

    @wraps(reader)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = reader(request, *args, **kwargs)
        # What every visitor gets bears a tag, also where the asker has it already; those other
        # pages bear none.
        return _for_frames(request, response) if "ETag" in response.headers else response

    return answered


@xframe_options_exempt
@csp_override(FRAMED_CSP)
def _for_frames(_request: HttpRequest, response: HttpResponse) -> HttpResponse:
    return response


def shared[**P](
    view: Callable[Concatenate[HttpRequest, Reading, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Hand a view release and day as `reads_release` does, and let any site read its answer."""
    reader = reads_release(view)

    @wraps(reader)
    def answered(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = reader(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = ANY_SITE
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return answered


def json_response(data: object) -> HttpResponse:
    """Return data as JSON."""
    return HttpResponse(JSON.encode(data), content_type="application/json")


def json_head(reading: Reading, cited: PageCitation) -> dict[str, object]:
    """Return what a file for programs says of itself before its rows."""
    return {
        "title": cited.title,
        "address": cited.address,
        "cite": cited.line,
        "release": reading.number,
        "digest": reading.digest,
        "as_of": reading.on,
    }


def dated_name(reading: Reading, name: str) -> str:
    """Return the name of a file that says release and day."""
    return f"{name}-release-{reading.number}-{reading.on.isoformat()}"


def svg_response(reading: Reading, figure: Any, what: str = "") -> HttpResponse:
    """Return a figure as a picture of its own, with its colours in it.

    Below stands what it shows, from which release and day.
    """
    drawing = figure.draw(*figure.sizes[0])
    day = formatting.format_long_day(reading.on)
    origin = f"{settings.SITE_NAME}, release {reading.number}, {day}"
    below = ". ".join(filter(None, (figure.title, what, origin)))
    text = TextMark(0, drawing.height + LINE_HEIGHT, below, "tx2 t14")
    words = text.in_lines(drawing.width, LINE_HEIGHT)
    height = drawing.height + LINE_HEIGHT * (len(words) + 1)
    sheet = Box(0, 0, drawing.width, height, "sheet")
    laid = Drawing(drawing.width, height, (sheet, *drawing.marks, *words))
    written = printable(laid, title=figure.title, desc=figure.desc)
    return HttpResponse(written, content_type="image/svg+xml")
