"""How many bytes a plan takes in PostgreSQL: `python -m tests.proof.sizes`, from a few thousand plans made from the examples."""

import os
import secrets
import sys
from itertools import cycle, islice

import brotli  # type: ignore[import-untyped]  # ships no types
import django
from django.db import connection, transaction

PLANS = 4_000
SAVES = 200
TABLES = ("wizard_plan", "wizard_planversion", "wizard_versionpage", "wizard_citedfacts")


def main() -> None:
    """Make the plans, and print what each table and its indexes take, a plan, and what an answer writes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    connection.settings_dict["TEST"]["NAME"] = f"{connection.settings_dict['NAME']}_sizes_{os.getpid()}"
    name = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        _measure()
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)


def _measure() -> None:
    from tests.support import publish_catalog, starter_catalog

    publish_catalog(starter_catalog(), note="To be measured.")
    first = _wal()
    made = _made()
    a_plan = (_wal() - first) / len(made)
    _copied(made)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say = sys.stdout.write
    say(f"{'table':<22} {'rows':>7} {'bytes a plan':>13} {'of it indexes':>14}\n")
    for table in TABLES:
        rows, whole, indexes = _sizes(table)
        say(f"{table:<22} {rows:>7,} {whole / PLANS:>13,.0f} {indexes / PLANS:>14,.0f}\n")
    text, packed = _pages(made)
    say(f"a page is {text:,.0f} bytes of text, {packed:,.0f} packed by brotli\n")
    say(f"written ahead for a plan with its version {a_plan:,.0f} bytes, for an answer saved {_answer():,.0f} bytes\n")


def _made() -> list[int]:
    """Make one plan of each example as its owner would, its version, page and cited facts with it."""
    from django.utils.timezone import localdate

    from catalog import releases
    from wizard.plans import drafts, versions
    from wizard.plans.examples import all_examples

    made = []
    for example in all_examples():
        plan, _ = drafts.start(example.stored)
        versions.make(plan, releases.current(), localdate())
        made.append(plan.pk)
    return made


def _copied(made: list[int]) -> None:
    """Copy these plans, each row under keys of its own, until there are enough."""
    from wizard.models import CitedFacts, Plan, PlanVersion, VersionPage

    plans = Plan.objects.in_bulk(made)
    versions = {row.plan_id: row for row in PlanVersion.objects.filter(plan__in=made)}
    pages = {row.version_id: row for row in VersionPage.objects.filter(version__plan__in=made)}
    cited = CitedFacts.objects.in_bulk(made)
    with transaction.atomic():
        for pk in islice(cycle(made), PLANS - len(made)):
            plan, version = plans[pk], versions[pk]
            page, facts = pages[version.pk], cited.get(pk)
            plan_copy = _copy(plan, view_key=secrets.token_urlsafe(16), edit_key_hash=secrets.token_hex(32))
            version_copy = _copy(version, plan=plan_copy)
            _copy(page, version=version_copy)
            if facts is not None:
                _copy(facts, plan=plan_copy, version=version_copy)


def _copy[Row](row: Row, **changes: object) -> Row:
    fields = {each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if not each.primary_key}  # type: ignore[attr-defined]  # a model's row
    copied = {name: value for name, value in fields.items() if name.removesuffix("_id") not in changes}
    return type(row).objects.create(**copied, **changes)  # type: ignore[attr-defined,no-any-return]  # a model's row


def _pages(made: list[int]) -> tuple[float, float]:
    """Return how long the pages of these plans are on average, as text and packed."""
    from wizard.models import VersionPage

    texts = [row.text.encode() for row in VersionPage.objects.filter(version__plan__in=made).order_by("pk")]
    return sum(map(len, texts)) / len(texts), sum(len(brotli.compress(text, quality=5)) for text in texts) / len(texts)


def _sizes(table: str) -> tuple[int, int, int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*), pg_total_relation_size('{table}'), pg_indexes_size('{table}') FROM {table}")  # noqa: S608  # names of ours
        row = cursor.fetchone()
    assert row is not None
    return int(row[0]), int(row[1]), int(row[2])


def _wal() -> int:
    """Return how many bytes the server has written ahead so far."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
        row = cursor.fetchone()
    assert row is not None
    return int(row[0])


def _answer() -> float:
    """Return how many bytes are written ahead for an answer saved as a page of the wizard saves it, most of them long after a checkpoint."""
    from wizard.plans import drafts
    from wizard.plans.examples import all_examples

    _, key = drafts.start(all_examples()[0].stored)
    before = _wal()
    for number in range(SAVES):
        plan = drafts.find(key)
        assert plan is not None
        drafts.save(plan, {**plan.stored, "firm": f"Goose {number}"})
    return (_wal() - before) / SAVES


if __name__ == "__main__":
    main()
