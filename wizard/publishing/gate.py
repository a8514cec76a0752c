"""Publishing the desk: what speaks against it blocks it.

Somebody has to accept each objection by name.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils import timezone

from catalog import releases
from catalog.formatting import capitalise
from catalog.models import Release
from catalog.registry import KINDS, format_key
from catalog.schema import Catalog
from wizard.models import Acceptance, GoldenPlan
from wizard.publishing import golden
from wizard.publishing.golden import GoldenChange

if TYPE_CHECKING:
    from django.contrib.auth.models import User


UNDONE = "undone"  # by which somebody accepts that what going back took comes again


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What speaks against publishing, until somebody accepts it by its slug."""

    slug: str
    name: str
    lines: tuple[str, ...]
    flip: GoldenChange | None = None  # the golden plan that would turn out otherwise


class ObjectionError(Exception):
    """Something speaks against publishing, and nobody has accepted that or said why it is right."""

    def __init__(self, needed: str, objections: tuple[Objection, ...]) -> None:
        names = ", ".join(objection.name for objection in objections)
        super().__init__(f"Not published. {needed}: {names}.")
        self.objections = objections


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """The objections that somebody accepts, and the golden plans that change with them.

    The plans are expected to turn out so from now on.
    """

    slugs: Collection[str] = ()
    expected_since: Mapping[str, str] = field(default_factory=dict)  # slug → why that is right


def publish(
    *, author: "User | None", note: str, expected: str | None, accepted: Accepted
) -> Release:
    """Publish the desk as the next release.

    Raises `ObjectionError`, and what `releases.publish` raises.
    """

    def examine(catalog: Catalog) -> Callable[[Release], None]:
        speaking = objections(catalog, verdicts(catalog))
        waiting = tuple(objection for objection in speaking if objection.slug not in accepted.slugs)
        if waiting:
            raise ObjectionError("Accept each of these by name", waiting)
        unexplained = tuple(
            objection
            for objection in speaking
            if not accepted.expected_since.get(objection.slug, "-").strip()
        )
        if unexplained:
            raise ObjectionError("Say why what you expect from now on is right", unexplained)
        flipped = tuple(objection.flip for objection in speaking if objection.flip)
        return lambda release: _accept(flipped, release, author, accepted)

    return releases.publish(author=author, note=note, expected=expected, examine=examine)


def objections(following: Catalog, checked: Iterable[GoldenChange]) -> tuple[Objection, ...]:
    """Return what speaks against publishing a catalog today.

    What going back took comes again, or golden plans turn out otherwise: see `verdicts`.
    """
    now = releases.newest()
    undone = [
        f"{capitalise(KINDS[kind].one)}: {format_key(key)}"
        for kind, key in (releases.brought_back(now.catalog, following) if now else ())
    ]
    flips = (
        Objection(
            slug=verdict.golden.slug,
            name=verdict.golden.name,
            lines=verdict.newly_broken,
            flip=verdict,
        )
        for verdict in checked
        if verdict.newly_broken
    )
    if not undone:
        return tuple(flips)
    brought_back = Objection(
        slug=UNDONE,
        name="what going back took from readers comes again",
        lines=tuple(undone),
    )
    return (brought_back, *flips)


def verdicts(following: Catalog) -> tuple[GoldenChange, ...]:
    """Return what this catalog would do to golden plans today.

    Of those that it breaks, return what they say now too.
    """
    changes, on = [], timezone.localdate()
    newest = releases.newest()
    for row in GoldenPlan.objects.filter(enforced=True).order_by("slug"):
        after = golden.evaluate(row, following, on)
        before = golden.evaluate(row, newest.catalog, on) if newest and after.broken else None
        changes.append(GoldenChange(golden=row, before=before, after=after))
    return tuple(changes)


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
