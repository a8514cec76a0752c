"""Rows of a catalog in the shapes that the API answers."""

from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.text import slugify

from catalog import query, schema
from catalog.api import shapes
from catalog.api.shapes import Quantity
from catalog.claims import Standing
from catalog.schema import Catalog
from catalog.vocabulary import Medium, Task

# What a use case's amount of media is counted in.
AMOUNTS = {
    Medium.IMAGE: "pictures",
    Medium.VIDEO: "seconds of film",
    Medium.SPEECH: "seconds of speech",
    Medium.MUSIC: "seconds of music",
    Medium.MODEL_3D: "3D shapes",
}


def source(row: schema.Source) -> shapes.Source:
    """Return a source as the API answers it."""
    return shapes.Source(
        id=row.slug,
        title=row.title,
        publisher=row.publisher,
        url=row.url,
        published=row.published,
        retrieved=row.retrieved,
        voice=row.voice,
        quote=row.quote,
        licence=row.licence,
        page=reverse("catalog:source", args=[row.slug]),
    )


def provider(row: schema.Provider) -> shapes.Provider:
    """Return a provider as the API answers it."""
    page = reverse("catalog:provider", args=[row.slug])
    return shapes.Provider(id=row.slug, name=row.name, about=row.about, homepage=row.homepage, page=page)


def model(row: schema.AiModel, catalog: Catalog, on: date) -> shapes.Model:
    """Return a model as the API answers it on that day."""

    def counted(value: Decimal | int | None, unit: str) -> Quantity:
        return _quantity(value, unit, as_of=row.as_of, source=row.source)

    return shapes.Model(
        id=row.slug,
        name=row.name,
        provider=row.provider,
        family=row.family,
        inputs=row.inputs,
        outputs=row.outputs,
        branches=query.branches(row),
        context=counted(row.context_tokens, "tokens"),
        output=counted(row.output_tokens, "tokens"),
        parameters=counted(row.parameters_billion, "billion parameters"),
        open_weights=row.open_weights,
        self_hosting=row.self_hosting,
        commercial_use=row.commercial_use,
        licence=row.licence,
        tuning=query.tunable(catalog, row),
        tools=row.tools,
        structured_output=row.structured_output,
        reasoning=row.reasoning,
        knowledge_until=row.knowledge_until,
        released=row.released,
        retires=row.retires,
        retired=query.gone(row, on),
        on_sale=query.on_sale(row, on),
        replaced_by=row.replaced_by,
        listed=row.listed,
        homepage=row.homepage,
        note=row.note,
        source=row.source,
        as_of=row.as_of,
        page=reverse("catalog:model", args=[row.slug]),
    )


def price_id(row: schema.Price) -> str:
    """Return what a price is called: its offer or product, its unit, region and tier if any, its first day."""
    parts = (row.offer or row.product, row.unit.value, row.region.value, slugify(row.tier), row.valid_from.isoformat())
    return ":".join(part for part in parts if part)


def price(row: schema.Price, catalog: Catalog, on: date) -> shapes.Price:
    """Return a price as the API answers it on that day."""
    return shapes.Price(
        id=price_id(row),
        offer=row.offer,
        product=row.product,
        unit=row.unit,
        price=_quantity(row.usd, f"USD per {row.unit.label}", as_of=row.as_of, source=row.source),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        in_force=query.current(catalog, row, on),
        last_seen=query.seen(row),
        basis=row.basis,
        note=row.note,
        source=row.source,
        as_of=row.as_of,
    )


def offer(row: schema.Offer, catalog: Catalog, on: date) -> shapes.Offer:
    """Return an offer with its prices of that day."""
    return shapes.Offer(
        id=row.slug,
        model=row.model,
        seller=row.seller,
        seller_model_id=row.seller_model_id,
        terms=row.terms,
        eu_region=query.eu_region(catalog, row),
        trains_on_inputs=query.trains_on_inputs(catalog, row),
        regions_note=row.regions_note,
        confirmed=row.confirmed,
        note=row.note,
        source=row.source,
        as_of=row.as_of,
        prices=tuple(price(each, catalog, on) for each in query.prices(catalog, row.slug, on)),
    )


def benchmark(row: schema.Benchmark) -> shapes.Benchmark:
    """Return a benchmark as the API answers it."""
    return shapes.Benchmark(
        id=row.slug,
        name=row.name,
        measures=row.measures,
        task=row.task,
        unit=row.unit,
        span=row.span,
        higher_is_better=row.higher_is_better,
        url=row.url,
        source=row.source,
        as_of=row.as_of,
    )


