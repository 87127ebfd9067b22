"""The site in Chromium: opened, searched, followed to the words; and what axe-core says of it."""

from __future__ import annotations

import asyncio
import json
import random
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.web.site_server import serve_site
from briefs import library
from briefs.model import Statement
from briefs.site import SiteOptions, build, find_pagefind
from briefs.text import fold_whitespace
from tests.briefs.library.small_library import DOSSIER
from tests.discord_double.look_alike.browser import find_browser
from tests.paths import REPOSITORY

if find_browser() is None:
    pytest.skip("there is no Chromium on the PATH", allow_module_level=True)
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
# Each in light and in dark, as wide as a screen and as a phone.
KINDS = (
    "index.html", "statement/rferl-2013-04-23-01.html", "person/sergei-lavrov.html",
    "topic/missile-defence.html", "person/sergei-lavrov/on/missile-defence.html",
    "article/nato-2012-04-19.html", "article/rferl-2013-04-23.html", "search.html?q=missile",
    "ru/statement/vor-2013-04-23-02.html", "days.html",
)  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The carried library's site, on loopback as `onrecord serve` shows it."""
    site = tmp_path_factory.mktemp("served") / "site"
    options = SiteOptions(
        whole_articles=frozenset({"NATO"}), search=find_pagefind() is not None, pictures=False
    )
    build(library.read(REPOSITORY), site, options)
    with serving(site) as address:
        yield address


