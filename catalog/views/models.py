"""The list of models, and the page of each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse

from catalog import ages, formatting, query, workload
from catalog.ages import NEVER_SEEN_AGAIN, Sightings
from catalog.claims import doubted_about
from catalog.endings import end_lines
from catalog.filters.form import ANSWERS, OPEN, YES
from catalog.filters.models import ModelForm
from catalog.naming import name_or_slug
from catalog.query import MediaAnswer, Quote, Sale
from catalog.registry import KINDS
from catalog.schema import (
    AiModel,
    Benchmark,
    Catalog,
    ExchangeRate,
    ModelStatement,
    Offer,
    Price,
    Provider,
    Score,
    UseCase,
    group_pairs,
)
from catalog.skills import boards_on
from catalog.values import Value, groups_of, shown_value
from catalog.views import pictures
from catalog.views.page import Reading, list_page, page, reads_release, row_or_404
from catalog.views.plan_lines import built_on
from catalog.views.prices import history_of
from catalog.views.sorting import currency_links, sort_links, turned_round
from catalog.vocabulary import (
    Branch,
    Direction,
    Fit,
    Known,
    Medium,
    Purpose,
    SaleState,
    Voice,
)
from catalog.workload import Workload

# For so long after its release a model counts as new.
NEW = timedelta(days=90)

# ---------------------------------------------------------------------------------------------------------- the list


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelLine:
    """A model as a line of the list."""

    model: AiModel
    provider: Provider | None
    makes: tuple[Medium, ...]
    prices: tuple[Price, ...]  # at the cheapest seller
    cost_words: str  # of the work that the list is priced for, in the currency shown
    price_words: tuple[str, ...]  # what that does not say already
    seen_words: str  # when a price was in force last, where none is on the day
    remark: str
    reads_at_once: Value
    measurable: bool  # whether the test that the list is measured by is of what the model makes
    score: Score | None  # on that test
    share: float | None  # where it stands between the worst score of the list, 0, and the best, 1
    cost: Decimal | None  # of the work that the list is priced for
    eu_region: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class ListContext:
    """What the list is looked at with: the catalog, the day, its test, its work, its order."""

    catalog: Catalog
    on: date
    test: Benchmark | None  # that the list is measured by
    work: Workload  # that its models are priced for
    compared: Workload | None = None  # for which the cheapest seller of each is looked for
    order: str = "use"
    turned: bool = False  # from the end; what is unknown stays last
    rate: ExchangeRate | None = None  # at which prices are shown; None for dollars
    reach: tuple[Decimal, Decimal] | None = None  # the lowest and the highest score of the list
    seen: Sightings = NEVER_SEEN_AGAIN

    def score(self, model: AiModel) -> Score | None:
        return query.primary_score(self.catalog, model.slug, self.test) if self.test else None

    def quote(self, model: AiModel) -> Quote | None:
        """Return the cheapest offer for what the list is priced for."""
        return query.cheapest(self.catalog, model, self.on, self.compared)

    def _last_day(self, quote: Quote) -> date:
        return ages.last_in_force(self.catalog, quote.prices, self.on, self.seen)

    def in_order(self, models: Iterable[AiModel]) -> list[AiModel]:
        """Return models sorted as asked for; of each no more is looked up than that takes."""
        ordered = sorted(models, key=lambda model: (*self._place(model), model.slug))
        return turned_round(ordered, self._is_unknown) if self.turned else ordered

    def _is_unknown(self, model: AiModel) -> bool:
        """Tell whether nothing is known of what the list is sorted by."""
        match self.order:
            case "score":
                return self.score(model) is None
            case "price":
                quote = self.quote(model)
                return not (quote and quote.prices) or bool(self.compared and quote.usd is None)
            case "length":
                return query.reads_at_once(model) is None
            case "released":
                return model.released is None
            case _:
                return False

    def _place(self, model: AiModel) -> tuple[object, ...]:
        match self.order:
            case "use":
                medium = query.main_medium(self.catalog, model)
                test = query.primary_benchmark(self.catalog, workload.MEDIUM_TASKS[medium])
                score = query.primary_score(self.catalog, model.slug, test) if test else None
                return (medium.order, query.score_order(score, test), model.name.casefold())
            case "score":
                return query.score_order(self.score(model), self.test)
            case "price":
                quote = self.quote(model)
                cost = quote.usd if quote and self.compared else None
                return (
                    cost is None,
                    cost or Decimal(0),
                    *query.price_order(quote.prices if quote else ()),
                )
            case "length":
                return (-(query.reads_at_once(model) or 0),)
            case "released":
                return (-(model.released or date.min).toordinal(),)
            case _:
                return (model.name.casefold(),)

    def line(self, model: AiModel) -> ModelLine:
        """Return a model as a line of the list."""
        quote = self.quote(model)
        prices = quote.prices if quote else ()
        last = None if prices else query.last_quote(self.catalog, model, self.on)
        score, cost = self.score(model), self.work.cost(prices)
        cost_words = "" if cost is None else formatting.format_short_price(cost, rate=self.rate)
        return ModelLine(
            model=model,
            provider=self.catalog.provider.get(model.provider),
            makes=query.media_made(self.catalog, model),
            prices=prices,
            cost_words=cost_words,
            price_words=_other_words(formatting.format_prices(prices, self.rate), cost_words),
            seen_words=f"until {formatting.format_day(self._last_day(last))}" if last else "",
            remark=remark(self.catalog, model, quote.offer if quote else None, self.on),
            reads_at_once=_limit_words(model),
            measurable=self.test is None
            or query.is_measured_by(self.catalog, model, self.test.task),
            score=score,
            share=self._share(score),
            cost=cost,
            eu_region=_any_region(self.catalog, model),
        )

    def _share(self, score: Score | None) -> float | None:
        if score is None or self.test is None or self.reach is None:
            return None
        low, high = self.reach
        share = float((score.value - low) / ((high - low) or 1))
        return share if self.test.higher_is_better else 1 - share


def _other_words(words: Iterable[str], cost_words: str) -> tuple[str, ...]:
    """Return prices without the one that the cost repeats; beside a cost, tokens need no unit, which the head says."""
    if not cost_words:
        return tuple(words)
    return tuple(
        line.removesuffix(" a million tokens")
        for line in words
        if not line.startswith(f"{cost_words} ")
    )


def _any_region(catalog: Catalog, model: AiModel) -> Known:
    """Return whether some offer of a model is worked in the EU alone; no only where every one is known not to be."""
    answers = {query.eu_region(catalog, offer) for offer in catalog.offers_of.get(model.slug, ())}
    if Known.YES in answers:
        return Known.YES
    return Known.NO if answers == {Known.NO} else Known.UNKNOWN


def list_context(form: ModelForm, on: date, seen: Sightings = NEVER_SEEN_AGAIN) -> ListContext:
    """Return what the list that a form asks for is looked at with."""
    catalog, work = form.catalog, pictures.chosen_work(form)
    compared = work if form.priced_alike or form.order == "price" else None
    if form.chosen("price") is not None and not form.case:
        compared = Workload(name="", ways=(((form.price_unit, Decimal(1)),),))
    return ListContext(
        catalog=catalog,
        on=on,
        test=pictures.chosen_test(catalog, form),
        work=work,
        compared=compared,
        order=form.order,
        turned=form.chosen("turned"),
        rate=form.rate(on),
        seen=seen,
    )


# How each column is sorted when it is chosen first.
SORTED_FIRST: Mapping[str, str] = {
    "name": "ascending",
    "score": "descending",
    "price": "ascending",
    "length": "descending",
    "released": "descending",
}


def _sorted_first(test: Benchmark | None) -> Mapping[str, str]:
    fewer_is_better = test is not None and not test.higher_is_better
    return {**SORTED_FIRST, "score": "ascending"} if fewer_is_better else SORTED_FIRST


def _reach(look: ListContext, models: Iterable[AiModel]) -> tuple[Decimal, Decimal] | None:
    """Return the lowest and the highest score of models; None where none has one."""
    values = [score.value for model in models if (score := look.score(model)) is not None]
    return (min(values), max(values)) if values else None


def _limit_words(model: AiModel) -> Value:
    """Return how many tokens go in at once; marked where the limit is that of the answer too."""
    described = KINDS["models"].described
    is_of_input = model.input_limit is not None or model.total_limit is None
    value = shown_value(described["input_limit" if is_of_input else "total_limit"], model)
    # The head of the column says the unit.
    words = value.words.removesuffix(" tokens")
    return replace(value, words=words, hint=value.hint if is_of_input else "with the answer")


@reads_release
def models(request: HttpRequest, edition: Reading) -> HttpResponse:
    """List the models, filtered, priced and sorted by the address; htmx gets the results alone."""
    catalog, on = edition.catalog, edition.on
    form = ModelForm(request.GET, catalog)
    conditions = form.conditions(on)
    fits = [(model, conditions.matches(catalog, model, on)) for model in catalog.models]
    accepted = OPEN if form.chosen("unstated") else YES
    rows = [model for model, fit in fits if fit in ANSWERS[accepted]]
    plain = list_context(form, on, edition.sightings)
    look = replace(plain, reach=_reach(plain, rows))
    shown = list_page(look.in_order(rows), request)
    picture = pictures.cost_picture(catalog, rows, form, on)
    return page(
        request,
        "catalog/models.html",
        edition,
        partial="results",
        on=on,
        form=form,
        shown=shown,
        lines=[look.line(model) for model in shown],
        total=len(catalog.models),
        on_sale_words=f" on sale on {formatting.format_day(on)}",
        unstated=sum(fit is Known.UNKNOWN for _, fit in fits) if accepted == YES else 0,
        test=look.test if look.reach else None,
        columns=sort_links(form, form.order, _sorted_first(look.test)),
        work=look.work.name,
        picture=picture,
        currencies=currency_links(form),
        currency=formatting.currency_name(form.chosen("currency") or "USD"),
        unbeaten={row.model.slug for row in picture.rows if row.unbeaten} if picture else set(),
    )


def by_medium(
    edition: Reading, models: Iterable[AiModel], most: int | None = None
) -> list[dict[str, Any]]:
    """Return models by what they mainly make, best first by that medium's usual test; at most so many of a medium."""
    catalog = edition.catalog
    by_medium = group_pairs((query.main_medium(catalog, model), model) for model in models)
    groups = []
    for medium in (medium for medium in Medium if medium in by_medium):
        test = query.primary_benchmark(catalog, workload.MEDIUM_TASKS[medium])
        look = ListContext(
            catalog=catalog,
            on=edition.on,
            test=test,
            work=workload.usual(medium),
            seen=edition.sightings,
        )
        rows = look.in_order(by_medium[medium])
        lines = [look.line(model) for model in rows[:most]]
        groups.append(
            {"medium": medium, "test": test, "lines": lines, "more": len(rows) - len(lines)}
        )
    return groups


