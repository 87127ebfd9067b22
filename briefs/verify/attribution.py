"""Whose words a passage of an article is, as far as the record says: nobody is guessed at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefs.index import CANDIDATE, TextSpan
from briefs.text import quoted
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.lexicon import ATTRIBUTION, PRONOUNS, SPEECH
from briefs.verify.named_beside import named_beside
from briefs.verify.tokens import fold_word, tokenize
from briefs.verify.uncurated import author_in_title, speaker_in_article

Manner = Literal["quotation", "reported", "ascribed", "own", "part", "unknown"]
# Kinds of statement, the nearest to the speaker's own words first.
_RANK = {"quotation": 0, "mixed": 1, "reported": 2, "fact": 3}
_WORD = re.compile(r"[^\W\d_]+")
# Nouns and adjectives among the speech words: they govern nothing by themselves.
_NO_VERBS = frozenset(
    "notes reports states wants wanted words thought called calls expected pointed decided".split()
)


@dataclass(frozen=True, slots=True)
class PassageAttribution:
    """Whose words a passage is; `span` is the statement or part of the article that holds them.

    `manner` is `own` or `part` (a headline, a caption) for the article's own voice, `ascribed` for reported
    speech in a sentence that does not say so itself, beside one that does, and `unknown` where nothing is
    curated: `as_article` is then whom the article itself names as the speaker, and `authored` tells that it
    is by its title all theirs. `speakers` are pairs of id and name, none where it is the article's own
    voice; `quoted_of` is whom they quote there in their turn, as named beside it.
    """

    manner: Manner
    span: TextSpan | None = None
    speakers: tuple[tuple[str, str], ...] = ()
    quoted_of: str | None = None
    as_article: str | None = None
    authored: bool = False

    def is_of(self, by: str) -> bool:
        """Whether the person with id `by` is one of the speakers."""
        return any(who == by for who, _ in self.speakers)


def attribute(record: IndexedArticle, start: int, end: int, by: str | None = None) -> PassageAttribution:
    """Whose words text[start:end] of the record is; of several speakers, the one with id `by` first."""
    length = max(end - start, 1)
    near = [(min(end, span.end) - max(start, span.start), span) for span in record.spans(start, end)]
    # Half of the passage must lie in a statement; of a long one, 24 characters are enough.
    held = [(shared, span) for shared, span in near if span.statement and shared >= min(0.5 * length, 24)]
    if held:
        most = max(shared for shared, _ in held)
        best = [span for shared, span in held if shared >= 0.9 * most]
        best.sort(
            key=lambda span: (
                not any(who == by for who, _ in span.speakers),
                _RANK.get(span.kind, 9),
                span.end - span.start,
            )
        )
        return _of_statement(record, best[0], start, end)
    parts = [
        span
        for shared, span in near
        if not span.statement and span.kind != CANDIDATE and shared >= 0.5 * length
    ]
    if parts:
        return PassageAttribution("part", parts[0])
    # In no statement: the article's own voice, unless somebody is quoted there or made to speak.
    middle = (start + end) // 2
    if any(first <= middle < last for first, last in record.quoted_spans) or not record.is_curated:
        return _unknown(record, start, end)
    first, last = record.sentence(middle)
    if has_speech_verb(record, first, last, ()):
        return _unknown(record, start, end)
    of_author = _unknown(record, start, end)
    return of_author if of_author.authored else PassageAttribution("own")


def _unknown(record: IndexedArticle, start: int, end: int) -> PassageAttribution:
    """What nobody curated, with whom the article itself names."""
    named = speaker_in_article(record, start, end)
    authored = named is not None and named == author_in_title(record.source.title)
    return PassageAttribution("unknown", as_article=named, authored=authored)


def _of_statement(record: IndexedArticle, span: TextSpan, start: int, end: int) -> PassageAttribution:
    if not span.speakers:  # a fact
        return PassageAttribution("own", span)
    inner_start, inner_end = max(start, span.start), min(end, span.end)
    if span.kind == "quotation" or _inside(record, span.quoted, inner_start, inner_end):
        quoted_of = _quoted_of(record, span, inner_start, inner_end)
        return PassageAttribution("quotation", span, span.speakers, quoted_of)
    # The whole of a statement is its speaker's as its curator has it, whatever each of its sentences says.
    whole = not any(
        c.isalnum() for c in record.text[span.start : inner_start] + record.text[inner_end : span.end]
    )
    if whole or _attributed(record, span, inner_start, inner_end):
        return PassageAttribution("reported", span, span.speakers)
    if _attributed(record, span, span.start, span.end):
        return PassageAttribution("ascribed", span, span.speakers)
    return PassageAttribution("own", span)


def _inside(record: IndexedArticle, quoted: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    return any(first <= start and end <= last for first, last in quoted)


def _quoted_of(record: IndexedArticle, span: TextSpan, start: int, end: int) -> str | None:
    """Whom a statement's speaker quotes with text[start:end]: marks inside theirs, a name beside them."""
    text = record.text[span.start : span.end]
    for inner in quoted(text):
        first, last = span.start + inner.start, span.start + inner.end
        if first <= start and end <= last and (first, last) != (span.start, span.end):
            beside = named_beside(
                text[: inner.outer_start], text[inner.outer_end :], text[inner.start : inner.end]
            )
            return beside.person.name
    return None


