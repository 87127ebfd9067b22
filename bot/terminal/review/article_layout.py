"""How an article under review looks: its cast, then its statements, wrapped to any width."""

from __future__ import annotations

from collections.abc import Iterator

from bot.ingest import ArticleReview, CastMember, ReviewEntry, matching_statement_id
from bot.terminal.review.candidate_layout import Styled, wrapped
from bot.terminal.review.text import said_in_words, styled_passage
from briefs.render import Line

KEYS = (
    "p publish ticked",
    "space tick",
    "a tick all",
    "w who",
    "t topics",
    "T topics of all",
    "d day of the undated",
    "e edit",
    "x reject",
    "R reject the rest",
    "u undo",
    "o article",
    "v one by one",
    "n b other article",
    "q quit",
)
_MOST = 300  # characters of a passage that is not looked at
CURSOR = ("[SetCursorPosition]", "")  # prompt_toolkit scrolls to it


def heading(review: ArticleReview, number: int, of: int, width: int) -> Styled:
    """Which article it is, and how much of it is ticked."""
    where = f"{review.publisher or 'publisher not known'}, {review.published or 'date not known'}"
    ticked = f"{len(review.ticked)} of {len(review.entries)} ticked"
    lines: list[Line] = [
        (("title", review.title),),
        (("dim", f"{where}  ·  article {number} of {of}  ·  "), ("count", ticked)),
    ]
    return [part for line in lines for part in wrapped(line, width)]


def body(review: ArticleReview, at: int, width: int) -> Styled:
    """The cast and the statements; row `at` of both together is looked at."""
    shown = wrapped((("label", "WHO SPEAKS"),), width)
    for number in range(len(review.cast) + len(review.entries)):
        if number == len(review.cast):
            shown += wrapped((("label", "STATEMENTS"),), width)
        shown += [CURSOR] if number == at else []
        shown += row(review, number, width, number == at)
    return shown


def row(review: ArticleReview, number: int, width: int, looked_at: bool = True) -> Styled:
    """One row of the cast and the statements; of what is looked at all words are shown."""
    if number < len(review.cast):
        lines = [_member_line(review.cast[number])]
    else:
        lines = list(_entry_lines(review.entries[number - len(review.cast)], looked_at))
    shown: Styled = []
    for at, line in enumerate(lines):
        lead = ("", "      ") if at else ("warning", "> " if looked_at else "  ")
        shown += wrapped((lead, *line), width)
    return shown


def _member_line(member: CastMember) -> Line:
    count = ("dim", f"  {len(member.keys)}")
    name = member.name or "nobody named"
    if member.who:
        new = ("warning", " (new)") if member.new else ("", "")
        return (("name", name), ("", " = "), ("name", member.who), new, count)
    if not member.name:
        return (("name", name), count, ("warning", "  e of each: who said it"))
    offered = "  ".join(f"{number} {id}" for number, id in enumerate(member.suggested, 1))
    ways = f"  who is it?  {offered}  + somebody new".replace("?    ", "?  ")
    return (("name", name), count, ("warning", ways))


def _entry_lines(entry: ReviewEntry, looked_at: bool) -> Iterator[Line]:
    item, draft = entry.item, entry.item.draft
    box = "[x] " if entry.ticked else "[ ] " if entry.settled else "[?] "
    new = draft.new_person
    ids = ", ".join(f"+{new.name}" if new and new.id == id else id for id in draft.speakers)
    sure = f"  {item.row.candidate['confidence']:.0%}"
    doubt = ("warning", f"  {entry.doubt}") if entry.doubt else ("", "")
    labels = {each.id: f"+{each.label}" for each in draft.new_topics}
    topics = ", ".join(labels.get(id, id) for id in draft.topics)
    yield (
        ("title", box),
        ("name", item.named or "nobody named"),
        ("dim", f"  {ids}" if ids and ids != item.named else ""),
        ("date", f"  {said_in_words(draft)}"),
        ("dim", sure),
        doubt,
        ("id", f"  {topics}") if topics else ("warning", "  no topic"),
    )
    style, words = styled_passage(item, draft)
    if not looked_at and len(words) > _MOST:
        words = words[:_MOST].rsplit(" ", 1)[0] + " …"
    yield ((style, words),)
    if entry.context:
        asked = "asked: " if item.row.candidate.get("context") else ""
        yield (("dim", f"{asked}{entry.context}"),)
    if draft.summary:
        yield (("", draft.summary),)
    if entry.copies:
        yield (("dim", f"said {len(entry.copies) + 1} times in the article; the others go with it"),)
    for number, like in enumerate(item.alike[:1]):
        what = "word for word as" if like.how == "copy" else "perhaps the same utterance as"
        yield (("warning", f"{what} {matching_statement_id(item, number)}"),)
