"""A statement as a block of a page: the words on record, and all that a reader must know about them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.ui import Block, Display, link, safe, safe_marked, safe_within
from bot.store import QuotedReply
from briefs.i18n import Translator
from briefs.model import Article, Speaker, Statement, UncertainDate
from briefs.render import at_passage, excerpt, phrases, sentences_around
from briefs.text import fold_whitespace, in_words

MOST_OF_A_PASSAGE = 1200  # characters, so that a page holds at least one statement whole
MOST_OF_A_PASSAGE_PLAIN = 700
_MOST_OF_A_NOTE = 300
_MOST_OF_AN_ACCOUNT = 400
_MOST_OF_A_NAME = 120
_TELLING = ("weekday", "inferred", "outside")  # how a date is known, where the article does not state it


def render_statement(
    statement: Statement,
    display: Display,
    *,
    marked: str | None = None,
    replies: Sequence[QuotedReply] = (),
    also: Sequence[Statement] = (),
) -> Block:
    """When, who and in what role, the words, what they come to, how the date is known, and the source.

    `marked` is the passage with the words that were searched for marked; `also` are other articles'
    accounts of the same utterance.
    """
    translator = display.translator
    lines = [
        _heading(statement, display),
        _passage(statement, display, marked),
        safe_within(statement.summary, 600),
        *(safe_within(note, _MOST_OF_A_NOTE) for note in phrases.notes(statement, translator)),
    ]
    if statement.said_basis in _TELLING:
        lines.append(safe_within(phrases.date_basis_phrase(statement, translator), _MOST_OF_A_NOTE))
    lines += [reply_line(reply, translator) for reply in replies]
    lines.append(source_line(statement, translator))
    lines += [line for other in also for line in _account(statement, other, display)]
    return Block("\n".join(line for line in lines if line), statement.id, tuple(each.id for each in also))


def reply_line(reply: QuotedReply, translator: Translator) -> str:
    """What the person quoted answers; under which name and how that was checked, where it was asked for."""
    said = translator.gettext(
        "Reply of the person quoted: {text}", text=safe_within(reply.words, _MOST_OF_A_NOTE)
    )
    if not reply.checked:
        return said
    name = safe_within(reply.name or "", _MOST_OF_A_NAME)
    how = translator.gettext("(checked: {how})", how=safe_within(reply.checked, _MOST_OF_A_NOTE))
    return " ".join(part for part in (said, name and f"— {name}", how) if part)


def _account(first: Statement, other: Statement, display: Display) -> list[str]:
    translator, where = display.translator, source_line(other, display.translator)
    opening = safe_within(phrases.account_phrase(first, other, translator), _MOST_OF_A_NAME)
    opening = f"{opening}:" if display.plain else f"**{opening}:**"
    if phrases.is_copy(first, other):
        return [f"{opening} {where}"]
    text = safe_within(fold_whitespace(other.passage), _MOST_OF_AN_ACCOUNT)
    return [f"{opening} {_in_marks(text, other, translator)}", where]


def _in_marks(text: str, statement: Statement, translator: Translator) -> str:
    """In quotation marks only where the article has them."""
    if statement.kind != "quotation":
        return text
    return f"«{text}»" if translator.language == "ru" else f"“{text}”"


def date_with_iso(when: UncertainDate, translator: Translator) -> str:
    """In words, and in figures where it is one certain day: no time zone shifts either."""
    text = in_words(when, translator)
    exact = when.earliest is not None and when.earliest == when.latest and not when.uncertain
    return f"{text} ({when.earliest})" if exact and when.earliest else text


def _heading(statement: Statement, display: Display) -> str:
    bold = "" if display.plain else "**"
    who = [_speaker(speaker, display, bold) for speaker in statement.speakers[:4]]
    named = "; ".join(who) or safe_within(phrases.speakers(statement, display.translator), 300)
    return f"{bold}{safe(date_with_iso(statement.said, display.translator))}{bold} · {named}"


def _speaker(speaker: Speaker, display: Display, bold: str) -> str:
    name = f"{bold}{safe_within(speaker.name.get(display.language), _MOST_OF_A_NAME)}{bold}"
    role = speaker.role.get(display.language) if speaker.role else None
    return f"{name}, {safe_within(role, _MOST_OF_A_NAME)}" if role else name


def _passage(statement: Statement, display: Display, marked: str | None) -> str:
    """A quotation stands in marks behind a bar; reported words stand under a label, without either."""
    translator = display.translator
    most = MOST_OF_A_PASSAGE_PLAIN if display.plain else MOST_OF_A_PASSAGE
    whole = fold_whitespace(statement.passage)
    cut = len(safe(whole)) > most  # escapes count: Discord's limits are those of the text as sent
    text = _around_found(marked, most) if marked else safe_within(whole, most)
    text = _in_marks(text, statement, translator)
    label = phrases.label(statement, translator)
    if display.plain:
        label = label or translator.gettext("Quotation")
        text = f"{label}: {text}"
    else:
        text = f"**{label}:** {text}" if label else f"> {text}"
    if cut:
        text += "\n" + translator.gettext(
            "Cut here; all of it: {command}", command=f"`/statement {statement.id}`"
        )
    return text


def _around_found(marked: str, most: int) -> str:
    """The words that were found, with as much around them as fits once it is escaped."""
    room = most
    while len(text := safe_marked(excerpt(marked, room))) > most and room > most // 4:
        room = room * 3 // 4
    return text


def source_line(statement: Statement, translator: Translator) -> str:
    """Publisher, title linked to the passage where there is an address, and the statement's id."""
    title = safe_within(phrases.title(statement.article, translator), 150)
    who = safe_within(phrases.publisher(statement.article, translator), 80)
    url = phrases.source_url(statement)
    address = at_passage(url, statement.passage) if url else None
    return f"{who}, {link(title, address)} · `{statement.id}`"


def context_text(statement: Statement, article: Article, display: Display, most: int = 1500) -> str:
    """The sentences around the passage, the passage itself in bold."""
    before, after = sentences_around(article.text, statement.start, statement.end)
    bold = "" if display.plain else "**"
    middle = safe_within(fold_whitespace(statement.passage), most)
    lead = " " if before.endswith(" ") else ""
    trail = " " if after.startswith(" ") else ""
    return f"… {safe(before)}{lead}{bold}{middle}{bold}{trail}{safe(after)} …"