def _attributed(record: IndexedArticle, span: TextSpan, start: int, end: int) -> bool:
    """Whether a sentence that holds the words names its speaker; a sentence beside it does not count."""
    names = frozenset(fold_word(word) for _, name in span.speakers for word in _WORD.findall(name))
    for first, last in record.sentences_of(start, end):
        if has_speech_verb(record, first, last, names):
            return True
    # A statement of one sentence may go without a verb of speech, if it names its speaker or has a pronoun.
    single = all(record.sentence(at)[0] == first for at in (span.start, span.end - 1))
    words = {token.letters for token in tokenize(record.text[first:last])}
    return single and bool(words & names or words & PRONOUNS)


def has_speech_verb(record: IndexedArticle, first: int, last: int, names: frozenset[str] | tuple[()]) -> bool:
    """Whether a verb of speech or “according to” stands in text[first:last], outside its quotation marks.

    `names` are folded words of the speakers' names; without any, weak words such as “reports” do not count.
    """
    for token in tokenize(record.text[first:last]):
        if token.letters not in SPEECH:
            continue
        at = first + token.start
        if any(begin <= at < stop for begin, stop in record.quoted_spans):
            continue
        if token.letters in _NO_VERBS and not names:
            continue
        return True
    return False


def is_attribution(record: IndexedArticle, a0: int, a1: int) -> bool:
    """Whether the terms [a0, a1) are only the article's attribution between two parts of one utterance.

    So is “, Berg said. ” in “We can't accept a cut, Berg said. Unless Paris changes its mind …”.
    """
    if not 0 < a0 < a1 < len(record.keys) or a1 - a0 > 30:
        return False
    tokens = record.scanned.tokens_of(a0, a1)
    left = record.scanned.terms[a0 - 1].end
    right = record.scanned.terms[a1].start
    chunks = _chunks(record, left, right)
    # It stands in one sentence, or ends one ("…," he said.) and opens the next (He added: "…").
    if not 1 <= len(chunks) <= 2:
        return False
    between = record.text[left : tokens[0].start]
    after = record.text[tokens[-1].end : right]
    if not any(mark in between for mark in _PAUSE_MARKS) or not (
        any(mark in after for mark in _PAUSE_MARKS) or tokens[-1].letters in ("that", "что")
    ):
        return False
    return all(_names_speaker(chunk, last=index == len(chunks) - 1) for index, chunk in enumerate(chunks))


def _chunks(record: IndexedArticle, left: int, right: int) -> list[list[str]]:
    """The words between two offsets, sentence by sentence."""
    found: list[tuple[int, list[str]]] = []
    for token in tokenize(record.text[left:right]):
        start = record.sentence(left + token.start)[0]
        if not found or found[-1][0] != start:
            found.append((start, []))
        found[-1][1].append(token.letters)
    return [words for _, words in found]


_PAUSE_MARKS = ',;:”"»“«?!.—–'
# Words that tell what was said: a stretch that holds one is more than an attribution.
_CONTENT_WORDS = frozenset("that what whether if because but not no never что если но не".split())


def _names_speaker(chunk: list[str], last: bool) -> bool:
    """Whether the words are “Berg said”, “he added in Paris on Monday that” or the like."""
    if len(chunk) < 2:
        return False
    verbs = [at for at, word in enumerate(chunk) if word in ATTRIBUTION and not word.endswith("ing")]
    if not verbs or len(chunk) > 18:
        return False
    before, after = chunk[: verbs[0]], chunk[verbs[0] + 1 :]
    if len(before) > 10 or _CONTENT_WORDS & set(before):
        return False
    if last and after[-1:] in (["that"], ["что"]):
        after = after[:-1]
    return not _CONTENT_WORDS & set(after) and len(after) <= 12


_BESIDE = re.compile(r"[,(\[].*|\b\w+['’]s\b|\b[A-ZА-Я]{2,4}\b", re.DOTALL)  # NATO's Rasmussen (Denmark)


def is_family_name_of(name: str, claimed: str) -> bool:
    """Whether a claimed name that is nobody's in the library can be `name`: the family name, and no other.

    “NATO’s Rasmussen” is Anders Fogh Rasmussen, “Knut Rasmussen” and “Rasmussen’s driver” are not.
    """
    theirs = [fold_word(word) for word in re.findall(r"[^\W\d_]{3,}", name)]
    words = [fold_word(word) for word in re.findall(r"[^\W\d_]{3,}", _BESIDE.sub(" ", claimed))]
    return theirs[-1:] != [] and theirs[-1] in words and set(theirs).issuperset(words)
