"""How a claim's wording departs from the record's, word by word, and what kind of change each is.

`q` counts the claim's terms and `a` those of the article, see :mod:`briefs.verify.align`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefs.verify.align import Op
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.lexicon import MODALS, NEGATIONS, SAME_AFTER_APOSTROPHE, STOPWORDS, WEEKDAYS_AND_MONTHS
from briefs.verify.number_words import names_number
from briefs.verify.spelling import is_inflection, is_opposite, misspelt, skeleton
from briefs.verify.terms import Scanned

DifferenceKind = Literal[
    "number", "negation", "modal", "name", "date", "figure", "spelling", "contraction", "form", "order",
    "wording", "omission", "addition",
]  # fmt: skip
# Written with a capital and no names by themselves.
_NO_NAMES = frozenset("i mr mrs ms dr the a an and of".split())


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: `said` are the record's words, `claimed` the claim's.

    One is empty where words were dropped or added. `minor` ones leave the words the same: a slip of the pen,
    a figure for a number word.
    """

    op: Literal["replace", "delete", "insert"]
    said: str
    claimed: str
    kind: DifferenceKind
    minor: bool = False


class Comparison:
    """Compares claim terms with a record's. `names` are folded words of names known to the library."""

    def __init__(self, claim: Scanned, record: IndexedArticle, names: frozenset[str]) -> None:
        self._claim, self._record, self._library_names = claim, record, names

    @cached_property
    def _names(self) -> frozenset[str]:
        return self._library_names | self._record.names

    def spelling_differences(self, op: Op) -> list[Difference]:
        """Words that count as equal and yet are spelt otherwise."""
        if self._same(op.q0, op.q1, op.a0, op.a1):
            return []
        found, length = [], op.q1 - op.q0
        at = 0
        while at < length:
            q, a, step = op.q0 + at, op.a0 + at, 1
            if not self._same(q, q + 1, a, a + 1):
                if not self._own_token(q, a):
                    if at + 1 == length:
                        break  # what became of the other half is told where it stands
                    step = 2  # a contraction is one word over two terms
                elif self._second_half(q, a):
                    at += 1
                    continue
                kind = self._minor_kind(q, a, step)
                found.append(self._difference("replace", q, q + step, a, a + step, kind, True))
            at += step
        return found

    def _own_token(self, q: int, a: int) -> bool:
        ours, theirs = self._claim.terms, self._record.scanned.terms
        split = [
            terms[at + 1].first == terms[at + 1].last
            for terms, at in ((ours, q), (theirs, a))
            if at + 1 < len(terms)
        ]
        return not any(split)

    def _second_half(self, q: int, a: int) -> bool:
        """Whether a term is the end of a contraction of which the beginning stands outside."""
        ours, theirs = self._claim.terms[q], self._record.scanned.terms[a]
        return ours.first == ours.last or theirs.first == theirs.last

    def _minor_kind(self, q: int, a: int, step: int) -> DifferenceKind:
        key = self._record.keys[a]
        if key[0] == "#" or key == "%":
            return "figure"
        return "contraction" if step == 2 else "spelling"

    def _same(self, q0: int, q1: int, a0: int, a1: int) -> bool:
        return self._claim.letters(q0, q1) == self._record.scanned.letters(a0, a1)

    def block_differences(self, op: Op) -> list[Difference]:
        """The differences of one changed block; none if only the spaces differ (“coopera tion”)."""
        q0, q1, a0, a1 = op.q0, op.q1, op.a0, op.a1
        if q0 < q1 and a0 < a1 and self._same(q0, q1, a0, a1):
            return []
        ours, theirs = self._claim.keys[q0:q1], self._record.keys[a0:a1]
        if ours and theirs and (kind := self._variant_kind(q0, q1, a0, a1)) is not None:
            return [self._difference("replace", q0, q1, a0, a1, kind, True)]
        # As many words on both sides are compared one by one, so that each change is named for what it is.
        if len(ours) == len(theirs) and len(ours) > 1:
            found = []
            for q, a in zip(range(q0, q1), range(a0, a1), strict=True):
                found.extend(self.block_differences(Op(False, q, q + 1, a, a + 1)))
            return found
        kind = self._kind(q0, q1, a0, a1)
        op_name: Literal["replace", "delete", "insert"] = (
            "replace" if ours and theirs else "insert" if ours else "delete"
        )
        return [self._difference(op_name, q0, q1, a0, a1, kind, False)]

    def _variant_kind(self, q0: int, q1: int, a0: int, a1: int) -> DifferenceKind | None:
        """A block that is only another way to write the same words."""
        ours, theirs = self._claim.letters(q0, q1), self._record.scanned.letters(a0, a1)
        alike = skeleton(ours.replace("#", "")) == skeleton(theirs.replace("#", ""))
        if alike and any(
            any(map(sort, ours)) != any(map(sort, theirs)) for sort in (str.isalpha, str.isdigit)
        ):
            return "spelling"  # a scan's l for 1
        # "##" is where two figures meet: "#2##000#" is "#2000#".
        if ours.replace("##", "") == theirs.replace("##", "") and self._grouped_figures(q0, q1, a0, a1):
            return "figure"
        if self._same_day_of_month(q0, q1, a0, a1):
            return "figure"
        if self._same_but_for_slips(q0, q1, a0, a1):
            return "spelling"
        if "#" in ours or "#" in theirs or q1 - q0 > 4 or a1 - a0 > 4:
            return None
        claimed, said = self._claim.keys[q0:q1], self._record.keys[a0:a1]
        if len(claimed) == len(said) == 1:
            if said[0] in SAME_AFTER_APOSTROPHE.get(claimed[0], ()) or claimed[
                0
            ] in SAME_AFTER_APOSTROPHE.get(said[0], ()):
                return "contraction" if "'" in self._both_wordings(q0, a0) else None
            # "now" is no slip for "not", nor "fine" for "five".
            if self._turns_sense(claimed, said):
                return None
            slip = misspelt(ours, theirs, self._named(q0, a0))
            return "spelling" if slip and not self._known(claimed[0]) else None
        if skeleton(ours) == skeleton(theirs):
            return "spelling"
        words = len(self._claim.tokens_of(q0, q1)), len(self._record.scanned.tokens_of(a0, a1))
        return "spelling" if words == (1, 1) and misspelt(ours, theirs) else None

    def _same_day_of_month(self, q0: int, q1: int, a0: int, a1: int) -> bool:
        """Whether both are a day of a month: April 23 and April 23rd."""
        if (q1 - q0, a1 - a0) != (1, 1) or WEEKDAYS_AND_MONTHS.isdisjoint(
            self._record.keys[max(0, a0 - 2) : a1 + 2]
        ):
            return False
        ours, theirs = self._claim.keys[q0], self._record.keys[a0]
        return ours[0] == theirs[0] == "#" and ours.replace("th#", "#") == theirs.replace("th#", "#")

    def _same_but_for_slips(self, q0: int, q1: int, a0: int, a1: int) -> bool:
        """Whether the same figures stand in both, with a slip in a word beside them: 4 milion."""
        ours = [token.letters for token in self._claim.tokens_of(q0, q1)]
        theirs = [token.letters for token in self._record.scanned.tokens_of(a0, a1)]
        return 1 < len(ours) == len(theirs) and all(
            mine == said or (not names_number(mine) and not self._known(mine) and misspelt(mine, said))
            for mine, said in zip(ours, theirs, strict=True)
        )

    def _both_wordings(self, q: int, a: int) -> str:
        text = self._claim.wording(q, q + 1) + self._record.scanned.wording(a, a + 1)
        return text.replace("’", "'")

    def _grouped_figures(self, q0: int, q1: int, a0: int, a1: int) -> bool:
        """Groups of three figures set apart by spaces: 2 000."""
        sides = [self._claim.keys[q0:q1], self._record.keys[a0:a1]]
        return all(
            keys and all(k[0] == "#" for k in keys) and all(len(k) == 5 for k in keys[1:]) for keys in sides
        )

    def _known(self, word: str) -> bool:
        """Whether a claimed word is a word of the record or a known name: then it is no slip."""
        return word in self._record.places or word in self._names

    def _turns_sense(self, claimed: tuple[str, ...], said: tuple[str, ...]) -> bool:
        both = {*claimed, *said}
        return bool(both & NEGATIONS or both & MODALS) or any(names_number(key) for key in both)

    def _kind(self, q0: int, q1: int, a0: int, a1: int) -> DifferenceKind:
        claimed, said = self._claim.keys[q0:q1], self._record.keys[a0:a1]
        # What turns the sense most comes first: one block may be several kinds at once.
        if _count(claimed, NEGATIONS) != _count(said, NEGATIONS) or _opposites(claimed, said):
            return "negation"
        if _numbers(claimed) != _numbers(said):
            return "number"
        if _having(claimed, MODALS) != _having(said, MODALS):
            return "modal"
        if _having(claimed, WEEKDAYS_AND_MONTHS) != _having(said, WEEKDAYS_AND_MONTHS):
            return "date"
        if self._names_in(q0, q1, a0, a1):
            return "name"
        if not claimed:
            return "omission"
        if not said:
            return "addition"
        if len(claimed) == len(said) == 1 and is_inflection(claimed[0], said[0]):
            return "form"
        return "order" if Counter(claimed) == Counter(said) else "wording"

    def _named(self, q: int, a: int) -> bool:
        return is_name(self._record.scanned, a, self._names) or is_name(self._claim, q, self._names)

    def _names_in(self, q0: int, q1: int, a0: int, a1: int) -> bool:
        ours = {self._claim.keys[q] for q in range(q0, q1) if is_name(self._claim, q, self._names)}
        theirs = {
            self._record.keys[a] for a in range(a0, a1) if is_name(self._record.scanned, a, self._names)
        }
        if ours - set(self._record.keys[a0:a1]) or theirs - set(self._claim.keys[q0:q1]):
            return True
        return q1 - q0 == a1 - a0 == 1 and self._opening_names(q0, a0)

    def _opening_names(self, q: int, a: int) -> bool:
        """Whether two words that open a sentence are likely names: never written small in the record."""
        small = self._record.lowercase_keys
        return all(
            scanned.text[scanned.terms[at].start].isupper()
            and scanned.keys[at] not in small
            and scanned.keys[at] not in STOPWORDS
            for scanned, at in ((self._claim, q), (self._record.scanned, a))
        )

    def _difference(
        self,
        op: Literal["replace", "delete", "insert"],
        q0: int,
        q1: int,
        a0: int,
        a1: int,
        kind: DifferenceKind,
        minor: bool,
    ) -> Difference:
        return Difference(op, self._record.scanned.wording(a0, a1), self._claim.wording(q0, q1), kind, minor)


