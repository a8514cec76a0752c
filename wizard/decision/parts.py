"""Parts: what one kind of model has to make for a job, and what one result of it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog.schema import Catalog, Skill, UseCase
from catalog.vocabulary import LANGUAGE_MEDIA, AnswersWithin, Measure, Medium, PriceUnit, Purpose
from wizard.decision.answers import Job
from wizard.decision.own_words import hears
from wizard.decision.vocabulary import ModelKind

MILLION = Decimal(1_000_000)
# Editors' estimates, explained on the method page.
SPOKEN_WORDS_A_MINUTE = 150
SPOKEN_CHARACTERS_A_SECOND = Decimal(15)  # 150 words a minute, six characters a word
TYPED_TIMES_AS_LONG = Decimal(5)  # as it was said: an hour on tape is five of typing
USUAL_HEARD_MINUTES = Decimal(60)  # of typing
HEARD_TOKENS_A_SECOND = Decimal(32)
WRITTEN_TOKENS_A_SECOND = Decimal("3.3")  # 150 words a minute, 0.75 words a token

KIND_OF_MEDIUM: Mapping[Medium, ModelKind] = {
    medium: ModelKind.LANGUAGE if medium in LANGUAGE_MEDIA else ModelKind.read(medium.value)
    for medium in Medium
    if medium is not Medium.VECTOR
}
PURPOSES: Mapping[ModelKind, Purpose] = {
    kind: Purpose.GENERAL if kind is ModelKind.LANGUAGE else Purpose.read(kind.value)
    for kind in ModelKind
}
PLAYING = frozenset({ModelKind.TRANSCRIPTION, ModelKind.VIDEO, ModelKind.SPEECH, ModelKind.MUSIC})

type Amounts = tuple[tuple[PriceUnit, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a result in the owner's own words usually takes."""

    skill: str
    tokens_in: int = 0
    tokens_out: int = 0
    media_amount: Decimal = Decimal(1)  # pictures, seconds or shapes


