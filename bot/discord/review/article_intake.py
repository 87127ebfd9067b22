"""The form in which a curator hands an article in: a file, the address of a page, or its text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord

from bot.discord.core import (
    ActionButton,
    ComponentAction,
    Core,
    FormFile,
    FormInput,
    FormPage,
    Interaction,
    LocalizedUserError,
    action_view,
    defer_reply,
    send_alone,
)
from bot.discord.review.channel import ReviewChannel
from bot.discord.review.curators import Curators
from bot.discord.ui import field_label, safe_within, text_field
from bot.ingest import (
    LONGEST_FILE,
    AlreadyHeld,
    Submission,
    SubmissionOutcome,
    is_web_address,
    told,
)
from briefs.i18n import N_, Translator
from briefs.ingest import fetch

ADD, NEW = "artadd", "new"  # the form, and its key: it belongs to no article yet
_LONGEST_TEXT = 4000  # characters, as many as Discord lets type
_MEGABYTE = 1_000_000
_MOST = 300  # characters of a title or a reason


class ArticleIntake:
    """Opens the form, and hands what is sent in to the process that reads pages."""

    def __init__(
        self,
        core: Core,
        curators: Curators,
        channel: ReviewChannel,
        take_in: Callable[[Submission], Awaitable[SubmissionOutcome]],
    ) -> None:
        self._core, self._curators, self._channel, self._take_in = core, curators, channel, take_in
        core.components.on(ADD, self.ask)
        core.forms.on(ADD, self.form, self.send)

    async def ask(self, interaction: Interaction, action: ComponentAction | None = None) -> None:
        """Show the form, for the command and the button under what the last one brought."""
        await self._core.forms.open(interaction, ADD, NEW)

    async def form(self, interaction: Interaction, key: str, typed: FormInput | None) -> FormPage:
        """Raises LocalizedUserError for who is no curator."""
        await self._curators.require_writable(interaction.user)
        gettext = self._core.display_for(interaction).translator.gettext
        before = typed.text if typed else lambda field: ""
        file = discord.ui.FileUpload[Any](custom_id="file", required=False, max_values=1)
        source = text_field("source", before("source"), most=_LONGEST_TEXT, long=True, required=False)
        facts = [
            text_field(name, before(name), most=most, required=False)
            for name, most in (("published", 100), ("publisher", 200), ("title", 300))
        ]
        if_silent = gettext("Where the article does not say")
        return FormPage(
            gettext("Add an article"),
            (
                field_label(
                    gettext("A file"),
                    file,
                    gettext("Text, HTML, PDF, a transcript (XML, VTT, SRT); {n} MB", n=megabytes()),
                ),
                field_label(
                    gettext("Or its address, or its text"), source, gettext("Beside a file: where it stands")
                ),
                field_label(gettext("Published when"), facts[0], gettext("Such as 2024-05-03 or 2024-05")),
                field_label(gettext("Publisher"), facts[1], if_silent),
                field_label(gettext("Title"), facts[2], if_silent),
            ),
        )

    async def send(self, interaction: Interaction, key: str, typed: FormInput) -> None:
        """Read it, and say what it brought; a card of what it quotes follows in the curators' channel.

        Raises LocalizedUserError or UserError for what cannot be taken in.
        """
        await self._curators.require_writable(interaction.user)
        display = self._core.display_for(interaction)
        source, file = typed.text("source").strip(), next(iter(typed.files), None)
        _check(source, file)
        day, publisher, title = (typed.text(name).strip() for name in ("published", "publisher", "title"))
        at = source if is_web_address(source) else ""
        given = Submission(at, None if at else source.encode(), day, publisher, title)
        await defer_reply(interaction)
        if file is not None:
            given = Submission(at, await file.read(interaction), day, publisher, title)
        said = self._told(await self._take_in(given), display.translator)
        another = ActionButton(ComponentAction(ADD, NEW), display.translator.gettext("Add another"))
        answer = {"content": said, "view": action_view(another)}
        await send_alone(interaction, display.translator, answer)

    def _told(self, outcome: SubmissionOutcome, translator: Translator) -> str:
        """Raises LocalizedUserError where nothing came in."""
        if isinstance(outcome, fetch.FetchFailure):
            reason = safe_within(outcome.reason, _MOST)
            raise LocalizedUserError(N_("That could not be taken in: {reason}"), reason=reason)
        same = outcome.duplicate_of if not isinstance(outcome, AlreadyHeld) and not outcome.new else None
        if isinstance(outcome, AlreadyHeld) or same is not None:
            held = outcome.article if isinstance(outcome, AlreadyHeld) else same.id if same else ""
            return translator.gettext("It was taken in before, as {article}.", article=f"`{held}`")
        title = safe_within(outcome.article.page.title, _MOST)
        if outcome.new:
            place = self._channel.id
            said = [
                translator.ngettext(
                    "“{title}”: {n} statement waits for a curator.",
                    "“{title}”: {n} statements wait for a curator.",
                    outcome.new,
                    title=title,
                ),
                translator.gettext("Their card: {channel}", channel=f"<#{place}>") if place else "",
            ]
        elif outcome.visit is not None:
            said = [
                translator.gettext("“{title}” has changed: {what}", title=title, what=told(outcome.visit))
            ]
        else:
            said = [translator.gettext("“{title}”: nobody is quoted or reported in it.", title=title)]
        if outcome.note:
            said.append(safe_within(outcome.note, _MOST))
        return "\n".join(line for line in said if line)


def megabytes() -> int:
    """The largest file that is taken."""
    return LONGEST_FILE // _MEGABYTE


def _check(source: str, file: FormFile | None) -> None:
    if file is None and not source:
        raise LocalizedUserError(N_("Attach a file, or write the address or the text of the article."))
    if file is not None and source and not is_web_address(source):
        raise LocalizedUserError(
            N_("Beside a file only the address can stand at which it is."),
            N_("Attach the file again: Discord does not keep it."),
        )
    if file is not None and file.size > LONGEST_FILE:
        raise LocalizedUserError(N_("The file is larger than {n} MB."), n=megabytes())
