"""Tasks: what one kind of model has to make for one job, and what one result of it takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from catalog.schema import Catalog, UseCase
from catalog.vocabulary import (
    LANGUAGE_MEDIA,
    AnswersWithin,
    Material,
    Medium,
    PriceUnit,
    Purpose,
    Risk,
    SoldAs,
)
from wizard.decision.answers import Answers, Job
from wizard.decision.vocabulary import DRAWN, SHOWS_SOMEBODY, Check, Exactness, Kind, Use
from wizard.own_words import (
    IMPERSONATION,
    LIVE_VOICE,
    MAY_BE_HIGH_RISK,
    MEETINGS,
    TRANSLATION,
    meant_by,
)

MILLION = Decimal(1_000_000)
# Editors' estimates, explained on the method page.
SPOKEN_CHARACTERS_A_SECOND = Decimal(15)  # 150 words a minute, six characters a word
HEARD_TOKENS_A_SECOND = Decimal(32)
WRITTEN_TOKENS_A_SECOND = Decimal("3.3")  # 150 words a minute, 0.75 words a token
# Ours: minutes to read and mend one result, as a part of the minutes that one takes by hand.
CHECKING_PART = 0.3
# How many of the results a person reads.
READ_PART = {Check.EVERY: 1.0, Check.SAMPLE: 0.1, Check.NOBODY: 0.0}

type Amounts = tuple[tuple[PriceUnit, Decimal], ...]

KIND_OF_MEDIUM: Mapping[Medium, Kind] = {
    medium: Kind.LANGUAGE if medium in LANGUAGE_MEDIA else Kind.read(medium.value)
    for medium in Medium
    if medium is not Medium.VECTOR
}
PLAYING = {Kind.TRANSCRIPTION, Kind.VIDEO, Kind.SPEECH, Kind.MUSIC}
PURPOSES: Mapping[Kind, Purpose] = {
    kind: Purpose.GENERAL if kind is Kind.LANGUAGE else Purpose.read(kind.value) for kind in Kind
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a job in the owner's own words takes for one result, as a use case says it, and which board decides it."""

    unit: str
    unit_plural: str
    tokens_in: int = 0
    tokens_out: int = 0
    media_amount: Decimal = Decimal(1)
    board: str = ""
    answers_within: AnswersWithin = AnswersWithin.MINUTES
    sold_as: SoldAs = SoldAs.BOTH
    material: tuple[Material, ...] = ()


USUAL: Mapping[Medium, Usual] = {
    Medium.TEXT: Usual(
        unit="text", unit_plural="texts", tokens_in=1500, tokens_out=700, board="arena-text"
    ),
    Medium.CODE: Usual(
        unit="change", unit_plural="changes", tokens_in=6000, tokens_out=1500, board="arena-coding"
    ),
    Medium.DATA: Usual(
        unit="record",
        unit_plural="records",
        tokens_in=1500,
        tokens_out=200,
        board="arena-instruction-following",
    ),
    Medium.IMAGE: Usual(unit="image", unit_plural="images", board="arena-text-to-image"),
    Medium.VIDEO: Usual(
        unit="clip", unit_plural="clips", media_amount=Decimal(10), board="arena-text-to-video"
    ),
    Medium.SPEECH: Usual(
        unit="minute of speech", unit_plural="minutes of speech", media_amount=Decimal(60)
    ),
    Medium.MUSIC: Usual(unit="track", unit_plural="tracks", media_amount=Decimal(90)),
    Medium.MODEL_3D: Usual(unit="3D model", unit_plural="3D models"),
}
# Risks of a use case that only some of its parts can have; all others go with every part.
ONLY_OF: Mapping[str, frozenset[Kind]] = {
    Risk.DEEPFAKE: SHOWS_SOMEBODY,
    IMPERSONATION: SHOWS_SOMEBODY,
    "feelings-at-work": frozenset({Kind.LANGUAGE}),
    LIVE_VOICE: frozenset({Kind.SPEECH}),
    Risk.MISLEADING_PICTURE: DRAWN,
    Risk.SECURITY: frozenset({Kind.LANGUAGE}),
    Risk.TRADEMARK: DRAWN,
}
HIGH_RISK_USE = "high-risk-use"  # as the law calls a use case
DANGERS = frozenset(
    {Risk.SAFETY, Risk.REGULATED_ADVICE}
)  # of which words of the brief warn as well
PICTURE_EDITING_BOARD = "arena-image-edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One part of a job that one kind of model makes. Tokens are of one result, without thinking."""

    key: str  # "<job key>/<kind>"
    job: Job
    use_case: UseCase | None
    kind: Kind
    medium: Medium
    unit: str
    unit_plural: str
    board: str  # the benchmark that decides; empty where nothing is measured
    must_inputs: tuple[Medium, ...] = ()
    tokens_in: int = 0
    tokens_out: int = 0
    amounts: tuple[
        Amounts, ...
    ]  # ways to price one result; the first for which an offer has all prices counts
    answers_within: AnswersWithin
    sold_as: SoldAs
    material: tuple[Material, ...]
    named: frozenset[str] = frozenset()  # what the owner's own words say that it is about

    @property
    def read_off(self) -> bool:
        """Return whether the right answer stands in the document that is sent, and in no list."""
        read = {*self.use_case.inputs} - {Medium.IMAGE} if self.use_case is not None else set()
        return self.medium is Medium.DATA and read == {Medium.DOCUMENT}

    @property
    def live_voice(self) -> bool:
        """Return whether somebody speaks with it, and hears each answer at once."""
        spoken = self.use_case is not None and Medium.SPEECH in {*self.use_case.inputs} & {
            *self.use_case.outputs
        }
        return LIVE_VOICE in self.risks or (spoken and self.answers_within is AnswersWithin.SECONDS)

    def copied(self, *, by_hand: bool) -> bool:
        """Return whether a program copies what a list answers into a fixed sentence."""
        listed = self.kind is Kind.LANGUAGE and self.job.exactness is Exactness.LISTED
        return listed and self.answers_within is AnswersWithin.SECONDS and not by_hand

    @property
    def released(self) -> bool:
        """Return whether a person releases every result: a wrong one is severe, or the law calls the use high-risk."""
        return self.job.stakes.severe or self.high_risk

    @property
    def high_risk(self) -> bool:
        """Return whether the law calls the use high-risk, or may do so by the owner's own words."""
        return bool(self.risks & {HIGH_RISK_USE, MAY_BE_HIGH_RISK})

    @property
    def risks(self) -> frozenset[str]:
        """Return what its use case and the owner's own words say that can go wrong with this part."""
        case = self.use_case
        carried = (
            {*case.risks, *([HIGH_RISK_USE] if case.high_risk else [])}
            if case is not None
            else set()
        )
        return frozenset(
            risk for risk in carried | self.named if self.kind in ONLY_OF.get(risk, {self.kind})
        )

    @property
    def private(self) -> bool:
        """Return whether the material must not train a seller's models."""
        return not {Material.NONE}.issuperset(self.material)


