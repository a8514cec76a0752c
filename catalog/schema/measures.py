"""Where facts were read, measurements of models, and the statements that advice leans on."""

from datetime import date
from decimal import Decimal

from catalog.schema.field import (
    Quantity,
    as_of_fact,
    fact,
    note_fact,
    optional,
    record,
    slug_fact,
    source_fact,
)
from catalog.vocabulary import (
    AdviceTopic,
    BenchmarkTask,
    Effort,
    Language,
    Purpose,
    Risk,
    TableCopy,
    Topic,
    Voice,
)


@record
class Source:
    """Where a fact was read. The slug “editors-judgement” stands for the house itself."""

    slug: str = slug_fact("openai-pricing-2026-11")
    title: str = fact(
        "title", "What the page or paper calls itself.", "Pricing, OpenAI developer documentation"
    )
    publisher: str = optional(
        "publisher", "Who answers for it; empty if nobody is named.", "OpenAI", filter=True
    )
    url: str = optional(
        "address",
        "Where a reader can look for themselves.",
        "https://www.example.org/pricing",
        text="address",
    )
    published: date | None = optional(
        "published", "The day the source gives itself.", "2026-10-05", filter=True
    )
    retrieved: date | None = optional("read on", "The day on which we read it.", "2026-11-24")
    voice: Voice = fact(
        "voice",
        "What the source does with the fact. Who copies the figures of others repeats them.",
        "Sells it, for a price page",
        filter=True,
    )
    quote: str = optional(
        "quote",
        "One short sentence, word for word.",
        "We do not train on your business data.",
        text="paragraph",
    )
    licence: str = optional("licence", "Under which terms its figures may be shown.", "CC BY 4.0")

    @property
    def outlet(self) -> str:
        """Who answers for it, else what it calls itself."""
        return self.publisher or self.title


@record
class Benchmark:
    """A measurement that many models went through."""

    slug: str = slug_fact("arena-text")
    name: str = fact("name", "As its owner writes it.", "Arena Text (overall)")
    measures: str = fact(
        "measures",
        "What it tells and what not, in plain words.",
        "Which of two answers people like better.",
        text="paragraph",
    )
    task: BenchmarkTask = fact("task", "For which work it speaks.", "Conversation", filter=True)
    unit: str = fact("unit", "What the figure counts.", "% of tasks solved")
    span: str = optional("span", "From where to where figures go.", "0 to 100")
    higher_is_better: bool = fact(
        "higher is better",
        "Untick where a low figure is good.",
        "unticked for error rates",
        default=True,
    )
    language: Language | None = optional(
        "language", "Where its tasks are in one language alone.", "German", filter=True, silent=True
    )
    run_by: str = optional(
        "run by",
        "Who runs it, and what else they sell; say “independent” where they sell no model.",
        "independent; sells a product that is on the board",
        silent=True,
    )
    copied: TableCopy = optional(
        "read",
        (
            "How much of its table was read. Only of a whole table can one say that a model is "
            "not on it."
        ),
        "The whole table",
        filter=True,
    )
    url: str = optional(
        "address", "Its own page.", "https://www.example.org/leaderboard", text="address"
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Score:
    """One model's figure on one benchmark at one setting, with the interval its measurer gives."""

    benchmark: str = fact(
        "benchmark", "What was measured.", "Arena Text (overall)", parent="benchmarks", filter=True
    )
    model: str = fact("model", "Which model.", "GPT-6.2 Sol", parent="models")
    effort: Effort = fact(
        "setting",
        "How much the model was set to think.",
        "High effort",
        default=Effort.UNNAMED,
        filter=True,
    )
    value: Decimal = fact(
        "value",
        "The figure in the benchmark’s unit.",
        "1489.5",
        quantity=Quantity(unit="{benchmark.unit}", name="score", low="low", high="high"),
    )
    low: Decimal | None = optional(
        "low", "Lower end of the interval, where given.", "1483", public=False
    )
    high: Decimal | None = optional(
        "high", "Upper end of the interval, where given.", "1496", public=False
    )
    voice: Voice = fact("voice", "Who stands behind the figure.", "Measured it", filter=True)
    measured_by: str = fact("measured by", "Who ran the measurement.", "Epoch AI")
    variant: str = optional("printed name", "The name its measurer prints.", "gpt-5.6-sol-xhigh")
    note: str = note_fact("It answered 81 of 100 times.")
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Guidance:
    """A sourced statement that the advice of a plan leans on."""

    slug: str = slug_fact("try-prompting-first")
    topic: Topic = fact("topic", "Which part of a plan it serves.", "Fine-tuning", filter=True)
    statement: str = fact(
        "statement",
        "What the source says, in our words.",
        "Write the tests before you tune.",
        text="paragraph",
    )
    figure: str = optional("figure", "Its number, if it gives one.", "50-100")
    unit: str = optional("unit", "What the figure counts.", "examples")
    population: str = optional("population", "Among whom it was measured.", "5,172 support agents")
    risks: tuple[Risk, ...] = optional(
        "risks", "The risks it has something to say on.", "Copyright", filter=True
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Advice:
    """What a plan says in one situation.

    Rules name the subject; a row for its use case or kind comes first.
    """

    slug: str = slug_fact("made-up-facts")
    topic: AdviceTopic = fact(
        "topic", "Which question of a plan it answers.", "What can go wrong", filter=True
    )
    subject: str = fact("subject", "What the rules call the situation.", "factual-errors")
    kinds: tuple[Purpose, ...] = optional(
        "kinds of model", "For which it is; empty for all.", "Speech"
    )
    use_cases: tuple[str, ...] = optional(
        "use cases",
        "For which it is written; empty for all.",
        "Check contracts for risky clauses",
        link="use_cases",
    )
    title: str = fact("title", "In a few words.", "Made-up facts")
    text: str = fact(
        "text",
        "What it is; of a risk, who is harmed by what.",
        "A customer trusts a made-up answer.",
        text="paragraph",
    )
    action: str = fact(
        "what to do",
        "In the imperative; of a risk, what guards against it.",
        "Read each answer before it goes out.",
        text="paragraph",
    )
    needs: str = optional(
        "needs", "What it takes.", "Three to five good results.", text="paragraph"
    )
    effort: str = optional("effort", "Of one person.", "Two hours")
    stop: str = optional(
        "stop", "When to leave it.", "Nine of ten go out unchanged.", text="paragraph"
    )
    position: int = fact(
        "position", "From low to high; the biggest risk is the lowest.", "10", public=False
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
