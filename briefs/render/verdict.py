"""A verdict on a quotation as styled lines: the verdict, what was changed, the words on record."""

from __future__ import annotations

from collections.abc import Iterator

from briefs.i18n import Words, mark
from briefs.model import Statement
from briefs.render import phrases
from briefs.render.text import BLANK, Line, statement_lines
from briefs.verify.verdict import Found, Verdict

VERDICTS = {
    "exact": mark("On record, word for word"),
    "altered": mark("On record in other words"),
    "spliced": mark("On record, but put together or shortened"),
    "misattributed": mark("On record, but not from this speaker"),
    "not-found": mark("Not found on record"),
    "too-short": mark("Too short to tell"),
}
FLAGS = {
    "spliced": mark("It is also put together or shortened."),
    "misattributed": mark("It is also not from this speaker."),
    "negation-left-out": mark("A negation was left out."),
    "several-articles": mark("Its parts stand in several articles."),
}
_ENGLISH = Words("en")


def headline(verdict: Verdict, words: Words) -> str:
    if verdict.verdict == "altered" and verdict.minor:
        return words.say("On record, with small differences in spelling")
    if verdict.verdict == "exact" and verdict.reported:
        return words.say("On record as reported speech, not as a quotation")
    return words.say(VERDICTS[verdict.verdict])


def check_lines(verdict: Verdict, statement: Statement | None, words: Words = _ENGLISH) -> Iterator[Line]:
    """`statement` is the curated one in which the words were found, where there is one."""
    yield (("title", headline(verdict, words)), ("dim", f"  ({verdict.verdict})"))
    for flag in verdict.flags:
        yield (("warning", f"  {words.say(FLAGS[flag])}"),)
    for note in verdict.notes:
        yield (("", f"  {note.say(words)}"),)
    for difference in verdict.differences:
        yield (
            ("", "  "), ("label", words.say("the record:") + " "), ("quote", difference.said or "–"),
            ("label", "  " + words.say("claimed:") + " "), ("warning", difference.claimed or "–"),
            ("dim", f"  {difference.kind}"),
        )  # fmt: skip
    if verdict.warning:
        warning = phrases.folded(verdict.warning)
        yield (("warning", "  " + words.say("The whole sentence turns the sense:") + f" {warning}"),)
    if statement is not None:
        yield BLANK
        yield from statement_lines(statement, words)
    elif verdict.found:
        yield from _found(verdict.found, words.say("The words on record:"))
    if verdict.nearest and verdict.verdict != "exact":
        yield from _found(verdict.nearest, words.say("The nearest on record:"))
    searched = verdict.searched.in_words(words)
    yield (("dim", "  " + words.say("Searched: {what}.", what=searched)),)


def _found(found: Found, label: str) -> Iterator[Line]:
    yield BLANK
    yield (("label", f"  {label} "), ("reported", phrases.folded(found.passage)))
    yield (("dim", f"  {found.publisher or '–'}, {phrases.folded(found.title)}  "), ("id", found.article))
