"""Discord's limits, as far as something here is fitted to them, each once and named.

Lengths count characters (Unicode code points). Source: Discord's developer documentation and its
published OpenAPI description.
"""

from __future__ import annotations

CONTENT = 2000
NONCE = 25
EMBEDS_TOTAL = 6000  # title, description, footer, author and fields of all embeds of a message
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FOOTER = 2048
EMBED_URL = 2048

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
