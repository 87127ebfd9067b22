"""How a library's own words are changed, so that the record contradicts them, for `benchmarks.watch`."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefs.model import Person

_NUMBERS = "two three four five six seven eight nine ten twelve twenty thirty forty fifty hundred".split()
_NEGATED = re.compile(
    r"\b(is|are|was|were|do|does|did|has|have|had|will|would|should|can|could|must|may) not\b|\bnever \b"
    r"|\b(can)not\b|\bno (?=[a-z]{4,})"
)
_AFFIRMED = re.compile(
    r"\b(is|are|was|were|has|have|had|will|would|should|can|could|must)\b(?! not\b)(?= [a-z])"
)
_MODALS = {"will": "may", "must": "might", "shall": "might", "can": "must", "may": "must", "should": "must"}
_JOINS = (" and ", " but ", ", and ", ", but ", ", so ", " because ", ", which is why ", " – ", "; ")
_SWAPS = {
    "more": "less", "all": "some", "always": "rarely", "great": "small", "new": "old", "first": "last",
    "good": "bad", "peace": "war", "increase": "reduce", "strong": "weak", "important": "useless",
    "every": "hardly any", "before": "after", "against": "for", "public": "private", "necessary": "pointless",
    "friends": "rivals", "cooperation": "competition", "security": "trade", "defence": "transport",
    "people": "banks", "nations": "companies", "treaty": "rumour", "increased": "reduced",
    "happy": "sorry", "confidence": "suspicion", "success": "failure", "agree": "disagree",
    "within": "outside",
    "possible": "forbidden",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence on record, as a quotation of one speaker."""

    words: str
    person: Person
    article: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Each gives changed words, or None where these cannot be changed so."""

    rng: random.Random
    sources: Sequence[Source]

    def of_kind(self, kind: str, source: Source) -> str | None:
        """By the names of `watch_messages.PLANTED`; `speaker` leaves the words as they are."""
        if kind == "speaker":
            return source.words
        if kind == "joined":
            return self.spliced(source, _JOINS)
        if kind == "negation":
            return _without_not(source)
        made: str | None = getattr(self, kind)(source)
        return made

    def number(self, source: Source) -> str | None:
        split = source.words.split()
        able = [at for at, word in enumerate(split) if re.fullmatch(r"\d{1,4}[,.]?", word)]
        able += [at for at, word in enumerate(split) if word.strip(",.").lower() in _NUMBERS]
        if not able:
            return None
        at = self.rng.choice(able)
        bare = split[at].strip(",.")
        new = str(int(bare) + self.rng.randint(2, 40)) if bare.isdigit() else self.rng.choice(_NUMBERS)
        return (
            None
            if new == bare.lower()
            else " ".join([*split[:at], new + split[at][len(bare) :], *split[at + 1 :]])
        )

    def word(self, source: Source) -> str | None:
        split = source.words.split()
        able = [at for at, word in enumerate(split) if word.strip(",.;:").lower() in _SWAPS and at]
        if not able:
            return None
        at = self.rng.choice(able)
        bare = split[at].strip(",.;:")
        return " ".join([*split[:at], _SWAPS[bare.lower()] + split[at][len(bare) :], *split[at + 1 :]])

    def denied(self, source: Source) -> str | None:
        able = list(_AFFIRMED.finditer(source.words))
        if not able:
            return None
        at = self.rng.choice(able).end()
        return f"{source.words[:at]} not{source.words[at:]}"

    def modal(self, source: Source) -> str | None:
        split = source.words.split()
        able = [at for at, word in enumerate(split) if word in _MODALS]
        if not able:
            return None
        at = self.rng.choice(able)
        return " ".join([*split[:at], _MODALS[split[at]], *split[at + 1 :]])

    def spliced(self, source: Source, joins: Sequence[str] = (" ", ", ", ". ")) -> str | None:
        other = self.rng.choice(self.sources)
        if other.person.id != source.person.id or other.words == source.words:
            return None
        if other.article == source.article and self.rng.random() < 0.7:
            return None
        one, two = source.words.split(), other.words.split()
        size = self.rng.randint(7, 11)
        join = self.rng.choice(joins)
        return " ".join(one[:size]).rstrip(".,;:") + join + " ".join(two[-size:])


def _without_not(source: Source) -> str | None:
    if not _NEGATED.search(source.words):
        return None
    return re.sub(r"  +", " ", _NEGATED.sub(lambda m: m[1] or m[2] or "", source.words, count=1)).strip()
