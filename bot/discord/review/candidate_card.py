"""A candidate as a card in the curators' channel: who, when, the words, how sure; and what became of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.discord.core import ActionButton, ComponentAction, Style
from bot.discord.review.feed_pages import relative_timestamp
from bot.discord.ui import AMBER, BLUE, GREEN, GREY, Display, Page, bold, fit_page, link, safe, safe_within
from bot.ingest import Provenance, ReviewItem, matching_statement_id, plain_value
from briefs.i18n import N_, Translator
from briefs.ingest.review import Draft, edited
from briefs.model import KINDS
from briefs.text import BadDate, in_words, parse_edtf

_MOST_OF_A_PASSAGE = 1500  # characters, as are the others
_MOST_OF_A_CONTEXT = 300
_CONTEXT = 1200  # of the article, on either side of the passage
_COLOURS = {"waiting": BLUE, "claimed": AMBER, "accepted": GREEN, "rejected": GREY}
_LABELS = {"reported": N_("Reported"), "mixed": N_("Reported, with quoted words"), "fact": N_("Fact")}
assert set(_LABELS) < set(KINDS)  # a quotation needs no label: its marks say it
_COPY, _SAME = N_("Word for word as {id}."), N_("Perhaps the same utterance as {id}.")
_DONE = {
    "accepted": N_("accepted"),
    "rejected": N_("rejected"),
    "undo": N_("taken back"),
    "withdrawn": N_("withdrawn"),
    "corrected": N_("corrected"),
    "disputed": N_("disputed"),
    "published": N_("published again"),
    "edited": N_("followed in posted answers"),
}


@dataclass(frozen=True, slots=True)
class ReviewState:
    """Where a candidate stands: waiting, claimed, accepted or rejected; by whom, since when."""

    status: str
    by: str | None = None
    since: datetime | None = None
    statement: str | None = None
    asked: bool = False  # who said it is only supposed: Accept was pressed, and has to be once more


def candidate_page(item: ReviewItem, state: ReviewState, display: Display) -> Page:
    """The page of a candidate within Discord's limits; once accepted, with what the curator changed."""
    translator, draft = display.translator, item.draft
    if state.status == "accepted" and item.row.changes:
        draft = edited(draft, {name: change["now"] for name, change in item.row.changes.items()})
    lines = [
        *_state_lines(state, translator),
        *_question_lines(item, state, display),
        *_draft_lines(item, draft, display),
        _source_line(item, translator),
    ]
    footer = translator.gettext("candidate {key}", key=item.key)
    title = (
        translator.gettext("Who said what?")
        if state.status in ("waiting", "claimed")
        else translator.gettext("Decided")
    )
    body = "\n".join(line for line in lines if line)
    return fit_page(Page(title, body, footer, _COLOURS[state.status]), display.plain)


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
            who = _speakers_in_words(item, item.draft, translator)
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


def article_page(item: ReviewItem, display: Display) -> Page:
    """The article around the passage, which is set in bold."""
    page, draft, translator = item.pending.article.page, item.draft, display.translator
    start, end = draft.start, draft.end
    before, after = page.text[max(0, start - _CONTEXT) : start], page.text[end : end + _CONTEXT]
    lead = "… " if start > _CONTEXT else ""
    trail = " …" if end + _CONTEXT < len(page.text) else ""
    passage = safe_within(page.text[start:end], _MOST_OF_A_PASSAGE)
    body = f"{lead}{_running_text(before)} {bold(passage, display)} {_running_text(after)}{trail}"
    author = ", ".join(part for part in (page.publisher, page.author, page.published) if part)
    whole = translator.gettext("The article in full")
    head = f"{safe_within(author, 200)}\n{link(whole, page.url)}\n\n"
    return fit_page(Page(safe_within(page.title, 200), head + body), display.plain)


def _running_text(text: str) -> str:
    """Running text as it stands; its paragraphs stay apart."""
    return "\n\n".join(safe(part) for part in text.split("\n") if part.strip())


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
        who = _speakers_in_words(item, item.draft, display.translator)
        asked = N_("Who said it is only supposed. Press again to publish it as {who}, or name somebody else.")
        yield bold(display.translator.gettext(asked, who=who), display)


def mention_or_name(by: str) -> str:
    """A Discord user as a mention, which calls nobody here; anybody else by name."""
    # A curator at a terminal is kept by name, one in Discord by the id of their account.
    return f"<@{by}>" if by.isdigit() and len(by) >= 15 else safe_within(by, 60)


