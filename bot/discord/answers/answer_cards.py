"""An answer of the engine as cards: the finding first, then the newest words, each with its proof."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.discord.answers.brief_card import (
    below_brief,
    brief_text,
    cited,
    footnotes,
    shown_sentences,
)
from bot.discord.answers.changed_block import changed_blocks, changed_line
from bot.discord.answers.first_page import ONE_VOICE, Screen, StatementCards
from bot.discord.ui import (
    BLUE,
    GREEN,
    Block,
    Choice,
    Display,
    PagedAnswer,
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
from briefs.model import Coverage, Person, QueryResult, Statement
from briefs.render import phrases
from briefs.text import in_words

MOST = 3  # statements a page: one screen of a phone
_IN_GIVEN_ORDER = ("article", "on-this-day", "search")  # of the article, or of how well they fit
_PICTURED = {"timeline": 4, "position": 12}  # from how many statements on a time chart helps
_MENU = 22  # statements; beside them stand the brief and the chart
_BESIDE_A_CHART = 2  # statements on the page of a chart
_CHART = 130  # pixels that a chart takes, less those by which its card may be taller
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
    cards = StatementCards(answer, display, replies, groups)
    small = " · ".join(filter(None, _small(answer, display)))
    beside = is_pictured(answer) and answer.command != "position"  # that first page has the brief
    changed = changed_line(answer.shifts, display)
    head = [f"**{title}**", f"-# {small}", *intro, *below_brief(answer, display), *changed]
    screen = cards.share_screen(head, _BESIDE_A_CHART, _CHART) if beside else cards.share_screen(head, MOST)
    brief, first, later = screen.brief, screen.count, Screen(screen.brief, ())
    blocks = [*cards.blocks(groups[:first], screen), *cards.blocks(groups[first:], later)]
    if answer.may_fall_outside:
        blocks.append(Block(f"**{translator.gettext('May fall outside the days asked for:')}**"))
        blocks += cards.blocks([(each,) for each in answer.may_fall_outside], later)
    blocks += changed_blocks(answer.shifts, display)
    if answer.command == "person" and answer.person:
        blocks += _about(answer.person, answer, display)
    body = [*intro, *filter(None, [brief_text(brief)]), *below_brief(answer, display), *changed]
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
        choices=tuple(_leads(answer, groups, screen, display)),
    )


def newest_first(answer: QueryResult) -> tuple[Statement, ...]:
    """The statements as they are shown; an article keeps its order, a search what fits best first."""
    return answer.statements if answer.command in _IN_GIVEN_ORDER else answer.statements[::-1]


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
    """In what role, how many, of which days asked for, which days, in how many articles."""
    if answer.command in ONE_VOICE and answer.person:
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
    yield phrases.days_asked(answer, display.translator)
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


def _leads(
    answer: QueryResult,
    groups: Sequence[Sequence[Statement]],
    screen: Screen,
    display: Display,
) -> Iterator[Choice]:
    """What the menu offers: what of the brief had no room, the chart, and the statements."""
    translator = display.translator
    if len(screen.brief) < len(shown_sentences(answer)):
        yield Choice(translator.gettext("The brief in full"), WHOLE_BRIEF)
    if is_pictured(answer) and answer.command == "position":
        yield Choice(translator.gettext("The time chart"), LAST_PAGE)
    yield from choices_of(groups, footnotes(screen.brief), display, first=screen.count)


def choices_of(
    groups: Sequence[Sequence[Statement]],
    numbers: Mapping[str, str],
    display: Display,
    most: int = MOST,
    first: int | None = None,
) -> Iterator[Choice]:
    """Every statement; of more than a menu holds, the pages, each with the days that it goes over.

    `most` stand on a page, on the first of them `first`.
    """
    on_first = most if first is None else first
    if len(groups) <= on_first:
        return
    if len(groups) <= _MENU:
        for newest, *_ in groups:
            label, detail = statement_choice(newest, display)
            number = numbers.get(newest.id)
            yield Choice(f"{label} {number}" if number else label, newest.id, detail)
        return
    starts = [0, *range(on_first, len(groups), most), len(groups)]
    pages = len(starts) - 1
    step = -(-pages // _MENU)
    for page in range(0, pages, step):
        ends = groups[starts[page]][0], groups[starts[min(page + step, pages)] - 1][0]
        newest_day, oldest = (statement_choice(each, display)[0].partition(" · ")[0] for each in ends)
        span = newest_day if newest_day == oldest else f"{newest_day} – {oldest}"
        place = display.translator.gettext("page {page} of {pages}", page=page + 1, pages=pages)
        yield Choice(span, f"p{page}", place)
