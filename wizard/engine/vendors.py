"""What to ask vendors: what only they vouch for and what nobody knows, each with the answer that would turn the plan.

Found by working the plan out again with each answer that may come back. Nothing here knows how models are ranked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from catalog import formatting, query
from catalog.formatting import format_day, lower_first
from catalog.schema import AiModel, Catalog, Offer, Price, Score
from catalog.vocabulary import LANGUAGE_MEDIA, Branch, Known, Training, Voice
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decide import Outline, outline
from wizard.engine.decision import Decision, Fact, Part
from wizard.engine.flips import otherwise
from wizard.engine.offers import Refused, choose
from wizard.engine.replies import NEVER, Point, Said, Takes, laid_over, reply_on, takes
from wizard.engine.requirements import Case
from wizard.engine.sweep import Sweep
from wizard.engine.tipping import SHARES, TIMES, first_that
from wizard.engine.vocabulary import FactKind, Place, TrainingWish
from wizard.engine.workload import Need, PriceBook, needs

LAID_OPEN = 3  # models of each requirement, as the plan lays them open
LESS = tuple(Decimal(step) / 100 for step in range(99, 0, -1))  # of a price


@dataclass(frozen=True, slots=True, kw_only=True)
class Reversal:
    """One reply that would turn the plan: as it is said, as the rules read it, and what the plan then says."""

    answer: str
    value: str
    then: str

    @property
    def sentence(self) -> str:
        """Return it as people read it."""
        return f"If the answer is “{self.answer}”: {self.then}"


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorQuestion:
    """One question to one vendor: what is held now, what may come back, and what that would turn."""

    point: Point
    vendor: str  # a provider's slug
    text: str
    now: str
    known: bool  # whether anybody says anything
    fact: Fact | None = None  # what the vendor says today
    reverses: tuple[Reversal, ...] = ()
    reply: Said | None = None  # the reply that counts already

    @property
    def takes(self) -> Takes:
        """Return what a reply may be."""
        return takes(self.point)


@dataclass(frozen=True, slots=True, kw_only=True)
class Vendor:
    """All questions to one vendor, those first that would turn the plan."""

    slug: str
    name: str
    questions: tuple[VendorQuestion, ...]


def pack(decision: Decision, answers: Answers, catalog: Catalog, on: date) -> tuple[Vendor, ...]:
    """Return the questions to send, by vendor: about the models to try, and about others where the answer counts.

    `catalog` is the one the plan was decided on, its replies laid over it.
    """
    look = _Look(answers=answers, catalog=catalog, on=on)
    found: dict[str, VendorQuestion] = {}
    for part, need in zip(decision.parts, needs(answers, catalog), strict=False):
        for asked in _of_part(look, part, need):
            found.setdefault(asked.point.key, asked)
    by_vendor: dict[str, list[VendorQuestion]] = {}
    for asked in found.values():
        by_vendor.setdefault(asked.vendor, []).append(asked)
    vendors = [
        Vendor(
            slug=slug,
            name=catalog.provider[slug].name,
            questions=tuple(sorted(rows, key=lambda row: (not row.reverses, row.known, row.point.key))),
        )
        for slug, rows in by_vendor.items()
    ]
    return tuple(sorted(vendors, key=lambda vendor: (not any(q.reverses for q in vendor.questions), vendor.name)))


@dataclass(frozen=True, kw_only=True)
class _Look:
    """The plan as it is, and the way to look at it with another answer."""

    answers: Answers
    catalog: Catalog
    on: date

    @cached_property
    def now(self) -> Outline:
        """Return the plan's bones as they are."""
        return outline(self.answers, self.catalog, self.on)

    @cached_property
    def sweep(self) -> Sweep:
        """Return the way to look at many catalogs that differ from this one in a row."""
        return Sweep.of(self.catalog, self.on)

    def then(self, point: Point, value: str) -> str:
        """Return what the plan would say if this came back; nothing where it says the same."""
        probe = Said(number=0, point=point.key, value=value, name="", on=self.on, until=self.on)
        changed = laid_over(self.catalog, (probe,), self.on)
        return otherwise(self.now, self.answers, self.sweep.onto(changed))

    def tried(self, point: Point, answer: str, value: str) -> Reversal:
        """Return what one reply would turn; an empty `then` where nothing."""
        return Reversal(answer=answer, value=value, then=self.then(point, value))

    def case(self, need: Need) -> Case:
        """Return one part of the plan as it is."""
        prices = PriceBook(self.catalog, self.on)
        return Case(answers=self.answers, catalog=self.catalog, on=self.on, need=need, prices=prices)


