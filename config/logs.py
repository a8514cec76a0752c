"""The format of log lines, and what is removed from them: keys of plans, and what people wrote."""

import json
import logging
import re
from copy import copy
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, override

from config.tracing import REQUEST_ID

# A key is a word of 22 of these letters: it is masked wherever it stands.
_KEY = re.compile(r"(?<![\w-])[\w-]{22}(?![\w-])", re.ASCII)
# In a mistyped address it may have lost a letter or run into its neighbour. No slug has capital
# letters.
_NEARLY_A_KEY = re.compile(r"(?<=/)(?=[^/\s]*[A-Z])[^/\s?#\"']{20,}")
# What follows these is a key, in whatever state; new/ and examples/ are none.
_PLACE_OF_A_KEY = re.compile(r"(/(?:p|plan)/)(?!new/|sign-off/|rate/|examples/)[\w~.-]{6,}")

# What Postgres quotes of a statement or row in an error, up to the end of that error: it may be an
# owner's answer.
_QUOTED = re.compile(
    (
        r"^(?:DETAIL|CONTEXT|QUERY|STATEMENT|LINE \d+):.*?(?=^\n(?:The above exception|During "
        r"handling)|\Z)"
    ),
    re.MULTILINE | re.DOTALL,
)


def without_values(text: str) -> str:
    """Return a traceback without what Postgres quotes of rows and statements."""
    return _QUOTED.sub("(what the database quoted is not logged)\n", text)


def without_keys(text: str) -> str:
    """Return the text without the keys of plans."""
    for pattern, masked in ((_KEY, "…"), (_NEARLY_A_KEY, "…"), (_PLACE_OF_A_KEY, r"\1…")):
        text = pattern.sub(masked, text)
    return text


class RefusalFilter(logging.Filter):
    """Makes one line, without a traceback, of what Django refuses.

    Visitors send odd things all day.
    """

    @override
    def filter(self, record: logging.LogRecord) -> bool | logging.LogRecord:
        status = getattr(record, "status_code", 0)
        is_suspicious = record.name.startswith("django.security.")
        is_refusal = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        if not (is_suspicious or is_refusal):
            return True
        line = copy(record)
        line.exc_info = line.exc_text = None
        line.levelno, line.levelname = logging.WARNING, "WARNING"
        return line


class PlainLines(logging.Formatter):
    """Lines and tracebacks without keys of plans, and without rows that the database quoted."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        return without_keys(super().format(record))

    @override
    def formatException(self, ei: Any) -> str:
        return without_keys(without_values(super().formatException(ei)))


class JsonLines(PlainLines):
    """One JSON object a line: time, level, logger, message, request id, and the record's facts."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_keys(record.getMessage()),
            "request_id": REQUEST_ID.get(),  # empty where the thread has had none
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry, ensure_ascii=False, default=str)
