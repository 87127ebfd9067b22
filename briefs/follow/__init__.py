"""Standing questions: what somebody follows, which new statements fit it, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from briefs.follow.matching import SubjectIndex as SubjectIndex
    from briefs.follow.matching import fits as fits
    from briefs.follow.question import MOST_NAMES as MOST_NAMES
    from briefs.follow.question import MOST_TERMS as MOST_TERMS
    from briefs.follow.question import StandingQuestion as StandingQuestion
    from briefs.follow.question import WordTerm as WordTerm
    from briefs.follow.question import read_terms as read_terms
    from briefs.follow.question import terms_in_words as terms_in_words
    from briefs.follow.subject import Subject as Subject
    from briefs.follow.subject import subjects_of as subjects_of
    from briefs.follow.why import Funnel as Funnel
    from briefs.follow.why import funnel as funnel
else:
    __getattr__ = lazy_exports(__name__)
