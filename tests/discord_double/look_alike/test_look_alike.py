"""The look-alike against what is known of Discord's own look."""

from __future__ import annotations

from typing import Any

import pytest

from tests.discord_double.look_alike import LOOKS, Posted, find_browser, heights, page
from tests.discord_double.look_alike.markdown import to_html

browser = find_browser()
needs_browser = pytest.mark.skipif(browser is None, reason="no Chromium on the PATH")


def text(content: str) -> dict[str, Any]:
    return {"type": 10, "content": content}


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("### A *b* **c**", "<h3>A <i>b</i> <b>c</b></h3>"),
        ("-# quiet", "<small>quiet</small>"),
        ("> a\n> b\nc", "<blockquote><p>a</p><p>b</p></blockquote><p>c</p>"),
        (r"2 \* 3 \* 4 <b>", "<p>2 * 3 * 4 &lt;b&gt;</p>"),
        ("`**x**`", "<p><code>**x**</code></p>"),
        ("[**a** b](https://x.org/#:~:text=a)", '<p><a href="https://x.org/#:~:text=a"><b>a</b> b</a></p>'),
        ("<@&12> <t:1366732800:D>", '<p><span class="mention">@&amp;12</span> '
         '<span class="mention">23 April 2013 14:05</span></p>'),
    ],
)  # fmt: skip
def test_markdown_is_shown_as_discord_shows_it(written: str, shown: str) -> None:
    assert to_html(written) == shown


def test_what_no_message_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="type 18"):
        page([Posted("form", components=[{"type": 18}])])


@needs_browser
def test_heights_are_those_of_discords_lines() -> None:
    assert browser is not None
    rows = [{"type": 1, "components": [{"type": 2, "style": 2, "label": "x", "custom_id": "x"}]}]
    posted = [
        Posted("one", components=[text("a")]),
        Posted("two", components=[text("a\nb")]),
        Posted("quiet", components=[text("a\n-# b")]),
        Posted("card", components=[{"type": 17, "components": [text("a"), *rows]}]),
        Posted("wraps", components=[text("word " * 12)]),
    ]
    for look in LOOKS:
        found = heights(browser, posted, look=look)
        assert found["two"] - found["one"] == 22
        assert found["quiet"] - found["one"] == 19
        assert found["card"] - found["one"] == 2 * 17 + 8 + 32  # edges and padding, the gap, a button
        assert found["wraps"] > found["one"]  # 60 letters do not fit on one line of a phone
