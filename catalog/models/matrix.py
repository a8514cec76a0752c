"""The jobs businesses ask about, and how each branch of AI does them."""

from typing import override

from django.db import models
from django.db.models import F, Q

from catalog.models.base import must, single
from catalog.models.rows import DeskRow


class UseCase(DeskRow, kind="use_cases"):
    """A job for which businesses ask for AI. Every amount is an estimate of the editors, per unit."""

    rules = (
        must(
            "use_case_high_risk_names_point",
            Q(high_risk=False, annex_iii="") | Q(high_risk=True, annex_iii__regex=r"\S"),
            "A high-risk use names its point of Annex III, and no other use does.",
        ),
        must("use_case_makes_something", Q(outputs__len__gt=0), "Tick at least one kind of result."),
        must(
            "use_case_tokens_not_negative",
            (Q(tokens_in__isnull=True) | Q(tokens_in__gte=0)) & (Q(tokens_out__isnull=True) | Q(tokens_out__gte=0)),
            "Tokens cannot be below 0. Leave them empty if they are unknown.",
        ),
    )


class Cell(DeskRow, kind="cells"):
    """How one branch of AI does one use case, why, and on what condition."""

    locked = models.TextField(
        "locked",
        blank=True,
        default="",
        help_text="Why nobody may change it for now. Example: Two studies disagree; we wait for the third in May.",
    )

    rules = (
        must(
            "cell_review_after_as_of",
            Q(review_by__isnull=True) | Q(review_by__gt=F("as_of")),
            "The day to look again comes after the day of the source.",
        ),
        must(
            "cell_lock_is_for_disputes",
            Q(locked="") | Q(disputed__regex=r"\S"),
            "Only a disputed cell is locked. Write down both sides first.",
        ),
        single(
            "cell_is_single",
            "use_case",
            "branch",
            sentence="This use case has a cell for this branch already. Change that one instead.",
        ),
    )

    @override
    def __str__(self) -> str:
        """Return branch and fit; the list shows the use case beside it."""
        return f"{self.get_branch_display()}: {self.get_fit_display()}"


class Finding(DeskRow, kind="findings"):
    """What somebody else measured, ruled or documented of a job, beside an answer of the matrix."""

    rules = (
        single(
            "finding_is_single",
            "use_case",
            "branch",
            "source",
            sentence="This source has a finding on this answer already. Change that one instead.",
        ),
    )


class Contrast(DeskRow, kind="contrasts"):
    """One row of the table that sets language models against generative AI as a whole."""
