"""An article as one card in the curators' channel: its cast, its statements, what is ticked; its buttons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from discord import SelectOption

from bot.discord.core import ActionButton, ActionSelect, ComponentAction, Style, option
from bot.discord.ui import (
    BLUE,
    GREY,
    Display,
    Page,
    bold,
    fit_page,
    limits,
    link,
    safe,
    safe_within,
    truncate,
)
from bot.ingest import NOBODY_NAMED, ArticleReview, CastMember, ReviewEntry
from briefs.i18n import N_, Translator
from briefs.text import BadDate, in_words, parse_edtf

_ON_A_PAGE, _ON_A_PLAIN_PAGE = 6, 3  # statements: with their context that many fit into a message
_CAST = 12  # names that a page lists
_WORDS, _CONTEXT = 260, 140  # characters
_TICKED, _OPEN, _ASKED = "☑", "☐", "❓"
MORE_NAMES = N_("and {n} more names")


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What a card shows: `key` stands for the article in its buttons, `page` counts from 0.

    `review` is None once nothing of it waits. `said` is what came of the last press.
    """

    key: str
    title: str
    url: str | None
    review: ArticleReview | None
    page: int = 0
    said: str = ""

    def shown(self, display: Display) -> tuple[ReviewEntry, ...]:
        """The statements on this page."""
        entries, size = (self.review.entries if self.review else ()), page_size(display)
        return entries[self.page * size : (self.page + 1) * size]


def page_size(display: Display) -> int:
    """How many statements fit on a page."""
    return _ON_A_PLAIN_PAGE if display.plain else _ON_A_PAGE


