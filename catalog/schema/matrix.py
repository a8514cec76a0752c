"""The jobs businesses ask about, and how each branch of AI does them."""

from datetime import date
from decimal import Decimal
from typing import Any

from catalog.schema.field import (
    FieldRule,
    Quantity,
    as_of_fact,
    fact,
    not_negative,
    note_fact,
    optional,
    record,
    slug_fact,
    source_fact,
)
from catalog.vocabulary import (
    AnswersWithin,
    BenchmarkTask,
    Branch,
    Fit,
    Material,
    Medium,
    Risk,
    SoldAs,
)

DECIDES = "What decides"


def _board(made: str, example: str) -> Any:
    """Describe the board that decides one part of a job."""
    words = (
        "The board that decides this part; empty where the job has no such part or no board "
        "measures it."
    )
    return optional(
        f"board for {made}", words, example, group=DECIDES, link="benchmarks", silent=True
    )


def _estimate(label: str, words: str, example: str, *, unit: str = "", **more: Any) -> Any:
    """Describe how much of something one unit of the work takes, counted as its label says."""
    counted = Quantity(unit=f"{unit or label} per {{unit}}", estimate=True)
    return optional(
        label, words, example, group="How much of it, per unit", quantity=counted, **more
    )


@record
class UseCase:
    """A job for which businesses ask for AI.

    Every amount is an estimate of the editors, per unit.
    """

    slug: str = slug_fact("menu-photos")
    name: str = fact("name", "The job, verb first.", "Make photos for the menu")
    result: str = fact(
        "result", "The result, in the plural, read after “for the”.", "product descriptions"
    )
    industry: str = fact(
        "industry", "Whose job it is.", "Restaurants and cafés", parent="industries", filter=True
    )
    department: str = optional("department", "Where in the firm.", "Customer service", filter=True)
    inputs: tuple[Medium, ...] = fact(
        "what you send", "What is at hand.", "Text, Pictures", group="The work", filter=True
    )
    outputs: tuple[Medium, ...] = fact(
        "kind of result", "What should be made.", "Pictures", group="The work", filter=True
    )
    tasks: tuple[BenchmarkTask, ...] = fact(
        "tasks",
        "Which measurements speak for it.",
        "Making pictures",
        group="The work",
        filter=True,
    )
    skill: str | None = optional(
        "skill",
        "What a model must be good at above all to do it.",
        "Reading forms and scans",
        group=DECIDES,
        link="skills",
        filter=True,
    )
    unit: str = fact("unit", "One piece of work, read after “per”.", "reply", group="The work")
    unit_plural: str = fact(
        "units", "Several of them, read after a number.", "replies", group="The work"
    )
    tokens_in: int | None = _estimate(
        "tokens in", "Estimate for one unit; a word is about 1.3 tokens.", "2500"
    )
    tokens_out: int | None = _estimate("tokens out", "Estimate for one unit.", "350", silent=True)
    media_amount: Decimal | None = _estimate(
        "media",
        "Pictures, seconds or shapes in one unit.",
        "15",
        unit="{media_unit}",
        rule=not_negative(below=1_000_000_000),
        silent=True,
    )
    minutes_by_hand: Decimal | None = _estimate(
        "minutes by hand", "What one unit takes today.", "8", rule=not_negative(below=1_000_000)
    )
    answers_within: AnswersWithin = fact(
        "answers within",
        "How long an answer may take.",
        "Seconds",
        default=AnswersWithin.MINUTES,
        group="How it is bought",
    )
    sold_as: SoldAs = fact(
        "sold",
        "How what does this job is bought.",
        "By seat",
        default=SoldAs.BOTH,
        group="How it is bought",
    )
    material: tuple[Material, ...] = optional(
        "usual material",
        "What the work usually holds; “Nothing private” where it is nothing that needs care.",
        "Personal data",
        group="The work",
    )
    must_inputs: tuple[Medium, ...] = optional(
        "always sent",
        "What must be sent; all else may be.",
        "Pictures",
        group="The work",
        rule=FieldRule(name="go_in", part_of="inputs"),
        silent=True,
    )
    board_language: str | None = _board("text", "Arena Text (overall)")
    board_image: str | None = _board("pictures", "Arena Text-to-Image")
    board_video: str | None = _board("video", "Arena Text-to-Video")
    board_speech: str | None = _board("speech", "empty, since no board measures it")
    board_transcription: str | None = _board(
        "transcription", "Open ASR Leaderboard, English short form"
    )
    board_note: str = optional(
        "what the board misses",
        "What the board does not say about this job.",
        "votes on writing do not measure translation",
        group=DECIDES,
        silent=True,
    )
    board_is_thin: bool = optional(
        "board is not the job",
        "Tick if the board measures something else than this job.",
        "ticked for agents",
        group=DECIDES,
        silent=True,
    )
    high_risk: bool = optional(
        "high-risk",
        "Tick if the EU AI Act calls this use high-risk.",
        "ticked for hiring",
        group="Care",
        silent=True,
        filter=True,
    )
    annex_iii: str = optional(
        "Annex III",
        "Which point of Annex III says so.",
        "Annex III 4(a): recruitment",
        group="Care",
        silent=True,
    )
    risks: tuple[Risk, ...] = optional(
        "risks", "What can go wrong.", "Personal data", group="Care", filter=True
    )
    pilot_measure: str = optional(
        "pilot measure",
        "What a pilot should count.",
        "Share of replies sent without edits",
        group="Care",
        text="paragraph",
    )
    common: bool = optional(
        "common",
        "Tick for the ten jobs that everybody asks about first.",
        "ticked for answers to customers",
        filter=True,
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Cell:
    """How one branch of AI does one use case, why, and on what condition."""

    use_case: str = fact(
        "use case", "The row of the matrix.", "Make photos for the menu", parent="use_cases"
    )
    branch: Branch = fact("branch", "The column of the matrix.", "Language model", filter=True)
    fit: Fit = fact("fit", "How well this branch does the job.", "Limited", filter=True)
    reason: str = fact(
        "reason",
        "Why, in one sentence.",
        "A language model cannot draw.",
        text="paragraph",
        sentence="Say why. A cell without a reason helps nobody.",
    )
    condition: str = optional(
        "condition",
        "What must be so for it to hold.",
        "A person checks each answer.",
        text="paragraph",
    )
    disputed: str = optional(
        "disputed",
        "Both sides in words, if sources disagree.",
        "The article says no; two vendors say yes.",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
    review_by: date | None = optional(
        "review by", "When somebody should look again.", "2027-05-31", filter=True
    )


@record
class Finding:
    """What somebody else measured, ruled or documented of a job, beside an answer of the matrix."""

    use_case: str = fact(
        "use case", "The row of the matrix.", "Make photos for the menu", parent="use_cases"
    )
    branch: Branch = fact("branch", "The column of the matrix.", "Language model", filter=True)
    statement: str = fact(
        "what was found",
        "In our words, with the figure, the number of cases and the year.",
        "73.8 % of comments were acted on; 4,335 changes in one firm, 2024.",
        text="paragraph",
    )
    fit: Fit | None = optional(
        "speaks for",
        "The answer it speaks for; empty where it only says what to watch.",
        "Limited",
        filter=True,
    )
    near: bool = optional(
        "neighbouring job",
        "Tick if it is about a job close to this one.",
        "ticked for a study of letters, where the job is e-mail",
    )
    read_as: str = optional("read as", "What of the source was read.", "an extract")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Contrast:
    """One row of the table that sets language models against generative AI as a whole."""

    slug: str = slug_fact("what-they-make")
    position: int = fact(
        "position", "Rows are shown from low to high.", "1", rule=not_negative(), public=False
    )
    feature: str = fact("feature", "What is compared.", "What they make")
    language: str = fact(
        "language models",
        "How it is with a language model.",
        "Text, code, tables.",
        text="paragraph",
    )
    generative: str = fact(
        "generative AI", "How it is with generative AI as a whole.", "Any medium.", text="paragraph"
    )
    note: str = note_fact("Many models do both today.", references=True)
    source: str = source_fact()
    as_of: date = as_of_fact()
