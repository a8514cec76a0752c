"""What a document is made of: a decision on top, sections, pages. Frozen values without any markup.

Names hold no-break spaces, and what is a guess of ours says so in brackets.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from catalog.charts.bars import Dots
from catalog.charts.cost_map import CostMap
from wizard.document.timetable import Timetable

type Sentences = Iterator[str]  # one after the other
type ChartRows = tuple[Any, ...]  # all of them Bar, Stair or Stretch
type Paragraph = tuple[str, ...]  # of sentences; renderers put the space between


class Shape(StrEnum):
    """How a state is drawn, so that no colour has to be told apart."""

    NODATA = "nodata"
    PASSED = "passed"
    FAILED = "failed"
    UNSETTLED = "unsettled"
    UNKNOWN = "unknown"


# ------------------------------------------------------------------------------ the decision on top


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """One thing that a plan is: tested, approved, different today."""

    text: str
    shape: Shape = Shape.NODATA


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """One of the four answers below the headline. Its label is no link."""

    key: str  # cost, test, stop, risk
    label: str
    big: str
    fine: Paragraph = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JobLine:
    """One job of several: what it is, and what to do."""

    key: str
    label: str
    verdict: str  # in a few words; empty where the headline says it of all jobs
    says: Paragraph
    shape: Shape | None = None  # where a seller has to answer first


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a boss reads: what to do, what it costs, the test, its end, the biggest risk."""

    kicker: str
    states: tuple[StateLine, ...]
    label: str
    headline: str
    lead: Paragraph
    jobs: tuple[JobLine, ...]  # empty where there is one
    tiles: tuple[Tile, ...]
    warnings: Paragraph = ()  # stand above everything
    folded: Paragraph = ()  # what a page shows at a tap, of lead, jobs and tiles


# --------------------------------------------------------------------------------- what it rests on


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A source of the catalog."""

    slug: str
    title: str
    publisher: str
    as_of: date | None  # None: it carries no day


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedFact:
    """A fact in words, with its source and the page of the catalog that shows it."""

    text: str
    source: Citation
    app: str = ""  # slug of the app whose page shows it


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """What a sentence rests on: answers, a rule, facts with their sources."""

    rule: str = ""
    answers: tuple["ListRow", ...] = ()
    facts: tuple[CitedFact, ...] = ()


NO_TRAIL = Trail()

# ------------------------------------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table: its head, a note below it, and the cells of the other columns."""

    head: str
    note: str = ""
    cells: Paragraph = ()
    chosen: bool = False
    row: int = 0  # from 1, where a picture leads to it


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A line of a list: a label and what is said of it."""

    label: str = ""
    says: Paragraph = ()
    source: Citation | None = None
    on: date | None = None  # by when it is to be done
    # It stands out: what to find out first, where a person acts, where a usual answer of ours
    # counts.
    marked: bool = False
    row: int = 0  # from 1, where a picture leads to it
    trail: Trail = NO_TRAIL  # to which it opens

    @property
    def sources(self) -> Iterator[Citation]:
        """Yield what it cites."""
        yield from (fact.source for fact in self.trail.facts)
        if self.source is not None:
            yield self.source


@dataclass(frozen=True, slots=True, kw_only=True)
class TextBlock:
    """A paragraph."""

    says: Paragraph
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyBlock:
    """A text of several lines under a label, to be copied as it stands."""

    label: str
    lines: Paragraph
    kind: str = "copy"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBlock:
    """A table; the first column is the head of its rows."""

    caption: str
    columns: Paragraph
    rows: tuple[TableRow, ...]
    kind: str = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBlock:
    """Lines of one kind, by which they are drawn.

    facts: labels with values · pairs: conditions with consequences · numbered: one after the other
    · checklist: things to do, each by a day · chain: steps of daily work · answers: what was said,
    marked where it is ours · reasons: sentences with their trails · prices and sources: each with
    its source.
    """

    rows: tuple[ListRow, ...]
    kind: str = "facts"


type Block = TextBlock | CopyBlock | TableBlock | ListBlock


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Blocks that belong to one job; without a heading where the plan has one."""

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
    finding: str  # empty where its title says enough
    groups: tuple[Group, ...]
    more: Link | None = None

    @property
    def is_long(self) -> bool:
        """Return whether each job is better opened by itself: tables of several jobs."""
        jobs = [group for group in self.groups if group.heading]
        blocks = (block for group in jobs for block in group.blocks)
        return len(jobs) > 1 and any(isinstance(block, TableBlock) for block in blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The one picture of a plan or a page below it, with its figures.

    Without one the caption says why.

    Where its figures stand on the page anyway, its marks lead there and it has no table of its own.
    """

    caption: str
    says: Paragraph = ()  # the finding, for those who do not see it
    rows: ChartRows = ()
    dots: Dots | None = None  # below bars
    map: CostMap | None = None
    table: TableBlock | None = None

    @property
    def is_drawn(self) -> bool:
        return bool(self.rows or self.map)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """A page of its own below the plan, at the address of its key."""

    key: str
    title: str
    finding: str
    sections: tuple[Section, ...]
    picture: Picture | None = None


class StepState(StrEnum):
    """How far one of the five steps is."""

    DONE = "done"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpineStep:
    """One of the five steps, which leads to its page."""

    title: str
    text: str
    state: StepState
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A plan in words."""

    title: str
    on: date
    head: Head
    spine: tuple[SpineStep, ...]
    sections: tuple[Section, ...]
    picture: Picture
    days: Timetable
    is_late: bool  # it had to be tested by now
    pages: tuple[DocumentPage, ...] = ()
