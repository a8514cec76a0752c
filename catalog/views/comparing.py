"""Two to four models side by side: what is the same, what differs, which is best at each, and what a job costs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from django.http import HttpRequest, HttpResponse

from catalog import filters, formatting, query, workload
from catalog.endings import sale_words
from catalog.filters import AddressFilter, QueryParser, choice_param, number, param
from catalog.formatting import inline_label
from catalog.naming import sorted_by_name
from catalog.registry import KINDS
from catalog.schema import AiModel, Benchmark, Catalog, DataTerms, Offer, Price, Score, UseCase
from catalog.schema.field import Field
from catalog.values import NOT_APPLICABLE, Value, shown_value, value_of
from catalog.views.page import Reading, page, reads_release
from catalog.vocabulary import Direction, Known, Medium, PriceUnit, SaleState, Voice
from catalog.workload import Workload

FEWEST, MOST = 2, 4
USUAL_UNITS = Decimal(1000)
COMPARED = tuple(field for field in KINDS["models"].described.values() if field.about.compare)
TERMS = tuple(field for field in KINDS["data_terms"].described.values() if field.about.compare)
MEDIA_GROUP = "What it does"  # the heading under which stands what goes in and what comes out


@reads_release
def comparison(request: HttpRequest, edition: Reading) -> HttpResponse:
    """Compare two to four models, row by row, and for a month of a job."""
    catalog, on = edition.catalog, edition.on
    wanted = CompareQuery.read(request.GET, catalog)
    models = [catalog.model[slug] for slug in wanted.m]
    on_sale = [model for model in query.models_on_sale(catalog, on) if model.slug not in wanted.m]
    return page(
        request,
        "catalog/compare.html",
        edition,
        on=on,
        wanted=wanted,
        models=models,
        table=compare(catalog, wanted, on) if len(models) >= FEWEST else None,
        case=wanted.case(catalog),
        usual_units=USUAL_UNITS,
        jobs=filters.jobs(catalog),
        room=MOST - len(models),
        others=sorted_by_name(on_sale) if len(models) < MOST else (),
    )


# ------------------------------------------------------------------------------------------------------- what is asked


def _read_models(asked: QueryParser, name: str, catalog: Catalog) -> tuple[str, ...]:
    given = list(dict.fromkeys(slug for slug in asked.query.getlist(name) if slug.strip()))
    known = [slug for slug in given if slug in catalog.model]
    lost = [slug for slug in given if slug not in catalog.model]
    asked.complaints += [
        f"No model on file is called “{slug[:40]}”. We left it out." for slug in lost[:5]
    ]
    if len(known) > MOST:
        names = formatting.format_list([catalog.model[slug].name for slug in known[MOST:][:6]])
        asked.complaints.append(f"Four models fit side by side. We left out {names}.")
    return tuple(known[:MOST])


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareQuery(AddressFilter):
    """What a comparison is asked for; its address is all of it."""

    m: tuple[str, ...] = param(_read_models, ())
    only: str = choice_param("Rows", ("differences",))
    job: str = choice_param("Job", attrgetter("use_case"))
    units: Decimal | None = number("Results a month")

    @property
    def switched(self) -> str:
        """Return the address with all rows where there are only differences, and the other way round."""
        return replace(self, only="" if self.only else "differences").query

    def without(self, slug: str) -> str:
        """Return the address with one model fewer."""
        return replace(self, m=tuple(other for other in self.m if other != slug)).query

    def case(self, catalog: Catalog) -> UseCase | None:
        """Return the job it is priced for."""
        return catalog.use_case.get(self.job)


# ------------------------------------------------------------------------------------------------------------ the rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedRow:
    """One line of the table."""

    label: str
    sub: str = ""
    cells: tuple[Value, ...]
    best: tuple[int, ...] = ()  # the places that lead, where some do

    @property
    def same(self) -> bool:
        """Tell whether all models have the same; unknowns are the same only where nothing is known of any."""
        return len({(cell.word, cell.words, cell.hint, cell.unknown) for cell in self.cells}) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedModel:
    """One model of a comparison, with what the rows are made of."""

    model: AiModel
    without: str  # the address without it
    seller: str
    offer: Offer | None
    terms: DataTerms | None
    prices: tuple[Price, ...]
    coming: tuple[Price, ...]
    month: Decimal | None
    later: Decimal | None  # a month after the changes announced for the next 90 days
    changes: date | None  # the day of the last of these changes
    gone: bool
    lasts: str  # until when it is on sale, in words


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Everything the page shows."""

    sides: tuple[ComparedModel, ...]
    groups: Mapping[str, Sequence[ComparedRow]]  # under their headings
    lead: str
    same: int
    all: int


