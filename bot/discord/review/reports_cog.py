"""Reporting an error: a form, the curators' decision, the outcome for whom reported, and replies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from bot.discord.answers import Answers, choose_statement
from bot.discord.core import (
    BaseCog,
    ComponentAction,
    Core,
    FormInput,
    FormPage,
    Interaction,
    LocalizedUserError,
    is_message,
    look_of,
    message_kwargs,
    new_message_kwargs,
    require_filled,
    send_reply,
    standing_look,
)
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.report_card import outcome_text, report_buttons, report_page
from bot.discord.review.report_form import QUOTED, decision_form, report_form
from bot.discord.ui import Display, Page
from bot.store import CapReached, Report
from briefs.i18n import N_

_TOO_MANY = {
    "twice": N_("Your report on this statement waits for the curators already."),
    "user": N_("You have filed {most} reports within a day, which is the most. Please go on tomorrow."),
    "server": N_(
        "{most} reports came from this server within a day, which is the most. Please go on tomorrow."
    ),
    "statement": N_("{most} reports on this statement wait for the curators already: they will look at it."),
}
_UNCHECKED = N_("Please say how you checked that it is them: readers see it beside the reply.")


class ReportsCog(BaseCog):
    """The button “Report an error”, and the curators' buttons under the report."""

    def __init__(self, core: Core, answers: Answers, channel: ReviewChannel) -> None:
        super().__init__(core)
        self.library = core.library
        self.background = core.background
        self.preferences = core.preferences
        self.messenger = core.messenger
        self.reports = core.store.reports
        self.queries = answers.queries
        self.responder = answers.responder
        self.sent_answers = answers.sent_answers
        self.channel = channel
        core.components.on("report", self.report)
        core.forms.on("report", self.report_form, self.file_report)
        for action in ("accept", "showreply", "decline"):
            core.components.on(action, self.decide)
            core.forms.on(action, partial(self.decision_form, action), partial(self.save_decision, action))
        self._not_notified: set[int] = set()  # ids of users whose outcome waits for their next command

    async def cog_load(self) -> None:
        """Read what earlier runs left: outcomes that nobody was told, and replies that are shown."""
        self._not_notified = {
            one.reporter_id for one in await self.reports.without_notification() if one.reporter_id
        }
        self.queries.show_replies(await self.reports.all_replies())

    # The reader's side

    async def report(self, interaction: Interaction, action: ComponentAction) -> None:
        """A button under an answer: of several statements, which one; then the form."""
        if not action.values:
            await self.responder.find_answer(interaction, action)
        question = N_("Which statement is wrong?")
        id = await choose_statement(self.core, self.sent_answers, interaction, action, question)
        if id is not None:
            await self.core.forms.open(interaction, "report", id)

    async def report_form(self, interaction: Interaction, id: str, typed: FormInput | None) -> FormPage:
        """Raises LocalizedUserError where it would be filled in in vain."""
        with _told_in_words():
            await self.reports.check_caps(id, interaction.user.id, interaction.guild_id)
        return report_form(typed, self.core.display_for(interaction))

    async def file_report(self, interaction: Interaction, statement_id: str, typed: FormInput) -> None:
        """The form is sent: keep the report, say so, and show it to the curators meanwhile."""
        reason, name = typed.text("reason"), None
        if reason == QUOTED:
            name = require_filled(
                typed, "name", N_("Please name yourself: the curators have to know whose reply it is.")
            )
        with _told_in_words():
            report = await self.reports.file(
                statement_id=statement_id,
                reporter_id=interaction.user.id,
                reason=reason,
                words=typed.text("words"),
                guild_id=interaction.guild_id,
                claimed_name=name,
            )
        translator = self.core.display_for(interaction).translator
        thanks = translator.gettext(
            "Thank you. Your report {key} is kept; you will be told the outcome.", key=f"`{report.key}`"
        )
        await send_reply(interaction, content=thanks, ephemeral=True)
        self.background.add_task(self._show_curators(report), "showing a report to the curators")

    # The curators' side

    async def _show_curators(self, report: Report) -> None:
        """Post the card of a report with its buttons, where there is a channel for it."""
        channel_id = self.channel.id_for(report.guild_id)
        if channel_id is None:
            return
        display = self.channel.display(channel_id)
        card = new_message_kwargs(
            await self._report_page(report, display), display, *report_buttons(report, display)
        )
        message_id = await self.messenger.send(channel_id, **card)
        if message_id is not None:
            await self.reports.card_posted(report.key, channel_id, message_id)

    async def _report_page(self, report: Report, display: Display) -> Page:
        known = await self.library.engine.find_statements([report.statement_id])
        return report_page(report, known.get(report.statement_id), display)

    @BaseCog.listener("on_user_forgotten")
    async def clear_cards(self, user_id: int, keys: tuple[str, ...]) -> None:
        """Who deleted their data reported these: their words leave the cards, the buttons stay."""
        self._not_notified.discard(user_id)
        for report in [await self.reports.report(key) for key in keys]:
            if report is not None:
                await self._renew_card(report)

    async def _renew_card(self, report: Report) -> None:
        """The curators' card as the report is now."""
        if report.channel_id is None or report.message_id is None:
            return
        place, message_id = report.channel_id, report.message_id
        display = await standing_look(self.messenger, place, message_id, self.channel.display(place))
        card = message_kwargs(
            await self._report_page(report, display), display, *report_buttons(report, display)
        )
        await self.messenger.edit(place, message_id, **card)

    async def decide(self, interaction: Interaction, action: ComponentAction) -> None:
        """A curator's button: say why, in a form."""
        await self.core.forms.open(interaction, action.action, action.key)

    async def decision_form(
        self, action: str, interaction: Interaction, key: str, typed: FormInput | None
    ) -> FormPage:
        """Raises LocalizedUserError for who is no curator, and where it is decided."""
        await self._require_curator(interaction)
        await self._open_report(key)
        return decision_form(action, typed, self.core.display_for(interaction))

    async def _require_curator(self, interaction: Interaction) -> None:
        if not await self.core.may_curate(interaction.user):
            raise LocalizedUserError(
                N_("Only curators whom the owner of this bot named decide about reports.")
            )

    async def _open_report(self, key: str) -> Report:
        report = await self.reports.report(key)
        if report is None:
            raise LocalizedUserError(N_("This report is no longer kept."))
        if report.status != "open":
            raise LocalizedUserError(N_("Another curator was quicker: this report is decided."))
        return report

    async def save_decision(self, action: str, interaction: Interaction, key: str, typed: FormInput) -> None:
        """The form is sent: decide, once. Raises LocalizedUserError where another curator was quicker."""
        await self._require_curator(interaction)  # the form may have been open while the role was taken away
        report = await self._open_report(key)
        status: Any = "declined" if action == "decline" else "accepted"
        shown = report.words if action == "showreply" else None
        checked = require_filled(typed, "checked", _UNCHECKED) if shown else None
        outcome = typed.text("outcome") or None
        # The database decides who was first: two forms may be open at a time.
        done = await self.reports.decide(key, status, str(interaction.user.id), outcome, shown, checked)
        if not done:
            raise LocalizedUserError(N_("Another curator was quicker: this report is decided."))
        report = await self.reports.report(key) or report
        if shown:
            self.queries.show_replies(await self.reports.all_replies())
        display = look_of(interaction.message, self.core.display_for(interaction))
        page = await self._report_page(report, display)
        await interaction.response.edit_message(**message_kwargs(page, display))
        if not is_message(interaction, report.message_id):  # the form was opened again, under its refusal
            await self._renew_card(report)
        self.background.add_task(self._notify_reporter(report), "telling a reporter the outcome")

    # The outcome

    async def _notify_reporter(self, report: Report) -> None:
        """By direct message; who takes none is told when they next use the bot."""
        if report.reporter_id is None:
            return
        display = self.preferences.display(report.reporter_id, report.guild_id, None)
        if await self.messenger.send_dm(report.reporter_id, content=outcome_text(report, display)):
            await self.reports.mark_notified(report.key)
        else:
            self._not_notified.add(report.reporter_id)

    @BaseCog.listener("on_app_command_completion")
    async def notify_waiting_reporter(self, interaction: Interaction, command: object) -> None:
        """After a command: tell an outcome that no direct message could bring."""
        if interaction.user.id not in self._not_notified:
            return
        self._not_notified.discard(interaction.user.id)
        display = self.core.display_for(interaction)
        for report in await self.reports.without_notification():
            if report.reporter_id == interaction.user.id and await self.reports.mark_notified(report.key):
                await send_reply(interaction, content=outcome_text(report, display), ephemeral=True)


@contextmanager
def _told_in_words() -> Iterator[None]:
    """Turn a cap that is reached into a sentence."""
    try:
        yield
    except CapReached as reached:
        raise LocalizedUserError(_TOO_MANY[reached.of], most=reached.most) from None
