"""A candidate as a card in the curators' channel: who, when, the words, how sure; and what became of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.discord.core import ActionButton, ComponentAction, Style
from bot.discord.review.candidate_words import (
    date_in_words,
    mention_or_name,
    speakers_in_words,
    topics_in_words,
)
from bot.discord.review.feed_pages import relative_timestamp
from bot.discord.ui import (
    AMBER,
    BLUE,
    CARD_WIDTH,
    GREEN,
    GREY,
    SMALL_WIDTH,
    Display,
    Page,
    bold,
    button_rows,
    card_height,
    count_lines,
    cut_before,
    cut_to_lines,
    fit_page,
    link,
    safe,
    safe_within,
)
from bot.ingest import ReviewItem, matching_statement_id
from briefs.i18n import N_, Translator
from briefs.ingest import review
from briefs.model import KINDS
from briefs.render import phrases

if TYPE_CHECKING:
    from briefs.ingest.review import Draft

_MOST_OF_A_PASSAGE = 1500  # characters, as are the others
_SCREEN = 658  # pixels of a card
_LEAST, _LINE = 3, 22  # lines of the words, and what one takes
_QUOTED_WIDTH = CARD_WIDTH - 16  # behind the bar of a quotation
_AROUND = ((4, 4), (3, 3), (3, 2), (2, 2), (2, 1), (1, 1))  # lines beside the words: what gives way first
_COLOURS = {"waiting": BLUE, "claimed": AMBER, "accepted": GREEN, "rejected": GREY}
_MARKS = ' “”"«»„'  # which the words have themselves
_LABELS = {"reported": N_("Reported"), "mixed": N_("Reported, with quoted words"), "fact": N_("Fact")}
assert set(_LABELS) < set(KINDS)  # a quotation needs no label: its marks say it
_COPY, _SAME = N_("Word for word as {id}."), N_("Perhaps the same utterance as {id}.")


@dataclass(frozen=True, slots=True)
class _Room:
    """Lines: of the words, of what stands around them on either side, of a summary or a note."""

    words: int
    around: int
    notes: int


_PLENTY = _Room(60, 6, 12)


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Where a candidate stands: waiting, claimed, accepted or rejected; by whom, since when."""

    status: str
    by: str | None = None
    since: datetime | None = None
    statement: str | None = None
    asked: bool = False  # who said it is only supposed: Accept was pressed, and has to be once more


def candidate_page(item: ReviewItem, state: ReviewState, display: Display) -> Page:
    """The page of a candidate within Discord's limits; once accepted, with what the curator changed.

    On a card it is one screen of a phone: the words are cut last, and “Open article” has them whole.
    """
    draft = item.draft
    if state.status == "accepted" and item.row.changes:
        draft = review.edited(draft, {name: change["now"] for name, change in item.row.changes.items()})
    when, who = date_in_words(draft, display.translator), speakers_in_words(item, draft, display.translator)
    page = Page(f"{who} · {safe(when)}", "", "", _COLOURS[state.status])
    if display.plain:
        return fit_page(replace(page, body=_body(item, draft, state, display, _PLENTY)), plain=True)
    rows = button_rows(each.item.label or "" for each in buttons_for(item, state, display.translator))
    needed = count_lines(_whole(item, draft), _QUOTED_WIDTH)
    free = 0
    for around, notes in _AROUND:
        body = _body(item, draft, state, display, _Room(_LEAST, around, notes))
        free = int(_SCREEN - card_height(f"{page.title}\n{body}", (), 0, rows)) // _LINE + _LEAST
        if free >= needed:
            break
    room = _Room(max(_LEAST, min(needed, free)), around, notes)
    page = replace(page, body=_body(item, draft, state, display, room))
    return fit_page(page)


def speakers_mark(draft: Draft) -> int:
    """A number for the speakers of a draft: a button that names them is answered while they are the same."""
    return zlib.crc32(",".join(draft.speakers).encode()) % 100_000  # what the id of a button has room for


def buttons_for(item: ReviewItem, state: ReviewState, translator: Translator) -> list[ActionButton]:
    """What can be done with a candidate in this state."""
    key, alike = item.key, bool(item.alike)
    if state.status in ("accepted", "rejected"):
        offered = [ActionButton(ComponentAction("undo", key), translator.gettext("Undo"))]
    else:
        accept, mark = translator.gettext("Accept"), None
        if state.asked:
            who = speakers_in_words(item, item.draft, translator)
            accept, mark = translator.gettext("Publish as {name}", name=who), speakers_mark(item.draft)
        offered = [
            ActionButton(ComponentAction("take", key, mark), accept, Style.success),
            ActionButton(ComponentAction("edit", key), translator.gettext("Edit"), Style.primary),
            ActionButton(ComponentAction("reject", key), translator.gettext("Reject"), Style.danger),
            ActionButton(ComponentAction("words", key), translator.gettext("Names and words")),
        ]
        if alike:
            offered.insert(
                1,
                ActionButton(
                    ComponentAction("takesame", key, mark),
                    translator.gettext("Accept as the same"),
                    Style.success,
                ),
            )
    offered.append(ActionButton(ComponentAction("readon", key), translator.gettext("Open article")))
    if state.status == "claimed":
        offered.append(ActionButton(ComponentAction("letgo", key), translator.gettext("Let go")))
    return offered


