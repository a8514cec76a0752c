"""When to stop: jobs for which generative AI is the wrong tool, and what does them instead."""

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.formatting import format_day
from catalog.schema import Catalog
from wizard.decision.answers import Answers
from wizard.decision.suitability import branch_of, suitability
from wizard.decision.tasks import Task, tasks
from wizard.decision.vocabulary import Exactness, State


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTool:
    """Why generative AI should not do a job, what does it instead, and what a model may still help with."""

    title: str
    lead: str
    instead: tuple[str, ...]
    still: str
    because: str


WRONG_TOOLS: Mapping[Exactness, WrongTool] = {
    Exactness.CALCULATED: WrongTool(
        title="Generative AI is the wrong tool for exact figures",
        lead="A language model writes down a likely figure. It does not calculate, and it sounds just as sure "
        "when the figure is wrong.",
        instead=(
            "A formula in your spreadsheet. It gives the same answer every time.",
            "The report function of your bookkeeping or shop system.",
            "A language model that writes the formula, once, while your spreadsheet does the sums.",
        ),
        still="It can explain a figure in words, and it can find the figures in a letter.",
        because="An exact figure cannot be left to a tool that writes likely ones.",
    ),
    Exactness.FORECAST: WrongTool(
        title="Generative AI is the wrong tool for a forecast",
        lead="A forecast is calculated from figures. A language model writes a likely sentence about them; "
        "it does not calculate.",
        instead=(
            "The forecast function of your spreadsheet. For monthly figures with a season it is hard to beat.",
            "The stock planning in your shop system, if it has one. Ask how far off it was in the last twelve months.",
            "A statistician for two days, when a wrong order costs more than that.",
        ),
        still="It can write the note that explains the forecast to a supplier or a bank.",
        because="A forecast is calculated from figures, and no kind of generative AI calculates.",
    ),
    Exactness.RULING: WrongTool(
        title="A decision about a person is not a job for generative AI",
        lead="Hiring, credit, housing, treatment: the person concerned has a right to a person who decides and can "
        "explain why. A model that writes likely sentences can do neither.",
        instead=(
            "A person who decides by written criteria and notes the reason.",
            "A checklist, so that equal cases get equal answers.",
            "For credit or risk scores: a tested and documented method, run by people who may be asked about it.",
        ),
        still="It can prepare the file: a summary with page numbers, a list of what is missing, a polite letter.",
        because="A person must make decisions about people, and must be able to explain them.",
    ),
}


def wrong_tool(answers: Answers, catalog: Catalog) -> WrongTool | None:
    """Return why generative AI is the wrong tool for every single job, or None where it may do one of them."""
    wanted = tasks(answers, catalog)
    ended = [suitability(task, catalog) for task in wanted]
    if not wanted or any(each is None or each.state is not State.WRONG_TOOL for each in ended):
        return None
    exactness = wanted[0].job.exactness or Exactness.LIKELY
    if exactness in WRONG_TOOLS:
        return WRONG_TOOLS[exactness]
    return _by_the_matrix(wanted[0], catalog)


def _by_the_matrix(task: Task, catalog: Catalog) -> WrongTool | None:
    if task.use_case is None:
        return None
    cell = catalog.cell[task.use_case.slug, branch_of(task.kind)]
    return WrongTool(
        title="No kind of generative AI does this job well",
        lead=cell.reason,
        instead=("The way you do it today, until this changes.",),
        still=f"We last looked at this on {format_day(cell.as_of)}. Come back when it changes.",
        because="We judge that no kind of generative AI does this well enough.",
    )
