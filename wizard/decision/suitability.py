"""Suitability: jobs that no model should answer, because a list does or because generative AI is the wrong tool."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalog.formatting import format_day
from catalog.schema import Advice, Catalog, Cell
from catalog.vocabulary import AdviceTopic, Branch, Fit
from wizard.decision import advice
from wizard.decision.decision import Fact, Suitability, because
from wizard.decision.explain import sentence
from wizard.decision.tasks import Task
from wizard.decision.vocabulary import DRAWN, LANGUAGE_KINDS, Exactness, Kind, State, WrongResult
from wizard.own_words import EXACT_DRAWING, FORBIDDEN, PICTURE_QUESTION

COPIED = "list-copied"
NOT_LIKELY = (Exactness.CALCULATED, Exactness.FORECAST, Exactness.RULING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How the question of one task ends where no model decides it."""

    state: State
    why: Suitability


def suitability(task: Task, catalog: Catalog, *, by_hand: bool = False) -> Ended | None:
    """Return how the question ends where no model decides it; None where one may.

    What own words name comes first. Sums, forecasts and decisions about a person come before the matrix, and the
    matrix before the list. Where a person has to release each result, what is spoken live is no job: nobody can.
    """
    exactness = task.job.exactness
    rule = _by_words(task) or (f"wrong-tool-{exactness}" if exactness in NOT_LIKELY else None)
    cell = _refusal(task, catalog) if rule is None else None
    if cell is not None:
        rule = "wrong-tool-by-the-matrix"
    elif rule is None and task.live_voice and task.released:
        rule = "live-voice"
    if rule is not None:
        return Ended(state=State.WRONG_TOOL, why=_why(task, catalog, rule, cell))
    if exactness is Exactness.LISTED and task.kind is Kind.LANGUAGE and not task.read_off:
        rule = COPIED if task.copied(by_hand=by_hand) else "list-released"
        return Ended(state=State.LIST, why=_why(task, catalog, rule))
    return None


def _by_words(task: Task) -> str | None:
    """Return the rule by which own words name what generative AI must not do, or what this kind of model cannot.

    A shape that could hurt somebody has to be exact, whatever it is called.
    """
    forbidden = next((each for each in FORBIDDEN if each in task.risks), None)
    if forbidden is not None or task.kind not in DRAWN:
        return forbidden
    if EXACT_DRAWING in task.risks or (
        task.kind is Kind.SHAPE and task.job.stakes is WrongResult.HARM
    ):
        return "wrong-tool-calculated"
    return PICTURE_QUESTION if task.job.given_picture and PICTURE_QUESTION in task.risks else None


def branch_of(kind: Kind) -> Branch:
    """Return the column of the matrix that speaks of a kind of model."""
    return Branch.LANGUAGE if kind in LANGUAGE_KINDS else Branch.MEDIA


def _refusal(task: Task, catalog: Catalog) -> Cell | None:
    """Return the cell of the matrix that says no to the kind of AI that would have to make this."""
    if task.use_case is None or task.kind is Kind.TRANSCRIPTION:
        return None
    cell = catalog.cell.get((task.use_case.slug, branch_of(task.kind)))
    return cell if cell is not None and cell.fit is Fit.NO else None


def _why(task: Task, catalog: Catalog, rule: str, cell: Cell | None = None) -> Suitability:
    """Return the reason. Its rule is the subject of the row of advice that says what does the job instead."""
    row = advice.find(catalog, AdviceTopic.EXIT, rule, task)
    facts = (Fact("advice", row.slug),) if row is not None else ()
    if cell is not None:
        key = f"{cell.use_case}/{cell.branch}"
        reason = because(rule, "outputs", facts=(*facts, Fact("cells", key, "reason")), cell=key)
    else:
        use_case = (Fact("use_cases", task.use_case.slug),) if task.use_case is not None else ()
        asked = "exactness" if rule.startswith(("list-", "wrong-tool-")) else "outputs"
        reason = because(rule, asked, facts=(*facts, *use_case))
    return Suitability(
        advice=row.slug if row is not None else "", copied=rule == COPIED, reasons=(reason,)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTool:
    """Why generative AI should not do a job: the rule in words, and the row of advice, None where none is on file."""

    because: str
    advice: Advice | None
    reason: str = ""  # of the cell of the matrix that says no, with its day

    @property
    def title(self) -> str:
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
    return WrongTool(
        because=sentence(reason, catalog), advice=catalog.advice_row.get(why.advice), reason=refusal
    )
