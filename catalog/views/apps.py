"""The list of apps: by what they do, or by what they cost for a volume of a job."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median_low
from typing import ClassVar

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting, query
from catalog.app_query import AppMatch
from catalog.charts.marks import ChartLink, Drawing, Size, hit_around
from catalog.charts.swarm import Swarm
from catalog.filters.apps import AppForm
from catalog.filters.currency import StatedForm
from catalog.filters.form import ANSWERS, OPEN, YES
from catalog.naming import name_or_slug
from catalog.plan_costs import CostState
from catalog.plan_terms import TermsCheck, keeps_out_of_training, stays_in_the_eu
from catalog.releases import Reading
from catalog.schema import US_DOLLARS, Catalog, ExchangeRate, Price
from catalog.views.page import list_page, page, reads_release
from catalog.views.plan_lines import CostWords, condition_words, cost_words, old_words
from catalog.views.sorting import currency_links, sort_links, turned_round
from catalog.vocabulary import MONTHLY_UNITS, AppKind, Currency, Known, PlainAnswer

MOST_SOFTWARE = 4  # named in a line
SIZE = 18  # apps on a page: at 390 pixels, five screens
FEWEST_DRAWN = 3  # prices; fewer are read faster than looked at
MOST_DRAWN = 1_000  # dots; more are a wall, on which none can be hit
SORTED_FIRST: Mapping[str, str] = {"name": "ascending", "price": "ascending"}


@dataclass(frozen=True, slots=True, kw_only=True)
class AppRow:
    """An app as a line of the list, with the plan that is shown for it."""

    match: AppMatch
    maker: str
    cost: CostWords
    training: TermsCheck  # nothing is known where no plan is on file
    place: TermsCheck
    inside: str

    @property
    def keeps_out(self) -> Known:
        """Return whether what is sent stays out of training."""
        return self.training.meets

    @property
    def keeps_out_hint(self) -> str:
        """Return what has to be done for it."""
        return condition_words(self.training)

    @property
    def in_the_eu(self) -> Known:
        """Return whether all of it is kept and worked in the EU."""
        return self.place.meets

    @property
    def in_the_eu_hint(self) -> str:
        """Return what has to be chosen for it."""
        return condition_words(self.place)


# What most shops and offices buy an app for; the other kinds are folded away.
FIRST_KINDS = (
    AppKind.ASSISTANT,
    AppKind.TRANSLATION,
    AppKind.IMAGE_GENERATOR,
    AppKind.FILM_GENERATOR,
    AppKind.VOICE,
    AppKind.MEETING_NOTES,
    AppKind.SUPPORT_DESK,
    AppKind.CODING,
)


@reads_release
def apps(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List the apps, narrowed, priced and sorted by the address; htmx gets the results alone."""
    catalog, on = reading.catalog, reading.on
    form = AppForm(request.GET, catalog)
    matches = list(form.conditions(on).matches())
    accepted = OPEN if form.chosen("unstated") else YES
    rows = [match for match in matches if match.fits in ANSWERS[accepted]]
    ordered = sorted(rows, key=_orders(catalog)[form.order])
    if form.chosen("turned"):
        by_price = form.order == "price"
        ordered = turned_round(ordered, lambda match: by_price and _usd(match) is None)
    shown = list_page(ordered, request, SIZE)
    money = shown_money(form, on)
    is_listed = form.case is None
    return page(
        request,
        "catalog/apps.html",
        reading,
        partial="results",
        form=form,
        shown=shown,
        rows=[app_row(reading, match, money, listed=is_listed) for match in shown],
        columns=sort_links(form, form.order, SORTED_FIRST),
        currencies=currency_links(form),
        currency=form.currency_name,
        volume_words=_volume_words(form),
        picture=swarm_of(rows, money, form),
        kinds=_kinds_of(form, rows),
        total=len(catalog.apps),
        unstated=len(matches) - len(rows),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KindLink:
    """A kind of app that the list has on some page, and the address of it alone."""

    kind: AppKind
    count: int
    query: str
    is_first: bool  # else folded away


def _kinds_of(form: AppForm, rows: Iterable[AppMatch]) -> list[KindLink]:
    """Return the kinds of a list of several: the usual ones, then those of most apps.

    A page of the list shows one or two of them.
    """
    counts = Counter(match.kind for match in rows)
    if form.chosen("kind") or len(counts) < 2:  # noqa: PLR2004  # one is no choice
        return []
    first = [kind for kind in FIRST_KINDS if kind in counts]
    others = sorted(counts.keys() - first, key=lambda kind: (-counts[kind], kind.order))
    kinds = (*first, *others)
    return [
        KindLink(
            kind=kind,
            count=counts[kind],
            query=form.query_with(kind=kind),
            is_first=kind in first,
        )
        for kind in kinds
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceDisplay:
    """In what prices of apps are shown: one currency at a rate, or each as its seller states it."""

    code: str = ""  # of one currency; empty where each stays in its own
    rate: ExchangeRate = US_DOLLARS  # of that currency

    def stated(self, catalog: Catalog, price: Price, on: date) -> Price:
        """Return a price in the currency shown; one in a currency without a rate stays as it is."""
        usd = query.usd_of(catalog, price, on)
        if not self.code or price.currency == self.code or usd is None:
            return price
        amount = formatting.in_currency(usd, self.rate)[1]
        return replace(
            price, amount=formatting.rounded_price(amount), currency=Currency.read(self.code)
        )


AS_STATED = PriceDisplay()


def shown_money(form: StatedForm, on: date) -> PriceDisplay:
    """Return in what a page that a form asks for shows its prices."""
    return PriceDisplay(code=form.chosen("currency"), rate=form.rate(on))


def app_row(
    reading: Reading, match: AppMatch, money: PriceDisplay = AS_STATED, *, listed: bool
) -> AppRow:
    """Return an app as a line; `listed` shows the price as stated, not for a volume."""
    catalog, plan, app = reading.catalog, match.plan, match.app
    software = [word.label for word in app.works_inside]
    training = place = TermsCheck()
    if plan:
        training = keeps_out_of_training(catalog, plan, app=app.slug)
        place = stays_in_the_eu(catalog, plan, app=app.slug)
    return AppRow(
        match=match,
        maker=name_or_slug(catalog.provider, app.maker),
        cost=_listed_price(reading, match, money) if listed else _cost(reading, match, money),
        training=training,
        place=place,
        inside=", ".join(software[:MOST_SOFTWARE]),
    )


def _usd(match: AppMatch) -> Decimal | None:
    return match.cost.usd if match.cost else None


def _month_usd(match: AppMatch, *, is_listed: bool) -> Decimal | None:
    """Return what a month costs in US dollars; None if only a result has a price.

    Also None where nobody says what a month holds.
    """
    cost = match.cost
    if cost is None or cost.price is None:
        return None
    if is_listed:
        return cost.usd if cost.price.unit in MONTHLY_UNITS else None
    return cost.usd if cost.state is CostState.PRICED else None


def _cost(reading: Reading, match: AppMatch, money: PriceDisplay) -> CostWords:
    if match.cost is None:
        return _without_plan(match)
    words = cost_words(reading, match.cost, money.rate)
    return CostWords(amount=words.amount, notes=(match.cost.plan.name, *words.notes))


def _listed_price(reading: Reading, match: AppMatch, money: PriceDisplay) -> CostWords:
    """Return the price of the plan as its seller states it, in the currency shown."""
    price = match.cost.price if match.cost else None
    if match.cost is None or price is None:
        return _without_plan(match)
    notes = [match.cost.plan.name]
    if old := old_words(reading, price):
        notes.append(old)
    if price.amount and match.app.free_plan is Known.YES:
        notes.append("a free plan besides")
    shown = money.stated(reading.catalog, price, reading.on)
    return CostWords(amount=formatting.format_plan_price(shown), notes=tuple(notes))


def _without_plan(match: AppMatch) -> CostWords:
    return CostWords(amount="", notes=("by quote",) if match.app.by_quote else ())


@dataclass(frozen=True, slots=True, kw_only=True)
class AppSwarm:
    """What apps cost a month, a dot each."""

    sizes: ClassVar[tuple[Size, Size]] = ((860, 0), (354, 0))
    broad: ClassVar[bool] = False

    prices: tuple[tuple[AppMatch, float], ...]  # in the currency shown
    sign: str
    what: str  # what the month is of
    without: int  # apps of which no sum for a month can be stated
    query: str  # of the volume, for the pages of apps

    def swarm(self, width: float) -> Swarm:
        """Return the swarm on a sheet of a width."""
        is_narrow = width <= self.sizes[1][0]
        return Swarm(
            prices=[price for _, price in self.prices],
            sign=self.sign,
            width=width,
            radius=2.8 if is_narrow else 4.0,
        )

    def draw(self, width: float, _height: float) -> Drawing:
        """Draw it as high as the prices need, each dot a link to its app.

        On a phone the dots are too small to hit.
        """
        swarm = self.swarm(width)
        is_narrow = width <= self.sizes[1][0]
        links = () if is_narrow else tuple(self._links(swarm))
        return replace(swarm.draw(), links=links)

    def _links(self, swarm: Swarm) -> Iterator[ChartLink]:
        for dot, (match, price) in zip(swarm.dots(), self.prices, strict=True):
            label = f"{match.app.name}: {self._words(price)}"
            yield ChartLink(
                address=self._address(match),
                label=label,
                outlines=(hit_around(dot.x, dot.y),),
                is_stop=False,
            )

    def _address(self, match: AppMatch) -> str:
        path = reverse("catalog:app", args=[match.app.slug])
        return f"{path}?{self.query}" if self.query else path

    def _words(self, price: float) -> str:
        return "free" if price == 0 else f"{self.sign}{price:,.2f}".removesuffix(".00")

    @property
    def title(self) -> str:
        return (
            f"What {formatting.format_count(len(self.prices), 'app costs', 'apps cost')}: "
            f"{self.what}"
        )

    @property
    def desc(self) -> str:
        """Return the finding in words."""
        prices = [price for _, price in self.prices]
        return (
            f"From {self._words(min(prices))} to {self._words(max(prices))}; "
            f"half cost up to {self._words(median_low(prices))}."
        )


def _volume_words(form: AppForm) -> str:
    """Return what a month is of, where a job is priced; empty where none is."""
    if form.case is None:
        return ""
    return f"{formatting.format_number(form.results_a_month)} {form.case.unit_plural} a month"


def swarm_of(matches: Iterable[AppMatch], money: PriceDisplay, form: AppForm) -> AppSwarm | None:
    """Return the picture of what apps cost a month; None where too few have a sum, or too many."""
    rows = list(matches)
    prices = []
    for match in rows:
        usd = _month_usd(match, is_listed=form.case is None)
        if usd is not None:
            _, amount = formatting.in_currency(usd, money.rate)
            prices.append((match, float(amount)))
    if not FEWEST_DRAWN <= len(prices) <= MOST_DRAWN:
        return None
    what = _volume_words(form) or "the plan shown, for one person, a month"
    return AppSwarm(
        prices=tuple(prices),
        sign=formatting.in_currency(0, money.rate)[0],
        what=what,
        without=len(rows) - len(prices),
        query=form.volume_query,
    )


def _orders(catalog: Catalog) -> Mapping[str, Callable[[AppMatch], tuple[object, ...]]]:
    """Return the key of each order of the list; each ends on what no two apps share."""

    def by_kind(match: AppMatch) -> tuple[object, ...]:
        return match.kind.order, -_documented(catalog, match), *by_name(match)

    def by_price(match: AppMatch) -> tuple[object, ...]:
        if match.cost is None:
            return (True, *by_name(match))
        usd = match.cost.usd
        return False, match.cost.state.order, usd is None, usd or 0, *by_name(match)

    def by_name(match: AppMatch) -> tuple[object, ...]:
        return match.app.name.casefold(), match.app.slug

    return {"kind": by_kind, "price": by_price, "name": by_name}


def _documented(catalog: Catalog, match: AppMatch) -> int:
    """Return how much of the plan shown is known: its price, its training, its place."""
    plan = match.plan
    if plan is None:
        return 0
    answers = (
        *keeps_out_of_training(catalog, plan).answers,
        *stays_in_the_eu(catalog, plan).answers,
    )
    known = sum(row.meaning is not PlainAnswer.UNKNOWN for row in answers)
    return known + (match.cost is not None and match.cost.price is not None)