def tasks(answers: Answers, catalog: Catalog) -> tuple[Task, ...]:
    """Return what has to be made, job by job; jobs whose use case was withdrawn are left out."""
    brief = (
        meant_by(f"{answers.brief.audience} {answers.brief.must} {answers.brief.never}") & DANGERS
    )
    return tuple(task for job in answers.jobs for task in _tasks(job, catalog, brief))


def check_of(answers: Answers, task: Task) -> Check:
    """Return how many results a person reads: all where each is signed or words name a danger, or nothing was said.

    None where a program copies what a list answers: it is out before anybody could.
    """
    if task.copied(by_hand=not built_in(answers, task)):
        return Check.NOBODY
    signed = Risk.REGULATED_ADVICE in task.risks or Risk.SAFETY in task.named
    return Check.EVERY if task.released or signed or answers.check is None else answers.check


def checking_minutes(answers: Answers, task: Task) -> float | None:
    """Return the minutes to read and mend, on average over all results; None where neither they nor those by hand are known."""
    read = READ_PART[check_of(answers, task)]
    if not read:
        return 0.0
    minutes = answers.check_minutes
    if minutes is not None:
        return float(minutes) * read
    by_hand = task.job.minutes_by_hand
    return float(by_hand) * CHECKING_PART * read if by_hand is not None else None


def built_in(answers: Answers, task: Task) -> bool:
    """Return whether a model is built in, and nobody works with it by hand."""
    sold = task.sold_as
    return sold is SoldAs.API or (sold is SoldAs.BOTH and answers.use_of(task.job) is Use.BUILT_IN)


def usual_of(job: Job, catalog: Catalog) -> UseCase | Usual:
    """Return the use case of a job, or what one in own words usually takes, as does one whose use case was withdrawn."""
    return catalog.use_case.get(job.use_case or "") or USUAL[job.medium or Medium.TEXT]


def _tasks(job: Job, catalog: Catalog, named: frozenset[str]) -> Iterator[Task]:
    """Yield the parts of a job. Of a use case its name says only the work that an app is made for."""
    usual = usual_of(job, catalog)
    if isinstance(usual, UseCase):
        named |= meant_by(usual.name) & {TRANSLATION, MEETINGS}
        for kind, medium in _parts(usual):
            yield _task(
                job, usual, kind, medium, board_of(usual, kind), must_inputs(usual, kind), named
            )
    elif job.use_case is None:
        medium = job.medium or Medium.TEXT
        edits = medium is Medium.IMAGE and job.given_picture
        board, inputs = (PICTURE_EDITING_BOARD, (Medium.IMAGE,)) if edits else (usual.board, ())
        if (
            kind := KIND_OF_MEDIUM[medium]
        ) is Kind.LANGUAGE or job.given_picture:  # else words go in, of what is made
            usual = replace(usual, material=(Material.CONFIDENTIAL,))
        yield _task(job, usual, kind, medium, board, inputs, named | meant_by(job.name))


