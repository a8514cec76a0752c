"""What one request wrote on a form of the desk."""

from dataclasses import dataclass

from django.http import HttpRequest

from catalog.models import Revision

_NAME = "desk_edit"


@dataclass(slots=True)
class DeskEdit:
    """What a form wrote, from when it is saved until it is answered."""

    revision: Revision | None = None  # None: nothing differed

    def note(self, revision: Revision | None) -> None:
        """Remember the first revision that was written."""
        self.revision = self.revision or revision


def edit_of(request: HttpRequest) -> DeskEdit:
    """Return what a request has written so far."""
    edit = getattr(request, _NAME, None)
    if not isinstance(edit, DeskEdit):
        edit = DeskEdit()
        setattr(request, _NAME, edit)
    return edit
