"""Long work shows on the terminal's error stream that it goes on; where there is no terminal, nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.terminal import coloured


@contextmanager
def working(what: str) -> Iterator[Callable[[str], None]]:
    """Yields a function that says what is being done now."""
    if not coloured(sys.stderr):
        yield lambda now: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda now: progress.update(task, description=now)
