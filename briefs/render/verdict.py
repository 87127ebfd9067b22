"""Renders a verdict on a quotation as styled lines: the verdict, what was changed, the words on record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefs.i18n import ENGLISH, N_, Translator
from briefs.model import Statement
from briefs.render.excerpts import MOST_OF_A_PASSAGE, excerpt, marked_passage
from briefs.render.statement_text import BLANK, Line, statement_lines
from briefs.text import fold_whitespace
from briefs.verify import ENGLISH_BY, Difference, FoundPassage, Verdict, is_misread

# By Verdict.verdict and by Verdict.flags; cards on Discord say the same.
VERDICTS = {
    "exact": N_("On record, word for word"),
    "altered": N_("On record in other words"),
    "spliced": N_("On record, but put together or shortened"),
    "misattributed": N_("On record, but not from this speaker"),
    "not-found": N_("Not found on record"),
    "too-short": N_("Too short to tell"),
}
FLAGS = {
    "spliced": N_("It is also put together or shortened."),
    "misattributed": N_("It is also not from this speaker."),
    "negation-left-out": N_("A negation was left out."),
    "several-articles": N_("Its parts stand in several articles."),
}


# By Verdict.speaker_axis, for exact words that bear no claim of a speaker out.
_SPEAKERS = {
    "unknown": N_("On record; the claimed speaker is not known here"),
    "quoted": N_("On record, quoted by somebody else"),
    "not-recorded": N_("On record; by whom, the record does not say"),
    "not-asserted": N_("On record; nobody is said to have said it"),
}
_MOST_OF_A_HEADLINE = 40  # characters of a change that is told in the headline


def headline(verdict: Verdict, translator: Translator) -> str:
    """The verdict in a few words: the change itself where there is one, and plain about reported speech."""
    if verdict.verdict == "altered":
        if verdict.minor and all(is_misread(d.claimed, d.said) for d in verdict.differences):
            return translator.gettext("On record, with errors of a scan")
        if verdict.minor:
            return translator.gettext("On record, with small differences in spelling")
        if change := headline_change(verdict):
            return _altered(change, translator)
    if verdict.original and verdict.original.language and verdict.holds:
        return translator.gettext("On record, in the language in which it was said")
    if verdict.words == "exact" and (by := _SPEAKERS.get(verdict.speaker_axis)):
        return translator.gettext(by)
    if verdict.verdict == "exact" and verdict.reported:
        return translator.gettext("On record as reported speech, not as a quotation")
    return translator.gettext(VERDICTS[verdict.verdict])


def headline_change(verdict: Verdict) -> Difference | None:
    """The one change of sense that the headline tells; None where there are several, or long ones."""
    major = [change for change in verdict.differences if not change.minor]
    if verdict.verdict != "altered" or len(major) != 1 or len(verdict.differences) != 1:
        return None
    short = all(len(words) <= _MOST_OF_A_HEADLINE for words in (major[0].said, major[0].claimed))
    return major[0] if short else None


def _altered(change: Difference, translator: Translator) -> str:
    values = {"said": change.said, "claimed": change.claimed}
    if change.said.isdigit() and change.claimed.isdigit():
        return translator.gettext("Altered: the record says {said}, not {claimed}", **values)
    if change.said and change.claimed:
        return translator.gettext("Altered: the record says “{said}”, not “{claimed}”", **values)
    if change.said:
        return translator.gettext("Altered: the record has “{said}”, which is left out", **values)
    return translator.gettext("Altered: the record does not have “{claimed}”", **values)


def verdict_lines(
    verdict: Verdict, statement: Statement | None, translator: Translator = ENGLISH, why: bool = True
) -> Iterator[Line]:
    """The verdict, line by line; `statement` is the curated one in which the words were found, if any.

    `why`: how its date is known is told.
    """
    shown = "unknown" if verdict.speaker_axis == "unknown" and verdict.found else verdict.verdict
    yield (("title", headline(verdict, translator)), ("dim", f"  ({shown})"))
    for flag in verdict.flags:
        yield (("warning", f"  {translator.gettext(FLAGS[flag])}"),)
    for note in verdict.notes:
        yield (("", f"  {note.in_words(translator)}"),)
    # A dash where words were only dropped or only added. The headline may have told the only one.
    for difference in verdict.differences if headline_change(verdict) is None else ():
        yield (
            ("", "  "), ("label", translator.gettext("the record:") + " "), ("quote", difference.said or "–"),
            ("label", "  " + translator.gettext("claimed:") + " "), ("warning", difference.claimed or "–"),
            ("dim", f"  {difference.kind}"),
        )  # fmt: skip
    if verdict.warning:
        warning = fold_whitespace(verdict.warning)
        yield (("warning", "  " + translator.gettext("The whole sentence turns the sense:") + f" {warning}"),)
    if statement is not None:
        yield BLANK
        beside = beside_verdict(statement, verdict)
        yield from statement_lines(beside, translator, asked_about(statement, verdict), why)
    elif verdict.found:
        yield from _found(verdict.found, translator.gettext("The words on record:"), translator)
    if verdict.nearest and verdict.verdict != "exact":
        yield from _found(verdict.nearest, translator.gettext("The nearest on record:"), translator)
    # "Not found" holds for what was searched and no further, hence this always comes last.
    searched = verdict.searched.in_words(translator)
    yield (("dim", "  " + translator.gettext("Searched: {what}.", what=searched)),)


def beside_verdict(statement: Statement, verdict: Verdict) -> Statement:
    """The statement as it is shown below a verdict: what a note says already it does not say again."""
    told = any(note.msgid == ENGLISH_BY for note in verdict.notes)
    return replace(statement, english_by=None) if told else statement


def asked_about(statement: Statement, verdict: Verdict) -> str | None:
    """The passage of a long statement with the words that were found in it marked; None of a short one."""
    if verdict.found is None or len(statement.passage) <= MOST_OF_A_PASSAGE:
        return None
    first, last = verdict.found.start - statement.start, verdict.found.end - statement.start
    return marked_passage(statement.passage, first, last)


def _found(found: FoundPassage, label: str, translator: Translator) -> Iterator[Line]:
    yield BLANK
    yield (("label", f"  {label} "), ("reported", excerpt(found.passage)))
    yield (
        ("dim", f"  {_where(found, translator)}  "),
        ("id", found.article),
    )


def _where(found: FoundPassage, translator: Translator) -> str:
    publisher = found.publisher or translator.gettext("publisher not known")
    parts = (publisher, fold_whitespace(found.title), found.published)
    return ", ".join(part for part in parts if part)
