"""Search: what a release holds, filled once into Postgres, and the ways a query is read against it."""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from math import log
from operator import or_
from typing import Any, NamedTuple

import nh3
from django.contrib.postgres.search import TrigramSimilarity
from django.db import connection, transaction
from django.db.models import Q

from catalog import formatting, query
from catalog.markdown import render
from catalog.models import Release, SearchEntry
from catalog.naming import name_or_slug
from catalog.registry import KINDS, FactKind
from catalog.schema import Catalog, Synonym
from catalog.vocabulary import Branch, Word
from catalog.words import distance, folded, stem

VERSION = 6  # of the entries; a new version rebuilds those of every release
WORDS = "words"  # the kind of entry that holds one word of the vocabulary
INDEXED_RELEASES = 8  # releases whose entries stay
BATCH = 1000
LONGEST_QUERY = 200  # characters
MOST_TERMS = 10
CANDIDATES = (
    1000  # ranked at most: a word that stands in a quarter of all rows must not rank them all
)
SHOWN, SHOWN_OF_KIND = 5, 50
FEW = 3  # with fewer hits than this, a query is read more generously
SHORTEST_MISTYPED = 4  # letters
SLIPS = ((6, 1), (99, 2))  # up to so many letters, so many slips
WEIGHTS = [0.1, 0.2, 0.5, 1.0]  # of the vector's parts D, C, B, A
LIKENESS, EXACT = 0.6, 1.5
RARE = 1.0  # for a word that stands in one entry alone
NUMBER = 0.3  # a number says little of what is meant, however rare it is
NEARLY_AS_RARE = 0.25  # so much commoner than the rarest word, a word alone still makes a hit
ANSWER = 2.0  # for a title that asks what the query asks
GOOD = 1.0  # rank from which a job is what was meant
MOST_JOBS, FAR_BEHIND = (
    8,
    4,
)  # jobs to pick from; one that ranks so many times lower than the best was not meant
SUGGESTED, ALIKE = 5, 0.3
START, STOP = "\ue000", "\ue001"  # no text of ours holds these
MARKED = f"StartSel={START}, StopSel={STOP}"

# Words that carry a sentence but no meaning here; English’s own are left to Postgres.
FILLERS = frozenset(
    re.findall(
        r"\w+",
        "a about an and are as at be by can could do does for from get give have help how i if in into is "
        "it like looking make many me mean means much my need needs of on one or our please sending show so some that the their them "
        "there this to us use versus vs want wants was we what whats when where which who why will wish with without would you your",
    )
)
ASKING = re.compile(r"^(what|how|why|when|where|which|who|can|do|does|is|are|must|should)\b")
ANSWERS = ("articles", "faq")
GOAL = re.compile(
    r"^(i|we)\b.*\b(want|need|like|make|have)\b|^(make|write|create|draw|build|need|want)\b"
)


# ------------------------------------------------------------------------------------------------------------ filling


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


def index_of(digest: str) -> str:
    """Return what the entries of a release are kept under."""
    return f"{VERSION}:{digest}"


def index_release(digest: str, catalog: Catalog) -> bool:
    """Fill in the entries of a release, unless they are there; return whether they were not. One query where they are."""
    index = index_of(digest)
    missing = not SearchEntry.objects.filter(index=index).exists()
    if missing:
        _write_entries(index, catalog)
    return missing


def _write_entries(index: str, catalog: Catalog) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:  # a second process waits, and then finds the entries
            cursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"search {index}"]
            )
        if SearchEntry.objects.filter(index=index).exists():
            return
        found = list(entries(catalog))
        found += _word_rows(found, catalog)
        for entry in found:
            entry.index = index
        SearchEntry.objects.bulk_create(found, batch_size=BATCH)
        newest = Release.objects.newest_first().values_list("digest", flat=True)[:INDEXED_RELEASES]
        SearchEntry.objects.exclude(index__in=[index, *map(index_of, newest)]).delete()


def _word_rows(found: Iterable[SearchEntry], catalog: Catalog) -> Iterator[SearchEntry]:
    texts = [
        text for entry in found for text in (entry.title_words, entry.more_words, entry.body_words)
    ]
    texts += [folded(text) for row in catalog.synonyms for text in (row.word, row.words)]
    counts = Counter(
        word for text in texts for word in text.split() if len(word) >= SHORTEST_MISTYPED
    )
    for word, count in sorted(counts.items()):
        yield SearchEntry(kind=WORDS, key=word, title=word, title_words=word, weight=count)


