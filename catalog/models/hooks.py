"""What a kind adds to the writing of its rows; the rows of most kinds are only stored."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Protocol, override

from django.db.models import Q, QuerySet
from django.utils import timezone

from catalog.dated import LINES, before_release, before_sale, fit, overlap, scores_in_force
from catalog.models.base import RowState
from catalog.models.facts import row_versions
from catalog.models.revisions import DRAFT_STATES, FINAL_STATES, Act, Revision

type Line = tuple[str | None, ...]
"""What rows have in common of which only one holds on a day."""
type Span = tuple[Decimal, Decimal]


class DeskLookups(Protocol):
    """What a rule may ask about other rows of the desk."""

    def sale_of_offer(self, slug: str) -> tuple[str, date | None]:
        """Return the model of an offer, and its first day on sale."""

    def sale_of_model(self, slug: str) -> tuple[str, date | None]:
        """Return the name of a model, and its first day on sale."""

    def span_of_board(self, slug: str) -> Span | None:
        """Return the lowest and the highest figure of a board, drafts counted.

        None where it has fewer than two figures.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Along:
    """Other rows that get a state together with those that are written, and why."""

    rows: QuerySet[Any]
    state: RowState
    note: str


class Hooks:
    """What rows of a kind do beside being stored: nothing."""

    line: tuple[str, ...] = ()  # fields that rows share of which only one holds on a day
    # Fields that stay once readers had them: another value is a new row from a day on, or a
    # correction.
    fixed: tuple[str, ...] = ()
    has_days = False  # a row holds from a day to a day, and one that begins ends the one before it
    locks = False  # a reviewer may lock a row
    # how far ahead of today a row may be dated; it waits on the desk for its day
    ahead = timedelta(0)
    stands_until = False  # until the day of a row that is dated ahead the one before it stands

    def line_of(self, fact: Any) -> Line | None:
        """Return what a row shares with others of which only one holds on a day; else None."""
        return tuple(getattr(fact, name) for name in self.line) if self.line else None

    def corrects(self, before: Any, after: Any) -> bool:
        """Tell whether a row that readers had would say that something was never true."""
        return any(getattr(before, name) != getattr(after, name) for name in self.fixed)

    def followed(self, fact: Any, others: Iterable[Any]) -> Any:
        """Return which of other rows a new one takes the place of; None where it takes none."""
        line = self.line_of(fact)
        same = [other for other in others if line and self.line_of(other) == line]
        return self.one_before(fact, same)

    def one_before(self, fact: Any, same: Collection[Any]) -> Any:  # noqa: ARG002
        """Return which of the rows of its line a new one takes the place of."""
        return None

    def in_force(self, facts: Iterable[Any], on: date) -> Iterable[Any]:  # noqa: ARG002
        """Return those of the published rows that a release of a day may hold."""
        return facts

    def waits(self, fact: Any, on: date) -> bool:
        """Tell whether the row before it still stands on a day."""
        return self.stands_until and fact.as_of > on

    def refusal(self, fact: Any, before: Any, desk: DeskLookups) -> str:  # noqa: ARG002
        """Return which field is refused and why, beside the table's rules; empty if all is well."""
        return ""

    def jumps(self, before: Any, after: Any, desk: DeskLookups) -> bool:  # noqa: ARG002
        """Tell whether a figure moves by so much that somebody should look at its source first."""
        return False

    def had(self, rows: Iterable[int]) -> Any:  # noqa: ARG002
        """Return what has to be remembered of rows before they are written."""
        return None

    def marked_along(self, rows: Sequence[Any], had: Any) -> Iterable[Along]:  # noqa: ARG002
        """Return which other rows get a state, now that these were written."""
        return ()

    def given_back(self, row: Any) -> Any:  # noqa: ARG002
        """Return the row that gets something back when this one is deleted, with it; else None."""
        return None


