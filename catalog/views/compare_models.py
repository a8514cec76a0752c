"""Two to four models side by side: prices, tests, limits, data terms, a job's monthly cost."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain, product

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import ages, formatting, query, workload
from catalog.ages import NEVER_SEEN_AGAIN, Age, Sightings
from catalog.endings import sale_words
from catalog.filters.form import RowsField
from catalog.formatting import inline_label
from catalog.model_words import region_hint
from catalog.naming import sorted_by_name
from catalog.query import RegionAnswer
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import (
    AiModel,
    Benchmark,
    Catalog,
    DataTerms,
    ExchangeRate,
    Offer,
    Price,
    Score,
    UseCase,
)
from catalog.schema.field import Field
from catalog.values import NOT_APPLICABLE, Value, shown_value, value_of
from catalog.views.comparing import (
    MOST,
    NOTHING_COMPARED,
    ComparedKind,
    ComparedRow,
    ComparedSide,
    CompareForm,
    Comparison,
    best_places,
    comparison_page,
    conclude,
    month_row,
    month_words,
)
from catalog.views.conclusion import UNTESTED, TestConclusion
from catalog.views.page import reads_release
from catalog.views.pictures import usual_test
from catalog.vocabulary import Direction, Known, Medium, PriceUnit, SaleState, Voice
from catalog.workload import NO_WORK, Workload

COMPARED = tuple(field for field in KINDS["models"].described.values() if field.about.compare)
TERMS = tuple(field for field in KINDS["data_terms"].described.values() if field.about.compare)
MEDIA_GROUP = "What it does"  # the heading under which stands what goes in and what comes out
MODELS = ComparedKind(
    code="model",
    one="model",
    many="models",
    list_name="models",
    carried=frozenset({"job", "currency"}),
    note=(
        "Prices are those of the cheapest seller on file. Measured: the best score of each test by "
        "somebody who does not sell the model, with the range its measurer gives; the pages of the "
        "models say who measured and when. Best marks the lowest price, the highest limit and the "
        "leaders of a test: of those whose ranges overlap, all."
    ),
)


class CompareModelsForm(CompareForm):
    """Which models stand side by side, and for which month of work."""

    view = "catalog:compare"
    kind = MODELS
    m = RowsField("Models", "models", "model", MOST)


@reads_release
def comparison(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Compare two to four models, row by row, and for a month of a job."""
    catalog, on = reading.catalog, reading.on
    form = CompareModelsForm(request.GET, catalog)
    others = sorted_by_name(query.models_on_sale(catalog, on))
    table = compare_models(form, on, reading.sightings) if form.is_complete else NOTHING_COMPARED
    return comparison_page(request, reading, form, table, others)


# ----------------------------------------------------------------------------------------- the rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedModel(ComparedSide):
    """One model of a comparison, with what the rows are made of."""

    model: AiModel
    lasts: str  # until when it is on sale, in words
    # Of the cheapest offer; none of it where nobody offers it.
    seller: str
    offer: Offer
    region: RegionAnswer
    terms: DataTerms | None
    prices: tuple[Price, ...]
    read: str  # when the price was that was read longest ago
    coming: tuple[Price, ...]


def compare_models(form: CompareForm, on: date, seen: Sightings = NEVER_SEEN_AGAIN) -> Comparison:
    """Set models side by side on a day; the form names at least two."""
    catalog, case, rate = form.catalog, form.case, form.rate(on)
    models = [catalog.model[slug] for slug in form.chosen("m")]
    medium = _shared_medium(catalog, models, case)
    usual = workload.usual(medium) if medium else NO_WORK
    sides = [_side(form, model, on, seen, usual) for model in models]
    volume = f"for {usual.name}" if usual.name else ""
    if case:
        volume = month_words(form.results_a_month)
    test = usual_test(catalog, medium, case.tasks if case else ()) if medium else None
    who_leads = _test_conclusion(catalog, sides, test) if test else UNTESTED
    return Comparison(
        sides=tuple(sides),
        groups=_groups(form, sides, rate, test),
        lead=conclude(sides, volume, case=case, rate=rate, test=who_leads),
        rate=rate,
    )


