"""Finds near-duplicates: one article in two places, one utterance in two articles. Pure functions.

Articles are compared by MinHash sketches (Broder) of their groups of five words, utterances by words in
common.
"""

from __future__ import annotations

import heapq
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import blake2b
from math import log
from typing import Literal
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

SHINGLE = 5  # words
SKETCH = 128  # smallest hashes that are kept of an article
INDEXED = 48  # of these by which an article is looked up
SAME_WORDS = 0.97  # Jaccard similarity from which an article is the same, not a new version
# Share of the smaller article. Two thirds of one of the five shipped articles share 0.99 with it, two
# different ones at most 0.04.
SAME_ARTICLE = 0.5
# Of 100, see _content_score. The one such pair of the shipped library has 53, the next best 31.
SAME_OCCASION = 40.0
WORD_FOR_WORD = 97.0  # of 100, by letters: a comma or a letter apart

_WORD = re.compile(r"\w+(?:['’]\w+)?")
# Marks that end a sentence, with quotation marks and space behind them, or a line end.
_SENTENCE_END = re.compile(r"[.!?…]+[\"”»’)]*\s+|\n+")
# Parameters of an address that say where the reader came from: utm_source, fbclid, at_medium …
_TRACKING = re.compile(
    r"^(?:utm_\w*|fbclid|gclid|yclid|mc_[ce]id|ref|ref_src|cmpid|ocid|at_\w+|igshid)$", re.I
)
# Of these those that no site finds a page by: `ref` may be its number.
_SURELY_TRACKING = re.compile(r"^(?:utm_\w*|fbclid|gclid|yclid|mc_[ce]id|cmpid|ocid|at_\w+|igshid)$", re.I)
# Function words, and what nearly every article says: "the foreign minister told", "the secretary
# general added".
_STOP_WORDS = frozenset(
    """
    a about after all also an and any are as at be been but by can could did do for from had has have
    he her his i if in into is it its made more new no not of on or our out over said say says she
    should so some such than that the their them there they this those to two up us very was we were
    what when where which who will with would you secretary general minister foreign president told
    added stressed noted according и в на не что с по как это а к но из у за от о для же бы мы он она
    они его их то так при
    """.split()
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """`sketch`: the smallest hashes of the text's groups of five words; `sentences`: one hash each."""

    sketch: tuple[int, ...] = ()
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DuplicateOf:
    """An article that is already there. `shared` is the share of the smaller text's word groups."""

    id: str
    how: Literal["url", "word for word", "re-published"]
    shared: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement as far as comparing needs it; bounds are days, None where open."""

    id: str
    article: str
    speakers: tuple[str, ...]
    passage: str
    earliest: date | None
    latest: date | None
    topics: tuple[str, ...] = ()
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two statements that are alike, in order of their ids; `score` runs from 0 to 100.

    `copy`: word for word; `occasion`: the same utterance or meeting in other words.
    """

    first: str
    second: str
    how: Literal["copy", "occasion"]
    score: float


def words(text: str) -> list[str]:
    """The words of a text without case; an apostrophe inside a word belongs to it."""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return _WORD.findall(folded)


def canonical_url(url: str) -> str:
    """One spelling for one page: no scheme, `www.`, `m.` or `amp.`, no tracking, fragment or final slash."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.match(k)))
    path = re.sub(r"/(?:amp|index\.html?)?/?$", "", parts.path)
    return f"{host}{path}" + (f"?{query}" if query else "")


def without_tracking(url: str) -> str:
    """The address as it is, but for parameters that only say where the reader came from."""
    address, mark, fragment = url.strip().partition("#")
    path, question, query = address.partition("?")
    kept = [part for part in query.split("&") if not _SURELY_TRACKING.match(part.partition("=")[0])]
    if fragment.startswith((":~:", "xtor=")):  # which words to show first, or which newsletter it was
        mark = fragment = ""
    return path + (f"?{'&'.join(kept)}" if question and kept != [""] and kept else "") + mark + fragment


def fingerprint(text: str) -> Fingerprint:
    """Equal texts have equal fingerprints, and like texts have like ones."""
    tokens = words(text)
    groups = {" ".join(tokens[i : i + SHINGLE]) for i in range(max(1, len(tokens) - SHINGLE + 1))}
    sketch = heapq.nsmallest(SKETCH, (_hash(group) for group in groups if group))
    return Fingerprint(tuple(sketch), tuple(sorted(sentences(text))))


def sentences(text: str) -> set[int]:
    """A hash for the words of each sentence, its marks and spaces left out."""
    # One or two words ("He said.") stand in any article.
    found = (words(sentence) for sentence in _SENTENCE_END.split(text))
    return {_hash(" ".join(each)) for each in found if len(each) > 2}


def _hash(words: str) -> int:
    return int.from_bytes(blake2b(words.encode(), digest_size=6).digest(), "big")


def likeness(first: Sequence[int], second: Sequence[int]) -> tuple[float, float]:
    """Estimates of Jaccard similarity and of the share of the smaller text that the other holds, 0 to 1."""
    if not first or not second:
        return 0.0, 0.0
    # A full sketch says nothing of hashes above its largest: only what both would have kept is compared. A
    # sketch that is not full has all there is; hashes have 48 bits.
    ceiling = min(s[-1] if len(s) >= SKETCH else 1 << 48 for s in (first, second))
    one, other = {h for h in first if h <= ceiling}, {h for h in second if h <= ceiling}
    common = len(one & other)
    return common / max(1, len(one | other)), common / max(1, min(len(one), len(other)))


@dataclass(slots=True)
class DuplicateIndex:
    """All articles known so far, looked up by URL and by fingerprint."""

    _fingerprints: dict[str, Fingerprint] = field(default_factory=dict)
    _by_hash: dict[int, list[str]] = field(default_factory=dict)
    _by_url: dict[str, str] = field(default_factory=dict)

    def add(self, id: str, found: Fingerprint, url: str | None = None) -> None:
        """Add an article."""
        self._fingerprints[id] = found
        for value in found.sketch[:INDEXED]:
            self._by_hash.setdefault(value, []).append(id)
        if url:
            self._by_url.setdefault(canonical_url(url), id)

    def by_url(self, url: str) -> str | None:
        """The id of the article with this address, however it is written."""
        return self._by_url.get(canonical_url(url))

    def find(self, found: Fingerprint) -> DuplicateOf | None:
        """The known article nearest to this one, if it is the same or a re-publication."""
        hits: Counter[str] = Counter()
        for value in found.sketch:
            hits.update(self._by_hash.get(value, ()))
        best: tuple[float, float, str] | None = None
        # The articles with most hashes in common: only these are worth an exact look.
        for id, _ in hits.most_common(20):
            alike, held = likeness(found.sketch, self._fingerprints[id].sketch)
            best = max(best or (0.0, 0.0, id), (held, alike, id))
        if best is None or best[0] < SAME_ARTICLE:
            return None
        held, alike, id = best
        # The estimate alone would take a new sentence in a long article for the same article.
        same = alike >= SAME_WORDS and set(found.sentences) <= set(self._fingerprints[id].sentences)
        return DuplicateOf(id, "word for word" if same else "re-published", round(held, 3))

    def contains(self, id: str, passage: str) -> bool:
        """Whether every sentence of the passage stands in that article word for word.

        Raises :class:`KeyError` for an article that is not known.
        """
        asked = sentences(passage)
        return bool(asked) and asked <= set(self._fingerprints[id].sentences)


def compare(first: Utterance, second: Utterance, rarity: Rarity | None = None) -> Similarity | None:
    """Whether two statements are one utterance; None if not. The same answer in either order.

    They need a speaker in common and, unless word for word, another article, days that meet and, where both
    have any, a topic in common. `rarity` weighs their words; without one all weigh the same.
    """
    if not set(first.speakers) & set(second.speakers):
        return None
    shorter, longer = sorted((" ".join(words(first.passage)), " ".join(words(second.passage))), key=len)
    ids = sorted((first.id, second.id))
    # In a longer passage a letter or two may differ, as two copies of one text do.
    if shorter == longer or (len(shorter) > 40 and fuzz.ratio(shorter, longer) >= WORD_FOR_WORD):
        return Similarity(ids[0], ids[1], "copy", 100.0)
    if first.article == second.article or not _may_be_same_day(first, second):
        return None
    if first.topics and second.topics and not set(first.topics) & set(second.topics):
        return None
    score = _content_score(first, second, rarity or Rarity(()))
    return Similarity(ids[0], ids[1], "occasion", round(score, 1)) if score >= SAME_OCCASION else None


def similar_pairs(fresh: Sequence[Utterance], known: Sequence[Utterance]) -> tuple[Similarity, ...]:
    """All likenesses between fresh statements and known ones, best first, at most one a pair."""
    by_speaker: dict[str, list[Utterance]] = {}
    for utterance in known:
        for speaker in utterance.speakers:
            by_speaker.setdefault(speaker, []).append(utterance)
    rarity = Rarity(utterance.passage for utterance in (*fresh, *known))
    found: dict[tuple[str, str], Similarity] = {}
    for utterance in fresh:
        for other in {o.id: o for s in utterance.speakers for o in by_speaker.get(s, ())}.values():
            alike = compare(utterance, other, rarity) if other.id != utterance.id else None
            if alike is not None:
                found[alike.first, alike.second] = alike
    return tuple(sorted(found.values(), key=lambda like: (-like.score, like.first, like.second)))


class Rarity:
    """How much a shared word says: in a library about NATO and Russia, both names say little."""

    def __init__(self, passages: Iterable[str]) -> None:
        self._seen: Counter[str] = Counter()
        self._passages = 0
        for passage in passages:
            self._passages += 1
            self._seen.update(_stems(passage))

    def weight(self, stems: Iterable[str]) -> float:
        """What these stems say together (inverse document frequency over the passages)."""
        total = self._passages + 1
        return sum(log(1 + total / (1 + self._seen[stem])) for stem in stems)


def _may_be_same_day(first: Utterance, second: Utterance) -> bool:
    """Within a day of each other, as far as the dates are known."""
    day = timedelta(days=1)
    for one, other in ((first, second), (second, first)):
        if one.earliest and other.latest and one.earliest > other.latest + day:
            return False
    return any(utterance.latest is not None for utterance in (first, second))


def _content_score(first: Utterance, second: Utterance, rarity: Rarity) -> float:
    """How much of the shorter statement's content the other holds; the speaker's own name says nothing."""
    # Ids are made of names: "sergei-lavrov" gives the stems "sergei" and "lavrov".
    names = {part[:6] for speaker in first.speakers + second.speakers for part in speaker.split("-")}
    one, other = _stems(first.passage) - names, _stems(second.passage) - names
    common = one & other
    if len(common) < 3:  # two words in common are a topic, not an utterance
        return 0.0
    return 100.0 * rarity.weight(common) / min(rarity.weight(one), rarity.weight(other))


def _stems(text: str) -> set[str]:
    """Content words cut to six letters: enough for English and Russian endings."""
    return {word.removesuffix("'s")[:6] for word in words(text) if word not in _STOP_WORDS and len(word) > 2}
