"""Own words: what the words of a job say that it is about, by the table beside it. Nothing here understands them."""

import re
from functools import lru_cache

from catalog.data_files import toml_of
from catalog.words import folded

MAY_BE_HIGH_RISK = "may-be-high-risk"
IMPERSONATION = "impersonation"
# What is banned, or no general model may do: rule, risk and rows of advice have the same name.
BANNED = (
    "invented-reviews",
    IMPERSONATION,
    "false-identity",
    "hidden-flaws",
    "feelings-at-work",
    "face-search",
)
FORBIDDEN = (*BANNED, "medical-device")
EXACT_DRAWING, PICTURE_QUESTION, LIVE_VOICE = "exact-drawing", "picture-question", "live-voice"
UNDER_SECRECY, TRANSLATION, MEETINGS = "under-secrecy", "translation", "meetings"


@lru_cache(
    maxsize=1024
)  # of a plan the same words are asked for a dozen times: 10,000 plans take 25 s, without 33
def meant_by(words: str) -> frozenset[str]:
    """Return the subjects that these words name: risks, "may-be-high-risk", and what a product can be made for."""
    text = _plain(words)
    found = frozenset(
        subject for subject, patterns in _PATTERNS if all(each.search(text) for each in patterns)
    )
    return (
        found if found.isdisjoint(FORBIDDEN) else found - {MAY_BE_HIGH_RISK}
    )  # what is banned needs no lawyer


def _plain(words: str) -> str:
    """Return the words folded; umlauts written with an e are the same letters."""
    return re.sub("(?<=[aou])e", "", folded(words))


def _pattern(words: str) -> re.Pattern[str]:
    listed = (each.strip() for each in words.split(","))
    ways = (_plain(each) + (r"\w*" if each.endswith("*") else "") for each in listed if each)
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


_TABLE = toml_of(__file__)
_PATTERNS = [
    (
        row["subject"],
        [
            _pattern(row[name].format_map(_TABLE))
            for name in ("words", "beside", "about")
            if name in row
        ],
    )
    for row in _TABLE["rows"]
]
