"""The data types of the answer to “is this quotation real?”, and its JSON document."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from briefs.i18n import ENGLISH, Translator
from briefs.verify.differences import Difference

Words = Literal["exact", "altered", "spliced", "not-found", "too-short"]
Name = Words | Literal["misattributed"]
# How the claimed speaker stands to the record: it has the words from them; from another; from another who
# quotes them; it does not say from whom; it knows nobody of that name; nobody is claimed to have said them;
# somebody is named beside them but not said to have said them.
SpeakerAxis = Literal[
    "confirmed", "another", "quoted", "not-recorded", "unknown", "nobody", "not-asserted"
]  # fmt: skip


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
    quoted_of: str | None = None  # whom the speaker quotes there, as the record names them
    as_article: str | None = None  # whom the article itself names, where nobody curated the words
    said: str | None = None  # when, EDTF, as its statement has it


@dataclass(frozen=True, slots=True)
class OriginalWords:
    """The words in the language in which they were said: of which source, and of which article of ours."""

    source: str
    text: str
    language: str | None = None
    url: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched; days are ISO dates, None where no article is dated.

    `taken_in` are articles that came in beside the library and are not curated.
    """

    articles: int
    earliest: str | None
    latest: str | None
    taken_in: int = 0

    def in_words(self, translator: Translator) -> str:
        """`5 articles, 2011 to 2013`, in the translator's language, and how many are not curated."""
        own = self._library(translator)
        if not self.taken_in:
            return own
        rest = translator.ngettext(
            "{n} that waits for a curator", "{n} that wait for a curator", self.taken_in
        )
        return translator.gettext("{articles}, and {rest}", articles=own, rest=rest)

    def _library(self, translator: Translator) -> str:
        count = translator.ngettext("{n} article", "{n} articles", self.articles)
        if self.earliest is None or self.latest is None:
            return count
        first, last = self.earliest[:4], self.latest[:4]
        if first == last:
            return translator.gettext("{articles}, {year}", articles=count, year=first)
        return translator.gettext("{articles}, {first} to {last}", articles=count, first=first, last=last)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The verdict on one claim, on two axes: `words`, and `speaker_axis` for who said them.

    `verdict` is both in one word, for scripts: `words`, but `misattributed` for exact words that are on
    record of another than the claimed one, whether the library knows of that one or not; only
    `speaker_axis` tells a wrong speaker from an unknown one. `text` is what was asked about, `by` the id
    of whom it was claimed of and `by_name` a name. `found` is where it stands, in `reported` speech or not;
    `minor` means that only slips differ; `change_notes` say what does. `warning` is the whole sentence where
    it turns the sense of the fragment, `nearest` the sentence offered where nothing was found. `flags` may
    hold `spliced`, `misattributed`, `negation-left-out` and `several-articles`.
    """

    text: str
    by: str | None
    verdict: Name
    searched: Searched
    words: Words
    speaker_axis: SpeakerAxis
    by_name: str | None = None
    found: FoundPassage | None = None
    reported: bool = False
    minor: bool = False
    flags: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    change_notes: tuple[Note, ...] = ()
    differences: tuple[Difference, ...] = ()
    warning: str | None = None
    nearest: FoundPassage | None = None
    original: OriginalWords | None = (
        None  # where the claim is that: `found` is then the translation on record
    )

    @property
    def holds(self) -> bool:
        """Whether the record bears out both the words and, where somebody is claimed, the speaker."""
        return self.verdict == "exact" and self.speaker_axis in ("confirmed", "nobody")

    @property
    def contradicted(self) -> bool:
        """Whether the record has other words, or has them from somebody else than the claimed speaker."""
        if self.verdict == "altered":
            # Whom the record does not know may well have said it otherwise.
            return not self.minor and self.speaker_axis not in ("unknown", "not-asserted")
        return self.verdict == "misattributed" and self.speaker_axis == "another"

    def not_asserted(self, name: str) -> Verdict:
        """The same for words beside which `name` stands without being said to have said them."""
        return replace(self, speaker_axis="not-asserted", by_name=name)

    def document(self, translator: Translator | None = None) -> dict[str, Any]:
        """The JSON document of a check; notes in the translator's language, English without one.

        Its keys are a contract with whoever reads `--json`.
        """
        translator = translator or ENGLISH
        found = self.found
        return {
            "verdict": self.verdict,
            "words": self.words,
            "speaker_axis": self.speaker_axis,
            "claimed": {"id": self.by, "name": self.by_name} if self.by or self.by_name else None,
            "speaker": _named(found),
            "said": found.said if found else None,
            "quoted_of": found.quoted_of if found else None,
            "as_article": found.as_article if found else None,
            "curated": found is None or found.statement is not None,
            "statement": found.statement if found else None,
            "article": _article(found),
            "passage": found.passage if found else None,
            "start": found.start if found else None,
            "end": found.end if found else None,
            "reported": self.reported,
            "minor": self.minor,
            "flags": list(self.flags),
            "notes": [note.in_words(translator) for note in (*self.notes, *self.change_notes)],
            "differences": [
                {"op": d.op, "said": d.said, "claimed": d.claimed, "kind": d.kind} for d in self.differences
            ],
            "warning": self.warning,
            "nearest": self.nearest.passage if self.nearest else None,
            "nearest_article": _article(self.nearest),
            "original": asdict(self.original) if self.original else None,
            "searched": {
                "articles": self.searched.articles,
                "earliest": self.searched.earliest,
                "latest": self.searched.latest,
                "taken_in": self.searched.taken_in,
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
    return {
        "id": found.article, "title": found.title, "publisher": found.publisher, "file": found.file,
        "published": found.published,
    }  # fmt: skip
