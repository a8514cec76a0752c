"""In which languages the results are."""

from collections.abc import Sequence
from typing import override

from catalog.vocabulary import Language
from wizard.decision.vocabulary import ModelKind
from wizard.questions.fields import (
    ChipsField,
    labels_of,
)
from wizard.questions.flow import Situation, Step
from wizard.questions.forms import PageForm, QuestionsForm

WORDLESS = frozenset({ModelKind.IMAGE, ModelKind.MUSIC, ModelKind.SHAPE})
MOST_LANGUAGES = 3


class LanguagesField(ChipsField):
    """Languages, each from a list of its own, the main one first."""

    @override
    def rows(self, values: Sequence[str]) -> Sequence[str]:
        return [*values, *[""] * MOST_LANGUAGES][:MOST_LANGUAGES]


class LanguageForm(QuestionsForm):
    languages = LanguagesField(
        "The main language first",
        "Languages",
        labels_of(Language),
        Language.read,
        collect=tuple,
        most=MOST_LANGUAGES,
        template="languages",
        empty="Any will do",
    )


class LanguagePage(PageForm):
    key, step = "language", Step.MODEL
    title = "In which language?"
    why = "AI writes some languages better than others."
    of_all = LanguageForm

    @staticmethod
    @override
    def applies(situation: Situation) -> bool:
        """Return whether something is read, written, said or heard."""
        cases = [situation.cases[job.key] for job in situation.open_jobs]
        return not {part.kind for case in cases for part in case.parts} <= WORDLESS
