"""Plans to take away: one address for each format of the latest version and of each version, and the schema."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from catalog.freshness import by_content
from config.context import base_url
from wizard.exports import plan_json
from wizard.exports.copies import copy_of
from wizard.exports.formats import FORMATS
from wizard.models import PlanVersion
from wizard.plans.document.pages import PAGES
from wizard.views.colleagues import for_holders
from wizard.views.plan import measured_document


@for_holders
def take_away(request: HttpRequest, version: PlanVersion, name: str, *, latest: bool = False) -> HttpResponse:
    """Give a version in a format; the latest says in those of the document what pilots measured since."""
    asked = FORMATS[name]
    tried: bool = version.tried  # type: ignore[attr-defined]  # from the query
    document = measured_document(version, PAGES) if latest and tried and asked.measured else None
    copy = copy_of(version, base_url(request), document=document)
    if not asked.fits(copy.basis.decision):
        raise Http404("This plan has no pilot, so there is nothing to score or to run.")
    response = HttpResponse(asked.write(copy), content_type=asked.content_type)
    response.headers["Content-Disposition"] = asked.disposition
    return response


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    response = by_content(request, HttpResponse(plan_json.schema(), content_type="application/schema+json"))
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response
