"""Is this quotation real? A pasted sentence against the record, word for word."""

from briefs.verify.quotation_finder import Claim, find_quotations, whole_text
from briefs.verify.verdict import Verdict
from briefs.verify.verifier import Verifier

__all__ = ["Claim", "Verdict", "Verifier", "find_quotations", "whole_text"]
