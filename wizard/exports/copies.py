"""What every format is made from: a stored version in words, with its addresses."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from wizard.decision.decision import Decision
from wizard.document.blocks import Document
from wizard.document.pages import PAGES
from wizard.document.progress import NEW, PlanProgress
from wizard.models import PlanVersion
from wizard.pilot.context import Frame, frames_with
from wizard.plans import deciding, pages
from wizard.plans.deciding import Decided
from wizard.plans.overlay import VendorReply
from wizard.plans.replies import of_version


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A version of a plan, ready to be written out.

    It holds nothing by which the plan could be changed.
    """

    version: PlanVersion
    decided: Decided
    document: Document
    base: str  # scheme and host, no slash at the end

    @property
    def replies(self) -> tuple[VendorReply, ...]:
        return of_version(self.version)

    @property
    def permalink(self) -> str:
        """Return where the latest version is read."""
        return f"{self.base}{self.version.plan.get_absolute_url()}"

    @property
    def fixed(self) -> str:
        """Return where this version stays."""
        return f"{self.base}{self.version.get_absolute_url()}"

    @property
    def heading(self) -> str:
        answers = self.decided.answers
        return ", ".join(filter(None, (answers.title, answers.firm))) or "A plan"

    @cached_property
    def frame(self) -> Frame | None:
        """Return what is tested first, None where nothing is."""
        return next(iter(frames_with(self.version, self.decided.catalog)), None)


@dataclass(frozen=True, slots=True)
class PlanFormat:
    name: str  # the last part of its address, which is its file name too
    label: str  # of the link to it
    about: str  # what it is for, in a few words
    content_type: str
    write: Callable[[Copy], bytes]
    shown: bool = False  # in the browser; the others are saved
    fits: Callable[[Decision], bool] = lambda _: True  # whether the plan has what it holds
    measured: bool = False  # of the latest version it says what tests counted since


def copy_of(version: PlanVersion, base: str) -> Copy:
    """Return a version as the formats take it, as it was decided."""
    return copy_with(version, base, deciding.decided(version))


def copy_with(
    version: PlanVersion, base: str, decided: Decided, progress: PlanProgress = NEW
) -> Copy:
    """Return a version as the formats take it, by a decision and what became of it since."""
    document = pages.document(decided, progress, pages=PAGES)
    return Copy(version=version, decided=decided, document=document, base=base)
