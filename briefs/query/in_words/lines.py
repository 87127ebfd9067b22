"""The line of a command that holds a sentence: “compare Lavrov and Kerry on the situation in Syria”."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from briefs.query.questions import Query, Question
from briefs.query.resolver import NameNotResolved, QueryResolver


async def read_line(
    resolver: QueryResolver, question: Question, words: Sequence[str], given: Mapping[str, Any], today: date
) -> Query:
    """As `QueryResolver.read`; names that are not clear so are looked for among the words of a sentence.

    Only what asks the same question clearly counts. Raises NameNotResolved or UserError.
    """
    try:
        return await resolver.read(question, words, given, today)
    except NameNotResolved:
        # a line that is clear, as nearly all are, waits for none of it
        from briefs.query.in_words import word_lists
        from briefs.query.in_words.reader import AskedQuestion, is_asking, read_in_words

        if not any(is_asking(word) or word.casefold() in word_lists.AND for word in words):
            raise
        read = read_in_words(resolver, " ".join((question.name, *words)), today)
        if not isinstance(read, AskedQuestion) or read.question != question.name:
            raise
        typed = {name: value for name, value in given.items() if value is not None}
        return await resolver.read(question, (), {**read.given, **typed}, today)
