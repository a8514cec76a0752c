"""What a query asks for in so many words: the answering sentence, its figure, and the page."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from urllib.parse import urlencode

from django.urls import reverse

from catalog import ages, changes, formatting, query, workload
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.changes import ChangeKind
from catalog.naming import address_of, name_or_slug
from catalog.registry import KINDS
from catalog.schema import AiModel, Catalog, Machine
from catalog.search import app_answers
from catalog.search.model_lists import list_of_models
from catalog.search.parser import ParsedQuery
from catalog.search.request import IntentAnswer, Request
from catalog.vocabulary import (
    LANGUAGE_MEDIA,
    Branch,
    Direction,
    MachineSize,
    Medium,
    SaleState,
)
from catalog.words import folded

MOST = 3  # answers to one query
MOST_COMPARED = 4  # models that fit side by side
LATELY = timedelta(days=31)
# “Can it read videos”: what stands for a medium that is made is asked of what goes in.
TAKING = frozenset(
    {
        *("read", "reads", "watch", "see", "hear", "listen", "understand", "accept", "upload"),
        *("lesen", "sehen", "horen", "verstehen", "leer"),
    }
)
QUESTIONS = frozenset({"can", "could", "do", "does", "is", "kann", "konnen"})


def answers(
    parsed: ParsedQuery,
    catalog: Catalog,
    on: date,
    seen: Sightings = NEVER_SEEN_AGAIN,
    job: str = "",
) -> tuple[IntentAnswer, ...]:
    """Return up to three sentences that answer a query by a day's facts; none if not asked.

    `seen` is what was seen again by the day, `job` the job that ranks best among the hits.
    """
    if not parsed.is_searchable:
        return ()
    request = Request(parsed=parsed, catalog=catalog, on=on, seen=seen, job=job)
    answered = filter(None, (tuple(intent(request)) for intent in INTENTS))
    sentences = next(answered, ()) or (*list_of_models(request), *_news(request))
    return tuple(dict.fromkeys(sentences))[:MOST]


def _model_page(model: AiModel) -> str:
    return reverse("catalog:model", args=[model.slug])


# --------------------------------------------------------------------------------- of what is named


def _versus(request: Request) -> Iterator[IntentAnswer]:
    """Yield the comparison of what is set against each other: of models, else of apps."""
    names = request.parsed.names
    if not request.has("versus") or len(names) < 2:  # noqa: PLR2004  # one is set against nothing
        return
    catalog = request.catalog
    apps = [slug for name in names for slug in name.slugs("apps")]
    if len(apps) == len(names):
        yield _compared("compare_apps", apps, [catalog.app[slug].name for slug in apps])
    sides = [request.models_of(name) for name in names]
    if all(sides):
        chosen = list(dict.fromkeys(_best_measured(side, catalog).slug for side in sides))
        chosen = chosen[:MOST_COMPARED]
        yield _compared("compare", chosen, [catalog.model[slug].name for slug in chosen])


def _compared(view: str, slugs: list[str], names: list[str]) -> IntentAnswer:
    address = f"{reverse(f'catalog:{view}')}?{urlencode([('m', slug) for slug in slugs])}"
    return IntentAnswer(f"Compare {formatting.format_list(names)} side by side.", address)


def _best_measured(models: Iterable[AiModel], catalog: Catalog) -> AiModel:
    """Return the first of a list that others measured best at what it mainly makes.

    Where none is measured, return the first.
    """
    listed = list(models)

    def place(model: AiModel) -> tuple[object, ...]:
        task = workload.MEDIUM_TASKS[query.main_medium(catalog, model)]
        test = query.primary_benchmark(catalog, task)
        score = query.primary_score(catalog, model.slug, test) if test else None
        return (*query.score_order(score, test), listed.index(model))

    return min(listed, key=place)


def _price(request: Request) -> Iterator[IntentAnswer]:
    """Yield what the plans or models that are named cost, and how many seats one has to buy."""
    if not request.has("price", "cheapest", "seats"):
        return
    catalog, on = request.catalog, request.on
    if request.plans and not request.named("models"):
        yield from app_answers.prices_of_plans(request)
        return
    models = request.models
    on_sale = [model for model in models if query.sale(catalog, model, on).on_sale]
    for model in on_sale or models:
        yield IntentAnswer(_price_of(request, model), _model_page(model))


def _price_of(request: Request, model: AiModel) -> str:
    catalog, on = request.catalog, request.on
    quote = query.cheapest(catalog, model, on)
    if quote.prices:
        seller = name_or_slug(catalog.provider, quote.offer.seller)
        prices = "; ".join(formatting.format_prices(quote.prices))
        return f"{model.name} costs {prices}, at {seller}{request.when_read(quote.prices)}."
    last = query.last_quote(catalog, model, on)
    if last is None:
        return f"The price of {model.name} is unknown."
    prices = "; ".join(formatting.format_prices(last.prices))
    if query.sale(catalog, model, on).state is not SaleState.ENDED:
        day = ages.last_in_force(catalog, last.prices, on, request.seen)
        return f"{model.name} cost {prices} until {formatting.format_long_day(day)}."
    ends = query.sale(catalog, last.offer, on).ends
    until = f" until {formatting.format_long_day(ends)}" if ends else ""
    return f"{model.name} cost {prices}{until}. It is off sale."


def _end(request: Request) -> Iterator[IntentAnswer]:
    """Yield when the models that are named end, or which ones do."""
    if not request.has("end"):
        return
    models = request.models
    if models:
        yield from chain.from_iterable(_end_of(request, model) for model in models)
    elif not request.parsed.names and _asks_for_ends(request.parsed):
        yield from _ends_ahead(request)


def _asks_for_ends(parsed: ParsedQuery) -> bool:
    """Tell whether it is asked which models end, and not whether something else does."""
    return parsed.models or parsed.month is not None or not parsed.rest


def _end_of(request: Request, model: AiModel) -> Iterator[IntentAnswer]:
    """Yield when a model ends at its sellers, the first to come first, or that no end is known."""
    catalog, on = request.catalog, request.on
    ends = [change for change in changes.ends(catalog, on) if change.model == model]
    for change in sorted(ends, key=lambda change: (change.day <= on, abs(change.day - on))):
        day = formatting.format_long_day(change.day)
        sentence = change.sentence(catalog, on)
        yield IntentAnswer(f"{change.title(catalog, on)} on {day}. {sentence}", _model_page(model))
    if not ends:
        yield IntentAnswer(_without_end(catalog, model, on), _model_page(model))


def _without_end(catalog: Catalog, model: AiModel, on: date) -> str:
    sold = query.sale(catalog, model, on)
    if sold.state is SaleState.ENDED:
        return f"{model.name} is off sale; its last day is not on record."
    if not sold.on_sale:
        return f"Whether {model.name} is on sale is not on file."
    if sold.not_before is None:
        return f"{model.name} is on sale. No end is announced."
    earliest = formatting.format_long_day(sold.not_before)
    return f"{model.name} is on sale. No end is announced, and none comes before {earliest}."


def _ends_ahead(request: Request) -> Iterator[IntentAnswer]:
    """Yield how many models end at a seller in a month that is named, else in the next three."""
    on, month = request.on, request.parsed.month
    ends = [change for change in changes.ends(request.catalog, on) if change.day > on]
    if month:
        first = date(on.year + (month < on.month), month, 1)
        chosen = [end for end in ends if end.day.replace(day=1) == first]
        when = f"in {formatting.format_month(first)}"
    else:
        chosen = [end for end in ends if end.day <= on + query.SOON]
        when = f"in the next {query.SOON.days} days"
    models = len({end.model.slug for end in chosen})
    count = formatting.format_count(models, "model ends", "models end")
    address = f"{reverse('catalog:changes')}?kind={ChangeKind.GONE}"
    yield IntentAnswer(f"{count} at a seller {when}, as far as announced.", address)


def _licence(request: Request) -> Iterator[IntentAnswer]:
    """Yield under which licence the models that are named may be used."""
    if not request.has("licence"):
        return
    for model in request.models:
        allowed = model.commercial_use.label.lower()
        licence = model.licence or "unknown"
        condition = f" {model.licence_condition}" if model.licence_condition else ""
        sentence = f"{model.name}: licence {licence}, business use: {allowed}.{condition}"
        yield IntentAnswer(sentence, _model_page(model))


def _machine(request: Request) -> Iterator[IntentAnswer]:
    """Yield what a named model's weights need, the named machine, or the list of machines."""
    if not request.has("machine"):
        return
    sizes = ((model, model.weights_gb) for model in request.models)
    weights = [(model, gigabytes) for model, gigabytes in sizes if gigabytes is not None]
    for model, gigabytes in weights:
        size = formatting.lower_first(MachineSize.holding(gigabytes).label)
        written = formatting.format_number(gigabytes)
        sentence = f"The weights of {model.name} take {written} GB: {size}."
        yield IntentAnswer(sentence, _model_page(model))
    if weights:
        return
    machines = request.catalog.machines
    typed = [word for word in request.parsed.words if not word.isalpha()]
    named = [row for row in machines if set(typed) & set(folded(row.name).split())]
    rented = [(row.usd_hour_low, row) for row in named if row.usd_hour_low is not None]
    if rented:
        yield _cheapest_machine(request.catalog, rented)
    count = formatting.format_count(len(machines), "machine", "machines")
    yield IntentAnswer(
        f"{count} on file, with memory and price an hour.", reverse("catalog:machines")
    )


