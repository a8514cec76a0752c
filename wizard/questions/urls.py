"""The addresses of the questions, below /plan/, where the browser's plan cookie is sent."""

from django.urls import URLPattern, URLResolver, path, register_converter
from django.urls.converters import StringConverter

from wizard.questions import views
from wizard.views import browser
from wizard.views.closed import private


class EditKeyConverter(StringConverter):
    """A private key in an address."""

    regex = browser.KEY.pattern


register_converter(EditKeyConverter, "edit_key")

app_name = "questions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("start/", views.start, name="start"),
    path("<edit_key:edit_key>/check/", private(views.check), name="check"),
    path("<edit_key:edit_key>/make/", private(views.make), name="make"),
    path("<edit_key:edit_key>/<slug:step>/<slug:page>/", private(views.page), name="page"),
]
