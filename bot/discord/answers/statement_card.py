"""A statement in a card: when, the words, whose page; where they stand and the receipt behind buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.discord.answers.statement_block import render_statement, reply_line
from bot.discord.ui import (
    Block,
    Display,
    button_address,
    count_lines,
    cut_to_lines,
    safe,
    safe_marked,
    safe_within,
)
from bot.store import QuotedReply
from briefs.i18n import N_, Translator
from briefs.model import Statement
from briefs.render import at_passage, excerpt, phrases
from briefs.text import fold_whitespace, in_words

_LINES = 5  # of the words of a statement; all of them stand behind “Proof”
_A_SUMMARY = 16
_LONG = 8  # lines of a quotation that is cut at the end of a sentence
_A_LINE = 32  # characters, about
_MOST_OF_A_NOTE = 200
# Dates that no article states; the reasoning stands behind “Proof”.
_SURMISED = {"inferred": N_("date inferred"), "outside": N_("dated elsewhere")}
_CUT = N_("shortened; all of it behind “Proof”")
_SENTENCE_END = re.compile(r"[.!?…]\W*\s")
_KINDS = {
    "quotation": N_("quotation"),
    "reported": N_("reported"),
    "mixed": N_("reported, with quoted words"),
    "fact": N_("the article's own voice"),
}
# Above a curator's summary that stands in the place of words for which there is no room.
_KINDS_IN_BRIEF = {
    "reported": N_("in brief"),
    "mixed": N_("in brief"),
    "fact": N_("the article's own voice, in brief"),
}


@dataclass(frozen=True, slots=True)
class Look:
    """How a statement is shown: by whom, unless the card is about one person; its number in the brief.

    `terms` are the names of the topic asked for: a long passage is shown from the sentence that has one.
    `marked` is the passage with the words that were searched for marked; `article` is False in a card about
    one article. A summary that stands in the place of long reported speech may have `summary` lines; as a
    rule it is whole, as its end is the finding as often as not.
    """

    speaker: bool = True
    lines: int = _LINES
    summary: int = _A_SUMMARY
    number: str = ""
    terms: tuple[str, ...] = ()
    marked: str | None = None
    ruled: bool = False
    article: bool = True


def statement_card(
    statement: Statement,
    display: Display,
    look: Look,
    replies: Sequence[QuotedReply] = (),
    also: Sequence[Statement] = (),
) -> Block:
    """`also` are other articles' accounts of the same utterance; `replies` those of the person quoted."""
    translator = display.translator
    address = source_address(statement)
    where = [_publisher(statement, address is None, translator)] if look.article else []
    small = "; ".join([*where, *_origin(statement, also, translator)])
    words, is_cut = _words(statement, look, translator)
    lines = [
        _head(statement, look, translator),
        words,
        f"-# {translator.gettext(_CUT)}" if is_cut else "",
        *(safe_within(note, _MOST_OF_A_NOTE) for note in status_notes(statement, translator)),
        *(reply_line(reply, translator) for reply in replies),
        f"-# {small}" if small else "",
    ]
    shown = tuple(each.id for each in also)
    return Block("\n".join(filter(None, lines)), statement.id, shown, address, look.ruled)


def statement_blocks(found: Sequence[Statement], display: Display) -> tuple[Block, ...]:
    """Several of anybody, each as it stands on a page of three; in plain text with all about it."""
    if display.plain:
        return tuple(render_statement(one, display) for one in found)
    return tuple(statement_card(one, display, Look()) for one in found)


def source_address(statement: Statement) -> str | None:
    """Where the words stand, as long as a button may be; without the words where they make it too long."""
    return passage_address(phrases.source_url(statement), statement.passage)


def passage_address(url: str | None, passage: str) -> str | None:
    """`source_address` of words that are no statement."""
    plain = button_address(url)
    return (button_address(at_passage(plain, passage)) or plain) if plain else None


def _head(statement: Statement, look: Look, translator: Translator) -> str:
    parts = [f"**{safe(in_words(statement.said, translator))}**"]
    if look.speaker and statement.speakers:
        named = (safe_within(who.name.get(translator.language), 80) for who in statement.speakers[:3])
        parts.append(f"**{', '.join(named)}**")
    in_brief = stands_in_brief(statement, look)
    kind = translator.gettext((_KINDS_IN_BRIEF if in_brief else _KINDS)[statement.kind])
    return " · ".join([*parts, f"{kind} {look.number}".strip()])


