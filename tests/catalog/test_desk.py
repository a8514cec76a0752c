"""The one way to write a row: nobody is overwritten, every value is kept.

Readers keep what was published last.
"""

from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import given, settings, strategies as st

from catalog import desk
from catalog.models import (
    DESK,
    Act,
    AiModel,
    App,
    Article,
    Cell,
    DeskRow,
    Price,
    Provider,
    Revision,
    RowState,
    Score,
)
from catalog.models.facts import facts, row_versions
from catalog.releases import compile_desk
from tests.support import empty_desk, published, queries_of, saved, unsaved

pytestmark = pytest.mark.django_db

PUBLISHED, DRAFT, REVIEW, WITHDRAWN = (
    state.value
    for state in (RowState.PUBLISHED, RowState.DRAFT, RowState.REVIEW, RowState.WITHDRAWN)
)


@pytest.fixture
def editor() -> User:
    """Return somebody who may write and not publish."""
    return User.objects.create_user("ada")


@pytest.fixture
def reviewer() -> User:
    """Return somebody who may publish."""
    user = User.objects.create_user("grace")
    user.user_permissions.set(Permission.objects.filter(codename="publish_row"))
    return User.objects.get(pk=user.pk)


def acts(row: DeskRow) -> list[tuple[int, str, str]]:
    """Return what is in a row's history, the oldest first."""
    return list(Revision.objects.of(row).reverse().values_list("number", "act", "state"))


@pytest.mark.parametrize("table", DESK.values(), ids=DESK)
def test_a_row_with_only_what_is_asked_for_is_written_once(table: type[DeskRow]) -> None:
    row = unsaved(table)

    row.full_clean()
    made = desk.write(row, author=None, note="From a test.")

    assert made is not None
    assert (made.row, made.number, made.act, made.state, made.note) == (
        row.pk,
        1,
        "added",
        DRAFT,
        "From a test.",
    )
    assert tuple(made.key) == row.natural_key()
    assert made.fact == row_versions(table.objects.filter(pk=row.pk))[row.pk].fact
    assert desk.write(table.objects.get(pk=row.pk), author=None) is None
    assert acts(row) == [(1, "added", DRAFT)]


def test_writing_what_stands_there_already_writes_nothing() -> None:
    row = saved(Provider)

    assert desk.write(Provider.objects.get(pk=row.pk), author=None) is None
    assert [act for _number, act, _state in acts(row)] == ["found"]


def test_a_row_that_came_past_the_desk_is_noted_before_it_is_changed(editor: User) -> None:
    row = saved(Provider, name="Acme", state=PUBLISHED)

    row.name = "Acme & Sons"
    desk.write(row, author=editor, note="They merged.")

    assert acts(row) == [(1, "found", PUBLISHED), (2, "changed", DRAFT)]
    assert [each.fact.name for each in Revision.objects.of(row)] == ["Acme & Sons", "Acme"]


def test_a_published_row_of_the_same_key_wins_over_what_another_kept(editor: User) -> None:
    empty_desk()
    row = saved(Provider, slug="acme", name="Acme", state=PUBLISHED)
    row.slug = "acme-old"
    desk.write(row, author=editor)

    saved(Provider, slug="acme", name="Another Acme", state=PUBLISHED)

    assert [each.name for each in compile_desk().providers] == ["Another Acme"]


@pytest.mark.parametrize("state", [PUBLISHED, WITHDRAWN])
@pytest.mark.parametrize("before", [None, DRAFT, REVIEW])
def test_who_may_not_publish_neither_publishes_nor_takes_out(
    editor: User, state: str, before: str | None
) -> None:
    row = saved(Provider, state=before) if before else unsaved(Provider)
    row.state = state

    with pytest.raises(desk.MayNotPublishError):
        desk.write(row, author=editor)

    assert not Provider.objects.filter(state=state).exists()
    assert not Revision.objects.exists()


def test_many_rows_take_no_more_queries_than_a_few() -> None:
    counts = []
    for many in (2, 20):
        rows = [unsaved(Article) for _ in range(many)] + [saved(Article) for _ in range(many)]
        for row in rows:
            row.title = f"New {row.slug}"
        with CaptureQueriesContext(connection) as queries:
            made = desk.write_many(rows, author=None)
        assert [each.number for each in made if each] == [1] * many + [2] * many
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_references_of_many_rows_take_no_more_queries_than_those_of_a_few() -> None:
    models = [saved(AiModel).pk for _ in range(3)]
    counts = []
    for many in (2, 20):
        rows = [saved(App) for _ in range(many)]
        for row in rows:
            row.models.set(models[:2])
        links = [{"models": models[1:]} for _ in rows]
        counts.append(queries_of(partial(desk.write_many, rows, author=None, links=links)))
        assert all(
            [*row.models.order_by("pk").values_list("pk", flat=True)] == models[1:] for row in rows
        )

    assert counts[0] == counts[1]


