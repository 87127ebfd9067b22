"""Cards keep every limit, and nothing in them is markup or a call, whatever is quoted or typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.discord.core import (
    ActionButton,
    ActionSelect,
    ComponentAction,
    MessageItem,
    card_view,
    option,
    plain_content,
)
from bot.discord.ui import button_rows, limits
from bot.discord.ui.display import Display, translator_for
from bot.discord.ui.markdown import link, safe, safe_within, web_address
from bot.discord.ui.pages import Block, Page, PagedAnswer, fit_page, paginate, truncate_lines

NASTY = st.one_of(
    st.text(max_size=400),
    st.lists(
        st.sampled_from(
            [
                "@everyone",
                "@here",
                "<@123>",
                "<@&9>",
                "<#1>",
                "<:x:1>",
                "<t:0>",
                "**",
                "__",
                "```",
                "`",
                "||",
                "~~",
                "> ",
                "# ",
                "- ",
                "1. ",
                "[a](http://b)",
                "\\",
                "\n",
                "\x02",
                "\u202e",
                "слово",
                "😀",
                " ",
            ]
        ),
        max_size=60,
    ).map("".join),
)
ENGLISH = Display(translator_for("en"))
LONG = st.builds(lambda text, times: text * times, NASTY, st.integers(1, 200))
UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*[*_~`|<>\[\]#]")


@settings(max_examples=150)
@given(NASTY)
def test_nothing_in_a_quotation_is_markup_or_calls_anybody(text: str) -> None:
    shown = safe(text)
    assert not UNESCAPED.search(shown)
    assert "\n" not in shown and "@everyone" not in shown.lower() and "@here" not in shown.lower()
    assert not re.match(r"[-+] |\d+\. ", shown)


@pytest.mark.parametrize(
    ("quoted", "shown"),
    [
        ("- a list", r"\- a list"),
        ("+ a list", r"\+ a list"),
        ("12. a list", r"12\. a list"),
        ("# **bold**", r"\# \*\*bold\*\*"),
        ("pay\u202e100\u202c now\x07", "pay100 now"),
        ("@everyone and @HERE", "@\u200beveryone and @\u200bHERE"),
    ],
)
def test_what_begins_a_line_turns_the_text_or_calls(quoted: str, shown: str) -> None:
    assert safe(quoted) == shown


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=300))
def test_what_is_shown_is_what_was_said(text: str) -> None:
    """Discord drops the backslashes before punctuation: the words are there, letter for letter."""
    seen = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", safe(text)).replace("\u200b", "")
    assert seen == "".join(ch for ch in " ".join(text.split()) if ch.isprintable()).replace("\u200b", "")


@given(LONG, st.integers(1, 500))
def test_a_cut_leaves_no_half_of_an_escape(text: str, most: int) -> None:
    shown = safe_within(text, most)
    assert len(shown) <= max(most, 1) and not UNESCAPED.search(shown)
    assert not re.search(r"(?<!\\)(?:\\\\)*\\…?$", shown)


@given(LONG)
def test_an_address_that_is_linked_keeps_the_limit(rest: str) -> None:
    for address in (f"https://example.org/{rest[:50]}", f"https://example.org/{rest}"):
        found = web_address(address)
        assert found is None or len(found) <= limits.LINK_URL


@settings(max_examples=60)
@given(LONG, LONG, LONG, st.booleans())
def test_every_card_keeps_every_limit(title: str, body: str, footer: str, plain: bool) -> None:
    card = fit_page(Page(title, body, footer), plain)
    assert card.title and len(card.title) <= limits.TITLE and len(card.footer) <= limits.FOOTER
    if plain:
        assert len(plain_content(card)) <= limits.CONTENT
    else:
        view = card_view(card, ENGLISH, above="<@&1234567890123456789>")
        assert view.content_length() <= limits.CARD_TEXT and view.to_components()
    assert fit_page(card, plain) == card


def item(kind: str, number: int) -> MessageItem:
    action = ComponentAction("page", f"k{number}")
    return ActionButton(action, "Next") if kind == "button" else ActionSelect(action, "?", [option("a", "a")])


@given(st.lists(st.sampled_from(["button", "menu"]), max_size=11))
def test_buttons_stand_in_rows_of_five_and_a_menu_alone(kinds: list[str]) -> None:
    """In their order, whatever it is; a message holds forty components, nested ones counted."""
    view = card_view(Page("T", "body", "footer"), ENGLISH, [item(kind, n) for n, kind in enumerate(kinds)])
    inside = view.to_components()[0]["components"]
    rows = [[one["type"] for one in each["components"]] for each in inside if each["type"] == 1]
    assert [3 if kind == "menu" else 2 for kind in kinds] == [one for row in rows for one in row]
    assert all(row == [3] or (set(row) == {2} and len(row) <= limits.ROW_BUTTONS) for row in rows)
    assert sum(1 for _ in view.walk_children()) <= limits.CARD_COMPONENTS


def test_long_parts_fit_together_too() -> None:
    card = fit_page(Page("T" * 300, "A line.\n" * 900, "F" * 3000))
    assert (len(card.title), len(card.footer)) == (limits.TITLE, limits.FOOTER)
    assert 2900 < len(card.body) and card_view(card, ENGLISH).content_length() <= limits.CARD_TEXT
    assert (
        3700 < card_view(fit_page(Page("T", "A line.\n" * 900)), ENGLISH).content_length() <= limits.CARD_TEXT
    )


@settings(max_examples=60)
@given(st.lists(LONG, max_size=12), LONG, st.booleans())
def test_pages_hold_every_statement_once_and_keep_the_limits(
    texts: list[str], intro: str, plain: bool
) -> None:
    blocks = tuple(Block(safe_within(text, 900) or "…", f"s{n}") for n, text in enumerate(texts))
    made = paginate(PagedAnswer("Title", safe_within(intro, 900), blocks, "footer"), plain)
    assert [s for card in made for s in card.statements] == [block.statement for block in blocks]
    for card in made:
        assert fit_page(card, plain) == card


@given(st.text(max_size=300), st.integers(1, 200))
def test_lines_are_cut_within_what_is_allowed(text: str, most: int) -> None:
    assert len(truncate_lines(text, most)) <= most


@given(st.text(max_size=200))
def test_a_link_has_a_web_address_or_is_none(url: str) -> None:
    shown = link("label", url)
    assert shown == "label" or re.fullmatch(r"\[label\]\(https?://[^\s()<>]+\)", shown)
    assert web_address("javascript:alert(1)") is None


def test_a_bracket_in_an_address_does_not_end_its_link() -> None:
    assert link("label", "https://example.org/a_(b)") == "[label](https://example.org/a_%28b%29)"


def as_before(text: str) -> str:
    """`safe` as four substitutions, whether there is anything to substitute or not."""
    line = "".join(ch for ch in " ".join(text.split()) if ch.isprintable() or ch in "\u200c\u200d")
    line = re.sub(r"^([-+])", r"\\\1", re.sub(r"([\\*_~`|<>\[\]#])", r"\\\1", line))
    line = re.sub(r"^(\d+)\.", r"\1\\.", line)
    return re.sub(r"@(?=everyone|here)", "@\u200b", line, flags=re.IGNORECASE)


@given(NASTY | st.from_regex(r"[-+0-9٣²][-+.0-9٣²]{0,4}( @here)?", fullmatch=True))
def test_what_has_no_markup_is_looked_at_alone(text: str) -> None:
    assert safe(text) == as_before(text)


def test_the_sixth_button_begins_a_row_wherever_the_fifth_stands() -> None:
    assert [button_rows(["ok"] * count) for count in (0, 1, 5, 6, 10)] == [0, 1, 1, 2, 2]
    long = ["Принять", "Принять как то же", "Изменить", "Отклонить", "Имена и слова"]
    assert (button_rows(long), button_rows([*long, "Открыть статью"])) == (3, 4)
