"""What has to be made: the parts of a plan, and what one result of each takes in priced units."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from catalog import query
from catalog.formatting import capitalise, lower_first
from catalog.parsing import Span
from catalog.schema import Catalog, Price, UseCase
from catalog.vocabulary import LANGUAGE_MEDIA, Branch, Medium, PriceUnit, Task
from wizard.engine.answers import Answers, Output
from wizard.engine.vocabulary import Length

MILLION = Decimal(1_000_000)

# Editors' estimates, explained on the method page under "What one result takes".
LENGTH_FACTORS: Mapping[Length, Decimal] = {
    Length.SHORT: Decimal("0.5"),
    Length.USUAL: Decimal(1),
    Length.LONG: Decimal(5),
}
SPOKEN_CHARACTERS_A_SECOND = Decimal(15)  # 150 words a minute, six characters a word
HEARD_TOKENS_A_SECOND = Decimal(32)
WRITTEN_TOKENS_A_SECOND = Decimal("3.3")  # 150 words a minute, 0.75 words a token


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What one result of a medium takes where the owner describes an output of their own."""

    unit: str
    unit_plural: str
    tokens_in: int = 0
    tokens_out: int = 0
    amount: Decimal = Decimal(1)
    tasks: tuple[Task, ...]


USUAL: Mapping[Medium, Usual] = {
    Medium.TEXT: Usual(
        unit="text", unit_plural="texts", tokens_in=1500, tokens_out=700, tasks=(Task.INSTRUCTIONS, Task.WRITING)
    ),
    Medium.CODE: Usual(
        unit="change", unit_plural="changes", tokens_in=6000, tokens_out=1500, tasks=(Task.CODING, Task.AGENTIC_CODING)
    ),
    Medium.DATA: Usual(
        unit="record", unit_plural="records", tokens_in=1500, tokens_out=200, tasks=(Task.INSTRUCTIONS,)
    ),
    Medium.IMAGE: Usual(unit="picture", unit_plural="pictures", tasks=(Task.IMAGES,)),
    Medium.VIDEO: Usual(unit="clip", unit_plural="clips", amount=Decimal(10), tasks=(Task.FILM,)),
    Medium.SPEECH: Usual(
        unit="minute of speech", unit_plural="minutes of speech", amount=Decimal(60), tasks=(Task.SPEECH,)
    ),
    Medium.MUSIC: Usual(unit="track", unit_plural="tracks", amount=Decimal(90), tasks=(Task.MUSIC,)),
    Medium.MODEL_3D: Usual(unit="shape", unit_plural="shapes", tasks=(Task.SHAPES,)),
}

MEDIA_TASKS: Mapping[Medium, tuple[Task, ...]] = {
    Medium.IMAGE: (Task.IMAGES, Task.IMAGE_EDITING),
    Medium.VIDEO: (Task.FILM, Task.FILM_EDITING),
    Medium.SPEECH: (Task.SPEECH,),
    Medium.MUSIC: (Task.MUSIC,),
    Medium.MODEL_3D: (Task.SHAPES,),
}

# Of several inputs, the first that is given must go in; words alone do for the rest.
FEEDS: Mapping[Medium, tuple[Medium, ...]] = {
    Medium.IMAGE: (Medium.IMAGE, Medium.TEXT),
    Medium.VIDEO: (Medium.VIDEO, Medium.IMAGE, Medium.TEXT),
    Medium.MODEL_3D: (Medium.IMAGE, Medium.TEXT),
    Medium.SPEECH: (Medium.SPEECH, Medium.TEXT),
    Medium.MUSIC: (Medium.TEXT,),
}

NOUNS: Mapping[Medium, str] = {
    Medium.TEXT: "language models",
    Medium.CODE: "language models",
    Medium.DATA: "language models",
    Medium.IMAGE: "image models",
    Medium.VIDEO: "film models",
    Medium.SPEECH: "speech models",
    Medium.MUSIC: "music models",
    Medium.MODEL_3D: "3D models",
}
TRANSCRIPT_NOUN = "models that write down speech"

