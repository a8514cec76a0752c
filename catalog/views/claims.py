"""Figures that people repeat: their list, and a page each with what others say of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from catalog import formatting
from catalog.asof import Moment
from catalog.charts.comparison import FigureComparison, FigureMark
from catalog.claims import (
    SCALES,
    ClaimReview,
    Clash,
    claim_figure,
    claim_reviews,
    clashes,
    figure_range,
    voice_of,
)
from catalog.naming import name_or_slug
from catalog.releases import Reading
from catalog.schema import Catalog, Cell, Claim, Source, group_pairs
from catalog.views.page import page, reads_release, row_or_404
from catalog.vocabulary import ClaimStatus
from config.context import base_url

SUPPORTED = {ClaimStatus.SUPPORTED, ClaimStatus.TRUE}
# What a reader may repeat comes first.
BEST_FIRST = (
    ClaimStatus.TRUE,
    ClaimStatus.SUPPORTED,
    ClaimStatus.SINGLE,
    ClaimStatus.VENDOR,
    ClaimStatus.UNSOURCED,
    ClaimStatus.SUPERSEDED,
    ClaimStatus.OTHER_YEAR,
    ClaimStatus.DISPUTED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim as a line: its figure, how it stands, and where it was read."""

    claim: Claim
    review: ClaimReview
    source: Source | None

    @property
    def figure(self) -> str:
        return claim_figure(self.claim, signed=False)

    @property
    def is_doubted(self) -> bool:
        """Tell whether its contradictions are why it stands as it does."""
        return bool(self.review.clashes) and self.review.status is ClaimStatus.DISPUTED

    @property
    def measure(self) -> str:
        """Return in words what is counted."""
        return self.claim.measure.replace("-", " ")

    @property
    def attributed_to(self) -> str:
        """Return who is named for it; empty where nobody is."""
        return self.claim.attributed_to

    @property
    def published_by(self) -> str:
        """Return where it was read."""
        return self.source.outlet if self.source else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClashSide:
    """One side of a contradiction: what it says, where, and who says so."""

    words: str
    address: str
    who: str


@reads_release
def claims(request: HttpRequest, reading: Reading) -> HttpResponse:
    """List every figure people repeat with how it stands, and what contradicts what."""
    catalog = reading.catalog
    reviews = claim_reviews(catalog, reading.on)
    rows = sorted(catalog.claims, key=lambda row: (row.subject, row.year or 0, row.slug))
    lines = [_line(catalog, reviews[row.slug]) for row in rows]
    lines_of = group_pairs((line.review.status, line) for line in lines)
    supported = [line for line in lines if line.review.status in SUPPORTED]
    return page(
        request,
        "catalog/claims.html",
        reading,
        total=len(reviews),
        groups=[(status, lines_of[status]) for status in BEST_FIRST if status in lines_of],
        clashes=[(clash, list(sides(catalog, clash))) for clash in clashes(catalog)],
        supported=len(supported),
        ruled=sum(line.review.ruled for line in lines),
    )


@reads_release
def claim(request: HttpRequest, reading: Reading, slug: str) -> HttpResponse:
    """Show a claim: our ruling, its figure beside others, who says so, and what contradicts it."""
    catalog = reading.catalog
    shown = row_or_404(catalog.claims, slug)
    reviews = claim_reviews(catalog, reading.on)
    review = reviews[shown.slug]
    figures = compared_figures(catalog, review)
    compared = {row.slug for row in figures} - {shown.slug}
    # What is about the figure of the claim comes before what is about others of its source.
    ordered = sorted(review.clashes, key=lambda clash: compared.isdisjoint(_slugs(clash)))
    contradicting = {slug for clash in ordered for slug in _slugs(clash)}
    others = [slug for slug in shown.compared_with if slug not in contradicting]
    quoted = [shown.quotes] if shown.quotes else []
    repeating = [row.slug for row in catalog.claims if row.quotes == shown.slug]
    moment = urlencode(Moment(day=reading.on, release=reading.number).pairs)
    return page(
        request,
        "catalog/claim.html",
        reading,
        line=_line(catalog, review),
        claim=shown,
        review=review,
        case=catalog.use_case.get(shown.use_case or ""),
        first_made=_lines(catalog, reviews, quoted),
        repeated_by=_lines(catalog, reviews, repeating),
        set_beside=_lines(catalog, reviews, others),
        clashes=[(clash, _other_sides(catalog, clash, shown)) for clash in ordered],
        figures=[_line(catalog, reviews[row.slug]) for row in figures],
        picture=picture_of(catalog, shown, figures),
        citable=f"{base_url(request)}{request.path}?{moment}",
    )


def _slugs(clash: Clash) -> set[str]:
    return {row.slug for row in clash.claims}


def _other_sides(catalog: Catalog, clash: Clash, shown: Claim) -> list[ClashSide]:
    return [side for side in sides(catalog, clash) if side.words != shown.sentence]


