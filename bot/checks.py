"""Checks of quotations, as every face makes them: whose words they are claimed to be, and the verdict."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefs.questions import LONGEST_NAME

if TYPE_CHECKING:
    from bot.shelf import Shelf
    from briefs.questions import Questions
    from briefs.verify import Checker, Verdict

_MOST_MEANT = 5  # people whom a name may mean
_BY = re.compile(r"(?s)(?P<text>.*\S)\s+(?:--)?by[:=]?\s+(?P<name>\S[^\n]*)", re.IGNORECASE)
_CLOSED = ('"', "”", "»", "“", "’")


@dataclass(frozen=True, slots=True)
class Claimants:
    """Whom a claimed name means: ids of the library, or the name as typed where nobody bears it."""

    ids: tuple[str, ...] = ()
    name: str | None = None


def claimants(questions: Questions, by: str | None) -> Claimants:
    if by is None or not by.strip():
        return Claimants()
    if len(by) > LONGEST_NAME:
        return Claimants(name=by)
    result = questions.find_person(by)
    if result.outcome == "none":
        return Claimants(name=by)
    matches = result.matches[:1] if result.outcome == "one" else result.matches[:_MOST_MEANT]
    return Claimants(tuple(match.id for match in matches))


def verdict_on(checker: Checker, text: str, claimed: Claimants) -> Verdict:
    """Of several people whom the name may mean, whoever said it."""
    if not claimed.ids:
        return checker.check(text, by_name=claimed.name)
    verdicts = [checker.check(text, by=id) for id in claimed.ids]
    fitting = [verdict for verdict in verdicts if verdict.verdict != "misattributed"]
    return (fitting or verdicts)[0]


def without_by(line: str, known: Callable[[str], bool]) -> tuple[str, str | None]:
    """`TEXT by PERSON` as text and person, where what follows the last `by` is somebody."""
    match = _BY.fullmatch(line.strip())
    if match is None or len(match["name"]) > LONGEST_NAME:
        return line.strip(), None
    text, name = match["text"], match["name"].strip()
    if text.endswith(_CLOSED) or known(name):
        return text, name
    return line.strip(), None


class Checks:
    """A checker in a thread of its own, so that no check holds the bot; it follows the shelf's swaps."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._thread = ThreadPoolExecutor(1, "checks")
        self._checker: Checker | None = None
        self._generation = -1

    async def check(self, text: str, by: str | None) -> Verdict:
        """The verdict on `text`, claimed of the name `by` as typed."""
        claimed = claimants(self._shelf.questions, by)
        loop, generation = asyncio.get_running_loop(), self._shelf.generation
        return await loop.run_in_executor(self._thread, self._checked, text, claimed, generation)

    def close(self) -> None:
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _checked(self, text: str, claimed: Claimants, generation: int) -> Verdict:
        from briefs.verify import Checker

        if self._checker is None or self._generation < generation:
            old, self._checker = self._checker, Checker.open(self._shelf.desk.path)
            self._generation = generation
            if old is not None:
                old.close()
        return verdict_on(self._checker, text, claimed)
