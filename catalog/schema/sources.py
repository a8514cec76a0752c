"""Where facts were read."""

from datetime import date

from catalog.schema.field import fact, record, slug_fact
from catalog.vocabulary import Voice


@record
class Source:
    """Where a fact was read. The slug `editors-judgement` stands for the house itself."""

    slug: str = slug_fact(example="openai-pricing-2026-11")
    title: str = fact(
        label="title",
        help="What the page or paper calls itself.",
        example="Pricing, OpenAI developer documentation",
        minor=True,
    )
    publisher: str = fact(
        default="",
        label="publisher",
        help="Who answers for it; empty if nobody is named.",
        example="OpenAI",
        filter=True,
        minor=True,
    )
    url: str = fact(
        default="",
        label="address",
        help="Where a reader can look for themselves.",
        example="https://www.example.org/pricing",
        text="address",
    )
    published: date | None = fact(
        default=None,
        label="published",
        help="The day the source gives itself.",
        example="2026-10-05",
        filter=True,
        minor=True,
    )
    retrieved: date | None = fact(
        default=None, label="read on", help="The day on which we read it.", example="2026-11-24", minor=True
    )
    voice: Voice = fact(
        label="voice",
        help="What the source does with the fact. Who copies the figures of others repeats them.",
        example="Sells it, for a price page",
        filter=True,
    )
    quote: str = fact(
        default="",
        label="quote",
        help="One short sentence, word for word.",
        example="We do not train on your business data.",
        text="paragraph",
        minor=True,
    )
    licence: str = fact(
        default="", label="licence", help="Under which terms its figures may be shown.", example="CC BY 4.0", minor=True
    )
