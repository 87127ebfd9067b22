"""What is said about a statement or an answer, phrase by phrase, in the reader's language."""

from __future__ import annotations

from briefs.i18n import Words, mark
from briefs.model import Answer, ArticleRef, Coverage, Position, Statement
from briefs.text.dates import anniversary_in_words, date_in_words, in_words, span_in_words

_BASES = {
    "stated": mark("the article states the date"),
    "dateline": mark("dated by the article's dateline"),
    "weekday": mark("dated by the weekday in the text"),
    "inferred": mark("date inferred"),
    "outside": mark("date from outside evidence"),
}
_STATUSES = {
    "disputed": mark("Disputed"),
    "corrected": mark("Corrected"),
    "withdrawn": mark("Withdrawn"),
}


def folded(text: str) -> str:
    """A passage on one line: runs of white space become one space, nothing else changes."""
    return " ".join(text.split())


def coverage(found: Coverage, words: Words) -> str:
    """ "6 statements, 26 Oct 2011 to 23 Apr 2013, in 3 of 5 articles"; one is called one."""
    if found.statements == 1:
        count = words.say("One statement only")
    else:
        count = words.say_n("{n} statement", "{n} statements", found.statements)
    articles = words.say_n(
        "in {of} of {n} article", "in {of} of {n} articles", found.articles_in_library, of=found.articles
    )
    return f"{count}, {span(found, words)}, {articles}"


def span(found: Coverage, words: Words) -> str:
    if found.earliest is None and found.first_by and found.latest and found.first_by != found.latest:
        first, last = (date_in_words(day, words) for day in (found.first_by, found.latest))
        return words.say("from {first} or earlier to {last}", first=first, last=last)
    return span_in_words(found.earliest, found.latest, words)


def said(statement: Statement, words: Words) -> str:
    """When it was said, its uncertainty in words."""
    return in_words(statement.said, words)


def basis(statement: Statement, words: Words) -> str:
    """How the date is known, and why where that needs saying."""
    text = words.say(_BASES[statement.said_basis])
    return f"{text}: {statement.said_note}" if statement.said_note else text


def speakers(statement: Statement, words: Words) -> str:
    """Who spoke, each with the role held at that time; the publisher for a fact."""
    if not statement.speakers:
        return words.say(
            "{publisher}, in the article's own voice", publisher=publisher(statement.article, words)
        )
    named = []
    for speaker in statement.speakers:
        name = speaker.name.get(words.language)
        named.append(f"{name}, {speaker.role.get(words.language)}" if speaker.role else name)
    return (
        words.say("{first} and {last}", first=", ".join(named[:-1]), last=named[-1])
        if named[1:]
        else named[0]
    )


def publisher(article: ArticleRef, words: Words) -> str:
    return article.publisher or words.say("publisher not known")


def label(statement: Statement, words: Words) -> str | None:
    """What kind of words these are; None for a quotation, which its marks show."""
    if statement.kind == "quotation":
        return None
    if statement.kind == "mixed":
        return words.say("Reported, with quoted words")
    return words.say("The article states") if statement.kind == "fact" else words.say("Reported")


def passage(statement: Statement, words: Words) -> str:
    """The words on record: in quotation marks only where the article has them in marks."""
    text = folded(statement.passage)
    if statement.kind != "quotation":
        return text
    return f"«{text}»" if words.language == "ru" else f"“{text}”"


def source(statement: Statement, words: Words) -> str:
    return f"{publisher(statement.article, words)}, {title(statement.article, words)}"


def account(first: Statement, other: Statement, words: Words) -> str:
    """What introduces another article's account of the utterance that stands above."""
    if copied(first, other):
        return words.say("Word for word also in")
    label_of = label(other, words)
    kind = f", {label_of[0].lower()}{label_of[1:]}" if label_of else ""
    return words.say("The same, in {publisher}", publisher=publisher(other.article, words)) + kind


def copied(first: Statement, other: Statement) -> bool:
    """Whether two accounts of one utterance have the same words; case and marks do not matter."""
    one, two = ("".join(c for c in each.passage.lower() if c.isalnum()) for each in (first, other))
    return one == two


def title(article: ArticleRef, words: Words) -> str:
    shown = folded(article.title)
    return words.say("{title} (our title)", title=shown) if article.title_derived else shown


def notes(statement: Statement, words: Words) -> list[str]:
    """What a reader must know besides: status, refusal, whose English, who carried it, the original."""
    found = []
    if statement.status in _STATUSES:
        found.append(_status(statement, words))
    if statement.stance == "declined":
        found.append(words.say("Declined to say."))
    if statement.english_by:
        found.append(words.say("In the English of {publisher}.", publisher=statement.english_by))
    if statement.carried_by:
        found.append(words.say("As carried by {carrier}.", carrier=statement.carried_by))
    if statement.original:
        found.append(_original(statement, words))
    if statement.about:
        found.append(words.say("Speaks about {date}.", date=in_words(statement.about, words)))
    return found


def _status(statement: Statement, words: Words) -> str:
    status = words.say(_STATUSES[statement.status])
    note = next((change.note for change in reversed(statement.history) if change.note), None)
    return f"{status}: {note}" if note else f"{status}."


def _original(statement: Statement, words: Words) -> str:
    original = statement.original
    assert original is not None
    if original.said is None:
        return words.say("Stands also in: {source}.", source=original.source)
    when = in_words(original.said, words)
    return words.say("Stands also in: {source}, {date}.", source=original.source, date=when)


def as_of(brief: Position, words: Words) -> str:
    """The last day that a brief knows of; a date that is open before it is named by that day."""
    latest = brief.as_of.latest
    return date_in_words(latest, words) if latest else in_words(brief.as_of, words)


def awaits(brief: Position, words: Words) -> str:
    """Instead of the sentences of a brief that no longer stands as it is."""
    return words.say(
        "The brief awaits its curator: it rests on what was revised since ({ids}).",
        ids=", ".join(brief.awaits),
    )


def heading(answer: Answer, words: Words) -> str:
    """What an answer is about."""
    found = _subject(answer, words)
    if not answer.words:
        return found or words.say("On record")
    asked = f"“{' '.join(answer.words)}”"
    return f"{found}: {asked}" if found else asked


def _subject(answer: Answer, words: Words) -> str | None:
    person = answer.person.name.get(words.language) if answer.person else None
    other = answer.other.name.get(words.language) if answer.other else None
    topic = answer.topic.pref_label.get(words.language) if answer.topic else None
    if person and other and topic:
        return words.say("{person} and {other} on {topic}", person=person, other=other, topic=topic)
    if person and topic:
        return words.say("{person} on {topic}", person=person, topic=topic)
    if answer.article:
        return folded(answer.article.title)
    if answer.day:
        return words.say("{day}, in any year", day=anniversary_in_words(*answer.day, words))
    return person or topic


def nothing(answer: Answer, words: Words) -> str:
    """ "Nothing on record", which is not the same as neutral."""
    return words.say("Nothing on record for {what}.", what=heading(answer, words))


def asked_back(answer: Answer, words: Words) -> str:
    """The question back, or the news that nobody of that name is known."""
    role, text = answer.asked or ("person", "")
    if answer.outcome == "ambiguous":
        if role == "topic":
            return words.say("“{text}” may be several topics. Which one?", text=text)
        return words.say("“{text}” may be several people. Who is meant?", text=text)
    if role == "topic":
        return words.say("No topic is known as “{text}”.", text=text)
    return words.say("Nobody is known as “{text}”.", text=text)
