"""What stands in quotation marks and is nobody's speech: titles of works, headings, scare quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.ingest.extract.blocks import TextBlock
from briefs.ingest.extract.types import Span
from briefs.text import Quoted

_WORD = re.compile(r"[^\W_][\w’'-]*")
_SMALL = frozenset(
    "a an and at but by for from in into nor of off on or over the to up with von der de la".split()
)
_SENTENCE_END = re.compile(r"[.!?…][\"”’»)]*\s+")
_REPLY = re.compile(
    r"(?:,\s*)?(?:came|was|is|comes) (?:the|his|her|their) (?:\w+ )?(?:reply|answer|response)\b"
)
_WORK = re.compile(
    r"\b(?:album|ballad|book|column|comedy|documentary|drama|essay|exhibition|film|hit|hymn|memoir|movie|musical"
    r"|novel|opera|painting|paper|play|podcast|poem|programme|series|show|single|song|symphony|tour|track"
    r"|called|entitled|titled),?\s*$"
)
_LONGEST_TITLE = 9  # words
_LONGEST_HEADING = 8


def is_title(content: str) -> bool:
    """“The Long War,”: two words or more, every one of them with a capital, and no full stop."""
    line = content.rstrip(" ,")
    words = _WORD.findall(line)
    if not 2 <= len(words) <= _LONGEST_TITLE or line[-1:] in ".!?…":
        return False
    large = [word for word in words if word not in _SMALL]
    return words[0][:1].isupper() and len(large) > 1 and all(not word[0].islower() for word in large)


def names_work(before: str, content: str) -> bool:
    """“her memoir, “Thin Ice””: words with capitals behind the noun for a work, whatever ends them."""
    words = [word for word in _WORD.findall(content) if word not in _SMALL]
    large = bool(words) and len(words) <= _LONGEST_TITLE and all(not word[0].islower() for word in words)
    return large and _WORK.search(before) is not None


def is_heading(content: str) -> bool:
    """A few words without a mark at their end, as they stand over a part of the text."""
    return content.rstrip()[-1:] not in ".,!?…—–-" and len(_WORD.findall(content)) <= _LONGEST_HEADING


def fills(text: str, block: TextBlock, quote: Quoted) -> bool:
    """Whether a quotation is all that its paragraph holds."""
    return not (text[block.start : quote.outer_start] + text[quote.outer_end : block.end]).strip()


def is_part(text: str, block: TextBlock, quote: Quoted, sentences: Sequence[Span]) -> bool:
    """Whether the writer's own sentence goes on around a quotation: “the film ‘Ash,’ by Per Holm”."""
    start, end = next((s for s in sentences if s[0] <= quote.outer_start < s[1]), (quote.outer_start, 0))
    others = [q.quote for q in block.quotes if q.whole and q.quote is not quote]
    start = max([start, *(q.outer_end for q in others if q.outer_end <= quote.outer_start)])
    end = min([end, *(q.outer_start for q in others if q.outer_start >= quote.outer_end)])
    before = _SENTENCE_END.split(text[start : quote.outer_start])[-1]
    after = text[quote.outer_end : end].lstrip()
    if _REPLY.match(after):
        return False
    ended = text[quote.end - 1] in ".!?…" and not after[:1].islower()
    return bool(_WORD.search(before)) or bool(_WORD.search(after) and not ended)
