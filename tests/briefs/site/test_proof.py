"""A statement's page carries its receipt: the reader's browser checks it, and so does the verifier."""

from __future__ import annotations

import json
import re
from pathlib import Path

import html5lib
import pytest

from briefs import library
from briefs.log import onrecord_verify
from briefs.site import SiteOptions, build
from tests.briefs.library.small_library import DOSSIER, write

pytest.importorskip("cryptography", reason="signatures need the extra `log`")
OPTIONS = SiteOptions("https://record.example/", search=False, pictures=False)


def page(site: Path, id: str = "post-01", prefix: str = "") -> str:
    return (site / f"{prefix}statement/{id}.html").read_text("utf-8")


def proof_of(shown: str) -> str:
    return re.findall(r'<section id="proof".*?</section>', shown, re.S)[0]


def test_every_page_has_its_receipt_and_the_verifier_takes_it(with_log):
    site = with_log()
    key = (site / "log/key").read_text().strip()
    for prefix in ("", "ru/"):
        for number in (1, 3, 5):
            told = onrecord_verify.check_receipt(page(site, f"post-0{number}", prefix), key)
            assert told.startswith(f"post-0{number}: ")
            # who and when as they were entered: a page may be made to show somebody else
            assert "2010-05" in told.partition(" In the log: ")[2]
    assert onrecord_verify.check_receipt(page(site), key).endswith(" In the log: Anna Berg, 2010-05-02.")
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


def test_a_page_is_made_again_when_the_log_was_told(with_log):
    first = proof_of(page(with_log(), "post-02"))
    changed = (DOSSIER, "Berg sees no movement.", "Berg saw none.")
    assert "record.example/log" not in page(with_log(changed, sync=False)), (
        "nothing is claimed that is not so"
    )
    site = with_log(changed)
    assert "Entry 8 of 8" in page(site)
    assert proof_of(page(site, "post-02")) == first, "an older checkpoint is as good a proof"


def test_a_tombstone_proves_that_it_was_withdrawn_without_the_words(with_log):
    site = with_log((DOSSIER, "  - id: post-01\n", "  - id: post-01\n    status: withdrawn\n"))
    shown = page(site)
    held = json.loads(re.findall(r'id="receipt">(.*?)</script>', shown)[0])
    assert held["entry"]["change"] == "withdrawn" and "movement" not in shown
    assert "withdrawn" in onrecord_verify.check_receipt(shown, held["key"])


def test_a_library_without_a_log_says_nothing_of_one(tmp_path):
    build(library.read(write(tmp_path / "library")), tmp_path / "public", OPTIONS)
    assert not (tmp_path / "public/log").exists()
    assert "receipt" not in re.findall(r'id="(\w+)"', page(tmp_path / "public"))