def entries(catalog: Catalog) -> Iterator[SearchEntry]:
    """Return everything public that can be found."""
    yield from _jobs(catalog)
    yield from _models(catalog)
    yield from _tools(catalog)
    for kind in KINDS.values():
        if kind.search and kind.name not in {"use_cases", "models", "apps"}:
            for row in getattr(catalog, kind.name):
                yield _described(kind, row)


def _described(kind: FactKind, row: Any) -> SearchEntry:
    """Return a row by its description: its paragraphs are what it says, its short texts and words are other names."""
    body, more = [], [kind.name]
    for name, field in kind.described.items():
        value = getattr(row, name)
        if name == kind.title or field.target or field.about.text == "address" or not value:
            continue
        if name == kind.markdown:
            body.append(_plain(render(value)))
        elif field.about.text == "paragraph":
            body.append(value)
        elif isinstance(value, str):
            more.append(f"{value} {value.label}" if isinstance(value, Word) else value)
    title = getattr(row, kind.title)
    return _entry(
        kind=kind.name,
        key=row.slug,
        title=title,
        body=" ".join(body),
        more=tuple(more),
        weight=kind.search,
    )


def _jobs(catalog: Catalog) -> Iterator[SearchEntry]:
    for case in catalog.use_cases:
        reasons = [
            cell.reason for branch in Branch if (cell := catalog.cell.get((case.slug, branch)))
        ]
        trade = name_or_slug(catalog.industry, case.industry)
        outputs = " ".join(medium.label for medium in case.outputs)
        yield _entry(
            kind="use_cases",
            key=case.slug,
            title=case.name,
            body=" ".join((f"For {case.result}.", *reasons, case.pilot_measure)).strip(),
            more=(case.slug, case.result, trade, case.department, outputs),
            weight=1.35 if case.common else 1.2,
        )


def _models(catalog: Catalog) -> Iterator[SearchEntry]:
    for model in catalog.models:
        maker, made = (
            name_or_slug(catalog.provider, model.provider),
            formatting.format_list(query.media_made(catalog, model)),
        )
        yield _entry(
            kind="models",
            key=model.slug,
            title=model.name,
            body=f"{maker}. Makes {made}. {model.note}".strip(),
            more=(model.slug, maker, model.family),
            weight=1.0 if model.listed else 0.6,
        )


def _tools(catalog: Catalog) -> Iterator[SearchEntry]:
    for app in catalog.apps:
        plans = [row for row in catalog.app_plans if row.app == app.slug]
        sellers = [name_or_slug(catalog.provider, row.provider) for row in plans]
        yield _entry(
            kind="apps",
            key=app.slug,
            title=app.name,
            body=" ".join((app.about, app.note, *(row.about for row in plans))).strip(),
            more=("price", *sellers, *(row.name for row in plans)),
        )


def _plain(text: str) -> str:
    """Return what an editor’s HTML says, without its tags."""
    spaced = re.sub(r"</(p|li|h\d|td|th|tr)>", " ", text)
    return " ".join(html.unescape(nh3.clean(spaced, tags=set())).split())


