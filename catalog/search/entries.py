"""What of a release can be found, filled once into Postgres."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import nh3
from django.db import connection, transaction

from catalog import formatting, query
from catalog.markdown import render
from catalog.models import Release, SearchEntry
from catalog.naming import name_or_slug
from catalog.references import with_places
from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog
from catalog.vocabulary import Branch, Word
from catalog.words import folded

VERSION = 8  # of the entries; a new version rebuilds those of every release
WORDS = "words"  # the kind of entry that holds one word of the vocabulary
INDEXED_RELEASES = 8  # releases whose entries stay
BATCH = 1000
SHORTEST_WORD = 4  # letters of a word of the vocabulary
COMMON_JOB, JOB = 1.35, 1.2
UNLISTED_MODEL = 0.6  # beside one on file


def index_of(digest: str) -> str:
    """Return what the entries of a release are kept under."""
    return f"{VERSION}:{digest}"


def index_release(digest: str, catalog: Catalog) -> bool:
    """Fill in the entries of a release unless they are there; return whether they were not.

    It takes one query where they are there.
    """
    index = index_of(digest)
    missing = not SearchEntry.objects.filter(index=index).exists()
    if missing:
        _write_entries(index, catalog)
    return missing


def _write_entries(index: str, catalog: Catalog) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:  # a second process waits, and then sees the entries
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"search {index}"]
            )
        if SearchEntry.objects.filter(index=index).exists():
            return
        rows = list(entries(catalog))
        rows += _word_rows(rows, catalog)
        for row in rows:
            row.index = index
        SearchEntry.objects.bulk_create(rows, batch_size=BATCH)
        newest = Release.objects.newest_first().values_list("digest", flat=True)[:INDEXED_RELEASES]
        SearchEntry.objects.exclude(index__in=[index, *map(index_of, newest)]).delete()
        with connection.cursor() as cursor:
            # Until PostgreSQL has counted the new rows it plans for an empty table: a search took 5
            # s.
            cursor.execute("ANALYZE catalog_searchentry")


def _word_rows(rows: Iterable[SearchEntry], catalog: Catalog) -> Iterator[SearchEntry]:
    texts = [text for row in rows for text in (row.title_words, row.more_words, row.body_words)]
    texts += [folded(text) for row in catalog.synonyms for text in (row.word, row.words)]
    counts = Counter(word for text in texts for word in text.split() if len(word) >= SHORTEST_WORD)
    for word, count in sorted(counts.items()):
        yield SearchEntry(kind=WORDS, key=word, title=word, title_words=word, weight=count)


def entries(catalog: Catalog) -> Iterator[SearchEntry]:
    """Return everything public that can be found."""
    yield from _jobs(catalog)
    yield from _models(catalog)
    for kind in KINDS.values():
        if kind.search and kind.name not in {"use_cases", "models"}:
            names = _names_of_parts(catalog, kind)
            for row in getattr(catalog, kind.name):
                yield _described(kind, row, names.get(row.slug, ()))


def _entry(  # noqa: PLR0913  # each is a part of what is shown
    *,
    kind: str,
    key: str,
    title: str,
    body: str = "",
    more: Iterable[str] = (),
    weight: float = 1.0,
) -> SearchEntry:
    """Return a thing that can be found, as it is shown, with other names that lead to it."""
    return SearchEntry(
        kind=kind,
        key=key,
        title=title,
        body=body,
        title_words=folded(title),
        more_words=" ".join(map(folded, more)),
        body_words=folded(body),
        weight=weight,
    )


def _described(kind: FactKind, row: Any, names_of_parts: Iterable[str] = ()) -> SearchEntry:
    """Return a row by its description.

    Its paragraphs are what it says; its short texts and words are other names.
    """
    texts = body_texts(kind, row)
    body = dict(zip(texts, with_places(texts.values()), strict=True))
    if kind.markdown in body:
        body[kind.markdown] = _plain(render(body[kind.markdown]))
    more = [kind.name, *names_of_parts]
    for name, field in kind.described.items():
        value = getattr(row, name)
        if name in {kind.title, *body} or field.target or field.about.text == "address":
            continue
        if not value:
            continue
        if isinstance(value, Decimal):
            more += _as_quoted(value)
        elif isinstance(value, str):
            more.append(f"{value} {value.label}" if isinstance(value, Word) else value)
    return _entry(
        kind=kind.name,
        key=row.slug,
        title=getattr(row, kind.title),
        body=" ".join(body.values()),
        more=more,
        weight=kind.search,
    )


def body_texts(kind: FactKind, row: Any) -> dict[str, str]:
    """Return what a row says in its paragraphs, as they were written, by field."""
    texts = {}
    for name, field in kind.described.items():
        is_body = name == kind.markdown or field.about.text == "paragraph"
        if is_body and name != kind.title and getattr(row, name):
            texts[name] = getattr(row, name)
    return texts


def _as_quoted(value: Decimal) -> tuple[str, ...]:
    """Return a figure as people quote it: 67.18, and 67 for short."""
    return (formatting.format_number(value), str(round(value)))


def _names_of_parts(catalog: Catalog, kind: FactKind) -> dict[str, list[str]]:
    """Return the names of what belongs to each row of a kind but has no page: an app's plans."""
    names: dict[str, list[str]] = {}
    for part in KINDS.values():
        fields = [field for field, parent in part.parents.items() if parent == kind.name]
        if part.proper and not part.page and not part.search:
            for row in getattr(catalog, part.name):
                for field in fields:
                    names.setdefault(getattr(row, field), []).append(row.name)
    return names


