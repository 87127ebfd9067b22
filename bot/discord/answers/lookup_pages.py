"""Whom or what a name means, with how it was found."""

from __future__ import annotations

from bot.discord.answers.answer_pages import bold
from bot.discord.answers.list_pages import person_line, statement_count
from bot.discord.core.preferences import Display
from bot.discord.ui.markdown import safe, safe_within
from bot.discord.ui.pages import Block, PagedAnswer
from bot.live_library import LiveLibrary
from briefs.names import Match

_MOST = 8


def lookup_pages(library: LiveLibrary, kind: str, name: str, display: Display) -> PagedAnswer:
    translator, questions = display.translator, library.resolver
    result = questions.find_person(name) if kind == "person" else questions.find_topic(name)
    shown = safe_within(name, 80)
    if result.outcome == "one":
        title = translator.gettext("“{text}” means one", text=shown)
    elif result.outcome == "several":
        title = translator.gettext("“{text}” may mean several", text=shown)
    else:
        title = translator.gettext("“{text}” means nobody and nothing known", text=shown)
    matches = result.matches[:1] if result.outcome == "one" else result.matches[:_MOST]
    lines = [_line(library, kind, match, display) for match in matches]
    note = safe(result.note) if result.note else ""
    return PagedAnswer(title, note, (Block("\n".join(lines)),) if lines else ())


def _line(library: LiveLibrary, kind: str, match: Match, display: Display) -> str:
    engine = library.engine
    if kind == "person":
        line = person_line(engine.people[match.id], engine.registry, display)
    else:
        label = bold(safe(engine.topics[match.id].pref_label.get(display.language)), display)
        line = f"{label} · {statement_count(engine.registry.bearing[match.id], display.translator)}"
    note = f" · {safe(match.note)}" if match.note else ""
    return f"{line}{note} · `{match.id}`"
