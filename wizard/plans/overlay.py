"""What vendors replied, laid over the catalog: facts of one plan, each with who said so, when, and until when."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from catalog.schema import KINDS, AiModel, Catalog, DataTerms, Price, Score, Source, turned
from catalog.vocabulary import Confidence, Known, Medium, PriceUnit, Training, Voice, Word

BETWEEN = "|"
NEVER = "none"  # the reply that no end of sale is announced
SOURCE = "reply-"  # how the sources of replies begin; no source of the catalog does
_TERMS = "of-"  # how data terms begin that stand for what one reply says of a seller


class FactKind(Word):
    """Which kind of catalog row a reply speaks of."""

    MODEL = "model", "Model"
    PRICE = "price", "Price"
    TERMS = "terms", "Data terms"
    OFFER = "offer", "Offer"
    SCORE = "score", "Score"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One thing that can be asked of a vendor: a field of a row of the catalog."""

    kind: FactKind
    subject: str
    field: str

    @property
    def key(self) -> str:
        """Return it as one text."""
        return BETWEEN.join((self.kind, self.subject, self.field))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One reply: to which point, what, by whom, on which day, and the last day on which it counts."""

    number: int
    point: str
    value: str
    name: str
    on: date
    until: date

    @property
    def source(self) -> str:
        """Return the slug of the source that it is."""
        return f"{SOURCE}{self.number}"

    @property
    def title(self) -> str:
        """Return what the source is called; trails and endnotes say its day."""
        return f"Reply by {self.name}"


def word[W: Word](words: type[W], value: str) -> W:
    """Return the word of a list that is stored as this value. Raises ValueError where there is none."""
    found = next((each for each in words if each.value == value), None)
    if found is None:
        raise ValueError(value)
    return found


def point_of(key: str) -> Point:
    """Return the point that `Point.key` wrote. Raises ValueError on any other text."""
    kind, subject, field = key.split(BETWEEN)
    return Point(kind=word(FactKind, kind), subject=subject, field=field)


_JSON = msgspec.json.Decoder(tuple[Said, ...])


def dump(said: Iterable[Said]) -> bytes:
    """Return replies as canonical JSON."""
    return msgspec.json.encode(tuple(said))


def load(stored: bytes | str) -> tuple[Said, ...]:
    """Return the replies that `dump` wrote. Raises `msgspec.ValidationError` on any other shape."""
    return _JSON.decode(stored)


@dataclass(frozen=True, kw_only=True)
class Overlaid(Catalog):
    """A catalog with replies laid over it; `replies` says which field of which row a reply speaks of."""

    replies: tuple[Said, ...] = ()


def counting(said: Iterable[Said], on: date) -> tuple[Said, ...]:
    """Return the replies that count on a day, by number: given by then, not run out, the last one to each point."""
    last: dict[str, Said] = {}
    for row in sorted(said, key=lambda row: (row.on, row.number)):
        if row.on <= on <= row.until:
            last[row.point] = row
    return tuple(sorted(last.values(), key=lambda row: row.number))


def laid_over(catalog: Catalog, said: Iterable[Said], on: date) -> Catalog:
    """Return the catalog with the replies that count on a day in the place of what it said; it alone where none does.

    A reply on a row that is no longer there says nothing.
    """
    counted = counting(said, on)
    if not counted:
        return catalog
    found: Catalog = _keeping(catalog, Overlaid(**{name: getattr(catalog, name) for name in KINDS}))
    spoken = []
    for row in counted:
        point = point_of(row.point)
        laid = _LAYERS[point.kind](found, point, row)
        if laid is not None:
            found = laid
            spoken.append(row)
    if not spoken:
        return catalog
    sources = tuple(
        Source(slug=row.source, title=row.title, voice=Voice.SELLER, retrieved=row.on, published=row.on)
        for row in spoken
    )
    changed: dict[str, Any] = {"sources": (*found.sources, *sources), "replies": tuple(spoken)}
    return _keeping(found, replace(found, **changed), but={"source"})


def _keeping(old: Catalog, new: Catalog, *, but: Collection[str] = ()) -> Catalog:
    """Return the new catalog with the indexes of the old one, but those of what changed."""
    held = {*KINDS, "replies", *but}
    vars(new).update({name: index for name, index in vars(old).items() if name not in held})
    return new


def replies_of(catalog: Catalog) -> tuple[Said, ...]:
    """Return the replies laid over a catalog."""
    return catalog.replies if isinstance(catalog, Overlaid) else ()


# ------------------------------------------------------------------------------------------------------------- values


@dataclass(frozen=True, slots=True, kw_only=True)
class Takes:
    """What a reply to a field may be: one of a few words, or something written."""

    words: Mapping[str, str]
    written: str = ""  # "tokens", "usd", "day" or "score"


YES_NO = Takes(words={Known.YES.value: "Yes", Known.NO.value: "No"})
TRAINING = Takes(
    words={
        Training.NO.value: "No",
        Training.OPT_OUT.value: "Yes, unless you object",
        Training.YES.value: "Yes",
    }
)


def takes(point: Point) -> Takes:
    """Return what a reply to a point may be."""
    if point.kind is FactKind.PRICE:
        return Takes(words={}, written="usd")
    if point.kind is FactKind.SCORE:
        return Takes(words={}, written="score")
    named = {"trains_on_inputs": TRAINING, "context_tokens": Takes(words={}, written="tokens")}
    return named.get(point.field) or (Takes(words={}, written="day") if point.field == "retires" else YES_NO)


# ------------------------------------------------------------------------------------------------------------- layers


def _model(catalog: Catalog, point: Point, said: Said) -> Catalog | None:
    row = catalog.model.get(point.subject)
    if row is None:
        return None
    return turned(catalog, "models", row, _answered(row, point.field, said.value))


def _answered(row: AiModel, field: str, value: str) -> AiModel:
    if field == "context_tokens":
        return replace(row, context_tokens=int(Decimal(value)))
    if field == "retires":
        return replace(row, retires=None if value == NEVER else date.fromisoformat(value))
    if field.startswith("inputs:"):
        return replace(row, inputs=_inputs(row.inputs, word(Medium, field.partition(":")[2]), taken=value == Known.YES))
    known: dict[str, Any] = {field: word(Known, value)}
    return replace(row, **known)


def _inputs(inputs: tuple[Medium, ...], medium: Medium, *, taken: bool) -> tuple[Medium, ...]:
    """Return what goes in with one medium settled; where nothing was known, a model that says no still takes text."""
    others = tuple(row for row in inputs if row is not medium)
    if taken:
        return (*others, medium) if medium not in inputs else inputs
    return others or (Medium.TEXT,)


def _terms(catalog: Catalog, point: Point, said: Said) -> Catalog | None:
    row = catalog.terms_of.get(point.subject)
    if row is None:
        return None
    return turned(catalog, "data_terms", row, _agreed(row, point.field, said.value))


def _agreed(row: DataTerms, field: str, value: str) -> DataTerms:
    if field == "trains_on_inputs":
        return replace(row, trains_on_inputs=word(Training, value))
    known: dict[str, Any] = {field: word(Known, value)}
    return replace(row, **known)


def _offer(catalog: Catalog, point: Point, said: Said) -> Catalog | None:
    offers = catalog.offers_of.get(point.subject.partition("@")[0], ())
    row = next((offer for offer in offers if offer.slug == point.subject), None)
    if row is None:
        return None
    if point.field == "eu_region":
        return turned(catalog, "offers", row, replace(row, eu_region=word(Known, said.value)))
    terms = DataTerms(
        slug=f"{_TERMS}{said.source}",
        seller=row.seller,
        product="as the seller replied",
        trains_on_inputs=word(Training, said.value),
        confidence=Confidence.MEDIUM,
        source=said.source,
        as_of=said.on,
    )
    held = turned(catalog, "offers", row, replace(row, terms=terms.slug, trains_on_inputs=terms.trains_on_inputs))
    return _keeping(held, replace(held, data_terms=(*held.data_terms, terms)), but={"terms_of"})


def _price(catalog: Catalog, point: Point, said: Said) -> Catalog | None:
    """Put the price said in the place of the one in force from the day it was said, until it runs out."""
    offer, unit = point.subject.rsplit("/", 1)
    if not any(row.slug == offer for row in catalog.offers_of.get(offer.partition("@")[0], ())):
        return None
    new = Price(
        offer=offer,
        unit=word(PriceUnit, unit),
        usd=Decimal(said.value),
        valid_from=said.on,
        valid_to=said.until,
        source=said.source,
        as_of=said.on,
    )
    kept: list[Price] = []
    for row in catalog.prices:
        same = row.offer == offer and row.unit == new.unit and row.region is new.region
        kept += _around(row, said.on, said.until) if same else [row]
    return _keeping(catalog, replace(catalog, prices=(*kept, new)), but={"prices_of", "eu_prices_of", "seat_prices_of"})


def _around(row: Price, start: date, end: date) -> list[Price]:
    """Return what is left of a price beside one that was said: the days before it, or all of it where it starts later."""
    if row.valid_from > end or (row.valid_to is not None and row.valid_to < start):
        return [row]
    return [replace(row, valid_to=start - timedelta(days=1))] if row.valid_from < start else []


def _score(catalog: Catalog, point: Point, said: Said) -> Catalog | None:
    """Put the figure said in the place of the seller's own one."""
    benchmark, model = point.subject.split("/", 1)
    rows = [row for row in catalog.scores_of.get(model, ()) if row.benchmark == benchmark and row.voice is Voice.SELLER]
    if not rows:
        return None
    newest: Score = max(rows, key=lambda row: (row.as_of, row.source))
    new = replace(newest, value=Decimal(said.value), low=None, high=None, source=said.source, as_of=said.on)
    return turned(catalog, "scores", newest, new)


_LAYERS: Mapping[FactKind, Callable[[Catalog, Point, Said], Catalog | None]] = {
    FactKind.MODEL: _model,
    FactKind.TERMS: _terms,
    FactKind.OFFER: _offer,
    FactKind.PRICE: _price,
    FactKind.SCORE: _score,
}
