"""What a model is called, what goes in and what comes out, in words."""

from dataclasses import dataclass

from catalog import formatting, query
from catalog.naming import name_or_slug
from catalog.query import MediaAnswer, RegionAnswer
from catalog.schema import (
    AiModel,
    Catalog,
)
from catalog.vocabulary import (
    Branch,
    Direction,
    Medium,
    Purpose,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediumLine:
    """Whether a medium goes into a model, and whether it comes out, each with who says so."""

    medium: Medium
    reads: MediaAnswer
    makes: MediaAnswer


def media_lines(catalog: Catalog, model: AiModel) -> tuple[MediumLine, ...]:
    """Return what goes in and what comes out, a line a medium.

    Of rare media, only what a source speaks of.
    """
    lines = []
    for medium in Medium:
        reads, makes = (
            query.media_answer(catalog, model, direction, medium) for direction in Direction
        )
        is_stated = reads.rests_on is not None or makes.rests_on is not None
        if medium in query.ASKED_MEDIA or (is_stated and medium not in query.AS_TEXT):
            lines.append(MediumLine(medium=medium, reads=reads, makes=makes))
    return tuple(lines)


MODEL_NOUNS = {
    Purpose.GENERAL: "language model",
    Purpose.CODE_COMPLETION: "code completion model",
    Purpose.SEARCH: "language model that answers from a web search",
    Purpose.EMBEDDING: "embedding model",
    Purpose.MODERATION: "moderation model",
    Purpose.TRANSCRIPTION: "transcription model",
    Purpose.READING: "reader of documents and scans",
    Purpose.SPEECH: "speech model",
    Purpose.CONVERSATION: "model for live voice conversation",
    Purpose.IMAGE: "image model",
    Purpose.VIDEO: "video model",
    Purpose.MUSIC: "music model",
    Purpose.MODEL_3D: "3D model",
    Purpose.PRODUCT: "product, not a model of its own",
}


def kind_of(catalog: Catalog, model: AiModel) -> str:
    """Return what people call this sort of model."""
    found = query.purposes(catalog, model)
    if Purpose.GENERAL in found and Branch.MEDIA in query.branches(catalog, model):
        return "language model that makes more than text"
    return MODEL_NOUNS[found[0]] if found else "model"


def lead(catalog: Catalog, model: AiModel) -> str:
    """Return a model in a sentence."""
    kind = kind_of(catalog, model)
    inputs, outputs = query.media_read(catalog, model), query.media_made(catalog, model)
    article = "An" if kind[0] in "aeio" else "A"
    if Medium.VECTOR in outputs:
        return (
            f"{article} {kind}: it turns {formatting.format_list(inputs)} into numbers by which "
            "passages are found."
        )
    if not outputs:
        return "A model of which no source we read says what it reads and makes."
    verb = "writes" if outputs == (Medium.TEXT,) else "makes"
    makes = f"{verb} {formatting.format_list(outputs)}"
    if not inputs:
        return f"{article} {kind}. It {makes}; what it reads is not stated on any page we read."
    return f"{article} {kind}. It reads {formatting.format_list(inputs)}, and {makes}."


def region_hint(catalog: Catalog, region: RegionAnswer) -> str:
    """Say what else there is in the EU than the offer shown at its price; nothing where nothing."""
    if region.priced_apart:
        return "at another price"
    if region.elsewhere is None:
        return ""
    return f"but yes at {name_or_slug(catalog.provider, region.elsewhere.seller)}"
