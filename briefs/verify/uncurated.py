"""Whom an article itself names as the speaker of words that no curator has looked at."""

from __future__ import annotations

import re

from briefs.index import CANDIDATE, ArticleText
from briefs.text import late_pattern
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.named_beside import named_beside
from briefs.verify.person_phrase import AROUND

# A text by somebody, as its title has it.
_SPEECH = (
    r"(?:speech|address|remarks|lecture|keynote|inaugural|state\s+of\s+the\s+union|testimony|sermon|eulogy|essay"
    r"|op-ed|выступление|речь|обращение|лекция)"
)
_IS_SPEECH = late_pattern(rf"\b{_SPEECH}\b", re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-zа-яё]"
_WORD = rf"(?:{_CAPITAL}[\w’'-]+|{_CAPITAL}\.)"
_FULL_NAME = rf"{_WORD}(?:\s+(?:{_WORD}|de|du|da|van|von|der|den|la|bin)){{1,4}}"
_CLOSING = tuple('"”»“’')
_BEHIND = 600  # characters behind words in which their closing mark is looked for
# Of a single word only where nothing else fits: “Speech in Berlin, Germany” is by nobody.
_AUTHOR = (
    late_pattern(
        rf"\bby\s+(?P<name>{_WORD}(?:\s+(?:{_WORD}|de|du|da|van|von|der|den|la|bin)){{0,5}}?)\s*(?:$|[,;:(–—-]|\b(?:at|in|on|to|before)\b)"
    ),
    late_pattern(rf"[,:—–|]\s*(?P<name>{_FULL_NAME})\s*$"),
    late_pattern(rf"^(?P<name>{_FULL_NAME})(?::|,|\s[—–|-])\s"),
    late_pattern(
        rf"^(?P<name>{_WORD}(?:\s+{_WORD}){{0,4}}?)['’]s\s(?i:(?:[\w-]+\s){{0,4}}?{_SPEECH})[\W\d]*$"
    ),
)


def author_in_title(title: str) -> str | None:
    """Whose speech or text a title says that it is: “Inaugural address 1861, Abraham Lincoln”.

    None where it does not say so. Whom a speech is about or addressed to is no author of it.
    """
    title = " ".join(title.split())
    if not _IS_SPEECH.search(title):
        return None
    for pattern in _AUTHOR:
        match = pattern.search(title)
        if match and not _IS_SPEECH.search(match["name"]):
            return match["name"]
    return None


def speaker_in_article(record: IndexedArticle, start: int, end: int) -> str | None:
    """Who says text[start:end] as the article has it, by name; None where it names nobody.

    By what was found when it came in, else by the words beside its quotation marks, else by its title. What a
    curator withdrew has no speaker.
    """
    if any(first < end and start < last for first, last in record.source.hidden):
        return None
    length = max(end - start, 1)
    for span in record.spans(start, end):
        shared = min(end, span.end) - max(start, span.start)
        if span.kind == CANDIDATE and span.speakers and shared >= 0.5 * length:
            return ", ".join(name for _, name in span.speakers)
    middle = (start + end) // 2
    inside = next((span for span in record.quoted_spans if span[0] <= middle < span[1]), None)
    # A mark that is never closed quotes nothing: speeches in print have such.
    if inside is None or record.text[inside[1] : inside[1] + 1] not in _CLOSING:
        return author_in_title(record.source.title)
    first, last = inside
    # The marks themselves are beside: they are no part of either side.
    left, right = (
        record.text[max(0, first - 1 - AROUND) : first - 1],
        record.text[last + 1 : last + 1 + AROUND],
    )
    beside = named_beside(left, right, record.text[first:last])
    if beside.person.kind == "nobody":
        return author_in_title(record.source.title)  # what nobody is named for is a mark that stands alone
    return beside.person.name if beside.asserted else None


def speaker_in_text(article: ArticleText, start: int, end: int) -> str | None:
    """The same for an article as the index has it; no more of it is read than stands near."""
    near = IndexedArticle(article, ((start, min(len(article.text), end + _BEHIND)),))
    return speaker_in_article(near, start, end)