# ------------------------------------------------------------------------------------------------------ reading a query


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing that is asked for: its own words, and the words that editors say are meant by it."""

    own: tuple[str, ...]
    meant: tuple[str, ...] = ()
    last: bool = False  # it may still be being typed

    def query(self, values: "Values") -> str:
        """Return the clause as Postgres takes it."""
        ways = [_english(values, " ".join(self.own))]
        if self.last:
            begun = f"to_tsquery('simple', {values.put(f"'{self.own[-1]}':*")})"
            before = [_english(values, " ".join(self.own[:-1]))] if len(self.own) > 1 else []
            ways.append(_joined("&&", [*before, begun]))
        return _joined("||", [*ways, *(_english(values, phrase) for phrase in self.meant)])


@dataclass(frozen=True, slots=True)
class ParsedQuery:
    """A query as it was understood."""

    clauses: tuple[Clause, ...]
    question: str = ""  # where it asks something: all of it, in the words that are meant

    @property
    def variants(self) -> tuple[str, ...]:
        """Return the query in its own words and with the words that are meant."""
        own = " ".join(word for clause in self.clauses for word in clause.own)
        meant = " ".join(
            clause.meant[0] if clause.meant else " ".join(clause.own) for clause in self.clauses
        )
        return tuple(dict.fromkeys((own, meant)))

    def query(self, values: "Values", *, every: bool) -> str:
        """Return the whole for Postgres: every clause, or any of them."""
        return _joined("&&" if every else "||", [clause.query(values) for clause in self.clauses])


class Values(dict[str, Any]):
    """The parameters of a statement, by the placeholders in its text."""

    def put(self, value: object) -> str:
        """Store a parameter and return its placeholder."""
        name = f"v{len(self)}"
        self[name] = value
        return f"%({name})s"


def _english(values: Values, words: str) -> str:
    return f"plainto_tsquery('english', {values.put(words)})"


def _joined(sign: str, parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"({f' {sign} '.join(parts)})"


def parse_query(
    query: str, catalog: Catalog, corrected: Mapping[str, str] | None = None
) -> ParsedQuery | None:
    """Return what a query asks for; None where it holds no word."""
    query = query[:LONGEST_QUERY]
    words = [(corrected or {}).get(word, word) for word in folded(query).split()][: MOST_TERMS * 3]
    if not words:
        return None
    synonyms = _read_synonyms(catalog.synonyms)
    clauses: list[Clause] = []
    meant: list[str] = []
    place = 0
    while place < len(words):
        length = next(
            (size for size in (4, 3, 2, 1) if _key(words[place : place + size]) in synonyms), 0
        )
        own = tuple(words[place : place + max(length, 1)])
        clause = Clause(own, synonyms.get(_key(own), ()))
        if length or own[0] not in FILLERS:
            clauses.append(clause)
        meant.append(clause.meant[0] if clause.meant else own[0])
        place += len(own)
    clauses = clauses[:MOST_TERMS] or [Clause((word,)) for word in words[:MOST_TERMS]]
    clauses[-1] = Clause(clauses[-1].own, clauses[-1].meant, last=clauses[-1].own[-1] == words[-1])
    question = " ".join(meant) if ASKING.match(words[0]) and len(words) > 1 else ""
    return ParsedQuery(tuple(clauses), question)


@lru_cache(maxsize=INDEXED_RELEASES)
def _read_synonyms(rows: tuple[Synonym, ...]) -> Mapping[str, tuple[str, ...]]:
    """Fold the synonyms of a release once; what is remembered follows from the rows alone."""
    return {
        _key(folded(row.word).split()): tuple(filter(None, map(folded, row.words.split(","))))
        for row in rows
    }


def _key(words: Iterable[str]) -> str:
    return " ".join(map(stem, words))


# ------------------------------------------------------------------------------------------------------------- finding


class MarkedText(NamedTuple):
    """A stretch of a text, marked where it was searched for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found, with the matched words marked."""

    kind: str
    key: str
    title: tuple[MarkedText, ...]
    excerpt: tuple[MarkedText, ...]
    rank: float


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """What was found of one kind: how many, and the best."""

    kind: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search came to."""

    groups: tuple[SearchGroup, ...] = ()
    corrected: tuple[tuple[str, str], ...] = ()  # what was typed, and what it was read as
    loose: bool = False  # hits need not hold every word
    goal: str | None = None  # the job a plan could start with
    suggestions: tuple[Hit, ...] = ()  # nearest titles, where nothing was found

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)


def search(
    query: str, digest: str, catalog: Catalog, *, kind: str = "", most: int = 0
) -> SearchResult:
    """Return what a release holds for a query, best first, by kind, at most so many. At most ten queries, whatever it holds.

    With few hits, mistyped words are corrected, and then hits may lack some of the words.
    """
    asked = parse_query(query, catalog)
    if asked is None:
        return SearchResult()
    index, most = index_of(digest), most or (SHOWN_OF_KIND if kind else SHOWN)
    rarity = _rarity(index, asked)
    groups, corrected, loose = _groups(index, asked, kind, most, rarity, every=True), {}, False
    if not groups and index_release(digest, catalog):
        rarity = _rarity(index, asked)
        groups = _groups(index, asked, kind, most, rarity, every=True)
    if SearchResult(groups).total < FEW:
        corrected = _corrections(digest, asked)
        if corrected:
            asked = parse_query(query, catalog, corrected) or asked
            rarity = _rarity(index, asked)
            groups = _groups(index, asked, kind, most, rarity, every=True)
        if SearchResult(groups).total < FEW and len(asked.clauses) > 1:
            groups = _groups(index, asked, kind, most, rarity, every=False)
            loose = bool(groups)
    suggestions = () if groups else _nearest(index, asked)
    return SearchResult(groups, tuple(corrected.items()), loose, _goal(query, groups), suggestions)


