"""The words of an office beside a name in a parsed block, and what a noun phrase is made of."""

from __future__ import annotations

from typing import Any

from briefs.ingest.extract import lexicon, speaker_words

_BECOMES = frozenset("be become elect name appoint choose".split())
_TAKES_OFFICE = frozenset("appoint choose elect install name serve swear work".split())


class Titles:
    """Reads offices and noun phrases; one for each parsed block."""

    def __init__(self, doc: Any) -> None:
        self._doc = doc

    def of(self, head: Any, first: int) -> str | None:
        """The office beside a name whose words begin at token `first`, before it or behind it."""
        before = self.before(first)
        if before:
            return before
        for child in head.children:
            if child.dep_ == "appos" and child.i > head.i and child.pos_ == "NOUN":
                return self.text(*self.phrase(child))
        of = head.head
        if (
            head.dep_ == "appos"
            and of.pos_ == "NOUN"
            and of.i < head.i
            and speaker_words.is_person(of.lower_)
        ):
            return self.text(*self.phrase(of))  # “she told the coroner, Amelia Dacre, …”
        return self._became(head)

    def before(self, first: int) -> str | None:
        """The office that stands right before a name."""
        start = first
        while start > 0:
            if self._titles(start - 1):
                start -= 1
            elif (jump := self._joined(start - 1)) is not None:
                start = jump
            else:
                break
        while start < first and self._doc[start].is_punct:
            start += 1
        words = self._doc[start:first]
        if not any(t.lower_ in lexicon.TITLES or speaker_words.is_person(t.lower_) for t in words):
            return None
        return self.text(start, first - 1)

    def phrase(self, head: Any) -> tuple[int, int]:
        """The noun phrase without clauses, appositions and commas."""
        first: int = head.left_edge.i
        last: int = head.i
        for child in head.children:
            if child.i > head.i and child.dep_ == "prep" and child.i == last + 1:
                last = max(t.i for t in child.subtree)
        # what comes after a comma is about the person and not a part of the office
        comma = next((t.i for t in self._doc[head.i : last + 1] if t.text in (",", "—", "–", "(")), None)
        if comma is not None and comma > head.i:
            last = comma - 1
        return first, last

    def text(self, first: int, last: int) -> str:
        """The words from token `first` to `last`, in one line."""
        return " ".join(str(self._doc[first : last + 1].text).split())

    def _became(self, head: Any) -> str | None:
        """“Campos was sworn in as the president”, “Ray is a baker”: the office that the verb gives."""
        verb = head.head
        if head.dep_ not in ("nsubj", "nsubjpass") or any(c.dep_ == "neg" for c in verb.children):
            return None
        told = [c for c in verb.children if c.dep_ in ("attr", "oprd") and verb.lemma_ in _BECOMES]
        for link in verb.children:
            if link.lower_ == "as" and link.dep_ == "prep" and verb.lemma_ in _TAKES_OFFICE:
                told += [c for c in link.children if c.dep_ == "pobj"]
        office = next((t for t in told if t.pos_ == "NOUN" and speaker_words.is_person(t.lower_)), None)
        return self.text(*self.phrase(office)) if office is not None else None

    def _titles(self, i: int) -> bool:
        token = self._doc[i]
        if token.lower_ in ("he", "she") or token.is_space or (token.is_punct and token.text not in "-&"):
            return False
        return token.pos_ in ("PROPN", "ADJ", "NOUN") or token.lower_ in lexicon.TITLES or token.text in "-&"

    def _joined(self, i: int) -> int | None:
        """“Representative for the South Caucasus and Central Asia”: the office word before the connection."""
        if self._doc[i].lower_ in ("'s", "’s") and i > 0 and self._titles(i - 1):
            return i
        if self._doc[i].pos_ not in ("ADP", "CCONJ", "DET"):
            return None
        for k in range(i, max(0, i - 9), -1):
            token = self._doc[k]
            if token.lower_ in ("of", "for", "to") and self._doc[k - 1].lower_ in lexicon.TITLES:
                return k
            if token.pos_ not in ("PROPN", "ADJ", "NOUN", "ADP", "CCONJ", "DET"):
                return None
        return None
