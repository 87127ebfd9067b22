"""The data types of the answer to “is this quotation real?”, and its JSON document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from briefs.i18n import ENGLISH, Translator
from briefs.verify.differences import Difference

Name = Literal["too-short", "not-found", "altered", "spliced", "misattributed", "exact"]


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence for the reader, kept apart from its values so that it can be said in any language."""

    msgid: str
    values: tuple[tuple[str, str], ...] = ()

    def in_words(self, translator: Translator) -> str:
        """The sentence in the translator's language."""
        return translator.gettext(self.msgid, **dict(self.values))


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """Where the words stand: text[start:end] of the article's file is `passage`."""

    article: str
    title: str
    publisher: str | None
    published: str | None
    file: str
    passage: str
    start: int
    end: int
    statement: str | None = None
    speaker: tuple[str, str] | None = None  # id, name


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched; days are ISO dates, None where no article is dated."""

    articles: int
    earliest: str | None
    latest: str | None

    def in_words(self, translator: Translator) -> str:
        """`5 articles, 2011 to 2013`, in the translator's language."""
        count = translator.ngettext("{n} article", "{n} articles", self.articles)
        if self.earliest is None or self.latest is None:
            return count
        first, last = self.earliest[:4], self.latest[:4]
        if first == last:
            return translator.gettext("{articles}, {year}", articles=count, year=first)
        return translator.gettext("{articles}, {first} to {last}", articles=count, first=first, last=last)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one claim.

    `text` is what was asked about, `by` the id of whom it was claimed of. `found` is where it stands, in
    `reported` speech or not; `minor` means that only slips differ. `warning` is the whole sentence where it
    turns the sense of the fragment, `nearest` the sentence offered where nothing was found. `flags` may hold
    `spliced`, `misattributed`, `negation-left-out` and `several-articles`.
    """

    text: str
    by: str | None
    verdict: Name
    searched: Searched
    found: FoundPassage | None = None
    reported: bool = False
    minor: bool = False
    flags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    differences: tuple[Difference, ...] = ()
    warning: str | None = None
    nearest: FoundPassage | None = None

    def document(self, translator: Translator | None = None) -> dict[str, Any]:
        """The JSON document of a check; notes in the translator's language, English without one.

        Its keys are a contract with whoever reads `--json`.
        """
        translator = translator or ENGLISH
        found = self.found
        return {
            "verdict": self.verdict,
            "speaker": _named(found),
            "statement": found.statement if found else None,
            "article": _article(found),
            "passage": found.passage if found else None,
            "start": found.start if found else None,
            "end": found.end if found else None,
            "reported": self.reported,
            "minor": self.minor,
            "flags": list(self.flags),
            "notes": [note.in_words(translator) for note in self.notes],
            "differences": [
                {"op": d.op, "said": d.said, "claimed": d.claimed, "kind": d.kind} for d in self.differences
            ],
            "warning": self.warning,
            "nearest": self.nearest.passage if self.nearest else None,
            "nearest_article": _article(self.nearest),
            "searched": {
                "articles": self.searched.articles,
                "earliest": self.searched.earliest,
                "latest": self.searched.latest,
                "text": self.searched.in_words(translator),
            },
        }


def _named(found: FoundPassage | None) -> dict[str, str] | None:
    if found is None or found.speaker is None:
        return None
    return {"id": found.speaker[0], "name": found.speaker[1]}


def _article(found: FoundPassage | None) -> dict[str, str | None] | None:
    if found is None:
        return None
    return {"id": found.article, "title": found.title, "publisher": found.publisher, "file": found.file}
