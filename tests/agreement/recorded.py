"""What sources say of models, read from the extracts in `recorded/`.

Nothing here comes from the catalog or its code.
"""

import csv
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "recorded"
type Row = dict[str, str]


@dataclass(frozen=True)
class Said:
    """One thing that a source says of a model: of a medium yes or no, of a fact its value."""

    source: str
    model: str
    subject: str  # “reads document”, “makes text”, “total_limit”, “thinking_off”
    value: str
    own: bool = True  # of the model at its maker; other sellers may cut or add what goes in


@cache
def index() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "recorded.toml").read_text(encoding="utf-8"))


@cache
def rows(source: str) -> tuple[Row, ...]:
    with (FOLDER / f"{source}.csv").open(newline="", encoding="utf-8") as file:
        return tuple(csv.DictReader(file))


@cache
def everything() -> tuple[Said, ...]:
    """Return all that the recorded sources say, each thing once."""
    of_lists = (
        Said(source, row["model"], subject, value, row.get("own", "true") == "true")
        for source, read in READERS.items()
        for row in rows(source)
        for subject, value in read(row)
    )
    of_pages = (
        Said(page["source"], page["model"], subject, value)
        for page in index()["pages"]
        for subject, value in read_page(page)
    )
    return tuple(dict.fromkeys((*of_lists, *of_pages)))


@cache
def by_subject() -> Mapping[tuple[str, str, str], frozenset[str]]:
    """Return each source's values of each subject of a model; several if entries differ."""
    found: dict[tuple[str, str, str], set[str]] = {}
    for said in everything():
        found.setdefault((said.source, said.model, said.subject), set()).add(said.value)
    return {key: frozenset(values) for key, values in found.items()}


def values(source: str, model: str, subject: str) -> frozenset[str]:
    return by_subject().get((source, model, subject), frozenset())


def speaks_of(source: str, model: str) -> bool:
    """Tell whether anything that a source says of a model is recorded."""
    return any((said.source, said.model) == (source, model) for said in everything())


def sources() -> set[str]:
    return {*READERS, *(page["source"] for page in index()["pages"])}


# --------------------------------------------------------------------------- lists, one reader each

OURS = {"audio": "speech", "pdf": "document"}  # what lists call our media
FLAGS = {
    "supports_vision": "reads image",
    "supports_embedding_image_input": "reads image",
    "supports_pdf_input": "reads document",
    "supports_audio_input": "reads speech",
    "supports_video_input": "reads video",
    "supports_audio_output": "makes speech",
}
# What goes in and comes out by the mode alone, where an entry has no lists of media.
MODES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "chat": (("text",), ("text",)),
    "completion": (("text",), ("text",)),
    "responses": (("text",), ("text",)),
    "embedding": (("text",), ("vector",)),
    "image_generation": (("text",), ("image",)),
    "image_edit": (("text", "image"), ("image",)),
    "audio_transcription": (("speech",), ("text",)),
    "audio_speech": (("text",), ("speech",)),
    "video_generation": (("text",), ("video",)),
    "ocr": (("document",), ("text",)),
}
MUSICIANS = {"lyria-3-5"}  # what a list calls audio is music here


def parts(cell: str) -> list[str]:
    return [word for word in cell.split(";") if word]


