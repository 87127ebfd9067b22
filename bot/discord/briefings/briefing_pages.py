"""A briefing as pages for Discord, from the sections that every face shares; no quotation is cut."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from bot.discord.answers import MOST_OF_A_PASSAGE_PLAIN
from bot.discord.ui import (
    BLUE,
    GREY,
    PAGE,
    PLAIN_PAGE,
    Block,
    Display,
    Page,
    PagedAnswer,
    bold,
    button_address,
    link,
    number_page,
    paginate,
    safe,
    safe_within,
)
from briefs.briefing import Briefing
from briefs.render import BriefingEntry, Section, page_address, scope, sections, title

_MOST_OF_A_LINE = 300  # characters, as is all that is called “most”
_MOST_OF_A_TITLE = 120
_SHORT = 240  # characters of a passage that needs no summary
_LINES_A_BLOCK = 4  # of the notes at the end of a section
_MOST_OF_A_SCOPE = 250
_ROOM_FOR_SCOPE = 300  # of a page, for the scope above the first block


def briefing_pages(
    briefing: Briefing, display: Display, footer: str = "", site: str | None = None
) -> PagedAnswer:
    """A briefing as an answer: one block a statement, its heading with the first of its section.

    `site` is the address to whose pages its statements lead.
    """
    translator = display.translator
    asked = scope(briefing, translator)
    return PagedAnswer(
        safe(title(briefing, translator)),
        safe_within(asked, _MOST_OF_A_SCOPE) if asked else "",
        tuple(section_blocks(sections(briefing, translator), display, site)),
        footer,
        GREY if briefing.is_empty else BLUE,
        actions=frozenset({"context", "report"}),
    )


def numbered_pages(
    briefing: Briefing, display: Display, footer: str = "", site: str | None = None
) -> tuple[Page, ...]:
    """At least one page, each within every limit; several are numbered."""
    return numbered(briefing_pages(briefing, display, footer, site), display)


def numbered(paged: PagedAnswer, display: Display) -> tuple[Page, ...]:
    """All pages of it, with their numbers where there are several."""
    pages = paginate(paged, display.plain)
    return tuple(number_page(page, number, len(pages), display) for number, page in enumerate(pages, 1))


def section_blocks(shown: tuple[Section, ...], display: Display, site: str | None = None) -> Iterator[Block]:
    """One block a statement.

    A heading never stands alone at the end of a page: it belongs to what follows it.
    """
    waiting: list[str] = []
    for section, following in zip_longest(shown, shown[1:]):
        waiting += [*_heading(section, display), *_notes(section.notes[:1])]
        for entry in section.entries:
            text, source = _entry(entry, display, site)
            yield Block("\n".join([*waiting, text]), entry.id, source=source)
            waiting = []
        waiting += [*_notes(section.notes[1:]), *(safe(line) for line in section.after)]
        if waiting and (following is None or following.level == 1):
            yield from (Block("\n".join(some)) for some in _line_groups(waiting))
            waiting = []


def _heading(section: Section, display: Display) -> list[str]:
    if section.title is None:
        return []
    name = safe_within(section.title, _MOST_OF_A_TITLE)
    under = "" if display.plain or section.level > 1 else "__"
    return [bold(f"{under}{name}{under}", display)]


def _notes(notes: tuple[str, ...]) -> list[str]:
    return [safe_within(note, _MOST_OF_A_LINE) for note in notes]


def _line_groups(lines: list[str]) -> Iterator[list[str]]:
    """So many lines at a time as fit on a page of plain text, whose pages are the smallest."""
    for start in range(0, len(lines), _LINES_A_BLOCK):
        yield lines[start : start + _LINES_A_BLOCK]


def _entry(entry: BriefingEntry, display: Display, site: str | None) -> tuple[str, str | None]:
    """All that stands about a statement, and its address where a button leads there.

    Of words too long for a message, where they are to be had.
    """
    translator = display.translator
    most = (PLAIN_PAGE if display.plain else PAGE) - _ROOM_FOR_SCOPE
    head = " · ".join(safe_within(part, 200) for part in (entry.lead, entry.said) if part)
    address = None if display.plain else button_address(entry.url)
    page = page_address(site, "statement", entry.id)
    source = link(
        safe_within(entry.source, 200), entry.url if not address else None if display.plain else page
    )
    if display.plain:
        shown = [
            source,
            f"`{entry.id}`",
            link(translator.gettext("Its page on the site"), page) if page else "",
        ]
        source = " · ".join(filter(None, shown))
    else:
        source = f"-# {source}"
    # under words as short as their summary it would say the same again
    short = not display.plain and len(entry.passage) <= _SHORT
    rest = [
        "" if short else safe_within(entry.summary, 600),
        *(safe_within(note, _MOST_OF_A_LINE) for note in entry.notes[:4]),
    ]
    lines = [f"{bold(head, display)} · {safe_within(entry.who, 240)}", _passage(entry, display)]
    # A quotation is never cut: one that does not fit is named, with the command that shows it.
    if len("\n".join([*lines, *rest, source])) > most:
        notice = translator.gettext(
            "The words are too long for here: {command}", command=f"`/statement {entry.id}`"
        )
        rest = [safe_within(entry.summary, MOST_OF_A_PASSAGE_PLAIN)]
        lines[1] = notice
    return "\n".join(line for line in (*lines, *rest, source) if line), address


def _passage(entry: BriefingEntry, display: Display) -> str:
    text = safe(entry.passage)
    if display.plain:
        label = entry.label or display.translator.gettext("Quotation")
        return f"{label}: {text}"
    return f"**{entry.label}:** {text}" if entry.label else f"> {text}"
