"""What a page says to search engines about itself: schema.org, as JSON-LD."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags

from catalog.releases import Edition
from config.problems import ROOT

type Thing = dict[str, Any]
type Describe = Callable[[Edition, Mapping[str, str], str], list[Thing]]

LICENCES = "/credits/"


def described(view: str, arguments: Mapping[str, str], edition: Edition, base: str) -> Thing | None:
    """Return what to say about the page of that name, or nothing."""
    things = DESCRIBED[view](edition, arguments, base) if view in DESCRIBED else []
    return {"@context": "https://schema.org", "@graph": things} if things else None


def _crumbs(base: str, *steps: tuple[str, str]) -> Thing:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": f"{base}{path}"}
            for place, (name, path) in enumerate((("Pilotlight", "/"), *steps), start=1)
        ],
    }


def _site(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:  # noqa: ARG001  # as the others
    return [{"@type": "WebSite", "name": "Pilotlight", "url": f"{base}/", "inLanguage": "en-GB"}]


def _dataset(  # noqa: PLR0913  # what a dataset says of itself
    base: str, edition: Edition, *, name: str, about: str, path: str, csv: str
) -> Thing:
    return {
        "@type": "Dataset",
        "name": name,
        "description": about,
        "url": f"{base}{path}",
        "version": str(edition.number),
        "dateModified": edition.published_at.date().isoformat(),
        "isAccessibleForFree": True,
        "license": f"{base}{LICENCES}",
        "creator": {"@type": "Organization", "name": "Pilotlight", "url": f"{base}/"},
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": "text/csv", "contentUrl": f"{base}{csv}"},
            {
                "@type": "DataDownload",
                "encodingFormat": "application/json",
                "contentUrl": f"{base}{ROOT}catalog.json",
            },
        ],
    }


def _models(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:  # noqa: ARG001  # as the others
    path = reverse("catalog:models")
    about = (
        f"{len(edition.catalog.models)} AI models: what goes in and comes out, limits, licence, life, prices and scores, "
        "each with its source and its day."
    )
    return [
        _crumbs(base, ("Models", path)),
        _dataset(base, edition, name="AI models", about=about, path=path, csv=f"{ROOT}models?format=csv"),
    ]


def _matrix(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:  # noqa: ARG001  # as the others
    path = reverse("catalog:matrix")
    about = (
        f"{len(edition.catalog.use_cases)} jobs, and whether a language model or other generative AI does each, with the "
        "reason, the condition and the source of every answer."
    )
    return [
        _crumbs(base, ("Jobs", path)),
        _dataset(
            base, edition, name="Which kind of AI for which job", about=about, path=path, csv=f"{ROOT}matrix?format=csv"
        ),
    ]


def _under(title: str, parent: str, kind: str, called: str = "name") -> Describe:
    """Describe the page of a row of a kind as standing under the list of all of them."""

    def describe(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:
        above = reverse(f"catalog:{parent}")
        names = (getattr(row, called) for row in getattr(edition.catalog, kind) if row.slug == arguments["slug"])
        return [_crumbs(base, (title, above), (name, f"{above}{arguments['slug']}/")) for name in names]

    return describe


def _cell(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:
    case = edition.catalog.use_case.get(arguments["slug"])
    if case is None:
        return []
    steps = (
        ("Jobs", reverse("catalog:matrix")),
        (case.name, reverse("catalog:use_case", args=[case.slug])),
        (arguments["branch"], reverse("catalog:cell", args=[case.slug, arguments["branch"]])),
    )
    return [_crumbs(base, *steps)]


def _article(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:
    found = next((row for row in edition.catalog.articles if row.slug == arguments["slug"]), None)
    if found is None:
        return []
    path = reverse("catalog:article", args=[found.slug])
    return [
        _crumbs(base, ("Learn", reverse("catalog:learn")), (found.title, path)),
        {
            "@type": "Article",
            "headline": found.title,
            "description": found.summary,
            "dateModified": found.as_of.isoformat(),
            "inLanguage": "en-GB",
            "url": f"{base}{path}",
            "author": {"@type": "Organization", "name": "Pilotlight", "url": f"{base}/"},
            "image": f"{base}{reverse('machines:home_card')}",
        },
    ]


def _questions(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:  # noqa: ARG001  # as the others
    return [
        _crumbs(base, ("Questions", reverse("catalog:questions"))),
        {
            "@type": "FAQPage",
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": row.question,
                    "acceptedAnswer": {"@type": "Answer", "text": " ".join(strip_tags(row.html).split())},
                }
                for row in edition.catalog.questions
            ],
        },
    ]


def _terms(edition: Edition, arguments: Mapping[str, str], base: str) -> list[Thing]:  # noqa: ARG001  # as the others
    path = reverse("catalog:glossary")
    return [
        _crumbs(base, ("Glossary", path)),
        {
            "@type": "DefinedTermSet",
            "name": "Glossary",
            "url": f"{base}{path}",
            "hasDefinedTerm": [
                {"@type": "DefinedTerm", "name": row.term, "description": row.meaning} for row in edition.catalog.terms
            ],
        },
    ]


DESCRIBED: dict[str, Describe] = {
    settings.HOME_VIEW: _site,
    "catalog:models": _models,
    "catalog:model": _under("Models", "models", "models"),
    "catalog:matrix": _matrix,
    "catalog:use_case": _under("Jobs", "matrix", "use_cases"),
    "catalog:cell": _cell,
    "catalog:industry": _under("Trades", "industries", "industries"),
    "catalog:modality": _under("Media", "modalities", "modalities"),
    "catalog:provider": _under("Providers", "providers", "providers"),
    "catalog:role": _under("Roles", "roles", "roles"),
    "catalog:source": _under("Sources", "sources", "sources", called="title"),
    "catalog:article": _article,
    "catalog:questions": _questions,
    "catalog:glossary": _terms,
}
