"""Finds where the full sentence turns the sense of a fragment of it: a negation, a doubt, another speaker."""

from __future__ import annotations

import re

from briefs.verify.attribution import PassageAttribution
from briefs.verify.indexed_article import IndexedArticle
from briefs.verify.lexicon import ASCRIPTION, ATTRIBUTION, CONDITIONS, DOUBT, NEGATIONS, PRONOUNS, SPEECH
from briefs.verify.tokens import Token, fold_word, tokenize

# What a negation before a fragment does not reach across: "… but …", “; ”, a dash, a quotation mark.
_BREAK = re.compile(r"[;:—–“”\"«»]|--|,\s+(?:but|and|yet|while|whereas|но|а|и)\b|\b(?:but|however|однако)\b")
# Where the clause of the fragment ends behind it.
_CLAUSE_END = re.compile(
    r"[,;:—–“”\"«»()]|--|\b(?:but|and|which|who|whose|that|when|where|while|because|since|как|когда|где|но|и|а)\b"
)
# Verbs among the words of doubt that are what is told there, where they stand behind a fragment: “auditors
# have already | questioned the usefulness” denies nothing of the auditors.
_TOLD = frozenset("questioned dismissed failed fails fail refused refuses refuse ruled".split())
_ONLY_IF = re.compile(
    r"\b(?:on condition|provided that|as long as|in case|only when|при условии|в случае)\b", re.IGNORECASE
)
# Negations that affirm: "no doubt", "without any doubt", "not only".
_DOUBLE = re.compile(
    r"\b(?:no|without|not|beyond)\s+(?:\w+\s+)?doubts?\b|\bnot\s+only\b|\bнет\s+сомнени|не только",
    re.IGNORECASE,
)
_FIRST_PERSON = frozenset("i we я мы".split())


def context_warning(
    record: IndexedArticle, start: int, end: int, attribution: PassageAttribution
) -> tuple[int, int] | None:
    """Offsets of the sentence (or two) around text[start:end] if what stands just outside turns its sense."""
    first, last = record.sentence(start)[0], record.sentence(max(start, end - 1))[1]
    left, right = record.text[first:start], record.text[end:last]
    if _is_turned_before(left, attribution, record, first, start) or _is_turned_after(left, right):
        return first, last
    return None


def _is_turned_before(
    left: str, attribution: PassageAttribution, record: IndexedArticle, first: int, start: int
) -> bool:
    tokens = tokenize(left)
    if not tokens:
        return False
    if _conditional(left, tokens):
        return True
    breaks = [match.end() for match in _BREAK.finditer(left)]
    near = left[breaks[-1] :] if breaks else left
    close = tokenize(_DOUBLE.sub(" ", _last_clause(near)))
    words = [token.letters for token in close]
    if any(
        word in NEGATIONS or _is_negated_verb(close_word)
        for word, close_word in zip(words, words, strict=True)
    ):
        return True
    if any(word in DOUBT for word in words):
        return True
    return _is_ascribed(tokens, attribution, record, first, start)


def _is_negated_verb(word: str) -> bool:
    return len(word) > 3 and word.endswith("nt") and word in _NEGATED


_NEGATED = frozenset(
    "cant wont dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt couldnt wouldnt shouldnt"
    " mustnt".split()
)


def _last_clause(text: str) -> str:
    """What governs the fragment: the words after the last comma, or all if they open with `that`."""
    cut = max(text.rfind(","), text.rfind(")"))
    tail = text[cut + 1 :]
    if cut > 0 and _THAT.match(tail):  # Russian sets a comma before it
        return _last_clause(text[:cut])
    return tail if tail.strip() else text[: max(cut, 0)] if _opens_clause(text) else ""


_THAT = re.compile(r"\s*(?:что|чтобы|будто|якобы)\b[^,]*$")


def _opens_clause(text: str) -> bool:
    return bool(re.search(r"\b(?:that|что)\s*,[^,]{1,60},\s*$", text))


def _conditional(left: str, tokens: list[Token]) -> bool:
    parts = re.split(r"[;:“”\"«»]|\bbut\b|\bно\b", left)
    words = {token.letters for token in tokenize(parts[-1])}
    return bool(words & CONDITIONS) or bool(_ONLY_IF.search(parts[-1]))


def _is_turned_after(left: str, right: str) -> bool:
    words = tokenize(right)
    if not words:
        return False
    rest = re.split(r"[;:“”\"«»]|\bbut\b|\bно\b", right)[0] if right[:1] not in '”"»' else ""
    rest_words = {token.letters for token in tokenize(rest)}
    if rest_words & CONDITIONS or _ONLY_IF.search(rest):
        return True
    cut = _CLAUSE_END.search(right)
    near = right[: cut.start()] if cut else right
    return any(
        t.letters in NEGATIONS or t.letters in DOUBT - _TOLD or t.letters in _NEGATED
        for t in tokenize(_DOUBLE.sub(" ", near))[:8]
    )


def _is_ascribed(
    tokens: list[Token], attribution: PassageAttribution, record: IndexedArticle, first: int, start: int
) -> bool:
    """Whether somebody else than the speaker is made to say the words."""
    words = [token.letters for token in tokens]
    if attribution.manner == "quotation" or (attribution.manner == "unknown" and _quoted(record, start)):
        begin = _quote_start(record, attribution, start)
        inner = [t.letters for t in tokens if first + t.start >= begin]
        return _third_party(inner)
    if attribution.manner in ("reported", "unknown"):
        names = {fold_word(part) for _, name in attribution.speakers for part in name.split()}
        trailing = any(t.letters in ATTRIBUTION for t in tokenize(_tail(record.text, start)))
        own = next((at for at, word in enumerate(words) if word in SPEECH), None)
        if own is None or (trailing and not set(words[:own]) & (names | PRONOUNS)):
            return _third_party(words)
        return _third_party(words[own + 1 :])
    return _third_party(words) if attribution.manner == "own" else False


def _tail(text: str, start: int) -> str:
    """What follows the last comma of the sentence around `start`: where “…, he said” stands."""
    end = re.compile(r"[.!?\n]").search(text, start)
    sentence = text[start : end.start() if end else len(text)]
    return sentence[sentence.rfind(",") :] if "," in sentence else ""


def _third_party(words: list[str]) -> bool:
    """A verb or noun of ascription with its subject before the fragment, near enough to govern it."""
    for at, word in enumerate(words):
        if word not in ASCRIPTION or len(words) - at > 7:
            continue
        subject = words[max(0, at - 4) : at]
        if subject and not set(subject[-2:]) & _FIRST_PERSON and not _parenthetical(subject):
            return True
    return False


def _parenthetical(subject: list[str]) -> bool:
    """“which he said should be …”: the speaker himself again."""
    return subject[-1] in PRONOUNS and (len(subject) < 2 or subject[-2] in ("which", "as", "that"))


def _quoted(record: IndexedArticle, start: int) -> bool:
    return any(first <= start < last for first, last in record.quoted_spans)


def _quote_start(record: IndexedArticle, attribution: PassageAttribution, start: int) -> int:
    spans = [*(attribution.span.quoted if attribution.span else ()), *record.quoted_spans]
    return max((first for first, last in spans if first <= start < last), default=start)
