"""What a query asks for in so many words: the sentence that answers it, with its figure, and the page that shows it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, pairwise
from urllib.parse import urlencode

from django.urls import reverse

from catalog import changes, formatting, query, workload
from catalog.changes import ChangeKind
from catalog.filters import ANSWERED, ModelFilter
from catalog.naming import address_of, name_or_slug
from catalog.registry import KINDS
from catalog.schema import AiModel, AppPlan, Catalog, DataTerms, Machine
from catalog.search.names import Name
from catalog.search.parser import ParsedQuery
from catalog.vocabulary import LANGUAGE_MEDIA, Branch, Known, MachineSize, Medium, SaleState
from catalog.words import folded

MOST = 3  # answers to one query
MOST_COMPARED = 4  # models that fit side by side
LATELY = timedelta(days=31)
QUESTIONS = frozenset({"can", "could", "do", "does", "is", "kann", "konnen"})
# Verbs that say no more than the noun behind them: “read PDFs”, “run it on own servers”.
DOING = frozenset({"read", "reads", "reading", "run", "running", "host", "handle", "support"})
TIMES: Mapping[str, int] = {"k": 1_000, "thousand": 1_000, "m": 1_000_000, "million": 1_000_000}


@dataclass(frozen=True, slots=True)
class IntentAnswer:
    """A sentence that answers what was asked, and the page that shows it."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A query as it was understood, with the catalog and the day that answer it."""

    parsed: ParsedQuery
    catalog: Catalog
    on: date
    job: str | None = None  # the job that ranks best among the hits

    def has(self, *signals: str) -> bool:
        """Tell whether any of these is asked for."""
        return not self.parsed.signals.isdisjoint(signals)

    @property
    def models(self) -> list[AiModel]:
        """Return the models that are named: by their own names, else those of a line, on sale and newest first."""
        names = self.parsed.names
        own = [slug for name in names for slug in name.slugs("models")]
        if own:
            return [self.catalog.model[slug] for slug in own]
        return [model for name in names for model in self._of_line(name)]

    def models_of(self, name: Name) -> list[AiModel]:
        """Return the models that one name may mean: its own, those of its line, or those of a maker."""
        own = [self.catalog.model[slug] for slug in name.slugs("models")]
        makers = name.slugs("providers")
        made = [model for model in self.catalog.models if model.provider in makers]
        return own or self._of_line(name) or self._newest_on_sale(made)

    def _of_line(self, name: Name) -> list[AiModel]:
        return self._newest_on_sale(self.catalog.model[slug] for slug in name.line)

    def _newest_on_sale(self, models: Iterable[AiModel]) -> list[AiModel]:
        states = {model: query.sale(self.catalog, model, self.on) for model in models}
        known = [model for model, sold in states.items() if sold.state is not SaleState.UNKNOWN]
        return sorted(
            known,
            key=lambda model: (
                not states[model].on_sale,
                -(model.released or date.min).toordinal(),
                model.name,
            ),
        )

    def named(self, kind: str) -> list[str]:
        """Return the slugs of the rows of a kind that are named."""
        return [slug for name in self.parsed.names for slug in name.slugs(kind)]

    @property
    def plans(self) -> list[AppPlan]:
        """Return the plans that are named, else those of the apps that are."""
        named = self.named("app_plans")
        apps = frozenset(self.named("apps"))
        return [row for row in self.catalog.app_plans if row.slug in named] or [
            row for row in self.catalog.app_plans if row.app in apps
        ]


def answers(
    parsed: ParsedQuery | None, catalog: Catalog, on: date, job: str | None = None
) -> tuple[IntentAnswer, ...]:
    """Return up to three sentences that answer a query by the facts of a day; none where it asks for none.

    `job` is the job that ranks best among its hits.
    """
    if parsed is None or parsed.unfiled is not None:
        return ()
    request = Request(parsed=parsed, catalog=catalog, on=on, job=job)
    sentences: dict[IntentAnswer, None] = {}
    for intent in INTENTS:
        sentences |= dict.fromkeys(intent(request))
        if sentences and intent in SETTLING:
            break
    return tuple(sentences)[:MOST]


def _model_page(model: AiModel) -> str:
    return reverse("catalog:model", args=[model.slug])


# ------------------------------------------------------------------------------------------------ of what is named


