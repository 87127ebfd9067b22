"""Can this draft be printed? Each quotation of it proven or not, wrong days and offices, speech without
a source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.cite_check.checker import LONGEST as LONGEST
    from briefs.cite_check.checker import CiteChecker as CiteChecker
    from briefs.cite_check.lines import report_lines as report_lines
    from briefs.cite_check.report import MARKS as MARKS
    from briefs.cite_check.report import CheckedCitation as CheckedCitation
    from briefs.cite_check.report import CitationMark as CitationMark
    from briefs.cite_check.report import DraftPlace as DraftPlace
    from briefs.cite_check.report import DraftReport as DraftReport
    from briefs.cite_check.report import Fault as Fault
    from briefs.cite_check.report import UnsourcedSpeech as UnsourcedSpeech
else:
    __getattr__ = lazy_exports(__name__)
