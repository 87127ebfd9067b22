"""Whom or what a name means, with how it was found."""

from __future__ import annotations

from bot.discord.answers.answer_pages import bold
from bot.discord.answers.list_pages import person_line, said_by
from bot.discord.core.preferences import Reader
from bot.discord.ui.markdown import safe, safe_within
from bot.discord.ui.pages import Block, Deck
from bot.live_library import Shelf
from briefs.names import Match

_MOST = 8


def lookup_deck(shelf: Shelf, kind: str, name: str, reader: Reader) -> Deck:
    words, questions = reader.words, shelf.questions
    result = questions.find_person(name) if kind == "person" else questions.find_topic(name)
    shown = safe_within(name, 80)
    if result.outcome == "one":
        title = words.say("“{text}” means one", text=shown)
    elif result.outcome == "several":
        title = words.say("“{text}” may mean several", text=shown)
    else:
        title = words.say("“{text}” means nobody and nothing known", text=shown)
    matches = result.matches[:1] if result.outcome == "one" else result.matches[:_MOST]
    lines = [_line(shelf, kind, match, reader) for match in matches]
    note = safe(result.note) if result.note else ""
    return Deck(title, note, (Block("\n".join(lines)),) if lines else ())


def _line(shelf: Shelf, kind: str, match: Match, reader: Reader) -> str:
    desk = shelf.desk
    if kind == "person":
        line = person_line(desk.people[match.id], desk.catalogue, reader)
    else:
        label = bold(safe(desk.topics[match.id].pref_label.get(reader.language)), reader)
        line = f"{label} · {said_by(desk.catalogue.bearing[match.id], reader.words)}"
    note = f" · {safe(match.note)}" if match.note else ""
    return f"{line}{note} · `{match.id}`"