def _of_part(look: _Look, part: Part, need: Need) -> Iterator[VendorQuestion]:
    case = look.case(need)
    for slug in dict.fromkeys(filter(None, (part.chosen, part.runner_up))):
        model = look.catalog.model[slug]
        yield from _of_model(look, case, model)
        yield from _of_sellers(look, case, model)
        yield from _of_scores(look, case, model)
    for each in part.exclusions:
        for dropped in each.models[:LAID_OPEN]:
            asked = _of_dropped(look, case, each.reason.rule, look.catalog.model[dropped.model])
            yield from (row for row in asked if row.reverses)


def _of_dropped(look: _Look, case: Case, rule: str, model: AiModel) -> Iterator[VendorQuestion]:
    """Yield what the requirement that dropped a model asks of it."""
    if rule == "business-licence":
        yield from _licence(look, model)
    elif rule == "own-servers":
        yield from _own_servers(look, model)
    elif rule == "reads-inputs":
        yield from _inputs(look, case.need, model)
    elif rule == "fits-length":
        yield from _context(look, model, case.need)
    elif rule == "outlives-pilot":
        yield from _end(look, case, model)
    elif rule in {"no-training", "eu-only"}:
        offers = look.catalog.offers_of.get(model.slug, ())
        for offer in sorted(offers, key=lambda offer: offer.slug)[:1]:
            yield from _training(look, model, offer) if rule == "no-training" else _region(look, model, offer)


# -------------------------------------------------------------------------------------------------------------- models


def _of_model(look: _Look, case: Case, model: AiModel) -> Iterator[VendorQuestion]:
    """Yield what a hard requirement asks of a model and only its maker says, or nobody."""
    yield from _licence(look, model)
    if case.answers.place is Place.OWN_SERVERS:
        yield from _own_servers(look, model)
    yield from _inputs(look, case.need, model)
    if case.need.branch is Branch.LANGUAGE and case.need.least_tokens > 1:
        yield from _context(look, model, case.need)
    yield from _end(look, case, model)


def _licence(look: _Look, model: AiModel) -> Iterator[VendorQuestion]:
    text = f"Does your licence allow {model.name} to be used in a business?"
    yield from _yes_or_no(look, model, "commercial_use", text, model.commercial_use)


def _own_servers(look: _Look, model: AiModel) -> Iterator[VendorQuestion]:
    text = f"Can {model.name} be downloaded and run on servers of our own?"
    yield from _yes_or_no(look, model, "self_hosting", text, model.self_hosting)


def _inputs(look: _Look, need: Need, model: AiModel) -> Iterator[VendorQuestion]:
    for medium in need.inputs:
        if medium not in LANGUAGE_MEDIA:
            text = f"Can {model.name} take in {lower_first(medium.label)}?"
            yield from _yes_or_no(look, model, f"inputs:{medium}", text, query.reads(model, medium))


def _yes_or_no(look: _Look, model: AiModel, field: str, text: str, held: Known) -> Iterator[VendorQuestion]:
    point = Point(kind=FactKind.MODEL, subject=model.slug, field=field)
    now = "" if held is Known.UNKNOWN else held.label
    aspect = _ASPECTS.get(field.partition(":")[0], "")
    yield from _ask(
        look,
        point,
        vendor=model.provider,
        text=text,
        now=now,
        fact=_fact_of(look, model, aspect, f"{model.name}: {lower_first(now)}." if now else "", point),
        said=_words(look, point, now),
    )


_ASPECTS = {"commercial_use": "licence", "self_hosting": "weights", "inputs": "inputs"}


def _context(look: _Look, model: AiModel, need: Need) -> Iterator[VendorQuestion]:
    point = Point(kind=FactKind.MODEL, subject=model.slug, field="context_tokens")
    held = model.context_tokens
    few, enough = need.least_tokens - 1, need.least_tokens
    said = []
    if held is None or held > few:
        said.append(look.tried(point, f"fewer than {enough:,}", str(few)))
    if held is None or held < enough:
        said.append(look.tried(point, f"{enough:,} or more", str(enough)))
    yield from _ask(
        look,
        point,
        vendor=model.provider,
        text=f"How many tokens can {model.name} hold at once, in and out together?",
        now=f"{held:,}" if held else "",
        fact=_fact_of(look, model, "context", f"{model.name} holds {held:,} tokens at once." if held else "", point),
        said=said,
    )


