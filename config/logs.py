"""The format of log lines, and what is removed from them: keys of plans, and what people wrote."""

import json
import logging
import re
from datetime import UTC, datetime
from typing import Any, override

from config.tracing import REQUEST_ID

# A view key or an edit key is the first part after these.
_KEYED = re.compile(r"(/(?:p|plans?)/)(?!new/|sign-off/)[\w~.-]{6,}")
_KEYED_LATER = re.compile(r"(/(?:p|plan)/(?:[^\s/?#\"]+/)+)[\w-]{22}(?![\w-])")  # of a sign-off, of a second opinion


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


class HideKeys(logging.Filter):
    """Remove keys of plans from every message and traceback, and quoted rows of the database from tracebacks."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_keys(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = without_keys(without_values(logging.Formatter().formatException(record.exc_info)))
        return True


class NameRequest(logging.Filter):
    """Add the id of the thread's request to every record; empty where it has had none."""

    @override
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = REQUEST_ID.get()
        return True


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request id, and the facts of the record."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": getattr(record, "request_id", ""),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        if record.exc_text:
            entry["traceback"] = record.exc_text
        return json.dumps(entry, ensure_ascii=False, default=str)
