"""Is this quotation real? Of words that are typed, of a message that is replied to, of any message."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.discord.answers.queries import Ask, ask_for
from bot.discord.arguments import autocomplete
from bot.discord.arguments.text_commands import LineCommand
from bot.discord.core.cog import Feature
from bot.discord.core.components import Press
from bot.discord.core.preferences import Reader
from bot.discord.core.refusal import Refusal
from bot.discord.core.replies import Source, interaction_of
from bot.discord.ui.pages import Deck
from bot.discord.verify.verdict_pages import Finding, verdict_deck
from bot.discord.verify.worker import Checks
from briefs.i18n import mark
from briefs.query.claimed_speaker import without_by
from briefs.verify import Claim, claims_in, whole

if TYPE_CHECKING:
    from bot.discord.client import OnRecord

Pressed = discord.Interaction["OnRecord"]
Context = commands.Context["OnRecord"]
_MOST_CLAIMS = 10
_EXAMPLE = 'verify "We want real cooperation with Russia" by rasmussen'
_NOT_SEEN = mark(
    "The words of that message cannot be seen: the message content intent is off. Open the message's menu, "
    "then Apps, “Verify quotation”."
)
_PICTURE = mark("There is only a picture. Please write out the words in it: {command}")
_NO_WORDS = mark("There are no words to check.")
_NO_MARKS = mark("There are no quotation marks in it: all of it was checked as one quotation.")


class VerbatimCommand(LineCommand):
    """A hybrid command whose `!` line is taken as it stands: its quotation marks matter."""

    async def _parse_arguments(self, ctx: commands.Context[Any]) -> None:
        if ctx.interaction is not None:
            await super()._parse_arguments(ctx)
            return
        ctx.args = [self.cog, ctx]
        ctx.kwargs = {"text": ctx.message.content[ctx.view.index :].strip(), "by": None}


def verbatim(callback: Any) -> VerbatimCommand:
    about = mark("Is this quotation real, word for word, and whose is it?")
    return VerbatimCommand(callback, name="verify", description=about, extras={"example": _EXAMPLE})


class Verify(Feature):
    def __init__(self, bot: OnRecord) -> None:
        super().__init__(bot)
        self.checks = Checks(bot.shelf)
        self.patience = 1.5  # seconds of a check before “thinking” is shown; Discord gives up after three
        bot.repertoire.also("verify", self.deck)
        bot.presses.on("post", self.post)
        menu = app_commands.ContextMenu(name=mark("Verify quotation"), callback=self.of_message)
        bot.tree.add_command(menu)

    async def cog_unload(self) -> None:
        self.checks.close()

    @verbatim
    @app_commands.describe(
        text=mark("The words, with or without quotation marks"),
        by=mark("Who is said to have said it; any spelling"),
    )
    async def verify(self, ctx: Context, text: commands.Range[str, 1, 6000], by: str | None = None) -> None:
        if ctx.interaction is not None:
            await self._check(ctx, [_claim(text, by)])
        elif text:
            words, name = without_by(text, self._known)
            await self._check(ctx, [_claim(words, name)])
        else:
            await self._of_reply(ctx)

    @verify.autocomplete("by")
    async def _people(self, interaction: Pressed, typed: str) -> list[app_commands.Choice[str]]:
        return autocomplete.people(self.bot.shelf, typed, self.bot.reader(interaction))

    def _known(self, name: str) -> bool:
        return self.bot.shelf.questions.find_person(name).outcome == "one"

    # Messages

    async def of_message(self, interaction: Pressed, message: discord.Message) -> None:
        """Only for whom asked, with a button to show it to all."""
        self.bot.gate(interaction, "verify")
        claims, note = self._claims(message)
        await self._check(interaction, claims, note, private=True)

    async def _of_reply(self, ctx: Context) -> None:
        message = await _answered_message(ctx)
        if message is None:
            if ctx.message.attachments:
                raise Refusal(_PICTURE, command="`!verify …`")
            hint = mark("Write for example: {example} — or reply to a message with {command}.")
            raise Refusal(_NO_WORDS, hint, example=f"`!{_EXAMPLE}`", command="`!verify`")
        claims, note = self._claims(message)
        await self._check(ctx, claims, note)

    def _claims(self, message: discord.Message) -> tuple[list[Claim], str]:
        """The quotations in a message; all of it where it has no marks. Raises Refusal if it has no words."""
        text = text_of(message)
        if not text.strip():
            if message.attachments or message.stickers or any(e.image or e.video for e in message.embeds):
                raise Refusal(_PICTURE, command="`/verify`")
            raise Refusal(_NOT_SEEN if self.bot.content_missing else _NO_WORDS)
        claims = list(claims_in(text))
        return (claims, "") if claims else ([whole(text)], _NO_MARKS)

    # Answers

    async def _check(
        self, source: Source, claims: Sequence[Claim], note: str = "", private: bool = False
    ) -> None:
        """Answer at once, or show that it takes a moment."""
        asked = json.dumps([[c.text, c.speaker_name] for c in claims[:_MOST_CLAIMS]], ensure_ascii=False)
        more = len(claims) - _MOST_CLAIMS
        ask = Ask.of(
            "verify", claims=asked, note=note or None, more=more if more > 0 else None,
            private="yes" if private else None,
        )  # fmt: skip
        reader, interaction = self.bot.reader(source), interaction_of(source)
        telling = asyncio.ensure_future(self.bot.repertoire.tell(ask, reader))
        await asyncio.wait({telling}, timeout=self.patience)
        if not telling.done() and interaction is not None:
            await interaction.response.defer(ephemeral=private, thinking=True)
        await telling
        await self.bot.answers.give(source, ask, reader, ephemeral=private)

    async def deck(self, ask: Ask, reader: Reader) -> Deck:
        found = [await self._finding(text, by) for text, by in json.loads(ask_for(ask, "claims"))]
        words = reader.words
        notes = [words.say(note)] if (note := ask.get("note")) else []
        if more := int(ask.get("more") or 0):
            left = words.say_n(
                "{n} more quotation was not checked.", "{n} more quotations were not checked.", more
            )
            notes.append(left)
        searched = found[0].verdict.searched.in_words(words)
        deck = verdict_deck(found, "\n".join(notes), searched, reader)
        if ask.get("private"):
            return Deck(
                deck.title, deck.intro, deck.blocks, deck.footer, deck.colour,
                actions=deck.actions | {"post"},
            )  # fmt: skip
        return deck

    async def _finding(self, text: str, by: str | None) -> Finding:
        verdict = await self.checks.check(text, by)
        shelf, found = self.bot.shelf, verdict.found
        statement = None
        if found is not None and found.statement is not None:
            statement = (await shelf.desk.index.statements([found.statement])).get(found.statement)
            if statement is not None and statement.status == "draft":
                statement = None
        concerned = {each.article for each in (found, verdict.nearest) if each is not None}
        articles = {ref.id: ref for ref in shelf.articles if ref.id in concerned}
        return Finding(self._shown_name(by), verdict, statement, articles)

    def _shown_name(self, by: str | None) -> str | None:
        """An id chosen from the list as its person is called."""
        people = self.bot.shelf.desk.people
        return people[by].name.en if by in people and by else by

    async def post(self, interaction: Pressed, press: Press) -> None:
        """What only its asker saw, for all in the channel; the button is there for one use."""
        posted = await self.bot.answers.posted(press)
        arguments = {name: value for name, value in _asked(posted.arguments).items() if name != "private"}
        ask, reader = Ask.of("verify", **arguments), self.bot.answers.look(posted)
        told = await self.bot.repertoire.tell(ask, reader)
        await interaction.response.edit_message(view=self.bot.answers.view(posted.key, told, 0, reader))
        await self.bot.answers.give(interaction, ask, reader)


def _claim(text: str, by: str | None) -> Claim:
    """What is typed: with a speaker named apart, or beside the words as in “…” — Lavrov."""
    if by is not None:
        return Claim(text, by, 0, len(text))
    return whole(text)


def _asked(arguments: Any) -> dict[str, str]:
    return {name: str(value) for name, value in arguments.items() if not name.startswith("~")}


def text_of(message: discord.Message) -> str:
    """The words of a message: its own, those it forwards, and those of its cards."""
    parts = [message.content, *(snapshot.content for snapshot in message.message_snapshots)]
    for embed in (*message.embeds, *(e for snapshot in message.message_snapshots for e in snapshot.embeds)):
        parts += [embed.title or "", embed.description or ""]
        parts += [f"{field.name}\n{field.value}" for field in embed.fields]
    return "\n\n".join(part for part in parts if part)


async def _answered_message(ctx: Context) -> discord.Message | None:
    """The message that this one replies to, asked for where Discord did not send it along."""
    reference = ctx.message.reference
    if reference is None or reference.message_id is None:
        return None
    if isinstance(reference.resolved, discord.Message):
        return reference.resolved
    try:
        return await ctx.channel.fetch_message(reference.message_id)
    except (discord.NotFound, discord.Forbidden):
        raise Refusal(mark("The message that you replied to cannot be read.")) from None


async def setup(bot: OnRecord) -> None:
    await bot.add_cog(Verify(bot))
