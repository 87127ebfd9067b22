"""How an answer looks to its reader: the language, and embeds or plain text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from briefs.i18n import Translator

LANGUAGES = {"en": "English", "ru": "Русский"}

translator_for = cache(Translator)  # a catalogue is read once


@dataclass(frozen=True, slots=True)
class Display:
    """`plain` is text without embeds and bold, for screen readers."""

    translator: Translator
    plain: bool = False

    @property
    def language(self) -> str:
        """The code of the catalogue, such as "en"."""
        return self.translator.language


def bold(text: str, display: Display) -> str:
    """`text` in bold; as it is in plain text, where a screen reader would read the asterisks out."""
    return text if display.plain else f"**{text}**"
