"""Words and figures of a text with their offsets, folded so that only letters and figures count.

A token is a run of letters (apostrophes inside it belong to it), one number or one sign that is read
as a word (% $ € £ & °). A hyphenated compound is several tokens: only letters and figures are compared.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Typewriters', typesetters', accents and primes that stand for one, and letters that look like one.
APOSTROPHES = "'’‘ʼ‛`´＇ʻʹʽˈˊˋ′‵՚ꞌ"
SIGNS = {"%": "%", "％": "%", "‰": "‰", "$": "$", "€": "€", "£": "£", "₽": "₽", "&": "&", "°": "°"}
_LETTER = r"[^\W\d_]"
# Soft hyphen, zero-width space and joiners, byte order mark: pasted text is full of them.
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_ACCENT = r"[\u0300-\u036f]"
# In turn: "-2.5", "2 000" with a no-break or thin space, "2'000", "U.S.", "don't" or
# "coöpe[soft hyphen]ration", "%".
_TOKEN = re.compile(
    rf"(?P<number>(?:(?<![\w.,])[-−](?=\d))?(?:\d{{1,3}}(?:[\u00a0\u202f\u2009]\d{{3}})+(?!\d)|\d{{1,3}}(?:['’]\d{{3}})+(?!\d)|\d+)(?:[.,]\d+)*)"
    rf"|(?P<dotted>(?:(?<!\w){_LETTER}\.){{2,}}(?:{_LETTER}(?!{_LETTER}))?)"
    rf"|(?P<word>{_LETTER}(?:{_LETTER}|{_ACCENT}|[{APOSTROPHES}](?={_LETTER})"
    rf"|[{_INVISIBLE}]{{1,8}}(?=(?:{_ACCENT}|[{_INVISIBLE}]){{0,8}}{_LETTER}))*)"  # bounded: no word has more
    rf"|(?P<sign>[%％‰$€£₽&°])"
    r"|(?P<odd>[½⅓⅔¼¾⅛²³①-⑨])"
)
_STRIPPED = str.maketrans("", "", _INVISIBLE + APOSTROPHES)
_FOLDED = str.maketrans("ё", "е")  # Russian print mostly leaves the dots out
_GROUP_SIGNS = str.maketrans("", "", "\u00a0\u202f\u2009'’")
# 2,000 and 1,234,567.5, but not the 1,5 that Russian writes for one and a half.
_GROUPED = re.compile(r"(\d{1,3})(,\d{3})+(\.\d+)?")


class Token(NamedTuple):
    """`letters` is what is compared: folded letters, or a number between two `#`; offsets end exclusive."""

    start: int
    end: int
    letters: str


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """All tokens of text[start:end] in order, with offsets into `text`."""
    found = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        raw, group = match.group(), match.lastgroup
        if group == "word" and raw.isascii() and raw.isalpha():
            letters = raw.lower()  # by far the most
        elif group == "number":
            letters = f"#{number(raw)}#"
        elif group == "sign":
            letters = SIGNS[raw]
        elif group == "odd":
            letters = f"#{unicodedata.normalize('NFKC', raw).replace(chr(0x2044), '/')}#"
        else:
            letters = fold_word(raw.replace(".", ""))
        found.append(Token(match.start(), match.end(), letters))
    return found


def fold_word(word: str) -> str:
    """`word` without case, apostrophes, invisible characters and the dots of ё."""
    if word.isascii():
        return word.translate(_STRIPPED).casefold() or word
    # Apostrophes go first: the form of ´ without its looks is a space with an accent on it.
    folded = unicodedata.normalize("NFKC", word.translate(_STRIPPED))
    return folded.translate(_STRIPPED).casefold().translate(_FOLDED) or word


def number(raw: str) -> str:
    """A number with its decimal point as a point and without separators of thousands: `2,000` is `2000`.

    `1,5` is `1.5`; figures of other scripts and forms become ASCII.
    """
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in raw)
    digits = digits.translate(_GROUP_SIGNS).replace("−", "-")
    sign = "-" if digits.startswith("-") else ""
    body = digits.lstrip("-")
    if _GROUPED.fullmatch(body):
        body = body.replace(",", "")
    elif body.count(",") == 1 and "." not in body:
        body = body.replace(",", ".")
    return sign + body


def words(text: str) -> int:
    """How many words a reader would count: a hyphenated compound or a dotted abbreviation is one."""
    # Cut at space and dashes, at "--", at a slash between words (and/or) and at an ellipsis.
    pieces = re.split(r"[\s—–]+|--+|(?<=\w)/(?=\w)|…|\.{2,}", text)
    return sum(1 for piece in pieces if any(c.isalnum() for c in piece))
