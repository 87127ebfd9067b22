"""What of an answer fits one screen of a phone: the brief and the newest statements share its first page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

from bot.discord.answers.brief_card import brief_text, footnotes, in_order, newest_last_to_go, shown_sentences
from bot.discord.answers.statement_card import Look, statement_card
from bot.discord.ui import Block, Display, card_height, text_height
from bot.store import QuotedReply
from briefs.model import BriefSentence, QueryResult, Statement

SCREEN = 888  # pixels of a first page, at a width of 400
ONE_VOICE = ("position", "person")  # answers about one person, who is not named again
_LEAST, _MOST_LINES = 3, 12  # lines of a statement's words
_FOOTER = 27  # pixels


@dataclass(frozen=True, slots=True)
class Screen:
    """The room of a first page: sentences of the brief, and of each statement the lines of its words."""

    brief: Sequence[BriefSentence]
    lines: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many statements stand there."""
        return len(self.lines)

    def with_a_line_more(self, number: int) -> Screen:
        """For the words of one of them."""
        return replace(self, lines=tuple(n + (each == number) for each, n in enumerate(self.lines)))


@dataclass(frozen=True)
class StatementCards:
    """The statements of an answer as blocks, as long as there is room for them."""

    answer: QueryResult
    display: Display
    replies: Mapping[str, Sequence[QuotedReply]]
    groups: Sequence[Sequence[Statement]]
    # A first page is laid out a dozen times until it fits: each card is made and measured once.
    _made: dict[tuple[str, str, int], Block] = field(default_factory=dict, repr=False, compare=False)
    _measured: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def blocks(self, groups: Sequence[Sequence[Statement]], screen: Screen) -> list[Block]:
        """One a group; on a first page its words, or their summary, have the lines that `screen` gives."""
        numbers, marks, blocks = footnotes(screen.brief), self._marks, []
        for (first, *also), lines in zip_longest(groups, screen.lines):
            key = first.id, numbers.get(first.id, ""), lines or 0
            if (block := self._made.get(key)) is None:
                look = replace(self._look, number=key[1], marked=marks.get(first.id))
                if lines:
                    look = replace(look, lines=lines, summary=lines)
                replies = self.replies.get(first.id, ())
                block = self._made[key] = statement_card(first, self.display, look, replies, also)
            blocks.append(block)
        return blocks

    @cached_property
    def _marks(self) -> dict[str, str]:
        return dict(self.answer.marks)

    @cached_property
    def _look(self) -> Look:
        command = self.answer.command
        return Look(command not in ONE_VOICE, terms=_terms(self.answer), article=command != "article")

    def share_screen(self, head: Sequence[str], most: int, taken: int = 0) -> Screen:
        """What of the answer stands on the first page, of which `taken` pixels are used already.

        Below `head` all of it fits one screen. The brief gives way first, its newest finding last; then the
        words, of the newest statement last, whose end is the finding; then the oldest of the statements.
        """
        sentences = newest_last_to_go(self.answer)
        briefs = [in_order(sentences[:count], self.answer) for count in range(len(sentences), 0, -1)] or [()]
        most = min(most, len(self.groups))
        for count, least in ((most - fewer, least) for fewer in range(max(most, 1)) for least in (_LEAST, 2)):
            for brief in briefs:
                if self._fits(head, Screen(brief, (least,) * count), taken):
                    return self._roomiest(head, brief, count, least, taken)
        return Screen(briefs[-1], (2,) * min(most, 1))

    def _roomiest(
        self, head: Sequence[str], brief: Sequence[BriefSentence], count: int, least: int, taken: int
    ) -> Screen:
        """As many lines for all as fit, then a line more for each in turn, the newest first."""
        most = _MOST_LINES
        while least < most:  # more lines are never lower: four tries instead of eleven
            middle = (least + most + 1) // 2
            fits = self._fits(head, Screen(brief, (middle,) * count), taken)
            least, most = (middle, most) if fits else (least, middle - 1)
        screen, room = Screen(brief, (least,) * count), least < _MOST_LINES
        while room:
            room = False
            for number in range(count):
                more = screen.with_a_line_more(number)
                if more.lines[number] <= _MOST_LINES and self._fits(head, more, taken):
                    screen, room = more, True
        return screen

    def _fits(self, head: Sequence[str], screen: Screen, taken: int) -> bool:
        blocks = self.blocks(self.groups[: screen.count], screen)
        alone = len(self.groups) <= screen.count
        menus = int(not alone or len(screen.brief) < len(shown_sentences(self.answer)))
        # A card of one page names the day of its library, and its buttons in words take two rows.
        rows, taken = (2, taken + _FOOTER) if alone else (1, taken)
        head = [*head, brief_text(screen.brief)]
        return card_height("\n".join(head), blocks, menus, rows, self._height_of) + taken <= SCREEN

    def _height_of(self, text: str) -> float:
        if text not in self._measured:
            self._measured[text] = text_height(text)
        return self._measured[text]


def _terms(answer: QueryResult) -> tuple[str, ...]:
    """The names by which the topic is spoken of, in small letters."""
    if answer.topic is None:
        return ()
    label = answer.topic.pref_label
    names = (label.en, *(text for _, text in label.others), *answer.topic.alt_labels)
    return tuple(name.casefold() for name in names if len(name) > 2)
