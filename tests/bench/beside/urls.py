"""The addresses that the bench adds to the site's."""

from django.urls import path

from config.urls import handler400, handler403, handler404, handler500, urlpatterns as site
from tests.bench.beside.formtools import Walk, step_forms
from tests.bench.beside.least import asks, bare

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]  # what Django looks for

walk = Walk.as_view(list(step_forms()), url_name="beside-step")

urlpatterns = [
    path("beside/bare/", bare),
    path("beside/asks/", asks),
    path("beside/walk/", walk, name="beside-walk"),
    path("beside/walk/<step>/", walk, name="beside-step"),
    *site,
]