def read_litellm(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what an entry says.

    A flag that is false says no; a list that leaves a medium out says nothing.
    """
    yes = {*_litellm_lists(row), *_litellm_marks(row)}
    no = set()
    for flag, subject in FLAGS.items():
        if row["model"] in MUSICIANS and subject == "makes speech":
            continue
        if row[flag] == "true":
            yes.add(subject)
        if row[flag] == "false":
            no.add(subject)
    for subject in sorted(yes):
        yield subject, "yes"
    for subject in sorted(no - yes):
        yield subject, "no"
    yield from _litellm_figures(row)


def _litellm_figures(row: Row) -> Iterator[tuple[str, str]]:
    if row["supports_none_reasoning_effort"]:
        yield "thinking_off", "yes" if row["supports_none_reasoning_effort"] == "true" else "no"
    if row["reasoning_effort_levels"]:
        yield "thinking_off", "yes" if "none" in parts(row["reasoning_effort_levels"]) else "no"
    for column in ("max_input_tokens", "max_output_tokens"):
        if row[column]:
            yield column, row[column]


def _litellm_lists(row: Row) -> Iterator[str]:
    reads, makes = MODES.get(row["mode"], ((), ()))
    reads = tuple(parts(row["supported_modalities"])) or reads
    makes = tuple(parts(row["supported_output_modalities"])) or makes
    if "image-to-3D" in row["comment"]:  # it has no mode for shapes
        reads, makes = ("image",), ("3d",)
    sound = "music" if row["model"] in MUSICIANS else "speech"
    yield from (f"reads {OURS.get(word, word)}" for word in reads)
    yield from (f"makes {sound if word == 'audio' else OURS.get(word, word)}" for word in makes)


def _litellm_marks(row: Row) -> Iterator[str]:
    if "/v1/images/edits" in row["supported_endpoints"]:
        yield "reads image"
    if row["mode"] == "realtime":  # tokens of text have a price of their own
        if row["input_cost_per_token"]:
            yield "reads text"
        if row["output_cost_per_token"]:
            yield "makes text"


def read_models_dev(row: Row) -> Iterator[tuple[str, str]]:
    yield from ((f"reads {OURS.get(word, word)}", "yes") for word in parts(row["modalities_input"]))
    yield from (
        (f"makes {OURS.get(word, word)}", "yes") for word in parts(row["modalities_output"])
    )
    if row.get("open_weights"):  # who cannot have the weights cannot run them either
        answer = "yes" if row["open_weights"] == "true" else "no"
        yield "open_weights", answer
        yield "self_hosting", answer
    for column in ("limit_context", "limit_input", "limit_output", "context_window", "max_output"):
        if row.get(column):
            yield column, row[column]


def read_pi_ai(row: Row) -> Iterator[tuple[str, str]]:
    yield from ((f"reads {word}", "yes") for word in parts(row["input"]))
    made = {"chat": "text", "image": "image"}.get(row["type"])
    if made:
        yield f"makes {made}", "yes"
    if row["thinking_off"]:
        yield "thinking_off", "no" if row["thinking_off"] == "null" else "yes"
    for column in ("contextWindow", "maxTokens"):
        if row[column]:
            yield column, row[column]


READERS: Mapping[str, Callable[[Row], Iterable[tuple[str, str]]]] = {
    "litellm-1-110-2": read_litellm,
    "models-dev-2026-07-01": read_models_dev,
    "models-dev-2026-09-16": read_models_dev,
    "pi-ai-1-6-0": read_pi_ai,
}
# Under which names a list gives each of our limits; what it calls input may be the total.
LIMITS: Mapping[str, tuple[str, ...]] = {
    "input_limit": ("input_limit", "max_input_tokens", "limit_input"),
    "total_limit": (
        "total_limit",
        "max_input_tokens",
        "limit_context",
        "context_window",
        "contextWindow",
    ),
    "output_limit": (
        "output_limit",
        "max_output_tokens",
        "limit_output",
        "max_output",
        "maxTokens",
    ),
}


def limits(source: str, model: str, limit: str) -> frozenset[str]:
    """Return the figures that a source gives for a limit of a model."""
    return frozenset().union(*(values(source, model, name) for name in LIMITS[limit]))


# -------------------------------------------------------------------------------------------- pages


def read_page(page: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the quoted words of a page say, as it is written down beside them."""
    for key, answer in (("reads", "yes"), ("does_not_read", "no")):
        yield from ((f"reads {medium}", answer) for medium in page.get(key, ()))
    for key, answer in (("makes", "yes"), ("does_not_make", "no")):
        yield from ((f"makes {medium}", answer) for medium in page.get(key, ()))
    for key in ("input_limit", "total_limit", "output_limit", "thinking_off"):
        if key in page:
            yield key, str(page[key])
