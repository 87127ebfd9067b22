"""Turns tokens into terms, which an alignment compares.

One spelling, figures for number words, no contractions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from briefs.verify import lexicon, number_words
from briefs.verify.spelling import canonical
from briefs.verify.tokens import APOSTROPHES, Token, tokenize

_SPECIAL = number_words.BEGINNINGS | {
    "per",
    "cannot",
}  # words that may begin a term of several words, or hold two
_SUFFIXES = ("st", "nd", "rd", "th")


class Term(NamedTuple):
    """`key` is what is compared; tokens [first, last) of the text stand behind it.

    A contraction gives two terms over one token; `first` counts it once: `last == first` in the second.
    """

    key: str
    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Scanned:
    """A text with its tokens and terms. `keys` are the terms' keys, in order."""

    text: str
    tokens: tuple[Token, ...]
    terms: tuple[Term, ...]
    keys: tuple[str, ...]

    def letters(self, first: int, last: int) -> str:
        """All letters and figures of the terms [first, last), run together."""
        return "".join(token.letters for token in self.tokens_of(first, last))

    def tokens_of(self, first: int, last: int) -> tuple[Token, ...]:
        """The tokens of terms [first, last); a token shared with a term outside belongs to them too."""
        if first >= last:
            return ()
        begin = self.terms[first].first
        if self.terms[first].last == begin:  # the second half of a contraction
            begin -= 1
        return self.tokens[begin : max(t.last for t in self.terms[first:last])]

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Offsets in the text of terms [first, last), which are at least one."""
        return self.terms[first].start, self.terms[last - 1].end

    def wording(self, first: int, last: int) -> str:
        """The text of terms [first, last) as it stands, white space folded."""
        if first >= last:
            return ""
        start, end = self.span(first, last)
        return " ".join(self.text[start:end].split())


def read_terms(text: str, tokens: tuple[Token, ...] | None = None) -> Scanned:
    """`text` as tokens and terms; `tokens`, where they are known, are not looked for again."""
    tokens = tuple(tokenize(text)) if tokens is None else tokens
    terms = tuple(_terms(text, tokens))
    return Scanned(text, tokens, terms, tuple(term.key for term in terms))


def _terms(text: str, tokens: tuple[Token, ...]) -> Iterator[Term]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        letters = token.letters
        if letters[0] != "#" and letters not in _SPECIAL and token.end - token.start == len(letters):
            yield Term(canonical(letters), at, at + 1, token.start, token.end)  # by far the most
            at += 1
            continue
        length = _number_length(text, tokens, at)
        if length:
            figure = number_words.value([t.letters for t in tokens[at : at + length]])
            assert figure is not None
            yield Term(f"#{figure}#", at, at + length, token.start, tokens[at + length - 1].end)
            at += length
            continue
        if token.letters == "per" and at + 1 < len(tokens) and tokens[at + 1].letters == "cent":
            yield Term("%", at, at + 2, token.start, tokens[at + 1].end)
            at += 2
            continue
        parts = _contraction(text, token)
        if parts:
            yield Term(parts[0], at, at + 1, token.start, token.end)
            yield Term(parts[1], at + 1, at + 1, token.start, token.end)
        else:
            yield Term(canonical(token.letters), at, at + 1, token.start, token.end)
        at += 1


def _number_length(text: str, tokens: tuple[Token, ...], at: int) -> int:
    """How many tokens from `at` on name one number in words or with an ordinal ending; 0 for none."""
    first = tokens[at].letters
    if first[0] != "#" and first not in number_words.BEGINNINGS:
        return 0
    if first[0] == "#":
        follows = at + 1 < len(tokens) and tokens[at + 1].start == tokens[at].end
        if follows and tokens[at + 1].letters in _SUFFIXES:
            return 2
        if not (at + 1 < len(tokens) and number_words.is_scale(tokens[at + 1].letters)):
            return 0
    best = 0
    # The longest run that is one number; "two thousand and" is only on the way to one.
    for length in range(1, 9):
        run = tokens[at : at + length]
        if len(run) < length or (length > 1 and _set_apart(text, run)):
            break
        if number_words.value([token.letters for token in run]) is not None and run[-1].letters not in (
            "and",
            "и",
        ):
            best = length
        elif run[-1].letters not in ("and", "и"):
            break
    return best


def _set_apart(text: str, run: tuple[Token, ...]) -> bool:
    """Whether more than space or a hyphen stands before the last token: "two, three" are two numbers."""
    between = text[run[-2].end : run[-1].start]
    return any(not c.isspace() and c not in "-‐‑" for c in between)


def _contraction(text: str, token: Token) -> tuple[str, str] | None:
    """The two words of a contraction, or None. `its` is one only with its apostrophe."""
    if token.end - token.start == len(token.letters) and token.letters != "cannot":
        return None  # nothing was folded away: no apostrophe
    raw = text[token.start : token.end]
    # The last apostrophe: the one before it, if any, belongs to the name (O'Neill's).
    cut = max((raw.rfind(mark) for mark in APOSTROPHES), default=-1)
    if token.letters == "cannot":
        return lexicon.CONTRACTIONS["cannot"]
    if cut <= 0:
        return None
    if token.letters in lexicon.CONTRACTIONS:
        first, second = lexicon.CONTRACTIONS[token.letters]
        return first, second
    head, tail = raw[:cut].casefold(), raw[cut + 1 :].casefold()
    if tail in lexicon.ENDINGS:
        return canonical(head), lexicon.ENDINGS[tail]
    if tail == "s" and head in lexicon.IS_AFTER:
        return head, "is"
    return None