def is_name(scanned: Scanned, at: int, names: frozenset[str]) -> bool:
    """Whether a term is written as a name: a capital that opens no sentence, or a name that is known."""
    term = scanned.terms[at]
    if term.key in _NO_NAMES or not scanned.text[term.start].isalpha():
        return False
    if term.key in names:
        return True
    raw = scanned.text[term.start : term.end]
    if not raw[0].isupper():
        return False
    # The first word of a sentence has its capital from there; one all in capitals (NATO) has it of its own.
    before = scanned.text[: term.start].rstrip(" \n\t“”\"'‘«(")
    opens = not before or before[-1] in ".!?…:"
    return not opens or (len(raw) > 1 and raw.isupper())


def _count(keys: tuple[str, ...], words: frozenset[str]) -> int:
    return sum(key in words for key in keys)


def _having(keys: tuple[str, ...], words: frozenset[str]) -> list[str]:
    return sorted(key for key in keys if key in words)


def _numbers(keys: tuple[str, ...]) -> list[str]:
    return sorted(key for key in keys if names_number(key))


def _opposites(claimed: tuple[str, ...], said: tuple[str, ...]) -> bool:
    return len(claimed) == len(said) == 1 and is_opposite(claimed[0], said[0])


def reordered(differences: list[Difference]) -> list[Difference]:
    """Words dropped here and added there were moved: both are then of kind `order`."""
    dropped = Counter(w for d in differences if not d.minor for w in d.said.casefold().split())
    added = Counter(w for d in differences if not d.minor for w in d.claimed.casefold().split())
    major = [d for d in differences if not d.minor]
    if len(major) < 2 or not dropped or dropped != added:
        return differences
    return [d if d.minor else Difference(d.op, d.said, d.claimed, "order") for d in differences]
