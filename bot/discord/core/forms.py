"""Forms that survive a restart: their ids say what they belong to. What was typed is never lost."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

import discord

from bot.discord.core.components import ActionButton, ComponentAction, action_view
from bot.discord.core.errors import Appendix, ErrorReporter, LocalizedUserError
from bot.discord.core.preferences import Preferences
from bot.discord.core.quotas import Quotas
from bot.discord.core.replies import Interaction, bot_of
from bot.discord.ui import form_modal, limits, note_interaction, truncate
from bot.store import RefusedForms, StoreUnavailable
from briefs.i18n import Translator

log = logging.getLogger(__name__)
_ID = r"or:f:(?P<action>[a-z]{1,16}):(?P<key>[a-z0-9-]{1,80})"  # of forms, and of buttons that open one again
_SHOWN = 1_500  # characters of what was typed; longer than that it comes as a file
_TEXT_INPUT = discord.ComponentType.text_input.value
_FILE_UPLOAD = discord.ComponentType.file_upload.value


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file that was attached to a form; `size` in bytes is as Discord says."""

    name: str
    size: int
    url: str

    async def read(self, interaction: Interaction) -> bytes:
        """What is in it, from Discord. Raises what discord.py raises where it is gone."""
        body: bytes = await interaction.client.http.get_from_cdn(self.url)
        return body


@dataclass(frozen=True, slots=True)
class FormInput:
    """What was filled in, by the fields' ids: of a text one value, of a menu as many as were chosen."""

    values: Mapping[str, tuple[str, ...]]
    texts: tuple[str, ...] = ()  # what was typed, in the order of the fields; nothing that was chosen
    files: tuple[FormFile, ...] = ()  # what was attached; Discord alone keeps it, and no form opens with it

    def text(self, field: str) -> str:
        """What was typed there, or the one thing that was chosen; "" for nothing."""
        return next(iter(self.chosen(field)), "")

    def chosen(self, field: str) -> tuple[str, ...]:
        """All that was chosen there; of users, roles and channels the ids."""
        return self.values.get(field, ())


@dataclass(frozen=True, slots=True)
class FormPage:
    """A form as it is shown; `fields` are labels with their inputs, at most five."""

    title: str
    fields: tuple[discord.ui.Item[Any], ...]


# Both get the key; a builder also what was typed before, where that could not be taken. Either raises what
# the user is told: a builder where they may not have the form, a handler what it cannot take.
FormBuilder = Callable[[Interaction, str, FormInput | None], Awaitable[FormPage]]
FormHandler = Callable[[Interaction, str, FormInput], Awaitable[None]]


class FormRouter:
    """Which feature asks and takes which form; a cog registers its own."""

    def __init__(
        self, errors: ErrorReporter, quotas: Quotas, preferences: Preferences, refused: RefusedForms
    ) -> None:
        self._errors = errors
        self._quotas = quotas
        self._preferences = preferences
        self._forms: dict[str, tuple[FormBuilder, FormHandler]] = {}
        self._refused = refused

    def on(self, action: str, build: FormBuilder, handler: FormHandler) -> None:
        """Let `build` make the form `action`, and `handler` take it once it is sent."""
        if not re.fullmatch(r"[a-z]{1,16}", action):
            raise ValueError(f"{action!r} is no action")
        self._forms[action] = build, handler

    @property
    def actions(self) -> frozenset[str]:
        """Every form that there is."""
        return frozenset(self._forms)

    async def open(self, interaction: Interaction, action: str, key: str) -> None:
        """Show the form, with what this person typed before where that could not be taken.

        It can only be the first response to an interaction. Raises what its builder raises.
        """
        typed = await self._typed(action, key, interaction.user.id)
        page = await self._forms[action][0](interaction, key, typed)
        await interaction.response.send_modal(form_modal(page.title, f"or:f:{action}:{key}", page.fields))

    async def reopen(self, interaction: Interaction, action: str, key: str) -> None:
        """The button under a refusal. Never raises: an error is reported to whoever pressed."""
        note_interaction(interaction)
        try:
            self._quotas.take("button", interaction.user.id, interaction.guild_id)
            await self.open(interaction, action, key)
        except Exception as error:
            await self._errors.report(interaction, error, f"the form {action}")

    async def handle(self, interaction: Interaction) -> None:
        """A form is sent, of whatever run of the bot; those of others are let pass. Never raises."""
        data: Any = interaction.data or {}
        match = re.fullmatch(_ID, data.get("custom_id", ""))
        if match is None or match["action"] not in self._forms:
            return
        action, key = match["action"], match["key"]
        note_interaction(interaction)
        typed = read_form(data)
        try:
            self._quotas.take("form", interaction.user.id, interaction.guild_id)
            await self._forms[action][1](interaction, key, typed)
        except Exception as error:
            await self._keep(action, key, interaction.user.id, typed)
            translator = self._preferences.display_for(interaction).translator
            returned = _returned(ComponentAction(action, key), typed, translator)
            await self._errors.report(interaction, error, f"the form {action}", returned)
        else:
            await self._forget(action, key, interaction.user.id)

    async def _typed(self, action: str, key: str, user_id: int) -> FormInput | None:
        try:
            kept = await self._refused.typed(action, key, user_id)
        except StoreUnavailable as error:  # an empty form is better than none
            log.warning("what was typed could not be read", extra={"detail": str(error)})
            return None
        return FormInput(kept) if kept is not None else None

    async def _keep(self, action: str, key: str, user_id: int, typed: FormInput) -> None:
        """Before it is said, as the button may be pressed at once. Never raises: the refusal has it too."""
        try:
            await self._refused.keep(action, key, user_id, typed.values)
        except StoreUnavailable as error:
            log.warning("what was typed could not be kept", extra={"detail": str(error)})

    async def _forget(self, action: str, key: str, user_id: int) -> None:
        try:
            await self._refused.forget(action, key, user_id)
        except StoreUnavailable as error:  # what was taken is taken: it is forgotten after a day
            log.warning("a form that was taken could not be forgotten", extra={"detail": str(error)})