def remark(catalog: Catalog, model: AiModel, offer: Offer | None, on: date) -> str:
    """Return the one thing to know about a model today, or nothing."""
    sold = query.sale(catalog, model, on)
    if sold.state in {SaleState.ENDED, SaleState.UNKNOWN} or sold.ends:
        return _end_remark(sold, on)
    at_seller = query.sale(catalog, offer, on) if offer else sold
    if offer and at_seller.ends and at_seller.ends <= on + query.SOON:
        seller = name_or_slug(catalog.provider, offer.seller)
        return f"{_end_remark(at_seller, on)} at {seller}"
    if model.commercial_use is Known.NO:
        return "Not for business use"
    moves = query.changes_ahead(catalog, offer.slug if offer else "", on)
    if moves:
        now, then = moves[0]
        direction = "more" if then.usd > now.usd else "less"
        return f"Costs {direction} from {formatting.format_day(then.valid_from)}"
    if model.released is not None and timedelta(0) <= on - model.released <= NEW:
        return f"New, {formatting.format_day(model.released)}"
    return ""


def _end_remark(sold: Sale, on: date) -> str:
    if sold.ends:
        verb = "Ended" if sold.ends <= on else "Ends"
        return f"{verb} {formatting.format_day(sold.ends)}"
    return "Ended, day not on record" if sold.state is SaleState.ENDED else sold.state.label


