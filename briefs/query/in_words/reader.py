"""A message in words to a question of the engine or a quotation to check; no model, nothing guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from briefs.model import LocalizedText
from briefs.query.claimed_speaker import is_known_speaker
from briefs.query.in_words import word_lists
from briefs.query.in_words.labels import labels_in, words_of
from briefs.query.in_words.names import NameFinder, NamesFound
from briefs.query.in_words.periods import ANNIVERSARY, Dated, anniversary_in, take_period
from briefs.query.questions import Query, question_named
from briefs.query.resolver import QueryResolver
from briefs.text import late_pattern

if TYPE_CHECKING:
    from briefs.verify import Claim

_LONGEST = 400  # characters of a question: what is longer asks for more than one thing
_MOST_WORDS = 40
_LEAST_CLAIMED = 4  # words that somebody is said to have said, where no marks stand around them
_MARKS = late_pattern(r"[\"“”„«»]|(?<!\w)['‘][^'‘’]{6,}['’](?!\w)")
_SINGLE = late_pattern(r"(?<!\w)['‘]([^'‘’]{6,}(?:['’]\w[^'‘’]*)*)['’](?!\w)")
_QUOTED = late_pattern(r"[\"“„«]([^\"“”„«»]{1,60})[\"”“»]")
_SAID_THAT = late_pattern(
    r"^\W*(?:(?:is|was|isn[’']t|wasn[’']t)\s+(?:it|that)\s+(?:really\s+)?(?:true|real|right|correct)(?:\s+that)?"
    r"|did|didn[’']t|has|hasn[’']t|правда\s+ли,?(?:\s+что)?|правда,?\s+что|верно\s+ли,?(?:\s+что)?|разве|неужели"
    r"|(?=\w+\s+ли\b))\s*(?P<name>[^?!.;:\n]{2,60}?)\s+(?:(?:really|ever|actually|once|truly|правда"
    r"|действительно|когда-нибудь)\s+)*"
    r"(?:say|said|saying|claim|claimed|сказала?|говорила?|заявила?|заявляла?)(?:,?\s+(?:that|что))?[\s,:—–-]+"
    r"(?P<words>[^?\n]+?)\s*\?*\s*$",
    re.IGNORECASE,
)
_POINTS_AT = late_pattern(
    r"^\W*(?:is|was|did|has|this|that|he|she|they|it|really|true|real|fake|check|verify|please|say|said|quote"
    r"|quotation|правда|это|он|она|так|ли|и|сказала?|говорила?|проверь|проверьте|цитата|цитату|настоящая"
    r"|фейк|the|a|source|proof|where|what|when|who|whose|кто|где|когда|откуда|источник|actually|ever|words?|\W)+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question with what it is asked of, by the names of its arguments: ids, days, or words of several."""

    question: str
    given: dict[str, str | date]

    async def resolved(self, resolver: QueryResolver, today: date) -> Query:
        """Raises NameNotResolved where a name may be several people's, UserError for what it refuses."""
        return await resolver.read(question_named(self.question), (), self.given, today)


@dataclass(frozen=True, slots=True)
class AskedQuotation:
    """Quotations, each with the id or the name of whom it is said to be of."""

    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """No one question: the names on record, the words that are nobody's, and those that are several's."""

    found: tuple[LocalizedText, ...] = ()
    unknown: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()


Reading = AskedQuestion | AskedQuotation | NotUnderstood


def read_in_words(resolver: QueryResolver, text: str, today: date) -> Reading:
    """What a message asks. A pure function of the text, the day and the library: nothing is searched for."""
    text = " ".join(_unquoted_labels(resolver, text).split("\u200b"))
    if _MARKS.search(text):
        return _quotation(resolver, text, today)
    if (said := _SAID_THAT.match(text)) and (claim := _claimed(resolver, said)):
        return AskedQuotation((claim,))
    if len(text) > _LONGEST or len(words_of(text)) > _MOST_WORDS:
        return NotUnderstood()
    dated, found = _names(resolver, text, today)
    return _question(resolver, text, dated, found, today)


def is_asking(word: str) -> bool:
    """Whether a word is one with which people ask, and nobody's name."""
    return any(each.folded in word_lists.ASKING | word_lists.ABOUT for each in words_of(word))


def points_at_another(text: str) -> bool:
    """Whether a message asks about the one that it replies to: “is this real?”, «правда?», “verify”."""
    return len(text) < 80 and bool(_POINTS_AT.match(text))


def _names(resolver: QueryResolver, text: str, today: date) -> tuple[Dated, NamesFound]:
    text = text.replace("&", " and ")
    words = words_of(text)
    labels = [
        (words[start].start, words[end - 1].end)
        for start, end, _ in labels_in(resolver.engine, words)
        if any(word.text.isdigit() for word in words[start:end])
    ]
    dated = take_period(text, today, labels)
    return dated, NameFinder(resolver, dated.rest, dated.period).find()


# Quotations


def _unquoted_labels(resolver: QueryResolver, text: str) -> str:
    """“What did Lavrov say about “missile defence”?” quotes a topic, and nobody."""
    text = _SINGLE.sub(r"“\1”", text)

    def bare(found: re.Match[str]) -> str:
        words = words_of(found[1])
        named = any(end - start == len(words) for start, end, _ in labels_in(resolver.engine, words))
        before = [word.folded for word in words_of(text[: found.start()])]
        return (
            found[1]
            if words and named and before[-1:] and before[-1] in word_lists.ABOUT | word_lists.TOPIC_NOUNS
            else found[0]
        )

    return _QUOTED.sub(bare, text)


