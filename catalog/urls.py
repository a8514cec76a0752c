"""The addresses of the catalog."""

from django.urls import path

from catalog.views import about, comparing, evidence, history, learning, makers, models, reports, search, use_cases

app_name = "catalog"
urlpatterns = [
    path("models/", models.models, name="models"),
    path("models/compare/", comparing.comparison, name="compare"),
    path("models/<slug:slug>/", models.model, name="model"),
    path("use-cases/", use_cases.matrix, name="matrix"),
    path("use-cases/<slug:slug>/", use_cases.use_case, name="use_case"),
    path("use-cases/<slug:slug>/<slug:branch>/", use_cases.cell, name="cell"),
    path("modalities/", makers.modalities, name="modalities"),
    path("modalities/<slug:slug>/", makers.modality, name="modality"),
    path("providers/", makers.providers, name="providers"),
    path("providers/<slug:slug>/", makers.provider, name="provider"),
    path("industries/", makers.industries, name="industries"),
    path("industries/<slug:slug>/", makers.industry, name="industry"),
    path("machines/", makers.machines, name="machines"),
    path("roles/", makers.roles, name="roles"),
    path("roles/<slug:slug>/", makers.role, name="role"),
    path("learn/", learning.learn, name="learn"),
    path("learn/<slug:slug>/", learning.article, name="article"),
    path("glossary/", learning.glossary, name="glossary"),
    path("questions/", learning.questions, name="questions"),
    path("method/", learning.method, name="method"),
    path("claims/", evidence.claims, name="claims"),
    path("sources/", evidence.sources, name="sources"),
    path("sources/<slug:slug>/", evidence.source, name="source"),
    path("guidance/", evidence.guidance, name="guidance"),
    path("benchmarks/", evidence.benchmarks, name="benchmarks"),
    path("releases/", history.releases, name="releases"),
    path("releases/changes/", history.changes, name="changes"),
    path("releases/<int:number>/", history.release, name="release"),
    path("report/", reports.report, name="report"),
    path("report/thanks/", reports.thanks, name="report_thanks"),
    path("search/", search.search, name="search"),
    path("privacy/", about.privacy, name="privacy"),
    path("credits/", about.credits_, name="credits"),
]
