"""The catalogue of what a user reads: gettext, with English as its own key.

A message is named by its English text. English therefore needs no file; another language is read
from `locale/<language>/LC_MESSAGES/onrecord.mo`, and what that lacks is said in English.
Extract with the keywords `gettext`, `ngettext:1,2` and `N_`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LOCALE = Path(__file__).parent / "locale"


def N_(msgid: str) -> str:
    """Name a message for extraction where it is defined; it is translated where it is said."""
    return msgid


class Translator:
    """Messages in one language. `language` is its ISO 639 code: "ru" for "ru-RU"."""

    __slots__ = ("_catalogue", "language")

    def __init__(self, language: str = "en", folder: Path = LOCALE) -> None:
        self.language = language.replace("_", "-").partition("-")[0].lower() or "en"
        self._catalogue = None if self.language == "en" else _catalogue(self.language, folder)

    def gettext(self, msgid: str, **values: object) -> str:
        """`msgid` in this language, its {names} filled with `values`."""
        text = self._catalogue.gettext(msgid) if self._catalogue else msgid
        return text.format(**values) if values else text

    def ngettext(self, one: str, many: str, n: int, **values: object) -> str:
        """The form that goes with the number `n`, which the text may show as {n}."""
        if self._catalogue:
            text = self._catalogue.ngettext(one, many, n)
        else:
            text = one if n == 1 else many
        return text.format(n=n, **values)


ENGLISH = Translator("en")  # needs no catalogue: the messages are written in it


def _catalogue(language: str, folder: Path) -> NullTranslations | None:
    """The compiled catalogue, or None where there is none: the texts then stay English."""
    file = folder / language / "LC_MESSAGES" / "onrecord.mo"
    if not language.isalpha() or not file.is_file():
        return None
    from gettext import GNUTranslations  # English, the usual case, starts without it

    with file.open("rb") as stream:
        return GNUTranslations(stream)
