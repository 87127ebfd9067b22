"""Shifts: two statements of one person of which the later commits itself otherwise. By rules, no model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.shifts.comparison import DIFFERS as DIFFERS
    from briefs.shifts.comparison import ComparedWords as ComparedWords
    from briefs.shifts.comparison import StatedDifference as StatedDifference
    from briefs.shifts.comparison import difference as difference
    from briefs.shifts.proposals import ProposedShift as ProposedShift
    from briefs.shifts.proposals import changed_statements as changed_statements
    from briefs.shifts.proposals import confirmed_shifts as confirmed_shifts
    from briefs.shifts.proposals import propose_shifts as propose_shifts
    from briefs.shifts.proposals import shift_id as shift_id
else:
    __getattr__ = lazy_exports(__name__)
