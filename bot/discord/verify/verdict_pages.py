"""Verdicts on quotations as pages: what was claimed, what stands on record, word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.discord.answers import passage_address, render_statement, source_address, status_notes
from bot.discord.ui import (
    AMBER,
    BLUE,
    GREEN,
    GREY,
    RED,
    Block,
    Display,
    PagedAnswer,
    bold,
    link,
    safe,
    safe_within,
)
from bot.discord.verify.word_diff import Piece, render_diff, word_diff
from briefs.model import ArticleRef, Statement
from briefs.render import FLAGS, asked_about, beside_verdict, headline, headline_change, phrases
from briefs.text import fold_whitespace, in_words
from briefs.verify import SAID_BY, SAYS_WHO, FoundPassage, Note, Verdict

_MOST_OF_A_WORDING = 900  # characters; both together leave room for the rest of a page
_MOST_OF_A_NOTE = 400
_MOST_ON_A_CARD = 240  # of a wording there: the rest stands behind “Proof”
_SEVERITY = (GREEN, BLUE, GREY, AMBER, RED)  # the gravest last
_SIGNS = {GREEN: "🟢", BLUE: "🔵", GREY: "⚪", AMBER: "🟠", RED: "🔴"}
_COLOURS = {"exact": GREEN, "spliced": AMBER, "misattributed": RED}
_MARKED = ("altered", "spliced")  # verdicts that compare two wordings word by word


@dataclass(frozen=True, slots=True)
class ClaimResult:
    """One claim with its verdict; `statement` is the curated one in which the words were found.

    `articles` are those of the words found and of the nearest passage, by id.
    """

    claimed_by: str | None
    verdict: Verdict
    statement: Statement | None
    articles: dict[str, ArticleRef]


def pages_of_verdicts(
    found: Sequence[ClaimResult], note: str, searched: str, display: Display
) -> PagedAnswer:
    """One block a claim, in the order of `found`; the colour is that of the gravest verdict.

    `note` opens the first page, `searched` says what was searched, both in the reader's language.
    """
    translator = display.translator
    blocks = [_block(one, display, alone=len(found) == 1) for one in found]
    if len(found) == 1:
        title = headline(found[0].verdict, translator)
    else:
        title = translator.ngettext("{n} quotation checked", "{n} quotations checked", len(found))
    colour = max((colour_of(one.verdict) for one in found), key=_SEVERITY.index)
    footer = translator.gettext("Searched: {what}.", what=searched)
    return PagedAnswer(title, note, tuple(blocks), footer, colour, actions=frozenset({"report"}))


def colour_of(verdict: Verdict) -> int:
    """Green stands where words and speaker hold and nothing is to add; red where the record contradicts."""
    if verdict.verdict == "altered":
        return RED if verdict.contradicted else AMBER
    # The words are right, but their sentence says the opposite, or an article only reports them.
    if verdict.verdict == "exact" and verdict.warning:
        return AMBER
    if verdict.verdict == "exact" and (verdict.reported or not verdict.holds):
        return BLUE
    if verdict.verdict == "misattributed" and not verdict.contradicted:
        return BLUE
    return _COLOURS.get(verdict.verdict, GREY)


def _block(result: ClaimResult, display: Display, alone: bool) -> Block:
    statement = result.statement
    lines = list(_lines(result, display) if display.plain else _card_lines(result, display))
    if not alone:
        verdict = result.verdict
        sign = "" if display.plain else _SIGNS[colour_of(verdict)] + " "
        lines.insert(0, sign + bold(headline(verdict, display.translator), display))
    source = None if display.plain else _source(result)
    return Block("\n".join(line for line in lines if line), statement.id if statement else None, (), source)


def _claim_and_notes(result: ClaimResult, claimed: list[Piece], display: Display, most: int) -> Iterator[str]:
    """What was claimed, and what a reader must know of it; a warning has at most so many characters."""
    verdict, translator = result.verdict, display.translator
    yield _claim_line(result, claimed, display)
    yield from (bold(translator.gettext(FLAGS[flag]), display) for flag in verdict.flags if flag in FLAGS)
    told = () if headline_change(verdict) else verdict.change_notes
    notes = (*(_said_once(note, result, display) for note in verdict.notes), *told)
    yield from (safe_within(note.in_words(translator), _MOST_OF_A_NOTE) for note in notes)
    if verdict.warning:
        turned = translator.gettext("The whole sentence turns the sense:")
        yield f"{bold(turned, display)} {safe_within(fold_whitespace(verdict.warning), most)}"


def _lines(result: ClaimResult, display: Display) -> Iterator[str]:
    verdict, translator = result.verdict, display.translator
    claimed, record = _wordings(verdict)
    yield from _claim_and_notes(result, claimed, display, _MOST_OF_A_NOTE)
    if verdict.found and verdict.verdict in _MARKED:
        label = bold(translator.gettext("On record:"), display)
        sign = "" if display.plain else "**"
        yield f"{label} “{render_diff(record, sign, _MOST_OF_A_WORDING)}”"
    if result.statement is not None:
        yield ""
        marked = asked_about(result.statement, verdict)
        yield render_statement(beside_verdict(result.statement, verdict), display, marked=marked).text
    elif verdict.found:
        quoting = verdict.verdict not in _MARKED
        yield _passage_lines(
            verdict.found, translator.gettext("The words on record:"), result, display, quoting
        )
    if verdict.nearest and verdict.verdict != "exact":
        yield _passage_lines(
            verdict.nearest, translator.gettext("The nearest on record:"), result, display, True
        )


def _card_lines(result: ClaimResult, display: Display) -> Iterator[str]:
    """The two wordings with their difference, what turns the verdict, and one line of proof."""
    verdict, translator = result.verdict, display.translator
    claimed, record = _wordings(verdict)
    yield from _claim_and_notes(result, claimed, display, _MOST_ON_A_CARD)
    found = verdict.found or (verdict.nearest if verdict.verdict != "exact" else None)
    if found is None:
        return
    if record:
        label = bold(translator.gettext("On record:"), display)
        yield f"{label} “{render_diff(record, '**', _MOST_ON_A_CARD)}”"
    elif verdict.found is None:
        label = bold(translator.gettext("The nearest on record:"), display)
        yield f"{label} {safe_within(fold_whitespace(found.passage), _MOST_ON_A_CARD)}"
    yield f"-# {_proof_line(found, result, display)}"
    if result.statement is not None and (state := status_notes(result.statement, translator)):
        yield from (safe_within(note, _MOST_OF_A_NOTE) for note in state)


def _said_once(note: Note, result: ClaimResult, display: Display) -> Note:
    """On a card whose words they are is told by name, in the reader's language; the day stands below."""
    if display.plain or result.statement is None or note.msgid not in SAYS_WHO:
        return note
    names = (speaker.name.get(display.language) for speaker in result.statement.speakers)
    return Note(SAID_BY, (("speaker", ", ".join(names)),))


