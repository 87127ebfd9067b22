"""Words that stand on record as the original of a statement: in the language in which they were said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from briefs.i18n import N_
from briefs.model import OriginalSource, Statement
from briefs.text import fold_for_search
from briefs.verify import notes
from briefs.verify.attribution import is_family_name_of
from briefs.verify.claimant import Claimant
from briefs.verify.original_words import leaves_negation_out, original_differences
from briefs.verify.verdict import FoundPassage, Note, OriginalWords, Searched, SpeakerAxis, Verdict

LEAST = 3  # words; fewer are too few to tell a quotation by
OTHER_WORDS = N_("Other words stand in the original: {source}.")
SPOKEN = N_("These are the words as they were said; they stand in: {source}.")
ELSEWHERE = N_("These words stand in: {source}.")
TRANSLATION = N_("The English on record is a translation, by {agency}.")
SOMEBODYS = N_("The English on record is a translation; the record does not say whose.")
_WORD = re.compile(r"[^\W_]+")  # as the index splits words


def phrase_of(text: str) -> str | None:
    """What is looked for among the originals; None where it is too little."""
    words = _WORD.findall(fold_for_search(text).lower())
    return " ".join(words) if len(words) >= LEAST else None


def original_verdict(
    text: str, claimant: Claimant, found: Sequence[Statement], searched: Searched, chance: bool
) -> Verdict | None:
    """The verdict on words that are the original of one of these statements; None where there are none.

    With `chance` they are too few or too common to tell by whose they are, unless they are all of it.
    """
    if not found:
        return None
    axes = [(_axis(claimant, each, chance and not _is_whole(text, each)), each) for each in found]
    axis, statement = min(axes, key=lambda one: _RANK[one[0]])
    opening = SPOKEN if _is_translated(statement) else ELSEWHERE
    return _verdict(text, claimant, axis, statement, searched, opening)


def altered_original(
    text: str, claimant: Claimant, found: Sequence[Statement], searched: Searched
) -> Verdict | None:
    """The verdict on words that differ from the original of one of these statements, with what differs."""
    near = [(each, original_differences(text, each.original.text or "")) for each in found if each.original]
    likely = [(each, differences) for each, differences in near if differences]
    if not likely:
        return None
    statement, differences = min(likely, key=lambda one: len(one[1]))
    axis = _axis(claimant, statement, False)
    return replace(
        _verdict(text, claimant, axis, statement, searched, OTHER_WORDS),
        verdict="altered",
        words="altered",
        differences=differences,
        flags=("negation-left-out",) if leaves_negation_out(differences) else (),
    )


def _verdict(
    text: str, claimant: Claimant, axis: SpeakerAxis, statement: Statement, searched: Searched, opening: str
) -> Verdict:
    original = statement.original
    assert original is not None
    told = [Note(opening, (("source", original.source),))]
    if _is_translated(statement):
        by = statement.english_by
        told.append(Note(TRANSLATION, (("agency", by),)) if by else Note(SOMEBODYS))
    if statement.status == "disputed":
        told.append(Note(notes.DISPUTED))
    who = ", ".join(speaker.name.en for speaker in statement.speakers)
    if axis == "unknown":
        told.insert(0, Note(notes.UNKNOWN, (("name", claimant.name or ""),)))
    if axis in ("another", "unknown") and who:
        told.insert(0, Note(notes.SAID_BY_THEN, (("speaker", who), ("date", statement.said.edtf))))
    return Verdict(
        text=text,
        by=claimant.id,
        by_name=claimant.name,
        verdict="misattributed" if axis in ("another", "unknown") else "exact",
        words="exact",
        speaker_axis=axis,
        searched=searched,
        found=_passage(statement, claimant),
        notes=tuple(told),
        original=_words(original),
    )


_RANK: dict[SpeakerAxis, int] = {"confirmed": 0, "nobody": 1, "not-recorded": 2, "unknown": 3, "another": 4}


def _is_whole(text: str, statement: Statement) -> bool:
    return statement.original is not None and phrase_of(text) == phrase_of(statement.original.text or "")


def _axis(claimant: Claimant, statement: Statement, chance: bool) -> SpeakerAxis:
    if claimant.is_nobody:
        return "nobody"
    if any(claimant.id == speaker.id for speaker in statement.speakers):
        return "confirmed"
    if not claimant.id:
        names = [speaker.name.en for speaker in statement.speakers]
        theirs = any(is_family_name_of(name, claimant.name or "") for name in names)
        return "confirmed" if theirs else "unknown"
    return "another" if statement.speakers and not chance else "not-recorded"


def _is_translated(statement: Statement) -> bool:
    language = statement.original.language if statement.original else None
    return language is not None and language != statement.article.language


def _passage(statement: Statement, claimant: Claimant) -> FoundPassage:
    """The statement's own passage: its English, beside which the original stands."""
    article = statement.article
    speakers = [(who.id, who.name.en) for who in statement.speakers]
    own = next((who for who in speakers if who[0] == claimant.id), None)
    return FoundPassage(
        article=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        file=article.file,
        passage=statement.passage,
        start=statement.start,
        end=statement.end,
        statement=statement.id,
        speaker=own or next(iter(speakers), None),
        said=statement.said.edtf,
    )


def _words(original: OriginalSource) -> OriginalWords:
    return OriginalWords(
        original.source, original.text or "", original.language, original.url, original.article
    )
