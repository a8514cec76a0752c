"""Queries on the facts, each in one place, as pure functions.

Pages, API, feeds and plans share them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import IntEnum
from types import MappingProxyType

from catalog import workload
from catalog.schema import (
    US_DOLLARS,
    AiModel,
    App,
    AppPlan,
    Benchmark,
    Catalog,
    DataTerms,
    End,
    ExchangeRate,
    ModelStatement,
    Offer,
    Price,
    Score,
    UseCase,
)
from catalog.vocabulary import (
    MONTHLY_UNITS,
    OFFER_UNITS,
    Available,
    BenchmarkTask,
    Billing,
    Branch,
    Confidence,
    Currency,
    Direction,
    Effort,
    EndKind,
    Known,
    Medium,
    PriceFor,
    PriceStanding,
    PriceUnit,
    Purpose,
    SaleState,
    Training,
    Voice,
)
from catalog.workload import NO_WORK, Workload

UNIT_ORDER = OFFER_UNITS  # what people ask for first stands first
USUAL_TIERS = {
    "medium",
    "720p",
}  # what the boards measured where a maker sells several qualities or sizes
TOKEN_UNITS = (PriceUnit.INPUT_MTOK, PriceUnit.OUTPUT_MTOK)
OPEN = {Available.YES, Available.RESTRICTED, Available.INVITATION}
# What is announced for this time belongs beside every price and total it touches.
SOON = timedelta(days=90)
DAY = timedelta(days=1)


# -------------------------------------------------------------------------------- on sale, and ends

# Announced, over or rerouted; “not before” is the earliest day, not an end.
STATED_ENDS = {EndKind.ANNOUNCED, EndKind.ENDED, EndKind.ROUTED}
VOICES = (Voice.SELLER, Voice.OFFICIAL, Voice.MEASURED, Voice.REPEATS, Voice.EDITOR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """Whether a model or offer is on sale on a day, its end, and what sources say of that."""

    state: SaleState
    # The first day without it, to come or past; None where no source names one.
    ends: date | None = None
    # What is known on the day, first the one that is used.
    statements: tuple[End, ...] = ()

    @property
    def on_sale(self) -> bool:
        return self.state is SaleState.ON_SALE

    def over_by(self, day: date) -> bool:
        """Tell whether it is off sale on a later day, as far as is known now."""
        return self.state is SaleState.ENDED or (self.ends is not None and self.ends <= day)

    @property
    def end(self) -> End | None:
        """Return what is used of all that sources say."""
        return next(iter(self.statements), None)

    @property
    def not_before(self) -> date | None:
        """Return the earliest day on which it can end, where nothing else is stated."""
        used = self.end
        return used.day if used and used.status is EndKind.NOT_BEFORE else None


def unreleased(model: AiModel, on: date) -> bool:
    """Tell whether a model is known to come out only after that day."""
    return model.released is not None and model.released > on


def models_on_sale(catalog: Catalog, on: date) -> tuple[AiModel, ...]:
    """Return the models that are on sale on a day: what every count of them counts."""
    return catalog.on_day("models-on-sale", lambda day: _on_sale(catalog, day), on)


def _on_sale(catalog: Catalog, on: date) -> tuple[AiModel, ...]:
    return tuple(model for model in catalog.models if sale(catalog, model, on).on_sale)


def sale(catalog: Catalog, subject: AiModel | Offer, on: date) -> Sale:
    """Tell whether a model or an offer is on sale on a day, and when it ends.

    This is the only place that answers either.

    A model is on sale while any seller has it, or while its weights can be downloaded. Pages ask it
    of every model several times, so what was found for a row of a catalog stays for its day.
    """
    remembered: dict[str, tuple[AiModel | Offer, Sale]] = catalog.on_day("sales", lambda _: {}, on)
    row, result = remembered.get(subject.slug, (None, None))
    if row is not subject or result is None:
        result = _work_out_sale(catalog, subject, on)
        remembered[subject.slug] = (subject, result)
    return result


def _work_out_sale(catalog: Catalog, subject: AiModel | Offer, on: date) -> Sale:
    if isinstance(subject, Offer):
        return _sale_of_offer(catalog, subject, on)
    return _sale_of_model(catalog, subject, on)


def _sale_of_offer(catalog: Catalog, offer: Offer, on: date) -> Sale:
    model = catalog.model.get(offer.model)
    if model is None:
        return Sale(state=SaleState.UNKNOWN)
    if unreleased(model, on):
        return Sale(state=SaleState.NOT_YET)
    own = statements(catalog, catalog.ends_of_offer.get(offer.slug, ()), on)
    return _ending(own or _inherited_statements(catalog, model, offer, on), on)


def _inherited_statements(
    catalog: Catalog, model: AiModel, offer: Offer, on: date
) -> tuple[End, ...]:
    """Return the end of an offer of which nobody says anything: the model's, or at its maker.

    Whoever sells a model with closed weights has it from its maker, and cannot sell it longer.
    """
    everywhere = statements(catalog, catalog.ends_of_model.get(model.slug, ()), on)
    if everywhere or model.open_weights is Known.YES or offer.seller == model.provider:
        return everywhere
    at_maker = catalog.ends_of_offer.get(f"{model.slug}@{model.provider}", ())
    used = statements(catalog, at_maker, on)[:1]
    return tuple(end for end in used if end.status in STATED_ENDS)


def _sale_of_model(catalog: Catalog, model: AiModel, on: date) -> Sale:
    if unreleased(model, on):
        return Sale(state=SaleState.NOT_YET)
    everywhere = statements(catalog, catalog.ends_of_model.get(model.slug, ()), on)
    if everywhere:
        return _ending(everywhere, on)
    offers = catalog.offers_of.get(model.slug, ())
    sales = [_sale_of_offer(catalog, offer, on) for offer in offers]
    ending = [one for one in sales if one.end is not None and one.end.status in STATED_ENDS]
    goes_on = model.open_weights is Known.YES or not sales or len(ending) < len(sales)
    if not goes_on:
        return max(ending, key=lambda one: (one.ends is not None, one.ends or date.min))
    is_stated = any(one.on_sale and one.statements for one in sales)
    if not model.listed and not is_stated:
        return Sale(state=SaleState.UNKNOWN)
    return Sale(state=SaleState.ON_SALE, statements=_promised(catalog, model, on))


def _promised(catalog: Catalog, model: AiModel, on: date) -> tuple[End, ...]:
    """Return what a maker says of a model that goes on: no end set, or its earliest day."""
    at_maker = catalog.ends_of_offer.get(f"{model.slug}@{model.provider}", ())
    own = statements(catalog, at_maker, on)
    return () if own and own[0].status in STATED_ENDS else own


def _ending(known_ends: tuple[End, ...], on: date) -> Sale:
    """Return what follows for a day from what sources say."""
    used = next(iter(known_ends), None)
    if used is None or used.status not in STATED_ENDS:
        return Sale(state=SaleState.ON_SALE, statements=known_ends)
    over = used.day is None or used.day <= on
    state = SaleState.ENDED if over else SaleState.ON_SALE
    return Sale(state=state, ends=used.day, statements=known_ends)


def statements(catalog: Catalog, ends: tuple[End, ...], on: date) -> tuple[End, ...]:
    """Return what was known on a day, first what is used: see `why_used`."""
    if not ends:
        return ()

    def order(end: End) -> tuple[object, ...]:
        return *_doubt(catalog, end), -end.as_of.toordinal(), end.source

    known = [end for end in ends if _known_by(end) <= on]
    return tuple(sorted(known, key=order))


def _known_by(end: End) -> date:
    """Return when an end became known: read of, announced or, if it is stated, come."""
    days = [end.as_of, end.announced_on, end.day if end.status in STATED_ENDS else None]
    return min(day for day in days if day is not None)


def _doubt(catalog: Catalog, end: End) -> tuple[bool, int]:
    source = catalog.source.get(end.source)
    voice = source.voice if source else Voice.EDITOR
    return end.confidence is Confidence.LOW, VOICES.index(voice)


def agree(used: End, other: End) -> bool:
    """Tell whether two statements can both be true."""
    stated = {used.status, other.status}
    if stated <= STATED_ENDS:
        return used.day == other.day
    names_earliest = EndKind.NOT_BEFORE in stated
    if names_earliest and stated & STATED_ENDS:
        earliest, last = (used, other) if used.status is EndKind.NOT_BEFORE else (other, used)
        return last.day is not None and earliest.day is not None and earliest.day <= last.day
    return names_earliest or len(stated) == 1


def why_used(catalog: Catalog, used: End, other: End) -> str:
    """Say why one of two statements is used rather than the other."""
    used_doubt, used_voice = _doubt(catalog, used)
    other_doubt, other_voice = _doubt(catalog, other)
    if used_doubt != other_doubt:
        return "the other reading is doubtful"
    if used_voice != other_voice:
        return "it stands nearer to the seller"
    return "it was read later"


# -------------------------------------------------------------------------- what it reads and makes


class Standing(IntEnum):
    """Who says it, in the order in which it counts where two say the opposite."""

    MAKER = 0
    OTHERS = 1  # who sells it, measured it or rules on it
    LIST = 2  # who repeats what others say
    EDITOR = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaAnswer:
    """Whether a medium goes into a model or comes out, what that rests on, and who disagrees."""

    answer: Known = Known.UNKNOWN
    rests_on: ModelStatement | None = None
    against: tuple[ModelStatement, ...] = ()  # of sources that say the opposite, the best first
    why: str = ""  # why what it rests on counts before these


NOBODY_SAYS = MediaAnswer()
AS_TEXT = (Medium.CODE, Medium.DATA)  # code and tables go in and come out as text
# What people ask of every model.
ASKED_MEDIA = (
    Medium.TEXT,
    Medium.DOCUMENT,
    Medium.IMAGE,
    Medium.VIDEO,
    Medium.SPEECH,
    Medium.MUSIC,
)
_OF_DIRECTION: Mapping[Direction, tuple[str, str]] = {
    Direction.READS: ("reads", "does_not_read"),
    Direction.MAKES: ("makes", "does_not_make"),
}


def media_answer(
    catalog: Catalog, model: AiModel, direction: Direction, medium: Medium
) -> MediaAnswer:
    """Return whether a model reads or makes a medium, as its sources say, else unknown.

    Code and tables go in as text. They come out as text of a model that is made for them.
    """
    answers = _media_answers(catalog).get(model.slug, {})
    own = answers.get((direction, medium))
    if own or medium not in AS_TEXT:
        return own or NOBODY_SAYS
    as_text = answers.get((direction, Medium.TEXT), NOBODY_SAYS)
    if direction is Direction.READS:
        return as_text
    made_for = any(medium in PURPOSE_MEDIA[purpose] for purpose in model.purposes)
    return as_text if made_for else NOBODY_SAYS


def reads(catalog: Catalog, model: AiModel, medium: Medium) -> Known:
    """Return whether a medium can go in."""
    return media_answer(catalog, model, Direction.READS, medium).answer


def makes(catalog: Catalog, model: AiModel, medium: Medium) -> Known:
    """Return whether a medium comes out."""
    return media_answer(catalog, model, Direction.MAKES, medium).answer


def media_read(catalog: Catalog, model: AiModel) -> tuple[Medium, ...]:
    """Return the media that a source says go in, code and tables left out, which are text."""
    return media_with(catalog, model, Direction.READS, Known.YES)


def media_made(catalog: Catalog, model: AiModel) -> tuple[Medium, ...]:
    """Return the media that a source says come out, code and tables left out, which are text."""
    return media_with(catalog, model, Direction.MAKES, Known.YES)


def media_with(
    catalog: Catalog, model: AiModel, direction: Direction, answer: Known
) -> tuple[Medium, ...]:
    """Return the media of which sources say yes, or of which they say no."""
    answers = _media_answers(catalog).get(model.slug, {})
    answer_to = {medium: answers.get((direction, medium), NOBODY_SAYS).answer for medium in Medium}
    return tuple(medium for medium in Medium if answer_to[medium] is answer)


type _Answers = Mapping[tuple[Direction, Medium], MediaAnswer]


def _media_answers(catalog: Catalog) -> Mapping[str, _Answers]:
    """Return what the sources of every model say, by model."""

    def weigh() -> dict[str, _Answers]:
        rows = catalog.statements_of
        stated = [model for model in catalog.models if model.slug in rows]
        return {model.slug: _weigh_statements(catalog, model, rows[model.slug]) for model in stated}

    return catalog.once("media answers", weigh)


def _weigh_statements(
    catalog: Catalog, model: AiModel, statements: Iterable[ModelStatement]
) -> _Answers:
    """Return the answer to each medium that any of a model's sources speaks of."""
    votes: dict[tuple[Direction, Medium], list[tuple[Known, ModelStatement]]] = defaultdict(list)
    for row in sorted(statements, key=lambda row: _weight(catalog, model, row)):
        for direction, (says_yes, says_no) in _OF_DIRECTION.items():
            for medium in getattr(row, says_yes):
                votes[direction, medium].append((Known.YES, row))
            for medium in getattr(row, says_no):
                votes[direction, medium].append((Known.NO, row))
    return {subject: _settle(catalog, model, rows) for subject, rows in votes.items()}


