"""Copies of pages have a bound: the oldest go first, the newest stays."""

from __future__ import annotations

import os
from base64 import b64encode
from pathlib import Path

from briefs.ingest.archive import CopyFolder
from briefs.ingest.fetch import PageCopy


def copy_of(number: int, size: int = 100) -> PageCopy:
    record = b64encode(bytes([number]) * size).decode()
    return PageCopy(f"https://example.org/{number}", f"{number:064x}", record)


def keep_in_order(folder: CopyFolder, *numbers: int) -> list[str]:
    names = []
    for number in numbers:
        name = folder.keep(copy_of(number))
        assert name is not None
        os.utime(folder.folder / name, (number, number))
        names.append(name)
    return names


def test_the_oldest_copies_make_room(tmp_path: Path) -> None:
    folder = CopyFolder(tmp_path, 250)
    one, two, three = keep_in_order(folder, 1, 2, 3)
    assert [folder.holds(name) for name in (one, two, three)] == [False, True, True]
    kept = folder.kept()
    assert (kept.files, kept.size, kept.most) == (2, 200, 250)
    # what was there before this process counts too
    (four,) = keep_in_order(CopyFolder(tmp_path, 250), 4)
    assert folder.holds(four) and not folder.holds(two)


def test_a_copy_that_has_no_room_at_all_is_not_kept(tmp_path: Path) -> None:
    folder = CopyFolder(tmp_path, 250)
    keep_in_order(folder, 1)
    assert folder.keep(copy_of(2, 251)) is None
    assert folder.kept().files == 1
    assert CopyFolder(tmp_path / "none", 0).keep(copy_of(3)) is None
