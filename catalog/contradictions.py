"""Contradictions between claims, cells and contrasts, found by rule."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from catalog import formatting
from catalog.data_files import toml_of
from catalog.schema import Catalog, Cell, Claim
from catalog.vocabulary import Branch, ClaimStatus, Fit

SCALES = {
    "thousand": Decimal(1_000),
    "million": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
}
PERCENT = frozenset({"percent", "%"})
FAR_APART = Decimal("1.5")  # two figures for one thing differ by more than half
SAME_RATE = Decimal("1.1")  # rates this close may be called equal
EQUAL_GROWTH = (
    "equal-growth"  # the measure of a claim that says that what it compares grows equally fast
)
LANGUAGE_MODELS, GENERATIVE = (
    "language-models",
    "generative-ai",
)  # subjects that the matrix and the contrasts speak of
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GOODNESS: Mapping[Fit | None, int] = {
    Fit.NO: 0,
    Fit.LIMITED: 1,
    Fit.YES: 2,
}  # of others nothing can be said


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a contradiction: who says what, and the row that says so."""

    words: str
    kind: Literal["claim", "cell", "contrast"]
    key: tuple[str, ...]
    doubted: bool = True  # False for what only shows that the other side is wrong


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Rows that cannot all be right, with the sum or comparison that shows it."""

    rule: "ContradictionRule"
    title: str
    sides: tuple[Side, ...]
    arithmetic: str

    @property
    def name(self) -> str:
        """Return what it is known by: its rule and the first row it speaks of."""
        return "-".join((self.rule.slug, *self.sides[0].key))

    @property
    def claims(self) -> frozenset[str]:
        return frozenset(side.key[0] for side in self.sides if side.kind == "claim")

    @property
    def doubted(self) -> frozenset[str]:
        """Return the claims that it makes doubtful."""
        return frozenset(
            side.key[0] for side in self.sides if side.kind == "claim" and side.doubted
        )

    @property
    def cells(self) -> frozenset[tuple[str, Branch]]:
        """Return the cells of the matrix that it calls into question."""
        branches = {branch.value: branch for branch in Branch}
        return frozenset(
            (side.key[0], branches[side.key[1]]) for side in self.sides if side.kind == "cell"
        )


type Found = Iterator[tuple[str, tuple[Side, ...], str]]  # title, sides, arithmetic
type Find = Callable[[Catalog, date], Found]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionRule:
    """One way in which figures contradict each other: what is compared, and how we read what it finds."""

    slug: str
    compares: str
    reading: str
    find: Find


# ---------------------------------------------------------------------------------------------------- figures and words


def claim_figure(claim: Claim) -> str:
    """Return a claim's figure as it is written, or nothing where it names none."""
    if claim.value is None:
        return ""
    value = formatting.format_number(claim.value)
    if claim.value_high is not None:
        value = f"{value} to {formatting.format_number(claim.value_high)}"
    return _with_unit(value, claim.unit.strip())


def _with_unit(value: str, unit: str) -> str:
    if unit.lower() in PERCENT:
        return f"{value} %"
    if "USD" in unit.split():
        return f"${value} {' '.join(part for part in unit.split() if part != 'USD')}".strip()
    return f"{value} {unit}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyFigure:
    """A claim's figure for a year in units without a scale: dollars, not billions of them."""

    claim: Claim
    low: Decimal
    high: Decimal
    unit: str
    year: int
    working: str = ""  # how it was compounded; empty where it is stated

    @property
    def words(self) -> str:
        """Write the amount in the largest scale that fits."""
        scale = next((name for name in reversed(SCALES) if self.low >= SCALES[name]), "")
        values = dict.fromkeys(
            _short(each / SCALES.get(scale, Decimal(1))) for each in (self.low, self.high)
        )
        return _with_unit(" to ".join(values), f"{scale} {self.unit}".strip())