def compare(catalog: Catalog, wanted: CompareQuery, on: date) -> Comparison:
    """Set models side by side on a day; `wanted` names at least two."""
    case, units = wanted.case(catalog), wanted.units or USUAL_UNITS
    sides = [_side(catalog, wanted, catalog.model[slug], on) for slug in wanted.m]
    tests = _tests(catalog, sides)
    every = _groups(catalog, sides, tests, case, units)
    shown = {
        name: [row for row in rows if not (wanted.only and row.same)]
        for name, rows in every.items()
    }
    return Comparison(
        sides=tuple(sides),
        groups={name: rows for name, rows in shown.items() if rows},
        lead=_lead(sides, units, case),
        same=sum(row.same for rows in every.values() for row in rows),
        all=sum(map(len, every.values())),
    )


def _side(catalog: Catalog, wanted: CompareQuery, model: AiModel, on: date) -> ComparedModel:
    work = _work(catalog, model, wanted.case(catalog), wanted.units or USUAL_UNITS)
    quote = query.cheapest(catalog, model, on, work)
    offer = quote.offer if quote else None
    seller = catalog.provider.get(offer.seller) if offer else None
    sold = query.sale(catalog, model, on)
    after, changes = query.prices_ahead(catalog, offer.slug if offer else "", on)
    return ComparedModel(
        model=model,
        without=wanted.without(model.slug),
        seller=seller.name if seller else "",
        offer=offer,
        terms=query.terms(catalog, offer),
        prices=quote.prices if quote else (),
        coming=tuple(
            then for _, then in query.changes_ahead(catalog, offer.slug if offer else "", on)
        ),
        month=quote.usd if quote and work else None,
        later=work.cost(after) if work else None,
        changes=changes,
        gone=sold.state is SaleState.ENDED,
        lasts=sale_words(sold, on),
    )


