"""The log on standard error, for people or for machines. Neither the token nor what users type reaches it."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.settings import Secret
from bot.traces import trace_of, without_typed
from briefs.errors import UserError

# what every record has: the rest was passed as `extra`
_STANDARD_ATTRIBUTES = set(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {
    "message",
    "asctime",
    "taskName",
    "color_message",
}

_OF_VOICE = (
    "PyNaCl is not installed, voice will NOT be supported",
    "davey is not installed, voice will NOT be supported",
)


_WEBHOOK = re.compile(r"(/webhooks/\d+/)[\w-]+")


class RedactingFormatter(logging.Formatter):
    """One line of text a record. Any text in which a token would stand is shown without it."""

    def __init__(self, token: Secret | None) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
        self._secret = token.secret if token else ""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler may have left a trace there that says more
        return self.redact(super().format(record) + _extra_fields(record))

    def formatMessage(self, record: logging.LogRecord) -> str:
        record.message = _message(record)
        return super().formatMessage(record)

    def formatException(self, ei: Any) -> str:
        """What somebody can put right is said, such as a database that is away; of the rest a trace."""
        if isinstance(ei[1], UserError):
            return f"{ei[1].message} ({ei[1].hint})" if ei[1].hint else ei[1].message
        return trace_of(ei[1]).rstrip("\n") if ei[1] is not None else ""

    def redact(self, text: str) -> str:
        """The text with the token replaced, and the secret in the address of a webhook."""
        text = _WEBHOOK.sub(r"\1[token]", text)
        return text.replace(self._secret, "[token]") if self._secret else text


class JsonFormatter(RedactingFormatter):
    """One JSON object a line: at (UTC), level, logger, message, what was passed as extra, and a trace."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
            **_passed(record),
        }
        if record.exc_info:
            entry["trace"] = self.formatException(record.exc_info)
        return self.redact(json.dumps(entry, ensure_ascii=False, default=str))


def _message(record: logging.LogRecord) -> str:
    """What this program itself logs names no words of users; a library may quote them."""
    text = record.getMessage()
    return text if record.name.startswith("bot.") else without_typed(text)


def _passed(record: logging.LogRecord) -> Mapping[str, object]:
    """What was passed as `extra`."""
    found = {key: value for key, value in record.__dict__.items() if key not in _STANDARD_ATTRIBUTES}
    return {key: without_typed(each) if isinstance(each, str) else each for key, each in found.items()}


def _extra_fields(record: logging.LogRecord) -> str:
    found = _passed(record)
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
    logging.getLogger("discord.client").addFilter(_is_news)


def _is_news(record: logging.LogRecord) -> bool:
    """False for what discord.py says at each start of packages for voice: this bot has no use for them."""
    return record.getMessage() not in _OF_VOICE
