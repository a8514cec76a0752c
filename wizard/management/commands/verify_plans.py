"""Work out every version of every plan again, and name those that differ from what is stored."""

from dataclasses import dataclass, replace
from hashlib import sha256
from time import perf_counter
from typing import Any, override

import msgspec
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TimeRemainingColumn

from catalog.releases import Edition, NoRelease, edition
from wizard.decision.assembling import METHOD
from wizard.decision.decide import decide
from wizard.models import PlanVersion
from wizard.plans import replies, stored
from wizard.plans.overlay import laid_over
from wizard.plans.stored import StoredFormError


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a version does not come out as stored.

    `other_rules` says that the rules of the plan are of another version.
    """

    text: str
    other_rules: bool = False


def _release_of(version: PlanVersion) -> Edition | Trouble:
    """Return the release that a version was decided on, or why it is not there as it was."""
    try:
        release = edition(version.release)
    except (NoRelease, msgspec.ValidationError):
        return Trouble(text=f"release {version.release} can no longer be read")
    if release.digest != version.release_digest:
        return Trouble(text=f"release {version.release} is not the one it was decided on")
    return release


def trouble_of(version: PlanVersion) -> Trouble | None:
    """Return what differs when a version is worked out again, or None where nothing does."""
    if sha256(version.page.text.encode()).hexdigest() != version.page.digest:
        return Trouble(text="its page is not the one that was written")
    release = _release_of(version)
    if isinstance(release, Trouble):
        return release
    catalog = laid_over(release.catalog, replies.of_version(version), version.decided_on)
    try:
        inputs = stored.load_inputs(version.inputs)
    except StoredFormError:
        return Trouble(text="its answers were written down in another form", other_rules=True)
    decision = decide(inputs.answers, catalog, version.decided_on, inputs.measured)
    repeated = stored.dump(replace(decision, method=version.engine))
    if repeated == version.decision:
        return None
    if version.engine != METHOD:
        return Trouble(
            text=f"decided by rules of version {version.engine}, differs by {METHOD}",
            other_rules=True,
        )
    place = next(
        (at for at, (a, b) in enumerate(zip(repeated, version.decision, strict=False)) if a != b),
        None,
    )
    where = f"from character {place}" if place is not None else "in length"
    return Trouble(text=f"its decision differs {where}")


AT_ONCE = 50  # rows in memory


class Command(BaseCommand):
    help = (
        "Work out every version on its own release and day; exit with 1 where one differs from "
        "what is stored, else with 2 where one was decided by other rules and differs by today’s."
    )

    @override
    def handle(self, *_args: Any, verbosity: int, **_options: Any) -> None:
        rows = PlanVersion.objects.select_related("page").defer("page__changes")
        total, longest, spent, differing, others = rows.count(), 0.0, 0.0, 0, 0
        watched = verbosity > 0 and self.stdout.isatty()
        columns = (*Progress.get_default_columns()[:2], MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(), disable=not watched, transient=True) as progress:
            bar = progress.add_task("Working plans out again", total=total)
            for version in rows.order_by("release", "pk").iterator(chunk_size=AT_ONCE):
                began = perf_counter()
                trouble = trouble_of(version)
                took = perf_counter() - began
                spent, longest = spent + took, max(longest, took)
                if trouble is not None:
                    others += trouble.other_rules
                    differing += not trouble.other_rules
                    self.stderr.write(
                        f"Plan {version.plan_id}, version {version.number}: {trouble.text}."
                    )
                progress.update(bar, advance=1)
        if verbosity > 0:
            outcomes = (
                f"{spent / total * 1000:.1f} ms a version, {longest * 1000:.1f} ms at most"
                if total
                else ""
            )
            summary = (
                f"Worked out {total - others:,} of {total:,} versions in {spent:.1f} s: {outcomes}."
            )
            self.stdout.write(summary if total else "There are no plans yet.")
        if differing:
            raise CommandError(f"{differing:,} of {total:,} versions differ from what is stored.")
        if others:
            text = (
                f"{others:,} of {total:,} versions were decided by other rules, by which they "
                "stand, and differ by today’s."
            )
            raise CommandError(text, returncode=2)
