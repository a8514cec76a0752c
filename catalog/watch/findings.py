"""What a list's statement means for the desk: seen again, proposed, to be checked, or left.

A person has to check; what is left is left with a reason.
"""

from dataclasses import dataclass
from typing import Any

from catalog.vocabulary import Word


class CheckSort(Word):
    """What a person has to look at, because no row can be proposed as it stands."""

    MODEL = "model", "New model"
    LIMIT = "limit", "Limit of a model"
    INPUTS = "inputs", "What goes in"
    PLAN = "plan", "Price of a plan"
    FILE = "file", "File of an app"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """Something for a person to look at, and the drafts that one act makes of it, where it can."""

    sort: CheckSort
    about: str  # what it is about; with what it says, it is told from others
    says: str
    seller: str = ""  # our slug, by which new models are listed
    page: str = ""  # where to look
    drafts: tuple[Any, ...] = ()  # facts, in the order in which they are stored


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFinding:
    """What one statement of one list means for the desk."""

    origin: str
    title: str
    about: str = ""  # what the list calls it
    same: bool = False
    confirms: Any = None  # the fact on file that the list has too
    proposed: Any = None  # the fact that it would add or change
    also: tuple[str, ...] = ()  # the other lists that say the same
    reason: str = ""  # why it is left
    is_ours: bool = True  # speaks of something on file; of the rest only the number is kept
    to_check: CheckLine | None = None


def left(origin: str, title: str, about: str, reason: str, *, is_ours: bool = True) -> ListFinding:
    """Return a statement of which nothing is made."""
    return ListFinding(origin=origin, title=title, about=about, reason=reason, is_ours=is_ours)
