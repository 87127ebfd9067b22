"""One article made ready for comparison: its words, where each stands, its sentences and quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from briefs.index import ArticleText, TextSpan
from briefs.text import quoted, trimmed
from briefs.verify.spelling import lookalikes_to_latin, misspelt
from briefs.verify.terms import Scanned, read_terms
from briefs.verify.tokens import Token, tokenize

# Where a sentence may end: "went on.” " with marks and brackets behind the stop, or a line end.
_END = re.compile(r"(?P<stop>[.!?…]+[\"”’»“)\]]*)(?=\s|$)|(?P<line>[ \t\r]*\n[\s]*)")
# What a full stop does not end: "Mr", "5 млн", an initial ("J"), "U.S", "e.g".
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Capt|Maj|Sgt|Sen|Rep|Gov|St|vs|No|Jr|Sr|etc|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept|Sep|Oct|Nov|Dec|им|ул|г|гг|см|др|пр|тыс|млн|млрд|проф)|\b[^\W\d_]|\bU\.S|\b[^\W\d_]\.[^\W\d_])$"
)
_LOOK_BACK = 3_000  # characters before a place that are read for quotation marks
_UNREAD = "\0"  # the letters of a token that stands for what was not read: nobody writes them
_TERMINAL = '.!?…:;"”»’)'  # before a line end, that it ends a paragraph


class IndexedArticle:
    """An article's text, its tokens and whatever of the rest is asked for first.

    `places` are the offsets of what is read of a long one, in order; without any, all of it is. `letters` are
    all letters and figures read, run together; all offsets are into `text`.
    """

    # Scanning a long article takes time, and most are only looked through for the same letters: the rest is
    # worked out when it is wanted, once.
    def __init__(self, source: ArticleText, places: tuple[tuple[int, int], ...] = ()) -> None:
        self.source = source
        self.text = source.text
        self._places = places or ((0, len(source.text)),)
        self.tokens = tuple(self._read())
        self.letters = "".join([token.letters for token in self.tokens])

    def _read(self) -> Iterator[Token]:
        for number, (start, end) in enumerate(self._places):
            if number:
                yield Token(start, start, _UNREAD)
            yield from tokenize(self.text, start, end)

    @cached_property
    def scanned(self) -> Scanned:
        """The text as terms, each with the key that it is compared by."""
        return read_terms(self.text, self.tokens)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all terms, in order."""
        return self.scanned.keys

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Each key with the terms where it stands."""
        found: dict[str, list[int]] = {}
        for at, key in enumerate(self.keys):
            found.setdefault(key, []).append(at)
        return found

    @cached_property
    def names(self) -> frozenset[str]:
        """Keys of words that this article writes with a capital in mid-sentence, and never without."""
        high = set()
        for term in self.scanned.terms:
            before = self.text[max(0, term.start - 2) : term.start].strip()
            if self.text[term.start].isupper() and before[-1:].isalnum():
                high.add(term.key)
        return frozenset(high - self.lowercase_keys)

    @cached_property
    def lowercase_keys(self) -> frozenset[str]:
        """Keys of words that this article writes without a capital somewhere."""
        return frozenset(term.key for term in self.scanned.terms if self.text[term.start].islower())

    @cached_property
    def bigrams(self) -> dict[tuple[str, str], list[int]]:
        """Each pair of keys in a row with the terms where it stands."""
        found: dict[tuple[str, str], list[int]] = {}
        for at, pair in enumerate(pairwise(self.keys)):
            found.setdefault(pair, []).append(at)
        return found

    @cached_property
    def _bounds(self) -> list[int]:
        bounds, at = [], 0
        for token in self.tokens:
            bounds.append(at)
            at += len(token.letters)
        return [*bounds, at]

    def find(self, letters: str) -> list[tuple[int, int]]:
        """Offsets in the text of every stretch of whole words that has exactly these letters."""
        found: list[tuple[int, int]] = []
        at = self.letters.find(letters)
        # Fifty are enough: which of them is meant is decided by whose words they are.
        while at >= 0 and letters and len(found) < 50:
            first, last = bisect_left(self._bounds, at), bisect_left(self._bounds, at + len(letters))
            if self._bounds[first] == at and self._bounds[last] == at + len(letters):
                found.append((self.tokens[first].start, self.tokens[last - 1].end))
            at = self.letters.find(letters, at + 1)
        return found

    def nearest_key(self, letters: str) -> str | None:
        """The key of a word of this article for which `letters` can be a slip of the pen or of a scan."""
        if letters[0] == "#" or len(letters) < 3:
            return None
        # "NАТО" with Cyrillic А and О is the Latin word to any reader.
        if (
            not letters.isascii()
            and (latin := lookalikes_to_latin(letters)) != letters
            and latin in self._keyed
        ):
            return self._keyed[latin]
        close = process.extract(letters, self._spellings, scorer=OSA.distance, score_cutoff=3, limit=6)
        spelt = next((other for other, _, _ in close if misspelt(letters, other)), None)
        return self._keyed.get(spelt) if spelt else None

    @cached_property
    def _keyed(self) -> dict[str, str]:
        """Each word as it is spelt here, with its key."""
        terms = self.scanned.terms
        halves = {term.first - 1 for term in terms if term.first == term.last}  # tokens of contractions
        single = (term for term in terms if term.last == term.first + 1 and term.first not in halves)
        return {self.scanned.tokens[term.first].letters: term.key for term in single}

    @cached_property
    def _spellings(self) -> list[str]:
        return list(self._keyed)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Offsets of the sentences; a line that ends a paragraph ends one too."""
        return [each for place in self._places for each in split_sentences(self.text, *place)]

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence that holds an offset, or the one before it."""
        at = max(bisect_right(self._starts, offset) - 1, 0)
        return self.sentences[at] if self.sentences else (0, len(self.text))

    def sentences_of(self, start: int, end: int) -> list[tuple[int, int]]:
        """The sentences that text[start:end] touches, at least one."""
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, max(start, end - 1)), first + 1)
        return self.sentences[first:last]

    @cached_property
    def quoted_spans(self) -> list[tuple[int, int]]:
        """Offsets of what stands in quotation marks."""
        spans = []
        for start, end in self._places:
            first = self.text.rfind("\n\n", 0, max(0, start - _LOOK_BACK)) + 1 if start else 0
            spans += [(first + q.start, first + q.end) for q in quoted(self.text[first:end])]
        return spans

    def spans(self, start: int, end: int) -> list[TextSpan]:
        """What is known of the text between two offsets, in order."""
        return [s for s in self.source.spans if s.start < end and start < s.end]

    @property
    def is_curated(self) -> bool:
        """Whether any statement of this article is on record: then what is in none is the article's own."""
        return any(s.statement for s in self.source.spans)