def _parts(use_case: UseCase) -> Iterator[tuple[Kind, Medium]]:
    """Yield what each kind of model makes of a use case; one that hears writes down first what a language model reads."""
    language = next(
        (medium for medium in use_case.outputs if KIND_OF_MEDIUM[medium] is Kind.LANGUAGE), None
    )
    if Medium.SPEECH in use_case.inputs and language is not None and use_case.board_transcription:
        yield Kind.TRANSCRIPTION, Medium.TEXT
    if language is not None:
        yield Kind.LANGUAGE, language
    for medium in use_case.outputs:
        if KIND_OF_MEDIUM[medium] is not Kind.LANGUAGE:
            yield KIND_OF_MEDIUM[medium], medium


def _task(  # noqa: PLR0913, PLR0917  # each is read from another place
    job: Job,
    usual: UseCase | Usual,
    kind: Kind,
    medium: Medium,
    board: str,
    inputs: tuple[Medium, ...],
    named: frozenset[str],
) -> Task:
    """Return a part of a job as long as its owner says: what is read, and what plays; images and shapes are counted."""
    length, tokens_in, tokens_out = job.length or Decimal(1), 0, 0
    if kind is Kind.LANGUAGE:
        tokens_in, tokens_out = round((usual.tokens_in or 0) * length), usual.tokens_out or 0
    of_one = Decimal(60) if kind is Kind.TRANSCRIPTION else USUAL[medium].media_amount
    amount = (usual.media_amount or of_one) * (length if kind in PLAYING else 1)
    return Task(
        key=f"{job.key}/{kind}",
        job=job,
        use_case=usual if isinstance(usual, UseCase) else None,
        kind=kind,
        medium=medium,
        unit=usual.unit,
        unit_plural=usual.unit_plural,
        board=board,
        must_inputs=inputs,
        tokens_in=tokens_in,
        tokens_out=tokens_out,
        amounts=amounts(kind, tokens_in=tokens_in, tokens_out=tokens_out, amount=amount),
        answers_within=usual.answers_within,
        sold_as=usual.sold_as,
        material=job.material if job.material is not None else usual.material,
        named=named,
    )


def board_of(use_case: UseCase, kind: Kind) -> str:
    """Return the benchmark that decides one part of a use case; empty where nothing is measured."""
    boards = {
        Kind.LANGUAGE: use_case.board_language,
        Kind.TRANSCRIPTION: use_case.board_transcription,
        Kind.IMAGE: use_case.board_image,
        Kind.VIDEO: use_case.board_video,
        Kind.SPEECH: use_case.board_speech,
    }
    return boards.get(kind) or ""


def must_inputs(use_case: UseCase, kind: Kind) -> tuple[Medium, ...]:
    """Return what has to go into one part of a use case; everything else may."""
    if kind is Kind.TRANSCRIPTION:
        return (Medium.SPEECH,)
    if kind is Kind.LANGUAGE:
        return tuple(medium for medium in use_case.must_inputs if medium is not Medium.SPEECH)
    return use_case.must_inputs if kind in {Kind.IMAGE, Kind.VIDEO} else ()


def amounts(kind: Kind, *, tokens_in: int, tokens_out: int, amount: Decimal) -> tuple[Amounts, ...]:
    """Return how one result can be priced. `amount` is images, seconds or shapes."""
    by_token: Amounts = (
        (PriceUnit.INPUT_MTOK, tokens_in / MILLION),
        (PriceUnit.OUTPUT_MTOK, tokens_out / MILLION),
    )
    by_minute: Amounts = ((PriceUnit.AUDIO_MINUTE, amount / 60),)
    heard: Amounts = (
        (PriceUnit.INPUT_MTOK, amount * HEARD_TOKENS_A_SECOND / MILLION),
        (PriceUnit.OUTPUT_MTOK, amount * WRITTEN_TOKENS_A_SECOND / MILLION),
    )
    return {
        Kind.LANGUAGE: (by_token,),
        Kind.TRANSCRIPTION: (by_minute, heard),
        Kind.IMAGE: (((PriceUnit.IMAGE, amount),),),
        Kind.VIDEO: (((PriceUnit.VIDEO_SECOND, amount),),),
        Kind.SPEECH: (
            by_minute,
            ((PriceUnit.MCHAR, amount * SPOKEN_CHARACTERS_A_SECOND / MILLION),),
        ),
        Kind.MUSIC: (by_minute, ((PriceUnit.GENERATION, Decimal(1)),)),
        Kind.SHAPE: (((PriceUnit.GENERATION, amount),),),
    }[kind]
