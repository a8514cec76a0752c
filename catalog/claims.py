"""How each claim stands, by an editor's ruling or else by comparison.

Also which claims clash, and what rests on disputed ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations

from catalog import formatting
from catalog.schema import UNSOURCED, Catalog, Claim, Contradiction
from catalog.vocabulary import Branch, ClaimStatus, Voice

LEEWAY = Decimal("0.05")  # a figure without a range may be rounded by so much, up or down
SCALES = {
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
PERCENT = frozenset({"percent", "%"})
TRUE = frozenset({ClaimStatus.TRUE, ClaimStatus.OTHER_YEAR})
# Their figures count only where they name a source.
UNMEASURED = frozenset({Voice.SELLER, Voice.REPEATS})


# Figures


def claim_figure(claim: Claim, *, signed: bool = True) -> str:
    """Return a claim's figure as it is written, or nothing where it names none.

    Beside the claim's sentence it has no sign: “19 % longer” is 19 % there, and −19 % among figures
    of time saved.
    """
    if claim.value is None:
        return ""
    ends = [claim.value, *([] if claim.value_high is None else [claim.value_high])]
    shown = ends if signed else sorted(map(abs, ends))
    value = " to ".join(map(formatting.format_number, shown))
    unit = claim.unit.strip()
    if unit.lower() in PERCENT:
        return f"{value} %"
    if "USD" in unit.split():
        return f"${value} {' '.join(part for part in unit.split() if part != 'USD')}".strip()
    return f"{value} {unit}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRange:
    """The range of a claim's figure, in a unit without a scale: dollars, not billions of them."""

    low: Decimal
    high: Decimal
    unit: str

    def meets(self, other: "FigureRange") -> bool:
        """Tell whether two figures can be one."""
        return self.low <= other.high and other.low <= self.high


def figure_range(claim: Claim) -> FigureRange | None:
    """Return the range of a claim's figure, with rounding leeway; None where it names none."""
    if claim.value is None:
        return None
    words = claim.unit.split()
    scale = next((SCALES[word] for word in words if word in SCALES), Decimal(1))
    low = claim.value * scale
    high = low if claim.value_high is None else claim.value_high * scale
    return FigureRange(
        low=low - abs(low) * LEEWAY,
        high=high + abs(high) * LEEWAY,
        unit=" ".join(word for word in words if word not in SCALES),
    )


def count_the_same(claim: Claim, other: Claim) -> bool:
    """Tell whether two claims give a figure for the same thing, measure, year and unit."""
    ranges = figure_range(claim), figure_range(other)
    if claim.year is None or ranges[0] is None or ranges[1] is None:
        return False
    same = (claim.subject, claim.measure, claim.year) == (other.subject, other.measure, other.year)
    return same and ranges[0].unit == ranges[1].unit


def figures_meet(claim: Claim, other: Claim) -> bool:
    """Tell whether the ranges of two claims that count the same have a figure in common."""
    of_claim, of_other = figure_range(claim), figure_range(other)
    return of_claim is not None and of_other is not None and of_claim.meets(of_other)


# Contradictions


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """What cannot all be right: an editor's contradiction, or two figures that do not meet."""

    slug: str  # its place on the page of claims
    title: str
    claims: tuple[Claim, ...]
    doubted: frozenset[str]  # the claims that it makes doubtful, by slug
    answer: tuple[str, Branch] | None  # of the matrix, that it calls into question
    working: str
    reading: str  # empty where no editor has written about it


def clashes(catalog: Catalog) -> tuple[Clash, ...]:
    """Return what clashes, each once: first what editors wrote, then other figures."""
    written = [
        _written(catalog, row) for row in catalog.contradictions if row.claim in catalog.claim
    ]
    named = [{claim.slug for claim in clash.claims} for clash in written]
    unwritten = [
        _unwritten(claim, other)
        for claim, other in figures_apart(catalog)
        if not any({claim.slug, other.slug} <= slugs for slugs in named)
    ]
    return (*written, *unwritten)


