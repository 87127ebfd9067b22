"""All statements of a briefing that was posted, for whoever reads on: page by page, or the proof of one."""

from __future__ import annotations

from bot.discord.answers import Answers, require_known, statement_blocks
from bot.discord.briefings.message import ALL, ONE
from bot.discord.core import ComponentAction, Core, Interaction
from bot.discord.ui import BLUE, Display, PagedAnswer, library_line
from briefs.query.questions import Query

_DELIVERED = "delivered"  # a question of its own: what is asked for is the key of a briefing
_ON_A_PAGE = 3  # statements


class DeliveredBriefings:
    """Answers the menu and the button under a briefing's card; only whoever pressed sees it."""

    def __init__(self, core: Core, answers: Answers) -> None:
        self.core = core
        self.library = core.library
        self.answers = answers
        answers.queries.register(_DELIVERED, self._pages)
        core.components.on(ALL, self.all)
        core.components.on(ONE, self.one, "statement")

    async def all(self, interaction: Interaction, action: ComponentAction) -> None:
        """Every statement of it, as the library has it now."""
        display = self.core.display_for(interaction)
        query = Query.of(_DELIVERED, briefing=action.key)
        await self.answers.responder.respond(interaction, query, display, ephemeral=True)

    async def one(self, interaction: Interaction, action: ComponentAction) -> None:
        """The receipt of the statement that was chosen."""
        query = Query.of("statement", statement=action.values[0])
        display = self.core.display_for(interaction)
        await self.answers.responder.respond(interaction, query, display, ephemeral=True)

    async def _pages(self, query: Query, display: Display) -> PagedAnswer:
        """Raises LocalizedUserError for a briefing that was forgotten."""
        ids = require_known(await self.answers.sent_answers.statements_in(query["briefing"]))
        known = await self.library.engine.find_statements(ids)
        found = [known[id] for id in ids if id in known]
        return PagedAnswer(
            display.translator.gettext("All statements of the briefing"),
            "",
            statement_blocks(found, display),
            library_line(self.library.engine.registry, display.translator),
            BLUE,
            most=_ON_A_PAGE,
        )
