"""Reads an uploaded plan strictly, or says in a sentence what is wrong with it."""

import codecs
from dataclasses import dataclass
from typing import Any

from config.json_input import NotJsonError, decode_json
from wizard.exports.plan_json import EDITION, FORMAT
from wizard.steps.asking import Json, Stored
from wizard.steps.journey import all_questions

MOST_BYTES = 1_000_000
MOST_ANSWERS = 200
MOST_NESTED = 20  # lists within lists of an answer


@dataclass(frozen=True, slots=True)
class NotAPlan:
    """Why a file cannot start a plan, as a sentence for whoever brought it."""

    text: str


def read(text: bytes) -> Stored | NotAPlan:  # noqa: PLR0911  # each way to be wrong has its own sentence
    """Return the answers in a plan's JSON; what they mean is for the wizard to judge, which asks again where it must."""
    if not text.removeprefix(codecs.BOM_UTF8).strip():
        return NotAPlan("There is nothing in it. Choose the file plan.json of a plan, or paste its text.")
    if len(text) > MOST_BYTES:
        return NotAPlan("The file is too large. The JSON of a plan has less than one megabyte.")
    try:
        document: Any = decode_json(text)
    except NotJsonError:
        return NotAPlan("This is not JSON. Take plan.json as it was saved, without changes.")
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        return NotAPlan("This is JSON, but not a plan of ours. The file to bring is called plan.json.")
    if document.get("edition") != EDITION:
        return NotAPlan("This plan was written by another edition of Pilotlight, which this one cannot read.")
    answers = document.get("answers")
    if not isinstance(answers, list) or not answers:
        return NotAPlan("There are no answers in this plan.")
    if len(answers) > MOST_ANSWERS or not all(_is_pair(pair) for pair in answers):
        return NotAPlan("The answers in this plan are not in order. Take plan.json as it was saved, without changes.")
    known = {question.key for _, _, question in all_questions()}
    taken = {name: value for name, value in answers if name.partition(".")[0] in known}
    if not taken:
        return NotAPlan("None of its answers belongs to a question that we ask.")
    return taken


def _is_pair(pair: Any) -> bool:
    return (
        isinstance(pair, list) and len(pair) == len(("name", "value")) and isinstance(pair[0], str) and _is_sound(pair)
    )


def _is_sound(value: Json, depth: int = 0) -> bool:
    """Tell whether Postgres can store it: no NUL characters, and no deep nesting."""
    if depth > MOST_NESTED:
        return False
    if isinstance(value, str):
        return "\0" not in value
    if isinstance(value, dict):
        return all(_is_sound(each, depth + 1) for pair in value.items() for each in pair)
    if isinstance(value, list):
        return all(_is_sound(each, depth + 1) for each in value)
    return True
