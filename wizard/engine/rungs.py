"""The rungs of the ladders: what each is, which symptoms call for it, what it needs and what it costs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from catalog.formatting import capitalise, format_count, format_money
from catalog.schema import AiModel, Catalog, Guidance, Tuning
from catalog.vocabulary import Adaptation, PriceUnit, Topic
from wizard.engine.answers import Answers
from wizard.engine.decision import Part
from wizard.engine.requirements import Case
from wizard.engine.vocabulary import Material, Rung, Symptom
from wizard.engine.workload import MILLION, Need

HOURS_OF_INSTRUCTIONS = Decimal(2)
SHOWN_EXAMPLES = 5
LOOKED_UP_TOKENS = 2000  # what a look-up adds to each input
ENOUGH_TO_TUNE = 50  # the fewest good examples with which sellers report an effect
ENOUGH_PICTURES = 10
ENOUGH_REFERENCES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What a rung looks at: one part of one plan."""

    case: Case
    part: Part
    model: AiModel

    @property
    def answers(self) -> Answers:
        """Return what the owner said."""
        return self.case.answers

    @property
    def catalog(self) -> Catalog:
        """Return the catalog."""
        return self.case.catalog

    @property
    def need(self) -> Need:
        """Return what has to be made."""
        return self.case.need

    def guidance(self, topic: Topic, count: int = 2) -> list[Guidance]:
        """Return the first statements on a topic."""
        return list(self.catalog.guidance_on.get(topic, ())[:count])

    def has(self, material: Material) -> bool:
        """Return whether the owner has that at hand."""
        return material in self.answers.material

    def tunings(self, ways: frozenset[Adaptation]) -> list[Tuning]:
        """Return the ways on file to adapt the model so."""
        return [row for row in self.catalog.tunings_of.get(self.model.slug, ()) if ways & set(row.adaptations)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RungRule:
    """One rung: which symptoms call for it, what it needs and costs, and when to stop."""

    rung: Rung
    topic: Topic
    symptoms: frozenset[Symptom]
    text: str
    needs: Callable[[Ask], str]
    costs: Callable[[Ask], str]
    ways: frozenset[Adaptation] = field(default_factory=frozenset)  # empty: every model allows it
    stop: str = "nine of ten results go out with small changes only"


def host_of(ask: Ask, row: Tuning) -> str:
    """Return the name of the firm at which a model can be adapted."""
    return ask.catalog.provider[row.host].name if row.host in ask.catalog.provider else row.host


# --- what a rung needs


def _instructions_need(ask: Ask) -> str:
    if ask.has(Material.STYLE_GUIDE):
        return "Your written house style. Cut it to one page: tone, length, words you never use, what must be named."
    return "One page that you write once: tone, length, words you never use, what must be named."


def _examples_need(ask: Ask) -> str:
    count = ask.answers.example_count or 0
    if ask.has(Material.EXAMPLES) and count:
        return (
            f"You have {format_count(count, 'good example', 'good examples')}. Put the best five into the instructions."
        )
    if ask.has(Material.EXAMPLES):
        return "Put the best five of your good examples into the instructions."
    return "Three to five results that you would sign. Make them by hand first."


def _retrieval_need(ask: Ask) -> str:
    if ask.has(Material.DOCUMENTS):
        return "Your documents, kept up to date in one place that the tool may read, and someone who owns them."
    return "Documents with the right facts: a price list, a manual, your rules. You named none, so write them first."


def _tuning_need(ask: Ask) -> str:
    rows = ask.tunings(RULES_BY_RUNG[Rung.FINE_TUNING].ways)
    least = next((row for row in rows if row.good_examples), None)
    wanted = (
        f" {capitalise(host_of(ask, least))} speaks of {least.good_examples} {least.example_unit}." if least else ""
    )
    count = ask.answers.example_count or 0
    have = f"You have {count:,}." if count else "You named none."
    return f"At least {ENOUGH_TO_TUNE} good pairs of input and result, better hundreds. {have}{wanted}"


def _reference_need(ask: Ask) -> str:
    have = "You have pictures." if ask.has(Material.PICTURES) else "You named none."
    return f"Up to {ENOUGH_REFERENCES} sharp pictures of one product or one look. {have}"


def _style_need(ask: Ask) -> str:
    have = "Count yours." if ask.has(Material.PICTURES) else "You named none."
    return f"{ENOUGH_PICTURES} to 30 pictures in one style, and the right to use them. {have}"


def _voice_need(ask: Ask) -> str:
    have = "You have recordings." if ask.has(Material.RECORDINGS) else "You named none."
    return f"Half a minute of clean speech or more, and written consent of the person who speaks. {have}"


# --- what a rung costs in this plan's numbers


def _time_cost(ask: Ask) -> str:
    hourly = ask.answers.usd_per_hour
    worth = f", {format_money(HOURS_OF_INSTRUCTIONS * hourly)}" if hourly else ""
    return f"About two hours{worth}"


def _more_tokens(ask: Ask, tokens: int) -> str:
    candidate = ask.part.candidate(ask.model.slug)
    offers = ask.catalog.offers_of.get(ask.model.slug, ())
    price = next(
        (
            ask.case.prices.of(offer.slug)[PriceUnit.INPUT_MTOK]
            for offer in offers
            if PriceUnit.INPUT_MTOK in ask.case.prices.of(offer.slug)
            and (candidate is None or ask.catalog.provider[offer.seller].name == candidate.seller)
        ),
        None,
    )
    if price is None or not tokens:
        return "Unknown: no price for input is stated"
    return f"{format_money(price.usd * tokens * 1000 / MILLION)} more for 1,000 {ask.part.unit_plural}"


def _examples_cost(ask: Ask) -> str:
    if ask.need.use_case is None or not ask.need.use_case.tokens_out:
        return _more_tokens(ask, SHOWN_EXAMPLES * 700)
    return _more_tokens(ask, SHOWN_EXAMPLES * ask.need.use_case.tokens_out)


def _retrieval_cost(ask: Ask) -> str:
    return f"{_more_tokens(ask, LOOKED_UP_TOKENS)}, and the work of setting it up"


def _training_cost(ask: Ask) -> str:
    rule = RULES_BY_RUNG.get(Rung.FINE_TUNING)
    rows = [row for row in ask.tunings(rule.ways if rule else frozenset()) if row.price or row.running_cost]
    if not rows:
        return "Unknown: no training price is on file for this model"
    row = rows[0]
    return capitalise("; ".join(words for words in (row.price, row.running_cost) if words))


def _style_cost(ask: Ask) -> str:
    rows = [row for row in ask.tunings(frozenset({Adaptation.STYLE, Adaptation.ADAPTER})) if row.price]
    return capitalise(rows[0].price) if rows else "Unknown: no price is on file for this model"


def _no_fee(_: Ask) -> str:
    return "No fee of its own; an hour to choose the references"


def _voice_cost(ask: Ask) -> str:
    rows = [row for row in ask.tunings(frozenset({Adaptation.VOICE})) if row.price]
    return capitalise(rows[0].price) if rows else "Often part of a paid plan; the price is not on file"


LANGUAGE_LADDER: tuple[RungRule, ...] = (
    RungRule(
        rung=Rung.INSTRUCTIONS,
        topic=Topic.PROMPTING,
        symptoms=frozenset({Symptom.TONE, Symptom.FORM, Symptom.UNEVEN, Symptom.MADE_UP}),
        text="Say what the job is, for whom, in which tone and form, and what never to do. Try it on ten real cases.",
        needs=_instructions_need,
        costs=_time_cost,
    ),
    RungRule(
        rung=Rung.EXAMPLES,
        topic=Topic.EXAMPLES,
        symptoms=frozenset({Symptom.TONE, Symptom.FORM, Symptom.UNEVEN}),
        text="Show finished results beside the instructions. Examples teach tone and form faster than rules.",
        needs=_examples_need,
        costs=_examples_cost,
    ),
    RungRule(
        rung=Rung.RETRIEVAL,
        topic=Topic.RETRIEVAL,
        symptoms=frozenset({Symptom.MADE_UP, Symptom.NOT_OURS}),
        text="Give it your own facts with each question, so that it quotes them and does not guess.",
        needs=_retrieval_need,
        costs=_retrieval_cost,
        stop="every fact in ten results stands in your documents",
    ),
    RungRule(
        rung=Rung.FINE_TUNING,
        topic=Topic.FINE_TUNING,
        symptoms=frozenset(),
        text="Train the model further on your own pairs. Last, because it costs most and must be done again.",
        needs=_tuning_need,
        costs=_training_cost,
        ways=frozenset(
            {
                Adaptation.FINE_TUNING,
                Adaptation.ADAPTER,
                Adaptation.PREFERENCE_TUNING,
                Adaptation.REINFORCEMENT,
                Adaptation.DISTILLATION,
            }
        ),
        stop="it does no better than the untuned model on cases it has not seen",
    ),
)

PICTURE_LADDER: tuple[RungRule, ...] = (
    RungRule(
        rung=Rung.INSTRUCTIONS,
        topic=Topic.PROMPTING,
        symptoms=frozenset({Symptom.STYLE, Symptom.LOOK, Symptom.UNEVEN, Symptom.FORM}),
        text="Describe subject, setting, light and format, and what must not appear. Keep the wording that worked.",
        needs=_instructions_need,
        costs=_time_cost,
    ),
    RungRule(
        rung=Rung.REFERENCE,
        topic=Topic.REFERENCE,
        symptoms=frozenset({Symptom.LOOK, Symptom.UNEVEN, Symptom.STYLE}),
        text="Give it pictures of your product or of the look you want, with each request.",
        needs=_reference_need,
        costs=_no_fee,
        ways=frozenset({Adaptation.REFERENCE}),
        stop="your product looks like your product in nine of ten",
    ),
    RungRule(
        rung=Rung.STYLE,
        topic=Topic.STYLE,
        symptoms=frozenset({Symptom.STYLE}),
        text="Train a small add-on on pictures in your style. Only when references do not hold the style.",
        needs=_style_need,
        costs=_style_cost,
        ways=frozenset({Adaptation.STYLE, Adaptation.ADAPTER}),
        stop="a colleague cannot tell new pictures from yours",
    ),
)

SOUND_LADDER: tuple[RungRule, ...] = (
    RungRule(
        rung=Rung.INSTRUCTIONS,
        topic=Topic.PROMPTING,
        symptoms=frozenset({Symptom.VOICE, Symptom.TONE, Symptom.UNEVEN, Symptom.FORM}),
        text="Say who speaks or plays, how fast, in which mood, and how names are pronounced.",
        needs=_instructions_need,
        costs=_time_cost,
    ),
    RungRule(
        rung=Rung.VOICE,
        topic=Topic.VOICE,
        symptoms=frozenset({Symptom.VOICE}),
        text="Use a voice that you may use by contract. Never clone a voice without written consent.",
        needs=_voice_need,
        costs=_voice_cost,
        ways=frozenset({Adaptation.VOICE}),
        stop="nobody on your team hears the difference in ten short recordings",
    ),
)

RULES_BY_RUNG: Mapping[Rung, RungRule] = {
    rule.rung: rule for rule in (*SOUND_LADDER, *PICTURE_LADDER, *LANGUAGE_LADDER)
}
