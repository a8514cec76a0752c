"""What a release holds for a query: as typed, with slips mended, then with a part missing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from django.contrib.postgres.search import TrigramSimilarity

from catalog.schema import AiModel, Catalog
from catalog.search.entries import index_release
from catalog.search.names import Name
from catalog.search.parser import ParsedQuery, parse_query
from catalog.search.ranking import Hit, MarkedText, SearchGroup, SearchRanking
from catalog.search.spelling import AS_TYPED, Spelling, check_spelling
from catalog.words import folded, stem

FEW = 3  # with fewer hits than this, a query is read more generously
GOOD = 1.0  # rank of a hit that is surely meant
# Jobs to pick from; one that ranks so many times lower than the best was not meant.
MOST_JOBS, FAR_BEHIND = 8, 4
SUGGESTED, ALIKE = 5, 0.3
JOBS, SOURCES = "use_cases", "sources"  # kinds
GOAL = re.compile(
    r"^(i|we)\b.*\b(want|need|like|make|have)\b|^(make|write|create|draw|build|need|want)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """What a search came to."""

    parsed: ParsedQuery = field(default_factory=ParsedQuery)
    groups: tuple[SearchGroup, ...] = ()
    spelling: Spelling = AS_TYPED
    loose: bool = False  # hits need not hold every word
    partial: bool = False  # and none does
    goal: str = ""  # the job a plan could start with
    suggestions: tuple[Hit, ...] = ()  # nearest names, where there is no hit
    sources: int = 0  # that say it too; they are shown where they alone are asked for

    @property
    def total(self) -> int:
        return sum(group.total for group in self.groups)

    @property
    def hits(self) -> Iterator[Hit]:
        for group in self.groups:
            yield from group.hits

    @property
    def is_enough(self) -> bool:
        """Tell whether there are several hits, and a good one among them.

        Otherwise a query is read more generously.
        """
        return self.total >= FEW and max(hit.rank for hit in self.hits) >= GOOD

    @property
    def corrected(self) -> tuple[tuple[str, str], ...]:
        """Return what was typed, and what it was read as."""
        return tuple(self.spelling.corrected.items())

    @property
    def readings(self) -> tuple[tuple[str, str], ...]:
        """Return words that no hit says, each with the words that it was read as."""
        shown = " ".join(piece.text for hit in self.hits for piece in (*hit.title, *hit.excerpt))
        shown_words = {stem(word) for word in folded(shown).split()}
        explained = [clause for clause in self.parsed.clauses if clause.is_explained]
        return tuple(
            (clause.words, clause.meant[0])
            for clause in explained
            if not shown_words.issuperset(map(stem, clause.own))
        )

    @property
    def job(self) -> str:
        """Return the job that ranks best, where it is surely one that is meant."""
        best = _best_job(self.groups)
        return best.key if best and best.rank >= GOOD else ""


def search(
    query: str, digest: str, catalog: Catalog, *, kind: str = "", most: int = 0
) -> SearchResult:
    """Return a release's hits for a query, best first, by kind, at most so many.

    It takes at most ten queries, whatever the release holds.
    """
    result = _search(query, digest, catalog, kind, most)
    if result.parsed.words and not result.groups and index_release(digest, catalog):
        result = _search(query, digest, catalog, kind, most)
    return result


def jobs_of(query: str, digest: str, catalog: Catalog) -> tuple[str, ...]:
    """Return the use cases that a query may mean, best first."""
    groups = search(query, digest, catalog, kind=JOBS, most=MOST_JOBS).groups
    hits = groups[0].hits if groups else ()
    return tuple(hit.key for hit in hits if hit.rank * FAR_BEHIND >= hits[0].rank)


def _search(query: str, digest: str, catalog: Catalog, kind: str, most: int) -> SearchResult:
    parsed = parse_query(query, catalog)
    if not parsed.is_searchable:
        return _without_search(parsed, AS_TYPED, catalog)
    ranking = SearchRanking.of(parsed, digest, catalog, kind)
    result = _result(query, ranking, ranking.run(ranking.strict, most))
    spelling = check_spelling(_words_without_hits(ranking, result), digest, catalog)
    if spelling.is_changed:
        parsed = parse_query(query, catalog, spelling.respelled, spelling.unread)
        if not parsed.is_searchable:
            return _without_search(parsed, spelling, catalog)
    if spelling.respelled:
        ranking = SearchRanking.of(parsed, digest, catalog, kind)
        result = _result(query, ranking, ranking.run(ranking.strict, most))
    whole = result.total
    attempt = None if result.is_enough else ranking.loose
    if attempt is not None:
        result = _result(query, ranking, ranking.run(attempt, most))
        result = replace(result, loose=bool(result.groups))
    return replace(
        result,
        parsed=parsed,
        spelling=spelling,
        partial=not whole,
        suggestions=() if result.groups else _nearest(ranking),
    )


def _result(query: str, ranking: SearchRanking, groups: tuple[SearchGroup, ...]) -> SearchResult:
    """Return the hits of a query; if no kind is asked for, sources are counted and left out."""
    sources = sum(group.total for group in groups if group.kind == SOURCES)
    if ranking.kind != SOURCES:
        groups = tuple(group for group in groups if group.kind != SOURCES)
    goal = _goal(query, groups)
    return SearchResult(parsed=ranking.parsed, groups=groups, goal=goal, sources=sources)


def _words_without_hits(ranking: SearchRanking, result: SearchResult) -> tuple[str, ...]:
    """Return the words of what stands nowhere."""
    clauses = ranking.parsed.clauses
    nothing = not result.groups and not result.sources
    absent = clauses if len(clauses) == 1 and nothing else ranking.absent
    return tuple(word for clause in absent for word in clause.own)


def _without_search(parsed: ParsedQuery, spelling: Spelling, catalog: Catalog) -> SearchResult:
    """Return what to say of a query without words, or for a version that is not on file.

    For the latter, it is the newest of its line.
    """
    suggestions = _newest_of(parsed.unfiled, catalog) if parsed.unfiled else ()
    return SearchResult(parsed=parsed, spelling=spelling, suggestions=suggestions)


def _newest_of(name: Name, catalog: Catalog) -> tuple[Hit, ...]:
    def age(model: AiModel) -> int:
        return -(model.released or date.min).toordinal()

    listed = [model for model in map(catalog.model.get, name.line) if model and model.listed]
    return tuple(
        Hit("models", model.slug, (MarkedText(model.name),))
        for model in sorted(listed, key=age)[:SUGGESTED]
    )


def _nearest(ranking: SearchRanking) -> tuple[Hit, ...]:
    """Return the rows whose names look like the query."""
    words = ranking.parsed.variants[0]
    alike = ranking.rows.filter(title_words__trigram_similar=words)
    best = alike.annotate(rank=TrigramSimilarity("title_words", words)).filter(rank__gt=ALIKE)
    best = best.order_by("-rank", "title_words", "kind", "key")[:SUGGESTED]
    rows = best.values_list("kind", "key", "title", "rank")
    return tuple(Hit(kind, key, (MarkedText(title),), rank=rank) for kind, key, title, rank in rows)


def _goal(query: str, groups: tuple[SearchGroup, ...]) -> str:
    """Return the job of a query: the best one, if it is the best hit or the query says a wish."""
    best = _best_job(groups)
    if best is None:
        return ""
    comes_first = groups[0].kind == JOBS and best.rank >= GOOD
    return best.key if comes_first or GOAL.search(folded(query)) else ""


def _best_job(groups: tuple[SearchGroup, ...]) -> Hit | None:
    return next((group.hits[0] for group in groups if group.kind == JOBS), None)
