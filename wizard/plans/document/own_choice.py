"""The owner's own choice of a model: what was chosen, what the method picks, and why."""

from collections.abc import Iterable, Iterator

from wizard.plans.document.basis import Basis
from wizard.plans.document.blocks import Block, Section, TextBlock
from wizard.plans.document.part import PartInWords
from wizard.plans.document.sections import taken
from wizard.plans.document.words import model_name


def section(basis: Basis) -> Section | None:
    """Return what the owner chose in place of the pick; None where the advice was taken."""
    lines = {part.part.key: tuple(_lines(basis, part)) for part in basis.parts}
    found = [line for each in lines.values() for line in each]
    if not found:
        return None

    def blocks(part: PartInWords) -> Iterable[Block]:
        return (TextBlock(text=line) for line in lines[part.part.key])

    return Section(
        key="choice",
        title="Your choice",
        finding=found[0],
        groups=basis.grouped((part, blocks(part)) for part in basis.parts if lines[part.part.key]),
    )


def _lines(basis: Basis, part: PartInWords) -> Iterator[str]:
    pick, chosen = part.part.pick, part.part.chosen
    named = next((each.model for each in basis.answers.choices if each.task == part.part.key), "")
    if chosen is not None and pick is not None:
        yield f"You chose {part.model(chosen)}; the pick by the method is {part.model(pick)}, because it is {taken(part)}."
        yield f"It loses {part.loses(chosen)} and costs {part.month(chosen)} a month. The test runs both."
    elif chosen is not None:
        yield f"You chose {part.model(chosen)}. Nobody has measured models for this, so there is no pick by the method."
    elif named and (pick is None or named != pick.model):
        name = model_name(basis.catalog, named) if named in basis.catalog.model else "A model that is no longer on file"
        yield f"You chose {name}, which does not pass all your limits today, so the plan does not count with it."
