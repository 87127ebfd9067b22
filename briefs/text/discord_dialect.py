"""Discord's own Markdown as rules of a Markdown parser: quote lines, fences, spoilers, mentions, emoji.

Where it differs from CommonMark: a quote ends with its lines and `>>> ` runs to the end; a fence may open
and close within a line; `-# ` is small print; there is no HTML, no setext heading, no indented code.
HTML tags that people paste are taken for what they say all the same.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

_QUOTE = re.compile(r" {0,3}>[ \t]?")
_REST_QUOTE = re.compile(r" {0,3}>>>[ \t]?")
_SMALL_PRINT = re.compile(r" {0,3}-#[ \t]+")
_LANGUAGE = re.compile(r"[\w+#.-]{0,20}[ \t]*\n")
# <@1>, <@!1>, <@&1>, <#1>, <:name:1>, <a:name:1>, <t:1:R>, </command:1>, <id:browse>
_TAG = re.compile(r"<(?:[@#][!&]?\d+|a?:\w{1,32}:\d+|t:-?\d+(?::\w)?|/[\w -]{1,100}:\d+|id:\w+)>")
_EMOJI = re.compile(r":(?=\w*[a-zA-Z])\w{2,32}:")
_HTML = re.compile(r"<(?P<close>/)?(?P<name>[a-zA-Z][a-zA-Z0-9]{0,11})(?:\s[^<>]{0,300})?/?>")
_LINE_TAGS = frozenset("br p div li tr footer figcaption cite".split())


@cache
def discord_parser() -> MarkdownIt:
    """The parser of the dialect; loading it takes a moment, so it is made when it is first wanted."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero", {"maxNesting": 20})
    parser.enable(["heading", "list", "escape", "backticks", "emphasis", "strikethrough", "link", "autolink"])
    ends_paragraph: RuleOptionsType = {"alt": ["paragraph", "list"]}
    parser.block.ruler.before("list", "discord_quote", _quote, ends_paragraph)
    parser.block.ruler.before("list", "small_print", _small_print, ends_paragraph)
    parser.block.ruler.before("list", "discord_fence", _fence, ends_paragraph)
    parser.inline.add_terminator_char("|")
    parser.inline.ruler.before("link", "discord_tag", _tag)
    parser.inline.ruler.before("link", "spoiler", _spoiler)
    parser.inline.ruler.after("autolink", "html_tag", _html_tag)
    return parser


# Blocks


def _line(state: StateBlock, number: int) -> tuple[int, int]:
    return state.bMarks[number], state.eMarks[number]


def _quote(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """`> ` before each line, or `>>> ` before all that follows."""
    start, stop = _line(state, first)
    rest = _REST_QUOTE.match(state.src, start, stop)
    if rest is None and _QUOTE.match(state.src, start, stop) is None:
        return False
    if silent:
        return True
    marks, indents, counts = state.bMarks[:], state.tShift[:], state.sCount[:]
    line = first
    while line < end:
        mark = (
            rest if rest and line == first else None if rest else _QUOTE.match(state.src, *_line(state, line))
        )
        if mark is None and rest is None:
            break
        if mark is not None:
            state.bMarks[line] = mark.end()
        state.tShift[line] = state.sCount[line] = 0
        line += 1
    token = state.push("blockquote_open", "blockquote", 1)
    token.map = [first, line]
    outer, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = line, "blockquote"
    state.md.block.tokenize(state, first, line)
    state.lineMax, state.parentType = outer, parent
    state.push("blockquote_close", "blockquote", -1)
    state.bMarks, state.tShift, state.sCount = marks, indents, counts
    state.line = line
    return True


def _small_print(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    start, stop = _line(state, first)
    mark = _SMALL_PRINT.match(state.src, start, stop)
    if mark is None:
        return False
    if silent:
        return True
    state.push("heading_open", "small", 1).map = [first, first + 1]
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = state.src[mark.end() : stop].strip(), [first, first + 1], []
    state.push("heading_close", "small", -1)
    state.line = first + 1
    return True


def _fence(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """From ``` at the beginning of a line to the next ```, wherever that stands."""
    start = state.bMarks[first] + state.tShift[first]
    if not state.src.startswith("```", start):
        return False
    close = state.src.find("```", start + 3, state.eMarks[end - 1])
    if close < 0:
        return False
    if silent:
        return True
    begin = start + 3
    if language := _LANGUAGE.match(state.src, begin, close):
        begin = language.end()
    last = first
    while state.eMarks[last] < close:
        last += 1
    token = state.push("fence", "code", 0)
    token.content, token.map = state.src[begin:close].strip("\n"), [first, last + 1]
    state.line = last + 1
    return True


# Inline


def _tag(state: StateInline, silent: bool) -> bool:
    """A mention, a time or an emoji: none of it is anybody's words."""
    char = state.src[state.pos]
    if char not in "<:":
        return False
    found = (_TAG if char == "<" else _EMOJI).match(state.src, state.pos, state.posMax)
    if found is None or (char == ":" and state.pos and state.src[state.pos - 1].isalnum()):
        return False
    if not silent:
        state.push("discord_tag", "", 0)
    state.pos = found.end()
    return True


def _spoiler(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith("||", state.pos):
        return False
    if not silent:
        state.push("spoiler", "", 0)
    state.pos += 2
    return True


def _html_tag(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    found = _HTML.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        name, closing = found["name"].lower(), bool(found["close"])
        kind = "softbreak" if name in _LINE_TAGS else "html_quote" if name == "blockquote" else "html_tag"
        if name == "q":
            state.push("text", "", 0).content = "”" if closing else "“"
        else:
            state.push(kind, name, 0).hidden = closing
    state.pos = found.end()
    return True