def _end(look: _Look, case: Case, model: AiModel) -> Iterator[VendorQuestion]:
    point = Point(kind=FactKind.MODEL, subject=model.slug, field="retires")
    ends = case.answers.pilot_ends(case.on)
    said = []
    if model.retires is None or model.retires > ends:
        said.append(look.tried(point, f"yes, by {format_day(ends)}", ends.isoformat()))
    if model.retires is not None:
        said.append(look.tried(point, "no", NEVER))
    now = f"Ends {format_day(model.retires)}" if model.retires else "None that we found"
    yield from _ask(
        look,
        point,
        vendor=model.provider,
        text=f"Is an end of sale announced for {model.name}, and for which day?",
        now=now,
        fact=_fact_of(look, model, "retires", f"{model.name}: {lower_first(now)}.", point),
        said=said,
    )


def _fact_of(look: _Look, model: AiModel, aspect: str, text: str, point: Point) -> Fact | None:
    return cite.of_model(look.catalog, model, aspect, text, field=point.field) if text else None


# ------------------------------------------------------------------------------------------------------------- sellers


def _of_sellers(look: _Look, case: Case, model: AiModel) -> Iterator[VendorQuestion]:
    """Yield what the owner demands of the seller the plan reckons with, and its prices."""
    given = case.answers
    if given.place is Place.OWN_SERVERS:
        return
    offered = choose(case, model)
    if isinstance(offered, Refused) or offered.offer is None:
        return
    offer = offered.offer
    if given.training is not TrainingWish.FINE:
        yield from _training(look, model, offer)
    if given.place is Place.EU:
        yield from _region(look, model, offer)
    for price in offered.prices:
        yield from _price(look, case, model, price)


def _training(look: _Look, model: AiModel, offer: Offer) -> Iterator[VendorQuestion]:
    terms = look.catalog.terms_of.get(offer.terms) if offer.terms else None
    said = reply_on(look.catalog, FactKind.OFFER, offer.slug, "trains_on_inputs")
    if terms is not None and said is None:
        point = Point(kind=FactKind.TERMS, subject=terms.slug, field="trains_on_inputs")
    else:
        point = Point(kind=FactKind.OFFER, subject=offer.slug, field="trains_on_inputs")
    held = terms.trains_on_inputs if terms is not None else Training.UNKNOWN
    now = "" if held is Training.UNKNOWN else held.label
    where = f" under “{terms.product}”" if terms is not None and said is None else f" when we use {model.name}"
    seller = look.catalog.provider[offer.seller].name
    fact = None
    if terms is not None and now:
        about = f"{seller}, {terms.product}: trains on what customers send: {lower_first(now)}."
        fact = cite.of_terms(look.catalog, terms, about, field="trains_on_inputs")
    yield from _ask(
        look,
        point,
        vendor=offer.seller,
        text=f"Do you train models on what customers send you{where}?",
        now=now,
        fact=fact,
        said=_words(look, point, now),
    )


def _region(look: _Look, model: AiModel, offer: Offer) -> Iterator[VendorQuestion]:
    point = Point(kind=FactKind.OFFER, subject=offer.slug, field="eu_region")
    terms = look.catalog.terms_of.get(offer.terms) if offer.terms else None
    held = offer.eu_region
    fact = None
    seller = look.catalog.provider[offer.seller].name
    if held is not Known.UNKNOWN:
        about = f"{seller}: EU region {lower_first(held.label)}."
        fact = cite.of_offer(look.catalog, offer, about, field="eu_region")
    elif terms is not None and terms.eu_region is not Known.UNKNOWN:
        held = terms.eu_region
        about = f"{seller}: EU region {lower_first(held.label)}."
        fact = cite.of_terms(look.catalog, terms, about, field="eu_region")
    now = "" if held is Known.UNKNOWN else held.label
    yield from _ask(
        look,
        point,
        vendor=offer.seller,
        text=f"Can we use {model.name} so that all data stays in the European Union?",
        now=now,
        fact=fact,
        said=_words(look, point, now),
    )


