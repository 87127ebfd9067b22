"""One thing that was looked at, and the places in Discord that the bot is to write to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["ok", "warning", "fault"]


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What was found of a `subject`, in one sentence; `advice` says what to do, and only "ok" has none.

    With a "fault" the bot does not work, or not all of it; with a "warning" it will not for long.
    """

    level: Severity
    subject: str
    said: str
    advice: str | None = None


@dataclass(frozen=True, slots=True)
class UsedChannels:
    """Where the state says that the bot writes: channels by server, each with what for."""

    channels: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