def jobs_of(query: str, digest: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the use cases that a query may mean, best first."""
    found = search(query, digest, catalog, kind="use_cases", most=MOST_JOBS).groups
    hits = found[0].hits if found else ()
    return tuple(hit.key for hit in hits if hit.rank * FAR_BEHIND >= hits[0].rank)


# The rank is worked out once a candidate, and texts are read of those alone that are shown. Plain SQL: the ORM would
# write the rank out five times, and take longer to write it than Postgres to answer.
BEST = """
    WITH candidates AS MATERIALIZED (
        SELECT id, kind, key, title_words, vector, weight FROM catalog_searchentry
        WHERE vector @@ {query} AND index = {index} AND {kinds} LIMIT {most}
    ), ranked AS MATERIALIZED (
        SELECT id, kind, key, title_words,
               ((ts_rank({weights}, vector, {query}) + {alike} * {likeness} + {bonus}) * weight) AS rank
        FROM candidates
    ), placed AS (
        SELECT id, rank, count(*) OVER of_kind AS total, max(rank) OVER of_kind AS best,
               row_number() OVER (PARTITION BY kind ORDER BY rank DESC, title_words, key) AS place
        FROM ranked WINDOW of_kind AS (PARTITION BY kind)
    )
    SELECT kind, key, ts_headline('english', title, {any}, {title}), body,
           ts_headline('english', body, {any}, {excerpt}), rank, total
    FROM placed JOIN catalog_searchentry USING (id) WHERE place <= {shown} ORDER BY best DESC, kind, place
"""


def _rarity(index: str, asked: ParsedQuery) -> tuple[float, ...]:
    """Return how rare each clause is among the entries, from 0 (in all of them) to 1 (in one or none)."""
    if len(asked.clauses) < 2:  # noqa: PLR2004  # of one clause nothing is rarer
        return (1.0,) * len(asked.clauses)
    values = Values()
    clauses = [clause.query(values) for clause in asked.clauses]
    counts = ", ".join(f"count(*) FILTER (WHERE vector @@ {clause})" for clause in clauses)
    statement = f"SELECT count(*), {counts} FROM catalog_searchentry WHERE index = {values.put(index)} AND kind <> {values.put(WORDS)}"  # noqa: S608  # names of values
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        entries_, *found = cursor.fetchone()
    rare = (1 - log(max(count, 1)) / log(max(entries_, 2)) for count in found)
    return tuple(
        min(each, NUMBER) if clause.own[0].isdecimal() else each
        for each, clause in zip(rare, asked.clauses, strict=True)
    )


def _groups(  # noqa: PLR0913  # each narrows what is found
    index: str, asked: ParsedQuery, kind: str, most: int, rarity: Sequence[float], *, every: bool
) -> tuple[SearchGroup, ...]:
    """Return what is found; where hits need not hold every word, they hold one of the rarest, and rare words rank."""
    values = Values()
    variants = [values.put(variant) for variant in asked.variants]
    bonus = [f"CASE WHEN title_words IN ({', '.join(variants)}) THEN {EXACT} ELSE 0 END"]
    if asked.question:
        answers = ", ".join(map(values.put, ANSWERS))
        answer = f"similarity(title_words, {values.put(asked.question)}) * {ANSWER}"
        bonus.append(f"CASE WHEN kind IN ({answers}) THEN {answer} ELSE 0 END")
    decisive = asked
    if len(asked.clauses) > 1:
        for clause, rare in zip(asked.clauses, rarity, strict=True):
            wanted, worth = clause.query(values), f"{rare * RARE:.3f}"
            bonus.append(
                f"CASE WHEN ts_filter(vector, '{{a}}') @@ {wanted} THEN {worth} ELSE 0 END"
            )
            if not every:
                bonus.append(f"CASE WHEN vector @@ {wanted} THEN {worth} ELSE 0 END")
    if not every:
        least = max(rarity) - NEARLY_AS_RARE
        rarest = tuple(
            clause for clause, each in zip(asked.clauses, rarity, strict=True) if each >= least
        )
        decisive = replace(asked, clauses=rarest)
    statement = BEST.format(
        query=decisive.query(values, every=every),
        index=values.put(index),
        kinds=f"kind = {values.put(kind)}" if kind else f"kind <> {values.put(WORDS)}",
        most=CANDIDATES,
        weights=f"{values.put(WEIGHTS)}::real[]",
        alike=f"greatest({', '.join(f'similarity(title_words, {variant})' for variant in variants)})",
        likeness=LIKENESS,
        bonus=" + ".join(bonus),
        any=asked.query(values, every=False),
        title=values.put(f"{MARKED}, HighlightAll=true"),
        excerpt=values.put(f"{MARKED}, MaxWords=34, MinWords=20"),
        shown=most,
    )
    totals: dict[str, int] = {}
    hits: dict[str, list[Hit]] = {}
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for row_kind, key, title, body, excerpt, rank, total in cursor.fetchall():
            totals[row_kind] = total
            hits.setdefault(row_kind, []).append(
                Hit(row_kind, key, _pieces(title), _pieces(excerpt, body), rank)
            )
    return tuple(SearchGroup(name, totals[name], tuple(found)) for name, found in hits.items())


def _pieces(headline: str, whole: str = "") -> tuple[MarkedText, ...]:
    """Return what Postgres marked in a text, in pieces; with dots where it is cut out of the whole."""
    pieces = [
        MarkedText(text, marked=bool(place % 2))
        for place, text in enumerate(re.split(f"[{START}{STOP}]", headline))
    ]
    plain = "".join(piece.text for piece in pieces)
    before = "… " if whole and not whole.startswith(plain[:40]) else ""
    after = " …" if whole and not whole.endswith(plain[-40:]) else ""
    return tuple(piece for piece in (MarkedText(before), *pieces, MarkedText(after)) if piece.text)


def _corrections(digest: str, asked: ParsedQuery) -> dict[str, str]:
    """Return the words nobody wrote anywhere, each with the word of the release that is nearest to it."""
    words = SearchEntry.objects.filter(index=index_of(digest), kind=WORDS).order_by("key")
    typed = [
        word for clause in asked.clauses for word in clause.own if len(word) >= SHORTEST_MISTYPED
    ]
    written = {*words.filter(key__in=typed).values_list("key", flat=True)} if typed else set()
    typed = [word for word in typed if not word.isdecimal() and word not in written]
    if not typed:
        return {}
    # Letters changed about leave too few trigrams alike, so words that begin alike are compared too.
    near = reduce(
        or_,
        (
            Q(title_words__trigram_similar=word) | Q(title_words__startswith=word[:1])
            for word in typed
        ),
    )
    known = list(words.filter(near).values_list("key", "weight"))
    found: dict[str, str] = {}
    for word in typed:
        if any(other.startswith(word) or stem(other) == stem(word) for other, _ in known):
            continue
        allowed = next(
            slips for letters, slips in SLIPS if len(word) <= letters or letters == SLIPS[-1][0]
        )
        alike = (
            (other, weight) for other, weight in known if abs(len(other) - len(word)) <= allowed
        )
        nearest = min(
            ((distance(word, other), -weight, other) for other, weight in alike), default=None
        )
        if nearest is not None and nearest[0] <= allowed:
            found[word] = nearest[2]
    return found


def _nearest(index: str, asked: ParsedQuery) -> tuple[Hit, ...]:
    rows = SearchEntry.objects.filter(index=index).exclude(kind=WORDS)
    alike = rows.filter(title_words__trigram_similar=asked.variants[0])
    best = alike.annotate(rank=TrigramSimilarity("title_words", asked.variants[0])).filter(
        rank__gt=ALIKE
    )
    best = best.order_by("-rank", "title_words", "kind", "key")[:SUGGESTED]
    return tuple(
        Hit(row_kind, key, (MarkedText(title),), (), rank)
        for row_kind, key, title, rank in best.values_list("kind", "key", "title", "rank")
    )


def _goal(query: str, groups: tuple[SearchGroup, ...]) -> str | None:
    """Return the job that a query speaks of: the best one found, where it is the best hit or the query says a wish."""
    jobs = next((group for group in groups if group.kind == "use_cases"), None)
    if jobs is None:
        return None
    best = jobs.hits[0]
    first = groups[0] is jobs and best.rank >= GOOD
    return best.key if first or GOAL.search(folded(query)) else None
