"""A brief on a card: what somebody holds, with small numbers for what each sentence rests on."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.ui import Display, safe, safe_within
from briefs.model import BriefSentence, QueryResult
from briefs.render import phrases

_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_CITED = 4


def shown_sentences(answer: QueryResult) -> tuple[BriefSentence, ...]:
    """The sentences of the brief; where days were asked for, only those that rest on what was said then."""
    if answer.brief is None or answer.brief.awaits:
        return ()
    if not (answer.since or answer.until):
        return answer.brief.sentences[:3]
    there = {statement.id for statement in answer.statements}
    return tuple(one for one in answer.brief.sentences[:3] if there.issuperset(one.cites))


def newest_last_to_go(answer: QueryResult) -> tuple[BriefSentence, ...]:
    """The sentences in the order in which they matter: what rests on the newest statement first."""
    return tuple(sorted(shown_sentences(answer), key=lambda one: -_newest(one, answer)))


def in_order(sentences: Sequence[BriefSentence], answer: QueryResult) -> tuple[BriefSentence, ...]:
    """As their curator has set them."""
    return tuple(one for one in shown_sentences(answer) if one in sentences)


def footnotes(sentences: Sequence[BriefSentence]) -> dict[str, str]:
    """Statement id: its number in small raised figures, in the order of the sentences."""
    ids = (id for sentence in sentences for id in sentence.cites[:_MOST_CITED])
    return {id: superscript(number) for number, id in enumerate(dict.fromkeys(ids), 1)}


def cited(answer: QueryResult) -> tuple[str, ...]:
    """All statements that the shown sentences rest on, once each."""
    return tuple(dict.fromkeys(id for sentence in shown_sentences(answer) for id in sentence.cites))


def superscript(number: int) -> str:
    """ "¹²" for 12."""
    return str(number).translate(_DIGITS)


def brief_text(sentences: Sequence[BriefSentence]) -> str:
    """The sentences as running text, each with the numbers of what it rests on."""
    numbers = footnotes(sentences)
    parts = []
    for sentence in sentences:
        marks = " ".join(numbers[id] for id in sentence.cites if id in numbers)
        parts.append(f"{safe(sentence.text)} {marks}".strip())
    return " ".join(parts)


def below_brief(answer: QueryResult, display: Display) -> list[str]:
    """What stands in the place of a brief that awaits its curator, or below one that is older than some."""
    if answer.brief and answer.brief.awaits:
        return [safe_within(phrases.awaits_curator(answer.brief, display.translator), 400)]
    return [f"-# {line}" for line in _newer(answer, display)] if shown_sentences(answer) else []


def plain_brief(answer: QueryResult, display: Display) -> str:
    """All of it with ids, which a screen reader reads out better than raised figures; "" for none."""
    translator, brief, sentences = display.translator, answer.brief, shown_sentences(answer)
    if brief is None or not (sentences or brief.awaits):
        return ""
    lines = [translator.gettext("In brief, as of {date}", date=phrases.as_of(brief, translator))]
    if brief.awaits:
        return "\n".join([*lines, safe_within(phrases.awaits_curator(brief, translator), 400)])
    for sentence in sentences:
        cites = ", ".join(f"`{cite}`" for cite in sentence.cites[:_MOST_CITED])
        lines.append(f"{safe_within(sentence.text, 400)} [{cites}]")
    return "\n".join([*lines, *_newer(answer, display)])


def _newer(answer: QueryResult, display: Display) -> list[str]:
    if not (count := len(answer.newer_than_brief)):
        return []
    return [
        display.translator.ngettext(
            "{n} statement is newer than this brief.", "{n} statements are newer than this brief.", count
        )
    ]


def _newest(sentence: BriefSentence, answer: QueryResult) -> int:
    """The place of the newest statement that a sentence rests on, in order of time."""
    places = {statement.id: place for place, statement in enumerate(answer.statements)}
    return max((places.get(id, -1) for id in sentence.cites), default=-1)
