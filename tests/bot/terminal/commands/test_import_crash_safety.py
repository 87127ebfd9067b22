"""An import that dies or fails at any step: the library is the old or the new one, every command goes on."""

from __future__ import annotations

import errno
import itertools
import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.ingest.transfer.export import document
from tests.briefs.ingest.review import fakes
from tests.briefs.ingest.review.dying import stopped


@pytest.fixture
def export(root: Path, tmp_path: Path) -> Path:
    """What is new in it: a person, a text and a dossier."""
    file = tmp_path / "export.json"
    found: dict[str, Any] = json.loads(json.dumps(document(library.read(root))))
    text = "New news\n\nCyd said the bridge was closed.\n"
    found["people"].append({"id": "cyd", "name": "Cyd", "kind": "person"})
    found["articles"].append({**found["articles"][0], "id": "new-news", "text": "new-news.txt"})
    found["articles"][-1] |= {"content": text, "title": "New news", "sha256": fakes.sha(text)}
    statement = {"id": "new-news-01", "article": "new-news", "speakers": ["cyd"]}
    found["statements"].append(
        {**found["statements"][0], **statement, "exact": "Cyd said the bridge was closed."}
    )
    file.write_text(json.dumps(found), "utf-8")
    return file


def stands(program, root: Path, before: dict[str, bytes]) -> bool:  # type: ignore[no-untyped-def]
    """Whether the import stands: whole, or not at all; and every command goes on."""
    ids = {each["id"] for each in program.document("statements")["statements"]}
    program.document("review", "--list")
    program.document("feeds", "list")
    assert library.check(root) == ()
    assert {each.id for each in library.read(root).statements} == ids
    # a hidden file is none of the library's: one that was to become its next version, and did not
    files = {path: content for path, content in fakes.contents(root).items() if "/." not in path}
    new = files != before
    assert ("new-news-01" in ids) == new
    return new


def nothing_is_left(root: Path) -> bool:
    """Once somebody has written again, nothing of what was begun lies around."""
    left = [*root.rglob("*.new"), *(root / ".onrecord/changes").iterdir()]
    assert [str(path.relative_to(root)) for path in left] == []
    return True


def killed(program, root, export, stride: int) -> None:  # type: ignore[no-untyped-def]
    before = fakes.contents(root)
    with stopped(root) as whole:
        program("import", str(export))
    seen = set()
    for step in range(1, whole.done + 1, stride):
        fakes.put_back(root, before)
        with stopped(root, step):
            program("import", str(export))
        seen.add(stands(program, root, before))
        program("import", str(export))
        assert stands(program, root, before) and nothing_is_left(root)
    assert seen == {True, False}


def test_killed_at_some_steps(program, root, export, article):
    killed(program, root, export, 4)
    program("add", article, "--published", "2026-04-23")


@pytest.mark.soak
def test_killed_at_any_step(program, root, export):
    killed(program, root, export, 1)


def failed(program, root, export, stride: int) -> None:  # type: ignore[no-untyped-def]
    before = fakes.contents(root)
    with stopped(root) as whole:
        program("import", str(export))
    kinds = itertools.product((errno.ENOSPC, errno.EIO, errno.EACCES), (1, 10**9))
    for number, (error, times) in enumerate(kinds):
        for step in range(1 + number % stride, whole.done + 1, stride):
            fakes.put_back(root, before)
            program.document("statements")  # an index of what was
            with stopped(root, step, error, times):
                with suppress(UserError):
                    program("import", str(export))
                # while the disk still fails, what is read is whole too
                ids = {each["id"] for each in program.document("statements")["statements"]}
                assert ids in ({"old-news-01"}, {"old-news-01", "new-news-01"})
                program.document("review", "--list")
            stands(program, root, before)
            program("import", str(export))
            assert stands(program, root, before) and nothing_is_left(root)


def test_failed_at_some_steps(program, root, export):
    failed(program, root, export, 16)


@pytest.mark.soak
def test_failed_at_any_step(program, root, export):
    failed(program, root, export, 1)
