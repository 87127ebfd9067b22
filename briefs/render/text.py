"""Renders an answer as styled lines for a terminal. A line is a tuple of (style, text); styles are names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from briefs.grouping import group_same_utterance
from briefs.i18n import ENGLISH, Translator
from briefs.model import Article, Brief, QueryResult, Statement, StatementCount
from briefs.render import phrases
from briefs.render.excerpts import FOUND, FOUND_END, excerpt
from briefs.text import fold_whitespace

Line = tuple[tuple[str, str], ...]
BLANK: Line = ()
QUOTE, REPORT = "quote", "reported"  # the two looks that must never be mistaken for each other

# By kind of statement. "mixed" is reported speech with quoted words in it: the marks in the text show them.
_STYLE_OF = {"quotation": QUOTE, "mixed": REPORT, "reported": REPORT, "fact": "fact"}


def answer_lines(answer: QueryResult, translator: Translator = ENGLISH) -> list[Line]:
    """The whole answer, opening with what it is about and what it rests on; without its warnings."""
    return list(_body(answer, translator))


def _body(answer: QueryResult, translator: Translator) -> Iterator[Line]:
    if answer.outcome in ("ambiguous", "unknown"):
        yield from _disambiguation(answer, translator)
        return
    yield (("title", phrases.heading(answer, translator)),)
    if answer.note:
        yield (("dim", answer.note),)
    yield from _about_person(answer)
    if answer.outcome == "nothing" or answer.coverage is None or not answer.coverage.statements:
        yield from _nothing(answer, translator)
        yield from _uncurated(answer, translator)
        return
    yield (("count", phrases.coverage(answer.coverage, translator)),)
    yield from _counts("Spoke on", answer.spoke_on)
    yield from _counts("Who spoke", answer.spoken_by)
    yield from brief_lines(answer.brief, answer.newer_than_brief)
    marks = dict(answer.marks)  # by id, the passage with the words that were searched for marked
    for first, *others in group_same_utterance(answer.statements):
        yield BLANK
        yield from statement_lines(first, translator, marks.get(first.id))
        for other in others:
            yield from _also_lines(first, other, translator)
    if answer.may_fall_outside:
        yield BLANK
        yield (("label", "May fall outside the days asked for:"),)
        for statement in answer.may_fall_outside:
            yield BLANK
            yield from statement_lines(statement, translator, marks.get(statement.id))
    yield from _uncurated(answer, translator)


def _uncurated(answer: QueryResult, translator: Translator) -> Iterator[Line]:
    """Where the words stand in articles outside what is curated, each with whom the article names."""
    if answer.uncurated:
        yield BLANK
        yield (("label", phrases.not_curated(translator)),)
    for found in answer.uncurated:
        yield BLANK
        who = (("name", f"{found.speaker} · "),) if found.speaker else ()
        yield (("", "  "), *who, ("dim", phrases.where_uncurated(found, translator)))
        yield (("", "  "), *_matched(excerpt(found.marked), REPORT, False))


def _disambiguation(answer: QueryResult, translator: Translator) -> Iterator[Line]:
    yield (("title", phrases.disambiguation(answer, translator)),)
    if answer.note:
        yield (("dim", answer.note),)
    if answer.suggestions and answer.outcome == "unknown":
        yield (("label", "Nearest names:"),)
    if not answer.suggestions and answer.asked:
        is_topic = answer.asked[0] == "topic"
        yield (("dim", "`topics` lists them all." if is_topic else "`people` lists everybody who is known."),)
    for suggestion in answer.suggestions:
        yield (("", "  "), ("name", suggestion.label), ("dim", f"  {suggestion.id}"))


def _about_person(answer: QueryResult) -> Iterator[Line]:
    if answer.command != "person" or answer.person is None:
        return
    for role in answer.person.roles:
        start = role.start.edtf if role.start else ""
        end = role.end.edtf if role.end else ""
        yield (("", f"  {role.title.en}"), ("dim", f"  {start} – {end}" if start or end else ""))
    if answer.person.wikidata:
        yield (("dim", f"  Wikidata {answer.person.wikidata}"),)


def _nothing(answer: QueryResult, translator: Translator) -> Iterator[Line]:
    yield (("count", phrases.nothing_found(answer, translator)),)
    if answer.person and answer.topic:
        yield from _counts(f"{answer.person.name.en} is on record on", answer.spoke_on)
        yield from _counts(f"On record on {answer.topic.pref_label.en}", answer.spoken_by)
    else:
        yield from _counts("Spoke on", answer.spoke_on)
        yield from _counts("Who spoke", answer.spoken_by)


def _counts(label: str, counts: Sequence[StatementCount], most: int = 12) -> Iterator[Line]:
    if counts:
        shown = ", ".join(f"{c.label.en} ({c.statements})" for c in counts[:most])
        rest = f" and {len(counts) - most} more" if len(counts) > most else ""
        yield (("label", f"{label}: "), ("", shown + rest))


def brief_lines(brief: Brief | None, newer: tuple[str, ...]) -> Iterator[Line]:
    """The curated brief, each sentence with the ids that carry it."""
    if brief is None:
        return
    yield BLANK
    yield (("label", f"In brief, as of {phrases.as_of(brief, ENGLISH)}"),)
    # Its sentences rest on a statement that was revised since: they must not be shown.
    if brief.awaits:
        yield (("warning", f"  {phrases.awaits_curator(brief, ENGLISH)}"),)
        return
    for sentence in brief.sentences:
        yield (("", f"  {sentence.text} "), ("dim", f"[{', '.join(sentence.cites)}]"))
    if newer:
        yield (("warning", f"  Newer than this brief: {', '.join(newer)}"),)


def statement_lines(
    statement: Statement, translator: Translator = ENGLISH, marked: str | None = None
) -> Iterator[Line]:
    """Who and when, the words on record, what they come to, where they stand.

    `marked` is the passage with what was asked about marked; of a long one the part around it is shown.
    """
    date = phrases.date_phrase(statement, translator)
    yield (("date", date), ("", " · "), ("name", phrases.speakers(statement, translator)))
    label = phrases.label(statement, translator)
    style = _STYLE_OF[statement.kind]
    opening: Line = (("", "  "), ("label", f"{label}: ")) if label else (("", "  "),)
    if marked:
        yield (*opening, *_matched(excerpt(marked), style, statement.kind == "quotation"))
    else:
        yield (*opening, (style, phrases.passage(statement, translator)))
    if statement.summary:
        yield (("", f"  {statement.summary}"),)
    for note in phrases.notes(statement, translator):
        yield (("dim", f"  {note}"),)
    yield (("dim", f"  {phrases.date_basis_phrase(statement, translator)}"),)
    yield (("dim", f"  {phrases.source(statement, translator)}  "), ("id", statement.id))


def _also_lines(first: Statement, other: Statement, translator: Translator) -> Iterator[Line]:
    """Another article's account of the same utterance, in its own words."""
    opening = ("label", f"  {phrases.account_phrase(first, other, translator)}: ")
    where: Line = (("dim", f"{phrases.source(other, translator)}  "), ("id", other.id))
    # The same words are not shown twice; whose article has them too is.
    if phrases.is_copy(first, other):
        yield (opening, *where)
        return
    yield (opening, (_STYLE_OF[other.kind], phrases.passage(other, translator)))
    yield (("", "  "), *where)


