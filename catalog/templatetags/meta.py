"""What stands in a page's head for machines: previews of links, feeds, structured data."""

from typing import Any

import msgspec
from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from catalog.filters import ModelFilter
from catalog.releases import Edition
from catalog.structured import json_ld
from config.context import base_url

register = template.Library()

# A browser reads a data block up to these; JSON may write them otherwise.
HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


@register.simple_block_tag(takes_context=True)
def capture(context: Context, content: str, name: str) -> str:
    """Write what stands between this and `endcapture`, and store it: {% capture "title" %}…{% endcapture %}."""
    context[f"captured_{name}"] = content.strip()
    return content


@register.inclusion_tag("components/previews.html", takes_context=True)
def previews(context: Context) -> dict[str, Any]:
    """Write what a preview of a link to this page shows: title, sentence, picture."""
    request: HttpRequest | None = context.get("request")
    view, arguments = _place(request)
    shown = request is not None and bool(view)
    agreed = view == settings.PREVIEWED_BY_CONSENT and context.get("previews")
    # A plan's title and a key in an address are for those who hold the link.
    private = not (view.startswith(("catalog:", "api:")) or view in settings.PREVIEWED_VIEWS or agreed)
    picture, named = "machines:home_card", {}
    if view == "catalog:model":
        picture, named = "machines:model_card", {"slug": arguments["slug"]}
    elif view in {"catalog:matrix", "catalog:use_case", "catalog:cell"}:
        picture = "machines:matrix_card"
    return {
        "shown": shown,
        "title": f"A plan made with {settings.SITE_NAME}" if private else context.get("captured_title", ""),
        "text": "" if private else context.get("captured_description", ""),
        "address": "" if private else context.get("canonical_url", ""),
        "type": "article" if view == "catalog:article" else "website",
        "picture": f"{base_url(request)}{reverse(picture, kwargs=named)}" if request else "",
        "alternates": _alternates(view, arguments, context) if request else (),
    }


def _place(request: HttpRequest | None) -> tuple[str, dict[str, Any]]:
    match = request.resolver_match if request is not None else None
    return (match.view_name, dict(match.kwargs)) if match is not None else ("", {})


def _alternates(view: str, arguments: dict[str, Any], context: Context) -> tuple[tuple[str, str, str], ...]:
    """Return the other forms of a page: media type, title and path."""
    feed, calendar = "application/atom+xml", "text/calendar"
    releases = (feed, "Releases of the catalog", reverse("machines:releases"))
    retirements = (feed, "Retirements", reverse("machines:retirements"))
    dates = (calendar, "Retirements and announced prices", reverse("machines:calendar"))
    models = (feed, "New models", reverse("machines:models"))
    match view:
        case "catalog:models":
            wanted = context.get("wanted")
            query = wanted.query if isinstance(wanted, ModelFilter) else ""
            filtered = (feed, "New models that pass this filter", f"{reverse('machines:models')}?{query}")
            return (*((filtered,) if query else ()), models, retirements, dates)
        case "catalog:model" | "catalog:changes":
            return (models, retirements, dates)
        case "catalog:provider":
            own = (feed, "News of this firm", reverse("machines:provider", args=[arguments["slug"]]))
            return (own, retirements, dates)
        case "catalog:releases" | "catalog:release":
            return (releases,)
        case _:
            return (releases,) if view == settings.HOME_VIEW else ()


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """Write what the page says about itself as JSON-LD; a data block, which no browser runs."""
    request: HttpRequest | None = context.get("request")
    edition = context.get("edition")
    if request is None or not isinstance(edition, Edition):
        return SafeString()
    view, arguments = _place(request)
    found = json_ld(view, arguments, edition, base_url(request))
    if found is None:
        return SafeString()
    words = msgspec.json.encode(found).decode().translate(HARMLESS)
    # Nothing in it can end the block: its angle brackets are written as JSON escapes.
    return mark_safe(f'<script type="application/ld+json">{words}</script>')  # noqa: S308
