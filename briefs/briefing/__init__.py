"""What a daily briefing holds and when it is due: pure functions of a snapshot and a clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.briefing.composition import Anniversary as Anniversary
    from briefs.briefing.composition import Briefing as Briefing
    from briefs.briefing.composition import BriefingRequest as BriefingRequest
    from briefs.briefing.composition import ChangedPosition as ChangedPosition
    from briefs.briefing.composition import compose as compose
    from briefs.briefing.composition import last_days as last_days
    from briefs.briefing.composition import without_history as without_history
    from briefs.briefing.schedule import CATCH_UP as CATCH_UP
    from briefs.briefing.schedule import EVERY_DAY as EVERY_DAY
    from briefs.briefing.schedule import Due as Due
    from briefs.briefing.schedule import Schedule as Schedule
    from briefs.briefing.schedule import WhenEmpty as WhenEmpty
    from briefs.briefing.schedule import due as due
    from briefs.briefing.schedule import local_day as local_day
    from briefs.briefing.schedule import next_occurrence as next_occurrence
    from briefs.briefing.schedule import zone_named as zone_named
    from briefs.briefing.snapshot import LibrarySnapshot as LibrarySnapshot
    from briefs.briefing.snapshot import snapshot_of as snapshot_of
else:
    __getattr__ = lazy_exports(__name__)
