"""Is this quotation real? Of words that are typed, of a message that is replied to, of any message."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answers import Answers, answer_items, query_of, require_asker, with_page_number
from bot.discord.arguments import TextCommand, autocomplete
from bot.discord.core import (
    BaseCog,
    ComponentAction,
    Context,
    Core,
    Interaction,
    InteractionOrContext,
    LocalizedUserError,
    guild_id_of,
    interaction_of,
    message_kwargs,
    user_of,
)
from bot.discord.ui import Display, PagedAnswer
from bot.discord.verify.message_words import answer_key, replied_message, text_of, text_with_files
from bot.discord.verify.turns import Turns
from bot.discord.verify.verdict_pages import ClaimResult, pages_of_verdicts
from bot.discord.verify.worker import VerifierThread
from briefs.i18n import N_
from briefs.query import is_known_speaker, split_by_clause
from briefs.query.questions import Query
from briefs.verify import Claim, read_message, whole_text

Tree = app_commands.CommandTree[Any]
_MOST_CLAIMS = 10
_EXAMPLE = 'verify "We want real cooperation with Russia" by rasmussen'
_CONTENT_HIDDEN = N_(
    "The words of that message cannot be seen: the message content intent is off. Open the message's menu, "
    "then Apps, “Verify quotation”."
)
_ONLY_PICTURE = N_("There is only a picture. Please write out the words in it: {command}")
_NO_WORDS = N_("There are no words to check.")
_NO_MARKS = N_("There are no quotation marks in it: all of it was checked as one quotation.")


class VerbatimCommand(TextCommand):
    """A hybrid command whose `!` line is taken as it stands: its quotation marks matter."""

    def read_text(self, text: str) -> dict[str, Any]:
        """As it stands: discord.py's own parser takes quotation marks for delimiters."""
        return {"text": text.strip(), "by": None}


def verbatim(callback: Any) -> VerbatimCommand:
    """Decorates a method of a cog as the hybrid command `verify`."""
    about = N_("Is this quotation real, word for word, and whose is it?")
    return VerbatimCommand(callback, name="verify", description=about, extras={"example": _EXAMPLE})


