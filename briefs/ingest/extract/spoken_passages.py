"""The quotations of a text and how each stands: as a sentence of its own, or as a part of the writer's."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from briefs.ingest.extract.dialogues import dialogue, without_writer
from briefs.ingest.extract.language_tables import LanguageTable
from briefs.ingest.extract.types import Span
from briefs.text import Quoted, paragraphs, quoted

SENTENCE_BREAK = re.compile(
    r"(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bMrs)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\b[A-Z])"
    r"[.!?…](?=[\"”’»)]*\s+[^\sa-z])"
)
# what stands between the halves of a quotation: “…,” he said, “…”; «…», dijo ella, «…»; ‘…’, he said, ‘…’
_BETWEEN = re.compile(
    r"(?:[,?!—–-][\"”“»«’]+\s*[,—–-]?|[\"”“»«’]\s*[,—–-])\s*([^\"”“»«.!?]{3,90}?)\s*[,—–-]\s*\Z"
)
_SMALL = frozenset("and the for von und des der die das del las los les aux".split())  # of titles of works
_SPOKEN_SMALL = frozenset("am be do he if is it me my so us we".split())
_CLOSING = "\"”’'»“ "
_LAST_WORD = re.compile(r"(\w+)\W*$")
_LABEL = re.compile(r"(?:[A-Z][A-Z.’'-]+ ?){1,4}(?:\([^)]{1,40}\))?: (?=\S)")
_SIGNATURE = re.compile(
    r"\s*[―—–-]{1,2}\s*([A-ZÀ-ÞА-Я][\w.’'-]*(?: [A-ZÀ-ÞА-Я][\w.’'-]*){0,4}?)\.?\s*$", re.M
)
_NEAR = 400  # characters around a quotation that tell how it stands in its sentence
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a language shows speech: verbs beside a quotation, what stands before a source, and dashes.

    `dialogue`: a paragraph that opens with a dash is speech; `within`: the writer's words stand between
    dashes inside the marks.
    """

    said: frozenset[str] = frozenset()
    sources: tuple[str, ...] = ()
    dialogue: bool = False
    within: bool = False


def wording_of(table: LanguageTable | None) -> Wording:
    """A language's wording; without a table marks alone tell."""
    if table is None:
        return Wording()
    # English prints “according to X, “the plan” …” of parts of sentences, too
    sources = table.according if "source" in table.dashes else ()
    return Wording(table.said, sources, "dialogue" in table.dashes, "within" in table.dashes)


@dataclass(frozen=True, slots=True)
class SpokenPassage:
    """A quotation; `label` is a transcript's; `sure`: more than marks tells that it is whole."""

    quote: Quoted
    label: Span | None = None
    sure: bool = False


def spoken_passages(text: str, wording: Wording) -> list[SpokenPassage]:
    """Everything in quotation marks or behind dashes, in order, without overlaps."""
    lines = paragraphs(text) if wording.dialogue else ()
    spoken = [part for start, end in lines for part in dialogue(text, start, end, wording.said)]
    covered = [(part.outer_start, part.end) for part in spoken]
    found = [SpokenPassage(part, sure=True) for part in spoken]
    for quote in quoted(text):
        at = bisect_right(covered, (quote.outer_start, len(text))) - 1
        if at >= 0 and quote.outer_start < covered[at][1]:
            continue
        parts = without_writer(text, quote, wording.said) if wording.within else [quote]
        if len(parts) > 1:
            found += [SpokenPassage(part, sure=True) for part in parts]
        else:
            found += [SpokenPassage(part, label) for part, label in _transcript(text, quote)]
    return sorted(found, key=lambda speech: speech.quote.outer_start)