def _settle(
    catalog: Catalog, model: AiModel, rows: Sequence[tuple[Known, ModelStatement]]
) -> MediaAnswer:
    """Return the answer of what counts most; none where two that count alike say the opposite."""
    answer, first = rows[0]
    against = tuple(row for other, row in rows if other is not answer)
    settled = MediaAnswer(answer=answer, rests_on=first, against=against)
    if not against:
        return settled
    ours, theirs = standing(catalog, model, first), standing(catalog, model, against[0])
    if ours is not theirs:
        return replace(settled, why=STANDING_WORDS[ours])
    if first.as_of != against[0].as_of:
        return replace(settled, why="it is the newer one")
    return MediaAnswer(
        against=(first, *against), why="two sources of one day and standing say the opposite"
    )


STANDING_WORDS: Mapping[Standing, str] = {
    Standing.MAKER: "it is the maker’s own",
    Standing.OTHERS: "it is no copy of what others say",
    Standing.LIST: "it has a source",
    Standing.EDITOR: "it is ours",
}


def standing(catalog: Catalog, model: AiModel, statement: ModelStatement) -> Standing:
    """Return who speaks of a model: its maker, another at first hand, a list, or ourselves."""
    source = catalog.source.get(statement.source)
    if source is None or source.voice is Voice.EDITOR:
        return Standing.EDITOR
    if source.voice is Voice.REPEATS:
        return Standing.LIST
    maker = catalog.provider.get(model.provider)
    is_makers = maker is not None and source.publisher == maker.name
    return Standing.MAKER if is_makers else Standing.OTHERS


