"""Credits: whom to name for the data that is shown, and how many rows are theirs."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from catalog.data_files import toml_of
from catalog.formatting import format_count
from catalog.registry import KINDS
from catalog.schema import Catalog, Source

# Where the text of a licence stands.
LICENCES = {
    "Apache-2.0": "https://www.apache.org/licenses/LICENSE-2.0",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0": "https://creativecommons.org/publicdomain/zero/1.0/",
    "MIT": "https://opensource.org/license/mit",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Who is named for data under which terms, and by which words sources name them."""

    who: str
    terms: str
    named: tuple[str, ...]

    def owns(self, source: Source) -> bool:
        """Return whether a source names them."""
        text = f"{source.licence}; {source.publisher}"
        return any(name in text for name in self.named)


OWNERS = tuple(
    Owner(who=row["who"], terms=row["terms"], named=tuple(row.get("named", [row["who"]])))
    for row in toml_of(__file__)["credits"]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Who is to be named, under which terms, and for how many rows of which kinds."""

    who: str
    terms: str
    address: str  # of the licence’s text; empty where it has none
    rows: tuple[str, ...]  # 3,280 scores
    count: int


def credits_of(catalog: Catalog) -> tuple[Credit, ...]:
    """Return whom to name for the rows on file whose sources state terms, most rows first."""
    return catalog.once("credits", lambda: _credits(catalog))


def _credits(catalog: Catalog) -> tuple[Credit, ...]:
    rows_of: defaultdict[Owner, Counter[str]] = defaultdict(Counter)
    for slug, rows in _rows_by_source(catalog).items():
        source = catalog.source[slug]
        for owner in _owners_of(source) if source.licence else ():
            rows_of[owner].update(rows)
    found = [_credit(owner, rows) for owner, rows in rows_of.items()]
    return tuple(sorted(found, key=lambda credit: (-credit.count, credit.who)))


def _rows_by_source(catalog: Catalog) -> Mapping[str, Counter[str]]:
    """Return of each source how many rows it states, by kind."""
    counted: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for kind in KINDS.values():
        if "source" not in kind.parents:
            continue
        for row in getattr(catalog, kind.name):
            if row.source:
                counted[row.source][kind.name] += 1
    return counted


def _owners_of(source: Source) -> tuple[Owner, ...]:
    """Return who is named for a source; one that the list has not is named as its terms say."""
    named = tuple(owner for owner in OWNERS if owner.owns(source))
    return named or (Owner(who=source.outlet, terms=source.licence, named=()),)


def _credit(owner: Owner, rows: Counter[str]) -> Credit:
    kinds = [(KINDS[name], count) for name, count in rows.most_common()]
    return Credit(
        who=owner.who,
        terms=owner.terms,
        address=LICENCES.get(owner.terms, ""),
        rows=tuple(format_count(count, kind.one, kind.many) for kind, count in kinds),
        count=rows.total(),
    )
