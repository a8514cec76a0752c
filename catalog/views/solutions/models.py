"""The models that a developer can build in for a job."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.urls import reverse

from catalog import formatting, query, workload
from catalog.model_words import region_hint
from catalog.naming import name_or_slug
from catalog.query import Quote
from catalog.schema import AiModel, Benchmark, Score
from catalog.skills import boards_of_answer, boards_on
from catalog.views.solutions.options import (
    MOST_OPTIONS,
    TO_ASK,
    JobOption,
    JobOptions,
    JobSearch,
)
from catalog.vocabulary import AppQuestion, Known, SolutionKind, Training

KEPT_OUT = {
    Training.NO: Known.YES,
    Training.OPT_OUT: Known.YES,
    Training.YES: Known.NO,
    Training.UNKNOWN: Known.UNKNOWN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoredModel:
    model: AiModel
    score: Score | None
    place: tuple[bool, Decimal]  # on the board; lower is better
    quote: Quote = query.NOT_OFFERED

    @property
    def usd(self) -> Decimal:
        return Decimal("Infinity") if self.quote.usd is None else self.quote.usd


def model_options(search: JobSearch) -> JobOptions | None:
    """Return models to build in: cheapest, middle and best of those unbeaten in price and score."""
    work = workload.of_job(search.case, search.medium, search.results)
    if work is None:
        return None
    board = job_board(search)
    rows = []
    for row in candidates(search, board):
        quote = query.cheapest(search.catalog, row.model, search.on, work)
        rows.append(ScoredModel(model=row.model, score=row.score, place=row.place, quote=quote))
    priced = [row for row in rows if row.quote.usd is not None]
    options = [_model_option(search, row) for row in _three_of(priced, measured=board is not None)]
    address = f"{reverse('catalog:models')}?makes={search.medium}&job={search.case.slug}"
    return JobOptions(
        heading=SolutionKind.MODEL.label,
        notes=tuple(_model_notes(search, board)),
        options=tuple(options),
        more=len(priced) - len(options),
        more_address=address,
    )


def _model_notes(search: JobSearch, board: Benchmark | None) -> Iterator[str]:
    build_from = search.row.build_from if search.row else None
    if build_from is not None:
        number = formatting.format_number(Decimal(build_from))
        yield f"A developer connects it; worth a look from {number} results a month."
    else:
        yield "A developer connects it; seldom worth it for a small firm."
    yield f"By {board.name}." if board else "No board on file measures this."


def job_board(search: JobSearch) -> Benchmark | None:
    """Return the board that measures models at the job, where one has measured a model on sale."""
    branch = search.medium.branch
    boards = boards_of_answer(search.catalog, search.case, branch) if branch else ()
    known = boards_on(search.catalog, search.on)
    return next((board for board in boards if known.scores_on(board.slug)), None)


def candidates(search: JobSearch, board: Benchmark | None) -> Iterator[ScoredModel]:
    """Yield models on sale that make what the job asks from what it always holds, with scores."""
    catalog = search.catalog
    known = boards_on(catalog, search.on)
    scores = known.scores_on(board.slug) if board is not None else {}
    for model in query.models_on_sale(catalog, search.on):
        can_make = query.can_make(catalog, model, search.case, search.medium)
        reads = all(
            query.reads(catalog, model, medium) is not Known.NO
            for medium in search.case.must_inputs
        )
        may_be_sold_on = model.commercial_use is not Known.NO
        if can_make and reads and may_be_sold_on:
            score = scores.get(model.slug)
            yield ScoredModel(model=model, score=score, place=query.score_order(score, board))


def _three_of(rows: Sequence[ScoredModel], *, measured: bool) -> list[ScoredModel]:
    """Return the cheapest, the middle and the best of those that nothing beats.

    Without a board, return the three cheapest.
    """
    by_price = sorted(rows, key=lambda row: (row.usd, row.place, row.model.slug))
    if not measured:
        return by_price[:MOST_OPTIONS]
    unbeaten: list[ScoredModel] = []
    for row in by_price:
        is_better = row.score is not None and (not unbeaten or row.place < unbeaten[-1].place)
        if is_better:
            unbeaten.append(row)
    if len(unbeaten) <= MOST_OPTIONS:
        return unbeaten
    return [unbeaten[0], unbeaten[len(unbeaten) // 2], unbeaten[-1]]


def _model_option(search: JobSearch, row: ScoredModel) -> JobOption:
    offer = row.quote.offer
    seller = name_or_slug(search.catalog.provider, offer.seller)
    keeps_out = KEPT_OUT[query.trains_on_inputs(search.catalog, offer)]
    region = query.region(search.catalog, row.model, offer, search.on)
    unknown = {
        TO_ASK[AppQuestion.TRAINING]: keeps_out is Known.UNKNOWN,
        "whether it has a region in the EU": region.answer is Known.UNKNOWN,
    }
    return JobOption(
        name=row.model.name,
        address=reverse("catalog:model", args=[row.model.slug]),
        by=name_or_slug(search.catalog.provider, row.model.provider),
        amount=f"{formatting.format_money(row.usd)} a month",
        notes=tuple(filter(None, (f"at {seller}", score_words(row)))),
        keeps_out=keeps_out,
        in_the_eu=region.answer,
        in_the_eu_hint=region_hint(search.catalog, region),
        to_ask=tuple(words for words, is_open in unknown.items() if is_open),
    )


def score_words(row: ScoredModel) -> str:
    return f"{formatting.format_number(row.score.value)} points" if row.score else ""
