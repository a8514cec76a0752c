"""Every address of the desk, for every role, reading and writing.

What answers is what the table in the docs says.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date
from functools import cache
from inspect import unwrap
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.migrations import CreateModel, RunPython
from django.db.migrations.loader import MigrationLoader
from django.template.response import SimpleTemplateResponse
from django.test import Client
from django.urls import URLPattern, URLResolver

from catalog import desk, schema
from catalog.models import Cell, DeskRow, Import, Provider, Release, Report, Revision, ToCheck
from catalog.roles import ROWS, STEERING, grant
from catalog.schema import Catalog
from config.environment import PROJECT
from tests.support import member, publish_catalog, saved, unsaved
from wizard.admin import phrases
from wizard.models import Plan, PlanVersion
from wizard.plans import drafts
from wizard.roles import ROLES

pytestmark = pytest.mark.django_db

READS, WRITES, NOT = "reads", "writes", "—"
RECORDS = ("import", "listcheck", "report", "revision", "tocheck")
REFUSED = {403, 404, 405}  # 404: the page of an application in which nothing may be seen

type Table = dict[str, dict[str, str]]  # address → role → word


@cache
def table() -> Table:
    """Return the table of docs/editing.md."""
    lines = (PROJECT / "docs" / "editing.md").read_text().splitlines()
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in lines
        if line.startswith("|")
    ]
    roles = next(row[:-1] for row in rows if row[-1] == "Addresses")
    named = [(row[:-1], re.findall(r"`(/admin/[^`]*)`", row[-1])) for row in rows]
    return {
        address: dict(zip(roles, words, strict=True))
        for words, addresses in named
        for address in addresses
    }


def patterns(urls: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the routes below a list of addresses, with the function that answers each."""
    for url in urls:
        route = prefix + str(url.pattern)
        if isinstance(url, URLResolver):
            yield from patterns(url.url_patterns, route)
        elif isinstance(url, URLPattern):
            view = unwrap(url.callback)
            yield route, getattr(view, "__func__", view)


@cache
def routes() -> dict[str, Any]:
    """Return the routes of the admin that are pages.

    The signing in and out is left out, and the last one, which finds nothing.
    """
    left_out = re.compile(r"login/|logout/|jsi18n/|autocomplete/|\(\?P.*|\w+/\w+/<path:object_id>/")
    return {
        route: view
        for route, view in patterns(admin.site.get_urls())
        if not left_out.fullmatch(route)
    }


def pattern(route: str) -> str:
    """Return an address as the docs name it.

    It stands by itself, with its like, or under an address that ends in “…”.
    """
    itself = "/admin/" + re.sub(r"<(path:|int:)?(pk|object_id|id)>", "<row>", route)
    itself = (
        itself.replace("<int:number>", "<number>")
        .replace("<path:content_type_id>", "<kind>")
        .replace("<slug:", "<")
    )
    itself = re.sub(r"\^\(\?P<app_label>.*\)/\$", "<application>/", itself)
    like = re.sub(rf"^/admin/catalog/({'|'.join(ROWS)})/", "/admin/catalog/<fact>/", itself)
    like = re.sub(rf"^/admin/catalog/({'|'.join(STEERING)})/", "/admin/catalog/<steering>/", like)
    record = re.sub(rf"^/admin/catalog/({'|'.join(RECORDS)})/", "/admin/catalog/<record>/", itself)
    under = next(
        (
            address
            for address in table()
            if address.endswith("…") and itself.startswith(address[:-1])
        ),
        record if record in table() else like,
    )
    return itself if itself in table() else under


def test_table_names_every_address_and_no_other() -> None:
    assert {pattern(route) for route in routes()} == set(table())


def test_table_names_every_role() -> None:
    assert {tuple(row) for row in table().values()} == {tuple(ROLES)}


@pytest.mark.parametrize("role", ROLES)
def test_group_has_the_permissions_of_its_role(role: str) -> None:
    group = Group.objects.get(name=role)
    granted = {
        f"{app}.{name}"
        for app, name in group.permissions.values_list("content_type__app_label", "codename")
    }

    assert granted == ROLES[role]


def grants_after_its_tables(operations: Sequence[Any], tables: Collection[str]) -> bool:
    """Tell whether rights are granted once all these tables are there.

    The roles of a site that runs have none of their own accord.
    """
    made = [
        place
        for place, operation in enumerate(operations)
        if isinstance(operation, CreateModel) and operation.name.lower() in tables
    ]
    granted = [
        place
        for place, operation in enumerate(operations)
        if isinstance(operation, RunPython) and operation.code is grant
    ]
    return not made or max(granted, default=-1) > max(made)


def test_migration_that_makes_a_table_of_a_kind_grants_its_rights() -> None:
    migrations = MigrationLoader(None).disk_migrations
    of_catalog = [row.operations for (app, _), row in migrations.items() if app == "catalog"]

    assert of_catalog
    assert all(grants_after_its_tables(rows, {*ROWS, *STEERING}) for rows in of_catalog)


def test_table_without_a_grant_is_found() -> None:
    table = CreateModel("Course", fields=[])
    granted = RunPython(grant, RunPython.noop)

    assert not grants_after_its_tables([table], {"course"})
    assert not grants_after_its_tables([granted, table], {"course"})
    assert grants_after_its_tables([table, granted], {"course"})
    assert grants_after_its_tables([table], {"provider"})


