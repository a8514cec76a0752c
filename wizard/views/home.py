"""The first page, which is the first question: twelve jobs, the sheet each fills, pictures."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import releases
from catalog.changes import Change, all_changes
from catalog.charts.bars import Bar, BarKind, BarPart
from catalog.charts.pricing import PriceHistory
from catalog.plan_terms import plan_answer
from catalog.releases import Reading
from catalog.schema import Catalog, Offer, group_pairs
from catalog.views.page import page, reads_release
from catalog.views.prices import history_of
from catalog.vocabulary import AppQuestion, PlainAnswer
from wizard.document.blocks import Picture
from wizard.plans import examples as example_plans
from wizard.plans.examples import DecidedExample
from wizard.plans.sheets import Sheet, usual_sheet

# Twelve common jobs of the trades on file, by use case, with the words on their tiles; our choice.
TILES = {
    "support-email-reply": "Answer e-mails",
    "product-description": "Describe products",
    "product-photo-background": "Product photos",
    "meeting-minutes": "Write minutes",
    "catalog-translation": "Translate",
    "invoice-capture": "Read invoices",
    "proposal-draft": "Write offers",
    "social-post-pack": "Posts for social media",
    "document-summarization": "Summarise documents",
    "contract-review": "Check contracts",
    "code-generation": "Write program code",
    "short-video-ad": "Short clips",
}
LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTile:
    """A job to pick, with the sheet that it fills."""

    use_case: str
    label: str
    sheet: Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed lately, in a line."""

    when: str
    first: str
    others: int


@reads_release
def home(request: HttpRequest, reading: Reading) -> HttpResponse:
    example = _example(reading)
    return page(
        request,
        "wizard/home.html",
        reading,
        tiles=list(_tiles(reading)),
        jobs=len(reading.catalog.use_cases),
        empty=Sheet(),
        example=example,
        example_address=reverse("wizard:example", args=[example.example.slug]) if example else "",
        example_picture=replace(example.document.picture, dots=None) if example else None,
        terms=_terms(reading.number, reading.digest),
        history=_history(reading.number, reading.digest, reading.on),
        news=_news(reading.catalog, reading.on),
        previews=True,
    )


def _tiles(reading: Reading) -> Iterator[JobTile]:
    """Yield the tiles of the jobs that are on file."""
    for use_case, label in TILES.items():
        if use_case in reading.catalog.use_case:
            sheet = usual_sheet(use_case, reading, reading.on)
            yield JobTile(use_case=use_case, label=label, sheet=sheet)


def _example(reading: Reading) -> DecidedExample | None:
    """Return the first example of one job that is drawn beside another and costs the least.

    Where the dearer one is named, only the plan itself can say why.
    """
    rows = (
        example_plans.decided(row, edition=reading, on=reading.on)
        for row in example_plans.all_examples()
    )
    return next((row for row in rows if _names_the_cheapest(row.document.picture)), None)


def _names_the_cheapest(picture: Picture) -> bool:
    """Return whether a picture of several ways to do one job names what costs least."""
    if picture.dots is None:
        return False
    bars = [row for row in picture.rows if isinstance(row, Bar)]
    cheapest = min(bars, key=lambda bar: sum(part.amount for part in bar.parts))
    return cheapest.chosen


@lru_cache(maxsize=8)
def _terms(release: int, _digest: str) -> Picture:
    """Return what the plans on file say about training on what one sends, as bars of counts."""
    catalog = releases.edition(release).catalog
    answers = Counter(
        plan_answer(catalog, plan, AppQuestion.TRAINING).meaning for plan in catalog.app_plans
    )
    words = {
        PlainAnswer.NO: "No",
        PlainAnswer.OPTION: "Yes, until you object",
        PlainAnswer.YES: "Yes",
        PlainAnswer.UNKNOWN: "Not said",
    }
    bars = tuple(
        Bar(
            name=label,
            parts=(BarPart(kind=BarKind.TIME, amount=float(answers[answer])),),
            total=f"{answers[answer]:,}",
        )
        for answer, label in words.items()
    )
    says = tuple(f"{bar.name}: {bar.total}." for bar in bars)
    count = f"{len(catalog.app_plans):,}"
    return Picture(
        caption=f"{count} plans of apps: may they train on what you send?", says=says, rows=bars
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferHistory:
    """How the price of one model moved at one seller."""

    model: str  # slug
    name: str
    seller: str
    prices: PriceHistory


@lru_cache(maxsize=8)
def _history(release: int, _digest: str, on: date) -> OfferHistory | None:
    """Return the price history that moved most often.

    One with an announced move goes first, where there is one.
    """
    catalog = releases.edition(release).catalog
    prices = group_pairs((price.offer, price) for price in catalog.prices if price.offer)
    moves = {
        offer: (
            max(price.valid_from for price in rows) > on,
            len({(price.unit, price.usd) for price in rows}),
        )
        for offer, rows in prices.items()
    }
    offers = sorted(catalog.offers, key=lambda offer: offer.slug)
    ranked = sorted(offers, key=lambda offer: moves.get(offer.slug, (False, 0)), reverse=True)
    rows = (_of_offer(catalog, offer, on) for offer in ranked)
    return next((row for row in rows if row is not None), None)


def _of_offer(catalog: Catalog, offer: Offer, on: date) -> OfferHistory | None:
    history, model = history_of(catalog, offer, on), catalog.model.get(offer.model)
    seller = catalog.provider.get(offer.seller)
    if history is None or model is None or seller is None:
        return None
    return OfferHistory(model=model.slug, name=model.name, seller=seller.name, prices=history)


def _news(catalog: Catalog, on: date) -> News | None:
    """Return what changed in the last week, else the last change before it."""
    past = [change for change in all_changes(catalog, on) if change.day <= on]
    lately = [change for change in past if change.day > on - LATELY]
    if lately:
        return _line(catalog, lately, "This week", on)
    return _line(catalog, past[:1], "The last change", on) if past else None


def _line(catalog: Catalog, changes: list[Change], when: str, on: date) -> News:
    return News(when=when, first=changes[0].title(catalog, on), others=len(changes) - 1)
