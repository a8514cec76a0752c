"""What people read: claims, articles, terms and questions."""

from datetime import date
from decimal import Decimal

from catalog.schema.field import Quantity, as_of_fact, fact, not_negative, record, slug_fact, source_fact
from catalog.vocabulary import ClaimStatus, Fit


@record
class Claim:
    """A figure somebody states, and what is wrong with it."""

    slug: str = slug_fact(example="market-size-2030")
    sentence: str = fact(
        label="sentence",
        help="The claim as one sentence of ours.",
        example="The market grows to 1.3 trillion dollars.",
        text="paragraph",
    )
    subject: str = fact(label="subject", help="What it is about.", example="generative AI market", filter=True)
    measure: str = fact(label="measure", help="What is counted.", example="yearly revenue")
    value: Decimal | None = fact(
        default=None,
        label="value",
        help="The figure, or the lower one of two.",
        example="1300",
        group="The figure",
        quantity=Quantity(unit="{unit}", name="figure", low="value", high="value_high"),
    )
    value_high: Decimal | None = fact(
        default=None,
        label="upper value",
        help="The higher one, if it is a range.",
        example="1500",
        group="The figure",
        public=False,
    )
    unit: str = fact(
        default="",
        label="unit",
        help="What the value is in.",
        example="billion US dollars",
        group="The figure",
        public=False,
    )
    year: int | None = fact(
        default=None, label="year", help="The year it speaks of, or starts in.", example="2024", group="The figure"
    )
    growth_percent: Decimal | None = fact(
        default=None,
        label="growth a year, in percent",
        help="If growth is claimed.",
        example="42",
        group="The figure",
        quantity=Quantity(unit="percent a year", name="growth"),
    )
    horizon: int | None = fact(
        default=None, label="until year", help="The year a forecast reaches.", example="2032", group="The figure"
    )
    forecast: bool = fact(
        default=False,
        label="forecast",
        help="Tick if it speaks of the future.",
        example="ticked for “by 2032”",
        group="The figure",
    )
    attributed_to: str = fact(
        default="",
        label="attributed to",
        help="Who is said to have said so.",
        example="a market research firm",
        group="How it stands",
    )
    part_of: str = fact(
        default="",
        label="part of",
        help="The subject that this subject is a part of, as other claims name it.",
        example="generative-ai-market",
        group="Beside others",
    )
    use_case: str | None = fact(
        default=None,
        label="job",
        help="The job it speaks of, if any.",
        example="Program code",
        group="Beside others",
        link="use_cases",
        filter=True,
    )
    answer: Fit | None = fact(
        default=None,
        label="answer",
        help="If it says in words how well its subject does that job.",
        example="No",
        group="Beside others",
    )
    compared_with: tuple[str, ...] = fact(
        default=(),
        label="compared with",
        help="The claims it is set beside.",
        example="the figure for 2017",
        group="Beside others",
        link="claims",
    )
    quotes: str | None = fact(
        default=None,
        label="quotes",
        help="The claim it repeats, as first made.",
        example="the sentence in the firm’s release",
        group="Beside others",
        link="claims",
    )
    status: ClaimStatus | None = fact(
        default=None,
        label="your ruling",
        help="Leave it empty, and the rules find how the claim stands; your word wins over theirs.",
        example="Supported",
        group="How it stands",
        filter=True,
    )
    doubt: str = fact(
        default="",
        label="doubt",
        help="What is wrong with it, in a sentence.",
        example="The year is missing.",
        group="How it stands",
        text="paragraph",
    )
    checked_with: str = fact(
        default="",
        label="checked with",
        help="What you looked at to check it.",
        example="the firm’s own summary",
        group="How it stands",
        text="paragraph",
        minor=True,
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Article:
    """A page of the learning shelf. `html` was rendered and cleaned when the article was saved."""

    slug: str = slug_fact(example="what-is-a-language-model")
    position: int = fact(
        label="position",
        help="The shelf goes from low to high.",
        example="1",
        rule=not_negative("article_position_not_negative", "The position is 0 or more."),
        public=False,
    )
    title: str = fact(label="title", help="What the page answers.", example="What is a language model?")
    summary: str = fact(
        label="summary", help="The answer in one sentence.", example="A program that continues text.", text="paragraph"
    )
    markdown: str = fact(
        label="text",
        help="In Markdown: ## for a heading, a line starting with - for a list.",
        example="## How it works",
        text="paragraph",
    )
    html: str = fact(
        label="as it will look",
        help="Made from the text when you save.",
        example="a heading.",
        rendered_from="markdown",
    )
    as_of: date = as_of_fact()


@record
class Term:
    """A word of the trade in plain words."""

    slug: str = slug_fact(example="token")
    term: str = fact(label="term", help="The word as people meet it.", example="Token")
    meaning: str = fact(
        label="meaning",
        help="What it means, without other such words.",
        example="A piece of a word; prices count them.",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Question:
    """A question people ask before they start, answered."""

    slug: str = slug_fact(example="do-i-need-both")
    position: int = fact(
        label="position",
        help="Questions go from low to high.",
        example="1",
        rule=not_negative("question_position_not_negative", "The position is 0 or more."),
        public=False,
    )
    question: str = fact(label="question", help="As people ask it.", example="Do I need both?")
    answer: str = fact(
        label="answer",
        help="In Markdown, the answer first.",
        example="Often. Text and pictures need different models.",
        text="paragraph",
    )
    html: str = fact(
        label="as it will look",
        help="Made from the answer when you save.",
        example="a paragraph.",
        rendered_from="answer",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Synonym:
    """What people type, and the words of this catalog that are meant, apart by commas."""

    slug: str = slug_fact(example="chatbot")
    word: str = fact(label="word", help="What people type.", example="chatbot")
    words: str = fact(
        label="words", help="What to look for besides, apart by commas.", example="customer support", text="paragraph"
    )
