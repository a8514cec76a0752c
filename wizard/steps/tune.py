"""Step 4, tuning: what may go wrong, what there is to teach a model with, and the brief."""

from decimal import Decimal

from catalog.parsing import Bounds
from catalog.vocabulary import Branch, Medium, Word
from wizard.decision.vocabulary import AtHand, Symptom
from wizard.steps.asking import Asked, Page, Question, Situation, Step, page
from wizard.steps.kinds.figures import Number
from wizard.steps.kinds.picking import many_words
from wizard.steps.kinds.texts import Text
from wizard.steps.wording import media_of

_PICTURES_ONLY = {Symptom.LOOK, Symptom.STYLE, AtHand.PICTURES}
_VOICE_ONLY = {Symptom.VOICE, AtHand.RECORDINGS}
_WORDS_ONLY = {Symptom.MADE_UP, Symptom.NOT_OURS, Symptom.TONE, AtHand.STYLE_GUIDE, AtHand.DOCUMENTS}


def _media(situation: Situation) -> set[Medium]:
    return {medium for output in situation.answers.jobs for medium in media_of(output, situation.catalog)}


def _fits(word: Word, asked: Asked) -> bool:
    media = _media(asked.situation)
    if word in _PICTURES_ONLY:
        return bool(media & {Medium.IMAGE, Medium.VIDEO, Medium.MODEL_3D})
    if word in _VOICE_ONLY:
        return Medium.SPEECH in media
    if word in _WORDS_ONLY:
        return any(medium.branch is Branch.LANGUAGE for medium in media)
    return True


SYMPTOMS = Question(
    key="symptoms",
    title="What goes wrong, or what do you fear?",
    short="May go wrong",
    why="each trouble has its own cure, and the cheapest comes first. Most need better instructions, not a trained model.",
    example="a reply that names a price you never had: it does not know your prices.",
    kind=many_words(Symptom, _fits),
    hint="Leave all empty if nothing has gone wrong yet.",
    empty="Nothing yet",
    feeds="symptoms",
    optional=True,
)


AT_HAND = Page(
    key="at_hand",
    title="What do you have to show a model how you do it?",
    why="examples, documents and pictures of your own do more than any choice of model.",
    example="40 finished product texts, last year’s price list, a page on how you write.",
    questions=(
        Question(
            key="at_hand",
            title="At hand",
            short="At hand",
            kind=many_words(AtHand, _fits),
            hint="Leave all empty if there is nothing yet.",
            empty="Nothing yet",
            feeds="at_hand",
            optional=True,
        ),
        Question(
            key="example_count",
            title="How many finished examples",
            short="Finished examples",
            kind=Number(
                bounds=Bounds("the number of examples", "40", most=Decimal(10_000_000), whole=True), suffix="examples"
            ),
            hint="Good ones, as you would send them out. Leave it empty if you do not know.",
            feeds="example_count",
            optional=True,
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
        optional=True,
    )


BRIEF = Page(
    key="brief",
    title="What must a model know before it starts?",
    why="from these lines the plan writes instructions that you can copy. Every line may stay empty.",
    questions=(
        _brief("voice", "How you sound", "Voice", "For example: short sentences, friendly, no jargon."),
        _brief("audience", "Who reads or sees it", "Audience", "For example: hobby gardeners over 40."),
        _brief("must", "What must be in it", "Must", "For example: size, material, delivery time."),
        _brief("never", "What must never be in it", "Never", "For example: promises about health, names of rivals."),
        _brief("examples", "One or two good examples", "Examples", "Paste them here. Leave out names and addresses."),
    ),
)

TUNE = Step(
    key="tune",
    title="say what it must learn",
    review="Tuning",
    pages=(
        page(SYMPTOMS),
        AT_HAND,
        BRIEF,
    ),
)
