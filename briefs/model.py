"""The things OnRecord speaks of, as frozen values: what is curated, and what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

StatementKind = Literal["quotation", "reported", "mixed", "fact"]
Status = Literal["published", "draft", "disputed", "withdrawn", "corrected"]
DateBasis = Literal["stated", "dateline", "weekday", "inferred", "outside"]
PartKind = Literal["headline", "heading", "caption", "dateline", "boilerplate"]
AnswerOutcome = Literal["answered", "nothing", "ambiguous", "unknown"]
ShiftKind = Literal["negation", "modality", "figure", "refusal"]
ShiftStatus = Literal["confirmed", "put-away"]

KINDS: tuple[StatementKind, ...] = ("quotation", "reported", "mixed", "fact")
STATUSES: tuple[Status, ...] = ("published", "draft", "disputed", "withdrawn", "corrected")
SHOWN: tuple[Status, ...] = ("published", "disputed", "corrected")  # what an answer may hold
BASES: tuple[DateBasis, ...] = ("stated", "dateline", "weekday", "inferred", "outside")
SHIFT_KINDS: tuple[ShiftKind, ...] = ("negation", "modality", "figure", "refusal")
SHIFT_STATUSES: tuple[ShiftStatus, ...] = ("confirmed", "put-away")
PARTS: tuple[PartKind, ...] = ("headline", "heading", "caption", "dateline", "boilerplate")


@dataclass(frozen=True, slots=True)
class LocalizedText:
    """A name in several languages; `en` is always there."""

    en: str
    others: tuple[tuple[str, str], ...] = ()

    def get(self, language: str = "en") -> str:
        for code, text in self.others:
            if code == language:
                return text
        return self.en


@dataclass(frozen=True, slots=True)
class UncertainDate:
    """An uncertain day. `edtf` as written (ISO 8601-2); bounds are days, inclusive.

    `earliest` or `latest` is None where the date is open on that side. `uncertain` is set by
    `?`, `~` or `%`: a search then widens the bounds by one month.
    """

    edtf: str
    earliest: date | None
    latest: date | None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Role:
    title: LocalizedText
    alt_labels: tuple[str, ...] = ()  # other names of the office: "nato chief", "генсек НАТО"
    organisation: str | None = None
    start: UncertainDate | None = None
    end: UncertainDate | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """A person, or a group or organisation that speaks with one voice."""

    id: str
    name: LocalizedText
    kind: Literal["person", "group", "organisation"] = "person"
    alt_labels: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    wikidata: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """A SKOS-like concept. `broader` holds ids; a topic's answer takes in all that is narrower.

    `context_terms` are words of a text that show it is on the topic and that nobody types for it.
    """

    id: str
    pref_label: LocalizedText
    alt_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    wikidata: str | None = None
    scope_note: str | None = None
    context_terms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Occasion:
    """A meeting, press conference or visit at which words were said; links two articles' accounts."""

    id: str
    label: LocalizedText
    date: UncertainDate
    place: str | None = None
    url: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class NonBodyPart:
    """A stretch of an article that is no running text, such as a heading; offsets into the text."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """`text` is the file as it stands on disk, read as UTF-8 with newline=''."""

    id: str
    title: str
    title_derived: bool
    publisher: str | None
    published: UncertainDate | None
    published_basis: str | None
    place: str | None
    language: str
    url: str | None
    file: str
    sha256: str
    text: str
    parts: tuple[NonBodyPart, ...] = ()
    note: str | None = None
    same_as: str | None = None  # the article that this one re-publishes
    author: str | None = None  # who wrote it, as its page names them
    version_of: str | None = None  # the article that stood at its address before


@dataclass(frozen=True, slots=True)
class ArticleRef:
    """What a statement says of its article: an Article without its text."""

    id: str
    title: str
    title_derived: bool
    publisher: str | None
    published: str | None  # EDTF
    language: str
    url: str | None
    file: str
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke, in the role held when the words were said (None: no role known for then)."""

    id: str
    name: LocalizedText
    role: LocalizedText | None


@dataclass(frozen=True, slots=True)
class OriginalSource:
    """Where the words stand elsewhere, and since when: in the language of their speaker, or as evidence."""

    source: str
    said: UncertainDate | None = None
    url: str | None = None
    text: str | None = None  # the words there
    note: str | None = None
    language: str | None = None  # of these words: "ru"
    article: str | None = None  # id of the article of this library in which they stand word for word


