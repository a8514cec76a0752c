"""What an amount of work costs at an offer's prices."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from catalog.schema import Price, UseCase
from catalog.vocabulary import LANGUAGE_MEDIA, BenchmarkTask, Medium, PriceUnit

MILLION = Decimal(1_000_000)
THOUSAND = Decimal(1000)
SPOKEN_CHARACTERS_A_MINUTE = Decimal(900)  # 150 words a minute, six characters a word
# Ours: what a job is counted with, in lists and plans, until somebody names an amount.
USUAL_RESULTS = Decimal(100)  # a month
# Of what takes long that would be the work of several people: as many as one makes in a week.
USUAL_HOURS = Decimal(40)
ROUND_RESULTS = tuple(Decimal(count) for count in (1, 2, 3, 5, 10, 20, 30, 50, USUAL_RESULTS))
OFFICE_HOURS_A_MONTH = 176  # of a machine that is on while people work
TRACK_MINUTES = Decimal("1.5")  # a usual piece of music

UNITS_OF = {
    Medium.IMAGE: PriceUnit.IMAGE,
    Medium.VIDEO: PriceUnit.VIDEO_SECOND,
    Medium.SPEECH: PriceUnit.AUDIO_MINUTE,
    Medium.MUSIC: PriceUnit.GENERATION,
    Medium.MODEL_3D: PriceUnit.GENERATION,
    Medium.VECTOR: PriceUnit.INPUT_MTOK,
}

type Way = tuple[tuple[PriceUnit, Decimal], ...]

# What models are set side by side with, where no job is named.
USUAL_TOKENS: Way = (
    (PriceUnit.INPUT_MTOK, Decimal("0.75")),
    (PriceUnit.OUTPUT_MTOK, Decimal("0.25")),
)
USUAL_NAMES = {
    Medium.IMAGE: "a picture",
    Medium.VIDEO: "a second of video",
    Medium.SPEECH: "a minute of speech",
    Medium.MUSIC: "a piece of music",
    Medium.MODEL_3D: "a 3D shape",
    Medium.VECTOR: "a million tokens read",
}


def usual_results(minutes: Decimal | None) -> Decimal:
    """Return how many results of so many minutes by hand are usual in a month, by our guess."""
    if not minutes:
        return USUAL_RESULTS
    most = USUAL_HOURS * 60 / minutes
    return max((count for count in ROUND_RESULTS if count <= most), default=ROUND_RESULTS[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Workload:
    """Some work, and the ways to price it; the first for which an offer has all prices counts."""

    name: str  # "1,000 product descriptions"
    ways: tuple[Way, ...]

    def cost(self, prices: Iterable[Price]) -> Decimal | None:
        """Return what it costs in US dollars at these prices; None where they do not say."""
        usd = {price.unit: price.usd for price in prices}
        for way in self.ways:
            costs = [usd[unit] * amount for unit, amount in way if unit in usd]
            if costs and len(costs) == len(way):
                return sum(costs, Decimal(0))
        return None


NO_WORK = Workload(name="", ways=())  # what nobody named; what it costs is unknown


def usual_unit(medium: Medium) -> PriceUnit:
    """Return as what a medium is usually sold."""
    return UNITS_OF.get(medium, PriceUnit.OUTPUT_MTOK)


def usual(medium: Medium) -> Workload:
    """Return the work that models for a medium are set side by side with, where no job is named."""
    if medium is Medium.DOCUMENT:
        page: Way = ((PriceUnit.PAGE, Decimal(1)),)
        return Workload(name="a page read", ways=(page,))
    if medium in LANGUAGE_MEDIA:
        return Workload(name="a million tokens (three read for each written)", ways=(USUAL_TOKENS,))
    amount = TRACK_MINUTES if medium is Medium.MUSIC else Decimal(1)
    return Workload(name=USUAL_NAMES[medium], ways=ways_of(medium, amount))


def of_job(case: UseCase, medium: Medium, count: Decimal = THOUSAND) -> Workload | None:
    """Return `count` results of a use case in one medium; None if editors made no estimate."""
    name = f"{count:,f} {case.unit_plural}"
    if medium in LANGUAGE_MEDIA:
        if case.tokens_in is None or case.tokens_out is None:
            return None
        tokens_in = case.tokens_in * count / MILLION
        tokens_out = case.tokens_out * count / MILLION
        tokens: Way = ((PriceUnit.INPUT_MTOK, tokens_in), (PriceUnit.OUTPUT_MTOK, tokens_out))
        return Workload(name=name, ways=(tokens,))
    if medium not in case.outputs or case.media_amount is None:
        return None
    in_seconds = medium in {Medium.SPEECH, Medium.MUSIC}
    amount = case.media_amount / 60 if in_seconds else case.media_amount
    ways = tuple(_times(way, count) for way in ways_of(medium, amount))
    return Workload(name=name, ways=ways)


def _times(way: Way, count: Decimal) -> Way:
    return tuple((unit, amount * count) for unit, amount in way)


def ways_of(medium: Medium, amount: Decimal) -> tuple[Way, ...]:
    """Return how an amount of a medium is priced.

    Units are pictures, seconds of video, minutes of sound, pieces and shapes.
    """
    by_unit: Way = ((UNITS_OF[medium], amount),)
    if medium is Medium.SPEECH:
        characters = amount * SPOKEN_CHARACTERS_A_MINUTE / MILLION
        return by_unit, ((PriceUnit.MCHAR, characters),)
    if medium is Medium.MUSIC:
        piece: Way = ((PriceUnit.GENERATION, Decimal(1)),)
        return piece, ((PriceUnit.AUDIO_MINUTE, amount),)
    return (by_unit,)


# What a task is asked of, so that its models are priced by the right unit.
TASK_MEDIA = {
    BenchmarkTask.IMAGES: Medium.IMAGE,
    BenchmarkTask.IMAGE_EDITING: Medium.IMAGE,
    BenchmarkTask.FILM: Medium.VIDEO,
    BenchmarkTask.FILM_EDITING: Medium.VIDEO,
    BenchmarkTask.SPEECH: Medium.SPEECH,
    BenchmarkTask.MUSIC: Medium.MUSIC,
    BenchmarkTask.SHAPES: Medium.MODEL_3D,
    BenchmarkTask.RETRIEVAL: Medium.VECTOR,
}
MEDIUM_TASKS = {
    Medium.TEXT: BenchmarkTask.CHAT,
    Medium.CODE: BenchmarkTask.CODING,
    Medium.DATA: BenchmarkTask.INSTRUCTIONS,
    Medium.DOCUMENT: BenchmarkTask.DOCUMENTS,
    **{medium: task for task, medium in reversed(TASK_MEDIA.items())},
}


def medium_of(task: BenchmarkTask) -> Medium:
    """Return what comes out where a task is done."""
    return TASK_MEDIA.get(task, Medium.TEXT)
