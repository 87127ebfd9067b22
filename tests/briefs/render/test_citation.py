"""Citations that other programs read: whatever a title holds, an entry of BibTeX is one entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.database import parse_string

from briefs.render.citation import bibtex
from tests.briefs.briefing.fixtures import Maker

TITLES = (
    "A {brace that nobody closes",
    "One too many} of them",
    "}{ the wrong way round, \\} \\{ and behind backslashes",
    "100 % of $5 & more_or_less ~ #1 ^ \\textbf{x}",
    'Quotes "in" it, a = sign, a comma, @misc{evil,',
    "Two\nlines\tand a tab",
    "Заявление «о мире» – 協定",
    "",
)


def read(entry: str) -> Any:
    """The one entry, as pybtex reads it."""
    (found,) = parse_string(entry, "bibtex").entries.values()
    return found


def cited(say: Maker, passage: str = "We will not.", **article: Any) -> Any:
    """The entry of a statement whose article has these fields."""
    one = say("s-1", passage=passage)
    return read(bibtex(replace(one, article=replace(one.article, **article))))


def plain(text: str) -> str:
    """What LaTeX prints of a field."""
    commands = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}"}
    commands |= {"textasciitilde": "~", "textasciicircum": "^"}
    for name, sign in commands.items():
        text = text.replace(f"\\{name}{{}}", f"\x00{ord(sign):04x}")
    for sign in "%$#&_":
        text = text.replace(f"\\{sign}", sign)
    parts = text.split("\x00")
    return parts[0] + "".join(chr(int(part[:4], 16)) + part[4:] for part in parts[1:])


@pytest.mark.parametrize("title", TITLES)
def test_an_entry_is_balanced_for_any_title(say: Maker, title: str) -> None:
    found = cited(say, title=title, author=title or None, url="https://e.example/a{b}_c%20d#e")
    words = " ".join(title.split())
    assert plain(found.fields.get("title", "")) == words
    assert found.fields["url"] == "https://e.example/a%7Bb%7D_c%20d#e"
    assert [plain(str(who)[1:-1]) for who in found.persons.get("author", [])] == ([words] if words else [])


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60))
def test_an_entry_is_one_for_any_text(say: Maker, text: str) -> None:
    found = cited(say, f"Words {text}", title=text, author=text)
    assert plain(found.fields.get("title", "")) == " ".join(text.split())


def test_who_spoke_stands_in_the_note_and_is_no_author(say: Maker) -> None:
    found = cited(say)
    assert "author" not in found.persons
    assert found.fields["note"].startswith("Ann: “We will not.” Said:")
    assert str(cited(say, author="Anna Berg").persons["author"][0]) == "{Anna Berg}"
