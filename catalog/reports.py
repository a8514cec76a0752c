"""Readers' reports: taken in, and never too many from one visitor."""

from django.http import HttpRequest

from catalog import limits
from catalog.limits import Refused
from catalog.models import Report


def take(request: HttpRequest, *, page: str, text: str, contact: str, release: int) -> Report | Refused:
    """Put a report into the editors' queue, unless this visitor, or everybody together, has sent too many."""
    refused = limits.ask(request, "reports")
    return refused or Report.objects.create(page=page, text=text, contact=contact, release=release)
