"""The prices on file beside those of the newest price list that is installed.

The differences are printed (-s shows them).
"""

import sys
from collections import Counter
from datetime import date, time
from itertools import groupby
from typing import Any

from genai_prices.data import providers

from catalog.watch.compare_prices import PricesOnFile, compare_prices
from catalog.watch.names import OfferNames
from catalog.watch.readers import genai_prices
from catalog.watch.statements import Observation
from tests.support import starter_catalog

LIST = "genai-prices"
LEAST_COMPARED = 150  # prices of models that both hold
LEAST_ALIKE = 0.8  # of those compared; the list carries old prices of models that are gone too


def plain(value: Any) -> Any:
    """Return the objects of the package as its file has them."""
    if hasattr(value, "__dict__"):
        return {name: plain(part) for name, part in vars(value).items() if part is not None}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, date | time) else value


def test_prices_on_file_are_those_of_the_newest_list() -> None:
    catalog = starter_catalog()
    content = genai_prices.content_of(plain(providers))
    day = date(2026, 11, 26)
    names = OfferNames.of(catalog.offers, [row.slug for row in catalog.providers])
    rows = sorted(
        (row for row in catalog.prices if row.offer),
        key=lambda row: (row.offer or "", row.valid_from),
    )
    ours = {
        offer: tuple(prices) for offer, prices in groupby(rows, lambda price: price.offer or "")
    }

    desk = PricesOnFile(names=names, prices=ours)
    findings = list(compare_prices({LIST: content.of(Observation)}, desk, {LIST: day}))

    alike = [finding for finding in findings if finding.same]
    other = [finding for finding in findings if finding.price is not None]
    sys.stdout.write(f"{LIST} of {day}: {len(alike)} prices alike, {len(other)} others.\n")
    for finding in other:
        usd = finding.price.usd if finding.price else ""
        sys.stdout.write(f"  {finding.title}: {usd} a {finding.seen.unit}\n")
    reasons = Counter(finding.reason for finding in findings if finding.reason)
    for reason, count in reasons.most_common():
        sys.stdout.write(f"  {count} left: {reason}\n")
    assert len(alike) + len(other) >= LEAST_COMPARED
    assert len(alike) / (len(alike) + len(other)) >= LEAST_ALIKE