def _weight(catalog: Catalog, model: AiModel, statement: ModelStatement) -> tuple[object, ...]:
    """Return a key that puts first what counts most: by who says it, then the newest."""
    newest = -statement.as_of.toordinal()
    return standing(catalog, model, statement), newest, statement.source


def proof(catalog: Catalog, model: AiModel, field: str) -> AiModel | ModelStatement:
    """Return what names the source and day of a model's fact.

    It is the best statement that claims the fact, else the model's row.
    """
    rows = catalog.statements_of.get(model.slug, ())
    named = [row for row in rows if field in row.facts]
    return min(named, key=lambda row: _weight(catalog, model, row), default=model)


# What a model makes that is made for a purpose. A transcriber writes only what was said.
PURPOSE_MEDIA: Mapping[Purpose, tuple[Medium, ...]] = {
    Purpose.GENERAL: (Medium.TEXT, Medium.CODE, Medium.DATA),
    Purpose.CODE_COMPLETION: (Medium.CODE,),
    Purpose.SEARCH: (Medium.TEXT,),
    Purpose.EMBEDDING: (Medium.VECTOR,),
    Purpose.MODERATION: (),
    Purpose.TRANSCRIPTION: (),
    Purpose.READING: (),
    Purpose.SPEECH: (Medium.SPEECH,),
    Purpose.CONVERSATION: (Medium.SPEECH,),
    Purpose.IMAGE: (Medium.IMAGE,),
    Purpose.VIDEO: (Medium.VIDEO,),
    Purpose.MUSIC: (Medium.MUSIC,),
    Purpose.MODEL_3D: (Medium.MODEL_3D,),
    Purpose.PRODUCT: (),
}
PURPOSE_OF = {Medium.VECTOR: Purpose.EMBEDDING} | {
    medium: purpose for medium in Medium for purpose in Purpose if medium.value == purpose.value
}
# Made to write down, to sort or to check what somebody else made: the text that comes out is no new
# one.
WRITES_NOTHING_NEW = frozenset(
    {Purpose.TRANSCRIPTION, Purpose.READING, Purpose.EMBEDDING, Purpose.MODERATION}
)


