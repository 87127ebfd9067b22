"""By the rules of Windows, where nobody replaces a file that is open."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs import atomic_files
from briefs.index import connection
from briefs.query import INDEX, open_engine
from tests.without_posix import WindowsOs


async def test_a_new_index_takes_the_place_of_one_that_is_read(
    library_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (atomic_files, connection):
        monkeypatch.setattr(module, "os", WindowsOs("os"))
    people = library_copy / "config/people.yaml"
    before = await open_engine(library_copy, tmp_path)
    assert before.path != tmp_path / INDEX
    people.write_text(
        people.read_text("utf-8").replace("{en: Sergei Lavrov", "{en: Sergei W. Lavrov"), "utf-8"
    )
    after = await open_engine(library_copy, tmp_path)
    assert before.people["sergei-lavrov"].name.en == "Sergei Lavrov" and after.warnings == ()
    assert after.people["sergei-lavrov"].name.en == "Sergei W. Lavrov"
    assert await before.find_statements(["rferl-2013-04-23-03"])
    await before.close()
    await after.close()
    last = await open_engine(library_copy, tmp_path)
    assert sorted(tmp_path.glob("*.read")) == [last.path], "those that nobody reads are gone"
    await last.close()