# ---------------------------------------------------------------------------------------------------------- the page


@reads_release
def model(request: HttpRequest, edition: Reading, slug: str) -> HttpResponse:
    """Show a model: what it costs, how good it is and who says so, what it is, who sells it."""
    catalog, on = edition.catalog, edition.on
    found = row_or_404(catalog.models, slug)
    quotes = query.quotes(catalog, found, on)
    sellers = sum(bool(quote.prices) for quote in quotes)
    shown = quotes[0] if sellers else query.last_quote(catalog, found, on)
    groups = _price_groups(catalog, found, on)
    jobs = _jobs(catalog, found)
    return page(
        request,
        "catalog/model.html",
        edition,
        on=on,
        model=found,
        sale=query.sale(catalog, found, on),
        maker=catalog.provider.get(found.provider),
        successor=catalog.model.get(found.replaced_by or ""),
        predecessors=tuple(other for other in catalog.models if other.replaced_by == found.slug),
        lead=lead(catalog, found),
        moves=query.changes_ahead(catalog, shown.offer.slug, on) if shown else (),
        shown=shown,
        price_words=formatting.format_prices(shown.prices) if shown else (),
        seller=name_or_slug(catalog.provider, shown.offer.seller) if shown else "",
        sold_by=catalog.provider.get(shown.offer.seller) if shown else None,
        until=ages.last_in_force(catalog, shown.prices, on, edition.sightings) if shown else None,
        sellers=sellers,
        history=history_of(catalog, shown.offer, on, edition.sightings) if shown else None,
        groups=groups,
        price_count=sum(len(prices) for _, prices in groups),
        scores=_scores(catalog, found),
        no_score=_why_no_score(catalog, found, edition.on),
        offers=tuple(_offer_line(edition, quote) for quote in quotes),
        ends=end_lines(catalog, found, on),
        tunable=query.tunable(catalog, found),
        tunings=catalog.tunings_of.get(found.slug, ()),
        jobs=jobs,
        job_count=sum(len(cases) for _, cases in jobs),
        all_jobs=len(catalog.use_cases),
        apps=built_on(edition, found.slug),
        doubted=doubted_about(catalog, subject=found.slug),
        media=media_lines(catalog, found),
        statements=_statements(catalog, found),
        facts=groups_of(catalog, KINDS["models"], found, _worked_out(catalog, found)),
    )


