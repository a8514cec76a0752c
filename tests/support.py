"""What many tests need: the starter catalog without a database, a current release.

Also rows for the desk.
"""

import itertools
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from django.test.utils import CaptureQueriesContext

from catalog import starter
from catalog.imports.cells import fact_of, read_cells
from catalog.registry import KINDS, ordered
from catalog.schema import UNSOURCED, Catalog, End, ModelStatement, dump
from catalog.vocabulary import Confidence, EndKind

if TYPE_CHECKING:
    from django.test import Client

    from catalog.models import Release

# Chromium, quiet and without its own errands.
QUIET = (
    "disable-gpu",
    "disable-quic",
    "no-first-run",
    "disable-background-networking",
    "disable-component-update",
    "disable-sync",
    # A frame made anew for every page costs a fifth of the page. Of such switches only the last
    # counts, so that those of Playwright are here too.
    (
        "disable-features=RenderDocument,AimEnabled,AvoidCorsURLLoaderRestartOnRedirect,"
        "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsFirstBalancedModeAutoEnable,"
        "HttpsUpgrades,LensOverlay,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,PaintHolding,"
        "PreconnectToSearch,ThirdPartyStoragePartitioning"
    ),
)


def chromium() -> str:
    """Return the path of this machine's Chromium, best without a window; empty if none."""
    named = os.environ.get("CHROMIUM") or ""
    names = (named, "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    return next(filter(None, map(shutil.which, names)), "")


def statement(model: str, **facts: Any) -> ModelStatement:
    """Return what a source says of a toy catalog's model: `reads`, `makes`, and what not."""
    proof: dict[str, Any] = {"source": "s", "as_of": date(2026, 11, 24)}
    return ModelStatement(model=model, **proof | facts)


MOST_REMEMBERED = 200
FITS = "release_payload_fits_digest"  # the constraint
SEARCHED = "catalog_searchentry"
# The tables of roles and of what they may do, which migrations fill.
ROLES = ("django_content_type", "auth_permission", "auth_group", "auth_group_permissions")
REPLICATES = "SET LOCAL session_replication_role"


@cache
def starter_catalog(folder: Path = starter.FIXTURES) -> Catalog:
    """Return the fixtures as the catalog of a release of them; no database is needed."""
    return Catalog(
        **{
            kind.name: ordered(
                kind,
                (
                    fact_of(kind, read_cells(line.cells, kind))
                    for _, line in starter.lines(kind, folder)
                ),
            )
            for kind in KINDS.values()
        }
    )


def remembered[Result](
    work_out: Callable[..., Result],
) -> Callable[..., Result]:
    """Return a rule of the engine that remembers its results.

    The same answers, catalog, day and results of tests are worked out once, as long as few others
    come.
    """
    known: dict[tuple[Any, int, date, tuple[object, ...]], tuple[Catalog, Result]] = {}

    def recall(
        answers: Any, catalog: Catalog, on: date, measured: tuple[object, ...] = ()
    ) -> Result:
        key = (answers, id(catalog), on, measured)  # comparing two catalogs takes long
        if key not in known:
            if len(known) == MOST_REMEMBERED:
                known.pop(next(iter(known)))
            # The catalog too, so that its number stays its own.
            known[key] = (
                catalog,
                work_out(answers, catalog, on, *([measured] if measured else [])),
            )
        return known[key][1]

    return recall


def publish_catalog(catalog: Catalog, note: str = "Made by a test.") -> "Release":
    """Make a catalog the current release, past the desk."""
    from catalog import releases

    with releases._one_snapshot(), releases._one_publisher():
        return releases._append(dump(catalog), author=None, note=note)


def announced_end(day: date, read: date, **subject: Any) -> End:
    """Return the end of an offer, or of a model wherever it is sold, as somebody announced it."""
    return End(
        **subject,
        status=EndKind.ANNOUNCED,
        day=day,
        confidence=Confidence.HIGH,
        source=UNSOURCED,
        as_of=read,
    )


def with_ends(catalog: Catalog, ends: Mapping[str, date], read: date) -> Catalog:
    """Return a catalog in which these models, and no others, end wherever they are sold."""
    rows = tuple(announced_end(day, read, model=slug) for slug, day in sorted(ends.items()))
    return replace(catalog, ends=rows)


def put_starter_by() -> None:
    """Publish the starter catalog, load the desk, and put both by: once for a whole run.

    What makes its pages searchable stays: it counts for that release alone.
    """
    from catalog.management.commands.load_catalog import load
    from catalog.search.entries import index_release

    digest = publish_catalog(starter_catalog()).digest
    index_release(digest, starter_catalog())
    load()
    tables = ("catalog_release", *_desk())
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA put_by")
        for name in (*tables, *ROLES):
            cursor.execute(f"CREATE TABLE put_by.{name} AS SELECT * FROM {name}")  # noqa: S608  # names of ours
        cursor.execute(f"CREATE TABLE put_by.{SEARCHED} AS SELECT {_columns()} FROM {SEARCHED}")  # noqa: S608
        # what is known of the rows stays, for plans that use the indexes
        cursor.execute(f"ANALYZE {', '.join(tables)}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(tables)}, catalog_revision RESTART IDENTITY CASCADE")
        # Postgres would look at the tables of the desk between two tests, find many pages without a
        # row, and from then on plan for none: to compile the desk then takes three times as long.
        for name in _desk():
            cursor.execute(f"ALTER TABLE {name} SET (autovacuum_enabled = off)")
        # Tests publish catalogs of their own too, and compressing one takes 50 ms.
        cursor.execute("ALTER TABLE catalog_release ALTER payload SET STORAGE EXTERNAL")
        # And so does working out the digest of one that is known, which thousands of tests take.
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s", [FITS]
        )
        rule = str(cursor.fetchone()[0]).removeprefix("CHECK ")
        cursor.execute(
            f"ALTER TABLE catalog_release DROP CONSTRAINT {FITS},"
            f" ADD CONSTRAINT {FITS} CHECK (digest = '{digest}' OR {rule})"
        )


