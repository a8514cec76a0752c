"""Step 4, tuning: what may go wrong, what there is to show a model with, and its instructions."""

from decimal import Decimal

from catalog.parsing import Bounds
from catalog.vocabulary import Branch, Medium, Word
from wizard.decision.vocabulary import AtHand, Symptom
from wizard.steps.asking import Asked, Page, Question, Situation, Step
from wizard.steps.kinds.figures import Number
from wizard.steps.kinds.picking import many_words
from wizard.steps.kinds.texts import Text
from wizard.steps.wording import media_of

_PICTURES_ONLY = {Symptom.LOOK, Symptom.STYLE, AtHand.PICTURES}
_VOICE_ONLY = {Symptom.VOICE, AtHand.RECORDINGS}
_WORDS_ONLY = {
    Symptom.MADE_UP,
    Symptom.NOT_OURS,
    Symptom.TONE,
    AtHand.STYLE_GUIDE,
    AtHand.DOCUMENTS,
}


def _media(situation: Situation) -> set[Medium]:
    return {
        medium
        for output in situation.answers.jobs
        for medium in media_of(output, situation.catalog)
    }


def _moot(asked: Asked) -> set[Word]:
    media = _media(asked.situation)
    return {
        *(() if media & {Medium.IMAGE, Medium.VIDEO, Medium.MODEL_3D} else _PICTURES_ONLY),
        *(() if Medium.SPEECH in media else _VOICE_ONLY),
        *(() if any(medium.branch is Branch.LANGUAGE for medium in media) else _WORDS_ONLY),
    }


NEEDS = Page(
    key="needs",
    title="What worries you, and what do you have?",
    why="Each trouble has its own cure. Most need better instructions, not a trained model.",
    questions=(
        Question(
            key="symptoms",
            title="What might go wrong?",
            short="May go wrong",
            kind=many_words(Symptom, _moot),
            empty="No trouble named yet",
            feeds="symptoms",
        ),
        Question(
            key="at_hand",
            title="Which of these do you have?",
            short="At hand",
            kind=many_words(AtHand, _moot, folded="Choose from the list"),
            empty="Nothing yet",
            feeds="at_hand",
        ),
    ),
)


def _brief(key: str, title: str, short: str, hint: str) -> Question:
    return Question(
        key=f"brief_{key}",
        title=title,
        short=short,
        kind=Text(what=f"the text under “{title}”", most=2000, lines=True),
        hint=hint,
        feeds=f"brief.{key}",
        empty="Not answered",
    )


BRIEF = Page(
    key="brief",
    title="What must AI know before it starts?",
    why="From these lines the plan writes instructions that you can copy. Every line may stay empty.",
    questions=(
        _brief(
            "voice", "How you sound", "Voice", "For example: short sentences, friendly, no jargon."
        ),
        _brief(
            "audience", "Who reads or sees it", "Audience", "For example: hobby gardeners over 40."
        ),
        _brief("must", "What must be in it", "Must", "For example: size, material, delivery time."),
        _brief(
            "never",
            "What must never be in it",
            "Never",
            "For example: promises about health, names of rivals.",
        ),
        _brief(
            "examples",
            "One or two good examples",
            "Examples",
            "Paste them here. Leave out names and addresses.",
        ),
        Question(
            key="example_count",
            title="How many finished examples do you have?",
            short="Finished examples",
            kind=Number(
                bounds=Bounds("the number of examples", "40", most=Decimal(10_000_000), whole=True),
                suffix="examples",
            ),
            feeds="example_count",
            empty="Not answered",
        ),
    ),
    on_request=True,
)

TUNE = Step(key="tune", name="Tune", pages=(NEEDS, BRIEF), later=True)