def figures_apart(catalog: Catalog) -> Iterator[tuple[Claim, Claim]]:
    """Yield each two claims on the same measure whose ranges do not meet."""
    for claim, other in combinations(catalog.claims, 2):
        if count_the_same(claim, other) and not figures_meet(claim, other):
            yield claim, other


def _written(catalog: Catalog, row: Contradiction) -> Clash:
    others = tuple(catalog.claim[slug] for slug in row.others if slug in catalog.claim)
    claims = (catalog.claim[row.claim], *others)
    doubted = claims if row.all_doubted else claims[:1]
    has_answer = row.use_case is not None and row.branch is not None
    return Clash(
        slug=row.slug,
        title=row.title,
        claims=claims,
        doubted=_doubtful(doubted),
        answer=(row.use_case, row.branch) if has_answer else None,  # type: ignore[arg-type]  # both
        working=row.working,
        reading=row.reading,
    )


def _unwritten(claim: Claim, other: Claim) -> Clash:
    figures = f"{claim_figure(claim)} and {claim_figure(other)}"
    return Clash(
        slug=f"apart-{claim.slug}-{other.slug}",
        title=f"{figures} for the same thing in {claim.year}",
        claims=(claim, other),
        doubted=_doubtful((claim, other)),
        answer=None,
        working=f"{figures}: the two do not meet.",
        reading="",
    )


def _doubtful(claims: tuple[Claim, ...]) -> frozenset[str]:
    """Return the slugs of the claims without those that an editor found true."""
    return frozenset(claim.slug for claim in claims if claim.status not in TRUE)


# How a claim stands


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReview:
    """The status of a claim, and why: by an editor's ruling, else by comparison."""

    claim: Claim
    status: ClaimStatus
    by_comparison: ClaimStatus
    why: str
    clashes: tuple[Clash, ...]  # that it is a part of

    @property
    def ruled(self) -> bool:
        return self.claim.status is not None


def claim_reviews(catalog: Catalog, on: date) -> dict[str, ClaimReview]:
    """Return how each claim stands, by slug."""
    all_clashes = clashes(catalog)
    doubted = frozenset(slug for clash in all_clashes for slug in clash.doubted)
    return {
        claim.slug: _review(catalog, claim, all_clashes, doubted, on) for claim in catalog.claims
    }


def _review(
    catalog: Catalog,
    claim: Claim,
    all_clashes: tuple[Clash, ...],
    doubted: frozenset[str],
    on: date,
) -> ClaimReview:
    status, why = ClaimStatus.DISPUTED, "it is part of a contradiction"
    if claim.slug not in doubted:
        status, why = _standing(catalog, claim, doubted, on)
    clashes = tuple(clash for clash in all_clashes if claim in clash.claims)
    return ClaimReview(
        claim=claim,
        status=claim.status or status,
        by_comparison=status,
        why=why,
        clashes=clashes,
    )


def _standing(
    catalog: Catalog, claim: Claim, doubted: frozenset[str], on: date
) -> tuple[ClaimStatus, str]:
    """Return how a claim that is not in doubt stands by comparison, and why."""
    newer = _newer(catalog, claim)
    if newer is not None:
        return ClaimStatus.SUPERSEDED, f"the same people give a newer figure, for {newer.year}"
    if claim.forecast and claim.year is not None and claim.year < on.year:
        return ClaimStatus.SUPERSEDED, f"it was a forecast, and {claim.year} is over"
    maker = _maker(catalog, claim)
    if maker:
        return ClaimStatus.VENDOR, f"{maker} says so of its own"
    if not _is_sourced(catalog, claim):
        return ClaimStatus.UNSOURCED, "nobody is named for it"
    backer = _backer(catalog, claim, doubted)
    if backer is not None:
        return ClaimStatus.SUPPORTED, f"{voice_of(catalog, backer)} has nearly the same figure"
    return ClaimStatus.SINGLE, "one source has it"


