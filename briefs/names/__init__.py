"""Fuzzy lookup of people and topics by any spelling, in any script.

    lookup = Lookup([Entity("sergei-lavrov", "Sergei Lavrov")])
    lookup.find("лавров").answer   # "sergei-lavrov"
"""

from briefs.names.lookup import Lookup
from briefs.names.model import Entity, Match, Mode, Office, Period, Result

__all__ = ["Entity", "Lookup", "Match", "Mode", "Office", "Period", "Result"]
