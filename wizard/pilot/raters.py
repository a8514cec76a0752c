"""What one, two or both raters together say of an answer, as the one result that counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from wizard.pilot.metrics import Values

OWNER, SECOND, BOTH = 0, 1, 2  # as raters; both together settle what they differ on


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One result of one model on one case; a metric that is not in `values` was not measured."""

    number: int
    model: str
    values: Values  # as both settled it, else as the first reader said
    second_read: bool  # a second person read it too
    slipped: bool  # the first let it pass, and it would have done damage
    missed: bool  # what is known to be there was not found, as whoever knows it says
    differs: bool  # the two say otherwise whether it is good enough, and nobody settled it
    blind: bool  # no name was seen while it was rated

    @property
    def is_rated(self) -> bool:
        """Return whether somebody said whether it is good enough."""
        return self.values.get("accepted") is not None

    @property
    def is_wrong(self) -> bool:
        return self.slipped or self.values.get("accepted") is False

    @property
    def is_redone(self) -> bool:
        """Return whether it has to be done again.

        What slipped past the reader is counted by itself.
        """
        return self.is_wrong and not self.slipped


def combined(
    number: int,
    model: str,
    marks: Mapping[int, Values],
    *,
    reads_all: bool = True,
    blind: bool = False,
) -> Result:
    """Return the result of one answer from the marks of its raters.

    Where the second does not read all, nobody asked for a second word on what the first refused.
    Past the reader is what the first let pass, and the second, or both together, call harmful. It
    counts at once, and both together may take it back. Whether it is good enough is as the first
    said, until both have settled where they differ.
    """
    first, second, both = (marks.get(rater, {}) for rater in (OWNER, SECOND, BOTH))
    if not reads_all and first.get("accepted") is False:
        second = {}
    reader = first or second
    is_second_read = OWNER in marks and "accepted" in second
    differs = is_second_read and first.get("accepted") != second["accepted"]
    called_harmful = {first.get("harmful"), second.get("harmful")}
    is_harmful = both.get("harmful") is True if both else True in called_harmful
    return Result(
        number=number,
        model=model,
        values={**second, **first, **both},
        second_read=is_second_read,
        slipped=reader.get("accepted") is True and is_harmful,
        missed=first.get("harmful") is True and both.get("harmful") is not False,
        differs=differs and not both,
        blind=blind,
    )
