"""Is this quotation real? A pasted sentence against the record, word for word."""

from briefs.verify.quotation_finder import Claim, claims_in, whole
from briefs.verify.verdict import Verdict
from briefs.verify.verifier import Checker

__all__ = ["Checker", "Claim", "Verdict", "claims_in", "whole"]