def _jobs(catalog: Catalog) -> Iterator[SearchEntry]:
    for case in catalog.use_cases:
        cells = [catalog.cell.get((case.slug, branch)) for branch in Branch]
        reasons = [cell.reason for cell in cells if cell]
        trade = name_or_slug(catalog.industry, case.industry)
        outputs = " ".join(medium.label for medium in case.outputs)
        body = " ".join([f"For {case.result}.", *reasons, case.pilot_measure])
        yield _entry(
            kind="use_cases",
            key=case.slug,
            title=case.name,
            body=body.strip(),
            more=(case.slug, case.result, trade, case.department, outputs),
            weight=COMMON_JOB if case.common else JOB,
        )


def _models(catalog: Catalog) -> Iterator[SearchEntry]:
    for model in catalog.models:
        maker = name_or_slug(catalog.provider, model.provider)
        media = formatting.format_list(query.media_made(catalog, model))
        body = f"{maker}. Makes {media}. {model.note}"
        yield _entry(
            kind="models",
            key=model.slug,
            title=model.name,
            body=body.strip(),
            more=(model.slug, maker, model.family),
            weight=1.0 if model.listed else UNLISTED_MODEL,
        )


# Where an element ends a letter of private use stands until the tags are gone.
CELL_END, BLOCK_END = "\ue002", "\ue003"
ENDS = re.compile(rf"(?P<last>\S?)\s*(?P<ends>(?:[{CELL_END}{BLOCK_END}]\s*)+)")


def _plain(text: str) -> str:
    """Return what an editor’s HTML says, without its tags.

    Cells, headings and points of a list do not run into what follows.
    """
    ended = re.sub(r"</t[dh]>", CELL_END, text)
    ended = re.sub(r"</(p|li|h\d|tr)>", BLOCK_END, ended)
    words = html.unescape(nh3.clean(ended, tags=set()))
    return " ".join(ENDS.sub(_with_stop, words).split())


def _with_stop(match: re.Match[str]) -> str:
    if not match["last"] or match["last"] in ".!?:;,":
        return f"{match['last']} "
    return f"{match['last']}{'.' if BLOCK_END in match['ends'] else ';'} "