def only_searchable_starter() -> list[str]:
    """Return what leaves the search entries of the starter catalog, and no others.

    To fill them in anew takes half a second, in every test that searches.
    """
    kept, columns = f"put_by.{SEARCHED}", _columns()
    others = f"DELETE FROM {SEARCHED} WHERE index NOT IN (SELECT index FROM {kept})"  # noqa: S608  # names of ours
    lost = f"INSERT INTO {SEARCHED} ({columns}) SELECT {columns} FROM {kept}"  # noqa: S608
    return [others, f"{lost} WHERE NOT EXISTS (SELECT FROM {SEARCHED})"]


def _columns() -> str:
    """Return the columns of search entries, but for the one that Postgres works out."""
    from catalog.models import SearchEntry

    fields = SearchEntry._meta.concrete_fields
    return ", ".join(str(field.column) for field in fields if not field.generated)


def take_starter() -> "Release":
    """Make the stored release the current one, in a quarter of the time of publishing."""
    from catalog.models import Release

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO catalog_release (number, payload, digest, note, published_at)"
            " SELECT number, payload, digest, note, clock_timestamp() FROM "
            "put_by.catalog_release RETURNING id"
        )
        return Release.objects.defer("payload").get(pk=cursor.fetchone()[0])


def take_desk() -> None:
    """Fill the desk with only the starter catalog, in a fraction of the time of loading."""
    _clear_desk()
    fills = [
        f"INSERT INTO {name} SELECT * FROM put_by.{name};"  # noqa: S608  # names of ours
        f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name};"
        for name in _desk()
    ]
    with transaction.atomic(), connection.cursor() as cursor:
        # What refers to what was looked at when the rows were put by; to look at each again takes
        # four times as long as to copy them. A server of our own lets us leave that out.
        if "CLUSTER" in connection.settings_dict:
            fills = [f"{REPLICATES} = replica;", *fills, f"{REPLICATES} = origin;"]
        cursor.execute("".join(fills))