USUAL: Mapping[Medium, Usual] = {
    Medium.TEXT: Usual(skill="writing", tokens_in=1500, tokens_out=700),
    Medium.CODE: Usual(skill="code-functions", tokens_in=6000, tokens_out=1500),
    Medium.DATA: Usual(skill="keeping-rules-and-formats-sorting", tokens_in=1500, tokens_out=200),
    Medium.DOCUMENT: Usual(skill="writing", tokens_in=1500, tokens_out=700),
    Medium.IMAGE: Usual(skill="pictures-made"),
    Medium.VIDEO: Usual(skill="film", media_amount=Decimal(10)),
    Medium.SPEECH: Usual(skill="speech-reading-aloud", media_amount=Decimal(60)),
    Medium.MUSIC: Usual(skill="music", media_amount=Decimal(90)),
    Medium.MODEL_3D: Usual(skill="3d"),
}
HEARING = "transcription"  # the skill of writing down what is said
# Where a picture goes in companions the words.
USUAL_WITH_PICTURE: Mapping[Medium, str] = {
    Medium.TEXT: "pictures-put-in",
    Medium.DATA: "reading-forms-scans-and-photographed-documents",
    Medium.IMAGE: "pictures-changed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a job that one kind of model makes. Tokens are of one result, without thinking."""

    kind: ModelKind
    medium: Medium
    skill: str  # empty where no skill is on file
    board: str = ""  # of the use case, which decides where its skill says so
    must_inputs: tuple[Medium, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    amount: Decimal = Decimal(1)  # pictures, seconds or shapes
    answers_within: AnswersWithin = AnswersWithin.MINUTES

    @property
    def tokens(self) -> int:
        """Return how many tokens one result reads and writes."""
        return self.tokens_in + self.tokens_out

    @property
    def spoken_words(self) -> float:
        """Return how many spoken words are written down; 0 where nobody speaks."""
        if self.kind is not ModelKind.TRANSCRIPTION:
            return 0.0
        return float(self.amount) / 60 * SPOKEN_WORDS_A_MINUTE

    @property
    def takes(self) -> Mapping[Measure, Decimal]:
        """Return what one result takes as plans of apps count it, where no use case on file says so."""
        takes = {Measure.RESULT: Decimal(1), Measure.PIECE: Decimal(1)}
        if self.kind in PLAYING:
            takes[Measure.SECOND] = self.amount
        if self.kind is ModelKind.IMAGE:
            takes[Measure.PICTURE] = self.amount
        if self.kind is ModelKind.SPEECH:
            takes[Measure.CHARACTER] = self.amount * SPOKEN_CHARACTERS_A_SECOND
        if self.tokens:
            takes[Measure.TOKEN] = Decimal(self.tokens)
        if Medium.IMAGE in self.must_inputs and self.kind is ModelKind.LANGUAGE:
            takes[Measure.PAGE] = Decimal(1)
        return takes

    @property
    def pricings(self) -> tuple[Amounts, ...]:
        """Return how one result can be priced; the first for which an offer has all prices counts."""
        seconds = self.amount
        by_token = _tokens(Decimal(self.tokens_in), Decimal(self.tokens_out))
        by_minute: Amounts = ((PriceUnit.AUDIO_MINUTE, seconds / 60),)
        heard = _tokens(seconds * HEARD_TOKENS_A_SECOND, seconds * WRITTEN_TOKENS_A_SECOND)
        characters = seconds * SPOKEN_CHARACTERS_A_SECOND / MILLION
        by_piece: Amounts = ((PriceUnit.GENERATION, Decimal(1)),)
        pricings: dict[ModelKind, tuple[Amounts, ...]] = {
            ModelKind.LANGUAGE: (by_token,),
            ModelKind.TRANSCRIPTION: (by_minute, heard),
            ModelKind.IMAGE: (((PriceUnit.IMAGE, self.amount),),),
            ModelKind.VIDEO: (((PriceUnit.VIDEO_SECOND, seconds),),),
            ModelKind.SPEECH: (by_minute, ((PriceUnit.MCHAR, characters),)),
            ModelKind.MUSIC: (by_minute, by_piece),
            ModelKind.SHAPE: (((PriceUnit.GENERATION, self.amount),),),
        }
        return pricings[self.kind]


def parts(job: Job, use_case: UseCase | None, catalog: Catalog) -> tuple[Part, ...]:
    """Return the parts of a job, the one that decides first. `use_case` is its own, or what own words are like."""
    if use_case is not None:
        return tuple(_of_use_case(use_case, job.length or Decimal(1), catalog))
    return (_in_own_words(job),)


def _tokens(read: Decimal, written: Decimal) -> Amounts:
    return (
        (PriceUnit.INPUT_MTOK, read / MILLION),
        (PriceUnit.OUTPUT_MTOK, written / MILLION),
    )


def _of_use_case(use_case: UseCase, length: Decimal, catalog: Catalog) -> list[Part]:
    """Return the parts of a use case, first the one that its skill is about; it judges the whole."""
    skill = catalog.skill.get(use_case.skill or "")
    parts = list(_parts(use_case, length, skill))
    return sorted(parts, key=lambda part: not _is_about(skill, part.kind))


def _is_about(skill: Skill | None, kind: ModelKind) -> bool:
    """Return whether a skill is asked of a kind of model. What is only heard never judges the whole."""
    if skill is None or kind is ModelKind.TRANSCRIPTION:
        return False
    return PURPOSES[kind] in skill.purposes


def _parts(use_case: UseCase, length: Decimal, skill: Skill | None) -> Iterator[Part]:
    """Yield what is written first. One that hears is written down before."""
    language = next((row for row in use_case.outputs if row in LANGUAGE_MEDIA), None)
    if language is not None:
        yield _part(use_case, ModelKind.LANGUAGE, language, length, skill)
    if language is not None and _is_written_down(use_case):
        yield _part(use_case, ModelKind.TRANSCRIPTION, Medium.TEXT, length, skill)
    for medium in use_case.outputs:
        if medium not in LANGUAGE_MEDIA:
            yield _part(use_case, KIND_OF_MEDIUM[medium], medium, length, skill)


def _is_written_down(use_case: UseCase) -> bool:
    return Medium.SPEECH in use_case.inputs and bool(use_case.board_transcription)


def _part(
    use_case: UseCase, kind: ModelKind, medium: Medium, length: Decimal, skill: Skill | None
) -> Part:
    boards = {
        ModelKind.LANGUAGE: use_case.board_language,
        ModelKind.TRANSCRIPTION: use_case.board_transcription,
        ModelKind.IMAGE: use_case.board_image,
        ModelKind.VIDEO: use_case.board_video,
        ModelKind.SPEECH: use_case.board_speech,
    }
    is_language = kind is ModelKind.LANGUAGE
    one = Decimal(60) if kind is ModelKind.TRANSCRIPTION else USUAL[medium].media_amount
    amount = use_case.media_amount or one
    return Part(
        kind=kind,
        medium=medium,
        skill=_skill(skill, kind, medium),
        board=boards.get(kind) or "",
        must_inputs=_must_inputs(use_case, kind),
        tokens_in=round((use_case.tokens_in or 0) * length) if is_language else 0,
        tokens_out=(use_case.tokens_out or 0) if is_language else 0,
        amount=amount * length if kind in PLAYING else amount,
        answers_within=use_case.answers_within,
    )


def _skill(skill: Skill | None, kind: ModelKind, medium: Medium) -> str:
    """Return the skill of the job's row for the part that it is about; of every other part that of its medium."""
    if kind is ModelKind.TRANSCRIPTION:
        return HEARING
    if skill is not None and _is_about(skill, kind):
        return skill.slug
    return USUAL[medium].skill


def _must_inputs(use_case: UseCase, kind: ModelKind) -> tuple[Medium, ...]:
    """Return what has to go into a part; everything else may."""
    match kind:
        case ModelKind.TRANSCRIPTION:
            return (Medium.SPEECH,)
        case ModelKind.LANGUAGE:
            return tuple(row for row in use_case.must_inputs if row is not Medium.SPEECH)
        case ModelKind.IMAGE | ModelKind.VIDEO:
            return use_case.must_inputs
    return ()


def _in_own_words(job: Job) -> Part:
    if hears(job):
        return _heard(job)
    medium = job.medium or Medium.TEXT
    usual = USUAL[medium]
    kind = KIND_OF_MEDIUM[medium]
    length = job.length or Decimal(1)
    skill = USUAL_WITH_PICTURE.get(medium, usual.skill) if job.picture_goes_in else usual.skill
    return Part(
        kind=kind,
        medium=medium,
        skill=skill,
        must_inputs=(Medium.IMAGE,) if job.picture_goes_in else (),
        tokens_in=round(usual.tokens_in * length),
        tokens_out=usual.tokens_out,
        amount=usual.media_amount * length if kind in PLAYING else usual.media_amount,
    )


def _heard(job: Job) -> Part:
    """Return the part that writes down what is said; how long that is follows from typing it by hand."""
    minutes = job.minutes_by_hand or USUAL_HEARD_MINUTES
    return Part(
        kind=ModelKind.TRANSCRIPTION,
        medium=Medium.TEXT,
        skill=HEARING,
        must_inputs=(Medium.SPEECH,),
        amount=minutes * 60 / TYPED_TIMES_AS_LONG * (job.length or Decimal(1)),
    )
