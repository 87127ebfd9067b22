"""Phrases about a statement or an answer, in the reader's language: all renderers say the same."""

from __future__ import annotations

from datetime import date, datetime

from briefs.i18n import N_, Translator
from briefs.model import ArticleRef, Brief, Coverage, QueryResult, Statement, Status, UncuratedPassage
from briefs.text import (
    anniversary_in_words,
    date_in_words,
    fold_whitespace,
    in_words,
    parse_edtf,
    span_in_words,
)

# How a date is known, see `said_basis` in briefs.model.
_BASES = {
    "stated": N_("the article states the date"),
    "dateline": N_("dated by the article's dateline"),
    "weekday": N_("dated by the weekday in the text"),
    "inferred": N_("date inferred"),
    "outside": N_("the date is known from another source"),
}
# What stands before a statement's note; a published one needs no such word.
_STATUSES = {
    "disputed": N_("Disputed"),
    "corrected": N_("Corrected"),
    "withdrawn": N_("Withdrawn"),
}


def coverage(found: Coverage, translator: Translator) -> str:
    """ "6 statements, 26 Oct 2011 to 23 Apr 2013, in 3 of 5 articles"; one is called one."""
    # "One statement only": a reader must not take a single statement for a position.
    if found.statements == 1:
        count = translator.gettext("One statement only")
    else:
        count = translator.ngettext("{n} statement", "{n} statements", found.statements)
    articles = translator.ngettext(
        "in {of} of {n} article", "in {of} of {n} articles", found.articles_in_library, of=found.articles
    )
    return f"{count}, {span(found, translator)}, {articles}"


def span(found: Coverage, translator: Translator) -> str:
    """The days that the statements cover; "or earlier" where the first date is open at its start."""
    # The earliest statement may be dated "by 26 October 2011" only: no first day, but a last possible one.
    if found.earliest is None and found.first_by and found.latest and found.first_by != found.latest:
        first, last = (date_in_words(day, translator) for day in (found.first_by, found.latest))
        return translator.gettext("from {first} or earlier to {last}", first=first, last=last)
    return span_in_words(found.earliest, found.latest, translator)


def date_phrase(statement: Statement, translator: Translator) -> str:
    """When it was said, its uncertainty in words."""
    return in_words(statement.said, translator)


def date_basis_phrase(statement: Statement, translator: Translator) -> str:
    """How the date is known, and why where that needs saying."""
    return basis_in_words(statement.said_basis, statement.said_note, translator)


def basis_in_words(basis: str, note: str | None, translator: Translator) -> str:
    """The same of a statement that is none yet."""
    text = translator.gettext(_BASES.get(basis, basis))
    return f"{text}: {note}" if note else text


def speakers(statement: Statement, translator: Translator) -> str:
    """Who spoke, each with the role held at that time; for a fact, which nobody said, the publisher."""
    if not statement.speakers:
        return translator.gettext(
            "{publisher}, in the article's own voice", publisher=publisher(statement.article, translator)
        )
    named = []
    for speaker in statement.speakers:
        name = speaker.name.get(translator.language)
        named.append(f"{name}, {speaker.role.get(translator.language)}" if speaker.role else name)
    return (
        translator.gettext("{first} and {last}", first=", ".join(named[:-1]), last=named[-1])
        if named[1:]
        else named[0]
    )


def publisher(article: ArticleRef, translator: Translator) -> str:
    """Who published the article, or that it is not known."""
    return article.publisher or translator.gettext("publisher not known")


def label(statement: Statement, translator: Translator) -> str | None:
    """What kind of words these are; None for a quotation, which its marks show."""
    if statement.kind == "quotation":
        return None
    if statement.kind == "mixed":
        return translator.gettext("Reported, with quoted words")
    return (
        translator.gettext("The article states")
        if statement.kind == "fact"
        else translator.gettext("Reported")
    )


def passage(statement: Statement, translator: Translator) -> str:
    """The words on record: in quotation marks only where the article has them in marks."""
    # Reported speech never gets marks: a reader would take the article's words for the speaker's.
    text = fold_whitespace(statement.passage)
    if statement.kind != "quotation":
        return text
    return f"«{text}»" if translator.language == "ru" else f"“{text}”"


def not_curated(translator: Translator) -> str:
    """What stands above passages that are no statements."""
    return translator.gettext("Not curated, the speaker as the article has it:")


