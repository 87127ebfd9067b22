"""The bot in a loopback Discord, as for briefings, and what is new in its library at a word."""

from __future__ import annotations

from tests.bot.discord.briefings.conftest import app, clock, double, file, open_app

__all__ = ["app", "clock", "double", "file", "open_app"]
