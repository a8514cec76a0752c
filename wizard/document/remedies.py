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
class Remedy:
    """One way to better results: what it helps against, what it is made from, and whom to ask whether it can be done."""

    subject: str
    symptoms: tuple[Symptom, ...]
    made_from: AtHand | None = None
    adapts: bool = False  # the model itself is changed, which not every seller offers
    least_examples: int = 0


CODE = (
    Remedy("code-conventions", (S.FORM, S.UNEVEN, S.TONE), AtHand.STYLE_GUIDE),
    Remedy("code-search", (S.NOT_OURS, S.MADE_UP)),
    Remedy("code-tests", (S.MADE_UP, S.UNEVEN)),
)
LADDERS: Mapping[ModelKind, tuple[Remedy, ...]] = {
    ModelKind.LANGUAGE: (
        Remedy("instructions", (S.TONE, S.FORM, S.UNEVEN), AtHand.STYLE_GUIDE),
        Remedy("look-up", (S.MADE_UP, S.NOT_OURS), AtHand.DOCUMENTS),
        Remedy("quotations", (S.MADE_UP,), AtHand.DOCUMENTS),
        Remedy("fixed-form", (S.FORM, S.UNEVEN)),
        Remedy("examples", (S.TONE, S.FORM, S.UNEVEN), AtHand.EXAMPLES),
        Remedy(
            "fine-tuning",
            (S.TONE, S.FORM, S.UNEVEN),
            AtHand.EXAMPLES,
            adapts=True,
            least_examples=FEWEST_EXAMPLES,
        ),
    ),
    ModelKind.TRANSCRIPTION: (
        Remedy("recording", (S.UNEVEN, S.MADE_UP, S.FORM)),
        Remedy("word-list", (S.NOT_OURS, S.MADE_UP)),
    ),
    ModelKind.IMAGE: (
        Remedy("picture-request", (S.FORM, S.UNEVEN)),
        Remedy("own-photo", (S.MADE_UP, S.LOOK, S.NOT_OURS), AtHand.PICTURES),
        Remedy("reference-pictures", (S.LOOK, S.STYLE, S.UNEVEN), AtHand.PICTURES),
        Remedy("picture-style", (S.STYLE,), AtHand.PICTURES, adapts=True),
    ),
    ModelKind.VIDEO: (
        Remedy("shot-list", (S.FORM, S.UNEVEN)),
        Remedy("first-picture", (S.LOOK, S.STYLE, S.MADE_UP, S.NOT_OURS), AtHand.PICTURES),
        Remedy("video-style", (S.STYLE,), AtHand.PICTURES, adapts=True),
    ),
    ModelKind.SPEECH: (
        Remedy("speaking-notes", (S.TONE, S.UNEVEN, S.FORM)),
        Remedy("short-passages", (S.UNEVEN, S.MADE_UP)),
        Remedy("pronunciation", (S.NOT_OURS,)),
        Remedy("other-voice", (S.VOICE, S.TONE)),
        Remedy("own-voice", (S.VOICE,), AtHand.RECORDINGS, adapts=True),
    ),
    ModelKind.MUSIC: (
        Remedy("music-request", (S.TONE, S.FORM, S.UNEVEN, S.STYLE)),
        Remedy("music-choice", (S.UNEVEN,)),
        Remedy("music-example", (S.STYLE,), adapts=True),
    ),
    ModelKind.SHAPE: (
        Remedy("views", (S.LOOK, S.UNEVEN, S.MADE_UP, S.NOT_OURS), AtHand.PICTURES),
        Remedy("measures", (S.FORM, S.MADE_UP)),
    ),
}


def remedies(medium: Medium, answers: Answers, catalog: Catalog) -> Iterator[tuple[Remedy, Advice]]:
    """Yield the ways against what the owner fears, the first of all where nothing was named, with their rows."""
    ladder = CODE if medium is Medium.CODE else LADDERS[KIND_OF_MEDIUM[medium]]
    fears = set(answers.fears)
    helpful = [row for row in ladder if fears.intersection(row.symptoms)] or list(ladder[:1])
    for remedy in sorted(helpful, key=lambda row: not is_possible(row, answers)):
        rows = catalog.advice_on.get((AdviceTopic.TUNING, remedy.subject), ())
        if rows:
            yield remedy, rows[0]


def is_possible(remedy: Remedy, answers: Answers) -> bool:
    """Return whether the owner has enough examples to train on."""
    return remedy.least_examples <= (answers.examples or 0)


def is_at_hand(remedy: Remedy, answers: Answers) -> bool:
    """Return whether the owner has what a remedy is made from, by what was ticked or written."""
    brief = answers.brief
    written = {
        AtHand.STYLE_GUIDE: bool(brief.voice or brief.must or brief.never),
        AtHand.EXAMPLES: bool(brief.examples),
    }
    needed = remedy.made_from
    return needed is None or needed in answers.at_hand or written.get(needed, False)
