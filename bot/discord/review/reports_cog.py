"""Reporting an error: a form, the curators' decision, the outcome for whom reported, and replies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord

from bot.discord.answers.buttons import pick_statement
from bot.discord.answers.statement_block import block
from bot.discord.core.cog import Feature
from bot.discord.core.components import Press, PressButton, Style, view_of
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import parts_of, reply
from bot.discord.review.report_form import QUOTED, reason_in_words
from bot.discord.ui.fit import fit
from bot.discord.ui.markdown import safe_within
from bot.discord.ui.modals import DecisionForm, ReportForm
from bot.discord.ui.pages import AMBER, GREY, Card
from bot.store.reports import Report
from briefs.i18n import mark

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]


class Reports(Feature):
    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        for action in ("report", "accept", "showreply", "decline"):
            bot.presses.on(action, getattr(self, "report" if action == "report" else "decide"))
        self._untold: set[int] = set()

    async def cog_load(self) -> None:
        self._untold = {one.reporter_id for one in await self.bot.state.reports.untold() if one.reporter_id}
        self.bot.repertoire.replies = await self.bot.state.reports.all_replies()

    # The reader's side

    async def report(self, interaction: Pressed, press: Press) -> None:
        """A button under an answer: of several statements, which one; then the form."""
        shown = press.values or await self.bot.archive.shown(press.key)
        if not shown:
            await self.bot.answers.posted(press)
            raise Refusal(mark("This answer shows no statement."))
        reader = self.bot.reader(interaction)
        if len(shown) > 1:
            question = reader.words.say("Which statement is wrong?")
            await pick_statement(self.bot, interaction, Press("report", press.key), tuple(shown), question)
            return
        await interaction.response.send_modal(ReportForm(shown[0], reader, self.filed))

    async def filed(self, interaction: Pressed, statement_id: str, reason: str, text: str) -> None:
        report = await self.bot.state.reports.file(
            statement_id=statement_id,
            reporter_id=interaction.user.id,
            reason=reason,
            words=text,
            guild_id=interaction.guild_id,
        )
        words = self.bot.reader(interaction).words
        thanks = words.say(
            "Thank you. Your report {key} is kept; you will be told the outcome.", key=f"`{report.key}`"
        )
        await reply(interaction, content=thanks, ephemeral=True)
        self.bot.errands.run(self._show_curators(report), "showing a report to the curators")

    # The curators' side

    async def _show_curators(self, report: Report) -> None:
        """In the channel that the owner set for all servers, else in the server's own."""
        guild = self.bot.preferences.guild(report.guild_id) if report.guild_id else None
        channel_id = self.bot.config.curators_channel or (guild.curators_channel_id if guild else None)
        if channel_id is None:
            return
        channel = self.bot.get_channel(channel_id)
        home = getattr(getattr(channel, "guild", None), "id", None)
        reader = self.bot.preferences.reader(None, home, None)
        card = await self._card(report, reader)
        words = reader.words
        buttons = [PressButton(Press("accept", report.key), words.say("Accept"), Style.success)]
        if report.reason == QUOTED:
            buttons.append(
                PressButton(Press("showreply", report.key), words.say("Accept and show the reply"))
            )
        buttons.append(PressButton(Press("decline", report.key), words.say("Decline"), Style.danger))
        message_id = await self.bot.sender.post(channel_id, **_whole(card, reader), view=view_of(*buttons))
        if message_id is not None:
            await self.bot.state.reports.carded(report.key, channel_id, message_id)

    async def _card(self, report: Report, reader: Reader) -> Card:
        words = reader.words
        found = (await self.bot.shelf.desk.index.statements([report.statement_id])).get(report.statement_id)
        lines = [
            words.say("Reason") + f": {reason_in_words(report.reason, words)}",
            words.say("In the words of the reporter") + f": {safe_within(report.words, 1200)}",
            "",
            block(found, reader).text if found else f"`{report.statement_id}`",
        ]
        footer = words.say("report {key}", key=report.key)
        colour = AMBER
        if report.status != "open":
            state = words.say("Accepted") if report.status == "accepted" else words.say("Declined")
            lines.insert(0, f"{state}: {safe_within(report.outcome or '–', 500)}")
            colour = GREY
        return fit(Card(words.say("An error was reported"), "\n".join(lines), footer, colour), reader.plain)

    async def decide(self, interaction: Pressed, press: Press) -> None:
        """A curator's button: say why, in a form."""
        if not await self.bot.may_curate(interaction.user):
            raise Refusal(mark("Only curators whom the owner of this bot named decide about reports."))
        report = await self._open(press.key)
        reader = self.bot.reader(interaction)
        await interaction.response.send_modal(DecisionForm(report.key, press.action, reader, self.decided))

    async def _open(self, key: str) -> Report:
        report = await self.bot.state.reports.report(key)
        if report is None:
            raise Refusal(mark("This report is no longer kept."))
        if report.status != "open":
            raise Refusal(mark("Another curator was quicker: this report is decided."))
        return report

    async def decided(self, interaction: Pressed, key: str, action: str, outcome: str) -> None:
        report = await self._open(key)
        status: Any = "declined" if action == "decline" else "accepted"
        shown = report.words if action == "showreply" else None
        done = await self.bot.state.reports.decide(
            key, status, str(interaction.user.id), outcome or None, shown
        )
        if not done:
            raise Refusal(mark("Another curator was quicker: this report is decided."))
        report = await self.bot.state.reports.report(key) or report
        if shown:
            self.bot.repertoire.replies = await self.bot.state.reports.all_replies()
            self.bot.repertoire.renew()
        reader = self.bot.reader(interaction)
        card = await self._card(report, reader)
        await interaction.response.edit_message(**parts_of(card, reader), view=None)
        self.bot.errands.run(self._tell(report), "telling a reporter the outcome")

    # The outcome

    async def _tell(self, report: Report) -> None:
        """By direct message; who takes none is told when they next use the bot."""
        if report.reporter_id is None:
            return
        reader = self.bot.preferences.reader(report.reporter_id, report.guild_id, None)
        if await self.bot.sender.tell(report.reporter_id, content=self._outcome(report, reader)):
            await self.bot.state.reports.told(report.key)
        else:
            self._untold.add(report.reporter_id)

    def _outcome(self, report: Report, reader: Reader) -> str:
        words = reader.words
        if report.status == "accepted":
            said = words.say("Your report on {id} was accepted.", id=f"`{report.statement_id}`")
        else:
            said = words.say("Your report on {id} was declined.", id=f"`{report.statement_id}`")
        return f"{said}\n{safe_within(report.outcome, 1000)}" if report.outcome else said

    @Feature.listener("on_app_command_completion")
    async def tell_now(self, interaction: Pressed, command: object) -> None:
        if interaction.user.id not in self._untold:
            return
        self._untold.discard(interaction.user.id)
        reader = self.bot.reader(interaction)
        for report in await self.bot.state.reports.untold():
            if report.reporter_id == interaction.user.id and await self.bot.state.reports.told(report.key):
                await reply(interaction, content=self._outcome(report, reader), ephemeral=True)


def _whole(card: Card, reader: Reader) -> dict[str, Any]:
    """For a channel: absent parts are left out, not set to nothing."""
    return {name: value for name, value in parts_of(card, reader).items() if value}


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Reports(bot))
