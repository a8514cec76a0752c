"""Reproducibility: a version recomputed on its own release and day has to be what is stored, byte for byte."""

from dataclasses import dataclass
from hashlib import sha256

import msgspec

from catalog.releases import NoRelease, edition
from wizard.decision.decide import METHOD
from wizard.models import PlanVersion
from wizard.plans import advice as advising, replies
from wizard.plans.overlay import laid_over
from wizard.steps.journey import read


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a version is not what it was: `skipped` where this site's rules are of another version than the plan's."""

    text: str
    skipped: bool = False


def trouble_of(version: PlanVersion, page: str | None, page_digest: str | None) -> Trouble | None:
    """Return what differs when a version is worked out again, or None where nothing does.

    `page` and `page_digest` are of its stored page, None where none is stored yet.
    """
    if page is not None and sha256(page.encode()).hexdigest() != page_digest:
        return Trouble(text="its page is not the one that was written")
    try:
        release = edition(version.release)
    except (NoRelease, msgspec.ValidationError):
        return Trouble(text=f"release {version.release} can no longer be read")
    if release.digest != version.release_digest:
        return Trouble(text=f"release {version.release} is not the one it was decided on")
    if version.engine != METHOD:
        return Trouble(text=f"decided by rules of version {version.engine}; these are {METHOD}", skipped=True)
    catalog = laid_over(release.catalog, replies.of_version(version), version.decided_on)
    answers = read(dict(version.answers), catalog, version.decided_on)
    recomputed = advising.dump(advising.advise(answers, catalog, version.decided_on))
    if recomputed == version.advice:
        return None
    place = next((at for at, (a, b) in enumerate(zip(recomputed, version.advice, strict=False)) if a != b), None)
    where = f"from character {place}" if place is not None else "in length"
    return Trouble(text=f"its decision differs {where}")
