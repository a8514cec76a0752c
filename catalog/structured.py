"""What a page says to search engines about itself: schema.org, as JSON-LD."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags

from catalog.naming import name_of
from catalog.registry import PAGES
from catalog.releases import Edition
from catalog.schema import Catalog
from config.problems import ROOT

type Thing = dict[str, Any]

LICENCES = "/credits/"
# The page of a row, and the page above it, where all rows of its kind are: what it is called and its address.
LISTS = {
    "model": ("Models", "models"),
    "use_case": ("Jobs", "matrix"),
    "industry": ("Trades", "industries"),
    "modality": ("Media", "modalities"),
    "tool": ("Tools", "tools"),
    "provider": ("Providers", "providers"),
    "job_role": ("Job roles", "job_roles"),
    "source": ("Sources", "sources"),
    "article": ("Learn", "learn"),
}


def json_ld(view: str, arguments: Mapping[str, str], edition: Edition, base: str) -> Thing | None:
    """Return what to say about the page of that name, or nothing."""
    things = _things(view.removeprefix("catalog:"), arguments, edition, base)
    return {"@context": "https://schema.org", "@graph": things} if things else None


def _things(  # noqa: PLR0911  # one case a page
    view: str, arguments: Mapping[str, str], edition: Edition, base: str
) -> list[Thing]:
    catalog = edition.catalog
    match view:
        case settings.HOME_VIEW:
            return [{"@type": "WebSite", "name": settings.SITE_NAME, "url": f"{base}/", "inLanguage": "en-GB"}]
        case "models":
            about = (
                f"{len(catalog.models)} AI models: what goes in and comes out, limits, licence, life, prices and scores, "
                "each with its source and its day."
            )
            return _list_of(base, edition, ("Models", reverse("catalog:models")), "AI models", about, "models")
        case "matrix":
            about = (
                f"{len(catalog.use_cases)} jobs, and whether a language model or other generative AI does each, with the "
                "reason, the condition and the source of every answer."
            )
            name = "Which kind of AI for which job"
            return _list_of(base, edition, ("Jobs", reverse("catalog:matrix")), name, about, "matrix")
        case "cell" if (case := catalog.use_case.get(arguments["slug"])) is not None:
            page = reverse("catalog:use_case", args=[case.slug])
            steps = (("Jobs", reverse("catalog:matrix")), (case.name, page))
            return [_crumbs(base, *steps, (arguments["branch"], f"{page}{arguments['branch']}/"))]
        case "faq":
            answers = ((row.question, " ".join(strip_tags(row.html).split())) for row in catalog.faq)
            asked = [
                {"@type": "Question", "name": name, "acceptedAnswer": {"@type": "Answer", "text": text}}
                for name, text in answers
            ]
            crumbs = _crumbs(base, ("FAQ", reverse("catalog:faq")))
            return [crumbs, {"@type": "FAQPage", "mainEntity": asked}]
        case "glossary":
            path = reverse("catalog:glossary")
            words = [{"@type": "DefinedTerm", "name": row.term, "description": row.meaning} for row in catalog.terms]
            return [
                _crumbs(base, ("Glossary", path)),
                {"@type": "DefinedTermSet", "name": "Glossary", "url": f"{base}{path}", "hasDefinedTerm": words},
            ]
        case _ if view in LISTS:
            return _row(catalog, view, arguments["slug"], base)
        case _:
            return []


def _row(catalog: Catalog, view: str, slug: str, base: str) -> list[Thing]:
    kind, (title, above) = PAGES[view], LISTS[view]
    row = kind.find(getattr(catalog, kind.name), slug)
    if row is None:
        return []
    path = reverse(f"catalog:{view}", args=[slug])
    crumbs = _crumbs(base, (title, reverse(f"catalog:{above}")), (name_of(catalog, kind, row), path))
    if view != "article":
        return [crumbs]
    article = {
        "@type": "Article",
        "headline": row.title,
        "description": row.summary,
        "dateModified": row.as_of.isoformat(),
        "inLanguage": "en-GB",
        "url": f"{base}{path}",
        "author": _us(base),
        "image": f"{base}{reverse('machines:home_card')}",
    }
    return [crumbs, article]


def _list_of(  # noqa: PLR0913, PLR0917  # what a dataset says of itself
    base: str, edition: Edition, step: tuple[str, str], name: str, about: str, csv: str
) -> list[Thing]:
    files = (("text/csv", f"{ROOT}{csv}?format=csv"), ("application/json", f"{ROOT}catalog.json"))
    dataset = {
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": f"{base}{step[1]}",
        "version": str(edition.number),
        "dateModified": edition.published_at.date().isoformat(),
        "isAccessibleForFree": True,
        "license": f"{base}{LICENCES}",
        "creator": _us(base),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": form, "contentUrl": f"{base}{path}"} for form, path in files
        ],
    }
    return [_crumbs(base, step), dataset]


def _us(base: str) -> Thing:
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": f"{base}/"}


def _crumbs(base: str, *steps: tuple[str, str]) -> Thing:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": f"{base}{path}"}
            for place, (name, path) in enumerate(((settings.SITE_NAME, "/"), *steps), start=1)
        ],
    }
