"""Ends that lists name, beside those on file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from catalog import query
from catalog.registry import slugged
from catalog.schema import Catalog, End, Offer
from catalog.vocabulary import Confidence, EndKind
from catalog.watch.findings import ListFinding, left
from catalog.watch.names import OfferNames
from catalog.watch.statements import EndStatement

ABOUT = "end"
SEVERAL = "The list names several days for this offer."
OVER = "The desk has ended it already, on another day."


def compare_ends(
    lists: Mapping[str, Sequence[EndStatement]],
    names: OfferNames,
    catalog: Catalog,
    days: Mapping[str, date],
) -> Iterator[ListFinding]:
    """Yield what each list says of the end of an offer of ours; of others it yields nothing."""
    for origin, statements in lists.items():
        for offer, named in _of_offers(names, statements).items():
            yield _finding(origin, catalog, catalog.offer[offer], named, days[origin])


def _of_offers(
    names: OfferNames, statements: Sequence[EndStatement]
) -> dict[str, list[EndStatement]]:
    """Return what is said of each offer under the most exact of its names."""
    best: dict[str, int] = {}
    named: dict[str, list[EndStatement]] = {}
    for statement in statements:
        try:
            exactness, offer = names.offer(statement.seller, statement.model)
        except LookupError:
            continue
        if exactness < best.get(offer, exactness + 1):
            best[offer], named[offer] = exactness, []
        if exactness == best[offer]:
            named[offer].append(statement)
    return named


def _finding(
    origin: str, catalog: Catalog, offer: Offer, named: Sequence[EndStatement], on: date
) -> ListFinding:
    title = f"{offer.slug} ({origin}: {named[0].model})"
    days = {statement.day for statement in named}
    if len(days) > 1:
        return left(origin, title, ABOUT, SEVERAL)
    (day,) = days
    rows = (*catalog.ends_of_offer.get(offer.slug, ()), *catalog.ends_of_model.get(offer.model, ()))
    same = [row for row in rows if row.day == day]
    if same:
        return ListFinding(origin=origin, title=title, about=ABOUT, same=True, confirms=same[0])
    if not query.sale(catalog, offer, on).on_sale and rows:
        return left(origin, title, ABOUT, OVER)
    status = EndKind.ANNOUNCED if day > on else EndKind.ENDED
    proposed = End(
        offer=offer.slug,
        status=status,
        day=day,
        # Lists often give the earliest day as the end.
        confidence=Confidence.LOW,
        source=slugged(origin),
        as_of=on,
    )
    return ListFinding(origin=origin, title=title, about=ABOUT, proposed=proposed)
