"""Tuning: for each kind of model, which way to better results to take first. Rows of advice say what each is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from catalog import query
from catalog.query import OPEN
from catalog.schema import Advice, AiModel, Catalog, Tuning
from catalog.vocabulary import Adaptation, AdviceTopic, Available, Known, Medium, Topic
from wizard.decision import advice
from wizard.decision.answers import Answers
from wizard.decision.choices import RankedPart
from wizard.decision.decision import Fact, Part, Reason, TuningStep
from wizard.decision.tasks import Task
from wizard.decision.vocabulary import USED, AtHand, Kind, State, Symptom

MOST_FACTS = 2
FEWEST_EXAMPLES = 50  # the fewest good examples with which sellers report an effect of training
TRAINING = frozenset(
    {
        Adaptation.FINE_TUNING,
        Adaptation.ADAPTER,
        Adaptation.PREFERENCE_TUNING,
        Adaptation.REINFORCEMENT,
        Adaptation.DISTILLATION,
    }
)
STYLE = frozenset({Adaptation.STYLE, Adaptation.ADAPTER})


@dataclass(frozen=True, slots=True)
class Remedy:
    """One way to better results: the symptoms it answers, what it is made from, and what the model must allow."""

    slug: str
    symptoms: str  # the stored words of those it answers, apart by spaces
    made_from: tuple[AtHand, ...] = ()
    ways: frozenset[Adaptation] = frozenset()  # empty: every model allows it
    reads: Medium | None = None  # an input with which every model allows it
    least_examples: int = 0
    topic: Topic | None = None  # of the sourced statements that say something on it

    @property
    def answers(self) -> frozenset[Symptom]:
        return frozenset(symptom for symptom in Symptom if symptom in self.symptoms.split())


REFERENCE, VOICE = frozenset({Adaptation.REFERENCE}), frozenset({Adaptation.VOICE})
DOCUMENTS, EXAMPLES, PICTURES = (AtHand.DOCUMENTS,), (AtHand.EXAMPLES,), (AtHand.PICTURES,)
RECORDINGS, STYLE_GUIDE = (AtHand.RECORDINGS,), (AtHand.STYLE_GUIDE,)
FIXED_FORM = Remedy("fixed-form", "form uneven")
LOOK_UP = Remedy("look-up", "made-up not-ours", DOCUMENTS, topic=Topic.RETRIEVAL)
FINE_TUNING = Remedy(
    "fine-tuning",
    "tone form uneven",
    EXAMPLES,
    TRAINING,
    least_examples=FEWEST_EXAMPLES,
    topic=Topic.FINE_TUNING,
)
LISTED = (FIXED_FORM, LOOK_UP)  # around an answer that a list gives
LANGUAGE = (
    Remedy("instructions", "tone form uneven", STYLE_GUIDE, topic=Topic.PROMPTING),
    LOOK_UP,
    Remedy("quotations", "made-up", DOCUMENTS),
    FIXED_FORM,
    Remedy("examples", "tone form uneven", EXAMPLES, topic=Topic.EXAMPLES),
    FINE_TUNING,
)
CODE = (
    Remedy("code-conventions", "form uneven tone", STYLE_GUIDE),
    Remedy("code-search", "not-ours made-up"),
    Remedy("code-tests", "made-up uneven"),
)
# In the order of trying: what costs least comes first.
LADDERS: Mapping[Kind, tuple[Remedy, ...]] = {
    Kind.LANGUAGE: LANGUAGE,
    Kind.TRANSCRIPTION: (
        Remedy("recording", "uneven made-up form"),
        Remedy("word-list", "not-ours made-up"),
    ),
    Kind.IMAGE: (
        Remedy("picture-request", "form uneven"),
        Remedy("own-photo", "made-up look not-ours", PICTURES, reads=Medium.IMAGE),
        Remedy(
            "reference-pictures",
            "look style uneven",
            PICTURES,
            REFERENCE,
            Medium.IMAGE,
            topic=Topic.REFERENCE,
        ),
        Remedy("picture-style", "style", PICTURES, STYLE, topic=Topic.STYLE),
    ),
    Kind.VIDEO: (
        Remedy("shot-list", "form uneven"),
        Remedy("first-picture", "look style made-up not-ours", PICTURES, reads=Medium.IMAGE),
        Remedy("video-style", "style", PICTURES, STYLE),
    ),
    Kind.SPEECH: (
        Remedy("speaking-notes", "tone uneven form"),
        Remedy("short-passages", "uneven made-up"),
        Remedy("pronunciation", "not-ours"),
        Remedy("other-voice", "voice tone"),
        Remedy("own-voice", "voice", RECORDINGS, VOICE, topic=Topic.VOICE),
    ),
    Kind.MUSIC: (
        Remedy("music-request", "tone form uneven style"),
        Remedy("music-choice", "uneven"),
        Remedy("music-example", "style", ways=REFERENCE),
    ),
    Kind.SHAPE: (
        Remedy("views", "look uneven made-up not-ours", PICTURES, reads=Medium.IMAGE),
        Remedy("measures", "form made-up"),
    ),
}


def ladder(task: Task, state: State) -> tuple[Remedy, ...]:
    """Return the ways to better results for a task, in the order of trying."""
    if state is State.LIST:
        return LISTED
    return CODE if task.medium is Medium.CODE else LADDERS[task.kind]


def tuning(ranked: RankedPart) -> tuple[TuningStep, ...]:
    """Return what to do about the named symptoms, the first now; what cannot be done comes last.

    Where no symptom was named, or none that a model of this kind has, it is the first rung alone.
    """
    task, part, symptoms = ranked.task, ranked.part, set(ranked.case.answers.symptoms)
    if part.state not in USED:
        return ()
    ways = ladder(task, part.state)
    rungs = [rung for rung in ways if rung.answers & symptoms] or [ways[0]]
    rows = (
        (rung, advice.find(ranked.case.table.catalog, AdviceTopic.TUNING, rung.slug, task))
        for rung in rungs
    )
    steps = [_step(ranked, rung, row) for rung, row in rows if row is not None]
    return tuple(sorted(steps, key=lambda step: step.possible is Known.NO))


def _step(ranked: RankedPart, rung: Remedy, row: Advice) -> TuningStep:
    answers, table = ranked.case.answers, ranked.case.table
    possible, ways, elsewhere = _possible(table.catalog, ranked.part, table.on, rung)
    at_hand = _at_hand(answers)
    has = tuple(each for each in rung.made_from if each in at_hand)
    lacks = tuple(each for each in rung.made_from if each not in at_hand)
    if rung.least_examples > (answers.example_count or 0):
        possible = Known.NO
        lacks = tuple(dict.fromkeys((*lacks, AtHand.EXAMPLES)))
    return TuningStep(
        rung=rung.slug,
        advice=row.slug,
        symptoms=tuple(each for each in answers.symptoms if each in rung.answers),
        has=has,
        lacks=lacks,
        possible=possible,
        elsewhere=elsewhere,
        reason=_reason(table.catalog, rung, row, ways),
    )


def _at_hand(answers: Answers) -> frozenset[AtHand]:
    """Return what the owner has to show a model, what was written for it in the brief included."""
    brief = answers.brief
    written = {AtHand.STYLE_GUIDE} if brief.voice or brief.must or brief.never else set()
    return frozenset({*answers.at_hand, *written, *({AtHand.EXAMPLES} if brief.examples else ())})


def _possible(
    catalog: Catalog, part: Part, on: date, rung: Remedy
) -> tuple[Known, tuple[Tuning, ...], tuple[str, ...]]:
    """Return whether what is bought can be adapted so, the rows that say so, and other sellers where it can be."""
    if not rung.ways and rung.reads is None:
        return Known.YES, (), ()
    choices = (part.pick,) if part.pick is not None else part.to_try
    models = [catalog.model[each.model] for each in choices if each.model in catalog.model]
    rows = tuple(
        row
        for model in models
        for row in catalog.tunings_of.get(model.slug, ())
        if rung.ways & set(row.adaptations)
    )
    offered = tuple(
        row for row in rows if row.available in OPEN and (row.ends is None or row.ends > on)
    )
    if rung.reads is not None:
        answer = _any_reads(catalog, models, rung.reads)
        if answer is Known.YES or not rung.ways:
            return answer, offered, ()
    bought = {each.offer for each in choices if part.seat is None}
    sellers = {
        offer.seller
        for each in models
        for offer in catalog.offers_of.get(each.slug, ())
        if offer.slug in bought
    }
    here = tuple(row for row in offered if row.host in sellers)
    if here:
        return Known.YES, here, ()
    if part.pick is not None and part.pick.machine is not None and part.seat is None:
        return models[0].open_weights if models else Known.UNKNOWN, rows, ()
    if part.seat is not None:  # what is bought by the seat is not trained
        return Known.NO, rows, ()
    elsewhere = tuple(sorted({row.host for row in offered}))
    refused = _refused_here(catalog, models, sellers, on)
    nowhere = bool(models) and all(model.tuning is Known.NO for model in models)
    answer = Known.NO if refused or (nowhere and not elsewhere) else Known.UNKNOWN
    return answer, rows, elsewhere


def _any_reads(catalog: Catalog, models: Sequence[AiModel], medium: Medium) -> Known:
    """Return whether a medium goes into any of the models; no where each is known not to read it."""
    answers = {query.reads(catalog, model, medium) for model in models}
    if Known.YES in answers:
        return Known.YES
    return Known.NO if answers == {Known.NO} else Known.UNKNOWN


def _refused_here(
    catalog: Catalog, models: Sequence[AiModel], sellers: Collection[str], on: date
) -> bool:
    """Tell whether a row says that a seller does not train these models; that it has no row says nothing."""
    rows = [row for model in models for row in catalog.tunings_of.get(model.slug, ())]
    here = [row for row in rows if row.host in sellers]
    over = [row for row in here if row.ends is not None and row.ends <= on]
    return bool(over) or any(row.available is Available.NO for row in here)


def _reason(catalog: Catalog, rung: Remedy, row: Advice, ways: tuple[Tuning, ...]) -> Reason:
    """Return the reason with its evidence: the rows on training this model, and what sourced statements say."""
    statements = catalog.guidance_on.get(rung.topic, ()) if rung.topic is not None else ()
    facts = [Fact("tunings", each.slug) for each in ways[:MOST_FACTS]]
    facts += [Fact("guidance", each.slug) for each in statements[:MOST_FACTS]]
    return advice.reason(row, ("symptoms", "at_hand"), tuple(facts))
