"""Pages as Markdown, at their address with .md at its end, and llms.txt, for assistants.

llms.txt lists the pages.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from catalog import query
from catalog.formatting import format_day
from catalog.markdown import escape_markdown
from catalog.naming import name_of
from catalog.profiles import IN_SHORT, Profile, Statement, profile_of
from catalog.registry import KINDS, FactKind
from catalog.releases import Reading
from catalog.schema import Catalog
from catalog.views.page import reads_release
from config import problems, rpc
from config.context import base_url

MARKDOWN, PLAIN = "text/markdown; charset=utf-8", "text/plain; charset=utf-8"
# The kinds whose rows can be read as Markdown, with the folder of their addresses.
FOLDERS: Mapping[str, str] = {
    "articles": "learn",
    "use_cases": "use-cases",
    "apps": "apps",
    "models": "models",
    "claims": "claims",
}


@reads_release
def row_as_text(request: HttpRequest, reading: Reading, kind: str, slug: str) -> HttpResponse:
    """Give a row as Markdown. Raises `Http404` where there is none of that name."""
    row = KINDS[kind].find(reading.catalog, slug)
    if row is None:
        raise Http404
    profile = profile_of(reading, KINDS[kind], row)
    text = "\n\n".join(_parts(profile, reading, base_url(request)))
    return HttpResponse(f"{text}\n", content_type=MARKDOWN)


def address_as_text(kind: str, slug: str) -> str:
    """Return where a row stands as Markdown."""
    return reverse(f"machines:{kind}_as_text", args=[slug])


def _parts(profile: Profile, reading: Reading, base: str) -> Iterator[str]:
    yield f"# {escape_markdown(profile.name)}"
    # Of most kinds the first statement says it, with its source.
    if profile.groups and profile.groups[0].heading != IN_SHORT and profile.lead:
        yield escape_markdown(profile.lead)
    if profile.markdown:
        yield profile.markdown
    for group in profile.groups:
        yield f"## {escape_markdown(group.heading)}"
        yield "\n".join(_line(statement, reading.catalog, base) for statement in group.statements)
    state = f"Release {reading.number} of the catalog, as of {format_day(reading.on)}"
    yield f"[{state}]({base}{profile.address})"


def _line(statement: Statement, catalog: Catalog, base: str) -> str:
    about = escape_markdown(statement.about)
    if not statement.is_known:
        return f"- **{about}:** unknown"
    source = catalog.source.get(statement.source)
    named = (
        f"[{escape_markdown(source.title)}]({base}{_source_page(source.slug)})" if source else ""
    )
    day = format_day(statement.as_of) if statement.as_of else ""
    proof = ", ".join(filter(None, (named, day)))
    in_brackets = f" ({proof})" if proof else ""
    return f"- **{about}:** {escape_markdown(statement.text)}{in_brackets}"


def _source_page(slug: str) -> str:
    return reverse("catalog:source", args=[slug])


# ----------------------------------------------------------------------------------------- llms.txt


@reads_release
def llms(request: HttpRequest, reading: Reading) -> HttpResponse:
    """Say in one file what an assistant finds here, and where."""
    base = base_url(request)
    text = "\n\n".join(_contents(reading, base))
    return HttpResponse(f"{text}\n", content_type=PLAIN)


def _contents(reading: Reading, base: str) -> Iterator[str]:
    catalog = reading.catalog
    yield f"# {settings.SITE_NAME}"
    yield (
        "> Which kind of AI does which job of a business, which app or model to buy, what it "
        "costs, and how to test it. "
        "Every fact has a source and a day; what is unknown is said to be unknown. Fixed "
        "rules decide, no language model."
    )
    yield (
        f"State: release {reading.number}, {reading.on}. Add ?as_of=YYYY-MM-DD to an address "
        "to read it as of that day. "
        "Say source and day with each figure."
    )
    yield "## Ask"
    tools = "tools that find a job, decide, look up, compare and say what changed"
    where = "from an assistant, a program, a spreadsheet, a site"
    ways = (
        ("MCP", rpc.ROOT, tools),
        ("API", problems.DOCS, "the same facts as JSON and CSV"),
        ("Ways to ask", reverse("catalog:use_it"), where),
        ("Method", reverse("catalog:method"), "how it decides"),
    )
    yield "\n".join(f"- [{name}]({base}{address}): {words}" for name, address, words in ways)
    articles = sorted(catalog.articles, key=lambda article: (article.position, article.slug))
    yield from _listed("Articles", "articles", articles, catalog, base)
    yield from _listed("Jobs", "use_cases", catalog.use_cases, catalog, base)
    # What assistants may leave out, as the format has it.
    yield from _listed("Optional", "apps", catalog.apps, catalog, base)
    on_sale = query.models_on_sale(catalog, reading.on)
    yield from _listed("", "models", on_sale, catalog, base)
    yield from _listed("", "claims", catalog.claims, catalog, base)


def _listed(
    heading: str, kind: str, rows: Iterable[Any], catalog: Catalog, base: str
) -> Iterator[str]:
    if heading:
        yield f"## {heading}"
    yield "\n".join(_link(KINDS[kind], row, catalog, base) for row in rows)


def _link(kind: FactKind, row: Any, catalog: Catalog, base: str) -> str:
    name = escape_markdown(name_of(catalog, kind, row))
    summary = escape_markdown(getattr(row, "summary", ""))
    words = f": {summary}" if summary else ""
    return f"- [{name}]({base}{address_as_text(kind.name, row.slug)}){words}"