@dataclass(frozen=True, slots=True)
class Revision:
    """One step in a statement's history: what was changed, by whom and when (ISO date-time)."""

    at: str
    by: str
    status: Status
    note: str | None = None
    was: tuple[tuple[str, str], ...] = ()  # field, value before


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that somebody said, with its proof: text[start:end] of the article is `passage`.

    `quoted` are the spans inside quotation marks, in the same coordinates as `start` and `end`.
    For kind "fact" the speaker is the publisher, in the article's own voice: `speakers` is empty.
    """

    id: str
    status: Status
    speakers: tuple[Speaker, ...]
    topics: tuple[str, ...]
    kind: StatementKind
    passage: str
    start: int
    end: int
    quoted: tuple[tuple[int, int], ...]
    summary: str  # "" where nobody has written one: the passage then stands for itself
    said: UncertainDate
    said_basis: DateBasis
    said_note: str | None
    article: ArticleRef
    about: UncertainDate | None = None  # the day or time spoken about
    place: str | None = None
    occasion: str | None = None
    carried_by: str | None = None  # whom the article cites: "Interfax"
    english_by: str | None = None  # whose English it is, where the words were said in another language
    stance: Literal["declined"] | None = None
    group: str | None = None  # parts of one utterance cut by its attribution
    same_as: tuple[str, ...] = ()  # the same utterance as another article words it
    original: OriginalSource | None = None
    accepted_by: str | None = None
    accepted_at: str | None = None
    history: tuple[Revision, ...] = ()
    marks_reason: str | None = None  # why the quotation stands outside a whole pair of marks
    taken_from: Literal["transcript"] | None = None  # the words are a turn, which has no quotation marks
    second: float | None = None  # of the recording that the article's address leads to
    # What became of the words at the article's address since; None: nothing that is known of.
    source_state: Literal["reworded", "gone"] | None = None
    source_now: str | None = None  # how they read there now
    source_seen: str | None = None  # the day on which that was seen, EDTF


@dataclass(frozen=True, slots=True)
class BriefSentence:
    text: str
    cites: tuple[str, ...]  # statement ids


@dataclass(frozen=True, slots=True)
class Brief:
    """A curated brief: what a person holds on a topic, as of a day.

    `awaits` are cited statements that were revised so that the brief no longer stands as it is: until
    its curator has gone over it, no reader is shown its sentences.
    """

    person: str
    topic: str
    as_of: UncertainDate
    sentences: tuple[BriefSentence, ...]
    awaits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ShiftDecision:
    """One decision on a shift: what it was then, by whom and when (ISO date-time)."""

    at: str
    by: str
    status: ShiftStatus
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A curator's decision on two statements of one person: on `topic` the later is “changed”, or is not.

    `words` is how the curator puts it. `awaits` are those of the two that were revised since: no reader is
    shown the shift until a curator has gone over it.
    """

    id: str
    person: str
    topic: str
    earlier: str  # ids of statements
    later: str
    differs: ShiftKind
    status: ShiftStatus
    by: str
    at: str
    words: str | None = None
    history: tuple[ShiftDecision, ...] = ()  # what was decided before, the oldest first
    awaits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangedStatements:
    """A confirmed shift with its two statements, and where the words that differ stand in each passage."""

    shift: Shift
    earlier: Statement
    later: Statement
    lit_earlier: tuple[tuple[int, int], ...] = ()
    lit_later: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Coverage:
    """What an answer rests on.

    The first statement was made on `earliest`, or, where a date among them is open at its start
    (`earliest` is None), by `first_by`.
    """

    statements: int
    earliest: date | None
    first_by: date | None
    latest: date | None
    articles: int
    articles_in_library: int


@dataclass(frozen=True, slots=True)
class Suggestion:
    id: str
    label: str
    score: float
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class StatementCount:
    """An entry of a list with how many statements stand behind it."""

    id: str
    label: LocalizedText
    statements: int


@dataclass(frozen=True, slots=True)
class UncuratedPassage:
    """Words of an article that are no statement: text[start:end] of it is `passage`.

    `speaker` is whom the article itself has say them, by name; in `marked` \\x02 and \\x03 stand around the
    words that were found. `waits` where the article came in and no curator has taken it into the library.
    """

    article: ArticleRef
    passage: str
    start: int
    end: int
    speaker: str | None
    marked: str
    waits: bool


@dataclass(frozen=True, slots=True)
class QueryResult:
    """What the engine answers to a question about people, topics and dates.

    `statements` are in order of latest possible day, then place in the article. What only the
    widening of an uncertain date lets into since/until stands in `may_fall_outside`. On "nothing",
    `spoke_on` says what this person did speak on and `spoken_by` who did speak on this topic. On
    "ambiguous" and "unknown", `suggestions` says whom or what was perhaps meant, and `asked` which
    argument it is about ("person" or "topic") and what was typed. Where a topic stood for a person, or a
    person for a topic, `of_other_kind` is what was named.
    """

    command: str
    outcome: AnswerOutcome
    person: Person | None = None
    other: Person | None = None  # the second person of a comparison
    topic: Topic | None = None
    article: Article | None = None
    since: str | None = None
    until: str | None = None
    words: tuple[str, ...] = ()  # of a search
    day: tuple[int, int] | None = None  # month and day of an anniversary
    statements: tuple[Statement, ...] = ()
    may_fall_outside: tuple[Statement, ...] = ()
    coverage: Coverage | None = None
    brief: Brief | None = None
    newer_than_brief: tuple[str, ...] = ()
    spoke_on: tuple[StatementCount, ...] = ()
    spoken_by: tuple[StatementCount, ...] = ()
    asked: tuple[str, str] | None = None
    suggestions: tuple[Suggestion, ...] = ()
    of_other_kind: Suggestion | None = None
    note: str | None = None  # such as the years of an office: "NATO Secretary General 2009-2014"
    # Of a search: statement id, and its passage with \x02 and \x03 around the words that were found.
    marks: tuple[tuple[str, str], ...] = ()
    uncurated: tuple[UncuratedPassage, ...] = ()  # of a search of everything, beside the statements
    shifts: tuple[ChangedStatements, ...] = ()  # confirmed ones, of a position and of a person
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Library:
    """All that a checked library holds, resolved and in order."""

    root: str
    people: tuple[Person, ...]
    topics: tuple[Topic, ...]
    occasions: tuple[Occasion, ...]
    articles: tuple[Article, ...]
    statements: tuple[Statement, ...]
    briefs: tuple[Brief, ...]
    digest: str  # SHA-256 over the content hashes of all files
    files: tuple[tuple[str, int, int, str], ...] = ()  # relative path, mtime_ns, size, sha256
    shifts: tuple[Shift, ...] = ()
    dossiers: tuple[str, ...] = ()  # the file of each article, in the order of `articles`
