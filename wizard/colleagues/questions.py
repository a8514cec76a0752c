"""Questions about a section of a plan: asked by name, answered, hidden or closed by its owner."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import transaction
from django.utils.timezone import now

from wizard.colleagues.typed import LineField, SmallForm, WordsField
from wizard.models import About, Plan, PlanQuestion, PlanVersion
from wizard.models.colleagues import LONGEST_ANSWER, LONGEST_NAME, LONGEST_TEXT

MOST = 200  # of one plan and not hidden; nobody answers more
MOST_HIDDEN = 100  # of one plan; older ones are deleted, so that nobody can fill a plan up for good


class QuestionForm(SmallForm):
    about = forms.ChoiceField(
        label="About",
        widget=forms.Select(attrs={"class": "input select"}),
        error_messages={
            "required": "Pick the section that it is about.",
            "invalid_choice": "Its owner takes no more questions about this section. Pick another one.",
        },
    )
    name = LineField(
        label="Your name",
        most=LONGEST_NAME,
        missing="Write your name, so that the owner knows who asks.",
        attrs={"autocomplete": "name"},
        help_text="Everybody who has the link sees it.",
    )
    text = WordsField(label="Your question", most=LONGEST_TEXT, missing="Write your question.", rows=4)

    def __init__(self, sections: Mapping[str, str], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["about"].choices = list(sections.items())  # type: ignore[attr-defined]  # it is a ChoiceField


class AnswerForm(SmallForm):
    """What the owner answers; an empty answer takes it back."""

    answer = WordsField(label="Your answer", most=LONGEST_ANSWER, missing="", rows=3, required=False)


def open_sections(plan: Plan) -> Mapping[str, str]:
    """Return the sections about which can be asked, by name."""
    return {about.value: about.label for about in About if about.value not in plan.closed_sections}


@transaction.atomic
def ask(version: PlanVersion, *, about: str, name: str, text: str) -> bool:
    """Put a question beside a section; return whether the plan takes one more. The same one twice is asked once."""
    plan = Plan.objects.select_for_update().only("pk").get(pk=version.plan_id)
    same = plan.questions.filter(about=about, name=name, text=text)
    if same.exists():
        return True
    if plan.questions.shown().count() >= MOST:
        return False
    PlanQuestion.objects.create(plan=plan, about=about, name=name, text=text, version=version.number)
    return True


def seen(question: PlanQuestion) -> str:
    """Return a mark of the answer as it stands."""
    return question.answered.isoformat() if question.answered else "none"


@transaction.atomic
def answer(plan: Plan, pk: int, text: str, *, seen_mark: str) -> bool:
    """Answer a question, or take the answer back; return False where another window did so since, which changes nothing.

    Raises `PlanQuestion.DoesNotExist` where the plan has no such question.
    """
    question = plan.questions.select_for_update().get(pk=pk)
    if question.answer != text:
        if seen(question) != seen_mark:
            return False
        question.answer, question.answered = text, now() if text else None
        question.save(update_fields=["answer", "answered"])
    return True


@transaction.atomic
def hide(plan: Plan, pk: int, *, hidden: bool) -> bool:
    """Take a question off the page or put it back; return whether the plan has it. The last `MOST_HIDDEN` are kept."""
    found = plan.questions.filter(pk=pk).update(hidden=now() if hidden else None)
    old = plan.questions.filter(hidden__isnull=False).order_by("-hidden", "-pk")[MOST_HIDDEN:]
    plan.questions.filter(pk__in=[row.pk for row in old]).delete()
    return bool(found)


@transaction.atomic
def close(plan: Plan, sections: list[str], *, closed: bool) -> None:
    """Take no more questions about these sections, or take them again."""
    locked = Plan.objects.select_for_update().only("pk", "closed_sections").get(pk=plan.pk)
    others = [slug for slug in locked.closed_sections if slug not in sections]
    chosen = {*others, *sections} if closed else set(others)
    locked.closed_sections = [about.value for about in About if about.value in chosen]
    locked.save(update_fields=["closed_sections"])
