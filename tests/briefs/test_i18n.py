"""The catalogue: English as its own key, other languages from compiled files, plural forms."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from briefs.i18n import Translator
from briefs.text.dates import date_in_words, in_words, parse_edtf, span_in_words

RUSSIAN = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
"(n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "{n} statement"
msgid_plural "{n} statements"
msgstr[0] "{n} высказывание"
msgstr[1] "{n} высказывания"
msgstr[2] "{n} высказываний"

msgid "said by {name}"
msgstr "{name}: слова"

msgid "April"
msgstr "апрель"

msgid "{day} April"
msgstr "{day} апреля"

msgid "{day} October"
msgstr "{day} октября"

msgid "{day} Apr"
msgstr "{day} апр."

msgid "{day} Oct"
msgstr "{day} окт."

msgid "{date} {year}"
msgstr "{date} {year} г."

msgid "{first} or {last}"
msgstr "{first} или {last}"

msgid "{first} to {last}"
msgstr "{first} — {last}"

msgid "by {date}"
msgstr "не позднее {date}"

msgid "{date}, uncertain"
msgstr "{date}, неточно"
"""


@pytest.fixture
def russian(tmp_path: Path) -> Translator:
    folder = tmp_path / "ru" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "onrecord.mo").open("wb") as stream:
        write_mo(stream, read_po(RUSSIAN.strip().encode().splitlines(keepends=True), locale="ru"))
    return Translator("ru-RU", tmp_path)


def test_english_is_its_own_key() -> None:
    translator = Translator()
    assert translator.gettext("said by {name}", name="{braces}") == "said by {braces}"
    assert [translator.ngettext("{n} statement", "{n} statements", n) for n in (0, 1, 2)] == [
        "0 statements",
        "1 statement",
        "2 statements",
    ]


def test_russian_has_three_plural_forms(russian: Translator) -> None:
    assert russian.language == "ru"
    assert [russian.ngettext("{n} statement", "{n} statements", n) for n in (1, 3, 5, 11, 21, 22)] == [
        "1 высказывание",
        "3 высказывания",
        "5 высказываний",
        "11 высказываний",
        "21 высказывание",
        "22 высказывания",
    ]


def test_what_a_catalogue_lacks_is_said_in_english(russian: Translator) -> None:
    assert russian.gettext("said by {name}", name="Лавров") == "Лавров: слова"
    assert russian.gettext("not translated: {n}", n=1) == "not translated: 1"


@pytest.mark.parametrize("language", ["de", "../ru", "", "en-GB"])
def test_a_language_without_a_catalogue_reads_english(language: str, tmp_path: Path) -> None:
    assert Translator(language, tmp_path).ngettext("{n} topic", "{n} topics", 2) == "2 topics"


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        ("2011-10-26", "26 октября 2011 г."),
        ("2013-04?", "апрель 2013 г., неточно"),
        ("../2011-10-26", "не позднее 26 октября 2011 г."),
        ("[2013-04-22,2013-04-23]", "22 или 23 апреля 2013 г."),
    ],
)
def test_russian_dates_decline_their_month(russian: Translator, edtf: str, expected: str) -> None:
    assert in_words(parse_edtf(edtf), russian) == expected


def test_russian_spans(russian: Translator) -> None:
    span = span_in_words(date(2011, 10, 26), date(2013, 4, 23), russian)
    assert span == "26 окт. 2011 г. — 23 апр. 2013 г."
    assert date_in_words(date(2013, 4, 23), russian) == "23 апреля 2013 г."


def test_english_starts_without_gettext() -> None:
    code = "import sys, briefs.i18n as w; w.Translator().gettext('x'); print('gettext' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