def _side(
    form: CompareForm, model: AiModel, on: date, seen: Sightings, usual: Workload
) -> ComparedModel:
    catalog = form.catalog
    sold = query.sale(catalog, model, on)
    work = _work(catalog, model, form.case, form.results_a_month)
    quote = query.cheapest(catalog, model, on, work)
    offer, prices = quote.offer, quote.prices
    seller = catalog.provider.get(offer.seller)
    ahead = query.changes_ahead(catalog, offer.slug, on)
    after, changes = query.prices_ahead(catalog, offer.slug, on)
    return ComparedModel(
        name=model.name,
        address=reverse("catalog:model", args=[model.slug]),
        without=form.without(model.slug),
        model=model,
        gone=sold.state is SaleState.ENDED,
        lasts=sale_words(sold, on),
        seller=seller.name if seller else "",
        offer=offer,
        region=query.region(catalog, model, offer, on),
        terms=query.terms(catalog, offer),
        prices=prices,
        read=_when_read(ages.oldest(catalog, prices, on, seen)),
        coming=tuple(then for _, then in ahead),
        month=work.cost(prices),
        listed=usual.cost(prices),
        later=work.cost(after),
        changes=changes,
    )


def _work(catalog: Catalog, model: AiModel, case: UseCase | None, results: Decimal) -> Workload:
    """Return a month of a job, of what the model makes for it, if there is an estimate."""
    if case is None:
        return NO_WORK
    for medium in case.outputs:
        work = workload.of_job(case, medium, results)
        if work and query.can_make(catalog, model, case, medium):
            return work
    return NO_WORK


def _tests(catalog: Catalog, sides: Sequence[ComparedModel]) -> list[Benchmark]:
    """Return the tests that scored any of the models, those that scored most of them first."""
    rows = chain.from_iterable(catalog.scores_of.get(side.model.slug, ()) for side in sides)
    slugs = {score.benchmark for score in rows}
    tests = [catalog.benchmark[slug] for slug in slugs if slug in catalog.benchmark]

    def order(test: Benchmark) -> tuple[object, ...]:
        scores = [query.primary_score(catalog, side.model.slug, test) for side in sides]
        missing = sum(score is None for score in scores)
        return missing, test.task.label, test.name, test.slug

    return sorted(tests, key=order)


def _groups(
    form: CompareForm, sides: Sequence[ComparedModel], rate: ExchangeRate, test: Benchmark | None
) -> Mapping[str, Sequence[ComparedRow]]:
    """Return the rows under their headings: first money, the data, what it does and its end."""
    catalog = form.catalog
    currency = formatting.currency_name(rate.currency)
    terms = [_term_row(catalog, sides, field) for field in TERMS]
    fields = _compared(catalog, sides)
    cells = _cells(sides, lambda side: side.lasts)
    lasts = ComparedRow(label="On sale until", cells=cells, never_folds=True)
    does, life = fields.pop(MEDIA_GROUP, []), [*fields.pop("Life", []), lasts]
    return {
        f"Money, {currency}": list(_money(sides, form, rate)),
        "Your data, at the offer shown": terms,
        MEDIA_GROUP: does,
        "Life": life,
        "Measured": list(_scored(catalog, sides, test)),
        **fields,
    }


def _scored(
    catalog: Catalog, sides: Sequence[ComparedModel], usual: Benchmark | None
) -> Iterator[ComparedRow]:
    """Yield a row a test: the usual one in sight, else the first; twenty more are for a look."""
    tests = _tests(catalog, sides)
    tests.sort(key=lambda test: test is not usual)
    for place, test in enumerate(tests):
        yield replace(_measured(catalog, sides, test), is_detail=place > 0)


