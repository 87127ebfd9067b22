"""Decks of what is no list of answers: people, topics, numbers, one statement, a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.discord.answers.answer_pages import bold, library_line
from bot.discord.answers.statement_block import context_text, statement_block
from bot.discord.core.preferences import Display
from bot.discord.core.refusal import LocalizedUserError
from bot.discord.ui.markdown import safe, safe_within
from bot.discord.ui.pages import Block, PagedAnswer
from briefs.i18n import N_, Translator
from briefs.index.reader import Registry
from briefs.model import Article, Person, Statement
from briefs.render.citation import citations

_LINES = 20  # of a list on one page
_NUMBERS = {
    "kind": N_("By kind"),
    "status": N_("By status"),
    "quotation": N_("quotation"),
    "reported": N_("reported"),
    "mixed": N_("mixed"),
    "fact": N_("fact"),
    "published": N_("published"),
    "draft": N_("draft"),
    "disputed": N_("disputed"),
    "withdrawn": N_("withdrawn"),
    "corrected": N_("corrected"),
}


def people_pages(registry: Registry, display: Display) -> PagedAnswer:
    listed = sorted(registry.people, key=lambda p: (-registry.said[p.id], p.name.get(display.language)))
    lines = [person_line(person, registry, display) for person in listed]
    title = display.translator.gettext("People on record")
    return PagedAnswer(title, "", tuple(_chunks(lines)), library_line(registry, display.translator))


def person_line(person: Person, registry: Registry, display: Display) -> str:
    name = bold(safe_within(person.name.get(display.language), 120), display)
    role = latest_role(person, display)
    held = f", {safe_within(role, 100)}" if role else ""
    return f"{name}{held} · {statement_count(registry.said[person.id], display.translator)}"


def latest_role(person: Person, display: Display) -> str | None:
    return person.roles[-1].title.get(display.language) if person.roles else None


def statement_count(n: int, translator: Translator) -> str:
    return translator.ngettext("{n} statement", "{n} statements", n)


def topics_pages(registry: Registry, display: Display) -> PagedAnswer:
    bearing, language = registry.bearing, display.language
    listed = sorted(registry.topics, key=lambda t: (-bearing[t.id], t.pref_label.get(language)))
    labels = [(bold(safe_within(t.pref_label.get(language), 120), display), bearing[t.id]) for t in listed]
    lines = [f"{label} · {statement_count(n, display.translator)}" for label, n in labels]
    title = display.translator.gettext("Topics on record")
    return PagedAnswer(title, "", tuple(_chunks(lines)), library_line(registry, display.translator))


def _chunks(lines: Sequence[str]) -> Iterable[Block]:
    for start in range(0, len(lines), _LINES):
        yield Block("\n".join(lines[start : start + _LINES]))


def stats_pages(registry: Registry, tally: Mapping[str, Mapping[str, int]], display: Display) -> PagedAnswer:
    """What the library holds, in numbers."""
    translator = display.translator
    lines = [
        translator.ngettext("{n} article", "{n} articles", registry.articles),
        statement_count(registry.statements, translator),
        translator.ngettext("{n} person or group", "{n} people and groups", len(registry.people)),
        translator.ngettext("{n} topic", "{n} topics", len(registry.topics)),
    ]
    if registry.first and registry.last:
        lines.append(f"{registry.first} – {registry.last}")
    for name, numbers in tally.items():
        listed = ", ".join(f"{translator.gettext(_NUMBERS.get(key, key))} {n}" for key, n in numbers.items())
        lines.append(f"{bold(translator.gettext(_NUMBERS.get(name, name)) + ':', display)} {listed}")
    return PagedAnswer(
        translator.gettext("The library in numbers"),
        "\n".join(lines),
        footer=library_line(registry, translator),
    )


def statement_pages(
    statement: Statement, article: Article, display: Display, registry: Registry, replies: Sequence[str]
) -> PagedAnswer:
    """One statement, the sentences around it, and what became of it."""
    translator = display.translator
    blocks = [statement_block(statement, display, replies=replies)]
    blocks.append(
        Block(
            bold(translator.gettext("In its context"), display)
            + "\n"
            + context_text(statement, article, display)
        )
    )
    place = translator.gettext(
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
        blocks.append(Block("\n".join([bold(translator.gettext("What was changed"), display), *lines])))
    actions = frozenset({"report", "audit"})
    title = translator.gettext("One statement")
    return PagedAnswer(title, "", tuple(blocks), library_line(registry, translator), actions=actions)


def citation_pages(statement: Statement, form: str | None, display: Display) -> PagedAnswer:
    """In code blocks, to be copied; a citation of a withdrawn statement is refused."""
    if statement.status == "withdrawn":
        raise LocalizedUserError(N_("This statement was withdrawn and is not for citing."))
    forms = {name: text for name, text in citations(statement).items() if form in (None, name)}
    blocks = tuple(Block(f"{bold(safe(name), display)}\n{_code(text)}") for name, text in forms.items())
    return PagedAnswer(display.translator.gettext("To cite"), "", blocks)


def _code(text: str) -> str:
    """A code block; three backticks within the text would end it."""
    inner = text.replace("`", "ˋ")
    return f"```\n{inner[:2500]}\n```"
