"""Plans to take away: one address for each format of the latest version and of each version, and the schema."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version as version_of

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from config.build import build_id
from config.context import base_url
from wizard.exports import plan_json
from wizard.exports.copies import Copy, PlanFormat, copy_of
from wizard.exports.formats import FORMATS
from wizard.models import Pilot, PlanVersion, PlanVersionQuerySet
from wizard.plans import advice as advising
from wizard.plans.document.pages import PAGES
from wizard.plans.replies import catalog_of
from wizard.views import closed
from wizard.views.plan import for_holders, gone, is_readable, measured_document


@require_safe
@closed.says_why
def latest(request: HttpRequest, view_key: str, name: str) -> HttpResponse:
    """Give the latest version in a format."""
    return _given(request, _versions(view_key).newest_first().first(), FORMATS[name], measured=FORMATS[name].measured)


@require_safe
@closed.says_why
def fixed(request: HttpRequest, view_key: str, number: int, name: str) -> HttpResponse:
    """Give one version in a format; what it says never changes."""
    return _given(request, _versions(view_key).filter(number=number).first(), FORMATS[name])


@require_safe
def schema(request: HttpRequest) -> HttpResponse:
    """Give the JSON Schema of a plan as JSON."""
    written = plan_json.schema()
    etag = quote_etag(sha256(written).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag) or HttpResponse(
        written, content_type="application/schema+json"
    )
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


def _versions(view_key: str) -> PlanVersionQuerySet:
    """Return a plan's versions, each with how often its pilots were saved, the first pilot first."""
    pilots = Pilot.objects.filter(plan=OuterRef("plan")).order_by("number").values("revision")
    found = PlanVersion.objects.filter(plan__view_key=view_key).select_related("plan")
    return found.annotate(pilots=ArraySubquery(pilots))


def _given(
    request: HttpRequest, version: PlanVersion | None, asked: PlanFormat, *, measured: bool = False
) -> HttpResponse:
    if version is None:
        raise Http404
    if not is_readable(version.plan):
        return gone(request, version.plan)
    pilots: list[int] = version.pilots if measured else []  # type: ignore[attr-defined]  # from the query
    etag = _etag(request, version, asked, pilots)
    response = None if settings.DEBUG else get_conditional_response(request, etag=etag)
    if response is None:
        if not asked.fits(advising.load(version.advice).decision):
            raise Http404("This plan has no pilot, so there is nothing to score or to run.")
        copy = _copy(request, version)
        if pilots:
            copy = replace(copy, document=measured_document(version, PAGES))
        response = HttpResponse(asked.write(copy), content_type=asked.content_type)
        response.headers["Content-Disposition"] = asked.disposition
    return for_holders(response, etag)


def _copy(request: HttpRequest, version: PlanVersion) -> Copy:
    return copy_of(
        version,
        catalog_of(version),
        base=base_url(request),
        permalink=version.plan.get_absolute_url(),
        fixed=reverse("wizard:fixed", args=[version.plan.view_key, version.number]),
    )


def _etag(request: HttpRequest, version: PlanVersion, asked: PlanFormat, pilots: Sequence[int]) -> str:
    """Return a tag of all that a file depends on: version, pilots, the key and host in its links, and our own files."""
    parts = (
        version.plan.view_key,
        str(version.number),
        base_url(request),
        asked.name,
        build_id(),
        _set_by(),
        *map(str, pilots),
    )
    return quote_etag(sha256("|".join(parts).encode()).hexdigest()[:32])


@cache
def _set_by() -> str:
    """Return what sets the pages of a PDF; worked out once a process."""
    return version_of("typst")
