"""A question by its name to the JSON document of its answer: that of `--json`, for all programs that ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.documents import json_schema as json_schema
    from briefs.documents.answering import answer as answer
    from briefs.documents.answering import ask as ask
    from briefs.documents.answering import document_of as document_of
    from briefs.documents.answering import known_question as known_question
    from briefs.documents.answering import known_questions as known_questions
    from briefs.documents.draft_schema import DRAFT as DRAFT
    from briefs.documents.quotation_check import CheckedQuotations as CheckedQuotations
    from briefs.documents.quotation_check import QuotationChecker as QuotationChecker
    from briefs.documents.schemas import SCHEMAS as SCHEMAS
    from briefs.documents.schemas import schema_name as schema_name
    from briefs.documents.schemas import schema_of as schema_of
else:
    __getattr__ = lazy_exports(__name__)
