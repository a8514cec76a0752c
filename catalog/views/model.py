"""The page of a model."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import ages, formatting, query
from catalog.claims import doubted_about
from catalog.endings import end_lines
from catalog.model_words import lead, media_lines
from catalog.naming import name_or_slug
from catalog.query import Quote
from catalog.registry import KINDS
from catalog.releases import Reading
from catalog.schema import (
    AiModel,
    Benchmark,
    Catalog,
    ModelStatement,
    Offer,
    Price,
    Score,
    UseCase,
    group_pairs,
)
from catalog.skills import boards_on
from catalog.values import Value, groups_of, shown_value
from catalog.views.page import page, reads_release, row_or_404
from catalog.views.plan_lines import built_on
from catalog.views.prices import history_of
from catalog.vocabulary import (
    Fit,
    Voice,
)

TOKENS_A_PAGE = 500  # about 375 English words


@reads_release
def model(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Show a model: what it costs, how good it is and who says so, what it is, who sells it."""
    catalog, on = reading.catalog, reading.on
    model = row_or_404(catalog.models, slug)
    quotes = query.quotes(catalog, model, on)
    return page(
        request,
        "catalog/model.html",
        reading,
        model=model,
        maker=catalog.provider.get(model.provider),
        lead=lead(catalog, model),
        scores=_scores(catalog, model),
        no_score=_why_no_score(catalog, model, on),
        offers=[_offer_line(reading, quote) for quote in quotes],
        apps=built_on(reading, slug),
        doubted=doubted_about(catalog, subject=slug),
        **_facts(catalog, model),
        **_jobs(catalog, model),
        **_life(reading, model),
        **_money(reading, model, quotes),
    )


def _facts(catalog: Catalog, model: AiModel) -> dict[str, Any]:
    """Return what a model is: its fields, what goes in and comes out, and how it is adapted."""
    worked_out = _worked_out(catalog, model)
    return {
        "tunable": query.tunable(catalog, model),
        "tunings": catalog.tunings_of.get(model.slug, ()),
        "media": media_lines(catalog, model),
        "statements": _statements(catalog, model),
        "facts": groups_of(catalog, KINDS["models"], model, worked_out),
    }


def _life(reading: Reading, model: AiModel) -> dict[str, Any]:
    """Return how long a model is sold, what came before it, and what comes after."""
    catalog, on = reading.catalog, reading.on
    return {
        "sale": query.sale(catalog, model, on),
        "ends": end_lines(catalog, model, on),
        "predecessors": [row for row in catalog.models if row.replaced_by == model.slug],
        "successor": catalog.model.get(model.replaced_by or ""),
    }


def _money(reading: Reading, model: AiModel, quotes: Sequence[Quote]) -> dict[str, Any]:
    """Return what a model costs and cost: at the offer shown, and every price on file."""
    catalog, on = reading.catalog, reading.on
    sellers = sum(bool(quote.prices) for quote in quotes)
    shown = quotes[0] if sellers else query.last_quote(catalog, model, on)
    offer_shown = _offer_shown(reading, shown) if shown else NOTHING_SHOWN
    groups = _price_groups(catalog, model, on)
    price_count = sum(len(prices) for _, prices in groups)
    return {"sellers": sellers, "groups": groups, "price_count": price_count, **offer_shown}


# Of a model that nobody has ever sold at a price.
NOTHING_SHOWN: Mapping[str, Any] = {
    "shown": None,
    "moves": (),
    "price_words": (),
    "seller": "",
    "sold_by": None,
    "until": None,
    "history": None,
}


def _offer_shown(reading: Reading, quote: Quote) -> dict[str, Any]:
    """Return the page's offer: the cheapest, else the one whose prices were in force last."""
    catalog, on, seen = reading.catalog, reading.on, reading.sightings
    offer = quote.offer
    return {
        "shown": quote,
        "moves": query.changes_ahead(catalog, offer.slug, on),
        "price_words": formatting.format_prices(quote.prices),
        "seller": name_or_slug(catalog.provider, offer.seller),
        "sold_by": catalog.provider.get(offer.seller),
        "until": ages.last_in_force(catalog, quote.prices, on, seen),
        "history": history_of(catalog, offer, on, seen),
    }


