"""What people read: claims, articles, terms, the FAQ, and texts of the questionnaire."""

from datetime import date
from decimal import Decimal

from catalog.schema.field import (
    Quantity,
    as_of_fact,
    fact,
    not_negative,
    optional,
    record,
    slug_fact,
    source_fact,
)
from catalog.vocabulary import Branch, ClaimStatus, Figure, WordingPart


@record
class Claim:
    """A figure somebody states, and what is wrong with it."""

    slug: str = slug_fact("market-size-2030")
    sentence: str = fact(
        "sentence",
        "The claim as one sentence of ours.",
        "The market grows to 1.3 trillion dollars.",
        text="paragraph",
    )
    subject: str = fact("subject", "What it is about.", "generative AI market", filter=True)
    measure: str = fact("measure", "What is counted.", "yearly revenue")
    value: Decimal | None = optional(
        "value",
        "The figure, or the lower one of two.",
        "1300",
        group="The figure",
        quantity=Quantity(unit="{unit}", name="figure", low="value", high="value_high"),
    )
    value_high: Decimal | None = optional(
        "upper value", "The higher one, if it is a range.", "1500", group="The figure", public=False
    )
    unit: str = optional(
        "unit", "What the value is in.", "billion US dollars", group="The figure", public=False
    )
    year: int | None = optional(
        "year", "The year it speaks of, or starts in.", "2024", group="The figure"
    )
    growth_percent: Decimal | None = optional(
        "growth a year, in percent",
        "If growth is claimed.",
        "42",
        group="The figure",
        quantity=Quantity(unit="percent a year", name="growth"),
    )
    horizon: int | None = optional(
        "until year", "The year a forecast reaches.", "2032", group="The figure"
    )
    forecast: bool = optional(
        "forecast",
        "Tick if it speaks of the future.",
        "ticked for “by 2032”",
        group="The figure",
        silent=True,
    )
    attributed_to: str = optional(
        "attributed to",
        "Who is said to have said so.",
        "a market research firm",
        group="How it stands",
    )
    use_case: str | None = optional(
        "job",
        "The job it speaks of, if any.",
        "Program code",
        group="Beside others",
        link="use_cases",
        filter=True,
    )
    compared_with: tuple[str, ...] = optional(
        "compared with",
        "The claims it is set beside.",
        "the figure for 2017",
        group="Beside others",
        link="claims",
    )
    quotes: str | None = optional(
        "quotes",
        "The claim it repeats, as first made.",
        "the sentence in the firm’s release",
        group="Beside others",
        link="claims",
    )
    status: ClaimStatus | None = optional(
        "your ruling",
        "Leave it empty, and comparison finds how the claim stands; your word wins over it.",
        "Supported",
        group="How it stands",
        filter=True,
    )
    doubt: str = optional(
        "doubt",
        "What is wrong with it, in a sentence.",
        "The year is missing.",
        group="How it stands",
        text="paragraph",
        references=True,
    )
    checked_with: str = optional(
        "checked with",
        "What you looked at to check it.",
        "the firm’s own summary",
        group="How it stands",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Contradiction:
    """Statements that cannot all be right, as an editor saw and judged them."""

    slug: str = slug_fact("part-above-whole")
    title: str = fact("title", "What clashes, in a few words.", "A part above its whole")
    claim: str = fact(
        "claim", "The claim that it makes doubtful.", "video in 2030", parent="claims"
    )
    others: tuple[str, ...] = optional(
        "other claims", "What it clashes with.", "the whole market in 2024", link="claims"
    )
    all_doubted: bool = optional(
        "all doubtful",
        "Tick if nobody can say which side is wrong, so that all its claims are doubtful.",
        "ticked for two counts of one market",
    )
    use_case: str | None = optional(
        "job",
        "Whose answer in the matrix it calls into question.",
        "Program code",
        link="use_cases",
    )
    branch: Branch | None = optional(
        "column", "Which answer of that job.", "Other generative AI", filter=True
    )
    working: str = fact(
        "what shows it",
        "The sum or comparison, so that a reader can do it again.",
        "5 billion grown at 10 % a year are 8 billion by then; the part is said to be 9 billion.",
        text="paragraph",
    )
    reading: str = fact(
        "how we read it",
        "What a reader should make of it.",
        "We repeat neither figure.",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Article:
    """A page of the learning shelf."""

    slug: str = slug_fact("what-is-a-language-model")
    position: int = fact(
        "position",
        "Place among articles, from low to high.",
        "1",
        rule=not_negative(),
        public=False,
    )
    title: str = fact("title", "What the page answers.", "What is a language model?")
    summary: str = fact(
        "summary", "The answer in one sentence.", "A program that continues text.", text="paragraph"
    )
    markdown: str = fact(
        "text",
        "In Markdown: ## for a heading, a line starting with - for a list.",
        "## How it works",
        text="markdown",
        references=True,
    )
    sources: tuple[str, ...] = optional(
        "sources",
        "What it rests on, the main one first.",
        "NIST, profile of generative AI",
        link="sources",
    )
    figure: Figure | None = optional(
        "drawing", "The drawing above the text, if any.", "How a language model writes"
    )
    plans: tuple[str, ...] = optional(
        "plans compared",
        "Plans of apps that stand under the text in a table, with their prices.",
        "GitHub Copilot Business",
        link="app_plans",
    )
    as_of: date = as_of_fact()


@record
class Term:
    """A word of the trade in plain words."""

    slug: str = slug_fact("token")
    term: str = fact("term", "The word as people meet it.", "Token")
    meaning: str = fact(
        "meaning",
        "What it means, without other such words.",
        "A piece of a word; prices count them.",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class FaqEntry:
    """A question people ask before they start, answered."""

    slug: str = slug_fact("do-i-need-both")
    position: int = fact(
        "position", "Questions go from low to high.", "1", rule=not_negative(), public=False
    )
    question: str = fact("question", "As people ask it.", "Do I need both?")
    answer: str = fact(
        "answer",
        "In Markdown, the answer first.",
        "Often. Text and pictures need different models.",
        text="markdown",
        references=True,
    )
    source: str = source_fact()
    as_of: date = as_of_fact()


@record
class Synonym:
    """What people type, and the words of this catalog that are meant, apart by commas."""

    slug: str = slug_fact("chatbot")
    word: str = fact("word", "What people type.", "chatbot")
    words: str = fact(
        "words", "What to look for besides, apart by commas.", "customer support", text="paragraph"
    )


@record
class Wording:
    """Other words for one questionnaire text: a heading, question, hint or answer label."""

    slug: str = slug_fact(example="who-reads")
    about: str = fact(
        "question or page", "Whose words these are; in files its key.", "check", filter=True
    )
    part: WordingPart = fact("text", "Which of its texts.", "Question or heading")
    answer: str = optional(
        "answer",
        "The value of the answer, for its label or hint; empty for all other texts.",
        "every",
    )
    text: str = fact(
        "words",
        "What owners read instead. A sentence in the present tense, at most 18 words.",
        "Who reads a result before it is used?",
        text="paragraph",
    )
    source: str = source_fact()
    as_of: date = as_of_fact()