def _cheapest_machine(catalog: Catalog, rented: Iterable[tuple[Decimal, Machine]]) -> IntentAnswer:
    usd, row = min(rented, key=lambda pair: (pair[0], pair[1].slug))
    price = formatting.format_price(usd)
    sentence = f"{row.name}: from {price} an hour, at {row.seller or 'several sellers'}."
    return IntentAnswer(sentence, address_of(catalog, KINDS["machines"], row))


# ----------------------------------------------------------------------------- of models in general


def _takes(request: Request) -> Iterator[IntentAnswer]:
    """Yield whether named models, or a line's newest, read or make a medium, and who says so."""
    parsed, catalog = request.parsed, request.catalog
    if parsed.words[0] not in QUESTIONS or not parsed.names:
        return
    takes = not TAKING.isdisjoint(parsed.words)
    makes = Direction.READS if takes else Direction.MAKES
    for direction, medium in ((Direction.READS, parsed.reads), (makes, parsed.makes)):
        if medium is None:
            continue
        for model in request.models:
            sentence = _media_in_words(catalog, model, direction, medium)
            yield IntentAnswer(sentence, f"{_model_page(model)}#media-{medium}")


def _media_in_words(catalog: Catalog, model: AiModel, direction: Direction, medium: Medium) -> str:
    """Say whether a model reads or makes a medium, and which source says so."""
    answer = query.media_answer(catalog, model, direction, medium)
    subject = f"{model.name} {direction} {formatting.inline_label(medium)}"
    source = catalog.source.get(answer.rests_on.source) if answer.rests_on else None
    if source is None:
        return f"{subject}: unknown, no source says so."
    return f"{subject}: {formatting.lower_first(answer.answer.label)}, says “{source.title}”."


