"""Renders an answer as styled lines for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefs.grouping import group_same_utterance
from briefs.i18n import ENGLISH, Translator
from briefs.model import Article, Brief, QueryResult, Statement, StatementCount
from briefs.render import phrases
from briefs.render.context import sentences_around
from briefs.render.excerpts import excerpt
from briefs.render.shifts import changed_lines
from briefs.render.statement_text import (
    BLANK,
    REPORT,
    STYLE_OF,
    Line,
    StatementLook,
    matched,
    ruled,
    statement_lines,
)
from briefs.text import fold_whitespace


@dataclass(frozen=True, slots=True)
class View:
    """How much of an answer is shown: its `newest` statements or all, and `why` each has its date.

    Of a comparison the newest are so many of each person.
    """

    newest: int | None = None
    why: bool = True


FULL = View()
_WIDEST_DATE = 34  # characters of a date beside which the names stand in one column


def answer_lines(answer: QueryResult, translator: Translator = ENGLISH, view: View = FULL) -> list[Line]:
    """The answer, opening with what it is about and what it rests on; without its warnings."""
    return list(_body(answer, translator, view))


def _body(answer: QueryResult, translator: Translator, view: View) -> Iterator[Line]:
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
    yield from _compared(answer)
    yield from brief_lines(brief_in_period(answer), answer.newer_than_brief)
    yield from changed_lines(answer.shifts, translator)
    yield from _statements(answer, translator, view)
    yield from _uncurated(answer, translator)


def _statements(answer: QueryResult, translator: Translator, view: View) -> Iterator[Line]:
    """All in order of time, or the newest, the very newest first, and how to see the others."""
    groups = group_same_utterance(answer.statements)
    outside = [(statement,) for statement in answer.may_fall_outside]
    if answer.command == "person":  # what somebody says today is asked for more often than how they began
        groups, outside = groups[::-1], outside[::-1]
    count = len(groups) + len(outside)
    people = [each.id for each in (answer.person, answer.other) if each] if answer.other else []
    if view.newest is not None and count > view.newest * max(1, len(people)):
        # of none that is sure to lie within the days those are shown that may
        groups, outside = (
            _newest(groups, view.newest, people),
            outside[: -view.newest - 1 : -1] if not groups else [],
        )
        yield BLANK
        of_which = "of each, of" if people else "of"
        yield (("label", f"The newest {view.newest} {of_which} {count}:"),)
    dates = [phrases.date_phrase(each[0], translator) for each in (*groups, *outside)]
    look = StatementLook(
        translator, max((len(d) for d in dates if len(d) <= _WIDEST_DATE), default=0), view.why
    )
    marks = dict(answer.marks)  # by id, the passage with the words that were searched for marked
    yield from ruled(groups, marks, look)
    if outside:
        yield BLANK
        yield (("label", "May fall outside the days asked for:"),)
        yield from ruled(outside, marks, look)
    if len(groups) + len(outside) < count:
        yield BLANK
        yield (("dim", f"All {count}: {_asked_again(answer)} --all"),)


def _newest(
    groups: Sequence[tuple[Statement, ...]], count: int, people: Sequence[str]
) -> list[tuple[Statement, ...]]:
    """The newest utterances, the very newest first: `count` in all, or of each of `people`."""
    if not people:
        return list(groups[: -count - 1 : -1])
    left, shown = dict.fromkeys(people, count), []
    for group in reversed(groups):
        spoke = {who.id for each in group for who in each.speakers} & left.keys()
        if any(left[id] for id in spoke):
            shown.append(group)
            left |= {id: max(0, left[id] - 1) for id in spoke}
    return shown


def _compared(answer: QueryResult) -> Iterator[Line]:
    """Of a comparison, how many statements each has."""
    people = [each for each in (answer.person, answer.other) if each] if answer.other else []
    groups = group_same_utterance(answer.statements)
    counted = (
        f"{one.name.en} {sum(any(who.id == one.id for who in each[0].speakers) for each in groups)}"
        for one in people
    )
    if people:
        yield (("label", " · ".join(counted)),)


def _asked_again(answer: QueryResult) -> str:
    """The command that asks the same."""
    named = [each.id for each in (answer.person, answer.other, answer.topic) if each is not None]
    days = [f"--{name} {day}" for name, day in (("since", answer.since), ("until", answer.until)) if day]
    return " ".join([answer.command, *named, *days])


def brief_in_period(answer: QueryResult) -> Brief | None:
    """The brief; of one that was asked about days only what rests on statements of these days."""
    brief = answer.brief
    if brief is None or not (answer.since or answer.until):
        return brief
    shown = {each.id for each in (*answer.statements, *answer.may_fall_outside)}
    sentences = tuple(each for each in brief.sentences if set(each.cites) <= shown)
    return replace(brief, sentences=sentences) if sentences or brief.awaits else None


def _uncurated(answer: QueryResult, translator: Translator) -> Iterator[Line]:
    """Where the words stand in articles outside what is curated, each with whom the article names."""
    if answer.uncurated:
        yield BLANK
        yield (("label", phrases.not_curated(translator)),)
    for found in answer.uncurated:
        yield BLANK
        who = (("name", f"{found.speaker} · "),) if found.speaker else ()
        yield (("", "  "), *who, ("dim", phrases.where_uncurated(found, translator)))
        yield (("", "  "), *matched(excerpt(found.marked), REPORT, False))


def _disambiguation(answer: QueryResult, translator: Translator) -> Iterator[Line]:
    yield (("title", phrases.disambiguation(answer, translator)),)
    if answer.note:
        yield (("dim", answer.note),)
    if answer.suggestions and answer.outcome == "unknown":
        yield (("label", "Nearest names:"),)
    if answer.of_other_kind and answer.asked:
        ask = "person" if answer.asked[0] == "topic" else "topic"
        yield (("dim", f"`{ask} {answer.of_other_kind.id}` tells what is on record."),)
    elif not answer.suggestions and answer.asked:
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


def context_lines(statement: Statement, article: Article) -> Iterator[Line]:
    """A statement, then the article around it with the passage lit."""
    yield from statement_lines(statement)
    if original := phrases.original_words(statement, ENGLISH):
        yield (("label", f"  {original[0]} "), ("quote", original[1]))
    for change in statement.history:
        yield (("dim", f"  {change.at}: {change.status} by {change.by}. {change.note or ''}"),)
    yield BLANK
    before, after = sentences_around(article.text, statement.start, statement.end)
    passage = (STYLE_OF[statement.kind], fold_whitespace(statement.passage))
    yield ("dim", "… " + before), passage, ("dim", after + " …")
    # Offsets into the file as it stands on disk: anybody can look the words up without this program.
    yield (("dim", f"{article.file}, characters {statement.start} to {statement.end}"),)


def plain_text(lines: Iterable[Line]) -> str:
    """The lines without their styles, for a pipe or a file."""
    return "\n".join("".join(text for _, text in line).rstrip() for line in lines)