def take_published_desk() -> "Release":
    """Fill the desk with the starter catalog and make that the current release, as if published."""
    take_desk()
    return take_starter()


def _desk() -> list[str]:
    """Return the tables of the starter catalog, and of what was seen again of it."""
    from catalog.models import DESK, Sighting

    links = [
        field.remote_field.through for table in DESK.values() for field in table._meta.many_to_many
    ]
    tables: list[Any] = [*DESK.values(), *filter(None, links), Sighting]
    return [table._meta.db_table for table in tables]


@cache
def _numbers() -> Iterator[int]:
    return itertools.count(1)


# Of which exactly one is given, where a row may be about several kinds; the first is the usual one.
SUBJECTS: dict[str, dict[str, str]] = {
    "Price": {"offer": "Offer", "app_plan": "AppPlan"},
    "End": {"offer": "Offer", "model": "AiModel"},
    "JobPhrases": {"use_case": "UseCase", "medium": ""},
}

# What a row of a table needs besides a value in each field.
FITTING: dict[str, dict[str, Any]] = {
    "AppStatement": {"answer": "business-terms", "countries": []},
    "ModelStatement": {"does_not_read": [], "does_not_make": []},  # not both read and not read
    "Sighting": {"kind": "providers", "key": ["row"]},
    "Solution": {"app_kinds": []},
}


def unsaved(table: type[models.Model], **given: Any) -> Any:
    """Return a row that satisfies every rule of its table; parents are saved, the row is not."""
    number = next(_numbers())
    subjects = SUBJECTS.get(table.__name__)
    if subjects is not None and not given.keys() & {*subjects}:
        subject, parent = next(iter(subjects.items()))
        given[subject] = saved(apps.get_model("catalog", parent))
    if table.__name__ == "End":
        given.setdefault("day", date(2027, 1, 14))
    if table.__name__ == "Offer":
        for name, parent in (("model", "AiModel"), ("seller", "Provider")):
            given[name] = given.get(name) or saved(apps.get_model("catalog", parent))
        given.setdefault("slug", f"{given['model'].slug}@{given['seller'].slug}")
    if table.__name__ == "ExchangeRate":
        given.setdefault("valid_from", date(2026, 1, 1) + timedelta(days=number))
        given.setdefault("currency", "EUR")
    given = FITTING.get(table.__name__, {}) | given
    values = {
        field.name: _value(field, number)
        for field in table._meta.fields
        if _needs_value(field, given)
    }
    return table(**values | given)


def saved(table: type[models.Model], **given: Any) -> Any:
    """Return a stored row that satisfies every rule of its table."""
    row = unsaved(table, **given)
    row.save()
    return row


def published(table: type[models.Model], **given: Any) -> Any:
    """Return a stored row of the next release: it and all that it stands on are published."""
    row = saved(table, **given)
    rows = [row]
    for each in rows:
        each.state = "published"
        each.save()
        parents = [getattr(each, field.name) for field in each._meta.fields if field.is_relation]
        rows += [parent for parent in parents if parent is not None]
    return row


def _needs_value(field: Any, given: dict[str, Any]) -> bool:
    if isinstance(field, ArrayField):
        return field.name not in given
    return not (
        field.primary_key or field.null or field.blank or field.has_default() or field.name in given
    )


def _value(field: Any, number: int) -> Any:
    """Return a value that a field takes, another one for each number where rows must differ."""
    match field:
        case models.ForeignKey():
            value = saved(field.remote_field.model)
        case ArrayField():
            value = [next(word for word, _label in field.base_field.choices or ())]
        case models.Field(choices=list() as choices):
            value = choices[number % len(choices) if field.unique else 0][0]
        case models.Field(name="slug"):
            value = f"row-{number}"
        case models.DateTimeField():
            value = datetime(2026, 11, 24, tzinfo=UTC)
        case models.DateField():
            value = date(2026, 11, 24)
        case models.DecimalField() | models.FloatField() | models.IntegerField():
            value = 1
        case _:
            value = _text(field, number)
    return value


