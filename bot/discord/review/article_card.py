"""An article as one card in the curators' channel: its cast, its statements, what is ticked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.discord.review.article_controls import ASKED, ArticleCard, NumberedEntries, buttons, mark
from bot.discord.review.candidate_words import topics_in_words
from bot.discord.ui import (
    BLUE,
    CARD_WIDTH,
    GREY,
    SMALL_WIDTH,
    Display,
    Page,
    bold,
    button_rows,
    card_height,
    count_lines,
    cut_to_lines,
    fit_page,
    link,
    safe,
    safe_within,
    text_height,
)
from bot.ingest import NOBODY_NAMED, ON_RECORD, ArticleReview, CastMember, ReviewEntry
from briefs.i18n import N_, Translator
from briefs.text import BadDate, in_words, parse_edtf

_ON_A_PLAIN_PAGE = 3  # statements: with their context that many fit into a message
_ON_A_PAGE, _LEAST = 6, 2  # of a card, however short or long they are
_SCREEN = 670  # pixels of a card
_CAST, _CAST_LINES = 12, 2  # names that a page lists; lines that they take on a card
_WORDS, _CONTEXT = 260, 140  # characters
_HEAD_LINES, _CONTEXT_LINES = 2, 2  # on a card
_WORD_LINES = range(2, 9)  # as many as there is room for
MORE_NAMES = N_("and {n} more names")


def pages_of(review: ArticleReview, display: Display) -> tuple[NumberedEntries, ...]:
    """The statements page by page; on a card as many as fit one screen."""
    pages: list[list[tuple[int, ReviewEntry]]] = [[]]
    room = 0.0 if display.plain else _room(review, True, display)
    for number, entry in enumerate(review.entries, 1):
        tall, count = 0.0, len(pages[-1])
        if not display.plain:
            tall = text_height("\n".join(_entry_lines(number, entry, display, _WORD_LINES[0], count == 0)))
        full = count == (_ON_A_PLAIN_PAGE if display.plain else _ON_A_PAGE)
        if full or (count >= _LEAST and tall > room):
            pages.append([])
            room = 0.0 if display.plain else _room(review, False, display)
        pages[-1].append((number, entry))
        room -= tall
    return tuple(map(tuple, pages))


def page_of(review: ArticleReview, key: str, display: Display) -> int:
    """The page, from 0, on which the statement with this key stands."""
    pages = pages_of(review, display)
    places = (n for n, page in enumerate(pages) if any(entry.key == key for _, entry in page))
    return next(places, 0)


def article_card_page(card: ArticleCard, display: Display) -> Page:
    """The card within Discord's limits: whose article, who speaks in it, then its statements."""
    translator, review = display.translator, card.review
    said = [bold(safe(card.said), display)] if card.said else []
    if review is None:
        lines = [*said, translator.gettext("Nothing of it waits any more."), _source(card, None, translator)]
        return fit_page(Page(translator.gettext("Decided"), "\n".join(lines), "", GREY), display.plain)
    head = [*said, _small(_source(card, review, translator), display)]
    if card.page == 0:
        head += _cast_lines(review, display)
    room, count = _room(review, card.page == 0, display, card.said), _WORD_LINES[0]
    for more in _WORD_LINES[1:] if not display.plain else ():
        if text_height("\n".join(_statement_lines(card.shown, display, more))) <= room:
            count = more
    place = translator.gettext("page {page} of {pages}", page=card.page + 1, pages=len(card.pages))
    body = "\n".join([*head, *_statement_lines(card.shown, display, count)])
    page = Page(_title(review, translator), body, place if display.plain else "", BLUE)
    return fit_page(page, display.plain)


def _title(review: ArticleReview, translator: Translator) -> str:
    ticked, every = len(review.ticked), len(review.entries)
    counted = translator.gettext("{ticked} of {all} ticked", ticked=ticked, all=every)
    asked = translator.gettext("Who said what?")
    return f"{asked} {counted}"


def _room(review: ArticleReview, first: bool, display: Display, said: str = "") -> float:
    """Pixels that a page has for its statements, about."""
    card = ArticleCard("x", review.title, None, review, ((), (), ()), 1)
    source = _source(card, review, display.translator)
    head = [_title(review, display.translator), *([said] if said else []), _small(source, display)]
    head += _cast_lines(review, display) if first else []
    labels = (each.item.label or "" for each in buttons(card, review, display.translator))
    rows = button_rows(labels)
    return _SCREEN - card_height("\n".join(head), (), 2, rows)


