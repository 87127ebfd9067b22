"""The small library, and the program run within the test, as the terminal's tests have them."""

from __future__ import annotations

from tests.bot.terminal.conftest import program, root

__all__ = ["program", "root"]
