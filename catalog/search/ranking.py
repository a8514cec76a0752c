"""How Postgres finds and ranks a release's hits for a query: attempts, strictest first."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import log
from typing import Any, NamedTuple

from django.contrib.postgres.search import (
    SearchHeadline,
    SearchQuery,
    SearchRank,
    TrigramSimilarity,
)
from django.db.models import Case, Count, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Greatest

from catalog import formatting
from catalog.models import SearchEntry
from catalog.registry import KINDS
from catalog.schema import Catalog
from catalog.search.entries import WORDS, index_of
from catalog.search.names import Name, RowKey
from catalog.search.parser import PHRASES, Clause, ParsedQuery
from catalog.words import stem

# Ranked at most: a word that stands in a quarter of all rows must not rank them all.
CANDIDATES = 1000
SHOWN, SHOWN_OF_KIND = 5, 50
WEIGHTS = [0.1, 0.2, 0.5, 1.0]  # of the vector's parts D, C, B, A
WORTH_OF_A_CLAUSE = 1.5  # of a rare one in the title
NUMBER = 0.3  # a number says little of what is meant, however rare it is
QUALIFIER = 0.5  # of what stands behind a “for” or an “in”, beside what stands before
LIKENESS, EXACT, PHRASE = 0.6, 1.5, 0.6
MEANT = 0.5  # for a title that editors say is meant by a part of the query
ANSWER = 2.0  # for a title that asks what the query asks
NAMED, NAMED_BESIDE = 4.0, 0.5  # for the row whose name the query is, or has among other words
OF_LINE = 1.0  # for a model of a line that is named: Llama
# Of what a query asks for, by how rare it is, where a hit may lack a part: more where no part is
# one that editors explain.
LEAST_COVERED, LEAST_UNEXPLAINED = 0.4, 0.48
ABSENT = 0.25  # how rare a clause counts that stands nowhere and asks for nothing else
LEAST_READ = 2  # clauses that say something where another word stands nowhere
START, STOP = "\ue000", "\ue001"  # no text of ours holds these
ROOT = 6  # letters
MOST_WORDS, FEWEST_WORDS = 34, 20  # of an excerpt
ANSWERS = ("articles", "faq")

type Query = Any  # a SearchQuery, or several of them combined, which is another class
type Worth = Any  # an expression that Postgres works out for a row


class MarkedText(NamedTuple):
    """A stretch of a text, marked where it was searched for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was looked for, with the matched words marked, and why it is there."""

    kind: str
    key: str
    title: tuple[MarkedText, ...]
    excerpt: tuple[MarkedText, ...] = ()
    rank: float = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """The hits of one kind: how many, and the best."""

    kind: str
    total: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One way of reading a query: what a hit must hold, and how much of all that is asked for."""

    query: Query
    clauses: tuple[Clause, ...]
    least_covered: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRanking:
    """The rows of a release, and what they are ranked by for one query."""

    parsed: ParsedQuery
    rows: QuerySet[SearchEntry]
    kind: str  # the only one that is wanted; empty for all
    rarity: Mapping[Clause, float]
    absent: frozenset[Clause]  # that no row holds
    named: tuple[RowKey, ...]

    @classmethod
    def of(cls, parsed: ParsedQuery, digest: str, catalog: Catalog, kind: str) -> "SearchRanking":
        """Prepare the ranking of a query; one database query where it asks for several things."""
        rows = SearchEntry.objects.filter(index=index_of(digest)).exclude(kind=WORDS)
        total, counts = _counts(rows, parsed.clauses)
        rarity = {clause: _rarity(clause, count, total) for clause, count in counts.items()}
        return cls(
            parsed=parsed,
            rows=rows,
            kind=kind,
            rarity=rarity,
            absent=frozenset(clause for clause, count in counts.items() if not count),
            named=_findable(parsed.names, catalog),
        )

    @property
    def strict(self) -> Attempt | None:
        """Return the attempt whose hits hold every clause; None where a clause stands nowhere."""
        clauses = self.parsed.clauses
        return None if self.absent else Attempt(query=_all_of(clauses), clauses=clauses)

    @property
    def loose(self) -> Attempt | None:
        """Return the attempt whose hits may lack a part; None if too little of a query is read."""
        clauses = self.parsed.clauses
        read = tuple(clause for clause in clauses if clause not in self.absent)
        explained = any(clause.meant for clause in read)
        if len(clauses) == 1 or not read or (len(read) < LEAST_READ and not explained):
            return None
        names = tuple(clause for clause in read if clause.name)
        if names:
            # Without the name that is asked for, a hit would speak of something else.
            return Attempt(query=_any_of(names), clauses=read)
        least = LEAST_COVERED if explained else LEAST_UNEXPLAINED
        return Attempt(query=_any_of(read), clauses=read, least_covered=least)

    def run(self, attempt: Attempt | None, most: int) -> tuple[SearchGroup, ...]:
        """Return the hits of an attempt by kind, the best hit's kind first; two queries at most."""
        if attempt is None:
            return ()
        by_kind: dict[str, list[tuple[int, float]]] = {}
        for kind, pk, rank in self._ranked(attempt):
            by_kind.setdefault(kind, []).append((pk, rank))
        shown = most or (SHOWN_OF_KIND if self.kind else SHOWN)
        first_of = {kind: pairs[:shown] for kind, pairs in by_kind.items()}
        ranks = dict(chain.from_iterable(first_of.values()))
        hits = self._hits(ranks, attempt) if ranks else {}
        groups = []
        for kind, pairs in first_of.items():
            hits_of_kind = tuple(hits[pk] for pk, _ in pairs)
            groups.append(SearchGroup(kind, len(by_kind[kind]), hits_of_kind))
        return tuple(groups)

    def _ranked(self, attempt: Attempt) -> Iterable[tuple[str, int, float]]:
        """Return kind, key and rank of every hit, the best first."""
        candidates = self.rows.filter(vector=attempt.query)
        if self.kind:
            candidates = candidates.filter(kind=self.kind)
        if attempt.least_covered:
            asked_for = sum(self.rarity[clause] for clause in attempt.clauses)
            strange = [clause for clause in self.absent if clause.words not in PHRASES]
            least = attempt.least_covered * (asked_for + ABSENT * len(strange))
            covered = self._covered(attempt.clauses)
            candidates = candidates.alias(covered=covered).filter(covered__gte=least)
        rows = SearchEntry.objects.filter(pk__in=candidates.values("pk")[:CANDIDATES])
        rank = _sum(self._worth(attempt)) * F("weight")
        best_first = rows.annotate(rank=rank).order_by("-rank", "title_words", "key")
        return best_first.values_list("kind", "pk", "rank")

    def _covered(self, clauses: Iterable[Clause]) -> Worth:
        return _sum(_if(Q(vector=_query_of(clause)), self.rarity[clause]) for clause in clauses)

    def _worth(self, attempt: Attempt) -> Iterator[Worth]:
        """Yield what a row is worth for each clause, its title, its name and its question."""
        parsed = self.parsed
        for clause in attempt.clauses:
            worth = WORTH_OF_A_CLAUSE * self.rarity.get(clause, 1.0)
            yield SearchRank(F("vector"), _query_of(clause), weights=WEIGHTS) * worth
        yield _likeness((*parsed.variants, parsed.meant)) * LIKENESS
        yield _if(Q(title_words__in=parsed.titles), EXACT)
        meant = [words for clause in attempt.clauses if not clause.name for words in clause.meant]
        if meant:
            yield _if(Q(title_words__in=meant), MEANT)
        if len(attempt.clauses) > 1:
            phrase = SearchQuery(parsed.variants[0], config="english", search_type="phrase")
            yield SearchRank(F("vector"), phrase, weights=WEIGHTS) * PHRASE
        if self.named:
            only_names = all(clause.name for clause in parsed.clauses)
            yield _if(self._is_named(), NAMED if only_names else NAMED_BESIDE)
        lines = [slug for name in parsed.names if not name.rows for slug in name.line]
        if lines:
            yield _if(Q(kind="models", key__in=lines), OF_LINE)
        if parsed.asks:
            asks_the_same = TrigramSimilarity("title_words", parsed.meant) * ANSWER
            yield _if(Q(kind__in=ANSWERS), asks_the_same)

    def _is_named(self) -> Q:
        condition = Q()
        for reference in self.named:
            condition |= Q(kind=reference.kind, key=reference.slug)
        return condition

    def _hits(self, ranks: Mapping[int, float], attempt: Attempt) -> dict[int, Hit]:
        """Return the hits that are shown, with what was looked for marked in their texts."""
        looked_for = _any_of(attempt.clauses)
        rows = SearchEntry.objects.filter(pk__in=ranks).annotate(
            marked_title=_marked("title", looked_for, highlight_all=True),
            excerpt=_marked("body", looked_for, max_words=MOST_WORDS, min_words=FEWEST_WORDS),
        )
        fields = ("pk", "kind", "key", "body", "more_words", "marked_title", "excerpt")
        hits: dict[int, Hit] = {}
        for pk, kind, key, body, names, title, excerpt in rows.values_list(*fields):
            hit = Hit(kind, key, _pieces(title), _pieces(excerpt, body), ranks[pk])
            hits[pk] = replace(hit, why=self._why(hit, names.split()))
        return hits

    def _why(self, hit: Hit, other_names: Iterable[str]) -> str:
        """Return in a few words why a hit is there: by name, by text, or by another name."""
        if RowKey(hit.kind, hit.key) in self.named:
            return "Its name"
        in_title = any(piece.marked for piece in hit.title)
        in_text = any(piece.marked for piece in hit.excerpt)
        if in_title:
            return "In its name and text" if in_text else "In its name"
        looked_for = {_root(word) for clause in self.parsed.clauses for word in clause.every_word}
        names = dict.fromkeys(word for word in other_names if _root(word) in looked_for)
        if in_text or not names:
            return "In its text"
        return f"Filed under {formatting.format_list(names)}"