def _statement_lines(shown: Sequence[tuple[int, ReviewEntry]], display: Display, lines: int) -> Iterator[str]:
    """A date that is that of the statement above is said once."""
    before = None
    for number, entry in shown:
        yield from _entry_lines(number, entry, display, lines, entry.item.draft.said != before)
        before = entry.item.draft.said


def _source(card: ArticleCard, review: ArticleReview | None, translator: Translator) -> str:
    source = link(safe_within(card.title, 90), card.url)
    if review is None:
        return source
    return f"{safe_within(review.publisher or translator.gettext('publisher not known'), 60)}, {source}"


def _small(text: str, display: Display) -> str:
    return text if display.plain else f"-# {text}"


def _cast_lines(review: ArticleReview, display: Display) -> list[str]:
    """Whom the article names, how often; whom that means, in plain text: on a card the menu says it."""
    translator = display.translator
    named, title = [], bold(translator.gettext("Who speaks"), display)
    for member in review.cast[:_CAST]:
        name = bold(safe_within(member.name, 80) or translator.gettext(NOBODY_NAMED), display)
        if display.plain:
            named.append(f"{name} {_who(member, translator)} · {len(member.keys)}")
        else:
            asked = f"{ASKED} " if member.name and not member.who else ""
            named.append(f"{asked}{safe_within(member.name, 80) or name} {len(member.keys)}")
    if (more := len(review.cast) - _CAST) > 0:
        named.append(translator.gettext(MORE_NAMES, n=more))
    if display.plain:
        return ["", title, *named, ""]
    while len(named) > 1 and count_lines(f"{title}: {', '.join(named)}", SMALL_WIDTH) > _CAST_LINES:
        named = [*named[: -2 if named[-1] == "…" else -1], "…"]
    return [f"-# {title}: {', '.join(named)}"]


def _who(member: CastMember, translator: Translator) -> str:
    if member.who:
        who = safe_within(member.who, 120)
        return "= " + (translator.gettext("{name} (new)", name=who) if member.new else who)
    if not member.name:
        return ""
    asked = translator.gettext("who is it?")
    names = ", ".join(map(safe, member.suggested[:3]))
    perhaps = translator.gettext("Perhaps {names}", names=names) if names else ""
    return " ".join(part for part in (ASKED, asked, perhaps) if part)


def _entry_lines(number: int, entry: ReviewEntry, display: Display, lines: int, dated: bool) -> Iterator[str]:
    """Who and when, the words, and, where it is open whose they are, what stands around them."""
    translator, item = display.translator, entry.item
    name = safe_within(item.named, 80) or translator.gettext(NOBODY_NAMED)
    topics = topics_in_words(item, item.draft, translator) or translator.gettext("no topic")
    when, sure = _date(item.draft.said, translator), f"{item.row.candidate['confidence']:.0%}"
    doubt = translator.gettext(entry.doubt) if entry.doubt else ""
    quotation, context = item.draft.kind == "quotation", entry.context
    if display.plain:
        yield " · ".join(filter(None, (f"{mark(entry)} {number}", name, when, sure, topics, doubt)))
        words = safe_within(entry.words, _WORDS)
        yield f"“{words}”" if quotation else words
        if context:
            yield safe_within(context, _CONTEXT)
        return
    parts = (f"{mark(entry)} {number}", bold(name, display), doubt, when if dated else "", sure, topics)
    yield f"-# {cut_to_lines(' · '.join(filter(None, parts)), _HEAD_LINES, SMALL_WIDTH)}"
    words = safe(cut_to_lines(entry.words, lines, CARD_WIDTH - 24))
    yield f"> “{words}”" if quotation else f"> {words}"
    if context and entry.doubt and entry.doubt != ON_RECORD:
        yield f"-# {safe(cut_to_lines(context, _CONTEXT_LINES, SMALL_WIDTH))}"


def _date(said: str, translator: Translator) -> str:
    try:
        return safe(in_words(parse_edtf(said), translator)) if said else translator.gettext("date not known")
    except BadDate:
        return safe(said)


def all_keys(entries: Sequence[ReviewEntry]) -> list[str]:
    """The keys of entries and of what repeats them."""
    return [item.key for each in entries for item in (each.item, *each.copies)]
