"""What people read: claims, articles, terms and the FAQ."""

from django.db.models import F, Q

from catalog.models.base import must
from catalog.models.rows import DeskRow

FIRST_YEAR, LAST_YEAR = 1900, 2200


class Claim(DeskRow, kind="claims"):
    """A figure somebody states, and what is wrong with it."""

    rules = (
        must(
            "claim_answer_has_job",
            Q(answer__isnull=True) | Q(use_case__isnull=False),
            "An answer in words needs the job it speaks of.",
        ),
        must(
            "claim_values_in_order",
            Q(value_high__isnull=True) | Q(value__isnull=False, value_high__gte=F("value")),
            "The upper value needs a lower one that is not above it.",
        ),
        must(
            "claim_years_plausible",
            (Q(year__isnull=True) | Q(year__range=(FIRST_YEAR, LAST_YEAR)))
            & (Q(horizon__isnull=True) | Q(horizon__range=(FIRST_YEAR, LAST_YEAR))),
            "Write years with four digits, for example 2026.",
        ),
        must(
            "claim_reaches_forward",
            Q(year__isnull=True) | Q(horizon__isnull=True) | Q(horizon__gte=F("year")),
            "A forecast cannot end before it starts. Check the two years.",
        ),
    )


class Article(DeskRow, kind="articles"):
    """A page of the learning shelf."""


class Term(DeskRow, kind="terms"):
    """A word of the trade in plain words."""


class FaqEntry(DeskRow, kind="faq"):
    """A question people ask before they start, answered."""


class Synonym(DeskRow, kind="synonyms"):
    """What people type into the search, and the words of this catalog that are meant."""
