"""Two branches of a library, merged by git: one sentence says what to do, and the log is sound afterwards."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from briefs import library
from briefs.errors import UserError
from briefs.log import ENTRIES, LogFiles, LogWriter, merge_sides
from tests.briefs.library.small_library import DOSSIER, write
from tests.briefs.log.conftest import LATER, looked_at

OURS = (DOSSIER, "Berg sees no movement.", "Berg saw none.")
THEIRS = (DOSSIER, "The talks began in 2009.\n    said", "Talks since 2009.\n    said")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(root: Path, *args: str, status: int = 0) -> str:
    named = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(("git", *named, *args), cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout


def committed(root: Path, *changes: tuple[str, ...]) -> None:
    write(root, *changes)
    LogWriter(root).sync(LATER, "hand")
    git(root, "add", "-A", ".")
    git(root, "commit", "-qm", "change")


@pytest.fixture
def branches(logged: Path, tmp_path: Path) -> Path:
    """A log that went on along two branches, of which the first could be signed."""
    git(logged, "init", "-q", "-b", "main")
    git(logged, "config", "merge.conflictstyle", "merge")
    git(logged, "add", "-A", ".")
    git(logged, "commit", "-qm", "begun")
    git(logged, "checkout", "-qb", "other")
    git(logged, "checkout", "-q", "main")
    committed(logged, OURS)
    git(logged, "checkout", "-q", "other")
    committed(logged, THEIRS)
    return logged


@pytest.mark.parametrize(
    ("into", "style"), [("other", "diff3"), pytest.param("main", "merge", marks=pytest.mark.soak)]
)
def test_the_signed_side_stays_and_the_other_comes_behind(branches, into, style):
    signed = git(branches, "show", "main:log/checkpoint")
    assert git(branches, "show", "other:log/checkpoint").split("\n")[1] == "7", "no second past was signed"
    git(branches, "config", "merge.conflictstyle", style)
    git(branches, "checkout", "-q", into)
    git(branches, "merge", "-q", "main" if into == "other" else "other", status=1)
    report = looked_at(branches)
    assert "log/entries.jsonl holds both sides of a merge (`onrecord log merge` puts" in report.faults[0]
    with pytest.raises(UserError, match="both sides of a merge"):
        LogWriter(branches).sync(LATER, "hand")
    merged = merge_sides(LogFiles(branches))
    assert (merged.kept, merged.appended, merged.theirs_was_signed) == (8, 1, False)
    update = LogWriter(branches).sync(LATER, "hand")
    assert (update.added, update.size, update.signed) == ((), 9, 9)
    assert looked_at(branches, signed).is_sound


def test_the_other_branchs_file_can_be_given(branches, tmp_path):
    git(branches, "checkout", "-q", "main")
    theirs = git(branches, "show", "other:log/entries.jsonl").encode()
    write(branches, OURS, THEIRS)
    assert merge_sides(LogFiles(branches), theirs).appended == 1
    assert LogWriter(branches).sync(LATER, "hand").size == 9
    assert looked_at(branches).is_sound
    again = merge_sides(LogFiles(branches), theirs)
    assert again.appended == 0, "what is there already does not come twice"


def test_what_are_no_two_sides_of_one_log_says_so(logged):
    before = (logged / ENTRIES).read_bytes()
    with pytest.raises(UserError, match="does not hold two sides"):
        merge_sides(LogFiles(logged))
    with pytest.raises(UserError, match="different logs"):
        merge_sides(LogFiles(logged), b'{"v":1}\n')
    with pytest.raises(UserError, match="this is no entry"):
        merge_sides(LogFiles(logged), before + b"nonsense\n")
    assert (logged / ENTRIES).read_bytes() == before and library.check(logged) == ()
