"""Is this quotation real? A pasted sentence against the record, word for word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.verify.claimant import is_telling as is_telling
    from briefs.verify.differences import Difference as Difference
    from briefs.verify.document_report import check_document as check_document
    from briefs.verify.document_text import DocumentFormat as DocumentFormat
    from briefs.verify.document_text import detect_format as detect_format
    from briefs.verify.document_text import read_document as read_document
    from briefs.verify.lexicon import EVERYDAY as EVERYDAY
    from briefs.verify.lexicon import MODALS as MODALS
    from briefs.verify.lexicon import STOPWORDS as STOPWORDS
    from briefs.verify.lexicon import WEEKDAYS_AND_MONTHS as WEEKDAYS_AND_MONTHS
    from briefs.verify.notes import ENGLISH_BY as ENGLISH_BY
    from briefs.verify.notes import SAID_BY as SAID_BY
    from briefs.verify.notes import SAYS_WHO as SAYS_WHO
    from briefs.verify.person_phrase import IsKnownName as IsKnownName
    from briefs.verify.quotation_finder import Claim as Claim
    from briefs.verify.quotation_finder import find_quotations as find_quotations
    from briefs.verify.quotation_finder import quotations_in as quotations_in
    from briefs.verify.quotation_finder import read_message as read_message
    from briefs.verify.quotation_finder import separate_quotations as separate_quotations
    from briefs.verify.quotation_finder import whole_text as whole_text
    from briefs.verify.speech_verbs import SAID as SAID
    from briefs.verify.spelling import is_misread as is_misread
    from briefs.verify.stance import is_asserted as is_asserted
    from briefs.verify.stance import last_sentence as last_sentence
    from briefs.verify.terms import Term as Term
    from briefs.verify.terms import read_terms as read_terms
    from briefs.verify.tokens import SIGNS as SIGNS
    from briefs.verify.tokens import words as words
    from briefs.verify.uncurated import speaker_in_text as speaker_in_text
    from briefs.verify.verdict import FoundPassage as FoundPassage
    from briefs.verify.verdict import Note as Note
    from briefs.verify.verdict import Verdict as Verdict
    from briefs.verify.verifier import Verifier as Verifier
else:
    __getattr__ = lazy_exports(__name__)
