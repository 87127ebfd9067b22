"""The command line, the session and the review screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.terminal.main import run_command as run_command
    from bot.terminal.output import print_error as print_error
else:
    __getattr__ = lazy_exports(__name__)