def test_all_rows_are_written_or_none() -> None:
    rows = [unsaved(Provider, slug="acme"), unsaved(Provider, slug="Not A Slug")]

    with pytest.raises(IntegrityError), transaction.atomic():
        desk.write_many(rows, author=None)

    assert not Provider.objects.filter(slug="acme").exists()
    assert not Revision.objects.exists()


def test_going_back_makes_a_draft_with_the_old_values(editor: User) -> None:
    row = saved(App, name="Chat", state=PUBLISHED)
    built_on = saved(AiModel)
    row.models.set([built_on])
    row.name = "Chat Plus"
    desk.write(row, author=editor, links={"models": []})

    made = desk.revert(Revision.objects.of(row).get(number=1), author=editor, note="It was right.")

    assert made is not None
    assert (made.number, made.act, made.note) == (3, "reverted", "Back to change 1. It was right.")
    now = App.objects.get(pk=row.pk)
    assert (now.name, now.state, list(now.models.all())) == ("Chat", DRAFT, [built_on])


def test_going_back_says_what_is_gone() -> None:
    row = saved(Provider)
    made = desk.write(row, author=None, act=Act.CHANGED) or Revision.objects.of(row).get()
    row.delete()

    with pytest.raises(desk.DeskError, match="This row was deleted"):
        desk.revert(made, author=None)


def test_going_back_to_a_missing_reference_says_which() -> None:
    model = saved(AiModel, provider=saved(Provider, slug="gone-firm"))
    model.provider = saved(Provider)
    desk.write(model, author=None)
    Provider.objects.filter(slug="gone-firm").delete()

    with pytest.raises(desk.DeskError, match="There is no provider “gone-firm”"):
        desk.revert(Revision.objects.of(model).get(number=1), author=None)


def test_a_locked_cell_refuses_edits_until_it_is_unlocked(editor: User, reviewer: User) -> None:
    cell = saved(Cell, disputed="One says yes, one says no.")
    desk.lock(cell, "We wait for the third study.", author=reviewer)
    cell = Cell.objects.get(pk=cell.pk)
    cell.reason = "Because."

    with pytest.raises(desk.LockedError, match="We wait for the third study"):
        desk.write(cell, author=editor)
    desk.lock(cell, "It is here.", author=reviewer, act=Act.UNLOCKED)
    desk.write(cell, author=editor)

    assert [act for _number, act, _state in acts(cell)] == [
        "found",
        "locked",
        "unlocked",
        "changed",
    ]


def test_history_never_changes() -> None:
    made = desk.write(unsaved(Provider), author=None)

    for act in (
        lambda: Revision.objects.update(note="x"),
        lambda: Revision.objects.filter(pk=made.pk).delete(),  # type: ignore[union-attr]
    ):
        with pytest.raises(IntegrityError, match="never changes"), transaction.atomic():
            act()


STEPS = st.tuples(
    st.sampled_from(["edit", "review", "publish", "take out", "go back"]), st.integers(0, 3)
)


def test_readers_see_the_last_published_value_whatever_is_done() -> None:
    empty_desk()

    @settings(max_examples=15, deadline=None)
    @given(st.lists(STEPS, max_size=7))
    def see_it(steps: list[tuple[str, int]]) -> None:
        with transaction.atomic():
            row = unsaved(Price, amount=Decimal(0))
            expected: Decimal | None = None
            desk.write(row, author=None)
            for step, number in steps:
                row = Price.objects.get(pk=row.pk)
                expected = _done(row, step, number, expected)
            usd = [
                fact.amount
                for fact in (
                    *desk.last_published(date(2026, 11, 25))["prices"],
                    *_published_prices(),
                )
            ]
            transaction.set_rollback(True)

        assert usd == ([] if expected is None else [expected])

    see_it()


def _published_prices() -> list[Any]:
    return [fact for _columns, fact in facts(Price.objects.published())]


