"""A candidate as a card in the curators' channel: who, when, the words, how sure; and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from bot.discord.answers.answer_pages import bold
from bot.discord.core.components import Component, Press, Style, button
from bot.discord.core.preferences import Reader
from bot.discord.review.feed_pages import moment
from bot.discord.ui.fit import fit
from bot.discord.ui.markdown import link, safe, safe_within
from bot.discord.ui.pages import AMBER, BLUE, GREEN, GREY, Card
from bot.ingest.review_session import Item, Record
from bot.terminal.review_text import other, plain_value
from briefs.i18n import Words, mark
from briefs.ingest.review.drafts import Draft, edited
from briefs.model import KINDS
from briefs.text.dates import in_words
from briefs.text.edtf import BadDate, parse

_MOST_OF_A_PASSAGE = 1500
_AROUND = 1200  # characters of the article shown on either side of the passage
_COLOURS = {"waiting": BLUE, "claimed": AMBER, "accepted": GREEN, "rejected": GREY}
_LABELS = {"reported": mark("Reported"), "mixed": mark("Reported, with quoted words"), "fact": mark("Fact")}
assert set(_LABELS) < set(KINDS)
_COPY, _SAME = mark("Word for word as {id}."), mark("Perhaps the same utterance as {id}.")
_DEEDS = {
    "accepted": mark("accepted"),
    "rejected": mark("rejected"),
    "undo": mark("taken back"),
    "withdrawn": mark("withdrawn"),
    "corrected": mark("corrected"),
    "disputed": mark("disputed"),
    "published": mark("published again"),
    "edited": mark("followed in posted answers"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a candidate stands: waiting, claimed, accepted or rejected; by whom, since when."""

    state: str
    by: str | None = None
    since: datetime | None = None
    statement: str | None = None


def candidate_card(item: Item, standing: Standing, reader: Reader) -> Card:
    words, draft = reader.words, item.waiting.draft
    if standing.state == "accepted" and item.row.changes:
        draft = edited(draft, {name: change["now"] for name, change in item.row.changes.items()})
    lines = [*_standing(standing, words), *_draft(item, draft, reader), _source(item, words)]
    footer = words.say("candidate {key}", key=item.key)
    title = words.say("Who said what?") if standing.state in ("waiting", "claimed") else words.say("Decided")
    body = "\n".join(line for line in lines if line)
    return fit(Card(title, body, footer, _COLOURS[standing.state]), reader.plain)


def buttons_for(key: str, standing: Standing, words: Words, alike: bool = False) -> list[Component]:
    """`alike`: a statement of the library seems to be the same utterance, and can be linked."""
    if standing.state in ("accepted", "rejected"):
        offered = [button(Press("undo", key), words.say("Undo"))]
    else:
        offered = [
            button(Press("take", key), words.say("Accept"), Style.success),
            button(Press("edit", key), words.say("Edit"), Style.primary),
            button(Press("reject", key), words.say("Reject"), Style.danger),
        ]
        if alike:
            offered.insert(1, button(Press("takesame", key), words.say("Accept as the same"), Style.success))
    offered.append(button(Press("readon", key), words.say("Open article")))
    if standing.state == "claimed":
        offered.append(button(Press("letgo", key), words.say("Let go")))
    return offered


def article_card(item: Item, reader: Reader) -> Card:
    """The article around the passage, which is lit."""
    page, draft, words = item.waiting.article.page, item.waiting.draft, reader.words
    start, end = draft.start, draft.end
    before, after = page.text[max(0, start - _AROUND) : start], page.text[end : end + _AROUND]
    lead = "… " if start > _AROUND else ""
    trail = " …" if end + _AROUND < len(page.text) else ""
    lit = safe_within(page.text[start:end], _MOST_OF_A_PASSAGE)
    body = f"{lead}{_running(before)} {bold(lit, reader)} {_running(after)}{trail}"
    author = ", ".join(part for part in (page.publisher, page.author, page.published) if part)
    whole = words.say("The article in full")
    head = f"{safe_within(author, 200)}\n{link(whole, page.url)}\n\n"
    return fit(Card(safe_within(page.title, 200), head + body), reader.plain)


def _running(text: str) -> str:
    """Running text as it stands; its paragraphs stay apart."""
    return "\n\n".join(safe(part) for part in text.split("\n") if part.strip())


