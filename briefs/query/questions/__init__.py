"""Every question that can be asked, one file each; what a face shows or reads of one is made from its file.

A new question is a file with a `QUESTION`, found by its name: `on_this_day.py` is the question `on-this-day`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from briefs.lazy_exports import lazy_exports
from briefs.query.questions.question import Argument, ArgumentKind, HelpSection, Query, Question

if TYPE_CHECKING:
    from briefs.query.questions import results as results
else:
    __getattr__ = lazy_exports(__name__)

_NO_QUESTIONS = {"__init__", "arguments", "question", "results"}
# Read from the folder's listing: to import every definition takes a shell's command longer than to answer.
NAMES = frozenset(
    file.stem.replace("_", "-")
    for file in Path(__file__).parent.glob("*.py")
    if file.stem not in _NO_QUESTIONS
)


def question_named(name: str) -> Question:
    """The definition of one question. Its file is read when it is asked for: a shell's command needs one."""
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    found = module.QUESTION
    assert isinstance(found, Question) and found.name == name
    return found


def all_questions() -> tuple[Question, ...]:
    """Every question, in the order in which help lists them."""
    sections = get_args(HelpSection)
    found = map(question_named, NAMES)
    return tuple(sorted(found, key=lambda each: (sections.index(each.section), each.order, each.name)))


__all__ = [
    "NAMES",
    "Argument",
    "ArgumentKind",
    "Query",
    "Question",
    "all_questions",
    "question_named",
]
