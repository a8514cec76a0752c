"""Parts: what one kind of model has to make for a job, and what one result of it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

import msgspec

from catalog.data_files import toml_of
from catalog.schema import Catalog, UseCase
from catalog.vocabulary import LANGUAGE_MEDIA, AnswersWithin, Measure, Medium, PriceUnit, Purpose
from catalog.workload import MILLION, SPOKEN_CHARACTERS_A_MINUTE
from wizard.decision.acts import hears, is_from_speech, is_seen, picks_a_label
from wizard.decision.answers import Job
from wizard.decision.vocabulary import ModelKind, Secret

# Editors' estimates, explained on the method page.
SPOKEN_WORDS_A_MINUTE = 150
TYPED_TIMES_AS_LONG = Decimal(5)  # as it was said: an hour on tape is five of typing
USUAL_HEARD_MINUTES = Decimal(60)  # of typing
HEARD_SECONDS = Decimal(60)  # of what a use case hears, where it does not say how long
HEARD_TOKENS_A_SECOND = Decimal(32)
WRITTEN_TOKENS_A_SECOND = Decimal("3.3")  # 150 words a minute, 0.75 words a token
TOKENS_OF_A_CODE = 20  # chosen from a list
SHORT_TOKENS = 50  # a code or a few words: nobody lets a model think for them
HEARING = "transcription"  # the skill of writing down what is said
SEARCHING = "searching-the-web-and-reporting"  # the skill of looking up what is public

KIND_OF_MEDIUM: Mapping[Medium, ModelKind] = {
    medium: ModelKind.LANGUAGE if medium in LANGUAGE_MEDIA else ModelKind.read(medium.value)
    for medium in Medium
    if medium is not Medium.VECTOR
}
PURPOSES: Mapping[ModelKind, Purpose] = {
    kind: Purpose.GENERAL if kind is ModelKind.LANGUAGE else Purpose.read(kind.value)
    for kind in ModelKind
}
# Parts in which a language is heard or spoken.
SPOKEN = frozenset({ModelKind.TRANSCRIPTION, ModelKind.SPEECH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a result in own words usually takes.

    The table beside this module says what its fields hold.
    """

    skill: str
    skill_with_picture: str = ""
    tokens_in: int = 0
    tokens_out: int = 0
    amount: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfPart:
    """How results of a kind of model are counted and sold; the table says what its fields hold."""

    an_hour: int
    sold_by: tuple[tuple[PriceUnit, ...], ...]
    counted_in: Measure | None = None


