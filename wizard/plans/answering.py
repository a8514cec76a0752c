"""What pages of questions sent, in the questions' own words."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from catalog.schema import Catalog
from wizard.questions.flow import Stop
from wizard.questions.forms import PageForm, QuestionForm
from wizard.questions.pages import journey_of


def lines_of(answers: Mapping[str, Any], catalog: Catalog, on: date) -> dict[str, str]:
    """Return what was answered by the question's short words, in the order of asking; usual answers are none."""
    journey = journey_of(answers, catalog, on)
    return {label: text for stop in journey.stops for label, text in _lines(stop)}


def _lines(stop: Stop) -> Iterator[tuple[str, str]]:
    filled = stop.filled
    if not stop.fields or not isinstance(filled, PageForm):
        return
    for form in filled.forms:
        for question in form.drawn():
            if not question.is_usual and form.is_asked(question.name, form.values):
                yield _label(filled, form, question.field.short), question.described


def _label(page: PageForm, form: QuestionForm, short: str) -> str:
    """Return the words of a question, before them the job where there are several."""
    if form.job is None or not page.situation.several:
        return short
    return f"{form.job_name}: {short}"
