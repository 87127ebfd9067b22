"""Questions answered: pages, buttons, charts; what was posted follows later corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.answers.buttons import choose_statement as choose_statement
    from bot.discord.answers.changed_block import side_lines as side_lines
    from bot.discord.answers.controls import answer_items as answer_items
    from bot.discord.answers.digests import digest_of as digest_of
    from bot.discord.answers.held_words import HELD as HELD
    from bot.discord.answers.held_words import HeldWords as HeldWords
    from bot.discord.answers.responder import display_fields as display_fields
    from bot.discord.answers.responder import with_page_number as with_page_number
    from bot.discord.answers.sent_answers import SentAnswerBuffer as SentAnswerBuffer
    from bot.discord.answers.sent_answers import as_metadata as as_metadata
    from bot.discord.answers.sent_answers import query_of as query_of
    from bot.discord.answers.sent_answers import require_asker as require_asker
    from bot.discord.answers.sent_answers import require_known as require_known
    from bot.discord.answers.setup import Answers as Answers
    from bot.discord.answers.setup import setup_answers as setup_answers
    from bot.discord.answers.statement_block import MOST_OF_A_PASSAGE_PLAIN as MOST_OF_A_PASSAGE_PLAIN
    from bot.discord.answers.statement_block import render_statement as render_statement
    from bot.discord.answers.statement_card import passage_address as passage_address
    from bot.discord.answers.statement_card import source_address as source_address
    from bot.discord.answers.statement_card import statement_blocks as statement_blocks
    from bot.discord.answers.statement_card import status_notes as status_notes
else:
    __getattr__ = lazy_exports(__name__)
