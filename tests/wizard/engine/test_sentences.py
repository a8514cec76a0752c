"""Every sentence of a decision reads like one."""

import re

import pytest
from hypothesis import given

from tests.support import starter_catalog
from tests.wizard.engine.strategies import ODD_WORDS, ON, PLAIN_NAMES, answers, decided, of_same_plans
from tests.wizard.engine.walking import sentences, texts
from wizard.engine.answers import Answers, Output
from wizard.engine.decide import decide

CATALOG = starter_catalog()

FAULTS = {
    "two spaces": r"  ",
    "space before a mark": r" [.,;:?](?!\d)",
    "two marks": r"[.,;:?]{2}(?<!\.\.\.)|\.:",
    "a Python value": r"\b(None|True|False|Decimal|nan|inf)\b|[<{]\w+[>}]",
    "a before a vowel": r"\b[Aa] (?!one|uni|us|eu)[aeiou]\w",
    "an before a consonant": r"\b[Aa]n (?!hour|honest|HTML|MP3|SEO|8)[^aeiouAEIOU“]",
    "one of several": r"(?<![\d.,])\b1 [\w-]+ ?models\b",
    "several of one": r"(?<![\d.,])1 (?:texts|replies|pictures|trials|pages|minutes|hours|seconds|offers)\b",
    "a straight apostrophe": r"\w'\w",
    "a shout": r"!",
    "a number with an exponent": r"\d[eE][+-]\d",
    "a long fraction": r"\d\.\d{7}",
    "money below nothing": r"\$-|-\$",
    "a bare zero": r"\b0 (?:replies|texts|minutes|hours|offers)\b",
    "3D in small letters": r"\b3d\b",
}


ANY = re.compile("|".join(f"(?:{pattern})" for pattern in FAULTS.values()))


def faults(text: str) -> list[str]:
    if not ANY.search(text):
        return []
    return [name for name, pattern in FAULTS.items() if re.search(pattern, text)]


@of_same_plans
@given(answers(words=PLAIN_NAMES))
def test_sentences_are_well_formed(given_answers: Answers) -> None:
    for text in sentences(decided(given_answers)):
        assert faults(text) == [], text
        assert text == text.strip()
        assert text[-1] in ".?”", text
        assert not text[0].islower() or text.startswith("gpt-oss"), text


@of_same_plans
@given(answers(words=PLAIN_NAMES))
def test_titles_and_labels_are_well_formed(given_answers: Answers) -> None:
    for text in texts(decided(given_answers)):
        assert faults(text) == [], text


@of_same_plans
@given(answers(words=ODD_WORDS))
def test_owners_words_never_break_a_sentence_in_two(given_answers: Answers) -> None:
    decision = decided(given_answers)

    assert "\n" not in decision.verdict
    assert not decision.verdict.endswith("..")


@pytest.mark.parametrize("slug", sorted(CATALOG.use_case))
def test_use_case_alone_reads_well(slug: str) -> None:
    decision = decide(Answers(outputs=(Output(key=slug, use_case=slug),)), CATALOG, ON)

    assert [(text, found) for text in (*sentences(decision), *texts(decision)) if (found := faults(text))] == []
