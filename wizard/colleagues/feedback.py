"""What colleagues and vendors left on a plan: questions, approvals and replies. Pages of versions never show it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wizard.models import About, Plan, PlanQuestion, SignOff
from wizard.plans import replies
from wizard.plans.overlay import VendorReply


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFeedback:
    questions: Mapping[str, tuple[PlanQuestion, ...]] = field(default_factory=dict)
    takes_questions: bool = True
    signoffs: tuple[SignOff, ...] = ()
    takes_signoffs: bool = True
    replies: tuple[VendorReply, ...] = ()  # those that count today

    @property
    def all_asked(self) -> list[tuple[About, tuple[PlanQuestion, ...]]]:
        return [(about, self.questions[about.value]) for about in About if about.value in self.questions]

    @property
    def to_answer(self) -> int:
        return sum(question.answered is None for rows in self.questions.values() for question in rows)

    @property
    def active_signoffs(self) -> tuple[SignOff, ...]:
        return tuple(row for row in self.signoffs if row.taken_back is None)


def of(plan: Plan, on: date) -> PlanFeedback:
    """Return what colleagues and vendors left beside a plan, in three queries."""
    rows: defaultdict[str, list[PlanQuestion]] = defaultdict(list)
    for question in plan.questions.order_by("asked", "pk"):
        rows[question.about].append(question)
    return PlanFeedback(
        questions={about: tuple(found) for about, found in rows.items()},
        takes_questions=plan.takes_questions,
        signoffs=tuple(SignOff.objects.of_plan(plan.pk)),
        takes_signoffs=plan.takes_signoffs,
        replies=replies.counting(plan, on),
    )
