"""Tools: what a key names: a plan of an app, a model, one on a machine, and its setting."""

from dataclasses import dataclass

from catalog.vocabulary import Effort, MachineSize

TOGETHER, ON, SET_TO, LIGHT = "+", "@", "/", "-light"


@dataclass(frozen=True, slots=True)
class Tool:
    """One thing that is bought, paid and learned."""

    slug: str  # of a plan of an app or of a model
    machine: MachineSize | None = None  # on which a model runs; None: at a seller, or a plan


def tools_of(key: str) -> tuple[Tool, ...]:
    """Return the tools that a key names, as `Option.tool` has it."""
    return tuple(_tool(part) for part in key.split(TOGETHER))


def _tool(key: str) -> Tool:
    slug, _, size = key.partition(ON)
    return Tool(slug, MachineSize.read(size) if size else None)


def on_machine(model: str, size: MachineSize) -> str:
    """Return the key of a model on a machine."""
    return f"{model}{ON}{size}"


def effort_of(key: str) -> Effort | None:
    """Return how much a model thinks, as `Option.key` has it; None of what has no such setting."""
    first = key.split(TOGETHER, maxsplit=1)[0]
    _, slash, effort = first.partition(SET_TO)
    return Effort.read(effort.removesuffix(LIGHT)) if slash else None
