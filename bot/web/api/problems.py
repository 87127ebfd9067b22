"""What cannot be answered, as `application/problem+json` (RFC 9457): one clear sentence and what to do."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from bot.web.api.replies import HttpReply

PROBLEM_TYPE = "application/problem+json"


def problem(
    status: int,
    detail: str,
    hint: str | None = None,
    headers: Sequence[tuple[str, str]] = (),
    more: Mapping[str, Any] | None = None,
) -> HttpReply:
    """`detail` says what is wrong and `hint` what to do; `more` are members of this kind of problem alone."""
    document = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": _sentence(detail),
        "hint": _sentence(hint) if hint else None,
        **(more or {}),
    }
    return HttpReply(status, json.dumps(document, ensure_ascii=False).encode(), PROBLEM_TYPE, tuple(headers))


def _sentence(clause: str) -> str:
    """A message of the terminal is a clause; here it stands alone."""
    whole = clause[:1].upper() + clause[1:]
    return whole if whole.endswith((".", "!", "?")) else f"{whole}."
