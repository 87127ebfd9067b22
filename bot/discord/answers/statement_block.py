"""A statement as a block of a card: the words on record, and all that a reader must know about them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.discord.core.preferences import Reader
from bot.discord.ui.markdown import link, safe, safe_marked, safe_within, shortened
from bot.discord.ui.pages import Block
from briefs.i18n import Words
from briefs.model import Article, Speaker, Statement, When
from briefs.render import phrases
from briefs.render.links import at_passage
from briefs.render.text import context
from briefs.text.dates import in_words

MOST_OF_A_PASSAGE = 1200  # characters, so that a page holds at least one statement whole
MOST_OF_A_PASSAGE_PLAIN = 700
_MOST_OF_A_NOTE = 300
_MOST_OF_AN_ACCOUNT = 400
_MOST_OF_A_NAME = 120
_TELLING = ("weekday", "inferred", "outside")  # how a date is known, where the article does not state it


def block(
    statement: Statement,
    reader: Reader,
    *,
    marked: str | None = None,
    replies: Sequence[str] = (),
    also: Sequence[Statement] = (),
) -> Block:
    """`also` are other articles' accounts of the same utterance."""
    words = reader.words
    lines = [
        _heading(statement, reader),
        _passage(statement, reader, marked),
        safe_within(statement.summary, 600),
        *(safe_within(note, _MOST_OF_A_NOTE) for note in phrases.notes(statement, words)),
    ]
    if statement.said_basis in _TELLING:
        lines.append(safe_within(phrases.basis(statement, words), _MOST_OF_A_NOTE))
    lines += [
        words.say("Reply of the person quoted: {text}", text=safe_within(text, _MOST_OF_A_NOTE))
        for text in replies
    ]
    lines.append(source_line(statement, words))
    lines += [line for other in also for line in _account(statement, other, reader)]
    return Block("\n".join(line for line in lines if line), statement.id, tuple(each.id for each in also))


def _account(first: Statement, other: Statement, reader: Reader) -> list[str]:
    words, where = reader.words, source_line(other, reader.words)
    opening = safe_within(phrases.account(first, other, words), _MOST_OF_A_NAME)
    opening = f"{opening}:" if reader.plain else f"**{opening}:**"
    if phrases.copied(first, other):
        return [f"{opening} {where}"]
    text = safe_within(phrases.folded(other.passage), _MOST_OF_AN_ACCOUNT)
    return [f"{opening} {_in_marks(text, other, words)}", where]


def _in_marks(text: str, statement: Statement, words: Words) -> str:
    """In quotation marks only where the article has them."""
    if statement.kind != "quotation":
        return text
    return f"«{text}»" if words.language == "ru" else f"“{text}”"


def day(when: When, words: Words) -> str:
    """In words, and in figures where it is one certain day: no time zone shifts either."""
    text = in_words(when, words)
    exact = when.earliest is not None and when.earliest == when.latest and not when.uncertain
    return f"{text} ({when.earliest})" if exact and when.earliest else text


def _heading(statement: Statement, reader: Reader) -> str:
    bold = "" if reader.plain else "**"
    who = [_speaker(speaker, reader, bold) for speaker in statement.speakers[:4]]
    named = "; ".join(who) or safe_within(phrases.speakers(statement, reader.words), 300)
    return f"{bold}{safe(day(statement.said, reader.words))}{bold} · {named}"


def _speaker(speaker: Speaker, reader: Reader, bold: str) -> str:
    name = f"{bold}{safe_within(speaker.name.get(reader.language), _MOST_OF_A_NAME)}{bold}"
    role = speaker.role.get(reader.language) if speaker.role else None
    return f"{name}, {safe_within(role, _MOST_OF_A_NAME)}" if role else name


def _passage(statement: Statement, reader: Reader, marked: str | None) -> str:
    """A quotation stands in marks behind a bar; reported words stand under a label, without either."""
    words = reader.words
    most = MOST_OF_A_PASSAGE_PLAIN if reader.plain else MOST_OF_A_PASSAGE
    whole = phrases.folded(statement.passage)
    cut = len(safe(whole)) > most
    text = safe_marked(marked) if marked and not cut else safe_within(whole, most)
    text = _in_marks(text, statement, words)
    label = phrases.label(statement, words)
    if reader.plain:
        label = label or words.say("Quotation")
        text = f"{label}: {text}"
    else:
        text = f"**{label}:** {text}" if label else f"> {text}"
    if cut:
        text += "\n" + words.say("Cut here; all of it: {command}", command=f"`/statement {statement.id}`")
    return text


def source_line(statement: Statement, words: Words) -> str:
    title = safe_within(phrases.title(statement.article, words), 150)
    who = safe_within(phrases.publisher(statement.article, words), 80)
    url = statement.article.url
    address = at_passage(url, statement.passage) if url else None
    return f"{who}, {link(title, address)} · `{statement.id}`"


def context_text(statement: Statement, article: Article, reader: Reader, most: int = 1500) -> str:
    """The sentences around the passage, the passage itself in bold."""
    before, after = context(article.text, statement.start, statement.end)
    bold = "" if reader.plain else "**"
    middle = safe_within(phrases.folded(statement.passage), most)
    lead = " " if before.endswith(" ") else ""
    trail = " " if after.startswith(" ") else ""
    return f"… {safe(before)}{lead}{bold}{middle}{bold}{trail}{safe(after)} …"


def choice(statement: Statement, reader: Reader) -> tuple[str, str]:
    """A statement as an option of a list: when and who, and how it begins."""
    who = statement.speakers[0].name.get(reader.language) if statement.speakers else ""
    when = in_words(statement.said, reader.words)
    return shortened(f"{when} · {who}", 100), shortened(phrases.folded(statement.passage), 100)
