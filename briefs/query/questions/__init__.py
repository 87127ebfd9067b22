"""Every question that can be asked, one file each; what a face shows or reads of one is made from its file.

A new question is a file with a `QUESTION`, and its name in one of the two lists here.
"""

from __future__ import annotations

from importlib import import_module

from briefs.query.questions.question import Argument, ArgumentKind, Query, Question

# In the order in which help lists them.
ABOUT_STATEMENTS = (
    "position", "compare", "timeline", "person", "topic", "statements", "search", "on-this-day",
)  # fmt: skip
ABOUT_THE_LIBRARY = ("people", "topics", "article", "statement", "cite", "lookup", "stats")
NAMES = ABOUT_STATEMENTS + ABOUT_THE_LIBRARY


def question_named(name: str) -> Question:
    """The definition of one question. Its file is read when it is asked for: a shell's command needs one."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    found = module.QUESTION
    assert isinstance(found, Question) and found.name == name
    return found


def all_questions() -> tuple[Question, ...]:
    return tuple(question_named(name) for name in NAMES)


__all__ = [
    "ABOUT_STATEMENTS",
    "ABOUT_THE_LIBRARY",
    "NAMES",
    "Argument",
    "ArgumentKind",
    "Query",
    "Question",
    "all_questions",
    "question_named",
]
