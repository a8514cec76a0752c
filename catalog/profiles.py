"""What is known of a row, a statement at a time.

Each comes with its source, its day and the page that shows it.

Pages draw the same facts; here they are sentences, for Markdown and for the tools of assistants.
Every answer is that of `catalog.query`, `catalog.plan_terms` and their like. What nobody states
stays in the list, marked as unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from catalog import ages, formatting, query
from catalog.claims import claim_figure, claim_reviews
from catalog.endings import end_lines, sale_words
from catalog.model_words import lead, media_lines
from catalog.naming import address_of, name_of, name_or_slug
from catalog.plan_terms import plan_answers
from catalog.references import fill
from catalog.registry import KIND_OF, KINDS, FactKind
from catalog.releases import Reading
from catalog.schema import AiModel, App, AppPlan, Catalog, Claim, Offer, UseCase
from catalog.values import FieldLine, Value, groups_of
from catalog.vocabulary import Branch, Direction, Known, SaleState, Training

UNKNOWN = "unknown"
IN_SHORT = "In short"
# The fields that say in a sentence or two what a row is, the first that a kind has.
SUMMARIES = ("about", "summary", "meaning", "explanation", "measures", "statement", "sentence")
# Fields of a row that another statement says better.
LEFT_OUT: Mapping[str, frozenset[str]] = {
    "apps": frozenset({"made_for"}),  # pages of jobs name their apps
    "claims": frozenset({"status", "value", "value_high"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One thing that is said of a row."""

    about: str  # the question in a word or two
    text: str  # empty where nobody says
    source: str = ""  # slug; empty where it is unknown
    as_of: date | None = None
    address: str  # of the page that shows it

    @property
    def is_known(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementGroup:
    """Statements under one heading."""

    heading: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A row with all that is said of it."""

    kind: FactKind
    id: str
    name: str
    address: str
    lead: str
    groups: tuple[StatementGroup, ...]
    markdown: str = ""  # the text of an article or an answer

    @property
    def statements(self) -> Iterator[Statement]:
        for group in self.groups:
            yield from group.statements


def profile_of(reading: Reading, kind: FactKind, row: Any) -> Profile:
    """Return what is known of a row on the day of a reading."""
    catalog = reading.catalog
    writer = _Writer(reading=reading, kind=kind, row=row)
    parts = (_in_short, *PARTS.get(kind.name, ()), _facts)
    groups: dict[str, list[Statement]] = {}
    for part in parts:
        for heading, statement in part(writer):
            groups.setdefault(heading, []).append(statement)
    return Profile(
        kind=kind,
        id=kind.id_of(row),
        name=name_of(catalog, kind, row),
        address=writer.address,
        lead=fill(_lead(catalog, row), catalog, reading.on, linked=False),
        groups=tuple(
            StatementGroup(heading=heading, statements=tuple(statements))
            for heading, statements in groups.items()
        ),
        markdown=_markdown(reading, kind, row),
    )


def _lead(catalog: Catalog, row: Any) -> str:
    if isinstance(row, AiModel):
        return lead(catalog, row)
    return next((text for name in SUMMARIES if (text := getattr(row, name, ""))), "")


def _markdown(reading: Reading, kind: FactKind, row: Any) -> str:
    text = getattr(row, kind.markdown) if kind.markdown else ""
    return fill(text, reading.catalog, reading.on) if text else ""


# -------------------------------------------------------------------------------- how it is written

type Lines = Iterator[tuple[str, Statement]]  # a heading and what stands under it


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writer:
    """A row that is being described, on a day."""

    reading: Reading
    kind: FactKind
    row: Any

    @property
    def catalog(self) -> Catalog:
        return self.reading.catalog

    @property
    def on(self) -> date:
        return self.reading.on

    @property
    def address(self) -> str:
        return address_of(self.catalog, self.kind, self.row)

    def say(self, about: str, text: str, proof: Any = None, *, address: str = "") -> Statement:
        """Return a statement that rests on a row with a source; without text it is unknown.

        Figures that a text takes from other rows are filled in.
        """
        text = fill(text, self.catalog, self.on, linked=False)
        unproved = Statement(
            about=about, text=text, address=address or self.at(proof) or self.address
        )
        if proof is None or not text:
            return unproved
        day = ages.last_seen(proof, self.reading.sightings)
        return replace(unproved, source=proof.source, as_of=day)

    def at(self, proof: Any) -> str:
        """Return where a row is shown; empty where no page shows it."""
        kind = KIND_OF.get(type(proof))
        return address_of(self.catalog, kind, proof) if kind is not None else ""


def _words(value: Value) -> str:
    """Return a value as words, with what it is on condition of; empty where it is unknown."""
    if value.unknown:
        return ""
    words = value.word.label if value.word is not None else value.words
    return f"{words} ({value.hint})" if value.hint else words


def _in_short(writer: _Writer) -> Lines:
    """Yield what a row says of itself with a source; what a model is follows from its media."""
    row = writer.row
    text = _lead(writer.catalog, row)
    if text and not isinstance(row, AiModel) and hasattr(row, "source"):
        yield IN_SHORT, writer.say(IN_SHORT, text, row)


def _facts(writer: _Writer) -> Lines:
    """Yield the fields of the row itself, under the headings of its page."""
    catalog, row = writer.catalog, writer.row
    worked_out = {}
    if isinstance(row, AiModel):
        worked_out["tuning"] = Value(word=query.tunable(catalog, row))
    left_out = LEFT_OUT.get(writer.kind.name, frozenset())
    for group in groups_of(catalog, writer.kind, row, worked_out, but=left_out):
        for line in group.lines:
            proof = _proof(catalog, row, line)
            yield group.heading, writer.say(line.field.about.heading, _words(line.value), proof)


def _proof(catalog: Catalog, row: Any, line: FieldLine) -> Any:
    """Return what names source and day of a field; None for a row that is a source or has none."""
    if isinstance(row, AiModel):
        return query.proof(catalog, row, line.field.name)
    return row if hasattr(row, "source") else None


# ---------------------------------------------------------------------------------------- of models

PRICE, END, TESTS = "What it costs", "How long it is sold", "Tests"
MEDIA = "What it reads and makes"
TERMS = "Terms of its sellers"


def _prices_of_model(writer: _Writer) -> Lines:
    catalog, on, row = writer.catalog, writer.on, writer.row
    quotes = query.quotes(catalog, row, on)
    for quote in quotes:
        seller = name_or_slug(catalog.provider, quote.offer.seller)
        about = f"Price at {seller}"
        for price in quote.prices:
            yield PRICE, writer.say(about, "; ".join(formatting.format_prices([price])), price)
        if not quote.prices:
            yield PRICE, writer.say(about, _past_price(writer, quote.offer), quote.offer)
        for _, then in query.changes_ahead(catalog, quote.offer.slug, on):
            day = formatting.format_long_day(then.valid_from)
            words = f"{'; '.join(formatting.format_prices([then]))} from {day}"
            yield PRICE, writer.say(f"Announced at {seller}", words, then)
    if not quotes:
        yield PRICE, writer.say("Price", "")


def _past_price(writer: _Writer, offer: Offer) -> str:
    """Return what an offer last cost, where nothing is in force; empty if no price is on file."""
    past = query.past_prices(writer.catalog, offer.slug, writer.on)
    if not past:
        return ""
    day = ages.last_in_force(writer.catalog, past, writer.on, writer.reading.sightings)
    prices = "; ".join(formatting.format_prices(past))
    return f"none in force; {prices} until {formatting.format_long_day(day)}"


def _sale(sold: query.Sale, on: date) -> str:
    """Say whether a model is on sale on a day and until when; empty where it is unknown."""
    until = sale_words(sold, on)
    if not until:
        return ""
    is_to_end = sold.ends is not None and sold.ends > on
    if sold.state is SaleState.NOT_YET:  # its first day is among its fields
        return (
            f"{sold.state.label}; its end is announced for {until}"
            if is_to_end
            else sold.state.label
        )
    return f"{sold.state.label}{' until ' if is_to_end else ': '}{until}"


def _sale_of_model(writer: _Writer) -> Lines:
    catalog, on, row = writer.catalog, writer.on, writer.row
    lines = end_lines(catalog, row, on)
    sold = query.sale(catalog, row, on)
    words = _sale(sold, on)
    # Where no source names an end, what says that it is sold is the row of the model.
    proof = lines[0].end if lines and sold.ends is not None else row
    yield END, writer.say("Sale", words, proof)
    for line in lines:
        seller = name_or_slug(catalog.provider, line.seller) if line.seller else "everywhere"
        follows = line.follower.name if line.follower else line.follower_words
        parts = (line.words, follows and f"followed by {follows}", line.unused)
        yield END, writer.say(f"End, {seller}", "; ".join(filter(None, parts)), line.end)


def _media_of_model(writer: _Writer) -> Lines:
    for line in media_lines(writer.catalog, writer.row):
        medium = formatting.inline_label(line.medium)
        for direction, reply in ((Direction.READS, line.reads), (Direction.MAKES, line.makes)):
            words = "" if reply.answer is Known.UNKNOWN else reply.answer.label
            proof = reply.rests_on
            yield MEDIA, writer.say(f"{formatting.capitalise(direction)} {medium}", words, proof)


def _tests_of_model(writer: _Writer) -> Lines:
    catalog = writer.catalog
    scores = [row for row in catalog.scores_of.get(writer.row.slug, ()) if row.as_of <= writer.on]
    for score in scores:
        test = catalog.benchmark[score.benchmark]
        value = formatting.format_number(score.value)
        span = ""
        if score.low is not None and score.high is not None:
            low, high = map(formatting.format_number, (score.low, score.high))
            span = f" ({low} to {high})"
        words = f"{value} {test.unit}{span}, {score.voice.label.lower()}: {score.measured_by}"
        yield TESTS, writer.say(test.name, words, score)
    if not scores:
        yield TESTS, writer.say("Score", "")


def _terms_of_model(writer: _Writer) -> Lines:
    catalog = writer.catalog
    for offer in catalog.offers_of.get(writer.row.slug, ()):
        seller = name_or_slug(catalog.provider, offer.seller)
        proof = query.terms(catalog, offer) or offer
        place, training = query.eu_region(catalog, offer), query.trains_on_inputs(catalog, offer)
        in_eu = "" if place is Known.UNKNOWN else place.label
        trains = "" if training is Training.UNKNOWN else training.label
        own_region = offer if offer.eu_region is not Known.UNKNOWN else proof
        own_training = offer if offer.trains_on_inputs is not Training.UNKNOWN else proof
        yield TERMS, writer.say(f"Runs in the EU at {seller}", in_eu, own_region)
        yield TERMS, writer.say(f"Trains on inputs at {seller}", trains, own_training)


# ------------------------------------------------------------------------------------------ of apps

PLANS = "Plans and prices"


def _plans_of_app(writer: _Writer) -> Lines:
    app: App = writer.row
    plans = writer.catalog.plans_of.get(app.slug, ())
    for plan in plans:
        yield from _prices_of_plan(writer, plan)
        yield from _facts_of_plan(writer, plan)
        yield from _terms_of_plan(writer, plan)
    if not plans:
        words = "by quote only" if app.by_quote else ""
        yield PLANS, writer.say("Price", words, app)


def _prices_of_plan(writer: _Writer, plan: AppPlan) -> Lines:
    catalog, on = writer.catalog, writer.on
    address = writer.at(plan)
    prices = query.plan_prices(catalog, plan.slug, on)
    for price in prices:
        covers = f", {price.covers}" if price.covers else ""
        words = f"{formatting.format_plan_price(price)}{covers}"
        yield PLANS, writer.say(f"{plan.name}: price", words, price, address=address)
    if not prices:
        yield PLANS, writer.say(f"{plan.name}: price", "", address=address)


def _facts_of_plan(writer: _Writer, plan: AppPlan) -> Lines:
    for group in groups_of(writer.catalog, KINDS["app_plans"], plan):
        for line in group.lines:
            about = f"{plan.name}: {formatting.lower_first(line.field.about.heading)}"
            yield PLANS, writer.say(about, _words(line.value), plan)


def _terms_of_plan(writer: _Writer, plan: AppPlan) -> Lines:
    """Yield the answer to each question on the terms of a plan, with each source that counts."""
    address = writer.at(plan)
    for reply in plan_answers(writer.catalog, plan):
        heading = f"Terms of {plan.name}"
        about = reply.question.label
        for statement in reply.statements:
            words = f"{statement.answer.label}. {statement.says}"
            yield heading, writer.say(about, words, statement, address=address)
        if not reply.statements:
            words = reply.answer.label if reply.answer else ""
            yield heading, writer.say(about, words, reply.terms, address=address)


# ---------------------------------------------------------------------------------- of jobs, claims

KINDS_OF_AI, SOLVED_BY = "Which kind of AI does it", "What solves it"
MADE_FOR, STANDING = "Apps made for it", "How it stands"


def _cells_of_job(writer: _Writer) -> Lines:
    job: UseCase = writer.row
    for branch in Branch:
        cell = writer.catalog.cell.get((job.slug, branch))
        if cell is None:
            yield KINDS_OF_AI, writer.say(branch.label, "")
            continue
        condition = f" Condition: {cell.condition}" if cell.condition else ""
        words = f"{cell.fit.label}. {cell.reason}{condition}"
        yield KINDS_OF_AI, writer.say(branch.label, words, cell)


def _solution_of_job(writer: _Writer) -> Lines:
    job: UseCase = writer.row
    catalog = writer.catalog
    solution = catalog.solution_of.get(job.slug)
    if solution is None:
        yield SOLVED_BY, writer.say("What to look at first", "")
    else:
        kinds = ", then ".join(formatting.lower_first(kind.label) for kind in solution.kinds)
        words = f"{formatting.capitalise(kinds)}. {solution.reason}"
        yield SOLVED_BY, writer.say("What to look at first", words, solution)
    for app in catalog.apps_for.get(job.slug, ()):
        yield MADE_FOR, writer.say("An app made for it", app.name, app)


def _standing_of_claim(writer: _Writer) -> Lines:
    claim: Claim = writer.row
    review = claim_reviews(writer.catalog, writer.on)[claim.slug]
    why = formatting.capitalise(review.why)
    yield STANDING, writer.say("Verdict", f"{review.status.label}. {why}".strip(), claim)
    yield STANDING, writer.say("Figure", claim_figure(claim), claim)
    for clash in review.clashes:
        words = " ".join(filter(None, (clash.title, clash.working, clash.reading)))
        yield STANDING, writer.say("Contradiction", words, claim)


def _made_by(writer: _Writer) -> Lines:
    """Yield what a maker has on sale."""
    catalog, maker = writer.catalog, writer.row
    for app in catalog.apps:
        if app.maker == maker.slug:
            yield "Its apps", writer.say("App", app.name, app)
    for model in query.models_on_sale(catalog, writer.on):
        if model.provider == maker.slug:
            yield "Its models on sale", writer.say("Model", model.name, model)


def _sources_of_article(writer: _Writer) -> Lines:
    catalog = writer.catalog
    for slug in writer.row.sources:
        source = catalog.source.get(slug)
        if source is not None:
            day = source.retrieved or source.published
            address = address_of(catalog, KINDS["sources"], source)
            yield (
                "Sources",
                Statement(
                    about="Source", text=source.title, source=slug, as_of=day, address=address
                ),
            )


PARTS: Mapping[str, tuple[Callable[[_Writer], Lines], ...]] = {
    "models": (_sale_of_model, _prices_of_model, _media_of_model, _tests_of_model, _terms_of_model),
    "apps": (_plans_of_app,),
    "app_plans": (
        lambda writer: _prices_of_plan(writer, writer.row),
        lambda writer: _terms_of_plan(writer, writer.row),
    ),
    "use_cases": (_solution_of_job, _cells_of_job),
    "claims": (_standing_of_claim,),
    "articles": (_sources_of_article,),
    "providers": (_made_by,),
}


def text_of(statement: Statement) -> str:
    """Return a statement in words: what it is about, and what is said or that nobody says."""
    return f"{statement.about}: {statement.text or UNKNOWN}"
