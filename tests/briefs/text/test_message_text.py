"""Discord's Markdown read as its readers see it, with the way back to where each word stands."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.text import message_text, read_markdown


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("**Lavrov** said *“no”*", "Lavrov said “no”"),
        (
            "__We__ ~~shall perhaps not ever have~~ ~~no~~ go ||now||",
            "We shall perhaps not ever have  go now",
        ),
        ("# Head\n-# small\n- item\n1. first", "Head\nsmall\n- item\nfirst"),
        ("#Lavrov and -Lavrov stay", "#Lavrov and -Lavrov stay"),
        ("[words](https://example.org/a_b) and [more](<https://example.org>)", "words and more"),
        ("a \\*star\\* and snake_case_name, 2 * 3 * 4", "a *star* and snake_case_name, 2 * 3 * 4"),
        ("<@!12> in <#34>: <:nato:56> <a:x:78> <t:1361188800:R> </verify:9>", " in : "),
        (":nato: at 12:30:45 <b>bold</b><br>next", " at 12:30:45 bold\nnext"),
        ("<q>We go</q>", "“We go”"),
    ],
)
def test_markup_is_no_part_of_the_words(message: str, shown: str) -> None:
    text = read_markdown(message).text
    assert " ".join(text.split()) == " ".join(shown.split()), text
    assert [line.strip() for line in text.strip().split("\n")] == [
        line.strip() for line in shown.strip().split("\n")
    ]


@pytest.mark.parametrize(
    ("message", "blocks"),
    [
        ("> one\n> two\nthree", [("quote", "one\ntwo")]),
        ("above\n>>> one\ntwo\n\nthree", [("quote", "one\ntwo\n\nthree")]),
        ("said:\n```txt\nwords in it\n```\nafter", [("code", "words in it")]),
        ("```words in it```", [("code", "words in it")]),
        ("so `words in it` then", [("code", "words in it")]),
        ("``` never closed", []),
        ("a <blockquote>words</blockquote> b", [("quote", "words")]),
        ("> **bold** `code`", [("quote", "bold code"), ("code", "code")]),
    ],
)
def test_quotes_and_code_are_told_from_the_rest(message: str, blocks: list[tuple[str, str]]) -> None:
    found = read_markdown(message)
    shown = [(block.kind, found.text[block.start : block.end].strip()) for block in found.blocks]
    assert sorted(shown) == sorted(blocks)


def test_every_word_leads_back_to_its_place() -> None:
    message = (
        "Said **Lavrov**:\r\n> *“we* go”\r\n> — [name](https://example.org)\r\n\r\n- `co` and ||more|| words"
    )
    found = read_markdown(message)
    for word in ("Said", "Lavrov", "“we", "go”", "name", "co", "more", "words"):
        at = found.text.index(word)
        start, end = found.span(at, at + len(word))
        assert message[start:end] == word


@pytest.mark.parametrize("sign", ["[", "“", "> ", "||", "```", "*a ", "_*~", "[a](b", "<b>", "- "])
def test_a_page_of_signs_is_read_in_time(sign: str) -> None:
    assert isinstance(read_markdown(sign * (6_000 // len(sign))).text, str)


PLAIN = st.text("aBя1 ,.;?!'’\"“”„«»()…—–_*-:\n", max_size=40)


@given(PLAIN, st.text("ab .\n", max_size=8))
def test_a_line_without_markup_is_read_as_the_parser_reads_it(line: str, after: str) -> None:
    message = line + after
    quick = read_markdown(message)
    with patch.object(message_text, "_PLAIN", re.compile("(?!)")):
        parsed = read_markdown(message)
    assert (quick.text, quick.blocks) == (parsed.text, parsed.blocks)
    assert [*map(quick.origin, range(len(quick.text)))] == [*map(parsed.origin, range(len(parsed.text)))]
