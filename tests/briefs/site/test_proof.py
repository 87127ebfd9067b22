"""A statement's page carries its receipt: the reader's browser checks it, and so does the verifier."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import html5lib
import pytest

from briefs import library
from briefs.log import LogWriter, onrecord_verify
from briefs.site import SiteOptions, build
from tests.briefs.library.small_library import DOSSIER, write
from tests.discord_double.look_alike.browser import find_browser

pytest.importorskip("cryptography", reason="signatures need the extra `log`")
AT = "2026-05-02T12:00:00+00:00"
OPTIONS = SiteOptions("https://record.example/", search=False, pictures=False)
Built = Callable[..., Path]


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    """The small library's site with a log, built again and again in one place; `sync` tells the log."""
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ONRECORD_CACHE", str(tmp_path / "cache"))
    root = write(tmp_path / "library")
    LogWriter(root).begin("record.example/log", datetime(2026, 5, 1, tzinfo=UTC))

    def make(*changes: tuple[str, ...], sync: bool = True) -> Path:
        write(root, *changes)
        if sync:
            LogWriter(root).sync(AT, "hand")
        build(library.read(root), tmp_path / "public", OPTIONS)
        return tmp_path / "public"

    return make


def page(site: Path, id: str = "post-01", prefix: str = "") -> str:
    return (site / f"{prefix}statement/{id}.html").read_text("utf-8")


def proof_of(shown: str) -> str:
    return re.findall(r'<section id="proof".*?</section>', shown, re.S)[0]


def test_every_page_has_its_receipt_and_the_verifier_takes_it(built):
    site = built()
    key = (site / "log/key").read_text().strip()
    for prefix in ("", "ru/"):
        for number in range(1, 6):
            told = onrecord_verify.check_receipt(page(site, f"post-0{number}", prefix), key)
            assert told.startswith(f"post-0{number}: ")
    assert "Entry 4 of 7 in the log record.example/log, made on 1 May 2026." in page(site)
    assert "Запись 4 из 7 в журнале record.example/log" in page(site, prefix="ru/")
    with pytest.raises(ValueError, match="shows other words"):
        onrecord_verify.check_receipt(page(site).replace("<p>“We see no", "<p>“We see some"), key)
    assert {each.name for each in (site / "log").iterdir()} == {
        "entries.jsonl", "checkpoint", "key", "onrecord_verify.py",
    }  # fmt: skip
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(page(site))
    assert parser.errors == []
    assert max(file.stat().st_size for file in site.rglob("*.html")) <= 30_000


def test_a_page_is_made_again_when_the_log_was_told(built):
    first = proof_of(page(built(), "post-02"))
    changed = (DOSSIER, "Berg sees no movement.", "Berg saw none.")
    assert "record.example/log" not in page(built(changed, sync=False)), "nothing is claimed that is not so"
    site = built(changed)
    assert "Entry 8 of 8" in page(site)
    assert proof_of(page(site, "post-02")) == first, "an older checkpoint is as good a proof"


def test_a_tombstone_proves_that_it_was_withdrawn_without_the_words(built):
    site = built((DOSSIER, "  - id: post-01\n", "  - id: post-01\n    status: withdrawn\n"))
    shown = page(site)
    held = json.loads(re.findall(r'id="receipt">(.*?)</script>', shown)[0])
    assert held["entry"]["change"] == "withdrawn" and "movement" not in shown
    assert "withdrawn" in onrecord_verify.check_receipt(shown, held["key"])


def test_a_library_without_a_log_says_nothing_of_one(tmp_path):
    build(library.read(write(tmp_path / "library")), tmp_path / "public", OPTIONS)
    assert not (tmp_path / "public/log").exists()
    assert "receipt" not in re.findall(r'id="(\w+)"', page(tmp_path / "public"))


@pytest.fixture
def opened() -> Iterator[Any]:
    if find_browser() is None:
        pytest.skip("there is no Chromium on the PATH")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=find_browser(), args=["--no-sandbox"])
        yield browser
        browser.close()


def test_a_browser_checks_it_and_finds_what_was_bent(built, opened, tmp_path):
    whole = page(built())
    held = re.findall(r'id="receipt">(.*?)</script>', whole)[0]
    receipt = json.loads(held)
    tab, file = opened.new_page(), tmp_path / "page.html"
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
        {"entry": receipt["entry"] | {"at": AT}},
        {"index": receipt["index"] ^ 1},
        {"proof": receipt["proof"][::-1]},
        {"checkpoint": receipt["checkpoint"].replace(signature, signature[:30] + "AAAA" + signature[34:])},
        {"key": receipt["key"].replace("record", "second")},
    ):
        assert verdict(holding(**other)) == bent, other
    assert faults == []
    plain = opened.new_context(java_script_enabled=False).new_page()
    plain.goto(file.as_uri())
    assert plain.locator("#proof button").count() == 0 and "Entry 4 of 7" in plain.inner_text("#proof")
