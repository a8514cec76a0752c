"""What stands in a page's head for machines: previews of links, feeds, structured data."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import msgspec
from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe

from catalog import query
from catalog.claims import claim_reviews
from catalog.data_files import toml_named
from catalog.formatting import capitalise, inline_label
from catalog.naming import name_of, name_or_slug
from catalog.references import as_html
from catalog.registry import PAGES
from catalog.releases import Edition
from catalog.schema import AiModel, App, Article, Catalog, Claim, FaqEntry, Term
from catalog.templatetags.pilotlight import day_of
from catalog.views.as_text import FOLDERS, address_as_text
from catalog.vocabulary import Direction, Known, Medium
from config.context import base_url
from config.problems import ROOT

type Thing = dict[str, Any]

ATOM = "application/atom+xml"
LICENCES = "/credits/"
# The pages of lists that are not called as their kind.
ABOVE = {"use_cases": ("Jobs", "matrix"), "articles": ("Learn", "learn")}
DATASETS = toml_named(__file__, "datasets")  # lists that are data sets
register = template.Library()

# A browser reads a data block up to these; JSON may write them otherwise.
HARMLESS = {
    ord("<"): "\\u003C",
    ord(">"): "\\u003E",
    ord("&"): "\\u0026",
    0x2028: "\\u2028",
    0x2029: "\\u2029",
}


@register.simple_block_tag(takes_context=True)
def capture(context: Context, content: str, name: str) -> str:
    """Write and store what stands before `endcapture`: {% capture "title" %}…{% endcapture %}."""
    context[f"captured_{name}"] = content.strip()
    return content


# What the parts of a page say of it to previews.
PREVIEWED = ("captured_title", "captured_description", "canonical_url", "card")


@register.inclusion_tag("components/previews.html", takes_context=True)
def previews(context: Context) -> dict[str, Any]:
    """Write what a preview of a link to this page shows: title, sentence, picture."""
    request = _request_of(context)
    view, arguments = _matched(request)
    # A plan's title and a key in an address are for those who hold the link, unless its view says
    # `previews`.
    is_public = view.startswith(("catalog:", "api:")) or bool(context.get("previews"))
    previewed = {name: context.get(name, "") for name in PREVIEWED} if is_public else {}
    preview = {
        "shown": bool(view),
        "title": previewed.get("captured_title", f"A plan made with {settings.SITE_NAME}"),
        "text": previewed.get("captured_description", ""),
        "address": previewed.get("canonical_url", ""),
        "type": "article" if view == "catalog:article" else "website",
        "picture": "",
        "alternates": (),
    }
    if not view:
        return preview
    # A page that has a picture of its own names its address.
    card = previewed.get("card") or _card_of(view, arguments)
    alternates = (*_as_text(view, arguments), *_alternates(view, arguments, context))
    return preview | {"picture": f"{base_url(request)}{card}", "alternates": alternates}


def _card_of(view: str, arguments: Mapping[str, str]) -> str:
    if view == "catalog:model":
        return reverse("machines:model_card", kwargs={"slug": arguments["slug"]})
    return reverse("machines:home_card")


def _plain_answer(answer: str, edition: Edition) -> str:
    html = as_html(answer, edition.catalog, day_of(edition))
    return " ".join(strip_tags(html).split())


def _request_of(context: Context) -> HttpRequest:
    """Return what asked for a page; an empty request where nothing did, as where all fails."""
    request: HttpRequest = context.get("request") or HttpRequest()
    return request


def _matched(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    """Return the name of the view that answers, and what its address names."""
    match = request.resolver_match
    if match is None:
        return "", {}
    return match.view_name, dict(match.kwargs)


def _as_text(view: str, arguments: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield the Markdown of a page that has one."""
    kind = PAGES.get(view.removeprefix("catalog:"))
    if kind is not None and kind.name in FOLDERS:
        yield "text/markdown", "As Markdown", address_as_text(kind.name, arguments["slug"])


def _alternates(
    view: str, arguments: dict[str, Any], context: Context
) -> tuple[tuple[str, str, str], ...]:
    """Return the other forms of a page: media type, title and path."""
    feed = reverse("machines:changes")
    changes = (ATOM, "Changes", feed)
    releases = (ATOM, "Releases of the catalog", reverse("machines:releases"))
    dates = ("text/calendar", "Retirements and announced prices", reverse("machines:calendar"))
    match view:
        case "catalog:changes" if (form := context.get("form")) and form.query:
            narrowed = (ATOM, "Changes that pass this filter", f"{feed}?{form.query}")
            return narrowed, changes, dates
        case "catalog:models" | "catalog:model" | "catalog:changes":
            return changes, dates
        case "catalog:calendar":
            return (ATOM, "Price rises and ends of sale", reverse("machines:upcoming")), dates
        case "catalog:apps" | "catalog:app":
            return (_app_prices(arguments),)
        case "catalog:provider":
            of_firm = f"{feed}?provider={arguments['slug']}"
            return (ATOM, "News of this firm", of_firm), dates
    tells_releases = view in {"catalog:releases", "catalog:release"}
    return (releases,) if tells_releases or is_home(_request_of(context)) else ()


