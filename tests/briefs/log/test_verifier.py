"""The verifier that strangers download: alone, without a package, it tells true receipts from bent ones."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefs import library
from briefs.log import VERIFIER, LogFiles, LogWriter, Receipts
from tests.briefs.library.small_library import DOSSIER, write
from tests.briefs.log.conftest import LATER

Checked = Callable[..., str]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Runs it as a stranger does: copied elsewhere, isolated, with no site-packages and nothing of ours."""
    alone = tmp_path / "stranger"
    alone.mkdir()
    (alone / "verify.py").write_bytes(VERIFIER.read_bytes())

    def run(*args: object) -> str:
        command = [sys.executable, "-I", "-S", "verify.py", *map(str, args)]
        done = subprocess.run(command, cwd=alone, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == done.stdout.startswith("SOUND: "), done.stderr
        return done.stdout.strip() or done.stderr.strip()

    return run


def receipts_of(root: Path) -> dict[str, dict[str, Any]]:
    found, receipts = library.read(root), Receipts(root)
    texts = {each.id: each.sha256 for each in found.articles}
    made = {each.id: receipts.receipt(each, texts[each.article.id]) for each in found.statements}
    receipts.close()
    return made


def test_it_is_short_and_needs_nothing():
    source = VERIFIER.read_text("utf-8")
    assert len(source.splitlines()) <= 150
    assert "briefs" not in source and "cryptography" not in source


def test_a_receipt_is_sound_and_a_bent_one_is_told(logged, checked, tmp_path):
    key, file = LogFiles(logged).key, tmp_path / "receipt.json"
    receipt = receipts_of(logged)["post-01"]
    file.write_text(json.dumps(receipt), "utf-8")
    assert checked(file, "--key", key) == "SOUND: post-01: accepted on 2026-05-01, entry 4 of 7 signed."
    bent = (
        ("document", receipt["document"] | {"words": "We see movement."}, "not the one that was entered"),
        ("entry", receipt["entry"] | {"change": "withdrawn"}, "not in the log that was signed"),
        ("index", 4, "not in the log that was signed"),
        ("proof", receipt["proof"][:-1], "not in the log that was signed"),
        ("checkpoint", receipt["checkpoint"].replace("\n7\n", "\n8\n"), "not signed by this key"),
    )
    for name, value, said in bent:
        file.write_text(json.dumps(receipt | {name: value}), "utf-8")
        assert said in checked(file, "--key", key), name
    file.write_text(json.dumps(receipt), "utf-8")
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    assert checked(file, "--key", other) == "BENT: the key is not that of this log"


def test_a_log_is_compared_with_what_was_seen_of_it_before(logged, checked, tmp_path):
    files, old = LogFiles(logged), tmp_path / "old"
    old.write_text(files.checkpoint_text() or "", "utf-8")
    write(logged, (DOSSIER, "Berg sees no movement.", "Berg saw none."))
    LogWriter(logged).sync(LATER, "hand")
    given = (logged / "log/checkpoint", "--log", files.entries, "--key", files.key, "--against", old)
    assert checked(*given) == "SOUND: 8 entries, as they were signed."
    lines = files.read().splitlines(keepends=True)
    files.entries.write_bytes(b"".join([*lines[:3], lines[4], lines[3], *lines[5:]]))
    assert checked(*given) == "BENT: the log is not the one of which 8 entries were signed"
    assert checked(*given[:3]) == "BENT: a log is checked by the key that its owner gave out: --key"
