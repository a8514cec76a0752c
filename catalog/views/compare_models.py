"""Two to four models side by side: prices, tests, limits and data terms, and what a month of a job costs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import ages, formatting, query, workload
from catalog.ages import NEVER_SEEN_AGAIN, Age, Sightings
from catalog.endings import sale_words
from catalog.filters.form import RowsField
from catalog.formatting import inline_label
from catalog.naming import sorted_by_name
from catalog.registry import KINDS
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
from catalog.views.conclusion import TestConclusion
from catalog.views.page import Reading, reads_release
from catalog.views.pictures import usual_test
from catalog.vocabulary import Direction, Known, Medium, PriceUnit, SaleState, Voice
from catalog.workload import Workload

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
        "Prices are those of the cheapest seller on file. Measured: the best score of each test by somebody who does "
        "not sell the model, with the range its measurer gives; the pages of the models say who measured and when. "
        "Best marks the lowest price, the highest limit and the leaders of a test: of those whose ranges overlap, all."
    ),
)


class CompareModelsForm(CompareForm):
    """Which models stand side by side, and for which month of work."""

    view = "catalog:compare"
    kind = MODELS
    m = RowsField("Models", "models", "model", MOST)
    field_order = ("m",)


@reads_release
def comparison(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Compare two to four models, row by row, and for a month of a job."""
    catalog, on = edition.catalog, edition.on
    form = CompareModelsForm(request.GET, catalog)
    others = sorted_by_name(query.models_on_sale(catalog, on))
    table = compare_models(form, on, edition.sightings) if form.is_complete else None
    return comparison_page(request, edition, form, table, others)


# ------------------------------------------------------------------------------------------------------------ the rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedModel(ComparedSide):
    """One model of a comparison, with what the rows are made of."""

    model: AiModel
    seller: str
    offer: Offer | None
    terms: DataTerms | None
    prices: tuple[Price, ...]
    read: Age | None  # of the price that was read longest ago
    coming: tuple[Price, ...]
    lasts: str  # until when it is on sale, in words


def compare_models(form: CompareForm, on: date, seen: Sightings = NEVER_SEEN_AGAIN) -> Comparison:
    """Set models side by side on a day; the form names at least two."""
    catalog, case, results = form.catalog, form.case, form.results_a_month
    models = [catalog.model[slug] for slug in form.chosen("m")]
    medium = _shared_medium(catalog, models, case)
    usual = workload.usual(medium) if medium else None
    rate = form.rate(on)
    sides = [_side(form, model, on, seen, usual) for model in models]
    work_words = f"for {usual.name}" if usual else ""
    volume = month_words(results) if case else work_words
    tests = _tests(catalog, sides)
    return Comparison(
        sides=tuple(sides),
        groups=_groups(catalog, sides, tests, form, rate),
        lead=conclude(
            sides, volume, case=case, rate=rate, test=_test_conclusion(catalog, sides, case)
        ),
        rate=rate,
    )


def _side(
    form: CompareForm, model: AiModel, on: date, seen: Sightings, usual: Workload | None
) -> ComparedModel:
    catalog = form.catalog
    work = _work(catalog, model, form.case, form.results_a_month)
    quote = query.cheapest(catalog, model, on, work)
    offer = quote.offer if quote else None
    seller = catalog.provider.get(offer.seller) if offer else None
    sold = query.sale(catalog, model, on)
    slug = offer.slug if offer else ""
    after, changes = query.prices_ahead(catalog, slug, on)
    return ComparedModel(
        name=model.name,
        address=reverse("catalog:model", args=[model.slug]),
        without=form.without(model.slug),
        model=model,
        seller=seller.name if seller else "",
        offer=offer,
        terms=query.terms(catalog, offer),
        prices=quote.prices if quote else (),
        read=ages.oldest(catalog, quote.prices if quote else (), on, seen),
        coming=tuple(then for _, then in query.changes_ahead(catalog, slug, on)),
        month=quote.usd if quote and work else None,
        listed=usual.cost(quote.prices) if quote and usual else None,
        later=work.cost(after) if work else None,
        changes=changes,
        gone=sold.state is SaleState.ENDED,
        lasts=sale_words(sold, on),
    )


