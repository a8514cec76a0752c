"""What every format is made from: a version as it was stored, in words, with the addresses it is known by."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from catalog.schema import Catalog
from wizard.decision.decision import Decision
from wizard.models import PlanVersion
from wizard.pilot.context import Frame, frames_of
from wizard.plans.document import build, with_pages
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import Document
from wizard.plans.overlay import VendorReply
from wizard.plans.pages import basis_of_version
from wizard.plans.replies import of_version


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A version of a plan, ready to be written out. It holds nothing by which the plan could be changed."""

    version: PlanVersion
    basis: Basis
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
        return ", ".join(filter(None, (self.stated("title"), self.stated("firm")))) or "A plan"

    @cached_property
    def frame(self) -> Frame | None:
        """Return what is tried, None where nothing is."""
        return next(iter(frames_of(self.version, self.basis.catalog)), None)

    def stated(self, question: str) -> str:
        """Return what the owner wrote in answer to a question, empty where that is nothing."""
        return str(dict(self.version.answers).get(question) or "")


@dataclass(frozen=True, slots=True)
class PlanFormat:
    name: str  # the last part of its address, which is its file name too
    label: str  # of the link to it
    about: str  # what it is for, in a few words
    content_type: str
    write: Callable[[Copy], bytes]
    shown: bool = False  # in the browser; the others are saved
    fits: Callable[[Decision], bool] = lambda _: True  # whether the plan has what it holds
    measured: bool = False  # of the latest version it says what pilots measured since


def copy_of(
    version: PlanVersion,
    base: str,
    *,
    catalog: Catalog | None = None,
    document: Document | None = None,
) -> Copy:
    """Return a version as the formats take it, by the catalog and in the words that it was decided in, or by others."""
    basis = basis_of_version(version, catalog)
    return Copy(
        version=version,
        basis=basis,
        document=document or with_pages(build(basis), basis),
        base=base,
    )
