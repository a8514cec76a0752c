"""The owner's own choice of a model: the plan says what was chosen and what the method picks, and the pilot runs both."""

from dataclasses import replace
from decimal import Decimal

from tests.wizard.document.cases import CATALOG, blocks, worded
from wizard.decision.answers import Answers, Job, OwnChoice
from wizard.plans.document.blocks import Document, TableBlock, TextBlock

TASK = "product-description/language"
ANSWERS = Answers(
    jobs=(Job(key="product-description", use_case="product-description", per_month=Decimal(5000)),),
    wage_usd=Decimal(30),
)


def document(answers: Answers) -> Document:
    return worded(answers, CATALOG)[1]


def choosing(model: str) -> Answers:
    return replace(ANSWERS, choices=(OwnChoice(task=TASK, model=model),))


def choice_sentences(shown: Document) -> list[str]:
    section = next((each for each in shown.sections if each.key == "choice"), None)
    found = (block for group in section.groups for block in group.blocks) if section else ()
    return [block.text for block in found if isinstance(block, TextBlock)]


def name_of(slug: str) -> str:
    return CATALOG.model[slug].name.replace(" ", "\N{NO-BREAK SPACE}")


def another_and_pick() -> tuple[str, str]:
    (part,) = worded(ANSWERS, CATALOG)[0].parts
    assert part.pick is not None
    assert part.challenger is not None
    return part.challenger.model, part.pick.model


def test_plan_says_what_was_chosen_and_what_the_method_picks() -> None:
    another, pick = (name_of(slug) for slug in another_and_pick())
    shown = document(choosing(another_and_pick()[0]))

    first, second = choice_sentences(shown)

    assert first.startswith(
        f"You chose {another}; the pick by the method is {pick}, because it is "
    )
    assert second.endswith("The test runs both.")
    assert f"Test {another}, your choice, and {pick} beside it." in " ".join(
        answer.fine for answer in shown.head.answers
    )


def test_plan_of_two_jobs_says_that_what_was_chosen_runs_beside_the_pick() -> None:
    """The challenger of the method is another model than the choice."""
    (part,) = worded(ANSWERS, CATALOG)[0].parts
    another = next(
        rung.choice.model for rung in part.rungs if rung.choice.model not in another_and_pick()
    )
    letters = Job(
        key="citizen-letter-plain", use_case="citizen-letter-plain", per_month=Decimal(5000)
    )
    shown = document(replace(choosing(another), jobs=(*ANSWERS.jobs, letters)))
    tried = next(answer.fine for answer in shown.head.answers if answer.key == "try")

    assert f"{name_of(another)} beside {name_of(part.pick.model if part.pick else '')}" in tried


def test_pilot_runs_what_was_chosen_first() -> None:
    another, pick = another_and_pick()

    (part,) = worded(choosing(another), CATALOG)[0].parts

    assert [each.model for each in part.to_test] == [another, pick]


def test_evidence_marks_the_choice_beside_the_pick() -> None:
    another = another_and_pick()[0]
    shown = document(choosing(another))
    evidence = replace(
        shown, sections=(), pages=tuple(page for page in shown.pages if page.key == "evidence")
    )
    rows = [
        row for block in blocks(evidence) if isinstance(block, TableBlock) for row in block.rows
    ]

    assert [row.head for row in rows if "your choice" in row.note] == [name_of(another)]
    assert len([row for row in rows if row.chosen]) == 1


def test_taking_the_advice_says_nothing() -> None:
    assert (
        choice_sentences(document(choosing(another_and_pick()[1])))
        == choice_sentences(document(ANSWERS))
        == []
    )


def test_choice_that_does_not_pass_is_named_and_not_tested() -> None:
    answers = choosing("whisper-large-v3-turbo")
    (part,) = worded(answers, CATALOG)[0].parts

    (sentence,) = choice_sentences(document(answers))
    assert sentence.startswith(
        f"You chose {name_of('whisper-large-v3-turbo')}, which does not pass all"
    )
    assert part.chosen is None