def _price(look: _Look, case: Case, model: AiModel, price: Price) -> Iterator[VendorQuestion]:
    """Yield whether a price still holds, with the price at which the plan turns: a higher one, or a lower one."""
    offer = price.offer or ""
    point = Point(kind=FactKind.PRICE, subject=f"{offer}/{price.unit}", field="usd")
    first = look.now.firsts.get(case.need.key) == model.slug
    seen: dict[Decimal, str] = {}

    def tipped(times: Decimal) -> bool:
        seen[times] = look.then(point, _plain(price.usd * times))
        return bool(seen[times])

    steps = TIMES if first else LESS
    place = first_that(steps, tipped) if price.usd else None
    said: list[Reversal] = []
    if place is not None:
        amount = price.usd * steps[place]
        answer = f"{formatting.format_price(amount)} or {'more' if first else 'less'}"
        said.append(Reversal(answer=answer, value=_plain(amount), then=seen[steps[place]]))
    yield from _ask(
        look,
        point,
        vendor=offer.partition("@")[2],
        text=f"What does {model.name} cost a {price.unit.label}? We count with {formatting.format_price(price.usd)}.",
        now=formatting.format_price(price.usd),
        fact=cite.of_price(look.catalog, price, model),
        said=said,
    )


def _plain(value: Decimal) -> str:
    return f"{value:f}"


# -------------------------------------------------------------------------------------------------------------- scores


def _of_scores(look: _Look, case: Case, model: AiModel) -> Iterator[VendorQuestion]:
    """Yield the seller's own figures on which the plan leans."""
    for score in look.catalog.scores_of.get(model.slug, ()):
        benchmark = look.catalog.benchmark[score.benchmark]
        if score.voice is Voice.SELLER and benchmark.task in case.need.tasks and _newest(look, score):
            yield from _score(look, case, model, score)


def _newest(look: _Look, score: Score) -> bool:
    rows = [row for row in look.catalog.scores_of[score.model] if row.benchmark == score.benchmark]
    return score is max((row for row in rows if row.voice is Voice.SELLER), key=lambda row: (row.as_of, row.source))


def _score(look: _Look, case: Case, model: AiModel, score: Score) -> Iterator[VendorQuestion]:
    benchmark = look.catalog.benchmark[score.benchmark]
    point = Point(kind=FactKind.SCORE, subject=f"{score.benchmark}/{score.model}", field="value")
    values = [row.value for row in look.catalog.scores_on[score.benchmark]]
    span = max(values) - min(values)
    first = look.now.firsts.get(case.need.key) == model.slug
    away = -1 if first is benchmark.higher_is_better else 1
    steps = [score.value + away * (span * share).quantize(Decimal("0.1")) for share in SHARES] if span else []
    seen: dict[Decimal, str] = {}

    def tipped(value: Decimal) -> bool:
        seen[value] = look.then(point, _plain(value))
        return bool(seen[value])

    place = first_that(steps, tipped)
    said: list[Reversal] = []
    if place is not None:
        value = steps[place]
        answer = f"{value.normalize():f} or {'less' if away < 0 else 'more'}"
        said.append(Reversal(answer=answer, value=_plain(value), then=seen[value]))
    shown = f"{score.value.normalize():f}"
    yield from _ask(
        look,
        point,
        vendor=model.provider,
        text=f"You state {shown} for {model.name} on {benchmark.name}. Has anybody else measured it, and what came out?",
        now=shown,
        fact=cite.of_score(look.catalog, score),
        said=said,
    )


# --------------------------------------------------------------------------------------------------------------- common


def _words(look: _Look, point: Point, now: str) -> list[Reversal]:
    """Return what each other word would turn."""
    rows = takes(point).words.items()
    return [look.tried(point, lower_first(label), value) for value, label in rows if label != now]


def _ask(  # noqa: PLR0913  # a question has as many sides
    look: _Look,
    point: Point,
    *,
    vendor: str,
    text: str,
    now: str,
    fact: Fact | None,
    said: Iterable[Reversal],
) -> Iterator[VendorQuestion]:
    """Yield a question where only a vendor vouches for the answer, or nobody knows it."""
    if now and fact is not None and fact.voice not in {Voice.SELLER, Voice.REPEATS}:
        return
    yield VendorQuestion(
        point=point,
        vendor=vendor,
        text=text,
        now=now or "Unknown",
        known=bool(now),
        fact=fact,
        reverses=tuple(row for row in said if row.then),
        reply=reply_on(look.catalog, point.kind, point.subject, point.field),
    )
