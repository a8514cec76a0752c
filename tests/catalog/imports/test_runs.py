"""A file becomes drafts: what was shown and nothing else, all or nothing.

The second time it becomes nothing.
"""

import csv
import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from catalog import desk, releases
from catalog.imports import importing, runs
from catalog.imports.cells import read_fact_rows, write_fact_rows
from catalog.imports.importing import stored_facts
from catalog.models import DESK, AiModel, Import, Offer, Price, Provider, Revision, RowState, Source
from catalog.registry import KINDS, ordered
from catalog.tables import TableFormat
from catalog.vocabulary import PriceUnit
from tests.support import empty_desk, published, saved, starter_catalog, take_desk

pytestmark = pytest.mark.django_db


def run_of(kind: str, text: str | bytes, form: TableFormat = TableFormat.CSV) -> Import:
    """Make a dry run of a file."""
    content = text if isinstance(text, bytes) else text.encode()

    run: Import = runs.done(steps_of(kind, content, form))
    return run


def steps_of(
    kind: str, content: bytes, form: TableFormat = TableFormat.CSV
) -> importing.Steps[Import]:
    """Return the work of a dry run, not yet begun."""
    lines = read_fact_rows(io.BytesIO(content), form, KINDS[kind])
    return runs.row_steps(KINDS[kind], lines, origin=f"{kind}.{form}", author=None)


def counts(run: Import) -> tuple[int, int, int, int]:
    return run.new, run.changed, run.unchanged, run.rejected


def rows_of(run: Import) -> list[tuple[int, str, str]]:
    return list(run.rows.order_by("number").values_list("number", "act", "words"))


def the_desk() -> dict[str, list[dict[str, Any]]]:
    return {name: list(table.objects.order_by("pk").values()) for name, table in DESK.items()}


@pytest.fixture
def starter_desk() -> None:
    take_desk()


def test_work_that_is_left_keeps_nothing() -> None:
    work = steps_of(
        "providers", b"slug,name\n" + b"".join(b"p-%d,P %d\n" % (row, row) for row in range(600))
    )

    rows, begun = next(work), Provider.objects.count()
    work.close()

    assert (rows, begun, Provider.objects.count(), Import.objects.count()) == (500, 500, 0, 0)


def test_whole_desk_comes_back_as_nothing_new(starter_desk: None) -> None:
    catalog = starter_catalog()

    for kind in KINDS.values():
        released = DESK[kind.name].objects.filter(state=RowState.PUBLISHED).values("pk")
        rows = ordered(kind, stored_facts(kind.name, released))
        assert rows == getattr(catalog, kind.name)
        text = b"".join(write_fact_rows(kind, rows, TableFormat.CSV))
        run = run_of(kind.name, text)
        assert (counts(run), run.rows.count()) == ((0, 0, len(getattr(catalog, kind.name)), 0), 0)


def test_good_rows_become_drafts_with_author_and_note() -> None:
    saved(Provider, slug="acme", name="Acme", state=RowState.PUBLISHED.value)
    maria = User.objects.create_user("maria")
    run = run_of("providers", "slug,name\nacme,Acme & Sons\nb,B\nbad,\n")
    assert counts(run) == (1, 1, 0, 1)

    assert runs.done(runs.take_steps(run, author=maria, note="From the fair.")) == 2

    assert list(Provider.objects.order_by("slug").values_list("slug", "name", "state")) == [
        ("acme", "Acme & Sons", "draft"),
        ("b", "B", "draft"),
    ]
    written = Revision.objects.filter(author=maria).order_by("pk")
    assert [(each.act, each.note, each.fact.name) for each in written] == [
        ("changed", "From the fair.", "Acme & Sons"),
        ("added", "From the fair.", "B"),
    ]
    assert counts(run_of("providers", "slug,name\nacme,Acme & Sons\nb,B\n")) == (0, 0, 2, 0)


def test_taking_twice_is_refused() -> None:
    run = run_of("providers", "slug,name\nb,B\n")
    runs.done(runs.take_steps(run, author=None, note=""))

    with pytest.raises(runs.NotTakenError, match="taken already"):
        runs.done(runs.take_steps(run, author=None, note=""))


def test_old_dry_runs_that_nobody_took_go() -> None:
    taken, left, young = (run_of("providers", f"slug,name\n{slug},B\n") for slug in "abc")
    runs.done(runs.take_steps(taken, author=None, note=""))
    Import.objects.exclude(pk=young.pk).update(
        made=timezone.now() - runs.DRY_RUN_RETENTION - timedelta(days=1)
    )

    last = run_of("providers", "slug,name\nd,D\n")

    assert set(Import.objects.values_list("pk", flat=True)) == {taken.pk, young.pk, last.pk}
    assert not left.rows.exists()


def test_desk_that_changed_meanwhile_is_named_and_nothing_is_taken() -> None:
    row = saved(Provider, slug="acme", name="Acme")
    run = run_of("providers", "slug,name\nacme,Other\nb,B\n")
    row.name = "Acme Ltd"
    row.save()
    before = the_desk()

    with pytest.raises(runs.NotTakenError) as refused:
        runs.done(runs.take_steps(run, author=None, note=""))

    assert str(refused.value) == (
        "Nothing was taken. The desk has changed since this dry run: acme. Make the dry run again."
    )
    assert the_desk() == before


