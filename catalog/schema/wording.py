"""Texts of the questionnaire in the editors' words, where they are to differ from those of the code."""

from datetime import date

from catalog.schema.field import as_of_fact, fact, optional, record, slug_fact, source_fact
from catalog.vocabulary import WordingPart


@record
class Wording:
    """Other words for one text of the questionnaire: a heading, a question, a hint, or the label of an answer."""

    slug: str = slug_fact(example="who-reads")
    about: str = fact("question or page", "Its key, as GET /api/v1/questions gives it.", "check", filter=True)
    part: WordingPart = fact("text", "Which of its texts.", "Question or heading")
    answer: str = optional(
        "answer", "The value of the answer, for its label or hint; empty for all other texts.", "every"
    )
    text: str = fact(
        "words",
        "What owners read instead. A sentence in the present tense, at most 18 words.",
        "Who reads a result before it is used?",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
