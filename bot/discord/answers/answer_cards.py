"""An answer of the engine as cards: the finding first, then the newest words, each with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.discord.answers.brief_card import (
    below_brief,
    brief_text,
    cited,
    footnotes,
    in_order,
    newest_last_to_go,
    shown_sentences,
)
from bot.discord.answers.statement_card import Look, statement_card
from bot.discord.ui import (
    BLUE,
    GREEN,
    Block,
    Choice,
    Display,
    PagedAnswer,
    card_height,
    latest_role,
    library_line,
    safe,
    safe_within,
    statement_choice,
    statement_count,
)
from bot.store import QuotedReply
from briefs.grouping import group_same_utterance
from briefs.i18n import Translator
from briefs.index import Registry
from briefs.model import BriefSentence, Coverage, Person, QueryResult, Statement
from briefs.text import in_words

MOST = 3  # statements a page: one screen of a phone
SCREEN = 888  # pixels of a first page, at a width of 400
_LEAST, _USUAL, _MOST_LINES = 3, 5, 12  # lines of a statement's words
_OLDEST_FIRST = ("article", "on-this-day", "search")  # in the order of the article, or of how well they fit
_ONE_VOICE = ("position", "person")
_PICTURED = {"timeline": 4, "position": 12}  # from how many statements on a time chart helps
_MENU = 22  # statements; beside them stand the brief and the chart
_BESIDE_A_CHART = 2  # statements on the page of a chart
WHOLE_BRIEF, LAST_PAGE = "brief", "last"  # values in the menu


def answer_cards(
    answer: QueryResult,
    title: str,
    intro: Sequence[str],
    display: Display,
    registry: Registry,
    replies: Mapping[str, Sequence[QuotedReply]],
    uncurated: Sequence[Block],
) -> PagedAnswer:
    """`intro` stands before the brief; `uncurated` are passages of nobody's choosing, at the end."""
    translator, groups = display.translator, group_same_utterance(newest_first(answer))
    cards = _Cards(answer, display, replies, groups)
    small = " · ".join(filter(None, _small(answer, display)))
    beside = is_pictured(answer) and answer.command != "position"  # that first page has the brief
    first = _BESIDE_A_CHART if beside else MOST
    brief, lines = cards.share_screen([f"**{title}**", f"-# {small}", *intro, *below_brief(answer, display)])
    blocks = [*cards.blocks(groups[:first], brief, lines), *cards.blocks(groups[first:], brief, _USUAL)]
    if answer.may_fall_outside:
        blocks.append(Block(f"**{translator.gettext('May fall outside the days asked for:')}**"))
        blocks += cards.blocks([(each,) for each in answer.may_fall_outside], brief, _USUAL)
    if answer.command == "person" and answer.person:
        blocks += _about(answer.person, answer, display)
    body = [*intro, *filter(None, [brief_text(brief)]), *below_brief(answer, display)]
    return PagedAnswer(
        title,
        "\n".join(body),
        (*blocks, *uncurated),
        library_line(registry, translator),
        GREEN if answer.brief else BLUE,
        cites=cited(answer),
        picture=is_pictured(answer),
        actions=frozenset({"report", *(["compare"] if answer.command == "position" else [])}),
        small=small,
        most=MOST,
        first=first,
        picture_apart=is_pictured(answer) and not beside,
        choices=tuple(_leads(answer, groups, brief, display)),
    )


@dataclass(frozen=True, slots=True)
class _Cards:
    """The statements of an answer as blocks, as long as there is room for them."""

    answer: QueryResult
    display: Display
    replies: Mapping[str, Sequence[QuotedReply]]
    groups: Sequence[Sequence[Statement]]

    def blocks(
        self, groups: Sequence[Sequence[Statement]], brief: Sequence[BriefSentence], lines: int
    ) -> list[Block]:
        """One a group, the words of each in at most `lines` lines."""
        answer, numbers, marks = self.answer, footnotes(brief), dict(self.answer.marks)
        looks = Look(
            speaker=answer.command not in _ONE_VOICE,
            lines=lines,
            terms=_terms(answer),
            article=answer.command != "article",
        )
        made = []
        for first, *also in groups:
            look = replace(looks, number=numbers.get(first.id, ""), marked=marks.get(first.id))
            made.append(statement_card(first, self.display, look, self.replies.get(first.id, ()), also))
        return made

    def share_screen(self, head: Sequence[str]) -> tuple[Sequence[BriefSentence], int]:
        """What of the brief stands on the first page, and how many lines each statement's words have.

        Below `head` all of the first page fits one screen: the brief gives way first, its newest finding
        last, then the words.
        """
        sentences = newest_last_to_go(self.answer)
        briefs = [in_order(sentences[:count], self.answer) for count in range(len(sentences), 0, -1)] or [()]
        brief = next((each for each in briefs if self._fits(head, each, _LEAST)), briefs[-1])
        return brief, next((n for n in range(_MOST_LINES, 1, -1) if self._fits(head, brief, n)), 1)

    def _fits(self, head: Sequence[str], brief: Sequence[BriefSentence], lines: int) -> bool:
        blocks = self.blocks(self.groups[:MOST], brief, lines)
        return card_height("\n".join([*head, brief_text(brief)]), blocks) <= SCREEN


