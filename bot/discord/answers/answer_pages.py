"""An answer of the desk as a deck of blocks: one look for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.discord.answers.statement_block import block
from bot.discord.core.preferences import Reader
from bot.discord.ui.markdown import safe, safe_within
from bot.discord.ui.pages import AMBER, BLUE, GREEN, GREY, Block, Deck
from briefs.grouping import grouped
from briefs.i18n import Words
from briefs.index.reader import Catalogue
from briefs.model import Answer, Count, Person, Position
from briefs.render import phrases
from briefs.text.dates import date_in_words, in_words

_MOST_COUNTS = 12
_PICTURED = {"timeline": 4, "position": 12}  # from how many statements on a time chart helps
_COMPARED = ("position",)


def answer_deck(
    answer: Answer, reader: Reader, catalogue: Catalogue, replies: Mapping[str, Sequence[str]]
) -> Deck:
    """What was found, or that nothing is on record and what is instead."""
    words = reader.words
    title = heading(answer, words)
    if answer.outcome == "nothing" or not (answer.statements or answer.may_fall_outside):
        return Deck(title, _nothing(answer, reader), footer=library_line(catalogue, words), colour=GREY)
    marks = dict(answer.marks)
    blocks = [
        block(s, reader, marked=marks.get(s.id), replies=replies.get(s.id, ()), also=others)
        for s, *others in grouped(answer.statements)
    ]
    if answer.may_fall_outside:
        blocks.append(Block(bold(words.say("May fall outside the days asked for:"), reader)))
        blocks += [block(s, reader, replies=replies.get(s.id, ())) for s in answer.may_fall_outside]
    found = answer.coverage
    footer = f"{phrases.coverage(found, words)} · {library_line(catalogue, words)}" if found else ""
    actions = {"context", "report", *(["compare"] if answer.command in _COMPARED else [])}
    picture = len(answer.statements) >= _PICTURED.get(answer.command, len(answer.statements) + 1)
    return Deck(
        title,
        _intro(answer, reader),
        tuple(blocks),
        footer,
        GREEN if answer.brief else BLUE,
        cites=_cited(answer.brief) if answer.brief else (),
        picture=picture,
        actions=frozenset(actions),
    )


def heading(answer: Answer, words: Words) -> str:
    """Titles are markdown too; only what is from the library is made safe."""
    if answer.command == "search" and not (answer.person or answer.topic):
        return words.say("Found")
    return safe(phrases.heading(answer, words))


def bold(text: str, reader: Reader) -> str:
    return text if reader.plain else f"**{text}**"


def library_line(catalogue: Catalogue, words: Words) -> str:
    """ "Library as of 23 April 2013": the day it last changed, in UTC."""
    from datetime import UTC, datetime

    changed = datetime.fromtimestamp(catalogue.changed / 1e9, UTC).date()
    return words.say("library of {date}", date=date_in_words(changed, words))


def _intro(answer: Answer, reader: Reader) -> str:
    words, lines = reader.words, []
    if answer.note:
        lines.append(safe_within(answer.note, 300))
    if answer.command == "person" and answer.person:
        lines += _roles(answer.person, reader)
    if answer.spoke_on:
        lines.append(counts(words.say("Spoke on"), answer.spoke_on, reader))
    if answer.spoken_by:
        lines.append(counts(words.say("Who spoke"), answer.spoken_by, reader))
    if answer.brief:
        lines.append(_brief(answer.brief, answer.newer_than_brief, reader))
    lines += [safe_within(warning, 300) for warning in answer.warnings[:3]]
    return "\n".join(lines)


def _roles(person: Person, reader: Reader) -> list[str]:
    lines = []
    for role in person.roles[:6]:
        ends = [in_words(end, reader.words) for end in (role.start, role.end) if end]
        years = f" ({' – '.join(ends)})" if ends else ""
        lines.append(safe_within(role.title.get(reader.language) + years, 200))
    if person.wikidata:
        lines.append(f"[Wikidata {person.wikidata}](https://www.wikidata.org/wiki/{person.wikidata})")
    return lines


def _cited(brief: Position) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for sentence in brief.sentences for id in sentence.cites))


def _brief(brief: Position, newer: tuple[str, ...], reader: Reader) -> str:
    words = reader.words
    lines = [bold(words.say("In brief, as of {date}", date=phrases.as_of(brief, words)), reader)]
    if brief.awaits:
        return "\n".join([*lines, safe_within(phrases.awaits(brief, words), 400)])
    for sentence in brief.sentences[:3]:
        cites = ", ".join(f"`{cite}`" for cite in sentence.cites[:4])
        lines.append(f"{safe_within(sentence.text, 400)} [{cites}]")
    if newer:
        lines.append(
            words.say_n(
                "{n} statement is newer than this brief.",
                "{n} statements are newer than this brief.",
                len(newer),
            )
        )
    return "\n".join(lines)


def _nothing(answer: Answer, reader: Reader) -> str:
    words = reader.words
    lines = [safe(phrases.nothing(answer, words))]
    lines.append(words.say("That is no word about what anybody thinks: the library only has no statement."))
    if answer.note:
        lines.append(safe_within(answer.note, 300))
    if answer.spoke_on and answer.person:
        name = safe(answer.person.name.get(reader.language))
        lines.append(counts(words.say("{person} is on record on", person=name), answer.spoke_on, reader))
    if answer.spoken_by and answer.topic:
        label = safe(answer.topic.pref_label.get(reader.language))
        lines.append(counts(words.say("On record on {topic}", topic=label), answer.spoken_by, reader))
    return "\n".join(lines)


def counts(label: str, found: Sequence[Count], reader: Reader) -> str:
    shown = ", ".join(f"{safe(c.label.get(reader.language))} ({c.statements})" for c in found[:_MOST_COUNTS])
    rest = len(found) - _MOST_COUNTS
    if rest > 0:
        shown += " " + reader.words.say_n("and {n} more", "and {n} more", rest)
    return f"{bold(label + ':', reader)} {shown}"


def question_deck(answer: Answer, reader: Reader) -> Deck:
    """The question back where a name may mean several, or the nearest where nobody bears it."""
    words = reader.words
    lines = [safe(answer.note)] if answer.note else []
    if answer.outcome == "unknown" and answer.suggestions:
        lines.append(words.say("The nearest names are below: pick one, or ask again in other words."))
    elif answer.outcome == "unknown":
        lines.append(
            words.say(
                "{people} and {topics} list all that are known.", people="`/people`", topics="`/topics`"
            )
        )
    role, text = answer.asked or ("person", "")
    shown = _shown(role, text, answer.outcome, words)
    return Deck(shown, "\n".join(lines), colour=AMBER)


def _shown(role: str, text: str, outcome: str, words: Words) -> str:
    """The user's own words come back short and safe."""
    asked = Answer(
        command="",
        outcome="ambiguous" if outcome == "ambiguous" else "unknown",
        asked=(role, safe_within(text, 80)),
    )
    return phrases.asked_back(asked, words)
