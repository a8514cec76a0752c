"""Remedies: for each kind of result, ways to make it better, in the order of trying: what costs least comes first.

What each way is, needs and takes stands in a row of advice with the remedy's name as its subject.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.schema import Advice, Catalog
from catalog.vocabulary import AdviceTopic, Medium
from wizard.decision.answers import Answers
from wizard.decision.parts import KIND_OF_MEDIUM
from wizard.decision.vocabulary import AtHand, ModelKind, Symptom

FEWEST_EXAMPLES = 50  # the fewest good examples with which sellers report an effect of training
S = Symptom


@dataclass(frozen=True, slots=True)
class WordedRemedy:
    """One way to better results: what it helps against, what it is made from, and whom to ask whether it can be done."""

    subject: str
    symptoms: tuple[Symptom, ...]
    made_from: AtHand | None = None
    adapts: bool = False  # the model itself is changed, which not every seller offers
    least_examples: int = 0


CODE = (
    WordedRemedy("code-conventions", (S.FORM, S.UNEVEN, S.TONE), AtHand.STYLE_GUIDE),
    WordedRemedy("code-search", (S.NOT_OURS, S.MADE_UP)),
    WordedRemedy("code-tests", (S.MADE_UP, S.UNEVEN)),
)
LADDERS: Mapping[ModelKind, tuple[WordedRemedy, ...]] = {
    ModelKind.LANGUAGE: (
        WordedRemedy("instructions", (S.TONE, S.FORM, S.UNEVEN), AtHand.STYLE_GUIDE),
        WordedRemedy("look-up", (S.MADE_UP, S.NOT_OURS), AtHand.DOCUMENTS),
        WordedRemedy("quotations", (S.MADE_UP,), AtHand.DOCUMENTS),
        WordedRemedy("fixed-form", (S.FORM, S.UNEVEN)),
        WordedRemedy("examples", (S.TONE, S.FORM, S.UNEVEN), AtHand.EXAMPLES),
        WordedRemedy(
            "fine-tuning",
            (S.TONE, S.FORM, S.UNEVEN),
            AtHand.EXAMPLES,
            adapts=True,
            least_examples=FEWEST_EXAMPLES,
        ),
    ),
    ModelKind.TRANSCRIPTION: (
        WordedRemedy("recording", (S.UNEVEN, S.MADE_UP, S.FORM)),
        WordedRemedy("word-list", (S.NOT_OURS, S.MADE_UP)),
    ),
    ModelKind.IMAGE: (
        WordedRemedy("picture-request", (S.FORM, S.UNEVEN)),
        WordedRemedy("own-photo", (S.MADE_UP, S.LOOK, S.NOT_OURS), AtHand.PICTURES),
        WordedRemedy("reference-pictures", (S.LOOK, S.STYLE, S.UNEVEN), AtHand.PICTURES),
        WordedRemedy("picture-style", (S.STYLE,), AtHand.PICTURES, adapts=True),
    ),
    ModelKind.VIDEO: (
        WordedRemedy("shot-list", (S.FORM, S.UNEVEN)),
        WordedRemedy("first-picture", (S.LOOK, S.STYLE, S.MADE_UP, S.NOT_OURS), AtHand.PICTURES),
        WordedRemedy("video-style", (S.STYLE,), AtHand.PICTURES, adapts=True),
    ),
    ModelKind.SPEECH: (
        WordedRemedy("speaking-notes", (S.TONE, S.UNEVEN, S.FORM)),
        WordedRemedy("short-passages", (S.UNEVEN, S.MADE_UP)),
        WordedRemedy("pronunciation", (S.NOT_OURS,)),
        WordedRemedy("other-voice", (S.VOICE, S.TONE)),
        WordedRemedy("own-voice", (S.VOICE,), AtHand.RECORDINGS, adapts=True),
    ),
    ModelKind.MUSIC: (
        WordedRemedy("music-request", (S.TONE, S.FORM, S.UNEVEN, S.STYLE)),
        WordedRemedy("music-choice", (S.UNEVEN,)),
        WordedRemedy("music-example", (S.STYLE,), adapts=True),
    ),
    ModelKind.SHAPE: (
        WordedRemedy("views", (S.LOOK, S.UNEVEN, S.MADE_UP, S.NOT_OURS), AtHand.PICTURES),
        WordedRemedy("measures", (S.FORM, S.MADE_UP)),
    ),
}


def remedies(medium: Medium, answers: Answers, catalog: Catalog) -> Iterator[tuple[WordedRemedy, Advice]]:
    """Yield the ways against what the owner fears, the first of all where nothing was named, with their rows."""
    ladder = CODE if medium is Medium.CODE else LADDERS[KIND_OF_MEDIUM[medium]]
    fears = set(answers.fears)
    helpful = [row for row in ladder if fears.intersection(row.symptoms)] or list(ladder[:1])
    for remedy in sorted(helpful, key=lambda row: not is_possible(row, answers)):
        rows = catalog.advice_on.get((AdviceTopic.TUNING, remedy.subject), ())
        if rows:
            yield remedy, rows[0]


def is_possible(remedy: WordedRemedy, answers: Answers) -> bool:
    """Return whether the owner has enough examples to train on."""
    return remedy.least_examples <= (answers.examples or 0)


def is_at_hand(remedy: WordedRemedy, answers: Answers) -> bool:
    """Return whether the owner has what a remedy is made from, by what was ticked or written."""
    brief = answers.brief
    written = {
        AtHand.STYLE_GUIDE: bool(brief.voice or brief.must or brief.never),
        AtHand.EXAMPLES: bool(brief.examples),
    }
    needed = remedy.made_from
    return needed is None or needed in answers.at_hand or written.get(needed, False)
