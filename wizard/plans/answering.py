"""What pages of questions sent, in the questions' own words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from catalog.schema import Catalog
from wizard.questions.flow import Sending, Stop
from wizard.questions.forms import QuestionsForm
from wizard.questions.page_order import form_of, journey_of


@dataclass(frozen=True, slots=True)
class AnswerInWords:
    """An answer that its owner gave: the question in a few words, and what was said."""

    label: str
    text: str


def answers_on_file(
    answers: Mapping[str, Any], catalog: Catalog, on: date
) -> dict[str, AnswerInWords]:
    """Return what was answered, by page and field, in the order of asking.

    Usual answers are left out.
    """
    journey = journey_of(answers, catalog, on)
    return dict(line for stop in journey.stops for line in _lines(stop))


def _lines(stop: Stop) -> Iterator[tuple[str, AnswerInWords]]:
    page = form_of(stop, stop.fields, Sending.STORED)
    for form in page.forms:
        for question in form.drawn():
            is_given = any(question.values) and not question.is_usual
            if is_given and form.is_asked(question.name, form.values):
                line = AnswerInWords(_label(form, question.field.short), question.described)
                yield f"{stop.page.key}.{question.html_name}", line


def _label(form: QuestionsForm, short: str) -> str:
    """Return the words of a question, before them the job where there are several."""
    return f"{form.job_name}: {short}" if form.is_row else short