def _work(
    catalog: Catalog, model: AiModel, case: UseCase | None, results: Decimal
) -> Workload | None:
    """Return a month of a job, of what the model makes for it; None without a job or an estimate."""
    made = (
        (
            workload.of_job(case, medium, results)
            for medium in case.outputs
            if query.can_make(catalog, model, case, medium)
        )
        if case
        else ()
    )
    return next((work for work in made if work), None)


def _tests(catalog: Catalog, sides: Sequence[ComparedModel]) -> tuple[Benchmark, ...]:
    slugs = {
        score.benchmark for side in sides for score in catalog.scores_of.get(side.model.slug, ())
    }
    tests = [catalog.benchmark[slug] for slug in slugs if slug in catalog.benchmark]
    reach = {
        test.slug: sum(
            query.primary_score(catalog, side.model.slug, test) is not None for side in sides
        )
        for test in tests
    }
    return tuple(
        sorted(tests, key=lambda test: (-reach[test.slug], test.task.label, test.name, test.slug))
    )


def _groups(
    catalog: Catalog,
    sides: Sequence[ComparedModel],
    tests: Sequence[Benchmark],
    form: CompareForm,
    rate: ExchangeRate | None,
) -> Mapping[str, Sequence[ComparedRow]]:
    fields = _compared(catalog, sides)
    lasts = tuple(Value(words=side.lasts) for side in sides)
    life = [*fields.pop("Life", []), ComparedRow(label="On sale until", cells=lasts)]
    terms = [
        ComparedRow(
            label=field.about.heading, cells=tuple(_term(catalog, side, field) for side in sides)
        )
        for field in TERMS
    ]
    return {
        f"Money, {formatting.currency_name(rate.currency if rate else 'USD')}": list(
            _money(sides, form, rate)
        ),
        "Measured": [_measured(catalog, sides, test) for test in tests],
        **fields,
        "Your data, at the offer shown": terms,
        "Life": life,
    }


def _compared(catalog: Catalog, sides: Sequence[ComparedModel]) -> dict[str, list[ComparedRow]]:
    """Return the rows of the fields that models are compared by, under their headings."""
    groups: dict[str, list[ComparedRow]] = {}
    for field in COMPARED:
        cells = tuple(_value(catalog, side, field) for side in sides)
        if not (field.about.silent and all(cell.unknown for cell in cells)):
            rows = groups.setdefault(field.about.group, [])
            if not rows and field.about.group == MEDIA_GROUP:
                rows += _media_rows(catalog, [side.model for side in sides])
            numbers = (
                [getattr(side.model, field.name) for side in sides]
                if field.about.compare == "more"
                else []
            )
            rows.append(
                ComparedRow(label=field.about.heading, cells=cells, best=best_places(numbers))
            )
    return groups


def _media_rows(catalog: Catalog, models: Sequence[AiModel]) -> Iterator[ComparedRow]:
    """Yield what goes in and what comes out; of what few models make, only what a source speaks of."""
    for direction in Direction:
        for medium in Medium:
            answers = [
                query.media_answer(catalog, model, direction, medium).answer for model in models
            ]
            is_stated = any(answer is not Known.UNKNOWN for answer in answers)
            is_shown = medium not in query.AS_TEXT and (
                is_stated or (direction is Direction.READS and medium in query.ASKED_MEDIA)
            )
            if is_shown:
                yield ComparedRow(
                    label=f"{direction.label} {inline_label(medium)}",
                    cells=tuple(Value(word=answer) for answer in answers),
                )


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
    sides: Sequence[ComparedModel], form: CompareForm, rate: ExchangeRate | None
) -> Iterable[ComparedRow]:
    if form.case:
        yield month_row(sides, form.case, form.results_a_month, rate)
    yield ComparedRow(label="Sold by", cells=tuple(Value(words=side.seller) for side in sides))
    yield ComparedRow(
        label="Prices read", cells=tuple(Value(words=_when_read(side.read)) for side in sides)
    )
    used = {price.unit for side in sides for price in (*side.prices, *side.coming)}
    for unit in PriceUnit:
        if unit in used:
            usd = (
                next((price.usd for price in side.prices if price.unit is unit), None)
                for side in sides
            )
            cells = tuple(_priced(side, unit, rate) for side in sides)
            yield ComparedRow(
                label=formatting.capitalise(unit.label),
                cells=cells,
                best=best_places(usd, least=True),
            )


