"""Questions about a section of a plan: asked by name, answered or deleted by its owner."""

from django import forms
from django.utils.timezone import now

from wizard.colleagues.typed import LineField, SmallForm, WordsField
from wizard.models import About, Plan, PlanQuestion
from wizard.models.colleagues import LONGEST_ANSWER, LONGEST_NAME, LONGEST_TEXT, NotStoredError
from wizard.plans.locking import changes_plan

MOST = 200  # of one plan; nobody answers more
CLOSED = "The owner of this plan takes no questions here. Ask the person who sent you the link."


class QuestionForm(SmallForm):
    about = forms.ChoiceField(
        label="About",
        widget=forms.Select(attrs={"class": "input select"}),
        choices=[(about.value, about.label) for about in About],
        error_messages=dict.fromkeys(
            ("required", "invalid_choice"), "Pick the section that it is about."
        ),
    )
    name = LineField(
        label="Your name",
        most=LONGEST_NAME,
        missing="Write your name, so that the owner knows who asks.",
        attrs={"autocomplete": "name"},
        help_text="Everybody who has the link sees it.",
    )
    text = WordsField(
        label="Your question", most=LONGEST_TEXT, missing="Write your question.", rows=4
    )


class AnswerForm(SmallForm):
    """What the owner answers; an empty answer takes it back."""

    answer = WordsField(
        label="Your answer", most=LONGEST_ANSWER, missing="", rows=3, required=False
    )


@changes_plan
def ask(plan: Plan, version: int, *, about: str, name: str, text: str) -> None:
    """Put a question beside a section, under the number of the latest version.

    The same question twice is stored once.

    Raises `NotStoredError`.
    """
    if plan.questions.filter(about=about, name=name, text=text).exists():
        return
    if not plan.takes_questions:
        raise NotStoredError(CLOSED)
    if plan.questions.count() >= MOST:
        raise NotStoredError(
            f"This plan has {MOST} questions. Once its owner deletes some, it takes others."
        )
    plan.questions.create(about=about, name=name, text=text, version=version)


def seen(question: PlanQuestion) -> str:
    """Return a mark of the answer as it stands."""
    return question.answered.isoformat() if question.answered else "none"


@changes_plan
def answer(plan: Plan, pk: int, text: str, *, seen_mark: str) -> bool:
    """Answer a question, or take the answer back.

    Return False, and change nothing, where another window did so since.

    Raises `PlanQuestion.DoesNotExist` where the plan has no such question.
    """
    question = plan.questions.get(pk=pk)
    if question.answer != text:
        if seen(question) != seen_mark:
            return False
        question.answer, question.answered = text, now() if text else None
        question.save(update_fields=["answer", "answered"])
    return True


@changes_plan
def delete(plan: Plan, pk: int) -> None:
    """Delete a question with its answer."""
    plan.questions.filter(pk=pk).delete()