def score_id(row: schema.Score) -> str:
    """Return what a score is called: its benchmark, model, setting, voice and day."""
    return f"{row.benchmark}:{row.model}:{row.effort.value}:{row.voice.value}:{row.as_of.isoformat()}"


def task_of(row: schema.Score, catalog: Catalog) -> Task | None:
    """Return what a score says something about."""
    measured = catalog.benchmark.get(row.benchmark)
    return measured.task if measured else None


def score(row: schema.Score, catalog: Catalog) -> shapes.Score:
    """Return a score with what its benchmark counts in."""
    measured = catalog.benchmark.get(row.benchmark)
    figure = _quantity(
        row.value, measured.unit if measured else "", as_of=row.as_of, source=row.source, low=row.low, high=row.high
    )
    return shapes.Score(
        id=score_id(row),
        benchmark=row.benchmark,
        model=row.model,
        task=task_of(row, catalog),
        score=figure,
        higher_is_better=measured.higher_is_better if measured else True,
        voice=row.voice,
        measured_by=row.measured_by,
        variant=row.variant,
        source=row.source,
        as_of=row.as_of,
    )


def cell(row: schema.Cell, catalog: Catalog, on: date) -> shapes.Cell:
    """Return a cell with where its use case belongs."""
    case = catalog.use_case.get(row.use_case)
    return shapes.Cell(
        id=f"{row.use_case}/{row.branch.value}",
        use_case=row.use_case,
        branch=row.branch,
        industry=case.industry if case else "",
        department=case.department if case else "",
        fit=row.fit,
        reason=row.reason,
        condition=row.condition,
        disputed=row.disputed,
        review_by=row.review_by,
        overdue=row.review_by is not None and row.review_by < on,
        source=row.source,
        as_of=row.as_of,
        page=reverse("catalog:cell", args=[row.use_case, row.branch.value]),
    )


def use_case(row: schema.UseCase) -> shapes.UseCase:
    """Return a use case, its amounts marked as estimates."""

    def guessed(value: Decimal | int | None, unit: str) -> Quantity:
        return _quantity(value, f"{unit} per {row.unit}", as_of=row.as_of, source=row.source, estimate=True)

    media = next((AMOUNTS[medium] for medium in (*row.outputs, *row.inputs) if medium in AMOUNTS), None)
    return shapes.UseCase(
        id=row.slug,
        name=row.name,
        result=row.result,
        industry=row.industry,
        department=row.department,
        inputs=row.inputs,
        outputs=row.outputs,
        tasks=row.tasks,
        unit=row.unit,
        unit_plural=row.unit_plural,
        tokens_in=guessed(row.tokens_in, "tokens in"),
        tokens_out=guessed(row.tokens_out, "tokens out"),
        media_amount=guessed(row.media_amount, media) if media else None,
        minutes_by_hand=guessed(row.minutes_by_hand, "minutes by hand"),
        risks=row.risks,
        pilot_measure=row.pilot_measure,
        common=row.common,
        source=row.source,
        as_of=row.as_of,
        page=reverse("catalog:use_case", args=[row.slug]),
    )


def claim(row: schema.Claim, standing: Standing) -> shapes.Claim:
    """Return a claim as the API answers it, with how it stands; a range stands in `low` and `high`."""
    ends = (row.value, row.value_high) if row.value_high is not None else (None, None)
    figure = _quantity(row.value, row.unit, as_of=row.as_of, source=row.source, low=ends[0], high=ends[1])
    return shapes.Claim(
        id=row.slug,
        sentence=row.sentence,
        subject=row.subject,
        measure=row.measure,
        figure=figure,
        growth=_quantity(row.growth_percent, "percent a year", as_of=row.as_of, source=row.source),
        year=row.year,
        horizon=row.horizon,
        forecast=row.forecast,
        attributed_to=row.attributed_to,
        status=standing.status,
        status_by="editor" if standing.ruled else "rule",
        doubt=row.doubt,
        checked_with=row.checked_with,
        source=row.source,
        as_of=row.as_of,
    )


def _quantity(  # noqa: PLR0913  # all of a quantity
    value: Decimal | int | None,
    unit: str,
    *,
    as_of: date,
    source: str,
    low: Decimal | None = None,
    high: Decimal | None = None,
    estimate: bool = False,
) -> Quantity:
    return Quantity(
        value=Decimal(value) if value is not None else None,
        unit=unit,
        low=low,
        high=high,
        estimate=estimate,
        as_of=as_of,
        source=source,
    )
