"""The sentences around a passage: of the article's text, and of nothing else that its page has."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefs.render import sentences_around
from briefs.text import fold_whitespace

PAGE = """Currency converter
All news

No movement in talks on missile defence, the minister says after a long day of talks

MOSCOW, October 26 — There is no movement, the minister said.

He will go on working.

"We will go on," he added.

Talking of others
Partner news
  • 16x9 Image
"""


def around(passage: str, text: str = PAGE) -> tuple[str, str]:
    start = text.index(passage)
    return sentences_around(text, start, start + len(passage))


def test_menus_and_headlines_are_no_context() -> None:
    before, after = around("There is no movement, the minister said.")
    assert before == "MOSCOW, October 26 — " and after == ' He will go on working. "We will go on," he added.'
    assert around('"We will go on," he added.') == (
        "MOSCOW, October 26 — There is no movement, the minister said. He will go on working. ", "",
    )  # fmt: skip


def test_lines_that_are_wrapped_go_on() -> None:
    text = (
        "The minister had come to the talks with little hope of anything, and said\n"
        "so to everybody who asked. We will go on. Nobody knew on that day for how many\n"
        "years.\n"
    )
    before, after = around("We will go on.", text)
    assert before.startswith("The minister had come") and after.endswith("for how many years.")


@given(st.text("ab .\n•“”", max_size=300), st.integers(0, 300), st.integers(0, 60))
def test_what_is_shown_is_the_texts_own(text: str, start: int, length: int) -> None:
    start = min(start, len(text))
    end = min(len(text), start + length)
    before, after = sentences_around(text, start, end, 40)
    assert before.strip() in fold_whitespace(text[:start]) and after.strip() in fold_whitespace(text[end:])
    assert len(before) <= 42 and len(after) <= 42