def _versus(request: Request) -> Iterator[IntentAnswer]:
    """Yield the comparison of what is set against each other: of models, else of apps."""
    names = request.parsed.names
    if not request.has("versus") or len(names) < 2:  # noqa: PLR2004  # one is set against nothing
        return
    catalog = request.catalog
    apps = [slug for name in names for slug in name.slugs("apps")]
    if len(apps) == len(names):
        words = formatting.format_list(catalog.app[slug].name for slug in apps)
        yield IntentAnswer(f"What {words} make and cost, by app.", reverse("catalog:apps"))
    sides = [request.models_of(name) for name in names]
    if all(sides):
        chosen = list(dict.fromkeys(_best_measured(side, catalog).slug for side in sides))
        chosen = chosen[:MOST_COMPARED]
        words = formatting.format_list(catalog.model[slug].name for slug in chosen)
        address = f"{reverse('catalog:compare')}?{urlencode([('m', slug) for slug in chosen])}"
        yield IntentAnswer(f"Compare {words} side by side.", address)


def _best_measured(models: Iterable[AiModel], catalog: Catalog) -> AiModel:
    """Return the first of a list that others measured best at what it mainly makes; the first where none is measured."""
    listed = list(models)

    def place(model: AiModel) -> tuple[object, ...]:
        task = workload.MEDIUM_TASKS[query.main_medium(catalog, model)]
        test = query.primary_benchmark(catalog, task)
        score = query.primary_score(catalog, model.slug, test) if test else None
        return (*query.score_order(score, test), listed.index(model))

    return min(listed, key=place)


def _price(request: Request) -> Iterator[IntentAnswer]:
    """Yield what the plans or models that are named cost."""
    if not request.has("price", "cheapest"):
        return
    catalog, on = request.catalog, request.on
    plans = [] if request.named("models") else request.plans
    priced = [plan for plan in plans if query.plan_prices(catalog, plan.slug, on)]
    for plan in sorted(priced, key=lambda row: query.plan_prices(catalog, row.slug, on)[0].usd):
        yield _seat_price(catalog, plan, on)
    if plans:
        return
    models = request.models
    on_sale = [model for model in models if query.sale(catalog, model, on).on_sale]
    for model in on_sale or models:
        yield IntentAnswer(_price_of(catalog, model, on), _model_page(model))


def _seat_price(catalog: Catalog, plan: AppPlan, on: date) -> IntentAnswer:
    price = formatting.format_price(query.plan_prices(catalog, plan.slug, on)[0].usd)
    return IntentAnswer(f"{plan.name} costs {price} a seat and month.", _plan_page(catalog, plan))


def _plan_page(catalog: Catalog, plan: AppPlan) -> str:
    return address_of(catalog, KINDS["app_plans"], plan)


def _price_of(catalog: Catalog, model: AiModel, on: date) -> str:
    quote = query.cheapest(catalog, model, on)
    if quote is not None and quote.prices:
        seller = name_or_slug(catalog.provider, quote.offer.seller)
        prices = "; ".join(formatting.format_prices(quote.prices))
        return f"{model.name} costs {prices}, at {seller}."
    last = query.last_quote(catalog, model, on)
    if last is None:
        return f"The price of {model.name} is unknown."
    prices = "; ".join(formatting.format_prices(last.prices))
    if query.sale(catalog, model, on).state is not SaleState.ENDED:
        seen = formatting.format_long_day(query.last_seen(catalog, last.prices, on))
        return f"{model.name} was last seen at {prices}, on {seen}."
    ends = query.sale(catalog, last.offer, on).ends
    until = f" until {formatting.format_long_day(ends)}" if ends else ""
    return f"{model.name} cost {prices}{until}. It is off sale."


def _free(request: Request) -> Iterator[IntentAnswer]:
    """Yield whether an app that is named has a plan that costs nothing."""
    if not request.has("free"):
        return
    catalog = request.catalog
    free = [row for row in catalog.app_plans if _is_free(catalog, row, request.on)]
    for slug in request.named("apps"):
        plans = [row for row in free if row.app == slug]
        if plans:
            yield IntentAnswer(f"{plans[0].name} costs nothing.", _plan_page(catalog, plans[0]))
        else:
            page = reverse("catalog:app", args=[slug])
            name = catalog.app[slug].name
            yield IntentAnswer(f"No free plan of {name} is on file. See its plans.", page)
    if not request.parsed.names and not request.parsed.rest:
        names = formatting.format_list(row.name for row in free)
        sentence = f"Free plans on file: {names}." if free else "No free plan is on file."
        yield IntentAnswer(sentence, reverse("catalog:apps"))


