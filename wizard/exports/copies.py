"""What every format is made from: a version as it was stored, laid out, with the addresses it is known by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from catalog.schema import Catalog
from wizard.colleagues.vendors import Vendor, pack_of
from wizard.decision import decision as advised
from wizard.models import PlanVersion
from wizard.pilot.context import Frame, frames_of
from wizard.plans.document import build, with_pages
from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import Document
from wizard.plans.documents import basis_of_version
from wizard.plans.overlay import VendorReply
from wizard.plans.prompt import prompt_of
from wizard.plans.replies import of_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A version of a plan, ready to be written out. It holds nothing by which the plan could be changed."""

    number: int
    release: int
    digest: str  # of the release
    title: str
    firm: str
    answers: tuple[tuple[str, Any], ...]  # those that counted, in the order of asking
    replies: tuple[VendorReply, ...]  # of vendors, that it was decided with
    basis: Basis
    document: Document
    frame: Frame | None  # what is tried, None where nothing is
    prompt: str  # the instructions for a model
    catalog: Catalog
    vendors: Callable[[], tuple[Vendor, ...]]  # what to ask them, which takes long to find
    base: str  # scheme and host, no slash at the end
    permalink: str  # where the latest version is read
    fixed: str  # where this version stays

    @property
    def on(self) -> date:
        """Return the day it was decided on."""
        return self.document.on

    @property
    def heading(self) -> str:
        """Return what the plan is called."""
        return ", ".join(filter(None, (self.title, self.firm))) or "A plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFormat:
    """A way to take a plan away."""

    name: str  # the last part of its address, which is its file name too
    label: str  # of the link to it
    about: str  # what it is for, in a few words
    content_type: str
    write: Callable[[Copy], bytes]
    shown: bool = False  # in the browser; the others are saved
    of_pilot: bool = False  # holds what is tried
    of_models: bool = False  # runs models, which a pilot of apps does not test
    of_questions: bool = False  # holds what is asked of sellers
    measured: bool = False  # of the latest version it says what pilots measured since

    def fits(self, decision: advised.Decision) -> bool:
        """Return whether the plan has what this format holds."""
        if self.of_questions:
            return any(part.ask_first for part in decision.parts)
        tried = [part for part in decision.parts if part.pilot is not None]
        return not self.of_pilot or any(not (self.of_models and part.seats_to_test) for part in tried)

    @property
    def disposition(self) -> str:
        """Return how a browser should take it."""
        return f'{"inline" if self.shown else "attachment"}; filename="{self.name}"'


def copy_of(version: PlanVersion, catalog: Catalog, *, base: str, permalink: str, fixed: str) -> Copy:
    """Return a version as the formats take it; the paths become addresses on `base`."""
    stated = dict(version.answers)
    title, firm = stated.get("title") or "", stated.get("firm") or ""
    basis = basis_of_version(version, catalog)
    return Copy(
        number=version.number,
        release=version.release,
        digest=version.release_digest,
        title=title,
        firm=firm,
        answers=tuple((name, value) for name, value in version.answers),
        replies=of_version(version),
        basis=basis,
        frame=next(iter(frames_of(version, catalog)), None),
        prompt=prompt_of(basis.answers, catalog),
        document=with_pages(build(basis), basis),
        catalog=catalog,
        vendors=partial(pack_of, version, catalog),
        base=base,
        permalink=f"{base}{permalink}",
        fixed=f"{base}{fixed}",
    )
