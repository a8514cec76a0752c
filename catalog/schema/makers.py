"""Who makes and sells models, the media, and who works with them."""

from catalog.schema.field import fact, record, slug_fact
from catalog.vocabulary import Medium


@record
class Provider:
    """A firm that makes models, sells them, or both."""

    slug: str = slug_fact(example="mistral-ai")
    name: str = fact(label="name", help="As the firm writes itself.", example="Mistral AI")
    about: str = fact(
        default="",
        label="about",
        help="One sentence a shop owner understands.",
        example="A French maker of language models.",
        text="paragraph",
        minor=True,
    )
    homepage: str = fact(
        default="", label="homepage", help="Its front page.", example="https://mistral.ai", text="address"
    )
    country: str = fact(default="", label="country", help="Where the firm is seated.", example="France", filter=True)
    closed_weights: bool = fact(
        default=False,
        label="closed weights",
        help="Tick if it publishes no weights of any model.",
        example="ticked for Anthropic",
        filter=True,
    )


@record
class Modality:
    """A medium, explained to a person who never asked."""

    slug: Medium = fact(label="medium", help="Which medium this explains.", example="Pictures")
    name: str = fact(label="name", help="How pages call it.", example="Pictures")
    explanation: str = fact(
        label="explanation",
        help="What it is, in plain words.",
        example="Photos, drawings and logos made from a description.",
        text="paragraph",
    )


@record
class Industry:
    """A trade with its own use cases."""

    slug: str = slug_fact(example="restaurants")
    name: str = fact(label="name", help="How people in it call it.", example="Restaurants and cafés")
    explanation: str = fact(
        label="explanation",
        help="Who belongs to it.",
        example="Places that cook for guests, from a food van to a hotel kitchen.",
        text="paragraph",
    )


@record
class Role:
    """What a kind of colleague needs from AI."""

    slug: str = slug_fact(example="designer")
    name: str = fact(label="name", help="The role in one or two words.", example="Designer")
    needs: str = fact(
        label="needs",
        help="What this person needs before work can start.",
        example="Rights to the pictures and a style guide.",
        text="paragraph",
    )
    media: tuple[Medium, ...] = fact(
        label="media", help="What this person mostly makes.", example="Pictures, Film", filter=True
    )
    tasks: str = fact(
        label="tasks",
        help="What this person does in a pilot.",
        example="Picks the reference pictures.",
        text="paragraph",
    )