def test_row_that_no_longer_fits_is_named_and_nothing_is_taken() -> None:
    price = saved(Price, amount=2, valid_from="2026-01-01", unit="image")
    slug, source = price.offer.slug, price.source.slug
    run = run_of(
        "prices",
        f"offer,unit,amount,valid_from,source,as_of\n{slug},mchar,3,2026-02-01,{source},2026-11-24\n"
        f"{slug},image,3,2026-06-01,{source},2026-11-24\n",
    )
    assert counts(run) == (2, 0, 0, 0)
    saved(
        Price,
        offer=price.offer,
        amount=4,
        valid_from="2027-01-01",
        valid_to="2027-02-01",
        unit="mchar",
    )
    before = the_desk()

    with pytest.raises(runs.NotTakenError) as refused:
        runs.done(runs.take_steps(run, author=None, note=""))

    assert str(refused.value) == (
        f"Nothing was taken. The desk has changed since this dry run: {slug} · mchar · "
        "2026-02-01. Make the dry run again."
    )
    assert the_desk() == before


GOOD, BAD = 1_000, 20


def _with_bad_rows() -> tuple[str, dict[int, str]]:
    """Return a file of 1,000 good prices and 20 bad rows, and the reason due for each bad row."""
    offer, source = "gpt-4o@openai", starter_catalog().sources[0].slug
    columns_ = ("offer", "unit", "amount", "valid_from", "valid_to", "note", "source", "as_of")

    def row(**given: str) -> dict[str, str]:
        usual = dict.fromkeys(columns_, "") | {
            "offer": offer,
            "unit": "generation",
            "amount": "1.5",
            "valid_from": "2040-01-01",
            "source": source,
            "as_of": "2026-11-24",
        }
        return usual | given

    taken = {
        each.offer
        for each in starter_catalog().prices
        if each.unit in {PriceUnit.GENERATION, PriceUnit.VIDEO_SECOND}
    }
    offers = [each.slug for each in starter_catalog().offers if each.slug not in taken][:500]
    good = [
        row(offer=slug, unit=unit) for slug in offers for unit in ("generation", "video_second")
    ]
    megabyte = "x" * 1_048_576
    bad_rows = [
        (row(unit="token"), "Unit: “token” is not a word of the list; did you mean “mtok”?"),
        (
            row(unit="input_mtoks"),
            "Unit: “input_mtoks” is not a word of the list; did you mean “input_mtok”?",
        ),
        (row(unit=""), "There must be something in “unit”."),
        (
            row(unit="seat_month"),
            (
                "An offer is priced in US dollars, by use. Other units and currencies, and how "
                "it is paid, are of plans of apps."
            ),
        ),
        (row(amount="-1"), "“Amount” must be 0 or more."),
        (row(amount="2000000"), "No unit costs a million dollars. Check the unit and the number."),
        (row(amount="=1+1"), "Amount: “=1+1” is a formula, write the number it gives."),
        (row(amount="+A1"), "Amount: “+A1” is a formula, write the number it gives."),
        (
            row(amount="@SUM(A1:A9)"),
            "Amount: “@SUM(A1:A9)” is a formula, write the number it gives.",
        ),
        (
            row(amount="1,50"),
            "Amount: “1,50” has a comma, write 1.50 or, if it parts thousands, leave it out.",
        ),
        (row(amount=""), "There must be something in “amount”."),
        (
            row(offer="gpt-4oo@openai"),
            "Offer: there is no “gpt-4oo@openai” among offers; did you mean “gpt-4o@openai”?",
        ),
        (
            row(source="nobody-said-so-ever"),
            "Source: there is no “nobody-said-so-ever” among sources.",
        ),
        (dict(good[7]), "Repeats "),
        (row(unit="mchar", valid_to="2039-12-31"), "The last day cannot be before the first day."),
        (
            row(valid_from="01.02.2040"),
            "Valid_from: “01.02.2040” is no date, write it like 2026-11-24.",
        ),
        (row(note=megabyte), "Note holds 1,048,576 characters, at most 100,000 fit."),
        (row(note="a\0b"), "Note holds a NUL character."),
        (row(unit="input_mtok", valid_from="2024-06-01"), "Overlaps the price of "),
        (
            row(offer=offers[3], valid_from="2039-12-30"),
            "Overlaps the price of 1.5 USD from 2040-01-01 on.",
        ),
    ]
    assert (len(good), len(bad_rows)) == (GOOD, BAD)
    everything: list[tuple[dict[str, str], str]] = [(each, "") for each in good]
    for place, each in enumerate(bad_rows):
        everything.insert(20 + place * 51, each)
    text = io.StringIO(newline="")
    table = csv.DictWriter(text, columns_)
    table.writeheader()
    table.writerows(each for each, _reason in everything)
    return text.getvalue(), {
        number: reason for number, (_, reason) in enumerate(everything, start=2) if reason
    }