class PriceHooks(Hooks):
    """Prices of one thing never share days: a new one ends the one before.

    Both are published together.
    """

    line = LINES["prices"]
    fixed = (*LINES["prices"], "amount", "currency", "valid_from")
    has_days = True

    @override
    def one_before(self, fact: Any, same: Collection[Any]) -> Any:
        return fit(same, fact.valid_from, fact.valid_to)[0]

    @override
    def refusal(self, fact: Any, before: Any, desk: DeskLookups) -> str:
        if not fact.offer or fact == before:
            return ""
        why = before_sale(*desk.sale_of_offer(fact.offer), fact.valid_from)
        return f"valid_from: {why}" if why else ""

    @override
    def jumps(self, before: Any, after: Any, desk: DeskLookups) -> bool:
        if before is None:
            return False
        return before.currency is not after.currency or _moves(before.amount, after.amount)

    @override
    def had(self, rows: Iterable[int]) -> Mapping[int, Any]:
        return _published_prices(rows)

    @override
    def marked_along(self, rows: Sequence[Any], had: Mapping[int, Any]) -> Iterator[Along]:
        """Publish, with each price, those of its line that share days with it.

        Otherwise readers would have two or none.
        """
        chosen = [row for row in rows if row.state == RowState.PUBLISHED.value]
        if not chosen:
            return
        drafts = [row.pk for row in _in_lines_of(chosen, DRAFT_STATES)]
        if not drafts:
            return
        table = type(chosen[0]).objects
        others = row_versions(table.filter(pk__in=drafts))
        last = _published_prices(others)
        along = {
            pk
            for key, now in row_versions(table.filter(pk__in=[row.pk for row in chosen])).items()
            for pk, other in others.items()
            if self._share_days(now.fact, other.fact, had=had.get(key), last=last.get(pk))
        }
        note = "Published together with the price that it shares days with."
        yield Along(rows=table.filter(pk__in=along), state=RowState.PUBLISHED, note=note)

    def _share_days(self, now: Any, other: Any, *, had: Any, last: Any) -> bool:
        if self.line_of(now) != self.line_of(other):
            return False
        readers_have_both = last is not None and overlap(last, now)
        return readers_have_both or (had is not None and overlap(had, other))

    @override
    def given_back(self, row: Any) -> Any:
        """Return the price ended in the act that added this one, with its end without that act."""
        added = Revision.objects.of(row).filter(act=Act.ADDED.value).first()
        same = type(row).objects.filter(_same_line(row)).exclude(pk=row.pk).order_by("-valid_from")
        earlier = same.filter(valid_from__lt=row.valid_from)
        before = earlier.select_for_update(of=("self",)).first()
        if added is None or before is None:
            return None
        last_two = list(Revision.objects.of(before).filter(made__lte=added.made)[:2])
        if len(last_two) < 2:  # noqa: PLR2004
            return None
        ending, whole = last_two
        if (ending.made, ending.fact.valid_to) != (added.made, before.valid_to):
            return None
        _, before.valid_to = fit(same, before.valid_from, whole.fact.valid_to)
        fact = replace(
            row_versions(same.filter(pk=before.pk))[before.pk].fact, valid_to=before.valid_to
        )
        if _published_prices([before.pk]).get(before.pk) == fact:
            before.state = RowState.PUBLISHED.value  # readers have it just so
        return before


class ScoreHooks(Hooks):
    """Of one measurement the newest figure counts."""

    line = LINES["scores"]
    fixed = ("benchmark", "model", "effort", "value", "low", "high", "voice", "variant", "as_of")
    ahead = timedelta(days=366)

    @override
    def one_before(self, fact: Any, same: Collection[Any]) -> Any:
        older = [other for other in same if other.as_of < fact.as_of]
        return max(older, key=lambda other: other.as_of, default=None)

    @override
    def in_force(self, facts: Iterable[Any], on: date) -> Iterable[Any]:
        return scores_in_force(facts, on)

    @override
    def jumps(self, before: Any, after: Any, desk: DeskLookups) -> bool:
        """Tell whether a figure moves by a quarter of its board's spread, or lies that far off.

        The spread is the way from the worst figure of the board to the best.
        """
        span = desk.span_of_board(after.benchmark)
        if span is None:
            return False
        low, high = span
        quarter = (high - low) / 4
        if before is not None and abs(after.value - before.value) > quarter:
            return True
        return not low - quarter <= after.value <= high + quarter

    @override
    def marked_along(self, rows: Sequence[Any], had: Any) -> Iterator[Along]:
        """Take out, with each published score, older figures of its measurement.

        They stay while its day is to come.

        Until that day the older one stands; from then on a release takes the newer one by itself.
        """
        today = timezone.localdate()
        published = [row for row in rows if row.state == RowState.PUBLISHED.value]
        begun = [row for row in published if row.as_of <= today]
        if not begun:
            return
        newest: dict[tuple[Any, ...], date] = {}
        for row in begun:
            line = _stored_line(row)
            newest[line] = max(row.as_of, newest.get(line, row.as_of))
        before = _in_lines_of(begun, [RowState.PUBLISHED.value])
        older = [row.pk for row in before if row.as_of < newest[_stored_line(row)]]
        yield Along(
            rows=type(begun[0]).objects.filter(pk__in=older),
            state=RowState.WITHDRAWN,
            note="Followed by a newer figure of the same measurement.",
        )


