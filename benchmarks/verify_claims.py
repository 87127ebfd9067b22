"""Claims made from an index of articles, each with the verdict that is right, one kind of change each."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefs.index.schema import unpacked

MISREAD = (
    ("rn", "m"),
    ("m", "rn"),
    ("l", "1"),
    ("li", "h"),
    ("h", "li"),
    ("ii", "n"),
    ("n", "ii"),
    ("fi", "\ufb01"),
    ("o", "0"),
)
SOFT, ZERO = "\u00ad", "\u200b"


@dataclass(frozen=True)
class Claim:
    """A pasted text, who is said to have said it, and the verdict that is right."""

    kind: str
    text: str
    by: str | None
    verdict: str


class ClaimMaker:
    """Draws words of articles and changes them. `speakers` are ids; article n's first paragraph is of one."""

    def __init__(self, db: sqlite3.Connection, speakers: list[str], seed: int = 7) -> None:
        self._db, self._speakers, self._rng = db, speakers, random.Random(seed)
        self._most: int = db.execute("SELECT max(number) FROM article").fetchone()[0]

    def all(self, each: int) -> Iterator[Claim]:
        """So many claims of each kind."""
        for kind, make in self._kinds().items():
            for _ in range(each):
                yield make(kind)

    def _kinds(self) -> dict[str, Callable[[str], Claim]]:
        spliced = {f"spliced from {n}": (lambda kind, n=n: self._spliced(kind, n)) for n in (2, 3, 4, 5, 8)}
        return {
            "verbatim, 4 words": lambda kind: self._verbatim(kind, 4),
            "verbatim, 9 to 30 words": lambda kind: self._verbatim(kind, self._rng.randint(9, 30)),
            "one word changed": self._changed,
            "one word left out": self._left_out,
            "two scan errors in 12 words": self._scanned,
            "soft hyphens, zero width, line ends": self._hyphened,
            **spliced,
            "another's words": self._swapped,
            "invented": self._invented,
        }

    def _lead(self, least: int = 0) -> tuple[list[str], str]:
        """The first paragraph of some article that has so many words, and its speaker."""
        while True:
            number = self._rng.randint(1, self._most)
            (text,) = self._db.execute("SELECT text FROM article WHERE number = ?", (number,)).fetchone()
            words = unpacked(text).split("\n\n")[0].split()
            if len(words) >= least:
                return words, self._speakers[number % len(self._speakers)]

    def _piece(self, size: int) -> tuple[list[str], str]:
        words, who = self._lead(size)
        start = self._rng.randint(0, len(words) - size)
        return words[start : start + size], who

    def _verbatim(self, kind: str, size: int) -> Claim:
        words, who = self._piece(size)
        return Claim(kind, " ".join(words), who, "exact")

    def _changed(self, kind: str) -> Claim:
        words, who = self._piece(self._rng.randint(9, 20))
        other = self._rng.choice([w for w in self._lead(30)[0] if w.isalpha() and len(w) > 3])
        at = self._rng.randrange(len(words))
        words[at] = other + words[at][len(words[at].rstrip(".,;:!?")) :]
        return Claim(kind, " ".join(words), who, "altered")

    def _left_out(self, kind: str) -> Claim:
        words, who = self._piece(self._rng.randint(9, 20))
        inner = [at for at in range(1, len(words) - 1) if len(words[at]) > 3 and words[at][-1].isalpha()]
        if inner:
            del words[self._rng.choice(inner)]
        return Claim(kind, " ".join(words), who, "altered" if inner else "exact")

    def _scanned(self, kind: str) -> Claim:
        words, who = self._piece(12)
        able = [
            at
            for at, word in enumerate(words)
            if any(a in word.lower() for a, _ in MISREAD) and len(word) > 3
        ]
        self._rng.shuffle(able)
        for at in able[:2]:
            a, b = self._rng.choice([pair for pair in MISREAD if pair[0] in words[at].lower()])
            words[at] = re.sub(re.escape(a), b, words[at], count=1, flags=re.IGNORECASE)
        return Claim(kind, " ".join(words), who, "altered" if able else "exact")

    def _hyphened(self, kind: str) -> Claim:
        words, who = self._piece(self._rng.randint(9, 20))
        done = []
        for word in words:
            cut = len(word) // 2
            long = len(word) > 5 and word.isalpha()
            done.append(
                word[:cut] + self._rng.choice([SOFT, ZERO, "-\n", SOFT]) + word[cut:] if long else word
            )
        return Claim(kind, " ".join(done), who, "exact")

    def _spliced(self, kind: str, parts: int) -> Claim:
        pieces = [self._piece(self._rng.randint(7, 11))[0] for _ in range(parts)]
        joined = [" ".join(words).rstrip(".,;:!?") for words in pieces]
        return Claim(kind, ". ".join(joined), None, "spliced")

    def _swapped(self, kind: str) -> Claim:
        words, who = self._piece(14)
        other = self._rng.choice([each for each in self._speakers if each != who])
        return Claim(kind, " ".join(words), other, "misattributed")

    def _invented(self, kind: str) -> Claim:
        words = [
            self._rng.choice(self._lead()[0]).strip(".,;").lower() for _ in range(self._rng.randint(7, 18))
        ]
        return Claim(kind, " ".join(words), None, "not-found")