TABLE = toml_of(__file__)
USUAL = msgspec.convert(TABLE["usual"], dict[Medium, Usual])
KINDS = msgspec.convert(TABLE["kinds"], dict[ModelKind, KindOfPart])
PLAYING = frozenset(kind for kind, row in KINDS.items() if row.counted_in is Measure.SECOND)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a job that one kind of model makes.

    Tokens are of one result, without thinking.
    """

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
    def is_short(self) -> bool:
        """Return whether it writes no more than a code or a few words."""
        return 0 < self.tokens_out <= SHORT_TOKENS

    @property
    def spoken_words(self) -> float:
        """Return how many spoken words are written down; 0 where nobody speaks."""
        if self.kind is not ModelKind.TRANSCRIPTION:
            return 0.0
        return float(self.amount) / 60 * SPOKEN_WORDS_A_MINUTE

    @property
    def takes(self) -> Mapping[Measure, Decimal]:
        """Return what one result takes of every measure that prices and plans count."""
        takes = {Measure.RESULT: Decimal(1), Measure.PIECE: Decimal(1)}
        counted_in = KINDS[self.kind].counted_in
        if counted_in is not None:
            takes[counted_in] = self.amount
        if self.kind is ModelKind.SPEECH:
            takes[Measure.CHARACTER] = self.amount / 60 * SPOKEN_CHARACTERS_A_MINUTE
        if self.tokens:
            takes[Measure.TOKEN] = Decimal(self.tokens)
        if Medium.IMAGE in self.must_inputs and self.kind is ModelKind.LANGUAGE:
            takes[Measure.PAGE] = Decimal(1)
        return takes

    def units(self, unit: PriceUnit) -> Decimal:
        """Return how many units of a price one result takes."""
        if unit.measure is not None:
            return self.takes[unit.measure] / unit.times
        is_read = unit is PriceUnit.INPUT_MTOK
        if self.kind is ModelKind.TRANSCRIPTION:
            a_second = HEARD_TOKENS_A_SECOND if is_read else WRITTEN_TOKENS_A_SECOND
            return self.amount * a_second / MILLION
        return (self.tokens_in if is_read else self.tokens_out) / MILLION

    def of_length(self, length: Decimal) -> "Part":
        """Return the part of a result so many times as long.

        More is read, and sound or video plays longer.
        """
        amount = self.amount * length if self.kind in PLAYING else self.amount
        return replace(self, tokens_in=round(self.tokens_in * length), amount=amount)


def parts(job: Job, use_case: UseCase, catalog: Catalog) -> tuple[Part, ...]:
    """Return the parts of a job, the deciding one first.

    `use_case` is its own, or the one that its own words are like.
    """
    usual = _on_file(use_case, catalog) if use_case.slug else (_in_own_words(job),)
    if is_from_speech(job) and not any(part.kind is ModelKind.TRANSCRIPTION for part in usual):
        usual = (*usual, _heard(job))
    return tuple(_part_of(job, part) for part in usual)


def _part_of(job: Job, part: Part) -> Part:
    """Return a part as long as the job's.

    Nobody searches the web for somebody's health or faith: then the firm's own notes are summed up.
    """
    if part.skill == SEARCHING and Secret.SENSITIVE in (job.secrets or ()):
        part = replace(part, skill=USUAL[part.medium].skill)
    return part.of_length(job.length) if job.length else part


# ---------------------------------------------------------------------------------- of a use case


def _on_file(use_case: UseCase, catalog: Catalog) -> tuple[Part, ...]:
    """Return the parts of a use case, which are the same for every job."""
    return catalog.once(
        ("method-parts", use_case.slug), lambda: tuple(_of_use_case(use_case, catalog))
    )


def _of_use_case(use_case: UseCase, catalog: Catalog) -> list[Part]:
    """Return the parts of a use case, first the one of its skill, which judges the whole."""
    skill = catalog.skill.get(use_case.skill or "")
    purposes = skill.purposes if skill is not None else ()
    # What is only heard never judges the whole.
    about = {
        kind for kind in set(ModelKind) - {ModelKind.TRANSCRIPTION} if PURPOSES[kind] in purposes
    }
    parts = [
        _part(use_case, kind, medium, (use_case.skill or "") if kind in about else "")
        for kind, medium in _kinds(use_case)
    ]
    return sorted(parts, key=lambda part: part.kind not in about)


def _kinds(use_case: UseCase) -> Iterator[tuple[ModelKind, Medium]]:
    """Yield what is written first; of what hears, what is written down for it."""
    written = [medium for medium in use_case.outputs if medium in LANGUAGE_MEDIA]
    if written:
        yield ModelKind.LANGUAGE, written[0]
    if written and Medium.SPEECH in use_case.inputs and use_case.board_transcription:
        yield ModelKind.TRANSCRIPTION, Medium.TEXT
    for medium in use_case.outputs:
        if medium not in LANGUAGE_MEDIA:
            yield KIND_OF_MEDIUM[medium], medium


def _part(use_case: UseCase, kind: ModelKind, medium: Medium, skill: str) -> Part:
    """Return a part of a use case.

    Its skill is that of the job's row if that is about the part, else that of its medium.
    """
    part = Part(
        kind=kind,
        medium=medium,
        skill=skill or USUAL[medium].skill,
        board=_board(use_case, kind) or "",
        must_inputs=use_case.must_inputs,
        amount=use_case.media_amount or USUAL[medium].amount,
        answers_within=use_case.answers_within,
    )
    match kind:
        case ModelKind.TRANSCRIPTION:
            amount = use_case.media_amount or HEARD_SECONDS
            return replace(part, skill=HEARING, must_inputs=(Medium.SPEECH,), amount=amount)
        case ModelKind.LANGUAGE:
            # What is said is written down for it.
            read = tuple(medium for medium in use_case.must_inputs if medium is not Medium.SPEECH)
            tokens_in, tokens_out = use_case.tokens_in or 0, use_case.tokens_out or 0
            return replace(part, must_inputs=read, tokens_in=tokens_in, tokens_out=tokens_out)
        case ModelKind.IMAGE | ModelKind.VIDEO:
            return part
    return replace(part, must_inputs=())


def _board(use_case: UseCase, kind: ModelKind) -> str | None:
    boards = {
        ModelKind.LANGUAGE: use_case.board_language,
        ModelKind.TRANSCRIPTION: use_case.board_transcription,
        ModelKind.IMAGE: use_case.board_image,
        ModelKind.VIDEO: use_case.board_video,
        ModelKind.SPEECH: use_case.board_speech,
    }
    return boards.get(kind)


# ----------------------------------------------------------------------------------- in own words


def _in_own_words(job: Job) -> Part:
    if hears(job):
        return _heard(job)
    medium = job.medium or Medium.TEXT
    usual = USUAL[medium]
    with_picture = usual.skill_with_picture if is_seen(job) else ""
    return Part(
        kind=KIND_OF_MEDIUM[medium],
        medium=medium,
        skill=with_picture or usual.skill,
        must_inputs=(Medium.IMAGE,) if is_seen(job) else (),
        tokens_in=usual.tokens_in,
        tokens_out=TOKENS_OF_A_CODE if picks_a_label(job) else usual.tokens_out,
        amount=usual.amount,
    )


def _heard(job: Job) -> Part:
    """Return the part that writes down speech; its length follows from typing it by hand."""
    minutes = job.minutes_by_hand or USUAL_HEARD_MINUTES
    return Part(
        kind=ModelKind.TRANSCRIPTION,
        medium=Medium.TEXT,
        skill=HEARING,
        must_inputs=(Medium.SPEECH,),
        amount=minutes * 60 / TYPED_TIMES_AS_LONG,
    )
