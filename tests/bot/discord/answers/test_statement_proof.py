"""Behind “Proof”: the original beside the English, and the entry of the library's log."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.discord.answers.queries import QueryRunner
from bot.discord.ui import Display
from bot.live_library import LiveLibrary
from briefs import paths
from briefs.i18n import Translator
from briefs.log import LogWriter
from briefs.query.questions import Query
from tests.briefs.library.test_originals import WORDS, with_original

pytest.importorskip("cryptography", reason="signatures need the extra `log`")


TOLD = {
    "en": ("In the original, as in The Ministry, transcript:", "made on 1 May 2026."),
    "ru": ("В оригинале, как в источнике «The Ministry, transcript»:", "внесена 1 мая 2026"),
}


async def test_the_proof_has_the_original_and_the_entry(tmp_path, monkeypatch):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    root = with_original(tmp_path / "library")
    LogWriter(root).begin("record.example/log", datetime(2026, 5, 1, tzinfo=UTC))
    library = await LiveLibrary.open(root, paths.cache_dir(root))
    runner = QueryRunner(library)
    for language, (original, entry) in TOLD.items():
        for id in ("post-01", "post-02"):
            asked, display = Query.of("statement", statement=id), Display(Translator(language))
            blocks = (await runner.run(asked, display)).paged.blocks
            told = "\n".join(block.text for block in blocks)
            assert (original in told) == (WORDS in told) == (id == "post-01")
            assert entry in told
    await library.close()