def _app_prices(arguments: dict[str, Any]) -> tuple[str, str, str]:
    address = reverse("machines:app_prices")
    if not arguments:
        return ATOM, "Prices of apps", address
    return ATOM, "Prices of this app", f"{address}?app={arguments['slug']}"


@register.simple_tag(takes_context=True)
def structured_data(context: Context) -> SafeString:
    """Write what the page says about itself as JSON-LD; a data block, which no browser runs."""
    request, edition = _request_of(context), context.get("edition")
    view, arguments = _matched(request)
    # A version's page is written where nobody asks for it, and no site is known.
    if not view or not isinstance(edition, Edition):
        return SafeString()
    base = base_url(request)
    if is_home(request):
        things: list[Thing] = [_site(base)]
    else:
        things = _things(view.removeprefix("catalog:"), arguments, edition, base)
    if not things:
        return SafeString()
    graph = {"@context": "https://schema.org", "@graph": things}
    words = msgspec.json.encode(graph).decode().translate(HARMLESS)
    # Nothing in it can end the block: its angle brackets are written as JSON escapes.
    return mark_safe(f'<script type="application/ld+json">{words}</script>')  # noqa: S308


def is_home(request: HttpRequest) -> bool:
    """Tell whether a request is for the first page of the site."""
    return request.path_info == "/"


def _site(base: str) -> Thing:
    return {
        "@type": "WebSite",
        "name": settings.SITE_NAME,
        "url": f"{base}/",
        "inLanguage": "en-GB",
    }


def _things(  # one case a page
    view: str, arguments: Mapping[str, str], edition: Edition, base: str
) -> list[Thing]:
    catalog = edition.catalog
    if view in DATASETS:
        rows = getattr(catalog, DATASETS[view].get("rows", view))
        return _dataset(view, len(rows), edition, base)
    match view:
        case "cell" if (case := catalog.use_case.get(arguments["slug"])) is not None:
            page, branch = reverse("catalog:use_case", args=[case.slug]), arguments["branch"]
            steps = (("Jobs", reverse("catalog:matrix")), (case.name, page))
            return [_crumbs(base, *steps, (branch, f"{page}{branch}/"))]
        case "faq":
            questions = [_question(row, edition) for row in catalog.faq]
            crumbs = _crumbs(base, ("FAQ", reverse("catalog:faq")))
            return [crumbs, {"@type": "FAQPage", "mainEntity": questions}]
        case "glossary":
            return _terms(edition, base)
        case _ if view in PAGES and view != "cell":
            return _row(catalog, view, arguments["slug"], base, day_of(edition))
        case _:
            return []


def _row(catalog: Catalog, view: str, slug: str, base: str, on: date) -> list[Thing]:
    kind = PAGES[view]
    title, above = ABOVE.get(kind.name, (capitalise(kind.many), kind.name))
    row = kind.find(catalog, slug)
    if row is None:
        return []
    path = reverse(f"catalog:{view}", args=[slug])
    url = f"{base}{path}"
    name = name_of(catalog, kind, row)
    crumbs = _crumbs(base, (title, reverse(f"catalog:{above}")), (name, path))
    match view:
        case "model":
            thing = _model(catalog, row, url)
        case "app":
            thing = _app(catalog, row, url, on)
        case "claim":
            thing = _claim_review(catalog, row, url, base, on)
        case "article":
            thing = _article(row, url, base)
        case _:
            return [crumbs]
    return [crumbs, thing]


def _article(article: Article, url: str, base: str) -> Thing:
    return {
        "@type": "Article",
        "headline": article.title,
        "description": article.summary,
        "dateModified": article.as_of.isoformat(),
        "inLanguage": "en-GB",
        "url": url,
        "author": _us(base),
        "image": f"{base}{reverse('machines:home_card')}",
    }


def _question(row: FaqEntry, edition: Edition) -> Thing:
    answer = {"@type": "Answer", "text": _plain_answer(row.answer, edition)}
    return {"@type": "Question", "name": row.question, "acceptedAnswer": answer}


def _terms(edition: Edition, base: str) -> list[Thing]:
    """Return the glossary as a set of terms, each at its place on the page."""
    path = reverse("catalog:glossary")
    url = f"{base}{path}"
    rows = sorted(edition.catalog.terms, key=lambda row: row.slug)
    terms = [_term(row, url) for row in rows]
    glossary = {"@type": "DefinedTermSet", "@id": url, "name": "Glossary", "url": url}
    return [_crumbs(base, ("Glossary", path)), {**glossary, "hasDefinedTerm": terms}]


