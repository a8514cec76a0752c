"""The addresses of the catalog.

Those of use cases are routed before these, under the catalog’s names.
"""

from django.urls import path

from catalog import cards, feeds
from catalog.views import (
    about,
    app,
    apps,
    as_text,
    benchmarks,
    calendar,
    changes,
    claims,
    compare_apps,
    compare_models,
    evidence,
    history,
    learning,
    makers,
    matrix,
    model,
    models,
    price_levels,
    search,
)

app_name = "catalog"
urlpatterns = [
    path("models/", models.models, name="models"),
    path("models/compare/", compare_models.comparison, name="compare"),
    path("models/<slug:slug>/", model.model, name="model"),
    path("changes/", changes.changes, name="changes"),
    path("prices/", price_levels.prices, name="prices"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("use-cases/", matrix.matrix, name="matrix"),
    path("apps/", apps.apps, name="apps"),
    path("apps/compare/", compare_apps.app_comparison, name="compare_apps"),
    path("apps/<slug:slug>/", app.app, name="app"),
    path("modalities/", makers.modalities, name="modalities"),
    path("modalities/<slug:slug>/", makers.modality, name="modality"),
    path("providers/", makers.providers, name="providers"),
    path("providers/<slug:slug>/", makers.provider, name="provider"),
    path("industries/", makers.industries, name="industries"),
    path("industries/<slug:slug>/", makers.industry, name="industry"),
    path("machines/", makers.machines, name="machines"),
    path("job-roles/", makers.job_roles, name="job_roles"),
    path("learn/", learning.learn, name="learn"),
    path("learn/contrasts/", learning.contrasts, name="contrasts"),
    path("learn/<slug:slug>/", learning.article, name="article"),
    path("glossary/", learning.glossary, name="glossary"),
    path("questions/", learning.faq, name="faq"),
    path("method/", learning.method, name="method"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<slug:slug>/", claims.claim, name="claim"),
    path("sources/", evidence.sources, name="sources"),
    path("sources/<slug:slug>/", evidence.source, name="source"),
    path("guidance/", evidence.guidance, name="guidance"),
    path("benchmarks/", benchmarks.benchmarks, name="benchmarks"),
    path("releases/", history.releases, name="releases"),
    path("releases/changes/", history.differences_between, name="release_changes"),
    path("releases/<int:number>/", history.release, name="release"),
    path("report/", about.report, name="report"),
    path("report/thanks/", about.thanks, name="report_thanks"),
    path("search/", search.search, name="search"),
    path("privacy/", about.privacy, name="privacy"),
    path("use-it/", about.use_it, name="use_it"),
    path("credits/", about.credits_, name="credits"),
]
# What machines ask for: pages as Markdown, feeds, calendars, files of figures, framed pages,
# pictures of link previews.
machine_patterns = (
    [
        path("llms.txt", as_text.llms, name="llms"),
        *(
            path(
                f"{folder}/<slug:slug>.md",
                as_text.row_as_text,
                {"kind": kind},
                name=f"{kind}_as_text",
            )
            for kind, folder in as_text.FOLDERS.items()
        ),
        path("releases/feed/", feeds.releases, name="releases"),
        path("apps/feed/", feeds.app_prices, name="app_prices"),
        path("changes/feed/", feeds.changes, name="changes"),
        path("calendar.ics", feeds.calendar, name="calendar"),
        path("calendar/feed/", feeds.upcoming_changes, name="upcoming"),
        path("calendar/calendar.csv", calendar.calendar_csv, name="calendar_csv"),
        path("calendar/calendar.json", calendar.calendar_json, name="calendar_json"),
        path("calendar/calendar.svg", calendar.calendar_svg, name="calendar_svg"),
        path("prices/prices.csv", price_levels.prices_csv, name="prices_csv"),
        path("prices/prices.json", price_levels.prices_json, name="prices_json"),
        path("prices/<slug:slug>.svg", price_levels.prices_svg, name="prices_svg"),
        path("embed/prices/", price_levels.framed_prices, name="framed_prices"),
        path("embed/calendar/", calendar.framed_calendar, name="framed_calendar"),
        path("cards/home.png", cards.home, name="home_card"),
        path("cards/models/<slug:slug>.png", cards.model, name="model_card"),
    ],
    "machines",
)
