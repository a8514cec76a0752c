"""Price lists of others beside the desk, as a dry run like that of a file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, override

from catalog.desk import facts
from catalog.exchange.columns import cells_of
from catalog.exchange.diff import Act, judge
from catalog.exchange.lists import CREDITS, READERS
from catalog.exchange.postgres import PostgresDesk, stored_facts
from catalog.exchange.price_match import Finding, Names, compare, slugged
from catalog.exchange.runs import Advance, Shown, Steps, Write, done, encoded, keeping, shown
from catalog.models import DESK, Import, ListedName, Price
from catalog.registry import KINDS
from catalog.schema import Source
from catalog.tables import Line
from catalog.vocabulary import Voice

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PRICES, SOURCES = KINDS["prices"], KINDS["sources"]


def dry_run(
    lists: Mapping[str, Any], on: date, *, author: "User | None", advance: Advance = lambda _rows: None
) -> Import:
    """Compare price lists, each under its name as `download` gave it, with the desk, and keep what that would change.

    Raises `lists.WrongListError`.
    """
    return done(list_steps(lists, on, author=author), advance)


def list_steps(lists: Mapping[str, Any], on: date, *, author: "User | None") -> Steps[Import]:
    """Do the same stretch by stretch."""
    read = {name: list(READERS[name](data)) for name, data in lists.items()}
    sellers = DESK["providers"].objects.order_by("slug").values_list("slug", flat=True)
    names = Names.of(stored_facts("offers"), sellers, _listed())
    ours = facts(Price.objects.filter(offer__isnull=False).order_by("offer", "valid_from", "pk"))
    desk = {offer: tuple(prices) for offer, prices in groupby((fact for _, fact in ours), lambda price: price.offer)}
    findings = list(compare(read, names, desk, on))
    origin = f"{' and '.join(lists)}, {on.isoformat()}"
    return (yield from keeping(PRICES, _shown(findings, on), origin=origin, author=author))


def _listed() -> dict[tuple[str, str, str], str]:
    rows = ListedName.objects.order_by("pk")
    return {
        (name, seller, model): offer
        for name, seller, model, offer in rows.values_list("price_list", "seller_name", "model_name", "offer__slug")
    }


def _shown(findings: list[Finding], on: date) -> Iterator[Shown]:
    """Yield what each price of the lists would do; new prices are judged as if they came in a file."""
    known = _DeskWithSources({slugged(found.origin) for found in findings})
    lines = (Line(found.number, cells_of(PRICES, found.price)) for found in findings if found.price is not None)
    judged = {verdict.number: verdict for verdict in judge(PRICES, lines, known)}
    credited: set[str] = set()
    for found in findings:
        if found.number in judged:
            row = shown(PRICES, judged[found.number])
            row = replace(row, title=f"{row.title} ({found.title})", about=found.seen.field)
            if row.writes and slugged(found.origin) not in {*known.stored_sources, *credited}:
                credited.add(slugged(found.origin))
                row = replace(row, writes=(_credit(found.origin, on), *row.writes))
            yield row
        elif found.same:
            yield Shown(found.number, Act.UNCHANGED.value)
        else:
            yield Shown(found.number, Act.REJECTED.value, found.title, found.reason, found.seen.field)


def _credit(origin: str, on: date) -> Write:
    """Return the source that new prices of a list name, for a desk that does not have it."""
    title, publisher, url = CREDITS[origin]
    source = Source(
        slug=slugged(origin),
        title=title,
        publisher=publisher,
        url=url,
        retrieved=on,
        voice=Voice.REPEATS,
        licence=f"MIT, {publisher}",
    )
    return Write(SOURCES.name, "", encoded(source))


class _DeskWithSources(PostgresDesk):
    """The desk, as if it had the sources that lists bring with them."""

    def __init__(self, sources: set[str]) -> None:
        """Remember which ones it has already."""
        self.stored_sources = frozenset(super().keys("sources"))
        self._brought = dict.fromkeys(sources, 0)

    @override
    def keys(self, kind: str) -> dict[str, int]:
        """Return the primary keys of all rows of a kind by slug."""
        return self._brought | super().keys(kind) if kind == "sources" else super().keys(kind)

    @override
    def slugs(self, kind: str) -> set[str]:
        """Return the slugs of all rows of a kind."""
        return set(self.keys(kind))
