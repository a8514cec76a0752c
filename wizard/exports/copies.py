"""What every format is made from: a version as it was stored, laid out, with the addresses it is known by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from catalog.schema import Catalog
from wizard.colleagues.vendors import pack_of
from wizard.engine.decision import Decision
from wizard.engine.replies import Said
from wizard.engine.vendors import Vendor
from wizard.models import PlanVersion
from wizard.plans.proof import REPLIES, Proof
from wizard.plans.replies import of_version
from wizard.plans.sheet import Sheet, lay_out
from wizard.plans.versions import decision_of, flips_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A version of a plan, ready to be written out. It holds nothing by which the plan could be changed."""

    number: int
    release: int
    digest: str  # of the release
    title: str
    firm: str
    answers: tuple[tuple[str, Any], ...]  # those that counted, in the order of asking
    replies: tuple[Said, ...]  # of vendors, that it was decided with
    decision: Decision
    sheet: Sheet
    catalog: Catalog
    vendors: Callable[[], tuple[Vendor, ...]]  # what to ask them, which takes long to find
    base: str  # scheme and host, no slash at the end
    permalink: str  # where the latest version is read
    fixed: str  # where this version stays

    @property
    def on(self) -> date:
        """Return the day it was decided on."""
        return self.decision.on

    @property
    def shown_at(self) -> str:
        """Return where stands what the pilot has shown since; no version holds it."""
        return f"{self.permalink}pilot/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way to take a plan away."""

    name: str  # the last part of its address, which is its file name too
    label: str  # of the link to it
    about: str  # what it is for, in a few words
    content_type: str
    write: Callable[[Copy], bytes]
    shown: bool = False  # in the browser; the others are saved
    needs_pilot: bool = False

    def fits(self, decision: Decision) -> bool:
        """Return whether the plan has what this format holds."""
        return not self.needs_pilot or decision.pilot is not None

    @property
    def disposition(self) -> str:
        """Return how a browser should take it."""
        return f'{"inline" if self.shown else "attachment"}; filename="{self.name}"'


def copy_of(version: PlanVersion, catalog: Catalog, *, base: str, permalink: str, fixed: str) -> Copy:
    """Return a version as the formats take it; the paths become addresses on `base`."""
    said = dict(version.answers)
    title, firm = said.get("title") or "", said.get("firm") or ""
    decision = decision_of(version)
    return Copy(
        number=version.number,
        release=version.release,
        digest=version.release_digest,
        title=title,
        firm=firm,
        answers=tuple((name, value) for name, value in version.answers),
        replies=of_version(version),
        decision=decision,
        sheet=lay_out(
            decision, title=title, firm=firm, proof=_proof(catalog, f"{base}{permalink}"), flips=flips_of(version)
        ),
        catalog=catalog,
        vendors=partial(pack_of, version, catalog),
        base=base,
        permalink=f"{base}{permalink}",
        fixed=f"{base}{fixed}",
    )


def _proof(catalog: Catalog, permalink: str) -> Proof:
    return Proof(catalog=catalog, replies_address=f"{permalink}{REPLIES}")
