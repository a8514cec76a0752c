"""When an offer, or a model wherever it is sold, comes to its end, and who says so."""

from datetime import date

from catalog.schema.field import as_of_fact, fact, note_fact, optional, record, source_fact
from catalog.vocabulary import Confidence, EndKind


@record
class End:
    """What one source says of the end of an offer, or of a model wherever it is sold.

    Sources that contradict each other have a row each; `catalog.query` says which of them is used.
    """

    offer: str | None = optional(
        "offer",
        "The offer that it is about; empty where a model ends wherever it is sold.",
        "gpt-4o@openai",
        parent="offers",
    )
    model: str | None = optional(
        "model sold nowhere",
        "The model, where nobody sells it any more; empty for an offer.",
        "GPT-3",
        parent="models",
    )
    status: EndKind = fact(
        "status",
        "What the source says. “Not before” is the earliest day, not an end.",
        "End announced",
        filter=True,
        group="What is said",
    )
    day: date | None = optional(
        "day",
        (
            "The first day on which it cannot be used. Empty if an end is over and its day is "
            "not on record."
        ),
        "2027-01-14",
        filter=True,
        group="What is said",
    )
    announced_on: date | None = optional(
        "announced on",
        "The day on which the seller announced it.",
        "2026-10-14",
        group="What is said",
    )
    replacement: str | None = optional(
        "replacement",
        "The model that follows, or to which calls go.",
        "GPT-6 Luna",
        link="models",
        group="What is said",
    )
    replacement_words: str = optional(
        "replacement in words",
        "What follows, where it is not one model of this catalog.",
        "GPT Image 2.5 Sunburst or Flare",
        group="What is said",
    )
    confidence: Confidence = fact(
        "confidence",
        "How sure you are. Low if a list alone says so, or if the seller moved the day before.",
        "High for the seller’s own page",
        group="Proof",
    )
    note: str = note_fact("The seller calls the day tentative.")
    source: str = source_fact()
    as_of: date = as_of_fact()
