"""A briefing as one card: what is new first, each in a few lines; the rest, and every proof, behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from bot.discord.answers import status_notes
from bot.discord.ui import (
    BLUE,
    CARD_WIDTH,
    GREY,
    SELECT_OPTIONS,
    SMALL_WIDTH,
    Choice,
    Display,
    Page,
    button_address,
    button_rows,
    card_height,
    count_lines,
    cut_to_lines,
    fit_page,
    safe,
    safe_within,
    statement_choice,
)
from briefs.briefing import Briefing
from briefs.model import Statement
from briefs.render import BriefingEntry, page_address, scope, sections, title
from briefs.text import in_words

_SCREEN = 840  # pixels of a card, at a width of 400
_MOST_TEXT = 3400  # characters, addresses counted
_LINES = (20, 12, 8, 6, 5, 4, 3, 2)  # of the words of each statement: as many as there is room for
_OF_A_SUMMARY = 4  # lines: its end is the finding as often as not
_MOST_KEPT = 300  # statements behind the button
_MOST_NOTES = 3  # positions that may have changed


@dataclass(frozen=True, slots=True)
class BriefingCard:
    """`page` names every statement of the briefing, shown or not; `choices` are those that a menu leads to.

    `more` is how many the button shows; 0 where all of them stand on the card, whole.
    """

    page: Page
    choices: tuple[Choice, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry under its heading and topic, or a line of its own where `entry` is None."""

    heading: str
    topic: str = ""
    entry: BriefingEntry | None = None
    line: str = ""


def briefing_card(
    briefing: Briefing, display: Display, footer: str = "", site: str | None = None
) -> BriefingCard:
    """The card of a briefing; `site` is the address whose pages its entries lead to."""
    translator = display.translator
    items = list(_items(briefing, display))
    asked = scope(briefing, translator)
    head = [f"-# {safe_within(cut_to_lines(asked, 2, SMALL_WIDTH), 250)}"] if asked else []
    name = safe(title(briefing, translator))
    layout = _Layout((name, *head), {one.id: one for one in briefing.statements}, display, site)
    count, lines = layout.fitting(items)
    shown = items[:count]
    body = "\n".join([*head, *layout.text(shown, lines)])
    every = [*{one.id: one for one in (*briefing.statements, *briefing.unlisted)}.values()][:_MOST_KEPT]
    ids = tuple(one.id for one in every)
    cut = any(_words(one.entry, lines) != safe(one.entry.passage) for one in shown if one.entry)
    whole = count == len(items) and not briefing.unlisted and not cut
    page = Page(name, body, footer, GREY if briefing.is_empty else BLUE, ids)
    offered = every[:SELECT_OPTIONS]
    labels = ((one.id, *statement_choice(one, display)) for one in offered)
    choices = tuple(Choice(label, id, detail) for id, label, detail in labels)
    return BriefingCard(fit_page(page), choices, 0 if whole else len(ids))


def _items(briefing: Briefing, display: Display) -> Iterator[_Item]:
    """In order of reading; what may have changed stands before what was said on this day."""
    heading = ""
    found = sections(briefing, display.translator)
    for section, following in zip_longest(found, found[1:]):
        topic, lines = "", section.notes
        if section.level == 1:
            heading = f"**{safe(section.title)}**" if section.title else ""
            if following and following.level == 2:  # how many there are, of the topics that follow
                heading, lines = " · ".join([heading, *map(safe, section.notes)]), ()
        else:
            topic = section.title or ""
        for line in lines[:_MOST_NOTES]:
            yield _Item(heading, line=safe_within(line, 300))
        for entry in section.entries:
            yield _Item(heading, topic, entry)


@dataclass(frozen=True, slots=True)
class _Layout:
    """What stands above the items, and how they are written; `known` are the statements by id."""

    head: tuple[str, ...]
    known: Mapping[str, Statement]
    display: Display
    site: str | None

    def fitting(self, items: Sequence[_Item]) -> tuple[int, int]:
        """How many of the items stand on the card, and in how many lines each; one at least."""
        for count in range(len(items), 0, -1):
            for lines in _LINES if count == len(items) else _LINES[-1:]:
                if self._fits("\n".join([*self.head, *self.text(items[:count], lines)])):
                    return count, lines
        return min(1, len(items)), _LINES[-1]

    def _fits(self, text: str) -> bool:
        translator = self.display.translator
        every = translator.ngettext("Read {n} statement", "Read all {n} statements", 100)
        rows = button_rows(
            [every, translator.gettext("Change or stop"), translator.gettext("Report an error")]
        )
        return len(text) <= _MOST_TEXT and card_height(text, (), 1, rows) <= _SCREEN

    def text(self, items: Sequence[_Item], lines: int) -> Iterator[str]:
        """The lines of the items; a heading and a topic stand once above all that they hold for."""
        heading = topic = ""
        for item in items:
            if item.heading != heading:
                heading, topic = item.heading, ""
                yield heading
            if item.topic and item.topic != topic:
                yield f"-# {safe_within(item.topic, 90)}"
            topic = item.topic
            if item.line:
                yield f"-# {item.line}"
            if item.entry:
                yield from self._entry(item.entry, lines)

    def _entry(self, entry: BriefingEntry, lines: int) -> Iterator[str]:
        """Who and when, which leads to where it can be read; the words; what would mislead without them."""
        statement, translator = self.known[entry.id], self.display.translator
        names = [who.name.get(translator.language) for who in statement.speakers[:2]]
        who = f"**{safe_within(', '.join(names) or entry.who, 80)}**"
        address = page_address(self.site, "statement", entry.id) or button_address(entry.url)
        when = safe_within(in_words(statement.said, translator), 60)
        yield " · ".join(
            filter(None, (who, f"[{when}]({address})" if address else when, safe(entry.lead or "")))
        )
        words = _words(entry, lines)
        yield f"> {words}" if entry.quotation else words
        for note in status_notes(statement, translator):
            yield f"-# {safe_within(cut_to_lines(note, 2, SMALL_WIDTH), 200)}"


def _words(entry: BriefingEntry, lines: int) -> str:
    """The words where they fit; else the curator's summary of reported ones, or the beginning."""
    if entry.quotation:
        cut = cut_to_lines(entry.passage, max(lines, 3), CARD_WIDTH - 24)
        return safe(cut + (entry.passage[-1:] if cut.endswith("…") else ""))
    if count_lines(entry.passage) > lines and entry.summary:
        return safe(cut_to_lines(entry.summary, max(lines, _OF_A_SUMMARY)))
    return safe(cut_to_lines(entry.passage, lines))