@contextmanager
def serving(site: Path) -> Iterator[str]:
    loop, ports = asyncio.new_event_loop(), list[int]()
    ready = threading.Event()

    def started(port: int) -> None:
        ports.append(port)
        ready.set()

    async def serve() -> None:
        await serve_site(site, 0, REPOSITORY, None, lambda line: None, started)

    task = loop.create_task(serve())
    thread = threading.Thread(target=lambda: loop.run_until_complete(asyncio.wait([task])))
    thread.start()
    assert ready.wait(30)
    yield f"http://127.0.0.1:{ports[0]}"
    loop.call_soon_threadsafe(task.cancel)
    thread.join()
    loop.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(
            executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield started
        started.close()


def chosen(count: int) -> list[Statement]:
    return random.Random(7).sample(library.read(REPOSITORY).statements, count)


def follow(page: Any, served: str, statement: Statement) -> None:
    """From the receipt to the words in the article, which are lit when it opens at them."""
    page.goto(f"{served}/statement/{statement.id}.html")
    words = fold_whitespace(statement.passage)
    assert words in fold_whitespace(page.inner_text("figure blockquote"))
    assert fold_whitespace(page.inner_text(".context mark")) == words
    page.click(f"dd a[href$='#{statement.id}']")
    lit = page.locator(":target")
    lit.wait_for(timeout=20_000)
    assert fold_whitespace(lit.inner_text()).strip("“”") == words
    shown, around = (
        lit.evaluate(
            "e => getComputedStyle(e.tagName == 'SPAN' ? e.querySelector('mark') : e).backgroundColor"
        ),
        page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
    )
    assert shown != around and not shown.endswith(", 0)")
    page.click(f":target a, article:has(:target) a[href$='{statement.id}.html']")  # and back to the receipt
    assert "/statement/" in page.url


def find(page: Any, served: str, statement: Statement) -> None:
    """Searched for by its rarest words, the statement is among what is found."""
    words = " ".join(sorted({*fold_whitespace(statement.passage).split()}, key=len)[-3:])
    page.goto(f"{served}/search.html")
    page.fill("main input", words)
    page.click("main button")
    page.wait_for_selector("#found a", timeout=30_000)
    assert page.locator(f"#found a[href*='{statement.id}']").count() == 1


def without_faults(page: Any, path: str) -> list[tuple[str, str, str]]:
    """What axe-core calls serious or worse."""
    found = axe.Axe().run(page).response["violations"]
    return [
        (path, each["id"], each["nodes"][0]["html"])
        for each in found
        if each["impact"] in ("serious", "critical")
    ]


def test_a_reader_searches_and_follows_to_the_words(served: str, browser: Any) -> None:
    page = browser.new_page()
    for statement in chosen(4):
        follow(page, served, statement)
    if find_pagefind():
        find(page, served, chosen(1)[0])
    page.close()


def test_nothing_serious_is_said_of_a_page(served: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.goto(f"{served}/{KINDS[1]}")
    assert without_faults(page, KINDS[1]) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.close()


@pytest.mark.soak
@pytest.mark.skipif(find_pagefind() is None, reason="Pagefind is not installed")
def test_what_changed_since_is_found_once_and_as_it_is_now(small: Callable[..., Path], browser: Any) -> None:
    small(search=True)
    site = small((DOSSIER, "summary: Berg sees no movement.", "summary: Berg sees nothing."), search=True)
    page = browser.new_page()
    with serving(site) as address:
        for path, words in (("search", "nothing"), ("search", "movement"), ("ru/search", "movement")):
            page.goto(f"{address}/{path}.html?q={words}")
            page.wait_for_selector("#found a", timeout=30_000)
            links = [link.get_attribute("href") for link in page.locator("#found a").all()]
            assert len(links) == len(set(links)) and all("since/" not in link for link in links)
            page.click("#found a >> nth=0")
            assert "no movement" in page.inner_text("main")
    page.close()


@pytest.mark.soak
@pytest.mark.timeout(300)
def test_a_hundred_statements(served: str, browser: Any) -> None:
    """All are followed to their words; every tenth is searched for, which takes as long as ten of these."""
    page = browser.new_page()
    for number, statement in enumerate(chosen(100)):
        follow(page, served, statement)
        if number % 10 == 0 and find_pagefind():
            find(page, served, statement)


@pytest.mark.soak
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", [400, 1200])
def test_nothing_serious_is_said_of_any_kind_of_page(
    served: str, browser: Any, look: str, width: int
) -> None:
    page = browser.new_page(color_scheme=look, viewport={"width": width, "height": 900})
    faults = []
    for path in KINDS:
        page.goto(f"{served}/{path}")
        if "search" in path and find_pagefind():
            page.wait_for_selector("#found a", timeout=30_000)
        faults += without_faults(page, path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert faults == []


@pytest.mark.soak
def test_it_can_be_used_without_scripts_and_by_keyboard(served: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/index.html")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("href") == "#content"
    page.click("main a >> nth=0")
    page.click("article a >> nth=0")
    assert page.locator("figure blockquote").count() == 1


def test_a_browser_checks_it_and_finds_what_was_bent(
    with_log: Callable[..., Path], browser: Any, tmp_path: Path
) -> None:
    whole = (with_log() / "statement/post-01.html").read_text("utf-8")
    held = re.findall(r'id="receipt">(.*?)</script>', whole)[0]
    receipt = json.loads(held)
    tab, file = browser.new_page(), tmp_path / "page.html"
    faults = list[str]()
    tab.on("pageerror", lambda error: faults.append(str(error)))

    def verdict(text: str) -> str:
        file.write_text(text, "utf-8")
        tab.goto(file.as_uri())
        tab.click("#proof button")
        tab.wait_for_function("document.getElementById('checked').textContent")
        return str(tab.inner_text("#checked"))

    def holding(**other: object) -> str:
        return whole.replace(held, json.dumps(receipt | other, ensure_ascii=False))

    sound = "The words on this page are those in the log, and the log is signed by its key."
    bent = "This page is not what the log has: its words or its proof were changed."
    assert verdict(whole) == verdict(holding()) == sound
    signature = receipt["checkpoint"].rpartition(" ")[2]
    assert verdict(whole.replace("<p>“We see no", "<p>“We see some")) == bent
    for other in (
        {"document": receipt["document"] | {"said": "2010-05-03"}},
        {"entry": receipt["entry"] | {"at": "2026"}},
        {"index": receipt["index"] ^ 1},
        {"proof": receipt["proof"][::-1]},
        {"checkpoint": receipt["checkpoint"].replace(signature, signature[:30] + "AAAA" + signature[34:])},
        {"key": receipt["key"].replace("record", "second")},
    ):
        assert verdict(holding(**other)) == bent, other
    assert faults == []
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(file.as_uri())
    assert plain.locator("#proof button").count() == 0 and "Entry 4 of 7" in plain.inner_text("#proof")