def where_uncurated(found: UncuratedPassage, translator: Translator) -> str:
    """Publisher, title and day of the article where the words stand, and whether it waits for a curator."""
    article = found.article
    where = f"{publisher(article, translator)}, {title(article, translator)}"
    where = f"{where}, {article.published}" if article.published else where
    return translator.gettext("{where} (waits for a curator)", where=where) if found.waits else where


def source(statement: Statement, translator: Translator) -> str:
    """Publisher and title of the article in which the statement stands."""
    return f"{publisher(statement.article, translator)}, {title(statement.article, translator)}"


def account_phrase(first: Statement, other: Statement, translator: Translator) -> str:
    """What introduces another article's account of the utterance that stands above."""
    if is_copy(first, other):
        return translator.gettext("Word for word also in")
    label_of = label(other, translator)
    # The label goes on a sentence here ("The same, in RFE/RL, reported"), hence its small letter.
    kind = f", {label_of[0].lower()}{label_of[1:]}" if label_of else ""
    return (
        translator.gettext("The same, in {publisher}", publisher=publisher(other.article, translator)) + kind
    )


def is_copy(first: Statement, other: Statement) -> bool:
    """Whether two accounts of one utterance have the same words; case and marks do not matter."""
    one, two = ("".join(c for c in each.passage.lower() if c.isalnum()) for each in (first, other))
    return one == two


def title(article: ArticleRef, translator: Translator) -> str:
    """The article's title on one line; one that the library made up, as the page had none, says so."""
    shown = fold_whitespace(article.title)
    return translator.gettext("{title} (our title)", title=shown) if article.title_derived else shown


def source_url(statement: Statement) -> str | None:
    """The article's address; of a recording, at the second at which the words begin."""
    url = statement.article.url
    if url is None or statement.second is None:
        return url
    address, mark, part = url.partition("#")
    joint = "&" if "?" in address else "?"
    return f"{address}{joint}t={int(statement.second)}{mark}{part}"


def notes(statement: Statement, translator: Translator, briefly: bool = False) -> list[str]:
    """What a reader must know besides: status, refusal, where it comes from, whose English, the original.

    `briefly` only what would mislead if it were left out: status, refusal and what became of the source.
    """
    found = []
    if statement.status in _STATUSES:
        found.append(_status(statement, translator))
    if statement.stance == "declined":
        found.append(translator.gettext("Declined to say."))
    if statement.taken_from and not briefly:
        found.append(translator.gettext("From a transcript."))
    if statement.english_by and not briefly:
        found.append(translator.gettext("In the English of {publisher}.", publisher=statement.english_by))
    if statement.carried_by and not briefly:
        found.append(translator.gettext("As carried by {carrier}.", carrier=statement.carried_by))
    if statement.source_state:
        found.append(source_phrase(statement, translator))
    if statement.original and not briefly:
        found.append(_original(statement, translator))
    if statement.about and not briefly:
        found.append(translator.gettext("Speaks about {date}.", date=in_words(statement.about, translator)))
    return found


def status_word(status: Status, translator: Translator) -> str:
    """ "Corrected": what a statement was made into."""
    return translator.gettext(_STATUSES.get(status, N_("On record")))


def _status(statement: Statement, translator: Translator) -> str:
    status = status_word(statement.status, translator)
    # The last change that says why is the reason for the status that the statement has now.
    note = next((change.note for change in reversed(statement.history) if change.note), None)
    return f"{status}: {note}" if note else f"{status}."


def source_phrase(statement: Statement, translator: Translator) -> str:
    """That the article's page no longer has these words, and how it reads now where it has others."""
    seen = statement.source_seen
    when = in_words(parse_edtf(seen), translator) if seen else ""
    if statement.source_state == "reworded" and statement.source_now:
        now = fold_whitespace(statement.source_now)
        text = translator.gettext(
            "Since this was recorded its page was changed; it now reads: {words}", words=now
        )
    elif statement.source_state == "reworded":
        text = translator.gettext("Since this was recorded its page was changed.")
    else:
        text = translator.gettext(
            "Its page no longer has these words; they stand here as they were published."
        )
    noticed = translator.gettext("Seen {date}.", date=when)
    return f"{text} {noticed}" if when else text


def original_words(statement: Statement, translator: Translator) -> tuple[str, str] | None:
    """What introduces the words as their source has them, and these; None where the library has none."""
    original = statement.original
    if original is None or not original.text:
        return None
    words = fold_whitespace(original.text)
    if is_translated(statement):
        return translator.gettext("In the original, as in {source}:", source=original.source), words
    return translator.gettext("As it stands in {source}:", source=original.source), words


