"""When to stop: jobs for which generative AI is the wrong tool, and what does them instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from catalog.formatting import format_day, lower_first
from catalog.schema import Catalog
from catalog.vocabulary import Fit
from wizard.engine import cite
from wizard.engine.answers import Answers
from wizard.engine.decision import Exit, Fact, Reason, Told
from wizard.engine.vocabulary import Check, FactKind, Result
from wizard.engine.workload import Need, needs


@dataclass(frozen=True, slots=True, kw_only=True)
class WrongTool:
    """A kind of result that generative AI should not make."""

    rule: str
    title: str
    lead: str
    instead: tuple[str, ...]
    still: str
    because: str
    fact: str


WRONG_TOOLS: Mapping[Result, WrongTool] = {
    Result.SUM: WrongTool(
        rule="no-sums",
        title="Generative AI is the wrong tool for exact sums that nobody checks",
        lead="A language model writes down a likely figure. It does not work the sum out, and it sounds just as sure "
        "when the figure is wrong.",
        instead=(
            "A formula in your spreadsheet. It gives the same answer every time.",
            "The report function of your bookkeeping or shop system.",
            "A language model that writes the formula, once, while your spreadsheet does the sums.",
        ),
        still="It can explain a figure in words, and it can find the figures in a letter. If a person checks every "
        "result, go back and say so: then this becomes a job it may help with.",
        because="An exact figure cannot be left to a tool that writes likely ones, and nobody checks each of them.",
        fact="A language model returns a likely continuation of a text; it does not calculate.",
    ),
    Result.FORECAST: WrongTool(
        rule="no-forecasts",
        title="Generative AI is the wrong tool for this job",
        lead="A forecast is a figure worked out from figures. A language model writes a likely sentence about them; "
        "it does not do the sum.",
        instead=(
            "The forecast function of your spreadsheet. For monthly figures with a season it is hard to beat.",
            "The stock planning in your shop system, if it has one. Ask how far off it was in the last twelve months.",
            "A statistician for two days, when a wrong order costs more than that.",
        ),
        still="Writing the note that explains the forecast to a supplier or a bank. The forecast stays with the "
        "spreadsheet.",
        because="A forecast is worked out from figures, and no kind of generative AI works figures out.",
        fact="No use case on file has figures going in and a forecast coming out.",
    ),
    Result.RECORD: WrongTool(
        rule="no-records",
        title="Generative AI is the wrong tool for looking up the one right entry",
        lead="A language model composes an answer; it does not fetch one. Where only one entry is right, a near miss "
        "is a miss.",
        instead=(
            "The search of the system that holds the entries.",
            "A form with a drop-down list, so that nobody has to guess the name of an entry.",
            "A database query that a colleague writes once and everybody uses.",
        ),
        still="Turning a question in plain words into that query, or writing an answer around the entry that the "
        "look-up found.",
        because="The one right entry is fetched, not composed.",
        fact="A language model composes an answer from likely words; it does not look one up.",
    ),
    Result.RULING: WrongTool(
        rule="no-rulings",
        title="A decision about a person is not a job for generative AI",
        lead="Hiring, credit, housing, treatment: the person concerned has a right to a person who decides and can "
        "explain why. A model that writes likely sentences can do neither.",
        instead=(
            "A person who decides by written criteria and notes the reason.",
            "A checklist, so that equal cases get equal answers.",
            "For credit or risk scores: a tested and documented method, run by people who may be asked about it.",
        ),
        still="Preparing the file: a summary with page numbers, a list of what is missing, a polite letter. The "
        "decision stays with a person.",
        because="A person must make decisions about people, and must be able to explain them.",
        fact="In high-risk uses a competent person must be able to set the result aside.",
    ),
}


def find_exit(answers: Answers, catalog: Catalog, on: date) -> Exit | None:
    """Return why generative AI is the wrong tool for these answers, or None where it may be the right one.

    An exact figure is refused unless a person checks every result; that is known only once `check` is answered.
    """
    if answers.result is Result.SUM and answers.check in {None, Check.EVERY}:
        return _impossible(answers, catalog)
    wrong = WRONG_TOOLS.get(answers.result) if answers.result else None
    if wrong is None or answers.result is None:
        return _impossible(answers, catalog)
    told = [Told(question="result", text=f"What should come out is: {lower_first(answers.result.label)}.")]
    if answers.result is Result.SUM and answers.check is not None:
        told.append(Told(question="check", text=f"Who checks: {lower_first(answers.check.label)}."))
    return Exit(
        title=wrong.title,
        lead=wrong.lead,
        instead=wrong.instead,
        still=wrong.still,
        reason=Reason(
            text=wrong.because,
            told=tuple(told),
            rule=wrong.rule,
            facts=(_house_fact(catalog, wrong.rule, wrong.fact, on),),
        ),
    )


def _house_fact(catalog: Catalog, rule: str, text: str, on: date) -> Fact:
    return cite.fact(
        catalog,
        kind=FactKind.METHOD,
        subject=rule,
        text=text,
        source="editors-judgement",
        as_of=on,
    )


def _impossible(answers: Answers, catalog: Catalog) -> Exit | None:
    """Return an exit where the matrix says no to every single thing that should come out."""
    wanted = needs(answers, catalog)
    refused = [need for need in wanted if refuses(catalog, need)]
    if not wanted or len(refused) < len(wanted):
        return None
    need = refused[0]
    if need.use_case is None:
        return None
    cell = catalog.cell[need.use_case.slug, need.branch]
    return Exit(
        title="No kind of generative AI does this job well",
        lead=cell.reason,
        instead=("The way you do it today, until the matrix changes.",),
        still=f"The matrix was last looked at on {format_day(cell.as_of)}. Come back when it changes.",
        reason=Reason(
            text=f"{need.name} is not a job for {need.noun}, because the matrix says no.",
            told=(Told(question="outputs", text=need.wanted),),
            rule="matrix-says-no",
            facts=(cite.of_cell(catalog, cell),),
        ),
    )


def refuses(catalog: Catalog, need: Need) -> bool:
    """Return whether the matrix says no for the branch that would have to make this."""
    if need.use_case is None:
        return False
    cell = catalog.cell.get((need.use_case.slug, need.branch))
    return cell is not None and cell.fit is Fit.NO
