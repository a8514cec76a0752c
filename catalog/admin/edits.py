"""Whether one request wrote anything on a form of the desk."""

from collections.abc import Iterable

from django.http import HttpRequest

from catalog.models import Revision

_NAME = "has_written_at_the_desk"


def note_written(request: HttpRequest, revisions: Iterable[Revision | None]) -> None:
    """Remember that a form wrote something; of what differs in nothing there is no revision."""
    if any(revision is not None for revision in revisions):
        setattr(request, _NAME, True)


def has_written(request: HttpRequest) -> bool:
    return bool(getattr(request, _NAME, False))
