"""What a message asks in words of its own: people, topics, days and quotations, by tables and the look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.query.in_words.lines import read_line as read_line
    from briefs.query.in_words.reader import AskedQuestion as AskedQuestion
    from briefs.query.in_words.reader import AskedQuotation as AskedQuotation
    from briefs.query.in_words.reader import NotUnderstood as NotUnderstood
    from briefs.query.in_words.reader import Reading as Reading
    from briefs.query.in_words.reader import is_asking as is_asking
    from briefs.query.in_words.reader import points_at_another as points_at_another
    from briefs.query.in_words.reader import read_in_words as read_in_words
    from briefs.query.in_words.refusals import example_question as example_question
    from briefs.query.in_words.refusals import how_to_ask as how_to_ask
    from briefs.query.in_words.refusals import refusal as refusal
else:
    __getattr__ = lazy_exports(__name__)
