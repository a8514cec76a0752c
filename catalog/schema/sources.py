"""Where facts were read."""

from datetime import date

from catalog.schema.field import fact, optional, record, slug_fact
from catalog.vocabulary import Voice


@record
class Source:
    """Where a fact was read. The slug `editors-judgement` stands for the house itself."""

    slug: str = slug_fact("openai-pricing-2026-11")
    title: str = fact("title", "What the page or paper calls itself.", "Pricing, OpenAI developer documentation")
    publisher: str = optional("publisher", "Who answers for it; empty if nobody is named.", "OpenAI", filter=True)
    url: str = optional(
        "address", "Where a reader can look for themselves.", "https://www.example.org/pricing", text="address"
    )
    published: date | None = optional("published", "The day the source gives itself.", "2026-10-05", filter=True)
    retrieved: date | None = optional("read on", "The day on which we read it.", "2026-11-24")
    voice: Voice = fact(
        "voice",
        "What the source does with the fact. Who copies the figures of others repeats them.",
        "Sells it, for a price page",
        filter=True,
    )
    quote: str = optional(
        "quote", "One short sentence, word for word.", "We do not train on your business data.", text="paragraph"
    )
    licence: str = optional("licence", "Under which terms its figures may be shown.", "CC BY 4.0")
