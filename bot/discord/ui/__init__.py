"""Pages fitted to Discord's limits, Markdown made safe, modals. No feature."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefs.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from bot.discord.ui import limits as limits
    from bot.discord.ui.display import LANGUAGES as LANGUAGES
    from bot.discord.ui.display import Display as Display
    from bot.discord.ui.display import bold as bold
    from bot.discord.ui.display import translator_for as translator_for
    from bot.discord.ui.labels import entity_detail as entity_detail
    from bot.discord.ui.labels import entity_label as entity_label
    from bot.discord.ui.labels import latest_role as latest_role
    from bot.discord.ui.labels import library_line as library_line
    from bot.discord.ui.labels import statement_choice as statement_choice
    from bot.discord.ui.labels import statement_count as statement_count
    from bot.discord.ui.limits import ALT_TEXT as ALT_TEXT
    from bot.discord.ui.limits import CARD_TEXT as CARD_TEXT
    from bot.discord.ui.limits import CHOICE_NAME as CHOICE_NAME
    from bot.discord.ui.limits import CHOICE_VALUE as CHOICE_VALUE
    from bot.discord.ui.limits import CHOICES as CHOICES
    from bot.discord.ui.limits import COMMAND_DESCRIPTION as COMMAND_DESCRIPTION
    from bot.discord.ui.limits import COMMAND_NAME as COMMAND_NAME
    from bot.discord.ui.limits import CONTENT as CONTENT
    from bot.discord.ui.limits import EMBED_DESCRIPTION as EMBED_DESCRIPTION
    from bot.discord.ui.limits import EMBEDS_TOTAL as EMBEDS_TOTAL
    from bot.discord.ui.limits import NONCE as NONCE
    from bot.discord.ui.lines import card_height as card_height
    from bot.discord.ui.lines import count_lines as count_lines
    from bot.discord.ui.lines import cut_to_lines as cut_to_lines
    from bot.discord.ui.lines import text_height as text_height
    from bot.discord.ui.markdown import button_address as button_address
    from bot.discord.ui.markdown import link as link
    from bot.discord.ui.markdown import safe as safe
    from bot.discord.ui.markdown import safe_marked as safe_marked
    from bot.discord.ui.markdown import safe_within as safe_within
    from bot.discord.ui.markdown import truncate as truncate
    from bot.discord.ui.markdown import web_address as web_address
    from bot.discord.ui.modals import field_label as field_label
    from bot.discord.ui.modals import form_modal as form_modal
    from bot.discord.ui.modals import text_field as text_field
    from bot.discord.ui.pages import AMBER as AMBER
    from bot.discord.ui.pages import BLUE as BLUE
    from bot.discord.ui.pages import GREEN as GREEN
    from bot.discord.ui.pages import GREY as GREY
    from bot.discord.ui.pages import PAGE as PAGE
    from bot.discord.ui.pages import PLAIN_PAGE as PLAIN_PAGE
    from bot.discord.ui.pages import RED as RED
    from bot.discord.ui.pages import Block as Block
    from bot.discord.ui.pages import Choice as Choice
    from bot.discord.ui.pages import Page as Page
    from bot.discord.ui.pages import PagedAnswer as PagedAnswer
    from bot.discord.ui.pages import fit_page as fit_page
    from bot.discord.ui.pages import number_page as number_page
    from bot.discord.ui.pages import paginate as paginate
    from bot.discord.ui.pages import truncate_lines as truncate_lines
    from bot.discord.ui.typed import note_interaction as note_interaction
else:
    __getattr__ = lazy_exports(__name__)
