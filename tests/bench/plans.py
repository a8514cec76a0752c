"""A permalink among a thousand stored plans and among a million: how its question is answered, and what a page costs."""

import time
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import psycopg
from django.db.models import Model

from tests.bench.served import NOISE, Load, Site, Spent, an_owner, site_beside, turn
from tests.bench.table import Row, at_most
from tests.bench.wire import Wire, request
from wizard.models import Plan, PlanVersion
from wizard.plans import marks

FEW, MANY = 1_000, 1_000_000
ASKED = 3_000  # plans, by chance
ROUNDS = 10
KEY = "'bench-plan-' || lpad(number::text, 11, '0')"

type Database = psycopg.Connection[tuple[Any, ...]]


def rows() -> list[Row]:
    """Return what the question costs of plans by chance, and what the page of one costs, among few and among many."""
    with site_beside() as site, psycopg.connect(site.site.environment["DATABASE_URL"], autocommit=True) as database:
        address = an_owner(site.site.base).plan
        view_key = address.split("/")[2]
        question, page, walked = {}, {}, {}
        for first, last in ((1, FEW), (FEW + 1, MANY)):
            _fill(database, view_key, first, last)
            question[last] = _question_ms(database, last)
            page[last] = _page_cost(site, address)
            walked[last] = list(_walked_over(database, view_key))
    return [
        Row(f"permalink's question, {FEW:,} stored plans", round(question[FEW], 3), "ms"),
        Row(f"permalink's question, {MANY:,} stored plans", round(question[MANY], 3), "ms"),
        # A thousand times the rows are a level or two more in each index.
        Row("the same, many beside few", round(question[MANY] / question[FEW], 2), "×", at_most(2, 0.25)),
        Row("tables it reads from end to end among many", len(walked[MANY]), "tables", at_most(0)),
        Row(f"permalink served, {FEW:,} stored plans", round(page[FEW] * 1000, 2), "ms"),
        Row(f"permalink served, {MANY:,} stored plans", round(page[MANY] * 1000, 2), "ms"),
        Row("the same, many beside few", round(page[MANY] / page[FEW], 2), "×", at_most(1.2, NOISE)),
    ]


def _fill(database: Database, view_key: str, first: int, last: int) -> None:
    """Store plans of those numbers, each with a version: copies of a plan's rows that say next to nothing."""
    plans, versions = Plan._meta.db_table, PlanVersion._meta.db_table
    plan = {"view_key": KEY, "edit_key_hash": "encode(sha256(number::text::bytea), 'hex')", "answers": "'[]'"}
    version = {"plan_id": "plan.id", "answers": "'[]'", "advice": "'{}'"}
    numbers = f"generate_series({first}, {last}) AS number"
    database.execute("SET session_replication_role = replica")  # nobody checks what points where
    database.execute(
        f"{_copying(Plan, plan)} FROM {plans} model, {numbers} WHERE model.view_key = %s",
        [view_key],
    )
    database.execute(
        f"{_copying(PlanVersion, version)} FROM {versions} model JOIN {plans} original ON original.id = model.plan_id, "
        f"{numbers} JOIN {plans} plan ON plan.view_key = {KEY} WHERE original.view_key = %s",
        [view_key],
    )
    database.execute(f"VACUUM ANALYZE {plans}, {versions}")


def _copying(table: type[Model], changed: Mapping[str, str]) -> str:
    columns = [str(field.column) for field in table._meta.concrete_fields if not field.primary_key]
    values = [changed.get(column, f"model.{column}") for column in columns]
    return f"INSERT INTO {table._meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)}"


def _question_ms(database: Database, stored: int) -> float:
    """Return what the question takes, of plans drawn by chance."""
    chance = Random(stored)  # noqa: S311  # which plans, the same every time
    keys = [f"bench-plan-{chance.randint(1, stored):011}" for _ in range(ASKED)]
    question = marks.question()
    for key in keys:  # as a site that has run for a while has them at hand
        database.execute(question, [key], prepare=True)
    begun = time.perf_counter()
    for key in keys:
        database.execute(question, [key], prepare=True)
    return (time.perf_counter() - begun) / ASKED * 1000


def _walked_over(database: Database, view_key: str) -> Iterator[str]:
    """Yield the tables that the question reads from end to end."""
    found = database.execute(f"EXPLAIN (FORMAT JSON) {marks.question()}", [view_key]).fetchone()
    assert found is not None
    waiting = [found[0][0]["Plan"]]
    while waiting:
        node = waiting.pop()
        waiting += node.get("Plans", ())
        if node["Node Type"] == "Seq Scan":
            yield node["Relation Name"]


def _page_cost(site: Site, address: str) -> float:
    load = Load(name="permalink", requests=[request("GET", f"{site.site.base}{address}")])
    spent = Spent()
    with Wire(site.port) as wire:
        turn(site, load, [wire], Spent())
        for _ in range(ROUNDS):
            turn(site, load, [wire], spent)
    return spent.cost