def log_entry(log: str, number: int, size: int, at: str, translator: Translator) -> str:
    """Which entry of a log is on a statement, `at` an ISO date-time."""
    day = date_in_words(datetime.fromisoformat(at).date(), translator)
    return translator.gettext(
        "Entry {number} of {size} in the log {name}, made on {day}.",
        number=number, size=size, name=log, day=day,
    )  # fmt: skip


def is_translated(statement: Statement) -> bool:
    """Whether the library has the words in the language of their speaker, and the article in another."""
    language = statement.original.language if statement.original else None
    return language is not None and language != statement.article.language


def _original(statement: Statement, translator: Translator) -> str:
    original = statement.original
    assert original is not None
    if original.said is None:
        return translator.gettext("Stands also in: {source}.", source=original.source)
    when = in_words(original.said, translator)
    return translator.gettext("Stands also in: {source}, {date}.", source=original.source, date=when)


def as_of(brief: Brief, translator: Translator) -> str:
    """The last day that a brief knows of; a date that is open before it is named by that day."""
    latest = brief.as_of.latest
    return date_in_words(latest, translator) if latest else in_words(brief.as_of, translator)


def awaits_curator(brief: Brief, translator: Translator) -> str:
    """Instead of the sentences of a brief that no longer stands as it is."""
    return translator.gettext(
        "The brief awaits its curator: it rests on what was revised since ({ids}).",
        ids=", ".join(brief.awaits),
    )


def heading(answer: QueryResult, translator: Translator) -> str:
    """What an answer is about."""
    found = _subject(answer, translator)
    # A search has words beside its person or topic, or nothing else.
    if not answer.words:
        return found or translator.gettext("On record")
    asked = f"“{' '.join(answer.words)}”"
    return f"{found}: {asked}" if found else asked


def _subject(answer: QueryResult, translator: Translator) -> str | None:
    person = answer.person.name.get(translator.language) if answer.person else None
    other = answer.other.name.get(translator.language) if answer.other else None
    topic = answer.topic.pref_label.get(translator.language) if answer.topic else None
    if person and other and topic:
        return translator.gettext("{person} and {other} on {topic}", person=person, other=other, topic=topic)
    if person and topic:
        return translator.gettext("{person} on {topic}", person=person, topic=topic)
    if answer.article:
        return fold_whitespace(answer.article.title)
    if answer.day:
        return translator.gettext("{day}, in any year", day=anniversary_in_words(*answer.day, translator))
    return person or topic


def nothing_found(answer: QueryResult, translator: Translator) -> str:
    """ "Nothing on record", which is not the same as neutral; of which days, where some were asked about."""
    asked = ", ".join(filter(None, (heading(answer, translator), days_asked(answer, translator))))
    return translator.gettext("Nothing on record for {what}.", what=asked)


def days_asked(answer: QueryResult, translator: Translator) -> str:
    """The days to which the question was limited, as "May 2013 and later" or "2013"; "" for all days."""
    since, until = (date.fromisoformat(day) if day else None for day in (answer.since, answer.until))
    if since and (since, until) == (date(since.year, 1, 1), date(since.year, 12, 31)):
        return str(since.year)
    if since and not until and since.day == 1:  # whoever names a month, or a year, names no day
        begun = parse_edtf(str(since.year) if since.month == 1 else since.isoformat()[:7])
        return translator.gettext("{date} and later", date=in_words(begun, translator))
    return span_in_words(since, until, translator) if since or until else ""


def disambiguation(answer: QueryResult, translator: Translator) -> str:
    """The question back, or the news that nobody of that name is known."""
    role, text = answer.asked or ("person", "")
    if answer.outcome == "ambiguous":
        if role == "topic":
            return translator.gettext("“{text}” may be several topics. Which one?", text=text)
        return translator.gettext("“{text}” may be several people. Who is meant?", text=text)
    if answer.of_other_kind:
        name = answer.of_other_kind.label
        if role == "topic":
            return translator.gettext("“{text}” is no topic: {name} is a person.", text=text, name=name)
        return translator.gettext("“{text}” is no person: {name} is a topic.", text=text, name=name)
    if role == "topic":
        return translator.gettext("No topic is known as “{text}”.", text=text)
    return translator.gettext("Nobody is known as “{text}”.", text=text)
