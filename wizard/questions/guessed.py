"""Guesses: what own words seem to ask for, which fills in a page and decides nothing itself."""

import re
from collections.abc import Iterable, Mapping

from catalog.data_files import toml_of
from catalog.vocabulary import Medium, Word
from catalog.words import folded
from wizard.decision.acts import WITH_AN_ACT
from wizard.decision.vocabulary import GoesIn, JobAct


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(patterns).replace(" .. ", r" (?:\w+ ){0,10}?") + r")\b")


_TABLE: Mapping[str, Mapping[str, list[str]]] = toml_of(__file__)
ACTS = {JobAct.read(act): _any_of(patterns) for act, patterns in _TABLE["acts"].items()}
GOES_IN = {GoesIn.read(what): _any_of(patterns) for what, patterns in _TABLE["goes_in"].items()}


def guessed_answers(words: str, medium: Medium | None = None) -> Mapping[str, Word]:
    """Return what words seem to ask for, by the fields that it fills in; nothing of no words."""
    if not words:
        return {}
    act, goes_in = guessed_act(words, medium), guessed_input(words, medium)
    return {"goes_in": goes_in} if act is None else {"act": act, "goes_in": goes_in}


def guessed_act(words: str, medium: Medium | None) -> JobAct | None:
    """Return the act of the first telling verb; None without one, or where all is made."""
    if medium not in {None, *WITH_AN_ACT}:
        return None
    text = folded(words)
    matches = ((verbs.search(text), act) for act, verbs in ACTS.items())
    starts = [(verb.start(), act) for verb, act in matches if verb is not None]
    return min(starts, key=lambda row: row[0], default=(0, None))[1]


def guessed_input(words: str, medium: Medium | None) -> GoesIn:
    """Return what goes in, as far as words name it; else text."""
    text = folded(words)
    named = (what for what, patterns in GOES_IN.items() if patterns.search(text))
    goes_in = next(named, GoesIn.TEXT)
    if medium in {None, *WITH_AN_ACT}:
        return goes_in
    return GoesIn.PHOTO if goes_in.is_picture else GoesIn.TEXT
