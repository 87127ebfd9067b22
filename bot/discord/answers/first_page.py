"""What of an answer fits one screen of a phone: the brief and the newest statements share its first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

from bot.discord.answers.brief_card import brief_text, footnotes, in_order, newest_last_to_go, shown_sentences
from bot.discord.answers.statement_card import Look, lines_needed, statement_card
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
        numbers, made = footnotes(screen.brief), list[Block]()
        above = "", ""
        for group, lines in zip_longest(groups, screen.lines):
            block = self._card(group, numbers.get(group[0].id, ""), lines or 0)
            head, _, small = block.text.rpartition("\n")
            # whose page it is stands once, above several of one
            if small.startswith("-# ") and (group[0].article.id, small) == above:
                block = replace(block, text=head)
            above = group[0].article.id, small
            made.append(block)
        return made

    def _card(self, group: Sequence[Statement], number: str, lines: int) -> Block:
        first, *also = group
        key = first.id, number, lines
        if key not in self._made:
            look = replace(self._look, number=number, marked=self._marks.get(first.id))
            if lines:
                look = replace(look, lines=lines, summary=lines)
            replies = self.replies.get(first.id, ())
            self._made[key] = statement_card(first, self.display, look, replies, also)
        return self._made[key]

    @cached_property
    def _marks(self) -> dict[str, str]:
        return dict(self.answer.marks)

    @cached_property
    def _look(self) -> Look:
        command = self.answer.command
        return Look(command not in ONE_VOICE, terms=_terms(self.answer), article=command != "article")

    def share_screen(self, head: Sequence[str], most: int, taken: int = 0) -> Screen:
        """What of the answer stands on the first page, of which `taken` pixels are used already.

        Below `head` all of it fits one screen. What each statement comes to is whole, in its words or in the
        curator's; for that the brief gives way first, its newest finding last, then the oldest of the
        statements. Only where not even one is whole so are its words cut.
        """
        sentences = newest_last_to_go(self.answer)
        briefs = [in_order(sentences[:count], self.answer) for count in range(len(sentences), 0, -1)] or [()]
        shortest = sorted(sentences, key=lambda each: len(each.text))[:1]
        most = min(most, len(self.groups))
        for count in range(most, 0, -1) if not self.answer.marks else ():
            for brief in (*briefs, *((each,) for each in shortest)):
                for lines in self._whole(count):
                    if self._fits(head, Screen(brief, lines), taken):
                        return self._in_own_words(head, Screen(brief, lines), taken)
        for count, least in ((most - fewer, least) for fewer in range(max(most, 1)) for least in (_LEAST, 2)):
            for brief in briefs:
                if self._fits(head, Screen(brief, (least,) * count), taken):
                    return self._roomiest(head, brief, count, least, taken)
        return Screen(briefs[-1], (2,) * min(most, 1))

    def _whole(self, count: int) -> Iterator[tuple[int, ...]]:
        """Lines by which nothing is cut: the newest in its own words, then each as short as can be."""
        needed = [lines_needed(first) for first, *_ in self.groups[:count]]
        shortest = tuple(min(words, in_brief) for words, in_brief in needed)
        if needed[0][0] <= _MOST_LINES:
            yield (needed[0][0], *shortest[1:])
        yield shortest

    def _in_own_words(self, head: Sequence[str], screen: Screen, taken: int) -> Screen:
        """As many of the statements in their own words as there is room for, the newest first."""
        for number in range(screen.count):
            words, _ = lines_needed(self.groups[number][0])
            lines = (*screen.lines[:number], max(words, screen.lines[number]), *screen.lines[number + 1 :])
            if words <= _MOST_LINES and self._fits(head, replace(screen, lines=lines), taken):
                screen = replace(screen, lines=lines)
        return screen

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