def _is_sourced(catalog: Catalog, claim: Claim) -> bool:
    source = catalog.source.get(claim.source)
    if source is None or source.slug == UNSOURCED:
        return False
    return bool(claim.attributed_to) or source.voice not in UNMEASURED


def voice_of(catalog: Catalog, claim: Claim) -> str:
    """Return who says it: whoever is named for it, else where it stands; empty without either."""
    source = catalog.source.get(claim.source)
    outlet = source.outlet if source else ""
    return claim.attributed_to or outlet


def _newer(catalog: Catalog, claim: Claim) -> Claim | None:
    if claim.year is None or claim.forecast:
        return None
    for other in catalog.claims:
        is_of_the_same = _measured_thing(catalog, other) == _measured_thing(catalog, claim)
        if is_of_the_same and (other.year or 0) > claim.year and not other.forecast:
            return other
    return None


def _measured_thing(catalog: Catalog, claim: Claim) -> tuple[str, ...]:
    """Return what a figure is of, and who publishes it."""
    return claim.subject, claim.measure, claim.unit, voice_of(catalog, claim)


def _maker(catalog: Catalog, claim: Claim) -> str:
    """Return the catalog's firm whose own figure it is: it is named, or the source is its page."""
    source = catalog.source.get(claim.source)
    named = claim.attributed_to or (
        source.publisher if source is not None and source.voice is Voice.SELLER else ""
    )
    names = (provider.name for provider in catalog.providers)
    return next(
        (name for name in names if name in named and re.search(rf"\b{re.escape(name)}\b", named)),
        "",
    )


def _backer(catalog: Catalog, claim: Claim, doubted: frozenset[str]) -> Claim | None:
    """Return another measurer's undoubted claim that has nearly the same figure."""
    for other in catalog.claims:
        source = catalog.source.get(other.source)
        is_independent = voice_of(catalog, other) != voice_of(catalog, claim)
        is_measured = source is not None and source.voice in {Voice.MEASURED, Voice.OFFICIAL}
        if other.slug in doubted or not is_independent or not is_measured:
            continue
        if count_the_same(claim, other) and figures_meet(claim, other):
            return other
    return None


# Who leans on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """What a page or a plan should mark because it cites a disputed claim."""

    claims: frozenset[str]
    cells: frozenset[tuple[str, Branch]]
    guidance: frozenset[str]  # sourced statements whose source is also that of a disputed claim


def disputed(catalog: Catalog) -> Disputed:
    """Return all that is in dispute: by a contradiction, an editor's ruling or a cell's words."""
    all_clashes = clashes(catalog)
    doubted = {slug for clash in all_clashes for slug in clash.doubted}
    ruled = {claim.slug for claim in catalog.claims if claim.status is ClaimStatus.DISPUTED}
    claims = [row for row in catalog.claims if row.slug in (ruled if row.status else doubted)]
    sources = {claim.source for claim in claims}
    by_clash = {clash.answer for clash in all_clashes if clash.answer is not None}
    by_words = {(cell.use_case, cell.branch) for cell in catalog.cells if cell.disputed}
    guidance = frozenset(row.slug for row in catalog.guidance if row.source in sources)
    return Disputed(
        claims=frozenset(claim.slug for claim in claims),
        cells=frozenset(by_clash | by_words),
        guidance=guidance,
    )


def doubted_about(catalog: Catalog, *, subject: str = "", use_case: str = "") -> tuple[Claim, ...]:
    """Return the disputed claims about a model or job, for the page about it."""
    spoken = [
        claim
        for claim in catalog.claims
        if claim.subject == subject or (use_case and claim.use_case == use_case)
    ]
    if not spoken:
        return ()
    claims = disputed(catalog).claims
    return tuple(claim for claim in spoken if claim.slug in claims)
