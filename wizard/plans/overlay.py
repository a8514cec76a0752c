"""What vendors replied, laid over the catalog: facts of one plan.

Each comes with who said so, when, and until when.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import msgspec

from catalog.registry import KINDS
from catalog.schema import AppStatement, Catalog, DataTerms, Source, reuse_indexes, with_row
from catalog.vocabulary import AppAnswer, AppQuestion, Confidence, Known, Training, Voice

BETWEEN = "|"
SOURCE = "reply-"  # how the sources of replies begin; no source of the catalog does
_TERMS = "of-"  # how data terms begin that stand for what one reply says of a seller


class Point(NamedTuple):
    """One thing to ask of a vendor: a field of a model, an offer or an app's plan.

    The row is named by its slug.
    """

    subject: str
    field: str

    @property
    def key(self) -> str:
        return BETWEEN.join(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorReply:
    """One reply: to which point, what, by whom, on which day, and the last day it counts."""

    number: int
    point: str
    value: str
    name: str
    on: date
    until: date

    @property
    def source(self) -> str:
        return f"{SOURCE}{self.number}"

    @property
    def title(self) -> str:
        """Return what the source is called; trails and endnotes say its day."""
        return f"Reply by {self.name}"


def point_of(key: str) -> Point:
    """Return the point that `Point.key` wrote. Raises ValueError on any other text."""
    subject, field = key.split(BETWEEN)
    return Point(subject, field)


_JSON = msgspec.json.Decoder(tuple[VendorReply, ...])


def dump(replies: Iterable[VendorReply]) -> bytes:
    return msgspec.json.encode(tuple(replies))


def load(stored: bytes | str) -> tuple[VendorReply, ...]:
    """Return the replies that `dump` wrote. Raises `msgspec.ValidationError` on any other shape."""
    return _JSON.decode(stored)


@dataclass(frozen=True, kw_only=True)
class Overlaid(Catalog):
    """A catalog with replies over it; `replies` says which field of which row each is on."""

    replies: tuple[VendorReply, ...] = ()


def counting(replies: Iterable[VendorReply], on: date) -> tuple[VendorReply, ...]:
    """Return the replies that count on a day, by number.

    They were given by then, have not run out, and are the last one to each point.
    """
    last: dict[str, VendorReply] = {}
    for row in sorted(replies, key=lambda row: (row.on, row.number)):
        if row.on <= on <= row.until:
            last[row.point] = row
    return tuple(sorted(last.values(), key=lambda row: row.number))


def laid_over(catalog: Catalog, replies: Iterable[VendorReply], on: date) -> Catalog:
    """Return the catalog with the replies that count on a day in place of what it said.

    Where none counts, it is the catalog alone.

    A reply on a row that is no longer there says nothing.
    """
    counted = counting(replies, on)
    if not counted:
        return catalog
    laid_catalog: Catalog = reuse_indexes(
        catalog, Overlaid(**{name: getattr(catalog, name) for name in KINDS})
    )
    spoken = []
    for row in counted:
        point = point_of(row.point)
        laid = (_offer if "@" in point.subject else _row)(laid_catalog, point, row)
        if laid is not None:
            laid_catalog = laid
            spoken.append(row)
    if not spoken:
        return catalog
    sources = tuple(
        Source(
            slug=row.source, title=row.title, voice=Voice.SELLER, retrieved=row.on, published=row.on
        )
        for row in spoken
    )
    changed: dict[str, Any] = {
        "sources": (*laid_catalog.sources, *sources),
        "replies": tuple(spoken),
    }
    return reuse_indexes(laid_catalog, replace(laid_catalog, **changed), but={"source"})


def replies_of(catalog: Catalog) -> tuple[VendorReply, ...]:
    return catalog.replies if isinstance(catalog, Overlaid) else ()


YES_NO: Mapping[str, str] = {Known.YES.value: "Yes", Known.NO.value: "No"}
TRAINING: Mapping[str, str] = {
    Training.NO.value: "No",
    Training.OPT_OUT.value: "Yes, unless you object",
    Training.YES.value: "Yes",
}


def takes(point: Point) -> Mapping[str, str]:
    """Return what a reply to a point may be, each with its words."""
    return TRAINING if point.field == "trains_on_inputs" else YES_NO


def _row(catalog: Catalog, point: Point, reply: VendorReply) -> Catalog | None:
    if point.subject in catalog.app_plan:
        return _stated(catalog, point, reply)
    row = catalog.model.get(point.subject)
    if row is None:
        return None
    value: Any = Known.read(reply.value)
    return with_row(catalog, "models", row, replace(row, **{point.field: value}))


# What a reply on a plan of an app answers, in the words of statements.
_QUESTIONS = {"trains_on_inputs": AppQuestion.TRAINING, "eu_region": AppQuestion.PLACE}
_ANSWERS: Mapping[AppQuestion, Mapping[str, AppAnswer]] = {
    AppQuestion.TRAINING: {
        Training.NO.value: AppAnswer.NO,
        Training.OPT_OUT.value: AppAnswer.OFF_BY_SWITCH,
        Training.YES.value: AppAnswer.YES,
    },
    AppQuestion.PLACE: {Known.YES.value: AppAnswer.EU, Known.NO.value: AppAnswer.ELSEWHERE},
}


def _stated(catalog: Catalog, point: Point, reply: VendorReply) -> Catalog:
    """Return the catalog with a seller's replies on a plan in place of what others said of it."""
    plan, question = catalog.app_plan[point.subject], _QUESTIONS[point.field]
    others = tuple(
        row
        for row in catalog.app_statements
        if row.app_plan != plan.slug or row.question is not question
    )
    statement = AppStatement(
        app=plan.app,
        app_plan=plan.slug,
        question=question,
        answer=_ANSWERS[question][reply.value],
        says="As the seller replied.",
        confidence=Confidence.HIGH,
        source=reply.source,
        as_of=reply.on,
    )
    changed = replace(catalog, app_statements=(*others, statement))
    return reuse_indexes(catalog, changed, but={"app_statements_of"})


def _offer(catalog: Catalog, point: Point, reply: VendorReply) -> Catalog | None:
    offers = catalog.offers_of.get(point.subject.partition("@")[0], ())
    row = next((offer for offer in offers if offer.slug == point.subject), None)
    if row is None:
        return None
    if point.field == "eu_region":
        return with_row(catalog, "offers", row, replace(row, eu_region=Known.read(reply.value)))
    terms = DataTerms(
        slug=f"{_TERMS}{reply.source}",
        seller=row.seller,
        product="as the seller replied",
        trains_on_inputs=Training.read(reply.value),
        confidence=Confidence.MEDIUM,
        source=reply.source,
        as_of=reply.on,
    )
    changed = with_row(
        catalog,
        "offers",
        row,
        replace(row, terms=terms.slug, trains_on_inputs=terms.trains_on_inputs),
    )
    return reuse_indexes(
        changed, replace(changed, data_terms=(*changed.data_terms, terms)), but={"terms_of"}
    )
