"""What somebody wants to follow, read from a command: the question, and which one."""

from __future__ import annotations

from typing import Any, Literal

from discord import app_commands

from bot.discord.core import Core, Interaction, LocalizedUserError, core_of
from bot.discord.ui import CHOICE_NAME, CHOICES, safe_within, truncate
from bot.follow import Names, question_words
from bot.store import FollowedQuestion
from briefs.errors import UserError
from briefs.follow import StandingQuestion, WordTerm, read_terms
from briefs.i18n import N_
from briefs.model import StatementKind

News = Literal["new", "positions", "corrections"]


def read_question(
    before: StandingQuestion,
    people: tuple[str, ...] | None,
    topics: tuple[str, ...] | None,
    words: str | None,
    kind: StatementKind | Literal["any"] | None,
    office: str | None,
    about: News | None,
) -> StandingQuestion:
    """`before` with what is given (None: as it was). Raises LocalizedUserError for one that asks for all."""
    changes: dict[str, Any] = {}
    if people is not None:
        changes["people"] = people
    if topics is not None:
        changes["topics"] = topics
    if words is not None:
        changes["words"], changes["without"] = _terms("" if words.strip() == "-" else words)
    if kind is not None:
        changes["kinds"] = () if kind == "any" else (kind,)
    if office is not None:
        offices, _ = _terms(f'"{office}"' if office.strip() != "-" else "")
        changes["offices"] = tuple(WordTerm(term.tokens) for term in offices)
    if about is not None:
        changes |= {"new_position": about == "positions", "corrections": about == "corrections"}
    kept = {name: getattr(before, name) for name in StandingQuestion.__slots__}
    asked = StandingQuestion(**(kept | changes))
    if asked.is_empty:
        raise LocalizedUserError(
            N_("Say what you want to follow: a person, a topic, words, a kind of words, or an office."),
            N_("For everything there is {command}."),
            command="`/briefings subscribe`",
        )
    return asked


def _terms(typed: str) -> tuple[tuple[WordTerm, ...], tuple[WordTerm, ...]]:
    try:
        return read_terms(typed)
    except UserError:
        raise LocalizedUserError(
            N_("“{text}” are too many words, or too short a beginning: three letters at least before a *."),
            text=safe_within(typed, 60),
        ) from None


async def questions_here(interaction: Interaction) -> tuple[FollowedQuestion, ...]:
    """One's own, and for who manages this server those told in its channels."""
    follows = core_of(interaction).store.follows
    own = await follows.of_user(interaction.user.id)
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        return own
    told = await follows.of_guild(interaction.guild_id)
    return tuple({one.key: one for one in (*own, *told)}.values())


async def find_question(interaction: Interaction, key: str) -> FollowedQuestion:
    """One of those here, by its key; only they come into question at all. Raises LocalizedUserError."""
    asked = key.strip().strip("`").lower()
    for one in await questions_here(interaction):
        if one.key == asked:
            return one
    raise LocalizedUserError(
        N_("There is nothing of that kind that you follow."), N_("{list} shows it."), list="`/follow list`"
    )


def names_of(core: Core) -> Names:
    """People and topics as the library has them now."""
    return Names(core.library.engine.people, core.library.engine.topics)


class QuestionArgument(app_commands.Transformer):
    """One of the standing questions here, by its key; completed from what it asks."""

    async def transform(self, interaction: Interaction, value: str, /) -> FollowedQuestion:
        return await find_question(interaction, value)

    async def autocomplete(self, interaction: Interaction, value: Any, /) -> list[app_commands.Choice[Any]]:
        core, asked = core_of(interaction), str(value).casefold()
        names, translator = names_of(core), core.display_for(interaction).translator
        labels = {
            one.key: question_words(one, names, translator) for one in await questions_here(interaction)
        }
        found = [(key, label) for key, label in labels.items() if asked in label.casefold() or asked in key]
        return [
            app_commands.Choice(name=truncate(label, CHOICE_NAME), value=key)
            for key, label in found[:CHOICES]
        ]