def _text(field: Any, number: int) -> str:
    """Return a text; the example of its field where it has to be of a shape."""
    described = getattr(getattr(field.model, "kind", None), "described", {})
    about = described[field.name].about if field.name in described else None
    if about is not None and about.rule is not None and about.rule.pattern:
        return str(about.example)
    return f"{field.name} {number}"


def queries_of(act: Callable[[], object]) -> int:
    """Return how often the database is asked."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


_BLOCKS = (
    "address|article|aside|body|button|caption|dd|details|div|dl|dt|fieldset|figcaption|figure|"
    "footer|form|h[1-4]|head|header|html|label|legend|li|main|nav|ol|option|p|section|select|"
    "summary|svg|table|tbody|td|tfoot|th|thead|title|tr|ul"
)
_BESIDE_BLOCKS = re.compile(rf" ?(</?(?:{_BLOCKS})\b[^<>]*>) ?")
_AT_AN_END = re.compile(r"(?<=<)((?:a|b|span|strong|time)\b[^<>]*>) | (?=</)")


def flat(html: str) -> str:
    """Return HTML on one line, without most of the white space that a browser does not show."""
    on_one_line = re.sub(r"[ \t\r\n]+", " ", html)
    return _AT_AN_END.sub(r"\1", _BESIDE_BLOCKS.sub(r"\1", on_one_line))


def page_of(response: Any) -> str:
    """Return the HTML of an answer, on one line."""
    return flat(response.content.decode())


def text_of(client: "Client", address: str, status: int = 200) -> str:
    """Return what a page says that must answer so, as its reader sees it."""
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return unescape(flat(answer.text))


def member(role: str) -> "Client":
    """Return the browser of somebody signed in who has just this role of the desk."""
    from django.contrib.auth.models import Group, User
    from django.test import Client

    user = User.objects.create_user(role.lower(), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(user)
    return client


def empty_desk() -> None:
    """Take everything off the desk and every release away, until the test ends."""
    filled = " OR ".join(f"EXISTS (SELECT FROM {name})" for name in _tables_of_catalog())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {filled}")
        (is_filled,) = cursor.fetchone()
    if is_filled:
        _clear_desk()


def _clear_desk() -> None:
    """Give the desk and the releases new files, which go when the test ends.

    Emptied tables would keep the room of all rows that tests take back.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # checks that still wait would forbid it
        cursor.execute(f"TRUNCATE {', '.join(_tables_of_catalog())} CASCADE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@cache
def _tables_of_catalog() -> list[str]:
    found = apps.get_app_config("catalog").get_models(include_auto_created=True)
    return [table._meta.db_table for table in found if table.__name__ != "SearchEntry"]


def typed_in(page: Any) -> dict[str, Any]:
    """Return what a browser would send for a desk page as it stands, with its row forms."""
    inlines = [each.formset for each in page.context_data["inline_admin_formsets"]]
    forms = [
        page.context_data["adminform"].form,
        *(form for each in inlines for form in (each.management_form, *each.forms)),
    ]
    values = {form[name].html_name: form[name].value() for form in forms for name in form.fields}
    return {
        name: "on" if value is True else value
        for name, value in values.items()
        if value is not None and value is not False
    }


def with_rows(page: Any, *typed: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """Return what a browser sends of a page with rows of its own below.

    There is a list of rows for each kind in its order.
    """
    form = typed_in(page) | fields
    for inline, rows in zip(page.context_data["inline_admin_formsets"], typed, strict=True):
        form[f"{inline.formset.prefix}-TOTAL_FORMS"] = len(rows)
        for number, row in enumerate(rows):
            form |= {
                f"{inline.formset.prefix}-{number}-{name}": value for name, value in row.items()
            }
    return form


def cookies_named(privacy: str) -> dict[str, str]:
    """Return the cookies in the privacy page's table, without __Host-, and how long each stays."""
    return dict(
        re.findall(
            r'<tr><th scope="row"><code>(\w+)</code>.*?data-label="Stays">([^<]+)<', flat(privacy)
        )
    )