def _counts(
    rows: QuerySet[SearchEntry], clauses: Sequence[Clause]
) -> tuple[int, dict[Clause, int]]:
    """Return how many rows there are, and how many hold each clause, if there are several."""
    if len(clauses) == 1:
        return 0, {}
    counts = {
        f"clause_{number}": Count("pk", filter=Q(vector=_query_of(clause)))
        for number, clause in enumerate(clauses)
    }
    total, *counted = rows.aggregate(total=Count("pk"), **counts).values()
    return total, dict(zip(clauses, counted, strict=True))


def _rarity(clause: Clause, count: int, total: int) -> float:
    """Return how rare a clause is among the rows, from 0 (in all of them) to 1 (in one or none)."""
    rarity = 1 - log(max(count, 1)) / log(max(total, 2))
    if clause.is_number:
        rarity = min(rarity, NUMBER)
    return rarity * QUALIFIER if clause.qualifier else rarity


def _findable(names: Iterable[Name], catalog: Catalog) -> tuple[RowKey, ...]:
    """Return the named rows that can be hits; for a part without a page, what it belongs to."""
    references: dict[RowKey, None] = {}
    for row in chain.from_iterable(name.rows for name in names):
        kind = KINDS[row.kind]
        if kind.search:
            references[row] = None
            continue
        part = kind.find(catalog, row.slug)
        for field, parent in kind.parents.items():
            whole = getattr(part, field)
            if whole and KINDS[parent].page and KINDS[parent].proper:
                references[RowKey(parent, whole)] = None
    return tuple(references)