def _cells(
    sides: Iterable[ComparedModel], words_of: Callable[[ComparedModel], str]
) -> tuple[Value, ...]:
    return tuple(Value(words=words_of(side)) for side in sides)


def _term_row(catalog: Catalog, sides: Iterable[ComparedModel], field: Field) -> ComparedRow:
    cells = tuple(_term(catalog, side, field) for side in sides)
    return ComparedRow(label=field.about.heading, cells=cells, never_folds=True)


def _compared(catalog: Catalog, sides: Sequence[ComparedModel]) -> dict[str, list[ComparedRow]]:
    """Return the rows of the fields that models are compared by, under their headings."""
    groups: dict[str, list[ComparedRow]] = {}
    for field in COMPARED:
        cells = tuple(_value(catalog, side, field) for side in sides)
        if field.about.silent and all(cell.unknown for cell in cells):
            continue
        rows = groups.setdefault(field.about.group, [])
        if not rows and field.about.group == MEDIA_GROUP:
            rows += _media_rows(catalog, [side.model for side in sides])
        more_is_better = field.about.compare == "more"
        numbers = [getattr(side.model, field.name) for side in sides] if more_is_better else []
        best = best_places(numbers)
        rows.append(ComparedRow(label=field.about.heading, cells=cells, best=best))
    return groups


def _media_rows(catalog: Catalog, models: Sequence[AiModel]) -> Iterator[ComparedRow]:
    """Yield what goes in and what comes out.

    Of what few models make, yield only what a source speaks of.
    """
    for direction, medium in product(Direction, Medium):
        if medium in query.AS_TEXT:
            continue
        answers = [query.media_answer(catalog, model, direction, medium).answer for model in models]
        is_asked = direction is Direction.READS and medium in query.ASKED_MEDIA
        if is_asked or any(answer is not Known.UNKNOWN for answer in answers):
            cells = tuple(Value(word=answer) for answer in answers)
            label = f"{direction.label} {inline_label(medium)}"
            yield ComparedRow(label=label, cells=cells)


def _value(catalog: Catalog, side: ComparedModel, field: Field) -> Value:
    match field.name:
        case "tuning":
            return Value(word=query.tunable(catalog, side.model))
        case "replaced_by":
            follower = catalog.model.get(side.model.replaced_by or "")
            return Value(words=follower.name if follower else "")
        case _:
            return shown_value(field, side.model)


def _money(
    sides: Sequence[ComparedModel], form: CompareForm, rate: ExchangeRate
) -> Iterable[ComparedRow]:
    if form.case:
        yield month_row(sides, form.case, form.results_a_month, rate)
    yield ComparedRow(label="Sold by", cells=_cells(sides, lambda side: side.seller))
    yield ComparedRow(label="Prices read", cells=_cells(sides, lambda side: side.read))
    priced = {price.unit for side in sides for price in (*side.prices, *side.coming)}
    yield from (_unit_row(sides, unit, rate) for unit in PriceUnit if unit in priced)


def _unit_row(sides: Sequence[ComparedModel], unit: PriceUnit, rate: ExchangeRate) -> ComparedRow:
    prices = [_price_of(side.prices, unit) for side in sides]
    amounts = [price.usd if price else None for price in prices]
    cells = tuple(_priced(side, unit, rate) for side in sides)
    return ComparedRow(
        label=formatting.capitalise(unit.label),
        cells=cells,
        best=best_places(amounts, least=True),
    )


def _price_of(prices: Iterable[Price], unit: PriceUnit) -> Price | None:
    return next((price for price in prices if price.unit is unit), None)


def _when_read(age: Age | None) -> str:
    """Return the day on which a price was read; of an old one also how long ago that is."""
    if age is None or age.seen is None:
        return ""
    day = formatting.format_day(age.seen)
    return f"{day}, {age.days} days ago" if age.is_old else day


