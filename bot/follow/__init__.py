"""Standing questions for every face: what is new is matched, and a digest is put together.

It knows no Discord.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.follow.at_terminal import TERMINAL as TERMINAL
    from bot.follow.at_terminal import TerminalFollowing as TerminalFollowing
    from bot.follow.digest import Digest as Digest
    from bot.follow.digest import DigestGroup as DigestGroup
    from bot.follow.digest import digest_of as digest_of
    from bot.follow.feed import FeedReader as FeedReader
    from bot.follow.feed import atom_feed as atom_feed
    from bot.follow.feed import found_for as found_for
    from bot.follow.matcher import FollowMatcher as FollowMatcher
    from bot.follow.words import CADENCE_WORDS as CADENCE_WORDS
    from bot.follow.words import KIND_WORDS as KIND_WORDS
    from bot.follow.words import Names as Names
    from bot.follow.words import asked_words as asked_words
    from bot.follow.words import digest_sections as digest_sections
    from bot.follow.words import digest_title as digest_title
    from bot.follow.words import question_words as question_words
    from bot.follow.words import why_nothing as why_nothing
else:
    __getattr__ = lazy_exports(__name__)
