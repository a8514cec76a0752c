"""The source that a list is credited as, once something is taken of it."""

from typing import Any

from catalog import desk
from catalog.models import Source
from catalog.watch.watched_lists import WatchedList


def credited(watched: WatchedList) -> Any:
    """Return the source of a list, which is credited from now on."""
    row = Source.objects.filter(slug=watched.slug).order_by("pk").first()
    if row is None:
        row = Source()
        desk.apply_fact(row, watched.credit)
        desk.write(row, author=None, note="A list that is looked at every week.")
    return row
