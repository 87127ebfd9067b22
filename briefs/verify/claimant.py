"""Who a quotation is claimed to be of, and how that stands to whom the record has the words from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.verify.attribution import PassageAttribution, is_family_name_of
from briefs.verify.lexicon import EVERYDAY, MODALS, NEGATIONS, PRONOUNS, STOPWORDS
from briefs.verify.matched_span import MatchedSpan, is_whole_quotation
from briefs.verify.terms import Scanned
from briefs.verify.tokens import fold_word
from briefs.verify.verdict import SpeakerAxis

_FEW_WORDS = 4  # so many are in anybody's mouth: they tell whose they are only with another sign
_TELLING = 2  # words that neither everyday speech nor grammar brings along
_SURE_LENGTH = 9  # words in a row that nobody else says by chance, however common each of them is
_CLAUSE = NEGATIONS | MODALS | PRONOUNS
# Of several parts the gravest counts.
_GRAVITY: tuple[SpeakerAxis, ...] = ("confirmed", "nobody", "quoted", "not-recorded", "unknown", "another")
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Claimant:
    """Whom the words are claimed of: a person of the library by `id`, somebody by `name`, or nobody."""

    id: str | None = None
    name: str | None = None

    @property
    def is_nobody(self) -> bool:
        """Whether the words are claimed of nobody at all."""
        return not self.id and not self.name

    def is_of(self, attribution: PassageAttribution) -> bool:
        """Whether the claimed speaker is one of those whom the record names, or the author of the text."""
        if attribution.authored and is_family_name_of(attribution.as_article or "", self.name or ""):
            return True
        if self.id:
            return attribution.is_of(self.id)
        return any(is_family_name_of(name, self.name or "") for _, name in attribution.speakers)

    def axis(self, part: MatchedSpan, chance: bool) -> SpeakerAxis:
        """How the claim stands to one place; with `chance`, its words are too common to tell by."""
        found = part.attribution
        if self.is_nobody:
            return "nobody"
        if self.is_of(found):
            return "confirmed"
        if found.quoted_of and self._bears(found.quoted_of):
            return "quoted"
        # Of somebody whom the library does not know it cannot say that they did not say this.
        if not self.id:
            return "unknown"
        told_by_words = not chance or found.manner == "part" or is_whole_quotation(part)
        if found.manner == "unknown" or not told_by_words:
            return "not-recorded"
        return "another"

    def over(self, axes: Sequence[SpeakerAxis]) -> SpeakerAxis:
        """How the claim stands to all the places of its parts."""
        return max(axes, key=_GRAVITY.index)

    def without_passage(self) -> SpeakerAxis:
        """How the claim stands where its words are not on record."""
        return "nobody" if self.is_nobody else "not-recorded" if self.id else "unknown"

    def _bears(self, name: str) -> bool:
        """Whether a name on record can be the claimed speaker's: by the last word of theirs."""
        own = _WORD.findall(self.name or "")
        return bool(own) and fold_word(own[-1]) in {fold_word(word) for word in _WORD.findall(name)}


def is_telling(key: str) -> bool:
    """Whether a word tells something: neither grammar nor everyday speech brings it along."""
    return key not in STOPWORDS and key not in EVERYDAY


def may_be_chance(scanned: Scanned, count: int) -> bool:
    """Whether words, `count` to a reader, are too few or too common to tell by whose they are.

    So are sayings (“blood, sweat and tears”, “at the end of the day”). What asserts something (“farmers will
    lose nothing”) is more than that.
    """
    if count >= _SURE_LENGTH:
        return False
    telling = sum(map(is_telling, scanned.keys))
    if count > _FEW_WORDS:
        return telling < _TELLING
    return telling < _TELLING or _CLAUSE.isdisjoint(scanned.keys)
