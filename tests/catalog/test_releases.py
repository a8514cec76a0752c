"""Releases hold what is published, in one form, and are never changed."""

import dataclasses
import threading
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, connections, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings, strategies as st
from pytest_django import DjangoDbBlocker

from catalog import releases
from catalog.differences import Difference, differences
from catalog.models import DESK, AiModel, App, Offer, Price, Release, RowState
from catalog.models.rows import SLUG
from catalog.registry import KINDS, ordered, plain_number, without_orphans
from catalog.releases import (
    NoRelease,
    NothingChangedError,
    compile_desk,
    current,
    edition,
    go_back,
    publish,
)
from catalog.schema import Catalog, Provider, Source, dump, load
from catalog.vocabulary import Voice
from tests.support import empty_desk, publish_catalog, published, saved, starter_catalog, take_desk

PUBLISHED = RowState.PUBLISHED.value

# Property tests


def texts() -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def numbers() -> st.SearchStrategy[Decimal]:
    return st.decimals(0, 10**6, places=4, allow_nan=False).map(plain_number)


def facts_of(fact: type) -> st.SearchStrategy[Any]:
    st.register_type_strategy(str, texts())
    st.register_type_strategy(Decimal, numbers())
    st.register_type_strategy(date, st.dates(date(1990, 1, 1), date(2100, 1, 1)))
    return st.builds(fact, **{field.name: ... for field in dataclasses.fields(fact)})


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_any_fact_survives_a_release(kind: Any, data: st.DataObject) -> None:
    rows = tuple(data.draw(st.lists(facts_of(kind.fact), max_size=3)))
    catalog = Catalog(**{kind.name: rows})

    assert load(dump(catalog)) == catalog


def test_digest_never_depends_on_the_order_of_rows() -> None:
    catalog = starter_catalog()
    before = dump(catalog)
    for seed in range(4):
        random = Random(seed)  # noqa: S311 (a shuffle, not a secret)
        shuffled = {
            name: random.sample(rows := getattr(catalog, name), len(rows)) for name in KINDS
        }

        assert (
            dump(Catalog(**{name: ordered(KINDS[name], rows) for name, rows in shuffled.items()}))
            == before
        )


@given(st.decimals(0, 10**6, places=4, allow_nan=False))
def test_plain_number_is_the_same_number_without_ornament(number: Decimal) -> None:
    assert plain_number(number) == number
    assert "E" not in str(plain_number(number))
    assert not str(plain_number(number)).endswith(".0")


