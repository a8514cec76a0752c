"""A decision laid out for its page: sections in order, reasons laid open, figures in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from wizard.engine.decision import Decision, Exit, Reason, Step
from wizard.engine.flips import Flip, Flips
from wizard.engine.vocabulary import RungState
from wizard.plans.panels.everyday import ScalePanel, everyday
from wizard.plans.panels.shortlists import Excluded, Shortlist, excluded, shortlist
from wizard.plans.panels.targets import PilotPanel, pilot
from wizard.plans.proof import Cited, Endnote, Proof, Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered section: its place on the page and its panel."""

    number: int
    slug: str
    title: str

    @property
    def template(self) -> str:
        """Return the panel that draws it."""
        return f"wizard/panels/{_PANELS[self.slug]}.html"


_PANELS = {
    "why": "why",
    "short": "shortlist",
    "not": "not",
    "flip": "flips",
    "pilot": "pilot",
    "tune": "tune",
    "scale": "scale",
    "risk": "risks",
    "next": "next",
    "src": "sources",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStep:
    """A rung of the ladder with its reasons."""

    step: Step
    trails: tuple[Trail, ...]
    said_above: bool = False  # some of its reasons stand at a part before

    @property
    def open(self) -> bool:
        """Return whether it is to be read now; the rungs for later open on request."""
        return self.step.state in {RungState.NOW, RungState.NEXT}


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLadder:
    """The rungs for one part, in the order of trying."""

    name: str
    model: str
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRisk:
    """A risk with the reason it is named."""

    title: str
    trail: Trail


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownFlip:
    """One thing that would change the plan, with the answer or the fact that it turns over."""

    text: str
    now: str
    then: str
    answer: str = ""  # where the owner changes the answer
    fact: Cited | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlipsPanel:
    """What would change the plan, by kind, and what of it was left open."""

    groups: tuple[tuple[str, tuple[ShownFlip, ...]], ...]
    left_open: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole plan, ready to be read."""

    kicker: str
    heading: str  # what the plan is called, for the title of the page
    decision: Decision
    sections: tuple[Section, ...]
    why: tuple[Trail, ...]
    exit: Exit | None
    shortlists: tuple[Shortlist, ...]
    excluded: tuple[Excluded, ...]
    flips: FlipsPanel | None
    pilot: PilotPanel | None
    ladders: tuple[ShownLadder, ...]
    scale: ScalePanel | None
    risks: tuple[ShownRisk, ...]
    sources: tuple[Endnote, ...]
    printed_sources: int  # how many of them; the others only the rows of the shortlists lean on


def lay_out(decision: Decision, *, title: str, firm: str, proof: Proof, flips: Flips = Flips()) -> Sheet:  # noqa: B008  # frozen
    """Return the decision as its page shows it.

    Sources are numbered in the order of reading; those that only the rows of the shortlists lean on come last, because
    rows are closed until somebody opens them, and stay closed on paper.
    """
    parts = decision.parts
    why = proof.trails(dict.fromkeys(_reasons(decision)))
    dropped = tuple(shown for part in parts if (shown := excluded(part, proof)).exclusions)
    turned = _flips(flips, proof)
    tried = pilot(decision, decision.pilot, proof) if decision.pilot else None
    ladders = _ladders(decision, proof)
    scale = everyday(decision.scale, proof) if decision.scale else None
    risks = tuple(ShownRisk(title=risk.title, trail=proof.trail(risk.reason)) for risk in decision.risks)
    printed = proof.count
    shortlists = tuple(shortlist(part, proof) for part in parts)
    sources = proof.endnotes()
    present = (
        ("why", "Why", why),
        ("short", "The shortlist", shortlists),
        ("not", "Why not the others", dropped),
        ("flip", "What would change this", turned),
        ("pilot", "The pilot", tried),
        ("tune", "Tuning, in this order", ladders or decision.prompt),
        ("scale", "At scale", scale),
        ("risk", "Risks", risks),
        ("next", "Next", decision.actions),
        ("src", "Sources", sources),
    )
    return Sheet(
        kicker=kicker(title=title, firm=firm),
        heading=heading(title=title, firm=firm),
        decision=decision,
        sections=tuple(
            Section(number=place, slug=slug, title=title)
            for place, (slug, title) in enumerate(((slug, title) for slug, title, held in present if held), start=1)
        ),
        why=why,
        exit=decision.exit,
        shortlists=shortlists,
        excluded=dropped,
        flips=turned,
        pilot=tried,
        ladders=ladders,
        scale=scale,
        risks=risks,
        sources=sources,
        printed_sources=printed,
    )


def _ladders(decision: Decision, proof: Proof) -> tuple[ShownLadder, ...]:
    """Return the ladders; a reason that an earlier one gave in the same words is not given again."""
    given: set[str] = set()
    ladders = []
    for ladder in decision.ladders:
        steps = []
        for step in ladder.steps:
            new = [reason for reason in step.reasons if reason.text not in given]
            steps.append(ShownStep(step=step, trails=proof.trails(tuple(new)), said_above=len(new) < len(step.reasons)))
        given.update(reason.text for step in ladder.steps for reason in step.reasons)
        ladders.append(ShownLadder(name=ladder.name, model=_model_name(decision, ladder.model), steps=tuple(steps)))
    return tuple(ladders)


def _flips(flips: Flips, proof: Proof) -> FlipsPanel | None:
    groups = (("Your answers", flips.answers), ("Figures", flips.numbers), ("Facts", flips.facts))
    shown = tuple((title, tuple(_flip(flip, proof) for flip in rows)) for title, rows in groups if rows)
    return FlipsPanel(groups=shown, left_open=flips.left_open) if shown or flips.left_open else None


def _flip(flip: Flip, proof: Proof) -> ShownFlip:
    return ShownFlip(
        text=flip.text,
        now=flip.now,
        then=flip.then,
        answer=proof.answer_address(flip.told.question) if flip.told else "",
        fact=proof.cite(flip.fact) if flip.fact else None,
    )


def _reasons(decision: Decision) -> Iterator[Reason]:
    if decision.exit is not None:
        yield decision.exit.reason
    yield from decision.reasons
    for part in decision.parts:
        yield part.reason
        if part.advice is not None:
            yield part.advice


def kicker(*, title: str, firm: str) -> str:
    """Return for whom and for what the plan is, as far as the owner said."""
    whom = f"Plan for {firm}" if firm else "Plan"
    if not title:
        return whom
    return f"{whom}{', ' if firm else ': '}{title}"


def heading(*, title: str, firm: str) -> str:
    """Return what the plan is called."""
    return ", ".join(words for words in (title, firm) if words) or "A plan"


def _model_name(decision: Decision, slug: str) -> str:
    rows = (row for part in decision.parts for row in part.candidates)
    return next((row.name for row in rows if row.model == slug), slug)