class VerifyCog(BaseCog):
    """`/verify`, `!verify` and the entry in the menu of a message.

    `message_content`: whether Discord lets the bot see the words of messages in channels.
    """

    def __init__(self, core: Core, answers: Answers, tree: Tree, message_content: bool) -> None:
        super().__init__(core)
        self.library = core.library
        self.queries = answers.queries
        self.responder = answers.responder
        self.held_words = answers.held_words
        self.message_content = message_content
        self._client = tree.client
        self.verifier = VerifierThread(core)
        self.turns = Turns()
        self.defer_after = 1.5  # seconds of a check before “thinking” is shown; Discord waits for three
        answers.queries.register("verify", self.pages)
        core.components.on("post", self.post)
        menu = app_commands.ContextMenu(name=N_("Verify quotation"), callback=self.verify_message)
        tree.add_command(menu)

    async def cog_unload(self) -> None:
        """End the thread; a check that is at work is finished there, and its verdict lost."""
        self.verifier.close()

    @verbatim
    @app_commands.describe(
        text=N_("The words, with or without quotation marks"),
        by=N_("Who is said to have said it; any spelling"),
    )
    async def verify(self, ctx: Context, text: commands.Range[str, 1, 6000], by: str | None = None) -> None:
        """Check words that are typed; of a `!` line without any, those of the message it replies to."""
        if ctx.interaction is not None:
            await self._check(ctx, [self._claim(text, by)])
        elif text:
            words, name = split_by_clause(text, self.library.resolver.is_person)
            await self._check(ctx, [self._claim(words, name)])
        else:
            await self.verify_reply(ctx)

    @verify.autocomplete("by")
    async def _complete_speaker(self, interaction: Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return autocomplete.people(self.library, typed, self.core.display_for(interaction))

    # Messages

    async def verify_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Check the quotations of a message: only whoever asked sees it, with a button to show it to all."""
        self.core.check_access(interaction, "verify")
        claims, note = await self._claims(message)
        await self._check(interaction, claims, note, private=True, author=message.author.id)

    async def check(self, ctx: Context, claims: Sequence[Claim]) -> None:
        """Check what a message in words asks about."""
        await self._check(ctx, claims)

    async def verify_reply(self, ctx: Context) -> None:
        """Check the quotations of the message that this one replies to."""
        message = await replied_message(ctx)
        if message is None:
            if ctx.message.attachments:
                raise LocalizedUserError(_ONLY_PICTURE, command="`!verify …`")
            hint = N_("Write for example: {example} — or reply to a message with {command}.")
            raise LocalizedUserError(_NO_WORDS, hint, example=f"`!{_EXAMPLE}`", command="`!verify`")
        claims, note = await self._claims(message)
        await self._check(ctx, claims, note, author=message.author.id)

    async def _claims(self, message: discord.Message) -> tuple[list[Claim], str]:
        """The quotations in a message, or in what it replies to; all of it where it has no marks.

        Of an answer of the bot's own they are the statements that it shows. Raises LocalizedUserError if
        there are no words.
        """
        user = self._client.user
        key = answer_key(message, user.id) if user else None
        if key is not None and (shown := await self._shown(key)):
            return shown, ""
        text = await text_with_files(message)
        if not text.strip():
            if message.attachments or message.stickers or any(e.image or e.video for e in message.embeds):
                raise LocalizedUserError(_ONLY_PICTURE, command="`/verify`")
            raise LocalizedUserError(_CONTENT_HIDDEN if not self.message_content else _NO_WORDS)
        claims, marked = read_message(text, self._is_known)
        above = message.reference.resolved if message.reference else None
        if not marked and isinstance(above, discord.Message):
            answered, marked = read_message(text_of(above), self._is_known)
            claims = answered if marked else claims
        return list(claims), "" if marked else _NO_MARKS

    async def _shown(self, key: str) -> list[Claim]:
        """The statements that a posted answer shows, as claims of their speakers."""
        ids = await self.responder.sent_answers.statements_in(key)
        found = await self.library.engine.find_statements(ids)
        # By id: the name may be another's in part.
        return [
            Claim(each.passage, each.speakers[0].id if each.speakers else None, 0, len(each.passage))
            for each in (found[id] for id in ids if id in found)
            if each.status != "draft"
        ]

    def _is_known(self, name: str) -> bool:
        return is_known_speaker(self.library.resolver, name)

    def _claim(self, text: str, by: str | None) -> Claim:
        """What is typed: with a speaker named apart, or beside the words as in “…” — Lavrov."""
        if by is not None:
            return Claim(text, by, 0, len(text))
        return whole_text(text, self._is_known)

    # Answers

    async def _check(
        self,
        source: InteractionOrContext,
        claims: Sequence[Claim],
        note: str = "",
        private: bool = False,
        author: int | None = None,
    ) -> None:
        """Answer at once, or show that it takes a moment; `author` wrote the message that is checked.

        At most ten claims are checked; the answer says how many were left.
        """
        # What is asked is written down with every answer; the words, which may be somebody else's, are not.
        people = {user_of(source).id} | ({author} if author is not None else set())
        asked = [(c.text, c.speaker_name, c.mentioned) for c in claims[:_MOST_CLAIMS]]
        words = self.held_words.keep(asked, people)
        more = len(claims) - _MOST_CLAIMS
        query = Query.of(
            "verify", words=words, note=note or None, more=more if more > 0 else None,
            private="yes" if private else None,
        )  # fmt: skip
        display, interaction = self.core.display_for(source), interaction_of(source)
        checking = asyncio.ensure_future(self._run_in_turn(source, query, display))
        await asyncio.wait({checking}, timeout=self.defer_after)
        if not checking.done() and interaction is not None:
            await interaction.response.defer(ephemeral=private, thinking=True)
        await checking  # raises what went wrong; the verdicts are then held beside their words
        await self.responder.respond(source, query, display, ephemeral=private)

    async def _run_in_turn(self, source: InteractionOrContext, query: Query, display: Display) -> None:
        """Its answer is in the memory of queries then."""
        async with self.turns.turn_of(user_of(source).id, guild_id_of(source)):
            await self.queries.run(query, display)

    async def pages(self, query: Query, display: Display) -> PagedAnswer:
        """The answer to a kept question: its claims are checked against the library as it is now.

        Raises NotRepeatable where the words are no longer held.
        """
        found = await self._results(query.get("words"))
        translator = display.translator
        notes = [translator.gettext(note)] if (note := query.get("note")) else []
        if more := int(query.get("more") or 0):
            left = translator.ngettext(
                "{n} more quotation was not checked.", "{n} more quotations were not checked.", more
            )
            notes.append(left)
        searched = found[0].verdict.searched.in_words(translator)
        paged = pages_of_verdicts(found, "\n".join(notes), searched, display)
        if query.get("private"):
            return PagedAnswer(
                paged.title, paged.intro, paged.blocks, paged.footer, paged.colour,
                actions=paged.actions | {"post"},
            )  # fmt: skip
        return paged

    async def _results(self, key: str | None) -> Sequence[ClaimResult]:
        held, version = self.held_words.find(key), self.library.version
        if held.results is None or held.results[0] != version:
            found = [await self._claim_result(*claim) for claim in held.claims]
            held.results = (version, found)
        return held.results[1]

    async def _claim_result(self, text: str, by: str | None, mentioned: str | None = None) -> ClaimResult:
        verdict = await self.verifier.check(text, by)
        if mentioned is not None:
            verdict = verdict.not_asserted(mentioned)
        library, found = self.library, verdict.found
        statement = None
        if found is not None and found.statement is not None:
            statement = (await library.engine.find_statements([found.statement])).get(found.statement)
            if statement is not None and statement.status == "draft":
                statement = None  # drafts are for curators
        concerned = {each.article for each in (found, verdict.nearest) if each is not None}
        articles = {ref.id: ref for ref in library.articles if ref.id in concerned}
        return ClaimResult(self._name_of(by), verdict, statement, articles)

    def _name_of(self, by: str | None) -> str | None:
        """An id chosen from the list as its person is called."""
        people = self.library.engine.people
        return people[by].name.en if by in people and by else by

    async def post(self, interaction: Interaction, action: ComponentAction) -> None:
        """Show all in the channel what only its asker saw, and take the button away: once is enough."""
        posted = await self.responder.find_answer(interaction, action)
        require_asker(posted, interaction.user.id)  # whose private question it is
        arguments = {name: value for name, value in query_of(posted).arguments if name != "private"}
        query, display = Query.of("verify", **arguments), self.responder.display_of(posted)
        rendered = await self.queries.run(query, display)
        page = with_page_number(rendered, 0, display)
        buttons = answer_items(posted.key, rendered, 0, display)
        await interaction.response.edit_message(**message_kwargs(page, display, *buttons))
        await self.responder.respond(interaction, query, display)


async def setup_verify(bot: commands.AutoShardedBot, core: Core, answers: Answers) -> VerifyCog:
    """Add the cog; its questions are run by the queries of `answers`."""
    cog = VerifyCog(core, answers, bot.tree, bot.intents.message_content)
    await bot.add_cog(cog)
    return cog