def _is_free(catalog: Catalog, plan: AppPlan, on: date) -> bool:
    return any(price.usd == 0 for price in query.plan_prices(catalog, plan.slug, on))


def _end(request: Request) -> Iterator[IntentAnswer]:
    """Yield when the models that are named end, or which ones do."""
    if not request.has("end"):
        return
    models = request.models
    if models:
        yield from chain.from_iterable(_end_of(request, model) for model in models)
    elif request.parsed.models or request.parsed.month or not request.parsed.rest:
        yield from _ends_ahead(request)


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
        first = next(day for day in _months_from(on) if day.month == month)
        chosen = [end for end in ends if end.day.replace(day=1) == first]
        when = f"in {formatting.MONTHS[month - 1]} {first.year}"
    else:
        chosen = [end for end in ends if end.day <= on + query.SOON]
        when = f"in the next {query.SOON.days} days"
    models = len({end.model.slug for end in chosen})
    count = formatting.format_count(models, "model ends", "models end")
    address = f"{reverse('catalog:changes')}?kind={ChangeKind.GONE}"
    yield IntentAnswer(f"{count} at a seller {when}, as far as announced.", address)


def _months_from(on: date) -> Iterator[date]:
    """Yield the first day of the month of a day and of the eleven that follow."""
    for ahead in range(12):
        year, month = divmod(on.month - 1 + ahead, 12)
        yield date(on.year + year, month + 1, 1)


def _data(request: Request) -> Iterator[IntentAnswer]:
    """Yield what the terms of the apps, makers or models that are named say about the customer's data."""
    if not request.has("data"):
        return
    catalog = request.catalog
    plans = request.plans
    terms = {row.terms for row in plans if row.terms}
    sellers = {
        *request.named("providers"),
        *(() if plans else (model.provider for model in request.models)),
    }
    rows = [row for row in catalog.data_terms if row.slug in terms or row.seller in sellers]
    for row in rows:
        yield IntentAnswer(
            _terms_words(catalog, row), address_of(catalog, KINDS["data_terms"], row)
        )
    if rows:
        return
    for kind in ("apps", "providers"):
        for slug in request.named(kind):
            row = next(each for each in getattr(catalog, kind) if each.slug == slug)
            sentence = (
                f"What {row.name} does with your data is not on file. Ask before you send any."
            )
            yield IntentAnswer(sentence, address_of(catalog, KINDS[kind], row))


def _terms_words(catalog: Catalog, terms: DataTerms) -> str:
    fields = KINDS["data_terms"].described
    facts = (
        f"{fields[name].about.label}: {formatting.lower_first(getattr(terms, name).label)}"
        for name in ("trains_on_inputs", "eu_region")
    )
    return f"{name_or_slug(catalog.provider, terms.seller)}, {terms.product}: {'; '.join(facts)}."


def _licence(request: Request) -> Iterator[IntentAnswer]:
    """Yield under which licence the models that are named may be used."""
    if not request.has("licence"):
        return
    for model in request.models:
        allowed = model.commercial_use.label.lower()
        licence = model.licence or "unknown"
        sentence = f"{model.name}: licence {licence}, business use: {allowed}."
        yield IntentAnswer(sentence, _model_page(model))


def _machine(request: Request) -> Iterator[IntentAnswer]:
    """Yield what the weights of a model that is named need, the machine that is named, or the list of machines."""
    if not request.has("machine"):
        return
    weights = [model for model in request.models if model.weights_gb is not None]
    for model in weights:
        size = MachineSize.holding(model.weights_gb or Decimal(0))
        gigabytes = formatting.format_number(model.weights_gb)
        sentence = f"The weights of {model.name} take {gigabytes} GB: {formatting.lower_first(size.label)}."
        yield IntentAnswer(sentence, _model_page(model))
    if weights:
        return
    machines = request.catalog.machines
    typed = [word for word in request.parsed.words if not word.isalpha()]
    named = [row for row in machines if set(typed) & set(folded(row.name).split())]
    rented = [row for row in named if row.usd_hour_low is not None]
    if rented:
        yield _cheapest_machine(request.catalog, rented)
    count = formatting.format_count(len(machines), "machine", "machines")
    yield IntentAnswer(
        f"{count} on file, with memory and price an hour.", reverse("catalog:machines")
    )


