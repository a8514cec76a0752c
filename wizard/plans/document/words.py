"""How a document names things: models, apps, sellers, parts of a job."""

from collections.abc import Iterator, Mapping

from catalog.data_files import toml_of
from catalog.formatting import lower_first
from catalog.schema import Catalog
from wizard.decision.decision import Decision, Part
from wizard.decision.vocabulary import State

TEXTS: Mapping[str, Mapping[str, str]] = toml_of(__file__)
NO_BREAK = "\N{NO-BREAK SPACE}"
LONGEST_UNBROKEN = 24  # characters that fit into a headline on a phone


def unbroken(name: str) -> str:
    """Return a name that stays on one line; of a long one, each bracket does."""
    if len(name) <= LONGEST_UNBROKEN:
        return name.replace(" ", NO_BREAK)
    head, bracket, rest = name.partition(" (")
    if bracket:
        return f"{unbroken(head)} ({rest.replace(' ', NO_BREAK) if len(rest) <= LONGEST_UNBROKEN else rest}"
    words = name.split(" ")
    return " ".join((*words[:-2], NO_BREAK.join(words[-2:])))


def model_name(catalog: Catalog, slug: str) -> str:
    row = catalog.model.get(slug)
    return unbroken(row.name) if row is not None else slug


def seller_name(catalog: Catalog, offer: str | None) -> str:
    seller = (offer or "").rpartition("@")[2]
    row = catalog.provider.get(seller)
    return unbroken(row.name) if row is not None else seller


def app_plan_name(catalog: Catalog, slug: str) -> str:
    return next((unbroken(row.name) for row in catalog.app_plans if row.slug == slug), slug)


def advised_slug(part: Part) -> str:
    """Return what a part names: the slug of its app’s plan or its model, or how its question ends without one."""
    seat = part.seat or part.seat_tried
    if seat is not None:
        return seat.app_plan
    return (
        part.pick.model
        if part.pick is not None and part.state is State.PICKED
        else part.state.value
    )


def advised_name(part: Part, catalog: Catalog) -> str:
    """Return the same as people read it, inside a sentence."""
    slug = advised_slug(part)
    if slug == part.state.value:
        return lower_first(part.state.label)
    return (
        app_plan_name(catalog, slug) if part.seat or part.seat_tried else model_name(catalog, slug)
    )


def paired(before: Decision, after: Decision) -> Iterator[tuple[Part | None, Part | None]]:
    """Yield each task of two decisions as it was and as it is, None where one of them does not have it."""
    old, new = ({part.key: part for part in each.parts} for each in (before, after))
    for key in dict.fromkeys([*new, *old]):
        yield old.get(key), new.get(key)


def newly_named(before: Decision, after: Decision) -> Iterator[tuple[Part | None, Part]]:
    """Yield what the second decision names otherwise than the first: the part as it was, None for a new one, and as it is."""
    for was, part in paired(before, after):
        if part is not None and (was is None or advised_slug(was) != advised_slug(part)):
            yield was, part