def test_thousand_good_rows_and_twenty_bad_ones(starter_desk: None) -> None:
    text, due = _with_bad_rows()
    before = the_desk()

    run = run_of("prices", text)

    rejected = {number: words for number, act, words in rows_of(run) if act == "rejected"}
    assert {number: words for number, words in rejected.items() if number not in due} == {}
    assert rejected.keys() == due.keys()
    assert counts(run) == (GOOD, 0, 0, BAD)
    assert [
        (words, due[number])
        for number, words in rejected.items()
        if not words.startswith(due[number])
    ] == []
    assert the_desk() == before

    assert runs.done(runs.take_steps(run, author=None, note="A thousand.")) == GOOD
    assert Price.objects.count() == len(before["prices"]) + GOOD
    assert Revision.objects.filter(note="A thousand.", state="draft").count() == GOOD
    assert counts(run_of("prices", text)) == (0, 0, GOOD, BAD)


def prices_of_readers() -> list[tuple[str, str]]:
    return [(str(each.amount), str(each.valid_from)) for each in releases.current().catalog.prices]


@pytest.fixture
def sold() -> Price:
    """Return a price that readers have: 8 dollars from 30 Jan 2024."""
    empty_desk()
    offer = saved(
        Offer, model=saved(AiModel, slug="claude-2"), seller=saved(Provider, slug="anthropic")
    )
    days = dict.fromkeys(("valid_from", "as_of"), date(2024, 1, 30))
    price: Price = published(
        Price, offer=offer, unit="input_mtok", amount=8, source=saved(Source, slug="page"), **days
    )
    releases.publish(author=None, note="First.")
    return price


CORRECTS = "offer,app_plan,unit,amount,valid_from\nclaude-2@anthropic,,input_mtok,7.5,2024-01-30\n"


@pytest.mark.parametrize("state", ["published", "draft"])
def test_import_overwrites_no_figure_that_readers_had(sold: Price, state: str) -> None:
    if state == "draft":
        sold.note, sold.state = "Being edited.", "draft"
        desk.write(sold, author=None)
    run = run_of("prices", CORRECTS)

    assert (counts(run), run.correction) == ((0, 0, 0, 0), 1)
    with pytest.raises(runs.NotTakenError, match="nothing to take"):
        runs.done(runs.take_steps(run, author=None, note="November list."))
    with pytest.raises(releases.NothingChangedError):
        releases.publish(author=None, note="Second.")
    assert prices_of_readers() == [("8", "2024-01-30")]


def test_import_corrects_with_a_reason_and_says_so_in_the_history(sold: Price) -> None:
    more = f"{CORRECTS}claude-2@anthropic,,output_mtok,24,2024-01-30\n".replace(
        "amount,valid_from", "amount,valid_from,source,as_of"
    )
    run = run_of("prices", re.sub(r"(\d{4}-\d\d-\d\d)\n", r"\1,page,2024-01-30\n", more))

    taken = runs.done(
        runs.take_steps(
            run, author=None, note="November list.", correction="We had typed the cached price."
        )
    )
    desk.mark(Price.objects.all(), RowState.PUBLISHED, author=None)
    releases.publish(author=None, note="Second.")

    assert (run.new, run.correction, taken) == (1, 1, 2)
    assert sorted(prices_of_readers()) == [("24", "2024-01-30"), ("7.5", "2024-01-30")]
    made = Revision.objects.of(sold).exclude(act="marked")[0]
    assert (made.act, made.note) == ("corrected", "We had typed the cached price.")
    assert Revision.objects.get(act="added").note == "November list."


def test_what_was_taken_is_put_back_as_one_act(sold: None) -> None:
    before = the_desk()
    text = "offer,app_plan,unit,amount,valid_from,source,as_of\n" + "".join(
        f"claude-2@anthropic,,{unit},{usd},2026-11-24,page,2026-11-24\n"
        for unit, usd in (("input_mtok", 7), ("output_mtok", 9))
    )
    run = run_of("prices", text)
    runs.done(runs.take_steps(run, author=None, note="A wrong list."))
    between = the_desk()

    put_back = runs.undo(run, author=None, note="It was the wrong list.")

    assert between != before
    assert (put_back, the_desk()) == (3, before)
    assert {each.note for each in Revision.objects.filter(act="reverted")} == {
        "It was the wrong list."
    }
    assert Import.objects.get().taken_at is None
    runs.done(runs.take_steps(run, author=None, note="It was right."))
    assert {row["valid_from"] for row in the_desk()["prices"]} == {
        date(2024, 1, 30),
        date(2026, 11, 24),
    }


def test_what_was_published_since_is_not_put_back(sold: None) -> None:
    run = run_of("providers", "slug,name\nb,B\nc,C\n")
    runs.done(runs.take_steps(run, author=None, note="A list."))
    desk.mark(Provider.objects.filter(slug="b"), RowState.PUBLISHED, author=None)

    with pytest.raises(runs.NotTakenError, match="changed or published since: b"):
        runs.undo(run, author=None, note="Wrong.")

    assert Provider.objects.filter(slug__in=["b", "c"]).count() == 2
