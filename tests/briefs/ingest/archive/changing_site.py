"""A newspaper whose pages change in twelve ways, of which two are news."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any

from aiohttp import web

from tests.briefs.ingest.loopback_site import LoopbackSite, redirects
from tests.paths import REPOSITORY

KINDS = (
    "boilerplate", "advertising", "typo", "reworded", "removed", "moved", "soft 404", "paywall", "encoding",
    "redirects", "timeout", "robots",
)  # fmt: skip
NEWS = ("reworded", "removed")
ADS = (
    "Advertisement", "Save up to half on a new kitchen this weekend, only at the store on the square.",
    "Sponsored: seven cities that you have to see before the summer is over.",
    "Sign up for our newsletter and get the day's stories in your inbox.",
)  # fmt: skip
_SENTENCE = re.compile(r"[^.!?]+[.!?][\"”]*\s*")


def sentences() -> list[str]:
    """Whole sentences of the shipped articles, each once."""
    found = []
    for file in sorted((REPOSITORY / "seeds/articles").glob("*.txt")):
        for line in file.read_text("utf-8").splitlines():
            found += [" ".join(each.split()) for each in _SENTENCE.findall(line)]
    return list(dict.fromkeys(each for each in found if 60 < len(each) < 400 and each[0].isupper()))


@dataclass
class Page:
    """`paragraphs` of which those numbered in `said` are on record, by a statement of that number."""

    path: str
    title: str
    paragraphs: list[str]
    said: list[int]
    related: list[str] = field(default_factory=list)

    def html(self, paragraphs: list[str] | None = None, more: str = "", related: bool = True) -> str:
        body = "".join(f"<p>{escape(each, quote=False)}</p>" for each in paragraphs or self.paragraphs)
        links = "".join(f"<li><a href='/x'>{escape(each)}</a></li>" for each in self.related if related)
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(self.title)}</title>'
            '<meta property="article:published_time" content="2026-04-23T10:00:00Z"></head>'
            f"<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav><article><h1>{self.title}</h1>"
            f"{body}{more}</article><aside><ul>{links}</ul></aside><footer>Imprint</footer></body></html>"
        )


def made(number: int, pool: list[str], chance: random.Random) -> Page:
    """A page of eight to twelve paragraphs of one or two sentences, three to five of them on record."""
    words = chance.sample(pool, 24)
    paragraphs = []
    for _ in range(chance.randint(8, 12)):
        paragraphs.append(" ".join(words.pop() for _ in range(chance.randint(1, 2))))
    said = sorted(chance.sample(range(len(paragraphs)), chance.randint(3, 5)))
    title = " ".join(words.pop().split()[:7]).rstrip(",.")
    # teasers of other stories
    own = " ".join(paragraphs)
    return Page(f"/p{number}", title, paragraphs, said, chance.sample([s for s in pool if s not in own], 4))


def reworded(text: str, chance: random.Random, pool: list[str]) -> str:
    """The paragraph with other words in one place: exchanged, left out, added, negated, or a new half."""
    words, others = text.split(), chance.choice(pool).split()
    at = chance.randrange(1, len(words) - 2)
    way = chance.choice(["exchange", "leave out", "add", "negate", "half", "number"])
    if way == "exchange":
        unlike = [each for each in others if each.lower()[0] != words[at].lower()[0]]
        words[at] = chance.choice(unlike or ["otherwise"]).strip("“”\"',.")
    elif way == "leave out":
        del words[at : at + 2]
    elif way == "add":
        words[at:at] = others[1:4]
    elif way == "negate":
        words.insert(at, "not" if "not" not in words else "never")
    elif way == "number":
        words.insert(at, str(chance.randint(2, 900)))
    else:
        words[len(words) // 2 :] = others[: len(words) // 2]
    return " ".join(words)


def mistyped(text: str, chance: random.Random) -> str:
    """The paragraph with two letters of a long word exchanged."""
    words = text.split()
    long = [n for n, each in enumerate(words) if each.isalpha() and each.isascii() and len(each) >= 7]
    for at in chance.sample(long, len(long)):
        word, place = words[at], chance.randrange(2, len(words[at]) - 2)
        if word[place] != word[place + 1]:
            words[at] = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
            return " ".join(words)
    return text


def change(page: Page, kind: str, site: LoopbackSite, chance: random.Random, pool: list[str]) -> set[int]:
    """Changes the page on the site; the numbers of the paragraphs whose words are no longer there."""
    place, paragraphs = chance.choice(page.said), list(page.paragraphs)
    known = page.html()
    ways: dict[str, Callable[[], Any]] = {
        "boilerplate": lambda: dressed_up(page, chance, pool),
        "soft 404": lambda: other_page(page, chance, pool),
        "encoding": lambda: encoded(known, chance),
        "timeout": lambda: hanging,
    }
    if kind in ways:
        site.pages[page.path] = ways[kind]()
        return set()
    if kind == "advertising":
        for _ in range(3):
            paragraphs.insert(chance.randrange(1, len(paragraphs)), chance.choice(ADS))
    elif kind == "typo":
        paragraphs = [mistyped(each, chance) if n == place or n % 4 == 0 else each
                      for n, each in enumerate(paragraphs)]  # fmt: skip
    elif kind == "reworded":
        paragraphs[place] = reworded(paragraphs[place], chance, pool)
    elif kind == "removed":
        del paragraphs[place]
    elif kind == "moved":
        paragraphs.insert(chance.randrange(len(paragraphs)), paragraphs.pop(place))
    if kind == "paywall":
        wall = chance.choice(["Subscribe to continue reading.", "To continue reading, sign in.",
                              "This article is for subscribers only."])  # fmt: skip
        site.pages[page.path] = page.html(paragraphs[: chance.randint(1, 4)], f"<div><p>{wall}</p></div>")
    elif kind == "redirects":
        hops = chance.choice([2, 4, 9])
        for hop in range(hops):
            here = f"{page.path}/{hop}" if hop else page.path
            site.pages[here] = redirects(f"{page.path}/{hop + 1}", chance.choice([301, 302]))
        site.pages[f"{page.path}/{hops}"] = known
    elif kind == "robots":
        before = str(site.pages.get("/robots.txt", "User-agent: *\n"))
        site.pages["/robots.txt"] = f"{before}Disallow: {page.path}$\n"
        site.pages[page.path] = page.html([reworded(each, chance, pool) for each in paragraphs])
    else:
        site.pages[page.path] = page.html(paragraphs)
    return {place} if kind in NEWS else set()


def dressed_up(page: Page, chance: random.Random, pool: list[str]) -> str:
    """The same article with other things around it."""
    own = " ".join(page.paragraphs)
    html = replace(page, related=chance.sample([each for each in pool if each not in own], 6)).html()
    return html.replace("Imprint", "Imprint, privacy and the terms of 2026").replace("Sport", "Games")


def other_page(page: Page, chance: random.Random, pool: list[str]) -> str:
    """What is no 404 and not the article either."""
    if chance.random() < 0.5:
        return Page("", "Page not found", ["Sorry, the page you are looking for does not exist."], []).html()
    own = " ".join(page.paragraphs)
    return Page("", "The Daily", [each for each in chance.sample(pool, 9) if each not in own], []).html()


def encoded(html: str, chance: random.Random) -> Any:
    """The same page in another encoding, or with its signs written otherwise."""
    way = chance.choice(["windows-1252", "utf-16", "references", "straight"])
    if way in ("windows-1252", "utf-16"):
        body = html.replace('charset="utf-8"', f'charset="{way}"').encode(way, "xmlcharrefreplace")

        async def answer(request: web.Request) -> web.Response:
            return web.Response(body=body, headers={"Content-Type": f"text/html; charset={way}"})

        return answer
    if way == "references":
        return re.sub(r"[^\x00-\x7f]", lambda sign: f"&#{ord(sign[0])};", html)
    plain = str.maketrans({"“": "&quot;", "”": "&quot;", "’": "'", "–": "-", "\u2011": "-"})
    return html.translate(plain).replace(", ", ",&nbsp;")


async def hanging(request: web.Request) -> web.Response:
    await asyncio.sleep(30)
    return web.Response()