def _work(
    catalog: Catalog, model: AiModel, case: UseCase | None, units: Decimal
) -> Workload | None:
    """Return a month of a job, of what the model makes for it; None without a job or an estimate."""
    made = (
        (
            workload.of_job(case, medium, units)
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
    case: UseCase | None,
    units: Decimal,
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
        "Money, US dollars": list(_money(sides, case, units)),
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
            rows.append(ComparedRow(label=field.about.heading, cells=cells, best=_best(numbers)))
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
    sides: Sequence[ComparedModel], case: UseCase | None, units: Decimal
) -> Iterable[ComparedRow]:
    if case:
        yield ComparedRow(
            label="Your month",
            sub=f"{formatting.format_number(units)} {case.unit_plural}",
            cells=tuple(
                Value(words="" if side.month is None else formatting.format_money(side.month))
                for side in sides
            ),
            best=_best((side.month for side in sides), least=True),
        )
    yield ComparedRow(label="Sold by", cells=tuple(Value(words=side.seller) for side in sides))
    used = {price.unit for side in sides for price in (*side.prices, *side.coming)}
    for unit in PriceUnit:
        if unit in used:
            usd = (
                next((price.usd for price in side.prices if price.unit is unit), None)
                for side in sides
            )
            cells = tuple(_priced(side, unit) for side in sides)
            yield ComparedRow(
                label=formatting.capitalise(unit.label), cells=cells, best=_best(usd, least=True)
            )


def _priced(side: ComparedModel, unit: PriceUnit) -> Value:
    now = next((price for price in side.prices if price.unit is unit), None)
    then = next((price for price in side.coming if price.unit is unit), None)
    return Value(
        words="" if now is None else formatting.format_price(now.usd),
        hint=f"{formatting.format_price(then.usd)} from {formatting.format_day(then.valid_from)}"
        if then
        else "",
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


# ------------------------------------------------------------------------------------------------------- what it comes to


def _best(numbers: Iterable[Decimal | int | None], *, least: bool = False) -> tuple[int, ...]:
    """Return the places of the best number; none where fewer than two are known, or all that are known are the same."""
    known = {place: number for place, number in enumerate(numbers) if number is not None}
    if len({*known.values()}) < 2:  # noqa: PLR2004  # nothing to tell apart
        return ()
    best = min(known.values()) if least else max(known.values())
    return tuple(place for place, number in known.items() if number == best)


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


def _lead(sides: Sequence[ComparedModel], units: Decimal, case: UseCase | None) -> str:
    sentences: list[str] = []
    priced = [(side.month, side) for side in sides if side.month is not None]
    if len(priced) > 1:
        sentences.append(_cheapest(priced, units))
        sentences.append(_after_changes(priced))
    elif not case:
        sentences.append("Choose a job below, and the first row becomes what a month of it costs.")
    unpriced = [side.model.name for side in sides if case and side.month is None]
    if unpriced:
        sentences.append(f"What {formatting.format_list(unpriced)} would take is unknown.")
    gone = [side.model.name for side in sides if side.gone]
    if gone:
        sentences.append(
            f"{formatting.format_list(gone)} {'is' if len(gone) == 1 else 'are'} no longer on sale."
        )
    return " ".join(filter(None, sentences))


def _cheapest(priced: Sequence[tuple[Decimal, ComparedModel]], units: Decimal) -> str:
    """Return which model costs least today, and what the most expensive ones cost."""
    least, most = min(usd for usd, _ in priced), max(usd for usd, _ in priced)
    results = f"for {formatting.format_number(units)} results a month"
    if least == most:
        return f"{formatting.format_list(_names(priced, least))} cost the same {results}: {formatting.format_money(least)}."
    cheap, expensive = _names(priced, least), _names(priced, most)
    times = f", {_times(most / least)} as much" if least else ""
    are = "is" if len(cheap) == 1 else "are"
    cost = "costs" if len(expensive) == 1 else "cost"
    return (
        f"{formatting.format_list(cheap)} {are} the cheapest {results}: {formatting.format_money(least)}. "
        f"{formatting.format_list(expensive)} {cost} {formatting.format_money(most)}{times}."
    )


def _after_changes(priced: Sequence[tuple[Decimal, ComparedModel]]) -> str:
    """Return what announced changes of prices make of it, and when; nothing where none is announced."""
    changed = [side for usd, side in priced if side.later is not None and side.later != usd]
    if not changed:
        return ""
    after = [(usd if side.later is None else side.later, side) for usd, side in priced]
    moves = [
        f"from {formatting.format_long_day(side.changes)} {side.model.name} costs {formatting.format_money(side.later)}"
        for side in changed
        if side.changes
    ]
    least = _names(after, min(usd for usd, _ in after))
    if len(least) == len(after):
        then = "then all cost the same"
    else:
        then = f"then {formatting.format_list(least)} {'is' if len(least) == 1 else 'are'} the cheapest"
    return formatting.capitalise(f"{', '.join(moves)}; {then}.")


def _names(priced: Sequence[tuple[Decimal, ComparedModel]], usd: Decimal) -> list[str]:
    return [side.model.name for cost, side in priced if cost == usd]


def _times(ratio: Decimal) -> str:
    if ratio >= 10:  # noqa: PLR2004  # from here on, halves would be noise
        return f"{formatting.format_rough(round(ratio))} times"
    halves = round(ratio * 2) / Decimal(2)
    words = {Decimal(1): "about", Decimal("1.5"): "one and a half times", Decimal(2): "twice"}
    return words.get(halves, f"{formatting.format_number(halves)} times")
