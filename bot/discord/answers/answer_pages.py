"""An answer of the engine as blocks of a paged answer: one look for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.discord.answers.statement_block import render_statement
from bot.discord.ui import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    Block,
    Display,
    PagedAnswer,
    bold,
    library_line,
    link,
    safe,
    safe_marked,
    safe_within,
)
from bot.store import QuotedReply
from briefs.grouping import group_same_utterance
from briefs.i18n import Translator
from briefs.index import Registry
from briefs.model import Brief, Person, QueryResult, StatementCount, UncuratedPassage
from briefs.render import excerpt, phrases
from briefs.text import in_words

_MOST_UNCURATED = 500  # characters of a passage that nobody curated
_MOST_COUNTS = 12  # topics or people with their numbers, in one line
_PICTURED = {"timeline": 4, "position": 12}  # from how many statements on a time chart helps
_COMPARED = ("position",)  # questions whose answer offers to compare with somebody else


def answer_pages(
    answer: QueryResult, display: Display, registry: Registry, replies: Mapping[str, Sequence[QuotedReply]]
) -> PagedAnswer:
    """What was found, or that nothing is on record and what is instead."""
    translator = display.translator
    title = safe_heading(answer, translator)
    if answer.outcome == "nothing" or not (answer.statements or answer.may_fall_outside or answer.uncurated):
        return PagedAnswer(
            title, _nothing(answer, display), footer=library_line(registry, translator), colour=GREY
        )
    marks = dict(answer.marks)  # statement id: its passage with the words searched for marked
    blocks = [
        render_statement(s, display, marked=marks.get(s.id), replies=replies.get(s.id, ()), also=others)
        for s, *others in group_same_utterance(answer.statements)
    ]
    if answer.may_fall_outside:
        blocks.append(Block(bold(translator.gettext("May fall outside the days asked for:"), display)))
        blocks += [
            render_statement(s, display, replies=replies.get(s.id, ())) for s in answer.may_fall_outside
        ]
    if answer.uncurated:
        blocks.append(Block(bold(phrases.not_curated(translator), display)))
        blocks += [_uncurated(passage, display) for passage in answer.uncurated]
    found = answer.coverage
    footer = f"{phrases.coverage(found, translator)} · {library_line(registry, translator)}" if found else ""
    actions = {"context", "report", *(["compare"] if answer.command in _COMPARED else [])}
    picture = len(answer.statements) >= _PICTURED.get(answer.command, len(answer.statements) + 1)
    return PagedAnswer(
        title,
        _intro(answer, display),
        tuple(blocks),
        footer,
        GREEN if answer.brief else BLUE,
        cites=_cited_ids(answer.brief) if answer.brief else (),
        picture=picture,
        actions=frozenset(actions),
    )


def _uncurated(found: UncuratedPassage, display: Display) -> Block:
    """Words of an article that nobody curated, with whom it names as the speaker."""
    who = f"{bold(safe_within(found.speaker, 100), display)} · " if found.speaker else ""
    where = link(safe_within(phrases.where_uncurated(found, display.translator), 250), found.article.url)
    return Block(f"{who}{where}\n{safe_marked(excerpt(found.marked, _MOST_UNCURATED))}")


def safe_heading(answer: QueryResult, translator: Translator) -> str:
    """The title of an answer, its names made safe: Discord reads Markdown in titles too."""
    if answer.command == "search" and not (answer.person or answer.topic):
        return translator.gettext("Found")
    return safe(phrases.heading(answer, translator))


def _intro(answer: QueryResult, display: Display) -> str:
    translator, lines = display.translator, []
    if answer.note:
        lines.append(safe_within(answer.note, 300))
    if answer.command == "person" and answer.person:
        lines += _roles(answer.person, display)
    if answer.spoke_on:
        lines.append(counts_line(translator.gettext("Spoke on"), answer.spoke_on, display))
    if answer.spoken_by:
        lines.append(counts_line(translator.gettext("Who spoke"), answer.spoken_by, display))
    if answer.brief:
        lines.append(_brief(answer.brief, answer.newer_than_brief, display))
    lines += [safe_within(warning, 300) for warning in answer.warnings[:3]]
    return "\n".join(lines)


def _roles(person: Person, display: Display) -> list[str]:
    lines = []
    for role in person.roles[:6]:
        ends = [in_words(end, display.translator) for end in (role.start, role.end) if end]
        years = f" ({' – '.join(ends)})" if ends else ""
        lines.append(safe_within(role.title.get(display.language) + years, 200))
    if person.wikidata:
        lines.append(f"[Wikidata {person.wikidata}](https://www.wikidata.org/wiki/{person.wikidata})")
    return lines


def _cited_ids(brief: Brief) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for sentence in brief.sentences for id in sentence.cites))


def _brief(brief: Brief, newer: tuple[str, ...], display: Display) -> str:
    translator = display.translator
    lines = [
        bold(translator.gettext("In brief, as of {date}", date=phrases.as_of(brief, translator)), display)
    ]
    if brief.awaits:
        return "\n".join([*lines, safe_within(phrases.awaits_curator(brief, translator), 400)])
    for sentence in brief.sentences[:3]:
        cites = ", ".join(f"`{cite}`" for cite in sentence.cites[:4])
        lines.append(f"{safe_within(sentence.text, 400)} [{cites}]")
    if newer:
        lines.append(
            translator.ngettext(
                "{n} statement is newer than this brief.",
                "{n} statements are newer than this brief.",
                len(newer),
            )
        )
    return "\n".join(lines)


def _nothing(answer: QueryResult, display: Display) -> str:
    translator = display.translator
    lines = [safe(phrases.nothing_found(answer, translator))]
    lines.append(
        translator.gettext("That is no word about what anybody thinks: the library only has no statement.")
    )
    if answer.note:
        lines.append(safe_within(answer.note, 300))
    if answer.spoke_on and answer.person:
        name = safe(answer.person.name.get(display.language))
        lines.append(
            counts_line(translator.gettext("{person} is on record on", person=name), answer.spoke_on, display)
        )
    if answer.spoken_by and answer.topic:
        label = safe(answer.topic.pref_label.get(display.language))
        lines.append(
            counts_line(translator.gettext("On record on {topic}", topic=label), answer.spoken_by, display)
        )
    return "\n".join(lines)


def counts_line(label: str, found: Sequence[StatementCount], display: Display) -> str:
    """`label`, then names with their numbers of statements, at most twelve of them."""
    shown = ", ".join(f"{safe(c.label.get(display.language))} ({c.statements})" for c in found[:_MOST_COUNTS])
    rest = len(found) - _MOST_COUNTS
    if rest > 0:
        shown += " " + display.translator.ngettext("and {n} more", "and {n} more", rest)
    return f"{bold(label + ':', display)} {shown}"


def question_pages(answer: QueryResult, display: Display) -> PagedAnswer:
    """The question back where a name may mean several, or the nearest where nobody bears it."""
    translator = display.translator
    lines = [safe(answer.note)] if answer.note else []
    if answer.outcome == "unknown" and answer.suggestions:
        lines.append(
            translator.gettext("The nearest names are below: pick one, or ask again in other words.")
        )
    elif answer.outcome == "unknown":
        lines.append(
            translator.gettext(
                "{people} and {topics} list all that are known.", people="`/people`", topics="`/topics`"
            )
        )
    role, text = answer.asked or ("person", "")
    title = _question_title(role, text, answer.outcome, translator)
    return PagedAnswer(title, "\n".join(lines), colour=AMBER)


def _question_title(role: str, text: str, outcome: str, translator: Translator) -> str:
    """The user's own words come back short and safe."""
    asked = QueryResult(
        command="",
        outcome="ambiguous" if outcome == "ambiguous" else "unknown",
        asked=(role, safe_within(text, 80)),
    )
    return phrases.disambiguation(asked, translator)
