"""What price lists propose, beside the plans that it would move."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, override

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from catalog import releases
from catalog.admin.imports import ImportAdmin
from catalog.admin.releases import may_publish
from catalog.dated import with_new_price
from catalog.imports import runs
from catalog.imports.cells import fact_of
from catalog.models import Import, ImportRow
from catalog.registry import KINDS, ordered, without_orphans
from catalog.schema import Price
from wizard.admin.publishing import look_context
from wizard.plans.drifting import cited_as
from wizard.publishing import impact_run
from wizard.publishing.queue import plans_on

PRICES = KINDS["prices"]

admin.site.unregister(Import)


@admin.register(Import)
class ProposalAdmin(ImportAdmin):
    """Imports as the catalog shows them; what lists propose is counted in plans."""

    @override
    def effects(
        self, request: HttpRequest, run: Import, rows: Iterable[ImportRow]
    ) -> dict[str, Any]:
        """Say of each proposed price how many plans use the one that it follows.

        Whoever may publish also sees what all of them together would do.
        """
        edition = releases.newest() if run.watched else None
        if edition is None:
            return {}
        shown = [(row, price) for row in rows for price in _prices([row])]
        lines = (edition.catalog.prices_of.get(price.offer or "", ()) for _row, price in shown)
        facts = [
            [
                cited_as("prices", PRICES.key_of(listed))
                for listed in line
                if listed.unit is price.unit
            ]
            for line, (_row, price) in zip(lines, shown, strict=True)
        ]
        for (row, _price), plans in zip(shown, plans_on(facts), strict=True):
            row.plans = plans  # type: ignore[attr-defined]  # for the template
        proposed = (
            list(_prices(runs.open_rows(run).filter(jump=False))) if may_publish(request) else []
        )
        if not proposed:
            return {"plans": True}
        prices: Iterable[Price] = edition.catalog.prices
        for price in proposed:
            prices = with_new_price(prices, price)
        following = without_orphans(replace(edition.catalog, prices=ordered(PRICES, prices)))
        look = impact_run.go_on(impact_run.begin(edition, following, localdate()))
        return {"plans": True, "effect": True, **look_context(look)}


def _prices(rows: Iterable[ImportRow]) -> Iterator[Price]:
    for row in rows:
        if row.cells:
            yield fact_of(PRICES, json.loads(row.cells))
