"""Verdicts on quotations as a deck: what was claimed, what stands on record, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.discord.answers.answer_pages import bold
from bot.discord.answers.statement_block import block
from bot.discord.core.preferences import Reader
from bot.discord.ui.markdown import link, safe, safe_within
from bot.discord.ui.pages import AMBER, BLUE, GREEN, GREY, RED, Block, Deck
from bot.discord.verify.word_diff import Piece, compared, shown
from briefs.i18n import Words
from briefs.model import ArticleRef, Statement
from briefs.render import phrases
from briefs.render.verdict import FLAGS, headline
from briefs.verify import Verdict
from briefs.verify.verdict import Found

_MOST_OF_A_WORDING = 900  # characters; both together leave room for the rest of a page
_MOST_OF_A_NOTE = 400
_GRAVITY = (GREEN, BLUE, GREY, AMBER, RED)
_SIGNS = {GREEN: "🟢", BLUE: "🔵", GREY: "⚪", AMBER: "🟠", RED: "🔴"}
_COLOURS = {"exact": GREEN, "altered": RED, "spliced": AMBER, "misattributed": RED}
_MARKED = ("altered", "spliced")


@dataclass(frozen=True, slots=True)
class Finding:
    """One claim with its verdict; `statement` is the curated one in which the words were found.

    `articles` are those of the words found and of the nearest passage, by id.
    """

    claimed_by: str | None
    verdict: Verdict
    statement: Statement | None
    articles: dict[str, ArticleRef]


def verdict_deck(found: Sequence[Finding], note: str, searched: str, reader: Reader) -> Deck:
    """`note` opens the first page, `searched` says what was searched."""
    words = reader.words
    blocks = [_block(one, reader, alone=len(found) == 1) for one in found]
    if len(found) == 1:
        title = headline(found[0].verdict, words)
    else:
        title = words.say_n("{n} quotation checked", "{n} quotations checked", len(found))
    colour = max((colour_of(one.verdict) for one in found), key=_GRAVITY.index)
    footer = words.say("Searched: {what}.", what=searched)
    return Deck(title, note, tuple(blocks), footer, colour, actions=frozenset({"report"}))


def colour_of(verdict: Verdict) -> int:
    """Green stands for word for word and nothing to add; red for what misleads."""
    if verdict.verdict == "altered" and verdict.minor:
        return AMBER
    if verdict.verdict == "exact" and verdict.warning:
        return AMBER
    if verdict.verdict == "exact" and verdict.reported:
        return BLUE
    return _COLOURS.get(verdict.verdict, GREY)


def _block(finding: Finding, reader: Reader, alone: bool) -> Block:
    statement = finding.statement
    lines = list(_lines(finding, reader))
    if not alone:
        verdict = finding.verdict
        sign = "" if reader.plain else _SIGNS[colour_of(verdict)] + " "
        lines.insert(0, sign + bold(headline(verdict, reader.words), reader))
    return Block("\n".join(line for line in lines if line), statement.id if statement else None)


def _lines(finding: Finding, reader: Reader) -> Iterator[str]:
    verdict, words = finding.verdict, reader.words
    ours, record = _wordings(verdict)
    yield _claimed(finding, ours, reader)
    yield from _whose(finding, words)
    yield from (bold(words.say(FLAGS[flag]), reader) for flag in verdict.flags if flag in FLAGS)
    yield from (safe_within(note.say(words), _MOST_OF_A_NOTE) for note in verdict.notes)
    if verdict.warning:
        turned = words.say("The whole sentence turns the sense:")
        yield f"{bold(turned, reader)} {safe_within(phrases.folded(verdict.warning), _MOST_OF_A_NOTE)}"
    if verdict.found and verdict.verdict in _MARKED:
        label = bold(words.say("On record:"), reader)
        sign = "" if reader.plain else "**"
        yield f"{label} “{shown(record, sign, _MOST_OF_A_WORDING)}”"
    if finding.statement is not None:
        yield ""
        yield block(finding.statement, reader).text
    elif verdict.found:
        quoting = verdict.verdict not in _MARKED
        yield _found(verdict.found, words.say("The words on record:"), finding, reader, quoting)
    if verdict.nearest and verdict.verdict != "exact":
        yield _found(verdict.nearest, words.say("The nearest on record:"), finding, reader, True)


def _wordings(verdict: Verdict) -> tuple[list[Piece], list[Piece]]:
    if verdict.found and verdict.verdict in _MARKED:
        return compared(verdict.text.strip(' \n\t“”"«»„'), verdict.found.passage)
    return [(phrases.folded(verdict.text), False)], []


def _claimed(finding: Finding, ours: list[Piece], reader: Reader) -> str:
    words, name = reader.words, finding.claimed_by
    sign = "" if reader.plain else "~~"
    text = f"“{shown(ours, sign, _MOST_OF_A_WORDING).strip('“”«»')}”"
    if name is None:
        asked = words.say("Asked about:")
        return f"{bold(asked, reader)} {text}"
    label = words.say("Claimed of {name}:", name=safe_within(name, 100))
    return f"{bold(label, reader)} {text}"


def _whose(finding: Finding, words: Words) -> Iterator[str]:
    """Where somebody else said it, who."""
    verdict = finding.verdict
    if not verdict.found or "misattributed" not in (verdict.verdict, *verdict.flags):
        return
    if verdict.found.speaker is not None:
        name = safe(verdict.found.speaker[1])
        yield words.say("On record, these are words of {name}.", name=name)


def _found(found: Found, label: str, finding: Finding, reader: Reader, quoting: bool) -> str:
    """A passage that is no curated statement, with the article it stands in."""
    words, article = reader.words, finding.articles.get(found.article)
    title = safe_within(phrases.folded(found.title), 150)
    where = ", ".join(
        part
        for part in (
            safe_within(found.publisher or words.say("publisher not known"), 80),
            link(title, article.url if article else None),
            safe(found.published or ""),
        )
        if part
    )
    passage = safe_within(phrases.folded(found.passage), _MOST_OF_A_WORDING)
    who = f" ({safe(found.speaker[1])})" if found.speaker else ""
    return f"{bold(label, reader)} {passage if quoting else ''}{who}\n{where}"