def _when_read(age: Age | None) -> str:
    """Return the day on which a price was read; of an old one also how long ago that is."""
    if age is None or age.seen is None:
        return ""
    day = formatting.format_day(age.seen)
    return f"{day}, {age.days} days ago" if age.is_old else day


def _priced(side: ComparedModel, unit: PriceUnit, rate: ExchangeRate | None) -> Value:
    now = next((price for price in side.prices if price.unit is unit), None)
    then = next((price for price in side.coming if price.unit is unit), None)
    return Value(
        words="" if now is None else _price(now.usd, rate),
        hint=f"{_price(then.usd, rate)} from {formatting.format_day(then.valid_from)}"
        if then
        else "",
    )


def _price(usd: Decimal, rate: ExchangeRate | None) -> str:
    """Write a price to its last digit in dollars; at a rate, whose last digits mean nothing, for a glance."""
    return formatting.format_short_price(usd, rate=rate) if rate else formatting.format_price(usd)


def _shared_medium(
    catalog: Catalog, models: Sequence[AiModel], case: UseCase | None
) -> Medium | None:
    """Return what all are known to make: of a job its first result; None where they make nothing alike."""
    media = case.outputs if case else tuple(Medium)
    return next((medium for medium in media if _all_make(catalog, models, medium)), None)


def _all_make(catalog: Catalog, models: Sequence[AiModel], medium: Medium) -> bool:
    return all(
        query.media_answer(catalog, model, Direction.MAKES, medium).answer is Known.YES
        for model in models
    )


def _test_conclusion(
    catalog: Catalog, sides: Sequence[ComparedModel], case: UseCase | None
) -> TestConclusion | None:
    """Return who leads on the usual test of what all make; None where there is no such test."""
    medium = _shared_medium(catalog, [side.model for side in sides], case)
    test = usual_test(catalog, medium, case.tasks if case else ()) if medium else None
    if test is None:
        return None
    scores = [query.primary_score(catalog, side.model.slug, test) for side in sides]
    is_measured = [score is not None and score.voice is Voice.MEASURED for score in scores]
    best = _best_scores(scores, test)
    measured = tuple(side.name for side, is_so in zip(sides, is_measured, strict=True) if is_so)
    return TestConclusion(
        name=test.name,
        leaders=tuple(sides[place].name for place in best),
        level=measured if len(measured) > 1 and not best else (),
        unmeasured=tuple(side.name for side in sides if side.name not in measured),
    )


def _measured(catalog: Catalog, sides: Sequence[ComparedModel], test: Benchmark) -> ComparedRow:
    cells = []
    scores = [query.primary_score(catalog, side.model.slug, test) for side in sides]
    for side, score in zip(sides, scores, strict=True):
        if score is None:
            applies = query.is_measured_by(catalog, side.model, test.task)
            cells.append(Value() if applies else NOT_APPLICABLE)
            continue
        both = score.low is not None and score.high is not None
        cells.append(
            Value(
                words=formatting.format_number(score.value),
                hint=f"{formatting.format_number(score.low)} to {formatting.format_number(score.high)}"
                if both
                else "",
                own=score.voice is Voice.SELLER,
            )
        )
    fewer = "" if test.higher_is_better else ", fewer is better"
    best = _best_scores(scores, test)
    return ComparedRow(
        label=test.name, sub=f"{test.task.label}{fewer}", cells=tuple(cells), best=best
    )


def _term(catalog: Catalog, side: ComparedModel, field: Field) -> Value:
    match field.name:
        case "trains_on_inputs":
            return Value(word=query.trains_on_inputs(catalog, side.offer))
        case "eu_region":
            return Value(word=query.eu_region(catalog, side.offer))
        case _:
            return value_of(field, getattr(side.terms, field.name)) if side.terms else Value()


def _best_scores(scores: Sequence[Score | None], test: Benchmark) -> tuple[int, ...]:
    """Return the places of those whom no other measured score beats by more than both ranges; none where that is all."""
    known = {
        place: score
        for place, score in enumerate(scores)
        if score and score.voice is Voice.MEASURED
    }
    best = [
        place
        for place, score in known.items()
        if not any(query.better(other, score, test) for other in known.values())
    ]
    return tuple(best) if len(best) < len(known) else ()
