"""Tools: what the key of a tool names: a plan of an app, a model, a model on a machine, or several of them."""

from dataclasses import dataclass

from catalog.vocabulary import MachineSize

TOGETHER, ON = "+", "@"


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