def _proof_line(found: FoundPassage, result: ClaimResult, display: Display) -> str:
    """Who said it in what role, when, and in whose article: what the receipt begins with."""
    translator, statement = display.translator, result.statement
    if statement is not None and found is result.verdict.found:
        parts = [_who(statement, result.verdict, display), in_words(statement.said, translator)]
        where = phrases.publisher(statement.article, translator)
    else:
        parts = [found.speaker[1] if found.speaker else "", found.published or ""]
        where = (
            f"{found.publisher or translator.gettext('publisher not known')}, {fold_whitespace(found.title)}"
        )
    return " · ".join(safe_within(part, 110) for part in (*parts, where) if part)


def _who(statement: Statement, verdict: Verdict, display: Display) -> str:
    """The speakers with their offices; of one whom a note above names already the office alone."""
    if len(statement.speakers) == 1 and any(note.msgid in SAYS_WHO for note in verdict.notes):
        role = statement.speakers[0].role
        return role.get(display.language) if role else ""
    return phrases.speakers(statement, display.translator)


def _source(result: ClaimResult) -> str | None:
    """Where the words stand, or what comes nearest to them."""
    found = result.verdict.found or result.verdict.nearest
    if found is None:
        return None
    if result.statement is not None:
        return source_address(result.statement)
    article = result.articles.get(found.article)
    return passage_address(article.url if article else None, found.passage)


def _wordings(verdict: Verdict) -> tuple[list[Piece], list[Piece]]:
    """The claim and what stands on record, as pieces; the second only where both are compared."""
    if verdict.found and verdict.verdict in _MARKED:
        # What differs from an original is laid beside that, and not beside its English.
        record = verdict.original.text if verdict.original else verdict.found.passage
        return word_diff(verdict.text.strip(' \n\t“”"«»„'), record)
    return [(fold_whitespace(verdict.text), False)], []


def _claim_line(result: ClaimResult, claimed: list[Piece], display: Display) -> str:
    translator, name = display.translator, result.claimed_by
    sign = "" if display.plain else "~~"
    most = _MOST_OF_A_WORDING if display.plain else _MOST_ON_A_CARD
    text = f"“{render_diff(claimed, sign, most).strip('“”«»')}”"
    if name is None:
        asked = translator.gettext("Asked about:")
        return f"{bold(asked, display)} {text}"
    label = translator.gettext("Claimed of {name}:", name=safe_within(name, 100))
    return f"{bold(label, display)} {text}"


def _passage_lines(
    found: FoundPassage, label: str, result: ClaimResult, display: Display, quoting: bool
) -> str:
    """A passage that is no curated statement, with the article it stands in."""
    translator, article = display.translator, result.articles.get(found.article)
    title = safe_within(fold_whitespace(found.title), 150)
    where = ", ".join(
        part
        for part in (
            safe_within(found.publisher or translator.gettext("publisher not known"), 80),
            link(title, article.url if article else None),
            safe(found.published or ""),
        )
        if part
    )
    passage = safe_within(fold_whitespace(found.passage), _MOST_OF_A_WORDING)
    who = f" ({safe(found.speaker[1])})" if found.speaker else ""
    return f"{bold(label, display)} {passage if quoting else ''}{who}\n{where}"
