"""The addresses that machines ask for: feeds, the calendar, pictures of link previews."""

from django.urls import path

from catalog import calendars, cards, feeds

app_name = "machines"
urlpatterns = [
    path("releases/feed/", feeds.releases, name="releases"),
    path("changes/feed/", feeds.changes, name="changes"),
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("cards/home.png", cards.home, name="home_card"),
    path("cards/models/<slug:slug>.png", cards.model, name="model_card"),
]