def _transcript(text: str, quote: Quoted) -> list[tuple[Quoted, Span | None]]:
    """“"WALLACE: … "PENCE: …”: each labelled paragraph of a joined quotation is a quotation of its own."""
    if quote.paragraphs < 2 or not _LABEL.search(text, quote.start, quote.end):
        return [(quote, None)]
    parts: list[tuple[Quoted, Span | None]] = []
    speaker: Span | None = None
    for match in re.finditer(r"[^\n]+", text[quote.start : quote.end]):
        first, last = quote.start + match.start(), quote.start + match.end()
        outer = first
        while first < last and not text[first].isalnum() and text[first] not in "([":
            first += 1
        if label := _LABEL.match(text, first, last):
            speaker = (first, first + text[first:last].index(":"))
            first = label.end()
        if first < last and text[first] not in "([":
            parts.append((Quoted(first, last, max(outer, quote.outer_start), last), speaker))
    return parts


def standalone(text: str, block_start: int, block_end: int, quote: Quoted, wording: Wording) -> bool:
    """Whether a quotation stands as a sentence of its own and not as a part of the writer's sentence."""
    block_start = max(block_start, quote.outer_start - _NEAR)
    before = text[block_start : quote.outer_start].rstrip()
    after = text[quote.outer_end : min(block_end, quote.outer_end + _NEAR)].lstrip()
    content = text[quote.start : quote.end].rstrip(_CLOSING)
    words = len(_WORD.findall(content))
    # the full stop is inside the marks or behind them, as the language and the house have it
    ended = content[-1:] in ".,!?…—–-" or not after or after.startswith((",", ".", ";", "—", "–", "- "))
    first = next((c for c in content if c.isalnum()), "")
    capital = first.isupper() or first.isdigit() or content[:1] in "[.…" or not first.islower()
    fresh = not before or before[-1] in '.!?…:"”»,—–―-)'
    last = _LAST_WORD.search(before)
    said = last is not None and last[1].lower() in wording.said
    if resumes(text, block_start, quote, wording.said):
        return True
    behind = [word.lower() for word in _WORD.findall(after[:60])[:4]]
    attributed = said or (content[-1:] in ",!?" and not wording.said.isdisjoint(behind))
    if _title(content) and not attributed:
        return False
    if ended and words > 3 and before[-1:] == "," and _from_a_source(before, wording.sources):
        return True
    if quote.paragraphs > 1 or (len(SENTENCE_BREAK.findall(content)) and (fresh or said)):
        return True
    if not before or before[-1] in '.!?…:"”»':
        return ended and (words > 1 or content[-1:] in ".,!?")
    return ended and capital and (fresh or said) and (words > 2 or said)


def _from_a_source(before: str, sources: tuple[str, ...]) -> bool:
    """“Selon la ministre, « … »”: what comes is hers, with whatever letter it begins."""
    sentence = SENTENCE_BREAK.split(before)[-1].lstrip(_CLOSING).lower()
    return any(sentence.startswith(f"{source} ") for source in sources)


def signature(text: str, quote: Quoted, end: int) -> Span | None:
    """“We will not forget.” ― Pamela Padilla: a name alone after a dash."""
    found = _SIGNATURE.match(text, quote.outer_end, end)
    if found is None:
        return None
    content = text[quote.start : quote.end]
    signed = " " in found[1] and len(content.split()) > 3 and not _title(content)
    return found.span(1) if content[-1:] in ".!?…," or signed else None


def resumes(text: str, block_start: int, quote: Quoted, said: frozenset[str]) -> bool:
    """“Now,” he told the host, “it is over.”: the second half of a quotation that its attribution broke."""
    first = max(block_start, quote.outer_start - _NEAR)
    between = _BETWEEN.search(text, first, quote.outer_start)
    return between is not None and any(word.lower() in said for word in _WORD.findall(between[1]))


def _title(content: str) -> bool:
    """“The Long War”: capitals throughout, as works are named and nobody speaks."""
    words = [word for word in _WORD.findall(content) if len(word) > 2 and word.lower() not in _SMALL]
    # “Ask me on Tuesday”: the small words of speech stand in no title
    if SENTENCE_BREAK.search(content) or not _SPOKEN_SMALL.isdisjoint(_WORD.findall(content)):
        return False
    return 2 <= len(words) <= 8 and all(word[0].isupper() for word in words) and not content.isupper()
