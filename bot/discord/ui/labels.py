"""Short texts that name a person, a statement or the library: for lists, menus and footers."""

from __future__ import annotations

from bot.discord.ui.display import Display
from bot.discord.ui.limits import SELECT_DESCRIPTION, SELECT_LABEL
from bot.discord.ui.markdown import truncate
from briefs.i18n import Translator
from briefs.index import Registry
from briefs.model import Person, Statement
from briefs.query import QueryEngine
from briefs.text import date_in_words, fold_whitespace, in_words


def latest_role(person: Person, display: Display) -> str | None:
    """The title of the last office on file; None for a person without one."""
    return person.roles[-1].title.get(display.language) if person.roles else None


def statement_count(n: int, translator: Translator) -> str:
    """ "3 statements", in the plural form that the language has for `n`."""
    return translator.ngettext("{n} statement", "{n} statements", n)


def statement_choice(statement: Statement, display: Display) -> tuple[str, str]:
    """A statement as an entry of a menu: its label, when and who; its description, how it begins."""
    who = statement.speakers[0].name.get(display.language) if statement.speakers else ""
    when = in_words(statement.said, display.translator)
    return (
        truncate(f"{when} · {who}", SELECT_LABEL),
        truncate(fold_whitespace(statement.passage), SELECT_DESCRIPTION),
    )


def entity_label(engine: QueryEngine, role: str, id: str, display: Display) -> str:
    """The name of a person or topic; of one that is not known, the id as it was given."""
    if role == "person" and id in engine.people:
        return engine.people[id].name.get(display.language)
    return engine.topics[id].pref_label.get(display.language) if id in engine.topics else id


def entity_detail(engine: QueryEngine, role: str, id: str, display: Display) -> str:
    """What tells one person or topic from another of a like name: office and number of statements."""
    counted = engine.registry
    if role == "person" and id in engine.people:
        held = latest_role(engine.people[id], display)
        return " · ".join(
            part for part in (held, statement_count(counted.statements_by[id], display.translator)) if part
        )
    return statement_count(counted.statements_about.get(id, 0), display.translator)


def library_line(registry: Registry, translator: Translator) -> str:
    """ "library of 23 April 2013": the day its content last changed; "" where it tells of no day."""
    if registry.changed is None:
        return ""
    return translator.gettext("library of {date}", date=date_in_words(registry.changed, translator))
