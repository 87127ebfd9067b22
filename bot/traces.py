"""Traces of faults without what somebody typed: an exception's own words often repeat it."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_WORD = re.compile(r"\w{4,}")  # shorter ones say nothing, and stand in every sentence
_LEFT_OUT = "…"
_MOST_WORDS = 2000
_CAUSE = "\nThe above exception was the direct cause of the following exception:\n\n"
_CONTEXT = "\nDuring handling of the above exception, another exception occurred:\n\n"
_typed: ContextVar[frozenset[str]] = ContextVar("typed", default=frozenset())


def note_typed(texts: Iterable[str]) -> None:
    """The words of `texts` are left out of traces from here on, in this task and in those that it starts."""
    found = {word.casefold() for text in texts for word in _WORD.findall(text)}
    if found:
        _typed.set(_typed.get() | frozenset(sorted(found, key=len)[-_MOST_WORDS:]))


@contextmanager
def typed(texts: Iterable[str]) -> Iterator[None]:
    """As note_typed(), within the block alone."""
    token = _typed.set(_typed.get())
    try:
        note_typed(texts)
        yield
    finally:
        _typed.reset(token)


def without_typed(text: str) -> str:
    """The text, its typed words left out wherever they stand in it, in any case."""
    words = _typed.get()
    if not words:
        return text
    # The longest first. Within other words too: an escape such as “\n” stands right before what it parts.
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(pattern, _LEFT_OUT, text, flags=re.IGNORECASE)


def trace_of(error: BaseException) -> str:
    """A trace as Python prints it, its causes first; typed words are left out of what the errors say."""
    parts, seen = [], set[int]()
    current: BaseException | None = error
    joint = ""
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        parts.append(_one(current) + joint)
        if current.__cause__ is not None:
            current, joint = current.__cause__, _CAUSE
        else:
            current = None if current.__suppress_context__ else current.__context__
            joint = _CONTEXT
    return "".join(reversed(parts))


def _one(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    said = without_typed("\n".join([str(error), *getattr(error, "__notes__", ())]))
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    inner = "".join(trace_of(each) for each in getattr(error, "exceptions", ()))
    return f"Traceback (most recent call last):\n{frames}{name}: {said}\n{inner}"
