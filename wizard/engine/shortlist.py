"""From all models to the two worth trying: drop, score, find the tie, and say why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog import query
from catalog.formatting import capitalise, format_count, format_day, format_unit_cost, singular
from catalog.schema import Price
from catalog.vocabulary import Known
from wizard.engine import advice as advising, cite, ranking, replied, scoring
from wizard.engine.decision import Alternative, Candidate, Dropped, Exclusion, Fact, Mark, Money, Reason
from wizard.engine.judging import judge
from wizard.engine.offers import list_price
from wizard.engine.ranking import Entry
from wizard.engine.requirements import Case, Judgement, could_make
from wizard.engine.vocabulary import Criterion, Standing
from wizard.engine.workload import monthly

TIED_SHOWN = 9
OTHERS_SHOWN = 3
NAMES_IN_A_SENTENCE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The outcome for one need."""

    able: int
    of: int
    tied: int
    behind: int
    not_known: int
    ask: int
    candidates: tuple[Candidate, ...]
    exclusions: tuple[Exclusion, ...]
    advice: Reason | None
    alternatives: tuple[Alternative, ...]
    advised: tuple[str, ...]  # the models to try, best middle first
    entries: tuple[Entry, ...]  # every model that passed, in order


def judgements(case: Case) -> tuple[Judgement, ...]:
    """Return what the hard requirements say of every model in the field, by slug."""
    return tuple(judge(case, model) for model in case.catalog.models if could_make(case, model))


def contenders(case: Case, yardsticks: scoring.Yardsticks, judged: Iterable[Judgement]) -> list[Entry]:
    """Return every model that passed, best first."""
    judged = tuple(judged)
    list_prices = (list_price(case, row.model) for row in judged if not query.gone(row.model, case.on))
    scale = scoring.CostScale.of(usd for usd in list_prices if usd is not None)
    return ranking.ranked([_entry(case, yardsticks, scale, row) for row in judged if not row.dropped_by])


def shortlist(case: Case, yardsticks: scoring.Yardsticks, keep: Sequence[str | None] = ()) -> Shortlist:
    """Return the shortlist of one need. Models in `keep` are shown whatever their place, if they passed."""
    judged = judgements(case)
    entries = contenders(case, yardsticks, judged)
    tie = ranking.tie_of(entries, case.answers.weights)
    advised = ranking.two_to_try(tie)
    standings = ranking.standings(entries, tie, advised, case.answers.weights)
    alternatives = advising.alternatives(case, entries)
    shown = _worth_showing(entries, standings, {*advised, *keep, *(row.model for row in alternatives)})
    worse = ranking.worse_than(shown, entries)
    return Shortlist(
        able=len(entries),
        of=len(judged),
        tied=len(tie),
        behind=sum(standing is Standing.BEHIND for standing in standings.values()),
        not_known=sum(standing is Standing.NOT_KNOWN for standing in standings.values()),
        ask=sum(standing is Standing.ASK for standing in standings.values()),
        candidates=tuple(_candidate(case, entry, standings[entry.model.slug], worse) for entry in shown),
        exclusions=_exclusions(case, judged),
        advice=advising.advice(case, entries, tie, advised),
        alternatives=alternatives,
        advised=tuple(advised),
        entries=tuple(entries),
    )


def _entry(case: Case, yardsticks: scoring.Yardsticks, scale: scoring.CostScale, judgement: Judgement) -> Entry:
    marks = (
        scoring.quality(case.catalog, yardsticks, judgement.model, case.need.tasks),
        scoring.cost(case, scale, judgement),
        scoring.control(case, judgement.model),
        scoring.headroom(case, judgement.model),
    )
    return entry_of(case, judgement, marks)


def entry_of(case: Case, judgement: Judgement, marks: tuple[Mark, ...]) -> Entry:
    """Weigh a model's marks, quality and cost first, into its range."""
    weights = case.answers.weights
    low, high = scoring.weigh(marks, weights)
    unpriced = not marks[1].known and scoring.counts(marks[1].criterion, weights)
    return Entry(judgement=judgement, marks=marks, low=low, high=high, unpriced=unpriced)


def _worth_showing(entries: Sequence[Entry], standings: dict[str, Standing], keep: set[str | None]) -> list[Entry]:
    """Return those to try, the head of the tie, the first behind it and the first that nobody knows."""
    limits = {
        Standing.FIRST: TIED_SHOWN,
        Standing.TRY: TIED_SHOWN,
        Standing.TIE: TIED_SHOWN,
        Standing.BEHIND: OTHERS_SHOWN,
        Standing.NOT_KNOWN: OTHERS_SHOWN,
        Standing.ASK: OTHERS_SHOWN,
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
        offer=offered.offer.slug if offered.offer else "",
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
        text = f"{entry.model.name} ends on {format_day(entry.model.retires)}."
        facts.append(cite.of_model(case.catalog, entry.model, "retires", text, field="retires"))
    facts += [cite.of_price(case.catalog, price, entry.model) for price in _coming_prices(case, entry)]
    facts += replied.facts_on(case.catalog, entry.model, entry.judgement.offered.offer)
    return tuple(dict.fromkeys(facts))


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
    words = [f"{capitalise(format_unit_cost(entry.usd, case.need.unit, case.need.unit_plural))}."]
    for price in _coming_prices(case, entry):
        now = next(row for row in entry.judgement.offered.prices if row.unit == price.unit)
        if now.usd and price.usd != now.usd:
            times = price.usd / now.usd
            words.append(f"From {format_day(price.valid_from)} a {price.unit.label} costs {_times(times)}.")
            break
    if entry.model.retires is not None:
        words.append(f"Ends {format_day(entry.model.retires)}.")
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
    told = rows[0].told
    one, several = rows[0].title
    text = f"{format_count(len(rows), singular(case.need.noun), case.need.noun)} {one if len(rows) == 1 else several}."
    facts = [row.fact for row in rows if row.fact is not None]
    return Exclusion(
        reason=Reason(text=text, told=(told,) if told else (), rule=rule, facts=tuple(facts[:NAMES_IN_A_SENTENCE])),
        models=tuple(Dropped(model=row.model.slug, name=row.model.name, detail=row.detail) for row in rows),
    )
