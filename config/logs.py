"""What never reaches a log: the keys in a plan's addresses."""

import logging
import re
from typing import override

# A view key opens a plan and an edit key changes it; both are the first part after these.
_KEYED = re.compile(r"(/(?:p|plan)/)(?!new/)[\w~.-]{6,}")


def without_keys(text: str) -> str:
    """Return the text with the keys of plans struck out."""
    return _KEYED.sub(r"\1…", text)


class HideKeys(logging.Filter):
    """Strike the keys of plans out of every message and its traceback."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_keys(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = without_keys(logging.Formatter().formatException(record.exc_info))
        return True
