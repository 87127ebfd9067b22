"""Long work shows on the terminal's error stream how far it is; where there is no terminal, nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol

from bot.terminal.output import takes_colours


class ProgressCallback(Protocol):
    """Says what is being done now, and how much of it is done where the total is known."""

    def __call__(self, what: str, done: float = 0, total: float | None = None) -> None: ...


@contextmanager
def progress_bar(what: str) -> Iterator[ProgressCallback]:
    """A bar on standard error while the block runs, first with `what`; it leaves nothing behind."""
    if not takes_colours(sys.stderr):
        yield lambda what, done=0, total=None: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, Progress, SpinnerColumn, TaskProgressColumn, TextColumn
    from rich.progress import TimeElapsedColumn as Elapsed

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        Elapsed(),
    )
    # transient, and on standard error: what is on standard output is the reply alone
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)

        def now(what: str, done: float = 0, total: float | None = None) -> None:
            progress.update(task, description=escape(what), completed=done)
            progress.tasks[0].total = total  # update() takes None as “as it was”

        yield now


def count_progress(report_progress: ProgressCallback, what: str) -> Callable[[int, int], None]:
    """`report_progress` with a fixed text, for work that says how much is done, and of how much."""
    return lambda done, total: report_progress(what, done, total)
