"""The catalogue: every message of the program in every language, none left over, compiled as it stands."""

from __future__ import annotations

import ast
import io
import string
from collections.abc import Iterator

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from briefs.i18n import LOCALE, Translator
from tests.paths import REPOSITORY

KEYWORDS = {"gettext": None, "ngettext": (1, 2), "N_": None}
LANGUAGES = sorted(folder.name for folder in LOCALE.iterdir() if folder.is_dir())


@pytest.fixture(scope="module")
def messages() -> set[str | tuple[str, ...]]:
    """What `make words` extracts from the source."""
    found = set()
    for package in ("bot", "briefs"):
        for _, _, message, *_ in extract_from_dir(str(REPOSITORY / package), keywords=KEYWORDS):
            found.add(message)
    return found


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES/onrecord.po").open("rb") as stream:
        return read_po(stream, locale=language)


def messages_said() -> Iterator[str]:
    """The literal first arguments of gettext, ngettext and N_, as Python itself reads them."""
    for package in ("bot", "briefs"):
        for file in sorted((REPOSITORY / package).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    if name in KEYWORDS and isinstance(node.args[0].value, str):
                        yield node.args[0].value


def test_extraction_sees_every_message(messages: set[str | tuple[str, ...]]) -> None:
    """A call inside an f-string, for one, is not seen by the extraction."""
    seen = {message if isinstance(message, str) else message[0] for message in messages}
    assert set(messages_said()) <= seen


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_missing_fuzzy_or_left_over(language: str, messages: set[str | tuple[str, ...]]) -> None:
    known = catalogue(language)
    translated = {m.id if isinstance(m.id, str) else tuple(m.id) for m in known if m.id and not m.fuzzy}
    assert translated == messages
    assert not known.obsolete
    for message in known:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.id or all(forms), message.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_fills_the_same_places(language: str) -> None:
    for message in catalogue(language):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = {name for text in ids for name in fields(text)}
        for form in forms if message.id else ():
            assert set(fields(form)) == wanted, message.id


def fields(text: str) -> Iterator[str]:
    for _, name, _, _ in string.Formatter().parse(text):
        if name is not None:
            yield name


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_is_written(language: str) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue(language))
    assert (LOCALE / language / "LC_MESSAGES/onrecord.mo").read_bytes() == compiled.getvalue(), (
        "run `make words`"
    )


@pytest.mark.parametrize(
    ("n", "said"),
    [(1, "1 высказывание"), (2, "2 высказывания"), (5, "5 высказываний"), (21, "21 высказывание")],
)
def test_russian_counts(n: int, said: str) -> None:
    assert Translator("ru").ngettext("{n} statement", "{n} statements", n) == said
