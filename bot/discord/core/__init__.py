"""What every feature is handed: replies, errors, preferences, buttons that survive a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.core.background import COUNTING as COUNTING
    from bot.discord.core.background import BackgroundTasks as BackgroundTasks
    from bot.discord.core.cards import PICTURE as PICTURE
    from bot.discord.core.cards import SMALL as SMALL
    from bot.discord.core.cards import card_view as card_view
    from bot.discord.core.cards import layout as layout
    from bot.discord.core.cards import look_of as look_of
    from bot.discord.core.cards import message_kwargs as message_kwargs
    from bot.discord.core.cards import new_message_kwargs as new_message_kwargs
    from bot.discord.core.cards import plain_content as plain_content
    from bot.discord.core.cards import send_page as send_page
    from bot.discord.core.cards import standing_look as standing_look
    from bot.discord.core.cards import walk_components as walk_components
    from bot.discord.core.channel_rights import Channel as Channel
    from bot.discord.core.channel_rights import chosen_text_channel as chosen_text_channel
    from bot.discord.core.channel_rights import require_channel_rights as require_channel_rights
    from bot.discord.core.channel_rights import require_manager as require_manager
    from bot.discord.core.cog import FOR_SERVERS as FOR_SERVERS
    from bot.discord.core.cog import IN_SERVERS as IN_SERVERS
    from bot.discord.core.cog import IN_SERVERS_AND_DIRECT as IN_SERVERS_AND_DIRECT
    from bot.discord.core.cog import MANAGERS as MANAGERS
    from bot.discord.core.cog import BaseCog as BaseCog
    from bot.discord.core.cog import offered_to_managers as offered_to_managers
    from bot.discord.core.components import ActionButton as ActionButton
    from bot.discord.core.components import ActionRouter as ActionRouter
    from bot.discord.core.components import ActionSelect as ActionSelect
    from bot.discord.core.components import ComponentAction as ComponentAction
    from bot.discord.core.components import MessageItem as MessageItem
    from bot.discord.core.components import ProofButton as ProofButton
    from bot.discord.core.components import Style as Style
    from bot.discord.core.components import action_view as action_view
    from bot.discord.core.components import button_id as button_id
    from bot.discord.core.components import option as option
    from bot.discord.core.components import stopped as stopped
    from bot.discord.core.core import Core as Core
    from bot.discord.core.core import core_of as core_of
    from bot.discord.core.core import reserved_as as reserved_as
    from bot.discord.core.errors import ErrorReporter as ErrorReporter
    from bot.discord.core.errors import LocalizedUserError as LocalizedUserError
    from bot.discord.core.errors import too_fast_in_words as too_fast_in_words
    from bot.discord.core.forms import FormButton as FormButton
    from bot.discord.core.forms import FormFile as FormFile
    from bot.discord.core.forms import FormInput as FormInput
    from bot.discord.core.forms import FormPage as FormPage
    from bot.discord.core.forms import FormRouter as FormRouter
    from bot.discord.core.forms import is_message as is_message
    from bot.discord.core.forms import require_filled as require_filled
    from bot.discord.core.place_menus import ChannelMenu as ChannelMenu
    from bot.discord.core.place_menus import RoleMenu as RoleMenu
    from bot.discord.core.preferences import Preferences as Preferences
    from bot.discord.core.private_answers import send_alone as send_alone
    from bot.discord.core.quotas import Quotas as Quotas
    from bot.discord.core.quotas import TooFast as TooFast
    from bot.discord.core.replies import Context as Context
    from bot.discord.core.replies import Interaction as Interaction
    from bot.discord.core.replies import InteractionOrContext as InteractionOrContext
    from bot.discord.core.replies import MessageLocation as MessageLocation
    from bot.discord.core.replies import bot_is_in as bot_is_in
    from bot.discord.core.replies import defer_reply as defer_reply
    from bot.discord.core.replies import guild_id_of as guild_id_of
    from bot.discord.core.replies import interaction_of as interaction_of
    from bot.discord.core.replies import may_attach as may_attach
    from bot.discord.core.replies import send_reply as send_reply
    from bot.discord.core.replies import user_of as user_of
else:
    __getattr__ = lazy_exports(__name__)