def _line(catalog: Catalog, review: ClaimReview) -> ClaimLine:
    source = catalog.source.get(review.claim.source)
    return ClaimLine(claim=review.claim, review=review, source=source)


def _lines(
    catalog: Catalog, reviews: dict[str, ClaimReview], slugs: Iterable[str]
) -> list[ClaimLine]:
    return [_line(catalog, reviews[slug]) for slug in slugs if slug in reviews]


def sides(catalog: Catalog, clash: Clash) -> Iterator[ClashSide]:
    """Yield the sides of a contradiction."""
    for row in clash.claims:
        yield _claimed_side(catalog, row)
    cell = catalog.cell.get(clash.answer) if clash.answer else None
    if cell is not None:
        yield _matrix_side(catalog, cell)


def _claimed_side(catalog: Catalog, row: Claim) -> ClashSide:
    source = catalog.source.get(row.source)
    where = source.outlet if source else "no source"
    is_elsewhere = row.attributed_to not in {"", where}
    return ClashSide(
        words=row.sentence,
        address=reverse("catalog:claim", args=[row.slug]),
        who=f"{row.attributed_to}, in {where}" if is_elsewhere else where,
    )


def _matrix_side(catalog: Catalog, cell: Cell) -> ClashSide:
    job = name_or_slug(catalog.use_case, cell.use_case)
    column, fit = formatting.inline_label(cell.branch), cell.fit.label.lower()
    return ClashSide(
        words=f"Our matrix, “{job}”, {column}: {fit}.",
        address=reverse("catalog:cell", args=[cell.use_case, cell.branch]),
        who="our matrix",
    )


# --------------------------------------------------------------------------- the picture of a claim


def compared_figures(catalog: Catalog, review: ClaimReview) -> list[Claim]:
    """Return a claim and those it is set beside with a figure in its unit, by year and figure.

    Set beside it are claims of the same subject, those that it names or that name it, and sides of
    its contradictions that count the same.
    """
    shown = review.claim
    own = figure_range(shown)
    if own is None:
        return []
    named = {*shown.compared_with, shown.quotes}
    against = {row.slug for clash in review.clashes for row in clash.claims}
    rows = []
    for row in catalog.claims:
        counts_alike = row.slug in against and row.measure == shown.measure
        is_named = row.slug in named or _mentions(row, shown)
        is_related = row.subject == shown.subject or is_named or counts_alike
        reach = figure_range(row)
        if is_related and reach is not None and reach.unit == own.unit:
            rows.append(row)
    return sorted(rows, key=lambda row: (row.year or 0, row.value or 0, row.slug))


def _mentions(row: Claim, shown: Claim) -> bool:
    return shown.slug in row.compared_with or row.quotes == shown.slug


def picture_of(catalog: Catalog, shown: Claim, figures: list[Claim]) -> FigureComparison | None:
    """Return figures as a picture; None where there are not two to set beside each other."""
    if len(figures) < 2:  # noqa: PLR2004  # two make a comparison
        return None
    scale, word = _common_scale(figures)
    marks = [_mark(catalog, row, scale, chosen=row.slug == shown.slug) for row in figures]
    others = formatting.format_count(len(figures) - 1, "other figure", "other figures")
    sentences = "; ".join(f"{mark.words}: {mark.who}" for mark in marks)
    return FigureComparison(
        figures=marks,
        unit=_axis_unit(shown, word),
        title=f"{claim_figure(shown)} beside {others}",
        desc=f"{sentences}.",
    )


def _common_scale(figures: Iterable[Claim]) -> tuple[float, str]:
    """Return the divisor of all figures, and its word: the smallest scale that one uses."""
    return min(map(_scale_of, figures))


def _scale_of(row: Claim) -> tuple[float, str]:
    """Return the number a figure's unit is a word for, and that word: 1,000,000 for million."""
    for word in row.unit.split():
        if word in SCALES:
            return float(SCALES[word]), word
    return 1.0, ""


def _mark(catalog: Catalog, row: Claim, scale: float, *, chosen: bool) -> FigureMark:
    own_scale, _ = _scale_of(row)
    factor = own_scale / scale
    value = float(row.value or 0)
    high = value if row.value_high is None else float(row.value_high)
    measure = row.measure.replace("-", " ")
    parts = [measure, voice_of(catalog, row) or "nobody named"]
    if row.year:
        parts.append(f"forecast for {row.year}" if row.forecast else str(row.year))
    return FigureMark(
        words=claim_figure(row),
        who=", ".join(parts),
        low=value * factor,
        high=high * factor,
        chosen=chosen,
    )


def _axis_unit(shown: Claim, scale: str) -> str:
    """Return what the axis counts, with its scale in front: billion dollars."""
    words = [word for word in shown.unit.split() if word not in SCALES]
    plain = " ".join(word for word in words if word != "USD")
    if plain in {"percent", "%"}:
        return "%"
    sign = "dollars" if "USD" in words else ""
    return " ".join(part for part in (scale, plain, sign) if part)