def _short(value: Decimal) -> str:
    """Write a figure to three digits, or to the whole number where that is longer."""
    digits = max(2 - value.adjusted(), 0) if value else 0
    return formatting.format_number(value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def amount(claim: Claim, year: int) -> YearlyFigure | None:
    """Return what a claim says of a year: as it states it, or by the growth it states, up to the year it reaches."""
    if claim.value is None or claim.year is None:
        return None
    scale, unit = _unit(claim)
    low, high = (
        claim.value * scale,
        (claim.value if claim.value_high is None else claim.value_high) * scale,
    )
    if claim.year == year:
        return YearlyFigure(claim=claim, low=low, high=high, unit=unit, year=year)
    if (
        claim.growth_percent is None
        or claim.horizon is None
        or not claim.year < year <= claim.horizon
    ):
        return None
    rate, years = 1 + claim.growth_percent / 100, year - claim.year
    grown = YearlyFigure(
        claim=claim, low=low * rate**years, high=high * rate**years, unit=unit, year=year
    )
    power = formatting.format_number(rate) + (str(years).translate(RAISED) if years > 1 else "")
    return replace(
        grown, working=f"{claim_figure(claim)} in {claim.year} × {power} ≈ {grown.words} in {year}"
    )


def _unit(claim: Claim) -> tuple[Decimal, str]:
    parts = claim.unit.split()
    scale = next((SCALES[part] for part in parts if part in SCALES), Decimal(1))
    return scale, " ".join(part for part in parts if part not in SCALES)


def _side(claim: Claim, *, doubted: bool = True) -> Side:
    return Side(words=claim.sentence, kind="claim", key=(claim.slug,), doubted=doubted)


def _cell_side(catalog: Catalog, cell: Cell) -> Side:
    words = f"Our matrix, {_job(catalog, cell.use_case)}, {formatting.inline_label(cell.branch)}: {cell.fit.label.lower()}."
    return Side(words=words, kind="cell", key=(cell.use_case, cell.branch))


def _job(catalog: Catalog, slug: str) -> str:
    found = catalog.use_case.get(slug)
    return f"“{found.name}”" if found else slug


def _named(claim: Claim) -> str:
    """Return the subject of a claim as people write it."""
    words = {"ai": "AI", "github": "GitHub", "copilot": "Copilot"}
    return " ".join(words.get(word, word) for word in claim.subject.split("-"))


# ------------------------------------------------------------------------------------------------------------ the rules

RULES: list[ContradictionRule] = []


_TEXTS = toml_of(__file__)


def _rule(slug: str) -> Callable[[Find], Find]:
    def add(find: Find) -> Find:
        RULES.append(ContradictionRule(slug=slug, find=find, **_TEXTS[slug]))
        return find

    return add


@_rule("part-exceeds-whole")
def _part_exceeds_whole(catalog: Catalog, _on: date) -> Found:
    """Find a part of something that is larger than the whole in the same year; its own source's whole counts first."""
    for claim in catalog.claims:
        part = amount(claim, claim.year) if claim.part_of and claim.year is not None else None
        if part is None or part.unit.lower() in PERCENT:
            continue
        wholes = [
            whole
            for other in catalog.claims
            if (other.subject, other.measure) == (claim.part_of, claim.measure)
            and (whole := amount(other, part.year)) is not None
            and whole.unit == part.unit
            and part.low > whole.high
        ]
        own = [whole for whole in wholes if whole.claim.source == claim.source]
        for whole in own or wholes:
            times = _short(part.low / whole.high)
            yield (
                f"A part of {part.words} in a whole of {whole.words}",
                (_side(claim), _side(whole.claim)),
                (
                    f"{whole.working or f'{whole.words} in {whole.year}'}. "
                    f"The part is given as {part.words} for {part.year}: {times} times the whole."
                ),
            )


@_rule("figures-apart")
def _figures_apart(catalog: Catalog, _on: date) -> Found:
    """Find two figures for the same thing and year, stated or compounded, that differ by more than half."""
    rows = [claim for claim in catalog.claims if claim.value is not None and claim.year is not None]
    for place, first in enumerate(rows):
        for second in rows[place + 1 :]:
            if (first.subject, first.measure) != (second.subject, second.measure):
                continue
            year = max(first.year or 0, second.year or 0)
            pair = [found for row in (first, second) if (found := amount(row, year)) is not None]
            if len(pair) != 2 or pair[0].unit != pair[1].unit:  # noqa: PLR2004  # a pair
                continue
            low, high = sorted(pair, key=lambda each: (each.high, each.claim.slug))
            if 0 < low.high * FAR_APART < high.low:
                workings = [
                    each.working or f"{each.words} in {each.year}, as stated"
                    for each in (high, low)
                ]
                yield (
                    f"{high.words} and {low.words} for the same thing in {year}",
                    (_side(high.claim), _side(low.claim)),
                    f"{workings[0]}; {workings[1]}. The one is {_short(high.low / low.high)} times the other.",
                )


@_rule("unequal-growth")
def _unequal_growth(catalog: Catalog, _on: date) -> Found:
    """Find growth that is called equal where the rates given for it differ."""
    for claim in catalog.claims:
        if claim.measure != EQUAL_GROWTH:
            continue
        compared = [catalog.claim[slug] for slug in claim.compared_with if slug in catalog.claim]
        rated = sorted(
            (other.growth_percent, other.slug)
            for other in compared
            if other.growth_percent is not None
        )
        if len(rated) > 1 and rated[-1][0] > rated[0][0] * SAME_RATE:
            low, high = (
                formatting.format_number(rated[0][0]),
                formatting.format_number(rated[-1][0]),
            )
            yield (
                f"“Just as fast” is {low} % against {high} %",
                (_side(claim), *(_side(catalog.claim[slug], doubted=False) for _, slug in rated)),
                f"{low} % a year is {_short(rated[0][0] / rated[-1][0] * 100)} % of {high} % a year.",
            )


@_rule("forecast-for-past-year")
def _forecast_for_past_year(catalog: Catalog, on: date) -> Found:
    """Find forecasts of a year that was over when the text was written, or is over now where the text has no date."""
    for claim in catalog.claims:
        if not claim.forecast or claim.year is None:
            continue
        source = catalog.source.get(claim.source)
        published = source.published if source else None
        newest = max(
            (
                (other.year, other.slug)
                for other in catalog.claims
                if other.source == claim.source and not other.forecast and other.year is not None
            ),
            default=None,
        )
        sides: tuple[Side, ...] = (_side(claim),)
        if published is not None:
            if claim.year >= published.year:
                continue
            shown = f"The text is of {published.year}; {claim.year} lay behind it."
        elif newest is not None and newest[0] > claim.year:
            sides = (*sides, _side(catalog.claim[newest[1]], doubted=False))
            shown = f"The same text gives a figure for {newest[0]}; {claim.year} lay behind it."
        elif claim.year < on.year:
            shown = f"The text gives no day, and {claim.year} is over."
        else:
            continue
        yield f"A forecast for {claim.year}, a year gone by", sides, shown


@_rule("misquoted")
def _misquoted(catalog: Catalog, _on: date) -> Found:
    """Find a figure that is repeated as another thing, number or year than it was first told."""
    for claim in catalog.claims:
        original = catalog.claim.get(claim.quotes or "")
        if original is None:
            continue
        differs = [
            f"{what}: {here} here, {there} there"
            for (what, here), (_, there) in zip(
                _statement(claim), _statement(original), strict=True
            )
            if here != there
        ]
        if differs:
            yield (
                f"{claim.attributed_to or 'The first source'} said something else",
                (_side(claim), _side(original, doubted=False)),
                f"{formatting.capitalise('; '.join(differs))}.",
            )


def _statement(claim: Claim) -> tuple[tuple[str, str], ...]:
    return (
        ("what is counted", _named(claim)),
        ("the figure", claim_figure(claim) or "none"),
        ("the year", str(claim.year or "none")),
    )


@_rule("unlike-measures")
def _unlike_measures(catalog: Catalog, _on: date) -> Found:
    """Find two figures that are set beside each other though they do not count the same."""
    for claim in catalog.claims:
        for other in (catalog.claim[slug] for slug in claim.compared_with if slug in catalog.claim):
            if claim.value is None or other.value is None or claim.measure == EQUAL_GROWTH:
                continue
            if claim.measure != other.measure or _unit(claim)[1] != _unit(other)[1]:
                counted = (
                    f"“{claim.measure.replace('-', ' ')}”",
                    f"“{other.measure.replace('-', ' ')}”",
                )
                yield (
                    f"{claim_figure(claim)} and {claim_figure(other)} do not count the same",
                    (_side(claim), _side(other)),
                    f"The first counts {counted[0]}, the second {counted[1]}: their difference measures nothing.",
                )


@_rule("subset-below-itself")
def _subset_below_itself(catalog: Catalog, _on: date) -> Found:
    """Find a whole that is said to do a job less well than a part of it does."""
    answers = [
        claim for claim in catalog.claims if claim.answer in GOODNESS and claim.use_case is not None
    ]
    for whole in answers:
        better = [
            part
            for part in answers
            if part.part_of == whole.subject
            and part.use_case == whole.use_case
            and GOODNESS.get(part.answer, -1) > GOODNESS.get(whole.answer, -1)
        ]
        cell = (
            catalog.cell.get((whole.use_case or "", Branch.LANGUAGE))
            if whole.subject == GENERATIVE
            else None
        )
        for part in better:
            yield _below(catalog, whole, _side(part), part.answer, _named(part))
        stated = any(
            part.subject == LANGUAGE_MODELS for part in better
        )  # a claim says what the matrix says too
        if (
            cell is not None
            and GOODNESS.get(cell.fit, -1) > GOODNESS.get(whole.answer, -1)
            and not stated
        ):
            yield _below(catalog, whole, _cell_side(catalog, cell), cell.fit, "language models")
    for row in catalog.contrasts:
        if _first_word(row.language) == "yes" and _first_word(row.generative) == "no":
            side = Side(
                words=f"{row.feature}: {row.language} / {row.generative}",
                kind="contrast",
                key=(row.slug,),
            )  # both answers stand in one row
            yield (
                f"Language models yes, generative AI no: {row.feature}",
                (side,),
                "Language models are a part of generative AI. Yes for the part makes it yes for the whole.",
            )


def _below(
    catalog: Catalog, whole: Claim, part: Side, answer: Fit | None, name: str
) -> tuple[str, tuple[Side, ...], str]:
    high, low = (answer or Fit.UNKNOWN).label.lower(), (whole.answer or Fit.UNKNOWN).label.lower()
    job = _job(catalog, whole.use_case or "")
    return (
        f"{formatting.capitalise(name)} {high}, {_named(whole)} {low}: {job}",
        (_side(whole), part),
        f"With {name} as a part of {_named(whole)}, {high} for the part cannot be {low} for the whole.",
    )


def _first_word(text: str) -> str:
    return next((found[0] for found in re.finditer(r"\w+", text.lower())), "")


@_rule("example-against-cell")
def _example_against_cell(catalog: Catalog, _on: date) -> Found:
    """Find a thing that is given as an example of other generative AI doing a job that its cell denies."""
    for claim in catalog.claims:
        if (
            claim.part_of != GENERATIVE
            or claim.subject == LANGUAGE_MODELS
            or claim.use_case is None
        ):
            continue
        cell = catalog.cell.get((claim.use_case, Branch.MEDIA))
        if claim.answer is Fit.YES and cell is not None and cell.fit is Fit.NO:
            name = formatting.capitalise(_named(claim))
            yield (
                f"{name} is an example of what the matrix denies: {_job(catalog, claim.use_case)}",
                (_side(claim), _cell_side(catalog, cell)),
                "One example that does the job is enough against a plain no, unless it belongs in the other column.",
            )


# Rules that compare a whole with its parts; what they find about one claim is one dispute.
ONE_DISPUTE = frozenset({"subset-below-itself", "example-against-cell"})
TRUE = frozenset({ClaimStatus.TRUE, ClaimStatus.OTHER_YEAR})


def contradictions(catalog: Catalog, on: date) -> tuple[Contradiction, ...]:
    """Return every contradiction that a rule finds, each once, in the order of the rules."""
    true = {claim.slug for claim in catalog.claims if claim.status in TRUE}
    found: list[Contradiction] = []
    for rule in RULES:
        for title, sides, arithmetic in rule.find(catalog, on):
            assessed = tuple(
                replace(side, doubted=side.doubted and side.key[0] not in true) for side in sides
            )
            _add(
                found, Contradiction(rule=rule, title=title, sides=assessed, arithmetic=arithmetic)
            )
    return tuple(found)


def _add(found: list[Contradiction], new: Contradiction) -> None:
    """Add a contradiction, or its sides to the one that is about the same dispute."""
    for place, earlier in enumerate(found):
        if {earlier.rule.slug, new.rule.slug} <= ONE_DISPUTE and earlier.claims & new.claims:
            sides = (*earlier.sides, *(side for side in new.sides if side not in earlier.sides))
            found[place] = replace(earlier, sides=sides)
            return
    found.append(new)