def _cheapest_machine(catalog: Catalog, machines: Iterable[Machine]) -> IntentAnswer:
    row = min(machines, key=lambda machine: (machine.usd_hour_low or Decimal(0), machine.slug))
    price = formatting.format_price(row.usd_hour_low)
    sentence = f"{row.name}: from {price} an hour, at {row.seller or 'several sellers'}."
    return IntentAnswer(sentence, address_of(catalog, KINDS["machines"], row))


# ------------------------------------------------------------------------------------------------ of models in general


def _able(request: Request) -> Iterator[IntentAnswer]:
    """Yield the answer of the matrix to whether a language model makes a medium."""
    parsed, catalog = request.parsed, request.catalog
    asks = parsed.words[0] in QUESTIONS and "able" in parsed.signals and parsed.models
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


def _list(request: Request) -> Iterator[IntentAnswer]:
    """Yield the list of models that a query describes, in the order that it asks for."""
    wanted = _filter_of(request)
    if wanted is not None:
        address = f"{reverse('catalog:models')}?{wanted.query}"
        yield IntentAnswer(_list_words(wanted, request), address)


def _filter_of(request: Request) -> ModelFilter | None:
    """Return what the list of models is narrowed and ordered by; None where a word would be left out of it.

    A filter that leaves out what it does not understand would answer another question.
    """
    parsed = request.parsed
    ordered = request.has("cheapest", "best", "price") or _asks_for_length(request)
    narrowed = _narrowed(request)
    if narrowed is None:
        return None
    sort = _order(request)
    conditions = len(narrowed.answers) + len(narrowed.reads) + (narrowed.makes is not None)
    conditions += 2 * (narrowed.length is not None)  # tokens are said of models alone
    conditions += bool(narrowed.job) + bool(narrowed.provider) + bool(narrowed.q)
    says_enough = conditions > 1 or (conditions and (parsed.models or request.has("running")))
    if not (conditions and ordered) and not says_enough and not _wants_order_alone(request):
        return None
    return replace(narrowed, sort=sort)


def _narrowed(request: Request) -> ModelFilter | None:
    parsed, catalog = request.parsed, request.catalog
    wanted = ModelFilter()
    answers = {name: "yes" for name in parsed.answers if name in ANSWERED}
    if request.has("local", "running"):
        answers["self_hosting"] = "yes"
    makers = request.named("providers")
    lines = [name for name in parsed.names if not name.rows and name.line]
    if len(makers) + len(lines) > 1 or len(parsed.names) > len(makers) + len(lines):
        return None
    length = _length(parsed.words) if request.has("context") else None
    rest = [word for word in parsed.rest if word not in DOING]
    if length is not None:
        rest = [word for word in rest if word.isalpha() and word not in TIMES]
    job = _job(request, rest)
    if rest and job is None:
        return None
    case = catalog.use_case[job] if job else None
    name = " ".join(parsed.words[lines[0].start : lines[0].end]) if lines else ""
    makes = parsed.makes
    if makes is None and not job and not parsed.reads and not name:
        # “Cheapest LLM” asks for models of language.
        says_language = parsed.models and request.has("cheapest", "best", "price")
        makes = Medium.TEXT if says_language and _says_language(parsed) else None
    return replace(
        wanted,
        q=name,
        makes=case.outputs[0] if case else makes,
        reads=case.must_inputs if case else tuple(filter(None, [parsed.reads])),
        answers=answers,
        provider=makers[0] if makers else "",
        length=length,
        job=job or "",
    )


def _says_language(parsed: ParsedQuery) -> bool:
    language = {"llm", "llms", "language", "sprachmodell", "sprachmodelle"}
    return not language.isdisjoint(parsed.words)


def _job(request: Request, rest: Iterable[str]) -> str | None:
    """Return the job that the best or cheapest is wanted for; None where no medium of its own says it better."""
    if not any(True for _ in rest) or not request.has("best", "cheapest", "price"):
        return None
    return request.job


def _wants_order_alone(request: Request) -> bool:
    return _asks_for_length(request) and not request.parsed.rest


def _asks_for_length(request: Request) -> bool:
    return request.has("longest") and request.has("context")


def _order(request: Request) -> str:
    if request.has("cheapest", "price"):
        return "price"
    if request.has("best"):
        return "score"
    if _asks_for_length(request):
        return "length"
    return "released" if request.has("new") else ""


