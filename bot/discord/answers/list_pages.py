"""Decks of what is no list of answers: people, topics, numbers, one statement, a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.discord.answers.answer_pages import bold, library_line
from bot.discord.answers.statement_block import block, context_text
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.ui.markdown import safe, safe_within
from bot.discord.ui.pages import Block, Deck
from briefs.i18n import Words, mark
from briefs.index.reader import Catalogue
from briefs.model import Article, Person, Statement
from briefs.render.citation import citations

_LINES = 20  # of a list on one page
_NUMBERS = {
    "kind": mark("By kind"),
    "status": mark("By status"),
    "quotation": mark("quotation"),
    "reported": mark("reported"),
    "mixed": mark("mixed"),
    "fact": mark("fact"),
    "published": mark("published"),
    "draft": mark("draft"),
    "disputed": mark("disputed"),
    "withdrawn": mark("withdrawn"),
    "corrected": mark("corrected"),
}


def people_deck(catalogue: Catalogue, reader: Reader) -> Deck:
    listed = sorted(catalogue.people, key=lambda p: (-catalogue.said[p.id], p.name.get(reader.language)))
    lines = [person_line(person, catalogue, reader) for person in listed]
    title = reader.words.say("People on record")
    return Deck(title, "", tuple(_chunks(lines)), library_line(catalogue, reader.words))


def person_line(person: Person, catalogue: Catalogue, reader: Reader) -> str:
    name = bold(safe_within(person.name.get(reader.language), 120), reader)
    role = last_role(person, reader)
    held = f", {safe_within(role, 100)}" if role else ""
    return f"{name}{held} · {said_by(catalogue.said[person.id], reader.words)}"


def last_role(person: Person, reader: Reader) -> str | None:
    return person.roles[-1].title.get(reader.language) if person.roles else None


def said_by(n: int, words: Words) -> str:
    return words.say_n("{n} statement", "{n} statements", n)


def topics_deck(catalogue: Catalogue, reader: Reader) -> Deck:
    bearing, language = catalogue.bearing, reader.language
    listed = sorted(catalogue.topics, key=lambda t: (-bearing[t.id], t.pref_label.get(language)))
    labels = [(bold(safe_within(t.pref_label.get(language), 120), reader), bearing[t.id]) for t in listed]
    lines = [f"{label} · {said_by(n, reader.words)}" for label, n in labels]
    title = reader.words.say("Topics on record")
    return Deck(title, "", tuple(_chunks(lines)), library_line(catalogue, reader.words))


def _chunks(lines: Sequence[str]) -> Iterable[Block]:
    for start in range(0, len(lines), _LINES):
        yield Block("\n".join(lines[start : start + _LINES]))


def stats_deck(catalogue: Catalogue, tally: Mapping[str, Mapping[str, int]], reader: Reader) -> Deck:
    """What the library holds, in numbers."""
    words = reader.words
    lines = [
        words.say_n("{n} article", "{n} articles", catalogue.articles),
        said_by(catalogue.statements, words),
        words.say_n("{n} person or group", "{n} people and groups", len(catalogue.people)),
        words.say_n("{n} topic", "{n} topics", len(catalogue.topics)),
    ]
    if catalogue.first and catalogue.last:
        lines.append(f"{catalogue.first} – {catalogue.last}")
    for name, numbers in tally.items():
        listed = ", ".join(f"{words.say(_NUMBERS.get(key, key))} {n}" for key, n in numbers.items())
        lines.append(f"{bold(words.say(_NUMBERS.get(name, name)) + ':', reader)} {listed}")
    return Deck(words.say("The library in numbers"), "\n".join(lines), footer=library_line(catalogue, words))


def statement_deck(
    statement: Statement, article: Article, reader: Reader, catalogue: Catalogue, replies: Sequence[str]
) -> Deck:
    """One statement, the sentences around it, and what became of it."""
    words = reader.words
    blocks = [block(statement, reader, replies=replies)]
    blocks.append(
        Block(bold(words.say("In its context"), reader) + "\n" + context_text(statement, article, reader))
    )
    place = words.say(
        "Characters {start} to {end} of {file}",
        start=statement.start,
        end=statement.end,
        file=f"`{article.file}`",
    )
    blocks.append(Block(place))
    if statement.history:
        lines = [
            safe_within(f"{change.at[:10]}: {change.status}. {change.note or ''}", 300)
            for change in statement.history[-5:]
        ]
        blocks.append(Block("\n".join([bold(words.say("What was changed"), reader), *lines])))
    actions = frozenset({"report", "audit"})
    title = words.say("One statement")
    return Deck(title, "", tuple(blocks), library_line(catalogue, words), actions=actions)


def citation_deck(statement: Statement, form: str | None, reader: Reader) -> Deck:
    """In code blocks, to be copied; a citation of a withdrawn statement is refused."""
    if statement.status == "withdrawn":
        raise Refusal(mark("This statement was withdrawn and is not for citing."))
    forms = {name: text for name, text in citations(statement).items() if form in (None, name)}
    blocks = tuple(Block(f"{bold(safe(name), reader)}\n{_code(text)}") for name, text in forms.items())
    return Deck(reader.words.say("To cite"), "", blocks)


def _code(text: str) -> str:
    """A code block; three backticks within the text would end it."""
    inner = text.replace("`", "ˋ")
    return f"```\n{inner[:2500]}\n```"