def purposes(catalog: Catalog, model: AiModel) -> tuple[Purpose, ...]:
    """Return what a model is for: as on file, else by what it reads and makes; may be nothing."""
    if model.purposes:
        return model.purposes
    outputs = media_made(catalog, model)
    media = tuple(PURPOSE_OF[medium] for medium in outputs if medium in PURPOSE_OF)
    if media or Medium.TEXT not in outputs:
        return media
    inputs = media_read(catalog, model)
    hears_only = Medium.SPEECH in inputs and Medium.TEXT not in inputs
    return (Purpose.TRANSCRIPTION,) if hears_only else (Purpose.GENERAL,)


def makes_anew(
    catalog: Catalog, model: AiModel, medium: Medium, *, transcript: bool = False
) -> bool:
    """Tell whether a model is known to make something new in a medium.

    Lists of what makes the medium count in the same way.

    The text of a transcriber counts only where a `transcript` is wanted.
    """
    if makes(catalog, model, medium) is not Known.YES:
        return False
    if medium is not Medium.TEXT or not WRITES_NOTHING_NEW.issuperset(purposes(catalog, model)):
        return True
    return transcript and Purpose.TRANSCRIPTION in purposes(catalog, model)


def can_make(catalog: Catalog, model: AiModel, case: UseCase, medium: Medium) -> bool:
    """Tell whether a model is made to produce one output of a use case.

    A transcriber is only where speech is written down.
    """
    if makes(catalog, model, medium) is Known.NO:
        return False
    purposes_ = purposes(catalog, model)
    transcript = BenchmarkTask.TRANSCRIPTION in case.tasks and medium is Medium.TEXT
    if transcript and Purpose.TRANSCRIPTION in purposes_:
        return True
    return any(medium in PURPOSE_MEDIA[purpose] for purpose in purposes_)


def is_measured_by(catalog: Catalog, model: AiModel, task: BenchmarkTask) -> bool:
    """Tell whether a test of a task means something for a model.

    It does where the model is made for what the test asks for, or makes it.
    """
    purposes_ = purposes(catalog, model)
    if not purposes_:
        return True
    if task is BenchmarkTask.TRANSCRIPTION:
        hears = reads(catalog, model, Medium.SPEECH) is Known.YES
        return hears or Purpose.TRANSCRIPTION in purposes_
    medium = workload.medium_of(task)
    made_for = any(medium in PURPOSE_MEDIA[purpose] for purpose in purposes_)
    return made_for or makes_anew(catalog, model, medium)


def branches(catalog: Catalog, model: AiModel) -> tuple[Branch, ...]:
    """Return a model's columns of the matrix, by what it makes; a transcriber has none."""
    columns = {medium.branch for medium in Medium if makes_anew(catalog, model, medium)}
    return tuple(branch for branch in Branch if branch in columns)


# ------------------------------------------------------------------------------------------- limits


def reads_at_once(model: AiModel) -> int | None:
    """Return how many tokens can go in at most; None where no limit is stated.

    Where a maker states one limit for what goes in and the answer, almost all of it can go in.
    """
    return model.total_limit if model.input_limit is None else model.input_limit


def takes_length(model: AiModel, tokens_in: int, tokens_out: int) -> Known:
    """Return whether so many tokens go in and out; no where any stated limit is less."""
    needed = (
        (model.input_limit, tokens_in),
        (model.output_limit, tokens_out),
        (model.total_limit, tokens_in + tokens_out),
    )
    if any(limit is not None and limit < tokens for limit, tokens in needed):
        return Known.NO
    return Known.UNKNOWN if reads_at_once(model) is None else Known.YES


# What a use case's amount of media is counted in.
MEDIA_UNITS: Mapping[Medium, str] = {
    Medium.IMAGE: "pictures",
    Medium.VIDEO: "seconds of video",
    Medium.SPEECH: "seconds of speech",
    Medium.MUSIC: "seconds of music",
    Medium.MODEL_3D: "3D shapes",
}


def media_unit(case: UseCase) -> str | None:
    """Return what a use case's media amount counts; None where all its media are words.

    It goes by the first medium that is not words.
    """
    for medium in (*case.outputs, *case.inputs):
        if medium in MEDIA_UNITS:
            return MEDIA_UNITS[medium]
    return None


# What goes into a model that writes down what is there.
TAKES_IN = {Purpose.TRANSCRIPTION: Medium.SPEECH, Purpose.READING: Medium.DOCUMENT}