def pages_of(review: ArticleReview, display: Display) -> int:
    """How many pages the statements take."""
    return max(1, -(-len(review.entries) // page_size(display)))


def article_card_page(card: ArticleCard, display: Display) -> Page:
    """The card within Discord's limits."""
    translator, review = display.translator, card.review
    lines = [bold(safe(card.said), display)] if card.said else []
    source = link(safe_within(card.title, 150), card.url)
    if review is None:
        lines += [translator.gettext("Nothing of it waits any more."), source]
        return fit_page(Page(translator.gettext("Decided"), "\n".join(lines), "", GREY), display.plain)
    lines.append(
        f"{safe_within(review.publisher or translator.gettext('publisher not known'), 80)}, {source}"
    )
    if card.page == 0:
        lines += ["", bold(translator.gettext("Who speaks"), display), *_cast_lines(review, display)]
    lines.append("")
    first = card.page * page_size(display) + 1
    for number, entry in enumerate(card.shown(display), first):
        lines += _entry_lines(number, entry, display)
    counted = translator.gettext(
        "{ticked} of {all} ticked", ticked=len(review.ticked), all=len(review.entries)
    )
    place = translator.gettext("page {page} of {pages}", page=card.page + 1, pages=pages_of(review, display))
    title = translator.gettext("Who said what?")
    return fit_page(Page(title, "\n".join(lines), f"{counted} · {place}", BLUE), display.plain)


def article_components(card: ArticleCard, display: Display) -> list[ActionButton | ActionSelect]:
    """Three menus and at most eight buttons, which is what a message holds."""
    review, key, translator = card.review, card.key, display.translator
    if review is None:
        return [ActionButton(ComponentAction("artundo", key), translator.gettext("Undo"))]
    first = card.page * page_size(display) + 1
    entries = [_entry_option(n, entry) for n, entry in enumerate(card.shown(display), first)]
    # open names come first: a menu holds 25
    cast = sorted((each for each in review.cast if each.name), key=lambda each: bool(each.who))
    tick, change, who = (ComponentAction(action, key) for action in ("arttick", "artone", "artwho"))
    menus = [
        ActionSelect(tick, translator.gettext("Tick or untick"), entries, len(entries)),
        ActionSelect(change, translator.gettext("Change one statement"), entries),
    ]
    if cast:
        names = [_cast_option(each, translator) for each in cast]
        menus.insert(0, ActionSelect(who, translator.gettext("Who is that?"), names))
    return [*menus, *_buttons(card, review, display)]


def _buttons(card: ArticleCard, review: ArticleReview, display: Display) -> Iterator[ActionButton]:
    translator, key, count = display.translator, card.key, len(review.ticked)
    turns = all(each.item.draft.taken_from for each in review.entries)
    publish = N_("Publish {n} turns") if turns else N_("Publish {n} ticked")
    label = translator.gettext(publish, n=count)
    yield ActionButton(ComponentAction("artpublish", key), label, Style.success, disabled=not count)
    yield ActionButton(ComponentAction("artall", key, card.page), translator.gettext("Tick all"))
    yield ActionButton(ComponentAction("artrest", key), translator.gettext("Reject the rest"), Style.danger)
    yield ActionButton(ComponentAction("artundo", key), translator.gettext("Undo"))
    yield ActionButton(ComponentAction("artsplit", key), translator.gettext("One by one"))
    if card.page > 0:
        back = ComponentAction("artback", key, card.page - 1)
        yield ActionButton(back, translator.gettext("Previous page"))
    if card.page + 1 < pages_of(review, display):
        onward = ComponentAction("artnext", key, card.page + 1)
        yield ActionButton(onward, translator.gettext("Next page"))


def _cast_lines(review: ArticleReview, display: Display) -> Iterator[str]:
    translator = display.translator
    for member in review.cast[:_CAST]:
        name = safe_within(member.name, 80) or translator.gettext(NOBODY_NAMED)
        yield f"{bold(name, display)} {_who(member, translator)} · {len(member.keys)}"
    if (more := len(review.cast) - _CAST) > 0:
        yield translator.gettext(MORE_NAMES, n=more)


def _who(member: CastMember, translator: Translator) -> str:
    if member.who:
        who = safe_within(member.who, 120)
        return "= " + (translator.gettext("{name} (new)", name=who) if member.new else who)
    if not member.name:
        return ""
    asked = translator.gettext("who is it?")
    names = ", ".join(map(safe, member.suggested[:3]))
    perhaps = translator.gettext("Perhaps {names}", names=names) if names else ""
    return " ".join(part for part in (_ASKED, asked, perhaps) if part)


def _mark(entry: ReviewEntry) -> str:
    return _TICKED if entry.ticked else _OPEN if entry.settled else _ASKED


def _entry_lines(number: int, entry: ReviewEntry, display: Display) -> Iterator[str]:
    translator, item = display.translator, entry.item
    name = safe_within(item.named, 80) or translator.gettext(NOBODY_NAMED)
    topics = ", ".join(map(safe, item.draft.topics)) or translator.gettext("no topic")
    parts = [_date(item.draft.said, translator), f"{item.row.candidate['confidence']:.0%}", topics]
    if entry.doubt:
        parts.append(translator.gettext(entry.doubt))
    yield f"{_mark(entry)} {number} · {bold(name, display)} · {' · '.join(parts)}"
    words = safe_within(entry.words, _WORDS)
    quoted = f"“{words}”" if item.draft.kind == "quotation" else words
    yield quoted if display.plain else f"> {quoted}"
    if entry.context:
        yield (
            safe_within(entry.context, _CONTEXT)
            if display.plain
            else f"-# {safe_within(entry.context, _CONTEXT)}"
        )


def _date(said: str, translator: Translator) -> str:
    try:
        return safe(in_words(parse_edtf(said), translator)) if said else translator.gettext("date not known")
    except BadDate:
        return safe(said)


def _entry_option(number: int, entry: ReviewEntry) -> SelectOption:
    label = truncate(f"{_mark(entry)} {number} · {entry.item.named}", limits.SELECT_LABEL)
    return option(label, entry.key, entry.words)


def _cast_option(member: CastMember, translator: Translator) -> SelectOption:
    detail = member.who or translator.gettext("who is it?")
    return option(f"{member.name} · {len(member.keys)}", member.keys[0], detail)


def all_keys(entries: Sequence[ReviewEntry]) -> list[str]:
    """The keys of entries and of what repeats them."""
    return [item.key for each in entries for item in (each.item, *each.copies)]
