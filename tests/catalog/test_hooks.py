"""What kinds add to the writing of rows: what one replaces, what is a jump, dates ahead.

Dates ahead are how far ahead a row may be dated.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from catalog.dated import LINES
from catalog.models import DESK, AiModel, Cell, Price, Score, Source
from catalog.models.hooks import Hooks, Span
from catalog.schema import Cell as CellFact, ExchangeRate, Price as PriceFact, Score as ScoreFact
from catalog.vocabulary import Currency, Fit, PriceUnit, Voice
from tests.support import saved, unsaved

DAY = date(2026, 6, 1)
HOOKS = {kind: table.hooks for kind, table in DESK.items()}


@dataclass(frozen=True)
class Lookups:
    """What rules ask about other rows, without a desk."""

    spans: dict[str, Span] = field(default_factory=dict)

    def sale_of_offer(self, slug: str) -> tuple[str, date | None]:
        return f"the model of {slug}", DAY

    def sale_of_model(self, slug: str) -> tuple[str, date | None]:
        return slug, DAY

    def span_of_board(self, slug: str) -> Span | None:
        return self.spans.get(slug)


ARENA = Lookups({"arena": (Decimal(1000), Decimal(1400))})


def price(amount: str, **facts: Any) -> PriceFact:
    base: dict[str, Any] = {"offer": "sol@acme", "unit": PriceUnit.INPUT_MTOK, "source": "s"}
    dated: dict[str, Any] = {"valid_from": DAY, "as_of": DAY}
    return PriceFact(amount=Decimal(amount), **base | dated | facts)


def score(value: str, **facts: Any) -> ScoreFact:
    base: dict[str, Any] = {"benchmark": "arena", "model": "sol", "source": "s", "as_of": DAY}
    measured: dict[str, Any] = {"voice": Voice.MEASURED, "measured_by": "Arena"}
    return ScoreFact(value=Decimal(value), **base | measured | facts)


def rate(usd: str, **facts: Any) -> ExchangeRate:
    base: dict[str, Any] = {"valid_from": DAY, "source": "s", "as_of": DAY}
    return ExchangeRate(currency=Currency.EUR, usd=Decimal(usd), **base | facts)


@pytest.mark.parametrize(
    ("kind", "before", "after", "jumps"),
    [
        ("prices", price("2"), price("3"), False),  # by a half
        ("prices", price("2"), price("3.01"), True),
        ("prices", price("2"), price("1"), False),
        ("prices", price("2"), price("0.99"), True),
        ("prices", price("2"), price("2", currency=Currency.EUR), True),
        ("prices", None, price("2000"), False),  # nothing to hold it against
        ("exchange_rates", rate("1.1"), rate("1.65"), False),
        ("exchange_rates", rate("1.1"), rate("11"), True),
        ("exchange_rates", None, rate("11"), False),
        ("scores", score("1200"), score("1300"), False),  # a quarter of the board
        ("scores", score("1200"), score("1301"), True),
        ("scores", score("1390"), score("1450"), False),
        ("scores", None, score("1500"), False),  # a quarter beyond the best
        ("scores", None, score("1501"), True),
        ("scores", None, score("899"), True),
        ("scores", None, score("1900", benchmark="new-board"), False),  # a board without figures
        ("data_terms", object(), object(), False),
    ],
)
def test_figure_that_moves_far_is_a_jump(
    kind: str, before: Any, after: Any, *, jumps: bool
) -> None:
    assert HOOKS[kind].jumps(before, after, ARENA) is jumps


@pytest.mark.parametrize(
    ("kind", "others", "new", "expected"),
    [
        ("prices", [price("2")], price("3", valid_from=DAY + timedelta(1)), 0),
        ("prices", [price("2")], price("3", valid_from=DAY - timedelta(1)), None),
        ("prices", [price("2", tier="4k")], price("3", valid_from=DAY + timedelta(1)), None),
        ("prices", [price("2", offer="luna@acme")], price("3", valid_from=DAY + timedelta(1)), None),
        ("scores", [score("1"), score("2", as_of=DAY + timedelta(1))], score("3", as_of=DAY + timedelta(9)), 1),
        ("scores", [score("1")], score("3"), None),  # of the same day: another reading
        ("scores", [score("1", model="luna")], score("3", as_of=DAY + timedelta(9)), None),
        ("exchange_rates", [rate("1"), rate("2", valid_from=DAY + timedelta(2))], rate("3", valid_from=DAY + timedelta(1)), 0),
        ("exchange_rates", [], rate("3"), None),
    ],
)  # fmt: skip
def test_new_row_takes_the_place_of_the_one_before(
    kind: str, others: list[Any], new: Any, expected: int | None
) -> None:
    followed = HOOKS[kind].followed(new, others)

    assert followed is (None if expected is None else others[expected])


def cell(fit: Fit, **facts: Any) -> CellFact:
    base: dict[str, Any] = {"use_case": "u", "branch": "language", "source": "s", "as_of": DAY}
    return CellFact(fit=fit, **{"reason": "Because."} | base | facts)


@pytest.mark.parametrize(
    ("kind", "before", "after", "corrects"),
    [
        ("prices", price("2"), price("3"), True),
        ("prices", price("2"), price("2", valid_to=DAY + timedelta(9)), False),
        ("prices", price("2"), price("2", source="t"), False),
        ("scores", score("2"), score("3"), True),
        ("scores", score("2"), score("2", source="t"), False),
        ("cells", cell(Fit.YES), cell(Fit.NO), True),
        ("cells", cell(Fit.YES), cell(Fit.NO, as_of=DAY + timedelta(1)), False),
        ("cells", cell(Fit.YES), cell(Fit.YES, reason="Another."), False),
        ("terms", object(), object(), False),
    ],
)
def test_row_that_was_never_true_is_a_correction(
    kind: str, before: Any, after: Any, *, corrects: bool
) -> None:
    assert HOOKS[kind].corrects(before, after) is corrects


def test_only_kinds_of_which_one_row_holds_on_a_day_have_lines() -> None:
    assert {kind for kind, hooks in HOOKS.items() if hooks.line} == {*LINES}
    assert {kind for kind, hooks in HOOKS.items() if hooks.has_days} == {"prices"}
    assert {kind for kind, hooks in HOOKS.items() if hooks.locks} == {"cells"}
    assert type(HOOKS["providers"]) is Hooks


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "name", "ahead", "taken"),
    [
        (Price, "as_of", 0, True),
        (Price, "as_of", 1, False),
        (AiModel, "as_of", 3650, False),
        (Source, "retrieved", 0, True),
        (Source, "retrieved", 1, False),
        # A score and an answer may wait on the desk for their day, a year at most.
        (Score, "as_of", 366, True),
        (Score, "as_of", 367, False),
        (Cell, "as_of", 30, True),
        (Cell, "as_of", 3650, False),
    ],
)
def test_nobody_has_read_a_source_on_a_day_to_come(
    table: Any, name: str, ahead: int, *, taken: bool
) -> None:
    row = unsaved(table, **{name: timezone.localdate() + timedelta(days=ahead)})
    others = {field.name for field in row._meta.fields} - {name}

    if taken:
        row.clean_fields(exclude=others)
        return
    with pytest.raises(ValidationError) as wrong:
        row.clean_fields(exclude=others)
    assert list(wrong.value.message_dict) == [name]


@pytest.mark.django_db
def test_span_of_a_board_is_read_from_the_desk_once(django_assert_num_queries: Any) -> None:
    from catalog.models.lookups import StoredLookups

    board = saved(DESK["benchmarks"], slug="b")
    for value in (3, 9, 5):
        saved(Score, benchmark=board, value=Decimal(value), low=None, high=None)
    lookups = StoredLookups()

    with django_assert_num_queries(2):
        spans = [lookups.span_of_board(slug) for slug in ("b", "b", "none", "none")]

    assert spans == [(Decimal(3), Decimal(9))] * 2 + [None] * 2
