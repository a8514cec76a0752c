"""The site with the questions mounted, as they will be."""

from django.urls import include, path

from config.urls import urlpatterns as of_the_site

urlpatterns = [path("plan/", include("wizard.questions.urls")), *of_the_site]
