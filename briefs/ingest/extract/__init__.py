"""Quotations and reported speech in a text, each with speaker, date and topics, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.ingest.extract.candidates import PARSED_AT_MOST as PARSED_AT_MOST
    from briefs.ingest.extract.candidates import Candidate as Candidate
    from briefs.ingest.extract.candidates import extract as extract
    from briefs.ingest.extract.datelines import dateline as dateline
    from briefs.ingest.extract.predictions import load_model as load_model
    from briefs.ingest.extract.predictions import prediction_line as prediction_line
else:
    __getattr__ = lazy_exports(__name__)