def newest_first(answer: QueryResult) -> tuple[Statement, ...]:
    """The statements as they are shown; an article keeps its order, a search what fits best first."""
    return answer.statements if answer.command in _OLDEST_FIRST else answer.statements[::-1]


def is_pictured(answer: QueryResult) -> bool:
    """Whether a time chart helps."""
    return len(answer.statements) >= _PICTURED.get(answer.command, len(answer.statements) + 1)


def roles_lines(person: Person, display: Display) -> list[str]:
    """Every office with its years, and where else to look."""
    lines = []
    for role in person.roles[:6]:
        ends = [in_words(end, display.translator) for end in (role.start, role.end) if end]
        years = f" ({' – '.join(ends)})" if ends else ""
        lines.append(safe_within(role.title.get(display.language) + years, 200))
    if person.wikidata:
        lines.append(f"[Wikidata {person.wikidata}](https://www.wikidata.org/wiki/{person.wikidata})")
    return lines


def _small(answer: QueryResult, display: Display) -> Iterator[str]:
    """In what role, how many, which days, in how many articles."""
    if answer.command in _ONE_VOICE and answer.person:
        roles = (
            who.role.get(display.language)
            for each in answer.statements[-1:]
            for who in each.speakers
            if who.id == answer.person.id and who.role
        )
        role = next(roles, None) or latest_role(answer.person, display)
        yield safe_within(role, 120) if role else ""
    if answer.coverage:
        yield coverage_line(answer.coverage, display.translator)
    if answer.article and answer.article.publisher:
        yield safe_within(answer.article.publisher, 80)


def coverage_line(found: Coverage, translator: Translator) -> str:
    """ "9 statements, 2011–2013, 3 articles": how many, of which years, in how many articles."""
    if found.statements == 1:  # a reader must not take a single statement for a position
        count = translator.gettext("One statement only")
    else:
        count = statement_count(found.statements, translator)
    first, last = found.earliest or found.first_by, found.latest
    years = ""
    if first and last:
        ends = [str(first.year)] if first.year == last.year else [str(first.year), str(last.year)]
        if not found.earliest:  # the first is dated "by 2011" only
            ends[0] = translator.gettext("{year} or earlier", year=ends[0])
        years = (" – " if not found.earliest else "–").join(ends)
    articles = translator.ngettext("{n} article", "{n} articles", found.articles)
    return ", ".join(filter(None, (count, years, articles)))


def _about(person: Person, answer: QueryResult, display: Display) -> Iterator[Block]:
    """What a first page has no room for: all offices and all topics."""
    if lines := roles_lines(person, display):
        yield Block("\n".join(lines))
    if len(answer.spoke_on) > MOST:
        listed = (f"{safe(each.label.get(display.language))} ({each.statements})" for each in answer.spoke_on)
        yield Block(f"**{display.translator.gettext('Spoke on')}:** {', '.join(listed)}")


def _terms(answer: QueryResult) -> tuple[str, ...]:
    """The names by which the topic is spoken of, in small letters."""
    if answer.topic is None:
        return ()
    label = answer.topic.pref_label
    names = (label.en, *(text for _, text in label.others), *answer.topic.alt_labels)
    return tuple(name.casefold() for name in names if len(name) > 2)


def _leads(
    answer: QueryResult,
    groups: Sequence[Sequence[Statement]],
    brief: Sequence[BriefSentence],
    display: Display,
) -> Iterator[Choice]:
    """What the menu offers: what of the brief had no room, the chart, and the statements."""
    translator = display.translator
    if len(brief) < len(shown_sentences(answer)):
        yield Choice(translator.gettext("The brief in full"), WHOLE_BRIEF)
    if is_pictured(answer) and answer.command == "position":
        yield Choice(translator.gettext("The time chart"), LAST_PAGE)
    yield from choices_of(groups, footnotes(brief), display)


def choices_of(
    groups: Sequence[Sequence[Statement]], numbers: Mapping[str, str], display: Display, most: int = MOST
) -> Iterator[Choice]:
    """Every statement; of more than a menu holds, the pages, each with the days that it goes over."""
    if len(groups) <= most:
        return
    if len(groups) <= _MENU:
        for first, *_ in groups:
            label, detail = statement_choice(first, display)
            number = numbers.get(first.id)
            yield Choice(f"{label} {number}" if number else label, first.id, detail)
        return
    pages = -(-len(groups) // most)
    step = -(-pages // _MENU)
    for page in range(0, pages, step):
        first, last = groups[page * most][0], groups[min((page + step) * most, len(groups)) - 1][0]
        newest, oldest = (statement_choice(each, display)[0].partition(" · ")[0] for each in (first, last))
        span = newest if newest == oldest else f"{newest} – {oldest}"
        place = display.translator.gettext("page {page} of {pages}", page=page + 1, pages=pages)
        yield Choice(span, f"p{page}", place)
