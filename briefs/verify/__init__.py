"""Is this quotation real? A pasted sentence against the record, word for word."""

from briefs.verify.checker import Checker
from briefs.verify.claims import Claim, claims_in, whole
from briefs.verify.verdict import Verdict

__all__ = ["Checker", "Claim", "Verdict", "claims_in", "whole"]