def _worked_out(catalog: Catalog, model: AiModel) -> dict[str, Value]:
    """Return the values that are more than what stands in the row."""
    values = {"tuning": Value(word=query.tunable(catalog, model))}
    for name in ("input_limit", "total_limit"):
        value = shown_value(KINDS["models"].described[name], model)
        if tokens := getattr(model, name):
            pages = formatting.format_rough(tokens // TOKENS_A_PAGE)
            value = replace(value, hint=f"about {pages} book pages")
        values[name] = value
    return values


def _statements(catalog: Catalog, model: AiModel) -> tuple[ModelStatement, ...]:
    """Return what single facts of a model rest on, or a source's other words, newest first."""
    rows = catalog.statements_of.get(model.slug, ())
    sourced = [row for row in rows if row.facts or row.note]
    return tuple(sorted(sourced, key=lambda row: (-row.as_of.toordinal(), row.source)))


def _offer_line(reading: Reading, quote: Quote) -> dict[str, Any]:
    """Return an offer as a table line: terms and prices, or the last ones if none is in force."""
    catalog, offer = reading.catalog, quote.offer
    return {
        "offer": offer,
        "terms": query.terms(catalog, offer),
        "trains": query.trains_on_inputs(catalog, offer),
        "eu_region": query.eu_region(catalog, offer),
        "prices": quote.prices,
        "price_words": formatting.format_prices(quote.prices),
        "last_words": "" if quote.prices else _last_words(reading, offer),
        "sale": query.sale(catalog, offer, reading.on),
    }


def _last_words(reading: Reading, offer: Offer) -> str:
    """Return the prices of an offer that were in force last; nothing where none ever was."""
    past = query.past_prices(reading.catalog, offer.slug, reading.on)
    if not past:
        return ""
    day = ages.last_in_force(reading.catalog, past, reading.on, reading.sightings)
    words = "; ".join(formatting.format_prices(past))
    return f"{words}, until {formatting.format_day(day)}"


type PriceGroup = tuple[str, list[tuple[Price, date | None]]]


def _price_groups(catalog: Catalog, model: AiModel, on: date) -> list[PriceGroup]:
    """Return every price on file under its seller, with its last day if any; the maker's first."""
    offers = sorted(
        catalog.offers_of.get(model.slug, ()),
        key=lambda offer: (offer.seller != model.provider, offer.slug),
    )
    groups = []
    for offer in offers:
        prices = catalog.prices_of.get(offer.slug, ())
        lines = [(price, query.until(catalog, price, on)) for price in prices]
        if lines:
            groups.append((name_or_slug(catalog.provider, offer.seller), lines))
    return groups


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """A score of a model with its place on the test."""

    score: Score
    test: Benchmark
    place: int | None  # among those that others measured; a seller's own figure has none
    of: int
    anchor: str  # of the first score of a test


def _scores(catalog: Catalog, model: AiModel) -> list[ScoreLine]:
    """Return each score of a model with its place on the test.

    Those of independent measurers come first, and of these the tests that decide a skill.
    """
    lines: list[ScoreLine] = []
    for score in catalog.scores_of.get(model.slug, ()):
        test = catalog.benchmark.get(score.benchmark)
        if test is not None:
            is_first = all(line.test is not test for line in lines)
            lines.append(_score_line(catalog, score, test, is_first=is_first))
    deciding = {skill.board for skill in catalog.skills}

    def order(line: ScoreLine) -> tuple[object, ...]:
        is_sellers = line.score.voice is not Voice.MEASURED
        return is_sellers, line.test.slug not in deciding, line.test.name, -line.score.value

    return sorted(lines, key=order)


def _score_line(catalog: Catalog, score: Score, test: Benchmark, *, is_first: bool) -> ScoreLine:
    measured = [row for row in catalog.scores_on[test.slug] if row.voice is Voice.MEASURED]
    orders = group_pairs((row.model, query.score_order(row, test)) for row in measured)
    own = query.score_order(score, test)
    # A model stands where its best score does.
    better = [slug for slug, keys in orders.items() if slug != score.model and min(keys) < own]
    return ScoreLine(
        score=score,
        test=test,
        place=len(better) + 1 if score.voice is Voice.MEASURED else None,
        of=len(orders.keys() | {score.model}),
        anchor=f"score-{test.slug}" if is_first else "",
    )


def _why_no_score(catalog: Catalog, model: AiModel, on: date) -> str:
    """Return why a model has no score; empty if it has one.

    No board of its kind exists, it is too new for all of them, or it is not on any.
    """
    if catalog.scores_of.get(model.slug):
        return ""
    search = boards_on(catalog, on).search_for(model)
    if search.newest is None:
        return "No board on file measures models of its kind."
    boards = formatting.format_count(search.boards, "board", "boards")
    newest = formatting.format_day(search.newest)
    if search.is_too_new:
        return f"It came out after all {boards} of its kind were read, the last of {newest}."
    if model.released is None:
        return (
            f"Under a name that is surely its own it stands on none of the {boards} of its "
            "kind on file, "
            f"the last of {newest}. When it came out is not known."
        )
    since = formatting.format_count(search.since_release, "board", "boards")
    return (
        f"Under a name that is surely its own it stands on none of the {since} of its kind "
        f"that were read since it came out, the last of {newest}."
    )


def _jobs(catalog: Catalog, model: AiModel) -> dict[str, Any]:
    """Return the use cases this kind of model does, well or under a condition."""
    cases = sorted(catalog.use_cases, key=lambda case: (not case.common, case.name, case.slug))
    cases_of = group_pairs((_fit(catalog, model, case), case) for case in cases)
    groups = [(fit, cases_of[fit]) for fit in (Fit.YES, Fit.LIMITED) if fit in cases_of]
    return {
        "jobs": groups,
        "job_count": sum(len(able) for _, able in groups),
        "all_jobs": len(cases),
    }


def _fit(catalog: Catalog, model: AiModel, case: UseCase) -> Fit | None:
    """Return how well AI's branches for a job's results do it; None if the model cannot."""
    if not all(query.can_make(catalog, model, case, medium) for medium in case.outputs):
        return None
    branches = {medium.branch for medium in case.outputs if medium.branch}
    cells = [catalog.cell.get((case.slug, branch)) for branch in branches]
    fits = {cell.fit for cell in cells if cell}
    return next((fit for fit in (Fit.YES, Fit.LIMITED) if fit in fits), None)
