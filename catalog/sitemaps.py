"""The map of the site for search engines: every public page, with the day of its release."""

from collections.abc import Callable, Iterable, Iterator
from xml.etree.ElementTree import Element, SubElement, tostring

from django.http import HttpRequest, HttpResponse
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from catalog.registry import PAGES
from catalog.releases import Edition
from catalog.views.page import reads_release
from config import problems
from config.context import base_url

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

# Pages that are made of what somebody asks for, or of what only editors need.
LEFT_OUT = frozenset(
    {"compare", "compare_apps", "search", "release", "release_changes", "report", "report_thanks"}
)


def pages(edition: Edition) -> Iterator[str]:
    """Yield the path of every public page of the catalog."""
    for pattern in get_resolver().namespace_dict["catalog"][1].url_patterns:
        if not isinstance(pattern, URLPattern) or not pattern.name or pattern.name in LEFT_OUT:
            continue
        if not pattern.pattern.converters:
            yield reverse(f"catalog:{pattern.name}")
        if kind := PAGES.get(pattern.name):
            for row in getattr(edition.catalog, kind.name):
                yield reverse(f"catalog:{pattern.name}", args=kind.key_of(row))
    yield problems.DOCS
    for number in range(edition.number, 0, -1):
        yield reverse("catalog:release", args=[number])


@reads_release
def sitemap(
    request: HttpRequest, edition: Edition, others: Callable[[], Iterable[str]]
) -> HttpResponse:
    """Give the map; `others` are the public pages beside the catalog's."""
    base = base_url(request)
    root = Element("urlset", xmlns=NAMESPACE)
    for path in (*others(), *pages(edition)):
        row = SubElement(root, "url")
        SubElement(row, "loc").text = f"{base}{path}"
        SubElement(row, "lastmod").text = edition.published_at.date().isoformat()
    return HttpResponse(
        tostring(root, encoding="utf-8", xml_declaration=True),
        content_type="application/xml; charset=utf-8",
    )
