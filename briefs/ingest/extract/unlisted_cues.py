"""Who said a quotation where no verb of speech is known: “…,” he fumed. Voss: “…” His answer: “…”"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefs.ingest.extract import speaker_words
from briefs.ingest.extract.token_spans import FINITE

_LONGEST_LABEL = 5  # words before a colon
_FAR = 7  # tokens between a quotation and its verb
_ENDS = frozenset(",?!—–-…")


class UnlistedCues:
    """Finds head words of speakers in one parsed block by how a quotation hangs in its sentence."""

    def __init__(self, doc: Any, stubs: dict[int, int], owner: Callable[[Any], Any | None]) -> None:
        self._doc, self._stubs, self._owner = doc, stubs, owner

    def after(self, first: Any, last: Any) -> tuple[Any, Any] | None:
        """“…,” he fumed / “…,” sniffed Giles Crane: cue and speaker; the quotation opens the sentence."""
        doc, start = self._doc, last.i + 1
        if start + 1 >= len(doc) or not self._opens(first) or doc[last.i - 1].text not in _ENDS:
            return None
        stop = next((i for i in range(start, min(start + _FAR, len(doc))) if self._ends(i)), start + _FAR)
        verb = next((t for t in doc[start:stop] if t.pos_ == "VERB" and t.tag_ in FINITE), None)
        if verb is None:
            return self._owned(start)
        if verb.lemma_.lower() == "go":  # “…,” as the saying goes
            return None
        speaker = self._next(verb, stop) if verb.i == start else self._before(verb, start)
        return (verb, speaker) if speaker is not None else None

    def _owned(self, start: int) -> tuple[Any, Any] | None:
        """“…” was Daly's answer / “…” is how Lemos described it: whose the message or the description is."""
        copula = self._doc[start]
        if copula.lower_ not in ("was", "is", "were", "came"):
            return None
        for token in self._doc[start + 1 : start + _FAR]:
            if token.lemma_.lower() in speaker_words.MESSAGES:
                owner = self._owner(token)
                return (copula, owner) if owner is not None else None
            if token.pos_ == "VERB" and self._doc[start + 1].lower_ in ("how", "what", "all"):
                subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
                return (token, subject) if subject is not None and _speaks(subject) else None
        return None

    def before(self, first: Any) -> tuple[Any, Any] | None:
        """Voss: “…” / The minister’s answer was short: “…”: the colon and the speaker."""
        colon = first.i - 1
        if colon > 2 and self._doc[colon].text in ",:" and (put := self._put(colon)):
            return put
        if colon < 1 or self._doc[colon].text != ":":
            return None
        start = self._doc[colon].sent.start
        start = next((i + 1 for i in range(colon - 1, start - 1, -1) if i in self._stubs), start)
        told = self._doc[start:colon]
        if len(told) <= _LONGEST_LABEL and not any(t.pos_ in ("VERB", "AUX") for t in told):
            return self._labelled(told, self._doc[colon])
        subject = next((t for t in told if t.dep_ in ("nsubj", "nsubjpass") and _main(t.head)), None)
        if subject is not None and subject.lemma_.lower() in speaker_words.MESSAGES:
            subject = self._owner(subject)
        if subject is None or not _speaks(subject):  # “A sentence appears: “…””
            return None
        return self._doc[colon], subject

    def _put(self, end: int) -> tuple[Any, Any] | None:
        """As one of them put it, “…”"""
        verb, it = self._doc[end - 2], self._doc[end - 1]
        if it.lower_ not in ("it", "this") or verb.lemma_.lower() != "put":
            return None
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        return (verb, subject) if subject is not None else None

    def _labelled(self, told: Any, colon: Any) -> tuple[Any, Any] | None:
        last = told[-1] if len(told) else None
        return (colon, last) if last is not None and last.text[:1].isupper() else None

    def _opens(self, first: Any) -> bool:
        """Whether nothing but another quotation stands before it in its sentence."""
        before = self._doc[first.sent.start : first.i]
        return not any(t.is_alpha and t.i not in self._stubs for t in before)

    def _ends(self, i: int) -> bool:
        return i in self._stubs or self._doc[i].text in ".;:("

    def _next(self, verb: Any, stop: int) -> Any | None:
        """The name or noun that follows the verb: “sniffed critic Giles Crane”."""
        head = None
        for token in self._doc[verb.i + 1 : stop]:
            if token.lower_ == "one" and token.nbor().lower_ == "of":
                return token
            if token.pos_ in ("PROPN", "NOUN", "PRON"):
                head = token
            elif token.tag_ == "POS":  # “cried the brothers' mother”
                head = None
            elif not (head is None and (token.pos_ in ("DET", "ADJ", "NUM") or _particle(token, verb))):
                break
        return head if head is not None and _speaks(head) else None

    def _before(self, verb: Any, start: int) -> Any | None:
        """The verb's subject, or the name or noun right before it."""
        own = next((c for c in verb.children if c.dep_ == "nsubj" and start <= c.i < verb.i), None)
        near = next(
            (t for t in reversed(self._doc[start : verb.i]) if t.pos_ in ("PROPN", "NOUN", "PRON")), None
        )
        found = own or near
        return found if found is not None and _speaks(found) else None


def _speaks(token: Any) -> bool:
    if token.pos_ == "PROPN":
        return True
    if token.pos_ == "PRON":
        return token.lower_ in ("he", "she", "they", "it", "i", "we", "his", "her", "their")
    return speaker_words.kind_of(token.lower_) in ("person", "people", "group")


def _particle(token: Any, verb: Any) -> bool:
    """“…,” weighed in Tom Ford: a small word that belongs to the verb before a name."""
    small = token.lower_ in ("in", "out", "up", "back", "on", "off")
    return bool(small and token.i == verb.i + 1 and token.nbor().pos_ == "PROPN")


def _main(verb: Any) -> bool:
    while verb.dep_ == "conj":
        verb = verb.head
    return bool(verb.dep_ == "ROOT")
