"""The jobs businesses ask about, and how each branch of AI does them."""

from datetime import date
from decimal import Decimal

from catalog.schema.field import (
    Quantity,
    Rule,
    as_of_fact,
    fact,
    not_negative,
    note_fact,
    record,
    slug_fact,
    source_fact,
)
from catalog.vocabulary import AnswersWithin, Branch, Fit, Material, Medium, Risk, SoldAs, Task


@record
class UseCase:
    """A job for which businesses ask for AI. Every amount is an estimate of the editors, per unit."""

    slug: str = slug_fact(example="menu-photos")
    name: str = fact(label="name", help="The job, verb first.", example="Make photos for the menu")
    result: str = fact(
        label="result", help="What comes out, in the plural, read after “for the”.", example="product descriptions"
    )
    industry: str = fact(
        label="industry", help="Whose job it is.", example="Restaurants and cafés", parent="industries", filter=True
    )
    department: str = fact(
        default="", label="department", help="Where in the firm.", example="Customer service", filter=True
    )
    inputs: tuple[Medium, ...] = fact(
        label="what you send", help="What is at hand.", example="Text, Pictures", group="The work"
    )
    outputs: tuple[Medium, ...] = fact(
        label="kind of result", help="What should be made.", example="Pictures", group="The work"
    )
    tasks: tuple[Task, ...] = fact(
        label="tasks", help="Which measurements speak for it.", example="Making pictures", group="The work", filter=True
    )
    unit: str = fact(label="unit", help="One piece of work, read after “per”.", example="reply", group="The work")
    unit_plural: str = fact(
        label="units", help="Several of them, read after a number.", example="replies", group="The work"
    )
    tokens_in: int | None = fact(
        default=None,
        label="tokens in",
        help="Estimate for one unit; a word is about 1.3 tokens.",
        example="2500",
        group="How much of it, per unit",
        quantity=Quantity(unit="tokens in per {unit}", estimate=True),
    )
    tokens_out: int | None = fact(
        default=None,
        label="tokens out",
        help="Estimate for one unit.",
        example="350",
        group="How much of it, per unit",
        quantity=Quantity(unit="tokens out per {unit}", estimate=True),
    )
    media_amount: Decimal | None = fact(
        default=None,
        label="media",
        help="Pictures, seconds or shapes in one unit.",
        example="15",
        group="How much of it, per unit",
        rule=not_negative(
            "use_case_media_not_negative",
            "The amount of media cannot be below 0. Leave it empty if it is unknown.",
            below=1_000_000_000,
        ),
        quantity=Quantity(unit="{media_unit} per {unit}", estimate=True),
    )
    minutes_by_hand: Decimal | None = fact(
        default=None,
        label="minutes by hand",
        help="What one unit takes today.",
        example="8",
        group="How much of it, per unit",
        rule=not_negative(
            "use_case_minutes_not_negative",
            "Minutes cannot be below 0. Leave them empty if they are unknown.",
            below=1_000_000,
        ),
        quantity=Quantity(unit="minutes by hand per {unit}", estimate=True),
    )
    answers_within: AnswersWithin = fact(
        default=AnswersWithin.MINUTES,
        label="answers within",
        help="How long an answer may take.",
        example="Seconds",
        group="How it is bought",
    )
    sold_as: SoldAs = fact(
        default=SoldAs.BOTH,
        label="sold",
        help="How what does this job is bought.",
        example="By seat",
        group="How it is bought",
    )
    material: tuple[Material, ...] = fact(
        default=(), label="usual material", help="What the work usually holds.", example="Personal data", group="Care"
    )
    must_inputs: tuple[Medium, ...] = fact(
        default=(),
        label="always sent",
        help="What has to go in; all else may.",
        example="Pictures",
        group="The work",
        rule=Rule(
            name="use_case_must_inputs_go_in",
            sentence="What has to go in is among what goes in. Tick it there too.",
            part_of="inputs",
        ),
    )
    board_language: str | None = fact(
        default=None,
        label="board for text",
        help="The board that decides this part; empty where the job has no such part or no board measures it.",
        example="Arena Text (overall)",
        group="What decides",
        link="benchmarks",
    )
    board_image: str | None = fact(
        default=None,
        label="board for pictures",
        help="The board that decides this part; empty where the job has no such part or no board measures it.",
        example="Arena Text-to-Image",
        group="What decides",
        link="benchmarks",
    )
    board_video: str | None = fact(
        default=None,
        label="board for video",
        help="The board that decides this part; empty where the job has no such part or no board measures it.",
        example="Arena Text-to-Video",
        group="What decides",
        link="benchmarks",
    )
    board_speech: str | None = fact(
        default=None,
        label="board for speech",
        help="The board that decides this part; empty where the job has no such part or no board measures it.",
        example="empty, since no board measures it",
        group="What decides",
        link="benchmarks",
    )
    board_transcription: str | None = fact(
        default=None,
        label="board for transcription",
        help="The board that decides this part; empty where the job has no such part or no board measures it.",
        example="Open ASR Leaderboard, English short form",
        group="What decides",
        link="benchmarks",
    )
    board_note: str = fact(
        default="",
        label="what the board misses",
        help="What the board does not say about this job.",
        example="votes on writing do not measure translation",
        group="What decides",
    )
    board_is_thin: bool = fact(
        default=False,
        label="board is not the job",
        help="Tick if the board measures something else than this job.",
        example="ticked for agents",
        group="What decides",
    )
    high_risk: bool = fact(
        default=False,
        label="high-risk",
        help="Tick if the EU AI Act calls this use high-risk.",
        example="ticked for hiring",
        group="Care",
        filter=True,
    )
    annex_iii: str = fact(
        default="",
        label="Annex III",
        help="Which point of Annex III says so.",
        example="Annex III 4(a): recruitment",
        group="Care",
    )
    risks: tuple[Risk, ...] = fact(
        default=(), label="risks", help="What can go wrong.", example="Personal data", group="Care", filter=True
    )
    pilot_measure: str = fact(
        default="",
        label="pilot measure",
        help="What a pilot should count.",
        example="Share of replies sent without edits",
        group="Care",
        text="paragraph",
    )
    common: bool = fact(
        default=False,
        label="common",
        help="Tick for the ten jobs that everybody asks about first.",
        example="ticked for answers to customers",
        filter=True,
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Cell:
    """How one branch of AI does one use case, why, and on what condition."""

    use_case: str = fact(
        label="use case", help="The row of the matrix.", example="Make photos for the menu", parent="use_cases"
    )
    branch: Branch = fact(label="branch", help="The column of the matrix.", example="Language model", filter=True)
    fit: Fit = fact(label="fit", help="How well this branch does the job.", example="Limited", filter=True)
    reason: str = fact(
        label="reason",
        help="Why, in one sentence.",
        example="A language model cannot draw.",
        text="paragraph",
        sentence="Say why. A cell without a reason helps nobody.",
    )
    condition: str = fact(
        default="",
        label="condition",
        help="What must be so for it to hold.",
        example="A person checks each answer.",
        text="paragraph",
    )
    disputed: str = fact(
        default="",
        label="disputed",
        help="Both sides in words, if sources disagree.",
        example="The article says no; two vendors say yes.",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
    review_by: date | None = fact(
        default=None,
        label="review by",
        help="When somebody should look again.",
        example="2027-05-31",
        minor=True,
        filter=True,
    )


@record
class Contrast:
    """One row of the table that sets language models against generative AI as a whole."""

    slug: str = slug_fact(example="what-comes-out")
    position: int = fact(
        label="position",
        help="Rows are shown from low to high.",
        example="1",
        rule=not_negative("contrast_position_not_negative", "The position is 0 or more."),
        public=False,
    )
    feature: str = fact(label="feature", help="What is compared.", example="What comes out")
    language: str = fact(
        label="language models",
        help="How it is with a language model.",
        example="Text, code, tables.",
        text="paragraph",
    )
    generative: str = fact(
        label="generative AI", help="How it is with generative AI as a whole.", example="Any medium.", text="paragraph"
    )
    note: str = note_fact(default="", example="Many models do both today.")
    source: str = source_fact()
    as_of: date = as_of_fact()