def _standing(standing: Standing, words: Words) -> Iterator[str]:
    if standing.by is None or standing.since is None:
        return
    who, when = named(standing.by), moment(standing.since)
    if standing.state == "claimed":
        yield words.say("{who} is at it, since {when}.", who=who, when=when)
    elif standing.state == "rejected":
        yield words.say("Rejected by {who}, {when}.", who=who, when=when)
    elif standing.state == "accepted":
        id = f"`{standing.statement}`"
        yield words.say("Accepted by {who} as {id}, {when}.", who=who, id=id, when=when)


def named(by: str) -> str:
    """A Discord user as a mention, which calls nobody here; anybody else by name."""
    return f"<@{by}>" if by.isdigit() and len(by) >= 15 else safe_within(by, 60)


def _draft(item: Item, draft: Draft, reader: Reader) -> Iterator[str]:
    words = reader.words
    sure = words.say("{percent} sure", percent=f"{item.row.candidate['confidence']:.0%}")
    when, who = safe(_when(draft, words)), _speakers(item, draft, words)
    yield f"{bold(when, reader)} · {bold(who, reader)} · {sure}"
    text = safe_within(" ".join(item.text[draft.start : draft.end].split()), _MOST_OF_A_PASSAGE)
    if draft.kind == "quotation":
        yield f"“{text}”" if reader.plain else f"> “{text}”"
    else:
        yield f"{bold(words.say(_LABELS.get(draft.kind, draft.kind)) + ':', reader)} {text}"
    yield safe_within(draft.summary, 500) or words.say("No summary yet: readers see the words alone.")
    topics = ", ".join(safe(topic) for topic in draft.topics) or words.say("none yet")
    label = words.say("Topics")
    yield f"{label}: {topics}"
    if draft.said_note:
        label = words.say("Date")
        yield f"{label}: {safe(draft.said_basis)}, {safe_within(draft.said_note, 300)}"
    for number, like in enumerate(item.alike[:2]):
        alike = _COPY if like.how == "copy" else _SAME
        yield words.say(alike, id=f"`{other(item, number)}`")


def _when(draft: Draft, words: Words) -> str:
    try:
        return in_words(parse(draft.said), words) if draft.said else words.say("date not known")
    except BadDate:
        return draft.said


def _known(id: str, item: Item) -> str:
    told = item.known.get(id)
    return f"{safe_within(told, 200)} ({safe(id)})" if told else safe(id)


def _speakers(item: Item, draft: Draft, words: Words) -> str:
    new = draft.new_person
    ids = [
        words.say("{name} (new)", name=safe_within(new.name, 80))
        if new and new.id == id
        else _known(id, item)
        for id in draft.speakers
    ]
    if ids:
        return ", ".join(ids)
    heard = item.row.candidate["speaker"]
    nobody = words.say("nobody of the library")
    return f"{safe_within(heard, 80)}, {nobody}" if heard else nobody


def _source(item: Item, words: Words) -> str:
    page = item.waiting.article.page
    publisher = safe_within(page.publisher or words.say("publisher not known"), 80)
    return f"{publisher}, {link(safe_within(page.title, 150), page.url)}"


def record_card(record: Record, reader: Reader) -> Card:
    """How a statement came to be: who accepted it and when, what was changed, who did what since."""
    words, statement = reader.words, record.statement
    lines = []
    by = (record.candidate.decided_by if record.candidate else None) or statement.accepted_by
    if statement.accepted_by and statement.accepted_at:
        at = statement.accepted_at[:16].replace("T", " ")
        lines.append(words.say("Accepted by {who} on {at} UTC.", who=named(by or ""), at=safe(at)))
    else:
        lines.append(words.say("Written by hand: nobody is recorded as having accepted it."))
    changes = record.candidate.changes if record.candidate is not None else None
    for name, change in (changes or {}).items():
        was, now = (safe_within(plain_value(change.get(which)), 200) for which in ("was", "now"))
        lines.append(words.say("{field}: {was} → {now}", field=bold(safe(name), reader), was=was, now=now))
    if record.candidate is not None and not changes:
        lines.append(words.say("Nothing was changed from the candidate."))
    lines += [
        f"{moment(deed.done_at)} {named(deed.done_by)}: {words.say(_DEEDS.get(deed.deed, deed.deed))}"
        for deed in record.deeds[-10:]
    ]
    title = words.say("How it came on record")
    return fit(Card(title, "\n".join(lines), f"{statement.id} · {statement.status}"), reader.plain)