def _draft_lines(item: ReviewItem, draft: Draft, display: Display) -> Iterator[str]:
    translator = display.translator
    sure = translator.gettext("{percent} sure", percent=f"{item.row.candidate['confidence']:.0%}")
    when, who = safe(_date_in_words(draft, translator)), _speakers_in_words(item, draft, translator)
    yield f"{bold(when, display)} · {bold(who, display)} · {sure}"
    text = safe_within(" ".join(item.text[draft.start : draft.end].split()), _MOST_OF_A_PASSAGE)
    if draft.kind == "quotation":
        yield f"“{text}”" if display.plain else f"> “{text}”"
    else:
        yield f"{bold(translator.gettext(_LABELS.get(draft.kind, draft.kind)) + ':', display)} {text}"
    if item.context:
        context = safe_within(item.context, _MOST_OF_A_CONTEXT)
        yield context if display.plain else f"-# {context}"
    yield safe_within(draft.summary, 500) or translator.gettext(
        "No summary yet: readers see the words alone."
    )
    topics = ", ".join(safe(topic) for topic in draft.topics) or translator.gettext("none yet")
    label = translator.gettext("Topics")
    yield f"{label}: {topics}"
    if draft.said_note:
        label = translator.gettext("Date")
        yield f"{label}: {safe(draft.said_basis)}, {safe_within(draft.said_note, 300)}"
    for number, like in enumerate(item.alike[:2]):
        alike = _COPY if like.how == "copy" else _SAME
        yield translator.gettext(alike, id=f"`{matching_statement_id(item, number)}`")


def _date_in_words(draft: Draft, translator: Translator) -> str:
    try:
        return (
            in_words(parse_edtf(draft.said), translator)
            if draft.said
            else translator.gettext("date not known")
        )
    except BadDate:
        return draft.said  # as it was found: the curator puts it right


def _name_with_id(id: str, item: ReviewItem) -> str:
    name = item.known.get(id)
    return f"{safe_within(name, 200)} ({safe(id)})" if name else safe(id)


def _speakers_in_words(item: ReviewItem, draft: Draft, translator: Translator) -> str:
    new = draft.new_person
    ids = [
        translator.gettext("{name} (new)", name=safe_within(new.name, 80))
        if new and new.id == id
        else _name_with_id(id, item)
        for id in draft.speakers
    ]
    if ids:
        return ", ".join(ids)
    named = item.row.candidate["speaker"]
    nobody = translator.gettext("nobody of the library")
    return f"{safe_within(named, 80)}, {nobody}" if named else nobody


def _source_line(item: ReviewItem, translator: Translator) -> str:
    page = item.pending.article.page
    publisher = safe_within(page.publisher or translator.gettext("publisher not known"), 80)
    return f"{publisher}, {link(safe_within(page.title, 150), page.url)}"


def provenance_page(provenance: Provenance, display: Display) -> Page:
    """How a statement came to be: who accepted it and when, what was changed, who did what since."""
    translator, statement = display.translator, provenance.statement
    lines = []
    # The library's files name a pseudonym; the queue knows the account, as long as it is not erased.
    by = (provenance.candidate.decided_by if provenance.candidate else None) or statement.accepted_by
    if statement.accepted_by and statement.accepted_at:
        at = statement.accepted_at[:16].replace("T", " ")
        lines.append(
            translator.gettext("Accepted by {who} on {at} UTC.", who=mention_or_name(by or ""), at=safe(at))
        )
    else:
        lines.append(translator.gettext("Written by hand: nobody is recorded as having accepted it."))
    changes = provenance.candidate.changes if provenance.candidate is not None else None
    for name, change in (changes or {}).items():
        was, now = (safe_within(plain_value(change.get(which)), 200) for which in ("was", "now"))
        lines.append(
            translator.gettext("{field}: {was} → {now}", field=bold(safe(name), display), was=was, now=now)
        )
    if provenance.candidate is not None and not changes:
        lines.append(translator.gettext("Nothing was changed from the candidate."))
    for event in provenance.events[-10:]:  # the last ten, which fit on a page
        done = translator.gettext(_DONE.get(event.deed, event.deed))
        lines.append(f"{relative_timestamp(event.done_at)} {mention_or_name(event.done_by)}: {done}")
    title = translator.gettext("How it came on record")
    return fit_page(Page(title, "\n".join(lines), f"{statement.id} · {statement.status}"), display.plain)