def main_medium(catalog: Catalog, model: AiModel) -> Medium:
    """Return a model's pricing basis: its first purpose's output, what it takes in, or text.

    What it takes in counts for a transcriber or reader.
    """
    first = next(iter(purposes(catalog, model)), Purpose.GENERAL)
    if first in TAKES_IN:
        return TAKES_IN[first]
    outputs = media_made(catalog, model)
    return next((medium for medium in PURPOSE_MEDIA[first] if medium in outputs), Medium.TEXT)


def tunable(catalog: Catalog, model: AiModel) -> Known:
    """Return whether a model can be tuned anywhere, by its own facts or as a host offers it."""
    tunings = catalog.tunings_of.get(model.slug, ())
    is_offered = any(tuning.available in OPEN and tuning.adaptations for tuning in tunings)
    return Known.YES if is_offered else model.tuning


def _yes(answer: bool) -> Known:  # noqa: FBT001  # an answer
    return Known.YES if answer else Known.NO


# ------------------------------------------------------------------------------------------- prices


def holds(price: Price, on: date) -> bool:
    """Tell whether a price is dated for a day."""
    return price.valid_from <= on and (price.valid_to is None or on <= price.valid_to)


def current(catalog: Catalog, price: Price, on: date) -> bool:
    """Tell whether a price is in force on a day: dated for it, of an offer that has not ended.

    How long ago somebody read it changes nothing: see `catalog.ages`.
    """
    return holds(price, on) and not _ended(catalog, price.offer or "", on)


def _ended(catalog: Catalog, offer: str, on: date) -> bool:
    sold = catalog.offer.get(offer)
    return sold is not None and sale(catalog, sold, on).state is SaleState.ENDED


def prices(catalog: Catalog, offer: str, on: date, *, tier: str = "") -> tuple[Price, ...]:
    """Return an offer's prices that are in force on a day, one a unit, in the order of units.

    Where a tier is named, prices of other tiers do not count.
    """
    if _ended(catalog, offer, on):
        return ()
    dated = [price for price in catalog.prices_of.get(offer, ()) if holds(price, on)]
    return _by_unit(price for price in dated if not tier or price.tier in {"", tier})


def past_prices(catalog: Catalog, offer: str, on: date) -> tuple[Price, ...]:
    """Return the newest price of each unit that was in force by a day but is no longer."""
    rows = catalog.prices_of.get(offer, ())
    priced = {price.unit for price in rows if current(catalog, price, on)}
    past = [price for price in rows if price.valid_from <= on]
    return _by_unit(price for price in past if price.unit not in priced)


def price_history(catalog: Catalog, offer: str) -> tuple[Price, ...]:
    """Return an offer's prices of all days, oldest first.

    Of each unit they are those of the tier that speaks for it.
    """
    rows = catalog.prices_of.get(offer, ())
    tiers = {price.unit: price.tier for price in _by_unit(rows)}
    return tuple(price for price in rows if price.tier == tiers[price.unit])


def plan_prices(catalog: Catalog, app_plan: str, on: date) -> tuple[Price, ...]:
    """Return the prices of a plan of an app that are in force on a day, of rivals too."""
    rows = catalog.plan_prices_of.get(app_plan, ())
    return tuple(price for price in rows if current(catalog, price, on))


PAID_FIRST = (Billing.MONTHLY, Billing.UNSAID, Billing.YEARLY)


def plan_price(
    catalog: Catalog,
    app_plan: str,
    on: date,
    *,
    covers: PriceFor = PriceFor.PLAN,
    paid: tuple[Billing, ...] = PAID_FIRST,
) -> Price | None:
    """Return the price of a plan that counts on a day; None without one, if so paid.

    The seller's own counts before what others say, what is paid by the month before what is paid by
    the year. Whoever asks what a plan costs asks for it several times, so it stays for its day.
    """
    prices: dict[tuple[str, ...], Price | None] = catalog.on_day("plan-prices", lambda _: {}, on)
    key = (app_plan, covers, *paid)
    if key not in prices:
        prices[key] = _plan_price(catalog, app_plan, on, covers, paid)
    return prices[key]


def _plan_price(
    catalog: Catalog, app_plan: str, on: date, covers: PriceFor, paid: tuple[Billing, ...]
) -> Price | None:
    rows = _plan_prices_on(catalog, app_plan, on, covers)
    payable = [price for price in rows if price.paid in paid]
    return min(payable, key=lambda price: _plan_price_order(catalog, price), default=None)


def rival_prices(catalog: Catalog, app_plan: str, on: date) -> tuple[Price, ...]:
    """Return the prices that other sources state at the same time as the one that counts."""
    rows = _plan_prices_on(catalog, app_plan, on, PriceFor.PLAN)
    counts = {price.paid: plan_price(catalog, app_plan, on, paid=(price.paid,)) for price in rows}
    return tuple(price for price in rows if price is not counts[price.paid])


def _plan_prices_on(
    catalog: Catalog, app_plan: str, on: date, covers: PriceFor
) -> tuple[Price, ...]:
    rows = catalog.plan_prices_of.get(app_plan, ())
    return tuple(price for price in rows if price.covers is covers and holds(price, on))


def _plan_price_order(catalog: Catalog, price: Price) -> tuple[object, ...]:
    source = catalog.source.get(price.source)
    return (
        source is None or source.voice is not Voice.SELLER,
        price.standing is not PriceStanding.COUNTS,
        PAID_FIRST.index(price.paid),
        price.unit not in MONTHLY_UNITS,
        -price.valid_from.toordinal(),
        price.unit.order,
        price.tier,
    )


