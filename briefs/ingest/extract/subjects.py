"""Who speaks where a cue is found: the verb's subject, through conjunctions, infinitives and participles."""

from __future__ import annotations

from typing import Any

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.token_spans import TokenSpans

# relations in which a verb shares its subject with the one that it hangs on
_CLIMB = frozenset("xcomp advcl pcomp conj ccomp prep dep acl".split())
_FIGURES = frozenset("account calculation count data estimate figure record statistic tally".split())


class Subjects:
    """Finds the head word of a cue's speaker in one parsed block."""

    def __init__(self, runs: TokenSpans) -> None:
        self._doc, self._stubs, self._detached = runs.doc, runs.stubs, runs.detached

    def of(self, cue: Any) -> Any | None:
        """The speaker's head word, or None.

        By the parse first; then by what stands next to the cue, which a small model's parse often misses.
        """
        if cue.lower_ == "according":
            found = next((t for t in self._doc[cue.i + 2 : cue.i + 12] if t.dep_ == "pobj"), None)
            return self.source(found) if found is not None else None
        if cue.pos_ == "NOUN":
            return self.owner(cue)
        if cue.i in self._detached:
            return self.of(self._detached[cue.i])
        if any(c.dep_ == "nsubjpass" for c in cue.children):
            return self._agent(cue)
        return self._as_noted(cue) or self._subject(cue) or self._after(cue) or self._nearest(cue)

    def _as_noted(self, verb: Any) -> Any | None:
        """“It has, as its director once drily noted, …”: a parse hangs her on “as”, and the verb on “has”."""
        before = next((t for t in reversed(self._doc[verb.sent.start : verb.i]) if t.pos_ != "ADV"), None)
        while before is not None and before.dep_ in ("appos", "compound"):
            before = before.head
        told = before is not None and before.dep_ == "pobj" and before.head.lower_ == "as"
        return before if told and not any(c.dep_ == "nsubj" for c in verb.children) else None

    def source(self, noun: Any) -> Any:
        """“according to the council's own figures”: whose figures they are."""
        if noun.lemma_.lower() not in _FIGURES:
            return noun
        owner = next((c for c in noun.children if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN")), None)
        return owner or noun

    def owner(self, noun: Any) -> Any | None:
        """Whose a noun is: “his claim”, “a warning from the minister”, “made a promise”."""
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        if owner is None:
            link = next(
                (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "by", "from")), None
            )
            owner = next((c for c in link.children if c.dep_ == "pobj"), None) if link is not None else None
        if owner is None and noun.dep_ == "dobj":
            owner = self._subject(noun.head)
        return owner

    def _subject(self, verb: Any, depth: int = 0) -> Any | None:
        if (
            verb.tag_ == "VBG"
            and not depth
            and verb.i > verb.sent.start
            and self._doc[verb.i - 1].text == ","
        ):
            return self._enclosing(verb)
        own = [c for c in verb.children if c.dep_ in ("nsubj", "csubj") and c.i not in self._stubs]
        if own and all(_opens(c) for c in own):  # “Prosecuting, Rajesh Anand told the court …”
            return self._nearest(verb)
        if own:
            # “Sleep, says Ellen Tsao, is when …”: behind a comma the verb's subject follows it
            behind = [c for c in own if c.i > verb.i and self._doc[verb.i - 1].text == ","]
            subject = min(behind or own, key=lambda c: abs(c.i - verb.i))
            if len(own) > 1 and self._names_thing(subject):  # “a study in the journal Nature says”
                subject = own[0]
            if subject.lower_ in ("who", "which", "that") and verb.dep_ == "relcl":
                return verb.head
            return None if subject.tag_ in ("WDT", "WP") or subject.lower_ == "that" else subject
        if passive := next((c for c in verb.children if c.dep_ == "nsubjpass"), None):
            return passive if depth else self._agent(verb)  # “the man is supposed to have said”
        if depth > 4:
            return None
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return verb.head if verb.tag_ == "VBG" else None
        if verb.dep_ in _CLIMB and verb.head is not verb:
            return self._subject(verb.head, depth + 1)
        return None

    def _names_thing(self, name: Any) -> bool:
        before = self._doc[max(name.left_edge.i - 1, 0)]
        return bool(name.pos_ == "PROPN" and before.pos_ == "NOUN" and before.dep_ == "pobj")

    def _agent(self, verb: Any) -> Any | None:
        """“was called “a liar” by the court”: a parse may hang the agent on what she was called."""
        by = [t for t in self._doc[verb.i + 1 : verb.sent.end] if t.lower_ == "by"]
        agent = next((t for t in by if t.head.i == verb.i), None) or next(
            (t for t in by if t.dep_ in ("agent", "prep") and verb.lemma_.lower() in lexicon.SPOKEN), None
        )
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None

    def _enclosing(self, verb: Any) -> Any | None:
        """“He said that the reports were wrong, adding …”: the speaker of the clause around it."""
        for above in verb.ancestors:
            if above.dep_ == "ROOT" or above.lemma_.lower() in lexicon.SPOKEN:
                subject = self._subject(above, 1)
                if subject is not None:
                    return subject
        return None

    def _after(self, verb: Any) -> Any | None:
        """“…, said the spokesman, the agency reports”: the first name or noun after the verb."""
        head = None
        for token in self._doc[verb.i + 1 : min(verb.i + 9, verb.sent.end)]:
            if (
                token.i in self._stubs
                or token.is_punct
                or token.pos_ in ("ADP", "VERB", "AUX", "SCONJ", "ADV")
            ):
                break
            if token.pos_ in ("PROPN", "NOUN", "PRON") or _aged(token):
                head = token
        # “Sophie Lund, for Peake, said her client had …”: the subject of what is said
        told = head is not None and head.dep_ in ("nsubj", "nsubjpass") and head.head.i != verb.i
        return head if self._doc[max(verb.i - 1, 0)].is_punct and not told else None

    def _nearest(self, verb: Any) -> Any | None:
        """Where the parse gives no subject: the name or pronoun right before or after the verb."""
        doc = self._doc
        for token in (
            *reversed(doc[max(verb.sent.start, verb.i - 6) : verb.i]),
            *doc[verb.i + 1 : verb.i + 3],
        ):
            if token.i in self._stubs:
                break
            if token.dep_ == "pobj" and token.i < verb.i - 1:  # “Lund, for Peake, said”
                continue
            if token.pos_ == "PROPN" or token.lower_ in lexicon.PRONOUNS or _taken_for_word(token, verb):
                return token
        return None


def _opens(token: Any) -> bool:
    """A participle that opens the sentence, with a comma behind what hangs on it."""
    sentence = token.sent
    return bool(
        token.i == sentence.start
        and token.lower_.endswith("ing")
        and token.pos_ in ("VERB", "PROPN", "NOUN")
        and any(t.text == "," for t in token.doc[token.i + 1 : min(token.i + 8, sentence.end)])
        and not any(c.dep_ in ("det", "compound") for c in token.children)
    )


def _aged(token: Any) -> bool:
    """“recalled the 71-year-old”: a noun, whatever the tagger takes it for."""
    return bool(token.lower_ == "old" and token.i > 1 and token.nbor(-1).text == "-")


def _taken_for_word(token: Any, verb: Any) -> bool:
    """“…,” Tully admitted: a name right before its verb that the tagger takes for an adverb."""
    return bool(
        token.i == verb.i - 1 and token.i > token.sent.start and token.text.istitle() and len(token) > 2
    )