# --------------------------------------------------------------------------- what Postgres is asked


def _query_of(clause: Clause) -> Query:
    """Return what a text must hold for a clause: its words, their forms, or what they mean.

    Words that editors explain count as they are written: the stem of “hospital” is that of
    “hospitality”.
    """
    written = SearchQuery(clause.words, config="simple", search_type="phrase")
    options = [written if clause.meant else _english(clause.words)]
    if clause.last:
        begun = SearchQuery(f"'{clause.own[-1]}':*", config="simple", search_type="raw")
        before = clause.own[:-1]
        options.append(_english(" ".join(before)) & begun if before else begun)
    options += map(_english, clause.meant)
    return _either(options)


def _english(words: str) -> Query:
    return SearchQuery(words, config="english")


def _either(queries: Iterable[Query]) -> Query:
    first, *others = queries
    for other in others:
        first |= other
    return first


def _any_of(clauses: Iterable[Clause]) -> Query:
    return _either(map(_query_of, clauses))


def _all_of(clauses: Iterable[Clause]) -> Query:
    first, *others = map(_query_of, clauses)
    for other in others:
        first &= other
    return first


def _likeness(variants: Iterable[str]) -> Worth:
    """Return how alike a title is to the likest of some words."""
    likenesses = [TrigramSimilarity("title_words", words) for words in dict.fromkeys(variants)]
    return Greatest(*likenesses) if len(likenesses) > 1 else likenesses[0]


def _if(condition: Q, worth: Worth) -> Worth:
    return Case(When(condition, then=worth), default=0.0)


def _sum(parts: Iterable[Worth]) -> Worth:
    total: Worth = Value(0.0, output_field=FloatField())
    for part in parts:
        total += part
    return total


def _marked(field: str, query: Query, **options: Any) -> SearchHeadline:
    return SearchHeadline(field, query, config="english", start_sel=START, stop_sel=STOP, **options)


def _pieces(headline: str, whole: str = "") -> tuple[MarkedText, ...]:
    """Return what Postgres marked in a text, in pieces; dots show where it is cut out."""
    parts = enumerate(re.split(f"[{START}{STOP}]", headline))
    pieces = [MarkedText(text, marked=bool(place % 2)) for place, text in parts]
    plain = "".join(piece.text for piece in pieces)
    before = "… " if whole and not whole.startswith(plain[:40]) else ""
    after = " …" if whole and not whole.endswith(plain[-40:]) else ""
    return tuple(piece for piece in (MarkedText(before), *pieces, MarkedText(after)) if piece.text)


def _root(word: str) -> str:
    """Return the letters that forms of a word share, roughly as in Postgres: plan of planned."""
    shortened = stem(word)
    is_doubled = shortened != word and shortened[-1:] == shortened[-2:-1]
    return (shortened[:-1] if is_doubled else shortened)[:ROOT]