def usd_of(catalog: Catalog, price: Price, on: date) -> Decimal | None:
    """Return a price in US dollars at the rate of a day; None where its currency has no rate."""
    rate = usd_per(catalog, price.currency, on)
    return None if rate is None else price.amount * rate


def _by_unit(rows: Iterable[Price]) -> tuple[Price, ...]:
    """Return the price that speaks for each unit, of prices in the order of units."""
    cheapest_of: dict[PriceUnit, Price] = {}
    for price in rows:
        other = cheapest_of.get(price.unit)
        if other is None or _rank(other) <= _rank(price):
            cheapest_of[price.unit] = price
    return tuple(cheapest_of.values())


def _rank(price: Price) -> tuple[object, ...]:
    """Return a sort key that puts last what speaks for a unit.

    That is the usual tier, then the cheaper, then the newer price.
    """
    return (
        not price.tier,
        price.tier in USUAL_TIERS,
        -price.usd if price.tier else Decimal(0),
        price.valid_from,
    )


def usual_tier(rows: Iterable[Price]) -> str:
    """Return the tier that speaks for a unit: none, else what boards measure, else the cheapest."""
    return max(rows, key=_rank).tier


def changes_ahead(catalog: Catalog, offer: str, on: date) -> tuple[tuple[Price, Price], ...]:
    """Return the announced changes of an offer's prices: the price of the day and the next one."""
    announced = [price for price in catalog.prices_of.get(offer, ()) if price.valid_from > on]
    pairs: list[tuple[Price, Price]] = []
    for now in prices(catalog, offer, on):
        line = (now.unit, now.tier)
        later = [price for price in announced if (price.unit, price.tier) == line]
        if later and later[0].usd != now.usd:
            pairs.append((now, later[0]))
    return tuple(pairs)


def prices_ahead(catalog: Catalog, offer: str, on: date) -> tuple[tuple[Price, ...], date | None]:
    """Return the prices after all changes announced for 90 days, and the last change's day."""
    changes = changes_ahead(catalog, offer, on)
    soon = {now.unit: then for now, then in changes if then.valid_from <= on + SOON}
    after = tuple(soon.get(price.unit, price) for price in prices(catalog, offer, on))
    return after, max((price.valid_from for price in soon.values()), default=None)


# ------------------------------------------------------------------------------------------- offers


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One offer with the prices that are in force on a day, and what some work costs at them."""

    offer: Offer
    prices: tuple[Price, ...]
    usd: Decimal | None


# Of a model that nobody offers: no price, and nothing known of where it runs.
NO_OFFER = Offer(slug="", model="", seller="", source="", as_of=date.min)
NOT_OFFERED = Quote(offer=NO_OFFER, prices=(), usd=None)


def quotes(catalog: Catalog, model: AiModel, on: date) -> tuple[Quote, ...]:
    """Return a model's offers, the cheapest for the usual amount of its output first.

    Of equals, the maker's own goes first, then they go by slug.
    """
    offered = _quotes(catalog, model, on, _usual_work(catalog, model))
    return tuple(sorted(offered, key=lambda quote: _quote_order(quote, model)))


def _usual_work(catalog: Catalog, model: AiModel) -> Workload:
    return workload.usual(main_medium(catalog, model))


def _quotes(catalog: Catalog, model: AiModel, on: date, work: Workload) -> Iterator[Quote]:
    for offer in catalog.offers_of.get(model.slug, ()):
        rows = prices(catalog, offer.slug, on)
        yield Quote(offer=offer, prices=rows, usd=work.cost(rows))


def _quote_order(quote: Quote, model: AiModel) -> tuple[object, ...]:
    """Return a key that puts first what costs least, then the maker's own."""
    cost = (quote.usd is None, quote.usd or Decimal(0))
    is_resold = quote.offer.seller != model.provider
    return *cost, *price_order(quote.prices), is_resold, quote.offer.slug


def cheapest(catalog: Catalog, model: AiModel, on: date, work: Workload = NO_WORK) -> Quote:
    """Return the cheapest offer for some work, else the usual amount.

    An offer with a price goes before one without.
    """
    priced = work if work.ways else _usual_work(catalog, model)
    offered = _quotes(catalog, model, on, priced)
    return min(offered, key=lambda quote: _quote_order(quote, model), default=NOT_OFFERED)


def least_cost(
    catalog: Catalog, model: AiModel, on: date, work: Workload, tier: str
) -> Decimal | None:
    """Return the cost of some work in US dollars at its cheapest seller; None without prices."""
    offers = catalog.offers_of.get(model.slug, ())
    costs = (work.cost(prices(catalog, offer.slug, on, tier=tier)) for offer in offers)
    return min((cost for cost in costs if cost is not None), default=None)


def price_order(rows: tuple[Price, ...]) -> tuple[int, Decimal]:
    """Return a key that sorts by price within one unit, and no price at all last."""
    if not rows:
        return (len(UNIT_ORDER), Decimal(0))
    tokens = [price.usd for price in rows if price.unit in TOKEN_UNITS]
    if tokens:
        return 0, sum(tokens, Decimal(0))
    return UNIT_ORDER.index(rows[0].unit), rows[0].usd


