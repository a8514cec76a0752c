"""From all models to the two worth trying: drop, score, find the tie, and say why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog.facts import AiModel, Price
from catalog.vocabulary import Known, Voice
from wizard.engine import cite, scoring
from wizard.engine.decision import (
    Alternative,
    Candidate,
    Dropped,
    Exclusion,
    Fact,
    Mark,
    Money,
    Reason,
    Told,
)
from wizard.engine.judging import Judgement, judge
from wizard.engine.offers import list_price
from wizard.engine.requirements import Case, could_make
from wizard.engine.vocabulary import Criterion, Importance, Standing
from wizard.engine.words import counted, day, listed, lower_first, sentence, spelled
from wizard.engine.workload import monthly

TIED_SHOWN = 9
OTHERS_SHOWN = 3
COMPARED_FOR_DOMINANCE = 25
NAMES_IN_A_SENTENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A model that passed, with its marks and its range."""

    judgement: Judgement
    marks: tuple[Mark, ...]
    low: int
    high: int
    not_known: bool  # a criterion that counts is unknown

    @property
    def model(self) -> AiModel:
        """Return the model."""
        return self.judgement.model

    @property
    def middle(self) -> int:
        """Return twice the middle of the range, so that it stays whole."""
        return self.low + self.high

    @property
    def usd(self) -> Decimal | None:
        """Return what one result costs."""
        return self.judgement.offered.unit_usd

    @property
    def independent(self) -> bool:
        """Return whether somebody other than the seller measured its quality."""
        return any(
            fact.voice is Voice.INDEPENDENT
            for mark in self.marks
            for fact in mark.facts
            if mark.criterion is Criterion.QUALITY
        )

    def mark(self, criterion: Criterion) -> Mark:
        """Return the mark on one criterion."""
        return next(mark for mark in self.marks if mark.criterion is criterion)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The outcome for one need."""

    able: int
    of: int
    tied: int
    behind: int
    not_known: int
    candidates: tuple[Candidate, ...]
    exclusions: tuple[Exclusion, ...]
    advice: Reason | None
    alternatives: tuple[Alternative, ...]
    advised: tuple[str, ...]  # the models to try, best middle first
    entries: tuple[Entry, ...]  # every model that passed, in order


def judgements(case: Case) -> tuple[Judgement, ...]:
    """Return what the hard requirements say of every model in the field, by slug."""
    return tuple(judge(case, model) for model in case.catalog.models if could_make(case, model))


def shortlist(case: Case, yardsticks: scoring.Yardsticks, keep: Sequence[str | None] = ()) -> Shortlist:
    """Return the shortlist of one need. Models in `keep` are shown whatever their place, if they passed."""
    judged = judgements(case)
    passed = [row for row in judged if not row.dropped_by]
    list_prices = (list_price(case, row.model) for row in judged if not row.model.retired(case.on))
    scale = scoring.CostScale.of(usd for usd in list_prices if usd is not None)
    entries = _ranked([_entry(case, yardsticks, scale, row) for row in passed])
    known = [entry for entry in entries if not entry.not_known]
    field = known or entries
    first = field[0] if field else None
    tie = [entry for entry in field if first is not None and entry.high >= first.low]
    advised = _two_to_try(tie)
    worse = _worse_than(entries[:COMPARED_FOR_DOMINANCE])
    standings = _standings(entries, tie, advised)
    alternatives = _alternatives(case, entries)
    shown = _worth_showing(entries, standings, {*advised, *keep, *(row.model for row in alternatives)})
    return Shortlist(
        able=len(passed),
        of=len(judged),
        tied=len(tie),
        behind=sum(standing is Standing.BEHIND for standing in standings.values()),
        not_known=sum(standing is Standing.NOT_KNOWN for standing in standings.values()),
        candidates=tuple(_candidate(case, entry, standings[entry.model.slug], worse) for entry in shown),
        exclusions=_exclusions(case, judged),
        advice=_advice(case, tie, advised) if tie else None,
        alternatives=alternatives,
        advised=tuple(advised),
        entries=tuple(entries),
    )


def _entry(case: Case, yardsticks: scoring.Yardsticks, scale: scoring.CostScale, judgement: Judgement) -> Entry:
    weights = case.answers.weights
    marks = (
        scoring.quality(case.catalog, yardsticks, judgement.model, case.need.tasks),
        scoring.cost(case, scale, judgement),
        scoring.control(case, judgement.model),
        scoring.headroom(case, judgement.model),
    )
    low, high = scoring.weigh(marks, weights)
    not_known = any(not mark.known and scoring.counts(mark.criterion, weights) for mark in marks[:2])
    return Entry(judgement=judgement, marks=marks, low=low, high=high, not_known=not_known)


def _ranked(entries: Iterable[Entry]) -> list[Entry]:
    """Best middle first; then the cheaper; ties end on slug."""
    return sorted(entries, key=lambda row: (-row.middle, row.usd is None, row.usd or 0, row.model.slug))


def _two_to_try(tie: Sequence[Entry]) -> list[str]:
    """Return the best middle and the cheapest of a tie; if they are one, the next best with independent scores."""
    if not tie:
        return []
    best = tie[0]
    priced = [entry for entry in tie if entry.usd is not None]
    cheapest = min(priced, key=lambda row: (row.usd, -row.middle, row.model.slug), default=best)
    if cheapest is not best:
        return [best.model.slug, cheapest.model.slug]
    rest = tie[1:]
    second = next((entry for entry in rest if entry.independent), rest[0] if rest else None)
    return [best.model.slug, *([second.model.slug] if second else [])]


def _standings(entries: Sequence[Entry], tie: Sequence[Entry], advised: Sequence[str]) -> dict[str, Standing]:
    tied = {entry.model.slug for entry in tie}
    floor = tie[0].low if tie else 0
    standings: dict[str, Standing] = {}
    for entry in entries:
        slug = entry.model.slug
        if slug in advised:
            standings[slug] = Standing.FIRST if len(tie) == 1 else Standing.TRY
        elif slug in tied:
            standings[slug] = Standing.TIE
        elif entry.not_known and entry.high >= floor:
            standings[slug] = Standing.NOT_KNOWN
        else:
            standings[slug] = Standing.BEHIND
    return standings


def _worth_showing(entries: Sequence[Entry], standings: dict[str, Standing], keep: set[str | None]) -> list[Entry]:
    """Return those to try, the head of the tie, the first behind it and the first that nobody knows."""
    limits = {
        Standing.FIRST: TIED_SHOWN,
        Standing.TRY: TIED_SHOWN,
        Standing.TIE: TIED_SHOWN,
        Standing.BEHIND: OTHERS_SHOWN,
        Standing.NOT_KNOWN: OTHERS_SHOWN,
    }
    order = list(limits)
    shown: list[Entry] = []
    seen = dict.fromkeys(limits, 0)
    for entry in entries:
        standing = standings[entry.model.slug]
        if seen[standing] < limits[standing] or entry.model.slug in keep:
            seen[standing] += 1
            shown.append(entry)
    return sorted(shown, key=lambda entry: order.index(standings[entry.model.slug]))


def _worse_than(entries: Sequence[Entry]) -> dict[str, str]:
    """Return for each model the name of one that beats it on every count, where there is one."""
    return {
        entry.model.slug: better.model.name
        for entry in entries
        if (better := next((other for other in entries if _beats(other, entry)), None))
    }


def _beats(one: Entry, other: Entry) -> bool:
    if one.usd is None or other.usd is None or one.not_known or other.not_known:
        return False
    if one.usd > other.usd or one.mark(Criterion.QUALITY).low <= other.mark(Criterion.QUALITY).high:
        return False
    return all(
        one.mark(criterion).low >= other.mark(criterion).high for criterion in (Criterion.CONTROL, Criterion.HEADROOM)
    )


def _candidate(case: Case, entry: Entry, standing: Standing, worse: dict[str, str]) -> Candidate:
    offered = entry.judgement.offered
    per_month = monthly(offered.unit_usd, case.need.output.per_month) if offered.unit_usd is not None else None
    return Candidate(
        model=entry.model.slug,
        name=entry.model.name,
        provider=case.catalog.provider[entry.model.provider].name,
        low=entry.low,
        high=entry.high,
        standing=standing,
        marks=entry.marks,
        seller=case.catalog.provider[offered.offer.seller].name if offered.offer else "",
        unit_usd=offered.unit_usd,
        month_usd=Money(low=per_month.low, likely=per_month.middle, high=per_month.high) if per_month else Money(),
        open_points=entry.judgement.open_points,
        worse_than=worse.get(entry.model.slug, ""),
        in_a_word=_in_a_word(case, entry, worse.get(entry.model.slug, "")),
        facts=_candidate_facts(case, entry),
    )


def _candidate_facts(case: Case, entry: Entry) -> tuple[Fact, ...]:
    facts = []
    if entry.model.retires is not None:
        text = f"{entry.model.name} ends on {day(entry.model.retires)}."
        facts.append(cite.of_model(case.catalog, entry.model, "retires", text))
    facts += [cite.of_price(case.catalog, price, entry.model) for price in _coming_prices(case, entry)]
    return tuple(facts)


def _coming_prices(case: Case, entry: Entry) -> list[Price]:
    """Return the announced prices of the offer used that start before the pilot is over."""
    offer = entry.judgement.offered.offer
    used = {price.unit for price in entry.judgement.offered.prices}
    if offer is None:
        return []
    horizon = case.answers.pilot_ends(case.on)
    return [
        price
        for price in case.catalog.prices_of.get(offer.slug, ())
        if price.unit in used and case.on < price.valid_from <= horizon
    ]


def _in_a_word(case: Case, entry: Entry, worse: str) -> str:
    """Return what a row says of a model beside its range: price first, then what is special or unknown."""
    words = [f"{scoring.unit_price_words(entry.usd, case.need.unit)}."]
    for price in _coming_prices(case, entry):
        now = next(row for row in entry.judgement.offered.prices if row.unit == price.unit)
        if now.usd and price.usd != now.usd:
            times = price.usd / now.usd
            words.append(f"From {day(price.valid_from)} a {price.unit.label} costs {_times(times)}.")
            break
    if entry.model.retires is not None:
        words.append(f"Ends {day(entry.model.retires)}.")
    if entry.model.self_hosting is Known.YES:
        words.append("Own servers possible.")
    if not entry.mark(Criterion.QUALITY).known:
        words.append("Nobody has scored it for this task.")
    elif not entry.independent:
        words.append("Only its seller has scored it.")
    if worse:
        words.append(f"Worse than {worse} on every count.")
    return " ".join(words)


def _times(factor: Decimal) -> str:
    if factor == 2:  # noqa: PLR2004 - twice has its own word
        return "twice as much"
    if factor > 1:
        return f"{factor.quantize(Decimal('0.1')).normalize():f} times as much"
    return f"{((1 - factor) * 100).quantize(Decimal(1)):f} % less"


def _exclusions(case: Case, judged: Iterable[Judgement]) -> tuple[Exclusion, ...]:
    """Return the dropped models, grouped by the requirement that dropped them, largest group first."""
    groups: dict[str, list[Judgement]] = {}
    for row in judged:
        if row.dropped_by:
            groups.setdefault(row.dropped_by, []).append(row)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(_exclusion(case, rule, rows) for rule, rows in ordered)


def _exclusion(case: Case, rule: str, rows: Sequence[Judgement]) -> Exclusion:
    singular = case.need.noun.replace("models", "model", 1)
    told = rows[0].told
    one, several = rows[0].title
    text = f"{counted(len(rows), singular, case.need.noun)} {one if len(rows) == 1 else several}."
    facts = [row.fact for row in rows if row.fact is not None]
    return Exclusion(
        reason=Reason(text=text, told=(told,) if told else (), rule=rule, facts=tuple(facts[:NAMES_IN_A_SENTENCE])),
        models=tuple(Dropped(model=row.model.slug, name=row.model.name, detail=row.detail) for row in rows),
    )


def weights_told(case: Case) -> Told:
    """Return the four weights as the owner gave them."""
    words = {
        Importance.MUST: "a must",
        Importance.NICE: "nice",
        Importance.NO_MATTER: "no matter",
        None: "left open",
    }
    weights = case.answers.weights
    return Told(
        question="weights",
        text=sentence(listed([f"{lower_first(c.label)} {words[getattr(weights, c)]}" for c in Criterion]) + "."),
    )


def _advice(case: Case, tie: Sequence[Entry], advised: Sequence[str]) -> Reason:
    """Return which models to try, and why these: one that stands alone, or two of a tie."""
    by_slug = {entry.model.slug: entry for entry in tie}
    tried = [by_slug[slug] for slug in advised]
    names = listed([entry.model.name for entry in tried])
    facts = _range_facts(tried)
    if len(tie) == 1:
        text = f"{names} comes first for {case.need.result}: no other range reaches {tie[0].low}."
        if tie[0].not_known:
            text = f"{names} is the only one left for {case.need.result}."
        return Reason(text=text, told=(weights_told(case),), rule="weights-and-ties", facts=facts)
    others = len(tie) - len(tried)
    more = f"; {spelled(others)} more {'ties' if others == 1 else 'tie'} with them" if others else ""
    unknown = " Nobody has measured enough to tell the rest apart." if tie[0].not_known else ""
    text = f"Try {names} for {case.need.result}{more}.{_why_these(tried)}{unknown}"
    return Reason(text=text, told=(weights_told(case),), rule="two-to-try", facts=facts)


def _why_these(tried: Sequence[Entry]) -> str:
    if len(tried) < 2:  # noqa: PLR2004 - one needs no comparison
        return ""
    best, second = tried
    if second.usd is not None and best.usd is not None and second.usd < best.usd:
        return f" {best.model.name} has the best middle, {second.model.name} is the cheapest."
    if second.independent:
        return f" {best.model.name} is best and cheapest; {second.model.name} is the next with independent scores."
    return f" {best.model.name} is best and cheapest; {second.model.name} comes next."


def _range_facts(tried: Sequence[Entry]) -> tuple[Fact, ...]:
    """Return the facts behind the ranges of those to try; a model with none at all is cited for itself."""
    facts = [fact for entry in tried for mark in entry.marks[:2] for fact in mark.facts]
    if not facts:
        facts = [fact for entry in tried for mark in entry.marks for fact in mark.facts]
    return tuple(dict.fromkeys(facts))


def _alternatives(case: Case, entries: Sequence[Entry]) -> tuple[Alternative, ...]:
    """Return the models that are best at one thing."""
    found: list[Alternative] = []
    priced = [entry for entry in entries if entry.usd is not None]
    if priced:
        entry = min(priced, key=lambda row: (row.usd, -row.middle, row.model.slug))
        text = f"{scoring.unit_price_words(entry.usd, case.need.unit)}. Range {entry.low} to {entry.high}."
        found.append(
            Alternative(label="Cheapest that passes", model=entry.model.slug, name=entry.model.name, text=text)
        )
    measured = [entry for entry in entries if entry.mark(Criterion.QUALITY).known]
    if measured:
        entry = min(measured, key=lambda row: (-_quality_middle(row), row.usd is None, row.usd or 0, row.model.slug))
        mark = entry.mark(Criterion.QUALITY)
        text = f"Quality {mark.low} to {mark.high}. {scoring.unit_price_words(entry.usd, case.need.unit)}."
        found.append(Alternative(label="Best quality", model=entry.model.slug, name=entry.model.name, text=text))
    own = [entry for entry in entries if entry.model.self_hosting is Known.YES]
    if own:
        entry = own[0]
        text = f"Range {entry.low} to {entry.high}. {entry.model.licence or 'Licence not stated'}."
        found.append(
            Alternative(label="Can run on your own servers", model=entry.model.slug, name=entry.model.name, text=text)
        )
    return tuple(found)


def _quality_middle(entry: Entry) -> int:
    mark = entry.mark(Criterion.QUALITY)
    return mark.low + mark.high
