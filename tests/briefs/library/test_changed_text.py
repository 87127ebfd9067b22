"""A text that is changed between the check and the reading is not taken for the one that was checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefs.errors import UserError
from briefs.library.checker import LibraryChecker
from tests.briefs.library.small_library import write


def test_a_text_is_read_as_it_was_checked(tmp_path: Path) -> None:
    root = write(tmp_path / "library")
    # of files with the stamps of an index only the sums are known: a text is read when it is needed, perhaps
    # much later
    first = LibraryChecker(root, tmp_path / "cache").check()
    seen = {name: (*file.stamp, file.sha256) for name, file in first.files.items()}
    checked = LibraryChecker(root, tmp_path / "cache").check(seen)
    article = root / "seeds/articles/post.txt"
    article.write_text(article.read_text("utf-8").replace("movement", "progress"), "utf-8")
    with pytest.raises(UserError, match="changed in the meantime"):
        checked.resolve()