def least_price(catalog: Catalog, model: AiModel, unit: PriceUnit, on: date) -> Decimal | None:
    """Return what one unit costs at its cheapest seller; None where no price can be stated."""
    price = cheapest_price(catalog, model, unit, on)
    return price.usd if price is not None else None


def cheapest_price(catalog: Catalog, model: AiModel, unit: PriceUnit, on: date) -> Price | None:
    """Return the price of one unit at its cheapest seller; None where no price can be stated."""
    rows: list[Price] = []
    for offer in catalog.offers_of.get(model.slug, ()):
        rows += (price for price in prices(catalog, offer.slug, on) if price.unit is unit)
    return min(rows, key=lambda price: (price.usd, price.offer), default=None)


def last_quote(catalog: Catalog, model: AiModel, on: date) -> Quote | None:
    """Return the offer whose prices were in force last, where none is now; None without any."""
    past = []
    for offer in catalog.offers_of.get(model.slug, ()):
        rows = past_prices(catalog, offer.slug, on)
        if rows:
            past.append(Quote(offer=offer, prices=rows, usd=None))

    def order(quote: Quote) -> tuple[object, ...]:
        last, offer = _last_stated(catalog, quote.prices, on), quote.offer
        return last, offer.seller == model.provider, offer.slug

    return max(past, key=order, default=None)


def _last_stated(catalog: Catalog, rows: Iterable[Price], on: date) -> date:
    """Return the last day on which the source of any of the prices stated it.

    No day counts after the price or its offer ended.
    """
    last_days = [(price.as_of, until(catalog, price, on)) for price in rows]
    return max(as_of if last is None else min(as_of, last) for as_of, last in last_days)


def until(catalog: Catalog, price: Price, on: date) -> date | None:
    """Return the last day of a price, as far as a day knows: its own or that of its offer."""
    if price.valid_to is not None:
        return price.valid_to
    offer = catalog.offer.get(price.offer or "")
    ends = sale(catalog, offer, on).ends if offer else None
    return ends - DAY if ends else None


def terms(catalog: Catalog, offer: Offer | AppPlan) -> DataTerms | None:
    """Return the data terms under which an offer or a plan of an app is sold."""
    return catalog.terms_of.get(offer.terms or "")


def eu_region(catalog: Catalog, offer: Offer) -> Known:
    """Return whether an offer runs in the EU, as it says itself.

    Terms can only say no for all their offers.

    That a seller has regions in the EU does not say that this model runs there.
    """
    if offer.eu_region is not Known.UNKNOWN:
        return offer.eu_region
    agreed = terms(catalog, offer)
    return Known.NO if agreed and agreed.eu_region is Known.NO else Known.UNKNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionAnswer:
    """Whether the offer whose price is shown runs in the EU, and who else does where it does not.

    Of another offer neither yes nor no is said of this one: its price is another.
    """

    answer: Known
    priced_apart: bool  # whether it has a price of its own there, which is not the one listed
    elsewhere: Offer | None  # the cheapest other offer that is known to run there


def region(catalog: Catalog, model: AiModel, offer: Offer, on: date) -> RegionAnswer:
    """Return whether an offer of a model runs in the EU, beside its price."""
    answer = eu_region(catalog, offer)
    if answer is Known.YES:
        own_prices = catalog.eu_prices_of.get(offer.slug, ())
        is_priced = any(holds(price, on) for price in own_prices)
        priced_apart = is_priced or offer.eu_price_factor is not None
        return RegionAnswer(answer=answer, priced_apart=priced_apart, elsewhere=None)
    others = (quote.offer for quote in quotes(catalog, model, on))
    in_eu = (
        other
        for other in others
        if eu_region(catalog, other) is Known.YES and sale(catalog, other, on).on_sale
    )
    return RegionAnswer(answer=answer, priced_apart=False, elsewhere=next(in_eu, None))


def trains_on_inputs(catalog: Catalog, offer: Offer) -> Training:
    """Return whether a seller trains on input through an offer: by its own word, else its terms."""
    if offer.trains_on_inputs is not Training.UNKNOWN:
        return offer.trains_on_inputs
    agreed = terms(catalog, offer)
    return agreed.trains_on_inputs if agreed else Training.UNKNOWN


# ------------------------------------------------------------------------------------------- scores


def primary_benchmark(catalog: Catalog, task: BenchmarkTask) -> Benchmark | None:
    """Return the benchmark of a task by which others than the sellers measured most models.

    Of equals it is one that decides a skill, then the first by slug.
    """
    # a list asks once a model: two seconds among 5,000
    return catalog.once(("primary benchmark", task), lambda: _primary_benchmark(catalog, task))


def _primary_benchmark(catalog: Catalog, task: BenchmarkTask) -> Benchmark | None:
    tests = [benchmark for benchmark in catalog.benchmarks if benchmark.task is task]
    deciding = {skill.board for skill in catalog.skills}

    def order(test: Benchmark) -> tuple[object, ...]:
        return -_reach(catalog, test), test.slug not in deciding, test.slug

    return min(tests, key=order, default=None)


def _reach(catalog: Catalog, test: Benchmark) -> int:
    scores = catalog.scores_on.get(test.slug, ())
    return len({score.model for score in scores if score.voice is Voice.MEASURED})


