"""Every job of a plan has one status, and headline, lines, steps and sums agree: drawn answers."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any

import pytest

from catalog.schema import Catalog
from tests.adviser.grid import ON, random_answers
from tests.replacing import replace
from tests.support import starter_catalog
from tests.wizard.plan_document.rows import rows_of
from wizard.decision.answers import Answers, Job
from wizard.decision.decide import decide
from wizard.decision.endings import Project, SecondLook
from wizard.decision.vocabulary import DecidesOn, Review, Stakes
from wizard.document.basis import Basis, JobBasis
from wizard.document.blocks import Document, ListRow, TableBlock, TableRow
from wizard.document.compose import NO_CHANGES, document_of
from wizard.document.progress import NEW
from wizard.document.status import Status

DRAWN = 120
MOST_JOBS = 6
# What is said of a job of each status, and of no other.
SAYS = {
    Status.NEXT: re.compile(
        r"Then test |, test it[.;] |If needed, test |If they agree, test (?!it on )"
    ),
    Status.LATER: re.compile(r"Later: with AI it takes "),
    Status.ASK: re.compile(r"\bAsk |First see |First answer|Name one task"),
}
# Tasks by which something is bought, built or asked.
TASK = re.compile(r"Ask |Have |Get |Set up |Let a developer connect |If it has passed, buy ")


@pytest.fixture(scope="module")
def plans() -> list[tuple[Basis, Document]]:
    catalog = starter_catalog()
    return [plan_of(answers, catalog) for answers in islice(of_several(catalog), DRAWN)]


def of_several(catalog: Catalog) -> Iterator[Answers]:
    """Yield drawn answers, each with the jobs of those before it, two to six."""
    jobs: dict[str, Job] = {}
    for answers in random_answers(catalog):
        jobs |= {job.key: job for job in answers.jobs}
        if len(jobs) > 1:
            # Who names no number of sites reads of one site, and then no sum.
            yield replace(answers, jobs=tuple(jobs.values())[:MOST_JOBS], sites=2)
        if len(jobs) >= MOST_JOBS:
            jobs = {}


def plan_of(answers: Answers, catalog: Catalog) -> tuple[Basis, Document]:
    decision = decide(answers, catalog, ON)
    basis = Basis(
        decision=decision, answers=answers, catalog=catalog, progress=NEW, changes=NO_CHANGES
    )
    return basis, document_of(decision, answers, catalog, pages=("money",))


def test_largest_job_that_may_begin_is_begun_and_the_list_is_in_order_of_hours(
    plans: list[tuple[Basis, Document]],
) -> None:
    for basis, document in plans:
        hours = [basis.job_of[line.key].work.hours_by_hand for line in document.head.jobs]
        assert hours == sorted(hours, reverse=True)
        for first in basis.of(Status.NOW):
            larger = [job for job in basis.of(Status.NEXT) if is_larger(job, first)]
            assert [job for job in larger if may_be_first(job)] == [], document.head.headline


def is_larger(job: JobBasis, first: JobBasis) -> bool:
    return job.work.hours_by_hand > first.work.hours_by_hand


def may_be_first(job: JobBasis) -> bool:
    """Return whether nobody is hired or asked before, it saves time and money, and a test tells.

    What begins without AI waits for nobody.
    """
    waits_first = isinstance(job.ending, Project) or bool(job.asked_at_first)
    is_slow = isinstance(job.ending, SecondLook) or (waits_first and not job.begins_without_ai)
    return not (is_slow or job.stop.shows_nothing or job.alone.saved_usd < 0)


PERSON_DECIDES = frozenset({DecidesOn.PERSON})


@pytest.mark.parametrize(
    ("use_case", "decided", "first", "line"),
    [
        # the larger waits for a lawyer, and the smaller for nobody
        (
            "elearning-quiz",
            frozenset(),
            "small",
            "Meanwhile ask a lawyer. If they agree, test ",
        ),
        # both wait: it is asked once
        ("essay-feedback", PERSON_DECIDES, "large", "Then test "),
    ],
)
def test_a_job_that_waits_for_nobody_is_begun_before_a_larger_one(
    use_case: str, decided: frozenset[DecidesOn], first: str, line: str
) -> None:
    usual: dict[str, Any] = {"review": Review.EVERY, "stakes": Stakes.NUISANCE}
    jobs = (
        Job(
            key="large",
            use_case="essay-feedback",
            results=Decimal(200),
            minutes_by_hand=Decimal(15),
            decides_on=PERSON_DECIDES,
            **usual,
        ),
        Job(
            key="small",
            use_case=use_case,
            results=Decimal(80),
            minutes_by_hand=Decimal(15),
            decides_on=decided,
            **usual,
        ),
    )
    basis, document = plan_of(Answers(jobs=jobs, people=10), starter_catalog())
    (begun,) = basis.of(Status.NOW)
    (later,) = (row for row in document.head.jobs if row.key != first)

    assert begun.job.key == first
    assert later.verdict.startswith(line)


def test_line_of_a_job_says_what_its_status_is_and_nothing_of_another(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = set()
    for basis, document in plans:
        for line in document.head.jobs:
            status = basis.job_of[line.key].status
            seen.add(status)
            text = " ".join((line.verdict, *line.says))
            said = {row for row, pattern in SAYS.items() if pattern.search(line.verdict)}
            said |= {row for row in (Status.NEXT, Status.LATER) if SAYS[row].search(text)}
            is_free_step = line.verdict.startswith("First ") and status is not Status.ASK
            assert said <= {status} or is_free_step, (status, text)
            if status in {Status.LATER, Status.NEXT}:
                assert SAYS[status].search(text), (status, text)
    assert seen == {*Status}


def test_each_task_is_of_a_job_that_is_begun_or_asked_about(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = 0
    for basis, document in plans:
        concerned = basis.of(Status.NOW, Status.ASK)
        allowed = {name for job in concerned for name in names_of(job)}
        for row in rows_of(document, "steps"):
            (text, *_) = row.says
            if TASK.match(text) and "lawyer" not in text:
                seen += 1
                assert [name for name in allowed if name in text], text
        others = basis.of(Status.LATER, Status.LEFT)
        labels = {job.say("kicker", "job") for job in others}
        tasks = " ".join(row.says[0] for row in rows_of(document, "steps"))
        assert [label for label in labels if f"{label}." in tasks or f"{label}," in tasks] == []
    assert seen > 100


def names_of(job: JobBasis) -> Iterator[str]:
    """Yield who may be asked for a job, and what may be got for its test."""
    yield from job.sellers_asked
    yield from job.asked_besides
    advice = job.recommendation
    for priced in () if advice is None else (advice.first, advice.tried_in, job.challenger):
        if priced is not None:
            yield job.names.seller(priced.option)
            yield job.name(priced)
    if job.theirs is not None:
        yield job.theirs.label


def test_each_job_that_is_begun_has_its_own_test_and_its_own_end(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = 0
    for basis, document in plans:
        tiles = {tile.key: tile for tile in document.head.tiles}
        assert ("test" in tiles) >= bool(basis.running)
        steps = " ".join(text for row in rows_of(document, "steps") for text in row.says)
        for job in basis.of(Status.NEXT):
            seen += 1
            name = job.say("kicker", "job")
            assert f"{name}, after that: " in steps
            (line,) = [line for line in document.head.jobs if line.key == job.job.key]
            assert line.says[-1].startswith(("Stop ", "Choose ", "Put in ", "If the "))
            # Who checks it folds last.
            folds = list(dict.fromkeys(basis.at("details")))
            assert all(
                folds.index(check) < folds.index(detail)
                for check in job.at("reading")
                for detail in set(job.at("in-lead"))
            )
    assert seen > 30


def test_figures_are_the_same_in_the_tile_the_picture_and_on_the_page_money(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = 0
    for basis, document in plans:
        totals = {row.name: row.total for row in document.picture.rows if row.total}
        on_page = dict(sums_on(document, basis))
        for name, total in totals.items():
            assert on_page[name] == total
        if not basis.running:
            continue
        (first,) = basis.running
        finding = next(row.finding for row in document.sections if row.key == "money")
        name = first.say("kicker", "job")
        match = re.match(rf"{re.escape(name)}, by hand: .* With AI: ([^,]+,?\d*), of it", finding)
        if match is not None and name in totals:
            seen += 1
            assert match[1] == totals[name]
        for row in rows_of_all(document):
            seen += 1
            assert row.cells[0] == on_page[row.head]
        (cost,) = [tile for tile in document.head.tiles if tile.key == "cost"]
        paid = first.say("cell", "money", usd=first.costs.paid_usd)
        assert first.costs.paid_usd < 1 or paid in f"{cost.big} {cost.fine}"
    assert seen > 20


def rows_of_all(document: Document) -> Iterator[TableRow]:
    """Yield the line of each job in the table of all that are begun, without their sum."""
    sections = [section for section in document.sections if section.key == "money"]
    blocks = [block for section in sections for group in section.groups for block in group.blocks]
    tables = [block for block in blocks if isinstance(block, TableBlock)]
    of_all = [table for table in tables if table.columns[1] == "With AI"]
    yield from (row for table in of_all for row in table.rows if not row.chosen)


def sums_on(document: Document, basis: Basis) -> Iterator[tuple[str, str]]:
    """Yield what each job costs in all on the page Money, by its name."""
    for heading, table in headed_tables(document):
        (total,) = [row for row in table.rows if row.chosen]
        yield heading or basis.jobs[0].say("kicker", "job"), total.cells[0]


def money_tables(document: Document) -> Iterator[TableBlock]:
    """Yield the table of each job on the page Money."""
    for _, table in headed_tables(document):
        yield table


def headed_tables(document: Document, key: str = "figures") -> Iterator[tuple[str, TableBlock]]:
    (page,) = document.pages
    for section in page.sections:
        for group in section.groups if section.key == key else ():
            for block in group.blocks:
                if isinstance(block, TableBlock):
                    yield group.heading, block


def test_year_costs_twelve_times_what_is_said_of_a_month(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = 0
    for basis, document in plans:
        tables = list(money_tables(document))
        for table in tables:
            years = [row for row in table.rows if row.head == "In a year"]
            is_monthly = table.columns[0] == "A month"
            assert len(years) == is_monthly
            (total,) = [row for row in table.rows if row.chosen]
            for year in years:
                seen += 1
                assert [amount_of(cell) for cell in year.cells] == [
                    12 * amount_of(cell) for cell in total.cells
                ]
        assert len(tables) == sum(job.comparison is not None for job in basis.jobs)
    assert seen > 20


def test_likely_is_what_is_said_and_lies_between_low_and_high(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = 0
    for _, document in plans:
        totals = {name: row_of_sum(table) for name, table in headed_tables(document)}
        for name, table in headed_tables(document, "span"):
            seen += 1
            assert len(table.rows) == 1 + (table.columns[0] == "A month")  # no shares: none counted
            low, likely, high = row_of_sum(table).cells
            assert likely == totals[name].cells[0]
            assert amount_of(low) <= amount_of(likely) <= amount_of(high)
    assert seen > 20


def row_of_sum(table: TableBlock) -> TableRow:
    (row,) = [row for row in table.rows if row.chosen]
    return row


def amount_of(cell: str) -> int:
    """Return the digits of a sum; 0 where nobody knows it."""
    return int("".join(filter(str.isdigit, cell)) or 0)


def test_job_that_costs_more_than_by_hand_is_not_begun(
    plans: list[tuple[Basis, Document]],
) -> None:
    """By what is said of it alone: another may pay what they share."""
    seen = 0
    for basis, _ in plans:
        alone = [job for job in basis.planned if job.work.once]
        for job in alone:
            seen += 1
            by_hand = job.alone.by_hand_usd
            assert by_hand is None or job.alone.with_ai_usd < by_hand
    assert seen


def _asks(row: ListRow, seller: str) -> bool:
    """Return whether a step is to ask a seller, with the questions where there are several jobs."""
    return any(text.startswith("Ask ") and seller in text for text in row.says)


def test_seller_is_asked_after_what_needs_no_ai_and_everything_at_once(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = 0
    for basis, document in plans:
        rows = list(rows_of(document, "steps"))
        assert [row.on for row in rows] == sorted(row.on for row in rows if row.on)
        for job in basis.of(Status.ASK):
            if not job.begins_without_ai or not job.sellers_asked:
                continue
            seen += 1
            step = job.first_at("first-steps")
            first = next(row.on for row in rows if step in row.says[0])
            asked = next(row.on for row in rows if _asks(row, job.sellers_asked[0]))
            assert first is not None
            assert asked is not None
            others = [row for row in basis.concerned if row is not job]
            is_asked_for_another = any(job.sellers_asked[0] in row.sellers_asked for row in others)
            assert first < asked or is_asked_for_another
    assert seen > 3


def test_next_steps_ask_all_that_sellers_have_to_answer(
    plans: list[tuple[Basis, Document]],
) -> None:
    seen = 0
    for basis, document in plans:
        said = str(document.head.lead) + str(
            [row for row in document.sections if row.key == "steps"]
        )
        for job in basis.of(Status.ASK):
            if job.begins_without_ai:
                continue  # asked later
            asks = [job.say("asked", question) for question in job.open_questions]
            seen += len(asks) > 1
            assert [ask for ask in asks if ask not in said] == []
    assert seen > 3
