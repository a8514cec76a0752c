"""When to stop: jobs for which generative AI is the wrong tool. The row of advice says what does them instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.formatting import format_day
from catalog.schema import Advice, Catalog
from wizard.decision.explain import sentence
from wizard.decision.suitability import branch_of, suitability
from wizard.decision.tasks import Task
from wizard.decision.vocabulary import State


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTool:
    """Why generative AI should not do a job: the rule in words, and the row of advice, None where none is on file."""

    because: str
    advice: Advice | None
    reason: str = ""  # of the cell of the matrix that says no, with its day

    @property
    def title(self) -> str:
        """Return it in a few words."""
        return self.advice.title if self.advice is not None else self.because

    @property
    def lead(self) -> str:
        """Return why: of the matrix its own reason, else what the row says."""
        return self.reason or (self.advice.text if self.advice is not None else self.because)


def wrong_tool(wanted: Sequence[Task], catalog: Catalog) -> WrongTool | None:
    """Return why generative AI is the wrong tool for all that is wanted, or None where it may do one of the tasks."""
    ended = [suitability(task, catalog) for task in wanted]
    whys = [each.why for each in ended if each is not None and each.state is State.WRONG_TOOL]
    if not wanted or len(whys) < len(wanted):
        return None
    why, task, refusal = whys[0], wanted[0], ""
    (reason,) = why.reasons
    if dict(reason.parameters).get("cell") and task.use_case is not None:
        cell = catalog.cell[task.use_case.slug, branch_of(task.kind)]
        refusal = f"{cell.reason} We last looked at this on {format_day(cell.as_of)}."
    return WrongTool(because=sentence(reason, catalog), advice=catalog.advice_row.get(why.advice), reason=refusal)
