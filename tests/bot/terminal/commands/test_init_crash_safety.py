"""`init` that dies or fails at any step: a whole library, or a folder in which it can be begun again."""

from __future__ import annotations

import errno
from contextlib import suppress

import pytest

from briefs import library
from briefs.errors import UserError
from tests.briefs.ingest.review.dying import stopped


@pytest.mark.parametrize(("error", "there"), [(None, False), (errno.ENOSPC, True)])
def test_stopped_at_any_step_and_begun_again(program, tmp_path, error, there):
    with stopped(tmp_path / "whole") as whole:
        program("init", str(tmp_path / "whole"))
    for step in range(1, whole.done + 1):
        root = tmp_path / f"at-{step}"
        if there:
            root.mkdir()
        with stopped(root, step, error), suppress(UserError):
            program("init", str(root))
        if not (root / "seeds").exists():
            program("init", str(root))
        assert library.check(root) == ()
        assert "not empty" in program.trouble("init", str(root))


def test_what_a_curator_made_of_it_is_never_begun_again(program, tmp_path):
    program("init", str(tmp_path / "mine"))
    (tmp_path / "mine/.onrecord-init").mkdir()
    assert "not empty" in program.trouble("init", str(tmp_path / "mine"))