def _done(row: Price, step: str, number: int, expected: Decimal | None) -> Decimal | None:
    """Do one thing to a row, and return what readers should see then."""
    match step:
        case "edit":
            row.amount, row.state = Decimal(number), DRAFT
            desk.write(row, author=None)
        case "go back":
            desk.revert(Revision.objects.of(row).reverse()[: number + 1][0], author=None)
        case "review":
            desk.mark(Price.objects.all(), RowState.REVIEW, author=None)
        case "publish":
            desk.mark(Price.objects.all(), RowState.PUBLISHED, author=None)
            return Decimal(row.amount)
        case _:
            desk.mark(Price.objects.all(), RowState.WITHDRAWN, author=None)
            return None
    return expected


def test_an_answer_of_the_future_waits_for_its_day(reviewer: User) -> None:
    empty_desk()
    cell = published(Cell, fit="no", as_of=date(2026, 3, 1))
    cell.fit, cell.as_of = "yes", date(2027, 1, 1)

    desk.write(cell, author=reviewer)

    days = (date(2026, 12, 31), date(2027, 1, 1))
    assert [[each.fit.value for each in compile_desk(day).cells] for day in days] == [
        ["no"],
        ["yes"],
    ]


def test_a_newer_score_ends_the_older_one_of_the_same_measurement(reviewer: User) -> None:
    old = saved(Score, as_of=date(2026, 3, 1), state=PUBLISHED)
    same = {
        name: getattr(old, name)
        for name in ("benchmark", "model", "voice", "measured_by", "source")
    }
    other = saved(
        Score, **{**same, "measured_by": "Somebody else"}, as_of=date(2026, 3, 2), state=PUBLISHED
    )
    new = unsaved(Score, **same, as_of=date(2026, 11, 1))
    desk.write(new, author=reviewer)
    meanwhile = Score.objects.get(pk=old.pk).state

    desk.mark(Score.objects.filter(pk=new.pk), RowState.PUBLISHED, author=reviewer)

    assert meanwhile == PUBLISHED
    assert {
        row.pk: row.state for row in Score.objects.filter(pk__in=[old.pk, other.pk, new.pk])
    } == {
        old.pk: WITHDRAWN,
        other.pk: PUBLISHED,
        new.pk: PUBLISHED,
    }


def test_a_score_of_the_future_waits_for_its_day(reviewer: User) -> None:
    empty_desk()
    old = published(Score, value=61, as_of=date(2026, 3, 1))
    same = {
        name: getattr(old, name)
        for name in ("benchmark", "model", "voice", "measured_by", "source")
    }
    ahead = timezone.localdate() + timedelta(days=30)

    desk.write(unsaved(Score, **same, value=70, as_of=ahead, state=PUBLISHED), author=reviewer)

    days = (ahead - timedelta(days=1), ahead)
    assert [[each.value for each in compile_desk(day).scores] for day in days] == [[61], [70]]


# Prices that follow each other


def _followed(editor: User) -> tuple[Price, Price]:
    """Return a published price that ends in a draft, and the draft that follows it."""
    empty_desk()
    old = published(Price, valid_from=date(2026, 1, 1), amount=Decimal(1))
    old.valid_to = date(2026, 6, 30)
    new = unsaved(
        Price,
        offer=old.offer,
        unit=old.unit,
        source=old.source,
        valid_from=date(2026, 7, 1),
        amount=Decimal(2),
    )
    desk.write_many([old, new], author=editor)
    return old, new


@pytest.mark.parametrize("which", [0, 1])
def test_prices_that_share_days_are_published_together(
    editor: User, reviewer: User, which: int
) -> None:
    both = _followed(editor)
    meanwhile = [(price.valid_from.month, price.valid_to) for price in compile_desk().prices]

    desk.mark(Price.objects.filter(pk=both[which].pk), RowState.PUBLISHED, author=reviewer)

    assert meanwhile == [(1, None)]
    assert [(price.valid_from.month, price.valid_to) for price in compile_desk().prices] == [
        (1, date(2026, 6, 30)),
        (7, None),
    ]


def test_a_price_that_shares_no_days_stays_a_draft(editor: User, reviewer: User) -> None:
    old, new = _followed(editor)
    desk.mark(Price.objects.filter(pk=old.pk), RowState.PUBLISHED, author=reviewer)
    later = unsaved(
        Price, offer=new.offer, unit=new.unit, source=new.source, valid_from=date(2027, 1, 1)
    )
    new.valid_to = date(2026, 12, 31)
    new.state = DRAFT
    desk.write_many([new, later], author=editor)
    old.note, old.state = "Off-peak.", PUBLISHED

    desk.write(old, author=reviewer)

    assert {price.pk: price.state for price in Price.objects.all()} == {
        old.pk: PUBLISHED,
        new.pk: DRAFT,
        later.pk: DRAFT,
    }