def _able(request: Request) -> Iterator[IntentAnswer]:
    """Yield the answer of the matrix to whether a language model makes a medium."""
    parsed, catalog = request.parsed, request.catalog
    asks = parsed.words[0] in QUESTIONS and "able" in parsed.signals and parsed.language
    if not asks or parsed.makes in {None, *LANGUAGE_MEDIA} or parsed.names:
        return
    cases = [row for row in catalog.use_cases if row.common and row.outputs == (parsed.makes,)]
    # The plainest job says it of the medium.
    case = min(cases, key=lambda row: (len(row.name), row.slug), default=None)
    cell = catalog.cell.get((case.slug, Branch.LANGUAGE)) if case is not None else None
    if case is not None and cell is not None and parsed.makes is not None:
        medium = formatting.inline_label(parsed.makes)
        address = reverse("catalog:cell", args=[case.slug, Branch.LANGUAGE])
        sentence = f"Does a language model make {medium}? {cell.fit.label}. {cell.reason}"
        yield IntentAnswer(sentence, address)


def _news(request: Request) -> Iterator[IntentAnswer]:
    """Yield what changed in the last month, which models are new, or which prices moved."""
    kinds = _kinds_of_news(request)
    if not kinds:
        return
    page = reverse("catalog:changes")
    narrowed = {"kind": kinds[0].value} if len(kinds) == 1 else {}
    makers = request.named("providers")
    if makers:
        name = name_or_slug(request.catalog.provider, makers[0])
        of_the_maker = urlencode({**narrowed, "provider": makers[0]})
        yield IntentAnswer(f"What changed at {name}.", f"{page}?{of_the_maker}")
        return
    sentence = f"In the last month: {_counts_of_news(request, kinds) or 'nothing on file'}."
    yield IntentAnswer(sentence, f"{page}?{urlencode(narrowed)}" if narrowed else page)


def _counts_of_news(request: Request, kinds: Iterable[ChangeKind]) -> str:
    on = request.on
    lately = Counter(
        change.kind
        for change in changes.all_changes(request.catalog, on)
        if on - LATELY < change.day <= on
    )
    return formatting.format_list(
        f"{lately[kind]} {formatting.lower_first(kind.label)}" for kind in kinds if lately[kind]
    )


def _kinds_of_news(request: Request) -> tuple[ChangeKind, ...]:
    if request.has("costlier"):
        return (ChangeKind.COSTLIER,)
    if request.has("cheaper"):
        return (ChangeKind.CHEAPER,)
    if request.has("new") and request.parsed.models:
        return (ChangeKind.NEW,)
    return tuple(ChangeKind) if request.has("news") else ()


type Intent = Callable[[Request], Iterator[IntentAnswer]]
# The first that has an answer settles a query: nothing else is asked.
INTENTS: tuple[Intent, ...] = (
    _versus,
    _machine,
    app_answers.alternatives,
    app_answers.terms,
    _licence,
    app_answers.free_plans,
    _end,
    _price,
    _takes,
    _able,
)
