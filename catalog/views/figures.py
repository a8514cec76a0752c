"""The drawings that articles show: what each says, and how it is drawn wide and on a phone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

from catalog import query
from catalog.charts.family import family
from catalog.charts.flow import BoxRow, flow
from catalog.charts.marks import Drawing
from catalog.charts.shares import shares
from catalog.schema import Catalog
from catalog.vocabulary import Branch, Figure, PriceUnit

WIDE, BROAD, PHONE = 656.0, 1000.0, 350.0  # px: a column of text, a page, a phone
BATCH = 0.5  # of the usual price, as OpenAI, Anthropic and Google sell work that may wait


@dataclass(frozen=True, slots=True, kw_only=True)
class Illustration:
    """A drawing with its finding and the same in words, for people who do not see it."""

    caption: str
    description: str
    wide: Drawing
    narrow: Drawing
    broad: bool = False


# Boxes and arrows: what a drawing says, the same in words, and its rows.
FLOWS: Mapping[Figure, tuple[str, str, tuple[BoxRow, ...]]] = {
    Figure.WRITING: (
        "A language model writes one piece at a time, and reads all of it again before the next.",
        (
            "Four boxes in a row. The text is cut into tokens: The, in, voice. The transformer weighs every token "
            "against all the others. It finds likely next tokens, each with its chance: is, was. One of them is written. From there an "
            "arrow leads back to the start: the token is added, and it begins again."
        ),
        (
            BoxRow(
                (
                    "Your text|cut into tokens:|The · in · voice",
                    "Transformer|weighs every token|against all others",
                    "Likely next|is 61 %, was 12 %|(made-up figures)",
                    "One is written|is",
                ),
                back="It is added to the text, and all begins again",
            ),
        ),
    ),
    Figure.FITTING: (
        "Instructions change what you ask, retrieval what the model reads, fine-tuning the model itself.",
        (
            "Three rows of boxes. Instructions and examples: your rules and the question go to the model as it is, which "
            "answers. Retrieval: the question first finds passages in your documents, and both go to the model as it is, "
            "which answers from them. Fine-tuning: examples of yours change the model once; after that the question goes "
            "to the changed model, which answers in the form it has learnt."
        ),
        (
            BoxRow(("Rules, examples|and the question", "The model|as it is", "Answer"), "Instructions and examples"),
            BoxRow(
                ("Question", "Your documents|give passages", "The model|as it is", "Answer|from passages"), "Retrieval"
            ),
            BoxRow(
                ("50 to 1,000|good results", "Training|changes the model", "Question", "Answer|in that form"),
                "Fine-tuning",
            ),
        ),
    ),
    Figure.PILOT: (
        "A pilot is a short course with one look at the end; whoever changes something starts to count again.",
        (
            "Five boxes in a row: write the target down; collect twenty real cases; let two models do the same cases; "
            "compare them without knowing which is which; decide to use it, drop it or test on. An arrow leads from the "
            "end back to the start: instructions changed, and the count begins again."
        ),
        (
            BoxRow(
                (
                    "Target|written down",
                    "20 cases|real ones",
                    "Two models|same cases",
                    "Compare|blind",
                    "Decide|use or drop",
                ),
                back="Instructions changed? Count again",
            ),
        ),
    ),
}


def figure_of(catalog: Catalog, figure: Figure, on: date) -> Illustration:
    """Return a drawing as it is on a day; what it counts or prices comes from the catalog."""
    if figure is Figure.FAMILY:
        return _family(catalog, on)
    if figure is Figure.PAYING:
        return _paying(catalog, on)
    caption, description, rows = FLOWS[figure]
    wide, narrow = flow(rows, width=WIDE), flow(rows, width=PHONE, narrow=True)
    return Illustration(caption=caption, description=description, wide=wide, narrow=narrow)


def kinds_on_sale(catalog: Catalog, on: date) -> dict[str, int]:
    """Return how many models on sale belong to each part of the family."""
    branches = Counter(query.branches(model) for model in catalog.models if query.on_sale(model, on))
    both = branches[Branch.LANGUAGE, Branch.MEDIA]
    return {"language": branches[Branch.LANGUAGE,], "both": both, "others": branches[Branch.MEDIA,]}


def _family(catalog: Catalog, on: date) -> Illustration:
    language, both, others = (f"{count} on sale" for count in kinds_on_sale(catalog, on).values())
    counts = (language, both, others)
    return Illustration(
        caption="Language models are one branch of generative AI, not its rival. Some models stand in both branches.",
        description="A field, generative AI, holds two fields that overlap: language models, which make text, code and "
        "tables, and other generative AI, which makes pictures, film, speech, music and 3D shapes. Multimodal "
        "models, which make both, stand where the two overlap.",
        wide=family(counts, width=BROAD),
        narrow=family(counts, width=PHONE, narrow=True),
        broad=True,
    )


def _paying(catalog: Catalog, on: date) -> Illustration:
    cached = cached_share(catalog, on)
    rows = [("At once, read anew", 1.0, "100"), ("In a batch, by tomorrow", BATCH, "about 50")]
    if cached is not None:
        rows.append(("Read again from a cache", cached, f"about {cached * 100:.0f}"))
    listed = "; ".join(f"{name}: {words}" for name, _, words in rows)
    return Illustration(
        caption="Who waits until tomorrow pays about half; what is read again costs a small part. The usual price is 100.",
        description=f"{listed}. The share of a cache is the middle one of the makers on file; a batch costs half at OpenAI, "
        "Anthropic and Google.",
        wide=shares(rows, width=WIDE),
        narrow=shares(rows, width=PHONE),
    )


def cached_share(catalog: Catalog, on: date) -> float | None:
    """Return what reading again costs of reading anew, 0 to 1: the median of makers' own offers; None without any."""
    found = []
    for model in catalog.models:
        for offer in catalog.offers_of.get(model.slug, ()):
            usd = {price.unit: price.usd for price in query.prices(catalog, offer.slug, on)}
            anew, cached = usd.get(PriceUnit.INPUT_MTOK), usd.get(PriceUnit.CACHED_INPUT_MTOK)
            if offer.seller == model.provider and anew and cached is not None:
                found.append(float(cached / anew))
    return median(found) if found else None