type Way = tuple[tuple[PriceUnit, Decimal], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One thing that one kind of model has to make, and what one result of it takes."""

    key: str
    output: Output
    use_case: UseCase | None
    name: str
    medium: Medium
    noun: str
    unit: str
    unit_plural: str
    inputs: tuple[Medium, ...]
    tasks: tuple[Task, ...]
    ways: tuple[Way, ...]  # priced units of one result; the first way an offer has prices for counts
    context_tokens: int = 0  # what goes in and comes out
    least_tokens: int = 0  # what must fit at once; the shortest it may be where the length was left open
    transcript: bool = False

    @property
    def result(self) -> str:
        """Return what comes out, as a noun that fits after "for"."""
        if self.use_case is None:
            return self.name if self.named_by_owner else lower_first(self.name)
        if self.transcript:
            return f"writing down the speech for the {self.use_case.result}"
        if self.one_of_several:
            return f"the {lower_first(self.medium.label)} of the {self.use_case.result}"
        return f"the {self.use_case.result}"

    @property
    def named_by_owner(self) -> bool:
        """Return whether it goes by the owner's own words, which are quoted and never bent into a sentence."""
        return self.use_case is None and bool(_tidied(self.output.name))

    @property
    def one_of_several(self) -> bool:
        """Return whether other models make other pieces of the same result; one language model makes all that is text."""
        made = self.use_case.outputs if self.use_case else ()
        return len({Medium.TEXT if medium.branch is Branch.LANGUAGE else medium for medium in made}) > 1

    @property
    def wanted(self) -> str:
        """Return the answer behind it: what the owner said should come out."""
        return f"{capitalise(self.use_case.result) if self.use_case else self.name} should come out."

    @property
    def job(self) -> str:
        """Return what a model is told to do, verb first, or in the owner's own words."""
        if self.named_by_owner:
            return self.name
        if self.use_case is None or self.use_case.common:  # the common jobs are called by what comes out
            return f"make {self.use_case.result if self.use_case else lower_first(self.name)}"
        return lower_first(self.use_case.name)

    @property
    def branch(self) -> Branch:
        """Return the branch that makes this medium."""
        return self.medium.branch or Branch.LANGUAGE


def needs(answers: Answers, catalog: Catalog) -> tuple[Need, ...]:
    """Return what has to be made, output by output; outputs whose use case was withdrawn are left out."""
    found: list[Need] = []
    for output in answers.outputs:
        if output.use_case is None:
            found += _own(output)
        elif output.use_case in catalog.use_case:
            found += _from_use_case(output, catalog.use_case[output.use_case])
    return tuple(found)


def _own(output: Output) -> Iterable[Need]:
    medium = output.medium or Medium.TEXT
    usual = USUAL[medium]
    tasks = usual.tasks
    if output.pictures_go_in and medium is Medium.IMAGE:
        tasks = (Task.IMAGE_EDITING,)
    tokens_in, least = _tokens(output, usual.tokens_in)
    yield Need(
        key=f"{output.key}/{medium}",
        output=output,
        use_case=None,
        name=f"“{words}”" if (words := _tidied(output.name)) else medium.label,
        medium=medium,
        noun=NOUNS[medium],
        unit=usual.unit,
        unit_plural=usual.unit_plural,
        inputs=_own_inputs(medium, output.pictures_go_in),
        tasks=tasks,
        ways=_ways(medium, tokens_in=tokens_in, tokens_out=usual.tokens_out, amount=usual.amount),
        context_tokens=tokens_in + usual.tokens_out,
        least_tokens=least + usual.tokens_out,
    )


def _own_inputs(medium: Medium, pictures: bool | None) -> tuple[Medium, ...]:  # noqa: FBT001 - an answer
    """Return what goes into an output of the owner's own; nothing is demanded where pictures or words may do."""
    if pictures is None and Medium.IMAGE in FEEDS.get(medium, ()):
        return ()
    inputs = (Medium.TEXT, Medium.IMAGE) if pictures else (Medium.TEXT,)
    return inputs if medium.branch is Branch.LANGUAGE else _fed(medium, inputs)


def _tidied(words: str) -> str:
    """Return the owner's own words as they fit into a sentence: on one line, without a full stop."""
    return " ".join(words.split()).rstrip(" .,;:!?…")


def _from_use_case(output: Output, use_case: UseCase) -> Iterable[Need]:
    language = next((medium for medium in use_case.outputs if medium.branch is Branch.LANGUAGE), None)
    others = tuple(medium for medium in use_case.outputs if medium.branch is Branch.MEDIA)
    hears = Medium.SPEECH in use_case.inputs and language is not None
    if hears:
        yield _transcript(output, use_case)
    if language is not None:
        name = f"{use_case.name}: the {lower_first(language.label)}" if hears or others else use_case.name
        yield _language(output, use_case, language, name, hears=hears)
    for medium in others:
        alone = len(others) == 1 and language is None
        name = use_case.name if alone else f"{use_case.name}: the {lower_first(medium.label)}"
        yield _media(output, use_case, medium, name)


def _transcript(output: Output, use_case: UseCase) -> Need:
    """Return the first leg of a job that hears speech and writes text."""
    seconds = use_case.media_amount or Decimal(60)
    factor, _ = _factors(output)
    return Need(
        key=f"{output.key}/transcript",
        output=output,
        use_case=use_case,
        name=f"{use_case.name}: write down the speech",
        medium=Medium.TEXT,
        noun=TRANSCRIPT_NOUN,
        unit=use_case.unit,
        unit_plural=use_case.unit_plural,
        inputs=(Medium.SPEECH,),
        tasks=(Task.TRANSCRIPTION,),
        ways=_transcript_ways(seconds * factor),
        transcript=True,
    )


def _language(output: Output, use_case: UseCase, medium: Medium, name: str, *, hears: bool) -> Need:
    """Return what a language model has to make; it always reads text, if only its instructions."""
    heard = {Medium.SPEECH} if hears else set()
    inputs = tuple(dict.fromkeys((Medium.TEXT, *(row for row in use_case.must_inputs if row not in heard))))
    others = {Task.TRANSCRIPTION} if hears else set()
    tasks = tuple(task for task in use_case.tasks if task not in _NOT_LANGUAGE | others) or USUAL[medium].tasks
    tokens_in, least = _tokens(output, use_case.tokens_in or 0)
    tokens_out = use_case.tokens_out or 0
    return Need(
        key=f"{output.key}/{medium}",
        output=output,
        use_case=use_case,
        name=name,
        medium=medium,
        noun=NOUNS[medium],
        unit=use_case.unit,
        unit_plural=use_case.unit_plural,
        inputs=inputs,
        tasks=tasks,
        ways=_ways(medium, tokens_in=tokens_in, tokens_out=tokens_out),
        context_tokens=tokens_in + tokens_out,
        least_tokens=least + tokens_out,
    )


def _media(output: Output, use_case: UseCase, medium: Medium, name: str) -> Need:
    """Return what a model for pictures, film, sound or shapes has to make."""
    return Need(
        key=f"{output.key}/{medium}",
        output=output,
        use_case=use_case,
        name=name,
        medium=medium,
        noun=NOUNS[medium],
        unit=use_case.unit,
        unit_plural=use_case.unit_plural,
        inputs=_fed(medium, use_case.must_inputs),
        tasks=tuple(task for task in use_case.tasks if task in MEDIA_TASKS[medium]) or USUAL[medium].tasks,
        ways=_ways(medium, amount=use_case.media_amount or USUAL[medium].amount),
    )


# Tasks that other models are measured on: those for media, and those that find passages to be read.
_NOT_LANGUAGE = {Task.RETRIEVAL, *(task for tasks in MEDIA_TASKS.values() for task in tasks)}


def _factors(output: Output) -> tuple[Decimal, Decimal]:
    """Return how long an input is beside the usual one: what to count with, and the least it may be."""
    if output.length is None:
        return LENGTH_FACTORS[Length.USUAL], min(LENGTH_FACTORS.values())
    return LENGTH_FACTORS[output.length], LENGTH_FACTORS[output.length]


def _tokens(output: Output, usual: int) -> tuple[int, int]:
    """Return the tokens that go in, and the fewest that may."""
    factor, least = _factors(output)
    return round(usual * factor), round(usual * least)


def _fed(medium: Medium, inputs: tuple[Medium, ...]) -> tuple[Medium, ...]:
    """Return the one input that a media model must take; words are always at hand."""
    return (next((feed for feed in FEEDS[medium] if feed in inputs), Medium.TEXT),)


def _ways(medium: Medium, *, tokens_in: int = 0, tokens_out: int = 0, amount: Decimal = Decimal(1)) -> tuple[Way, ...]:
    """Return how one result of a medium can be priced. `amount` is pictures, seconds or shapes."""
    if medium in LANGUAGE_MEDIA:
        return (((PriceUnit.INPUT_MTOK, tokens_in / MILLION), (PriceUnit.OUTPUT_MTOK, tokens_out / MILLION)),)
    minutes = ((PriceUnit.AUDIO_MINUTE, amount / 60),)
    return {
        Medium.IMAGE: (((PriceUnit.IMAGE, amount),),),
        Medium.VIDEO: (((PriceUnit.VIDEO_SECOND, amount),),),
        Medium.SPEECH: (minutes, ((PriceUnit.MCHAR, amount * SPOKEN_CHARACTERS_A_SECOND / MILLION),)),
        Medium.MUSIC: (minutes, ((PriceUnit.GENERATION, Decimal(1)),)),
        Medium.MODEL_3D: (((PriceUnit.GENERATION, amount),),),
    }[medium]


def _transcript_ways(seconds: Decimal) -> tuple[Way, ...]:
    """Return how writing down speech can be priced: by the minute, or by tokens heard and written."""
    return (
        ((PriceUnit.AUDIO_MINUTE, seconds / 60),),
        (
            (PriceUnit.INPUT_MTOK, seconds * HEARD_TOKENS_A_SECOND / MILLION),
            (PriceUnit.OUTPUT_MTOK, seconds * WRITTEN_TOKENS_A_SECOND / MILLION),
        ),
    )


@dataclass(frozen=True, slots=True)
class PriceBook:
    """The prices of a catalog in force on one day, looked up offer by offer, each when it is first asked for."""

    catalog: Catalog
    day: date
    _found: dict[str, Mapping[PriceUnit, Price]] = field(default_factory=dict, compare=False, repr=False)

    def of(self, offer: str) -> Mapping[PriceUnit, Price]:
        """Return the prices of an offer by unit."""
        if offer not in self._found:
            self._found[offer] = {price.unit: price for price in query.prices(self.catalog, offer, self.day)}
        return self._found[offer]

    def but(self, catalog: Catalog, offers: Container[str]) -> "PriceBook":
        """Return the book of a catalog where nothing but the prices of these offers may be others."""
        same = {offer: prices for offer, prices in self._found.items() if offer not in offers}
        return PriceBook(catalog, self.day, same)

    def unit_usd(self, offer: str, need: Need) -> tuple[Decimal, tuple[Price, ...]] | None:
        """Return what one result costs at an offer, in US dollars, with the prices used; None where one is missing."""
        return self._priced(offer, need.ways)

    def usd_by(self, offer: str, ways: tuple[Way, ...]) -> Decimal | None:
        """Return what one result costs at an offer by the first of these ways that it has all prices for."""
        found = self._priced(offer, ways)
        return None if found is None else found[0]

    def _priced(self, offer: str, ways: tuple[Way, ...]) -> tuple[Decimal, tuple[Price, ...]] | None:
        book = self.of(offer)
        for way in ways:
            prices = [book[unit] for unit, _ in way if unit in book]
            if len(prices) == len(way):
                usd = Decimal(0)  # added up by hand: a generator would take as long as all else here
                for price, (_, amount) in zip(prices, way, strict=True):
                    usd += price.usd * amount
                return usd, tuple(prices)
        return None


def monthly(unit_usd: Decimal, per_month: Span | None) -> Span | None:
    """Return what a month costs, low to high; None where the number of results is not known."""
    return per_month.times(unit_usd) if per_month else None
