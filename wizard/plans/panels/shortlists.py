"""The shortlist of a part, and the models that an answer dropped, laid out for the page."""

from dataclasses import dataclass

from django.urls import reverse

from catalog.formatting import format_count
from wizard.engine.decision import Alternative, Candidate, Exclusion, Mark, Part
from wizard.engine.vocabulary import Criterion, Standing
from wizard.plans.panels.words import fees, span
from wizard.plans.proof import Cited, Proof, Trail

ROWS_AT_ONCE = 8  # of a shortlist
NAMED_AT_ONCE = 3  # of the models an answer dropped; the others are behind a click


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownMark:
    """How a model does on one criterion, and on what that rests."""

    mark: Mark
    facts: tuple[Cited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A model on the shortlist."""

    candidate: Candidate
    address: str
    bar: str  # how its range is drawn: first, known or unknown
    picked: str  # "chosen", "runner-up", or nothing
    place: str
    fees: str
    marks: tuple[ShownMark, ...]
    facts: tuple[Cited, ...]

    @property
    def open_words(self) -> str:
        """Return how many of the owner's requirements nobody could confirm."""
        count = len(self.candidate.open_points)
        return "One thing to ask about." if count == 1 else f"{count} things to ask about."

    @property
    def in_doubt(self) -> bool:
        """Return whether nobody knows where it stands."""
        return self.candidate.standing is Standing.NOT_KNOWN


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlternative:
    """A model that is best at one thing."""

    label: str
    name: str
    address: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shortlist:
    """The models for one part, best first."""

    part: Part
    caption: str
    per_month: str
    rows: tuple[Row, ...]
    more_rows: tuple[Row, ...]  # shown on request
    floor: int  # where the scale of the bars begins
    band: tuple[int, int] | None
    left_out: str
    left_out_on_paper: str  # where rows shown on request are not
    advice: str
    alternatives: tuple[ShownAlternative, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExclusion:
    """The models that one answer dropped: the first few by name, all of them behind a click."""

    exclusion: Exclusion
    trail: Trail
    named: str
    more: bool  # than are named

    @property
    def details(self) -> bool:
        """Return whether something more is said of one of them."""
        return any(model.detail for model in self.exclusion.models)


@dataclass(frozen=True, slots=True, kw_only=True)
class Excluded:
    """What was dropped for one part."""

    part: Part
    exclusions: tuple[ShownExclusion, ...]


def shortlist(part: Part, proof: Proof) -> Shortlist:
    rows = tuple(_row(part, candidate, proof) for candidate in part.candidates)
    at_once = _at_once(rows)
    known = [row.candidate for row in rows if row.bar != "unknown"]
    return Shortlist(
        part=part,
        caption=_caption(part),
        per_month=_per_month(part),
        rows=tuple(row for row in rows if row in at_once),
        more_rows=tuple(row for row in rows if row not in at_once),
        floor=min((candidate.low for candidate in known), default=0) // 10 * 10,
        band=_band(part),
        left_out=_left_out(part, rows),
        left_out_on_paper=_left_out(part, at_once),
        advice=part.advice.text if part.advice else "",
        alternatives=tuple(
            ShownAlternative(
                label=alternative.label,
                name=alternative.name,
                address=model_address(alternative.model),
                text=_with_doubt(alternative, part),
            )
            for alternative in part.alternatives
        ),
    )


def _with_doubt(alternative: Alternative, part: Part) -> str:
    """Say of a model that is best at one thing if its place is not known, for another may be called best and cheapest."""
    candidate = part.candidate(alternative.model)
    doubt = candidate is not None and candidate.standing is Standing.NOT_KNOWN
    return f"{alternative.text} Its place is not known." if doubt else alternative.text


def _band(part: Part) -> tuple[int, int] | None:
    """Return the range of the first model, which the others tie with or not."""
    first = next((row for row in part.candidates if row.standing is not Standing.NOT_KNOWN), None)
    return (first.low, first.high) if first else None


def _at_once(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows worth reading first: those to try, those picked, the best of the rest, and one of the unknown."""
    must = [row for row in rows if row.picked or row.candidate.standing in {Standing.TRY, Standing.FIRST}]
    doubtful = [row for row in rows if row.in_doubt][:1]
    rest = [row for row in rows if row not in must and row not in doubtful]
    return tuple([*must, *doubtful, *rest][: max(ROWS_AT_ONCE, len(must))])


def _row(part: Part, candidate: Candidate, proof: Proof) -> Row:
    bars = {Standing.TRY: "first", Standing.FIRST: "first", Standing.NOT_KNOWN: "unknown", Standing.ASK: "unknown"}
    unscored = any(mark.criterion is Criterion.QUALITY and not mark.known for mark in candidate.marks)
    picked = {part.runner_up: "runner-up", part.chosen: "chosen"}
    return Row(
        candidate=candidate,
        address=model_address(candidate.model),
        bar="unknown" if unscored else bars.get(candidate.standing, "known"),
        picked=picked.get(candidate.model, ""),
        place=candidate.standing.label,
        fees=fees(candidate, part),
        marks=tuple(ShownMark(mark=mark, facts=proof.cite_all(mark.facts)) for mark in candidate.marks),
        facts=proof.cite_all(candidate.facts),
    )


def _caption(part: Part) -> str:
    passed = f"{part.able:,} of {format_count(part.of, _one(part.noun), part.noun)} can do it"
    if part.tied > 1:
        return f"{passed}, {part.tied:,} tie"
    first = next((row.name for row in part.candidates if row.standing is Standing.FIRST), "")
    return f"{passed}, {first} comes first" if first else passed


def _one(plural: str) -> str:
    return plural.replace("models", "model", 1).replace(" write ", " writes ", 1)


def _per_month(part: Part) -> str:
    if part.per_month_low is None or part.per_month_high is None:
        return ""
    count = span(part.per_month_low, part.per_month_high)
    noun = part.unit if count == "1" else part.unit_plural
    return f"{count} {noun} a month"


def _left_out(part: Part, rows: tuple[Row, ...]) -> str:
    shown = {
        "in the tie": (part.tied, {Standing.TRY, Standing.FIRST, Standing.TIE}),
        "behind it": (part.behind, {Standing.BEHIND}),
        "whose place nobody knows": (part.not_known, {Standing.NOT_KNOWN}),
        "to ask about first": (part.ask, {Standing.ASK}),
    }
    left = []
    for words, (count, standings) in shown.items():
        rest = count - sum(row.candidate.standing in standings for row in rows)
        if rest > 0:
            left.append(f"{rest:,} more {words}")
    return f"Not shown: {', '.join(left)}." if left else ""


def excluded(part: Part, proof: Proof) -> Excluded:
    return Excluded(part=part, exclusions=tuple(_exclusion(each, proof) for each in part.exclusions))


def _exclusion(exclusion: Exclusion, proof: Proof) -> ShownExclusion:
    names = [model.name for model in exclusion.models]
    few = len(names) <= NAMED_AT_ONCE
    return ShownExclusion(
        exclusion=exclusion,
        trail=proof.trail(exclusion.reason),
        named=("" if few else "Among them ") + ", ".join(names[:NAMED_AT_ONCE]) + ".",
        more=not few,
    )


def model_address(slug: str) -> str:
    """Return the page of a model."""
    return reverse("catalog:model", args=[slug])
