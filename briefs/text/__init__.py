"""Pure text: uncertain dates, text-quote selectors, quotation marks, near-duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.text.close_matches import nearest as nearest
    from briefs.text.dates import anniversary_in_words as anniversary_in_words
    from briefs.text.dates import date_in_words as date_in_words
    from briefs.text.dates import in_words as in_words
    from briefs.text.dates import read_bound as read_bound
    from briefs.text.dates import read_day as read_day
    from briefs.text.dates import span_in_words as span_in_words
    from briefs.text.edtf import EXPECTED as EXPECTED
    from briefs.text.edtf import BadDate as BadDate
    from briefs.text.edtf import may_be_same_day as may_be_same_day
    from briefs.text.edtf import parse_edtf as parse_edtf
    from briefs.text.edtf import shown as shown
    from briefs.text.edtf import widened_bounds as widened_bounds
    from briefs.text.late_patterns import late_pattern as late_pattern
    from briefs.text.message_text import MessageBlock as MessageBlock
    from briefs.text.message_text import MessageText as MessageText
    from briefs.text.message_text import read_markdown as read_markdown
    from briefs.text.near_duplicates import DuplicateIndex as DuplicateIndex
    from briefs.text.near_duplicates import DuplicateOf as DuplicateOf
    from briefs.text.near_duplicates import Fingerprint as Fingerprint
    from briefs.text.near_duplicates import Similarity as Similarity
    from briefs.text.near_duplicates import Utterance as Utterance
    from briefs.text.near_duplicates import canonical_url as canonical_url
    from briefs.text.near_duplicates import fingerprint as fingerprint
    from briefs.text.near_duplicates import similar_pairs as similar_pairs
    from briefs.text.near_duplicates import without_tracking as without_tracking
    from briefs.text.quotation_marks import quoted_spans as quoted_spans
    from briefs.text.quotation_marks import read_marks as read_marks
    from briefs.text.quotation_marks import trimmed as trimmed
    from briefs.text.quotations import Quoted as Quoted
    from briefs.text.quotations import paragraphs as paragraphs
    from briefs.text.quotations import quoted as quoted
    from briefs.text.search_folding import fold_for_search as fold_for_search
    from briefs.text.selectors import PassageNotFound as PassageNotFound
    from briefs.text.selectors import find_passage as find_passage
    from briefs.text.selectors import fold_whitespace as fold_whitespace
    from briefs.text.selectors import selector as selector
else:
    __getattr__ = lazy_exports(__name__)
