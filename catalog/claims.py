"""The status of each claim, by an editor's ruling or by the rules; and what cites disputed claims."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from catalog.contradictions import Contradiction, amount, contradictions
from catalog.schema import UNSOURCED, Catalog, Claim
from catalog.vocabulary import Branch, ClaimStatus, Voice

AGREEING = Decimal("1.1")  # figures this close back each other
UNMEASURED = frozenset(
    {Voice.SELLER, Voice.REPEATS}
)  # their figures count only where they name a source


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimReview:
    """The status of a claim: an editor's ruling where there is one, else what the rules found, and why."""

    claim: Claim
    status: ClaimStatus
    found: ClaimStatus
    why: str
    contradictions: tuple[int, ...]  # places in the list, counted from 1

    @property
    def ruled(self) -> bool:
        return self.claim.status is not None


def claim_reviews(catalog: Catalog, on: date) -> dict[str, ClaimReview]:
    """Return how each claim stands, by slug."""
    found = contradictions(catalog, on)
    return {claim.slug: _review(catalog, claim, found, on) for claim in catalog.claims}


def _review(
    catalog: Catalog, claim: Claim, found: tuple[Contradiction, ...], on: date
) -> ClaimReview:
    places = tuple(
        place
        for place, each in enumerate(found, start=1)
        if claim.slug
        in (each.doubted if each.rule.slug == "forecast-for-past-year" else each.claims)
    )
    doubted = any(claim.slug in each.doubted for each in found)
    status, why = (
        (ClaimStatus.DISPUTED, "it is part of a contradiction")
        if doubted
        else _found_status(catalog, claim, found, on)
    )
    return ClaimReview(
        claim=claim, status=claim.status or status, found=status, why=why, contradictions=places
    )


def _found_status(
    catalog: Catalog, claim: Claim, found: tuple[Contradiction, ...], on: date
) -> tuple[ClaimStatus, str]:
    source = catalog.source.get(claim.source)
    newer = _newer(catalog, claim)
    if newer is not None:
        return ClaimStatus.SUPERSEDED, f"the same people give a newer figure, for {newer.year}"
    if claim.forecast and claim.year is not None and claim.year < on.year:
        return ClaimStatus.SUPERSEDED, f"it was a forecast, and {claim.year} is over"
    maker = _maker(catalog, claim)
    if maker:
        return ClaimStatus.VENDOR, f"{maker} says so of its own"
    if (
        source is None
        or source.slug == UNSOURCED
        or (source.voice in UNMEASURED and not claim.attributed_to)
    ):
        return ClaimStatus.UNSOURCED, "nobody is named for it"
    backer = _backer(catalog, claim, found)
    if backer is not None:
        return ClaimStatus.SUPPORTED, f"{_publisher(catalog, backer)} has nearly the same figure"
    return ClaimStatus.SINGLE, "one source has it"


def _publisher(catalog: Catalog, claim: Claim) -> str:
    source = catalog.source.get(claim.source)
    return claim.attributed_to or (source.publisher or source.title if source else "")


def _newer(catalog: Catalog, claim: Claim) -> Claim | None:
    if claim.year is None or claim.forecast:
        return None
    return next(
        (
            other
            for other in catalog.claims
            if (other.subject, other.measure, other.unit)
            == (claim.subject, claim.measure, claim.unit)
            and other.year is not None
            and other.year > claim.year
            and not other.forecast
            and _publisher(catalog, other) == _publisher(catalog, claim)
        ),
        None,
    )


def _maker(catalog: Catalog, claim: Claim) -> str:
    """Return the firm of the catalog whose own figure it is: it is named, or the source is its own page."""
    source = catalog.source.get(claim.source)
    named = claim.attributed_to or (
        source.publisher if source is not None and source.voice is Voice.SELLER else ""
    )
    names = (provider.name for provider in catalog.providers)
    return next(
        (name for name in names if name in named and re.search(rf"\b{re.escape(name)}\b", named)),
        "",
    )


def _backer(catalog: Catalog, claim: Claim, found: tuple[Contradiction, ...]) -> Claim | None:
    """Return a claim of another who measured it that has nearly the same figure and is not in doubt itself."""
    if claim.value is None or claim.year is None:
        return None
    mine = amount(claim, claim.year)
    doubted = {slug for each in found for slug in each.doubted}
    for other in catalog.claims:
        source = catalog.source.get(other.source)
        if (other.subject, other.measure) != (
            claim.subject,
            claim.measure,
        ) or other.slug in doubted:
            continue
        if source is None or source.voice not in {Voice.MEASURED, Voice.OFFICIAL}:
            continue
        theirs = amount(other, claim.year)
        if (
            _publisher(catalog, other) == _publisher(catalog, claim)
            or mine is None
            or theirs is None
        ):
            continue
        low, high = sorted((abs(mine.low), abs(theirs.low)))
        if (
            mine.unit == theirs.unit
            and high <= low * AGREEING
            and not (mine.low < 0) ^ (theirs.low < 0)
        ):
            return other
    return None


# Who leans on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Disputed:
    """What a page or a plan should mark because it cites a disputed claim."""

    claims: frozenset[str]
    cells: frozenset[tuple[str, Branch]]
    guidance: frozenset[str]  # sourced statements whose source is also that of a disputed claim


def disputed(catalog: Catalog, on: date) -> Disputed:
    """Return everything that is in dispute: by rule, by an editor's ruling, or by a cell's own words."""
    found = contradictions(catalog, on)
    doubted = {slug for each in found for slug in each.doubted}
    ruled = {claim.slug for claim in catalog.claims if claim.status is ClaimStatus.DISPUTED}
    claims = [row for row in catalog.claims if row.slug in (ruled if row.status else doubted)]
    sources = {claim.source for claim in claims}
    cells = {key for each in found for key in each.cells}
    return Disputed(
        claims=frozenset(claim.slug for claim in claims),
        cells=frozenset(
            cells | {(cell.use_case, cell.branch) for cell in catalog.cells if cell.disputed}
        ),
        guidance=frozenset(row.slug for row in catalog.guidance if row.source in sources),
    )


def doubted_about(
    catalog: Catalog, on: date, *, subject: str = "", use_case: str = ""
) -> tuple[Claim, ...]:
    """Return the disputed claims about a model or a job, for the page of which this is the subject."""
    spoken = [
        claim
        for claim in catalog.claims
        if claim.subject == subject or (use_case and claim.use_case == use_case)
    ]
    if not spoken:
        return ()
    claims = disputed(catalog, on).claims
    return tuple(claim for claim in spoken if claim.slug in claims)
