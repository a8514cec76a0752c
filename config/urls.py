"""Every address of the site, top to bottom."""

from django.contrib import admin
from django.urls import include, path

import catalog.api.endpoints
import catalog.api.openapi
import catalog.releases
import catalog.sitemaps
import catalog.urls
import wizard.api
import wizard.mcp.endpoint
import wizard.pilot.space
import wizard.urls
import wizard.views.public
from config import metrics, views

API = catalog.api.openapi.make(
    catalog.api.endpoints.router, wizard.api.router, tags=wizard.api.TAGS
)

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, {"newest_release": catalog.releases.newest}, name="readyz"),
    path("metrics", metrics.page, {"spaces": wizard.pilot.space.states}, name="metrics"),
    path("robots.txt", views.robots, name="robots"),
    path("favicon.ico", views.icon, {"name": "favicon.ico"}, name="favicon"),
    path("apple-touch-icon.png", views.icon, {"name": "apple-touch-icon.png"}, name="touch_icon"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path(".well-known/security.txt", views.security_contact, name="security_contact"),
    path(
        "sitemap.xml",
        catalog.sitemaps.sitemap,
        {"others": wizard.views.public.public_pages},
        name="sitemap",
    ),
    path("logo", views.logo, name="logo"),
    path("theme/", views.theme, name="theme"),
    path("api/", catalog.api.openapi.INDEX, name="api"),
    path("api/v1/", include((catalog.api.openapi.addresses(API), "api"))),
    path("mcp/", wizard.mcp.endpoint.endpoint, name="mcp"),
    path("", include("wizard.urls")),
    path("plan/", include("wizard.questions.urls")),
    path("", include(catalog.urls.machine_patterns)),
    path("", include(([*wizard.urls.of_the_catalog, *catalog.urls.urlpatterns], "catalog"))),
]

handler400 = "config.pages.bad_request"
handler403 = "config.views.forbidden"
handler500 = "config.views.failed"
