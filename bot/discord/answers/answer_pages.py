"""An answer of the engine as blocks of a paged answer: one look for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.discord.answers.answer_cards import answer_cards, is_pictured, newest_first, roles_lines
from bot.discord.answers.brief_card import cited, plain_brief
from bot.discord.answers.changed_block import changed_blocks, changed_line
from bot.discord.answers.compared_cards import compared_cards
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
from briefs.i18n import N_, Translator
from briefs.index import Registry
from briefs.model import QueryResult, StatementCount, UncuratedPassage
from briefs.query import MORE_FOUND
from briefs.render import excerpt, phrases

_MOST_UNCURATED = 500  # characters of a passage that nobody curated
_MOST_OF_A_HEADING = 120  # of one that has what was typed
_MOST_COUNTS, _MOST_ON_A_CARD = 12, 3  # topics or people with their numbers, in one line
# What a warning says of the options of the shell, said of those of a slash command.
_HERE = {MORE_FOUND: N_("there are more: these are the newest 50; name a person, a topic or days as well")}
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
    uncurated = []
    if answer.uncurated:
        uncurated = [Block(bold(phrases.not_curated(translator), display))]
        uncurated += [_uncurated(passage, display) for passage in answer.uncurated]
    if not display.plain:
        shown = compared_cards if answer.command == "compare" else answer_cards
        return shown(answer, title, _intro(answer, display), display, registry, replies, uncurated)
    marks = dict(answer.marks)  # statement id: its passage with the words searched for marked
    blocks = [
        render_statement(s, display, marked=marks.get(s.id), replies=replies.get(s.id, ()), also=others)
        for s, *others in group_same_utterance(newest_first(answer))
    ]
    if answer.may_fall_outside:
        blocks.append(Block(bold(translator.gettext("May fall outside the days asked for:"), display)))
        blocks += [
            render_statement(s, display, replies=replies.get(s.id, ())) for s in answer.may_fall_outside
        ]
    blocks += changed_blocks(answer.shifts, display)
    found = answer.coverage
    footer = f"{phrases.coverage(found, translator)} · {library_line(registry, translator)}" if found else ""
    actions = {"context", "report", *(["compare"] if answer.command in _COMPARED else [])}
    return PagedAnswer(
        title,
        "\n".join([*_intro(answer, display), *changed_line(answer.shifts, display)]),
        (*blocks, *uncurated),
        footer,
        GREEN if answer.brief else BLUE,
        cites=cited(answer),
        picture=is_pictured(answer),
        actions=frozenset(actions),
    )


def _uncurated(found: UncuratedPassage, display: Display) -> Block:
    """Words of an article that nobody curated, with whom it names as the speaker."""
    who = f"{bold(safe_within(found.speaker, 100), display)} · " if found.speaker else ""
    where = link(safe_within(phrases.where_uncurated(found, display.translator), 250), found.article.url)
    return Block(f"{who}{where}\n{safe_marked(excerpt(found.marked, _MOST_UNCURATED))}")


def safe_heading(answer: QueryResult, translator: Translator) -> str:
    """The title of an answer, its names made safe: Discord reads Markdown in titles too."""
    if answer.words:  # as much of what was typed as tells what was looked for
        return safe_within(phrases.heading(answer, translator), _MOST_OF_A_HEADING)
    return safe(phrases.heading(answer, translator))


def _intro(answer: QueryResult, display: Display) -> list[str]:
    """What stands above the statements; on a card, whose brief has numbers, without the brief."""
    translator, lines = display.translator, []
    if answer.note:
        lines.append(safe_within(answer.note, 300))
    if answer.command == "person" and answer.person and display.plain:
        lines += roles_lines(answer.person, display)
    if answer.spoke_on:
        lines.append(counts_line(translator.gettext("Spoke on"), answer.spoke_on, display))
    if answer.spoken_by:
        lines.append(counts_line(translator.gettext("Who spoke"), answer.spoken_by, display))
    if display.plain and (brief := plain_brief(answer, display)):
        lines.append(brief)
    warnings = (translator.gettext(_HERE.get(each, each)) for each in answer.warnings[:3])
    return [*lines, *(safe_within(warning, 300) for warning in warnings)]


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
    """`label`, then names with their numbers of statements, at most twelve of them, on a card three."""
    most = _MOST_COUNTS if display.plain else _MOST_ON_A_CARD
    shown = ", ".join(f"{safe(c.label.get(display.language))} ({c.statements})" for c in found[:most])
    rest = len(found) - most
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
    elif answer.of_other_kind and answer.asked:
        command = "`/person`" if answer.asked[0] == "topic" else "`/topic`"
        lines.append(translator.gettext("{command} tells what is on record.", command=command))
    elif answer.outcome == "unknown":
        lines.append(
            translator.gettext(
                "{people} and {topics} list all that are known.", people="`/people`", topics="`/topics`"
            )
        )
    return PagedAnswer(_question_title(answer, translator), "\n".join(lines), colour=AMBER)


def _question_title(answer: QueryResult, translator: Translator) -> str:
    """The user's own words come back short and safe."""
    role, text = answer.asked or ("person", "")
    other = answer.of_other_kind and replace(answer.of_other_kind, label=safe(answer.of_other_kind.label))
    return phrases.disambiguation(
        replace(answer, asked=(role, safe_within(text, 80)), of_other_kind=other), translator
    )