def _priced(side: ComparedModel, unit: PriceUnit, rate: ExchangeRate) -> Value:
    now, then = _price_of(side.prices, unit), _price_of(side.coming, unit)
    hint = ""
    if then:
        hint = f"{_price(then.usd, rate)} from {formatting.format_day(then.valid_from)}"
    return Value(words=_price(now.usd, rate) if now else "", hint=hint)


def _price(usd: Decimal, rate: ExchangeRate) -> str:
    """Write a price to its last digit in dollars, or, at a rate, for a glance.

    At a rate the last digits mean nothing.
    """
    if rate.converts:
        return formatting.format_short_price(usd, rate=rate)
    return formatting.format_price(usd)


def _shared_medium(
    catalog: Catalog, models: Sequence[AiModel], case: UseCase | None
) -> Medium | None:
    """Return what all are known to make: of a job its first result; None if nothing alike."""
    media = case.outputs if case else tuple(Medium)
    return next((medium for medium in media if _all_make(catalog, models, medium)), None)


def _all_make(catalog: Catalog, models: Sequence[AiModel], medium: Medium) -> bool:
    return all(
        query.media_answer(catalog, model, Direction.MAKES, medium).answer is Known.YES
        for model in models
    )


def _test_conclusion(
    catalog: Catalog, sides: Sequence[ComparedModel], test: Benchmark
) -> TestConclusion:
    """Return who leads on the usual test of what all make."""
    scores = [query.primary_score(catalog, side.model.slug, test) for side in sides]
    best = _best_scores(scores, test)
    pairs = list(zip(sides, scores, strict=True))
    measured = tuple(side.name for side, score in pairs if _is_measured(score))
    are_level = len(measured) > 1 and not best
    return TestConclusion(
        name=test.name,
        leaders=tuple(sides[number].name for number in best),
        level=measured if are_level else (),
        unmeasured=tuple(side.name for side, score in pairs if not _is_measured(score)),
    )


def _is_measured(score: Score | None) -> bool:
    """Tell whether others than the seller measured it."""
    return score is not None and score.voice is Voice.MEASURED


def _measured(catalog: Catalog, sides: Sequence[ComparedModel], test: Benchmark) -> ComparedRow:
    scores = [query.primary_score(catalog, side.model.slug, test) for side in sides]
    pairs = zip(sides, scores, strict=True)
    fewer = "" if test.higher_is_better else ", fewer is better"
    cells = tuple(_score_cell(catalog, side.model, score, test) for side, score in pairs)
    return ComparedRow(
        label=test.name,
        sub=f"{test.task.label}{fewer}",
        cells=cells,
        best=_best_scores(scores, test),
    )


def _score_cell(catalog: Catalog, model: AiModel, score: Score | None, test: Benchmark) -> Value:
    if score is None:
        is_measured = query.is_measured_by(catalog, model, test.task)
        return Value() if is_measured else NOT_APPLICABLE
    words = formatting.format_number(score.value)
    hint = ""
    if score.low is not None and score.high is not None:
        low, high = map(formatting.format_number, (score.low, score.high))
        hint = f"{low} to {high}"
    return Value(words=words, hint=hint, own=score.voice is Voice.SELLER)


def _term(catalog: Catalog, side: ComparedModel, field: Field) -> Value:
    match field.name:
        case "trains_on_inputs":
            return Value(word=query.trains_on_inputs(catalog, side.offer))
        case "eu_region":
            return Value(word=side.region.answer, hint=region_hint(catalog, side.region))
        case _:
            return value_of(field, getattr(side.terms, field.name)) if side.terms else Value()


def _best_scores(scores: Sequence[Score | None], test: Benchmark) -> tuple[int, ...]:
    """Return the places no other measured score beats by more than both ranges; none if all."""
    numbered = enumerate(scores)
    measured = {number: score for number, score in numbered if score and _is_measured(score)}
    best = []
    for number, score in measured.items():
        is_beaten = any(query.better(other, score, test) for other in measured.values())
        if not is_beaten:
            best.append(number)
    return tuple(best) if len(best) < len(measured) else ()
