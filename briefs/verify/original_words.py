"""What differs between a claim and the original of a statement, word by word.

An original is a sentence or two in any language, and its article need not be in the library: what the index
knows of articles' words does not help here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefs.text import fold_for_search
from briefs.verify.differences import Difference, DifferenceKind
from briefs.verify.lexicon import MODALS, NEGATIONS

_WORD = re.compile(r"[^\W_]+")
_LEAST_WORDS = 4  # of a claim: with fewer, one changed word leaves too little to tell it by
_LEAST_SAME = 0.65  # of a claim's words, in the order in which they stand there


def original_differences(claim: str, original: str) -> tuple[Difference, ...]:
    """The changes that make a claim of the words of an original; none where it is no version of them."""
    claimed, said = _WORD.findall(claim), _WORD.findall(original)
    if len(claimed) < _LEAST_WORDS:
        return ()
    from difflib import SequenceMatcher  # few libraries hold originals

    matcher = SequenceMatcher(None, [_folded(w) for w in said], [_folded(w) for w in claimed], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if sum(block.size for block in blocks) < _LEAST_SAME * len(claimed):
        return ()
    found = []
    for op, a0, a1, b0, b1 in matcher.get_opcodes():
        if op == "equal":
            continue
        # A claim may begin and end within the original: only as many words as it has itself are compared.
        if b0 == 0:
            a0 = max(a0, a1 - (b1 - b0))
        if b1 == len(claimed):
            a1 = min(a1, a0 + (b1 - b0))
        if a0 < a1 or b0 < b1:
            found.append(_difference(said[a0:a1], claimed[b0:b1]))
    return tuple(found)


def leaves_negation_out(differences: Sequence[Difference]) -> bool:
    """Whether one of the changes takes a “not” away."""
    return any(_has(d.said, NEGATIONS) and not _has(d.claimed, NEGATIONS) for d in differences)


def _difference(said: list[str], claimed: list[str]) -> Difference:
    old, new = " ".join(said), " ".join(claimed)
    if not old:
        return Difference("insert", old, new, _kind(old, new, "addition"))
    if not new:
        return Difference("delete", old, new, _kind(old, new, "omission"))
    return Difference("replace", old, new, _kind(old, new, "wording"))


def _kind(said: str, claimed: str, else_: DifferenceKind) -> DifferenceKind:
    if _has(said, NEGATIONS) != _has(claimed, NEGATIONS):
        return "negation"
    if re.findall(r"\d+", said) != re.findall(r"\d+", claimed):
        return "number"
    return "modal" if _has(said, MODALS) != _has(claimed, MODALS) else else_


def _has(words: str, among: frozenset[str]) -> bool:
    return any(_folded(word) in among for word in words.split())


def _folded(word: str) -> str:
    return fold_for_search(word).lower()
