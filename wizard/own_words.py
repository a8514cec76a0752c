"""Own words: what the words of a job say that it is about, by the table beside it. Nothing here understands them."""

import re
from functools import lru_cache

from catalog.data_files import toml_of
from catalog.words import folded

MAY_BE_HIGH_RISK = "may-be-high-risk"
INVENTED_REVIEWS, IMPERSONATION = "invented-reviews", "impersonation"
EXACT_DRAWING = "exact-drawing"
PICTURE_QUESTION = "picture-question"
UNDER_SECRECY = "under-secrecy"
TRANSLATION, MEETINGS = "translation", "meetings"


@lru_cache(maxsize=1024)  # of a plan the same words are asked for a dozen times: 10,000 plans take 25 s, without 33
def meant_by(words: str) -> frozenset[str]:
    """Return the subjects that these words name: risks, "may-be-high-risk", and what a product can be made for."""
    text = _plain(words)
    return frozenset(subject for subject, patterns in _PATTERNS if all(each.search(text) for each in patterns))


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
        [_pattern(row[name].format(judges=_TABLE["judges"])) for name in ("words", "beside") if name in row],
    )
    for row in _TABLE["rows"]
]