def _worked_out(catalog: Catalog, found: AiModel) -> dict[str, Value]:
    """Return the values that are more than what stands in the row."""
    described = KINDS["models"].described
    limits = {name: shown_value(described[name], found) for name in ("input_limit", "total_limit")}
    for name, limit in limits.items():
        if tokens := getattr(found, name):
            pages = formatting.format_rough(tokens // TOKENS_A_PAGE)
            limits[name] = replace(limit, hint=f"about {pages} book pages")
    return {
        **limits,
        "tuning": Value(word=query.tunable(catalog, found)),
    }


def _statements(catalog: Catalog, model: AiModel) -> tuple[ModelStatement, ...]:
    """Return what single facts of a model rest on, or what else a source says of them, the newest first."""
    rows = catalog.statements_of.get(model.slug, ())
    sourced = [row for row in rows if row.facts or row.note]
    return tuple(sorted(sourced, key=lambda row: (-row.as_of.toordinal(), row.source)))


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumLine:
    """Whether a medium goes into a model, and whether it comes out, each with who says so."""

    medium: Medium
    reads: MediaAnswer
    makes: MediaAnswer


def media_lines(catalog: Catalog, model: AiModel) -> tuple[MediumLine, ...]:
    """Return what goes in and what comes out, a line a medium; of rare media only what a source speaks of."""
    lines = []
    for medium in Medium:
        reads, makes = (
            query.media_answer(catalog, model, direction, medium) for direction in Direction
        )
        is_stated = reads.rests_on is not None or makes.rests_on is not None
        if medium in query.ASKED_MEDIA or (is_stated and medium not in query.AS_TEXT):
            lines.append(MediumLine(medium=medium, reads=reads, makes=makes))
    return tuple(lines)


TOKENS_A_PAGE = 500  # about 375 English words


MODEL_NOUNS = {
    Purpose.GENERAL: "language model",
    Purpose.CODE_COMPLETION: "code completion model",
    Purpose.SEARCH: "language model that answers from a web search",
    Purpose.EMBEDDING: "embedding model",
    Purpose.MODERATION: "moderation model",
    Purpose.TRANSCRIPTION: "transcription model",
    Purpose.READING: "reader of documents and scans",
    Purpose.SPEECH: "speech model",
    Purpose.CONVERSATION: "model for live voice conversation",
    Purpose.IMAGE: "image model",
    Purpose.VIDEO: "video model",
    Purpose.MUSIC: "music model",
    Purpose.MODEL_3D: "3D model",
    Purpose.PRODUCT: "product, not a model of its own",
}


def kind_of(catalog: Catalog, model: AiModel) -> str:
    """Return what people call this sort of model."""
    found = query.purposes(catalog, model)
    if Purpose.GENERAL in found and Branch.MEDIA in query.branches(catalog, model):
        return "language model that makes more than text"
    return MODEL_NOUNS[found[0]] if found else "model"


def lead(catalog: Catalog, model: AiModel) -> str:
    """Return a model in a sentence."""
    kind = kind_of(catalog, model)
    inputs, outputs = query.media_read(catalog, model), query.media_made(catalog, model)
    article = "An" if kind[0] in "aeio" else "A"
    if Medium.VECTOR in outputs:
        return f"{article} {kind}: it turns {formatting.format_list(inputs)} into numbers by which passages are found."
    if not outputs:
        return "A model of which no source we read says what it reads and makes."
    verb = "writes" if outputs == (Medium.TEXT,) else "makes"
    makes = f"{verb} {formatting.format_list(outputs)}"
    if not inputs:
        return f"{article} {kind}. It {makes}; what it reads is not stated on any page we read."
    return f"{article} {kind}. It reads {formatting.format_list(inputs)}, and {makes}."


def _offer_line(edition: Reading, quote: Quote) -> dict[str, Any]:
    """Return an offer as a line of the table: terms, prices, or the last ones where none is in force any more."""
    catalog, on = edition.catalog, edition.on
    past = () if quote.prices else query.past_prices(catalog, quote.offer.slug, on)
    last = ""
    if past:
        day = ages.last_in_force(catalog, past, on, edition.sightings)
        last = f"{'; '.join(formatting.format_prices(past))}, until {formatting.format_day(day)}"
    return {
        "offer": quote.offer,
        "terms": query.terms(catalog, quote.offer),
        "trains": query.trains_on_inputs(catalog, quote.offer),
        "eu_region": query.eu_region(catalog, quote.offer),
        "prices": quote.prices,
        "price_words": formatting.format_prices(quote.prices),
        "last_words": last,
        "sale": query.sale(catalog, quote.offer, on),
    }


def _price_groups(
    catalog: Catalog, model: AiModel, on: date
) -> list[tuple[str, tuple[tuple[Price, date | None], ...]]]:
    """Return every price on file under its seller, with its last day where it has one; the maker's own offer first."""
    offers = [
        offer for offer in catalog.offers_of.get(model.slug, ()) if offer.slug in catalog.prices_of
    ]
    offers.sort(key=lambda offer: (offer.seller != model.provider, offer.slug))
    return [
        (
            name_or_slug(catalog.provider, offer.seller),
            tuple((row, query.until(catalog, row, on)) for row in catalog.prices_of[offer.slug]),
        )
        for offer in offers
    ]


def _scores(catalog: Catalog, model: AiModel) -> list[dict[str, Any]]:
    """Return each score of a model with its place on the test.

    Those of independent measurers come first, and of these the tests that decide a skill.
    """
    lines: list[dict[str, Any]] = []
    deciding = {skill.board for skill in catalog.skills}
    named: set[str] = set()
    for score in catalog.scores_of.get(model.slug, ()):
        test = catalog.benchmark.get(score.benchmark)
        if test is None:
            continue
        independent = (
            each for each in catalog.scores_on[test.slug] if each.voice is Voice.MEASURED
        )
        orders = group_pairs((each.model, query.score_order(each, test)) for each in independent)
        own = query.score_order(score, test)
        better = [
            other for other, found in orders.items() if other != model.slug and min(found) < own
        ]
        lines.append(
            {
                "score": score,
                "test": test,
                "place": len(better) + 1 if score.voice is Voice.MEASURED else None,
                "of": len(orders.keys() | {model.slug}),
                "anchor": "" if score.benchmark in named else f"score-{score.benchmark}",
            }
        )
        named.add(score.benchmark)
    return sorted(
        lines,
        key=lambda line: (
            line["score"].voice is not Voice.MEASURED,
            line["test"].slug not in deciding,
            line["test"].name,
            -line["score"].value,
        ),
    )


def _why_no_score(catalog: Catalog, model: AiModel, on: date) -> str:
    """Return why a model has no score: no board of its kind, too new for all of them, or not on any. Empty if it has."""
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
            f"Under a name that is surely its own it stands on none of the {boards} of its kind on file, "
            f"the last of {newest}. When it came out is not known."
        )
    since = formatting.format_count(search.since_release, "board", "boards")
    return (
        f"Under a name that is surely its own it stands on none of the {since} of its kind "
        f"that were read since it came out, the last of {newest}."
    )


def _jobs(catalog: Catalog, model: AiModel) -> tuple[tuple[Fit, tuple[UseCase, ...]], ...]:
    """Return the use cases this kind of model does, well or under a condition."""
    able: dict[Fit, list[UseCase]] = {Fit.YES: [], Fit.LIMITED: []}
    for case in catalog.use_cases:
        if not all(query.can_make(catalog, model, case, medium) for medium in case.outputs):
            continue
        columns = {medium.branch for medium in case.outputs if medium.branch}
        fits = {
            catalog.cell[case.slug, branch].fit
            for branch in columns
            if (case.slug, branch) in catalog.cell
        }
        best = next((fit for fit in (Fit.YES, Fit.LIMITED) if fit in fits), None)
        if best is not None:
            able[best].append(case)
    return tuple(
        (fit, tuple(sorted(cases, key=lambda case: (not case.common, case.name, case.slug))))
        for fit, cases in able.items()
        if cases
    )
