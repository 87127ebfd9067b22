"""Discord's limits, as far as something here is fitted to them, each once and named.

Lengths count characters (Unicode code points). Source: Discord's developer documentation and its
published OpenAPI description.
"""

from __future__ import annotations

CONTENT = 2000
PING = 25  # of these, for a role that is pinged above a text
NONCE = 25
EMBEDS_TOTAL = 6000  # title, description, footer, author and fields of all embeds of a message
EMBED_DESCRIPTION = 4096
LINK_URL = 2048  # the project's own: of an address within a text

CARD_TEXT = 4000  # of all texts of a message of components v2
CARD_MARKS = 200  # of these, for what makes a title bold and a footer small, and for a role that is pinged
TITLE, FOOTER = 256, 600  # the project's own: a card has no limit for its parts
CARD_COMPONENTS = 40  # nested ones counted
ROW_BUTTONS = 5
CARD_BUTTON_ROWS = 5  # the project's own: blocks of a card with buttons of their own
BUTTON_URL = 512

BUTTON_LABEL = 80
SELECT_OPTIONS = 25
SELECT_LABEL = 100
SELECT_DESCRIPTION = 100
SELECT_VALUE = 100
PLACEHOLDER = 150

MODAL_TITLE = 45
MODAL_LABEL = 45
MODAL_HINT = 100

CHOICES = 25
CHOICE_NAME = 100
CHOICE_VALUE = 100

COMMAND_NAME = 32
COMMAND_DESCRIPTION = 100

ALT_TEXT = 1024

INTERACTION_SECONDS = 15 * 60.0  # for which an interaction, and a form that it opened, can be answered
