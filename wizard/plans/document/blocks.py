"""A document: a decision on top, then sections of a few kinds of block. Frozen values without any markup.

Names hold no-break spaces; "(our guess)" stands after each figure that is a guess of ours. Renderers give both a form.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalog.charts.crossing import Curve
from wizard.plans.overlay import SOURCE

GUESS = "(our guess)"


class Shape(StrEnum):
    NODATA = "nodata"
    PASSED = "passed"
    FAILED = "failed"
    UNSETTLED = "unsettled"
    LIMITED = "limited"
    UNKNOWN = "unknown"


class Tested(StrEnum):
    NOT_YET = "next"
    RUNNING = "running"
    PASSED = "passed"
    OTHER = "the other passed"  # and what the plan names did not
    FAILED = "none passed"


@dataclass(frozen=True, slots=True)
class PlanState:
    """How far a plan is, as a noun or participle, with its shape, how far its test is, and whether its day has passed."""

    text: str
    shape: Shape = Shape.NODATA
    tested: Tested = Tested.NOT_YET
    late: bool = False  # the day by which it was to be tested is over, and nothing was tested


DRAFT = PlanState("Draft, not tested")


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """A line below the headline; `unknown` where a seller has to answer first."""

    text: str
    label: str = ""
    unknown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the four answers on top: its question, the answer, what belongs to it, and where stands what it rests on."""

    key: str
    label: str
    big: str
    fine: str = ""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    kicker: str
    state: PlanState
    headline: tuple[str, ...]  # one sentence a line; the last may be the guard
    how: tuple[How, ...] = ()
    answers: tuple[Answer, ...] = ()
    warning: str = ""  # stands above everything


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source of the catalog, or what a seller replied to the owner."""

    slug: str
    title: str
    publisher: str
    as_of: date

    @property
    def reply(self) -> bool:
        return self.slug.startswith(SOURCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFact:
    text: str
    kind: str
    key: str
    source: Citation
    slug: str = ""  # of the tool whose page in the catalog shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAnswer:
    question: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """What a sentence rests on: answers, a rule, facts with their sources."""

    rule: str
    ours: bool  # the rule rests on a figure that is our guess
    answers: tuple[GivenAnswer, ...] = ()
    facts: tuple[CitedFact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """A sentence with its trail, which the evidence shows under the anchor."""

    text: str
    trail: Trail
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RangeLane:
    """Where a value lies on the axis of its table, and the range in which it may lie; each in percent of the axis."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """The axis that the rows of a table share: its ends, and how far what is good enough reaches, in percent of it."""

    low: int
    high: int
    zone: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table: its head, a note below it, and the cells of the other columns."""

    head: str
    note: str = ""
    cells: tuple[str, ...] = ()
    chosen: bool = False
    lane: RangeLane | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A line of a list: a label and what is said of it."""

    label: str = ""
    text: str = ""
    more: str = ""  # a question ready to send
    source: Citation | None = None  # of a fact of the catalog
    on: date | None = None  # by when it is to be done
    at: float = 0.0  # how far it reaches, in percent of what it is drawn beside
    marked: bool = False  # it stands out: what to find out first, where a person acts


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A paragraph, or where its kind is `copy`, a text of several lines under a label, copied as it stands."""

    text: str
    label: str = ""
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonsBlock:
    """Sentences that open to what they rest on."""

    rows: tuple[ReasonLine, ...]
    kind: str = "reasons"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table; the first column is the head of its rows."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    axis: Axis | None = None  # where the rows have lanes
    kind: str = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvesBlock:
    """Ways that cost more or less by the number of results; the table beside it has the figures.

    Amounts are in the currency of `sign`; `results` are those of a month as the plan counts.
    """

    caption: str
    rows: tuple[Curve, ...]
    results: float
    units: str
    sign: str
    kind: str = "curves"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock:
    """Lines of one kind, by which they are drawn.

    facts: labels with values · pairs: conditions with consequences · checklist: things to do, each by a day ·
    questions: sellers with what to ask them · chain: steps of daily work, who does what · bars: counts drawn to scale ·
    scale: up to where it pays, where it stands today, and what the test measured, on one bar · sources: each once.
    """

    rows: tuple[ListRow, ...]
    kind: str = "facts"
    caption: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredRow:
    """What the test of one model showed: a verdict with its shape, and what was measured, each with its range."""

    name: str
    shape: Shape
    verdict: str
    text: str = ""
    facts: tuple[ListRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredBlock:
    """Models that were tested, each by itself."""

    rows: tuple[MeasuredRow, ...]
    kind: str = "tested"


type Block = TextBlock | ReasonsBlock | TableBlock | CurvesBlock | ListBlock | MeasuredBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Blocks that belong to one part of the plan; without a heading where the plan has one part."""

    blocks: tuple[Block, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where more stands, relative to the address of the plan."""

    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the document that says its finding while it is closed."""

    key: str
    title: str
    finding: str
    groups: tuple[Group, ...]
    more: Link | None = None


def section(
    key: str, title: str, finding: str, *blocks: Block, more: Link | None = None
) -> Section:
    """Return a section that is not divided by parts."""
    return Section(
        key=key,
        title=title,
        finding=finding,
        groups=(Group(blocks=blocks),) if blocks else (),
        more=more,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A page of its own below the plan, at the address of its key."""

    key: str
    title: str
    finding: str
    sections: tuple[Section, ...]


class StepState(StrEnum):
    DONE = "done"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineStep:
    title: str
    text: str
    state: StepState
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    title: str
    on: date
    head: Head
    sections: tuple[Section, ...]
    spine: tuple[SpineStep, ...] = ()
    pages: tuple[DocumentPage, ...] = ()
