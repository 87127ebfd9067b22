"""The index follows the library, and a broken library never takes the place of a good index."""

from __future__ import annotations

import os
import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import platformdirs
import pytest

from briefs import paths
from briefs.errors import LibraryInvalid, UserError
from briefs.index.connection import BlockingConnection, run
from briefs.index.filters import Filter
from briefs.index.reader import IndexReader
from briefs.library import stamps_checksum
from briefs.query.engine import QueryEngine
from briefs.query.open import INDEX, is_up_to_date, open_engine, rebuild

DOSSIER = "seeds/dossiers/itar-tass-2011-10-26.yaml"


def opened(root: Path, cache: Path) -> QueryEngine:
    return run(open_engine(root, cache))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_a_changed_library_is_indexed_by_itself(library_copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    before = opened(library_copy, cache)
    edit(library_copy / DOSSIER, "    summary: ", "    summary: Anew. ")
    after = opened(library_copy, cache)
    assert before.registry.digest != after.registry.digest
    ids = {s.id for s in run(after.search(["anew"], Filter())).statements}
    assert ids == {"itar-tass-2011-10-26-01"}


def test_a_touched_file_is_no_changed_file(library_copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    opened(library_copy, cache)
    built = (cache / INDEX).stat().st_ino
    os.utime(library_copy / DOSSIER)
    opened(library_copy, cache)
    assert (cache / INDEX).stat().st_ino == built


def test_a_broken_library_is_answered_from_the_last_good_index(library_copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    good = opened(library_copy, cache)
    edit(library_copy / DOSSIER, "    kind: quotation", "    kind: quotaton")
    still = opened(library_copy, cache)
    assert still.registry == good.registry
    (warning,) = still.warnings
    assert re.search(r"last good index.*itar-tass-2011-10-26\.yaml:\d+:\d+: ", warning)


def test_a_broken_library_without_an_index_is_refused(library_copy: Path, tmp_path: Path) -> None:
    (library_copy / DOSSIER).write_text("article: [", "utf-8")
    with pytest.raises(LibraryInvalid) as refused:
        opened(library_copy, tmp_path / "cache")
    assert refused.value.problems[0].file == DOSSIER


def test_a_draft_is_no_answer(library_copy: Path, tmp_path: Path) -> None:
    drafted = "itar-tass-2011-10-26-07"
    edit(library_copy / DOSSIER, f"- id: {drafted}\n", f"- id: {drafted}\n    status: draft\n")
    engine = opened(library_copy, tmp_path / "cache")
    assert engine.warnings == ()
    with pytest.raises(UserError, match="no statement"):
        run(engine.statement(drafted))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.99])
def test_a_truncated_index_is_built_anew(library_copy: Path, tmp_path: Path, share: float) -> None:
    cache = tmp_path / "cache"
    opened(library_copy, cache)
    index = cache / INDEX
    index.write_bytes(index.read_bytes()[: int(index.stat().st_size * share)])
    assert run(opened(library_copy, cache).statement("itar-tass-2011-10-26-01"))


def test_somebody_elses_lock_does_not_matter(library_copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    opened(library_copy, cache)
    other = sqlite3.connect(cache / INDEX, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert opened(library_copy, cache).registry.articles == 5
    finally:
        other.close()


def test_a_read_only_index_is_read_and_replaced(library_copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    opened(library_copy, cache)
    (cache / INDEX).chmod(stat.S_IRUSR)
    edit(library_copy / DOSSIER, "    summary: ", "    summary: Anew. ")
    assert opened(library_copy, cache).warnings == ()


def test_who_has_the_old_index_open_keeps_reading_it(library_copy: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    old = opened(library_copy, cache)
    edit(library_copy / DOSSIER, "    summary: ", "    summary: Anew. ")
    opened(library_copy, cache)
    assert run(old.search(["anew"], Filter())).outcome == "nothing"


def test_the_cache_folder_is_the_one_that_platformdirs_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ONRECORD_CACHE")
    for base in ("", "/tmp/elsewhere", "relative"):
        monkeypatch.setenv("XDG_CACHE_HOME", base)
        assert paths.cache_dir(Path("/x")).parent == Path(
            platformdirs.user_cache_dir("onrecord", appauthor=False)
        )


def test_a_common_word_is_found_newest_first_and_no_more_than_asked_for(
    library_copy: Path, tmp_path: Path
) -> None:
    rebuild(library_copy, tmp_path)
    index = IndexReader(BlockingConnection(tmp_path / INDEX))
    everything = [s.id for s in run(index.select(Filter(words=("nato",))))]
    newest = [s.id for s in run(index.select(Filter(words=("nato",), newest=5)))]
    assert len(everything) > 5 and newest == everything[-5:]
    his = run(index.select(Filter("sergei-lavrov", words=("nato",))))
    assert [s.id for s in his] == [id for id in everything if id in {s.id for s in his}]


def test_an_index_of_before_there_was_a_checksum_serves_on(library_copy: Path, tmp_path: Path) -> None:
    rebuild(library_copy, tmp_path)
    with closing(sqlite3.connect(tmp_path / INDEX)) as db, db:
        db.execute("DELETE FROM meta WHERE key = 'stamps'")
    assert is_up_to_date(library_copy, tmp_path)
    text = next((library_copy / "seeds/articles").glob("*.txt"))
    kept = text.stat()
    text.write_text(text.read_text("utf-8").replace("the", "teh", 1), "utf-8")
    assert text.stat().st_size == kept.st_size and not is_up_to_date(library_copy, tmp_path)


def test_the_checksum_tells_any_change_of_a_stamp_and_no_order() -> None:
    stamps = [("seeds/dossiers/a.yaml", 5, 12), ("seeds/dossiers/ü.yaml", 51, 2)]
    told = {
        stamps_checksum(each)
        for each in (
            stamps, stamps[:1], [*stamps[:1], ("seeds/dossiers/ü.yaml", 5, 12)],
            [*stamps[:1], ("seeds/dossiers/ü.yaml", 51, 3)], [("seeds/dossiers/b.yaml", 5, 12), *stamps[1:]],
        )
    }  # fmt: skip
    assert len(told) == 5 and stamps_checksum(stamps[::-1]) in told
