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


@pytest.mark.parametrize(
    ("language", "original", "entry"),
    [
        ("en", "In the original, as in The Ministry, transcript:", "made on 1 May 2026."),
        ("ru", "В оригинале, как в источнике «The Ministry, transcript»:", "внесена 1 мая 2026"),
    ],
)
async def test_the_proof_has_the_original_and_the_entry(tmp_path, monkeypatch, language, original, entry):
    monkeypatch.setenv("ONRECORD_DATA", str(tmp_path / "data"))
    root = with_original(tmp_path / "library")
    LogWriter(root).begin("record.example/log", datetime(2026, 5, 1, tzinfo=UTC))
    library = await LiveLibrary.open(root, paths.cache_dir(root))
    runner, display = QueryRunner(library), Display(Translator(language))
    told = {
        id: "\n".join(block.text for block in (await runner.run(asked, display)).paged.blocks)
        for id in ("post-01", "post-02")
        for asked in [Query.of("statement", statement=id)]
    }
    await library.close()
    assert original in told["post-01"] and WORDS in told["post-01"] and original not in told["post-02"]
    assert entry in told["post-01"] and entry in told["post-02"]
