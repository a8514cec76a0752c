"""What changed, of models and app plans alike, a line each with its source.

It is for programs and assistants.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from catalog.app_changes import PlanChange, plan_changes
from catalog.changes import ChangeKind, all_changes
from catalog.formatting import format_plan_price
from catalog.naming import address_of
from catalog.registry import KINDS
from catalog.schema import Catalog


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """One change: what became of a model or of a plan, on which day, and who says so."""

    id: str
    kind: ChangeKind
    day: date
    announced: bool  # it is still to come
    subject_kind: str  # of a row: models or app_plans
    subject: str  # its slug
    makers: frozenset[str]  # slugs of its maker and its sellers
    title: str
    more: str
    source: str
    as_of: date
    address: str


def news(catalog: Catalog, on: date) -> tuple[NewsLine, ...]:
    """Return what is known on a day, the newest first."""
    lines = [*_of_models(catalog, on), *_of_plans(catalog, on)]
    return tuple(sorted(lines, key=lambda line: (-line.day.toordinal(), line.id)))


def _of_models(catalog: Catalog, on: date) -> Iterator[NewsLine]:
    for change in all_changes(catalog, on):
        proof = change.proof(catalog)
        sellers = {offer.seller for offer in change.offers}
        yield NewsLine(
            id=":".join(change.key),
            kind=change.kind,
            day=change.day,
            announced=change.day > on,
            subject_kind="models",
            subject=change.model.slug,
            makers=frozenset({change.model.provider, *sellers}),
            title=change.title(catalog, on),
            more=change.sentence(catalog, on),
            source=proof.source,
            as_of=proof.as_of,
            address=address_of(catalog, KINDS["models"], change.model),
        )


def _of_plans(catalog: Catalog, on: date) -> Iterator[NewsLine]:
    for change in plan_changes(catalog, catalog.app_plans, on):
        if change.before is not None:
            yield _of_plan(catalog, change, on)


def _of_plan(catalog: Catalog, change: PlanChange, on: date) -> NewsLine:
    app = catalog.app[change.plan.app]
    before = format_plan_price(change.before) if change.before else ""
    return NewsLine(
        id=":".join(filter(None, map(str, change.key))),
        kind=_kind(change),
        day=change.after.valid_from,
        announced=change.after.valid_from > on,
        subject_kind="app_plans",
        subject=change.plan.slug,
        makers=frozenset({app.maker}),
        title=f"{change.plan.name} costs {format_plan_price(change.after)}",
        more=f"Before, the price was {before}.",
        source=change.after.source,
        as_of=change.after.as_of,
        address=address_of(catalog, KINDS["app_plans"], change.plan),
    )


def _kind(change: PlanChange) -> ChangeKind:
    before, after = change.before, change.after
    if before is None or before.currency != after.currency or before.amount == after.amount:
        return ChangeKind.REPRICED
    return ChangeKind.COSTLIER if after.amount > before.amount else ChangeKind.CHEAPER
