"""The format of log lines, and what is removed from them: keys of plans, and what people wrote."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, override

from config.tracing import REQUEST_ID

# A view key or an edit key is the first part after these.
_KEYED = re.compile(r"(/(?:p|plans?)/)(?!new/|sign-off/)[\w~.-]{6,}")
_KEYED_LATER = re.compile(
    r"(/(?:p|plan)/(?:[^\s/?#\"]+/)+)[\w-]{22}(?![\w-])"
)  # of a sign-off, of a second opinion


# What Postgres quotes of a statement or row in an error, up to the end of that error: it may be an owner's answer.
_QUOTED = re.compile(
    r"^(?:DETAIL|CONTEXT|QUERY|STATEMENT|LINE \d+):.*?(?=^\n(?:The above exception|During handling)|\Z)",
    re.MULTILINE | re.DOTALL,
)


def without_values(text: str) -> str:
    """Return a traceback without what Postgres quotes of rows and statements."""
    return _QUOTED.sub("(what the database quoted is not logged)\n", text)


def without_keys(text: str) -> str:
    """Return the text without the keys of plans."""
    return _KEYED_LATER.sub(r"\1…", _KEYED.sub(r"\1…", text))


class PlainLines(logging.Formatter):
    """Lines and tracebacks without keys of plans, and without rows that the database quoted."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        return without_keys(super().format(record))

    @override
    def formatException(self, ei: Any) -> str:
        return without_keys(without_values(super().formatException(ei)))


class JsonLines(PlainLines):
    """One JSON object a line: time, level, logger, message, id of the thread's request, and the facts of the record."""

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