MAKERS: dict[type[models.Model], Callable[[], Any]] = {
    Revision: lambda: desk.write(unsaved(Provider), author=None),
    Release: lambda: publish_catalog(Catalog(providers=(schema.Provider(slug="p", name="P"),))),
    Report: lambda: saved(Report, page="/models/"),
    Plan: lambda: drafts.start()[0],
    PlanVersion: lambda: PlanVersion.objects.create(
        plan=drafts.start()[0],
        number=1,
        answers=[],
        release=1,
        release_digest="0" * 64,
        decided_on=date(2026, 11, 25),
        engine=1,
    ),
    Import: lambda: saved(Import, kind="prices"),
    ToCheck: lambda: saved(ToCheck, drafts='[["providers", {"slug": "acme", "name": "Acme"}]]'),
    User: lambda: User.objects.create_user("somebody"),
    Group: lambda: Group.objects.create(name="Some"),
    Cell: lambda: saved(Cell, disputed="One says no."),
}


def a_row(model: type[models.Model]) -> Any:
    """Store a row of any table that the admin shows."""
    row = MAKERS.get(model, lambda: saved(model))()
    if isinstance(row, DeskRow):
        desk.write(row, author=None)
    return row


def address(route: str, row: Any) -> str:
    """Fill a route in."""
    if isinstance(row, Cell):
        route = route.replace("<slug:use_case>", row.use_case.slug).replace(
            "<slug:branch>", row.branch
        )
    kind = ContentType.objects.get_for_model(row).pk if row else ""
    route = route.replace("<slug:form>", "csv")
    filled = re.sub(r"\^\(\?P<app_label>.*\)/\$", "catalog/", route).replace(
        "<path:content_type_id>", str(kind)
    )
    return "/admin/" + re.sub(
        r"<int:number>",
        "1",
        re.sub(r"<(\w+:)?(pk|object_id|id)>", str(getattr(row, "pk", "")), filled),
    )


def trace() -> tuple[int, ...]:
    """Return what any act would change, in one query."""
    counted = (
        "django_admin_log",
        "catalog_revision",
        "catalog_release",
        "wizard_plan WHERE withdrawn IS NULL",
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(f'(SELECT count(*) FROM {rows})' for rows in counted)}")  # noqa: S608  # ours
        return tuple(cursor.fetchone())


PLACES = sorted(
    f"{model._meta.app_label}/{model._meta.model_name}" for model in admin.site._registry
)


def answered(client: Client, where: str, row: Any) -> str:
    """Return the word of the table for what an address lets somebody do."""
    read = client.get(where)
    before = trace()
    wrote = client.post(
        where,
        {
            "action": "change_field",
            "_selected_action": getattr(row, "pk", ""),
            "note": "Because.",
            "field": "note",
            "value": "New.",
        },
    )
    changed = trace() != before
    assert wrote.status_code < 500
    if read.status_code in REFUSED or (
        read.status_code == 302 and read.headers["Location"] == "/admin/"
    ):
        assert (wrote.status_code in {*REFUSED, 302}, changed) == (True, False)
        return NOT
    assert read.status_code in {200, 302}, (where, read.status_code)
    shown: Any = getattr(wrote, "context_data", None) or {}
    asks = ("adminform" in shown and shown["adminform"].form.is_bound) or (
        "form" in shown and shown["form"].is_bound
    )
    return WRITES if changed or (asks and wrote.status_code not in REFUSED) else READS


def routes_of(place: str) -> list[str]:
    """Return the routes of one kind of row, or those that belong to none."""
    if place:
        return [route for route in routes() if route.startswith(f"{place}/")]
    return [
        route for route in routes() if not route.startswith(tuple(f"{each}/" for each in PLACES))
    ]


ASKS = [f"has_{act}_permission" for act in ("view", "add", "change", "delete", "module", "publish")]


def deciding() -> dict[str, list[str]]:
    """Return routes by place, only the first of those that one function answers alike.

    Alike means by asking the same functions.

    That a role has the permissions for every kind of row is another test's.
    """
    pages = {
        f"{model._meta.app_label}/{model._meta.model_name}": type(page)
        for model, page in admin.site._registry.items()
    }
    found, known = defaultdict[str, list[str]](list), set()
    for place in [*PLACES, ""]:
        for route in routes_of(place):
            decides = (
                pattern(route),
                routes()[route],
                *(getattr(pages.get(place), name, None) for name in ASKS),
            )
            if decides not in known:
                known.add(decides)
                found[place].append(route)
    return found


@pytest.mark.parametrize(("place", "deciding"), deciding().items())
def test_role_may_do_what_the_table_says(
    place: str, deciding: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # a view decides; the browser's tests draw each page
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", "")
    # what the frame shows beside it
    monkeypatch.setattr(admin.site, "each_context", lambda _request: {})
    # to write a plan for every ending takes longer than all else, and decides nothing
    monkeypatch.setattr(phrases, "samples", lambda *_phrases: iter(()))
    tables = {
        f"{model._meta.app_label}/{model._meta.model_name}": model for model in admin.site._registry
    }
    row = a_row(tables.get(place, Plan))
    found, expected = set(), set()
    for role in ROLES:
        client = member(role)
        for route in deciding:
            with transaction.atomic():
                found.add((pattern(route), role, answered(client, address(route, row), row)))
                transaction.set_rollback(True)
            expected.add((pattern(route), role, table()[pattern(route)][role]))

    assert found == expected