def primary_score(catalog: Catalog, model: str, test: Benchmark) -> Score | None:
    """Return a model's score on a test: others' before the seller's own, then the best."""

    def order(score: Score) -> tuple[object, ...]:
        is_sellers = score.voice is not Voice.MEASURED
        return is_sellers, score_order(score, test), score.variant, score.as_of

    scores = catalog.scores_by_test.get((model, test.slug), ())
    return min(scores, key=order, default=None)


def score_order(score: Score | None, test: Benchmark | None) -> tuple[bool, Decimal]:
    """Return a key that sorts by score, the best first and none at all last."""
    if score is None or test is None:
        return True, Decimal(0)
    return False, -score.value if test.higher_is_better else score.value


def tier_of(score: Score | None) -> str:
    """Return the tier at which the model was measured, for a like price; nothing if unnamed."""
    if score is None or score.effort is Effort.UNNAMED:
        return ""
    return score.effort.value


def better(score: Score, other: Score, test: Benchmark) -> bool:
    """Tell whether a score beats another: by more than their ranges where both have one."""
    if test.higher_is_better:
        return _low(score) > _high(other)
    return _high(score) < _low(other)


def _low(score: Score) -> Decimal:
    return score.value if score.low is None else score.low


def _high(score: Score) -> Decimal:
    return score.value if score.high is None else score.high


# ------------------------------------------------------------------------------------------- filter

NO_ANSWERS: Mapping[str, tuple[Known, ...]] = MappingProxyType({})


def is_called(catalog: Catalog, row: AiModel | App, maker: str, text: str) -> bool:
    """Return whether a text is a part of a row's name, of its slug or of its maker's name."""
    provider = catalog.provider.get(maker)
    names = f"{row.name}\n{row.slug}\n{provider.name if provider else ''}"
    return text.casefold() in names.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelQuery:
    """What a list of models is narrowed by, for page and API; unset ones narrow nothing."""

    name: str = ""  # a part of name, slug or maker
    provider: str = ""
    makes: Medium | None = None
    reads: tuple[Medium, ...] = ()
    branch: Branch | None = None
    answers: Mapping[str, tuple[Known, ...]] = NO_ANSWERS  # field → the answers that will do
    on_sale: bool | None = None
    released_by: date = date.max
    ends_until: date | None = None
    price: Decimal | None = None  # at most, for a unit at the cheapest seller
    unit: PriceUnit = PriceUnit.OUTPUT_MTOK
    context: Decimal | None = None  # tokens that go in at once, at least

    def matches(self, catalog: Catalog, model: AiModel, on: date) -> Known:
        """Return whether a model matches; unknown if all that is missing is what nobody states."""
        if not all(self._conditions(catalog, model, on)):
            return Known.NO
        answers = {*self._facts(catalog, model, on)}
        decisive = (Known.NO, Known.UNKNOWN)
        return next((answer for answer in decisive if answer in answers), Known.YES)

    def _conditions(self, catalog: Catalog, model: AiModel, on: date) -> Iterator[bool]:
        sold = sale(catalog, model, on)
        yield self.on_sale in {None, sold.on_sale}
        yield self.provider in {"", model.provider}
        yield is_called(catalog, model, model.provider, self.name)
        transcript = Medium.SPEECH in self.reads
        yield self.makes is None or makes_anew(catalog, model, self.makes, transcript=transcript)
        yield self.branch is None or self.branch in branches(catalog, model)
        for name, fitting in self.answers.items():
            yield not {*fitting}.isdisjoint(_answers(catalog, model, name))
        yield not unreleased(model, self.released_by)
        yield self.ends_until is None or sold.over_by(self.ends_until)

    def _facts(self, catalog: Catalog, model: AiModel, on: date) -> Iterator[Known]:
        for medium in self.reads:
            yield reads(catalog, model, medium)
        if self.price is not None:
            usd = least_price(catalog, model, self.unit, on)
            yield Known.UNKNOWN if usd is None else _yes(usd <= self.price)
        if self.context is not None:
            limit = reads_at_once(model)
            yield Known.UNKNOWN if limit is None else _yes(limit >= self.context)


def _answers(catalog: Catalog, model: AiModel, name: str) -> tuple[Known, ...]:
    """Return what is known of a model under a yes-or-no field; of each offer for its region."""
    match name:
        case "tuning":
            return (tunable(catalog, model),)
        case "eu_region":
            offers = catalog.offers_of.get(model.slug, ())
            return tuple(eu_region(catalog, offer) for offer in offers)
        case _:
            return (getattr(model, name),)


def usd_per(catalog: Catalog, currency: str, on: date) -> Decimal | None:
    """Return the cost of one unit of a currency in US dollars on a day; None without a rate.

    Before there was a rate, the first one counts.
    """
    if currency == Currency.USD:
        return Decimal(1)
    rate = exchange_rate(catalog, currency, on)
    return rate.usd if rate else None


def exchange_rate(catalog: Catalog, currency: str, on: date) -> ExchangeRate | None:
    """Return the rate of a currency on a day, else the first later one; None without one.

    The US dollar has none.
    """
    rates = [row for row in catalog.exchange_rates if row.currency == currency]
    started = [row for row in rates if row.valid_from <= on]
    if started:
        return max(started, key=lambda row: row.valid_from)
    return min(rates, key=lambda row: row.valid_from, default=None)


def shown_rate(catalog: Catalog, currency: str, on: date) -> ExchangeRate:
    """Return the rate at which amounts are shown in a currency; without one, US dollars stay."""
    return exchange_rate(catalog, currency, on) or US_DOLLARS