def _words(statement: Statement, look: Look, translator: Translator) -> tuple[str, bool]:
    """A quotation stands in marks behind a bar, reported speech without either; and whether they are cut."""
    if stands_in_brief(statement, look):
        return safe(cut_to_lines(fold_whitespace(statement.summary), look.summary)), False
    if look.marked:
        shown = excerpt(look.marked, look.lines * _A_LINE)
        text, is_cut = safe_marked(shown), shown != fold_whitespace(look.marked)
    else:
        shown = _shown_part(statement, look)
        text, is_cut = safe(shown), shown != fold_whitespace(statement.passage)
    if statement.kind == "quotation":
        text = f"> «{text}»" if translator.language == "ru" else f"> “{text}”"
    return text, is_cut


def stands_in_brief(statement: Statement, look: Look) -> bool:
    """Whether a curator's summary stands in the place of the words.

    Cut, reported speech would lose what was said ("Lavrov said Moscow was studying …"); a quotation is
    nobody's but its speaker's, and what a search found has to be seen.
    """
    if statement.kind == "quotation" or look.marked or not statement.summary.strip():
        return False
    words, summary = (count_lines(fold_whitespace(text)) for text in (statement.passage, statement.summary))
    return words > look.lines and words > summary


def lines_needed(statement: Statement) -> tuple[int, int]:
    """Lines in which a statement is whole: in its own words, and in the curator's where those may stand.

    Of a long quotation as many as end with a sentence.
    """
    words = count_lines(fold_whitespace(statement.passage))
    if statement.kind == "quotation":
        words = min(words, _LONG)
    summary = statement.summary if statement.kind != "quotation" else ""
    return words, count_lines(fold_whitespace(summary)) or words


def _room(statement: Statement, look: Look) -> int:
    """Lines of the passage: words no longer than a summary stand in the place of that."""
    if statement.kind == "quotation" or not statement.summary.strip():
        return look.lines
    return max(look.lines, min(look.summary, count_lines(fold_whitespace(statement.summary))))


def _shown_part(statement: Statement, look: Look) -> str:
    """The passage, or as many lines of it as there is room for, from where it is about the topic."""
    whole = fold_whitespace(statement.passage)
    room = _room(statement, look)
    cut = cut_to_lines(whole, room)
    if cut == whole:
        return whole
    low = whole.casefold()
    found = min((at for term in look.terms if (at := low.find(term)) >= 0), default=0)
    if found < len(cut) - 2:
        return _to_sentence_end(cut) if statement.kind == "quotation" else cut
    begins = max((end.end() for end in _SENTENCE_END.finditer(whole, 0, found)), default=0)
    if not begins:
        return cut
    return cut_to_lines(f"… {whole[begins:]}", room)


def _to_sentence_end(cut: str) -> str:
    """What was cut, up to its last whole sentence; as it is where that would leave less than half."""
    whole = max((end.end() for end in _SENTENCE_END.finditer(cut, 0, len(cut) - 1)), default=0)
    return f"{cut[:whole].rstrip()} …" if whole > len(cut) // 2 else cut


def status_notes(statement: Statement, translator: Translator) -> list[str]:
    """What would mislead if it were left out; the rest stands behind “Proof”."""
    return phrases.notes(statement, translator, briefly=True)


def _publisher(statement: Statement, titled: bool, translator: Translator) -> str:
    """Who published it; where no button leads to the article, its title says where the words stand."""
    article = statement.article
    name = safe_within(phrases.publisher(article, translator), 60)
    return f"{name}, {safe_within(phrases.title(article, translator), 90)}" if titled else name


def _origin(statement: Statement, also: Sequence[Statement], translator: Translator) -> Iterator[str]:
    if statement.english_by and statement.english_by == statement.article.publisher:
        yield translator.gettext("in its English")
    elif statement.english_by:
        yield translator.gettext("in the English of {publisher}", publisher=safe(statement.english_by))
    if statement.carried_by:
        yield translator.gettext("as carried by {carrier}", carrier=safe(statement.carried_by))
    if statement.taken_from:
        yield translator.gettext("from a transcript")
    if statement.said_basis in _SURMISED:
        yield translator.gettext(_SURMISED[statement.said_basis])
    if also:
        names = dict.fromkeys(safe_within(phrases.publisher(each.article, translator), 40) for each in also)
        yield translator.gettext("also in {publisher}", publisher=", ".join(names))