class RateHooks(Hooks):
    """An exchange rate holds until a newer one."""

    line = LINES["exchange_rates"]
    fixed = ("currency", "usd", "valid_from")

    @override
    def one_before(self, fact: Any, same: Collection[Any]) -> Any:
        older = [other for other in same if other.valid_from < fact.valid_from]
        return max(older, key=lambda other: other.valid_from, default=None)

    @override
    def jumps(self, before: Any, after: Any, desk: DeskLookups) -> bool:
        return before is not None and _moves(before.usd, after.usd)


class CellHooks(Hooks):
    """An answer of the matrix can be locked; another one may be written for a day to come."""

    fixed = ("use_case", "branch", "fit")
    locks = True
    ahead = timedelta(days=366)
    stands_until = True

    @override
    def corrects(self, before: Any, after: Any) -> bool:
        """Tell whether an answer would have been wrong.

        One of a later day says nothing against the one before it.
        """
        return super().corrects(before, after) and after.as_of <= before.as_of


class OfferHooks(Hooks):
    """An offer has the one slug that its model and its seller make."""

    @override
    def refusal(self, fact: Any, before: Any, desk: DeskLookups) -> str:
        expected = f"{fact.model}@{fact.seller}"
        return "" if fact.slug == expected else f"slug: the slug of this offer is {expected}"


class EndHooks(Hooks):
    """Nothing ends before its model is released."""

    @override
    def refusal(self, fact: Any, before: Any, desk: DeskLookups) -> str:
        if fact.offer is not None:
            sale = desk.sale_of_offer(fact.offer)
        else:
            sale = desk.sale_of_model(fact.model)
        why = before_release(*sale, fact.day)
        return f"day: {why}" if why else ""


def _moves(before: Decimal, after: Decimal) -> bool:
    """Tell whether a figure moves by more than a half."""
    return abs(after - before) * 2 > before


def _same_line(row: Any) -> Q:
    """Return the condition on rows of which only one holds on a day."""
    return Q(**{name: row.serializable_value(name) for name in row.hooks.line})


def _stored_line(row: Any) -> tuple[Any, ...]:
    """Return what a stored row shares with others of which only one holds on a day."""
    return tuple(row.serializable_value(name) for name in row.hooks.line)


def _in_lines_of(rows: Sequence[Any], states: Collection[str]) -> list[Any]:
    """Return the stored rows in some states that are in a line of one of these.

    A file brings 500 rows at a time. To put a condition on each together takes longer than to
    compare what has any of their values.
    """
    lines = {_stored_line(row) for row in rows}
    likely = Q(state__in=states)
    for name, values in zip(rows[0].hooks.line, zip(*lines, strict=True), strict=True):
        among = Q(**{f"{name}__in": {value for value in values if value is not None}})
        likely &= among | Q(**{f"{name}__isnull": True}) if None in values else among
    stored = type(rows[0]).objects.filter(likely)
    return [row for row in stored if _stored_line(row) in lines]


def _published_prices(keys: Iterable[int]) -> dict[int, Any]:
    """Return some prices as readers have them, by primary key."""
    decided = Revision.objects.filter(kind="prices", row__in=list(keys), state__in=FINAL_STATES)
    return {
        last.row: last.fact
        for last in decided.newest_of_each()
        if last.state == RowState.PUBLISHED.value
    }
