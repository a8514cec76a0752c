"""Publishing the desk; golden plans that would flip block it until somebody accepts each of them by name."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from catalog import releases
from catalog.models import Release
from catalog.schema import Catalog
from wizard.models import Acceptance, GoldenPlan
from wizard.publishing import golden
from wizard.publishing.golden import GoldenChange

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class UnacceptedFlipError(Exception):
    """Golden plans would flip, and nobody has accepted that or said why it is right."""

    def __init__(self, needed: str, flipped: tuple[GoldenChange, ...]) -> None:
        names = ", ".join(verdict.golden.name for verdict in flipped)
        super().__init__(f"Not published. {needed}: {names}.")
        self.flipped = flipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The golden plans that somebody lets turn out otherwise, and those that are expected to from now on."""

    slugs: Collection[str] = ()
    expected_since: Mapping[str, str] = field(default_factory=dict)  # slug → why that is right


def publish(
    *, author: "User | None", note: str, expected: str | None, accepted: Accepted
) -> Release:
    """Publish the desk as the next release.

    Raises `UnacceptedFlipError`, and what `releases.publish` raises.
    """

    def examine(catalog: Catalog) -> Callable[[Release], None]:
        flipped = tuple(verdict for verdict in verdicts(catalog) if verdict.newly_broken)
        waiting = tuple(verdict for verdict in flipped if verdict.golden.slug not in accepted.slugs)
        if waiting:
            raise UnacceptedFlipError(
                "Accept each golden plan that would turn out otherwise", waiting
            )
        unexplained = tuple(
            verdict
            for verdict in flipped
            if not accepted.expected_since.get(verdict.golden.slug, "-").strip()
        )
        if unexplained:
            raise UnacceptedFlipError("Say why what you expect from now on is right", unexplained)
        return lambda release: _accept(flipped, release, author, accepted)

    return releases.publish(author=author, note=note, expected=expected, examine=examine)


def verdicts(following: Catalog) -> tuple[GoldenChange, ...]:
    """Return what this catalog would do to golden plans today; of those that it breaks, what they say now too."""
    found, on = [], timezone.localdate()
    newest = releases.newest()
    for row in GoldenPlan.objects.filter(enforced=True).order_by("slug"):
        after = golden.evaluate(row, following, on)
        before = golden.evaluate(row, newest.catalog, on) if newest and after.broken else None
        found.append(GoldenChange(golden=row, before=before, after=after))
    return tuple(found)


def _accept(
    flipped: tuple[GoldenChange, ...], release: Release, author: "User | None", accepted: Accepted
) -> None:
    for verdict in flipped:
        plan = verdict.golden
        updated = plan.slug in accepted.expected_since and bool(verdict.after.jobs)
        Acceptance.objects.create(
            golden=plan,
            release=release.number,
            author=author,
            before=verdict.before.words if verdict.before else "",
            after=verdict.after.words,
            updated=updated,
        )
        if updated:
            golden.expect(plan, verdict.after, release.number)
            plan.why = accepted.expected_since[plan.slug]
            plan.save(update_fields=["expected", "named_on", "why"])