def _claim_review(catalog: Catalog, claim: Claim, url: str, base: str, on: date) -> Thing:
    """Return what we say of a claim; who is named for it is left out where nobody is."""
    claimed: Thing = {"@type": "Claim", "name": claim.sentence}
    if claim.attributed_to:
        claimed["author"] = {"@type": "Organization", "name": claim.attributed_to}
    status = claim_reviews(catalog, on)[claim.slug].status
    return {
        "@type": "ClaimReview",
        "url": url,
        "claimReviewed": claim.sentence,
        "datePublished": claim.as_of.isoformat(),
        "author": _us(base),
        "itemReviewed": claimed,
        "reviewRating": {"@type": "Rating", "alternateName": status.label},
    }


def _model(catalog: Catalog, model: AiModel, url: str) -> Thing:
    """Return a model with its inputs and outputs, as sources say; what nobody says is left out."""
    maker = name_or_slug(catalog.provider, model.provider)
    return {
        "@type": "Product",
        "name": model.name,
        "url": url,
        "brand": {"@type": "Brand", "name": maker},
        "additionalProperty": [*_media_answers(catalog, model)],
    }


def _media_answers(catalog: Catalog, model: AiModel) -> Iterator[Thing]:
    for direction, medium in product(Direction, Medium):
        answer = query.media_answer(catalog, model, direction, medium).answer
        if answer is not Known.UNKNOWN:
            name = f"{direction.label} {inline_label(medium)}"
            yield {"@type": "PropertyValue", "name": name, "value": answer.value}


def _term(row: Term, url: str) -> Thing:
    return {
        "@type": "DefinedTerm",
        "name": row.term,
        "description": row.meaning,
        "termCode": row.slug,
        "url": f"{url}#{row.slug}",
        "inDefinedTermSet": url,
    }


def _app(catalog: Catalog, app: App, url: str, on: date) -> Thing:
    """Return an app with its plans' costs on a day; a plan without a stated price is no offer."""
    maker = name_or_slug(catalog.provider, app.maker)
    software = {
        "@type": "SoftwareApplication",
        "name": app.name,
        "description": app.about,
        "url": url,
        "applicationCategory": "BusinessApplication",
        "operatingSystem": ", ".join(row.label for row in app.runs_on),
        "author": {"@type": "Organization", "name": maker},
        "offers": [*_offers(catalog, app, on)],
    }
    return {name: value for name, value in software.items() if value}


def _offers(catalog: Catalog, app: App, on: date) -> Iterator[Thing]:
    for plan in catalog.plans_of.get(app.slug, ()):
        price = query.plan_price(catalog, plan.slug, on)
        if price is None or not query.current(catalog, price, on):
            continue
        stated = {
            "@type": "UnitPriceSpecification",
            "price": format(price.amount, "f"),
            "priceCurrency": price.currency.value,
            "unitText": price.unit.label,
            "validFrom": price.valid_from.isoformat(),
        }
        yield {"@type": "Offer", "name": plan.name, "priceSpecification": stated}


def _dataset(view: str, count: int, edition: Edition, base: str) -> list[Thing]:
    listed = DATASETS[view]
    path = reverse(f"catalog:{view}")
    table = reverse(listed["csv"]) if "csv" in listed else f"{ROOT}{view}?format=csv"
    data = reverse(listed["json"]) if "json" in listed else f"{ROOT}catalog.json"
    files = {"text/csv": f"{base}{table}", "application/json": f"{base}{data}"}
    dataset = {
        "@type": "Dataset",
        "name": listed["name"],
        "description": listed["about"].format(count),
        "url": f"{base}{path}",
        "version": str(edition.number),
        "dateModified": edition.published_at.date().isoformat(),
        "isAccessibleForFree": True,
        "license": f"{base}{LICENCES}",
        "creator": _us(base),
        "distribution": [_download(form, file) for form, file in files.items()],
    }
    return [_crumbs(base, (listed["crumb"], path)), dataset]


def _us(base: str) -> Thing:
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{base}/"}


def _download(form: str, file: str) -> Thing:
    return {"@type": "DataDownload", "encodingFormat": form, "contentUrl": file}


def _crumbs(base: str, *steps: tuple[str, str]) -> Thing:
    items = []
    for position, (name, path) in enumerate([(settings.SITE_NAME, "/"), *steps], start=1):
        step = {"@type": "ListItem", "position": position, "name": name}
        items.append({**step, "item": f"{base}{path}"})
    return {"@type": "BreadcrumbList", "itemListElement": items}
