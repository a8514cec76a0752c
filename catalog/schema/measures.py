"""Measurements of models, and the statements that advice leans on."""

from datetime import date
from decimal import Decimal

from catalog.schema.field import Quantity, as_of_fact, fact, record, slug_fact, source_fact
from catalog.vocabulary import AdviceTopic, Effort, Purpose, Risk, Task, Topic, Voice


@record
class Benchmark:
    """A measurement that many models went through."""

    slug: str = slug_fact(example="arena-text")
    name: str = fact(label="name", help="As its owner writes it.", example="Arena Text (overall)")
    measures: str = fact(
        label="measures",
        help="What it tells and what not, in plain words.",
        example="Which of two answers people like better.",
        text="paragraph",
    )
    task: Task = fact(label="task", help="For which work it speaks.", example="Conversation", filter=True)
    unit: str = fact(label="unit", help="What the figure counts.", example="% of tasks solved")
    span: str = fact(default="", label="span", help="From where to where figures go.", example="0 to 100")
    higher_is_better: bool = fact(
        default=True,
        label="higher is better",
        help="Untick where a low figure is good.",
        example="unticked for error rates",
    )
    url: str = fact(
        default="", label="address", help="Its own page.", example="https://www.example.org/leaderboard", text="address"
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Score:
    """One model's figure on one benchmark at one setting, with the interval its measurer gives."""

    benchmark: str = fact(
        label="benchmark", help="What was measured.", example="Arena Text (overall)", parent="benchmarks", filter=True
    )
    model: str = fact(label="model", help="Which model.", example="GPT-6.2 Sol", parent="models")
    effort: Effort = fact(
        default=Effort.UNNAMED,
        label="setting",
        help="How much the model was set to think.",
        example="High effort",
        filter=True,
    )
    value: Decimal = fact(
        label="value",
        help="The figure in the benchmark’s unit.",
        example="1489.5",
        quantity=Quantity(unit="{benchmark.unit}", name="score", low="low", high="high"),
    )
    low: Decimal | None = fact(
        default=None, label="low", help="Lower end of the interval, where given.", example="1483", public=False
    )
    high: Decimal | None = fact(
        default=None, label="high", help="Upper end of the interval, where given.", example="1496", public=False
    )
    voice: Voice = fact(label="voice", help="Who stands behind the figure.", example="Measured it", filter=True)
    measured_by: str = fact(label="measured by", help="Who ran the measurement.", example="Epoch AI")
    variant: str = fact(
        default="", label="printed name", help="The name its measurer prints.", example="gpt-5.6-sol-xhigh"
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Guidance:
    """A sourced statement that the advice of a plan leans on."""

    slug: str = slug_fact(example="try-prompting-first")
    topic: Topic = fact(label="topic", help="Which part of a plan it serves.", example="Fine-tuning", filter=True)
    statement: str = fact(
        label="statement",
        help="What the source says, in our words.",
        example="Write the tests before you tune.",
        text="paragraph",
    )
    figure: str = fact(default="", label="figure", help="Its number, if it gives one.", example="50-100")
    unit: str = fact(default="", label="unit", help="What the figure counts.", example="examples")
    population: str = fact(
        default="", label="population", help="Among whom it was measured.", example="5,172 support agents"
    )
    risks: tuple[Risk, ...] = fact(
        default=(), label="risks", help="The risks it has something to say on.", example="Copyright", filter=True
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Advice:
    """What a plan says in one situation. Rules name the subject; a row for its use case or kind comes first."""

    slug: str = slug_fact(example="made-up-facts")
    topic: AdviceTopic = fact(
        label="topic", help="Which question of a plan it answers.", example="What can go wrong", filter=True
    )
    subject: str = fact(label="subject", help="What the rules call the situation.", example="factual-errors")
    kinds: tuple[Purpose, ...] = fact(
        default=(), label="kinds of model", help="For which it is; empty for all.", example="Speech"
    )
    use_cases: tuple[str, ...] = fact(
        default=(),
        label="use cases",
        help="For which it is written; empty for all.",
        example="Check contracts for risky clauses",
        link="use_cases",
    )
    title: str = fact(label="title", help="In a few words.", example="Made-up facts")
    text: str = fact(
        label="text",
        help="What it is; of a risk, who is harmed by what.",
        example="A customer trusts a made-up answer.",
        text="paragraph",
    )
    action: str = fact(
        label="what to do",
        help="In the imperative; of a risk, what guards against it.",
        example="Read each answer before it goes out.",
        text="paragraph",
    )
    needs: str = fact(
        default="", label="needs", help="What it takes.", example="Three to five good results.", text="paragraph"
    )
    effort: str = fact(default="", label="effort", help="Of one person.", example="Two hours")
    stop: str = fact(
        default="", label="stop", help="When to leave it.", example="Nine of ten go out unchanged.", text="paragraph"
    )
    position: int = fact(
        label="position", help="From low to high; the biggest risk is the lowest.", example="10", public=False
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
