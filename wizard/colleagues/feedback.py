"""What colleagues and vendors left on a plan: questions, approvals and replies.

Pages of versions never show it.
"""

from dataclasses import dataclass
from datetime import date

from catalog.schema import group_pairs
from wizard.models import About, Plan, PlanQuestion, SignOff
from wizard.plans import replies
from wizard.plans.overlay import VendorReply


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFeedback:
    questions: tuple[PlanQuestion, ...] = ()  # oldest first
    takes_questions: bool = True
    signoffs: tuple[SignOff, ...] = ()
    takes_signoffs: bool = True
    replies: tuple[VendorReply, ...] = ()  # those that count today

    @property
    def all_asked(self) -> list[tuple[About, tuple[PlanQuestion, ...]]]:
        rows_of = group_pairs((row.about, row) for row in self.questions)
        return [(about, rows_of[about.value]) for about in About if about.value in rows_of]

    @property
    def to_answer(self) -> int:
        return sum(question.answered is None for question in self.questions)

    @property
    def active_signoffs(self) -> tuple[SignOff, ...]:
        return tuple(row for row in self.signoffs if row.taken_back is None)


def of(plan: Plan, on: date) -> PlanFeedback:
    """Return what colleagues and vendors left beside a plan, in three queries."""
    return PlanFeedback(
        questions=tuple(plan.questions.order_by("asked", "pk")),
        takes_questions=plan.takes_questions,
        signoffs=tuple(SignOff.objects.of_plan(plan.pk)),
        takes_signoffs=plan.takes_signoffs,
        replies=replies.counting(plan, on),
    )
