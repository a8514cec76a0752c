"""Who makes and sells models, the media, and who works with them."""

from catalog.schema.field import fact, optional, record, slug_fact
from catalog.vocabulary import Medium


@record
class Provider:
    """A firm that makes models, sells them, or both."""

    slug: str = slug_fact("mistral-ai")
    name: str = fact("name", "As the firm writes itself.", "Mistral AI")
    about: str = optional(
        "about",
        "One sentence a shop owner understands.",
        "A French maker of language models.",
        text="paragraph",
    )
    homepage: str = optional("homepage", "Its front page.", "https://mistral.ai", text="address")
    country: str = optional("country", "Where the firm is seated.", "France", filter=True)
    closed_weights: bool = optional(
        "closed weights",
        "Tick if it publishes no weights of any model.",
        "ticked for Anthropic",
        filter=True,
    )


@record
class Modality:
    """A medium, explained to a person who never asked."""

    slug: Medium = fact("medium", "Which medium this explains.", "Pictures")
    name: str = fact("name", "How pages call it.", "Pictures")
    explanation: str = fact(
        "explanation",
        "What it is, in plain words.",
        "Photos, drawings and logos made from a description.",
        text="paragraph",
    )


@record
class Industry:
    """A trade with its own use cases."""

    slug: str = slug_fact("restaurants")
    name: str = fact("name", "How people in it call it.", "Restaurants and cafés")
    explanation: str = fact(
        "explanation",
        "Who belongs to it.",
        "Places that cook for guests, from a food van to a hotel kitchen.",
        text="paragraph",
    )


@record
class JobRole:
    """What a kind of colleague needs from AI."""

    slug: str = slug_fact("designer")
    name: str = fact("name", "The role in one or two words.", "Designer")
    needs: str = fact(
        "needs",
        "What this person needs before work can start.",
        "Rights to the pictures and a style guide.",
        text="paragraph",
    )
    media: tuple[Medium, ...] = fact(
        "media", "What this person mostly makes.", "Pictures, Video", filter=True
    )
    tasks: str = fact(
        "tasks",
        "What this person does in a pilot.",
        "Picks the reference pictures.",
        text="paragraph",
    )
