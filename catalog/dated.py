"""Prices that hold from a day to a day: which of them can only be published together."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.facts import Price


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A price as it stands on the desk, and as it was published last; None if it never was."""

    now: Price
    published: Price | None


def taken_along(chosen: Dated, others: Iterator[Dated]) -> Iterator[Dated]:
    """Yield the unpublished prices of the same subject and unit that share days with a price that is being published.

    Without them readers would have two prices on one day, or none: the old one must end where the new one starts.
    """
    for other in others:
        gives_days = other.published is not None and overlap(other.published, chosen.now)
        takes_days = chosen.published is not None and other.published is None and overlap(chosen.published, other.now)
        if gives_days or takes_days:
            yield other


def overlap(one: Price, other: Price) -> bool:
    """Tell whether two prices hold on the same day."""
    return (other.valid_to is None or one.valid_from <= other.valid_to) and (
        one.valid_to is None or other.valid_from <= one.valid_to
    )