def _state_lines(state: ReviewState, translator: Translator) -> Iterator[str]:
    if state.by is None or state.since is None:
        return
    who, when = mention_or_name(state.by), relative_timestamp(state.since)
    if state.status == "claimed":
        yield translator.gettext("{who} is at it, since {when}.", who=who, when=when)
    elif state.status == "rejected":
        yield translator.gettext("Rejected by {who}, {when}.", who=who, when=when)
    elif state.status == "accepted":
        id = f"`{state.statement}`"
        yield translator.gettext("Accepted by {who} as {id}, {when}.", who=who, id=id, when=when)


def _question_lines(item: ReviewItem, state: ReviewState, display: Display) -> Iterator[str]:
    if state.asked:
        who = speakers_in_words(item, item.draft, display.translator)
        asked = N_("Who said it is only supposed. Press again to publish it as {who}, or name somebody else.")
        yield bold(display.translator.gettext(asked, who=who), display)


def _body(item: ReviewItem, draft: Draft, state: ReviewState, display: Display, room: _Room) -> str:
    """What is asked and how sure it is, the words with the sentences around them, what else would be kept."""
    translator = display.translator
    before, behind = item.around[0].rstrip(_MARKS), item.around[1].lstrip(_MARKS)
    lines = [
        *_state_lines(state, translator),
        *_question_lines(item, state, display),
        _quiet(_asked(item, draft, state, translator), display),
        _quiet(safe(cut_before(before, room.around, SMALL_WIDTH)), display),
        _words(item, draft, display, room.words),
        _quiet(safe(cut_to_lines(behind, room.around, SMALL_WIDTH)), display),
        *_kept_lines(item, draft, display, room.notes),
        _quiet(_source_line(item, translator), display),
    ]
    return "\n".join(line for line in lines if line)


def _asked(item: ReviewItem, draft: Draft, state: ReviewState, translator: Translator) -> str:
    """ "Who said what? · 86% sure · Reported · Missile defence"."""
    sure = translator.gettext("{percent} sure", percent=f"{item.row.candidate['confidence']:.0%}")
    asked = translator.gettext("Who said what?") if state.status in ("waiting", "claimed") else ""
    kind = translator.gettext(_LABELS[draft.kind]) if draft.kind in _LABELS else ""
    topics = topics_in_words(item, draft, translator)
    return " · ".join(filter(None, (asked, sure, kind, topics or translator.gettext("no topic"))))


def _quiet(text: str, display: Display) -> str:
    """In small letters on a card."""
    return f"-# {text}" if text and not display.plain else text


def _whole(item: ReviewItem, draft: Draft) -> str:
    return " ".join(item.text[draft.start : min(draft.end, draft.start + 2 * _MOST_OF_A_PASSAGE)].split())


def _words(item: ReviewItem, draft: Draft, display: Display, lines: int) -> str:
    """A quotation in its marks; behind a bar on a card, where the words stand among others."""
    text = safe_within(cut_to_lines(_whole(item, draft), lines, _QUOTED_WIDTH), _MOST_OF_A_PASSAGE)
    if draft.kind == "quotation":
        text = f"«{text}»" if display.language == "ru" else f"“{text}”"
    return text if display.plain else f"> {text}"


def _kept_lines(item: ReviewItem, draft: Draft, display: Display, lines: int) -> Iterator[str]:
    """The summary, how the date is known, and which statements seem to be the same."""
    translator = display.translator
    if draft.summary:
        yield safe_within(cut_to_lines(draft.summary, lines), 500)
    else:
        yield _quiet(translator.gettext("No summary yet: readers see the words alone."), display)
    if draft.said_note:
        note = phrases.basis_in_words(draft.said_basis, draft.said_note, translator)
        yield _quiet(safe_within(cut_to_lines(note, lines, SMALL_WIDTH), 300), display)
    for number, like in enumerate(item.alike[:2]):
        alike = _COPY if like.how == "copy" else _SAME
        yield _quiet(translator.gettext(alike, id=f"`{matching_statement_id(item, number)}`"), display)


def _source_line(item: ReviewItem, translator: Translator) -> str:
    """Publisher, title and the key by which `/undo` finds it."""
    page = item.pending.article.page
    publisher = safe_within(page.publisher or translator.gettext("publisher not known"), 80)
    source = f"{publisher}, {link(safe_within(page.title, 60), page.url)}"
    key = translator.gettext("candidate {key}", key=item.key)
    return f"{source} · {key}"
