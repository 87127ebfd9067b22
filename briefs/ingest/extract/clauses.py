"""What hangs on a cue in a parsed sentence: the clause, the infinitive or the phrase that was said.

Labels are those of spaCy's English models (ClearNLP dependencies, Penn Treebank tags). Much here mends what
a small model's parse of news gets wrong, each with the wording that it is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.interruptions import Interruptions
from briefs.ingest.extract.noun_phrases import OPINION, Phrases
from briefs.ingest.extract.token_spans import FINITE, SpanMatch, TokenSpan, TokenSpans

_PERCEIVED = frozenset("feel find hear see".split())


class Clauses:
    """Finds the contents in one parsed block."""

    def __init__(self, runs: TokenSpans) -> None:
        self._runs, self._doc, self._stubs = runs, runs.doc, runs.stubs
        self._phrases, self._interruptions = Phrases(runs), Interruptions(runs)

    def find(self) -> Iterator[SpanMatch]:
        """Every construction in the block, in the order of the cues."""
        for token in self._doc:
            if token.i in self._stubs:
                continue
            found: SpanMatch | None = None
            if token.lower_ == "according" and token.i + 1 < len(self._doc):
                found = self._phrases.according(token)
            elif token.pos_ in ("VERB", "AUX"):
                found = self._verb(token)
            elif token.pos_ == "NOUN" and token.lemma_.lower() in lexicon.NOUN:
                found = self._phrases.noun(token)
            elif token.lower_ in OPINION:
                found = self._phrases.opinion(token)
            if found is not None and found.spans:
                yield found

    # verbs --------------------------------------------------------------------------------------------

    def _verb(self, verb: Any) -> SpanMatch | None:
        lemma = verb.lemma_.lower()
        children = {child.dep_: child for child in verb.children}
        if "neg" in children and lemma != "deny":  # “did not say that …” tells of nothing said
            return None
        if _is_asked(verb, children) or _is_told(verb, children):
            return None
        if verb.dep_ == "xcomp" and verb.head.lemma_ in ("decline", "refuse"):
            return None
        passive = "nsubjpass" in children
        clause = children.get("ccomp")
        if not passive and lemma in lexicon.TRAILING:
            if whole := self._interruptions.around(verb):
                return SpanMatch(verb, "parenthesis", (whole,))
            if span := self.trailing(verb, clause):
                return SpanMatch(verb, "inverted", (span,))
        if lemma == "make":
            return self._made_clear(verb)
        perceived = lemma in _PERCEIVED and clause is not None and not _is_finite(clause)
        asked = lemma in lexicon.MENTAL and verb.sent[-1].text == "?"
        unspoken = asked or lemma in ("know", "learn") or (lemma == "think" and verb.tag_ == "VBD")
        if clause is not None and (perceived or unspoken):  # “found her sitting”, “thought he was selling”
            return None
        if clause is not None and lemma in lexicon.CLAUSE and (not passive or lemma == "tell"):
            return self._clause(verb, clause)
        if passive:
            return None
        if verb.dep_ == "parataxis" and lemma in lexicon.SPOKEN:
            return self._interruptions.parenthesis(verb)
        if (
            lemma in lexicon.SPOKEN
            and not {"ccomp", "oprd"} & children.keys()
            and (late := self._delayed_that(verb))
        ):
            return SpanMatch(verb, "clause", (late,))
        if "xcomp" in children:
            return self._phrases.infinitive(verb, lemma, children["xcomp"], children.get("dobj"))
        if "dobj" in children and (lemma in lexicon.OBJECT or _particle(verb) in lexicon.PARTICLE):
            return self._phrases.object(verb, children["dobj"])
        for child in verb.children:
            if child.dep_ == "prep" and (lemma, child.lower_) in lexicon.PREPOSITION:
                return self._phrases.prepositional(verb, child)
        return None

    def _clause(self, verb: Any, clause: Any) -> SpanMatch | None:
        span = self._runs.under(clause, verb)
        if span is None:
            return None
        first, last = span
        if last < verb.i:
            between = self._doc[last + 1 : verb.i]
            if any(t.text == ";" or t.i in self._stubs for t in between):  # a sentence of the writer's own
                return None
            return SpanMatch(verb, "inverted", ((self._from_start(verb, first), self._to_cue(verb, last)),))
        if self._doc[first].tag_ == "WP" and verb.lemma_.lower() in lexicon.ADDRESSED:
            # “told anyone who would listen that …”
            first = next(
                (t.i for t in self._doc[first:last] if t.lower_ == "that" and t.dep_ == "mark"), first
            )
        if self._doc[first - 1].text == "," and not _is_finite(clause):
            return None  # “she said, her left eye closed”
        first = self._whole_subject(verb, first)
        return SpanMatch(verb, "clause", ((first, self._coordinated_end(verb, first, last)),))

    def _whole_subject(self, verb: Any, first: int) -> int:
        """“said his talk with John Kerry did not …”: a subject that the parse left outside the clause."""
        following = int(verb.i) + 1
        if verb.lemma_.lower() in lexicon.ADDRESSED or following >= first:
            return first
        token = self._doc[following]
        timed = token.ent_type_ in ("DATE", "TIME")
        if token.pos_ in ("DET", "PRON", "ADJ", "NUM") and not timed and self._doc[first].lower_ != "that":
            return following
        return first

    def _coordinated_end(self, verb: Any, first: int, last: int) -> int:
        """Clauses that the parse hung on the cue: “says it would pay, but would add debt”."""
        rest = self._doc[last + 1 : verb.sent.end]
        # “that 212 had been hurt, 17 of them badly”
        if len(rest) > 4 and rest[0].text == "," and rest[2].lower_ == "of" and rest[3].lower_ == "them":
            if not any(t.tag_ in FINITE or t.i in self._stubs for t in rest):
                last += len(rest) - (1 if rest[-1].is_punct else 0)
        for child in verb.children:
            if child.dep_ != "conj" or child.i <= last:
                continue
            between = self._doc[last + 1 : child.left_edge.i]
            if any(t.pos_ not in ("PUNCT", "CCONJ") for t in between):
                continue
            own = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
            modal = any(c.tag_ == "MD" for c in child.children)
            spoken = child.lemma_.lower() in lexicon.SPOKEN
            if not spoken and (modal if not own else self._doc[first].lower_ == "that" or modal):
                run = self._runs.under(child, verb)
                last = max(last, run[1]) if run else last
        return last

    def _delayed_that(self, verb: Any) -> TokenSpan | None:
        """“tweeted in the early hours that …”, where the parse hung the clause on the wrong word."""
        for token in self._doc[verb.i + 1 : min(verb.i + 14, verb.sent.end)]:
            subject = token.pos_ == "VERB" and any(c.dep_ == "nsubj" for c in token.children)
            if (
                token.i in self._stubs
                or token.text in ";:"
                or (token.pos_ == "VERB" and (token.head.i != verb.i or subject))
            ):
                return None
            if (
                token.lower_ == "that"
                and token.dep_ in ("mark", "nsubj", "nsubjpass")
                and token.head.i > token.i
            ):
                noun = self._doc[token.i - 1].pos_ in ("NOUN", "PROPN") and token.dep_ != "mark"
                # “of the forty years that followed”: about the years
                if self._doc[token.i - 1].text == "," or (noun and token.head.dep_ == "relcl"):
                    return None
                run = self._runs.under(token.head, verb)
                return (token.i, run[1]) if run and token.i < run[1] else None
        return None

    def trailing(self, verb: Any, clause: Any | None = None) -> TokenSpan | None:
        """“The talks went on, the minister said in Brussels, an agency reports.”: the run before the cue.

        A parse often makes the cue of such a sentence its main clause or hangs it on the wrong verb, so the
        run is told by its comma and by a finite verb in it. None where it is no such sentence.
        """
        if clause is not None and not self._reports(verb, clause):
            return None
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        first = verb.i
        if subject is not None and subject.i < verb.i:
            first = subject.left_edge.i
        elif self._doc[min(verb.i + 1, len(self._doc) - 1)].pos_ not in ("PROPN", "NOUN", "DET", "PRON"):
            return None
        edge, start = first - 1, self._runs.opening(verb)
        if edge - start < 3 or self._doc[edge].text != ",":
            return None
        if self._doc[edge - 1].tag_ in ("WDT", "WP") or (
            subject is not None and subject.tag_ in ("WDT", "WP")
        ):
            return None
        if any(i in self._stubs for i in range(verb.i, min(verb.i + 5, verb.sent.end))):
            return None
        region = self._doc[start:edge]
        if any(t.text == ";" for t in region):  # “Her father taught her brother; she, she says, …”
            return None
        if not any(
            t.tag_ in FINITE and t.dep_ in ("ccomp", "ROOT", "aux", "conj", "auxpass") for t in region
        ):
            return None
        if any(t.lemma_.lower() in lexicon.TRAILING and t.pos_ == "VERB" and self._inner(t) for t in region):
            return None
        return start, edge - 1

    def _inner(self, verb: Any) -> bool:
        """“…, the minister said in Brussels, the agency reports”: whether this verb is the inner cue."""
        clause = next((c for c in verb.children if c.dep_ == "ccomp"), None)
        if clause is not None and clause.i < verb.i:
            return True
        return self.trailing(verb, clause) is not None

    def _reports(self, verb: Any, clause: Any) -> bool:
        commas = any(t.text == "," for t in self._doc[verb.i : clause.i])
        return bool(clause.i > verb.i and clause.lemma_ in ("report", "say", "write") and commas)

    def _from_start(self, verb: Any, first: int) -> int:
        """“In Brussels, the talks went on, he said”: what comes before the clause belongs to it."""
        start = self._runs.opening(verb)
        while start < first and self._doc[start].dep_ in ("punct", "cc"):
            start += 1
        return min(first, start) if start == verb.sent.start or start <= first else first

    def _to_cue(self, verb: Any, last: int) -> int:
        """“Jobs would go, two thirds of them here, she added”: what stands between is said too."""
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), verb)
        edge = min(subject.left_edge.i, verb.i) - 1
        between = self._doc[last + 1 : edge]
        told = any(t.i in self._stubs or t.tag_ in FINITE or t.text in ";:—–" for t in between)
        return edge - 1 if edge > last + 1 and self._doc[edge].text == "," and not told else last

    def _made_clear(self, verb: Any) -> SpanMatch | None:
        """“made it clear that …”, “made the case that …”."""
        for token in self._doc[verb.i + 1 : verb.i + 5]:
            if token.lower_ in ("clear", "plain", "known", "case", "point", "argument"):
                that = token.i + 1
                if that < len(self._doc) and self._doc[that].lower_ == "that":
                    run = self._runs.under(self._doc[that].head, verb)
                    return SpanMatch(verb, "clause", ((that, run[1]),)) if run and run[1] > that else None
        return None


def _is_finite(clause: Any) -> bool:
    return clause.tag_ in FINITE or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in FINITE for c in clause.children
    )


def _is_asked(verb: Any, children: dict[str, Any]) -> bool:
    """“Did he think the better side had lost?”: a question says nothing of what he thinks."""
    aid, subject = children.get("aux"), children.get("nsubj")
    asked = aid is not None and subject is not None and aid.i < subject.i < verb.i
    return bool(asked and verb.dep_ == "ROOT" and any(t.text == "?" for t in verb.sent[-2:]))


def _is_told(verb: Any, children: dict[str, Any]) -> bool:
    """“Told that the board had resigned, Gould laughed”: whose clause it is hears it and does not say it."""
    if verb.tag_ not in ("VBN", "VBD") or children.keys() & {"aux", "auxpass", "nsubj", "nsubjpass"}:
        return False
    if verb.tag_ == "VBN" and verb.dep_ == "acl":  # “the author, asked why, …”
        return verb.lemma_.lower() in lexicon.ADDRESSED
    subject = children.get("nsubj")
    if verb.lemma_ == "ask" and subject is not None and subject.i == verb.i - 2 and verb.nbor(-1).text == ",":
        return True
    opens = verb.i == verb.sent.start  # there a parse takes the participle for the past, or for the main verb
    return bool(opens or (verb.tag_ == "VBN" and verb.dep_ in ("advcl", "ccomp", "nmod", "dep")))


def _particle(verb: Any) -> str:
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{verb.lemma_.lower()} {particle}"