def _length(words: Iterable[str]) -> Decimal | None:
    """Return how many tokens a query asks for; None where it names no number."""
    for word, following in pairwise([*words, ""]):
        digits = word.rstrip("km")
        if digits.isdecimal():
            times = TIMES.get(word[len(digits) :] or following, 1)
            return Decimal(digits) * times
    return None


def _list_words(wanted: ModelFilter, request: Request) -> str:
    """Say how many models are on the list, what they have in common, and what it begins with."""
    catalog, on = request.catalog, request.on
    fitting = [model for model in catalog.models if wanted.fit(catalog, model, on) is Known.YES]
    if not fitting:
        return "No model on sale is known to fit."
    count = formatting.format_count(len(fitting), "model on sale fits", "models on sale fit")
    chips = "; ".join(formatting.lower_first(chip.words) for chip in wanted.chips(catalog))
    if wanted.job:
        job = formatting.lower_first(catalog.use_case[wanted.job].name)
        chips = f"{chips}; priced for: {job}"
    sentence = f"{count} ({chips})." if chips else f"{count}."
    if wanted.sort == "price" and not wanted.job and not wanted.reads:
        return f"{sentence}{_cheapest_words(wanted, request, fitting)}"
    if wanted.sort == "score":
        return f"{sentence}{_measured_words(wanted, request, fitting)}"
    return sentence


def _cheapest_words(wanted: ModelFilter, request: Request, models: Iterable[AiModel]) -> str:
    unit = wanted.price_unit
    prices = [
        (price, model)
        for model in models
        if (price := query.least_price(request.catalog, model, unit, request.on)) is not None
    ]
    if not prices:
        return " No price is stated."
    price, model = min(prices, key=lambda pair: (pair[0], pair[1].name))
    return f" The cheapest is {model.name} at {formatting.format_price(price, unit)}."


def _measured_words(wanted: ModelFilter, request: Request, models: Iterable[AiModel]) -> str:
    catalog = request.catalog
    task = workload.MEDIUM_TASKS[wanted.medium(catalog)]
    test = query.primary_benchmark(catalog, task)
    measured = test and any(query.primary_score(catalog, model.slug, test) for model in models)
    if not measured or test is None:
        return " No board on file says which of them is best."
    if wanted.job:
        return " The list puts first what was measured best."
    return f" The list is in the order of {test.name}."


def _news(request: Request) -> Iterator[IntentAnswer]:
    """Yield what changed in the last month, which models are new, or which prices moved."""
    kinds = _kinds_of_news(request)
    if not kinds:
        return
    on = request.on
    lately = [
        change
        for change in changes.all_changes(request.catalog, on)
        if on - LATELY < change.day <= on
    ]
    counts = [(kind, sum(change.kind is kind for change in lately)) for kind in kinds]
    summary = formatting.format_list(
        f"{count} {formatting.lower_first(kind.label)}" for kind, count in counts if count
    )
    pairs = {"kind": kinds[0].value} if len(kinds) == 1 else {}
    makers = request.named("providers")
    if len(makers) == 1:
        pairs["provider"] = makers[0]
        summary = ""
    address = reverse("catalog:changes") + (f"?{urlencode(pairs)}" if pairs else "")
    if makers:
        names = formatting.format_list(
            name_or_slug(request.catalog.provider, slug) for slug in makers
        )
        yield IntentAnswer(f"What changed at {names}.", address)
    else:
        yield IntentAnswer(f"In the last month: {summary or 'nothing on file'}.", address)


def _kinds_of_news(request: Request) -> tuple[ChangeKind, ...]:
    if request.has("costlier"):
        return (ChangeKind.COSTLIER,)
    if request.has("cheaper"):
        return (ChangeKind.CHEAPER,)
    if request.has("new") and request.parsed.models:
        return (ChangeKind.NEW,)
    return tuple(ChangeKind) if request.has("news") else ()


type Intent = Callable[[Request], Iterator[IntentAnswer]]
# In this order; what an intent says stands above what those after it say.
INTENTS: tuple[Intent, ...] = (
    _versus,
    _machine,
    _data,
    _licence,
    _free,
    _end,
    _price,
    _able,
    _list,
    _news,
)
# Where one of these has an answer, nothing else is asked.
SETTLING: frozenset[Intent] = frozenset(
    {_versus, _machine, _data, _licence, _free, _end, _price, _able}
)