@pytest.mark.parametrize("kind", KINDS)
def test_without_orphans_leaves_nothing_that_refers_to_nothing(kind: str) -> None:
    catalog = starter_catalog()
    rows = getattr(catalog, kind)
    gone = {*Random(kind).sample(range(len(rows)), len(rows) // 3 + 1)}  # noqa: S311 (a choice, not a secret)
    remaining = tuple(row for number, row in enumerate(rows) if number not in gone)

    rest = without_orphans(dataclasses.replace(catalog, **{kind: remaining}))

    slugs: dict[str, set[str]] = {
        name: {str(getattr(row, "slug", "")) for row in getattr(rest, name)} for name in KINDS
    }
    for name, each in KINDS.items():
        for row in getattr(rest, name):
            for field, target in {**each.parents, **each.links}.items():
                value = getattr(row, field)
                named = value if isinstance(value, tuple) else (value,)
                assert {slug for slug in named if slug is not None} <= slugs[target]


# Compiling


@pytest.mark.django_db
def test_compiling_takes_as_many_queries_for_many_rows_as_for_few() -> None:
    empty_desk()
    with CaptureQueriesContext(connection) as none:
        compile_desk()
    take_desk()
    with CaptureQueriesContext(connection) as all_of_them:
        compile_desk()

    assert len(none) == len(all_of_them)
    assert sum(query["sql"].startswith("SELECT") for query in all_of_them) == len(KINDS) + 1


@pytest.mark.django_db
@pytest.mark.parametrize("state", [RowState.DRAFT, RowState.REVIEW, RowState.WITHDRAWN])
def test_only_published_rows_are_compiled(state: RowState) -> None:
    empty_desk()
    for table in (DESK["providers"], DESK["sources"]):
        saved(table, slug="kept", state=PUBLISHED)
        saved(table, slug="held", state=state.value)

    compiled = compile_desk()

    assert [row.slug for row in compiled.providers] == ["kept"]
    assert [row.slug for row in compiled.sources] == ["kept"]


@pytest.mark.django_db
def test_row_goes_with_its_parent_and_a_link_is_emptied() -> None:
    empty_desk()
    everything = {"state": PUBLISHED}
    source = saved(DESK["sources"], **everything)
    maker, seller = saved(DESK["providers"], **everything), saved(DESK["providers"], **everything)
    common = {"source": source, **everything}
    newer = saved(AiModel, slug="newer", provider=maker)
    model = saved(AiModel, slug="older", provider=maker, replaced_by=newer, **common)
    app = saved(App, slug="chat", maker=maker, **common)
    app.models.set([newer, model])
    offer = saved(Offer, slug="older@seller", model=model, seller=seller, **common)
    saved(Price, offer=offer, **common)

    with_all = compile_desk()
    DESK["providers"].objects.filter(pk=seller.pk).update(state=RowState.DRAFT.value)
    without_seller = compile_desk()

    assert [row.replaced_by for row in with_all.models] == [None]
    assert [row.models for row in with_all.apps] == [("older",)]
    assert (len(with_all.offers), len(with_all.prices)) == (1, 1)
    assert (len(without_seller.offers), len(without_seller.prices)) == (0, 0)
    assert len(without_seller.models) == 1


@pytest.mark.django_db
def test_price_written_in_another_way_is_the_same_price() -> None:
    empty_desk()
    price = published(Price, amount=Decimal("100.0"))

    before = dump(compile_desk())
    Price.objects.filter(pk=price.pk).update(amount=Decimal("100.000"))

    assert dump(compile_desk()) == before
    assert b'"amount":"100"' in before


@pytest.mark.django_db
def test_whatever_is_on_the_desk_comes_out_of_a_release_as_it_is() -> None:
    empty_desk()

    @given(
        st.lists(
            st.builds(
                Provider, slug=st.from_regex(SLUG, fullmatch=True), name=texts(), about=texts()
            ),
            max_size=4,
        )
    )
    @settings(max_examples=12, deadline=None)
    def comes_out(rows: list[Provider]) -> None:
        named = [
            dataclasses.replace(row, name=f"x{row.name}", slug=row.slug.strip()) for row in rows
        ]
        providers = {row.slug: row for row in named}.values()
        with transaction.atomic():
            for row in providers:
                saved(DESK["providers"], state=PUBLISHED, **dataclasses.asdict(row))
            compiled = compile_desk()
            transaction.set_rollback(True)

        assert set(compiled.providers) == set(providers)
        assert load(dump(compiled)) == compiled

    comes_out()


# Publishing


@pytest.fixture
def desk(db: None) -> None:
    """Start from a desk with one published provider, and no release."""
    empty_desk()
    saved(DESK["providers"], slug="acme", name="Acme", state=PUBLISHED)


def test_publishing_counts_up_and_keeps_the_old(desk: None) -> None:
    first = publish(author=None, note="First.")
    saved(DESK["providers"], slug="other", state=PUBLISHED)
    second = publish(author=None, note="Second.")

    assert (first.number, second.number) == (1, 2)
    assert [row.slug for row in edition(1).catalog.providers] == ["acme"]
    assert [row.slug for row in current().catalog.providers] == ["acme", "other"]
    assert current().digest == releases.digest_of(dump(current().catalog))


def test_going_back_publishes_the_old_payload_again(desk: None) -> None:
    first = publish(author=None, note="First.")
    saved(DESK["providers"], slug="other", state=PUBLISHED)
    publish(author=None, note="Second.")

    third = go_back(to=1, author=None, note="The other was wrong.")

    assert (third.number, third.digest, third.payload) == (3, first.digest, first.payload)
    assert current().number == 3
    assert current().catalog is edition(1).catalog


def test_going_back_to_nothing_or_to_the_same_is_refused(desk: None) -> None:
    publish(author=None, note="First.")

    with pytest.raises(NoRelease, match=r"^There is no release 7\.$"):
        go_back(to=7, author=None, note="Try.")
    with pytest.raises(NothingChangedError):
        go_back(to=1, author=None, note="Try.")


def test_without_a_release_nothing_is_current(desk: None) -> None:
    with pytest.raises(NoRelease, match=r"^Nothing has been published yet\.$"):
        current()
    with pytest.raises(NoRelease, match=r"^There is no release 1\.$"):
        edition(1)


def test_current_costs_one_query_that_does_not_read_the_payload(desk: None) -> None:
    publish(author=None, note="First.")
    current()

    with CaptureQueriesContext(connection) as queries:
        current()

    assert len(queries) == 1
    assert "payload" not in queries[0]["sql"]


@pytest.mark.parametrize(
    "act", [lambda rows: rows.update(note="Other."), lambda rows: rows.delete()]
)
def test_release_is_never_changed(desk: None, act: Any) -> None:
    publish(author=None, note="First.")

    with (
        pytest.raises(IntegrityError, match="Release 1 is never changed or deleted"),
        transaction.atomic(),
    ):
        act(Release.objects.filter(number=1))

    assert Release.objects.get().note == "First."


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let releases be committed, and take away those the test made.

    What others have loaded stays.
    """
    with django_db_blocker.unblock():
        before = list(Release.objects.values_list("pk", flat=True))
        yield
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE catalog_release DISABLE TRIGGER release_is_never_changed")
            Release.objects.exclude(pk__in=before).delete()
            cursor.execute("ALTER TABLE catalog_release ENABLE TRIGGER release_is_never_changed")
        connections.close_all()


def test_two_publishers_at_once_get_two_numbers(committed: None) -> None:
    start = threading.Barrier(2)
    names = ["one", "two"]

    def go(name: str) -> None:
        start.wait()
        publish_catalog(Catalog(providers=(Provider(slug=name, name=name),)), note=name)
        connections.close_all()

    threads = [threading.Thread(target=go, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    found = list(
        Release.objects.filter(note__in=names).order_by("number").values_list("number", "note")
    )
    assert len(found) == 2
    assert found[1][0] == found[0][0] + 1


def test_release_of_another_process_is_seen_at_once(committed: None) -> None:
    publish_catalog(Catalog(sources=(Source(slug="a", title="A", voice=Voice.EDITOR),)))
    before = current()

    def elsewhere() -> None:
        publish_catalog(Catalog(sources=(Source(slug="b", title="B", voice=Voice.EDITOR),)))
        connections.close_all()

    other = threading.Thread(target=elsewhere)
    other.start()
    other.join()

    assert current().number == before.number + 1
    assert [row.slug for row in current().catalog.sources] == ["b"]


# Differences


def test_differences_say_what_was_added_removed_and_changed() -> None:
    old = Catalog(providers=(Provider(slug="a", name="A"), Provider(slug="b", name="B", about="x")))
    new = Catalog(providers=(Provider(slug="b", name="Bee"), Provider(slug="c", name="C")))

    assert differences(old, new) == [
        Difference("providers", ("a",), "removed"),
        Difference("providers", ("b",), "changed", "name", "B", "Bee"),
        Difference("providers", ("b",), "changed", "about", "x", ""),
        Difference("providers", ("c",), "added"),
    ]


def test_a_catalog_does_not_differ_from_itself() -> None:
    catalog = starter_catalog()

    assert differences(catalog, load(dump(catalog))) == []


# Commands


def test_command_publishes(desk: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("publish_release", note="First.")
    call_command("publish_release", "--if-none", note="First.")
    saved(DESK["providers"], slug="other", state=PUBLISHED)
    call_command("publish_release", note="Second.")

    assert [line.split(" (")[0] for line in capsys.readouterr().out.splitlines()] == [
        "Published release 1",
        "There is a release already.",
        "Published release 2",
    ]


def test_command_says_why_not(desk: None) -> None:
    publish(author=None, note="First.")

    with pytest.raises(CommandError, match=r"^Nothing has changed since release 1\.$"):
        call_command("publish_release", note="Try.")
    with pytest.raises(CommandError, match=r"^Write a note"):
        call_command("publish_release", note=" ")
