"""A name that may mean several, or nobody: whoever asked picks the one that was meant."""

from __future__ import annotations

from bot.discord.answers.answer_pages import question_pages
from bot.discord.answers.responder import Responder, display_fields
from bot.discord.core import (
    ActionButton,
    ActionSelect,
    ComponentAction,
    InteractionOrContext,
    MessageItem,
    new_message_kwargs,
    option,
    send_reply,
    user_of,
)
from bot.discord.ui import Display, entity_detail, entity_label, limits, paginate
from bot.live_library import LiveLibrary
from briefs.query import NameNotResolved
from briefs.query.questions import Query

_SUGGESTED = 5  # buttons of one row


class Disambiguation:
    """Asks back through `send`; the press is answered as that of any answer's button."""

    def __init__(self, library: LiveLibrary, responder: Responder) -> None:
        self.library = library
        self.sent_answers = responder.sent_answers
        self.record_unanswered = responder.record_unanswered

    async def send(self, source: InteractionOrContext, unclear: NameNotResolved, display: Display) -> None:
        """Which of several is meant: a menu. Nobody of that name: the nearest as buttons."""
        answer, translator = unclear.answer, display.translator
        engine, role = self.library.engine, answer.asked[0] if answer.asked else "person"
        page = paginate(question_pages(answer, display), display.plain)[0]
        key = self.sent_answers.new_key()
        offered = answer.suggestions[: limits.SELECT_OPTIONS]
        items: list[MessageItem] = []
        if offered and answer.outcome == "ambiguous":
            options = [
                option(
                    entity_label(engine, role, s.id, display),
                    s.id,
                    entity_detail(engine, role, s.id, display),
                )
                for s in offered
            ]
            items.append(
                ActionSelect(ComponentAction("choose", key), translator.gettext("Pick one"), options)
            )
        elif offered:
            offered = offered[:_SUGGESTED]
            items += [
                ActionButton(
                    ComponentAction("choose", key, number), entity_label(engine, role, s.id, display)
                )
                for number, s in enumerate(offered)
            ]
        place = await send_reply(source, **new_message_kwargs(page, display, *items), ephemeral=True)
        asker = user_of(source).id
        if place is not None and items:
            asked_back = {"name": unclear.argument, "offered": " ".join(s.id for s in offered)}
            query = Query.of(answer.command, **unclear.arguments)
            self.sent_answers.keep(key, query, place, asker, (), display_fields(display) | asked_back)
        if answer.outcome == "unknown" and answer.asked and answer.of_other_kind is None:
            asked_for, text = answer.asked
            self.record_unanswered(asked_for, asker, **{asked_for: text})