def split_sentences(text: str, begin: int = 0, stop: int | None = None) -> list[tuple[int, int]]:
    """Sentences of text[begin:stop] as offsets into `text`, without the white space around them."""
    found: list[tuple[int, int]] = []
    stop = len(text) if stop is None else stop
    for match in _END.finditer(text, begin, stop):
        cut = match.end()
        if match["stop"] is not None:
            if not _ends(text, match):
                continue
        elif not _breaks(text, match.start(), match.end()):
            continue
        _append(found, text, begin, cut)
        begin = cut
    _append(found, text, begin, stop)
    return found


def _append(found: list[tuple[int, int]], text: str, begin: int, cut: int) -> None:
    start, end = trimmed(text, begin, cut)
    if start < end:
        found.append((start, end))


def _ends(text: str, match: re.Match[str]) -> bool:
    """Whether a stop ends a sentence: no abbreviation, and no small letter behind it."""
    if match["stop"] == "." and _ABBREVIATED.search(text, max(0, match.start() - 12), match.start()):
        return False
    rest = text[match.end() : match.end() + 40].lstrip()
    return not rest or not rest[0].islower()


def _breaks(text: str, start: int, end: int) -> bool:
    """Whether a line end is a paragraph's end, and no wrapped line."""
    if text.count("\n", start, end) > 1 or end >= len(text):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return before in _TERMINAL or not (after.islower() or before in ",-")
