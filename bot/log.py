"""The log on standard error, for people or for machines. The token never reaches it."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from bot.settings import Secret

# what every record has: the rest was passed as `extra`
_STANDARD_ATTRIBUTES = set(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}


class RedactingFormatter(logging.Formatter):
    """One line of text a record. Any text in which the token would stand is shown without it."""

    def __init__(self, token: Secret | None) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secret = token.secret if token else ""

    def format(self, record: logging.LogRecord) -> str:
        return self.redact(super().format(record) + _extra_fields(record))

    def redact(self, text: str) -> str:
        """The text with the token replaced."""
        return text.replace(self._secret, "[token]") if self._secret else text


class JsonFormatter(RedactingFormatter):
    """One JSON object a line: at (UTC), level, logger, message, what was passed as extra, and a trace."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **{key: value for key, value in record.__dict__.items() if key not in _STANDARD_ATTRIBUTES},
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return self.redact(json.dumps(entry, ensure_ascii=False, default=str))


def _extra_fields(record: logging.LogRecord) -> str:
    found = {key: value for key, value in record.__dict__.items() if key not in _STANDARD_ATTRIBUTES}
    return " " + " ".join(f"{key}={value}" for key, value in found.items()) if found else ""


def configure_logging(form: str, token: Secret | None) -> None:
    """Sends all logging to standard error. `form` is "text" or "json", as settings have it."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter(token) if form == "json" else RedactingFormatter(token))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.INFO)
    # its INFO tells of every reconnection and nothing that somebody has to act on
    logging.getLogger("discord").setLevel(logging.WARNING)
