"""Where facts were read."""

from django.db.models import F, Q

from catalog.models.base import must
from catalog.models.rows import DeskRow


class Source(DeskRow, kind="sources"):
    """Where a fact was read, and who speaks there."""

    rules = (
        must(
            "source_read_after_published",
            Q(published__isnull=True) | Q(retrieved__isnull=True) | Q(retrieved__gte=F("published")),
            "A source cannot be read before it was published. Check the two days.",
        ),
    )
