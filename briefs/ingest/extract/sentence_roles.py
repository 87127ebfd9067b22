"""What a word is in its parsed sentence: whom the sentence is about, a place or a human being, a headline."""

from __future__ import annotations

from typing import Any

from briefs.ingest.extract import lexicon
from briefs.ingest.extract.given_names import FEMALE_NAMES, MALE_NAMES


def has_given_name(name: str) -> bool:
    """Whether a run of capitals begins like a person's full name; in a headline nothing else tells."""
    words = name.lower().split()
    return 1 < len(words) < 4 and words[0] in MALE_NAMES | FEMALE_NAMES


def capitals(doc: Any) -> bool:
    """A headline: nearly every word has a capital, so none of them shows a name."""
    words = [t.text for t in doc if t.is_alpha and len(t) > 3]
    share = sum(w[0].isupper() for w in words) / max(1, len(words))
    verb = any(t.i and t.pos_ == "VERB" and t.text[0].isupper() for t in doc)
    return len(words) > 3 and (share > 0.95 or (share >= 0.8 and verb))


def main(verb: Any) -> bool:
    """The verb of a main clause, or one joined to it."""
    while verb.dep_ == "conj":
        verb = verb.head
    return bool(
        verb.dep_ in ("ROOT", "parataxis")
        or (verb.dep_ == "ccomp" and verb.i < verb.head.i and not reports(verb.head))
    )


def who_it_is(subject: Any) -> Any | None:
    """“One was Ravi Sandhu, who …”: the name in the place of a subject that has none."""
    if subject.head.lemma_ != "be" or subject.lower_ not in ("one", "another", "first", "last", "among"):
        return None
    return next((c for c in subject.head.children if c.dep_ == "attr" and c.pos_ == "PROPN"), None)


def gave_name(head: Any) -> Any | None:
    """“a passenger, who gave only his first name, Karim, …”, “a man who gave his name as Joe”: the name."""
    clauses = (t for c in head.children if c.dep_ == "relcl" for t in c.subtree)
    word = next((t for t in clauses if t.lower_ in ("name", "surname")), None)
    if word is None or word.head.lemma_ != "give":
        return None
    behind = (p for t in (word, word.head) for p in t.children if p.lower_ == "as")
    told = [*word.children, *(c for p in behind for c in p.children)]
    return next((t for t in told if t.pos_ == "PROPN" and t.i > word.i), None)


def is_human(name: Any) -> bool:
    """“Watanabe, whose lab …”, “Sweeney, 19, …”: told of as only somebody is."""
    relative = (c for c in name.children if c.dep_ == "relcl")
    beside = [c for c in name.children if c.dep_ == "appos"]
    aged = any(c.like_num and len(c) < 3 for c in beside)
    aged = aged or any(t.lower_ == "old" and t.nbor(-1).text == "-" for c in beside for t in c.children)
    return aged or any(t.lower_ in ("who", "whose", "whom") for c in relative for t in c.subtree)


def is_cleft(token: Any) -> bool:
    """“It was her coach, Ann Bell, who rang.”: who the sentence is about stands behind the verb."""
    it = next((c for c in token.head.children if c.dep_ in ("nsubj", "expl")), None)
    around = (*token.subtree, *token.head.children)
    who = (t for c in around if c.dep_ == "relcl" for t in c.children)
    return it is not None and it.lower_ == "it" and any(t.lower_ == "who" for t in who)


def is_place(entity: Any) -> bool:
    """“the plants of Salter Down, which the ministry …”: nobody is told of with “which”."""
    following = [t.lower_ for t in entity.doc[entity.end : entity.end + 2]]
    return following[:1] == ["which"] or following == [",", "which"]


def doubled(subject: Any) -> bool:
    """“A small woman with a loud voice, she spent …”: what the subject is, and another has the verb."""
    verb = subject.head
    return any(c.dep_ == subject.dep_ and subject.i < c.i < verb.i for c in verb.children)


def is_topic(token: Any) -> bool:
    """“For Kenji Watanabe, that hardly matters.”: whom a sentence is about without being its subject."""
    return bool(token.head.lower_ in ("for", "to") and token.head.i == token.sent.start)


def goes_on(verb: Any) -> bool:
    """“When the mayor opened the bridge, he spoke …”: whom the main clause goes on about with a pronoun."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.lower_ in ("he", "she", "they")


def reports(verb: Any) -> bool:
    return verb.lemma_.lower() in lexicon.SPOKEN