def _matched(text: str, style: str, in_marks: bool) -> Iterator[tuple[str, str]]:
    """A passage whose found words are marked, as segments."""
    text = f"“{text}”" if in_marks else text
    # Split at either sign, every second piece is one that was found; FTS5's highlight() sets the signs.
    for number, piece in enumerate(text.replace(FOUND_END, FOUND).split(FOUND)):
        if piece:
            yield ("found" if number % 2 else style, piece)


def context_lines(statement: Statement, article: Article) -> Iterator[Line]:
    """A statement, then the article around it with the passage lit."""
    yield from statement_lines(statement)
    for change in statement.history:
        yield (("dim", f"  {change.at}: {change.status} by {change.by}. {change.note or ''}"),)
    yield BLANK
    before, after = sentences_around(article.text, statement.start, statement.end)
    passage = (_STYLE_OF[statement.kind], fold_whitespace(statement.passage))
    yield ("dim", "… " + before), passage, ("dim", after + " …")
    # Offsets into the file as it stands on disk: anybody can look the words up without this program.
    yield (("dim", f"{article.file}, characters {statement.start} to {statement.end}"),)


def sentences_around(text: str, start: int, end: int, reach: int = 320) -> tuple[str, str]:
    """The text before and after a passage, cut at the nearest sentence or word, white space folded."""
    before, after = text[max(0, start - reach) : start], text[end : end + reach]
    # Only a side that was cut begins or ends inside a sentence; the text's own beginning and end stay whole.
    if start > reach:
        cut = max(before.find(". "), before.find("\n"))
        before = before[cut + 1 :] if cut >= 0 else before[before.find(" ") + 1 :]
    if end + reach < len(text):
        cut = max(after.rfind(". "), after.rfind("\n"))
        after = after[: cut + 1] if cut > 0 else after[: after.rfind(" ")]
    lead = " " if before[-1:].isspace() else ""
    trail = " " if after[:1].isspace() else ""
    return fold_whitespace(before) + lead, trail + fold_whitespace(after)


def plain_text(lines: Iterable[Line]) -> str:
    """The lines without their styles, for a pipe or a file."""
    return "\n".join("".join(text for _, text in line).rstrip() for line in lines)
