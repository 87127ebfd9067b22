"""Review at a terminal: an article on one screen, or one candidate after another; and both as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.terminal.review.article_screen import ArticleReviewApp as ArticleReviewApp
    from bot.terminal.review.candidate_screen import ReviewApp as ReviewApp
    from bot.terminal.review.text import finding_document as finding_document
    from bot.terminal.review.text import finding_lines as finding_lines
    from bot.terminal.review.text import ingest_json as ingest_json
    from bot.terminal.review.text import ingest_lines as ingest_lines
    from bot.terminal.review.text import item_document as item_document
    from bot.terminal.review.text import provenance_json as provenance_json
    from bot.terminal.review.text import provenance_lines as provenance_lines
    from bot.terminal.review.waiting_text import page_document as page_document
    from bot.terminal.review.waiting_text import page_lines as page_lines
else:
    __getattr__ = lazy_exports(__name__)
