"""Pages of what is no list of answers: people, topics, names, numbers, one statement, a citation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.discord.answers.statement_block import context_text, render_statement
from bot.discord.answers.statement_card import source_address
from bot.discord.ui import (
    Block,
    Display,
    PagedAnswer,
    bold,
    latest_role,
    library_line,
    link,
    safe,
    safe_within,
    statement_count,
)
from bot.store import QuotedReply
from briefs.i18n import N_
from briefs.index import Registry
from briefs.log import LogPlace
from briefs.model import Article, Person, Statement
from briefs.names import Match
from briefs.query import QueryEngine
from briefs.query.questions import results
from briefs.render import citations, page_address, phrases
from briefs.text import span_in_words

_LINES = 20  # of a list on one page
_ORIGINAL = (200, 1_200)  # characters of what introduces the words of an original, and of these
_MOST_MATCHES = 8  # that a name which is not clear may mean
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
    """Everybody in the library, who said most first."""
    counts, language = registry.statements_by, display.language
    listed = sorted(registry.people, key=lambda p: (-counts[p.id], p.name.get(language)))
    lines = [person_line(person, registry, display) for person in listed]
    title = display.translator.gettext("People on record")
    return PagedAnswer(title, "", tuple(_chunks(lines)), library_line(registry, display.translator))


def person_line(person: Person, registry: Registry, display: Display) -> str:
    """Name, latest office and number of statements."""
    name = bold(safe_within(person.name.get(display.language), 120), display)
    role = latest_role(person, display)
    held = f", {safe_within(role, 100)}" if role else ""
    return f"{name}{held} · {statement_count(registry.statements_by[person.id], display.translator)}"


def topics_pages(registry: Registry, display: Display) -> PagedAnswer:
    """Every topic, the one with most statements first."""
    bearing, language = registry.statements_about, display.language
    listed = sorted(registry.topics, key=lambda t: (-bearing[t.id], t.pref_label.get(language)))
    labels = [(bold(safe_within(t.pref_label.get(language), 120), display), bearing[t.id]) for t in listed]
    lines = [f"{label} · {statement_count(n, display.translator)}" for label, n in labels]
    title = display.translator.gettext("Topics on record")
    return PagedAnswer(title, "", tuple(_chunks(lines)), library_line(registry, display.translator))


def _chunks(lines: Sequence[str]) -> Iterable[Block]:
    for start in range(0, len(lines), _LINES):
        yield Block("\n".join(lines[start : start + _LINES]))


def lookup_pages(engine: QueryEngine, answer: results.LookupAnswer, display: Display) -> PagedAnswer:
    """Whom or what a name stands for: one, several, or the nearest where nothing bears it."""
    translator, result = display.translator, answer.result
    shown = safe_within(answer.text, 80)
    if result.outcome == "one":
        title = translator.gettext("“{text}” means one", text=shown)
    elif result.outcome == "several":
        title = translator.gettext("“{text}” may mean several", text=shown)
    else:
        title = translator.gettext("“{text}” means nobody and nothing known", text=shown)
    matches = result.matches[:1] if result.outcome == "one" else result.matches[:_MOST_MATCHES]
    lines = [_match_line(engine, answer.kind, match, display) for match in matches]
    note = safe(result.note) if result.note else ""
    return PagedAnswer(title, note, (Block("\n".join(lines)),) if lines else ())


def _match_line(engine: QueryEngine, kind: str, match: Match, display: Display) -> str:
    if kind == "person":
        line = person_line(engine.people[match.id], engine.registry, display)
    else:
        label = bold(safe(engine.topics[match.id].pref_label.get(display.language)), display)
        line = f"{label} · {statement_count(engine.registry.statements_about[match.id], display.translator)}"
    note = f" · {safe(match.note)}" if match.note else ""
    return f"{line}{note} · `{match.id}`"


def stats_pages(registry: Registry, counts: Mapping[str, Mapping[str, int]], display: Display) -> PagedAnswer:
    """What the library holds, in numbers."""
    translator = display.translator
    lines = [
        translator.ngettext("{n} article", "{n} articles", registry.articles),
        statement_count(registry.statements, translator),
        translator.ngettext("{n} person or group", "{n} people and groups", len(registry.people)),
        translator.ngettext("{n} topic", "{n} topics", len(registry.topics)),
    ]
    if registry.first and registry.last:
        lines.append(span_in_words(registry.first, registry.last, translator))
    for name, numbers in counts.items():
        listed = ", ".join(f"{translator.gettext(_NUMBERS.get(key, key))} {n}" for key, n in numbers.items())
        lines.append(f"{bold(translator.gettext(_NUMBERS.get(name, name)) + ':', display)} {listed}")
    return PagedAnswer(
        translator.gettext("The library in numbers"),
        "\n".join(lines),
        footer=library_line(registry, translator),
    )


def statement_pages(
    statement: Statement,
    article: Article,
    display: Display,
    registry: Registry,
    replies: Sequence[QuotedReply],
    site: str | None = None,
    place: LogPlace | None = None,
) -> PagedAnswer:
    """One statement, the sentences around it, what became of it, its `place` in the log and its page."""
    translator = display.translator
    shown = render_statement(statement, display, replies=replies)
    blocks = [replace(shown, source=source_address(statement), proof=False)]
    blocks.append(
        Block(
            bold(translator.gettext("In its context"), display)
            + "\n"
            + context_text(statement, article, display)
        )
    )
    if original := phrases.original_words(statement, translator):
        label, words = (safe_within(text, most) for text, most in zip(original, _ORIGINAL, strict=True))
        blocks.append(Block(f"{bold(label, display)}\n{words}"))
    where = translator.gettext(
        "Characters {start} to {end} of {file}",
        start=statement.start,
        end=statement.end,
        file=f"`{article.file}`",
    )
    proof = [where, f"SHA-256 `{article.sha256}`"]
    if place is not None:
        told = phrases.log_entry(place.log, place.number, place.size, place.at, translator)
        proof.append(safe_within(told, _ORIGINAL[1]))
    blocks.append(Block("\n".join(proof)))
    if page := page_address(site, "statement", statement.id):
        blocks.append(Block(link(translator.gettext("Its page on the site"), page)))
    if statement.history:
        lines = [
            safe_within(f"{change.at[:10]}: {change.status}. {change.note or ''}", 300)
            for change in statement.history[-5:]
        ]
        blocks.append(Block("\n".join([bold(translator.gettext("What was changed"), display), *lines])))
    actions = frozenset({"report", "audit"})
    title = translator.gettext("One statement")
    return PagedAnswer(title, "", tuple(blocks), library_line(registry, translator), actions=actions)


def citation_pages(
    statement: Statement, form: str | None, display: Display, site: str | None = None
) -> PagedAnswer:
    """In code blocks, to be copied; with the statement's page where the library has a `site`."""
    forms = citations(statement, form, site)
    blocks = tuple(Block(f"{bold(safe(name), display)}\n{_code(text)}") for name, text in forms.items())
    return PagedAnswer(display.translator.gettext("To cite"), "", blocks)


def _code(text: str) -> str:
    """A code block; three backticks within the text would end it."""
    inner = text.replace("`", "ˋ")
    return f"```\n{inner[:2500]}\n```"