class FormButton(ActionButton, template=_ID):
    """Opens a form (again): its custom_id is the form's own."""

    def __init__(self, action: ComponentAction, label: str) -> None:
        self.action = action
        custom_id = f"or:f:{action.action}:{action.key}"
        button = discord.ui.Button[Any](label=truncate(label, limits.BUTTON_LABEL), custom_id=custom_id)
        discord.ui.DynamicItem.__init__(self, button)

    @classmethod
    async def from_custom_id(
        cls, interaction: Interaction, item: discord.ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        assert isinstance(item, discord.ui.Button)
        return cls(ComponentAction(match["action"], match["key"]), item.label or "")

    async def callback(self, interaction: Interaction) -> None:
        router: FormRouter = bot_of(interaction).core.forms
        await router.reopen(interaction, self.action.action, self.action.key)


def read_form(data: Mapping[str, Any]) -> FormInput:
    """What a client sends of a form. Source: Discord's documentation of the modal submit interaction."""
    values: dict[str, tuple[str, ...]] = {}
    texts, files = [], []
    for field in _fields(data.get("components", ())):
        if field["type"] == _FILE_UPLOAD:
            files += [data["resolved"]["attachments"][id] for id in field.get("values") or ()]
            continue
        given = field["values"] if "values" in field else field.get("value")
        if isinstance(given, bool):  # of a checkbox
            given = "yes" if given else None
        found = tuple(map(str, given)) if isinstance(given, list) else () if given is None else (str(given),)
        values[field["custom_id"]] = found
        if field["type"] == _TEXT_INPUT and found and found[0].strip():
            texts.append(found[0])
    attached = (FormFile(one["filename"], one["size"], one["url"]) for one in files)
    return FormInput(values, tuple(texts), tuple(attached))


def _fields(components: Any) -> Iterator[Mapping[str, Any]]:
    for one in components:
        if "custom_id" in one:
            yield one
        yield from _fields([one["component"]] if "component" in one else one.get("components", ()))


def _returned(action: ComponentAction, typed: FormInput, translator: Translator) -> Appendix:
    """What was typed, whole, and a button that opens the form with it."""
    again = FormButton(action, translator.gettext("Open the form again"))
    text, files = "\n\n".join(typed.texts), []
    lead = translator.gettext("Nothing that you typed is lost:")
    if len(text) > _SHOWN or "```" in text:
        files.append(discord.File(io.BytesIO(text.encode()), "typed.txt"))
    elif text:
        lead = f"{lead}\n```\n{text}\n```"
    else:
        lead = translator.gettext("The form can be opened again.")
    return Appendix(lead, action_view(again), tuple(files))


def require_filled(typed: FormInput, field: str, what: str) -> str:
    """What stands in a field. Raises LocalizedUserError, with the msgid `what`, where it is empty."""
    if not (text := typed.text(field).strip()):
        raise LocalizedUserError(what)
    return text


def is_message(interaction: Interaction, message_id: int | None) -> bool:
    """Whether a button or form stands under this message."""
    return interaction.message is not None and interaction.message.id == message_id
