"""The addresses of the wizard."""

from django.urls import URLPattern, URLResolver, path, register_converter

from wizard.converters import Export, Key
from wizard.views import exports, home, plan, walk

register_converter(Key, "key")
register_converter(Export, "export")

app_name = "wizard"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="front"),
    path("p/<key:view_key>/", plan.shared, name="shared"),
    path("p/<key:view_key>/v/<int:number>/", plan.fixed, name="fixed"),
    path("p/<key:view_key>/<export:name>", exports.latest, name="export"),
    path("p/<key:view_key>/v/<int:number>/<export:name>", exports.fixed, name="export_fixed"),
    path("p/plan.schema.json", exports.schema, name="schema"),
    path("plan/examples/", plan.examples, name="examples"),
    path("plan/examples/<slug:slug>/", plan.example, name="example"),
    path("plan/", walk.mine, name="mine"),
    path("plan/new/", walk.new, name="new"),
    path("plan/<key:edit_key>/", plan.owned, name="home"),
    path("plan/<key:edit_key>/check/", walk.check, name="check"),
    path("plan/<key:edit_key>/exit/", walk.exit_, name="exit"),
    path("plan/<key:edit_key>/make/", walk.make, name="make"),
    path("plan/<key:edit_key>/<slug:step>/<slug:page>/", walk.page, name="page"),
]