def _quotation(resolver: QueryResolver, text: str, today: date) -> Reading:
    from briefs.verify import Claim, read_message

    claims, marked = read_message(text)
    if not marked:
        return NotUnderstood()
    around = text
    for claim in claims:
        around = around.replace(claim.text, " , ")
    _, found = _names(resolver, around[:_LONGEST], today)
    named = [*found.people, *found.about, *(name for kind, name in found.unclear if kind == "person")]
    beside = named or found.unknown
    alone = beside[0] if len(beside) == 1 else None
    if len(beside) > 1:  # of several it is said beside each quotation whose it is
        claims, _ = read_message(text, partial(is_known_speaker, resolver))
    # Who asks whether somebody said it wants that somebody's verdict; of a message that denies it nobody is.
    return AskedQuotation(
        tuple(
            Claim(claim.text, alone or claim.speaker_name or claim.mentioned, claim.start, claim.end)
            for claim in claims
        )
    )


def _claimed(resolver: QueryResolver, said: re.Match[str]) -> Claim | None:
    """“Did Rasmussen really say we want real cooperation with Russia?”: words without marks."""
    from briefs.verify import Claim

    words, name = words_of(said["words"]), said["name"].replace(" ли", "").strip(" ,")
    if len(words) < _LEAST_CLAIMED or words[0].folded in word_lists.ABOUT | {
        "anything",
        "something",
        "what",
        "in",
    }:
        return None
    person = resolver.find_person(name)
    if person.outcome != "one":
        return None
    return Claim(said["words"], person.matches[0].id, said.start("words"), said.end("words"))


# Questions


def _question(resolver: QueryResolver, text: str, dated: Dated, found: NamesFound, today: date) -> Reading:
    words = frozenset(word.folded for word in words_of(text))
    said_about = found.about and (found.people or words & word_lists.SPEECH)
    people = [*found.people, *(() if said_about else found.about)]
    if day := _day_of_any_year(text, found):
        return AskedQuestion("on-this-day", {"day": day})
    if found.unknown or said_about:
        return _not_understood(resolver, found)
    unclear = {kind: [name for of, name in found.unclear if of == kind] for kind in ("person", "topic")}
    who = [*people, *unclear["person"]]
    what = [*_narrowest(resolver, found.topics), *unclear["topic"]]
    days: dict[str, str | date] = {}
    if dated.since:
        days["since"] = dated.since
    if dated.until:
        days["until"] = dated.until
    match len(who), len(what):
        case 0, 0:
            return _about_the_library(text, words, bool(days), today)
        case 0, 1:
            ordered = bool(days) or bool(words & word_lists.TIMELINE)
            return AskedQuestion("timeline" if ordered else "topic", {"topic": what[0], **days})
        case 1, 0:
            return AskedQuestion("statements" if days else "person", {"person": who[0], **days})
        case 1, 1:
            return AskedQuestion("position", {"person": who[0], "topic": what[0], **days})
        case 2, 1 if found.together or words & word_lists.COMPARE:
            return AskedQuestion("compare", {"person": who[0], "other": who[1], "topic": what[0], **days})
    return _not_understood(resolver, found)


def _day_of_any_year(text: str, found: NamesFound) -> str | None:
    """“What happened on April 23?” as "04-23": a day without its year, and nothing else."""
    nobody = not (found.people or found.about or found.topics or found.unclear)
    day = ANNIVERSARY.search(text) if nobody else None
    return anniversary_in(text) if day and all(word in day[0] for word in found.unknown) else None


def _narrowest(resolver: QueryResolver, topics: list[str]) -> list[str]:
    """“Guarantees on missile defence” names a topic and the wider one above it: the first is meant."""
    known, wider = resolver.engine.topics, set[str]()
    above = [id for topic in topics for id in known[topic].broader]
    while above:
        if (id := above.pop()) not in wider:
            wider.add(id)
            above += known[id].broader if id in known else ()
    return [topic for topic in topics if topic not in wider]


def _about_the_library(text: str, words: frozenset[str], dated: bool, today: date) -> Reading:
    """A question that names nobody: who is there, on what, how much, what was said on a day of any year."""
    if dated:
        return NotUnderstood()
    folded = tuple(word.folded for word in words_of(text))
    if any(folded[at : at + len(day)] == day for day in word_lists.THIS_DAY for at in range(len(folded))):
        return AskedQuestion("on-this-day", {"day": f"{today.month:02}-{today.day:02}"})
    if words & word_lists.HOW_MANY and words & word_lists.STATEMENTS:
        return AskedQuestion("stats", {})
    if words & word_lists.TOPICS:
        return AskedQuestion("topics", {})
    asks_who = words & word_lists.PEOPLE and words & word_lists.IN_THE_LIBRARY
    return AskedQuestion("people", {}) if asks_who else NotUnderstood()


def _not_understood(resolver: QueryResolver, found: NamesFound) -> NotUnderstood:
    engine = resolver.engine
    people = [engine.people[id].name for id in (*found.people, *found.about)]
    return NotUnderstood(
        (*people, *(engine.topics[id].pref_label for id in found.topics)),
        tuple(found.unknown),
        tuple(name for _, name in found.unclear),
    )
